"""Whom a document is about, names told short, and who is chosen for source and target."""

from __future__ import annotations

from datetime import date

import pycountry
import pytest

from comity.news import read_text
from comity.news.articles.article import take_apart
from comity.news.articles.gazetteer import state_codes
from comity.news.events.finding import _Reader
from comity.news.parties.phrases import party_phrases
from comity.news.scene.surroundings import plain_key

DAY = date(2024, 5, 20)

LETTER = """Sanctions weekly

Belarus
Brussels listed 12 judges on Monday. London added two of them the same day.

Myanmar
Washington listed the state bank on Tuesday. It had frozen the oil company's accounts in 2021.
"""

EMBARGO = """ECOWAS tightens grip on Niger
The West African bloc imposed sanctions on Niger after the coup in Niamey, and Nigeria cut its power.
Burkina Faso and Mali condemned the sanctions against Niger. The embargo was tightened a week later.
"""


@pytest.mark.parametrize(
    ("text", "owner", "target"),
    [
        (EMBARGO, "ECOWAS", "NE"),
        (
            "Treasury sanctions Venezuelan oil trader\nThe United States on Monday imposed sanctions on a"
            " trader of Venezuelan oil. Cuba criticised the U.S. measures against Venezuela.",
            "US",
            "VE",
        ),
    ],
)
def test_whom_a_document_is_about_is_found_before_it_is_read(
    text: str, owner: str, target: str
) -> None:
    memory = _Reader(take_apart(text, DAY)).memory
    assert (memory.main_owner, memory.main_target) == ((owner,), (target,))


def test_what_a_text_leaves_out_falls_back_on_whom_it_is_about() -> None:
    tightened = [e for e in read_text(EMBARGO, published=DAY).events if e.action == "TIGHTEN"]
    assert [(e.source, e.target) for e in tightened][-1] == (["ECOWAS"], ["NE"])


def test_a_title_on_a_line_of_its_own_tells_what_its_section_is_about() -> None:
    reader = _Reader(take_apart(LETTER, DAY))
    sections = []
    for number in range(len(reader.article.sentences)):
        reader.read(number)
        sections.append(reader.memory.section)
    assert sections[-1] == ("MM",)
    assert ("BY",) in sections


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("Jimmy Chérizier fled. Chérizier mocked the ban.", "Chérizier", "Jimmy Chérizier"),
        (
            "They listed Portex Trade Limited of Hong Kong. Officials said that Portex had shipped drones.",
            "Portex",
            "Portex Trade Limited",
        ),
    ],
)
def test_a_name_told_short_stands_for_the_name_in_full(text: str, short: str, full: str) -> None:
    article = take_apart(text, DAY)
    found = [a for n in range(len(article.sentences)) for a in party_phrases(article, n)]
    assert full in [a.name for a in found if text[a.start : a.end] == short]


def test_nobody_acts_upon_himself() -> None:
    for text in (
        LETTER,
        EMBARGO,
        "Russia threatens Russia's own exporters with Russian sanctions.",
    ):
        for event in read_text(text, published=DAY).events:
            assert plain_key(tuple(event.source)).isdisjoint(plain_key(tuple(event.target)))


_NOT_IN_NEWS = frozenset(
    "AQ AX BL BQ BV CC CX GP GS HM IO JE MF MQ NF PM PN RE SH SJ TF TK UM WF YT".split()
)
"""Territories without a name of their own in news of measures (Jersey is mostly New Jersey)."""


def test_every_state_of_the_standard_is_known_by_name() -> None:
    codes = {c.alpha_2 for c in pycountry.countries}
    assert codes - set(state_codes()) == _NOT_IN_NEWS


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Australia dropped its sanctions on Fiji.", "FJ"),
        ("The African Union shut the ports of the Comoros.", "KM"),
        ("Congo-Brazzaville was let off.", "CG"),
        ("Palestinian banks were cut off.", "PS"),
        ("American Samoa is not meant.", "AS"),
    ],
)
def test_small_states_are_found_in_text(text: str, code: str) -> None:
    actors = take_apart(text, DAY).actors[0]
    assert code in {c for a in actors for c in a.codes}
