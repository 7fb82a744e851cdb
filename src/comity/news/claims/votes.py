"""How a text tells of a vote: the tally, and who was against it or abstained."""

from __future__ import annotations

import re
from dataclasses import dataclass

from comity.news.articles.article import Article
from comity.news.claims.numbers import NUMBER, number_of
from comity.news.claims.record import Record

_ABSTAIN = re.compile(r"\babst(?:ain|ention)\w*", re.I)
_AGAINST = re.compile(
    r"\b(?:vot\w+ (?:against|no\b)|against\b|opposed\b|opposing\b|vetoe[sd]\b|veto(?:ing)?\b|dissent\w*|cast (?:its|their) vetoe?s?)",
    re.I,
)
_BY = re.compile(r"\b(?:(?:vetoed|opposed|blocked) by|vetoe?s? of) (?P<who>[^,;.]*)")
_DASHED = re.compile(r"\b(\d{1,3})\s?[-–]\s?(\d{1,3})(?:\s?[-–]\s?(\d{1,3}))?\b")
_TO = re.compile(rf"\b({NUMBER})(?:\s+votes?)?\s+to\s+({NUMBER})\b", re.I)
# "On 15 March 2014 with 13 votes in favour": the number next to the votes is theirs.
_WORDS = rf"(?:(?!{NUMBER}\b)\w+\s+){{0,2}}?"
_FOR = re.compile(
    rf"\b(?:by|with|won|got|received|gained|only)\s+(?:only\s+|just\s+)?({NUMBER})\s+votes?\b"
    rf"|\b({NUMBER})\s+{_WORDS}(?:voted? (?:in favou?r|for)|votes? in favou?r|in favou?r)\b",
    re.I,
)
_OF_ALL = re.compile(
    rf"\b({NUMBER}) of (?:the|its) (?:[\w’']+ )?{NUMBER} (?:\w+ )?(?:voted? (?:in favou?r|for)|backed|supported)",
    re.I,
)
_HOW_MANY = (
    re.compile(rf"\b({NUMBER})\s+{_WORDS}(?:voted? against|votes? against|against)\b", re.I),
    re.compile(
        rf"\b({NUMBER})\s+(?:(?:council|members?|states?|countries|others?)\s+)*(?:abstain\w*|abstentions?)",
        re.I,
    ),
)
_UNANIMOUS = re.compile(
    r"\bunanimous|without (?:a|any) (?:dissenting )?(?:vote against|voice|dissent)|\b[Aa]ll (?:15|fifteen) (?:\w+ )*?voted",
    re.I,
)
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_IN_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+$"
)
_VOTING = re.compile(
    r"\bvot(?:e|es|ed|ing)\b|\bveto|\babst(?:ain|ent)|\bunanimous|\badopted\b|\bballot", re.I
)


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a clause tells of a vote; None where it does not tell.

    Attributes:
        against, abstained: States said to have voted so.
        alone: Only those.
    """

    favour: int | None = None
    opposed: int | None = None
    abstaining: int | None = None
    unanimous: bool = False
    vetoed: bool = False
    against: frozenset[str] = frozenset()
    abstained: frozenset[str] = frozenset()
    alone: bool = False

    def tells(self) -> bool:
        """Return whether anything is told that a tally could bear out."""
        numbers = (self.favour, self.opposed, self.abstaining)
        return bool(
            any(n is not None for n in numbers) or self.unanimous or self.vetoed or self.against or self.abstained
        )  # fmt: skip

    def fits(self, record: Record) -> bool | None:
        """Tell whether a record's vote is as told; None where the record does not tell."""
        if not self.tells():
            return True
        if record.vote is None:
            return None
        yes, no, away = record.vote
        if (self.favour, self.opposed, self.abstaining) != (None, None, None):
            pairs = ((self.favour, yes), (self.opposed, no), (self.abstaining, away))
            if any(told is not None and told != held for told, held in pairs):
                return False
        if self.unanimous and (no or away):
            return False
        if self.vetoed and "VETO" not in record.actions:
            return False
        if self.alone and self.abstained and away != len(self.abstained):
            return False
        sides = ((self.against, record.against, no), (self.abstained, record.abstained, away))
        return all(_side(told, held, many) for told, held, many in sides)


def _side(told: frozenset[str], held: frozenset[str], many: int) -> bool:
    if not told:
        return True
    if len(held - {"SU"}) >= many:
        return told <= held
    return len(told | held) <= many


def ballot_in(article: Article, start: int, end: int) -> Ballot:
    """Return what a clause tells of a vote."""
    text = article.text[start:end]
    if not _VOTING.search(text):
        return Ballot()
    favour: int | None = None
    opposed: int | None = None
    away: int | None = None
    if m := _DASHED.search(text):
        favour, opposed = int(m[1]), int(m[2])
        away = int(m[3]) if m[3] else None
    elif m := _TO.search(text):
        favour, opposed = _whole(m[1]), _whole(m[2])
    elif m := _OF_ALL.search(text):
        favour = _whole(m[1])
    elif m := _counted(_FOR, text):
        favour = _whole(m[1] or m[2])
    if opposed is None and (m := _counted(_HOW_MANY[0], text)):
        opposed = _whole(m[1])
    if away is None and (m := _counted(_HOW_MANY[1], text)):
        away = _whole(m[1])
    against, abstained = _voters(article, start, end)
    return Ballot(
        favour, opposed, away,
        unanimous=bool(_UNANIMOUS.search(text)),
        vetoed=bool(re.search(r"\bvetoe[sd]\b|\bcast \w+ vetoe?s?\b|\bthe vetoe?s? of\b", text, re.I)),
        against=against, abstained=abstained,
        alone=bool(re.search(r"\b(?:alone|[Oo]nly)\b", text)),
    )  # fmt: skip


def _counted(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return where a number of voters is told: in "on 15 March 2014 abstained" none is."""
    for m in pattern.finditer(text):
        at = m.start(m.lastindex or 0)
        if not _YEAR.match(text, at) and not _IN_MONTH.search(text[:at]):
            return m
    return None


def _whole(word: str) -> int | None:
    value = number_of(word)
    return int(value) if value is not None else None


def _voters(article: Article, start: int, end: int) -> tuple[frozenset[str], frozenset[str]]:
    """Return who voted against and who abstained: each state goes to the next word of voting."""
    text = article.text[start:end]
    sides: dict[str, set[str]] = {"abstained": set(), "against": set()}
    by = _BY.search(text)
    spots = sorted(
        [(m.start(), "abstained") for m in _ABSTAIN.finditer(text)]
        + [(m.start(), "against") for m in _AGAINST.finditer(text)]
    )
    if not spots:
        return frozenset(), frozenset()
    # Backwards from each word of voting: states that stand close before it, or before one that does.
    actors = [
        a
        for a in article.actors[article.sentence_at(start)]
        if start <= a.start < end and a.kind in ("state", "seat", "group") and not a.owns
    ]
    for actor in reversed(actors):
        at, codes = actor.start - start, {c for c in actor.codes if len(c) == 2 and c.isalpha()}
        if by is not None and by.start("who") <= at < by.end("who"):
            sides["against"] |= codes
            continue
        if by is not None and spots[0][1] == "against" and at < by.start():
            # "A draft that Britain tabled was vetoed by Russia": who stands before did not vote so.
            continue
        spot, side = next(((p, name) for p, name in spots if p > at), (0, ""))
        between = [a for a in actors if at < a.start - start < spot]
        stop = min((a.start - start for a in between), default=spot)
        gap = text[actor.end - start : stop]
        near = len(gap.split()) <= 4 and not re.search(r"[;:.]|\b(?:on|as|which|that|since)\b", gap)
        if side and near and actor.before in ("", "with"):
            sides[side] |= codes
    return frozenset(sides["against"]), frozenset(sides["abstained"])
