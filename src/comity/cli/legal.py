"""The acts behind a listing, by its programme tags, with their state on the day."""

from __future__ import annotations

from datetime import date
from typing import Any

from comity.law import Lawbook, State, load_lawbook, resolve_tags, state_of
from comity.register import ListingAnswer, SubjectAnswer

_SHORT = {"in-force": "", "not-yet": "not yet", "unknown": "no date"}


def states_behind(
    book: Lawbook, listing: ListingAnswer, day: date, viewpoint: str = ""
) -> tuple[list[State], list[str], list[str]]:
    """Return (states of the instruments, other acts by title, tags nobody mapped)."""
    standing = resolve_tags(book, listing.source, listing.record.programmes)
    states = [state_of(book, id_, day, viewpoint) for id_ in standing.instruments_on(day)]
    # Acts that came later than the day cannot stand behind a listing on it.
    states = [s for s in states if s.state != "not-yet"]
    others = list(standing.acts_on(day))
    return states, others, list(standing.unmapped)


def acts_json(listing: ListingAnswer, day: date) -> dict[str, Any]:
    """Return what `who --json` and `show --json` add to a listing."""
    states, others, unmapped = states_behind(load_lawbook(), listing, day)
    told: dict[str, Any] = {
        "instruments": [
            {"id": s.instrument.id, "number": s.instrument.number, "state": s.state,
             "since": s.since.isoformat() if s.since else None, "confidence": s.confidence,
             **({"eased": s.eased.isoformat()} if s.eased else {})}
            for s in states
        ],
        "acts": others,
    }  # fmt: skip
    if unmapped:
        told["unmapped"] = unmapped
    return told


def acts_text(listing: ListingAnswer, day: date) -> str:
    """Return the acts behind a listing for people; a state is named unless it is in force."""
    states, others, _ = states_behind(load_lawbook(), listing, day)
    texts = []
    for state in states:
        word = "partly lifted" if state.eased else _SHORT.get(state.state, state.state)
        number = state.instrument.number or state.instrument.id
        texts.append(f"{number} ({word})" if word else number)
    return "; ".join([*texts, *others][:6])


def subject_with_acts(subject: SubjectAnswer, day: date) -> dict[str, Any]:
    """Return a subject as JSON, each listing with the acts behind it."""
    told = subject.as_json()
    for listing, shown in zip(subject.listings, told["listings"], strict=True):
        shown |= acts_json(listing, day)
    return told
