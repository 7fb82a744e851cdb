"""Pages of what was told: events drawn by party and day, and what is coming for a target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from comity.cli.newsfiles import shown
from comity.cli.newspage import STYLE
from comity.cli.pages import page, table
from comity.register.reports import Story

_TONES = {
    "IMPOSE": "#d0453b", "TIGHTEN": "#d0453b", "EXTEND": "#c9702f", "THREATEN": "#d9a13a", "CALL_FOR": "#d9a13a",
    "EASE": "#3d9a64", "PROMISE_EASE": "#3d9a64", "DEMAND_EASE": "#7dbb93", "REFUSE_EASE": "#9a6cc9",
    "OPPOSE": "#9a6cc9", "SUPPORT": "#4b8ad0", "NEGOTIATE": "#4b8ad0", "COMPLY": "#7c8a9b", "EVADE": "#7c8a9b",
}  # fmt: skip


_OTHER = "#7c8a9b"


def _safe(text: str) -> str:
    """Return a text as HTML that shows it and does nothing else."""
    return escape(shown(text))


_LEFT, _WIDTH, _ROW = 150, 790, 28


def _timeline(stories: Sequence[Story]) -> str:
    """Return a drawing: one row a party, a dot for each event on its day, coloured by action."""
    dated = [s for s in stories if s.first and s.source]
    if not dated:
        return '<p class="lead">no dated events</p>'
    parties = sorted(
        {p for s in dated for p in s.source}, key=lambda p: (-sum(p in s.source for s in dated), p)
    )
    left_out, parties = parties[24:], parties[:24]
    days = [s.first for s in dated if s.first]
    first, last = min(days).toordinal(), max(days).toordinal()
    # A little air at both ends, and never less than a month: else one day would fill the picture.
    air = max(15, (last - first) // 40)
    first, last = max(1, first - air), min(date.max.toordinal(), last + air)
    bottom = 36 + _ROW * len(parties)
    parts = [_axis(first, last, bottom)]
    for k, party in enumerate(parties):
        y = 48 + _ROW * k
        label = party if len(party) <= 20 else party[:19] + "…"
        parts.append(f'<text x="0" y="{y + 4}"><title>{_safe(party)}</title>{_safe(label)}</text>')
        parts += _dots([s for s in dated if party in s.source], first, last, y)
    used = dict.fromkeys(s.action for s in dated)
    key = "".join(
        f'<span><i class="dot" style="background:{_TONES.get(a, _OTHER)}"></i>{escape(a.replace("_", " "))}</span>'
        for a in _TONES
        if a in used
    )
    more = f"; {len(left_out)} parties told of less are left out" if left_out else ""
    return (
        f'<div class="key">{key}<span>hollow: not (yet) done{more}</span></div>'
        f'<div class="card"><svg viewBox="0 0 970 {bottom + 14}" style="min-width:36rem" role="img" '
        f'aria-label="Events by party and day">{"".join(parts)}</svg></div>'
    )


def _dots(stories: Sequence[Story], first: int, last: int, y: int) -> list[str]:
    """Return the dots of a row; those that would cover one another stand side by side."""
    out: list[str] = []
    taken: list[float] = []
    for s in sorted(stories, key=lambda s: (s.first or date.min, s.action)):
        if s.first is None:
            continue
        x = _LEFT + _WIDTH * (s.first.toordinal() - first) / (last - first)
        while any(abs(x - other) < 8 for other in taken) and len(taken) < 60:
            x += 8
        taken.append(x)
        fill = _TONES.get(s.action, _OTHER)
        hollow = ' fill-opacity="0.12"' if s.realis != "actual" else ""
        said = f"{s.first} {s.action} {', '.join(s.source)} → {', '.join(s.target)} ({s.realis})"
        out.append(
            f'<circle cx="{x:.1f}" cy="{y}" r="5" fill="{fill}" stroke="{fill}" stroke-width="1.5"{hollow}>'
            f"<title>{_safe(said)}</title></circle>"
        )
    return out


def _axis(first: int, last: int, bottom: int) -> str:
    """Return lines at years; at months or Mondays where the whole is shorter."""
    start, end = date.fromordinal(first), date.fromordinal(last)
    span = last - first
    if span <= 92:
        marks, form = [date.fromordinal(k) for k in range(first, last + 1) if k % 7 == 1], "%m-%d"
    elif span <= 730:
        quarters = 3 if span > 300 else 1
        years = range(start.year, end.year + 1)
        marks = [date(y, m, 1) for y in years for m in range(1, 13, quarters)]
        form = "%Y-%m"
    else:
        step = max(1, (end.year - start.year) // 12)
        marks = [date(y, 1, 1) for y in range(start.year, end.year + 1) if y % step == 0]
        form = "%Y"
    parts: list[str] = []
    for mark in (d for d in marks if first <= d.toordinal() <= last):
        x = _LEFT + _WIDTH * (mark.toordinal() - first) / (last - first)
        # Of days only the first tells its year; the others would not fit.
        label = mark.isoformat() if form == "%m-%d" and not parts else mark.strftime(form)
        parts.append(
            f'<line x1="{x:.0f}" x2="{x:.0f}" y1="24" y2="{bottom}" stroke="var(--line)"/>'
            f'<text class="soft" x="{x:.0f}" y="15" text-anchor="middle">{label}</text>'
        )
    return "".join(parts)


def stories_page(stories: Sequence[Story]) -> str:
    """Return a page of events: drawn by party and day, and as a table."""
    rows = [
        (s.when, s.action, ", ".join(s.source), ", ".join(s.target), s.realis, s.collectivity,
         ", ".join(dict.fromkeys(t.document for t in s.tellings)))
        for s in stories
    ]  # fmt: skip
    headers = ("day", "action", "by", "on", "realis", "character", "told by")
    lead = f"{len(stories)} event{'' if len(stories) == 1 else 's'}, retellings merged"
    return page(
        "What was told", lead, f"{STYLE}{_timeline(stories)}<h2>Events</h2>{table(headers, rows)}"
    )


def outlook_page(told: Mapping[str, Any], stories: Sequence[Story]) -> str:
    """Return a page of what is coming for a target."""
    pending = [
        (s["last"] or "", s["action"], ", ".join(s["source"]), s["realis"], s["tellings"][-1]["sentence"],
         ", ".join(s["documents"]))
        for s in told["pending"]
    ]  # fmt: skip
    sides = [
        (title, p["party"], p["last_said"] or "", ", ".join(p["documents"]))
        for title, key in (("supports", "supporting"), ("opposes", "opposing"), ("asks to ease", "easing_asked_by"),
                           ("offers to ease", "easing_offered_by"), ("in talks", "in_talks"))
        for p in told[key]
    ]  # fmt: skip
    body = (
        f"{STYLE}{_timeline(stories)}<h2>Threatened or called for, not told as imposed</h2>"
        f"{table(('last said', 'action', 'by', 'realis', 'words', 'documents'), pending)}"
        f"<h2>Who stands where</h2>{table(('', 'party', 'last said', 'documents'), sides)}"
    )
    return page(f"Outlook: {told['target']}", _coming(len(pending)), body)


def _coming(count: int) -> str:
    if not count:
        return "nothing was told to be coming"
    return f"{count} measure{'' if count == 1 else 's'} may be coming"
