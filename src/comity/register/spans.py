"""When a listing was in force, read from dated statements and from what snapshots showed.

Valid time is never taken from a published listing date alone: a listing that leaves and comes
back keeps its date (UN Iran entries of September 2025), so what the publisher's own snapshots
showed bounds every span, and a date only sharpens it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A full or partial snapshot seen from one listing.

    Attributes:
        on: Publication date of the snapshot.
        present: Whether the listing was in it. A partial snapshot is only ever `True`.
        basis: How to name the snapshot to a reader.
    """

    on: date
    present: bool
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A dated statement: from that day on the listing was in force (`on`) or not (`off`)."""

    on: date
    state: Literal["on", "off"]
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One end of a span: the first day of the new state, as exactly as the evidence allows.

    Attributes:
        after: The change came after this day; None when nothing bounds it from below.
        by: The change had come by this day. Equal dates never occur: an exact day D has
            `after` = D − 1 and `by` = D.
        basis: The evidence, in words.
    """

    after: date | None
    by: date
    basis: str

    @property
    def exact(self) -> bool:
        """True when the day itself is known."""
        return self.after is not None and self.by - self.after == timedelta(days=1)

    @property
    def text(self) -> str:
        """`2008-03-03`, `2022-10-21/2024-11-30` (after/by) or `../2019-01-31`."""
        if self.exact:
            return self.by.isoformat()
        return f"{self.after.isoformat() if self.after else '..'}/{self.by.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A time in force: from `start` (first day in force) to `end` (first day no longer)."""

    start: Bound
    end: Bound | None

    def state_on(self, day: date) -> Literal["in", "out", "maybe-in", "maybe-out"]:
        """Tell the state on a day.

        Between the last snapshot that showed a listing and the first that did not, the last
        known state stands (`maybe-in`); before the first that showed it, likewise (`maybe-out`).
        """
        if day < self.start.by:
            sure = self.start.after is not None and day <= self.start.after
            return "out" if sure else "maybe-out"
        if self.end is None or (self.end.after is not None and day <= self.end.after):
            return "in"
        return "out" if day >= self.end.by else "maybe-in"


def exactly(day: date, basis: str) -> Bound:
    """Return the bound of a change whose day is known."""
    return Bound(after=day - timedelta(days=1), by=day, basis=basis)


def derive_spans(
    observations: Sequence[Observation], stated: Sequence[Stated], *, lag_days: int
) -> tuple[Span, ...]:
    """Return the spans that the evidence supports, in order of time.

    Args:
        observations: All snapshots of the list that speak of this listing, in any order.
        stated: Dated statements, in any order.
        lag_days: How many days published files run behind the legal date; within it a snapshot
            that does not yet show a change does not contradict it.

    >>> d = date.fromisoformat
    >>> seen = [Observation(on=d("2017-07-03"), present=True, basis="a"),
    ...         Observation(on=d("2024-11-30"), present=False, basis="b")]
    >>> span, = derive_spans(seen, [Stated(on=d("2008-03-03"), state="on", basis="LISTED_ON")],
    ...                      lag_days=14)
    >>> span.start.text, span.end.text
    ('2008-03-03', '2017-07-03/2024-11-30')
    """
    walk = _Walk(lag=timedelta(days=lag_days))
    # On one day statements come first: a list shows what was decided, not the reverse.
    points: list[tuple[date, int, Observation | Stated]]
    points = [(s.on, 0 if s.state == "off" else 1, s) for s in stated]
    points += [(o.on, 2, o) for o in observations]
    for _, _, point in sorted(points, key=lambda p: (p[0], p[1])):
        walk.take(point)
    return tuple(walk.spans) + ((Span(start=walk.start, end=None),) if walk.start else ())


@dataclass(slots=True)
class _Walk:
    lag: timedelta
    spans: list[Span]
    start: Bound | None
    last_on: date | None  # last day known to be in force in the open span
    last_off: date | None  # last day known not to be in force before the next span
    off_stated: date | None

    def __init__(self, *, lag: timedelta) -> None:
        self.lag = lag
        self.spans = []
        self.start = self.last_on = self.last_off = self.off_stated = None

    def take(self, point: Observation | Stated) -> None:
        if isinstance(point, Stated):
            if point.state == "on":
                self._state_on(point)
            else:
                self._state_off(point)
        elif point.present:
            self._see(point)
        else:
            self._miss(point)

    def _state_on(self, point: Stated) -> None:
        if self.start is None:
            self.start = exactly(point.on, point.basis)
            self.last_on = point.on

    def _state_off(self, point: Stated) -> None:
        if self.start is not None:
            self.spans.append(Span(start=self.start, end=exactly(point.on, point.basis)))
        elif self.spans and (end := self.spans[-1].end) and not end.exact and point.on <= end.by:
            self.spans[-1] = Span(start=self.spans[-1].start, end=exactly(point.on, point.basis))
        self.start, self.last_off, self.off_stated = None, point.on, point.on

    def _see(self, point: Observation) -> None:
        if self.start is not None:
            self.last_on = point.on
            return
        if self.off_stated is not None and point.on - self.off_stated <= self.lag:
            return  # the file has not caught up with the delisting yet
        if self.last_off is None:
            self.start = Bound(after=None, by=point.on, basis=f"first seen in {point.basis}")
        else:
            basis = f"not in the snapshot of {self.last_off}, in {point.basis}"
            self.start = Bound(after=self.last_off, by=point.on, basis=basis)
        self.last_on = point.on

    def _miss(self, point: Observation) -> None:
        if self.start is None:
            self.last_off = point.on
            return
        seen = self.last_on is not None and self.last_on > self.start.by
        if self.start.exact and not seen and point.on - self.start.by <= self.lag:
            return  # the file has not caught up with the listing yet
        basis = f"last seen on {self.last_on}, not in {point.basis}"
        end = Bound(after=self.last_on, by=point.on, basis=basis)
        self.spans.append(Span(start=self.start, end=end))
        self.start, self.last_off, self.off_stated = None, point.on, None
