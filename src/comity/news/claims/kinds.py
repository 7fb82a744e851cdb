"""Which goods or movements a ban is of: a ban on flights is none on arms."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = (
    ("arms", r"arms|weapons?|military"),
    ("flights", r"flights?|air(?:line|craft)?s?|aviation|aerial|airspace"),
    ("oil", r"oil|petroleum|crude|fuels?|petrol|energy"),
    ("diamonds", r"diamonds?|gems?"),
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


def kinds_banned(clause: str) -> frozenset[str]:
    """Return what a clause tells a ban or an embargo to be of; empty where it does not tell.

    >>> sorted(kinds_banned("banned Libya's oil exports")), sorted(kinds_banned("sanctions on Libya"))
    (['oil'], [])
    """
    told = [word for m in _BANNED.finditer(clause) for word in m.groups() if word]
    return frozenset().union(*(kinds_in(word) for word in told)) if told else frozenset()


@lru_cache(maxsize=20_000)
def kinds_in(text: str) -> frozenset[str]:
    """Return the kinds of goods and movements that a record's words name."""
    return frozenset(kind for kind, words in _KINDS if words.search(text))
