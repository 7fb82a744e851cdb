"""What passes patterns and words over early finds the same as without: the plain way is the oracle."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from bench.corpus import SOURCES, documents
from hypothesis import given
from hypothesis import strategies as st

from comity.news.articles import asides, remarks, speakers
from comity.news.articles.article import take_apart
from comity.news.dates import timewords
from comity.news.events import nature
from comity.news.triggers.finding import Triggers, entry_of
from comity.news.weights import Pair, Told, Weights, pair, spelled, weights
from comity.news.words.lexicon import lexicon
from comity.news.words.tokens import paragraphs, sentences

FIRST = Weights.of(("party",), {"x": (1.0,), "y": (-0.5,), "x/y": (0.07,)})
SECOND = Weights.of(("party",), {"x": (-2.0,), "y/y": (3.0,), "z": (-0.01,)})


def of_pair(one: str, other: str) -> tuple[str, ...]:
    return one, other, f"{one}/{other}"


@cache
def texts() -> tuple[str, ...]:
    """Return some documents of each set that may be looked at."""
    sets = [p for p in sorted(SOURCES.glob("*.mark")) if p.stem != "unseen"]
    return tuple(text for p in sets for _, text in documents(p)[:4])


def stretches() -> Iterator[str]:
    for text in texts():
        spans = paragraphs(text)
        yield from (text[a:b] for a, b in spans)
        yield from (text[s.start : s.end] for s in sentences(text, spans))


@given(st.lists(st.sampled_from(["x", "y", "z", "w", (of_pair, "x", "y"), (of_pair, "y", "y")])))
def test_two_models_asked_at_once_answer_as_each_alone(told: list[Told]) -> None:
    facts = spelled(told)
    assert Pair(FIRST, SECOND).totals(told) == (FIRST.total(facts), SECOND.total(facts))


def test_a_pair_of_models_is_that_of_the_weights_in_use() -> None:
    both = pair("source", "target")
    assert both.first is weights("source")
    assert both.second is weights("target")
    assert pair("source", "target") is both


def test_no_pattern_of_a_remark_finds_anything_where_it_is_passed_over() -> None:
    tried = dict.fromkeys(asides._FIRST_WORDS, 0)
    for stretch in stretches():
        said = asides._words_of(stretch)
        for title, pattern in (*asides._TOLD, *asides._LIVELY):
            if title in tried and not asides._may_find(title, said):
                tried[title] += 1
                assert not pattern.search(stretch), (title, stretch)
    assert all(tried.values())


WORDS = """I'm me you're haha hahaha people right? don't they they never say it officials spokesman per cent maybe
 - Ed. btw by the way my comments look it up so much for""".split()


@given(st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join))
def test_no_pattern_of_a_remark_is_passed_over_among_its_own_words(stretch: str) -> None:
    said = asides._words_of(stretch)
    for title, pattern in (*asides._TOLD, *asides._LIVELY):
        assert asides._may_find(title, said) or not pattern.search(stretch), (title, stretch)


def test_no_insertion_stands_in_a_paragraph_without_its_signs() -> None:
    for stretch in stretches():
        for pattern, signs in remarks._INSERTED:
            if pattern.search(stretch):
                assert any(x in stretch for x in signs), stretch


def test_verbs_of_saying_are_found_beside_a_voice_as_by_the_patterns_alone() -> None:
    for stretch in stretches():
        for m in re.finditer(r"\b[A-Z]\w+", stretch):
            behind, before = (
                stretch[m.end() : m.end() + 75],
                stretch[max(0, m.start() - 50) : m.start()],
            )
            plain = (
                "says" if speakers._SAYS_AFTER.match(behind)
                else "said by" if speakers._SAYS_BEFORE.search(before) else "silent"
            )  # fmt: skip
            assert speakers._says(behind, before) == plain, stretch


def test_time_expressions_are_those_of_all_rules_tried_everywhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spans = [(t, s.start, s.end) for t in texts() for s in sentences(t, paragraphs(t))]
    quick = [[x[:3] for x in timewords.find_expressions(*s)] for s in spans]
    monkeypatch.setattr(timewords, "_NEEDS", {})
    monkeypatch.setattr(timewords, "_IN_FIGURES", frozenset())
    assert [[x[:3] for x in timewords.find_expressions(*s)] for s in spans] == quick
    assert sum(map(len, quick)) > 200


def test_a_clause_without_a_word_of_reporting_reports_nothing() -> None:
    for stretch in stretches():
        if nature._REPORTING.isdisjoint(re.findall(r"\w+", stretch)):
            assert not nature._REPORTS.search(stretch)
            assert not nature._REPORTS_LATER.search(stretch)


def test_a_kind_of_measure_is_told_only_by_words_that_its_phrases_begin_with() -> None:
    for stretch in map(str.lower, stretches()):
        said = frozenset(re.findall(r"\w+", stretch))
        for kind, (begins, phrases) in lexicon().kinds.items():
            if begins.isdisjoint(said):
                assert not phrases.search(stretch), (kind, stretch)


def test_a_word_that_no_list_has_is_passed_over_only_where_it_is_no_verb() -> None:
    passed = 0
    for text in texts():
        reader = Triggers(take_apart(text, None))
        for sentence in reader.article.sentences:
            for k, token in enumerate(sentence.tokens):
                if entry_of(token.low) is None and not reader._looks_open(sentence.tokens, k):
                    passed += 1
                    assert not reader._open(sentence.tokens, k, sentence.lows[k : k + 1], ())
    assert passed > 1_000
