"""The picture of acts over time, as a self-contained page or an image of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from html import escape

from comity.cli.lawtimeline import Kind, Row, Segment, heading, ticks
from comity.cli.pages import page
from comity.law import Contest, Lawbook

_FULL, _LEFT, _RIGHT, _ROW = 1000, 350, 985, 24
_HEAD = 26
_OPAQUE: dict[Kind, float] = {"in-force": 1.0, "eased": 0.5, "contested": 1.0, "suspended": 0.25}
Place = Callable[[date], float]
_VARIABLES = (
    "svg{--ink:#1c2430;--soft:#5d6b7c;--line:#d9dfe7;--card:#fff;"
    "--collective:#1f5fa8;--unilateral:#b4531f;background:#fff}"
    "text{fill:var(--ink);font:12px system-ui,sans-serif}.soft{fill:var(--soft)}"
)


def timeline_page(
    book: Lawbook, rows: Sequence[Row], day: date, viewpoint: str, target: str
) -> str:  # fmt: skip
    """Return the page: the drawing, and beneath it what is contested and by whom."""
    about = f" about {target.upper()}" if target else ""
    seen = f"as {viewpoint} sees them" if viewpoint else "no viewpoint taken"
    body = f'<div class="card">{timeline_svg(rows, day)}</div>'
    for contest in book.contests.values():
        if any(e.contested == contest.id and e.on <= day for r in rows for e in r.events):
            body += _contest(contest)
    return page("Acts over time", f"{len(rows)} acts{about} to {day}, {seen}", body)


def _contest(contest: Contest) -> str:
    """Return a table of both sides; what several hold in the same words is one row."""
    held: dict[tuple[bool, str, date], list[str]] = {}
    for p in sorted(contest.positions, key=lambda p: (not p.holds, p.on)):
        held.setdefault((p.holds, p.text, p.on), []).append(p.viewpoint)
    lines = "".join(
        f"<tr><td>{escape(', '.join(who))}</td><td>{'has effect' if holds else 'has none'}</td>"
        f'<td style="white-space:nowrap">{on}</td><td>{escape(text)}</td></tr>'
        for (holds, text, on), who in held.items()
    )
    head = "<tr><th>who</th><th>holds that it</th><th>since</th><th>in our words</th></tr>"
    return f'<h2>{escape(contest.title)}</h2><div class="card"><table>{head}{lines}</table></div>'


def timeline_image(rows: Sequence[Row], day: date) -> str:
    """Return the drawing as an SVG file of its own."""
    return timeline_svg(rows, day, style=_VARIABLES)


def timeline_svg(rows: Sequence[Row], day: date, *, style: str = "") -> str:
    """Return the drawing: a bar an act, ticks where it was continued, rings where it came back."""
    first = min(r.segments[0].start for r in rows).year
    start, end = date(first, 1, 1).toordinal(), date(day.year + 1, 1, 1).toordinal()

    def x(at: date) -> float:
        return round(_LEFT + (_RIGHT - _LEFT) * (at.toordinal() - start) / (end - start), 1)

    parts: list[str] = []
    top, title = 26.0, ""
    for row in rows:
        if heading(row) != title:
            title = heading(row)
            tone = _tone(row)
            top += 10
            parts.append(
                f'<text x="0" y="{top + 14}" style="fill:var(--{tone});font-weight:600;'
                f'font-size:13px">{escape(title)}</text>'
                f'<line x1="{_LEFT}" x2="{_RIGHT}" y1="{top + 10}" y2="{top + 10}" '
                f'style="stroke:var(--{tone});opacity:.35"/>'
            )
            top += _HEAD
        parts.append(_row(row, day, top, x))
        top += _ROW
    legend, height = _legend(rows, top + 18)
    here = (
        f'<line x1="{x(day)}" x2="{x(day)}" y1="22" y2="{top:.0f}" stroke="var(--ink)" '
        f'stroke-dasharray="3 3"/><text x="{min(x(day), _FULL - 34)}" y="{top + 13}" '
        f'text-anchor="middle">{day}</text>'
    )
    label = "Acts over time, collective above, unilateral below, by authority"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_FULL} {height:.0f}" role="img" '
        f'aria-label="{label}">{f"<style>{style}</style>" if style else ""}{_defs()}'
        f"{_axis(first, day.year + 1, x, top)}{''.join(parts)}{here}{legend}</svg>"
    )


def _defs() -> str:
    """Return the fills: hatched for contested, fading where no end is recorded."""
    out = []
    for tone in ("collective", "unilateral", "soft"):
        out.append(
            f'<pattern id="hatch-{tone}" width="5" height="5" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="5" height="5" '
            f'style="fill:var(--{tone});opacity:.18"/><rect width="2" height="5" '
            f'style="fill:var(--{tone})"/></pattern>'
            f'<linearGradient id="fade-{tone}"><stop offset="0" '
            f'style="stop-color:var(--{tone})"/><stop offset=".35" '
            f'style="stop-color:var(--{tone})"/><stop offset="1" '
            f'style="stop-color:var(--{tone});stop-opacity:.3"/></linearGradient>'
        )
    return f"<defs>{''.join(out)}</defs>"


def _tone(row: Row) -> str:
    if row.collective:
        return "collective"
    return "soft" if row.item.character == "agreement" else "unilateral"


def _axis(first: int, last: int, x: Place, bottom: float) -> str:
    out = []
    for year in ticks(first, last, 12):
        at = x(date(year, 1, 1))
        out.append(
            f'<line x1="{at}" x2="{at}" y1="22" y2="{bottom:.0f}" stroke="var(--line)"/>'
            f'<text class="soft" x="{at}" y="14" text-anchor="middle">{year}</text>'
        )
    return "".join(out)


def _row(row: Row, day: date, top: float, x: Place) -> str:
    tone = _tone(row)
    name = _cut(row.name, 30)
    room = 55 - len(name)
    gloss = _cut(row.item.what, room) if room > 8 else ""
    out = [
        f"<g><title>{escape(f'{row.item.number or row.item.id}: {row.item.what}')}</title>"
        f'<text x="0" y="{top + 14}">{escape(name)}<tspan class="soft" dx="8" '
        f'style="font-size:11px">{escape(gloss)}</tspan></text>'
    ]
    out += [_bar(s, row, top, x, tone) for s in row.segments if s.kind in _OPAQUE]
    ends = {s.start for s in row.segments if s.kind == "ended"}
    for event in row.events:
        at = x(event.on)
        if event.on > day:
            continue
        if event.kind == "continued":
            out.append(_line(at, top + 5, top + 15, "var(--card)", 1.2))
        elif event.kind == "reapplied":
            out.append(_ring(at, top + 10, tone))
        elif event.on in ends:
            out.append(_line(at, top + 1, top + 19, f"var(--{tone})", 2))
            ends.discard(event.on)
    return "".join(out) + "</g>"


def _bar(segment: Segment, row: Row, top: float, x: Place, tone: str) -> str:
    fill = f"var(--{tone})"
    if segment.kind == "contested":
        fill = f"url(#hatch-{tone})"
    elif row.open_end and segment.kind == "in-force":
        fill = f"url(#fade-{tone})"
    width = max(2.0, round(x(segment.end) - x(segment.start), 1))
    return (
        f'<rect x="{x(segment.start)}" y="{top + 4}" width="{width}" height="12" rx="2.5" '
        f'style="fill:{fill}" fill-opacity="{_OPAQUE[segment.kind]}"/>'
    )


def _line(at: float, top: float, bottom: float, colour: str, width: float) -> str:
    return (
        f'<line x1="{at}" x2="{at}" y1="{top}" y2="{bottom}" '
        f'style="stroke:{colour};stroke-width:{width}"/>'
    )


def _ring(at: float, y: float, tone: str) -> str:
    return (
        f'<circle cx="{at}" cy="{y}" r="5" style="fill:var(--card);stroke:var(--{tone});'
        'stroke-width:2.5"/>'
    )


def _cut(text: str, most: int) -> str:
    """Return a text of at most so many characters, cut between words."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    short = text[: most - 1]
    return (short.rsplit(" ", 1)[0] if " " in short[most // 2 :] else short).rstrip(" ,;:(") + "…"


def _legend(rows: Sequence[Row], top: float) -> tuple[str, float]:
    """Return the legend of what the drawing uses, and the height beneath it."""
    kinds = {s.kind for r in rows for s in r.segments}
    events = {e.kind for r in rows for e in r.events}
    tone = "collective" if any(r.collective for r in rows) else "unilateral"
    block = (
        '<rect x="{x}" y="{y}" width="26" height="12" rx="2.5" style="fill:%s" fill-opacity="%s"/>'
    )
    fill, solid = f"var(--{tone})", block % (f"var(--{tone})", 1)
    gap = (
        '<line x1="{m}" x2="{m}" y1="{y1}" y2="{y2}" style="stroke:var(--card);stroke-width:1.5"/>'
    )
    ring = f'<circle cx="{{m}}" cy="{{c}}" r="5" style="fill:var(--card);stroke:{fill};'
    items: Iterable[tuple[bool, str, str]] = (
        (True, solid, "in force"),
        (any(r.open_end for r in rows), block % (f"url(#fade-{tone})", 1), "no end recorded"),
        ("eased" in kinds, block % (fill, 0.5), "in force, partly lifted"),
        ("contested" in kinds, block % (f"url(#hatch-{tone})", 1), "contested"),
        ("continued" in events, solid + gap, "continued by notice"),
        ("reapplied" in events, ring + 'stroke-width:2.5"/>', "re-applied"),
    )
    out, at, y = [], 0.0, top + 14
    for used, mark, text in items:
        if not used:
            continue
        places = {"x": at, "m": at + 13, "y": y, "c": y + 6, "y1": y + 1, "y2": y + 11}
        out.append(mark.format(**places))
        out.append(f'<text class="soft" x="{at + 33}" y="{y + 10}">{text}</text>')
        at += 60 + 6.2 * len(text)
    return "".join(out), y + 24
