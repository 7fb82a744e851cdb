"""Claims whose record is found by what the text names, and what complete records gainsay."""

from __future__ import annotations

from datetime import date

import pytest

from comity.law import load_lawbook
from comity.news import Claim, read_text
from comity.news.claims.kinds import kinds_banned, kinds_in
from comity.news.claims.numbers import Count, counts_in, fits
from comity.news.claims.stems import same_name

BOOK = load_lawbook()
TODAY = date(2026, 11, 24)
TAIL = " The European Union and the United Nations have sanctions too. Washington and London called the sanctions overdue."


def claims(text: str, day: str) -> list[Claim]:
    published = date.fromisoformat(day) if day else None
    return read_text(text + TAIL, published=published, book=BOOK, today=TODAY).claims


def verdicts(text: str, day: str) -> set[str]:
    """Return the verdicts of the claims that begin within the text itself."""
    return {c.expected for c in claims(text, day) if c.start < len(text)}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 14 December 2020 Sudan came off the American list of state sponsors of terrorism.", "2021-03-01"),
        ("On 16 July the European Union adopted a framework for listing those who undermined the rule of law in the"
         " Maldives.", "2018-10-12"),
        ("Australia on Friday removed the sanctions that it had kept on Fiji since December 2006.", "2014-11-01"),
        ("The Security Council on Monday decided to cut petroleum supplies to areas held by the Khmer Rouge.", "1992-12-01"),
    ],
)  # fmt: skip
def test_a_record_is_found_by_the_states_and_days_that_a_text_names(text: str, day: str) -> None:
    assert "supported" in verdicts(text, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 14 December 2017 Sudan came off the American list of state sponsors of terrorism.", "2021-03-01"),
        ("On 16 July the European Union adopted a framework for listing those who undermined the rule of law in the"
         " Maldives.", "2015-10-12"),
        ("Australia on Friday removed the sanctions that it had kept on Fiji since December 2006.", "2011-11-01"),
        ("The Security Council on Monday decided to cut petroleum supplies to areas held by the Khmer Rouge.", "1989-12-01"),
        ("The United States sanctioned the Acme Widget Company of Belgium in September 2016.", "2018-01-01"),
    ],
)  # fmt: skip
def test_another_year_finds_no_record(text: str, day: str) -> None:
    assert "supported" not in verdicts(text, day)


@pytest.mark.parametrize(
    "text",
    [
        "Pakistan has been under United Nations sanctions since 2001, the paper wrote.",
        "The United Nations sanctioned China over Xinjiang in 2021, the paper wrote.",
        "The UN embargoed Colombia in 2009, the paper wrote.",
    ],
)
def test_measures_that_the_council_never_had_are_contradicted(text: str) -> None:
    assert verdicts(text, "2024-05-01") == {"contradicted"}


@pytest.mark.parametrize(
    "text",
    [
        "Belarus has never been under sanctions of the UN Security Council.",
        "The Security Council has never imposed sanctions on Myanmar.",
    ],
)
def test_what_the_council_never_did_is_borne_out_by_the_complete_record(text: str) -> None:
    found = [c for c in claims(text, "2023-02-03") if c.start < len(text)]
    assert {c.expected for c in found} == {"supported"}
    assert {c.confidence for c in found} == {"verified"}


def test_a_veto_that_nobody_cast_is_contradicted_and_one_that_was_is_not() -> None:
    text = "{} vetoed a draft of sanctions on North Korea on 26 May 2022 in the Security Council."
    assert "supported" in verdicts(text.format("Russia"), "2022-06-01")
    assert verdicts(text.format("Britain"), "2022-06-01") == {"contradicted"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Belarus is a member of the World Trade Organization.", "contradicted"),
        ("Vietnam has been a member of the United Nations since 1977.", "supported"),
        ("Vietnam has been a member of the United Nations since 1987.", "contradicted"),
        ("Niger is a founding member of ECOWAS.", "supported"),
        ("Vietnam is a founding member of ASEAN.", "contradicted"),
        ("The United States is not a party to the Rome Statute.", "supported"),
        ("Turkey has been a member of NATO since 1952, and talks with the European Union go on.", "supported"),
        ("Estonia was an elected member of the Security Council until the end of 2021.", "supported"),
    ],
)  # fmt: skip
def test_bodies_whose_members_are_all_recorded_settle_who_belongs(text: str, expected: str) -> None:
    lead = (
        "The EU renewed its sanctions on Belarus for a year. The United States imposed sanctions. "
    )
    found = [c for c in claims(lead + text, "2022-06-01") if c.kind in ("membership", "treaty")]
    assert [c.expected for c in found] == [expected], [c.why for c in found]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Youssef Fenianos", "Yusuf Finyanus", True),
        ("Hizballah", "Hezbollah", True),
        ("Ansarallah", "the Houthis", True),
        ("Bosco Ntaganda", "Laurent Nkunda", False),
        ("Bank Melli", "Bank Mellat", False),
    ],
)
def test_names_are_compared_by_what_romanisation_leaves(one: str, other: str, same: bool) -> None:
    words = [frozenset(n.lower().split()) - {"the"} for n in (one, other)]
    assert same_name(words[0], words[1]) is same


def test_others_are_counted_together_with_those_named_before_them() -> None:
    (count,) = counts_in("froze Mugabe, his wife and nine others")
    assert (count.value, count.beside) == (9, 2)
    assert fits(count, (11,))
    assert not fits(Count(9), (11,))


def test_a_ban_on_flights_is_none_on_arms() -> None:
    clause = "ordered this flight ban"
    assert kinds_banned(clause, 0, 7) == {"flights"}
    assert not kinds_banned(clause, 0, 7) & kinds_in("imposes an arms embargo")
    text = "The Security Council ordered a {} on Yugoslavia over Kosovo in March 1998."
    assert "supported" in verdicts(text.format("ban on arms"), "1999-01-01")
    assert "supported" not in verdicts(text.format("ban on coal"), "1999-01-01")


def test_a_list_that_gained_somebody_in_a_month_does_not_bear_out_who() -> None:
    text = "Washington added the firm in Finland to its blacklist in September 2015."
    assert "supported" not in verdicts(text, "2016-01-01")
