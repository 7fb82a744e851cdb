"""The page of one document: its text with what was found in it, the verdicts beside it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from comity.cli.newsfiles import shown
from comity.cli.pages import page
from comity.news import Reading

STYLE = """<style>
:root{--event:#b4531f;--quote:#1f5fa8;--remark:#7a4fa3;--good:#2f7d4f;--bad:#b3261e;--open:#7d6c25}
@media (prefers-color-scheme:dark){:root{--event:#f0a070;--quote:#7db4f0;--remark:#c0a0e8;--good:#7fd0a0;
--bad:#f08a80;--open:#d8c67b}}
main{max-width:72rem;overflow-wrap:anywhere}
.read{display:grid;gap:1.25rem;margin:1rem 0;align-items:start}.read>.card{margin:0}
@media (min-width:62rem){.read.two{grid-template-columns:minmax(0,1fr) 20.5rem}}
.text{font:1.06rem/1.8 Georgia,"Iowan Old Style",serif;white-space:pre-wrap;max-width:44rem;margin:0 auto;
unicode-bidi:plaintext}
.q{color:var(--quote)}.z-commentary{background:color-mix(in srgb,var(--remark) 16%,transparent);font-style:italic}
.z-boilerplate,.z-dateline,.z-byline{color:var(--soft);font-size:.86em}.z-headline{font-weight:700;font-size:1.12em}
mark{background:color-mix(in srgb,var(--event) 18%,transparent);color:inherit;border-bottom:2px solid var(--event);
border-radius:3px 3px 0 0;padding:0 .12em}
mark sup,a.n{font:600 .72em system-ui,sans-serif;color:var(--event);text-decoration:none;line-height:0}
mark sup{font-size:.64em;margin-left:.1em}mark sup a{color:inherit;text-decoration:none}a.n{font-size:1em}
:target{outline:2px solid var(--event);outline-offset:3px;border-radius:3px}
.c-supported,.c-contradicted,.c-unverifiable{text-decoration:underline;text-underline-offset:.24em;
text-decoration-thickness:1.5px;text-decoration-color:var(--good)}
.c-contradicted{text-decoration-style:wavy;text-decoration-color:var(--bad)}
.c-unverifiable{text-decoration-style:dotted;text-decoration-color:var(--open)}
.key{display:flex;flex-wrap:wrap;gap:.4rem 1.4rem;color:var(--soft);font-size:.88rem;margin:.6rem 0 1rem}
.dot{width:.75em;height:.75em;border-radius:50%;display:inline-block;margin-right:.4em}
.v{font-weight:650}.v-supported{color:var(--good)}.v-contradicted{color:var(--bad)}.v-unverifiable{color:var(--open)}
.claim{border-left:3px solid var(--open);padding:0 0 0 .8rem;margin:0 0 1.1rem;font-size:.88rem;line-height:1.45}
.claim:last-child{margin:0}.claim p{margin:.2rem 0}.claim .soft{color:var(--soft)}
.claim.supported{border-color:var(--good)}.claim.contradicted{border-color:var(--bad)}
.claim a{color:inherit;text-decoration-color:var(--line);text-underline-offset:.2em}
.claims h2{margin:0 0 .8rem;font-size:1rem}td .soft{color:var(--soft);font-size:.9em}
td,th{overflow-wrap:normal}td.w{overflow-wrap:anywhere;min-width:11rem}
@media (max-width:46rem){main{padding:1.5rem .8rem 3rem}.card{padding:.8rem .9rem}
table.cards tr:first-child{display:none}table.cards,table.cards tbody{display:block}
table.cards tr{display:grid;grid-template-columns:6.2rem minmax(0,1fr);padding:.6rem 0;border-bottom:1px solid var(--line)}
table.cards tr:last-child{border:0}table.cards td{display:contents}table.cards td:empty{display:none}
table.cards td::before{content:attr(data-h);color:var(--soft)}table.cards td>div{min-width:0;overflow-wrap:anywhere}}
@media print{.card{break-inside:auto;border:0;padding:0}.claim,tr{break-inside:avoid}}
</style>"""


def reading_page(reading: Reading) -> str:
    """Return a self-contained page: the marked text, the verdicts, the events, the quotations."""
    told = reading.as_json()
    day = told["published"] or "day of publication not known"
    lead = " · ".join((
        day, _many(len(told["events"]), "event"), _many(len(told["quotes"]), "quotation"),
        _many(len(told["claims"]), "claim"),
    ))  # fmt: skip
    notes = "".join(f'<p class="lead">{_safe(n)}</p>' for n in reading.notes)
    claims = _claims(reading.text, told["claims"])
    body = (
        f'{STYLE}{notes}{_key(told)}<div class="read{" two" if claims else ""}">'
        f'<div class="card"><div class="text">{_marked(reading.text, told)}</div></div>{claims}</div>'
        f"<h2>Events</h2>{_events_table(told)}<h2>Quotations</h2>{_quotes_table(told)}"
    )
    return page(shown(reading.id) or "Document", lead, body)


def _many(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _safe(text: str) -> str:
    """Return a text as HTML that shows it and does nothing else."""
    return escape(shown(text))


def _dated(text: str) -> str:
    """Return a text as HTML in which no date is broken over two lines."""
    return re.sub(r"\d{4}-\d\d-\d\d", r'<span class="d">\g<0></span>', _safe(text))


def _key(told: Mapping[str, Any]) -> str:
    """Return what the marks mean, of those that are in the text."""
    verdicts = {c["expected"] for c in told["claims"]}
    parts = [
        (bool(told["events"]), "<span><mark>action<sup>1</sup></mark> numbered as in the table</span>"),
        (bool(told["quotes"]), '<span class="q">“quotation”</span>'),
        (any(z["kind"] == "commentary" for z in told["zones"]),
         '<span class="z-commentary">the poster’s own remark</span>'),
        ("supported" in verdicts, '<span class="c-supported">borne out by records</span>'),
        ("contradicted" in verdicts, '<span class="c-contradicted">contradicted</span>'),
        ("unverifiable" in verdicts, '<span class="c-unverifiable">not settled by them</span>'),
    ]  # fmt: skip
    return f'<div class="key">{"".join(text for used, text in parts if used)}</div>'


def _marked(text: str, told: Mapping[str, Any]) -> str:
    """Return the text with spans for everything found; spans may cross, so each piece is closed."""
    layers: list[tuple[int, int, str, str]] = []
    layers += [(z["start"], z["end"], f"z-{z['kind']}", z["kind"]) for z in told["zones"]]
    layers += [
        (q["start"], q["end"], "q", q["speaker"] or "speaker not told") for q in told["quotes"]
    ]
    layers += [
        (c["start"], c["end"], f"c-{c['expected']}", f"{c['expected']}: {c['why']}")
        for c in told["claims"]
    ]
    triggers = [
        (e["trigger"]["start"], e["trigger"]["end"], number, e)
        for number, e in enumerate(told["events"], start=1)
    ]
    edges = {0, len(text)}
    for span in (*layers, *triggers):
        edges |= {span[0], span[1]}
    begins = {c["start"]: n for n, c in reversed(list(enumerate(told["claims"], start=1)))}
    out: list[str] = []
    open_layers, open_triggers = _Sweep(layers), _Sweep(triggers)
    for low, high in itertools.pairwise(sorted(x for x in edges if 0 <= x <= len(text))):
        piece = _safe(text[low:high])
        if marks := open_triggers.over(low, high):
            piece = _mark(piece, marks, low, high)
        if over := open_layers.over(low, high):
            classes = " ".join(dict.fromkeys(kind for _, _, kind, _ in over))
            title = _safe("; ".join(said for _, _, _, said in over))
            piece = f'<span class="{classes}" title="{title}">{piece}</span>'
        anchor = f'<a id="c{begins[low]}"></a>' if low in begins else ""
        out.append(anchor + piece)
    return "".join(out)


class _Sweep:
    """Spans that are over a piece, for pieces in order: each span is taken up and let go once."""

    def __init__(self, spans: Sequence[tuple[Any, ...]]) -> None:
        self._coming = sorted(range(len(spans)), key=lambda k: spans[k][0], reverse=True)
        self._spans = spans
        self._open: list[int] = []

    def over(self, low: int, high: int) -> list[tuple[Any, ...]]:
        """Return the spans over a piece, in the order they were given in."""
        while self._coming and self._spans[self._coming[-1]][0] <= low:
            self._open.append(self._coming.pop())
        self._open = sorted(k for k in self._open if self._spans[k][1] >= high)
        return [self._spans[k] for k in self._open]


def _mark(piece: str, marks: Sequence[tuple[Any, ...]], low: int, high: int) -> str:
    """Return a piece marked as the word of its events, with their numbers where they end."""
    title = "; ".join(
        f"{e['action']} · {', '.join(e['source']) or '?'} → {', '.join(e['target']) or '?'}"
        for _, _, _, e in marks
    )
    ends = "".join(
        f'<sup><a href="#e{number}">{number}</a></sup>' for _, b, number, _ in marks if b == high
    )
    begins = next((f' id="t{number}"' for a, _, number, _ in marks if a == low), "")
    return f'<mark{begins} title="{_safe(title)}">{piece}{ends}</mark>'


def _rows(headers: Sequence[str], rows: Sequence[Sequence[str]], *, ids: str = "") -> str:
    """Return a table of safe cells; where there is no room for columns, a card a row."""
    if not rows:
        return '<p class="lead">none</p>'
    head = "".join(f"<th>{escape(h)}</th>" for h in headers)
    body = ""
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            f'<td data-h="{escape(h)}"{wide}><div>{c}</div></td>' if c else "<td></td>"
            for h, c, wide in zip(
                headers, row, itertools.chain(itertools.repeat("", len(row) - 1), [' class="w"']),
                strict=True,
            )
        )  # fmt: skip
        anchor = f' id="{ids}{number}"' if ids else ""
        body += f"<tr{anchor}>{cells}</tr>"
    return f'<div class="card"><table class="cards"><tr>{head}</tr>{body}</table></div>'


def _events_table(told: Mapping[str, Any]) -> str:
    rows = []
    for number, e in enumerate(told["events"], start=1):
        when = e["when"] or {}
        days = when.get("start") or ""
        if days and when["end"] != when["start"]:
            days += f" to {when['end']}"
        told_so = "" if days else when.get("text", "")
        rows.append((
            f'<a class="n" href="#t{number}">{number}</a>',
            f"<b>{_safe(e['action'].replace('_', ' '))}</b>",
            _safe(", ".join(e["source"])), _safe(", ".join(e["target"])), _safe(e["realis"]),
            _character(e["collectivity"]),
            f'<span class="d">{_safe(days)}</span>' if days else told_so and f"“{_safe(told_so)}”",
            _safe(e["asserted_by"]),
            f'“{_safe(e["trigger"]["text"])}” <span class="soft" title="{_safe("; ".join(e["because"]))}">{_safe(e["rule"])}</span>',
        ))  # fmt: skip
    return _rows(
        ("no.", "action", "by", "on", "realis", "character", "when", "said by", "words and rule"),
        rows,
        ids="e",
    )


def _character(kind: str) -> str:
    css = {"collective": "c", "unilateral": "u"}.get(kind, "")
    return f'<span class="{css}">{escape(kind)}</span>' if css else escape(kind)


def _claims(text: str, claims: Sequence[Mapping[str, Any]]) -> str:
    """Return the claims as notes to stand beside the text: verdict, words, what records say."""
    notes = []
    for number, c in enumerate(claims, start=1):
        words = " ".join(text[c["start"] : c["end"]].split())
        short = words if len(words) <= 160 else words[:150].rsplit(" ", 1)[0] + " …"
        acts = ", ".join((*c["instruments"], *c["entries"], *c["listings"]))
        notes.append(
            f'<div class="claim {c["expected"]}"><p><span class="v v-{c["expected"]}">{c["expected"]}</span> '
            f'<a href="#c{number}" title="{_safe(words)}">{_safe(short)}</a></p><p>{_dated(c["why"])}</p>'
            + (f'<p class="soft">{_safe(acts)}</p>' if acts else "")
            + "</div>"
        )
    if not notes:
        return ""
    return (
        f'<aside class="card claims"><h2>Claims and what records say</h2>{"".join(notes)}</aside>'
    )


def _quotes_table(told: Mapping[str, Any]) -> str:
    rows = [
        (_safe(q["speaker"] or "not told"), "fragment" if q["partial"] else "whole",
         f'<span class="q">{_safe(q["text"])}</span>')
        for q in told["quotes"]
    ]  # fmt: skip
    return _rows(("speaker", "kind", "words"), rows)
