"""Which clauses of a document are statements that records could settle."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.news.articles.article import Article
from comity.news.claims.claim import Claim
from comity.news.claims.clauses import TELLING, apart, clause_around
from comity.news.claims.wording import find_by_wording, find_denials
from comity.news.events.finding import Event

ACTS = ("IMPOSE", "EXTEND", "TIGHTEN", "EASE")
_MEMBERSHIP = re.compile(
    r"\b(?:signator(?:y|ies) to|party to|(?:be(?:en|came|come)?|is|was) a member of|(?:(?:founding|full|elected|original) )members? of|"
    r"members? of (?:the )?(?:UN\b|United Nations|NATO|WTO|World Trade|OAS|Organi[sz]ation|OPEC|ASEAN|African Union|AU\b|ECOWAS|Arab League|League|Gulf"
    r"|Council of Europe|Shanghai|BRICS|CSTO|Collective|Eurasian|G7|G8|Group of|OSCE|Missile|Nuclear Suppliers|IAEA)|(?:sits?|sat|serv\w+) on the (?:Security )?[Cc]ouncil|"
    r"joined (?:NATO|ASEAN|OPEC|ECOWAS|BRICS)|has been one since|in the WTO\b|outside the Non|joined the \w+|left the (?:NPT|Commonwealth|EU|OAS|treaty)|"
    r"withdr[ae]w from the|party to|parties to|permanent members?|member state of|members? of the (?:Union\b|Security"
    r" Council|Non-Proliferation|NPT|Commonwealth|European Union|EU|Council)|sign(?:ed)? up to|ratified|acceded to|non-member"
    r"|veto-holding powers|elected member|joined the (?:EU|European Union|UN|United Nations)|seat on the (?:Security )?Council"
    r"|chairs the committee|state sponsors? of terrorism)\b",
)
_NO_BELONGING = re.compile(
    r"joined the rest\b|joined the [\w ]{2,30} in \w+ing\b|members? of the (?:UN |U\.N\. )?(?:Security )?Council\b[^,;]*\b(?:vot|abstain|back|adopt|agree)|\b(?:all|other|every|its) members? of\b"
)
_COPULA = re.compile(
    r"\b(?:is|are|was|were|be|been|became|both|founding|original|neither)\b[^,;]{0,40}\bmembers of"
)
_EDGE = re.compile(r"[.;:!?()\n]")
_STRETCH = re.compile(r"[^.;:!?()\n]*")
_VOTING = frozenset("abstain abstention veto".split())
_ANAPHORS = frozenset("decision move step action vote".split())
COUNTED = re.compile(
    r"\b(?:(?P<n>\w+|\d+) (?:rounds?|sets?|resolutions?|times)|(?P<o>first|second|third|fourth|fifth|sixth|seventh) (?:round|resolution|set)|(?P<never>never|not one)|only once)\b",
    re.I,
)  # fmt: skip
_MODAL = re.compile(r"\b(?:must|should|ought to|has to|have to)\b[\w\s]*$")


def find_claims(article: Article, events: Sequence[Event]) -> list[Claim]:
    """Return the claims of a document, in order, without verdicts."""
    if not events:
        return []
    told = [c for e in events if (c := _from_event(article, e)) is not None]
    told += find_by_wording(article, [(e.start, e.end) for e in events])
    found: list[Claim] = []
    for claim in apart(article.text, told):
        if not any(c.start == claim.start and c.end == claim.end for c in found):
            found.append(claim)
    found += _memberships(article)
    found += find_denials(article, [(e.start, e.end) for e in events])
    return sorted(found, key=lambda c: (c.start, c.end))


def _memberships(article: Article) -> list[Claim]:
    found: list[Claim] = []
    for sentence in article.sentences:
        if article.zone_at(sentence.start) in ("boilerplate", "headline", "byline"):
            continue
        for word in _MEMBERSHIP.finditer(article.text, sentence.start, sentence.end):
            start, end = _around(article.text, word.start(), sentence.start, sentence.end)
            text = article.text[start:end]
            start += len(text) - len(text.lstrip(' ,"“'))
            plural = word[0].startswith("members of")
            if _NO_BELONGING.search(text) or (plural and not _COPULA.search(text)):
                continue
            treaty = re.search(r"NPT|[Tt]reaty|ratified|sign(?:ed)? up", text)
            kind = "treaty" if treaty else "membership"
            if not any(c.start <= start < c.end for c in found):
                found.append(Claim(start, end, kind, f"{kind}: wording"))
    return found


def _around(text: str, at: int, low: int, high: int) -> tuple[int, int]:
    """Return the stretch between two marks around a place."""
    start = low
    for mark in _EDGE.finditer(text, low, at):
        start = mark.end()
    found = _STRETCH.match(text, start, high)
    return start, found.end() if found else high


def _from_event(article: Article, event: Event) -> Claim | None:
    lemma = event.rule.rpartition(": ")[2]
    voting = is_vote(event)
    if event.action not in ACTS and not voting:
        return None
    if lemma in _ANAPHORS or event.realis not in ("actual", "negated"):
        return None
    sentence = article.sentences[event.sentence]
    if article.zone_at(event.start) == "headline":
        return None
    if _MODAL.search(article.text, max(sentence.start, event.start - 24), event.start):
        return None
    start, end = clause_around(article.text, sentence.start, sentence.end, event.start, event.end)
    clause = article.text[start:end]
    named = any(len(t) > 3 and t not in ("UNSC", "P5+1") for t in event.target)
    if event.realis == "negated" and "never" not in clause and "not one" not in clause:
        return None
    if not (event.when is not None or TELLING.search(clause) or named or voting):
        return None
    if COUNTED.search(clause) and set(event.source) & {"UN", "UNSC"} and event.action == "IMPOSE":
        kind = "unsc-rounds"
    elif event.action == "EXTEND":
        kind = "measure-extended"
    elif (event.measure == "designation" or named) and event.action in ("IMPOSE", "EASE"):
        kind = "designation"
    else:
        kind = "measure-adopted"
    return Claim(start, end, kind, f"{kind}: {event.rule}", event=event)


def is_vote(event: Event) -> bool:
    """Return whether an event tells how somebody voted."""
    lemma = event.rule.rpartition(": ")[2]
    return lemma.split()[0].rstrip("sd") in _VOTING or lemma.startswith(("vote", "voted", "voting"))
