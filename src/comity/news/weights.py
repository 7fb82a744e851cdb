"""Learned weights of facts, added up; the file beside this module is readable and reviewed.

`data/weights.tsv` has a line for each fact that counts: model, fact, and what it counts for each
answer. `bench/learn_news.py` writes it from annotated documents; nothing is fetched.

A fact is a short string. Most facts hang on the same few values as others do, and the values come
back again and again: what "by" behind a word tells is the same in every sentence. So facts are told
in *bundles*: a tuple of a plain function and its values, which stands for all facts that the
function returns for them. What a bundle counts for is added up once, and from then on looked up;
its facts are spelled out only then, for learning, and to say which of them spoke loudest.

    >>> def of_next(word: str, form: str) -> tuple[str, ...]:
    ...     return f"next={word}", f"next={word}/{form}"
    >>> told: list[Told] = ["always", (of_next, "by", "passive")]
    >>> spelled(told)
    ['always', 'next=by', 'next=by/passive']
    >>> known = Weights.of(("party",), {"always": (-0.5,), "next=by": (1.25,)})
    >>> known.total(told)
    0.75

A function of a bundle stands at the top of its module (never a method or a lambda made anew), gives
the same facts for the same values, and its values are few: words, sizes, sorts; no places or spans.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

ACTIONS = (
    "THREATEN", "CALL_FOR", "IMPOSE", "EXTEND", "TIGHTEN", "EASE", "PROMISE_EASE", "REFUSE_EASE",
    "DEMAND_EASE", "OPPOSE", "SUPPORT", "NEGOTIATE", "COMPLY", "EVADE",
)  # fmt: skip
REALIS = ("actual", "threatened", "hypothetical", "negated", "alleged")
CHARACTERS = ("collective", "unilateral", "unknown")
SHARED = ("listed", "hinted", "ruled", "last", "lead", "before")
"""Count for whichever actions are named by the word list, the word's classes, the rules, the act last
told, the first one told, the event before in the sentence."""
ANSWERS: dict[str, tuple[str, ...]] = {
    "trigger": (*ACTIONS, *SHARED),
    "source": ("party",),
    "target": ("party",),
    "speaker": ("party",),
    "when": ("date",),
    "relevance": ("relevant",),
    "commentary": ("remark",),
    "realis": REALIS,
    "character": CHARACTERS,
}
"""Model → what a fact may count for."""


Told = str | tuple[Any, ...]
"""A fact, or a bundle of facts: (function, *values)."""
_MOST = 50_000
"""Sums of facts and bundles kept; beyond it all are forgotten and learned again as they come."""
_LANE = 32
_HALF = 1 << (_LANE - 1)


def spelled(told: Iterable[Told]) -> list[str]:
    """Return all facts, those of bundles one by one."""
    facts: list[str] = []
    for one in told:
        if isinstance(one, str):
            facts.append(one)
        else:
            facts += one[0](*one[1:])
    return facts


@dataclass(slots=True)
class Weights:
    """One model: fact → a weight for each of its answers.

    Weights are whole hundredths, so sums are exact and no order of adding changes them. The weights
    of a fact are kept as one whole number with 32 bits an answer: adding two such numbers adds up
    all answers at once.

    Attributes:
        rows: Fact → its weights as the file has them, or packed into a number once they were needed.
    """

    answers: tuple[str, ...]
    rows: dict[str, str | int]
    _sums: dict[Told, int] = field(default_factory=dict)
    _best: dict[str, dict[Told, list[tuple[int, str]]]] = field(default_factory=dict)

    @classmethod
    def of(cls, answers: tuple[str, ...], rows: Mapping[str, Sequence[float]]) -> Weights:
        """Return the weights of rows by fact, rounded to hundredths."""
        return cls(answers, {f: _packed(round(w * 100) for w in r) for f, r in rows.items()})

    @property
    def learned(self) -> bool:
        """Whether there are any weights; without them the rules decide alone."""
        return bool(self.rows)

    def items(self) -> Iterator[tuple[str, list[float]]]:
        """Yield every fact with its weights, an answer each."""
        for fact in self.rows:
            yield fact, self._unpacked(self._row(fact))

    def sums(self, told: Sequence[Told]) -> list[float]:
        """Return what facts and bundles count together, an answer each."""
        return self._unpacked(self._sum(told))

    def total(self, told: Sequence[Told]) -> float:
        """Return what facts and bundles count together where there is one answer."""
        return self._sum(told) / 100

    def heaviest(self, told: Sequence[Told], answer: str, most: int = 3) -> list[str]:
        """Return the facts that count most for an answer, the weightiest first."""
        known = self._best.setdefault(answer, {})
        found: set[tuple[int, str]] = set()
        for one in told:
            best = known.get(one)
            if best is None:
                at = self.answers.index(answer)
                facts = dict.fromkeys(spelled((one,)))
                weighed = [(-round(100 * self._unpacked(self._row(f))[at]), f) for f in facts]
                best = sorted(x for x in weighed if x[0] < 0)[:most]
                if len(known) >= _MOST:
                    known.clear()
                known[one] = best
            found.update(best)
        return [f for _, f in sorted(found)[:most]]

    def _sum(self, told: Sequence[Told]) -> int:
        sums = [*map(self._sums.get, told)]
        if None in sums:
            sums = [self._learn(one) if s is None else s for one, s in zip(told, sums, strict=True)]
        return sum(sums)  # type: ignore[arg-type]

    def _learn(self, one: Told) -> int:
        """Return what a fact or bundle counts for, and keep it."""
        row = self._row
        added = row(one) if isinstance(one, str) else sum(row(f) for f in one[0](*one[1:]))
        if len(self._sums) >= _MOST:
            self._sums.clear()
        self._sums[one] = added
        return added

    def _row(self, fact: str) -> int:
        row = self.rows.get(fact, 0)
        if isinstance(row, str):
            counts = dict.fromkeys(self.answers, 0)
            for part in row.split():
                name, _, value = part.rpartition("=")
                if name not in counts:
                    raise ValueError(f"weights.tsv: {fact!r} counts for {name!r}, no answer")
                counts[name] = round(float(value) * 100)
            row = self.rows[fact] = _packed(counts.values())
        return row

    def _unpacked(self, packed: int) -> list[float]:
        halves, lanes = _lanes(len(self.answers))
        told = lanes.unpack((packed + halves).to_bytes(lanes.size, "little"))
        return [(n - _HALF) / 100 for n in told]


def _packed(hundredths: Iterable[int]) -> int:
    return sum(n << (_LANE * k) for k, n in enumerate(hundredths))


@cache
def _lanes(answers: int) -> tuple[int, struct.Struct]:
    """Return how a packed number is read: what makes every answer positive, and their places."""
    return _packed([_HALF] * answers), struct.Struct(f"<{answers}I")


_LOADED: dict[str, Weights] = {}


def use(model: str, learned: Weights) -> None:
    """Put weights in place of those of the file: for measuring what was just learned."""
    _LOADED[model] = learned


def weights(model: str) -> Weights:
    """Return a model's weights; the file is read once, for all models.

    Raises:
        ValueError: The file names a model or an answer that there is not.
    """
    if model not in _LOADED:
        for name, learned in _read().items():
            _LOADED.setdefault(name, learned)
    return _LOADED[model]


def _read() -> dict[str, Weights]:
    rows: dict[str, dict[str, str | int]] = {model: {} for model in ANSWERS}
    for line in files(__package__).joinpath("data/weights.tsv").read_text("utf-8").splitlines():
        model, fact, told = line.split("\t")
        if model not in rows:
            raise ValueError(f"weights.tsv: there is no model {model!r}")
        rows[model][fact] = told
    return {model: Weights(ANSWERS[model], found) for model, found in rows.items()}


_NUMBER = {action: k for k, action in enumerate(ACTIONS)}


def choose_action(
    sums: Sequence[float], named: Sequence[frozenset[str]]
) -> tuple[str, float, float]:
    """Return the likeliest action, its probability, and the probability of any action at all.

    Args:
        sums: Of the model "trigger".
        named: The actions that each of `SHARED` counts for here.
    """
    totals = list(sums[: len(ACTIONS)])
    for actions, extra in zip(named, sums[len(ACTIONS) :], strict=True):
        if extra:
            for action in actions:
                totals[_NUMBER[action]] += extra
    top = max(0.0, *totals)
    parts = [math.exp(s - top) for s in totals]
    none = math.exp(-top)
    whole = none + sum(parts)
    best = max(parts)
    return ACTIONS[parts.index(best)], best / whole, 1 - none / whole


def choose(sums: Sequence[float], answers: Sequence[str]) -> tuple[str, float]:
    """Return the likeliest answer and its probability."""
    top = max(sums)
    parts = [math.exp(s - top) for s in sums]
    best = max(range(len(parts)), key=parts.__getitem__)
    return answers[best], parts[best] / sum(parts)
