"""Which date of a sentence is an event's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from comity.news.dates.clock import Clock, When
from comity.news.events.datefacts import DateFacts, Spot, modal_of
from comity.news.scene.context import ACTS, Event
from comity.news.scene.surroundings import Scene, group_of
from comity.news.weights import Told, Weights, spelled, weights
from comity.news.words.tokens import Sentence

_FOR_A_DATE = 2.6
"""What speaks for giving a date at all: a reader corrects a wrong one sooner than a missing one."""


Option = tuple[When | None, list[Told], list[Told]]
"""A reading of a date (or none), the facts of the date, those of the reading."""


class Dating(DateFacts):
    """Gives events the dates of their clauses.

    The rules' own choice, by distance and clauses, is one fact among those that are weighed.
    """

    teacher: Any
    clock: Clock

    def _date(self, scene: Scene, events: Sequence[Event], dates: Sequence[When]) -> None:
        """Give each event the date of its own clause."""
        if not dates:
            return
        if not events:
            return
        cuts = list(self._cuts(scene.sentence))
        self._look_at(scene)
        spots = [self._spot(scene, w) for w in dates]
        for at, event in enumerate(events):
            ruled = self._ruled(scene.sentence, cuts, event, dates, events)
            options = self._date_options(
                scene, events, at, list(zip(dates, spots, strict=True)), ruled
            )
            if self.teacher is not None:
                told = [(when, spelled((*facts, *own))) for when, facts, own in options]
                event.when = self.teacher.date(event, told)
            else:
                model = weights("when")
                event.when = _likeliest(options, model) if model.learned else ruled
            if event.when is not None and not any(event.when is w for w in dates):
                # What follows ("three days later") refers to it as it was read here.
                self.clock.settle(event.when)

    def _date_options(
        self, scene: Scene, events: Sequence[Event], at: int, told: Sequence[tuple[When, Spot]],
        ruled: When | None,
    ) -> list[Option]:  # fmt: skip
        """Return no date, and every reading of every date, with the facts of the date and the reading."""
        event = events[at]
        group = group_of(event.action)
        dates, spots = [when for when, _ in told], [spot for _, spot in told]
        none = self._facts_of_no_date(scene, event, dates, spots)
        if ruled is None:
            none += ["ruled", f"ruled/{group}"]
        options: list[Option] = [(None, none, [])]
        modal = modal_of(scene, event)
        for when, spot in told:
            if self._of_the_measure(scene.sentence, event, when):
                continue
            facts = self._facts_of_date(scene, event, when, spot, spots, events[:at])
            if when is ruled:
                facts += ["ruled", f"ruled/{group}"]
            if not when.others:
                options.append((when, facts, []))
                continue
            years = self._years_before(when, dates, events[:at])
            for number, reading in enumerate((when, *when.others)):
                own = self._facts_of_reading(scene, event, reading, number, modal)
                if reading.first is not None:
                    year = reading.first.year
                    own += [
                        f"reading {n} in the year {of} {year == y}"
                        for of, y in years
                        for n in reading.reading.split("=")
                    ]
                options.append((reading, facts, own))
        return options

    def _ruled(
        self, sentence: Sentence, cuts: Sequence[tuple[int, float]], event: Event,
        dates: Sequence[When], events: Sequence[Event],
    ) -> When | None:  # fmt: skip
        best: tuple[float, When] | None = None
        for when in dates:
            if self._of_the_measure(sentence, event, when):
                continue
            cost = self._distance(sentence, cuts, event, when, events)
            if best is None or cost < best[0]:
                best = cost, when
        return best[1] if best is not None and best[0] < 200 else None

    def _of_the_measure(self, sentence: Sentence, event: Event, when: When) -> bool:
        """Return whether a date belongs to an older measure that is extended, eased or tightened."""
        if when.text.lower() == "at the same time":
            return bool(re.search(r"\d|last|Monday|April", self.text[sentence.start : when.start]))
        if (
            event.action not in ("EXTEND", "EASE", "TIGHTEN", "OPPOSE", "SUPPORT")
            or when.start < event.end
        ):
            return False
        k = sentence.at(when.start)
        before = [t.low for t in sentence.tokens[max(0, k - 3) : k]]
        noun = any(
            w in self.words.measures or w in ("measures", "regime", "restrictions")
            for w in before[-1:]
        )
        between = sentence.tokens[sentence.at(event.end) : k]
        imposed = any(
            t.low in ("imposed", "adopted", "introduced", "dating", "of") for t in between[-3:]
        )
        return when.rule in ("year", "month_year") and (noun or imposed)

    def _cuts(self, sentence: Sentence) -> Iterator[tuple[int, float]]:
        """Yield (offset, weight) of the boundaries between clauses."""
        tokens = sentence.tokens
        for k, token in enumerate(tokens):
            low = token.low
            if low in (";", ":", "—", "–") or low in ("but", "while", "although", "though"):
                yield token.start, 120
            elif low in ("which", "who", "whose", "whom"):
                yield token.start, 90
            elif low == "that" and k and tokens[k - 1].low not in ("said", "says", "told"):
                yield token.start, 70
            elif low in (
                "when",
                "after",
                "before",
                "because",
                "unless",
                "if",
                "until",
                "since",
                "as",
            ):
                yield token.start, 60
            elif low == ",":
                yield token.start, 25
            elif low == "and":
                yield token.start, 35

    def _distance(
        self, sentence: Sentence, cuts: Sequence[tuple[int, float]], event: Event, when: When,
        events: Sequence[Event],
    ) -> float:  # fmt: skip
        low, high = min(event.start, when.start), max(event.start, when.start)
        cost = sum(weight for offset, weight in cuts if low < offset < high)
        between = [e for e in events if e is not event and low < e.start < high]
        cost += 70 * len(between)
        cost += (high - low) / 4
        before = self.text[max(sentence.start, when.start - 12) : when.start].lower().split()
        opening = when.text.lower().split()[0]
        if (before and before[-1] in ("to", "until", "till", "through")) or opening in (
            "until",
            "by",
        ):
            # The day a measure runs to is not the day it was taken.
            cost += 150 if event.action in (*ACTS, "PROMISE_EASE") else 60
        if before and before[-1] == "of" and when.start - event.end > 6:
            # "The conclusions of 22 February": the noun's date.
            cost += 90
        if when.start < event.start and when.start - sentence.start < 12:
            # A date at the head of the sentence dates its main clause.
            cost -= 40
        inside = self.article.quote_at(event.start), self.article.quote_at(when.start)
        if (inside[0] is None) != (inside[1] is None):
            cost += 120
        return cost


def _likeliest(options: Sequence[Option], model: Weights) -> When | None:
    """Return the reading that weighs most; what its date weighs is added up once."""
    best: tuple[float, When | None] | None = None
    last: tuple[list[Told], float] | None = None
    for when, facts, own in options:
        if last is None or last[0] is not facts:
            last = facts, model.total(facts) + (_FOR_A_DATE if when is not None else 0.0)
        told = last[1] + model.total(own)
        if best is None or told > best[0]:
            best = told, when
    return best[1] if best else None
