"""The picture of acts over time, as one self-contained page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

from comity.cli.pages import page
from comity.law import Instrument, Lawbook

_LEFT, _RIGHT, _ROW = 250, 940, 22
_FILLS = {"in-force": 1.0, "contested": 0.45, "suspended": 0.2}
Segments = Sequence[tuple[date, date, str]]
Rows = Sequence[tuple[Instrument, Segments]]
Place = Callable[[date], float]


def timeline_page(book: Lawbook, rows: Rows, day: date, viewpoint: str, target: str) -> str:
    """Return the page: the drawing, and beneath it what is contested and by whom."""
    about = f" about {target.upper()}" if target else ""
    lead = f"Acts{about} to {day}, " + (f"as {viewpoint} sees them" if viewpoint else "all views")
    body = f'<div class="card">{timeline_svg(rows, day)}</div>'
    for contest in book.contests.values():
        used = any(e.contested == contest.id for i, _ in rows for e in i.events)
        if not used:
            continue
        lines = "".join(
            f"<tr><td>{escape(p.viewpoint)}</td><td>{'has effect' if p.holds else 'has none'}</td>"
            f"<td>{p.on}</td><td>{escape(p.text)}</td></tr>"
            for p in contest.positions
        )
        head = "<tr><th>who</th><th>holds that it</th><th>since</th><th>in our words</th></tr>"
        body += (
            f'<h2>{escape(contest.title)}</h2><div class="card"><table>{head}{lines}</table></div>'
        )
    return page("Acts over time", lead, body)


def timeline_svg(rows: Rows, day: date) -> str:
    """Return the drawing: a bar an act, ticks where it was continued, rings where it came back."""
    first = min(segments[0][0] for _, segments in rows).year
    start, end = date(first, 1, 1).toordinal(), date(day.year + 1, 1, 1).toordinal()

    def x(at: date) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (at.toordinal() - start) / (end - start)

    groups = [
        ("collective", [r for r in rows if r[0].character == "collective"]),
        ("unilateral", [r for r in rows if r[0].character != "collective"]),
    ]
    height = 40 + sum(_ROW * len(g) + 34 for _, g in groups if g)
    parts = [_axis(first, day.year + 1, x, height)]
    top = 34.0
    for title, group in groups:
        if not group:
            continue
        colour = f"var(--{title})"
        parts.append(f'<text x="0" y="{top + 12}" font-weight="600" fill="{colour}">{title}</text>')
        top += 20
        for item, segments in group:
            parts.append(_bar(item, segments, day, top, x, colour))
            top += _ROW
        top += 14
    label = "Acts over time, collective above, unilateral below"
    start_tag = f'<svg viewBox="0 0 960 {height:.0f}" role="img" aria-label="{label}">'
    return f"{start_tag}{''.join(parts)}</svg>"


def _axis(first: int, last: int, x: Place, height: float) -> str:
    step = next(s for s in (1, 2, 5, 10, 20) if (last - first) / s <= 16)
    out = []
    for year in range(first + (-first % step), last + 1, step):
        at = x(date(year, 1, 1))
        out.append(
            f'<line x1="{at:.1f}" x2="{at:.1f}" y1="22" y2="{height - 6:.0f}" '
            'stroke="var(--line)"/>'
            f'<text class="soft" x="{at:.1f}" y="14" text-anchor="middle">{year}</text>'
        )
    return "".join(out)


def _bar(item: Instrument, segments: Segments, day: date, top: float, x: Place, colour: str) -> str:
    name = item.number or item.id
    out = [
        f"<g><title>{escape(f'{name}: {item.what}')}</title>"
        f'<text x="0" y="{top + 13}">{escape(name[:38])}</text>'
    ]
    for start, end, state in segments:
        if state in _FILLS:
            width = max(1.5, x(end) - x(start))
            out.append(
                f'<rect x="{x(start):.1f}" y="{top + 3}" width="{width:.1f}" height="13" rx="3" '
                f'fill="{colour}" fill-opacity="{_FILLS[state]}"/>'
            )
    for event in item.events:
        at = x(event.on)
        if event.on > day:
            continue
        if event.kind == "continued":
            out.append(
                f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{top + 5}" y2="{top + 14}" '
                'stroke="var(--card)" stroke-width="1.2"/>'
            )
        elif event.kind == "reapplied":
            out.append(
                f'<circle cx="{at:.1f}" cy="{top + 9.5}" r="5" fill="var(--card)" '
                f'stroke="{colour}" stroke-width="2.5"/>'
            )
        elif event.kind == "ended":
            out.append(
                f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{top}" y2="{top + 19}" '
                f'stroke="{colour}" stroke-width="2"/>'
            )
    return "".join(out) + "</g>"
