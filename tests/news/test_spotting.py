"""Patterns tried at their words alone find what they find everywhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.news.words.spotting import Spotter, words_begun

ALTERNATIVES = r"UN|U\.N\.|courts?|vaccin\w+|[Ff]inancial list|price cap|I|I'\w+|in vain"
WORDS = st.sampled_from(
    """UN U.N. un court Courts courtier vaccinated Financial financial list price cap price-cap I I'm in
    vain _court courts's the, . ( UN-led caf\u00e9 court.""".split()
)


@given(st.lists(WORDS), st.sampled_from([" ", "-", "\n", "'"]), st.sampled_from([0, re.I]))
def test_a_spotter_finds_what_its_pattern_finds(words: list[str], joined: str, flags: int) -> None:
    text = joined.join(words)
    spotter = Spotter(ALTERNATIVES, r"\b", flags)
    plain = re.compile(rf"\b(?:{ALTERNATIVES})\b", flags)
    begun = words_begun(text)
    assert spotter.count(text, begun) == sum(1 for _ in plain.finditer(text))
    assert spotter.found_in(text, begun) == (plain.search(text) is not None)


@pytest.mark.parametrize("alternatives", [r"\w+ed", "(?:a|b)nd", "re-?posted", "be?long", r"a\w+"])
def test_what_cannot_be_spotted_by_its_letters_is_refused(alternatives: str) -> None:
    with pytest.raises(ValueError, match="spot"):
        Spotter(alternatives)
