"""Learned weights of facts, added up; the file beside this module is readable and reviewed.

`data/weights.tsv` has a line for each fact that counts: model, fact, and what it counts for each
answer. `bench/learn_news.py` writes it from annotated documents; nothing is fetched.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import numpy.typing as npt

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


@dataclass(frozen=True, slots=True)
class Weights:
    """One model: fact → a weight for each of its answers.

    Attributes:
        numbers: Fact → its row in `table`.
        table: (facts, answers), what each fact counts for.
        single: Fact → its weight, where there is one answer.
    """

    answers: tuple[str, ...]
    numbers: dict[str, int]
    table: npt.NDArray[np.float32]
    single: dict[str, float]

    @classmethod
    def of(cls, answers: tuple[str, ...], rows: Mapping[str, Sequence[float]]) -> Weights:
        """Return the weights of rows by fact."""
        table = np.array(list(rows.values()), dtype=np.float32).reshape(len(rows), len(answers))
        single = {f: float(r[0]) for f, r in rows.items()} if len(answers) == 1 else {}
        return cls(answers, {f: k for k, f in enumerate(rows)}, table, single)

    @property
    def learned(self) -> bool:
        """Whether there are any weights; without them the rules decide alone."""
        return bool(self.numbers)

    def sums(self, facts: Iterable[str]) -> list[float]:
        """Return what facts count together, an answer each."""
        number = self.numbers.get
        rows = [r for f in facts if (r := number(f)) is not None]
        if not rows:
            return [0.0] * len(self.answers)
        summed: list[float] = self.table[rows].sum(axis=0).tolist()
        return summed

    def heaviest(self, facts: Iterable[str], answer: str, most: int = 3) -> list[str]:
        """Return the facts that count most for an answer, the weightiest first."""
        at = self.answers.index(answer)
        told = {f: float(self.table[self.numbers[f], at]) for f in facts if f in self.numbers}
        return [f for f in sorted(told, key=lambda f: (-told[f], f)) if told[f] > 0][:most]

    def total(self, facts: Iterable[str]) -> float:
        """Return what facts count together where there is one answer."""
        weight = self.single.get
        return sum([w for f in facts if (w := weight(f)) is not None])


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
    rows: dict[str, dict[str, tuple[float, ...]]] = {model: {} for model in ANSWERS}
    for line in files(__package__).joinpath("data/weights.tsv").read_text("utf-8").splitlines():
        model, fact, told = line.split("\t")
        if model not in rows:
            raise ValueError(f"weights.tsv: there is no model {model!r}")
        counts = dict.fromkeys(ANSWERS[model], 0.0)
        for part in told.split():
            name, _, value = part.rpartition("=")
            if name not in counts:
                raise ValueError(f"weights.tsv: {model} has no answer {name!r}")
            counts[name] = float(value)
        rows[model][fact] = tuple(counts.values())
    return {model: Weights.of(ANSWERS[model], found) for model, found in rows.items()}


def choose_action(
    sums: Sequence[float], named: Sequence[frozenset[str]]
) -> tuple[str, float, float]:
    """Return the likeliest action, its probability, and the probability of any action at all.

    Args:
        sums: Of the model "trigger".
        named: The actions that each of `SHARED` counts for here.
    """
    totals = dict(zip(ACTIONS, sums, strict=False))
    for actions, extra in zip(named, sums[len(ACTIONS) :], strict=True):
        for action in actions:
            totals[action] += extra
    top = max(0.0, *totals.values())
    parts = {a: math.exp(s - top) for a, s in totals.items()}
    none = math.exp(-top)
    best = max(parts, key=parts.__getitem__)
    whole = none + sum(parts.values())
    return best, parts[best] / whole, 1 - none / whole


def choose(sums: Sequence[float], answers: Sequence[str]) -> tuple[str, float]:
    """Return the likeliest answer and its probability."""
    top = max(sums)
    parts = [math.exp(s - top) for s in sums]
    best = max(range(len(parts)), key=parts.__getitem__)
    return answers[best], parts[best] / sum(parts)
