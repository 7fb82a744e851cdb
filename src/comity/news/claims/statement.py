"""What a claim states, part by part: who, on whom, when, how many, by which vote, under which number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from comity.news.article import Article
from comity.news.claims.claim import Claim
from comity.news.claims.finding import is_vote
from comity.news.claims.numbers import ORDINAL, Count, counts_in, ordinal_of
from comity.news.claims.records import Tokens, words_of
from comity.news.claims.votes import Ballot, ballot_in
from comity.news.dates import Clock, When
from comity.text.countries import country_code

UN = frozenset(("UN", "UNSC"))
IMPOSERS = frozenset(
    "UN UNSC EU US GB CA AU JP CH NZ NO ECOWAS AFRICAN_UNION ARAB_LEAGUE OAS G7 FATF IAEA".split()
)
_BODIES_BY_WORD = (
    (re.compile(r"\bGeneral Assembly\b"), "UNGA"),
    (re.compile(r"\bCommonwealth\b"), "COMMONWEALTH"),
    (re.compile(r"\bIGAD\b"), "IGAD"),
    (re.compile(r"\bSADC\b|Southern African Development Community"), "SADC"),
    (re.compile(r"\bSWIFT\b"), "SWIFT"),
    (re.compile(r"\bG8\b"), "G8"),
    (re.compile(r"\bCouncil of Europe\b"), "COUNCIL_OF_EUROPE"),
    (re.compile(r"\bGulf Cooperation Council\b|\bGCC\b"), "GCC"),
    (re.compile(r"\bInternational Criminal Court\b|\bICC\b"), "ICC"),
    (re.compile(r"\bOFAC\b|\bTreasury\b|State Department|\bWashington\b|\bCongress\b"), "US"),
)
_NUMBERS = (
    ("r", re.compile(r"\b[Rr]esolutions?,? (\d{3,4})\b(?:,? (\d{3,4})\b)?(?:,? (?:and|or) (\d{3,4})\b)?|\bnumbered (\d{3,4})\b")),
    ("eo", re.compile(r"(?:Executive Orders?|E\.O\.|EO) (\d{5})(?:,? and (\d{5}))?")),
    ("gl", re.compile(r"(?:General Licen[cs]e|GL)(?: No\.?)? ?(\d+[A-Z]?|[A-Z]-\d)\b")),
    ("p", re.compile(r"Proclamation (\d{4,5})")),
    ("", re.compile(r"\b(?:Decision|Regulation|Position|Law|L\.)[^.;]{0,24}?\b(\d{2,4}[/-]\d{2,4})")),
)  # fmt: skip
_UNTIL = re.compile(r"\b(?:until|till|through|up to|to)\s+$")
_SINCE = re.compile(r"\bsince\s+$|^since\b", re.I)
_ROW = re.compile(
    rf"\b(?P<o>{ORDINAL})\s+(?:(?:such|EU|annual|yearly|consecutive|straight|successive|sanctions?)\s+)*"
    r"(?:package|year running|year in a row|year|time|vote|resolution)\b",
    re.I,
)
_NEVER = re.compile(r"\b(?:never|not one|none of|no such)\b", re.I)
_STILL = re.compile(r"\b(?:still|remains?|remained|stays?)\b", re.I)
_COMMON = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The parts that a claim states; what it does not state is empty.

    Attributes:
        owners: Who acted, as codes; the family of the UN is taken as one.
        surely: The owners are told in the clause itself.
        states: Whom or what it is about, the most trusted first.
        whens: When, resolved; empty where not told.
        open_when: A time is told that cannot be resolved.
        until: To when.
        parties: Names that a record has to hold.
        keys: Numbers of documents.
        row: Which of a row.
    """

    clause: str
    action: str
    voting: bool
    negated: bool
    owners: frozenset[str]
    surely: bool
    states: tuple[str, ...]
    near: frozenset[str]
    whens: tuple[tuple[date, date], ...]
    open_when: bool
    until: tuple[date, date] | None
    counts: tuple[Count, ...]
    ballot: Ballot
    parties: tuple[Tokens, ...]
    keys: tuple[str, ...]
    row: int
    years: tuple[int, ...]
    never: bool
    still: bool


def state_claim(article: Article, claim: Claim, main: Sequence[str]) -> Statement:
    """Return the parts of a claim that tells of an event.

    Args:
        main: The state that most of the document's measures are about.
    """
    event = claim.event
    assert event is not None
    text = article.text[claim.start : claim.end]
    voting = is_vote(event)
    owners, surely = _owners(article, claim, text)
    states = _states(article, claim, owners, main)
    dated = _when_of(article, claim)
    parties = [words_of(t) for t in event.target if _is_proper(t)]
    row = _ROW.search(text)
    return Statement(
        clause=text, action="VOTE" if voting else event.action, voting=voting,
        negated=event.realis == "negated", owners=owners, surely=surely, states=states,
        near=frozenset(_codes_in(article, claim.start, claim.end)),
        whens=tuple((w.first, w.last) for w in dated.whens if w.first and w.last),
        open_when=any(w.first is None for w in dated.whens),
        until=dated.until, counts=tuple(counts_in(text)),
        ballot=ballot_in(article, claim.start, claim.end),
        parties=tuple(p for p in parties if p), keys=numbers_in(text),
        row=ordinal_of(row["o"]) if row else 0,
        years=tuple(int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", text)),
        never=bool(_NEVER.search(text)), still=bool(_STILL.search(text)),
    )  # fmt: skip


def numbers_in(text: str) -> tuple[str, ...]:
    """Return the keys of the documents a text names by number.

    >>> numbers_in("Both resolutions, 1988 and 1989, and Executive Order 13382")
    ('r1988', 'r1989', 'eo13382')
    """
    found = []
    for prefix, pattern in _NUMBERS:
        for m in pattern.finditer(text):
            found += [f"{prefix}{n.lower().replace('-', '/') if not prefix else n.lower()}" for n in m.groups() if n]
    return tuple(dict.fromkeys(found))


def _codes_in(article: Article, start: int, end: int) -> list[str]:
    found: list[str] = []
    low, high = article.sentence_at(start), article.sentence_at(max(start, end - 1))
    for number in range(low, min(high + 1, len(article.actors))):
        for actor in article.actors[number]:
            if start <= actor.start < end:
                found += [c for c in actor.codes if c not in found]
    return found


def _owners(article: Article, claim: Claim, text: str) -> tuple[frozenset[str], bool]:
    event = claim.event
    assert event is not None
    found = set(event.source) if not is_vote(event) else set(event.owner) | {"UNSC"}
    told = {code for pattern, code in _BODIES_BY_WORD if pattern.search(text)}
    found = {c for c in found if len(c) == 2 or c in IMPOSERS or c == "P5+1"}
    if "UNGA" in told:
        found = {"UNGA"}
    elif told - {"US"}:
        found |= told
    elif "US" in told and not found:
        found = {"US"}
    here = set(_codes_in(article, claim.start, claim.end))
    if found & UN:
        found |= UN
    if {"FR", "DE", "GB"} <= found or len(found & {"FR", "DE", "GB"}) == 2:
        found.add("E3")
    return frozenset(found), bool(found & here) or bool(told)


def _states(
    article: Article, claim: Claim, owners: frozenset[str], main: Sequence[str]
) -> tuple[str, ...]:
    """Return the states a claim can be about: its target, those of the clause, the document's."""
    event = claim.event
    assert event is not None
    sentence = article.sentences[event.sentence]
    found = [t for t in event.target if len(t) == 2]
    found += [country_code(t) for t in event.target if len(t) > 3 and country_code(t)]
    found += _codes_in(article, claim.start, claim.end)
    if not any(len(c) == 2 and c not in owners for c in found):
        found += _codes_in(article, sentence.start, sentence.end)
    found += main
    kept = [c for c in dict.fromkeys(found) if len(c) == 2 and c not in ("UN",)]
    others = [c for c in kept if c not in owners]
    return tuple(others or kept)


@dataclass(frozen=True, slots=True)
class _Dated:
    whens: tuple[When, ...]
    until: tuple[date, date] | None


def _when_of(article: Article, claim: Claim) -> _Dated:
    """Return the times of a clause; the event's own where the rules found one."""
    event = claim.event
    assert event is not None
    sentence = article.sentences[event.sentence]
    found = Clock(article.published).find(article.text, sentence.start, sentence.end)
    until: tuple[date, date] | None = None
    whens: list[When] = []
    for when in found:
        before = article.text[max(0, when.start - 14) : when.start]
        head = when.text.split()[0].lower()
        if _UNTIL.search(before) or head in ("until", "by", "through"):
            if when.first and when.last and claim.start <= when.start <= claim.end + 2:
                until = when.first, when.last
            continue
        if claim.start <= when.start < claim.end and when.rule not in ("vague", "now", "each"):
            whens.append(when)
    if event.when is not None and event.when.rule not in ("vague", "now", "each"):
        first = event.when.first
        if until is None or first != until[0]:
            return _Dated((event.when,), until)
        return _Dated((), until)
    return _Dated(tuple(whens[:2]), until)


def _is_proper(name: str) -> bool:
    """Return whether a target is a name of its own, not "six Iranian firms" or a body's code."""
    if len(name) <= 3 or name in ("UNSC", "P5+1", "IAEA", "NATO", "FATF") or "_" in name:
        return False
    words = [w for w in re.findall(r"[^\s,()“”\"]+", name)]
    if not words or country_code(name):
        return False
    if words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    if not words or not words[0][0].isupper():
        return False
    # A name may have a small word inside, but "Iranian firms" is none.
    small = [w for w in words[1:] if w[0].islower() and len(w) > 3]
    return not small


def is_recent(when: Sequence[tuple[date, date]], day: date) -> bool:
    """Return whether what is told happened within the last days before a document."""
    return any((day - last).days <= 10 for _, last in when)
