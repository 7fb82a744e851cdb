"""Ownership by listed persons, through chains and loops, by each authority's own rule of the day.

Two figures are kept apart. *Counted* is what the rule adds up: direct holdings of listed persons
and of firms that the rule already counts as theirs, layer by layer (OFAC's guidance of 13 August
2014 says so in terms). *Effective* is the product along all paths, loops included, for information.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from comity.applicability.party import rules

_ROUND = 1e-9
_SUM = 100.5
"""Totals up to here are rounding; above, the register of shareholders is wrong somewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What one holds of another.

    Attributes:
        percent: 0 to 100; None when it is not known.
        control: The owner controls it otherwise (board, dominant influence).
        concert: A label shared by owners who act together; their holdings are added even where
            the rule adds none.
        since, until: First and last day; None where open.
    """

    owner: str
    owned: str
    percent: float | None
    control: bool = False
    concert: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """An authority's rule of a day."""

    authority: str
    least: float
    strictly: bool
    together: bool
    control: bool
    article: str
    confidence: str

    def meets(self, percent: float) -> bool:
        """Tell whether a counted percentage is enough."""
        if self.strictly:
            return percent > self.least + _ROUND
        return percent >= self.least - _ROUND


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """One firm that a rule counts as owned by listed persons.

    Attributes:
        counted: Percent the rule adds up.
        control: It counts by control alone: the percentage would not be enough.
        effective: Percent by the product along all paths.
        effective_exact: False where loops left the figure a floor.
        by: The listed persons, or the one it counts for where the rule does not add up.
        holdings: (owner, percent or None, why the owner counts): what makes up the figure.
    """

    firm: str
    authority: str
    counted: float
    control: bool
    effective: float
    effective_exact: bool
    by: tuple[str, ...]
    holdings: tuple[tuple[str, float | None, str], ...]
    article: str
    confidence: str

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON object."""
        return {
            "firm": self.firm, "authority": self.authority, "counted": round(self.counted, 4),
            "control": self.control, "effective": round(self.effective, 4),
            "effective_exact": self.effective_exact, "by": list(self.by),
            "holdings": [{"owner": o, "percent": p, "because": w} for o, p, w in self.holdings],
            "article": self.article, "confidence": self.confidence,
        }  # fmt: skip


def rules_on(day: date) -> list[Rule]:
    """Return the ownership rule of each authority on a day; those without one are left out."""
    found = []
    for told in rules()["ownership"]:
        if ("since" in told and day < told["since"]) or ("until" in told and day >= told["until"]):
            continue
        found.append(Rule(
            authority=told["authority"], least=float(told["least"]),
            strictly=told.get("strictly", False), together=told.get("together", False),
            control=told.get("control", False), article=told["article"],
            confidence=told["confidence"],
        ))  # fmt: skip
    return found


def on_day(holdings: Iterable[Holding], day: date) -> list[Holding]:
    """Return the holdings of a day."""
    return [
        h for h in holdings
        if (h.since is None or h.since <= day) and (h.until is None or day <= h.until)
    ]  # fmt: skip


def find_oddities(holdings: Sequence[Holding], day: date | None = None) -> list[str]:
    """Return what a reader must know of the holdings: totals over 100 %, unknown percentages.

    Args:
        holdings: Of any days.
        day: Only holdings of that day are added up; those of different days are no total.
    """
    totals: dict[str, float] = defaultdict(float)
    unknown: dict[str, int] = defaultdict(int)
    own: dict[str, float] = {}
    pairs: dict[tuple[str, str], int] = defaultdict(int)
    for h in holdings if day is None else on_day(holdings, day):
        totals[h.owned] += h.percent or 0.0
        pairs[h.owner, h.owned] += 1
        unknown[h.owned] += h.percent is None and not h.control
        if h.owner == h.owned:
            own[h.owned] = own.get(h.owned, 0.0) + (h.percent or 0.0)
    said = [
        f"holdings in {firm} sum to {total:.1f} %: over 100 %"
        for firm, total in totals.items()
        if total > _SUM
    ]
    said += [
        f"{count} holding{'s' * (count > 1)} in {firm} of unknown size: counted as nothing"
        for firm, count in unknown.items()
        if count
    ]
    said += [
        f"{owner} in {owned} stands {count} times: added up"
        for (owner, owned), count in pairs.items()
        if count > 1
    ]
    said += [
        f"{firm} holds {share:g} % of itself: counted as nobody's" for firm, share in own.items()
    ]
    return said


def find_owned(
    holdings: Sequence[Holding], listed: Mapping[str, Sequence[str]], day: date, *,
    persons: Mapping[str, Sequence[str]] | None = None,
) -> list[Owned]:  # fmt: skip
    """Return the firms that each authority's rule of the day counts as owned by those it lists.

    Args:
        holdings: Of any days; those of the day are taken.
        listed: Authority (`US`, `EU`, `GB`, …) → the owners it lists.
        persons: Owner → whom it stands for; owners of one person are one owner.
    """
    graph = _Graph(on_day(holdings, day))
    found: list[Owned] = []
    for rule in rules_on(day):
        owners = list(dict.fromkeys(o for o in listed.get(rule.authority, ()) if o in graph.out_of))
        if owners:
            found += _owned_under(rule, owners, graph, persons or {})
    return sorted(found, key=lambda o: (o.authority, -o.counted, o.firm))


class _Graph:
    """Holdings by who is owned and by who owns."""

    def __init__(self, holdings: Iterable[Holding]) -> None:
        self.into: dict[str, list[Holding]] = defaultdict(list)
        self.out_of: dict[str, list[Holding]] = defaultdict(list)
        for h in holdings:
            if h.owner != h.owned:
                self.into[h.owned].append(h)
                self.out_of[h.owner].append(h)
        self._effective: dict[tuple[str, ...], tuple[dict[str, float], bool]] = {}

    def effective(self, owners: Sequence[str]) -> tuple[dict[str, float], bool]:
        """Return `_effective` of these owners, worked out once for all who list the same."""
        key = tuple(sorted(owners))
        if key not in self._effective:
            self._effective[key] = _effective(self.out_of, key)
        return self._effective[key]


def _owned_under(
    rule: Rule, owners: Sequence[str], graph: _Graph, persons: Mapping[str, Sequence[str]]
) -> list[Owned]:
    effective = graph.effective(owners)
    best: dict[str, _Spread] = {}
    by: dict[str, list[str]] = defaultdict(list)
    for group in _groups(rule, owners, graph, persons):
        spread = _spread(rule, group, graph)
        bits = _owners_behind(spread, graph)
        for firm, counted in spread.counted.items():
            by[firm] += [o for n, o in enumerate(group) if bits[firm] >> n & 1]
            if firm not in best or counted > best[firm].counted[firm]:
                best[firm] = spread
    return [_told(rule, firm, spread, by[firm], effective, graph) for firm, spread in best.items()]


def _groups(
    rule: Rule, owners: Sequence[str], graph: _Graph, persons: Mapping[str, Sequence[str]]
) -> list[tuple[str, ...]]:
    """Return which listed owners are added together: all, or one person's, or those in concert."""
    if rule.together:
        return [tuple(owners)]
    joined = {o: o for o in owners}

    def head(owner: str) -> str:
        while joined[owner] != owner:
            owner = joined[owner]
        return owner

    label: dict[str, str] = {}
    for owner in owners:
        acting = [f"concert {h.concert}" for h in graph.out_of[owner] if h.concert]
        for shared in dict.fromkeys((*acting, *persons.get(owner, ()))):
            joined[head(owner)] = head(label.setdefault(shared, owner))
    groups: dict[str, list[str]] = defaultdict(list)
    for owner in owners:
        groups[head(owner)].append(owner)
    return [tuple(g) for g in groups.values()]


@dataclass(slots=True)
class _Spread:
    """The firms a rule counts as a group's: with the percentage, and those by control only."""

    group: tuple[str, ...]
    inside: set[str]
    counted: dict[str, float]
    controlled: set[str]


def _spread(rule: Rule, group: tuple[str, ...], graph: _Graph) -> _Spread:
    """Return the firms a rule counts as a group's.

    Layer by layer until nothing is added, so loops end by themselves.
    """
    found = _Spread(group=group, inside=set(group), counted={}, controlled=set())
    waiting = deque(group)
    sums: dict[str, float] = defaultdict(float)
    firms: list[str] = []
    while waiting:
        for h in graph.out_of.get(waiting.popleft(), ()):
            if h.owned in found.inside:
                continue
            sums[h.owned] += h.percent or 0.0
            if (rule.control and h.control) or rule.meets(sums[h.owned]):
                found.inside.add(h.owned)
                firms.append(h.owned)
                waiting.append(h.owned)
    for firm in firms:
        held = sum(h.percent or 0.0 for h in graph.into[firm] if h.owner in found.inside)
        found.counted[firm] = min(100.0, held)
        if not rule.meets(held):
            found.controlled.add(firm)
    return found


def _told(
    rule: Rule, firm: str, spread: _Spread, by: Sequence[str],
    effective: tuple[Mapping[str, float], bool], graph: _Graph,
) -> Owned:  # fmt: skip
    parts = []
    for h in graph.into[firm]:
        if h.owner in spread.inside:
            why = f"listed by {rule.authority}" if h.owner in spread.group else "counted as theirs"
            if h.control:
                why += ", controls it"
            parts.append((h.owner, h.percent, why))
    shares, exact = effective
    return Owned(
        firm=firm, authority=rule.authority, counted=spread.counted[firm],
        control=firm in spread.controlled, effective=min(100.0, shares.get(firm, 0.0)),
        effective_exact=exact, by=tuple(by), holdings=tuple(parts), article=rule.article,
        confidence=rule.confidence,
    )  # fmt: skip


def _owners_behind(spread: _Spread, graph: _Graph) -> dict[str, int]:
    """Return firm → the group's members who reach it through firms counted as theirs, as bits."""
    bits = {owner: 1 << n for n, owner in enumerate(spread.group)}
    waiting = deque(spread.group)
    queued = set(waiting)
    while waiting:
        owner = waiting.popleft()
        queued.discard(owner)
        for h in graph.out_of.get(owner, ()):
            if h.owned not in spread.counted:
                continue
            before = bits.get(h.owned, 0)
            after = before | bits[owner]
            if after != before:
                bits[h.owned] = after
                if h.owned not in queued:
                    queued.add(h.owned)
                    waiting.append(h.owned)
    return bits


_STEPS = 600_000
"""Steps along holdings after which the effective figure is given as far as it was reached."""


def _effective(
    out_of: Mapping[str, list[Holding]], owners: Sequence[str]
) -> tuple[dict[str, float], bool]:
    """Return the percent of each firm that is the owners' by the product along all paths.

    Power series of the matrix of holdings: each time round a loop adds less, until what is left is
    below a millionth. Loops of nearly all the shares, or of more than all, may not end within
    `_STEPS`: then the figure is a floor, and the second value False.
    """
    total: dict[str, float] = defaultdict(float)
    wave = dict.fromkeys(owners, 100.0)
    steps = 0
    while wave:
        after: dict[str, float] = defaultdict(float)
        for owner, share in wave.items():
            held = out_of.get(owner, ())
            steps += len(held)
            for h in held:
                if h.percent and (gain := share * h.percent / 100.0) > 1e-4:
                    after[h.owned] += gain
        for firm, gain in after.items():
            total[firm] += gain
        wave = after
        if steps > _STEPS:
            return dict(total), False
    return dict(total), True
