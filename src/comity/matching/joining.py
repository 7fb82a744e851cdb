"""Words that answer to several words: `pairing._pair_joined`, `_pair_acronym`, compiled."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from comity.matching.comparing import (
    ACRONYM,
    BONES,
    CANON,
    FORM,
    GENERIC,
    JOINED,
    NUMBER,
    OWN_HARD,
    PARTICLE,
    PLACE,
    PLAIN,
    TEXT,
    TITLE,
    WORD,
    Brief,
    count_bits,
    first,
    length,
)
from comity.matching.compiled import compiled
from comity.matching.letters import count_edits, same
from comity.matching.tables import BRIEF, RUNS, Table

_LONG = 8
_ENOUGH = 0.85
Places = npt.NDArray[np.int32]


@compiled
def gather(
    a: Table, mine: Places, i: int, count: int, run: int, out: npt.NDArray[np.uint32]
) -> int:
    """Copy a run of words i to i + count, without blanks, and return how many letters it has.

    Of consonants, the sign of a vowel at the beginning stands only at the very first.
    """
    end = 0
    for w in range(i, i + count):
        at = RUNS * mine[w] + run
        begin = a.ends[at]
        if run == OWN_HARD and w > i and begin < a.ends[at + 1] and a.letters[begin] == 97:
            begin += 1
        for place in range(begin, a.ends[at + 1]):
            if a.letters[place] != 32:
                out[end] = a.letters[place]
                end += 1
    return end


@compiled
def _total(a: Table, mine: Places, i: int, count: int, run: int) -> int:
    found = 0
    for w in range(i, i + count):
        found += length(a, mine[w], run)
    return found


@compiled
def _could_join(
    p: Brief, e: npt.NDArray[np.int64], mine: Places, i: int, count: int,
    q: Brief, f: npt.NDArray[np.int64], y: int, bare: bool,
) -> bool:  # fmt: skip
    """Tell whether words may be alike when joined, from their lengths and sets of letters.

    A blank inside a word counts as a letter here, so that two more are allowed.

    Args:
        p: `Table.brief` of the words.
        e: `Table.ends` of the words.
        q: `Table.brief` of the one word.
        f: `Table.ends` of the one word.
    """
    wide = text = plain = letters = canon = bones = 0
    for w in range(i, i + count):
        at, ends = BRIEF * mine[w], RUNS * mine[w]
        wide += int(p[at] >> 16) & 255
        text += int(p[at] >> 8) & 255
        plain |= int(p[at + 7])
        letters |= int(p[at + 2])
        canon += int(e[ends + CANON + 1] - e[ends + CANON])
        bones += int(e[ends + BONES + 1] - e[ends + BONES])
    at, ends = BRIEF * y, RUNS * y
    if bare:
        return bool(abs(bones - (f[ends + BONES + 1] - f[ends + BONES])) <= 2)
    tall, other = int(q[at] >> 16) & 255, int(q[at + 7])
    if max(wide, tall) >= 255:
        return True
    if abs(wide - tall) <= 4:
        allowed = 0.15 * max(wide, tall) + 1
        if count_bits(plain & ~other) <= allowed and count_bits(other & ~plain) <= allowed:
            return True
    tall, other = int(q[at] >> 8) & 255, int(q[at + 2])
    if abs(text - tall) <= 4:
        allowed = 0.15 * max(text, tall) + 1
        if count_bits(letters & ~other) <= allowed and count_bits(other & ~letters) <= allowed:
            return True
    return bool(canon == f[ends + CANON + 1] - f[ends + CANON])


@compiled
def _compare_joined(
    a: Table, mine: Places, i: int, count: int, b: Table, theirs: Places, j: int, bare: bool
) -> float:
    # The twin of pairing._compare_joined.
    y = theirs[j]
    run = BONES if bare else PLAIN
    wide = _total(a, mine, i, count, run)
    text, canon = _total(a, mine, i, count, TEXT), _total(a, mine, i, count, CANON)
    p = np.empty(max(wide, text, canon), dtype=np.uint32)
    q = np.empty(max(length(b, y, run), length(b, y, TEXT), length(b, y, CANON)), dtype=np.uint32)
    if not bare:
        for kind in (TEXT, CANON):
            m, n = gather(a, mine, i, count, kind, p), gather(b, theirs, j, 1, kind, q)
            if same(p, 0, m, q, 0, n):
                return 1.0
    m, n = gather(a, mine, i, count, run, p), gather(b, theirs, j, 1, run, q)
    found = _share_kept(p, m, q, n)
    if bare or found >= _ENOUGH:
        return found
    m, n = gather(a, mine, i, count, TEXT, p), gather(b, theirs, j, 1, TEXT, q)
    return max(found, _share_kept(p, m, q, n))


@compiled
def _share_kept(p: Brief, m: int, q: Brief, n: int) -> float:
    longest, shortest = max(m, n), min(m, n)
    if shortest < 2 or longest - shortest > 2 or (p[0] != q[0] and shortest < _LONG):
        return 0.0
    return 1.0 - count_edits(p, 0, m, q, 0, n) / longest


@compiled
def join(
    a: Table, mine: Places, left: Places, own: Places, b: Table, theirs: Places, right: Places,
    other: Places, bare: bool, groups: int, alike: npt.NDArray[np.float64], how: Places,
) -> int:  # fmt: skip
    """Pair runs of free words of a with free words of b, and return how many groups there are.

    Args:
        left: Partner of each word of a, the first of several; -1 for none.
        own: Group of each word of a; -1 for none.
        groups: Groups so far.
        alike: Of each group.
        how: Of each group.
    """
    p, q, e, f, roles = a.brief, b.brief, a.ends, b.ends, b.role
    for i in range(len(mine)):
        for count in (2, 3):
            if i + count > len(mine):
                break
            free = True
            for k in range(i, i + count):
                if left[k] >= 0 or a.role[mine[k]] in (FORM, NUMBER):
                    free = False
            if not free:
                break
            found = False
            for j in range(len(theirs)):
                if right[j] >= 0 or roles[theirs[j]] not in (WORD, GENERIC, PLACE, TITLE):
                    continue
                if not _could_join(p, e, mine, i, count, q, f, theirs[j], bare):
                    continue
                likeness = _compare_joined(a, mine, i, count, b, theirs, j, bare)
                if likeness < _ENOUGH:
                    continue
                for k in range(i, i + count):
                    left[k], own[k] = j, groups
                right[j], other[j] = i, groups
                alike[groups], how[groups] = min(likeness, 0.97), JOINED
                groups += 1
                found = True
                break
            if found:
                break
    return groups


@compiled
def abbreviate(
    a: Table, mine: Places, left: Places, own: Places, b: Table, theirs: Places, right: Places,
    other: Places, person: bool, groups: int, alike: npt.NDArray[np.float64], how: Places,
) -> int:  # fmt: skip
    """Pair the free words of a with a free word of b made of their first letters, as `join`."""
    letters = np.empty(len(mine), dtype=np.uint32)
    for small in range(2):
        count = vowels = 0
        for i in range(len(mine)):
            if left[i] < 0 and _named(a.role[mine[i]], small):
                letters[count] = first(a, mine[i], TEXT)
                vowels += letters[count] in (97, 101, 105, 111, 117, 121)
                count += 1
        if count < 3 and not (person and count == 2 and vowels == 0):
            continue
        for j in range(len(theirs)):
            at = RUNS * theirs[j]
            if right[j] >= 0 or not same(letters, 0, count, b.letters, b.ends[at], b.ends[at + 1]):
                continue
            opening = -1
            for i in range(len(mine)):
                if left[i] < 0 and _named(a.role[mine[i]], small):
                    opening = i if opening < 0 else opening
                    left[i], own[i] = j, groups
            right[j], other[j] = opening, groups
            alike[groups], how[groups] = 0.8, ACRONYM
            return groups + 1
    return groups


@compiled
def _named(role: int, small: int) -> bool:
    return bool(role in (WORD, GENERIC, PLACE) or (small == 1 and role == PARTICLE))
