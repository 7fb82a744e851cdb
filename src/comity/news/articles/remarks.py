"""What the person who passed a text on has put into it: remarks, told by voice, shape and place.

The rules name most of them; learned weights of plain facts (`data/weights.tsv`, "commentary")
decide, so that calm remarks without any mark of voice are found where the text shows that
somebody passed it on, and a reporter's neutral brackets are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from comity.news.articles.asides import (
    ASIDE,
    EDITOR,
    FIRST_PERSON,
    QUOTED,
    Insertion,
    Zone,
    calm_rule,
    facts_of,
    paragraph_rule,
    poster_rule,
)
from comity.news.weights import spelled, weights
from comity.news.words.tokens import stops

__all__ = ["ASIDE", "Insertion", "Teaching", "Zone", "find_remarks"]

_BRACKET = re.compile(r"\([^()\n]{2,600}\)|\[[^\[\]\n]{2,600}\]")
_DASHED = re.compile(r"(?<=\s)[-–—] ([^-–—\n]{3,220}?) [-–—](?=[\s.,;!?]|$)")
_POSTED = re.compile(
    r"\b(?:repl(?:y|ies)|comments?|ago|views|likes?|quote|report post|posted|re-?posted|subject:)\b",
    re.I,
)
_LETTER = re.compile(
    r"\b(?:unsubscribe|subscribe|newsletter|briefing|brief|letter|note|digest|bulletin|forward\w*|issue \d+|weekly|fortnightly)\b",
    re.I,
)
_POSTED_HEAD = re.compile(
    r"\b(?:pasting|pasted|sharing this|posting|re-?posted|reposted|fwd(?:[’']d)?|forwarded|forwarding|seen this|saw this"
    r"|found (?:this|in my)|sent me this|from my inbox|(?:comments?|remarks|notes|bits|grumbles?|interruptions|opinions?)"
    r" (?:are |go |come |stand |sit )?(?:in|are|between|by|marked|after|of mine)|brackets? (?:are )?mine|mine is|passed (?:round|on) by"
    r"|pass this on|typed in by hand|wire copy|i (?:interrupt|butt in)|my (?:own )?(?:bits|comments|remarks|notes|grumbles|opinions"
    r"|two \w+))\b",
    re.I,
)
_MARKED = re.compile(
    r"(?<![\w*])\*[^*\n]{3,400}\*|(?<=\s)/ [^/\n]{3,400} /|^/ [^/\n]{3,400} /|\{[^{}\n]{2,400}\}"
    r"|<<[^<>\n]{2,400}>>|(?<!\w)~[^~\n]{3,400}~|(?<!\w)_[^_\n]{3,400}_(?!\w)"
    r"|(?<![\w/:.<])/[^/\s][^/\n]{6,400}[^/\s]/(?![\w/])"
    r"|(?<![=#|%:@])(?P<twice>[=#|%:@])(?P=twice)(?!(?P=twice))[^\n]{3,400}?(?P=twice){2}(?!(?P=twice))"
    r"|(?<![\w=#|%])(?P<once>[=#|%])(?=[^\W\d])[^\n=#|%]{6,400}[^\s=#|%](?P=once)(?!\w)"
)
"""Signs on both sides of a remark: strokes, stars, braces, any mark told twice ("==so he says==")."""
_INSERTED = ((_BRACKET, "(["), (_MARKED, "*/{<~_=#|%:@"), (_DASHED, ("- ", "– ", "— ")))
"""Shapes of insertions, and the signs of which one stands in each."""
_LEAD = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?…:;,”\"’')\]] ))(?P<lead>/{2,3}|>{1,3}|-{1,2}>|--(?=\s)|\*\*|\[!\]|=>|<(?=[a-z])|~+|\^\^|\+\+"
    r"|[\u2600-\u27bf\U0001f300-\U0001faff]|(?!UN|US|EU|UK|IMF|ECB|WTO)[A-Z]{2,3}(?=(?: again)?: )|[A-Z]{3,}(?= SAYS\b[^:\n]{0,12}:))\s?(?=\S)"
)
"""Signs that a person who passes a text on may put before a remark."""
_LEAD_SIGN = re.compile(
    r"//|[<>*~\u2600-\u27bf\U0001f300-\U0001faff]|--|\[!\]|\^\^|\+\+|=>|[A-Z]{2}[^:\n]{0,16}: "
)
_PAIRED = re.compile(r"/+|[<>]+|\*+|~+|--|\^+|\++")
_CLOSING = str.maketrans("<>", "><")
_SHAPES = {"[": "square", "(": "round"}
_PERSONAL = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|me|you|your|lol|btw)\b|[!]")


class Teaching(Protocol):
    """Who knows the zones, and takes down the facts: for learning the weights."""

    def remark(self, found: Insertion, facts: list[str]) -> None:
        """Take down the facts of a stretch that may be the poster's."""


def find_remarks(
    text: str, spans: Sequence[tuple[int, int]], zones: Sequence[Zone], furniture: str,
    teacher: Teaching | None = None,
) -> list[Zone]:  # fmt: skip
    """Return the remarks of whoever passed a text on, calm ones too.

    Args:
        spans: Of the paragraphs before the furniture at the end.
        zones: Found so far.
        furniture: The words of re-post lines, replies and the like, and of the poster's lines.
        teacher: Takes down what the weights are learned from.
    """
    posted = bool(_POSTED.search(furniture) or _POSTED_HEAD.search(text[:300]))
    letter = bool(_LETTER.search(furniture))
    found = _insertions(text, spans, zones, posted=posted, letter=letter)
    if not posted and any(x.rule for x in found):
        posted = True
        found = _insertions(text, spans, zones, posted=True, letter=letter)
    ruled = sum(1 for x in found if x.rule)
    model = weights("commentary")
    lively = posted or any(x.rule or x.shape in ("square", "marked") for x in found)
    first = min(len(FIRST_PERSON.findall(QUOTED.sub(" ", text))) // 2, 4)
    scored: list[tuple[Insertion, float]] = []
    for x in found:
        if x.shape in ("paragraph", "sentence") and not (
            x.rule or lively or letter or _PERSONAL.search(text, x.start, x.end)
        ):
            # Nothing in the text shows that anybody passed it on.
            continue
        facts, under = facts_of(
            text, x, spans, zones, posted=posted, others=ruled - bool(x.rule), first_person=first
        )
        if teacher is not None:
            teacher.remark(x, spelled(facts, under))
        told = model.total(facts, under) if model.learned else 1.0 if x.rule else -1.0
        scored.append((x, told))
    remarks: list[Zone] = []
    taken: list[tuple[int, int]] = []
    if model.learned:
        scored = _smoothed(text, _alike(text, scored))
    for x, score in scored:
        at = bisect_left(taken, (x.start, x.end))
        # What is taken does not overlap, so only its neighbours can be in the way.
        free = all(b <= x.start or x.end <= a for a, b in taken[max(0, at - 1) : at + 1])
        if score > 0 and free:
            taken.insert(at, (x.start, x.end))
            remarks.append(Zone(x.start, x.end, "commentary", x.rule or "likeliest a poster's"))
    return remarks


def _alike(text: str, scored: Sequence[tuple[Insertion, float]]) -> list[tuple[Insertion, float]]:
    """Return the sums with those of stretches set off by one sign taken together.

    Who sets a remark off by strokes or stars does so with all of them; brackets stand for much else.
    """
    sums: dict[str, list[float]] = {}
    for x, score in scored:
        if x.shape == "marked":
            sums.setdefault(x.lead or text[x.start], []).append(score)
    own = {sign for sign, told in sums.items() if len(told) > 1 and sum(told) > 0}
    return [
        (x, max(score, 0.01) if x.shape == "marked" and (x.lead or text[x.start]) in own else score)
        for x, score in scored
    ]


_TOGETHER = 0.4
"""What speaks for two sentences that stand side by side being of one voice."""


def _smoothed(
    text: str, scored: Sequence[tuple[Insertion, float]]
) -> list[tuple[Insertion, float]]:
    """Return the sums with those of sentences told together: who interrupts seldom says one sentence."""
    out = [(x, s) for x, s in scored if x.shape not in ("sentence", "led")]
    apart = sorted(
        (x for x in scored if x[0].shape in ("sentence", "led")), key=lambda x: x[0].start
    )
    run: list[tuple[Insertion, float]] = []
    for x, score in apart:
        if run and (x.start - run[-1][0].end > 2 or "\n" in text[run[-1][0].end : x.start]):
            out += _run(run)
            run = []
        run.append((x, score))
    return out + _run(run)


def _run(run: Sequence[tuple[Insertion, float]]) -> list[tuple[Insertion, float]]:
    """Return a run of sentences with the likeliest course of who speaks, as sums above or below nought."""
    own, other = 0.0, 0.0
    back: list[tuple[bool, bool]] = []
    for _, score in run:
        stay, turn = own + _TOGETHER, other
        keep, leave = other + _TOGETHER, own
        back.append((stay >= turn, keep < leave))
        own, other = max(stay, turn) + score / 2, max(keep, leave) - score / 2
    found: list[tuple[Insertion, float]] = []
    state = own > other
    for (x, score), (stays, comes) in zip(reversed(run), reversed(back), strict=True):
        found.append((x, abs(score) + 0.01 if state else -abs(score) - 0.01))
        state = stays if state else comes
    return found[::-1]


def _insertions(
    text: str, spans: Sequence[tuple[int, int]], zones: Sequence[Zone], *, posted: bool, letter: bool
) -> list[Insertion]:  # fmt: skip
    """Return what may be a remark, whole paragraphs before what stands inside them."""
    found: list[Insertion] = []
    for start, end in spans:
        zone = next((z for z in zones if z.start <= start and end <= z.end), None)
        if zone is not None and zone.kind in ("byline", "dateline"):
            continue
        whole = text[start:end]
        inside: list[Insertion] = []
        for pattern, signs in () if zone is not None else _INSERTED:
            # Few paragraphs have any of the signs.
            for match in pattern.finditer(whole) if any(map(whole.__contains__, signs)) else ():
                a, b = start + match.start(), start + match.end()
                if any(z.start < b and a < z.end for z in inside):
                    continue
                dashed = pattern is _DASHED
                if EDITOR.search(match[0].strip("()[]-–— \n")):
                    # An editor's note belongs to the article.
                    continue
                rule = poster_rule(match[0], dashed=dashed, alone=match[0] == whole)
                if not rule and posted and not dashed:
                    rule = calm_rule(match[0])
                shape = "dashed" if dashed else _SHAPES.get(match[0][0], "marked")
                inside.append(Insertion(a, b, shape, rule))
        if zone is None or zone.kind in ("headline", "commentary"):
            for led in _led(text, start, end):
                if not any(led.start < z.end and z.start < led.end for z in inside):
                    inside.append(led)
        alone = len(inside) == 1 and (inside[0].start, inside[0].end) == (start, end)
        if not alone and len(whole) <= 900:
            rule = "" if any(x.rule for x in inside) else paragraph_rule(whole)
            if zone is not None and zone.kind == "commentary":
                rule = zone.rule
            found.append(Insertion(start, end, "paragraph", rule))
        found += inside
        if zone is None and (posted or letter) and not alone:
            found += [
                Insertion(a, b, "sentence")
                for a, b in _told_apart(text, start, end)
                if (a, b) != (start, end)
                and b - a >= 3
                and text[a] not in "\"'“‘"
                and not _QUOTED_OPEN.match(text, a, b)
                and not any(x.start < b and a < x.end for x in inside)
            ]
    return found


_SMALL_START = re.compile(
    r"(?<=[a-z0-9]{3}[.!?…])[”\"’)]? (?=[a-z])|(?<=\bi[.!?])[”\"’)]? (?=[a-z])"
)
_QUOTED_OPEN = re.compile(r"[^“\"„«]*[”»]|[^\"]*[,.!?]\"(?:[^\"]*$|[^\"]*\"[^\"]*\"[^\"]*$)")
"""A sentence that ends a quotation begun before it."""


def _told_apart(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of a paragraph, those too that begin with a small letter."""
    found: list[tuple[int, int]] = []
    for a, b in stops(text, start, end):
        at = a
        for cut in _SMALL_START.finditer(text, a, b):
            if cut.end() - at > 2:
                found.append((at, cut.start() + len(cut[0]) - 1))
                at = cut.end()
        found.append((at, b))
    return found


def _led(text: str, start: int, end: int) -> list[Insertion]:
    """Return what stands behind a sign in a paragraph: up to the sign's other half, or by sentences."""
    found: list[Insertion] = []
    at = start
    if not _LEAD_SIGN.search(text, start, end):
        return found
    while (m := _LEAD.search(text, at, end)) is not None:
        lead = m["lead"]
        half = lead.translate(_CLOSING)
        close = text.find(half, m.end(), end) if _PAIRED.fullmatch(lead) else -1
        if close >= 0:
            while close < end and text[close] == half[0]:
                close += 1
            found.append(Insertion(m.start("lead"), close, "marked", lead=lead))
            at = close
            continue
        following = _LEAD.search(text, m.end(), end)
        stop = following.start("lead") if following else end
        for number, (a, b) in enumerate(_told_apart(text, m.end(), stop)):
            found.append(
                Insertion(
                    m.start("lead") if not number else a,
                    b,
                    "led",
                    lead=lead,
                    since=number,
                    opens=m.start("lead") == start,
                )
            )
        at = max(stop, m.end())
    return found
