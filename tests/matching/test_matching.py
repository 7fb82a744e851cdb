"""The scorer and its index: what must match, what must not, and what they must never do."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from comity.matching import DEFAULT_THRESHOLD, Evidence, Index, Listed, Query, compare
from comity.matching.features import FEATURES, measure
from comity.matching.scoring import weigh_names
from comity.matching.words import canonical, prepare
from comity.model import read_date
from comity.text import fold
from comity.text.romanising import arabic_skeleton, romanise, skeleton

P, O = "Person", "Organization"  # noqa: E741
CASES = [
    (O, "Khurasan Metallurgy Industries", "KHORASAN METALLURGY INDUSTRIES", True, "one vowel"),
    (O, "Kaveh Cutting Tools Co", "KAVEH CUTTING TOOLS COMPANY", True, "a legal form shortened"),
    (O, "KhorasanMetallurgy Industries", "Khorasan Metallurgy Industries", True, "joined words"),
    (P, "Иванов Иван", "IVAN IVANOV", True, "another script and order"),
    (O, "Towlid Abzar Boreshi Iran", "Abzar Boresh Kaveh Co.", False, "a different firm"),
    (O, "Khorasan Steel Trading", "Khorasan Metallurgy Industries", False, "one common word"),
    (P, "Jane Miller", "Jane Schmidt", False, "another surname"),
    (P, "Salman bin Muhammad", "Muhammad bin Salman", False, "son and father"),
    (P, "bin Salman Mohammed", "Mohammed bin Salman", True, "the family name first"),
    (P, "Abdurrahman Khaled", "Abd al-Rahman Khalid", True, "a servant's name joined"),
    (P, "محمد حسن", "Muhammad Hasan", True, "no vowels written"),
    (P, "أسامة بن لادن", "Usama bin Ladin", True, "no vowels, a particle"),
    (P, "김정은", "KIM JONG UN", True, "Korean letters"),
    (P, "Kim Chong-un", "KIM JONG UN", True, "the other romanisation"),
    (P, "习近平", "Xi Jinping", True, "Chinese letters"),
    (P, "习近朋", "习近平", False, "another character"),
    (P, "Sergey Viktorovich Lavrov", "Sergey Borisovich Lavrov", False, "another father"),
    (P, "Bob Smithson", "Robert Smithson", True, "an everyday form"),
    (P, "Khаled Mаsood", "Khaled Masood", True, "Cyrillic letters that look Latin"),
    (O, "ООО Ромашка", "Romashka Limited Liability Company", True, "forms of one class"),
    (O, "Banco Santander Chile", "Banco Santander", False, "a sister firm"),
    (O, "Brigade Forty-four", "Brigade 44", True, "a number in words"),
    (O, "Apollo Fund VIII", "Apollo Fund IX", False, "another number"),
    (O, "SiemensAG", "Siemens AG", True, "a legal form joined on"),
    (O, "G.m.b.H. Siemens", "Siemens GmbH", True, "points in a legal form"),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "a", "b", "same", "why"), CASES)
def test_names_that_must_and_must_not_match(
    schema: str, a: str, b: str, same: bool, why: str
) -> None:
    found = compare(a, b, Evidence(schema=schema), Evidence(schema=schema))
    assert (found.score >= DEFAULT_THRESHOLD) is same, (why, found)


NAMES = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="абвгд abcde محدن 김정은 习近平 ‮‍\x00 1'-.", max_size=40),
)


@given(NAMES, NAMES, st.sampled_from(["person", "organisation"]))
@example("A", "AÐ", "organisation")
def test_scores_are_bounded_and_never_raise(a: str, b: str, family: str) -> None:
    found = compare(a, b, Evidence(schema=P if family == "person" else O))
    assert 0.0 <= found.score < 1.0
    assert found.reasons


@given(NAMES)
def test_folding_and_romanising_are_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert romanise(romanise(text)) == romanise(text)


@given(NAMES, NAMES)
def test_every_feature_is_measured_within_its_range(a: str, b: str) -> None:
    left, right = prepare(a, "person"), prepare(b, "person")
    values, _ = measure(left, right)
    assert len(values) == len(FEATURES)
    assert all(0.0 <= v <= 1.0 + 1e-9 for v in values)


def test_skeletons_of_both_scripts_agree() -> None:
    for arabic, latin in [("محمد", "mohammed"), ("القذافي", "gaddafi"), ("حسين", "hussein"),
                          ("طاهر", "taher"), ("خالد", "khalid"), ("رشيد", "rasheed")]:  # fmt: skip
        assert arabic_skeleton(arabic) == skeleton(latin)


def test_spellings_of_transcribers_are_one() -> None:
    assert canonical("khorasan") == canonical("horasan")
    assert canonical("yousef") == canonical("iusef")
    assert canonical("schmidt") != canonical("smith")


def one(name: str, **evidence: object) -> Index:
    quality = evidence.pop("quality", "strong")
    return Index.build([Listed(
        subject="x", names=((name, quality),), evidence=Evidence(**evidence),  # type: ignore[arg-type]
    )])  # fmt: skip


def test_alias_of_low_quality_never_decides_alone() -> None:
    (match,) = one("Abu Ali Hassan", quality="weak").search(Query(name="Abu Ali Hassan"))
    assert match.score < DEFAULT_THRESHOLD
    assert any("weak alias" in reason for reason in match.reasons)


def test_a_contradicting_birth_date_lowers_the_score_and_is_said() -> None:
    birth, near_birth, far_birth = map(read_date, ("1962", "1962-03-01", "1991-03-01"))
    assert birth
    assert near_birth
    assert far_birth
    index = one("Ivan Ivanov", births=(birth,))
    (near,) = index.search(Query(name="Ivan Ivanov", evidence=Evidence(births=(near_birth,))))
    (far,) = index.search(Query(name="Ivan Ivanov", evidence=Evidence(births=(far_birth,))))
    (none,) = index.search(Query(name="Ivan Ivanov"))
    assert near.score > none.score > far.score
    assert far.score < DEFAULT_THRESHOLD
    assert any("apart" in reason for reason in far.reasons)


def test_an_equal_identifier_decides_and_another_hull_number_contradicts() -> None:
    index = one("OCEAN STAR", schema="Vessel", identifiers=(("imo", "9187629"),))
    same = Evidence(identifiers=(("", "IMO 9187629"),))
    (match,) = index.search(Query(name="Quite Another Name", evidence=same))
    assert match.score > 0.999
    other = Evidence(schema="Vessel", identifiers=(("imo", "9187630"),))
    assert not index.search(Query(name="Ocean Star", evidence=other), threshold=0.3)


def listed() -> list[Listed]:
    names = ["Khorasan Metallurgy Industries", "Niru Battery Manufacturing Company", "Ivan Ivanov",
             "Muhammad bin Salman", "KIM JONG UN", "محمد حسن", "Abu Bakr al-Baghdadi",
             "Semyon Semyonovich Petrov", "Ocean Star", "Bank of Kunlun Co Ltd"]  # fmt: skip
    return [Listed(subject=f"s{n}", names=((name, "strong"),)) for n, name in enumerate(names)]


LETTERS = st.text(alphabet="aeiou khrnmstbl", min_size=1, max_size=12)


@settings(deadline=None)
@given(st.sampled_from(listed()), LETTERS, st.integers(0, 20))
def test_index_and_scorer_find_what_brute_force_finds(item: Listed, added: str, place: int) -> None:
    index = INDEX
    name = item.names[0][0]
    text = name[:place] + added[:2] + name[place:]
    found = {m.subject: m.score for m in index.search(Query(name=text), explain=False)}
    for other in listed():
        score = compare(text, other.names[0][0]).score
        if score >= DEFAULT_THRESHOLD:
            assert found.get(other.subject) == pytest.approx(score)


INDEX = Index.build(listed())


@given(st.lists(st.sampled_from([x.names[0][0] for x in listed()]), min_size=1, max_size=8))
def test_a_batch_answers_as_single_queries_do(names: list[str]) -> None:
    queries = [Query(name=n[1:] + n[:1]) for n in names]
    assert INDEX.search_many(queries) == [INDEX.search(q) for q in queries]


def test_a_saved_index_answers_as_the_one_in_memory(tmp_path: Path) -> None:
    INDEX.save(tmp_path / "index")
    opened = Index.open(tmp_path / "index")
    for item in listed():
        query = Query(name=item.names[0][0].lower())
        assert opened.search(query) == INDEX.search(query)
        assert opened.search(query)


@pytest.mark.parametrize(
    "name",
    ["", " ", "a", "é", "☠️🔥", "x" * 10_000, "ab " * 3_000, "\u202eabc\u202c", "a\u200bb",
     "\x00\x07", "ااااا" * 500, "-" * 500, "1234567890"],
)  # fmt: skip
def test_odd_names_are_answered_quickly(name: str) -> None:
    for family in ("person", "organisation"):
        right = prepare("Abu Bakr Muhammad ibn Abdullah al-Baghdadi al-Samarrai", family)
        weigh_names(prepare(name, family), right)
        took = []
        for _ in range(5):
            start = time.process_time()
            weigh_names(prepare.__wrapped__(name, family), right)
            took.append(time.process_time() - start)
        assert min(took) < 0.005
    INDEX.search(Query(name=name))
