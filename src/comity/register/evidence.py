"""From rows to what spans are derived from: runs of presence, and dated statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from comity.register.spans import Span, Stated
from comity.register.store import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A listing on a day before its content is read: which record, which spans.

    Attributes:
        snapshot: The snapshot the record is from; None for built-in or user's facts.
        full: The nearest full snapshot and its record, when the snapshot is of a thin format.
    """

    listing_id: int
    source: str
    key: str
    snapshot: Snapshot | None
    record_id: int
    spans: tuple[Span, ...]
    events: Sequence[Any]
    full: tuple[Snapshot, int] | None = None


def runs_of(own: Sequence[tuple[Snapshot, int]], snapshots: Sequence[Snapshot]) -> list[list[int]]:
    """Split a listing's contents into runs of presence without an absence between."""
    content = {s.id: i for s, i in own}
    runs: list[list[int]] = []
    open_run = False
    for snapshot in snapshots:
        if snapshot.id in content:
            if not open_run:
                runs.append([])
            runs[-1].append(content[snapshot.id])
            open_run = True
        elif not snapshot.partial:
            open_run = False
    return runs


def stated_of(runs: Sequence[Sequence[Any]], events: Sequence[Any]) -> list[Stated]:
    """Gather dated statements: in each run of presence the newest dated content counts."""
    found: dict[tuple[date, Literal["on", "off"]], str] = {}
    for run in runs:
        for row in [row for row in run if row.listed_on][-1:]:
            basis = row.listed_basis or "published listing date"
            found.setdefault((date.fromisoformat(row.listed_on), "on"), basis)
        for row in run[-1:]:
            if row.delisted_on:
                found.setdefault((date.fromisoformat(row.delisted_on), "off"), "published end date")
    for event in events:
        state: Literal["on", "off"] = "off" if event.kind == "delisted" else "on"
        basis = f"{event.citation} ({event.confidence})"
        found.setdefault((date.fromisoformat(event.on), state), basis)
    return [Stated(on=day, state=state, basis=b) for (day, state), b in sorted(found.items())]
