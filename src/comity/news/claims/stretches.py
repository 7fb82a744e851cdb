"""Which part of a clause is an event's own, and what is counted there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.news.articles.article import Article
from comity.news.claims.claim import Claim
from comity.news.claims.numbers import (
    NUMBER,
    Count,
    Figure,
    counts_in,
    figures_in,
    money_in,
    numbers_told,
)
from comity.news.claims.parties import REASON
from comity.news.claims.votes import Ballot

_COMMA = re.compile("[,;]")
_LISTED_ON = re.compile(rf"\s*(?:and\s+)?{NUMBER}\b", re.I)


def own_stretch(text: str, claim: Claim, others: Sequence[int]) -> tuple[int, int]:
    """Return the part of a clause between the words of the events before and after."""
    event = claim.event
    assert event is not None
    low = max((at for at in others if claim.start <= at < event.start), default=claim.start)
    high = min((at for at in others if event.start < at < claim.end), default=claim.end)
    if reason := REASON.search(text, event.end, high):
        high = reason.start()
    return low, high


def beside_when(article: Article, claim: Claim, low: int, high: int) -> tuple[str, str]:
    """Return the stretch whose counts are the event's, and what of it stands behind its word.

    Where the part between commas that holds the time has counts of its own, it is that part.
    """
    text, event = article.text, claim.event
    assert event is not None
    when = event.when
    if when is not None and low <= when.start < high:
        start = max(low, *(text.rfind(mark, low, when.start) + 1 for mark in ",;"))
        end = when.end
        while (mark := _COMMA.search(text, end, high)) is not None:
            # "seven businessmen, twelve companies and …": the list goes on behind the comma.
            end = mark.end()
            if not _LISTED_ON.match(text, end):
                end = mark.start()
                break
        end = end if mark is not None else high
        if counts_in(text[start:end]):
            low, high = start, end
    return text[low:high], text[max(low, event.end) : high]


_AMONG = re.compile(
    r"\b(?:includ(?:e|es|ed|ing)|among (?:them|whom)|one of them|two of whom|of whom|of them|three of|two of|others are)\b.*",
    re.S,
)


def counts_of(claim: Claim, stretch: str, behind: str, *, fine: bool) -> list[Count]:
    """Return the counts of the targets and those beside the word; sums only of penalties."""
    assert claim.event is not None
    # "Among them three …" counts a part, which the record may not tell apart.
    stretch, behind = _AMONG.sub(" ", stretch), _AMONG.sub(" ", behind)
    told = [c for t in claim.event.target if t in stretch or t in behind for c in counts_in(t)]
    # An active verb's counts stand behind it; what stands before may count those who acted.
    told += [c for c in (counts_in(behind) or counts_in(stretch)) if c not in told]
    return told + (money_in(stretch) if fine else [])


_UNION = frozenset((9, 10, 12, 15, 25, 27, 28))
"""So many members the European Union has had: "the Twelve", "the fifteen"."""
_UNDER = re.compile(
    r"[:;,]|\b(?:when|while|after|before|because|since|until|unless|if|who|whom|whose|which|that|as|where|having|and (?:was|were|had|has))\b"
)
_BEYOND = re.compile(
    r"[:;]|\b(?:when|while|after|before|because|since|until|unless|if|who|whom|whose|which|that|as|where|having|in exchange|over|despite"
    r"|bringing|by \w+ing|for \w+ing|for (?:their|his|its))\b|, (?:the|a|an|one|its|his)\b"
)


def core(text: str, claim: Claim, low: int, high: int) -> tuple[int, int]:
    """Return the part of a stretch that is told of the event itself, without clauses beside it."""
    event = claim.event
    assert event is not None
    for mark in _UNDER.finditer(text, low, event.start):
        low = mark.end()
    beyond = _BEYOND.search(text, event.end, high)
    return low, beyond.start() if beyond is not None else high


def figures_of(
    text: str, core: tuple[int, int], counts: Sequence[Count], ballot: Ballot
) -> tuple[Figure, ...]:
    """Return the numbers told of an event that are not among its counts of parties or its tally.

    "The six" whom the text has told of elsewhere need no record of their own here.
    """
    told = {c.value for c in counts} | {ballot.favour, ballot.opposed, ballot.abstaining}
    found = [f for f in figures_in(_AMONG.sub(" ", text[slice(*core)])) if f.value not in told]
    if not found:
        return ()
    elsewhere = numbers_told(text[: core[0]]) | numbers_told(text[core[1] :])
    return tuple(f for f in found if not (f.known and (f.value in elsewhere or f.value in _UNION)))
