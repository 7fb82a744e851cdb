"""Claims that tell how many, for how long, as the first: every number has to be borne out."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from comity.law import load_lawbook
from comity.news import Claim, read_text
from comity.news.claims.clauses import clause_around
from comity.news.claims.numbers import Count, figures_in, fit_together, fits, months_in, typed_in

BOOK = load_lawbook()
TODAY = date(2026, 11, 24)
TAIL = " The European Union and the United Nations have sanctions too. Washington and London called the sanctions overdue."


def claims(text: str, day: str = "") -> list[Claim]:
    """Return the claims that begin within the text itself."""
    published = date.fromisoformat(day) if day else None
    found = read_text(text + TAIL, published=published, book=BOOK, today=TODAY).claims
    return [c for c in found if c.start < len(text)]


def verdicts(text: str, day: str = "") -> set[str]:
    return {c.expected for c in claims(text, day)}


COUNTED = [
    ("The United States on Wednesday sanctioned two judges and {} prosecutors of the International Criminal Court.",
     "2025-08-21", "two", "six"),
    ("Canada on Human Rights Day listed {} former and current senior Chinese officials.", "2024-12-12", "eight", "three"),
    ("Canada, a member of the group, listed {} Venezuelans in September 2017.", "2018-01-04", "forty", "fifty"),
    ("In December 2023 the United Kingdom listed nine people and {} entities over scam centres in Cambodia.",
     "2024-02-01", "five", "nine"),
    ("The European Union on Monday listed three persons and {} entities of North Korea.", "2017-10-17", "six", "eleven"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "right", "wrong"), COUNTED)
def test_a_count_that_the_record_does_not_have_is_never_supported(
    text: str, day: str, right: str, wrong: str
) -> None:
    assert "supported" in verdicts(text.format(right), day)
    assert "supported" not in verdicts(text.format(wrong), day)


def test_a_total_told_first_is_not_added_to_its_parts() -> None:
    assert fits(Count(4), (4, 2, 2))
    assert fits(Count(2), (4, 2, 2))
    assert not fits(Count(6), (4, 2, 2))
    assert not fits(Count(17), (26, 9, 5, 2, 2, 1, 1))


def test_two_counts_cannot_both_be_the_same_part_of_a_record() -> None:
    assert fit_together([Count(6), Count(4)], (4, 6))
    assert not fit_together([Count(10), Count(4)], (4, 6))


def test_so_many_persons_are_not_so_many_ships() -> None:
    assert typed_in("lists two Russian shippers and six ships") == {6: frozenset({"ship"})}
    told = "The Treasury on 21 August 2018 sanctioned six {} of Russia over trade with North Korea."
    assert "supported" in verdicts(told.format("ships"), "2018-08-23")
    assert "supported" not in verdicts(told.format("ministers"), "2018-08-23")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("froze two of them", [2]),
        ("added 68 affiliates to the list within six months", [68]),
        ("on Nov. 10 blacklisted it under Executive Order 13382 and Resolution 1747", []),
        ("fourteen years after the ban, by 62 votes to 38", []),
        ("imposed on 23 and 25 February", []),
        ("by nineteen votes out of twenty-two", []),
    ],
)
def test_numbers_of_times_tallies_and_documents_count_nobody(
    text: str, figures: list[float]
) -> None:
    assert [f.value for f in figures_in(text)] == figures


@pytest.mark.parametrize(
    ("text", "months"),
    [("for another six months", 6), ("by a year", 12), ("for two years", 24), ("for two men", 0)],
)
def test_how_long_something_is_prolonged_is_read_in_months(text: str, months: float) -> None:
    assert months_in(text) == months


def test_a_renewal_for_another_time_than_the_record_tells_is_not_supported() -> None:
    text = "The European Union prolonged its economic sanctions on Russia by {} on 22 July 2024."
    assert "supported" in verdicts(text.format("six months"), "2024-07-25")
    assert "supported" not in verdicts(text.format("two years"), "2024-07-25")


@pytest.mark.parametrize(
    "text",
    [
        "Zarif is the first foreign minister whom the United States has ever sanctioned.",
        "No sitting head of state had ever been designated by OFAC before Kim Jong Un in July 2016.",
        "Haiti has been under UN sanctions without a break since June 1993.",
    ],
)
def test_what_no_record_can_show_to_be_the_first_or_unbroken_is_not_supported(text: str) -> None:
    assert "supported" not in verdicts(text, "2024-01-10")


def test_what_the_council_lifted_was_not_never_lifted() -> None:
    text = "The Security Council never lifted its arms embargo on {}, insists a correspondent."
    assert "contradicted" in verdicts(text.format("Rwanda"), "2024-12-20")
    assert "contradicted" not in verdicts(text.format("Somalia"), "2010-12-20")


def test_what_points_back_to_a_time_is_counted_from_the_sentence_before() -> None:
    text = (
        "On 5 May 2012 ministers met. {} a committee of the Security Council listed Masood Azhar."
    )
    right = "On 30 April 2019 ministers met. The next day a committee of the Security Council listed Masood Azhar."
    assert "supported" in verdicts(right, "2021-01-01")
    assert "supported" not in verdicts(text.format("The next day"), "2021-01-01")


def test_claims_cut_between_their_verbs_do_not_overlap() -> None:
    text = (
        "The European Union on 23 April 2012 suspended its sanctions on Burma and on 22 April 2013 lifted"
        " them all, and the United States followed in October 2016."
    )
    found = sorted(claims(text, "2017-07-29"), key=lambda c: c.start)
    assert len(found) >= 2
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_clause_ends_at_hard_marks_and_keeps_its_brackets_whole() -> None:
    text = (
        "It began in May; it took the Mujahedin (MEK) off its list, the first time that it did so."
    )
    at = text.index("took")
    start, end = clause_around(text, 0, len(text), at, at + 4)
    assert text[start:end] == "it took the Mujahedin (MEK) off its list"


def test_a_state_named_only_before_a_clause_is_not_said_to_lie() -> None:
    lead = "Switzerland renewed its sanctions on Belarus for a year. The United States imposed sanctions. "
    text = lead + "The Jamahiriya has been a member of the United Nations since 1955."
    found = [c for c in claims(text, "1999-04-06") if c.kind == "membership"]
    assert [c.expected for c in found] != ["contradicted"]


def test_a_numbered_resolution_told_with_another_tally_is_contradicted_whatever_its_month() -> None:
    text = "The Security Council in October 2006 adopted Resolution 1718 on North Korea by {}."
    assert "supported" in verdicts(text.format("15 votes to none"), "2008-10-12")
    assert "contradicted" in verdicts(text.format("14 votes to one"), "2008-10-12")


def test_a_club_that_is_left_over_has_not_been_left() -> None:
    lead = (
        "The EU renewed its sanctions on Belarus for a year. The United States imposed sanctions. "
    )
    text = lead + "Vietnam is a member of ASEAN, so there is one club left that takes it."
    found = [c for c in claims(text, "2020-06-01") if c.kind == "membership"]
    assert [c.expected for c in found] == ["supported"]
