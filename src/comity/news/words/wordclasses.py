"""Classes of words that behave alike, so that a word never met in learning is still understood.

`data/classes.toml` lists the words of each class (`verbs`, `nouns`, `adjectives`), two- and
three-word verbs among them; `data/irregular.csv` the forms that no rule makes.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_VOWELS = "aeiou"
_POSSESSIVES = frozenset("his her their our my your".split())
"""The file has "its" for all of them ("drag its feet")."""


@dataclass(frozen=True, slots=True)
class WordClasses:
    """Every form of every word.

    Attributes:
        words: Lower-case form → classes ("v:end_measure", "n:measure_word", "a:harsh").
        phrases: First form → second word → (the words after the first, classes), the longest first.
        actions: Class → actions that its words often stand for (`data/class_actions.toml`).
    """

    words: dict[str, tuple[str, ...]]
    phrases: dict[str, dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]]
    actions: dict[str, frozenset[str]]

    def at(self, low: Sequence[str], k: int) -> tuple[int, tuple[str, ...]]:
        """Return how many words a phrase at a place has (1 for a word alone), and its classes."""
        phrases = self.phrases.get(low[k])
        if phrases is not None and k + 1 < len(low):
            follows = "its" if low[k + 1] in _POSSESSIVES else low[k + 1]
            for rest, classes in phrases.get(follows, ()):
                told = low[k + 1 : k + 1 + len(rest)]
                if tuple("its" if w in _POSSESSIVES else w for w in told) == rest:
                    return 1 + len(rest), classes
        return 1, self.words.get(low[k], ())


def verb_forms(lemma: str) -> Iterator[str]:
    """Yield the regular forms of a verb: base, third person, past, -ing."""
    yield lemma
    if lemma.endswith("e"):
        yield from (lemma + "s", lemma + "d", lemma[:-1] + "ing")
    elif lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    elif lemma.endswith(("s", "x", "ch", "sh", "z", "o")):
        yield from (lemma + "es", lemma + "ed", lemma + "ing")
    else:
        yield from (lemma + "s", lemma + "ed", lemma + "ing")
        if len(lemma) > 2 and lemma[-1] not in "aeiouwxy" and lemma[-2] in _VOWELS:
            yield from (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh", "o")) else "s")


@cache
def word_classes() -> WordClasses:
    """Return the reviewed classes; read once."""
    folder = files("comity.news").joinpath("data")
    told = tomllib.loads(folder.joinpath("classes.toml").read_text("utf-8"))
    rows = csv.DictReader(folder.joinpath("irregular.csv").read_text("utf-8").splitlines())
    odd = {r["lemma"]: f"{r['past']} {r['participle']}".split() for r in rows}
    words: dict[str, dict[str, None]] = {}
    phrases: dict[tuple[str, tuple[str, ...]], dict[str, None]] = {}
    for sort, mark in (("verbs", "v:"), ("nouns", "n:"), ("adjectives", "a:")):
        for name, lemmas in told.get(sort, {}).items():
            for lemma in lemmas:
                first, *rest = lemma.split()
                if sort == "verbs":
                    forms = [*verb_forms(first), *odd.get(first, ())]
                else:
                    forms = [first] if rest else [first, _plural(first)]
                for form in forms:
                    if rest:
                        phrases.setdefault((form, tuple(rest)), {})[mark + name] = None
                    else:
                        words.setdefault(form, {})[mark + name] = None
    by_first: dict[str, dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]] = {}
    for (form, rest_), classes in phrases.items():
        by_first.setdefault(form, {}).setdefault(rest_[0], []).append((rest_, tuple(classes)))
    for by_second in by_first.values():
        for options in by_second.values():
            options.sort(key=lambda x: -len(x[0]))
    hints: dict[str, set[str]] = {}
    hinted = tomllib.loads(folder.joinpath("class_actions.toml").read_text("utf-8"))
    for sort, mark in (("verbs", "v:"), ("nouns", "n:"), ("adjectives", "a:")):
        for action, names in hinted[sort].items():
            for name in names:
                hints.setdefault(mark + name, set()).add(action)
    return WordClasses(
        {w: tuple(c) for w, c in words.items()}, by_first,
        {name: frozenset(actions) for name, actions in hints.items()},
    )  # fmt: skip
