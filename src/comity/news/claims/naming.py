"""Which authorities and states a text names, and how near a claim."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from comity.news.articles.article import Article
from comity.news.claims.claim import Claim
from comity.news.claims.statement import UN, codes_in
from comity.text.countries import country_code

_AUTHORITY_WORDS = (
    ("US", r"American|\bU\.?S\.?\b|Executive Order|\bE\.O\.|OFAC|Treasury|State Department|Washington|Congress|President (?:\w+ )?(?:\w\. )?(?:Bush|Clinton|Obama|Trump|Biden|Reagan|Carter)"),
    ("EU", r"\bEU\b|European|Brussels|\bUnion\b|Community|\bbloc\b|Twelve|Fifteen|Luxembourg"),
    ("GB", r"Brit(?:ain|ish)|\bUK\b|London|United Kingdom|Treasury in London|OFSI|Whitehall"),
    ("UNSC", r"\bUN\b|U\.N\.|United Nations|Security Council|[Rr]esolution \d"),
    ("COMMONWEALTH", r"Commonwealth"),
    ("AFRICAN_UNION", r"African Union|\bAU\b|African Unity|\bOAU\b|Addis Ababa"),
    ("ECOWAS", r"ECOWAS|West African"),
    ("UNGA", r"General Assembly"),
    ("FATF", r"FATF|grey list|gr[ae]y-list|Financial Action Task"),
)  # fmt: skip
_COUNCIL = re.compile(r"\b[Cc]ouncil\b|\b[Mm]inisters\b")


@dataclass(frozen=True, slots=True)
class Named:
    """The authorities and states that a text names, from near to far."""

    clause: frozenset[str]
    sentence: frozenset[str]
    before: frozenset[str]
    document: frozenset[str]
    once: frozenset[str]

    def nearness(self, codes: frozenset[str]) -> float:
        """Return how near a text names one of some codes; 0 where it does not."""
        if codes & self.clause:
            return 2.0
        if codes & self.sentence:
            return 1.5
        if codes & self.before:
            return 1.2
        if codes & self.document:
            return 1.0
        return 0.8 if codes & self.once else 0.0


_REGIONS = (
    (r"Darfur", "SD"), (r"Crimea|Donbas|Donetsk|Luhansk|Sevastopol", "UA RU"), (r"Anjouan", "KM"), (r"Abkhaz|South Ossetia", "GE"),
    (r"Transnistri", "MD"), (r"apartheid|Pretoria", "ZA"), (r"Tigray", "ET"), (r"Xinjiang|Tibet|Uyghur", "CN"), (r"Kivu|M23", "CD"), (r"Gaza|West Bank|Hamas", "PS IL"),
    (r"Khmer Rouge", "KH"), (r"Bosnian Serb|Republika Srpska", "BA YU"), (r"Taliban", "AF"), (r"Houthi|Ansar ?[Aa]llah", "YE"),
    (r"H[ei]zb[ou]llah|Hizballah", "LB"), (r"UNITA\b", "AO"), (r"Shabaab", "SO"), (r"\bFARC\b", "CO"), (r"Tamil Tiger|\bLTTE\b", "LK"),
    (r"Kosovo", "XK YU RS"), (r"Serbia and Montenegro|Serb(?:ia|s)\b", "YU RS"), (r"\bBoko Haram", "NG"), (r"Rapid Support", "SD"),
    (r"Nusra|Tahrir al-Sham", "SY"), (r"Hong Kong", "HK CN"), (r"Lockerbie|Gaddafi|Qaddafi", "LY"), (r"Saddam", "IQ"), (r"Milosevic", "YU RS"),
)  # fmt: skip
_CODES = [code.split() for _, code in _REGIONS] + [[code] for code, _ in _AUTHORITY_WORDS]
_NAMING = re.compile(
    "|".join(
        f"(?P<k{n}>{w})"
        for n, w in enumerate([*(w for w, _ in _REGIONS), *(w for _, w in _AUTHORITY_WORDS)])
    )
)
_LAND = re.compile(r"\b[A-Z][a-z]{3,}(?:[ -](?:and )?[A-Z][a-z]{3,})?")


@lru_cache(maxsize=5_000)
def _spoken(text: str) -> frozenset[str]:
    """Return the authorities and states that a stretch of text names by words."""
    found: set[str] = set()
    for m in _NAMING.finditer(text):
        found.update(_CODES[int((m.lastgroup or "k0")[1:])])
    for m in _LAND.finditer(text):
        words = (m[0], *(w for w in re.split(r"[ -]", m[0]) if len(w) > 3))
        found |= {c for w in words if (c := country_code(w)) and len(c) == 2}
    if _COUNCIL.search(text):
        found |= {"EU", "UNSC"}
    if found & UN:
        found |= UN
    return frozenset(found)


def named_in(article: Article, claim: Claim, document: Counter[str]) -> Named:
    """Return what a claim, its sentence, the one before and the document name.

    Args:
        document: How often the document names each state and body.
    """
    event = claim.event
    assert event is not None
    sentence = article.sentences[event.sentence]
    earlier = article.sentences[max(0, event.sentence - 1)]

    def within(start: int, end: int) -> set[str]:
        found = set(codes_in(article, start, end)) | _spoken(article.text[start:end])
        return found | UN if found & UN else found

    clause = within(claim.start, claim.end)
    whole = within(sentence.start, sentence.end) | set(event.target)
    before = within(earlier.start, earlier.end) | set(event.source)
    before |= UN if before & UN else set()
    often = {c for c, many in document.items() if many > 1}
    anywhere = frozenset(document) | _spoken(article.text)
    return Named(frozenset(clause), frozenset(whole), frozenset(before), frozenset(often), anywhere)
