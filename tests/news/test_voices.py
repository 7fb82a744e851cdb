"""Who may speak: phrases, offices that stand for their bearers, names behind a verb of saying."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.news.articles.article import Article, take_apart
from comity.news.articles.quotes import Quote
from comity.news.articles.speakers import NO_QUOTATION, Choices
from comity.news.words.spotting import any_of

DAY = date(2010, 6, 10)


class Listener:
    """Takes down who may speak, in place of a teacher."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.heard: list[set[str]] = []

    def remark(self, *_: object) -> None:
        """Do nothing."""

    def speaker(self, quote: Quote, choices: Choices) -> None:
        """Take down the names."""
        self.heard.append({n for n in choices if n not in ("", NO_QUOTATION)})


def heard(text: str) -> set[str]:
    """Return who may speak the only quotation of a text."""
    listener = Listener()
    article: Article = take_apart(text, DAY, listener)
    assert article.text == text
    (names,) = listener.heard
    return names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"They hit their heads," says a guide.', "a guide"),
        (
            '"It saves lives," said the American delegate, whose country drafted the text.',
            "the American delegate",
        ),
        ('"We bide our time," an official in Vienna said.', "an official in Vienna"),
        ('"It does no such thing," replied Hadidja, a stall-keeper.', "Hadidja"),
        (
            'Moscow\'s delegate grumbled that it "confuses the Council with a whip".',
            "Moscow's delegate",
        ),
        ('Critics called the policy "a blockade on humour".', "Critics"),
        (
            'Its foreign ministry nevertheless spoke of a "breach of neutrality".',
            "Its foreign ministry",
        ),
    ],
)
def test_whoever_is_told_to_say_a_thing_may_speak(text: str, name: str) -> None:
    assert name in heard(text)


def test_an_office_stands_for_whom_the_text_gave_it_to() -> None:
    text = (
        "The High Representative, Josep Borrell, met reporters in Brussels.\n\n"
        '"Nobody should doubt what follows," the High Representative said.'
    )
    assert "Josep Borrell" in heard(text)


def test_the_spokesman_stands_for_the_one_told_of_in_full() -> None:
    text = (
        "A spokesman for the Foreign Ministry of the DPRK issued a statement on Friday.\n\n"
        '"There will be no talks," the spokesman said.'
    )
    assert "A spokesman for the Foreign Ministry of the DPRK" in heard(text)


def test_a_surname_stands_for_the_fullest_name() -> None:
    text = 'Power was seized by Frank Bainimarama on Tuesday. Bainimarama laughed.\n\n"I have seen Sydney," he said.'
    assert "Frank Bainimarama" in heard(text)


def test_no_time_or_thing_speaks() -> None:
    names = heard(
        'He was willing to talk but at the same time threatened them with "very tough sanctions".'
    )
    assert not any("time" in n for n in names)


WORDS = st.lists(
    st.text("abcs ", min_size=1, max_size=5).map(str.strip).filter(bool), min_size=1, max_size=12
)


@settings(max_examples=200, deadline=None)
@given(WORDS, st.text("abcs ", max_size=30))
def test_a_pattern_by_letters_finds_what_an_alternation_finds(words: list[str], text: str) -> None:
    plain = re.compile(rf"\b(?:{'|'.join(sorted(words, key=lambda w: (-len(w), w)))})\b")
    quick = re.compile(rf"\b{any_of(words)}\b")
    assert [m.span() for m in quick.finditer(text)] == [m.span() for m in plain.finditer(text)]
