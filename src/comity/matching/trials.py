"""What a threshold costs on a user's own lists: altered names missed, unlisted names alarmed.

Altered names are made from the listed ones (`variants.alter`), so their subject is known.
Ordinary names are recombined from the words of listed ones, each word from the same place of
another name of its family and length: they are as common and as long as the listed names, and
harder to tell from them than most customers' names are. The same seed gives the same trial.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from comity.matching.index import Index, Match, Query
from comity.matching.scoring import Evidence
from comity.matching.variants import alter
from comity.matching.words import Family
from comity.text import fold

_SCHEMAS: dict[Family, str] = {"person": "Person", "organisation": "Organization"}
_CHUNK = 512


class Named(NamedTuple):
    """One listed name in Latin letters."""

    subject: str
    text: str
    family: Family


class Trial(NamedTuple):
    """One name asked for, and its score.

    Attributes:
        query: As asked.
        subject: Whose altered name it is; empty for an ordinary name.
        score: Of that subject; for an ordinary name, the best of any.
        others: Scores of other subjects than the one meant.
    """

    query: str
    subject: str
    score: float
    others: tuple[float, ...]


def recombined(names: Sequence[tuple[str, Family]], seed: int) -> Iterator[tuple[str, Family]]:
    """Yield recombinations of names without end; nothing where no name has 2 to 8 words."""
    chance = random.Random(seed)  # noqa: S311 - a trial, no secret
    pools: dict[tuple[Family, int, int], list[str]] = defaultdict(list)
    shapes: list[tuple[Family, int]] = []
    for text, family in names:
        words = text.split()
        if 2 <= len(words) <= 8:
            shapes.append((family, len(words)))
            for place, word in enumerate(words):
                pools[(family, len(words), place)].append(word)
    while shapes:
        family, size = chance.choice(shapes)
        yield " ".join(chance.choice(pools[(family, size, k)]) for k in range(size)), family


def try_index(
    index: Index,
    named: Sequence[Named],
    *,
    count: int = 2000,
    seed: int = 1,
    floor: float = 0.2,
    advance: Callable[[int], None] = lambda _: None,
) -> list[Trial]:
    """Ask an index for altered and for ordinary names, at most `count` of each.

    Args:
        index: Of the subjects of `named`.
        floor: Scores below it count as 0.
        advance: Called with the number of names asked since the last call.
    """
    chance = random.Random(seed)  # noqa: S311 - a trial, no secret
    asked: list[tuple[Query, str]] = []
    for one in chance.sample(list(named), min(count, len(named))):
        text = alter(one.text, one.family, chance)
        if fold(text) != fold(one.text):
            asked.append((_query(text, one.family), one.subject))
    known = {fold(n.text) for n in named}
    source = recombined([(n.text, n.family) for n in named], seed)
    # Small lists can run out of new combinations: then there are fewer ordinary names.
    for _, (text, family) in zip(range(count), source, strict=False):
        if fold(text) not in known:
            asked.append((_query(text, family), ""))
    found: list[Trial] = []
    for start in range(0, len(asked), _CHUNK):
        chunk = asked[start : start + _CHUNK]
        matches = index.search_many([q for q, _ in chunk], threshold=floor, explain=False)
        found += [_trial(q, s, m) for (q, s), m in zip(chunk, matches, strict=True)]
        advance(len(chunk))
    return found


def _query(text: str, family: Family) -> Query:
    return Query(name=text, evidence=Evidence(schema=_SCHEMAS[family]))


def _trial(query: Query, subject: str, matches: Sequence[Match]) -> Trial:
    own = max((m.score for m in matches if m.subject == subject or not subject), default=0.0)
    others = tuple(m.score for m in matches if subject and m.subject != subject)
    return Trial(query.name, subject, own, others)


def trial_curve(trials: Sequence[Trial], steps: int = 50) -> list[dict[str, Any]]:
    """Return, for thresholds from 0 to 1, what is missed and what is alarmed for nothing.

    `missed` counts altered names whose subject is not found, `wrong_subjects` other subjects found
    beside them, `false_alerts` ordinary names with any alert; rates are of the names asked.
    """
    altered = [t for t in trials if t.subject]
    ordinary = [t for t in trials if not t.subject]
    out = []
    for step in range(steps + 1):
        at = step / steps
        missed = sum(t.score < at for t in altered)
        false = sum(t.score >= at > 0 for t in ordinary)
        out.append({
            "threshold": at, "altered": len(altered), "missed": missed,
            "miss_rate": round(missed / max(1, len(altered)), 5),
            "wrong_subjects": sum(s >= at for t in altered for s in t.others),
            "ordinary": len(ordinary), "false_alerts": false,
            "false_alert_rate": round(false / max(1, len(ordinary)), 5),
        })  # fmt: skip
    return out
