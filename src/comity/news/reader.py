"""One document read: zones, quotations, events, claims, as one value and as JSON."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from comity.law import Lawbook
from comity.news.articles.article import Article, take_apart
from comity.news.articles.gazetteer import state_codes
from comity.news.backends import Backend, refuse
from comity.news.claims import Checker, Claim, LookUp, bounds_of, find_claims
from comity.news.coding import codes_of
from comity.news.events.finding import BODIES, Event, find_events
from comity.news.words.language import is_english


@dataclass(slots=True)
class Reading:
    """What was found in a document.

    Attributes:
        notes: What the reader could not do with it, in sentences.
    """

    id: str
    article: Article
    events: list[Event]
    claims: list[Claim]
    notes: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text that all offsets count in."""
        return self.article.text

    def as_json(self) -> dict[str, Any]:
        """Return the JSON of the annotation, with the reader's own fields beside it."""
        article = self.article
        told: dict[str, Any] = {
            "id": self.id,
            "published": article.published.isoformat() if article.published else None,
            "zones": [{"start": z.start, "end": z.end, "kind": z.kind} for z in article.zones],
            "quotes": [
                {"start": q.start, "end": q.end, "text": self.text[q.start : q.end],
                 "speaker": q.speaker, "partial": q.partial}
                for q in article.quotes
            ],
            "events": [self._event(e) for e in self.events],
            "claims": [c.as_json() for c in self.claims],
        }  # fmt: skip
        if self.notes:
            told["notes"] = self.notes
        return told

    def _event(self, event: Event) -> dict[str, Any]:
        sentence = self.article.sentences[event.sentence]
        linked = [c for c in self.claims if c.event is event]
        return {
            **event.as_json(self.text),
            "sentence": self.text[sentence.start : sentence.end],
            "rule": event.rule,
            "because": event.because,
            "confidence": round(event.confidence, 2),
            **codes_of(event.action, event.realis),
            "subjects": list(dict.fromkeys(s for c in linked for s in c.listings)),
            "instruments": list(dict.fromkeys(i for c in linked for i in c.instruments)),
        }


def read_text(
    text: str,
    *,
    id_: str = "",
    published: date | None = None,
    book: Lawbook | None = None,
    look_up: LookUp | None = None,
    today: date | None = None,
    backend: Backend | None = None,
) -> Reading:
    """Return what is found in a text.

    Args:
        text: As a reader gets it; all offsets count in it.
        published: The day it was published; without it no relative date is resolved.
        book: Given, claims are held against it.
        look_up: Into the register, for the names that claims tell of.
        today: The day that bounds a text without one; needed with `book`.
        backend: May add events; what is not verbatim in the text is refused, and a note says so.

    Returns:
        The reading. A text in a language that is not read has no events, and a note says so.
    """
    article = take_apart(text, published)
    notes = []
    if text.strip() and not is_english(text):
        notes.append(
            "the text is not English, the only language that is read: no events were looked for"
        )
        return Reading(id_, article, [], [], notes)
    events = find_events(article)
    if backend is not None:
        events = _with_proposals(article, events, backend, notes)
    claims = find_claims(article, events)
    if book is not None:
        Checker(book, look_up, published, today or published or date.max).check(article, claims)
        if published is None and (bounds := bounds_of(claims)):
            notes.append(f"by its claims the text is of a day from {bounds[0]} to {bounds[1]}")
    return Reading(id_, article, events, claims, notes)


def collect_seldom() -> None:
    """Have Python look for garbage less often, in a process that reads many documents.

    Reading makes many small values and next to no cycles, so the usual rounds find little.
    """
    gc.set_threshold(20_000, 20, 50)


def _with_proposals(
    article: Article, events: list[Event], backend: Backend, notes: list[str]
) -> list[Event]:
    codes = (*BODIES, *state_codes())
    found = list(events)
    for number, sentence in enumerate(article.sentences):
        clause = article.text[sentence.start : sentence.end]
        for proposal in backend.propose(clause):
            if why := refuse(proposal, clause, codes):
                notes.append(f"{backend.name}: refused: {why}")
                continue
            start = sentence.start + clause.index(proposal.trigger)
            if any(e.start < start + len(proposal.trigger) and start < e.end for e in found):
                continue
            found.append(
                Event(
                    start, start + len(proposal.trigger), proposal.action, number, f"backend: {backend.name}",
                    source=list(proposal.source), target=list(proposal.target), realis=proposal.realis,
                    collectivity=proposal.collectivity, confidence=0.3,
                )
            )  # fmt: skip
    return sorted(found, key=lambda e: e.start)
