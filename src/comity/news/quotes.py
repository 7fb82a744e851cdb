"""Quotations: where marks open and close, over paragraphs, nested and unbalanced."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.news.findings import Span
from comity.news.passages import Passages

_OPENERS = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "„": "“"}
_MARK = re.compile(r"[“”\"‘’'«»„]")
_BLOCK = re.compile(r"([A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,4}):\s+(?=\S)")
_NOT_SPEAKERS = {"NOTE", "UPDATE", "SOURCE", "PHOTO", "READ", "MORE", "PS", "RELATED", "WATCH",
                 "BACKGROUND", "EMBARGOED", "CONTACT", "TEL", "WEB", "URL", "FILE", "TAGS",
                 "BREAKING", "CORRECTION", "SUBJECT", "FROM", "TO", "DATE", "RE", "BRIEF",
                 "ANALYSIS", "OPINION", "FACTBOX", "TIMELINE", "EXCLUSIVE"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked(Span):
    """A stretch between quotation marks, or a block after a name in capitals.

    Attributes:
        mark: The mark that opens it; ":" for a block.
        name: The name that introduces a block.
    """

    mark: str
    name: str = ""


def find_marked(text: str, passages: Passages) -> list[Marked]:
    """Return the outermost quoted stretches in order; unclosed ones are let go."""
    found: list[Marked] = []
    index = 0
    while index < len(passages.paragraphs):
        paragraph = passages.paragraphs[index]
        block = _BLOCK.match(text, paragraph.start, paragraph.end)
        if block and block[1] not in _NOT_SPEAKERS and text[block.end()] not in _OPENERS:
            found.append(Marked(start=block.end(), end=paragraph.end, mark=":", name=block[1]))
            index += 1
            continue
        index = _paragraph(text, passages, index, found)
    return found


def _paragraph(text: str, passages: Passages, index: int, found: list[Marked]) -> int:
    """Add the quotations that open in a paragraph; return the index of the next to look at."""
    place, end = passages.paragraphs[index].start, passages.paragraphs[index].end
    while match := _MARK.search(text, place, end):
        start, mark = match.start(), match[0]
        place = start + 1
        if mark not in _OPENERS or not _opens(text, start):
            continue
        stop = _closing(text, start, end, _OPENERS[mark])
        if stop is not None:
            found.append(Marked(start=start, end=stop, mark=mark))
            place = stop
            continue
        reached = _over_paragraphs(text, passages, index, mark)
        if reached is not None:
            last, stop = reached
            found.append(Marked(start=start, end=stop, mark=mark))
            index, place, end = last, stop, passages.paragraphs[last].end
    return index + 1


def _over_paragraphs(
    text: str, passages: Passages, index: int, mark: str
) -> tuple[int, int] | None:
    """Follow a quotation whose next paragraphs open with the same mark, to where it closes."""
    while index + 1 < len(passages.paragraphs):
        index += 1
        paragraph = passages.paragraphs[index]
        if text[paragraph.start] != mark:
            return None
        stop = _closing(text, paragraph.start, paragraph.end, _OPENERS[mark])
        if stop is not None:
            return index, stop
    return None


def _opens(text: str, place: int) -> bool:
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if text[place] in "“«„":
        return not after.isspace()
    return (before.isspace() or before in "([“\"‘'—–-/:") and (after.isalnum() or after in "“‘[(…'.£$€")


def _closing(text: str, start: int, end: int, close: str) -> int | None:
    """Return the offset behind the closing mark, or None within these bounds."""
    place = start + 1
    while (place := text.find(close, place, end)) >= 0:
        before = text[place - 1]
        after = text[place + 1] if place + 1 < len(text) else " "
        place += 1
        if close in "’'":
            if after.isalnum() or before.isspace():
                continue
            # The possessive of a plural ("members' wish"): wait when a better close follows.
            if before == "s" and after == " " and _later_close(text, place, end, close):
                continue
            return place
        if close == '"' and before.isspace() and after.isalnum():
            return None
        return place
    return None


def _later_close(text: str, place: int, end: int, close: str) -> bool:
    stop = min(end, place + 200)
    rest = text[place:stop]
    later = re.search(rf"(?<=\w|[.,!?]){re.escape(close)}(?!\w)", rest)
    opening = re.search(rf"(?<!\w){re.escape(close) if close == chr(39) else '‘'}(?=\w)", rest)
    return bool(later) and (opening is None or opening.start() > (later.start() if later else 0))
