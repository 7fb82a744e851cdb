"""Sentences a reviewer can read about what was compared."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from comity.matching.features import disorder, filiation
from comity.matching.pairing import Pair, Pairing
from comity.matching.words import Prepared, Word, canonical, consonants

_ROLES = {
    "form": "the legal form", "number": "the number", "place": "the place", "title": "the title",
    "particle": "the particle", "initial": "the initial", "generic": "the general word",
    "word": "the word",
}  # fmt: skip


def explain_names(left: Prepared, right: Prepared, pairing: Pairing) -> list[str]:
    """Return what agrees, what nearly does and what is left over, in sentences."""
    a, b = left.words, right.words
    said: list[str] = []
    same = [p for p in pairing.pairs if p.how == "same"]
    if not pairing.left and not pairing.right and len(same) == len(pairing.pairs):
        said.append("the names are the same" if not disorder(pairing) else
                    "the same words in another order")  # fmt: skip
    else:
        if same:
            said.append("the same: " + " ".join(a[p.left[0]].text for p in same))
        for pair in pairing.pairs:
            if pair.how != "same":
                said.append(_pair(a, b, pair))
        said += _left_over(a, b, pairing)
        if disorder(pairing):
            said.append("the words stand in another order")
    if left.family == "person" and filiation(a, b, pairing):
        said.append("son and father are exchanged")
    for side in (left, right):
        if side.mixed:
            said.append(f"{side.text!r} mixes letters of two scripts that look alike")
    return [s for s in said if s] or ["only legal forms and particles, which say little"]


def _text(words: Sequence[Word], positions: Sequence[int]) -> str:
    return " ".join(words[i].text for i in positions)


def _pair(a: Sequence[Word], b: Sequence[Word], pair: Pair) -> str:
    x, y = _text(a, pair.left), _text(b, pair.right)
    if pair.how == "number":
        return f"the number agrees: {x}"
    if pair.how == "form":
        return "" if x == y else f"{x} and {y} are legal forms of one class"
    if x == y:
        return f"the same: {x}"
    match pair.how:
        case "spelling":
            why = "two spellings of one name"
        case "nickname":
            why = "everyday forms of one name"
        case "scanned":
            why = "letters that scanners take for each other"
        case "initial":
            why = "an initial"
        case "consonants":
            why = "the same consonants" if pair.alike >= 0.9 else "most consonants agree"
        case "joined":
            why = "joined or split"
        case "jumbled":
            why = "the same letters in another order"
        case "acronym":
            why = "its first letters"
        case _:
            why = _difference(x, y)
    return f"{x} ≈ {y}: {why}"


def _difference(x: str, y: str) -> str:
    x, y = canonical(x), canonical(y)
    count = OSA.distance(x, y)
    hard = OSA.distance(consonants(x), consonants(y))
    if hard == 0:
        return "one vowel" if count == 1 else f"{count} vowels"
    if count == 1:
        if sorted(x) == sorted(y):
            return "two letters exchanged"
        return "one letter"
    return f"{count} letters"


def _left_over(a: Sequence[Word], b: Sequence[Word], pairing: Pairing) -> list[str]:
    said = []
    forms = [
        [w[i].text for i in free if w[i].role == "form"]
        for w, free in ((a, pairing.left), (b, pairing.right))
    ]
    if forms[0] and forms[1]:
        said.append(f"{forms[0][0]} and {forms[1][0]} are legal forms of different classes")
    for role in ("number", "place"):
        sides = [
            [w[i].text for i in free if w[i].role == role]
            for w, free in ((a, pairing.left), (b, pairing.right))
        ]
        if sides[0] and sides[1]:
            said.append(f"the {role}s differ: {sides[0][0]}, not {sides[1][0]}")
    for side, words, free in (("asked", a, pairing.left), ("listed", b, pairing.right)):
        for i in free:
            if words[i].role in ("particle", "form"):
                continue
            said.append(f"{_ROLES[words[i].role]} {words[i].text!r} stands only in the {side} name")
    return said
