"""The scorer compiled: `pairing` and `features` again, for tables of names.

The plain twins are the ones to read; this module does the same, step for step, and a property
test holds the two together. A pair that needs a rare step (words joined or split, acronyms) is
given back unweighed, for the twin.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from comity.matching.compiled import compiled, lend
from comity.matching.letters import (
    count_changes,
    count_common,
    count_edits,
    jaro_winkler,
    one_or_many,
    one_slip,
    same,
)
from comity.matching.tables import CIRCLES, ODD, ONE, PERSON, RUNS, SYLLABIC, VOWELLESS, Table

# Roles, as numbered in `tables.ROLES`.
_WORD, _INITIAL, _NUMBER, _FORM, _PARTICLE, _TITLE, _GENERIC, _PLACE = range(8)
# How two words were paired.
(
    _SAME, _SPELLING, _NEAR, _NICKNAME, _BY_INITIAL, _CONSONANTS, _BY_NUMBER, _BY_FORM, _BY_SCANNER,
    _BY_JUMBLE,
) = range(10)  # fmt: skip
_TEXT, _CANON, _PLAIN, _HARD, _OWN_HARD, _BONES, _SCANNED = range(RUNS)
_JOINED = 99
"""Stands for the partner of words that are perhaps joined in the other name."""
_LEAST = 0.6
_JUMBLED = 0.75
_LONG = 8
_FEATURES = 34
_BIN = np.array([ord(c) for c in "bin"], dtype=np.uint32)
_CHAIN = np.array([ord(c) for c in "albinbintabuum"], dtype=np.uint32)
_CHAIN_ENDS = (0, 2, 5, 9, 12, 14)
_BINT = np.array([ord(c) for c in "bint"], dtype=np.uint32)


@compiled
def _equal(a: Table, x: int, b: Table, y: int, run: int) -> bool:
    i, j = RUNS * x + run, RUNS * y + run
    return same(a.letters, a.ends[i], a.ends[i + 1], b.letters, b.ends[j], b.ends[j + 1])


@compiled
def _length(a: Table, x: int, run: int) -> int:
    return int(a.ends[RUNS * x + run + 1] - a.ends[RUNS * x + run])


@compiled
def _first(a: Table, x: int, run: int) -> int:
    """Return the first letter of a run, 0 when it is empty."""
    at = RUNS * x + run
    return int(a.letters[a.ends[at]]) if a.ends[at + 1] > a.ends[at] else 0


@compiled
def _edits(a: Table, x: int, b: Table, y: int, run: int) -> int:
    i, j = RUNS * x + run, RUNS * y + run
    return count_edits(a.letters, a.ends[i], a.ends[i + 1], b.letters, b.ends[j], b.ends[j + 1])


@compiled
def _count_bits(bits: int) -> int:
    left = np.int64(bits) & 0xFFFFFFFF
    count = 0
    while left:
        left &= left - 1
        count += 1
    return count


@compiled
def _compare_words(a: Table, x: int, b: Table, y: int) -> tuple[float, int]:
    # The twin of pairing.compare_words. Most words are told apart by which letters they have.
    # The arrays are taken out of the tables once: taking them costs more than reading them.
    p, q, e, f = a.letters, b.letters, a.ends, b.ends
    i, j = RUNS * x, RUNS * y
    wide, tall = e[i + 1] - e[i], f[j + 1] - f[j]
    m, n = e[i + _PLAIN + 1] - e[i + _PLAIN], f[j + _PLAIN + 1] - f[j + _PLAIN]
    hard_m, hard_n = e[i + _HARD + 1] - e[i + _HARD], f[j + _HARD + 1] - f[j + _HARD]
    longest, shortest = max(m, n), min(m, n)
    size = longest if longest > 4 else longest - 0.5
    mine, other = a.letterset[x], b.letterset[y]
    gap = max(abs(hard_m - hard_n), _count_bits(mine & ~other), _count_bits(other & ~mine))
    sounded = a.sound[x] != 0 and a.sound[x] == b.sound[y]
    far = gap > 0 and 1.0 - (0.5 * gap if sounded else gap) / size < _LEAST
    slip = 0.0
    if one_slip(p, e[i], e[i + 1], q, f[j], f[j + 1]):
        slip = 1.0 - 1.0 / max(wide, tall)
    scanned = (
        min(wide, tall) > 2
        and max(wide, tall) > 3
        and same(p, e[i + _SCANNED], e[i + _SCANNED + 1], q, f[j + _SCANNED], f[j + _SCANNED + 1])
    )
    known = a.circles[CIRCLES * x] != 0 and b.circles[CIRCLES * y] != 0
    jumbled = slip == 0 and a.jumble[x] != 0 and a.jumble[x] == b.jumble[y]
    if far and gap > 1 and slip == 0 and not known and not scanned and not jumbled:
        return 0.0, _NEAR
    if same(p, e[i], e[i + 1], q, f[j], f[j + 1]):
        return 1.0, _SAME
    if same(p, e[i + _PLAIN], e[i + _PLAIN + 1], q, f[j + _PLAIN], f[j + _PLAIN + 1]):
        return 0.97, _SPELLING
    if wide > 3 and tall > 3 and one_or_many(p, e[i], e[i + 1], q, f[j], f[j + 1]):
        return 0.97, _SPELLING
    if known and _share_circle(a, x, b, y):
        return 0.9, _NICKNAME
    if scanned:
        return 0.93, _BY_SCANNER
    if jumbled:
        return _JUMBLED, _BY_JUMBLE
    if shortest <= 2 or longest > 2 * shortest or far:
        return slip, _NEAR
    found = count_edits(p, e[i + _HARD], e[i + _HARD + 1], q, f[j + _HARD], f[j + _HARD + 1])
    hard = 0.5 * found if sounded else 1.0 * found
    if found and 1.0 - hard / size < _LEAST:
        return slip, _NEAR
    begin, end, start, stop = e[i + _PLAIN], e[i + _PLAIN + 1], f[j + _PLAIN], f[j + _PLAIN + 1]
    edits = count_edits(p, begin, end, q, start, stop)
    cost = hard + 0.45 * max(0, edits - found)
    if p[begin] != q[start]:
        first = p[e[i + _HARD]] if hard_m else np.uint32(0)
        second = q[f[j + _HARD]] if hard_n else np.uint32(0)
        if first != second:
            cost += 0.35
    alike = 1.0 - cost / size
    if alike < _LEAST and not (hard == 0 and hard_m >= 3):
        return slip, _NEAR
    jaro = jaro_winkler(p, begin, end, q, start, stop)
    return max(_LEAST, slip, min(alike, jaro, 0.96)), _NEAR


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
    m, n = _length(a, x, _BONES), _length(b, y, _BONES)
    if m > 0 and _equal(a, x, b, y, _BONES):
        return (0.95 if m > 1 else 0.75), _CONSONANTS
    longest, shortest = max(m, n), min(m, n)
    if shortest < 2 or longest > 2 * shortest:
        return 0.0, _CONSONANTS
    alike = 1.0 - _edits(a, x, b, y, _BONES) / longest
    return (alike if alike >= _LEAST else 0.0), _CONSONANTS


@compiled
def _compare(a: Table, x: int, b: Table, y: int, bare: bool) -> tuple[float, int]:
    # The twin of pairing._compare.
    r, s = a.role[x], b.role[y]
    if r == _FORM or s == _FORM:
        if r != s or a.value[x] != b.value[y]:
            return 0.0, _BY_FORM
        return (1.0 if _equal(a, x, b, y, _TEXT) else 0.95), _BY_FORM
    if r == _NUMBER or s == _NUMBER:
        return (1.0 if a.value[x] == b.value[y] else 0.0), _BY_NUMBER
    if r == _INITIAL or s == _INITIAL:
        if _equal(a, x, b, y, _TEXT):
            return 1.0, _SAME
        if _PARTICLE in (r, s) or r == s:
            return 0.0, _BY_INITIAL
        if _first(a, x, _CANON) == _first(b, y, _CANON) or (
            _first(a, x, _TEXT) == _first(b, y, _TEXT)
        ):
            return 0.8, _BY_INITIAL
        return 0.0, _BY_INITIAL
    if r == _PARTICLE or s == _PARTICLE:
        return (1.0 if _equal(a, x, b, y, _CANON) else 0.0), _SAME
    if _equal(a, x, b, y, _CANON):
        if _equal(a, x, b, y, _TEXT):
            return 1.0, _SAME
        return 0.97, _SPELLING
    if r == _PLACE and s == _PLACE:
        return (0.95 if a.value[x] != 0 and a.value[x] == b.value[y] else 0.0), _SPELLING
    if bare:
        return _compare_bones(a, x, b, y)
    mine, other = _is_servant(a, x), _is_servant(b, y)
    if mine != other:
        i, j = RUNS * x + _CANON, RUNS * y + _CANON
        p = a.ends[i] + (3 if mine else 0)
        q = b.ends[j] + (3 if other else 0)
        if same(a.letters, p, a.ends[i + 1], b.letters, q, b.ends[j + 1]):
            return 0.85, _SPELLING
    return _compare_words(a, x, b, y)


@compiled
def _is_servant(a: Table, x: int) -> bool:
    p, i = a.letters, a.ends[RUNS * x]
    if a.ends[RUNS * x + 1] - i < 4 or p[i] != 97 or p[i + 1] != 98:
        return False
    return bool(p[i + 2] == 100 and p[i + 3] == 32)


@compiled
def _may_join(
    a: Table, mine: npt.NDArray[np.int32], left: npt.NDArray[np.int32],
    b: Table, theirs: npt.NDArray[np.int32], right: npt.NDArray[np.int32], run: int,
) -> bool:  # fmt: skip
    """Tell whether a run of free words of a might be one free word of b; mark them as joined."""
    found = False
    for i in range(len(mine)):
        length = 0
        for k in range(i, min(i + 3, len(mine))):
            role = a.role[mine[k]]
            if left[k] >= 0 or role in (_FORM, _NUMBER):
                break
            length += _length(a, mine[k], run)
            if k == i:
                continue
            for j in range(len(theirs)):
                role = b.role[theirs[j]]
                if right[j] >= 0 or role in (_INITIAL, _NUMBER, _FORM, _PARTICLE):
                    continue
                if (
                    abs(_length(b, theirs[j], run) - length) <= 2
                    and (
                        _first(b, theirs[j], run) == _first(a, mine[i], run)
                        or min(length, _length(b, theirs[j], run)) >= _LONG
                    )
                    and _could_be_one(a, mine, i, k, b, theirs[j])
                ) or (run == _TEXT and _is_run(a, mine, i, k, b, theirs[j])):
                    for w in range(i, k + 1):
                        left[w] = _JOINED
                    right[j] = _JOINED
                    found = True
                    break
    return found


@compiled
def _is_run(a: Table, mine: npt.NDArray[np.int32], i: int, k: int, b: Table, y: int) -> bool:
    """Tell whether the canonical words i to k are, joined, the canonical word y."""
    place = RUNS * y + _CANON
    at, end = b.ends[place], b.ends[place + 1]
    for w in range(i, k + 1):
        here = RUNS * mine[w] + _CANON
        length = a.ends[here + 1] - a.ends[here]
        if at + length > end or not same(
            a.letters, a.ends[here], a.ends[here + 1], b.letters, at, at + length
        ):
            return False
        at += length
    return bool(at == end)


@compiled
def _could_be_one(a: Table, mine: npt.NDArray[np.int32], i: int, k: int, b: Table, y: int) -> bool:
    """Tell whether the consonants of words i to k and of word y are near enough to be weighed.

    Joined words count from a likeness of 0.85 on, so consonants may differ by 0.15 of the length,
    and twice as much where they sound alike. Two more are allowed for what spelling changes where
    the words meet.
    """
    length = size = 0
    for w in range(i, k + 1):
        length += _length(a, mine[w], _HARD)
        size += _length(a, mine[w], _TEXT)
    joined = np.empty(length, dtype=np.uint32)
    end = 0
    for w in range(i, k + 1):
        at = RUNS * mine[w] + _HARD
        for place in range(a.ends[at], a.ends[at + 1]):
            # The sign of a vowel at the beginning stands only at the very first.
            if w > i and place == a.ends[at] and a.letters[place] == 97:
                continue
            joined[end] = a.letters[place]
            end += 1
    at = RUNS * y + _HARD
    longest = max(_length(b, y, _TEXT), size)
    edits = count_edits(joined, 0, end, b.letters, b.ends[at], b.ends[at + 1])
    return bool(edits <= 0.3 * longest + 2)


@compiled
def _may_abbreviate(
    a: Table, mine: npt.NDArray[np.int32], left: npt.NDArray[np.int32],
    b: Table, theirs: npt.NDArray[np.int32], right: npt.NDArray[np.int32], person: bool,
) -> bool:  # fmt: skip
    """Tell whether a free word of b is made of the first letters of the free words of a."""
    letters = np.empty(len(mine), dtype=np.uint32)
    for small in range(2):
        count = 0
        for i in range(len(mine)):
            role = a.role[mine[i]]
            if left[i] < 0 and (
                role in (_WORD, _GENERIC, _PLACE) or (small == 1 and role == _PARTICLE)
            ):
                letters[count] = _first(a, mine[i], _TEXT)
                count += 1
        if count < (2 if person else 3):
            continue
        for j in range(len(theirs)):
            if right[j] < 0:
                at = RUNS * theirs[j]
                if same(letters, 0, count, b.letters, b.ends[at], b.ends[at + 1]):
                    return True
    return False


@compiled
def _said_before(
    a: Table, mine: npt.NDArray[np.int32], paired: npt.NDArray[np.int32], i: int
) -> bool:
    for k in range(len(mine)):  # noqa: SIM110 - compiled code has no generators
        if paired[k] >= 0 and _equal(a, mine[k], a, mine[i], _CANON):
            return True
    return False


@compiled
def _edge(a: Table, mine: npt.NDArray[np.int32], free: npt.NDArray[np.bool_], last: bool) -> float:
    found = -1
    for i in range(len(mine)):
        if a.role[mine[i]] in (_WORD, _PLACE, _GENERIC):
            found = i
            if not last:
                break
    return a.weight[mine[found]] if found >= 0 and free[found] else 0.0


@compiled
def _join_canons(
    a: Table, mine: npt.NDArray[np.int32], run: int, in_order: bool, gaps: bool
) -> npt.NDArray[np.uint32]:
    """Return the letters of the telling words of a name (all, when none tells), joined."""
    telling = np.empty(len(mine), dtype=np.int32)
    count = 0
    for i in range(len(mine)):
        role = a.role[mine[i]]
        if role not in (_FORM, _PARTICLE, _TITLE):
            telling[count] = mine[i]
            count += 1
    if count == 0:
        for i in range(len(mine)):
            telling[i] = mine[i]
        count = len(mine)
    if in_order:
        for i in range(1, count):
            k = i
            while k > 0 and _before(a, telling[k], telling[k - 1]):
                telling[k], telling[k - 1] = telling[k - 1], telling[k]
                k -= 1
    total = 0
    for i in range(count):
        total += _length(a, telling[i], run) + 1
    out = np.empty(total, dtype=np.uint32)
    end = 0
    for i in range(count):
        if i and gaps:
            out[end] = 32
            end += 1
        at = RUNS * telling[i] + run
        for k in range(a.ends[at], a.ends[at + 1]):
            if a.letters[k] != 32 or gaps:
                out[end] = a.letters[k]
                end += 1
    return out[:end]


@compiled
def _before(a: Table, x: int, y: int) -> bool:
    """Tell whether the canon of x sorts before that of y."""
    i, j = RUNS * x + _CANON, RUNS * y + _CANON
    m, n = a.ends[i + 1] - a.ends[i], a.ends[j + 1] - a.ends[j]
    for k in range(min(m, n)):
        p, q = a.letters[a.ends[i] + k], a.letters[a.ends[j] + k]
        if p != q:
            return bool(p < q)
    return bool(m < n)


@compiled
def _distance_of_runs(x: npt.NDArray[np.uint32], y: npt.NDArray[np.uint32]) -> float:
    total = len(x) + len(y)
    if total == 0:
        return 0.0
    return (total - 2 * count_common(x, len(x), y, len(y))) / total


@compiled
def _filiation(
    a: Table, mine: npt.NDArray[np.int32], left: npt.NDArray[np.int32],
    b: Table, theirs: npt.NDArray[np.int32], right: npt.NDArray[np.int32],
) -> float:  # fmt: skip
    # The twin of features.filiation.
    for i in range(1, len(mine) - 1):
        at = RUNS * mine[i] + _CANON
        start, end = a.ends[at], a.ends[at + 1]
        if (
            left[i] < 0
            or left[i] == _JOINED
            or not (
                same(a.letters, start, end, _BIN, 0, 3) or same(a.letters, start, end, _BINT, 0, 4)
            )
        ):
            continue
        if (
            left[i - 1] >= 0
            and left[i - 1] == left[i] + 1
            and left[i + 1] == left[i] - 1
            and (left[i + 1] >= 0)
        ):
            return 1.0
    if not (_has_chain(a, mine) or _has_chain(b, theirs)):
        return 0.0
    if _one_before(a, mine, left, b, theirs) or _one_before(b, theirs, right, a, mine):
        return 0.5
    return 0.0


@compiled
def _has_chain(a: Table, mine: npt.NDArray[np.int32]) -> bool:
    for x in mine:
        if a.role[x] == _PARTICLE:
            at = RUNS * x + _CANON
            i, m = a.ends[at], a.ends[at + 1]
            for k in range(len(_CHAIN_ENDS) - 1):
                if same(a.letters, i, m, _CHAIN, _CHAIN_ENDS[k], _CHAIN_ENDS[k + 1]):
                    return True
    return False


@compiled
def _one_before(
    a: Table, mine: npt.NDArray[np.int32], left: npt.NDArray[np.int32],
    b: Table, theirs: npt.NDArray[np.int32],
) -> bool:  # fmt: skip
    """Tell whether a is b with one word before it, three words or more being shared."""
    first = True
    shared = 0
    j = 0
    for i in range(len(mine)):
        if a.role[mine[i]] != _WORD:
            continue
        if first:
            if left[i] >= 0:
                return False
            first = False
            continue
        while j < len(theirs) and b.role[theirs[j]] != _WORD:
            j += 1
        if j == len(theirs) or left[i] != j:
            return False
        j += 1
        shared += 1
    while j < len(theirs):
        if b.role[theirs[j]] == _WORD:
            return False
        j += 1
    return shared >= 3


@compiled
def _weigh(
    a: Table, mine: npt.NDArray[np.int32], b: Table, theirs: npt.NDArray[np.int32], bare: bool,
    exact: bool, person: bool, betas: npt.NDArray[np.float64], cutoff: float,
) -> float:  # fmt: skip
    m, n = len(mine), len(theirs)
    alike = np.empty(m * n, dtype=np.float64)
    how = np.empty(m * n, dtype=np.int64)
    order = np.empty(m * n, dtype=np.int64)
    count = 0
    for i in range(m):
        for j in range(n):
            likeness, kind = _compare(a, mine[i], b, theirs[j], bare)
            if likeness == 0 or (exact and likeness < 1.0):
                continue
            alike[i * n + j], how[i * n + j] = likeness, kind
            # The most alike first, then those at the like place.
            k = count
            count += 1
            while k > 0:
                p, q = order[k - 1] // n, order[k - 1] % n
                other = alike[order[k - 1]]
                if other > likeness or (other == likeness and abs(p - q) <= abs(i - j)):
                    break
                order[k] = order[k - 1]
                k -= 1
            order[k] = i * n + j
    left = np.full(m, -1, dtype=np.int32)
    right = np.full(n, -1, dtype=np.int32)
    free_left, free_right = m, n
    joined = False
    for late in range(2):
        for k in range(count):
            cell = order[k]
            if (alike[cell] < 0.9 and how[cell] != _BY_NUMBER) != (late == 1):
                continue
            i, j = cell // n, cell % n
            if left[i] < 0 and right[j] < 0:
                left[i], right[j] = j, i
                free_left -= 1
                free_right -= 1
        if late == 0 and free_left and free_right:
            run = _BONES if bare else _TEXT
            if free_left > 1:
                joined |= _may_join(a, mine, left, b, theirs, right, run)
            if free_right > 1:
                joined |= _may_join(b, theirs, right, a, mine, left, run)
    fewest = 2 if person else 3
    if (free_left >= fewest and _may_abbreviate(a, mine, left, b, theirs, right, person)) or (
        free_right >= fewest and _may_abbreviate(b, theirs, right, a, mine, left, person)
    ):
        return np.nan

    over_left = np.zeros(m, dtype=np.bool_)
    over_right = np.zeros(n, dtype=np.bool_)
    instead_left = instead_right = False
    for i in range(m):
        instead_left |= left[i] < 0 and a.role[mine[i]] == _WORD
    for j in range(n):
        instead_right |= right[j] < 0 and b.role[theirs[j]] == _WORD
    for i in range(m):
        over_left[i] = left[i] < 0 and (instead_right or not _said_before(a, mine, left, i))
    for j in range(n):
        over_right[j] = right[j] < 0 and (instead_left or not _said_before(b, theirs, right, j))

    total_left = total_right = rest_left = rest_right = 0.0
    heavy_left = heavy_right = 0.0
    words_left = words_right = 0
    sides = np.zeros(6, dtype=np.int64)
    only_one = True
    whole = 1.0
    for i in range(m):
        weight, role = a.weight[mine[i]], a.role[mine[i]]
        total_left += weight
        if over_left[i]:
            rest_left += weight
            heavy_left = max(heavy_left, weight)
            words_left += role in (_WORD, _PLACE)
            sides[0] += role == _NUMBER
            only_one &= role != _NUMBER or a.value[mine[i]] == ONE
            if role not in (_FORM, _PARTICLE, _TITLE):
                whole = 0.0
            sides[2] += role == _PLACE
            sides[4] += role == _FORM
    for j in range(n):
        weight, role = b.weight[theirs[j]], b.role[theirs[j]]
        total_right += weight
        if over_right[j]:
            rest_right += weight
            heavy_right = max(heavy_right, weight)
            words_right += role in (_WORD, _PLACE)
            sides[1] += role == _NUMBER
            only_one &= role != _NUMBER or b.value[theirs[j]] == ONE
            if role not in (_FORM, _PARTICLE, _TITLE):
                whole = 0.0
            sides[3] += role == _PLACE
            sides[5] += role == _FORM

    got = fuzz = worst = second = paired = initials = nicknames = jumbled = 0.0
    onset = edits = attested = 0.0
    telling = falls = pairs = 0
    last = opening = -1
    for i in range(m):
        j = left[i]
        if j < 0:
            continue
        if j == _JOINED:
            # Taken for joined as well as can be: what is found is the most it can come to.
            got += a.weight[mine[i]]
            paired += a.weight[mine[i]] / 2
            telling += 1
            continue
        pairs += 1
        falls += last > j
        last = j
        opening = j if opening < 0 else opening
        likeness, kind = alike[i * n + j], how[i * n + j]
        x, y = mine[i], theirs[j]
        both = a.weight[x] + b.weight[y]
        mean = both / 2
        got += both * likeness
        paired += mean
        unlike = 1.0 - likeness
        fuzz += mean * unlike
        if kind == _NEAR and whole > 0 and _equal(a, x, b, y, _OWN_HARD):
            whole = 0.5
        elif kind not in (_SAME, _SPELLING, _BY_NUMBER, _BY_FORM) and not (
            kind == _CONSONANTS and likeness >= 0.95
        ):
            whole = 0.0
        if kind == _BY_JUMBLE:
            jumbled = 1.0
            attested = max(attested, _attested(a, x, b, y, person))
        if kind in (_NEAR, _CONSONANTS):
            distance = unlike * min(1.0, mean + 0.2)
            second = max(second, min(worst, distance))
            worst = max(worst, distance)
            if kind == _CONSONANTS:
                changed = min(4.0, float(_edits(a, x, b, y, _BONES))) / 4
            else:
                hard = _edits(a, x, b, y, _OWN_HARD)
                soft = max(0, _edits(a, x, b, y, _CANON) - hard)
                sounded = a.sound[x] != 0 and a.sound[x] == b.sound[y]
                changed = (0.5 * hard if sounded else 1.0 * hard) + 0.5 * soft
                i_, j_ = RUNS * x, RUNS * y
                if one_slip(
                    a.letters, a.ends[i_], a.ends[i_ + 1], b.letters, b.ends[j_], b.ends[j_ + 1]
                ):
                    changed = min(changed, 1.0)
                changed = min(4.0, changed) / 4
                if attested == 0:
                    attested = _attested(a, x, b, y, person)
                if _first(a, x, _OWN_HARD) != _first(b, y, _OWN_HARD):
                    onset = max(onset, min(1.0, mean))
            edits = max(edits, changed)
        if kind == _BY_INITIAL:
            initials += mean
        elif kind == _NICKNAME:
            nicknames += mean
        if kind not in (_BY_INITIAL, _BY_FORM, _BY_NUMBER) and (
            a.role[x] in (_WORD, _GENERIC, _PLACE, _INITIAL)
        ):
            telling += 1
    if joined:
        for j in range(n):
            if right[j] == _JOINED:
                got += b.weight[theirs[j]]
                paired += b.weight[theirs[j]] / 2
                telling += 1
    disorder = 0.0
    if pairs > 1:
        turned = last < opening
        disorder = min(1.0, falls / (pairs - 1)) if falls > 1 else falls * (
            0.15 if turned else 0.3
        )  # fmt: skip

    least = max(min(total_left, total_right), 0.05)
    share = max(paired, 1e-9)
    ends = np.zeros(2, dtype=np.float64)
    for k in range(2):
        v = _edge(a, mine, over_left, k == 0)
        w = _edge(b, theirs, over_right, k == 0)
        ends[k] = min(v, w) if v and w else 0.4 * max(v, w)

    f = np.zeros(_FEATURES, dtype=np.float64)
    f[0] = got / max(total_left + total_right, 1e-9)
    f[1] = min(1.0, min(rest_left, rest_right) / least)
    f[2] = min(1.0, abs(rest_left - rest_right) / max(total_left, total_right, 0.05))
    f[3] = fuzz / share
    f[4] = worst
    f[5] = worst * worst * 4
    f[9] = min(heavy_left, heavy_right)
    f[10] = min(2, words_left, words_right) / 2
    f[11] = edits
    f[12] = 1.0 if edits >= 0.5 else 0.0
    f[13] = attested
    f[14] = np.exp(-1.1 * paired)
    f[15] = 1.0 if telling <= 1 else 0.0
    f[16] = disorder
    f[17] = _filiation(a, mine, left, b, theirs, right) if person else 0.0
    f[18] = initials / share
    f[19] = nicknames / share
    for k in range(3):
        one, other = sides[2 * k] > 0, sides[2 * k + 1] > 0
        f[22 + 2 * k] = 1.0 if one and other else 0.0
        f[23 + 2 * k] = 1.0 if one != other else 0.0
    if only_one:
        f[23] *= 0.5
    f[28] = onset
    f[29] = ends[0]
    f[30] = ends[1]
    f[31] = second
    f[32] = jumbled
    f[33] = 0.0 if whole == 0.5 and edits > 0.25 else whole
    if _sum(betas, f) < cutoff:
        return -np.inf  # the letters as a whole can only take away
    if joined:
        return np.nan
    if bare:
        f[6] = f[7] = _distance_of_runs(
            _join_canons(a, mine, _BONES, False, False),
            _join_canons(b, theirs, _BONES, False, False),
        )
    else:
        if betas[7] != 0 or betas[9] != 0:
            p = _join_canons(a, mine, _CANON, False, False)
            q = _join_canons(b, theirs, _CANON, False, False)
            longest = max(len(p), len(q))
            f[6] = count_changes(p, len(p), q, len(q)) / longest if longest else 0.0
        if betas[8] != 0:
            f[7] = _distance_of_runs(
                _join_canons(a, mine, _CANON, True, True),
                _join_canons(b, theirs, _CANON, True, True),
            )
    f[8] = min(f[6], 0.2) * 5
    return _sum(betas, f)


@compiled
def _of_other_sex(a: Table, x: int, b: Table, y: int) -> bool:
    # The twin of features.of_other_sex; 97 is a, 111 o and 107 k.
    i, j = RUNS * x + _CANON, RUNS * y + _CANON
    begin, end, start, stop = a.ends[i], a.ends[i + 1], b.ends[j], b.ends[j + 1]
    if stop - start < 4 or a.letters[end - 1] != 97:
        return False
    if same(a.letters, begin, end - 1, b.letters, start, stop):
        return True
    if b.letters[stop - 1] != 111 or b.letters[stop - 2] == 107:
        return False
    return same(a.letters, begin, end - 1, b.letters, start, stop - 1)


@compiled
def _attested(a: Table, x: int, b: Table, y: int, person: bool) -> float:
    # The twin of features._attested.
    if (
        a.role[x] == _WORD
        and b.role[y] == _WORD
        and a.value[x] != 0
        and (a.value[x] == b.value[y])
    ):
        return 0.0 if _equal(a, x, b, y, _CANON) else 1.0
    if not (a.marks[x] & b.marks[y]) & (1 if person else 2):
        return 0.0
    if _equal(a, x, b, y, _OWN_HARD):
        if not person or not (a.marks[x] ^ b.marks[y]) & 4:
            return 0.0
        return 1.0 if _of_other_sex(a, x, b, y) or _of_other_sex(b, y, a, x) else 0.0
    return 0.0 if a.sound[x] != 0 and a.sound[x] == b.sound[y] else 1.0


@compiled
def _sum(betas: npt.NDArray[np.float64], f: npt.NDArray[np.float64]) -> float:
    result = betas[0]
    for k in range(_FEATURES):
        if f[k] != 0:
            result += betas[k + 1] * f[k]
    return float(result)


@compiled
def _lend_table(a: Table) -> Table:
    return Table(
        lend(a.letters), lend(a.ends), lend(a.role), lend(a.weight), lend(a.value),
        lend(a.marks), lend(a.letterset), lend(a.sound), lend(a.jumble), lend(a.circles),
        lend(a.starts), lend(a.words), lend(a.flags),
    )  # fmt: skip


@compiled
def weigh_pairs(
    questions: Table, index: Table, asked: npt.NDArray[np.int32],
    named: npt.NDArray[np.int32], betas: npt.NDArray[np.float64], cutoff: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:  # fmt: skip
    """Return the log-odds of pairs of names, as `scoring.weigh_names` gives them.

    Args:
        asked: Names of the first table, shape (pairs,).
        named: Names of the second table, shape (pairs,).
        betas: Constant and coefficients of persons, organisations and names without vowels,
            shape (3, 1 + features). Those of the likeness of letters are 0 or below.
        cutoff: What is found below it need not be exact, shape (pairs,).

    Returns:
        Shape (pairs,); minus infinity where a name has no words or where the cutoff cannot be
        reached, not a number where the plain twin is needed.
    """
    a, b = _lend_table(questions), _lend_table(index)
    found = np.empty(len(asked), dtype=np.float64)
    for k in range(len(asked)):
        x, y = asked[k], named[k]
        mine = a.words[a.starts[x] : a.starts[x + 1]]
        theirs = b.words[b.starts[y] : b.starts[y + 1]]
        p, q = a.flags[x], b.flags[y]
        if len(mine) == 0 or len(theirs) == 0:
            found[k] = -np.inf
        elif (p | q) & ODD or (p ^ q) & PERSON:
            found[k] = np.nan
        else:
            bare = ((p ^ q) & VOWELLESS) != 0
            person = (p & PERSON) != 0
            found[k] = _weigh(
                a, mine, b, theirs, bare, (p & q & SYLLABIC) != 0, person,
                betas[2 if bare else (0 if person else 1)], cutoff[k],
            )  # fmt: skip
    return found
