"""Trials on a user's own lists: what a threshold costs is counted as it says."""

from __future__ import annotations

from itertools import islice

from comity.matching import Evidence, Index, Listed
from comity.matching.trials import Named, Trial, recombined, trial_curve, try_index
from comity.text import fold

FIRST = ("Yusuf", "Ibrahim", "Sergei", "Olga", "Mehmet", "Farida", "Anwar", "Dmitri", "Laila")
LAST = ("Karimov", "al-Tikriti", "Petrova", "Ozturk", "Zargari", "Haqqani", "Volkov", "Rahimi")
NAMES = [f"{a} {b}" for a in FIRST for b in LAST[:4]]


def _index() -> tuple[Index, list[Named]]:
    named = [Named(f"s{k}", text, "person") for k, text in enumerate(NAMES)]
    listed = [
        Listed(subject=n.subject, names=((n.text, "strong"),), evidence=Evidence(schema="Person"))
        for n in named
    ]
    return Index.build(listed), named


def test_altered_names_find_their_subject_and_the_same_seed_gives_the_same_trial() -> None:
    index, named = _index()
    steps: list[int] = []
    found = try_index(index, named, count=30, seed=3, advance=steps.append)
    assert found == try_index(index, named, count=30, seed=3)
    assert found != try_index(index, named, count=30, seed=4)
    assert sum(steps) == len(found)
    altered = [t for t in found if t.subject]
    assert len(altered) > 20
    assert sum(t.score >= 0.7 for t in altered) > 0.8 * len(altered)
    by_subject = {n.subject: n.text for n in named}
    assert all(fold(t.query) != fold(by_subject[t.subject]) for t in altered)


def test_ordinary_names_are_none_of_the_listed_ones() -> None:
    index, named = _index()
    ordinary = [t for t in try_index(index, named, count=40) if not t.subject]
    assert not {fold(t.query) for t in ordinary} & {fold(n) for n in NAMES}
    source = recombined([(n.text, n.family) for n in named], 1)
    words = {w for n in NAMES for w in n.split()}
    assert all(set(text.split()) <= words for text, _ in islice(source, 50))


def test_a_list_of_single_words_gives_no_ordinary_names_and_does_not_hang() -> None:
    assert list(islice(recombined([("Hezbollah", "organisation")], 1), 5)) == []


def test_the_curve_counts_misses_wrong_subjects_and_false_alerts() -> None:
    trials = [
        Trial("a", "s1", 0.9, (0.75,)), Trial("b", "s2", 0.6, ()), Trial("c", "", 0.72, ()),
        Trial("d", "", 0.0, ()),
    ]  # fmt: skip
    points = {p["threshold"]: p for p in trial_curve(trials)}
    assert points[0.7] == {
        "threshold": 0.7, "altered": 2, "missed": 1, "miss_rate": 0.5, "wrong_subjects": 1,
        "ordinary": 2, "false_alerts": 1, "false_alert_rate": 0.5,
    }  # fmt: skip
    assert (points[1.0]["missed"], points[1.0]["false_alerts"]) == (2, 0)
    assert (points[0.0]["missed"], points[0.0]["false_alerts"]) == (0, 0)
