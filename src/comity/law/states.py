"""The state of an act on a day, for a viewpoint: a replay of its events, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from comity.errors import UnknownName
from comity.law.book import Lawbook
from comity.law.facts import ActEvent, Confidence, Contest, Instrument, Position

StateKind = Literal["in-force", "not-yet", "ended", "suspended", "contested", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What an act is on a day.

    Attributes:
        since: The day the state began; None when the facts give no day.
        events: Those of the act up to the day.
        positions: Of a contested state without a viewpoint: both sides.
        eased: The day from which a part of its measures is lifted; None when none is.
        last_read_to: The day measures were last read to run to, when it has passed without a
            renewal that was seen.
        open_end: True when the act counts as in force only because no end is recorded.
        confidence: The least of what the state rests on.
    """

    instrument: Instrument
    as_of: date
    viewpoint: str
    state: StateKind
    since: date | None
    events: tuple[ActEvent, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    positions: tuple[Position, ...] = ()
    eased: date | None = None
    last_read_to: date | None = None
    last_read_note: str = ""
    open_end: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON object."""
        told: dict[str, Any] = {
            "instrument": self.instrument.id, "as_of": self.as_of.isoformat(),
            "viewpoint": self.viewpoint or None, "state": self.state,
            "since": self.since.isoformat() if self.since else None,
            "events": [event_json(e) for e in self.events], "sources": list(self.sources),
            "confidence": self.confidence,
        }  # fmt: skip
        if self.positions:
            told["positions"] = [
                {"viewpoint": p.viewpoint, "holds": p.holds, "on": p.on.isoformat(),
                 "text": p.text, "sources": list(p.sources), "confidence": p.confidence}
                for p in self.positions
            ]  # fmt: skip
        if self.open_end:
            told["note"] = "no end is recorded; that it is still in force was not read"
        if self.eased:
            told["eased"] = self.eased.isoformat()
        if self.last_read_to:
            told["last_read_to"] = self.last_read_to.isoformat()
        if self.last_read_note:
            told["last_read_note"] = self.last_read_note
        return told


def event_json(event: ActEvent) -> dict[str, Any]:
    """Return an event as JSON, without empty fields."""
    told = {
        "on": event.on.isoformat(), "kind": event.kind, "by": event.by, "text": event.text,
        "note": event.note, "contested": event.contested, "sources": list(event.sources),
        "confidence": event.confidence,
    }  # fmt: skip
    return {k: v for k, v in told.items() if v}


def events_of(book: Lawbook, item: Instrument) -> tuple[ActEvent, ...]:
    """Return the events of an act, with the end of its regime where it ended with that.

    What the Council ordered before it ended a whole regime ended with it, though the act's own
    record names no end.
    """
    regime = book.regimes.get(item.regime)
    if regime is None or regime.id == item.id or item.character != "collective":
        return item.events
    if item.in_force_from is None or any(e.kind == "ended" for e in item.events):
        return item.events
    ends = [
        ActEvent(
            on=e.on, kind="ended", by=e.by, text=f"with the regime ({regime.number})",
            sources=e.sources, confidence=e.confidence,
        )
        for e in regime.events
        if e.kind == "ended" and item.in_force_from < e.on
    ]  # fmt: skip
    return tuple(sorted((*item.events, *ends), key=lambda e: e.on))


def state_of(book: Lawbook, id_: str, as_of: date, viewpoint: str = "") -> State:
    """Return the state of an instrument on a day.

    Without a viewpoint a state that rests on a contested event is `contested`, with both
    positions; with one, the event counts or does not, as that side holds. The rule is a replay:
    the last of ended, suspended and reapplied decides; what is continued stays as it is.

    Raises:
        UnknownName: No such instrument or viewpoint.
    """
    item = book.instrument(id_)
    if viewpoint and viewpoint not in book.viewpoints():
        raise UnknownName("viewpoint", viewpoint, book.viewpoints())
    every = events_of(book, item)
    events = tuple(e for e in every if e.on <= as_of)
    if viewpoint:
        state, since, weakest = _replay(item, events, as_of, _counted_by(book, viewpoint))
        positions: tuple[Position, ...] = ()
    else:
        state, since, weakest = _replay(item, events, as_of, _all)
        other = _replay(item, events, as_of, _uncontested)
        positions = ()
        if (state, since) != other[:2]:
            last = [e for e in events if e.contested][-1]
            positions = book.contests[last.contested].positions
            state, since = "contested", last.on
    sources = dict.fromkeys((*item.sources, *(s for e in events for s in e.sources)))
    later = any(e.on > as_of and e.kind != "noted" for e in every)
    renewed = any(e.kind in ("continued", "reapplied", "amended", "eased") for e in events)
    open_end = state == "in-force" and not later and not renewed and item.kind != "regime"
    eased = None
    for event in events:
        if event.kind in ("eased", "reapplied", "ended"):
            eased = event.on if event.kind == "eased" else None
    passed = item.last_read_to if item.last_read_to and item.last_read_to < as_of else None
    if open_end or (passed and state == "in-force"):
        weakest = _least(weakest, "mixed")
    return State(
        instrument=item, as_of=as_of, viewpoint=viewpoint, state=state, since=since,
        events=events, sources=tuple(sources), confidence=_least(item.start_confidence, weakest),
        positions=positions, open_end=open_end, eased=eased if state == "in-force" else None,
        last_read_to=passed if state in ("in-force", "contested") else None,
        last_read_note=item.last_read_note if passed and item.last_read_note != str(passed) else "",
    )  # fmt: skip


Counted = Any


def _all(event: ActEvent) -> bool:
    """Count an event as those do who hold contested re-applications to have effect.

    An ending that the same side denies does not count for it.
    """
    return not (event.contested and event.kind == "ended")


def _uncontested(event: ActEvent) -> bool:
    return not event.contested or event.kind == "ended"


def _counted_by(book: Lawbook, viewpoint: str) -> Counted:
    def counted(event: ActEvent) -> bool:
        if not event.contested:
            return True
        contest: Contest = book.contests[event.contested]
        holds = next((p.holds for p in contest.positions if p.viewpoint == viewpoint), True)
        return _all(event) if holds else _uncontested(event)

    return counted


def _replay(
    item: Instrument, events: tuple[ActEvent, ...], as_of: date, counted: Counted
) -> tuple[StateKind, date | None, Confidence]:
    if item.in_force_from is None:
        return "unknown", None, "recalled"
    if as_of < item.in_force_from:
        return "not-yet", None, item.start_confidence
    state: StateKind = "in-force"
    since, weakest = item.in_force_from, item.start_confidence
    for event in events:
        if not counted(event):
            continue
        if event.kind in ("ended", "suspended"):
            state, since = ("ended" if event.kind == "ended" else "suspended"), event.on
            weakest = event.confidence
        elif event.kind == "reapplied" and state != "in-force":
            state, since, weakest = "in-force", event.on, event.confidence
    return state, since, weakest


def _least(*found: Confidence) -> Confidence:
    for level in ("recalled", "mixed"):
        if level in found:
            return level
    return "verified"
