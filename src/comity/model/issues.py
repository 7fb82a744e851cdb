"""Faults of data, as values that travel beside the data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something a publisher's file said that could not be read in full.

    Attributes:
        code: A short stable name in kebab-case, e.g. `unreadable-date`, `unknown-type`,
            `missing-name`, `duplicate-key`, `orphan-row`.
        place: Where it stands: the listing's id and the element, column or row.
        found: The offending text as published (shortened to 200 characters).
        record: The publisher's id of the listing it belongs to, or empty for the whole file.
    """

    code: str
    place: str
    found: str
    record: str = ""

    def __post_init__(self) -> None:
        if len(self.found) > 200:
            object.__setattr__(self, "found", self.found[:199] + "…")
