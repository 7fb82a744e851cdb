"""The scorer `plain-1`: folded names, words aligned one to one, in any order.

A released scorer is never edited, so that old decisions stay explainable; a better one gets a
new name.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler, Levenshtein

from comity.text import fold

SCORER = "plain-1"
DEFAULT_THRESHOLD = 0.86
"""From this score on a match is an alert."""

_LONGEST = 300
_LEGAL_FORMS = frozenset(
    (
        "ltd limited llc inc incorporated corp corporation co company ooo oao zao pao ao gmbh ag "
        "sa sarl srl spa bv nv plc pjsc jsc fze fzco fzc sas kg oy ab as sdn bhd pte pvt"
    ).split(" ")
)
# A legal form says little about which firm is meant: it weighs a quarter of a word.
_FORM_WEIGHT = 0.25
_SAME_WORD = 0.80


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How well two names agree: a score in 0..1 and the reasons, as sentences."""

    score: float
    reasons: tuple[str, ...]


def score_names(query: str, listed: str) -> Agreement:
    """Return how well two names agree, whatever the order of their words.

    Each word of one name is paired with at most one of the other, the most alike first. What is
    left over lowers the score by its share of the letters. Names that agree once blanks are
    dropped (joined or split words) agree. Symmetric; names are cut at 300 characters.
    """
    left, right = fold(query[:_LONGEST]).split(), fold(listed[:_LONGEST]).split()
    if not left or not right:
        return Agreement(score=0.0, reasons=("a name without letters agrees with nothing",))
    if left == right:
        return Agreement(score=1.0, reasons=("the names are the same",))
    if sorted(left) == sorted(right):
        return Agreement(score=0.99, reasons=("the same words in another order",))
    compact = Levenshtein.normalized_similarity("".join(left), "".join(right))
    if compact == 1.0:
        return Agreement(score=0.98, reasons=("the same letters, words joined or split",))
    aligned = _align(left, right)
    if compact * 0.98 > aligned.score and compact >= 0.9:
        return Agreement(score=compact * 0.98, reasons=("alike as one run of letters",))
    return aligned


def _weight(word: str) -> float:
    return (_FORM_WEIGHT if word in _LEGAL_FORMS else 1.0) * math.sqrt(len(word))


def _align(left: Sequence[str], right: Sequence[str]) -> Agreement:
    pairs = sorted(
        ((_word_similarity(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right)),
        key=lambda p: (-p[0], p[1] + p[2], p[1]),
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    got, reasons = 0.0, []
    for similarity, i, j in pairs:
        if similarity < _SAME_WORD:
            break
        if i in used_left or j in used_right:
            continue
        used_left.add(i)
        used_right.add(j)
        got += similarity * (_weight(left[i]) + _weight(right[j]))
        if similarity < 1.0:
            count = Levenshtein.distance(left[i], right[j])
            letters = "one letter differs" if count == 1 else f"{count} letters differ"
            reasons.append(f"{left[i]} ≈ {right[j]}: {letters}")
    for words, used in ((left, used_left), (right, used_right)):
        for index, word in enumerate(words):
            if index not in used:
                reasons.append(f"the word {word!r} has no counterpart")
    total = sum(map(_weight, left)) + sum(map(_weight, right))
    return Agreement(score=min(0.97, got / total), reasons=tuple(reasons))


def _word_similarity(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if min(len(a), len(b)) <= 3:
        return 0.0  # short words are the same or they are not
    edit = Levenshtein.normalized_similarity(a, b)
    return min(edit + 0.1, JaroWinkler.similarity(a, b)) if edit >= 0.66 else 0.0
