"""Spans: what statements and snapshots together say of a listing's time in force."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from comity.register import Observation, Span, Stated, derive_spans


def seen(day: str, present: bool = True) -> Observation:
    return Observation(on=date.fromisoformat(day), present=present, basis=f"snapshot {day}")


def on(day: str) -> Stated:
    return Stated(on=date.fromisoformat(day), state="on", basis="LISTED_ON")


def off(day: str) -> Stated:
    return Stated(on=date.fromisoformat(day), state="off", basis="press release")


def texts(spans: tuple[Span, ...]) -> list[tuple[str, str | None]]:
    return [(s.start.text, s.end.text if s.end else None) for s in spans]


IRAN = [
    seen("2017-07-03"), seen("2022-10-21"), seen("2024-11-30", False), seen("2025-04-19", False),
    seen("2025-11-18"),
]  # fmt: skip


def test_a_listing_that_leaves_and_returns_has_two_spans_bounded_by_snapshots() -> None:
    spans = derive_spans(IRAN, [on("2008-03-03")], lag_days=14)
    assert texts(spans) == [
        ("2008-03-03", "2022-10-21/2024-11-30"),
        ("2025-04-19/2025-11-18", None),
    ]


def test_dated_evidence_sharpens_what_snapshots_only_bound() -> None:
    stated = [on("2008-03-03"), off("2023-10-18"), on("2025-09-28")]
    spans = derive_spans(IRAN, stated, lag_days=14)
    assert texts(spans) == [("2008-03-03", "2023-10-18"), ("2025-09-28", None)]


def test_a_listing_without_a_date_has_an_open_start() -> None:
    spans = derive_spans([seen("2019-01-31")], [], lag_days=14)
    assert texts(spans) == [("../2019-01-31", None)]
    assert spans[0].state_on(date(2009, 5, 8)) == "maybe-out"


def test_a_file_running_behind_does_not_contradict_a_fresh_listing() -> None:
    spans = derive_spans([seen("2025-01-05", False)], [on("2025-01-01")], lag_days=14)
    assert texts(spans) == [("2025-01-01", None)]


def test_a_file_running_behind_does_not_revive_a_delisted_one() -> None:
    stated = [on("2020-01-01"), off("2025-01-01")]
    spans = derive_spans([seen("2024-01-01"), seen("2025-01-03")], stated, lag_days=14)
    assert texts(spans) == [("2020-01-01", "2025-01-01")]


def test_between_two_snapshots_the_last_known_state_stands_and_is_marked() -> None:
    span = derive_spans(IRAN, [on("2008-03-03")], lag_days=14)[0]
    assert span.state_on(date(2022, 10, 21)) == "in"
    assert span.state_on(date(2023, 6, 1)) == "maybe-in"
    assert span.state_on(date(2024, 11, 30)) == "out"


DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))


@given(
    st.lists(st.tuples(DAYS, st.booleans()), max_size=8, unique_by=lambda x: x[0]),
    st.lists(st.tuples(DAYS, st.sampled_from(["on", "off"])), max_size=4),
)
def test_spans_are_ordered_apart_and_explained(
    snapshots: list[tuple[date, bool]], statements: list[tuple[date, str]]
) -> None:
    observations = [Observation(on=d, present=p, basis=str(d)) for d, p in snapshots]
    stated = [Stated(on=d, state="on" if s == "on" else "off", basis="said") for d, s in statements]
    spans = derive_spans(observations, stated, lag_days=14)
    for span in spans:
        assert span.start.basis
        assert span.end is None or span.start.by <= span.end.by
    for left, right in pairwise(spans):
        assert left.end is not None
        assert left.end.by <= right.start.by


@given(st.lists(st.tuples(DAYS, st.booleans()), min_size=1, unique_by=lambda x: x[0]))
def test_every_snapshot_is_answered_as_it_showed(snapshots: list[tuple[date, bool]]) -> None:
    observations = [Observation(on=d, present=p, basis=str(d)) for d, p in snapshots]
    spans = derive_spans(observations, [], lag_days=0)
    for day, present in snapshots:
        assert any(s.state_on(day) == "in" for s in spans) == present


def test_the_day_before_an_exact_start_is_out() -> None:
    span = derive_spans([], [on("2008-03-03")], lag_days=14)[0]
    assert span.state_on(date(2008, 3, 3) - timedelta(days=1)) == "out"
    assert span.state_on(date(2008, 3, 3)) == "in"
