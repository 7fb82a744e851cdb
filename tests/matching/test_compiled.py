"""The compiled road held to its plain twin."""

from __future__ import annotations

import math
import time

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, JaroWinkler, LCSseq, Levenshtein

from comity.matching import Evidence, Index, Listed, Query
from comity.matching.index import search_plainly
from comity.matching.letters import (
    count_changes,
    count_common,
    count_edits,
    jaro_winkler,
)
from comity.matching.scoring import coefficients, compare, weigh_names
from comity.matching.tables import make_table
from comity.matching.weighing import weigh_pairs
from comity.matching.words import Family, prepare

LETTERS = st.text(alphabet="abcdeб", max_size=80)
SHORT = st.text(alphabet="abcd", max_size=9)
PIECES = (
    "Muhammad", "bin", "al-Rashid", "Rashid", "Mohamed", "Salman", "abd", "al", "Rahman", "Kim",
    "Jong", "Un", "J", "Company", "Co", "LLC", "OOO", "Ltd", "2", "II", "Bank", "Santander",
    "Chile", "Trading", "Tradng", "محمد", "حسن", "Владимир", "习近平", "김정은", "von", "Dr", "BST",
    "Black", "Sea", "Abdulrahman", "AlRashid", "Iran", "Volodymyr", "united", "states", "Iraq",
    "BlackSea", "Bleck", "Putin", "nitPu", "Daniel", "Daniela", "Qadhafi", "Gaddafi", "Hsi",
    "Jinping", "JC", "Jean", "Claude", "Jeanclaude", "44th", "Hong Kong", "Ivanovich", "1", "Abu",
)  # fmt: skip
NAMES = st.one_of(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join), st.text(max_size=30)
)
FAMILIES: st.SearchStrategy[Family] = st.sampled_from(("person", "organisation"))


def code(text: str) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    return np.array([ord(c) for c in text], dtype=np.uint32)


@given(LETTERS, LETTERS)
def test_distances_are_those_of_the_library(a: str, b: str) -> None:
    x, y = code("?" + a), code("!!" + b)
    assert count_edits(x, 1, len(x), y, 2, len(y)) == OSA.distance(a, b)
    assert count_changes(x[1:].copy(), len(a), y[2:].copy(), len(b)) == Levenshtein.distance(a, b)
    assert count_common(x[1:].copy(), len(a), y[2:].copy(), len(b)) == LCSseq.similarity(a, b)


@given(SHORT, SHORT)
def test_likeness_of_words_is_that_of_the_library(a: str, b: str) -> None:
    x, y = code(a), code(b)
    assert math.isclose(
        jaro_winkler(x, 0, len(x), y, 0, len(y)), JaroWinkler.similarity(a, b), abs_tol=1e-12
    )


@settings(max_examples=400)
@given(NAMES, NAMES, FAMILIES)
def test_compiled_scorer_gives_the_figures_of_its_twin(a: str, b: str, family: Family) -> None:
    x, y = prepare(a, family), prepare(b, family)
    one = np.zeros(1, dtype=np.int32)
    found = weigh_pairs(
        make_table([x]), make_table([y]), one, one, coefficients(), np.full(1, -99.0)
    )[0]
    plain = weigh_names(x, y)
    assert math.isnan(found) or found == plain or math.isclose(found, plain, abs_tol=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=12), NAMES, st.sampled_from(("", "Person", "Company")))
@example(["0A¼"], "0A¼", "")
@example(["0:x0®"], "0:x0®", "Company")
def test_search_gives_what_weighing_everything_gives(
    names: list[str], asked: str, schema: str
) -> None:
    listed = [
        Listed(subject=f"s{k}", names=((n, "strong"),), evidence=Evidence(schema="Person"))
        for k, n in enumerate(names)
    ]
    query = Query(name=asked, evidence=Evidence(schema=schema))
    plain = {m.subject: m.score for m in search_plainly(listed, query, threshold=0.7)}
    fast = {m.subject: m.score for m in Index.build(listed).search(query, threshold=0.7)}
    # Candidates are the nearest by letters: nothing is found that weighing everything does not
    # find, with the same score, and names written alike are always candidates.
    assert fast.items() <= plain.items()
    exact = {f"s{k}" for k, n in enumerate(names) if n == asked}
    assert plain.keys() & exact <= fast.keys() or len(prepare(asked, "person").canon) < 3


def test_no_comparison_takes_long() -> None:
    long = "Muhammad " * 1_200
    tricky = ("ab " * 24, "a" * 10_000, "".join(map(chr, range(0x600, 0x6FF))), long, "💥" * 5_000)
    for a in tricky:
        for b in tricky:
            compare(a, b)  # what is prepared once is kept
            took = []
            for _ in range(3):
                start = time.process_time()
                compare(a, b)
                took.append(time.process_time() - start)
            assert min(took) < 0.005, (a[:20], b[:20], took)
