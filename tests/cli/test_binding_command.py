"""The founding example, as the register and the lawbook tell it together."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from comity.applicability import Binder, read_party
from comity.cli.binding import case_of
from comity.cli.session import open_desk
from comity.law import load_lawbook

FIRMS = {"Khorasan Metallurgy Industries": "IRe.037",
         "Niru Battery Manufacturing Company": "IRe.045",
         "Kaveh Cutting Tools Company": "IRe.034", "Amin Industrial Complex": "IRe.003",
         "Yazd Metallurgy Industries": "IRe.078",
         "Shahid Sayyade Shirazi Industries": "IRe.070"}  # fmt: skip
TWO = ("Khorasan Metallurgy Industries", "Niru Battery Manufacturing Company")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def answers(home: Path, party: str, day: str, viewpoint: str = "") -> dict[str, dict[str, str]]:
    """Return firm → list → answer."""
    as_of = date.fromisoformat(day)
    binder = Binder(
        book=load_lawbook(), party=read_party(party), as_of=as_of, viewpoint=viewpoint
    )  # fmt: skip
    found: dict[str, dict[str, str]] = {}
    with open_desk(home, json=True).answers(day, "") as asked:
        for firm, reference in FIRMS.items():
            (subject,) = asked.subjects(asked.find(reference))
            found[firm] = {x.source: binder.bind(case_of(x)).answer for x in subject.listings}
    return found


def test_on_8_may_2009_a_russian_bank_is_bound_for_two_and_exposed_for_four(home: Path) -> None:
    for firm, told in answers(home, "russian-bank", "2009-05-08").items():
        assert told["un_sc"] == ("bound" if firm in TWO else "not-bound")
        assert told["us_ofac_sdn"] == "exposed"


def test_on_8_may_2009_a_us_person_is_bound_for_all_six(home: Path) -> None:
    for told in answers(home, "us-person", "2009-05-08").values():
        assert told["us_ofac_sdn"] == "bound"
    before = answers(home, "us-person", "2009-04-06")
    assert {told["us_ofac_sdn"] for told in before.values()} == {"not-bound"}


def test_on_8_may_2009_a_company_of_the_union_is_bound_for_two(home: Path) -> None:
    for firm, told in answers(home, "eu-company", "2009-05-08").items():
        assert told["un_sc"] == ("bound" if firm in TWO else "not-bound")
        assert told["us_ofac_sdn"] == "not-bound"


def test_from_2016_to_transition_day_the_names_stay_frozen_under_2231(home: Path) -> None:
    for day, answer in (("2016-01-16", "bound"), ("2020-06-01", "bound"),
                        ("2023-10-17", "bound"), ("2023-10-18", "not-bound"),
                        ("2025-09-27", "not-bound")):  # fmt: skip
        for told in answers(home, "indian-refiner", day).values():
            assert told["un_sc"] == answer, day


def test_on_18_november_2025_the_answer_is_contested_and_follows_the_viewpoint(home: Path) -> None:
    for viewpoint, answer in (("", "contested"), ("russia", "not-bound"), ("china", "not-bound"),
                              ("un-secretariat", "bound"), ("european-union", "bound"),
                              ):  # fmt: skip
        for told in answers(home, "russian-bank", "2025-11-18", viewpoint).values():
            assert told["un_sc"] == answer


def comity(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "comity", *words], capture_output=True, text=True, check=False,
        env=os.environ | {"COMITY_HOME": str(home), "COMITY_NOW": "2026-11-24T12:00:00Z"},
    )  # fmt: skip


def test_the_answer_as_json_and_as_text(home: Path) -> None:
    words = ("binds", "IRe.037", "--party", "kind=bank,incorporated=RU,currencies=USD",
             "--as-of", "2025-11-18")  # fmt: skip
    (told,) = json.loads(comity(home, *words, "--json").stdout)
    assert set(told) >= {"party", "as_of", "viewpoint", "answer", "listings", "conflicts"}
    for listing in told["listings"]:
        assert set(listing["reasons"][0]) == {"text", "instrument", "article", "source",
                                              "confidence"}  # fmt: skip
    text = comity(home, *words).stdout
    assert "without effect in the view of russia" in text
    assert "no legal advice" in text
    assert max(map(len, text.splitlines())) <= 100


def test_an_overlay_reaches_the_answer(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_text("{}", encoding="utf-8")
    words = ("binds", "IRe.037", "--party", "us-person", "--overlay", str(path))
    assert comity(home, *words).returncode == 0
    path.write_text('{"instruments": 5}', encoding="utf-8")
    done = comity(home, *words)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
