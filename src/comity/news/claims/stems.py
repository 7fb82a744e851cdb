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


_SAME = {
    "ansarallah": "houthi", "huthi": "houthi", "huthis": "houthi", "houthis": "houthi", "hizballah": "hezbollah",
    "hizbollah": "hezbollah", "hizbullah": "hezbollah", "hisbollah": "hezbollah", "daesh": "isil", "isis": "isil", "ltte": "tigers",
    "irgc": "revolutionary", "sepah": "revolutionary", "pdvsa": "petroleos",
}  # fmt: skip
_KNOWN = frozenset(_SAME.values())
_LIKE = (
    ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("sch", "s"), ("sh", "s"), ("tch", "c"), ("ch", "c"), ("zh", "z"),
    ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("j", "y"), ("dz", "z"), ("ts", "c"), ("c", "k"),
)  # fmt: skip
_SHORTEST = 5


@lru_cache(maxsize=50_000)
def _sound(word: str) -> str:
    known = _SAME.get(word, word)
    if known in _KNOWN:
        return known
    if len(word) < _SHORTEST or not word.isalpha() or not word.isascii():
        return word
    plain = word
    for old, new in _LIKE:
        plain = plain.replace(old, new)
    bare = plain[0] + re.sub(r"[aeiouyh]", "", plain[1:])
    bare = re.sub(r"(.)\1", r"\1", bare)
    return bare if len(bare) >= 3 else word


@lru_cache(maxsize=50_000)
def sounds_of(name: frozenset[str]) -> frozenset[str]:
    """Return the words of a name without vowels and doublings, so that Yusuf Finyanus is Youssef Fenianos."""
    return frozenset(_sound(w) for w in name)


def same_name(name: frozenset[str], party: frozenset[str]) -> bool:
    """Tell whether two names can be one: by their words, or by what romanisation leaves of them."""
    if not name:
        return False
    if name <= party or party <= name or len(name & party) >= 2:
        return True
    held, told = sounds_of(name), sounds_of(party)
    return bool(told) and (held <= told or told <= held or len(held & told) >= 2)
