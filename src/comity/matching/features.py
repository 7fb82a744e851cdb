"""What is measured on a pair of names: a table of features, each with a sentence for people."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA, Indel, Levenshtein

from comity.matching.pairing import Pair, Pairing, pair_names, sound_alike
from comity.matching.words import Family, Prepared, Word, bones_of, consonants, is_name, one_slip

FEATURES: tuple[tuple[str, str], ...] = (
    ("cover", "share of the weight of both names that is paired, by likeness"),
    ("clash", "weight left over on both sides: each name says something the other does not"),
    ("extra", "weight left over on one side only"),
    ("fuzz", "mean unlikeness of the paired words, by weight"),
    ("worst", "unlikeness of the worst pair, by its weight"),
    ("worst_square", "the same, squared"),
    ("letters", "unlikeness of the two names as runs of letters, in order"),
    ("sorted", "unlikeness of the two names as runs of letters, words sorted"),
    ("letters_small", "the first fifth of that unlikeness"),
    ("clash_word", "the heaviest word left over on each side, the lighter of the two"),
    ("clash_count", "words left over on both sides, common ones too: the fewer, halved up to two"),
    ("edits", "letters changed in the worst pair, up to four"),
    ("edits_two", "more than one consonant changed in a pair"),
    ("attested", "both words of an unlike pair are known as names of their own"),
    ("evidence", "how little the paired words tell: few, short or common ones"),
    ("single", "only one telling word is paired"),
    ("order", "the paired words stand in another order"),
    ("filiation", "son and father are exchanged, or one name has a given name before the other"),
    ("initial", "share of words paired only by an initial"),
    ("nickname", "share of words paired as everyday forms of one name"),
    ("joined", "words are joined or split"),
    ("acronym", "a word stands for the first letters of others"),
    ("number_clash", "the numbers differ"),
    ("number_extra", "a number stands on one side only"),
    ("place_clash", "the places differ"),
    ("place_extra", "a place stands on one side only"),
    ("form_clash", "the legal forms are of different classes"),
    ("form_extra", "a legal form stands on one side only"),
    ("onset", "a paired word begins with another letter"),
    ("last", "the last word of one side has no counterpart"),
    ("first", "the first word of one side has no counterpart"),
    ("second", "unlikeness of the second worst pair, by its weight"),
    ("jumbled", "a word is another one's letters in another order"),
    ("whole", "every word has its counterpart, the same or spelled otherwise; half for vowels"),
)
"""Name and meaning of each feature, in the order of the vectors."""
FOR = frozenset(("cover", "whole"))
"""The features that count for a match; all others count against it."""

_TELLING = ("word", "generic", "place", "initial")


def measure(left: Prepared, right: Prepared) -> tuple[list[float], Pairing]:
    """Return the features of a pair of names, in the order of `FEATURES`, and their pairing."""
    pairing = pair_names(left, right)
    a, b = left.words, right.words
    total_left, total_right = sum(w.weight for w in a), sum(w.weight for w in b)
    got = fuzz = worst = second = weight_paired = jumbled = 0.0
    initials = nicknames = 0.0
    joined = acronym = onset = edits = attested = 0.0
    telling = 0
    for pair in pairing.pairs:
        x = sum(a[i].weight for i in pair.left)
        y = sum(b[j].weight for j in pair.right)
        mean = (x + y) / 2
        got += (x + y) * pair.alike
        weight_paired += mean
        unlike = 1.0 - pair.alike
        fuzz += mean * unlike
        if pair.how == "jumbled":
            attested = max(attested, _attested(a, b, pair, left.family))
            edits = max(edits, 0.25)
        if pair.how in ("near", "consonants", "joined"):
            distance = unlike * min(1.0, mean + 0.2)
            second = max(second, min(worst, distance))
            worst = max(worst, distance)
            edits = max(edits, _changed(a, b, pair))
            if pair.how == "near":
                attested = max(attested, _attested(a, b, pair, left.family))
            if pair.how != "consonants" and _onsets_differ(a, b, pair):
                onset = max(onset, min(1.0, mean))
        initials += mean if pair.how == "initial" else 0.0
        nicknames += mean if pair.how == "nickname" else 0.0
        joined = 1.0 if pair.how == "joined" else joined
        acronym = 1.0 if pair.how == "acronym" else acronym
        jumbled = 1.0 if pair.how == "jumbled" else jumbled
        if pair.how not in ("initial", "form", "number") and a[pair.left[0]].role in _TELLING:
            telling += len(pair.left) if len(pair.left) > len(pair.right) else len(pair.right)
    rest_left = sum(a[i].weight for i in pairing.left)
    rest_right = sum(b[j].weight for j in pairing.right)
    least = max(min(total_left, total_right), 0.05)
    paired = max(weight_paired, 1e-9)
    numbers = _sides(a, b, pairing, "number")
    places = _sides(a, b, pairing, "place")
    forms = _sides(a, b, pairing, "form")
    return [
        got / max(total_left + total_right, 1e-9),
        min(1.0, min(rest_left, rest_right) / least),
        min(1.0, abs(rest_left - rest_right) / max(total_left, total_right, 0.05)),
        fuzz / paired,
        worst,
        worst * worst * 4,
        *(letters := _letters(left, right)),
        min(letters[0], 0.2) * 5,
        min(
            max((a[i].weight for i in pairing.left), default=0.0),
            max((b[j].weight for j in pairing.right), default=0.0),
        ),
        _both_left(a, b, pairing),
        edits,
        float(edits >= 0.5),
        attested,
        math.exp(-1.1 * weight_paired),
        1.0 if telling <= 1 else 0.0,
        disorder(pairing),
        filiation(a, b, pairing) if left.family == "person" else 0.0,
        initials / paired,
        nicknames / paired,
        joined,
        acronym,
        float(numbers[0] > 0 and numbers[1] > 0),
        _number_extra(a, b, pairing, numbers),
        float(places[0] > 0 and places[1] > 0),
        float((places[0] > 0) != (places[1] > 0)),
        float(forms[0] > 0 and forms[1] > 0),
        float((forms[0] > 0) != (forms[1] > 0)),
        onset,
        _edge(a, b, pairing, -1),
        _edge(a, b, pairing, 0),
        second,
        jumbled,
        _whole(a, b, pairing, edits),
    ], pairing  # fmt: skip


def _whole(a: Sequence[Word], b: Sequence[Word], pairing: Pairing, edits: float) -> float:
    """Return 1 when nothing telling is left over and no pair is unlike, 0.5 for vowels only."""
    over = (*(a[i] for i in pairing.left), *(b[j] for j in pairing.right))
    if any(w.role not in _SMALL for w in over):
        return 0.0
    soft = False
    for pair in pairing.pairs:
        if pair.how in _AGREEING or (pair.how == "joined" and pair.alike >= 0.97):
            continue
        if pair.how == "consonants" and pair.alike >= 0.95:
            continue
        if pair.how != "near" or not _same_consonants(a, b, pair):
            return 0.0
        soft = True
    return (0.5 if edits <= _TWO_VOWELS else 0.0) if soft else 1.0


_SMALL = ("form", "particle", "title")
_AGREEING = ("same", "spelling", "number", "form")
_TWO_VOWELS = 0.25
"""Two vowels changed in the worst pair, in the unit of `edits`."""


def _same_consonants(a: Sequence[Word], b: Sequence[Word], pair: Pair) -> bool:
    return consonants(a[pair.left[0]].canon) == consonants(b[pair.right[0]].canon)


def _changed(a: Sequence[Word], b: Sequence[Word], pair: Pair) -> float:
    """Return the consonants changed in a pair, and half the vowels, up to four; 0 to 1."""
    if pair.how == "consonants":
        x, y = bones_of(a[pair.left[0]]), bones_of(b[pair.right[0]])
        return min(4, OSA.distance(x, y)) / 4
    if pair.how == "joined" and pair.alike >= 0.97:
        return 0.0
    x = "".join(a[i].canon for i in pair.left)
    y = "".join(b[j].canon for j in pair.right)
    hard: float = OSA.distance(consonants(x), consonants(y))
    soft = max(0, OSA.distance(x, y) - hard)
    if hard and pair.how == "near" and sound_alike(a[pair.left[0]].text, b[pair.right[0]].text):
        hard *= 0.5
    changed = hard + 0.5 * soft
    if len(pair.left) == len(pair.right) == 1 and one_slip(
        a[pair.left[0]].text, b[pair.right[0]].text
    ):
        changed = min(changed, 1.0)
    return min(4.0, changed) / 4


def _both_left(a: Sequence[Word], b: Sequence[Word], pairing: Pairing) -> float:
    # A father's name contradicts another one however common both are.
    left = sum(a[i].role in ("word", "place") for i in pairing.left)
    right = sum(b[j].role in ("word", "place") for j in pairing.right)
    return min(2, left, right) / 2


def _onsets_differ(a: Sequence[Word], b: Sequence[Word], pair: Pair) -> bool:
    return consonants(a[pair.left[0]].canon)[:1] != consonants(b[pair.right[0]].canon)[:1]


def _attested(a: Sequence[Word], b: Sequence[Word], pair: Pair, family: Family) -> float:
    """Return 1 when both words are names of their own, else 0.

    Vowels alone, and consonants that transcribers take for each other, do not make another name;
    the sex does: Daniel and Daniela, Mario and Maria.
    """
    one, other = a[pair.left[0]], b[pair.right[0]]
    x, y = one.canon, other.canon
    if one.role == other.role == "word" and one.value and one.value == other.value:
        return float(consonants(x) != consonants(y))  # syllables of one language
    if not is_name(one, family) or not is_name(other, family):
        return 0.0
    if family == "person" and consonants(x) == consonants(y):
        return float(of_other_sex(x, y))
    return float(consonants(x) != consonants(y) and not sound_alike(one.text, other.text))


def of_other_sex(x: str, y: str) -> bool:
    """Tell whether of two names with the same consonants one has a woman's ending, the other not.

    Surnames in -ko have no other form: Lukashenko is in Belarusian Lukashenka.
    """
    return (x[-1] == "a") != (y[-1] == "a") and {x[-2:], y[-2:]} != {"ko", "ka"}


def _letters(left: Prepared, right: Prepared) -> tuple[float, float]:
    if left.vowelless != right.vowelless:
        unlike = Indel.normalized_distance(left.bare, right.bare)
        return unlike, unlike
    straight = Levenshtein.normalized_distance(
        left.canon.replace(" ", ""), right.canon.replace(" ", "")
    )
    in_order = Indel.normalized_distance(
        " ".join(sorted(left.canon.split())), " ".join(sorted(right.canon.split()))
    )
    return straight, in_order


def _number_extra(
    a: Sequence[Word], b: Sequence[Word], pairing: Pairing, numbers: tuple[int, int]
) -> float:
    """Return 1 when a number stands on one side only; half of it for a lone one.

    The first of a series is often written without its number, the second never.
    """
    if (numbers[0] > 0) == (numbers[1] > 0):
        return 0.0
    over = [w.value for w in (*(a[i] for i in pairing.left), *(b[j] for j in pairing.right))
            if w.role == "number"]  # fmt: skip
    return 0.5 if all(value == "1" for value in over) else 1.0


def _sides(
    a: Sequence[Word], b: Sequence[Word], pairing: Pairing, role: str
) -> tuple[int, int]:  # fmt: skip
    return (
        sum(a[i].role == role for i in pairing.left),
        sum(b[j].role == role for j in pairing.right),
    )


def disorder(pairing: Pairing) -> float:
    """Return the share of paired words that stand in another order, 0 to 1."""
    places = [p.right[0] for p in sorted(pairing.pairs, key=lambda p: p.left[0])]
    if len(places) < 2:
        return 0.0
    falls = sum(x > y for x, y in pairwise(places))
    if falls > 1:
        return min(1.0, falls / (len(places) - 1))
    # "Family, Given" is one fall, the commonest of all orders: what was last now stands first.
    return falls * (0.2 if places[-1] < places[0] else 0.3)


def filiation(a: Sequence[Word], b: Sequence[Word], pairing: Pairing) -> float:
    """Tell whether one name is the other's father or son.

    Returns:
        1 where one says "X bin Y" and the other "Y bin X"; 0.5 where the one is the other with a
        given name before it ("Ayman Sabawi Ibrahim al-Tikriti", "Sabawi Ibrahim al-Tikriti").
    """
    where = {i: p.right[0] for p in pairing.pairs for i in p.left}
    for i, word in enumerate(a):
        if word.canon not in ("bin", "bint") or not 0 < i < len(a) - 1 or i not in where:
            continue
        son, father = where.get(i - 1), where.get(i + 1)
        if son is None or father is None:
            continue
        at = where[i]
        # Another order of the whole ("bin Salman Muhammad") keeps the father behind the word.
        if father == at - 1 and son == at + 1:
            return 1.0
    return 0.5 if _one_before(a, b, where) else 0.0


_CHAIN = frozenset(("al", "bin", "bint", "abu", "um"))
"""Particles of names that run from son to father to tribe."""


def _one_before(a: Sequence[Word], b: Sequence[Word], where: dict[int, int]) -> bool:
    if not any(w.role == "particle" and w.canon in _CHAIN for w in (*a, *b)):
        return False
    mine = [i for i, w in enumerate(a) if w.role == "word"]
    theirs = [j for j, w in enumerate(b) if w.role == "word"]
    if min(len(mine), len(theirs)) < 3 or abs(len(mine) - len(theirs)) != 1:
        return False
    if len(mine) > len(theirs):
        return mine[0] not in where and [where.get(i) for i in mine[1:]] == theirs
    return theirs[0] not in where.values() and [where.get(i) for i in mine] == theirs[1:]


def _edge(a: Sequence[Word], b: Sequence[Word], pairing: Pairing, end: int) -> float:
    """Return the weight of a first or last word that is left over on both sides."""
    found = []
    for words, free in ((a, pairing.left), (b, pairing.right)):
        full = [i for i, w in enumerate(words) if w.role in ("word", "place", "generic")]
        found.append(words[full[end]].weight if full and full[end] in free else 0.0)
    return min(found) if all(found) else 0.4 * max(found)
