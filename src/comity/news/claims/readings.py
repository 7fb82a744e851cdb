"""Other readings of a claim that the text itself offers, where the rules may have misread it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from comity.news.articles.article import Article
from comity.news.claims.claim import Claim
from comity.news.claims.statement import IMPOSERS, UN, Statement, codes_in
from comity.news.claims.votes import ballot_in

_IMPOSING = re.compile(
    r"\b(?:adopted|imposed|decreed|enacted|introduced|placed|blacklisted|froze|freeze|bans?|banned|issued|ordered|set up)\b"
)
_KILLED = re.compile(
    r"\b(?:kill(?:ed|s)|block(?:ed|s)|sank|sunk|torpedo\w+|defeat(?:ed|s)|struck down|stopp?(?:ed|s)|scuppered)\b[^,;]*"
    r"\b(?:draft|text|resolution|proposal)\b"
)
_PERMANENT = frozenset(("US", "GB", "FR", "RU", "CN"))
_EASING = re.compile(r"\b(?:lift|remov|delist|unfr|eas|waiv|off\b|suspend|repeal|end(?:s|ed)\b)")


def rival_readings(
    article: Article,
    claim: Claim,
    told: Statement,
    main_owners: Sequence[str],
    of_document: Sequence[str],
) -> list[Statement]:
    """Return other readings of a dated claim whose parties or action the rules may have misread.

    Each rests on the text's own words: the authorities named in the clause or its sentence, "the
    Council" that may be the one or the other, source and target changed over, the authority that
    most of the document is about, a verb of adopting, a state named just before.
    """
    event = claim.event
    assert event is not None
    if not told.clearly_dated:
        return []
    found: list[Statement] = []
    named = _imposers(article, claim.start, claim.end) - told.owners
    sentence = article.sentences[event.sentence]
    if told.told_in != "clause":
        named |= set(event.target) & IMPOSERS - told.owners
    if not told.told_in:
        # Where the clause names nobody who could have acted, its sentence and the document may.
        named = named or _imposers(article, sentence.start, sentence.end) - told.owners
    owners: list[frozenset[str]] = [frozenset((c,)) for c in sorted(named - {"UN"})]
    owners += [frozenset((c,)) for c in main_owners if not told.told_in]
    if re.search(r"\b[Cc]ouncil\b", told.clause) and "Security Council" not in told.clause:
        owners += [frozenset(("EU",)), frozenset(UN)]
    earlier = article.sentences[max(0, event.sentence - 1)]
    before = tuple(of_document) + tuple(
        c for c in codes_in(article, earlier.start, sentence.end) if len(c) == 2 and c not in told.states
    )  # fmt: skip
    for who in dict.fromkeys(owners):
        wider = frozenset(UN) if who & UN else who
        swapped = [s for s in event.source if len(s) == 2]
        states = tuple(s for s in (*told.states, *swapped, *before) if s not in wider)
        found.append(replace(told, owners=wider, states=states))
    found.append(replace(told, states=(*told.states, *before)))
    killed = _KILLED.search(told.clause) is not None
    if killed or re.search(r"\bveto|\bvoting\b|\bvoted?\b", told.clause):
        ballot = ballot_in(article, claim.start, claim.end)
        if killed and not ballot.against:
            ballot = replace(
                ballot, vetoed=True, against=frozenset(s for s in event.source if s in _PERMANENT)
            )
        states = tuple(s for s in (*told.states, *before) if s not in ballot.against)
        found.append(
            replace(
                told, owners=UN, action="VOTE", voting=True, ballot=ballot, counts=(), states=states
            )
        )
    if _IMPOSING.search(told.clause) and not _EASING.search(told.clause):
        found += [replace(s, action="IMPOSE") for s in (told, *found) if s.action != "IMPOSE"]
    return found


def _imposers(article: Article, start: int, end: int) -> set[str]:
    found: set[str] = set()
    for actor in article.actors[article.sentence_at(start)]:
        if start <= actor.start < end and actor.before not in ("on", "against"):
            found |= {c for c in actor.codes if c in IMPOSERS}
    return found
