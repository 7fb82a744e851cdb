"""Text cut into paragraphs, sentences and tokens, with offsets into it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from sys import intern
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|P-?5\s?\+\s?1|E3\+3|EU3\+3|EN\+|[’']s\b"
    r"|[^\W\d_]+(?:[-’'/](?!s\b)[^\W\d_]+)*|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?\b|\d+|[^\w\s]"
)
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof gen col lt sgt sen rep gov st no nos vs etc inc ltd co corp jr sr jan feb mar
    apr jun jul aug sept sep oct nov dec art para paras al approx dept est fig vol pp ed""".split()
)
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]›]*(?=\s|$)")
_OPENERS = "\"'“‘«([‹—-–*"


class Token(NamedTuple):
    """One word, number or mark: `text[start:end]`, and its lower-case form."""

    start: int
    end: int
    text: str
    low: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its span, its paragraph's number, its tokens, and their lower-case forms."""

    start: int
    end: int
    paragraph: int
    tokens: tuple[Token, ...]
    lows: list[str]

    def at(self, offset: int) -> int:
        """Return the number of the first token that starts at an offset or after it."""
        return bisect_left(self.tokens, offset, key=lambda t: t.start)


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of a stretch of text; a possessive `'s` is one of its own."""
    # What `Token._make` calls itself. Interned, since the same words are looked up in many tables.
    make = tuple.__new__
    return [
        make(Token, (*m.span(), word := m[0], intern(word.lower())))
        for m in _TOKEN.finditer(text, start, len(text) if end is None else end)
    ]


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans of paragraphs.

    A line is a paragraph, unless it was only wrapped: then it has the usual width of the text, no
    end of a sentence, and the next line goes on in small letters or at once.
    """
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    lines = [
        (a + len(line) - len(line.lstrip()), a + len(line.rstrip()))
        for a, b in lines
        if (line := text[a:b]).strip()
    ]
    wrapped = _is_wrapped(text, lines)
    found: list[tuple[int, int]] = []
    for a, b in lines:
        if found and wrapped and text[found[-1][1] : a].count("\n") == 1:
            last = text[found[-1][0] : found[-1][1]].rsplit("\n", 1)[-1]
            if len(last) > 45 and not re.search(r"[.!?:…][\"'”’)\]]*$", last):
                found[-1] = (found[-1][0], b)
                continue
            if len(last) > 45 and text[a].islower():
                found[-1] = (found[-1][0], b)
                continue
        found.append((a, b))
    return found


def _is_wrapped(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    sizes = [b - a for a, b in lines]
    if len(sizes) < 6 or max(sizes) > 100:
        return False
    single = sum(
        text[lines[k][1] : lines[k + 1][0]].count("\n") == 1 for k in range(len(lines) - 1)
    )
    return single > len(lines) / 2


def sentences(text: str, spans: Sequence[tuple[int, int]]) -> list[Sentence]:
    """Return the sentences of paragraphs."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(spans):
        for a, b in _split(text, start, end):
            tokens = tokens_of(text, a, b)
            found.append(Sentence(a, b, number, tuple(tokens), [t.low for t in tokens]))
    return found


_LONGEST = 1_500
"""Characters of a sentence; what has no stop for longer is cut at a blank, so that time stays linear."""


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for a, b in stops(text, start, end):
        low = a
        while b - low > _LONGEST:
            cut = text.rfind(" ", low + 1, low + _LONGEST)
            cut = cut if cut > low else low + _LONGEST
            yield low, cut
            low = cut + _blanks(text, cut)
        if low < b:
            yield low, b


def stops(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of a paragraph, however long."""
    at = start
    for stop in _STOP.finditer(text, start, end):
        if stop.start() < at:
            continue
        if not _ends(text, stop, at, end):
            continue
        if text[at : stop.end()].strip():
            yield at + _blanks(text, at), stop.end()
        at = stop.end()
    if text[at:end].strip():
        yield at + _blanks(text, at), end


def _blanks(text: str, at: int) -> int:
    return len(text[at : at + 40]) - len(text[at : at + 40].lstrip())


_LAST_WORD = re.compile(r"[\w.’'-]*$")
_LONGEST_WORD = 80
"""Characters before a stop in which its abbreviation or initials are sought."""


def _ends(text: str, stop: re.Match[str], at: int, end: int) -> bool:
    rest = text[stop.end() : min(end, stop.end() + 40)].lstrip()
    if not rest:
        return True
    if not (rest[0].isupper() or rest[0].isdigit() or rest[0] in _OPENERS):
        return False
    if stop[0].startswith("."):
        word = _LAST_WORD.search(text, max(at, stop.start() - _LONGEST_WORD), stop.start())
        last = word[0] if word else ""
        if last.lower() in _ABBREVIATIONS and not stop[0].strip("."):
            return False
        # An initial (John F. Kennedy), or U.S. before a capital: the sentence goes on.
        if re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", last) and not stop[0].strip("."):
            return len(last) > 1 and rest.split()[0] in _STARTERS
        if last.lower() in ("a.m", "p.m", "e.g", "i.e"):
            return False
    return True


_STARTERS = frozenset(
    "The A An It He She They But And In On At This That These Those We I Its His Her Their".split()
)
