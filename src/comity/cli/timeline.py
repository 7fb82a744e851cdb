"""The timeline of who listed a subject when, in characters: collective above, unilateral below."""

from __future__ import annotations

from datetime import date

from comity.register import ListingAnswer, SubjectAnswer

_WIDTH = 64


def years_of(subject: SubjectAnswer, day: date) -> tuple[int, int]:
    """Return the first and last year a subject's timeline covers."""
    years = [day.year]
    for listing in subject.listings:
        for span in listing.spans:
            years.append((span.start.after or span.start.by).year)
            if span.end:
                years.append(span.end.by.year)
    return min(years), max(years) + 1


def ordered(subject: SubjectAnswer) -> tuple[list[ListingAnswer], list[ListingAnswer]]:
    """Return (collective, unilateral) listings, each by their first day."""
    key = lambda x: (x.spans[0].start.by if x.spans else date.max, x.source)  # noqa: E731
    listings = sorted(subject.listings, key=key)
    collective = [x for x in listings if x.authority.character == "collective"]
    return collective, [x for x in listings if x.authority.character != "collective"]


def draw_timeline(subject: SubjectAnswer, day: date) -> str:
    """Return the timeline as text: █ in force, ░ between two snapshots, │ the day asked about."""
    first, last = years_of(subject, day)
    collective, unilateral = ordered(subject)
    label = max(len(f"{x.source} {x.id}") for x in subject.listings)
    lines = [f"{'':{label}}  {first}{'':{_WIDTH - 8}}{last}"]
    for title, group in (("collective", collective), ("unilateral", unilateral)):
        if group:
            lines.append(f"{title:{label}}  " + "─" * _WIDTH)
        lines += [f"{f'{x.source} {x.id}':{label}}  {_bar(x, day, first, last)}" for x in group]
    lines.append(f"{'':{label}}  █ in force   ░ between two snapshots   │ {day}")
    return "\n".join(lines)


def _bar(listing: ListingAnswer, day: date, first: int, last: int) -> str:
    start, end = date(first, 1, 1).toordinal(), date(last, 1, 1).toordinal()
    cells = []
    for cell in range(_WIDTH):
        at = date.fromordinal(start + (end - start) * (2 * cell + 1) // (2 * _WIDTH))
        states = {span.state_on(at) for span in listing.spans}
        future = at > day and not any(s.end and s.end.by > day for s in listing.spans)
        mark = "█" if "in" in states else "░" if states & {"maybe-in", "maybe-out"} else " "
        cells.append(" " if future else mark)
    here = (day.toordinal() - start) * _WIDTH // (end - start)
    if 0 <= here < _WIDTH:
        cells[here] = "│"
    return "".join(cells).rstrip()
