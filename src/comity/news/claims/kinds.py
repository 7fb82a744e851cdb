"""Which goods or movements a ban is of: a ban on flights is none on arms."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = (
    ("arms", r"arms|weapons?|military"),
    ("flights", r"flights?|air(?:line|craft)?s?|aviation|aerial|airspace"),
    ("oil", r"oil|petroleum|crude|fuels?|petrol|energy"),
    ("gems", r"diamonds?|gems?|jade|rub(?:y|ies)"),
    ("timber", r"timber|wood|logs?|logging"),
    ("travel", r"travel|visas?|entry"),
    ("coal", r"coal"),
    ("gold", r"gold"),
    ("gas", r"gas|lng"),
    ("seafood", r"seafood|fish"),
    ("textiles", r"textiles?|garments?"),
)
_KINDS = tuple((kind, re.compile(rf"\b(?:{words})\b", re.I)) for kind, words in _WORDS)
_ALL = "|".join(words for _, words in _WORDS)
_BANNED = re.compile(
    rf"\b(?P<a>{_ALL})(?:\s+(?:and|or)\s+(?P<b>{_ALL}))?\s+(?:exports?\s+|imports?\s+)?(?:bans?|embargo(?:es)?)\b"
    rf"|\b(?:bans?|banned|embargo(?:es)?|embargoed)\s+(?:on\s+|of\s+|the\s+|all\s+|sale of\s+|[A-Z]\w+(?:['’]s?)?\s+){{0,3}}(?P<c>{_ALL})\b",
    re.I,
)
_PASSIVE = re.compile(
    rf"\b(?P<a>{_ALL})\b[^,;]{{0,24}}\b(?:was|were|been|is|are|being)\s+(?:banned|barred|embargoed|prohibited|forbidden)\b",
    re.I,
)
RARE = frozenset(("flights", "oil", "gems", "timber", "coal", "gold", "gas", "seafood", "textiles"))
"""Of arms and travel most regimes speak; what bans one of these says so."""

_NEAR = 30


def kinds_banned(clause: str, low: int, high: int) -> frozenset[str]:
    """Return what a ban or an embargo is of that stands at a verb; empty where none does.

    Args:
        low, high: Where the verb stands; a ban told of elsewhere in the clause is another's.

    >>> sorted(kinds_banned("banned Libya's oil exports", 0, 6)), sorted(kinds_banned("sanctions on Libya", 0, 9))
    (['oil'], [])
    """
    told = [
        word
        for pattern in (_BANNED, _PASSIVE)
        for m in pattern.finditer(clause)
        if m.start() <= high + _NEAR and low - _NEAR <= m.end()
        for word in m.groups()
        if word
    ]
    return frozenset().union(*(kinds_in(word) for word in told)) if told else frozenset()


@lru_cache(maxsize=20_000)
def kinds_in(text: str) -> frozenset[str]:
    """Return the kinds of goods and movements that a record's words name."""
    return frozenset(kind for kind, words in _KINDS if words.search(text))
