"""Patterns of words that are tried only where one of their words begins.

A pattern of many words ("league|club|court|…") tried at every letter of a text costs more than all
else that is done with the text. Here the first letters of its alternatives are known, and it is
tried only where a word of the text begins with them; what is found is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+")
_SIZE = 3
"""Letters at the beginning of a word by which a pattern is tried or passed over."""


def word_starts(text: str) -> list[tuple[int, str]]:
    """Return where each word of a text begins, and its first letters in small ones."""
    return [(m.start(), m[0][:_SIZE].lower()) for m in _WORD.finditer(text)]


def openings(text: str) -> set[str]:
    """Return the first letters, in small ones, of all words of a text."""
    return {word[:_SIZE] for word in _WORD.findall(text.lower())}


class Spotter:
    r"""A pattern whose alternatives all begin with letters at the beginning of a word.

    >>> spotter = Spotter("courts?|city (?:hall|council)", r"\b", re.I)
    >>> sorted(spotter.openings)
    ['cit', 'cou']
    >>> text = "City hall; the court, the Courts, a courtier"
    >>> spotter.count(text, word_starts(text))
    3
    """

    def __init__(self, alternatives: str, end: str = "", flags: int = 0) -> None:
        """Make it of alternatives divided by `|`, and what ends each of them.

        Raises:
            ValueError: An alternative does not begin with letters, so that it could not be spotted.
        """
        self.pattern = re.compile(rf"\b(?:{alternatives}){end}", flags)
        self.openings = frozenset(map(_opening, _divided(alternatives)))

    def found_in(self, text: str, begun: Iterable[str]) -> bool:
        """Return whether a text has it; `begun` are the text's `openings`."""
        return not self.openings.isdisjoint(begun) and self.pattern.search(text) is not None

    def count(self, text: str, starts: Iterable[tuple[int, str]]) -> int:
        """Return how often it is found; `starts` are the text's `word_starts`."""
        return sum(1 for _ in self.finditer(text, starts))

    def finditer(self, text: str, starts: Iterable[tuple[int, str]]) -> Iterator[re.Match[str]]:
        """Yield what is found from left to right, none within another."""
        past, known, match = 0, self.openings, self.pattern.match
        for at, opening in starts:
            if opening in known and at >= past and (found := match(text, at)):
                past = found.end()
                yield found


def _divided(alternatives: str) -> Iterator[str]:
    depth, last, k = 0, 0, 0
    while k < len(alternatives):
        char = alternatives[k]
        if char == "[":
            k = alternatives.index("]", k + 2)
        elif char == "\\":
            k += 1
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and not depth:
            yield alternatives[last:k]
            last = k + 1
        k += 1
    yield alternatives[last:]


_BEGINS = re.compile(r"(?:\[[A-Z]([a-z])\])?([A-Za-z]*)(?![?*{])")
_NO_LETTERS = re.compile(r"$|(?:[^\w\\(\[?*{]|\\[b.?])(?![?*{])")


def _opening(alternative: str) -> str:
    """Return the first letters of all that an alternative may be; a whole word may be shorter."""
    begins = _BEGINS.match(alternative)
    opening = (begins[1] or "") + begins[2].lower() if begins else ""
    if begins is None or not opening or (
        len(opening) < _SIZE and not _NO_LETTERS.match(alternative, begins.end())
    ):  # fmt: skip
        raise ValueError(f"{alternative!r} does not begin with letters enough to spot it")
    return opening[:_SIZE]
