"""The founding example over all lists at hand, and built-in facts against official files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz

from comity.cli.session import traits
from comity.model import Event, Record
from comity.register import Answers, Register
from comity.sources import source_named
from comity.sources.base import FileBlob
from comity.sources.builtin import builtin_blobs
from comity.text import fold

pytestmark = pytest.mark.shared

IMPORTS = (
    ("un_sc", "un/consolidated_2017-07-03.xml"), ("un_sc", "un/consolidated_2022-10-21.xml"),
    ("un_sc", "un/consolidated_2024-11-30.xml"), ("un_sc", "un/consolidated_2025-04-19.xml"),
    ("un_sc", "un/consolidated_2025-11-18.xml"), ("us_ofac_sdn", "us_ofac/sdn_2023-12-28"),
    ("gb_ofsi", "gb/conlist_2025-04-10.xlsx"), ("au_dfat", "au/consolidated_2026-02.xlsx"),
)  # fmt: skip


def comity(home: Path, *words: str) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "comity", *words, "--json"], capture_output=True, text=True,
        check=False, env=os.environ | {"COMITY_HOME": str(home)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Path:
    folder = tmp_path_factory.mktemp("home")
    for code, name in IMPORTS:
        comity(folder, "import", code, str(shared / "data" / name))
    return folder


def six_ids(home: Path) -> dict[str, bool]:
    return {
        subject["listings"][0]["id"]: early
        for name, early in {
            "KHORASAN METALLURGY INDUSTRIES": True, "NIRU BATTERY MANUFACTURING COMPANY": True,
            "KAVEH CUTTING TOOLS COMPANY": False, "AMIN INDUSTRIAL COMPLEX": False,
            "YAZD METALLURGY INDUSTRIES": False, "SHAHID SAYYADE SHIRAZI INDUSTRIES": False,
        }.items()
        for subject in comity(home, "who", name)[:1]
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "early", "late", "unilateral"),
    [
        ("2009-05-08", True, False, True), ("2010-06-10", True, True, True),
        ("2025-04-19", False, False, True), ("2025-11-18", True, True, True),
    ],
)  # fmt: skip
def test_the_six_firms_over_all_lists(
    home: Path, day: str, early: bool, late: bool, unilateral: bool
) -> None:
    found = six_ids(home)
    assert len(found) == 6
    for id_, is_early in found.items():
        (subject,) = [
            s for s in comity(home, "who", id_, "--as-of", day)
            if any(x["source"] == "un_sc" for x in s["listings"])
        ]  # fmt: skip
        assert subject["collective"] is (early if is_early else late), (id_, day)
        assert subject["unilateral"] is unilateral, (id_, day)
        # The UK's entries of 2023 cite no UN reference; the built-in facts say whose they are.
        (uk,) = [x for x in subject["listings"] if x["listed_on"] == "2023-10-18"]
        assert (uk["source"], uk["in_force"]) == ("gb_ofsi", day > "2023-10-18")
        assert "built-in facts" in uk["merged_because"]


def test_a_few_subjects_are_answered_as_among_all_of_them(home: Path) -> None:
    register = Register.at(home)
    with register.reading() as connection:

        def ask() -> Answers:
            return Answers(
                connection, register.snapshots(), as_of=date(2025, 11, 18), known="",
                traits=traits(),
            )  # fmt: skip

        every = {s.subject: s for s in ask().subjects()}
        for start in range(0, len(every), 997):
            some = list(every)[start : start + 40]
            assert ask().subjects(some) == [every[s] for s in some]


def test_built_in_facts_agree_with_the_official_files(shared: Path) -> None:
    official: dict[tuple[str, str], Record] = {}
    for code, name in IMPORTS:
        path = shared / "data" / name
        blobs = [FileBlob(p) for p in (sorted(path.iterdir()) if path.is_dir() else [path])]
        fmt = next(f for f in source_named(code).formats if f.matches(blobs))
        for item in fmt.read(blobs).items:
            if isinstance(item, Record):
                official[(item.source, item.id)] = item
    builtin = source_named("builtin")
    checked = 0
    for item in builtin.formats[0].read(builtin_blobs()).items:
        if isinstance(item, Event) or not isinstance(item, Record):
            continue
        held = official.get((item.source, item.id))
        if held is None:
            # Ended before the oldest whole file at hand (Implementation Day, January 2016).
            assert item.source != "us_ofac_sdn", item.id
            continue
        checked += 1
        theirs = {n.text.casefold() for n in held.names}
        assert item.names[0].text.casefold() in theirs, item.id
        if item.source == "un_sc":
            assert item.listed_on == held.listed_on, item.id
        for reference in item.references:
            other = official[(reference.source, reference.id)]
            told = [n.text for n in other.names]
            alike = max(fuzz.token_set_ratio(fold(a), fold(b)) for a in theirs for b in told)
            assert alike > 90, (item.id, reference.id)
    assert checked >= 80


def test_the_scorer_proposes_merges_that_a_person_can_apply_and_undo(home: Path) -> None:
    found = comity(home, "resolve", "--threshold", "0.98")
    proposals = found["proposals"]
    assert (len(proposals) > 20, found["applied"], found["changed"]) == (True, False, 0)
    for p in proposals:
        assert p["a"].split(":")[0] != p["b"].split(":")[0], p
        assert p["score"] >= 0.98, p
        assert p["scorer"] == "comity-1"
    chosen = proposals[0]
    comity(home, "judge", chosen["a"], chosen["b"], "--different", "--because", "other persons")
    applied = comity(home, "resolve", "--threshold", "0.98", "--apply")
    assert applied["changed"] >= len(applied["proposals"]) > 0
    assert (chosen["a"], chosen["b"]) not in {(p["a"], p["b"]) for p in applied["proposals"]}
    one = applied["proposals"][0]
    (subject,) = [
        s for s in comity(home, "who", one["b"].split(":", 1)[1])
        if any(f"{x['source']}:{x['id']}" == one["a"] for x in s["listings"])
    ]  # fmt: skip
    assert any(f"{x['source']}:{x['id']}" == one["b"] for x in subject["listings"])
    number = next(
        r["id"] for r in comity(home, "judgements")
        if {r["a"], r["b"]} == {one["a"], one["b"]}
    )  # fmt: skip
    comity(home, "judge", str(number), "--undo", "--because", "a doubt")
    again = comity(home, "resolve", "--threshold", "0.98")["proposals"]
    assert (one["a"], one["b"]) in {(p["a"], p["b"]) for p in again}


def test_a_threshold_is_priced_on_the_users_own_lists(home: Path, tmp_path: Path) -> None:
    picture = tmp_path / "curve.html"
    points = comity(home, "tune", "--count", "200", "--html", str(picture))
    at = {p["threshold"]: p for p in points}
    assert at[0.7]["altered"] > 150
    assert at[0.7]["ordinary"] > 150
    assert at[0.7]["miss_rate"] < 0.12
    assert at[0.5]["miss_rate"] <= at[0.9]["miss_rate"]
    assert at[0.5]["false_alerts"] >= at[0.9]["false_alerts"]
    assert "<polyline" in picture.read_text()
    assert points == comity(home, "tune", "--count", "200")
