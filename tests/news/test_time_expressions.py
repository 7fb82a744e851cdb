"""Time expressions: which are found, what they may mean, and that looking only around signs loses none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from bench.corpus import SOURCES, documents
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.news.dates import timewords
from comity.news.dates.clock import Clock, When
from comity.news.dates.timewords import Expression, find_expressions
from comity.news.words.tokens import paragraphs, sentences

DAY = date(2010, 6, 10)
"""A Thursday."""


def readings(text: str, published: date | None = DAY) -> list[tuple[str, str]]:
    """Return the intervals of all readings of the only expression of a text."""
    (when,) = Clock(published).find(text, 0, len(text))
    return [_interval(w) for w in (when, *when.others)]


def _interval(when: When) -> tuple[str, str]:
    return str(when.first), str(when.last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("In March", "2010-03-01", "2010-03-31"), ("Last October", "2009-10-01", "2009-10-31"),
        ("as early as January", "2010-01-01", "2010-01-31"), ("on 14 January this year", "2010-01-14", "2010-01-14"),
        ("on July 31 last year", "2009-07-31", "2009-07-31"), ("on 23 and 25 February", "2010-02-23", "2010-02-25"),
        ("on the last day of February", "2010-02-28", "2010-02-28"), ("the first days of March", "2010-03-01", "2010-03-10"),
        ("in May and June", "2010-05-01", "2010-06-30"), ("in 2005, 2007 and 2008", "2005-01-01", "2008-12-31"),
        ("this morning", "2010-06-10", "2010-06-10"), ("last night", "2010-06-09", "2010-06-09"),
        ("two weeks ago", "2010-05-27", "2010-05-27"), ("twenty-five years ago", "1985-01-01", "1985-12-31"),
        ("Fifty years ago today", "1960-06-10", "1960-06-10"), ("on Monday evening", "2010-06-07", "2010-06-07"),
        ("last autumn", "2009-09-01", "2009-11-30"), ("by the end of the month", "2010-06-30", "2010-06-30"),
        ("on New Year’s Eve", "2010-12-31", "2010-12-31"), ("the January embargo", "2010-01-01", "2010-01-31"),
    ],
)  # fmt: skip
def test_what_an_expression_means_first(text: str, first: str, last: str) -> None:
    assert (first, last) in readings(text)[:2]


@pytest.mark.parametrize(
    "text",
    ["in the coming weeks", "for years", "a few days later", "every six months", "before Christmas", "within weeks",
     "recently", "since the war began", "by the autumn"],
)  # fmt: skip
def test_vague_expressions_keep_their_words_and_stay_open(text: str) -> None:
    assert readings(text)[0] == ("None", "None")


@pytest.mark.parametrize(
    "text", ["last month", "on Monday", "in March", "two days later", "yesterday", "this year"]
)
def test_without_a_day_of_publication_nothing_relative_is_resolved(text: str) -> None:
    assert readings(text, None)[0] == ("None", "None")


def test_a_bare_month_may_be_past_or_to_come_or_of_the_year_just_told() -> None:
    clock = Clock(DAY)
    text = "The Council suspended it in June 1993 and put it back in October."
    *_, when = clock.find(text, 0, len(text))
    told = {_interval(w) for w in (when, *when.others)}
    assert {
        ("1993-10-01", "1993-10-31"),
        ("2009-10-01", "2009-10-31"),
        ("2010-10-01", "2010-10-31"),
    } <= told


def test_a_later_day_is_counted_from_the_one_told_before() -> None:
    clock = Clock(DAY)
    text = "It was struck off on 14 January this year. Six days later it was back."
    clock.find(text, 0, 42)
    (when,) = clock.find(text, 43, len(text))
    assert _interval(when) == ("2010-01-20", "2010-01-20")


def test_what_several_expressions_tell_together_is_told_beside_them() -> None:
    text = "They met in December 2006, March 2007 and March 2008."
    found = Clock(DAY).find(text, 0, len(text))
    assert [w.rule for w in found][-1] == "list"
    assert _interval(found[-1]) == ("2006-12-01", "2008-03-31")


def test_clauses_with_a_date_each_are_no_list() -> None:
    text = "The Union adopted the measure in December, and in January it listed Alrosa."
    assert [w.text for w in Clock(DAY).find(text, 0, len(text))] == ["in December", "in January"]


def _plain(text: str, start: int, end: int) -> list[Expression]:
    """Return the expressions of a sentence by every rule over all of it."""
    found: list[Expression] = []
    for rules in timewords._RULES.values():
        for rule, pattern in rules:
            for m in pattern.finditer(text, start, end):
                a, b = m.span("own") if rule == "month_attr" else m.span()
                if not any(a < x.end and x.start < b for x in found):
                    found.append(Expression(rule, a, b, m))
    return sorted(found, key=lambda x: x.start)


@pytest.mark.parametrize("source", sorted(SOURCES.glob("d*.mark")), ids=lambda p: p.stem)
def test_looking_around_signs_finds_what_looking_everywhere_finds(source: Path) -> None:
    for _, text in documents(source):
        for s in sentences(text, paragraphs(text)):
            quick = [(x.rule, x.start, x.end) for x in find_expressions(text, s.start, s.end)]
            assert quick == [(x.rule, x.start, x.end) for x in _plain(text, s.start, s.end)]


def test_a_decade_in_figures_is_found() -> None:
    assert readings("in the 1980s") == [("1980-01-01", "1989-12-31")]


def test_nothing_lasts_since_a_day_that_is_to_come() -> None:
    assert all(first <= last for first, last in readings("since Christmas", date(2000, 1, 1)))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from("in on the of 31 30 February May 2010 0001 last next Monday week two days later since every"
                             " year end first ago before Christmas 99 March, spring at once and to".split()), max_size=12),
    st.dates(),
)  # fmt: skip
def test_no_run_of_words_and_no_day_of_publication_makes_it_fail(
    words: list[str], day: date
) -> None:
    text = " ".join(words)
    for when in Clock(day).find(text, 0, len(text)):
        assert text[when.start : when.end] == when.text
        for w in (when, *when.others):
            assert (w.first is None) == (w.last is None)
            assert w.first is None or w.last is None or w.first <= w.last
