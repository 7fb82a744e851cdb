"""Two words of tables compared, compiled: the twin of `pairing.compare_words` and its kin."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from comity.matching.compiled import compiled
from comity.matching.letters import count_edits, jaro_winkler, one_or_many, one_slip, same
from comity.matching.tables import BRIEF, CIRCLES, RUNS, Table

# Roles, as numbered in `tables.ROLES`.
WORD, INITIAL, NUMBER, FORM, PARTICLE, TITLE, GENERIC, PLACE = range(8)
# How two words were paired.
(
    SAME, SPELLING, NEAR, NICKNAME, BY_INITIAL, CONSONANTS, BY_NUMBER, BY_FORM, BY_SCANNER,
    BY_JUMBLE, JOINED, ACRONYM,
) = range(12)  # fmt: skip
TEXT, CANON, PLAIN, HARD, OWN_HARD, BONES, SCANNED = range(RUNS)
LEAST = 0.6
Brief = npt.NDArray[np.uint32]
JUMBLED = 0.75


@compiled
def equal(a: Table, x: int, b: Table, y: int, run: int) -> bool:
    """Tell whether a run of two words is the same."""
    i, j = RUNS * x + run, RUNS * y + run
    return same(a.letters, a.ends[i], a.ends[i + 1], b.letters, b.ends[j], b.ends[j + 1])


@compiled
def length(a: Table, x: int, run: int) -> int:
    """Return the letters of a run of a word."""
    return int(a.ends[RUNS * x + run + 1] - a.ends[RUNS * x + run])


@compiled
def first(a: Table, x: int, run: int) -> int:
    """Return the first letter of a run, 0 when it is empty."""
    at = RUNS * x + run
    return int(a.letters[a.ends[at]]) if a.ends[at + 1] > a.ends[at] else 0


@compiled
def edits(a: Table, x: int, b: Table, y: int, run: int) -> int:
    """Return the letters changed between a run of two words (`letters.count_edits`)."""
    i, j = RUNS * x + run, RUNS * y + run
    return count_edits(a.letters, a.ends[i], a.ends[i + 1], b.letters, b.ends[j], b.ends[j + 1])


@compiled
def sound_alike(a: Table, x: int, b: Table, y: int) -> bool:
    """Tell whether two words have the same consonants by sound (`pairing.sound_alike`)."""
    sound = a.brief[BRIEF * x + 3]
    return bool(sound != 0 and sound == b.brief[BRIEF * y + 3])


@compiled
def count_bits(bits: int) -> int:
    """Return how many of the lowest 32 bits are set."""
    left = np.int64(bits) & 0xFFFFFFFF
    left -= (left >> 1) & 0x55555555
    left = (left & 0x33333333) + ((left >> 2) & 0x33333333)
    left = (left + (left >> 4)) & 0x0F0F0F0F
    return int(((left * 0x01010101) >> 24) & 0xFF)


@compiled
def _compare_words(a: Table, x: int, b: Table, y: int) -> tuple[float, int]:
    # The twin of pairing.compare_words. Most words are told apart by which letters they have.
    # The arrays are taken out of the tables once: taking them costs more than reading them.
    p, q, e, f = a.letters, b.letters, a.ends, b.ends
    i, j = RUNS * x, RUNS * y
    wide, tall = e[i + 1] - e[i], f[j + 1] - f[j]
    m, n = e[i + PLAIN + 1] - e[i + PLAIN], f[j + PLAIN + 1] - f[j + PLAIN]
    hard_m, hard_n = e[i + HARD + 1] - e[i + HARD], f[j + HARD + 1] - f[j + HARD]
    longest, shortest = max(m, n), min(m, n)
    size = longest if longest > 4 else longest - 0.5
    mine, other = a.brief[BRIEF * x + 1], b.brief[BRIEF * y + 1]
    gap = max(abs(hard_m - hard_n), count_bits(mine & ~other), count_bits(other & ~mine))
    sounded = sound_alike(a, x, b, y)
    far = gap > 0 and 1.0 - (0.5 * gap if sounded else gap) / size < LEAST
    slip = 0.0
    if one_slip(p, e[i], e[i + 1], q, f[j], f[j + 1]):
        slip = 1.0 - 1.0 / max(wide, tall)
    scanned = (
        min(wide, tall) > 2
        and max(wide, tall) > 3
        and same(p, e[i + SCANNED], e[i + SCANNED + 1], q, f[j + SCANNED], f[j + SCANNED + 1])
    )
    known = a.circles[CIRCLES * x] != 0 and b.circles[CIRCLES * y] != 0
    jumble = a.brief[BRIEF * x + 6]
    jumbled = slip == 0 and jumble != 0 and jumble == b.brief[BRIEF * y + 6]
    if far and gap > 1 and slip == 0 and not known and not scanned and not jumbled:
        return 0.0, NEAR
    if same(p, e[i], e[i + 1], q, f[j], f[j + 1]):
        return 1.0, SAME
    if same(p, e[i + PLAIN], e[i + PLAIN + 1], q, f[j + PLAIN], f[j + PLAIN + 1]):
        return 0.97, SPELLING
    if wide > 3 and tall > 3 and one_or_many(p, e[i], e[i + 1], q, f[j], f[j + 1]):
        return 0.97, SPELLING
    if known and _share_circle(a, x, b, y):
        return 0.9, NICKNAME
    if scanned:
        return 0.93, BY_SCANNER
    if jumbled:
        return JUMBLED, BY_JUMBLE
    if shortest <= 2 or longest > 2 * shortest or far:
        return slip, NEAR
    found = count_edits(p, e[i + HARD], e[i + HARD + 1], q, f[j + HARD], f[j + HARD + 1])
    hard = 0.5 * found if sounded else 1.0 * found
    if found and 1.0 - hard / size < LEAST:
        return slip, NEAR
    begin, end, start, stop = e[i + PLAIN], e[i + PLAIN + 1], f[j + PLAIN], f[j + PLAIN + 1]
    changed = count_edits(p, begin, end, q, start, stop)
    cost = hard + 0.45 * max(0, changed - found)
    if p[begin] != q[start]:
        onset = p[e[i + HARD]] if hard_m else np.uint32(0)
        other_onset = q[f[j + HARD]] if hard_n else np.uint32(0)
        if onset != other_onset:
            cost += 0.35
    alike = 1.0 - cost / size
    if alike < LEAST and not (hard == 0 and hard_m >= 3):
        return slip, NEAR
    jaro = jaro_winkler(p, begin, end, q, start, stop)
    return max(LEAST, slip, min(alike, jaro, 0.96)), NEAR


@compiled
def _share_circle(a: Table, x: int, b: Table, y: int) -> bool:
    for i in range(CIRCLES * x, CIRCLES * (x + 1)):
        for j in range(CIRCLES * y, CIRCLES * (y + 1)):
            if a.circles[i] != 0 and a.circles[i] == b.circles[j]:
                return True
    return False


@compiled
def _compare_bones(a: Table, x: int, b: Table, y: int) -> tuple[float, int]:
    # The twin of pairing.compare_bones.
    m, n = length(a, x, BONES), length(b, y, BONES)
    if m > 0 and equal(a, x, b, y, BONES):
        return (0.95 if m > 1 else 0.75), CONSONANTS
    longest, shortest = max(m, n), min(m, n)
    if shortest < 2 or longest > 2 * shortest:
        return 0.0, CONSONANTS
    alike = 1.0 - edits(a, x, b, y, BONES) / longest
    return (alike if alike >= LEAST else 0.0), CONSONANTS


@compiled
def compare(a: Table, x: int, b: Table, y: int, bare: bool) -> tuple[float, int]:
    """Return how alike two words are and in which way: the twin of `pairing._compare`."""
    r, s = a.role[x], b.role[y]
    if r == FORM or s == FORM:
        if r != s or a.value[x] != b.value[y]:
            return 0.0, BY_FORM
        return (1.0 if equal(a, x, b, y, TEXT) else 0.95), BY_FORM
    if r == NUMBER or s == NUMBER:
        return (1.0 if a.value[x] == b.value[y] else 0.0), BY_NUMBER
    if r == INITIAL or s == INITIAL:
        if equal(a, x, b, y, TEXT):
            return 1.0, SAME
        if PARTICLE in (r, s) or r == s:
            return 0.0, BY_INITIAL
        if first(a, x, CANON) == first(b, y, CANON) or (first(a, x, TEXT) == first(b, y, TEXT)):
            return 0.8, BY_INITIAL
        return 0.0, BY_INITIAL
    if r == PARTICLE or s == PARTICLE:
        return (1.0 if equal(a, x, b, y, CANON) else 0.0), SAME
    if equal(a, x, b, y, CANON):
        if equal(a, x, b, y, TEXT):
            return 1.0, SAME
        return 0.97, SPELLING
    if r == PLACE and s == PLACE:
        return (0.95 if a.value[x] != 0 and a.value[x] == b.value[y] else 0.0), SPELLING
    if bare:
        return _compare_bones(a, x, b, y)
    mine, other = _is_servant(a, x), _is_servant(b, y)
    if mine != other:
        i, j = RUNS * x + CANON, RUNS * y + CANON
        p = a.ends[i] + (3 if mine else 0)
        q = b.ends[j] + (3 if other else 0)
        if same(a.letters, p, a.ends[i + 1], b.letters, q, b.ends[j + 1]):
            return 0.85, NICKNAME
    return _compare_words(a, x, b, y)


@compiled
def _is_servant(a: Table, x: int) -> bool:
    p, i = a.letters, a.ends[RUNS * x]
    if a.ends[RUNS * x + 1] - i < 4 or p[i] != 97 or p[i + 1] != 98:
        return False
    return bool(p[i + 2] == 100 and p[i + 3] == 32)


@compiled
def hopeless(p: Brief, x: int, q: Brief, y: int) -> bool:
    """Tell whether two words cannot be paired, from a few numbers that lie side by side.

    Exact: what is hopeless has a likeness of 0 by `compare`. Most words of most names are.

    Args:
        p: `Table.brief` of the first word.
        q: Of the second.
    """
    i, j = BRIEF * x, BRIEF * y
    mark, sign = np.int64(p[i]), np.int64(q[j])
    r, s = mark & 7, sign & 7
    if r == PARTICLE or s == PARTICLE:
        return bool(r != INITIAL and s != INITIAL and p[i + 4] != q[j + 4])
    if r == FORM or s == FORM:
        return bool(r != s)
    if r in (INITIAL, NUMBER) or s in (INITIAL, NUMBER) or (r == PLACE and s == PLACE):
        return False
    # Bits 3 and 4: whether it has everyday forms, and whether it is a servant's name.
    if p[i + 4] == q[j + 4] or (mark & sign & 8) or ((mark ^ sign) & 16):
        return False
    if p[i + 5] == q[j + 5] or (p[i + 6] != 0 and p[i + 6] == q[j + 6]):
        return False
    wide, tall = (mark >> 8) & 255, (sign >> 8) & 255
    mine, other = p[i + 2], q[j + 2]
    if (
        abs(wide - tall) <= 1
        and min(wide, tall) > 3
        and count_bits(mine & ~other) <= 1
        and count_bits(other & ~mine) <= 1
    ):
        return False  # perhaps one slip of the pen, or one and many
    m, n = (mark >> 16) & 255, (sign >> 16) & 255
    longest, shortest = max(m, n), min(m, n)
    if longest == 255:
        return False
    if shortest <= 2 or longest > 2 * shortest:
        return bool(m != n)
    gap = max(int(abs((mark >> 24) - (sign >> 24))), _missing(p, i, q, j, 1, 8))
    if gap == 0:
        return False
    size = longest if longest > 4 else longest - 0.5
    if p[i + 3] != 0 and p[i + 3] == q[j + 3]:
        return bool(1.0 - 0.5 * gap / size < LEAST)
    # Of the letters changed, consonants cost 1 and vowels 0.45.
    changed = max(gap, int(abs(m - n)), _missing(p, i, q, j, 7, 9))
    return bool(1.0 - (gap + 0.45 * (changed - gap)) / size < LEAST)


@compiled
def _missing(p: Brief, i: int, q: Brief, j: int, once: int, twice: int) -> int:
    """Return how many letters of a run the other lacks at least, the greater of both ways."""
    x, y, v, w = p[i + once], q[j + once], p[i + twice], q[j + twice]
    return max(count_bits(x & ~y) + count_bits(v & ~w), count_bits(y & ~x) + count_bits(w & ~v))
