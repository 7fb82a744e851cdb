"""Names as tables of numbers, so that compiled code can weigh them where they lie.

A word is a line of the word table: its runs of letters one behind the other, and its role,
weight and marks. A name is a run of numbers of words. Only names whose runs of letters hold no
blank inside fit; the odd ones are marked, and weighed by the plain twin.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, get_args

import numpy as np
import numpy.typing as npt

from comity.matching.vocabulary import vocabulary
from comity.matching.words import (
    Prepared,
    Role,
    Word,
    as_scanned,
    bones_of,
    canonical,
    consonants,
    is_name,
    jumble,
)
from comity.text.romanising import skeleton

ROLES: tuple[str, ...] = get_args(Role)
RUNS = 7
BRIEF = 10
"""Runs of letters of a word: text, canon, canonical text, its consonants, the consonants of
canon, bones, and the text as a scanner sees it."""
PERSON, VOWELLESS, SYLLABIC, ODD = 1, 2, 4, 8
"""Marks of a name."""
CIRCLES = 6
"""Circles of everyday forms kept for a word; the vocabulary's busiest word is in fewer."""


class Table(NamedTuple):
    """Names and their words.

    Attributes:
        letters: Code points of all runs.
        ends: Shape (RUNS * words + 1,): where each run ends; the first entry is 0.
        role: Place in `ROLES`.
        weight: 0.02 to 1.
        value: A number for the class of a form or for a number; 0 for none.
        marks: 1: attested as a word of persons' names, 2: of organisations', 4: ends with an a.
        brief: Shape (BRIEF * words,): what tells most words apart, side by side: role and lengths,
            bits of the letters among the consonants, bits of all letters, and numbers for the
            consonants by sound (0 for fewer than three), the canonical word, the word as a
            scanner sees it and its letters in the order of the alphabet (0 for short words), and
            bits of the letters of the canonical text; then bits of those consonants and letters
            that stand twice or more.
        circles: Shape (CIRCLES * words,): numbers of circles plus one, 0 for none.
        starts: Shape (names + 1,): where the words of each name begin in `words`.
        words: Lines of the word table.
        flags: Marks of each name.
    """

    letters: npt.NDArray[np.uint32]
    ends: npt.NDArray[np.int64]
    role: npt.NDArray[np.uint8]
    weight: npt.NDArray[np.float64]
    value: npt.NDArray[np.int64]
    marks: npt.NDArray[np.uint8]
    brief: npt.NDArray[np.uint32]
    circles: npt.NDArray[np.int16]
    starts: npt.NDArray[np.int64]
    words: npt.NDArray[np.int32]
    flags: npt.NDArray[np.uint8]


class TableMaker:
    """Collects names; `finish` gives the table."""

    def __init__(self) -> None:
        self._known: dict[Word, int] = {}
        self._runs: list[str] = []
        self._odd: list[bool] = []
        self._weights: list[float] = []
        self._columns: tuple[list[int], ...] = ([], [], [])
        self._briefs: list[int] = []
        self._circles: list[int] = []
        self._ends: list[int] = [0]
        self._words: list[int] = []
        self._flags: list[int] = []

    def add(self, name: Prepared) -> None:
        """Append a name."""
        odd = False
        for word in name.words:
            number = self._known.get(word)
            if number is None:
                number = self._add_word(word)
            odd = odd or self._odd[number]
            self._words.append(number)
        self._ends.append(len(self._words))
        self._flags.append(
            (name.family == "person") * PERSON + name.vowelless * VOWELLESS
            + name.syllabic * SYLLABIC + odd * ODD
        )  # fmt: skip

    def _add_word(self, word: Word) -> int:
        number = self._known[word] = len(self._odd)
        runs, odd, weight, columns, brief, circles = _describe(word)
        self._runs += runs
        self._odd.append(odd)
        self._weights.append(weight)
        for column, value in zip(self._columns, columns, strict=True):
            column.append(value)
        self._briefs += brief
        self._circles += circles
        return number

    def finish(self) -> Table:
        """Return the table of the names added."""
        letters = np.frombuffer("".join(self._runs).encode("utf-32-le"), dtype=np.uint32)
        lengths = np.fromiter(map(len, self._runs), dtype=np.int64, count=len(self._runs))
        roles, values, marks = self._columns
        return Table(
            letters.copy(), np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths))),
            np.array(roles, np.uint8), np.array(self._weights, np.float64),
            np.array(values, np.int64), np.array(marks, np.uint8),
            np.array(self._briefs, np.uint32), np.array(self._circles, np.int16),
            np.array(self._ends, np.int64), np.array(self._words, np.int32),
            np.array(self._flags, np.uint8),
        )  # fmt: skip


@lru_cache(maxsize=50_000)
def _describe(
    word: Word,
) -> tuple[
    tuple[str, ...], bool, float, tuple[int, ...], tuple[int, ...], tuple[int, ...]
]:  # fmt: skip
    """Return runs, oddness, weight, columns of one number, brief numbers and circles of a word."""
    v = vocabulary()
    plain = canonical(word.text)
    hard = consonants(plain)
    runs = (
        word.text, word.canon, plain, hard, consonants(word.canon), bones_of(word),
        as_scanned(word.text),
    )  # fmt: skip
    telling = word.role not in ("form", "particle")
    odd = (telling and " " in word.canon) or not word.text or not word.canon
    known = is_name(word, "person") + 2 * is_name(word, "organisation")
    known += 4 * word.canon.endswith("a")
    mine = sorted(v.circles.get(word.text, ()))[:CIRCLES]
    circles = (*(c + 1 for c in mine), *[0] * (CIRCLES - len(mine)))
    sound = skeleton(word.text)
    role = ROLES.index(word.role)
    packed = role + 8 * bool(mine) + 16 * word.text.startswith("abd ")
    for place, run in enumerate((word.text, plain, hard), start=1):
        packed += min(255, len(run)) << (8 * place)
    brief = (
        packed, _letter_set(hard), _letter_set(word.text), _number(sound) if len(sound) > 2 else 0,
        _number(word.canon), _number(runs[-1]), _number(jumble(word.text)), _letter_set(plain),
        _twice_set(hard), _twice_set(plain),
    )  # fmt: skip
    return runs, odd, word.weight, (role, _number(word.value), known), brief, circles


def _number(text: str) -> int:
    """Return a number below 2**32 that stands for a text; 0 for none."""
    return max(1, zlib.crc32(text.encode())) if text else 0


ONE = _number("1")
"""How the number one is written in the column of values."""


def _letter_set(run: str) -> int:
    found = 0
    for letter in set(run):
        found |= 1 << (ord(letter) - 97 if "a" <= letter <= "z" else 26 + ord(letter) % 6)
    return found


def _twice_set(run: str) -> int:
    """Return the bits of the letters that stand twice in a run."""
    once, twice = 0, 0
    for letter in run:
        bit = _letter_set(letter)
        twice |= once & bit
        once |= bit
    return twice


def make_table(names: Sequence[Prepared]) -> Table:
    """Return the table of names."""
    maker = TableMaker()
    for name in names:
        maker.add(name)
    return maker.finish()
