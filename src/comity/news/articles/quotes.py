"""Direct quotations and who speaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from comity.news.words.spotting import any_of

_SAYING = (
    "said|says|say|saying|told|tells|added|adds|declared|stated|warned|asked|replied|wrote|writes|insisted"
    "|argued|noted|claimed|called|calls|calling|described|describes|according|explained|announced|quipped"
    "|remarked|continued|concluded|vowed|promised|threatened|complained|joked|commented|put|spoke|urged"
    "|likes to say|like to say|accused|accuses|likened|praised|denounced|dismissed|criticised|criticized"
    "|slammed|labelled|labeled|termed|dubbed|branded|mocked|thanked|rejected|rejects|promises|demanded"
    "|found|ordering|conceded|admitted|stressed|repeated|recalled|hailed|welcomed|blasted|condemned"
    "|observed|answered|protested|pledged|confirmed|maintained|reiterated|responded|shot back|tweeted|posted"
    "|considered|resolved|saw|sees|lamented|testified|predicted|opened|read|deplored|regretted|spoken|referred|refers"
)
SAYING = re.compile(rf"\b{any_of(_SAYING.split('|'))}\b", re.I)
SAYING_WORDS = frozenset(w.split()[0] for w in _SAYING.split("|"))
"""The first words of all verbs of saying, for a look at tokens."""
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.’'-]"
_BLOCK = re.compile(rf"^({_CAPITALS}+(?: {_CAPITALS}+){{0,4}}):\s+", re.M)
_MARKS = re.compile(r"[\"“”‘’'«»„]")


@dataclass(slots=True)
class Quote:
    """A quotation: its span with its marks, its speaker, and whether it is a fragment."""

    start: int
    end: int
    speaker: str | None = None
    partial: bool = False
    rule: str = ""
    code: str = ""


def find_quotes(text: str, spans: Sequence[tuple[int, int]]) -> list[Quote]:
    """Return the spans between quotation marks, blocks and quotations over paragraphs included.

    Args:
        spans: Of the paragraphs.
    """
    found: list[Quote] = []
    number = 0
    while number < len(spans):
        start, end = spans[number]
        if (block := _BLOCK.match(text, start, end)) and not _is_title(block[1]):
            rest = text[block.end() : end]
            if rest[:1] not in "\"“‘'":
                found.append(Quote(block.end(), end, _titled(block[1]), rule="block"))
                number += 1
                continue
        last = number
        at = start
        while at < end:
            mark = _MARKS.search(text, at, end)
            if mark is None:
                break
            span = _close(text, mark.start(), start, end)
            if span is None:
                span, past = _over(text, mark.start(), spans, last)
                if span is None:
                    at = mark.end()
                    continue
                last, end = past, spans[past][1]
            if span[1] - span[0] > 2:
                found.append(Quote(*span))
            at = span[1]
        number = last + 1
    return found


_TITLES = frozenset(
    """NOTE UPDATE CORRECTION BACKGROUND COMPLIANCE CONTACT SUBJECT FROM TO EDIT EDITOR THREAD BOARD TOPIC TAGS SOURCE
    SOURCES RELATED SCREENINGS COMMENT COMMENTS ANALYSIS OPINION PHOTO VIDEO WATCH DATE REF RE""".split()
)
"""Words in capitals before a colon that name no speaker."""


def _is_title(word: str) -> bool:
    return word in _TITLES


def _titled(name: str) -> str:
    return name


_PAIRS = {"“": "”", "„": "“”", "«": "»"}


def _close(text: str, at: int, low: int, end: int) -> tuple[int, int] | None:
    """Return the span of a quotation that opens at a mark and closes in its paragraph."""
    mark = text[at]
    before = text[at - 1] if at > low else " "
    after = text[at + 1] if at + 1 < end else " "
    if mark in _PAIRS:
        for close in _PAIRS[mark]:
            if (found := text.find(close, at + 1, end)) >= 0:
                return at, found + 1
        return None
    if mark == '"':
        if after.isspace() and not before.isspace():
            return None
        found = text.find('"', at + 1, end)
        return (at, found + 1) if found >= 0 else None
    if mark in "‘'":
        # An apostrophe has a letter before it; a quotation opens after a blank or a bracket.
        if before.isalnum() or after.isspace() or not (before.isspace() or before in '([-–—"“'):
            return None
        closing = "’" if mark == "‘" else "'"
        place = at + 1
        while (found := text.find(closing, place, end)) >= 0:
            nxt = text[found + 1] if found + 1 < end else " "
            if not nxt.isalnum() and not _plural(text, at, found):
                return at, found + 1
            place = found + 1
    return None


def _plural(text: str, start: int, at: int) -> bool:
    """Return whether a mark is likely the apostrophe of a plural: more of the quotation follows."""
    if text[at - 1] != "s" or text[at + 1 : at + 2] != " ":
        return False
    rest = text[at + 1 : at + 160].split("\n")[0]
    other = re.search(r"[.,!?]['’](?!\w)|\w['’](?=[\s.,;)](?!\w*['’]))", rest)
    return bool(other) and rest[1:2].islower() and not SAYING.match(rest.strip())


def _over(
    text: str, at: int, spans: Sequence[tuple[int, int]], number: int
) -> tuple[tuple[int, int] | None, int]:
    """Return the span of a quotation that goes on over paragraphs, and its last paragraph."""
    mark = text[at]
    closing = {"“": "”", '"': '"', "‘": "’"}.get(mark)
    if closing is None or (at > spans[number][0] and mark != "“" and not text[at - 1].isspace()):
        return None, number
    if text[at + 1 : at + 2].isspace():
        return None, number
    past = number + 1
    while past < len(spans) and past <= number + 8:
        start, end = spans[past]
        if text[start] != mark:
            return None, number
        found = text.find(closing, start + 1, end)
        if found >= 0:
            return (at, found + 1), past
        past += 1
    return None, number


class Voice(NamedTuple):
    """Somebody named in a stretch who may speak.

    Attributes:
        person: A person or an unnamed one (a diplomat), not a state or body.
        subject: Stands where a subject stands: no preposition before it, no possessive after it.
    """

    start: int
    end: int
    name: str
    code: str
    person: bool
    subject: bool


Found = tuple[str, str, str]
_BAD = re.compile(r"^[\"'“”‘’«»„\s.,]*$")
_PRONOUN = re.compile(
    r"\b(?:he|she|they|it|who|the (?:minister|president|ambassador|envoy|spokesman|spokeswoman|statement"
    r"|ministry|diplomat|official|chancellor|secretary|spokesperson))\b",
    re.I,
)
_SCARE = re.compile(
    r"\b(?:alias|nicknamed|known as|so-called|dubbed|titled|entitled|styled|named|the|a|an|this|its)\s*$",
    re.I,
)


class Speaking(Protocol):
    """Who may speak, as `voices.py` finds them."""

    def named(self, start: int, end: int) -> list[Voice]:
        """Return persons, unnamed ones, institutions and states of a stretch."""

    def others(self, start: int, end: int) -> list[Voice]:
        """Return who else may speak there."""


class Attribution:
    """Gives quotations their speakers, one after the other: each may go on from the one before."""

    def __init__(
        self,
        text: str,
        voices: Speaking,
        sentence_of: Callable[[int], tuple[int, int]],
        paragraph_of: Callable[[int], tuple[int, int]],
        full_name: Callable[[str], tuple[str, str]],
    ) -> None:
        """Take the text and the ways to look into it.

        Args:
            voices: Who may speak in a stretch.
            sentence_of: The span of the sentence around an offset.
            paragraph_of: The span of the paragraph around an offset.
            full_name: The fullest form of a surname in the document, and its state.
        """
        self._text = text
        self._who = voices
        self._voices = voices.named
        self._sentence_of = sentence_of
        self._paragraph_of = paragraph_of
        self._full_name = full_name
        self._kept: list[Quote] = []

    def attribute(
        self, quotes: Sequence[Quote], headlines: Sequence[tuple[int, int]]
    ) -> list[Quote]:
        """Return the quotations with speakers; marks that quote nobody are left out."""
        for quote in quotes:
            if _BAD.match(self._text[quote.start : quote.end]):
                continue
            if quote.rule == "block":
                quote.speaker, quote.code = self._full_name(quote.speaker or "")
                self._kept.append(quote)
                continue
            if any(a <= quote.start < b for a, b in headlines):
                continue
            if self._place(quote):
                self._kept.append(quote)
        return self._kept

    def _place(self, quote: Quote) -> bool:
        text = self._text
        low, _ = self._paragraph_of(quote.start)
        _, past = self._paragraph_of(quote.end - 1)
        block = _BLOCK.match(text, low, quote.start + 1)
        if block and block.end() == quote.start:
            quote.speaker, quote.code = self._full_name(block[1])
            quote.rule = "block"
            return True
        inner = text[quote.start + 1 : quote.end - 1]
        quote.partial = not _is_whole(text, quote, inner)
        start, _ = self._sentence_of(quote.start)
        _, stop = self._sentence_of(quote.end - 1)
        start = max(low, start)
        if quote.partial:
            found = self._fragment(quote, start, stop)
            if found is None:
                return False
        else:
            stop = max(stop, _next_stop(text, quote.end, past))
            found = self._whole(quote, start, stop, low)
        if found is None:
            quote.rule = "no speaker told"
        else:
            quote.speaker, quote.code, quote.rule = found
        return True

    def _whole(self, quote: Quote, start: int, stop: int, low: int) -> Found | None:
        text = self._text
        tail = text[quote.end : min(stop, quote.end + 170)]
        if m := SAYING.search(tail):
            # Nothing but the clause of saying may come first.
            voices = self._voices(quote.end, quote.end + len(tail))
            verb = quote.end + m.start()
            ahead = [v for v in voices if v.start < verb]
            behind = [v for v in voices if v.start > verb and v.start - verb < 80]
            between = tail[: m.start()]
            title = re.match(
                r"[\s,–—-]*the ([A-Z]?[\w ]{4,30}?) (?:said|says|told|added|warned)\b", tail
            )
            if title and (name := self._full_name(f"the {title[1]}"))[0]:
                return name[0], name[1], "by office"
            if (
                m.start() < 90
                and _PRONOUN.match(between.strip(" ,–—-"))
                and not any(v.person for v in ahead)
            ):
                return self._earlier(quote, low)
            if m.start() < 110 and ahead:
                best = [v for v in ahead if v.subject] or ahead
                persons = [v for v in best if v.person] or best
                return persons[-1].name, persons[-1].code, "name before the verb of saying"
            if m.start() < 12 and behind:
                persons = [v for v in behind if v.person] or behind
                return persons[0].name, persons[0].code, "name after the verb of saying"
        head = text[start : quote.start]
        if head.strip():
            voices = self._voices(start, quote.start)
            verbs = list(SAYING.finditer(head))
            best = (
                [v for v in voices if v.subject and v.person]
                or [v for v in voices if v.subject]
                or voices
            )
            if verbs and best:
                near = [v for v in best if v.start < start + verbs[-1].start()] or best
                return near[-1].name, near[-1].code, "name before the quotation"
            if best and head.rstrip().endswith(":"):
                return best[-1].name, best[-1].code, "name before a colon"
        return self._earlier(quote, low)

    def _fragment(self, quote: Quote, start: int, stop: int) -> Found | None:
        text = self._text
        head, tail = text[start : quote.start], text[quote.end : stop]
        short = len(text[quote.start : quote.end].split()) <= 2
        named = re.search(
            r"\b(?:call|term|brand|label|describ|dismiss|reject|liken)\w*\b[^,;]{0,60}$", head
        )
        if short and ((_SCARE.search(head) and not named) or not head.strip()):
            return None
        if m := re.match(r"[,.]?\s*(?:according to|as)\b", tail):
            later = self._voices(quote.end, stop)
            if later:
                return later[0].name, later[0].code, "name after the fragment"
        verbs = list(SAYING.finditer(head))
        voices = self._voices(start, quote.start)
        subjects = [v for v in voices if v.subject]
        if verbs:
            verb = start + verbs[-1].start()
            said = re.search(
                r"\b(?:said|says|told|accused|claimed|claims|insisted|according to)\b", head
            )
            at = start + said.start() if said else verb
            ahead = [v for v in subjects if v.start < at]
            persons = [v for v in ahead if v.person]
            if persons or ahead:
                chosen = (persons or ahead)[-1]
                return chosen.name, chosen.code, "subject of the clause"
            if re.search(r"according to [^,]*$", head) and voices:
                return voices[-1].name, voices[-1].code, "according to"
            after = [v for v in voices if v.start > at and not said]
            if re.search(r"\b(?:he|she|they|it|who|we)\b", head, re.I):
                return self._earlier(quote, self._paragraph_of(quote.start)[0])
            if after or voices:
                chosen = (after or voices)[0]
                return chosen.name, chosen.code, "name beside the verb of saying"
            return self._earlier(quote, self._paragraph_of(quote.start)[0])
        if m := SAYING.search(tail):
            later = self._voices(quote.end, stop)
            if later and m.start() < 120:
                return later[0].name, later[0].code, "name after the fragment"
            if m.start() < 40:
                return self._earlier(quote, self._paragraph_of(quote.start)[0])
        verb_like = re.search(
            r"\b(?:over|of|with|for|as|no|was|were|is|are|be|been|in|to|that|any|not|until|be|more)\s*$",
            head,
        )
        if subjects and verb_like:
            return subjects[-1].name, subjects[-1].code, "nearest name before the fragment"
        return None

    def _earlier(self, quote: Quote, low: int) -> Found | None:
        """Return the speaker before, or the person that the lines before tell of."""
        kept = [q for q in self._kept if q.speaker]
        voices = self._voices(max(0, quote.start - 700), quote.start)
        if kept and quote.start - kept[-1].end < 260:
            last = kept[-1]
            between = [v for v in voices if v.start > last.end and v.person and v.subject]
            if not between:
                return last.speaker or "", last.code, "the speaker before"
        persons = [v for v in voices if v.person and v.subject] or [v for v in voices if v.person]
        chosen = [v for v in persons if v.start >= low] or persons
        if not chosen:
            chosen = [v for v in voices if v.subject and v.start >= low]
        if not chosen:
            return None
        # The first one named in the nearest sentence leads it.
        start, _ = self._sentence_of(chosen[-1].start)
        lead = [v for v in chosen if v.start >= start]
        saying = [
            v
            for v in lead
            if re.match(rf"[^.;]{{0,60}}?{SAYING.pattern}", self._text[v.end : v.end + 75], re.I)
        ]
        first = (saying or lead[:1])[-1]
        return first.name, first.code, "the last one named"


def _next_stop(text: str, at: int, high: int) -> int:
    stop = re.compile(r"[.!?](?=\s|$)").search(text, at, high)
    return stop.end() if stop else high


def _is_whole(text: str, quote: Quote, inner: str) -> bool:
    """Return whether a quotation is a sentence of its own rather than a reporter's fragment."""
    if not inner[:1].isupper() and not inner[:1].isdigit():
        return False
    ends = inner.rstrip()[-1:] in ".,!?…–—:" or text[quote.end : quote.end + 1] in (".", ",")
    return ends and len(inner.split()) >= 3
