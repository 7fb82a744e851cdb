"""The scorer compiled: `pairing` and `features` again, for tables of names.

The plain twins are the ones to read; this module does the same, step for step, and a property
test holds the two together. A name whose words hold blanks is given back unweighed, for the twin.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from comity.matching.comparing import (
    ACRONYM,
    BONES,
    BY_FORM,
    BY_INITIAL,
    BY_JUMBLE,
    BY_NUMBER,
    CANON,
    CONSONANTS,
    FORM,
    GENERIC,
    INITIAL,
    NEAR,
    NICKNAME,
    NUMBER,
    OWN_HARD,
    PARTICLE,
    PLACE,
    SAME,
    SPELLING,
    TITLE,
    WORD,
    compare,
    edits,
    equal,
    first,
    hopeless,
    length,
    sound_alike,
)
from comity.matching.compiled import compiled, lend
from comity.matching.joining import Places, abbreviate, gather, join
from comity.matching.letters import count_changes, count_common, count_edits, one_slip, same
from comity.matching.tables import ODD, ONE, PERSON, RUNS, SYLLABIC, VOWELLESS, Table

_FEATURES = 34
_MOST = 32
"""Words of a name that the room below holds; `words.prepare` reads fewer."""
_BIN = np.array([ord(c) for c in "bin"], dtype=np.uint32)
_CHAIN = np.array([ord(c) for c in "albinbintabuum"], dtype=np.uint32)
_CHAIN_ENDS = (0, 2, 5, 9, 12, 14)
_BINT = np.array([ord(c) for c in "bint"], dtype=np.uint32)


class Room(NamedTuple):
    """Arrays that are written anew for each pair of names, made once."""

    alike: npt.NDArray[np.float64]
    how: npt.NDArray[np.int64]
    order: npt.NDArray[np.int64]
    left: Places
    right: Places
    own: Places
    other: Places
    over_left: npt.NDArray[np.bool_]
    over_right: npt.NDArray[np.bool_]
    likeness: npt.NDArray[np.float64]
    kind: Places
    f: npt.NDArray[np.float64]


@compiled
def _make_room() -> Room:
    return Room(
        np.empty(_MOST * _MOST, np.float64), np.empty(_MOST * _MOST, np.int64),
        np.empty(_MOST * _MOST, np.int64), np.empty(_MOST, np.int32), np.empty(_MOST, np.int32),
        np.empty(_MOST, np.int32), np.empty(_MOST, np.int32), np.empty(_MOST, np.bool_),
        np.empty(_MOST, np.bool_), np.empty(2 * _MOST, np.float64), np.empty(2 * _MOST, np.int32),
        np.empty(_FEATURES, np.float64),
    )  # fmt: skip


@compiled
def _lend_room(room: Room) -> Room:
    return Room(
        lend(room.alike), lend(room.how), lend(room.order), lend(room.left), lend(room.right),
        lend(room.own), lend(room.other), lend(room.over_left), lend(room.over_right),
        lend(room.likeness), lend(room.kind), lend(room.f),
    )  # fmt: skip


@compiled
def _said_before(a: Table, mine: Places, paired: Places, i: int) -> bool:
    for k in range(len(mine)):  # noqa: SIM110 - compiled code has no generators
        if paired[k] >= 0 and equal(a, mine[k], a, mine[i], CANON):
            return True
    return False


@compiled
def _edge(a: Table, mine: Places, free: npt.NDArray[np.bool_], last: bool) -> float:
    found = -1
    for i in range(len(mine)):
        if a.role[mine[i]] in (WORD, PLACE, GENERIC):
            found = i
            if not last:
                break
    return a.weight[mine[found]] if found >= 0 and free[found] else 0.0


@compiled
def _join_canons(
    a: Table, mine: Places, run: int, in_order: bool, gaps: bool
) -> npt.NDArray[np.uint32]:
    """Return the letters of the telling words of a name (all, when none tells), joined."""
    telling = np.empty(len(mine), dtype=np.int32)
    count = 0
    for i in range(len(mine)):
        role = a.role[mine[i]]
        if role not in (FORM, PARTICLE, TITLE):
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
        total += length(a, telling[i], run) + 1
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
    i, j = RUNS * x + CANON, RUNS * y + CANON
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
    a: Table, mine: Places, left: Places,
    b: Table, theirs: Places, right: Places,
) -> float:  # fmt: skip
    # The twin of features.filiation.
    for i in range(1, len(mine) - 1):
        at = RUNS * mine[i] + CANON
        start, end = a.ends[at], a.ends[at + 1]
        if left[i] < 0 or not (
            same(a.letters, start, end, _BIN, 0, 3) or same(a.letters, start, end, _BINT, 0, 4)
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
def _has_chain(a: Table, mine: Places) -> bool:
    for x in mine:
        if a.role[x] == PARTICLE:
            at = RUNS * x + CANON
            i, m = a.ends[at], a.ends[at + 1]
            for k in range(len(_CHAIN_ENDS) - 1):
                if same(a.letters, i, m, _CHAIN, _CHAIN_ENDS[k], _CHAIN_ENDS[k + 1]):
                    return True
    return False


@compiled
def _one_before(
    a: Table, mine: Places, left: Places,
    b: Table, theirs: Places,
) -> bool:  # fmt: skip
    """Tell whether a is b with one word before it, three words or more being shared."""
    first = True
    shared = 0
    j = 0
    for i in range(len(mine)):
        if a.role[mine[i]] != WORD:
            continue
        if first:
            if left[i] >= 0:
                return False
            first = False
            continue
        while j < len(theirs) and b.role[theirs[j]] != WORD:
            j += 1
        if j == len(theirs) or left[i] != j:
            return False
        j += 1
        shared += 1
    while j < len(theirs):
        if b.role[theirs[j]] == WORD:
            return False
        j += 1
    return shared >= 3


@compiled
def _pair_alike(
    a: Table, mine: Places, b: Table, theirs: Places, bare: bool, exact: bool, room: Room
) -> int:
    """Weigh every word against every word, order the pairs, and return how many there are."""
    n = len(theirs)
    alike, how, order = room.alike, room.how, room.order
    p, q = a.brief, b.brief
    count = 0
    for i in range(len(mine)):
        for j in range(n):
            if not bare and hopeless(p, mine[i], q, theirs[j]):
                continue
            likeness, kind = compare(a, mine[i], b, theirs[j], bare)
            if likeness == 0 or (exact and likeness < 1.0) or (kind == BY_JUMBLE and i != j):
                continue
            cell = i * n + j
            alike[cell], how[cell] = likeness, kind
            # The most alike first, then those at the like place.
            k = count
            count += 1
            while k > 0:
                off = order[k - 1] // n - order[k - 1] % n
                other = alike[order[k - 1]]
                if other > likeness or (other == likeness and abs(off) <= abs(i - j)):
                    break
                order[k] = order[k - 1]
                k -= 1
            order[k] = cell
    return count


@compiled
def _pair(
    a: Table, mine: Places, b: Table, theirs: Places, bare: bool, exact: bool, person: bool,
    room: Room,
) -> None:  # fmt: skip
    """Pair the words of two names, as `pairing.pair_names` does, into the room."""
    m, n = len(mine), len(theirs)
    count = _pair_alike(a, mine, b, theirs, bare, exact, room)
    left, right = room.left[:m], room.right[:n]
    own, other = room.own[:m], room.other[:n]
    left[:] = -1
    right[:] = -1
    own[:] = -1
    other[:] = -1
    free_left, free_right = m, n
    groups = 0
    for late in range(2):
        for k in range(count):
            cell = room.order[k]
            if (room.alike[cell] < 0.9 and room.how[cell] != BY_NUMBER) != (late == 1):
                continue
            i, j = cell // n, cell % n
            if left[i] < 0 and right[j] < 0:
                left[i], right[j] = j, i
                free_left -= 1
                free_right -= 1
        if late == 0 and free_left and free_right:
            if free_left > 1:
                groups = join(
                    a, mine, left, own, b, theirs, right, other, bare, groups,
                    room.likeness, room.kind,
                )  # fmt: skip
            if free_right > 1:
                groups = join(
                    b, theirs, right, other, a, mine, left, own, bare, groups,
                    room.likeness, room.kind,
                )  # fmt: skip
    fewest = 2 if person else 3
    before = groups
    if free_left >= fewest and free_right:
        groups = abbreviate(
            a, mine, left, own, b, theirs, right, other, person, groups, room.likeness, room.kind
        )
    if free_right >= fewest and free_left and groups == before:
        abbreviate(
            b, theirs, right, other, a, mine, left, own, person, groups, room.likeness, room.kind
        )


@compiled
def _weigh(
    a: Table, mine: Places, b: Table, theirs: Places, bare: bool, exact: bool, person: bool,
    betas: npt.NDArray[np.float64], cutoff: float, room: Room,
) -> float:  # fmt: skip
    m, n = len(mine), len(theirs)
    _pair(a, mine, b, theirs, bare, exact, person, room)
    left, right, own, other = room.left[:m], room.right[:n], room.own[:m], room.other[:n]
    over_left, over_right = room.over_left[:m], room.over_right[:n]
    instead_left = instead_right = False
    for i in range(m):
        instead_left |= left[i] < 0 and a.role[mine[i]] == WORD
    for j in range(n):
        instead_right |= right[j] < 0 and b.role[theirs[j]] == WORD
    for i in range(m):
        over_left[i] = left[i] < 0 and (instead_right or not _said_before(a, mine, left, i))
    for j in range(n):
        over_right[j] = right[j] < 0 and (instead_left or not _said_before(b, theirs, right, j))

    total_left = total_right = rest_left = rest_right = 0.0
    heavy_left = heavy_right = 0.0
    words_left = words_right = 0
    numbers_left = numbers_right = places_left = places_right = forms_left = forms_right = 0
    only_one = True
    whole = 1.0
    for i in range(m):
        weight, role = a.weight[mine[i]], a.role[mine[i]]
        total_left += weight
        if over_left[i]:
            rest_left += weight
            heavy_left = max(heavy_left, weight)
            words_left += role in (WORD, PLACE)
            numbers_left += role == NUMBER
            only_one &= role != NUMBER or a.value[mine[i]] == ONE
            places_left += role == PLACE
            forms_left += role == FORM
            if role not in (FORM, PARTICLE, TITLE):
                whole = 0.0
    for j in range(n):
        weight, role = b.weight[theirs[j]], b.role[theirs[j]]
        total_right += weight
        if over_right[j]:
            rest_right += weight
            heavy_right = max(heavy_right, weight)
            words_right += role in (WORD, PLACE)
            numbers_right += role == NUMBER
            only_one &= role != NUMBER or b.value[theirs[j]] == ONE
            places_right += role == PLACE
            forms_right += role == FORM
            if role not in (FORM, PARTICLE, TITLE):
                whole = 0.0
    clash_word = min(heavy_left, heavy_right)
    clash_count = min(2, words_left, words_right) / 2
    extra = min(1.0, abs(rest_left - rest_right) / max(total_left, total_right, 0.05))
    # What is left over decides most pairs: all that can still come but the first and the last
    # coefficient takes away.
    if (
        betas[0] + betas[1] + betas[_FEATURES] * whole + betas[3] * extra
        + betas[10] * clash_word + betas[11] * clash_count
    ) < cutoff:  # fmt: skip
        return -np.inf

    got = fuzz = worst = second = paired = initials = nicknames = jumbled = 0.0
    onset = edited = attested = joined = acronym = 0.0
    telling = falls = pairs = 0
    last = opening = -1
    seen = 0
    for i in range(m):
        j = left[i]
        if j < 0:
            continue
        group = own[i]
        if group >= 0:
            if seen & (1 << group):
                continue
            seen |= 1 << group
        pairs += 1
        falls += last > j
        last = j
        opening = j if opening < 0 else opening
        if group >= 0:
            x_weight = y_weight = 0.0
            wide = tall = 0
            for k in range(m):
                if own[k] == group:
                    x_weight += a.weight[mine[k]]
                    wide += 1
            for k in range(n):
                if other[k] == group:
                    y_weight += b.weight[theirs[k]]
                    tall += 1
            likeness, kind = room.likeness[group], room.kind[group]
            mean = (x_weight + y_weight) / 2
            got += (x_weight + y_weight) * likeness
            paired += mean
            unlike = 1.0 - likeness
            fuzz += mean * unlike
            if kind == ACRONYM:
                acronym = 1.0
                whole = 0.0
            else:
                joined = 1.0
                distance = unlike * min(1.0, mean + 0.2)
                second = max(second, min(worst, distance))
                worst = max(worst, distance)
                if likeness < 0.97:
                    whole = 0.0
                    changed = _changed_joined(a, mine, i, wide, b, theirs, j, tall)
                    edited = max(edited, changed)
                if first(a, mine[i], OWN_HARD) != first(b, theirs[j], OWN_HARD):
                    onset = max(onset, min(1.0, mean))
            if a.role[mine[i]] in (WORD, GENERIC, PLACE, INITIAL):
                telling += max(wide, tall)
            continue
        likeness, kind = room.alike[i * n + j], room.how[i * n + j]
        x, y = mine[i], theirs[j]
        both = a.weight[x] + b.weight[y]
        mean = both / 2
        got += both * likeness
        paired += mean
        unlike = 1.0 - likeness
        fuzz += mean * unlike
        if kind == NEAR and whole > 0 and equal(a, x, b, y, OWN_HARD):
            whole = 0.5
        elif kind not in (SAME, SPELLING, BY_NUMBER, BY_FORM) and not (
            kind == CONSONANTS and likeness >= 0.95
        ):
            whole = 0.0
        if kind == BY_JUMBLE:
            jumbled = 1.0
            attested = max(attested, _attested(a, x, b, y, person))
            edited = max(edited, 0.25)
        if kind in (NEAR, CONSONANTS):
            distance = unlike * min(1.0, mean + 0.2)
            second = max(second, min(worst, distance))
            worst = max(worst, distance)
            if kind == CONSONANTS:
                changed = min(4.0, float(edits(a, x, b, y, BONES))) / 4
            else:
                changed = _changed(a, x, b, y)
                if attested == 0:
                    attested = _attested(a, x, b, y, person)
                if first(a, x, OWN_HARD) != first(b, y, OWN_HARD):
                    onset = max(onset, min(1.0, mean))
            edited = max(edited, changed)
        if kind == BY_INITIAL:
            initials += mean
        elif kind == NICKNAME:
            nicknames += mean
        if kind not in (BY_INITIAL, BY_FORM, BY_NUMBER) and (
            a.role[x] in (WORD, GENERIC, PLACE, INITIAL)
        ):
            telling += 1
    disorder = 0.0
    if pairs > 1:
        turned = last < opening
        disorder = min(1.0, falls / (pairs - 1)) if falls > 1 else falls * (
            0.2 if turned else 0.3
        )  # fmt: skip

    least = max(min(total_left, total_right), 0.05)
    share = max(paired, 1e-9)
    f = room.f
    f[:] = 0.0
    f[0] = got / max(total_left + total_right, 1e-9)
    f[1] = min(1.0, min(rest_left, rest_right) / least)
    f[2] = extra
    f[3] = fuzz / share
    f[4] = worst
    f[5] = worst * worst * 4
    f[9] = clash_word
    f[10] = clash_count
    f[11] = edited
    f[12] = 1.0 if edited >= 0.5 else 0.0
    f[13] = attested
    f[14] = np.exp(-1.1 * paired)
    f[15] = 1.0 if telling <= 1 else 0.0
    f[16] = disorder
    f[17] = _filiation(a, mine, left, b, theirs, right) if person else 0.0
    f[18] = initials / share
    f[19] = nicknames / share
    f[20] = joined
    f[21] = acronym
    f[22] = 1.0 if numbers_left and numbers_right else 0.0
    f[23] = (0.5 if only_one else 1.0) if (numbers_left > 0) != (numbers_right > 0) else 0.0
    f[24] = 1.0 if places_left and places_right else 0.0
    f[25] = 1.0 if (places_left > 0) != (places_right > 0) else 0.0
    f[26] = 1.0 if forms_left and forms_right else 0.0
    f[27] = 1.0 if (forms_left > 0) != (forms_right > 0) else 0.0
    f[28] = onset
    for k in range(2):
        v = _edge(a, mine, over_left, k == 0)
        w = _edge(b, theirs, over_right, k == 0)
        f[29 + k] = min(v, w) if v and w else 0.4 * max(v, w)
    f[31] = second
    f[32] = jumbled
    f[33] = 0.0 if whole == 0.5 and edited > 0.25 else whole
    if _sum(betas, f) < cutoff:
        return -np.inf  # the letters as a whole can only take away
    if bare:
        f[6] = f[7] = _distance_of_runs(
            _join_canons(a, mine, BONES, False, False),
            _join_canons(b, theirs, BONES, False, False),
        )
    else:
        if betas[7] != 0 or betas[9] != 0:
            p = _join_canons(a, mine, CANON, False, False)
            q = _join_canons(b, theirs, CANON, False, False)
            longest = max(len(p), len(q))
            f[6] = count_changes(p, len(p), q, len(q)) / longest if longest else 0.0
        if betas[8] != 0:
            f[7] = _distance_of_runs(
                _join_canons(a, mine, CANON, True, True),
                _join_canons(b, theirs, CANON, True, True),
            )
    f[8] = min(f[6], 0.2) * 5
    return _sum(betas, f)


@compiled
def _changed(a: Table, x: int, b: Table, y: int) -> float:
    # The twin of features._changed, for two words.
    hard = edits(a, x, b, y, OWN_HARD)
    soft = max(0, edits(a, x, b, y, CANON) - hard)
    changed = (0.5 * hard if sound_alike(a, x, b, y) else 1.0 * hard) + 0.5 * soft
    i, j = RUNS * x, RUNS * y
    if one_slip(a.letters, a.ends[i], a.ends[i + 1], b.letters, b.ends[j], b.ends[j + 1]):
        changed = min(changed, 1.0)
    return min(4.0, changed) / 4


@compiled
def _changed_joined(
    a: Table, mine: Places, i: int, wide: int, b: Table, theirs: Places, j: int, tall: int
) -> float:
    # The twin of features._changed, for joined words.
    size = 1
    for k in range(i, i + wide):
        size += length(a, mine[k], CANON)
    for k in range(j, j + tall):
        size += length(b, theirs[k], CANON)
    p, q = np.empty(size, dtype=np.uint32), np.empty(size, dtype=np.uint32)
    m, n = gather(a, mine, i, wide, OWN_HARD, p), gather(b, theirs, j, tall, OWN_HARD, q)
    hard = count_edits(p, 0, m, q, 0, n)
    m, n = gather(a, mine, i, wide, CANON, p), gather(b, theirs, j, tall, CANON, q)
    changed = hard + 0.5 * max(0, count_edits(p, 0, m, q, 0, n) - hard)
    return min(4.0, changed) / 4


@compiled
def _ends_in(a: Table, x: int, letter: int) -> bool:
    """Tell whether the canonical word ends in k and a letter."""
    end = a.ends[RUNS * x + CANON + 1]
    if end - a.ends[RUNS * x + CANON] < 2:
        return False
    return bool(a.letters[end - 1] == letter and a.letters[end - 2] == 107)


@compiled
def _attested(a: Table, x: int, b: Table, y: int, person: bool) -> float:
    # The twin of features._attested.
    if a.role[x] == WORD and b.role[y] == WORD and a.value[x] != 0 and (a.value[x] == b.value[y]):
        return 0.0 if equal(a, x, b, y, OWN_HARD) else 1.0
    if not (a.marks[x] & b.marks[y]) & (1 if person else 2):
        return 0.0
    if equal(a, x, b, y, OWN_HARD):
        if not person or not (a.marks[x] ^ b.marks[y]) & 4:
            return 0.0
        if (_ends_in(a, x, 97) and _ends_in(b, y, 111)) or (
            _ends_in(a, x, 111) and _ends_in(b, y, 97)
        ):
            return 0.0
        return 1.0
    return 0.0 if sound_alike(a, x, b, y) else 1.0


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
        lend(a.marks), lend(a.brief), lend(a.circles), lend(a.starts), lend(a.words),
        lend(a.flags),
    )  # fmt: skip


@compiled
def weigh_pairs(
    questions: Table, index: Table, asked: Places,
    named: Places, betas: npt.NDArray[np.float64], cutoff: npt.NDArray[np.float64],
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
    room = _make_room()
    lent = _lend_room(room)
    found = np.empty(len(asked), dtype=np.float64)
    for k in range(len(asked)):
        x, y = asked[k], named[k]
        mine = a.words[a.starts[x] : a.starts[x + 1]]
        theirs = b.words[b.starts[y] : b.starts[y + 1]]
        p, q = a.flags[x], b.flags[y]
        if len(mine) == 0 or len(theirs) == 0:
            found[k] = -np.inf
        elif (p | q) & ODD or (p ^ q) & PERSON or max(len(mine), len(theirs)) > _MOST:
            found[k] = np.nan
        else:
            bare = ((p ^ q) & VOWELLESS) != 0
            person = (p & PERSON) != 0
            found[k] = _weigh(
                a, mine, b, theirs, bare, (p & q & SYLLABIC) != 0, person,
                betas[2 if bare else (0 if person else 1)], cutoff[k], lent,
            )  # fmt: skip
    room.f[0] = 0.0  # the room must live until here
    return found
