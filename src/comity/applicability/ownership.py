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
        since, until: First and last day; None where open.
    """

    owner: str
    owned: str
    percent: float | None
    control: bool = False
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
        counted: Percent the rule adds up; 100 for control.
        effective: Percent by the product along all paths.
        by: The listed persons, or the one it counts for where the rule does not add up.
        holdings: (owner, percent or None, why the owner counts): what makes up the figure.
    """

    firm: str
    authority: str
    counted: float
    effective: float
    by: tuple[str, ...]
    holdings: tuple[tuple[str, float | None, str], ...]
    article: str
    confidence: str

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON object."""
        return {
            "firm": self.firm, "authority": self.authority, "counted": round(self.counted, 4),
            "effective": round(self.effective, 4), "by": list(self.by),
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


def find_oddities(holdings: Sequence[Holding]) -> list[str]:
    """Return what a reader must know of the holdings: totals over 100 %, unknown percentages."""
    totals: dict[str, float] = defaultdict(float)
    unknown: dict[str, int] = defaultdict(int)
    for h in holdings:
        totals[h.owned] += h.percent or 0.0
        unknown[h.owned] += h.percent is None and not h.control
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
    return said


def find_owned(
    holdings: Sequence[Holding], listed: Mapping[str, Sequence[str]], day: date
) -> list[Owned]:
    """Return the firms that each authority's rule of the day counts as owned by those it lists.

    Args:
        holdings: Of any days; those of the day are taken.
        listed: Authority (`US`, `EU`, `GB`, …) → the owners it lists.
    """
    current = on_day(holdings, day)
    into: dict[str, list[Holding]] = defaultdict(list)
    out_of: dict[str, list[Holding]] = defaultdict(list)
    for h in current:
        into[h.owned].append(h)
        out_of[h.owner].append(h)
    found: list[Owned] = []
    for rule in rules_on(day):
        owners = [o for o in listed.get(rule.authority, ()) if o in out_of]
        if not owners:
            continue
        effective = _effective(out_of, owners)
        groups = [tuple(owners)] if rule.together else [(o,) for o in owners]
        seen: set[str] = set()
        for group in groups:
            spread = _spread(rule, group, into, out_of)
            theirs = {*group, *spread}
            for firm, counted in spread.items():
                if firm not in seen:
                    seen.add(firm)
                    found.append(_told(rule, firm, counted, effective, group, into, theirs))
    return sorted(found, key=lambda o: (o.authority, -o.counted, o.firm))


def _spread(
    rule: Rule, group: Sequence[str], into: Mapping[str, list[Holding]],
    out_of: Mapping[str, list[Holding]],
) -> dict[str, float]:  # fmt: skip
    """Return the firms a rule counts as a group's, with the percentage counted.

    Layer by layer until nothing is added, so loops end by themselves.
    """
    theirs: dict[str, float] = {}
    inside = set(group)
    waiting = deque(group)
    sums: dict[str, float] = defaultdict(float)
    while waiting:
        owner = waiting.popleft()
        for h in out_of.get(owner, ()):
            if h.owned in inside:
                continue
            sums[h.owned] += h.percent or 0.0
            controls = rule.control and h.control
            if controls or rule.meets(sums[h.owned]):
                inside.add(h.owned)
                theirs[h.owned] = 100.0 if controls else sums[h.owned]
                waiting.append(h.owned)
    for firm, held in theirs.items():
        total = sum(h.percent or 0.0 for h in into[firm] if h.owner in inside)
        theirs[firm] = min(100.0, max(total, held))
    return theirs


def _told(
    rule: Rule, firm: str, counted: float, effective: Mapping[str, float], group: Sequence[str],
    into: Mapping[str, list[Holding]], theirs: set[str],
) -> Owned:  # fmt: skip
    parts = []
    for h in into[firm]:
        if h.owner in theirs:
            why = f"listed by {rule.authority}" if h.owner in group else "counted as theirs"
            if h.control:
                why += ", controls it"
            parts.append((h.owner, h.percent, why))
    by = tuple(o for o in group if _reaches(o, firm, into, theirs)) if len(group) > 1 else group
    return Owned(
        firm=firm, authority=rule.authority, counted=counted,
        effective=min(100.0, effective.get(firm, 0.0)), by=tuple(by), holdings=tuple(parts),
        article=rule.article, confidence=rule.confidence,
    )  # fmt: skip


def _reaches(
    owner: str, firm: str, into: Mapping[str, list[Holding]], theirs: set[str]
) -> bool:  # fmt: skip
    seen, waiting = {firm}, [firm]
    while waiting:
        for h in into.get(waiting.pop(), ()):
            if h.owner == owner:
                return True
            if h.owner in theirs and h.owner not in seen:
                seen.add(h.owner)
                waiting.append(h.owner)
    return False


def _effective(
    out_of: Mapping[str, list[Holding]], owners: Sequence[str], *, rounds: int = 60
) -> dict[str, float]:
    """Return the percent of each firm that is the owners' by the product along all paths.

    Power series of the matrix of holdings; a loop adds less each time round, and what is left
    after the last round is below a millionth.
    """
    total: dict[str, float] = defaultdict(float)
    wave = dict.fromkeys(owners, 100.0)
    for _ in range(rounds):
        after: dict[str, float] = defaultdict(float)
        for owner, share in wave.items():
            for h in out_of.get(owner, ()):
                if h.percent and (gain := share * h.percent / 100.0) > 1e-6:
                    after[h.owned] += gain
        if not after:
            break
        for firm, gain in after.items():
            total[firm] += gain
        wave = after
    return dict(total)
