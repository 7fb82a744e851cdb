"""Pages about news: a text with what was found in it, what was told when, what is coming."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from comity.cli.pages import page, table
from comity.news import Reading
from comity.register.reports import Story

_STYLE = """<style>
:root{--event:#b4531f;--quote:#1f5fa8;--remark:#7a4fa3;--good:#2f7d4f;--bad:#b3261e;--open:#8a7a3c}
@media (prefers-color-scheme:dark){:root{--event:#f0a070;--quote:#7db4f0;--remark:#c0a0e8;--good:#7fd0a0;
--bad:#f08a80;--open:#d8c67b}}
.text{font:1.06rem/1.75 Georgia,"Iowan Old Style",serif;white-space:pre-wrap;max-width:44rem}
.q{color:var(--quote)}.z-commentary{background:color-mix(in srgb,var(--remark) 16%,transparent);font-style:italic}
.z-boilerplate,.z-dateline,.z-byline{color:var(--soft);font-size:.86em}.z-headline{font-weight:700;font-size:1.12em}
mark{background:color-mix(in srgb,var(--event) 20%,transparent);color:inherit;border-bottom:2px solid var(--event);
border-radius:3px;padding:0 .1em}mark sup{font:600 .62em system-ui,sans-serif;color:var(--event);margin-left:.1em}
.c-supported{text-decoration:underline;text-decoration-color:var(--good);text-underline-offset:.22em}
.c-contradicted{text-decoration:underline wavy;text-decoration-color:var(--bad);text-underline-offset:.22em}
.c-unverifiable{text-decoration:underline dotted;text-decoration-color:var(--open);text-underline-offset:.22em}
.key{display:flex;flex-wrap:wrap;gap:.4rem 1.4rem;color:var(--soft);font-size:.88rem;margin:.6rem 0 1rem}
.v{font-weight:600}.v-supported{color:var(--good)}.v-contradicted{color:var(--bad)}.v-unverifiable{color:var(--open)}
td .soft{color:var(--soft);font-size:.9em}td.n{color:var(--event);font-weight:600}
</style>"""


def reading_page(reading: Reading) -> str:
    """Return a self-contained page: the marked text, the events, the quotations, the verdicts."""
    told = reading.as_json()
    day = told["published"] or "day of publication not known"
    lead = f"{day} · {len(told['events'])} events · {len(told['quotes'])} quotations · {len(told['claims'])} claims"
    notes = "".join(f'<p class="lead">{escape(n)}</p>' for n in reading.notes)
    key = (
        '<div class="key"><span><mark>action<sup>1</sup></mark> numbered as in the table</span>'
        '<span class="q">“quotation”</span><span class="z-commentary">the poster’s own remark</span>'
        '<span class="c-supported">borne out by records</span><span class="c-contradicted">contradicted</span>'
        '<span class="c-unverifiable">not settled by them</span></div>'
    )
    body = (
        f'{_STYLE}{notes}{key}<div class="card"><div class="text">{_marked(reading.text, told)}</div></div>'
        f"<h2>Events</h2>{_events_table(told)}<h2>Claims and what records say</h2>{_claims_table(reading, told)}"
        f"<h2>Quotations</h2>{_quotes_table(told)}"
    )
    return page(reading.id or "Document", lead, body)


def _marked(text: str, told: Mapping[str, Any]) -> str:
    """Return the text with spans for everything found; spans may cross, so each piece is closed."""
    layers: list[tuple[int, int, str, str]] = []
    layers += [(z["start"], z["end"], f"z-{z['kind']}", z["kind"]) for z in told["zones"]]
    layers += [
        (q["start"], q["end"], "q", f"{q['speaker'] or 'speaker not told'}") for q in told["quotes"]
    ]
    layers += [
        (c["start"], c["end"], f"c-{c['expected']}", f"{c['expected']}: {c['why']}")
        for c in told["claims"]
    ]
    triggers = {
        (e["trigger"]["start"], e["trigger"]["end"]): (number, e)
        for number, e in enumerate(told["events"], start=1)
    }
    edges = {0, len(text)}
    for a, b, _, _ in layers:
        edges |= {a, b}
    for a, b in triggers:
        edges |= {a, b}
    cuts = sorted(x for x in edges if 0 <= x <= len(text))
    out: list[str] = []
    for low, high in itertools.pairwise(cuts):
        over = [(kind, title) for a, b, kind, title in layers if a <= low and high <= b]
        piece = escape(text[low:high])
        for (a, b), (number, e) in triggers.items():
            if a <= low and high <= b:
                title = f"{e['action']} · {', '.join(e['source']) or '?'} → {', '.join(e['target']) or '?'}"
                mark = f"<sup>{number}</sup>" if high == b else ""
                piece = f'<mark title="{escape(title, quote=True)}">{piece}{mark}</mark>'
                break
        if over:
            classes = " ".join(dict.fromkeys(kind for kind, _ in over))
            title = escape("; ".join(t for _, t in over), quote=True)
            piece = f'<span class="{classes}" title="{title}">{piece}</span>'
        out.append(piece)
    return "".join(out)


def _rows(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(h)}</th>" for h in headers)
    body = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    return (
        f'<div class="card"><table><tr>{head}</tr>{body}</table></div>'
        if rows
        else '<p class="lead">none</p>'
    )


def _events_table(told: Mapping[str, Any]) -> str:
    rows = []
    for number, e in enumerate(told["events"], start=1):
        when = e["when"] or {}
        days = when.get("start") or ""
        if days and when["end"] != when["start"]:
            days += f" to {when['end']}"
        rows.append((
            f'<span class="v" style="color:var(--event)">{number}</span>', f"<b>{escape(e['action'])}</b>",
            escape(", ".join(e["source"])), escape(", ".join(e["target"])), escape(e["realis"]),
            _character(e["collectivity"]), escape(days or when.get("text", "")), escape(e["asserted_by"]),
            f'“{escape(e["trigger"]["text"])}” <span class="soft" title="{escape("; ".join(e["because"]))}">{escape(e["rule"])}</span>',
        ))  # fmt: skip
    return _rows(
        ("", "action", "by", "on", "realis", "character", "when", "said by", "words and rule"), rows
    )


def _character(kind: str) -> str:
    css = {"collective": "c", "unilateral": "u"}.get(kind, "")
    return f'<span class="{css}">{escape(kind)}</span>' if css else escape(kind)


def _claims_table(reading: Reading, told: Mapping[str, Any]) -> str:
    rows = [
        (f'<span class="v v-{c["expected"]}">{c["expected"]}</span>', escape(reading.text[c["start"] : c["end"]]),
         escape(c["why"]), escape(", ".join((*c["instruments"], *c["entries"], *c["listings"]))))
        for c in told["claims"]
    ]  # fmt: skip
    return _rows(("verdict", "claim", "what records say", "acts and listings"), rows)


def _quotes_table(told: Mapping[str, Any]) -> str:
    rows = [
        (escape(q["speaker"] or "not told"), "fragment" if q["partial"] else "whole", f'<span class="q">{escape(q["text"])}</span>')
        for q in told["quotes"]
    ]  # fmt: skip
    return _rows(("speaker", "", "words"), rows)


_TONES = {
    "IMPOSE": "#b3261e", "TIGHTEN": "#b3261e", "EXTEND": "#b4531f", "THREATEN": "#d08a2e", "CALL_FOR": "#d08a2e",
    "EASE": "#2f7d4f", "PROMISE_EASE": "#2f7d4f", "DEMAND_EASE": "#5a9a70", "REFUSE_EASE": "#7a4fa3",
    "OPPOSE": "#7a4fa3", "SUPPORT": "#1f5fa8", "NEGOTIATE": "#1f5fa8", "COMPLY": "#5d6b7c", "EVADE": "#5d6b7c",
}  # fmt: skip


def _timeline(stories: Sequence[Story]) -> str:
    """Return a drawing: one row a party, a dot for each event on its day, coloured by action."""
    dated = [s for s in stories if s.first and s.source]
    if not dated:
        return '<p class="lead">no dated events</p>'
    parties = sorted(
        {p for s in dated for p in s.source}, key=lambda p: (-sum(p in s.source for s in dated), p)
    )[:24]
    first, last = min(s.first or date.max for s in dated), max(s.first or date.min for s in dated)
    span = max(1, (last - first).days)
    left, width, row = 150, 800, 26
    parts = []
    for year in range(first.year, last.year + 1):
        x = left + width * max(0, (date(year, 1, 1) - first).days) / span
        parts.append(
            f'<line x1="{x:.0f}" x2="{x:.0f}" y1="20" y2="{30 + row * len(parties)}" stroke="var(--line)"/>'
        )
        if (last.year - first.year) <= 12 or year % 5 == 0:
            parts.append(f'<text class="soft" x="{x + 3:.0f}" y="16">{year}</text>')
    for k, party in enumerate(parties):
        y = 40 + row * k
        parts.append(f'<text x="0" y="{y + 4}">{escape(party[:22])}</text>')
        for s in dated:
            if party in s.source and s.first:
                x = left + width * (s.first - first).days / span
                fill = _TONES.get(s.action, "#5d6b7c")
                hollow = ' fill-opacity="0.15"' if s.realis != "actual" else ""
                title = f"{s.first} {s.action} {', '.join(s.source)} → {', '.join(s.target)} ({s.realis})"
                parts.append(
                    f'<circle cx="{x:.1f}" cy="{y}" r="5" fill="{fill}" stroke="{fill}" stroke-width="1.5"{hollow}>'
                    f"<title>{escape(title)}</title></circle>"
                )
    height = 50 + row * len(parties)
    shown = dict.fromkeys(s.action for s in dated)
    key = " ".join(
        f'<span><svg width="12" height="12" style="display:inline;width:12px"><circle cx="6" cy="6" r="5" fill="{_TONES.get(a, "#5d6b7c")}"/></svg> {a}</span>'
        for a in shown
    )
    return (
        f'<div class="key">{key}<span>hollow: not (yet) done</span></div>'
        f'<div class="card"><svg viewBox="0 0 970 {height}" role="img">{"".join(parts)}</svg></div>'
    )


def stories_page(stories: Sequence[Story]) -> str:
    """Return a page of events: drawn by party and day, and as a table."""
    rows = [
        (str(s.first or ""), s.action, ", ".join(s.source), ", ".join(s.target), s.realis, s.collectivity,
         ", ".join(dict.fromkeys(t.document for t in s.tellings)))
        for s in stories
    ]  # fmt: skip
    headers = ("day", "action", "by", "on", "realis", "character", "told by")
    lead = f"{len(stories)} events, retellings merged"
    return page(
        "What was told", lead, f"{_STYLE}{_timeline(stories)}<h2>Events</h2>{table(headers, rows)}"
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
        f"{_STYLE}{_timeline(stories)}<h2>Threatened or called for, not told as imposed</h2>"
        f"{table(('last said', 'action', 'by', 'realis', 'in the words of', 'documents'), pending)}"
        f"<h2>Who stands where</h2>{table(('', 'party', 'last said', 'documents'), sides)}"
    )
    return page(f"Outlook: {told['target']}", f"{len(pending)} measures may be coming", body)
