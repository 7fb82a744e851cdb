"""Who belonged to a body on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from comity.errors import UnknownName
from comity.law.book import Lawbook
from comity.law.facts import Body, Member, MemberCount


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """The members recorded of a body on a day.

    Attributes:
        count: How many there were, as a source says it; None where every member is recorded.
        outside: States recorded as no members on that day.
    """

    body: Body
    on: date
    members: tuple[Member, ...]
    count: MemberCount | None
    outside: tuple[Member, ...]

    @property
    def complete(self) -> bool:
        """True when every member of the day is recorded."""
        first = self.body.complete_from
        return self.body.complete and (first is None or first <= self.on)

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON object; what is recorded in part says so."""
        told: dict[str, Any] = {
            "body": self.body.id, "on": self.on.isoformat(),
            "members": [m.member for m in self.members],
        }  # fmt: skip
        if not self.complete:
            told["complete"] = False
        if self.body.note:
            told["note"] = self.body.note
        if self.count:
            told["count"] = self.count.count
        if self.outside:
            told["outside"] = [m.member for m in self.outside]
        return told


def members_of(book: Lawbook, body: str, on: date) -> Members:
    """Return the members of a body on a day.

    Raises:
        UnknownName: No such body.
    """
    found = book.bodies.get(body.casefold())
    if found is None:
        raise UnknownName("body", body, tuple(book.bodies))
    counts = [c for c in found.counts if c.on <= on]
    # The first count stands for the days before it too: it is the nearest that was seen.
    count = counts[-1] if counts else next(iter(found.counts), None)
    return Members(
        body=found, on=on, members=tuple(m for m in found.members if _was(m, on)), count=count,
        outside=tuple(m for m in found.outside if _was(m, on)),
    )  # fmt: skip


def _was(member: Member, on: date) -> bool:
    return (member.start is None or member.start <= on) and (member.end is None or on <= member.end)


def is_member(book: Lawbook, body: str, state: str, on: date) -> bool:
    """Tell whether a state, by its name in the lawbook, belonged to a body on a day."""
    return any(m.member == state for m in members_of(book, body, on).members)
