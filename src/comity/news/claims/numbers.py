"""Numbers in words and figures, and what they count: persons, firms, ships, votes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_UNITS = {
    w: n
    for n, w in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen""".split()
    )
}
_TENS = {
    w: 10 * n
    for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_ORDINALS = {
    w: n
    for n, w in enumerate(
        """zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
        fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth""".split()
    )
} | {"thirtieth": 30}
_ORDINAL_TENS = {"twenty": 20, "thirty": 30}
_ALL = "|".join([*_UNITS, *_TENS])
NUMBER = rf"(?:(?:{'|'.join(_TENS)})-(?:{_ALL})|\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{_ALL}|none|a hundred|dozen)"
ORDINAL = rf"(?:(?:twenty|thirty)-(?:{'|'.join(_ORDINALS)})|{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_NOUNS = r"""(?:persons?|people|individuals?|officials?|officers?|generals?|commanders?|entit(?:y|ies)|compan(?:y|ies)
|firms?|banks?|vessels?|ships?|tankers?|names?|members|judges?|ministers?|leaders?|citizens|nationals|businessm[ae]n
|oligarchs?|lawmakers|deputies|politicians?|diplomats?|organi[sz]ations?|groups?|targets|listings|designations
|settlers?|scientists?|subsidiaries|refiners|refineries|aircraft|bodies|executives|associates|Russians|Iranians
|Belarusians|Americans|Britons|Chinese|Venezuelans|Saudis|Israelis|insiders|allies|relatives|outlets|traders|figures
|institutions|agencies|men|women|figures|smugglers|others(?=\s+(?:on|under|to)\b)|(?-i:[A-Z][a-z]+(?:ians?|ese|ans)(?!\s+(?!(?:on|in|over|to|under|for|and|or|who|whom|with|from|by|after|were|was|have|had|has|are|at|of|as|last|this|that|more)\b)[a-z]))
|militants|jihadists|extremists|fighters|rebels|warlords|hackers|managers|clerics|bosses|heads|spies|politicians|prosecutors|envoys|smugglers|traffickers|lenders|gangs|barges)"""
_FIGURE = re.compile(rf"\b(?P<n>{NUMBER})(?=\s)", re.I)
_COUNTED = re.compile(
    rf"\s+(?:(?!and\b|or\b|of\b|in\b|by\b|with\b|for\b|to\b|on\b|votes?\b|years?\b|months?\b|decades?\b|weeks?\b|days?\b|hours?\b|times\b|rounds?\b|packages?\b|per\b|states\b|countries\b|million\b|billion\b)[\w’'-]+\s+){{0,3}}?{_NOUNS}\b",
    re.I | re.X,
)
_LOOSE = re.compile(
    r"\b(about|over|more than|nearly|almost|some|around|at least|up to|close to|roughly|another)\s+$",
    re.I,
)
_OTHERS = re.compile(
    rf"\b(?:and|with)\s+(?P<loose>(?:some|about|over|nearly)\s+)?(?P<n>{NUMBER})\s+(?:more\s+)?others\b",
    re.I,
)
_NAMED_BEFORE = re.compile(
    r"[A-Z][\w’'-]+\W{1,3}(?:and|with|together with|along with|plus|as well as|alongside)\s+$"
)
_OWN = re.compile(rf"\b(?P<n>{NUMBER})\s+of (?:its|their) own\b", re.I)
_NUMBERED = re.compile(
    r"\b(?:Orders?|Resolutions?|E\.O\.|EO|No\.?|[Aa]rticles?|[Ss]ections?|[Pp]aragraphs?|Proclamation|Licen[cs]e|GL)"
    r"(?: No\.?)? [\d/A-Z,]+(?: and \d+)?"
)
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATES = re.compile(
    rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:, \d{{4}})?|\b\d{{1,2}} {_MONTH}\b(?: \d{{4}})?|\b(?:19|20)\d\d\b"
)
_MONEY = re.compile(
    r"(?:\$|€|£|\bUSD?|\bEUR)\s?(?P<n>\d+(?:[.,]\d+)*)\s?(?:bn|billion|m\b|million)", re.I
)


def number_of(word: str) -> float | None:
    """Return a number in words or figures.

    >>> number_of("twenty-six"), number_of("1,200"), number_of("many")
    (26, 1200, None)
    """
    low = word.lower().replace(",", "")
    if low in ("none", "a hundred", "dozen"):
        return {"none": 0, "a hundred": 100, "dozen": 12}[low]
    if re.fullmatch(r"\d+", low):
        return int(low)
    if re.fullmatch(r"\d+\.\d+", low):
        return float(low)
    if low in _UNITS:
        return _UNITS[low]
    head, _, tail = low.partition("-")
    if head in _TENS and (not tail or tail in _UNITS):
        return _TENS[head] + _UNITS.get(tail, 0)
    return None


def ordinal_of(word: str) -> int:
    """Return what an ordinal counts; 0 for none.

    >>> ordinal_of("thirty-second"), ordinal_of("14th"), ordinal_of("last")
    (32, 14, 0)
    """
    low = word.lower()
    if m := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", low):
        return int(m[1])
    head, _, tail = low.partition("-")
    if tail and head in _ORDINAL_TENS:
        return _ORDINAL_TENS[head] + _ORDINALS.get(tail, 0)
    return _ORDINALS.get(low, 0)


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something; `loose` where the text says about, over, nearly.

    `beside` is how many are named before them: one in "Mugabe and nine of his security chiefs".
    """

    value: float
    loose: bool = False
    beside: int = 0


def counts_in(text: str) -> list[Count]:
    """Return what a clause counts of parties; a single one is no count."""
    return list(_counts(text))


@lru_cache(maxsize=4_096)
def _counts(text: str) -> tuple[Count, ...]:
    if not _ANY.search(text):
        return ()
    found = []
    text = _DATES.sub(" ; ", _NUMBERED.sub(" ; ", text))
    end = 0
    for m in _FIGURE.finditer(text):
        counted = _COUNTED.match(text, m.end()) if m.start() >= end else None
        if counted is None:
            continue
        end = counted.end()
        value = number_of(m["n"])
        if value is not None and value > 1 and not re.fullmatch(r"(?:19|20)\d\d", m["n"]):
            word = _LOOSE.search(text, max(0, m.start() - 12), m.start())
            loose = word is not None and word[1].lower() != "another"
            at = word.start() if word is not None else m.start()
            named = _NAMED_BEFORE.search(text, max(0, at - 40), at) is not None
            found.append(Count(value, loose, text.count(",", 0, at) + 1 if named else 0))
    for m in _OTHERS.finditer(text):
        value = number_of(m["n"])
        if value is not None and value > 1 and not any(c.value == value for c in found):
            found.append(Count(value, bool(m["loose"]), text.count(",", 0, m.start()) + 1))
    for m in _OWN.finditer(text):
        value = number_of(m["n"])
        if value is not None and value > 1:
            found.append(Count(value))
    return tuple(found)


_ANY = re.compile(rf"\d|\b(?:{_ALL}|dozen|hundred)\b", re.I)


_MEASURED = re.compile(
    r"""[-–/]|\s?(?:%|p\.\s?m|a\.\s?m)|\s+(?:(?:more|further|full|long|straight|consecutive|successive|and\s+a\s+half)\s+)?
    (?:years?|months?|decades?|weeks?|days?|hours?|minutes?|centuries|times|votes?|abstentions|rounds?|packages?|per\ ?cent|percent
    |points|million|billion|thousand|hundred|dozen|barrels|tonnes?|tons|miles|kilomet\w+|km|dollars?|euros?|francs|pounds|lira|roubles
    |(?:[\w’']+\s+)?(?:member\s+)?(?:states|countries|nations|members|capitals|governments|powers|partners|continents|sides|votes|parties)
    |to\s+\w+|paragraphs?|articles?|sections?|pages?|clauses?|abstain\w*|voted?|against|for|in\s+favou?r|C\.F\.R|U\.S\.C)\b""",
    re.I | re.X,
)
_NO_FIGURE = re.compile(
    r"""(?:[-–/.,$€£]|\b(?:[Aa]rticles?|[Pp]arts?|[Ss]ections?|[Cc]hapters?|[Pp]aragraphs?|[Pp]aras?|[Tt]itle|No\.?|[Nn]umber(?:ed)?|aged?|to|by
    |[Ff]light|[Ff]ile|M|Level|[Ss]ince|[Uu]nder|(?:of|in)\ the|every|each|one\ in|[Pp]ackages?|[Rr]ounds?|Group\ of|Directive)\s)$""",
    re.X,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of persons or things.

    `known` where the text speaks of them as told before, `beside` where somebody is told just
    before them: "the leader and five of his children".
    """

    value: float
    known: bool = False
    beside: bool = False


def figures_in(text: str) -> list[Figure]:
    """Return every other number of things or persons that a clause tells, whatever it calls them.

    Times, sums, tallies, paragraphs and numbers of documents are none.

    >>> [f.value for f in figures_in("froze two of them and accounts of 68 affiliates for six months, by Order 13382")]
    [2, 68]
    >>> figures_in("the six were named")
    [Figure(value=6, known=True, beside=False)]
    """
    return list(_figures(text))


@lru_cache(maxsize=4_096)
def _figures(text: str) -> tuple[Figure, ...]:
    if not _ANY.search(text):
        return ()
    text = _DATES.sub(" ; ", _DAYS.sub(" ; ", _NUMBERED.sub(" ; ", text)))
    found = []
    for m in _BARE.finditer(text):
        value = number_of(m["n"])
        if (
            value is None
            or value < 2
            or _NUMBER_OF_ACT.fullmatch(m["n"])
            or _MEASURED.match(text, m.end())
        ):
            continue
        if _NO_FIGURE.search(text, max(0, m.start() - 14), m.start()):
            continue
        known = _KNOWN.search(text, max(0, m.start() - 9), m.start()) is not None
        beside = _BESIDE.search(text, max(0, m.start() - 24), m.start()) is not None
        found.append(Figure(value, known, beside))
    return tuple(dict.fromkeys(found))


_BESIDE = re.compile(r"[\w’']+,? (?:and|with|plus|together with)\s$")
_KNOWN = re.compile(r"\b(?:the|these|those|all|both)\s$", re.I)

_DAYS = re.compile(
    rf"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|{_MONTH})\.? \d{{1,2}}(?: (?:and|or) \d{{1,2}})?\b|\b\d{{1,2}}(?:(?:,| and| or) \d{{1,2}})* (?:{_MONTH}|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\b"
    r"|\b[Rr]esolutions? \d{3,4}(?:(?:,| and) \d{3,4})*|\bout of \w+(?:-\w+)?"
)
_NUMBER_OF_ACT = re.compile(r"\d{4,5}")
_BARE = re.compile(rf"\b(?P<n>{NUMBER})\b", re.I)


@lru_cache(maxsize=20_000)
def numbers_told(text: str) -> frozenset[float]:
    """Return every number in a record's words."""
    return frozenset(v for m in _BARE.finditer(text) if (v := number_of(m["n"])) is not None)


_FOR_SPAN = re.compile(
    rf"\b(?:for|by)\s+(?:another\s+|a\s+further\s+|the\s+usual\s+|the\s+next\s+)?(?:(?P<n>{NUMBER})|an?|another|one|half\s+a)\s+(?:more\s+|further\s+|full\s+)?(?P<unit>months?|years?)\b",
    re.I,
)


@lru_cache(maxsize=20_000)
def months_in(text: str) -> float:
    """Return for how many months something is told to be done; 0 where it is not told.

    >>> months_in("prolonged it for another six months"), months_in("renewed for two years"), months_in("renewed")
    (6, 24, 0)
    """
    m = _FOR_SPAN.search(text)
    if m is None:
        return 0
    many = (number_of(m["n"]) or 0) if m["n"] else 0.5 if "half" in m[0] else 1
    return many * (12 if m["unit"].startswith("year") else 1)


def money_in(text: str) -> list[Count]:
    """Return the sums a clause tells of, in millions or billions as it says."""
    return [Count(value, loose=True) for m in _MONEY.finditer(text) if (value := number_of(m["n"]))]


def fits(count: Count, known: tuple[float, ...]) -> bool:
    """Tell whether a count is among those of a record, or the sum of some that follow each other."""
    sums = _sums(known)
    if count.value in sums or (count.beside and count.value + count.beside in sums):
        return True
    return count.loose and any(abs(s - count.value) <= 0.1 * s for s in sums)


_RUN, _MANY_PARTS = 3, 5


@lru_cache(maxsize=8_192)
def _runs(known: tuple[float, ...]) -> tuple[tuple[float, int], ...]:
    """Return what numbers that follow each other add up to, each with the bits of those it takes.

    A total told first is not added again; of a long list only its parts and its whole are meant.
    """
    whole = len(known) > 2 and known[0] == sum(known[1:])
    parts = known[whole:]
    everything = (1 << len(parts)) - 1
    found = [(known[0], everything)] if whole else []
    longest = _RUN if len(parts) <= _MANY_PARTS else 1
    for a in range(len(parts)):
        for b in range(a + 1, len(parts) + 1):
            if b - a <= longest or b - a == len(parts):
                found.append((sum(parts[a:b]), ((1 << (b - a)) - 1) << a))
    return tuple(found)


def _sums(known: tuple[float, ...]) -> frozenset[float]:
    return frozenset(value for value, _ in _runs(known))


def total_of(known: tuple[float, ...]) -> float:
    """Return how many a record tells of in all."""
    return max(_sums(known), default=0)


def fit_together(counts: Sequence[Count], known: tuple[float, ...]) -> bool:
    """Tell whether counts can each be another part of a record: not nine and nine of nine and five.

    >>> fit_together([Count(9), Count(5)], (9, 5)), fit_together([Count(9), Count(9)], (9, 5))
    (True, False)
    """
    taken = {0}
    for count in counts:
        options = [
            mask
            for value, mask in _runs(known)
            if value == count.value or (count.beside and value == count.value + count.beside)
            or (count.loose and abs(value - count.value) <= 0.1 * value)
        ]  # fmt: skip
        taken = {one | mask for one in taken for mask in options if not one & mask}
    return bool(taken)


_PERSONS = r"persons?|people|individuals?|officials?|officers?|generals?|commanders?|judges?|ministers?|leaders?|men|women|businessm[ae]n|oligarchs?|Russians|Iranians|Chinese|Venezuelans|Saudis|Americans|citizens|nationals|lawmakers|prosecutors"
_BODIES = r"entit(?:y|ies)|compan(?:y|ies)|firms?|banks?|bodies|organi[sz]ations?|enterprises"
_SHIPS = r"vessels?|ships?|tankers?"
_TYPED = re.compile(
    rf"\b(?P<n>{NUMBER})\s+(?:(?!and\b|or\b|of\b)[\w’'-]+\s+){{0,2}}?(?:(?P<person>{_PERSONS})|(?P<body>{_BODIES})|(?P<ship>{_SHIPS}))\b",
    re.I,
)


@lru_cache(maxsize=20_000)
def typed_in(text: str) -> dict[float, frozenset[str]]:
    """Return of which sort a text says that there are so many: persons, bodies, ships.

    >>> typed_in("lists nine persons and two ships")
    {9: frozenset({'person'}), 2: frozenset({'ship'})}
    """
    found: dict[float, frozenset[str]] = {}
    for m in _TYPED.finditer(_DATES.sub(" ; ", text)):
        value = number_of(m["n"])
        if value is not None and m.lastgroup:
            found[value] = found.get(value, frozenset()) | {m.lastgroup}
    return found
