"""What a whole document is about, as far as its claims are held against records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from comity.news.articles.article import Article
from comity.news.claims.claim import Claim
from comity.news.claims.statement import IMPOSERS

_OWN = ("US", "EU", "GB", "UN")


def main_targets(claims: Sequence[Claim]) -> list[str]:
    """Return the state that most of a document's measures are about."""
    told = [t for c in claims if c.event for t in c.event.target if len(t) == 2]
    own = [t for t in told if t not in _OWN]
    return [max(set(own), key=own.count)] if own else []


def main_owners(claims: Sequence[Claim]) -> list[str]:
    """Return the authority that most of a document's measures are of."""
    told = [s for c in claims if c.event for s in c.event.source if s in IMPOSERS and s != "UN"]
    return [max(set(told), key=told.count)] if told else []


def named_states(counts: Counter[str]) -> list[str]:
    """Return the states that a document names more than once, the most often named first."""
    return [c for c, many in counts.most_common(6) if many > 1 and len(c) == 2 and c not in _OWN]


def states_in(article: Article, start: int, end: int) -> list[str]:
    """Return the states and bodies named between two places, in order."""
    found: list[str] = []
    last = min(len(article.sentences), article.sentence_at(end) + 1)
    for number in range(article.sentence_at(start), last):
        for actor in article.actors[number]:
            if start <= actor.start < end:
                found += [c for c in actor.codes if c not in found and c not in ("UN", "UNSC")]
    return found
