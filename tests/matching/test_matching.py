"""The plain scorer: what must match, what must not, and what it must never do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.matching import DEFAULT_THRESHOLD, Candidate, Index, Query, score_names
from comity.model import read_date

CASES = [
    ("Khurasan Metallurgy Industries", "KHORASAN METALLURGY INDUSTRIES", True, "one vowel"),
    ("Kaveh Cutting Tools Co", "KAVEH CUTTING TOOLS COMPANY", True, "a legal form shortened"),
    ("KhorasanMetallurgy Industries", "Khorasan Metallurgy Industries", True, "joined words"),
    ("Иванов Иван", "IVAN IVANOV", True, "another script and order"),
    ("Towlid Abzar Boreshi Iran", "Abzar Boresh Kaveh Co.", False, "a different firm"),
    ("Khorasan Steel Trading", "Khorasan Metallurgy Industries", False, "one common word"),
    ("Jane Miller", "Jane Muller Schmidt", False, "another surname"),
]


@pytest.mark.parametrize(("a", "b", "same", "why"), CASES)
def test_names_that_must_and_must_not_match(a: str, b: str, same: bool, why: str) -> None:
    assert (score_names(a, b).score >= DEFAULT_THRESHOLD) is same, why


@given(st.text(max_size=60), st.text(max_size=60))
def test_scores_are_bounded_symmetric_and_never_raise(a: str, b: str) -> None:
    score = score_names(a, b).score
    assert 0.0 <= score <= 1.0
    assert score == pytest.approx(score_names(b, a).score, abs=1e-9)


def test_alias_of_low_quality_never_decides_alone() -> None:
    index = Index([Candidate(subject="x", name="Abu Ali", quality="weak")])
    (match,) = index.search(Query(name="Abu Ali"))
    assert match.score < DEFAULT_THRESHOLD
    assert any("weak alias" in reason for reason in match.reasons)


def test_a_contradicting_birth_date_lowers_the_score_and_is_said() -> None:
    birth = read_date("1962")
    assert birth
    index = Index([Candidate(subject="x", name="Ivan Ivanov", births=(birth,))])
    (near,) = index.search(Query(name="Ivan Ivanov", birth_date="1962-03-01"))
    (far,) = index.search(Query(name="Ivan Ivanov", birth_date="1991-03-01"))
    assert near.score == 1.0
    assert far.score < DEFAULT_THRESHOLD
    assert any("differs by about" in reason for reason in far.reasons)


def test_an_equal_identifier_decides() -> None:
    index = Index([Candidate(subject="ship", name="OCEAN STAR", identifiers=(("imo", "9187629"),))])
    (match,) = index.search(Query(name="Quite Another Name", identifiers=("IMO 9187629",)))
    assert match.score == 1.0


def test_a_name_of_ten_thousand_characters_is_answered() -> None:
    index = Index([Candidate(subject="x", name="Ivan Ivanov")])
    assert index.search(Query(name="a b" * 5000)) == []
