"""Self-contained HTML pages with drawn timelines: no script, no font, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from comity.cli.asking import OVERLAP_KEYS, character_of, describe, facts_of, spans_of
from comity.cli.legal import acts_text
from comity.cli.timeline import ordered, years_of
from comity.cli.writing import write_whole
from comity.register import ListingAnswer, Span, SubjectAnswer

_STYLE = """
:root{--ink:#1c2430;--soft:#5d6b7c;--line:#d9dfe7;--paper:#fbfbf8;--card:#fff;
--collective:#1f5fa8;--unilateral:#b4531f;--carries:#8a7a3c}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf1;--soft:#9aa8b8;--line:#333d4a;
--paper:#14181e;--card:#1b2129;--collective:#6aa5e8;--unilateral:#e79262;--carries:#c9b76b}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:66rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1{font-size:1.7rem;line-height:1.2;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2.25rem 0 .5rem}
p.lead{color:var(--soft);margin:0 0 1rem}.card{background:var(--card);border:1px solid var(--line);
border-radius:10px;padding:1rem 1.25rem;margin:1rem 0;overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.92rem}th{font-weight:600;text-align:left;
color:var(--soft)}td,th{padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line);
vertical-align:top}tr:last-child td{border-bottom:0}svg{width:100%;height:auto;display:block}
svg text{fill:var(--ink);font:12px system-ui,sans-serif}svg .soft{fill:var(--soft)}
.d{white-space:nowrap}.c{color:var(--collective)}.u{color:var(--unilateral)}.i{color:var(--carries)}
footer{color:var(--soft);font-size:.85rem;margin-top:3rem}code{font-size:.9em}
"""


def write_page(path: Path, text: str) -> None:
    """Write a page whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text)


def page(title: str, lead: str, body: str) -> str:
    """Return a whole page around a body of safe HTML."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>"
        f'<h1>{escape(title)}</h1><p class="lead">{escape(lead)}</p>{body}'
        "<footer>Made by Comity from published lists. It informs and is no legal advice.</footer>"
        "</main></body></html>"
    )


def table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table; every cell is escaped."""
    head = "".join(f"<th>{escape(h)}</th>" for h in headers)
    body = "".join("<tr>" + "".join(f"<td>{_cell(c)}</td>" for c in row) + "</tr>" for row in rows)
    return f'<div class="card"><table><tr>{head}</tr>{body}</table></div>'


def _cell(text: str) -> str:
    """Return an escaped cell, in which no date is broken over two lines."""
    return re.sub(r"\d{4}-\d\d-\d\d", r'<span class="d">\g<0></span>', escape(text))


def subject_page(subject: SubjectAnswer, day: date) -> str:
    """Return the page of one subject: answer, timeline, listings with evidence, facts."""
    lead = f"{subject.schema} · {subject.subject} · on {day}: {describe(subject)}"
    return page(subject.name, lead, subject_sections(subject, day))


def subject_sections(subject: SubjectAnswer, day: date) -> str:
    """Return a subject's timeline, listings and facts as HTML."""
    rows = [
        (f"{x.source} {x.id}", f"{x.authority.name}, {character_of(x)}",
         "; ".join(x.record.regimes or x.record.programmes), acts_text(x, day),
         _in_force(x),
         spans_of(x), _evidence(x))
        for x in subject.listings
    ]  # fmt: skip
    headers = ("listing", "authority", "regime", "acts, with their state", f"in force {day}",
               "spans", "read from")  # fmt: skip
    return (
        f'<div class="card">{timeline_svg(subject, day)}</div>'
        f"<h2>Listings</h2>{table(headers, rows)}"
        f"<h2>Facts</h2>{table(('fact', 'value', 'list'), facts_of(subject))}"
    )


def _in_force(x: ListingAnswer) -> str:
    said = "yes" if x.in_force else "no"
    return said if x.certainty == "certain" else f"{said} ({x.certainty})"


def _evidence(x: ListingAnswer) -> str:
    basis = "; ".join(
        f"from: {s.start.basis}" + (f", to: {s.end.basis}" if s.end else "") for s in x.spans
    )
    if x.snapshot:
        return f"snapshot {x.snapshot.published}, SHA-256 {x.snapshot.sha256[:12]}… ({basis})"
    return f"built-in or user's facts ({basis})"


_LEFT, _RIGHT, _ROW, _FULL = 190, 20, 30, 960


def timeline_svg(subject: SubjectAnswer, day: date) -> str:
    """Return the drawing of who listed a subject when: collective above, unilateral below."""
    first, last = years_of(subject, day)
    collective, unilateral = ordered(subject)
    scale = _Scale(date(first, 1, 1), date(last, 1, 1))
    parts: list[str] = []
    y = 34
    for title, tone, group in (
        ("Collective", "collective", collective), ("Unilateral", "unilateral", unilateral),
    ):  # fmt: skip
        if not group:
            continue
        parts.append(
            f'<text x="0" y="{y}" style="fill:var(--{tone});font-weight:600">{title}</text>'
        )
        y += 14
        for listing in group:
            carries = character_of(listing) not in ("collective", "unilateral")
            parts.append(_row(listing, day, scale, y, "carries" if carries else tone))
            y += _ROW
        y += 16
    axis = _axis(scale, first, last, y)
    here = scale.x(day)
    mark = (
        f'<line x1="{here}" x2="{here}" y1="16" y2="{y}" stroke="var(--ink)" '
        f'stroke-dasharray="3 3"/><text x="{min(here, _FULL - 70)}" y="11">{day}</text>'
    )
    label = escape(f"Timeline of {subject.name}")
    legend = _legend(subject, y + 38)
    return (
        f'<svg viewBox="0 0 {_FULL} {y + 50}" role="img" aria-label="{label}">'
        f"{axis}{''.join(parts)}{mark}{legend}</svg>"
    )


def _legend(subject: SubjectAnswer, y: int) -> str:
    """Return what the colours of a drawing mean, of those that are in it."""
    characters = {character_of(x) for x in subject.listings}
    ends = [b for x in subject.listings for s in x.spans for b in (s.start, s.end) if b]
    items = [
        ("collective" in characters, "var(--collective)", 1.0, "collective"),
        ("unilateral" in characters, "var(--unilateral)", 1.0, "unilateral"),
        (bool(characters - {"collective", "unilateral"}), "var(--carries)", 1.0,
         "carries out the UN's listing"),
        (any(b.after and not b.exact for b in ends), "var(--soft)", 0.28,
         "the change came between these two lists"),
    ]  # fmt: skip
    out, x = [], 0.0
    for used, fill, opacity, text in items:
        if used:
            out.append(
                f'<rect x="{x}" y="{y - 10}" width="22" height="12" rx="3" fill="{fill}" '
                f'opacity="{opacity}"/><text class="soft" x="{x + 29}" y="{y}">{text}</text>'
            )
            x += 56 + 6.4 * len(text)
    return "".join(out)


class _Scale:
    def __init__(self, start: date, end: date) -> None:
        self.start, self.end = start.toordinal(), end.toordinal()

    def x(self, day: date) -> float:
        share = (day.toordinal() - self.start) / max(1, self.end - self.start)
        return round(_LEFT + min(1.0, max(0.0, share)) * (_FULL - _LEFT - _RIGHT), 1)


def _axis(scale: _Scale, first: int, last: int, y: int) -> str:
    step = max(1, (last - first) // 10)
    parts = []
    for year in range(first, last + 1, step):
        x = scale.x(date(year, 1, 1))
        parts.append(
            f'<line x1="{x}" x2="{x}" y1="22" y2="{y}" stroke="var(--line)"/>'
            f'<text class="soft" x="{x}" y="{y + 16}" text-anchor="middle">{year}</text>'
        )
    return "".join(parts)


def _row(listing: ListingAnswer, day: date, scale: _Scale, y: int, tone: str) -> str:
    label = escape(f"{listing.source} {listing.id}"[:28])
    bars = "".join(_bar(span, day, scale, y, tone) for span in listing.spans)
    return f'<text x="0" y="{y + 15}">{label}</text>{bars}'


def _bar(span: Span, day: date, scale: _Scale, y: int, tone: str) -> str:
    start, end = span.start, span.end
    sure = scale.x(start.by)
    until = scale.x((end.after or end.by) if end else day)
    said = escape(
        f"{start.text} → {end.text if end else 'today'} · {start.basis}"
        + (f" · {end.basis}" if end else "")
    )
    fill = f"var(--{tone})"
    parts = [
        f'<rect x="{sure}" y="{y + 3}" width="{max(2.0, round(until - sure, 1))}" height="16" '
        f'rx="3" fill="{fill}"/>'
    ]
    # What lies between two snapshots is drawn hatched: the change came somewhere in it.
    for low, high in (
        (start.after, start.by) if not start.exact else (None, None),
        (end.after, end.by) if end and not end.exact else (None, None),
    ):
        if low and high:
            a, b = scale.x(low), scale.x(high)
            parts.append(
                f'<rect x="{a}" y="{y + 3}" width="{max(1.0, round(b - a, 1))}" height="16" '
                f'fill="{fill}" opacity=".28"/>'
            )
    return f"<g><title>{said}</title>{''.join(parts)}</g>"


_KINDS = {
    "collective_only": ("Collective only", "collective"),
    "both": ("Collective and unilateral", "ink"),
    "unilateral_only": ("Unilateral only", "unilateral"),
    "implementing_only": ("Only carried out for the UN", "carries"),
}


def overlap_page(found: dict[str, Any]) -> str:
    """Return the picture of an overlap count."""
    total = max(1, found["subjects"])
    parts, x = [], 0.0
    for key in OVERLAP_KEYS:
        title, tone = _KINDS[key]
        width = round(found[key] / total * 960, 1)
        if width:
            parts.append(
                f'<g><title>{title}: {found[key]:,}</title><rect x="{x}" y="0" width="{width}" '
                f'height="46" fill="var(--{tone})"/></g>'
            )
        x += width
    bar = f'<svg viewBox="0 0 960 46" role="img" aria-label="Overlap">{"".join(parts)}</svg>'
    rows = "".join(
        f'<tr><td><svg viewBox="0 0 14 14" style="width:.8em;display:inline;margin-right:.6em">'
        f'<rect width="14" height="14" rx="3" fill="var(--{tone})"/></svg>{title}</td>'
        f"<td>{found[key]:,}</td><td>{found[key] / total:.1%}</td></tr>"
        for key, (title, tone) in ((k, _KINDS[k]) for k in OVERLAP_KEYS)
    )
    head = "<tr><th>measures</th><th>subjects</th><th>share</th></tr>"
    counts = f'<div class="card"><table>{head}{rows}</table></div>'
    sources = [(s["source"], f"{s['in_force']:,}", f"{s['alone']:,}") for s in found["sources"]]
    only = " · ".join(filter(None, (found["target"], found["regime"])))
    lead = f"{found['subjects']:,} subjects listed on {found['as_of']}" + (only and f" · {only}")
    return page(
        "Who lists whom", lead,
        f'<div class="card">{bar}</div>{counts}'
        f"<h2>By list</h2>{table(('list', 'in force', 'listed by it alone'), sources)}",
    )  # fmt: skip
