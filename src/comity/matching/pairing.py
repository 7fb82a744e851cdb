"""Two names laid beside each other: which word answers to which, and what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from comity.matching.vocabulary import vocabulary
from comity.matching.words import (
    Prepared,
    Word,
    as_scanned,
    bones_of,
    canonical,
    consonants,
    jumble,
    one_slip,
)
from comity.text.romanising import skeleton

How = Literal[
    "same", "spelling", "near", "nickname", "initial", "consonants", "joined", "acronym", "number",
    "form", "scanned", "jumbled",
]  # fmt: skip

_LEAST = 0.6
_JUMBLED = 0.75
_LONG = 8
"""Letters from which on joined words may begin with another letter: Andrang Heta, Ndrangheta."""
_ENOUGH = 0.85
_FULL = ("word", "generic", "place", "title")


@dataclass(frozen=True, slots=True)
class Pair:
    """Words of one name that answer to words of the other.

    Attributes:
        left, right: Positions of the words.
        alike: 0 to 1.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    alike: float
    how: How


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs of two names and the positions without a counterpart."""

    pairs: tuple[Pair, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


@lru_cache(maxsize=200_000)
def compare_words(a: str, b: str) -> tuple[float, How]:
    """Return how alike two folded words are, 0 to 1, and in which way.

    Consonants count in full and vowels less than half, because transcribers differ in vowels.
    Words of three letters or fewer are the same or they are not.

    >>> compare_words("khorasan", "khurasan")[1], compare_words("aziz", "amin")[0]
    ('near', 0.0)
    """
    if a == b:
        return 1.0, "same"
    ca, cb = canonical(a), canonical(b)
    if ca == cb:
        return 0.97, "spelling"
    if len(a) > 3 and len(b) > 3 and (a == b + "s" or b == a + "s"):
        return 0.97, "spelling"  # one or many: "tool", "tools"
    circles = vocabulary().circles
    if a in circles and b in circles and circles[a] & circles[b]:
        return 0.9, "nickname"
    if min(len(a), len(b)) > 2 and max(len(a), len(b)) > 3 and as_scanned(a) == as_scanned(b):
        return 0.93, "scanned"
    # One slip may change the spelling of a sound, and so look like more.
    slip = 1.0 - 1.0 / max(len(a), len(b)) if one_slip(a, b) else 0.0
    longest = max(len(ca), len(cb))
    shortest = min(len(ca), len(cb))
    if not slip and jumble(a) and jumble(a) == jumble(b):
        return _JUMBLED, "jumbled"
    if shortest <= 2 or longest > 2 * shortest:
        return slip, "near"
    edits = OSA.distance(ca, cb)
    ka, kb = consonants(ca), consonants(cb)
    hard: float = OSA.distance(ka, kb)
    changed = max(0, edits - hard)
    if hard and sound_alike(a, b):
        hard *= 0.5
    cost = hard + 0.45 * changed
    if ca[0] != cb[0] and ka[0] != kb[0]:
        cost += 0.35
    alike = 1.0 - cost / (longest if longest > 4 else longest - 0.5)
    jaro = JaroWinkler.similarity(ca, cb)
    if alike < _LEAST and not (hard == 0 and len(ka) >= 3):
        return slip, "near"
    return max(_LEAST, slip, min(alike, jaro, 0.96)), "near"


def sound_alike(a: str, b: str) -> bool:
    """Tell whether two folded words have the same consonants by sound: Qadhafi and Gaddafi."""
    bones = skeleton(a)
    return len(bones) >= 3 and bones == skeleton(b)


@lru_cache(maxsize=50_000)
def compare_bones(a: str, b: str) -> tuple[float, How]:
    """Return how alike the consonants of two words are, where one is written without vowels.

    >>> compare_bones("mhmd", "mhmd")[0], compare_bones("hsn", "hdn")[0] < 0.7
    (0.95, True)
    """
    if a == b and a:
        return (0.95 if len(a) > 1 else 0.75), "consonants"
    longest, shortest = max(len(a), len(b)), min(len(a), len(b))
    if shortest < 2 or longest > 2 * shortest:
        return 0.0, "consonants"
    alike = 1.0 - OSA.distance(a, b) / longest
    return (alike, "consonants") if alike >= _LEAST else (0.0, "consonants")


def pair_names(left: Prepared, right: Prepared) -> Pairing:
    """Return the pairing of two names, the most alike words first."""
    bare = left.vowelless != right.vowelless
    exact = left.syllabic and right.syllabic
    a, b = left.words, right.words
    scored: list[tuple[float, int, int, How]] = []
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            alike, how = _compare(x, y, bare)
            if how == "jumbled" and i != j:
                continue  # Bashar Nasiri is not Nasir Arbash
            # A syllable written with another character is another name.
            if alike and not (exact and alike < 1.0):
                scored.append((alike, i, j, how))
    scored.sort(key=lambda s: (-s[0], abs(s[1] - s[2]), s[1], s[2]))
    free_left, free_right = dict.fromkeys(range(len(a))), dict.fromkeys(range(len(b)))
    pairs: list[Pair] = []
    late: list[tuple[float, int, int, How]] = []
    for alike, i, j, how in scored:
        if alike < 0.9 and how != "number":
            late.append((alike, i, j, how))
        elif i in free_left and j in free_right:
            pairs.append(Pair((i,), (j,), alike, how))
            del free_left[i], free_right[j]
    if free_left and free_right:
        if len(free_left) > 1 or len(free_right) > 1:
            _pair_joined(a, b, free_left, free_right, pairs, bare)
        for alike, i, j, how in late:
            if i in free_left and j in free_right:
                pairs.append(Pair((i,), (j,), alike, how))
                del free_left[i], free_right[j]
        _pair_acronym(a, b, free_left, free_right, pairs, left.family == "person")
    left_over, right_over = tuple(free_left), tuple(free_right)
    # A word said twice counts once, unless the other name has another word in its place.
    if not any(b[j].role == "word" for j in right_over):
        runs = [p.left for p in pairs]
        left_over = tuple(i for i in left_over if not _said_before(a, i, runs))
    if not any(a[i].role == "word" for i in free_left):
        runs = [p.right for p in pairs]
        right_over = tuple(j for j in right_over if not _said_before(b, j, runs))
    return Pairing(tuple(pairs), left_over, right_over)


def _said_before(words: Sequence[Word], i: int, paired: Sequence[tuple[int, ...]]) -> bool:
    """Tell whether a word left over only repeats one of its name that has its counterpart."""
    return any(words[k].canon == words[i].canon for run in paired for k in run)


def _compare(x: Word, y: Word, bare: bool) -> tuple[float, How]:
    if x.role == "form" or y.role == "form":
        same = x.role == y.role and x.value == y.value
        return (1.0 if x.text == y.text else 0.95, "form") if same else (0.0, "form")
    if x.role == "number" or y.role == "number":
        return (1.0, "number") if x.value == y.value else (0.0, "number")
    if x.role == "initial" or y.role == "initial":
        if x.text == y.text:
            return 1.0, "same"
        if x.role == y.role or "particle" in (x.role, y.role):
            return 0.0, "initial"
        return (0.8, "initial") if x.canon[0] == y.canon[0] or x.text[0] == y.text[0] else (
            0.0, "initial",
        )  # fmt: skip
    if x.role == "particle" or y.role == "particle":
        return (1.0, "same") if x.canon == y.canon else (0.0, "same")
    if x.canon == y.canon:
        return (1.0, "same") if x.text == y.text else (0.97, "spelling")
    if x.role == y.role == "place":
        # Known places are not slips of each other: Iran, Iraq.
        return (0.95, "spelling") if x.value and x.value == y.value else (0.0, "near")
    if bare:
        return compare_bones(bones_of(x), bones_of(y))
    if _SERVANT in (x.text[:4], y.text[:4]) and _without_servant(x) == _without_servant(y):
        return 0.85, "nickname"  # Abdul Latif is called Latif, and A. Latif
    return compare_words(x.text, y.text)


_SERVANT = "abd "


def _without_servant(word: Word) -> str:
    return word.canon[3:] if word.text.startswith(_SERVANT) else word.canon


def _pair_joined(
    a: Sequence[Word], b: Sequence[Word], free_left: dict[int, None], free_right: dict[int, None],
    pairs: list[Pair], bare: bool,
) -> None:  # fmt: skip
    """Pair runs of words on one side with one word on the other, and take them off."""
    for swap in (False, True):
        many, one = (b, a) if swap else (a, b)
        free_many, free_one = (free_right, free_left) if swap else (free_left, free_right)
        others = [(j, _run(one, (j,), bare)) for j in free_one if one[j].role in _FULL]
        # The others only grow fewer, so a run that fits none of them once never will.
        failed: set[_Run] = set()
        for i in list(free_many):
            for length in (2, 3):
                run = tuple(range(i, i + length))
                if not all(k in free_many for k in run):
                    break
                if any(many[k].role in ("form", "number") for k in run):
                    break
                texts = _run(many, run, bare)
                hit = None if texts in failed else _find_joined(texts, others, bare)
                if hit is None:
                    failed.add(texts)
                else:
                    left, right = ((hit[0],), run) if swap else (run, (hit[0],))
                    pairs.append(Pair(left, right, min(hit[1], 0.97), "joined"))
                    for k in run:
                        del free_many[k]
                    del free_one[hit[0]]
                    others = [o for o in others if o[0] != hit[0]]
                    break


def _find_joined(
    texts: _Run, others: Sequence[tuple[int, _Run]], bare: bool
) -> tuple[int, float] | None:
    """Return which of the other words a run of words is when joined, and how alike they are."""
    for j, other in others:
        alike = _compare_joined(texts, other, bare)
        if alike >= _ENOUGH:
            return j, alike
    return None


class _Run(NamedTuple):
    """Words written as one: as they stand, canonical, and canonical letter by letter."""

    text: str
    canon: str
    plain: str


def _run(words: Sequence[Word], positions: Sequence[int], bare: bool) -> _Run:
    if bare:
        return _Run("", "", "".join(bones_of(words[k]) for k in positions))
    return _Run(
        "".join(words[k].text for k in positions).replace(" ", ""),
        "".join(words[k].canon for k in positions),
        "".join(canonical(words[k].text) for k in positions).replace(" ", ""),
    )


def _compare_joined(a: _Run, b: _Run, bare: bool) -> float:
    """Return how alike words written as one are to one word: 1 less the share of letters changed.

    Few letters may differ, and only long runs may begin with another one (Andrang Heta,
    Ndrangheta): joined words are met by chance more often than single ones.
    """
    if not bare and (a.text == b.text or a.canon == b.canon):
        return 1.0
    found = _share_kept(a.plain, b.plain)
    return found if bare or found >= _ENOUGH else max(found, _share_kept(a.text, b.text))


def _share_kept(x: str, y: str) -> float:
    longest, shortest = max(len(x), len(y)), min(len(x), len(y))
    if shortest < 2 or longest - shortest > 2 or (x[0] != y[0] and shortest < _LONG):
        return 0.0
    return 1.0 - OSA.distance(x, y) / longest


def _pair_acronym(
    a: Sequence[Word], b: Sequence[Word], free_left: dict[int, None], free_right: dict[int, None],
    pairs: list[Pair], person: bool,
) -> None:  # fmt: skip
    """Pair a word with a run of words whose first letters it is made of."""
    for swap in (False, True):
        many, one = (b, a) if swap else (a, b)
        free_many, free_one = (free_right, free_left) if swap else (free_left, free_right)
        for roles in (_NAMING, _NAMING_ALL):
            run = tuple(k for k in free_many if many[k].role in roles)
            letters = "".join(many[k].text[0] for k in run)
            if not may_be_letters(letters, person):
                continue
            for j in list(free_one):
                if one[j].text != letters:
                    continue
                left, right = ((j,), run) if swap else (run, (j,))
                pairs.append(Pair(left, right, 0.8, "acronym"))
                for k in run:
                    del free_many[k]
                del free_one[j]
                return


_NAMING = ("word", "generic", "place")
_NAMING_ALL = (*_NAMING, "particle")
"""First letters are taken with or without those of small words: UNSC, but OFAC."""


def may_be_letters(letters: str, person: bool) -> bool:
    """Tell whether a run of first letters may stand for the words: three, or J C for a person.

    Two letters must be consonants: Li and Wu are names of their own.
    """
    if person and len(letters) == 2:
        return not set(letters) & set("aeiouy")
    return len(letters) >= 3
