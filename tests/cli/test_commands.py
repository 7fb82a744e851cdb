"""The command line as a user meets it, on built-in facts and on real files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

COMITY = [sys.executable, "-c", "from comity.cli.main import run; run()"]
SIX = {
    "KHORASAN METALLURGY INDUSTRIES": True, "NIRU BATTERY MANUFACTURING COMPANY": True,
    "KAVEH CUTTING TOOLS COMPANY": False, "AMIN INDUSTRIAL COMPLEX": False,
    "YAZD METALLURGY INDUSTRIES": False, "SHAHID SAYYADE SHIRAZI INDUSTRIES": False,
}  # fmt: skip


def comity(home: Path, *words: str, code: int = 0) -> str:
    """Run the command; return what it printed, or for a fault its one line."""
    environment = os.environ | {"COMITY_HOME": str(home), "COMITY_NOW": "2026-11-24T12:00:00Z"}
    done = subprocess.run(
        [*COMITY, *words], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if code == 0 else done.stderr


def ask(home: Path, *words: str) -> Any:
    return json.loads(comity(home, *words, "--json"))


def kinds(home: Path, name: str, day: str) -> tuple[bool, bool]:
    (subject,) = ask(home, "who", name, "--as-of", day)
    return subject["collective"], subject["unilateral"]


@pytest.mark.parametrize("name", SIX)
def test_the_six_firms_of_2009_are_told_apart_on_built_in_facts(tmp_path: Path, name: str) -> None:
    assert kinds(tmp_path, name, "2009-05-08") == (SIX[name], True)
    assert kinds(tmp_path, name, "2010-06-10") == (True, True)
    assert kinds(tmp_path, name, "2025-04-19") == (False, True)
    assert kinds(tmp_path, name, "2025-11-18") == (True, True)


@pytest.mark.shared
def test_un_snapshots_imported_in_any_order_tell_the_same_story(
    tmp_path: Path, shared: Path
) -> None:
    days = ["2025-11-18", "2017-07-03", "2025-04-19", "2022-10-21", "2024-11-30"]
    for day in days:
        comity(tmp_path, "import", "un_sc", str(shared / f"data/un/consolidated_{day}.xml"))
    found = ask(tmp_path, "diff", "un_sc", "2024-11-30", "2025-04-19")
    assert (len(found["added"]), len(found["removed"])) == (0, 2)
    # Keyed by DATAID it is 132 and 9: the UN gave HTi.002 to HTi.007 new database numbers, and
    # these six persons neither left nor came.
    found = ask(tmp_path, "diff", "un_sc")
    assert (len(found["added"]), len(found["removed"])) == (126, 3)
    assert found["renumbered"] == [f"HTi.{n:03}" for n in range(2, 8)]
    assert "132 were added and 9 removed" in found["notes"][0]
    (subject,) = ask(tmp_path, "who", "IRe.037")
    listing = subject["listings"][0]
    assert [(s["from"], s["to"]) for s in listing["spans"]] == [
        ("2008-03-03", "2023-10-18"), ("2025-09-28", None),
    ]  # fmt: skip
    for name in SIX:
        assert kinds(tmp_path, name, "2025-04-19")[0] is False
        assert kinds(tmp_path, name, "2025-11-18")[0] is True


@pytest.mark.shared
def test_importing_the_same_bytes_again_writes_nothing(tmp_path: Path, shared: Path) -> None:
    path = str(shared / "data/un/consolidated_2025-12-10.xml")
    assert ask(tmp_path, "import", "un_sc", path)[0]["listings"] == 999
    size = (tmp_path / "register.db").stat().st_size
    assert ask(tmp_path, "import", "un_sc", path)[0]["unchanged"] is True
    assert (tmp_path / "register.db").stat().st_size == size


@pytest.mark.shared
def test_what_was_known_yesterday_is_not_changed_by_what_is_learnt_today(
    tmp_path: Path, shared: Path
) -> None:
    un = shared / "data/un"
    comity(tmp_path, "import", "un_sc", str(un / "consolidated_2022-10-21.xml"),
           "--known", "2022-10-22")  # fmt: skip
    before = comity(tmp_path, "who", "IRe.037", "--known", "2023-01-01", "--json")
    comity(tmp_path, "import", "un_sc", str(un / "consolidated_2024-11-30.xml"),
           "--known", "2024-12-01")  # fmt: skip
    assert comity(tmp_path, "who", "IRe.037", "--known", "2023-01-01", "--json") == before
    later = ask(tmp_path, "who", "IRe.037", "--known", "2024-12-02")
    spans = later[0]["listings"][0]["spans"]
    assert [(s["from"], s["to"]) for s in spans] == [("2008-03-03", "2022-10-21/2024-11-30")]


@pytest.mark.shared
def test_a_cut_down_file_is_refused_and_an_accepted_one_proves_no_absence(
    tmp_path: Path, shared: Path
) -> None:
    full = str(shared / "data/un/consolidated_2017-07-03.xml")
    cut = str(shared / "data/un/consolidated_2016-02-11_subset.xml")
    comity(tmp_path, "import", "un_sc", full)
    said = comity(tmp_path, "import", "un_sc", cut, code=2)
    assert "239 listings are under the least of 700" in said
    assert len(ask(tmp_path, "snapshots", "un_sc")) == 1
    (done,) = ask(tmp_path, "import", "un_sc", cut, "--accept")
    assert done["partial"]
    assert "under the least" in done["override"]


@pytest.mark.shared
def test_a_killed_import_leaves_the_register_as_it_was(tmp_path: Path, shared: Path) -> None:
    comity(tmp_path, "sources")
    path = str(shared / "data/un/consolidated_2026-02-27.xml")
    environment = os.environ | {"COMITY_HOME": str(tmp_path)}
    for pause in (0.4, 0.6, 0.8):
        child = subprocess.Popen([*COMITY, "import", "un_sc", path], env=environment,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        time.sleep(pause)
        child.send_signal(signal.SIGKILL)
        child.wait()
        # Killed in time: nothing. Finished before: all of it. Never a part.
        held = ask(tmp_path, "snapshots", "un_sc")
        assert [s["listings"] for s in held] in ([], [1003])
    comity(tmp_path, "import", "un_sc", path)
    assert ask(tmp_path, "snapshots", "un_sc")[0]["listings"] == 1003


def test_judgements_win_carry_a_reason_and_can_be_undone(tmp_path: Path) -> None:
    pair = ("un_sc:IRe.037", "us_ofac_sdn:11441")
    comity(tmp_path, "judge", *pair, "--different", "--because", "other owners")
    assert len(ask(tmp_path, "who", "KHORASAN METALLURGY INDUSTRIES")) == 2
    (row,) = ask(tmp_path, "judgements")
    assert row["because"] == "other owners"
    comity(tmp_path, "judge", "1", "--undo", "--because", "a mistake")
    assert len(ask(tmp_path, "who", "KHORASAN METALLURGY INDUSTRIES")) == 1
    assert [r["stands"] for r in ask(tmp_path, "judgements")] == [False, False]


def test_a_name_nobody_has_gives_an_empty_answer(tmp_path: Path) -> None:
    assert ask(tmp_path, "who", "Nobody Of This Name") == []
    assert "nobody of the name" in comity(tmp_path, "who", "Nobody Of This Name")


def test_overlap_counts_each_subject_once(tmp_path: Path) -> None:
    found = ask(tmp_path, "overlap", "--as-of", "2009-05-08", "--target", "IR")
    assert found["unilateral_only"] == 0
    found = ask(tmp_path, "overlap", "--as-of", "2009-05-08")
    assert (found["both"], found["unilateral_only"]) == (2, 5)
    parts = ("collective_only", "both", "unilateral_only", "implementing_only")
    assert found["subjects"] == sum(found[p] for p in parts)


def test_a_file_is_screened_and_formulas_do_not_run(tmp_path: Path) -> None:
    customers = tmp_path / "book.csv"
    customers.write_text("kunde,id\nKhurasan Metallurgy Industries,=1+1\nJane Miller,2\n")
    out = tmp_path / "out.csv"
    comity(tmp_path, "screen", str(customers), "--column", "name=kunde", "--out", str(out))
    lines = out.read_text().splitlines()
    assert lines[1].startswith("'=1+1,Khurasan Metallurgy Industries,un_sc:IRe.037")
    assert lines[-1].startswith("2,Jane Miller,,,,,none")
    rows = comity(tmp_path, "screen", str(customers), "--column", "name=kunde").splitlines()
    assert json.loads(rows[0])["matches"][0]["verdict"] == "alert"
    assert json.loads(rows[1])["matches"] == []


def test_show_draws_a_timeline_and_writes_a_page_of_its_own(tmp_path: Path) -> None:
    page = tmp_path / "khorasan.html"
    text = comity(tmp_path, "show", "IRe.037", "--as-of", "2009-05-08", "--html", str(page))
    assert "█" in text
    html = page.read_text()
    assert "<svg" in html
    assert "<script" not in html
    assert "http" not in html.split("</style>")[1].split("<h2>Facts")[0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("who", "x", "--as-of", "2009-13-40"), "is not a date"),
        (("import", "un_xx", "f.xml"), "unknown source 'un_xx'"),
        (("import", "un_sc", "nowhere.xml"), "no such file"),
        (("diff", "un_sc"), "fewer than two snapshots"),
        (("show", "IRe.99999"), "unknown subject"),
        (("judge", "IRe.037", "IRe.034", "--same"), "needs a reason"),
        (("judge", "IRe.037", "IRe.034"), "exactly one of"),
        (("screen", "missing.csv"), "no such file"),
        (("screen", ""), "the name is empty"),
        (("snapshots", "--colour"), "No such option"),
        (("update", "un_sc", "--url", "http://example.org/x"), "is not https"),
    ],
)
def test_a_users_mistake_gets_one_clear_line(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    assert said in comity(tmp_path, *words, code=2)


def test_an_unusable_home_is_told(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("not a folder")
    assert "home folder" in comity(taken, "sources", code=2)
    other = tmp_path / "broken"
    other.mkdir()
    (other / "register.db").write_text("this is no database, " * 100)
    assert "not a readable register" in comity(other, "sources", code=2)
