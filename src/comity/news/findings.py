"""What the reader finds in a document: spans of its text, and what they say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters of the document, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Span):
    """A stretch of text that is not the article's own voice.

    Attributes:
        kind: commentary, boilerplate, dateline, byline or headline.
    """

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Span):
    """A direct quotation, marks included.

    Attributes:
        speaker: Fullest form of the name in the document; None where none can be told.
        partial: A fragment inside the reporter's sentence.
    """

    text: str
    speaker: str | None
    partial: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date as told, and the interval it stands for; both ends None where it is left open."""

    text: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One action about sanctions.

    Attributes:
        trigger: The word that carries it.
        sentence: The sentence it stands in.
        rule: Name of the rule that found it.
        confidence: From 0 to 1: how often events found by such a rule were right.
        cameo, plover, ties_stage: Codes in the event schemes of that name; empty for none.
    """

    trigger: Span
    trigger_text: str
    action: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    realis: str
    collectivity: str
    measure: str
    when: When | None
    asserted_by: str
    sentence: Span
    rule: str
    confidence: float
    cameo: str = ""
    plover: str = ""
    ties_stage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Span):
    """A statement that official records can support or contradict.

    Attributes:
        kind: unsc-rounds, designation, measure-adopted, measure-extended, membership, treaty, other.
        expected: supported, contradicted or unverifiable; the last until it has been checked.
        why: What the record shows, or what would be needed.
    """

    kind: str
    text: str
    expected: str = "unverifiable"
    why: str = "not held against the records"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything found in one document.

    Attributes:
        notices: What the reader has to say about the document itself, one line each.
    """

    id: str
    text: str
    published: date | None
    zones: tuple[Zone, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    notices: tuple[str, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the form of the annotation scheme, with the reader's own fields added."""
        return {
            "id": self.id,
            "published": self.published.isoformat() if self.published else None,
            "zones": [{"start": z.start, "end": z.end, "kind": z.kind} for z in self.zones],
            "quotes": [
                {"start": q.start, "end": q.end, "text": q.text, "speaker": q.speaker,
                 "partial": q.partial}
                for q in self.quotes
            ],
            "events": [self._event(e) for e in self.events],
            "claims": [
                {"start": c.start, "end": c.end, "text": c.text, "kind": c.kind,
                 "expected": c.expected, "why": c.why}
                for c in self.claims
            ],
            "notices": list(self.notices),
        }  # fmt: skip

    def _event(self, event: Event) -> dict[str, Any]:
        when = event.when
        return {
            "trigger": {
                "start": event.trigger.start,
                "end": event.trigger.end,
                "text": event.trigger_text,
            },
            "action": event.action,
            "source": list(event.source),
            "target": list(event.target),
            "realis": event.realis,
            "collectivity": event.collectivity,
            "measure": event.measure,
            "when": when
            and {
                "text": when.text,
                "start": when.start.isoformat() if when.start else None,
                "end": when.end.isoformat() if when.end else None,
            },
            "asserted_by": event.asserted_by,
            "sentence": {
                "start": event.sentence.start,
                "end": event.sentence.end,
                "text": self.text[event.sentence.start : event.sentence.end],
            },
            "rule": event.rule,
            "confidence": event.confidence,
            "cameo": event.cameo,
            "plover": event.plover,
            "ties_stage": event.ties_stage,
        }
