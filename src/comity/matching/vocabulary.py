"""The words of names that are not simply words, read once from `vocabulary.toml`."""

from __future__ import annotations

import csv
import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Tables of words, all folded.

    Attributes:
        cities: Names of places of two words or more that are no states.
        forms: Phrase as words → class of legal form.
        form_starts: First words of phrases → phrases, longest first.
        circles: Given name → numbers of the circles of everyday forms it belongs to.
        numbers: Word → number it stands for.
        common: (family, canonical word) → share of names that carry it.
    """

    forms: dict[tuple[str, ...], str]
    form_starts: dict[str, tuple[tuple[str, ...], ...]]
    generic: frozenset[str]
    stop: frozenset[str]
    titles: frozenset[str]
    article: frozenset[str]
    son: frozenset[str]
    daughter: frozenset[str]
    father: frozenset[str]
    servant: frozenset[str]
    europe: frozenset[str]
    circles: dict[str, frozenset[int]]
    abbreviations: dict[str, str]
    numbers: dict[str, int]
    tens: dict[str, int]
    places: frozenset[str]
    cities: frozenset[str]
    common: dict[tuple[str, str], float]


_ROMAN = (
    "ii 2 iii 3 iv 4 v 5 vi 6 vii 7 viii 8 ix 9 x 10 xi 11 xii 12 xiii 13 xiv 14 xv 15 xvi 16 "
    "xvii 17 xviii 18 xix 19 xx 20 i 1"
)  # fmt: skip


@cache
def vocabulary() -> Vocabulary:
    """Return the tables."""
    folder = files(__package__)
    told = tomllib.loads((folder / "vocabulary.toml").read_text(encoding="utf-8"))
    forms = {tuple(p.split()): kind for kind, phrases in told["forms"].items() for p in phrases}
    starts: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(forms, key=len, reverse=True):
        starts.setdefault(phrase[0], []).append(phrase)
    circles: dict[str, set[int]] = {}
    for number, circle in enumerate(told["nicknames"]["circles"]):
        for word in circle.split():
            circles.setdefault(word, set()).add(number)
    units = {w: n for n, w in enumerate(told["numbers"]["units"].split())}
    tens = {w: 10 * n for n, w in enumerate(told["numbers"]["tens"].split(), start=2)}
    tens |= {a: tens[b] for a, b in map(str.split, told["numbers"]["spelled"])}
    ordinals = {a: int(b) for a, b in map(str.split, told["numbers"]["ordinals"])}
    particles = {k: frozenset(v.split()) for k, v in told["particles"].items()}
    return Vocabulary(
        forms=forms, form_starts={k: tuple(v) for k, v in starts.items()},
        generic=frozenset(told["generic"]["organisation"].split()),
        stop=frozenset(told["generic"]["stop"].split()),
        titles=frozenset(told["titles"]["words"].split()),
        circles={k: frozenset(v) for k, v in circles.items()},
        abbreviations=dict(map(str.split, told["abbreviations"]["words"])),
        numbers=units | ordinals, tens=tens, places=frozenset(told["places"]["words"].split()),
        cities=frozenset(told["places"]["of_two_words"]), common=_common(), **particles,
    )  # fmt: skip


@cache
def roman_numbers() -> dict[str, int]:
    """Return Roman numerals up to twenty, in small letters."""
    words = _ROMAN.split()
    return {word: int(n) for word, n in zip(words[::2], words[1::2], strict=True)}


@cache
def _common() -> dict[tuple[str, str], float]:
    table = files(__package__) / "common_words.csv"
    with table.open(encoding="utf-8") as stream:
        rows = csv.reader(stream)
        next(rows)
        return {(family, word): float(share) for family, word, share in rows}


def weigh_share(share: float) -> float:
    """Return how much a word tells, 0.25 to 1, from the share of names that carry it.

    The information of a word is the logarithm of its rarity; one name in 8,000 counts as rare.
    """
    return max(0.25, min(1.0, -math.log(share) / 9.0))
