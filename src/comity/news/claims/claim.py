"""What a claim is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from comity.news.events.finding import Event

Verdict = Literal["supported", "contradicted", "unverifiable"]
LookUp = Callable[[str, date], list[dict[str, Any]]]
"""From a name and a day to listings of subjects of that name: source, id, character, since."""

_SHOWN = {
    "recalled": "recalled, unconfirmed",
    "mixed": "confirmed in part",
    "verified": "confirmed",
}


@dataclass(slots=True)
class Claim:
    """A statement that records could settle.

    Attributes:
        kind: `unsc-rounds`, `designation`, `measure-adopted`, `measure-extended`, `membership`,
            `treaty` or `other`.
        expected: The verdict.
        why: What the record shows, or what would be needed.
        confidence: How sure the records are that the verdict rests on: `verified`, `mixed` or
            `recalled`; empty where it rests on none.
        instruments: Ids in the lawbook.
        entries: Ids in the chronicle.
        listings: `source:id` in the register.
        rule: How it was found.
    """

    start: int
    end: int
    kind: str
    rule: str
    expected: Verdict = "unverifiable"
    why: str = ""
    confidence: str = ""
    instruments: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    listings: list[str] = field(default_factory=list)
    event: Event | None = None
    bounds: tuple[date | None, date | None] = (None, None)

    def settle(self, verdict: Verdict, why: str, confidence: str = "") -> None:
        """Give the verdict, with how sure its records are written behind it."""
        self.expected, self.confidence = verdict, confidence
        self.why = f"{why}: {_SHOWN[confidence]}" if confidence else why

    def reset(self) -> None:
        """Forget the verdict."""
        self.expected, self.why, self.confidence = "unverifiable", "", ""
        self.instruments, self.entries, self.listings = [], [], []
        self.bounds = None, None

    def as_json(self) -> dict[str, Any]:
        """Return the form of the annotation, with the records beside it."""
        return {
            "start": self.start, "end": self.end, "kind": self.kind, "expected": self.expected,
            "why": self.why, "confidence": self.confidence, "instruments": self.instruments,
            "entries": self.entries, "listings": self.listings, "rule": self.rule,
        }  # fmt: skip


def bounds_of(claims: Sequence[Claim]) -> tuple[date, date] | None:
    """Return the days between which a document speaks, as far as its claims tell."""
    lows = [c.bounds[0] for c in claims if c.bounds[0]]
    highs = [c.bounds[1] for c in claims if c.bounds[1]]
    if not lows or not highs or max(lows) > min(highs):
        return None
    return max(lows), min(highs)
