"""Measuring a scorer on labelled pairs, and what a threshold costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from comity.errors import BadInput
from comity.matching.scoring import Agreement, compare, read_evidence

NEEDED = ("name1", "name2", "is_match")
GROUPED = ("case_group", "category", "quality")
KNOWN = frozenset((
    "schema", *NEEDED, *GROUPED, "notes", "id", "schema1", "schema2",
    *(f"{f}{n}" for f in ("birth_date", "country", "gender", "identifiers") for n in "12"),
))  # fmt: skip
_TRUE, _FALSE = frozenset(("true", "1", "yes", "t", "y")), frozenset(("false", "0", "no", "f", "n"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredPair:
    """One labelled pair with what the scorer says of it."""

    row: Mapping[str, str]
    same: bool
    agreement: Agreement


def score_pairs(rows: Sequence[Mapping[str, str]]) -> list[ScoredPair]:
    """Return each labelled pair with its score.

    Args:
        rows: With the columns `name1`, `name2`, `is_match` and optionally `schema`,
            `birth_date1`, `birth_date2`, `country1`, …

    Raises:
        BadInput: A missing or unknown column, or a label that is neither true nor false.
    """
    if not rows:
        raise BadInput("no labelled pairs", mend="give a CSV with name1, name2, is_match")
    columns = set(rows[0])
    if missing := [c for c in NEEDED if c not in columns]:
        raise BadInput(f"missing column {', '.join(missing)}", mend=f"needed: {', '.join(NEEDED)}")
    found = []
    for number, row in enumerate(rows, start=2):
        label = (row["is_match"] or "").strip().casefold()
        if label not in _TRUE | _FALSE:
            raise BadInput(f"row {number}: is_match {label!r}", mend="write true or false")
        left, right = (_evidence(row, side) for side in "12")
        agreement = compare(row["name1"] or "", row["name2"] or "", left, right)
        found.append(ScoredPair(row=row, same=label in _TRUE, agreement=agreement))
    return found


def _evidence(row: Mapping[str, str], side: str) -> Any:  # noqa: ANN401 - Evidence
    def cell(field: str) -> str:
        return row.get(f"{field}{side}") or ""

    values = tuple(v.strip() for v in cell("identifiers").split(";") if v.strip())
    return read_evidence(
        schema=cell("schema") or row.get("schema") or "", birth_date=cell("birth_date"),
        country=cell("country"), gender=cell("gender"), identifiers=values,
    )  # fmt: skip


def figures(pairs: Sequence[tuple[float, bool]], threshold: float) -> dict[str, Any]:
    """Return counts, precision, recall, F1 at a threshold, and the best F1 over thresholds.

    A ratio without a denominator (no alerts, no true pairs) is 0.
    """
    tp = sum(s >= threshold and y for s, y in pairs)
    fp = sum(s >= threshold and not y for s, y in pairs)
    fn = sum(s < threshold and y for s, y in pairs)
    best_f1, best_threshold = _best(pairs)
    return {
        "threshold": threshold, "n": len(pairs), "tp": tp, "fp": fp,
        "tn": len(pairs) - tp - fp - fn, "fn": fn, "precision": _ratio(tp, tp + fp),
        "recall": _ratio(tp, tp + fn), "f1": _ratio(2 * tp, 2 * tp + fp + fn),
        "best_threshold": best_threshold, "best_f1": best_f1,
    }  # fmt: skip


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _best(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    total = sum(y for _, y in pairs)
    best, at, tp = 0.0, 1.0, 0
    order = sorted(pairs, key=lambda p: -p[0])
    for count, (score, same) in enumerate(order, start=1):
        tp += same
        # Pairs of one score stand or fall together.
        if count < len(order) and order[count][0] == score:
            continue
        f1 = 2 * tp / (count + total) if count + total else 0.0
        if f1 > best:
            best, at = f1, score
    return round(best, 4), round(at, 4)


def evaluate(found: Sequence[ScoredPair], threshold: float) -> dict[str, Any]:
    """Return the figures of all pairs and, where the columns exist, of each group."""
    pairs = [(p.agreement.score, p.same) for p in found]
    groups: dict[str, dict[str, Any]] = {}
    for column in GROUPED:
        if column not in found[0].row:
            continue
        values: dict[str, list[tuple[float, bool]]] = {}
        for pair in found:
            if value := (pair.row[column] or "").strip():
                values.setdefault(value, []).append((pair.agreement.score, pair.same))
        groups[column] = {v: figures(p, threshold) for v, p in sorted(values.items())}
    return {**figures(pairs, threshold), "groups": groups}


def curve(found: Sequence[ScoredPair], steps: int = 50) -> list[dict[str, Any]]:
    """Return, for thresholds from 0 to 1, the share of misses and the number of false alerts."""
    pairs = [(p.agreement.score, p.same) for p in found]
    out = []
    for step in range(steps + 1):
        told = figures(pairs, step / steps)
        true = told["tp"] + told["fn"]
        out.append({
            "threshold": step / steps, "missed": told["fn"], "miss_rate": _ratio(told["fn"], true),
            "false_alerts": told["fp"], "alerts": told["fp"] + told["tp"],
            "precision": told["precision"], "recall": told["recall"],
        })  # fmt: skip
    return out
