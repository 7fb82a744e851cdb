"""One thing done on a day, in the form that claims are held against, and the words of names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from comity.news.claims.stems import stems_of

_CONFIDENCE = ("verified", "mixed", "recalled")
_WORD = re.compile(r"[^\W_]+")
Tokens = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One thing done on one day, or within some days.

    Attributes:
        ref: Id of the instrument or the entry.
        of: `act`, `event` (of an act) or `entry` (of the chronicle).
        actions: What it can be called in news.
        key: The number as text is searched for it.
        vote: For, against, abstaining.
        told: The record in words.
    """

    ref: str
    of: str
    authorities: frozenset[str]
    states: frozenset[str]
    actions: frozenset[str]
    first: date
    last: date
    told: str
    confidence: str
    key: str = ""
    measure: str = ""
    vote: tuple[int, int, int] | None = None
    against: frozenset[str] = frozenset()
    abstained: frozenset[str] = frozenset()
    counts: tuple[float, ...] = ()
    plain_names: tuple[str, ...] = ()
    text: str = ""
    ordinal: int = 0
    until: date | None = None

    @property
    def names(self) -> tuple[Tokens, ...]:
        """The words of each name."""
        return _all_words(self.plain_names)

    @property
    def stems(self) -> Tokens:
        """The stems of the words that tell what was done, and of the names."""
        return _stems_in(self.text)

    @property
    def words(self) -> Tokens:
        """The words of what was done."""
        return _words_of(self.text)


@lru_cache(maxsize=20_000)
def _stems_in(text: str) -> Tokens:
    return stems_of(_words_of(text))


@lru_cache(maxsize=20_000)
def _all_words(names: tuple[str, ...]) -> tuple[Tokens, ...]:
    return tuple(_words_of(n) for n in names)


def words_of(text: str) -> Tokens:
    """Return the words of a name, without case, accents and Arabic articles."""
    return _words_of(text)


@lru_cache(maxsize=20_000)
def _words_of(text: str) -> Tokens:
    plain = text.replace("’", "").replace("'", "")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return frozenset(_WORD.findall(plain.casefold())) - {"al", "el", "the", "of", "and"}


def worst(confidences: Iterable[str]) -> str:
    """Return the least sure of some."""
    found = [c for c in confidences if c]
    return max(found, key=_CONFIDENCE.index) if found else ""
