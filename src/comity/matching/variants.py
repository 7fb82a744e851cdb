"""Altered names, as customers, clerks and scanners write them; one seed gives one set."""

from __future__ import annotations

import random
from collections.abc import Callable

from comity.text import fold

_VOWELS = {"a": "eo", "e": "ia", "i": "ye", "o": "ua", "u": "ow", "y": "i"}
_SOUNDS = tuple(
    (a, b)
    for a, b in map(
        str.split,
        """kh h|q k|k q|gh g|dj j|j dj|sh ch|ph f|f ph|zh j|v w|w v|ts tz|y i|i y|ei ey|ov ow
        |sch sh|ee i|oo u|u ou|ah a|th t|ck k""".split("|"),
    )
)
_SCANNED = (
    ("l", "1"),
    ("o", "0"),
    ("m", "rn"),
    ("rn", "m"),
    ("cl", "d"),
    ("i", "l"),
    ("e", "c"),
    ("h", "b"),
)
_FORMS = {
    "ltd": "limited", "limited": "ltd", "llc": "limited liability company", "co": "company",
    "company": "co", "jsc": "joint stock company", "corporation": "corp", "corp": "corporation",
    "inc": "incorporated",
}  # fmt: skip


def _place(chance: random.Random, word: str) -> int:
    return chance.randrange(1, len(word)) if len(word) > 2 else 0


def _swap(chance: random.Random, words: list[str]) -> list[str]:
    return _change(
        chance, words, lambda w, i: w[: i - 1] + w[i] + w[i - 1] + w[i + 1 :] if i else w
    )


def _drop(chance: random.Random, words: list[str]) -> list[str]:
    return _change(chance, words, lambda w, i: w[:i] + w[i + 1 :])


def _double(chance: random.Random, words: list[str]) -> list[str]:
    return _change(chance, words, lambda w, i: w[:i] + w[i] + w[i:])


def _wrong(chance: random.Random, words: list[str]) -> list[str]:
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return _change(chance, words, lambda w, i: w[:i] + letter + w[i + 1 :])


def _vowel(chance: random.Random, words: list[str]) -> list[str]:
    def change(word: str, _: int) -> str:
        places = [i for i, c in enumerate(word) if c in _VOWELS]
        if not places:
            return word
        i = chance.choice(places)
        return word[:i] + chance.choice(_VOWELS[word[i]]) + word[i + 1 :]

    return _change(chance, words, change)


def _sound(chance: random.Random, words: list[str]) -> list[str]:
    return _replace(chance, words, _SOUNDS)


def _scan(chance: random.Random, words: list[str]) -> list[str]:
    return _replace(chance, words, _SCANNED)


def _replace(
    chance: random.Random, words: list[str], table: tuple[tuple[str, str], ...]
) -> list[str]:
    text = " ".join(words)
    rules = [(a, b) for a, b in table if a in text]
    if not rules:
        return words
    old, new = chance.choice(rules)
    return text.replace(old, new, 1).split()


def _change(chance: random.Random, words: list[str], how: Callable[[str, int], str]) -> list[str]:
    long = [k for k, w in enumerate(words) if len(w) > 3]
    if not long:
        return words
    k = chance.choice(long)
    return [*words[:k], how(words[k], _place(chance, words[k])), *words[k + 1 :]]


def _order(chance: random.Random, words: list[str]) -> list[str]:
    return [*words[-1:], *words[:-1]] if chance.random() < 0.7 else [*words[1:], *words[:1]]


def _join(chance: random.Random, words: list[str]) -> list[str]:
    if len(words) < 2:
        return words
    k = chance.randrange(len(words) - 1)
    return [*words[:k], words[k] + words[k + 1], *words[k + 2 :]]


def _split(chance: random.Random, words: list[str]) -> list[str]:
    long = [k for k, w in enumerate(words) if len(w) > 6]
    if not long:
        return words
    k = chance.choice(long)
    at = chance.randrange(3, len(words[k]) - 2)
    return [*words[:k], words[k][:at], words[k][at:], *words[k + 1 :]]


def _shorten(chance: random.Random, words: list[str]) -> list[str]:
    if len(words) < 3:
        return words
    k = chance.randrange(1, len(words) - 1)
    return [*words[:k], *words[k + 1 :]]


def _initial(chance: random.Random, words: list[str]) -> list[str]:
    return [words[0][0], *words[1:]] if len(words) > 1 else words


def _form(chance: random.Random, words: list[str]) -> list[str]:
    return " ".join(_FORMS.get(w, w) for w in words).split()


_COMMON = (_swap, _drop, _double, _wrong, _vowel, _sound, _scan, _join, _split)
_PERSON = (*_COMMON, _order, _order, _shorten, _initial, _vowel, _sound)
_ORGANISATION = (*_COMMON, _form, _shorten)


def alter(name: str, family: str, chance: random.Random, *, times: int = 1) -> str:
    """Return an altered name, in folded letters; the name itself when nothing applies."""
    words = fold(name).split()
    for _ in range(times):
        rules = _PERSON if family == "person" else _ORGANISATION
        words = chance.choice(rules)(chance, words) or words
    return " ".join(words)
