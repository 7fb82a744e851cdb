"""The acts a listing stands on, on a day and for a viewpoint, each told as a step of the chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from comity.law import Basis, Instrument, Lawbook, Position, Standing, State, state_of
from comity.law.tagging import made_by

_WORDS = {"in-force": "in force", "unknown": "of unknown state"}
_LISTING = ("asset freeze", "travel ban")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One step of the chain.

    Attributes:
        how: Of a law that stands against another's order: what it does to who complies.
    """

    text: str
    instrument: str = ""
    article: str = ""
    sources: tuple[str, ...] = ()
    confidence: str = "verified"
    how: str = "forbidden by"

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON object."""
        return {
            "text": self.text, "instrument": self.instrument or None,
            "article": self.article or None, "source": list(self.sources),
            "confidence": self.confidence,
        }  # fmt: skip


class Law:
    """The acts behind a listing, and what they are together.

    Attributes:
        kind: `in-force` when one act is, or none is recorded; `contested`; `ended`.
        in_force: Ids of the acts in force, the latest first.
        reasons: A step for each act; or for what is known of the tags where no act is.
    """

    kind: Literal["in-force", "contested", "ended"]
    in_force: tuple[str, ...]
    reasons: tuple[Reason, ...]

    def __init__(
        self, book: Lawbook, standing: Standing, day: date, viewpoint: str, *, collective: bool
    ) -> None:
        """Weigh the acts behind the tags on a day."""
        states = [state_of(book, id_, day, viewpoint) for id_ in standing.instruments_on(day)]
        states = [s for s in states if s.state != "not-yet"]
        if collective:
            # A regime of the Council that was ended as a whole takes its acts with it, whatever
            # they say. A state's own listing under the same name lives by that state's acts.
            named = [r for r in standing.regimes if r in book.instruments]
            whole = [state_of(book, id_, day, viewpoint) for id_ in named]
            if whole and all(s.state == "ended" for s in whole):
                states = whole + [s for s in states if s.state == "ended"]
        kinds = {s.state for s in states}
        if not states or kinds & {"in-force", "unknown"}:
            self.kind = "in-force"
        else:
            self.kind = "contested" if "contested" in kinds else "ended"
        # Acts that have ended say nothing where others carry the listing on.
        told = [s for s in states if self.kind != "in-force" or s.state in ("in-force", "unknown")]
        live = sorted(
            (s for s in states if s.state in ("in-force", "contested")),
            key=lambda s: s.instrument.in_force_from or date.min, reverse=True,
        )  # fmt: skip
        self.in_force = tuple(s.instrument.id for s in live)
        steps = [_step(s, standing.bases.get(s.instrument.id)) for s in told]
        disputed = dict.fromkeys(s.positions for s in told if s.positions)
        steps += [step for positions in disputed for step in _sides(positions)]
        self.reasons = (*steps, *_titles(standing, day, alone=not steps))


def _step(state: State, basis: Basis | None) -> Reason:
    number = state.instrument.number or state.instrument.id
    text = f"{number} is {_WORDS.get(state.state, state.state)}"
    text += f" since {state.since}" if state.since else ""
    if state.eased:
        text += f"; a part of its measures lifted since {state.eased}"
    if state.last_read_to:
        text += f"; measures last read to {state.last_read_to}"
        text += f" ({state.last_read_note})" if state.last_read_note else ""
    article = basis.article if basis else ""
    return Reason(
        text=text, instrument=state.instrument.id, sources=state.sources,
        article=article or listing_paragraphs(state.instrument), confidence=state.confidence,
    )  # fmt: skip


def _sides(positions: Sequence[Position]) -> Iterator[Reason]:
    """Yield a step for each side of a dispute: who holds it, in what words, by which sources."""
    for holds, head in ((True, "in effect"), (False, "without effect")):
        side = [p for p in positions if p.holds is holds]
        if not side:
            continue
        words: dict[str, dict[str, None]] = {}
        for p in side:
            words.setdefault(p.text, {})[p.viewpoint] = None
        told = "; ".join(f"{', '.join(who)}: {text}" for text, who in words.items())
        levels = {p.confidence for p in side}
        yield Reason(
            text=f"{head} in the view of {told}",
            sources=tuple(dict.fromkeys(s for p in side for s in p.sources)),
            confidence=levels.pop() if len(levels) == 1 else "mixed",
        )  # fmt: skip


def listing_paragraphs(item: Instrument) -> str:
    """Return the binding paragraphs of an act that freeze assets or ban travel of the listed."""
    found = [
        f"{p.number} ({p.kind})"
        for p in item.paragraphs
        if p.force == "binding" and any(word in p.kind for word in _LISTING)
    ]
    return f"para{'s' * (len(found) > 1)} {', '.join(found)}" if found else ""


def _titles(standing: Standing, day: date, *, alone: bool = False) -> Iterator[Reason]:
    """Yield a step for acts known by their titles only, and for tags that lead nowhere."""
    for tag in standing.tags:
        acts = [a for a in tag.acts if made_by(a, day)]
        if acts and (alone or not tag.instruments):
            yield Reason(
                text=f"the listing stands on {', '.join(acts)}", article=acts[0],
                sources=tag.sources, confidence=tag.confidence,
            )  # fmt: skip
        elif alone:
            yield Reason(
                text=f"no act of the lawbook stands behind {tag.values[0]!r} on {day}: "
                "the listing alone is gone by", confidence="recalled",
            )  # fmt: skip
    for text in standing.unmapped:
        yield Reason(
            text=f"the tag {text!r} leads to no act of the lawbook: the listing alone is gone by",
            confidence="recalled",
        )  # fmt: skip
