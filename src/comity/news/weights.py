"""Learned weights of facts, added up; the file beside this module is readable and reviewed.

`data/weights.tsv` has a line for each fact that counts: model, fact, and what it counts for each
answer. `bench/learn_news.py` writes it from annotated documents; nothing is fetched.

A fact is a short string. There are three ways to tell facts; what they count for is the same:

- one by one, as strings;
- as a *bundle*: a tuple of a plain function and its values, which stands for all facts that the
  function returns for them. What a bundle counts for is added up once and then looked up, so values
  should come back often: forms, sorts, sizes. The function stands at the top of its module (it is
  never a method or a lambda made anew) and gives the same facts for the same values;
- *under* a beginning that they share: `("lemma=impose ", ["next=by", "before=to"])` stands for
  "lemma=impose next=by" and "lemma=impose before=to". That is for values that seldom come back
  together: a beginning that no weight has is passed over, and the others have small tables. Under
  the empty beginning stand facts one by one of which many have no weight: nothing is kept of them.

Facts are spelled out only for learning, and to say which of them spoke loudest.

    >>> def of_next(sort: str, form: str) -> tuple[str, ...]:
    ...     return f"next is {sort}", f"next is {sort}/{form}"
    >>> told: list[Told] = ["always", (of_next, "verb", "passive")]
    >>> under = [("lemma=impose ", ["next=by", "before=to"])]
    >>> spelled(told, under)
    ['always', 'next is verb', 'next is verb/passive', 'lemma=impose next=by', 'lemma=impose before=to']
    >>> rows = {"always": (-0.5,), "next is verb": (1.25,), "lemma=impose before=to": (0.25,)}
    >>> Weights.of(("party",), rows).total(told, under)
    1.0
"""

from __future__ import annotations

import math
import struct
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files
from typing import Any, TypeVar

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
    "main owner": ("party",),
    "main target": ("party",),
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
Under = tuple[str, Sequence[str]]
"""Facts that begin alike: (beginning, what follows it in each)."""
_MOST = 100_000
"""Sums of facts and bundles kept; beyond it all are forgotten and learned again as they come."""
_LANE = 32
_HALF = 1 << (_LANE - 1)
_WHOLE = (1 << _LANE) - 1
K = TypeVar("K")
V = TypeVar("V")


def spelled(told: Iterable[Told], under: Iterable[Under] = ()) -> list[str]:
    """Return all facts one by one, those of bundles and under a common beginning too."""
    facts: list[str] = []
    for one in told:
        if isinstance(one, str):
            facts.append(one)
        else:
            facts += one[0](*one[1:])
    facts += [beginning + rest for beginning, rests in under for rest in rests]
    return facts


class _Kept(dict[K, V]):
    """What was found out for keys, found out once; beyond the most all are forgotten.

    Facts that count for nothing (0) are many, and most are never met again: they are kept only while
    half of the room is free.
    """

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[K], V]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, key: K) -> V:
        found = self._find(key)
        if found != 0 or 2 * len(self) < _MOST:
            if len(self) >= _MOST:
                self.clear()
            self[key] = found
        return found


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
    _sums: _Kept[Told, int] = field(init=False)
    _known: Callable[[Told], int] = field(init=False)
    _tables: _Kept[str, dict[str, int]] = field(init=False)
    _best: dict[str, _Kept[Told, list[tuple[int, str]]]] = field(init=False)
    _sorted: list[str] = field(default_factory=list)
    _parts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with nothing looked up."""
        self._sums, self._tables = _Kept(self._learn), _Kept(self._table)
        self._known = self._sums.__getitem__
        self._best = {a: _Kept(partial(self._heaviest_of, a)) for a in self.answers}

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

    def sums(self, told: Sequence[Told], under: Sequence[Under] = ()) -> list[float]:
        """Return what facts count together, an answer each."""
        return self._unpacked(self._sum(told, under))

    def total(self, told: Sequence[Told], under: Sequence[Under] = ()) -> float:
        """Return what facts count together where there is one answer."""
        return (self._sum(told, under) if under else sum(map(self._known, told))) / 100

    def likeliest(self, options: Mapping[K, Sequence[Told]]) -> K:
        """Return the option whose facts count most, where there is one answer; the first of equals."""
        totals = {key: self.total(told) for key, told in options.items()}
        return max(totals, key=totals.__getitem__)

    def heaviest(
        self, told: Sequence[Told], answer: str, under: Sequence[Under] = (), most: int = 3
    ) -> list[str]:
        """Return the facts that count most for an answer, the weightiest first."""
        best, at = self._best[answer], _LANE * self.answers.index(answer)
        # What stands below may be negative and have borrowed a one, hence the half.
        half = 1 << at >> 1
        found: list[tuple[int, str]] = []
        for one in told:
            if not isinstance(one, str):
                found += best[one]
            elif 0 < (weight := ((self._sums[one] + half) >> at) & _WHOLE) < _HALF:
                found.append((-weight, one))
        for beginning, rests in under:
            known = self._tables[beginning].get if beginning else self.rows.get
            for rest in filter(known, rests):
                weight = ((self._row(beginning + rest) + half) >> at) & _WHOLE
                if 0 < weight < _HALF:
                    found.append((-weight, beginning + rest))
        return [fact for _, fact in sorted(set(found))[:most]]

    def _heaviest_of(self, answer: str, one: Told) -> list[tuple[int, str]]:
        """Return the facts of a bundle that speak for an answer, with what they count, negated."""
        at = _LANE * self.answers.index(answer)
        weighed = ((((self._row(f) + (1 << at >> 1)) >> at) & _WHOLE, f) for f in spelled((one,)))
        return [(-weight, fact) for weight, fact in weighed if 0 < weight < _HALF]

    def _sum(self, told: Iterable[Told], under: Iterable[Under]) -> int:
        whole = sum(map(self._known, told))
        tables = self._tables
        for beginning, rests in under:
            if not beginning:
                whole += self.plain(rests)
            elif table := tables[beginning]:
                whole += sum(filter(None, map(table.get, rests)))
        return whole

    def _learn(self, one: Told) -> int:
        """Return what a fact or bundle counts for."""
        return self._row(one) if isinstance(one, str) else self.plain(one[0](*one[1:]))

    def plain(self, facts: Sequence[str]) -> int:
        """Return what plain facts count together, packed into a number."""
        try:
            return sum(filter(None, map(self.rows.get, facts)))  # type: ignore[arg-type]
        except TypeError:
            # A row among them is still as the file has it.
            return sum(map(self._row, facts))

    def _table(self, beginning: str) -> dict[str, int]:
        """Return what follows a beginning in the facts that there are → what the fact counts for."""
        if len(self._sorted) != len(self.rows):
            self._sorted = sorted(self.rows)
        table, size = {}, len(beginning)
        for k in range(bisect_left(self._sorted, beginning), len(self._sorted)):
            if not (fact := self._sorted[k]).startswith(beginning):
                break
            table[fact[size:]] = self._row(fact)
        return table

    def _row(self, fact: str) -> int:
        row = self.rows.get(fact, 0)
        if isinstance(row, str):
            # The same weight for the same answer stands in many rows.
            parts = [*map(self._parts.get, told := row.split(" "))]
            if None in parts:
                parts = [self._part(part) for part in told]
            row = self.rows[fact] = sum(parts)  # type: ignore[arg-type]
        return row

    def _part(self, part: str) -> int:
        name, _, value = part.rpartition("=")
        if name not in self.answers:
            raise ValueError(f"weights.tsv: there is no answer {name!r}")
        self._parts[part] = packed = round(float(value) * 100) << _LANE * self.answers.index(name)
        return packed

    def _unpacked(self, packed: int) -> list[float]:
        halves, lanes = _lanes(len(self.answers))
        # With its half added no answer borrows from the next; its highest bit turned, it is signed.
        told = lanes.unpack(((packed + halves) ^ halves).to_bytes(lanes.size, "little"))
        return [n / 100 for n in told]


class Pair:
    """Two models of one answer each that are asked about the same facts: each is looked up once.

    >>> first = Weights.of(("party",), {"is told": (0.5,)})
    >>> second = Weights.of(("party",), {"is told": (-0.25,), "acts": (1.0,)})
    >>> Pair(first, second).totals(["is told", "acts"])
    (0.5, 0.75)
    """

    __slots__ = ("_known", "first", "second")

    def __init__(self, first: Weights, second: Weights) -> None:
        """Begin with nothing looked up."""
        self.first, self.second = first, second
        self._known = _Kept(self._learn).__getitem__

    def totals(self, told: Iterable[Told]) -> tuple[float, float]:
        """Return what facts count together, in the first model and in the second."""
        whole = sum(map(self._known, told))
        # The lower lane may be negative and have borrowed from the upper one.
        low = ((whole + _HALF) & _WHOLE) - _HALF
        return low / 100, ((whole - low) >> _LANE) / 100

    def _learn(self, one: Told) -> int:
        facts = (one,) if isinstance(one, str) else one[0](*one[1:])
        return self.first.plain(facts) + (self.second.plain(facts) << _LANE)


def _packed(hundredths: Iterable[int]) -> int:
    return sum(n << (_LANE * k) for k, n in enumerate(hundredths))


@cache
def _lanes(answers: int) -> tuple[int, struct.Struct]:
    """Return how a packed number is read: what makes every answer positive, and their places."""
    return _packed([_HALF] * answers), struct.Struct(f"<{answers}i")


_LOADED: dict[str, Weights] = {}
_PAIRS: dict[tuple[str, str], Pair] = {}


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


def pair(first: str, second: str) -> Pair:
    """Return two models of one answer each, to be asked about the same facts."""
    models, known = (weights(first), weights(second)), _PAIRS.get((first, second))
    if known is None or known.first is not models[0] or known.second is not models[1]:
        known = _PAIRS[first, second] = Pair(*models)
    return known


def _read() -> dict[str, Weights]:
    rows: dict[str, dict[str, str | int]] = {model: {} for model in ANSWERS}
    for line in files("comity.news").joinpath("data/weights.tsv").read_text("utf-8").splitlines():
        model, fact, told = line.split("\t")
        if model not in rows:
            raise ValueError(f"weights.tsv: there is no model {model!r}")
        rows[model][fact] = told
    return {model: Weights(ANSWERS[model], found) for model, found in rows.items()}


_NUMBER = {action: k for k, action in enumerate(ACTIONS)}


def choose_action(
    sums: Sequence[float], named: Sequence[frozenset[str]], least: float = 0.0
) -> tuple[str, float, float]:
    """Return the likeliest action, its probability, and the probability of any action at all.

    Args:
        sums: Of the model "trigger".
        named: The actions that each of `SHARED` counts for here.
        least: Where any action is plainly less likely than this, both are told as 0.
    """
    totals = list(sums[: len(ACTIONS)])
    for actions, extra in zip(named, sums[len(ACTIONS) :], strict=True):
        if extra:
            for action in actions:
                totals[_NUMBER[action]] += extra
    top = max(totals)
    best = ACTIONS[totals.index(top)]
    if least and top < _plainly_less(least):
        return best, 0.0, 0.0
    top = max(0.0, top)
    parts = [math.exp(s - top) for s in totals]
    none = math.exp(-top)
    whole = none + sum(parts)
    return best, max(parts) / whole, 1 - none / whole


@cache
def _plainly_less(least: float) -> float:
    """Return the sum below which even all actions together are less likely than this."""
    return math.log(least / (1 - least) / len(ACTIONS))


def choose(sums: Sequence[float], answers: Sequence[str]) -> tuple[str, float]:
    """Return the likeliest answer and its probability."""
    top = max(sums)
    parts = [math.exp(s - top) for s in sums]
    best = max(range(len(parts)), key=parts.__getitem__)
    return answers[best], parts[best] / sum(parts)
