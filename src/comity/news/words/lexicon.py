"""The words that carry an action, with all their forms, from the reviewed file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Need = Literal["alone", "measure", "state", "ease", "context", "open"]
Form = Literal["base", "third", "past", "participle", "ing", "noun", "phrase"]


@dataclass(frozen=True, slots=True)
class Word:
    """One form of a word that may carry an action.

    Attributes:
        action: As the annotation names it.
        lemma: The word in the file.
        need: What must stand near it (see actions.toml).
        forms: What it may be: `past` and `participle` are often one.
    """

    action: str
    lemma: str
    need: Need
    forms: frozenset[Form]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of actions.toml and measures.toml.

    Attributes:
        words: Lower-case form → what it may mean.
        phrases: First word → phrases (lower-case words, what they mean), longest first.
        measures: Strong words for a measure: first word → phrases of words.
        acts, weak: Single words.
        kinds: Measure → what tells it, in small letters: first words, and a pattern.
    """

    words: dict[str, list[Word]]
    phrases: dict[str, list[tuple[tuple[str, ...], Word]]]
    measures: dict[str, list[tuple[str, ...]]]
    acts: frozenset[str]
    weak: frozenset[str]
    kinds: dict[str, tuple[frozenset[str], re.Pattern[str]]]


_VOWELS = "aeiou"


def _verb_forms(entry: str) -> Iterator[tuple[str, frozenset[Form]]]:
    lemma, _, irregular = entry.partition(":")
    lemma = lemma.split("_")[0]
    yield lemma, frozenset(("base",))
    stem = lemma
    if stem.endswith("e"):
        past, ing, third = stem + "d", stem[:-1] + "ing", stem + "s"
    elif stem.endswith("y") and stem[-2] not in _VOWELS:
        past, ing, third = stem[:-1] + "ied", stem + "ing", stem[:-1] + "ies"
    elif stem.endswith(("s", "x", "ch", "sh", "z")):
        past, ing, third = stem + "ed", stem + "ing", stem + "es"
    else:
        past, ing, third = stem + "ed", stem + "ing", stem + "s"
    told = [w.strip() for w in irregular.split(",") if w.strip()]
    for form in told:
        if form.endswith("ing"):
            ing = form
        elif form.endswith("s") and form != lemma:
            third = form
    odd = [w for w in told if not w.endswith("ing") and (not w.endswith("s") or w == lemma)]
    yield third, frozenset(("third",))
    yield ing, frozenset(("ing",))
    if odd:
        for form in odd:
            yield form, frozenset(("past", "participle"))
    else:
        yield past, frozenset(("past", "participle"))
        if (
            len(stem) > 2
            and stem[-1] not in "aeiouwxy"
            and stem[-2] in _VOWELS
            and stem[-3] not in _VOWELS
        ):
            yield stem + stem[-1] + "ed", frozenset(("past", "participle"))
            yield stem + stem[-1] + "ing", frozenset(("ing",))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("comity.news").joinpath(f"data/{name}").read_text(encoding="utf-8"))


@cache
def lexicon() -> Lexicon:
    """Return the reviewed words; read once."""
    words: dict[str, list[Word]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
    for action, groups in _read("actions.toml").items():
        for title, entries in groups.items():
            sort, need = title.split("_", 1)
            for entry in entries:
                lemma = entry.split(":")[0]
                if sort == "phrases":
                    parts = tuple(entry.lower().split())
                    word = Word(action, entry, need, frozenset(("phrase",)))
                    phrases.setdefault(parts[0], []).append((parts, word))
                elif sort == "nouns":
                    for form in {entry, _plural(entry)}:
                        words.setdefault(form, []).append(
                            Word(action, entry, need, frozenset(("noun",)))
                        )
                else:
                    for form, sorts in _verb_forms(entry):
                        words.setdefault(form, []).append(Word(action, lemma, need, sorts))
    for options in phrases.values():
        options.sort(key=lambda p: -len(p[0]))
    told = _read("measures.toml")
    measures: dict[str, list[tuple[str, ...]]] = {}
    for name in told["nouns"]:
        parts = tuple(name.lower().split())
        measures.setdefault(parts[0], []).append(parts)
    for names in measures.values():
        names.sort(key=lambda p: -len(p))
    return Lexicon(
        words=words, phrases=phrases, measures=measures,
        acts=frozenset(w.lower() for w in told["acts"]),
        weak=frozenset(told["weak"]),
        kinds={
            k: (
                frozenset(w.lower().split()[0] for w in v),
                re.compile(r"\b(?:" + "|".join(re.escape(w.lower()) for w in v) + r")\b"),
            )
            for k, v in told["kinds"].items()
        },
    )  # fmt: skip


def _plural(noun: str) -> str:
    if noun.endswith("s"):
        return noun
    if noun.endswith(("ch", "sh", "x")):
        return noun + "es"
    return noun + "s"
