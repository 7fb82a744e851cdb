"""Paragraphs and sentences, with quotations and brackets kept whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from comity.news.findings import Span

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
# A stop, what may close behind it, white space, and what may open a sentence.
_END = re.compile(
    r"(?:[.!?…]|\.\.\.)[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9À-Þ])|[\"”][)\]]*(?=\s+[\"“][A-Z])"
    r"|[.!?][\"”’']*[)\]]+(?=\s)"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gen|Col|Lt|Maj|Capt|Gov|Amb|Adm|Sgt|St|No|Nos|Art|Arts|"
    r"Res|para|paras|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|vs|cf|al|ca|"
    r"approx|Bros|Ave|a\.k\.a|f\.k\.a|i\.e|e\.g)|\b[A-Z](?:\.[A-Z])*)\.$"
)
_NEXT_IS_NAME = re.compile(r"\s+(?:[A-Z][a-z]|[a-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Span):
    """A sentence and the paragraph it stands in."""

    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """A document's paragraphs and sentences in order."""

    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]

    def at(self, place: int) -> int:
        """Return the index of the sentence a character stands in (or of the one before it)."""
        return max(0, bisect_right(self.starts, place) - 1)


def split_passages(text: str) -> Passages:
    """Return the paragraphs (lines that are not blank) and their sentences."""
    paragraphs: list[Span] = []
    sentences: list[Sentence] = []
    for match in _PARAGRAPH.finditer(text):
        line = match[0]
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        paragraphs.append(Span(start=start, end=end))
        sentences.extend(_sentences(text, start, end, len(paragraphs) - 1))
    return Passages(
        paragraphs=tuple(paragraphs),
        sentences=tuple(sentences),
        starts=tuple(s.start for s in sentences),
    )


def _sentences(text: str, start: int, end: int, paragraph: int) -> list[Sentence]:
    found: list[Sentence] = []
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if text[match.start()] == "." and _is_abbreviation(text, begin, match.start() + 1):
            continue
        found.append(Sentence(start=begin, end=stop, paragraph=paragraph))
        begin = stop
        while begin < end and text[begin].isspace():
            begin += 1
    if begin < end:
        found.append(Sentence(start=begin, end=end, paragraph=paragraph))
    return found


def _is_abbreviation(text: str, begin: int, stop: int) -> bool:
    return _ABBREVIATION.search(text, max(begin, stop - 12), stop) is not None
