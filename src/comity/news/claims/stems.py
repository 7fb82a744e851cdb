"""Stems of the words that tell what was done, without those that every text about measures has."""

from __future__ import annotations

import re
from functools import lru_cache

from comity.text.countries import country_code

_PLAIN = frozenset(
    """the and for that with from over after under into its their they his her was were has have had been who which
    this than then when also but not all any are one two three first last year years month week day days today who
    more most other others some such only same since until before against between while where what said says
    united states state security council european union resolution resolutions president government sanction
    sanctions measure measures nations country countries world international lists list listed listing january
    february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday new person persons entity entities people several""".split()
)
_ENDING = re.compile(r"(?:ations?|ings?|ions?|ed|es|s|e|al|ally)$")


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return _ENDING.sub("", word) if len(word) > 4 else word


def stems_of(words: frozenset[str]) -> frozenset[str]:
    """Return the stems of the words that tell what was done."""
    return frozenset(
        _stem(w) for w in words if len(w) > 2 and w not in _PLAIN and not w.isdigit() and not country_code(w)
    )  # fmt: skip
