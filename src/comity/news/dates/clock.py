"""Time expressions: intervals, resolved against the day of publication and never guessed.

"In July" may be last July, next July or the July of the year just told of. An expression therefore
has several *readings*; the first is the one that rules prefer, and `dating.py` weighs them all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from comity.news.dates.intervals import Reading, distinct
from comity.news.dates.relative import DAYS, Relative
from comity.news.dates.timewords import Expression, find_expressions, joined, month_number

__all__ = ["Clock", "When", "month_number"]

_FUTURE = re.compile(
    r"\b(?:will|shall|due|expected to|is to|are to|plans? to|set to|expires?|next|would|scheduled)\b[^.;]*$",
    re.I,
)
_DATELINE = re.compile(
    r"^[^a-z\n]{3,40}[^\n]{0,20}?[,(]\s*(?P<month>[A-Z][a-z]{2,8})\.?\s+(?P<day>\d\d?)\b", re.M
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_LEAD = 1_200
"""Characters at the head of a text that may tell of which day it tells."""


@dataclass(frozen=True, slots=True)
class When:
    """A time expression.

    Attributes:
        first, last: The interval, both days included; `None` where the text does not tell them.
        rule: Which kind of expression.
        reading: How it was resolved: "past", "next", "told" (from what was told before), ….
        others: The other readings, if any; they have none themselves.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    rule: str
    reading: str = ""
    others: tuple[When, ...] = ()

    def as_json(self) -> dict[str, str | None]:
        """Return the form of the annotation: text, start, end."""
        return {
            "text": self.text,
            "start": self.first.isoformat() if self.first else None,
            "end": self.last.isoformat() if self.last else None,
        }


class Clock(Relative):
    """Resolves expressions in the order of the text; what follows refers to what came before.

    Attributes:
        anchor: What was told last in the paragraph; set it to `None` where a new one begins.
    """

    def __init__(self, published: date | None) -> None:
        """Begin on a day of publication; without one, only whole dates are resolved."""
        super().__init__(published)
        self._sought = False

    def find(self, text: str, start: int, end: int) -> list[When]:
        """Return the expressions of a sentence, in order, none within another but lists of them.

        A weekday or a day without a year is the next one where the words before it tell what is
        to come, else the nearest past one.
        """
        if not self._sought:
            self._lead, self._sought = self._lead_of(text), True
        self._here = False
        found: list[When] = []
        for told in find_expressions(text, start, end):
            if told.rule == "month" and re.match(r"(?i:by|for) May\b(?! \d)", told.match[0]):
                continue
            future = bool(_FUTURE.search(text, max(start, told.start - 60), told.start))
            readings = self._readings(told, future)
            if not readings:
                continue
            found.append(_when(text, told, readings))
            self._remember(found[-1])
        return _with_lists(text, found)

    def settle(self, when: When) -> None:
        """Take a reading for the one that what follows refers to."""
        self._remember(when)

    def _remember(self, when: When) -> None:
        if when.first is None or when.last is None or when.rule in ("each", "now", "for_units"):
            return
        self.anchor = self._told = when.first, when.last
        self._here = True
        if when.first == when.last:
            self._day = when.first

    def _lead_of(self, text: str) -> date | None:
        """Return the day that a text tells of: that of its dateline, or of its first weekday."""
        if self.published is None:
            return None
        try:
            told = _DATELINE.search(text, 0, _LEAD)
            if told and (month := month_number(told["month"])):
                day = self._past_day(month, int(told["day"]))
                if 0 <= (self.published - day).days <= 10:
                    return day
            first = _WEEKDAY.search(text, 0, _LEAD)
            return self._past_weekday(DAYS[first[0].lower()]) if first else None
        except (ValueError, OverflowError):
            # "March 45", or a text published in the year 1.
            return None


def _when(text: str, told: Expression, readings: Sequence[Reading]) -> When:
    def made(reading: Reading, others: tuple[When, ...] = ()) -> When:
        first, last = reading[1] or (None, None)
        return When(
            told.start,
            told.end,
            text[told.start : told.end],
            first,
            last,
            told.rule,
            reading[0],
            others,
        )

    return made(readings[0], tuple(made(r) for r in readings[1:]))


def _with_lists(text: str, found: list[When]) -> list[When]:
    """Return expressions and, behind them, what several of them tell together."""
    lists: list[When] = []
    for a, b in joined(text, [(w.start, w.end) for w in found]):
        first, last = found[a], found[b]
        spans = [
            (f"{x.reading}", x.first, y.last)
            for x in (first, *first.others)
            for y in (last, *last.others)
            if x.first and y.last and x.first < y.last and (x is first or y is last or x.reading == y.reading)
        ]  # fmt: skip
        readings = distinct((name, (low, high)) for name, low, high in spans)[:4]
        if readings:
            made = [
                When(first.start, last.end, text[first.start : last.end], s[0], s[1], "list", n)
                for n, s in readings
                if s
            ]
            lists.append(replace(made[0], others=tuple(made[1:])))
    return found + lists
