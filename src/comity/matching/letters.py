"""Distances between runs of letters, compiled; the twins are those of rapidfuzz.

Runs of letters are arrays of code points (uint32) with a start and an end, so that words of any
script are compared where they lie in the table, without being copied.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from comity.matching.compiled import compiled

Letters = npt.NDArray[np.uint32]


@compiled
def same(a: Letters, i: int, m: int, b: Letters, j: int, n: int) -> bool:
    """Tell whether a[i:m] and b[j:n] are the same."""
    if m - i != n - j:
        return False
    for k in range(m - i):  # noqa: SIM110 - compiled code has no generators
        if a[i + k] != b[j + k]:
            return False
    return True


@compiled
def _count_edits_long(a: Letters, i: int, m: int, b: Letters, j: int, n: int) -> int:
    rows, columns = m - i, n - j
    before = np.zeros(columns + 1, dtype=np.int32)
    last = np.arange(columns + 1).astype(np.int32)
    now = np.zeros(columns + 1, dtype=np.int32)
    for r in range(1, rows + 1):
        now[0] = r
        for c in range(1, columns + 1):
            cost = 0 if a[i + r - 1] == b[j + c - 1] else 1
            least = min(last[c] + 1, now[c - 1] + 1, last[c - 1] + cost)
            if r > 1 and c > 1 and a[i + r - 1] == b[j + c - 2] and a[i + r - 2] == b[j + c - 1]:
                least = min(least, before[c - 2] + 1)
            now[c] = least
        before, last, now = last, now, before
    return int(last[columns])


@compiled
def count_edits(a: Letters, i: int, m: int, b: Letters, j: int, n: int) -> int:
    """Return letters put in, left out, changed or exchanged with their neighbour, none twice.

    The optimal string alignment distance.
    """
    while i < m and j < n and a[i] == b[j]:
        i += 1
        j += 1
    while i < m and j < n and a[m - 1] == b[n - 1]:
        m -= 1
        n -= 1
    if m == i or n == j:
        return m - i + n - j
    if m - i > 64:
        return _count_edits_long(a, i, m, b, j, n)
    # Hyyrö's bit-parallel form (2003): a column of the table of distances in two words of bits.
    one, zero = np.uint64(1), np.uint64(0)
    rising, falling, kept, seen = ~zero, zero, zero, zero
    top = one << np.uint64(m - i - 1)
    found = m - i
    for c in range(j, n):
        hits = zero
        bit = one
        for r in range(i, m):
            if a[r] == b[c]:
                hits |= bit
            bit <<= one
        exchanged = (((~kept) & hits) << one) & seen
        kept = (((hits & rising) + rising) ^ rising) | hits | falling | exchanged
        up = falling | ~(kept | rising)
        down = kept & rising
        if up & top:
            found += 1
        if down & top:
            found -= 1
        up = (up << one) | one
        down <<= one
        rising = down | ~(kept | up)
        falling = up & kept
        seen = hits
    return found


@compiled
def count_changes(a: Letters, m: int, b: Letters, n: int) -> int:
    """Return letters put in, left out or changed between a[:m] and b[:n] (Levenshtein)."""
    if m == 0 or n == 0:
        return m + n
    row = np.arange(n + 1).astype(np.int32)
    for r in range(1, m + 1):
        corner = row[0]
        row[0] = r
        for c in range(1, n + 1):
            above = row[c]
            least = min(above + 1, row[c - 1] + 1, corner + (0 if a[r - 1] == b[c - 1] else 1))
            row[c] = least
            corner = above
    return int(row[n])


@compiled
def count_common(a: Letters, m: int, b: Letters, n: int) -> int:
    """Return the length of the longest common subsequence of a[:m] and b[:n]."""
    row = np.zeros(n + 1, dtype=np.int32)
    for r in range(m):
        corner = 0
        for c in range(n):
            above = row[c + 1]
            if a[r] == b[c]:
                row[c + 1] = corner + 1
            elif row[c] > above:
                row[c + 1] = row[c]
            corner = above
    return int(row[n])


@compiled
def one_slip(a: Letters, i: int, m: int, b: Letters, j: int, n: int) -> bool:
    """Tell whether two runs of four letters or more are one edit apart (`words.one_slip`)."""
    if min(m - i, n - j) < 4 or abs((m - i) - (n - j)) > 1:
        return False
    while i < m and j < n and a[i] == b[j]:
        i += 1
        j += 1
    while i < m and j < n and a[m - 1] == b[n - 1]:
        m -= 1
        n -= 1
    if m - i <= 1 and n - j <= 1:
        return bool(m - i + n - j > 0)
    return bool(m - i == 2 and n - j == 2 and a[i] == b[j + 1] and a[i + 1] == b[j])


@compiled
def one_or_many(a: Letters, i: int, m: int, b: Letters, j: int, n: int) -> bool:
    """Tell whether one of two runs is the other and an s."""
    if m - i == n - j + 1:
        return bool(a[m - 1] == 115) and same(a, i, m - 1, b, j, n)
    if n - j == m - i + 1:
        return bool(b[n - 1] == 115) and same(a, i, m, b, j, n - 1)
    return False


@compiled
def _jaro_winkler_long(a: Letters, i: int, m: int, b: Letters, j: int, n: int) -> float:
    rows, columns = m - i, n - j
    reach = max(0, max(rows, columns) // 2 - 1)
    taken_a = np.zeros(rows, dtype=np.uint8)
    taken_b = np.zeros(columns, dtype=np.uint8)
    shared = 0
    for r in range(rows):
        for c in range(max(0, r - reach), min(columns, r + reach + 1)):
            if not taken_b[c] and a[i + r] == b[j + c]:
                taken_a[r] = 1
                taken_b[c] = 1
                shared += 1
                break
    if shared == 0:
        return 0.0
    moved = 0
    c = 0
    for r in range(rows):
        if taken_a[r]:
            while not taken_b[c]:
                c += 1
            if a[i + r] != b[j + c]:
                moved += 1
            c += 1
    return _raise(a, i, m, b, j, n, shared, moved)


@compiled
def _raise(
    a: Letters, i: int, m: int, b: Letters, j: int, n: int, shared: int, moved: int
) -> float:
    halves = moved // 2
    found = (shared / (m - i) + shared / (n - j) + (shared - halves) / shared) / 3.0
    if found > 0.7:
        start = 0
        while start < min(m - i, n - j, 4) and a[i + start] == b[j + start]:
            start += 1
        found += start * 0.1 * (1.0 - found)
    return found


@compiled
def jaro_winkler(a: Letters, i: int, m: int, b: Letters, j: int, n: int) -> float:
    """Return the similarity of Jaro, raised by a common beginning of up to four letters."""
    rows, columns = m - i, n - j
    if rows == 0 or columns == 0:
        return 1.0 if rows == columns else 0.0
    reach = max(0, max(rows, columns) // 2 - 1)
    if max(rows, columns) > 64:
        return _jaro_winkler_long(a, i, m, b, j, n)
    one = np.uint64(1)
    taken_a, taken_b = np.uint64(0), np.uint64(0)
    shared = 0
    for r in range(rows):
        for c in range(max(0, r - reach), min(columns, r + reach + 1)):
            bit = one << np.uint64(c)
            if not taken_b & bit and a[i + r] == b[j + c]:
                taken_a |= one << np.uint64(r)
                taken_b |= bit
                shared += 1
                break
    if shared == 0:
        return 0.0
    moved = 0
    c = 0
    for r in range(rows):
        if taken_a & (one << np.uint64(r)):
            while not taken_b & (one << np.uint64(c)):
                c += 1
            if a[i + r] != b[j + c]:
                moved += 1
            c += 1
    return _raise(a, i, m, b, j, n, shared, moved)
