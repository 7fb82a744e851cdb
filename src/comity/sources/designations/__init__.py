"""A user's own file of designation dates, for lists that publish none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast, get_args

from comity.errors import UnreadableFile
from comity.model import Authority, Confidence, Event, EventKind, Issue, Record
from comity.sources.base import Blob, Bounds, Format, Gate, Reading, Source, head
from comity.sources.base.tables import require_columns, stream_csv

_NEEDED = ("source", "id", "event", "date", "citation")
_ALLOWED = (*_NEEDED, "confidence")


def matches_csv(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one CSV with the columns of this format."""
    if len(blobs) != 1 or not blobs[0].name.lower().endswith(".csv"):
        return False
    try:
        first = head(blobs[0]).decode("utf-8-sig", "replace").split("\n", 1)[0]
    except OSError:
        return False
    return {"source", "event", "citation"} <= {c.strip() for c in first.split(",")}


def read_csv(blobs: Sequence[Blob]) -> Reading:
    """Open a file of designation dates."""
    (blob,) = blobs
    return Reading(published=None, items=_events(blob), partial=True)


def _events(blob: Blob) -> Iterator[Record | Event | Issue]:
    mend = "write it as docs/sources.md shows"
    rows = stream_csv(blob, mend=mend)
    _, header = next(rows)
    columns = require_columns(blob, header, _NEEDED, mend=mend)
    if unknown := [c for c in columns if c not in _ALLOWED]:
        mend = f"allowed: {', '.join(_ALLOWED)}"
        raise UnreadableFile(blob.name, f"unknown column {', '.join(unknown)}", mend=mend)
    number = 0
    for number, row in rows:
        if len(row) != len(header):
            why = f"{len(row)} cells, the header has {len(header)}"
            raise UnreadableFile(blob.name, why, where=f"line {number}")
        cell = {title: row[index].strip() for title, index in columns.items()}
        yield _event(blob, number, cell)
    if not number:
        raise UnreadableFile(blob.name, "no date in it", mend="write one a line below the header")


def _event(blob: Blob, number: int, cell: dict[str, str]) -> Event:
    where = f"line {number}"
    if empty := [title for title in _NEEDED if not cell[title]]:
        raise UnreadableFile(blob.name, f"{empty[0]} is empty", where=where, mend="fill it in")
    if cell["event"] not in get_args(EventKind):
        mend = f"one of {', '.join(get_args(EventKind))}"
        raise UnreadableFile(blob.name, f"unknown event {cell['event']!r}", where=where, mend=mend)
    confidence = cell.get("confidence") or "verified"
    if confidence not in get_args(Confidence):
        mend = f"one of {', '.join(get_args(Confidence))}"
        raise UnreadableFile(
            blob.name, f"unknown confidence {confidence!r}", where=where, mend=mend
        )
    try:
        day = date.fromisoformat(cell["date"])
    except ValueError:
        why = f"{cell['date']!r} is not a date"
        raise UnreadableFile(blob.name, why, where=where, mend="write YYYY-MM-DD") from None
    return Event(
        source=cell["source"], id=cell["id"], kind=cast(EventKind, cell["event"]), on=day,
        citation=cell["citation"], confidence=cast(Confidence, confidence),
    )  # fmt: skip


SOURCE = Source(
    code="designations",
    title="Designation dates from the user's own file",
    publisher="the user",
    authority=Authority(code="user", name="the user", character="unilateral"),
    homepage="",
    remote=None,
    format_reference="docs/sources.md",
    licence="the user's own",
    cadence="as needed",
    stale_after_days=None,
    formats=(Format(code="csv", title="CSV of dates", matches=matches_csv, read=read_csv),),
    gate=Gate(
        bounds=(Bounds(since=date(1900, 1, 1), least=0, most=10_000_000, reason="the user's"),)
    ),
)
