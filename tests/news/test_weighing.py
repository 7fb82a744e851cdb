"""What the learned weights stand on: facts added up, classes of words, parties by their words."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.news.articles.article import take_apart
from comity.news.articles.relevance import is_relevant
from comity.news.parties.phrases import party_phrases
from comity.news.weights import (
    ACTIONS,
    ANSWERS,
    SHARED,
    Told,
    Under,
    Weights,
    choose,
    choose_action,
    spelled,
    weights,
)
from comity.news.words.wordclasses import verb_forms, word_classes

DAY = date(2024, 5, 20)
NONE = [frozenset[str]()] * len(SHARED)


def of_one_action(action: str, value: float) -> list[float]:
    return [value if a == action else 0.0 for a in ACTIONS] + [0.0] * len(SHARED)


def test_every_model_has_weights_for_its_own_answers_only() -> None:
    for model, answers in ANSWERS.items():
        assert weights(model).answers == answers
        assert weights(model).learned, model


def test_facts_without_weight_count_nothing() -> None:
    known = Weights.of(("a", "b"), {"x": (1.0, 2.0), "y": (0.5, -1.0)})
    assert known.sums(["x", "nothing known", "y"]) == [1.5, 1.0]
    assert known.sums(["nothing known"]) == [0.0, 0.0]
    single = Weights.of(("one",), {"x": (0.25,), "y": (-1.0,)})
    assert single.total(["x", "x", "y", "z"]) == -0.5


def of_pair(one: str, other: str) -> tuple[str, ...]:
    return one, other, f"{one}/{other}"


SMALL = Weights.of(
    ("a", "b"), {"x": (1.0, -2.0), "y": (-0.5, 1.0), "x/y": (0.07, 0.0), "y/y": (-3.0, -0.01)}
)


@given(
    st.lists(st.sampled_from(["x", "y", "z", "x/y", (of_pair, "x", "y"), (of_pair, "y", "y")])),
    st.lists(st.sampled_from([("x", ["", "/y"]), ("x/", ["y", "z"]), ("z", ["y"]), ("", ["y"])])),
)
def test_bundles_and_beginnings_count_what_their_facts_count_one_by_one(
    told: list[Told], under: list[Under]
) -> None:
    facts = spelled(told, under)
    assert SMALL.sums(told, under) == SMALL.sums(facts)
    assert SMALL.sums(facts) == pytest.approx(
        [sum(dict(SMALL.items()).get(f, (0.0, 0.0))[k] for f in facts) for k in (0, 1)]
    )
    for answer in ("a", "b"):
        assert SMALL.heaviest(told, answer, under) == SMALL.heaviest(facts, answer)


@given(st.lists(st.sampled_from(["x", "y", "x/y", (of_pair, "y", "x")])))
def test_no_order_of_adding_changes_a_sum(told: list[Told]) -> None:
    assert SMALL.sums(told) == SMALL.sums(told[::-1])


def test_the_facts_told_as_reasons_are_the_heaviest_and_told_once() -> None:
    told: list[Told] = ["y", (of_pair, "x", "y"), "x"]
    assert SMALL.heaviest(told, "a") == ["x", "x/y"]
    assert SMALL.heaviest(told, "b") == ["y"]


def test_every_row_of_the_file_counts_for_answers_that_there_are() -> None:
    for model in ANSWERS:
        for fact, row in weights(model).items():
            assert any(row), fact


def test_without_weights_no_action_is_likelier_than_nothing_and_all_others_together() -> None:
    _, each, some = choose_action([0.0] * len(ANSWERS["trigger"]), NONE)
    assert each == pytest.approx(1 / 15)
    assert some == pytest.approx(14 / 15)


def test_the_heaviest_action_is_chosen_with_its_probability() -> None:
    action, sure, some = choose_action(of_one_action("EASE", 9.0), NONE)
    assert action == "EASE"
    assert 0.99 < sure <= some < 1


def test_a_shared_weight_counts_for_whichever_action_is_named() -> None:
    sums = [0.0] * len(ACTIONS) + [5.0] + [0.0] * (len(SHARED) - 1)
    named = [frozenset({"COMPLY"}), *NONE[1:]]
    assert choose_action(sums, named)[0] == "COMPLY"


@given(st.lists(st.floats(-300, 300), min_size=3, max_size=3))
def test_probabilities_stay_probabilities(sums: list[float]) -> None:
    answer, sure = choose(sums, ("a", "b", "c"))
    assert answer in ("a", "b", "c")
    assert 1 / 3 - 1e-9 <= sure <= 1


@given(st.lists(st.floats(-300, 300), min_size=20, max_size=20))
def test_an_action_is_never_likelier_than_any_action(sums: list[float]) -> None:
    _, each, some = choose_action(sums, NONE)
    assert 0 <= each <= some + 1e-9 <= 1 + 1e-9


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("scrapped", "v:end_measure"), ("withdrew", "v:end_measure"), ("tightening", "v:tighten"),
        ("vetoes", "v:vote_against"), ("smuggled", "v:smuggle"), ("embargoes", "n:measure_word"),
    ],
)  # fmt: skip
def test_every_form_of_a_word_has_its_class(form: str, name: str) -> None:
    assert name in word_classes().words[form]


def test_verbs_of_several_words_are_read_before_the_bare_verb() -> None:
    length, classes = word_classes().at("the bloc watered down its list".split(), 2)
    assert length == 2
    assert "v:loosen" in classes


def test_possessives_stand_for_each_other_in_phrases() -> None:
    length, _ = word_classes().at("ministers dragged their feet again".split(), 1)
    assert length == 3


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("ban", {"ban", "bans", "banned", "banning"}), ("ease", {"ease", "eases", "eased", "easing"}),
        ("rally", {"rally", "rallies", "rallied", "rallying"}), ("push", {"push", "pushes", "pushed", "pushing"}),
    ],
)  # fmt: skip
def test_regular_verbs_are_bent_by_rule(lemma: str, forms: set[str]) -> None:
    assert forms <= set(verb_forms(lemma))


def test_classes_are_lower_case_and_told_once() -> None:
    told = tomllib.loads(files("comity.news").joinpath("data/classes.toml").read_text("utf-8"))
    for sort in told.values():
        for name, words in sort.items():
            assert len(words) == len(set(words)), name
            assert all(w == w.lower() for w in words), name


def test_every_hinted_class_exists() -> None:
    folder = files("comity.news").joinpath("data")
    told = tomllib.loads(folder.joinpath("classes.toml").read_text("utf-8"))
    hinted = tomllib.loads(folder.joinpath("class_actions.toml").read_text("utf-8"))
    for sort, actions in hinted.items():
        for action, names in actions.items():
            assert action in ACTIONS
            assert set(names) <= set(told[sort]), (sort, action)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("OFAC listed Ahmad Abdalla and Portex Trade Limited on Monday.", ["Ahmad Abdalla", "Portex Trade Limited"]),
        ("Police say two freight agents in Mersin shipped the parts.", ["two freight agents"]),
        ("It hit at least six Turkish banks.", ["at least six Turkish banks"]),
        ("On Monday nothing happened in Berlin.", []),
    ],
)  # fmt: skip
def test_parties_that_no_list_knows_go_by_their_words(text: str, names: list[str]) -> None:
    found = [a.name for a in party_phrases(take_apart(text, DAY), 0)]
    assert set(names) <= set(found)
    assert names or not found


def remarks(text: str) -> list[str]:
    return [text[z.start : z.end] for z in take_apart(text, DAY).zones if z.kind == "commentary"]


def test_a_poster_s_bracket_is_told_from_a_reporter_s() -> None:
    text = (
        "Reposted from the Evening Wire\n\nEU renews its sanctions on Belarus\n\nThe Council of the EU on Monday "
        "renewed its sanctions on Belarus (the measures were first adopted in 2004). (As if they cared!! I have "
        "been saying this for years.) Minsk called the step unfriendly.\n\n3 replies"
    )
    found = remarks(text)
    assert any("As if they cared" in x for x in found)
    assert not any("first adopted" in x for x in found)


def test_another_world_s_sanctions_are_left_alone() -> None:
    text = (
        "The league lifted the ban on the club's coach after the match. The referee had imposed sanctions on two "
        "players, and fans threatened to boycott the stadium until the club appealed."
    )
    assert not is_relevant(text, states=0)
