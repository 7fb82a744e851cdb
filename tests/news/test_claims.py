"""Claims: taken apart, held against records, and never borne out by what says otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from comity.law import load_lawbook
from comity.news import Claim, read_text
from comity.news.claims.numbers import Count, counts_in, fits, number_of, ordinal_of
from comity.news.claims.statement import numbers_in

BOOK = load_lawbook()
TODAY = date(2026, 11, 24)


TAIL = " The European Union and the United Nations have sanctions too. Washington and London called the sanctions overdue."
"""A single sentence may be about anything: this makes the text one about sanctions."""


def claims(text: str, day: str) -> list[Claim]:
    reading = read_text(text + TAIL, published=date.fromisoformat(day), book=BOOK, today=TODAY)
    return reading.claims


def first(text: str, day: str) -> Claim:
    found = claims(text, day)
    assert found, text
    return found[0]


TRUE = [
    ("The European Union on Monday imposed sanctions on 78 people and eight entities in Belarus.", "2021-06-22"),
    ("The European Union on Monday imposed sanctions on eleven people in Myanmar over the coup.", "2021-03-23"),
    ("The Security Council on Wednesday lifted the arms embargo on Eritrea by resolution 2444.", "2018-11-15"),
    ("ECOWAS on Sunday lifted the economic sanctions that it had imposed on Mali.", "2022-07-04"),
    ("The United States on 28 January 2019 imposed sanctions on PDVSA, the state oil firm of Venezuela.", "2019-02-01"),
    ("The EU in January 2012 imposed an oil embargo on Iran.", "2012-03-01"),
    ("The European Union prolonged its economic sanctions on Russia by six months on 22 July 2024.", "2024-07-25"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), TRUE)
def test_what_a_record_bears_out_is_supported_and_says_how_sure_it_is(text: str, day: str) -> None:
    claim = first(text, day)
    assert claim.expected == "supported", claim.why
    assert claim.confidence in ("recalled", "mixed", "verified")
    assert claim.entries or claim.instruments
    if claim.confidence == "recalled":
        assert claim.why.endswith("recalled, unconfirmed")


OTHERWISE = [
    ("The European Union on Monday imposed sanctions on 79 people and nine entities in Belarus.", "2021-06-22"),
    ("The European Union on Monday imposed sanctions on twelve people in Myanmar over the coup.", "2021-03-23"),
    ("ECOWAS on Sunday lifted the economic sanctions that it had imposed on Mali.", "2021-07-05"),
    ("The United States on 28 January 2016 imposed sanctions on PDVSA, the state oil firm of Venezuela.", "2019-02-01"),
    ("Japan in January 2012 imposed an oil embargo on Iran.", "2012-03-01"),
    ("The European Union prolonged its economic sanctions on Russia by six months on 2 September 2024.", "2024-09-25"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "day"), OTHERWISE)
def test_another_count_day_or_authority_is_never_supported(text: str, day: str) -> None:
    assert first(text, day).expected != "supported"


def test_a_tally_that_the_record_does_not_have_is_contradicted() -> None:
    text = "The Security Council on 9 June 2010 adopted resolution 1929 on Iran by {} votes to two, with Lebanon abstaining."
    (right, *_) = claims(text.format("12"), "2010-06-10")
    (wrong, *_) = claims(text.format("13"), "2010-06-10")
    assert right.expected == "supported"
    assert wrong.expected == "contradicted"


@pytest.mark.parametrize(
    "text",
    [
        "Russia on 15 March 2014 vetoed a draft on Crimea in the Security Council; China on 15 March 2014 abstained.",
        "Russia vetoed a draft on Crimea in the Security Council on March 15; China on March 15 abstained.",
        "Russia vetoed the draft on Crimea in the Security Council on 15 March 2014 with 13 votes in favour.",
    ],
)
def test_the_day_of_a_vote_is_no_tally(text: str) -> None:
    told = [c for c in claims(text, "2014-03-18") if c.expected != "unverifiable"]
    assert told
    assert {c.expected for c in told} == {"supported"}


def test_who_vetoed_a_draft_is_held_against_the_record() -> None:
    text = "A draft resolution with sanctions on Zimbabwe was vetoed by {} in July 2008."
    said = {c.expected for c in claims(text.format("China and Russia"), "2021-02-01")}
    lied = {c.expected for c in claims(text.format("China and France"), "2021-02-01")}
    assert "supported" in said
    assert "contradicted" in lied


def test_what_needs_a_record_that_is_not_there_says_so() -> None:
    claim = first("Canada on 3 May 2016 imposed sanctions on nine Paraguayan judges.", "2016-05-04")
    assert claim.expected == "unverifiable"
    assert "needs the official act of CA" in claim.why


def test_an_embargo_that_was_never_the_councils_is_contradicted_with_the_complete_record() -> None:
    claim = first(
        "The Security Council imposed sanctions on Zimbabwe in 2008. The EU has sanctions on Zimbabwe.",
        "2010-02-16",
    )
    assert (claim.expected, claim.confidence) == ("contradicted", "verified")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Syria is still a state sponsor of terrorism in US law.", "supported"),
        ("Sudan is still a state sponsor of terrorism in US law.", "contradicted"),
        ("Somalia is still a state sponsor of terrorism in US law.", "contradicted"),
        ("Iran is a signatory to the Non-Proliferation Treaty.", "supported"),
        ("Israel is a signatory to the Non-Proliferation Treaty.", "contradicted"),
        ("Zimbabwe is a member of the Commonwealth.", "contradicted"),
        ("Rwanda is a member of the Commonwealth.", "supported"),
    ],
)
def test_belonging_is_held_against_the_days_of_joining_and_leaving(
    text: str, expected: str
) -> None:
    lead = (
        "The EU renewed its sanctions on Belarus for a year. The United States imposed sanctions. "
    )
    found = [c for c in claims(lead + text, "2024-06-01") if c.kind in ("membership", "treaty")]
    assert [c.expected for c in found] == [expected], [c.why for c in found]


def test_claims_are_cut_between_verbs_that_have_a_day_each() -> None:
    text = (
        "The EU suspended its sanctions on Burma on 23 April 2012 and lifted them on 22 April 2013."
    )
    spans = [text[c.start : c.end] for c in claims(text, "2013-05-01")]
    assert any("2012" in s and "2013" not in s for s in spans)
    assert any("2013" in s and "2012" not in s for s in spans)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("listed seven Russian businessmen, twelve companies and 17 officials", [7, 12, 17]),
        ("announced on September 22 against 40 figures", [40]),
        ("for six decades the people", []),
        ("Executive Order 13827 bars Americans", []),
        ("in 2019 removed the following entities", []),
        ("London listed fifteen of its own", [15]),
    ],
)
def test_counts_are_of_parties_and_not_of_days_or_orders(text: str, counts: list[int]) -> None:
    assert [c.value for c in counts_in(text)] == counts


def test_numbers_in_words_and_figures() -> None:
    assert number_of("twenty-six") == 26
    assert number_of("1,200") == 1200
    assert number_of("many") is None
    assert (ordinal_of("thirty-second"), ordinal_of("14th"), ordinal_of("last")) == (32, 14, 0)
    assert numbers_in("Both resolutions, 1988 and 1989, and Executive Order 13382") == (
        "r1988",
        "r1989",
        "eo13382",
    )


def test_a_count_fits_the_sum_of_its_neighbours_and_nothing_else() -> None:
    assert fits(Count(10), (4, 6))
    assert not fits(Count(11), (4, 6))
    assert fits(Count(200, loose=True), (141, 49))
    assert not fits(Count(200), (141, 49))
