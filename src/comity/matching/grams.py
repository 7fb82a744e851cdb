"""Names as sets of letter trigrams, and the nearest names of an index by weighted cosine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from comity.matching.compiled import compiled

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]

_LETTERS = 38
"""Blank, 26 letters, 10 digits, and one code for everything else."""
COLUMNS = _LETTERS**3
_GAP = _LETTERS - 1
_CODES = np.full(256, _GAP, dtype=np.int32)
_CODES[ord(" ")] = 0
_CODES[ord("a") : ord("z") + 1] = np.arange(1, 27)
_CODES[ord("0") : ord("9") + 1] = np.arange(27, 37)
_UNKNOWN = 0.25
_REST = 0.35
"""The commonest trigrams of a query are left out while together they weigh less than this share
of its length: they are most of the work, and hardly move the order (docs/matching.md)."""


@compiled
def _collect(codes: Ints, begins: Places) -> tuple[Places, npt.NDArray[np.uint16]]:
    count = len(begins) - 1
    starts = np.zeros(count + 1, dtype=np.int64)
    grams = np.empty(len(codes) + 2 * count + 2, dtype=np.uint16)
    end = 0
    for row in range(count):
        first = end
        before, here = -1, 0  # a blank stands before and behind each text
        for place in range(begins[row], begins[row + 1]):
            # The last code of each text is the separator, read as the blank behind it.
            code = codes[place] if place < begins[row + 1] - 1 else 0
            if before >= 0 and before != _GAP and here not in (0, _GAP) and code != _GAP:
                gram = (before * _LETTERS + here) * _LETTERS + code
                known = False
                for k in range(first, end):
                    if grams[k] == gram:
                        known = True
                        break
                if not known:
                    grams[end] = gram
                    end += 1
            before, here = here, code
        starts[row + 1] = end
    return starts, grams[:end].copy()


@compiled
def _turn(
    starts: Places, grams: npt.NDArray[np.uint16], begins: Places, rarity: Floats
) -> tuple[Ints, Floats]:
    count = len(starts) - 1
    free = begins.copy()
    names = np.empty(len(grams), dtype=np.int32)
    scale = np.zeros(count, dtype=np.float32)
    for row in range(count):
        total = np.float32(0.0)
        for k in range(starts[row], starts[row + 1]):
            gram = grams[k]
            names[free[gram]] = row
            free[gram] += 1
            total += rarity[gram] * rarity[gram]
        if total > 0:
            scale[row] = np.float32(1.0) / np.sqrt(total)
    return names, scale


@compiled
def _search(
    starts: Places, grams: npt.NDArray[np.uint16], begins: Places, names: Ints, rarity: Floats,
    scale: Floats, most: int, least: float, rest: float,
) -> tuple[Ints, Ints, Floats]:  # fmt: skip
    asked = len(starts) - 1
    held = np.zeros(len(scale), dtype=np.float32)
    touched = np.empty(len(scale), dtype=np.int32)
    rows = np.empty(asked * most, dtype=np.int32)
    found = np.empty(asked * most, dtype=np.int32)
    cosines = np.empty(asked * most, dtype=np.float32)
    best = np.empty(most, dtype=np.float32)
    which = np.empty(most, dtype=np.int32)
    end = 0
    for row in range(asked):
        mine = grams[starts[row] : starts[row + 1]].copy()
        if len(mine) == 0:
            continue
        length = np.empty(len(mine), dtype=np.int64)
        total = np.float32(0.0)
        for k in range(len(mine)):
            length[k] = begins[np.int64(mine[k]) + 1] - begins[mine[k]]
            # A trigram that no name has is a slip, and rare by nothing but that.
            share = np.float32(1.0 if length[k] else _UNKNOWN)
            total += share * rarity[mine[k]] * rarity[mine[k]]
        order = np.argsort(length, kind="mergesort")
        norm = np.float32(1.0) / np.sqrt(total)
        left = total
        used = 0
        for k in order:
            gram = np.int64(mine[k])
            if left < rest * rest * total:
                break
            weight = rarity[gram] * rarity[gram]
            if begins[gram] == begins[gram + 1]:
                left -= np.float32(_UNKNOWN) * weight
                continue
            left -= weight
            for place in range(begins[gram], begins[gram + 1]):
                name = names[place]
                if held[name] == 0:
                    touched[used] = name
                    used += 1
                held[name] += weight
        kept = 0
        floor = np.float32(least)
        for k in range(used):
            name = touched[k]
            cosine = held[name] * norm * scale[name]
            held[name] = 0
            if cosine < floor or cosine <= 0:
                continue
            # A heap with the worst on top: of two as near, the one later in the index.
            if kept < most:
                at = kept
                kept += 1
                while at > 0:
                    up = (at - 1) // 2
                    if best[up] < cosine or (best[up] == cosine and which[up] > name):
                        break
                    best[at], which[at] = best[up], which[up]
                    at = up
                best[at], which[at] = cosine, name
                continue
            if cosine < best[0] or (cosine == best[0] and name > which[0]):
                continue
            at = 0
            while True:
                down = 2 * at + 1
                if down >= kept:
                    break
                if down + 1 < kept and (
                    best[down + 1] < best[down]
                    or (best[down + 1] == best[down] and which[down + 1] > which[down])
                ):
                    down += 1
                if best[down] > cosine or (best[down] == cosine and which[down] < name):
                    break
                best[at], which[at] = best[down], which[down]
                at = down
            best[at], which[at] = cosine, name
        for k in range(kept):
            rows[end], found[end], cosines[end] = row, which[k], best[k]
            end += 1
    return rows[:end].copy(), found[:end].copy(), cosines[:end].copy()


def collect_grams(texts: Sequence[str]) -> tuple[Places, npt.NDArray[np.uint16]]:
    """Return the distinct trigrams of texts of letters a–z, digits and blanks.

    Words are taken with a blank on either side; trigrams over the gap between two words are
    left out, so that the order of words does not count.

    Returns:
        starts: Shape (len(texts) + 1,): where the trigrams of each text begin.
        grams: Numbers below 54,872.
    """
    raw = np.frombuffer(("".join(f" {t}\n" for t in texts)).encode("ascii", "replace"), np.uint8)
    begins = np.concatenate((np.zeros(1, np.int64), np.flatnonzero(raw == 10) + 1))
    return _collect(_CODES[raw], begins)


@dataclass(frozen=True, slots=True)
class Grams:
    """The trigrams of an index, turned round: for each the names that hold it.

    Attributes:
        rarity: Weight of each trigram, shape (54,872,).
        begins: Shape (54,873,): where the names of each trigram begin.
        names: Numbers of names, ascending within a trigram.
        scale: Shape (count,): one over the length of each name as a vector.
    """

    rarity: Floats
    begins: Places
    names: Ints
    scale: Floats

    @classmethod
    def build(cls, texts: Sequence[str]) -> Grams:
        """Return the grams of the names of an index."""
        starts, grams = collect_grams(texts)
        held = np.bincount(grams, minlength=COLUMNS)
        rarity = (np.log((1 + len(texts)) / (1 + held)) + 0.5).astype(np.float32)
        begins = np.concatenate((np.zeros(1, np.int64), np.cumsum(held).astype(np.int64)))
        names, scale = _turn(starts, grams, begins, rarity)
        return cls(rarity, begins, names, scale)

    def nearest(
        self, texts: Sequence[str], *, most: int, least: float, rest: float = _REST
    ) -> tuple[Ints, Ints, Floats]:
        """Return (text, name, cosine) of the nearest names of each text.

        Args:
            most: Names a text.
            least: Least cosine, 0 to 1.
            rest: Share of a text's length left unread, its commonest trigrams, 0 to 1.
        """
        starts, grams = collect_grams(texts)
        return _search(
            starts, grams, self.begins, self.names, self.rarity, self.scale, most, least, rest
        )
