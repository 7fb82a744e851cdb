"""Acts on one axis: their stretches, their order, and the drawing in characters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from comity.law import ActEvent, Instrument, Lawbook, events_of, state_of

Kind = Literal["in-force", "eased", "contested", "suspended", "ended", "not-yet", "unknown"]
Place = Callable[[date], int]
_PLACES = {"us": "United States", "eu": "European Union", "uk": "United Kingdom"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of an act's life; the last one ends on the day asked about."""

    start: date
    end: date
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One act of the picture.

    Attributes:
        group: Whose act it is, as the heading says it.
        events: Those of the act, with the end of its regime.
        open_end: In force only because no end is recorded.
    """

    item: Instrument
    events: tuple[ActEvent, ...]
    group: str
    segments: tuple[Segment, ...]
    open_end: bool

    @property
    def name(self) -> str:
        """The number people know the act by, without what an abbreviation says as well."""
        name = self.item.number or self.item.title or self.item.id
        return name.replace("Executive Order", "E.O.").replace("Common Position", "CP")

    @property
    def collective(self) -> bool:
        """True for acts of the Security Council."""
        return self.item.character == "collective"


def rows_of(book: Lawbook, items: Sequence[Instrument], day: date, viewpoint: str) -> list[Row]:
    """Return a row for each act, collective first, each authority's together, oldest first."""
    rows = [
        Row(
            item=item, events=events_of(book, item), group=_group_of(book, item),
            segments=tuple(_segments(book, item, day, viewpoint)),
            open_end=state_of(book, item.id, day, viewpoint).open_end,
        )
        for item in items
    ]  # fmt: skip
    places = list(_PLACES.values())

    def order(row: Row) -> tuple[bool, bool, int, str, date, str]:
        rank = places.index(row.group) if row.group in places else len(places)
        first = row.item.in_force_from or date.max
        last = row.item.character == "agreement"
        return not row.collective, last, rank, row.group, first, row.item.id

    return sorted(rows, key=order)


def _group_of(book: Lawbook, item: Instrument) -> str:
    if item.character == "agreement":
        return "Agreements"
    authority = book.authorities.get(item.authority)
    name = authority.name if authority else item.authority or "Others"
    return _PLACES.get(item.authority.partition("-")[0], name)


def _segments(book: Lawbook, item: Instrument, day: date, viewpoint: str) -> list[Segment]:
    """Return the stretches of an act's life up to a day, the day itself included."""
    turns = sorted(
        {
            on
            for on in (item.in_force_from, *(e.on for e in events_of(book, item)))
            if on and on <= day
        }
    )
    turns = [t for t in turns if item.in_force_from and t >= item.in_force_from]
    close = day + timedelta(days=1)
    found: list[Segment] = []
    for start, end in zip(turns, [*turns[1:], close], strict=True):
        state = state_of(book, item.id, start, viewpoint)
        kind: Kind = "eased" if state.eased else state.state
        if found and found[-1].kind == kind:
            found[-1] = Segment(start=found[-1].start, end=end, kind=kind)
        else:
            found.append(Segment(start=start, end=end, kind=kind))
    return found


def heading(row: Row) -> str:
    """Return the heading a row stands under."""
    if row.group == "Agreements":
        return row.group
    return f"{'Collective' if row.collective else 'Unilateral'}: {row.group}"


def ticks(first: int, last: int, most: int) -> list[int]:
    """Return round years to write on an axis, at most so many."""
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100) if (last - first) / s <= most)
    return list(range(first + (-first % step), last + 1, step))


_CELLS: dict[Kind, str] = {"in-force": "█", "eased": "▒", "contested": "░", "suspended": "·"}
_LABEL = 28


def draw(rows: Sequence[Row], day: date, *, columns: int = 100) -> str:
    """Return the picture in characters, no wider than so many columns."""
    label = min(_LABEL, max(len(r.name) for r in rows))
    width = max(24, min(96, columns - label - 2))
    first = min(r.segments[0].start for r in rows).year
    start, end = date(first, 1, 1).toordinal(), date(day.year + 1, 1, 1).toordinal()

    def place(at: date) -> int:
        return min(width - 1, (at.toordinal() - start) * width // (end - start))

    lines = [_years(first, day.year + 1, width, label, place)]
    title = ""
    for row in rows:
        if heading(row) != title:
            title = heading(row)
            lines += ["", f"{title} {'─' * max(0, label + 2 + width - len(title) - 1)}"]
        name = row.name if len(row.name) <= label else row.name[: label - 1] + "…"
        lines.append(f"{name:{label}}  {_cells(row, day, width, place)}".rstrip())
    said = ["█ in force", "▓ in force, no end recorded", "▒ eased", "░ contested", "· suspended"]
    said += ["╎ continued", "◆ re-applied"]
    used = "".join(lines[1:])
    lines += ["", "  ".join(s for s in said if s[0] in used) + f"  to {day}"]
    return "\n".join(lines)


def _years(first: int, last: int, width: int, label: int, place: Place) -> str:
    line = [" "] * (width + 4)
    free = 0
    for year in ticks(first, last, width // 8):
        at = place(date(year, 1, 1))
        if at >= free and year < last:
            line[at : at + 4] = str(year)
            free = at + 6
    return f"{'':{label}}  {''.join(line).rstrip()}"


def _cells(row: Row, day: date, width: int, place: Place) -> str:
    cells = [" "] * width
    for segment in row.segments:
        mark = _CELLS.get(segment.kind, " ")
        if row.open_end and segment.kind == "in-force":
            mark = "▓"
        if mark != " ":
            a, b = place(segment.start), place(segment.end - timedelta(days=1)) + 1
            cells[a : max(a + 1, b)] = mark * max(1, b - a)
    continued = [e for e in row.events if e.kind == "continued" and e.on <= day]
    # Notices closer than three cells would leave nothing but ticks: only some are drawn then.
    last = -3
    for event in continued:
        at = place(event.on)
        if at - last >= 3 and cells[at] in "█▓":
            cells[at] = "╎"
            last = at
    for event in row.events:
        if event.kind == "reapplied" and event.on <= day and cells[place(event.on)] != " ":
            cells[place(event.on)] = "◆"
    return "".join(cells)
