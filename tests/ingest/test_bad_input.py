"""What must be refused, as a user meets it: one line, exit 2, and a register as it was."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

COMITY = [sys.executable, "-m", "comity"]
UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2025-11-18T00:00:00Z"><INDIVIDUALS>{people}</INDIVIDUALS>
<ENTITIES></ENTITIES></CONSOLIDATED_LIST>"""
PERSON = """<INDIVIDUAL><DATAID>{n}</DATAID><FIRST_NAME>{name}</FIRST_NAME>
<UN_LIST_TYPE>1737</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.{n:03d}</REFERENCE_NUMBER>
<LISTED_ON>{day}</LISTED_ON></INDIVIDUAL>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<CONSOLIDATED_LIST>&c;</CONSOLIDATED_LIST>"""
EXTERNAL = """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
<CONSOLIDATED_LIST dateGenerated="2025-11-18T00:00:00Z">&secret;</CONSOLIDATED_LIST>"""


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COMITY_HOME": str(home), "COMITY_NOW": "2026-11-24T12:00:00Z"}
    return subprocess.run(
        [*COMITY, *words], capture_output=True, text=True, env=environment, check=False
    )


def refused(home: Path, *words: str) -> str:
    """Run a command that must fail with one line; return the line."""
    before = run(home, "snapshots", "--json").stdout
    done = run(home, *words)
    assert done.returncode == 2, (done.stdout, done.stderr)
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert run(home, "snapshots", "--json").stdout == before
    return lines[0]


def un_file(folder: Path, people: str, name: str = "un.xml") -> str:
    path = folder / name
    path.write_text(UN.format(people=people), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>Service unavailable</body></html>", "HTML page"),
        (UN.format(people=PERSON.format(n=1, name="A", day="2020-01-01"))[:-60].encode(), "line"),
        (BOMB.encode(), "DTD"),
        (EXTERNAL.encode(), "DTD"),
        (UN.format(people="x").encode().replace(b">x<", b">\x00<"), ""),
        (UN.format(people="x").encode().replace(b">x<", b">\xff\xfe\xe9<"), "encoding"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), ""),
    ],
    ids=["empty", "html", "truncated", "bomb", "external", "nul", "encoding", "binary"],
)
def test_a_file_that_cannot_be_the_list_is_refused(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "un.xml"
    path.write_bytes(content)
    line = refused(tmp_path / "home", "import", "un_sc", str(path), "--accept")
    assert said in line
    assert "un.xml" in line


def test_ten_megabytes_in_one_field_are_refused(tmp_path: Path) -> None:
    person = PERSON.format(n=1, name="A" * 11_000_000, day="2020-01-01")
    assert "un.xml" in refused(tmp_path, "import", "un_sc", un_file(tmp_path, person), "--accept")
    sdn = tmp_path / "sdn.csv"
    sdn.write_text(f'36,"{"A" * 11_000_000}","-0-","CUBA",' + ",".join(['"-0-"'] * 8) + "\n")
    words = ("import", "us_ofac_sdn", str(sdn), "--published", "2020-01-01", "--accept")
    assert "line 1" in refused(tmp_path, *words)


@pytest.mark.shared
def test_a_real_file_of_broken_encoding_is_refused_and_the_last_one_stays(
    tmp_path: Path, shared: Path
) -> None:
    good = shared / "data/un/consolidated_2025-04-19.xml"
    assert run(tmp_path, "import", "un_sc", str(good)).returncode == 0
    bad = shared / "data/un/consolidated_2025-08-16_bad-encoding.xml"
    assert "line 53" in refused(tmp_path, "import", "un_sc", str(bad))
    (snapshot,) = json.loads(run(tmp_path, "snapshots", "un_sc", "--json").stdout)
    assert snapshot["published"] == "2025-04-19"


@pytest.mark.shared
def test_a_file_of_another_list_is_named_for_what_it_is(tmp_path: Path, shared: Path) -> None:
    path = shared / "data/us_ofac/cons/consolidated_2026-01-08.xml"
    assert "un_sc" in refused(tmp_path, "import", "un_sc", str(path))


@pytest.mark.shared
def test_a_set_of_files_cut_in_half_is_refused(tmp_path: Path, shared: Path) -> None:
    source = shared / "data/us_ofac/sdn_2023-12-28/sdn.csv"
    half = tmp_path / "sdn.csv"
    half.write_bytes(source.read_bytes()[: source.stat().st_size // 2])
    words = ("import", "us_ofac_sdn", str(half), "--published", "2023-12-28")
    assert "sdn.csv" in refused(tmp_path, *words)


def test_a_zip_bomb_in_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "regulation8.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(450):
                sheet.write(b"0" * 1024 * 1024)
    assert "zip bomb" in refused(tmp_path, "import", "au_dfat", str(path))


def test_a_csv_with_a_missing_column_says_which(tmp_path: Path) -> None:
    path = tmp_path / "ConList.csv"
    path.write_text("Last Updated,18/11/2025\nName 6,Name 1,DOB\nSMITH,JOHN,1/1/1960\n")
    line = refused(tmp_path, "import", "gb_ofsi", str(path), "--accept")
    assert "ConList.csv" in line
    path = tmp_path / "customers.csv"
    path.write_text("id,customer\n1,John Smith\n")
    assert "name" in refused(tmp_path, "screen", str(path))


def test_absurd_dates_are_kept_as_issues_and_never_as_dates(tmp_path: Path) -> None:
    people = PERSON.format(n=1, name="ANNA EXAMPLE", day="0000-99-99")
    path = un_file(tmp_path, people)
    done = run(tmp_path, "import", "un_sc", path, "--accept")
    assert done.returncode == 0, done.stderr
    issues = json.loads(run(tmp_path, "issues", "un_sc", "--json").stdout)
    assert any(i["code"] == "unreadable-date" and "0000-99-99" in i["found"] for i in issues)
    (subject,) = json.loads(run(tmp_path, "who", "Anna Example", "--json").stdout)
    assert subject["listings"][0]["listed_on"] is None


def test_duplicate_keys_lose_neither_listing(tmp_path: Path) -> None:
    people = "".join(PERSON.format(n=1, name=n, day="2020-01-01") for n in ("ANNA ONE", "BERT TWO"))
    done = run(tmp_path, "import", "un_sc", un_file(tmp_path, people), "--accept")
    assert done.returncode == 0, done.stderr
    issues = json.loads(run(tmp_path, "issues", "un_sc", "--json").stdout)
    assert any(i["code"] == "duplicate-key" for i in issues)
    for name in ("Anna One", "Bert Two"):
        assert json.loads(run(tmp_path, "who", name, "--json").stdout)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_formulas_in_customers_names_stay_text_in_exports(tmp_path: Path, suffix: str) -> None:
    customers = tmp_path / "customers.csv"
    trick = '=HYPERLINK("http://example.invalid","Khorasan Metallurgy Industries")'
    with customers.open("w", newline="") as stream:
        csv.writer(stream).writerows([["id", "name"], ["@SUM(1)", trick], ["+1", "-2+3"]])
    out = tmp_path / f"out.{suffix}"
    done = run(tmp_path, "screen", str(customers), "--out", str(out), "--threshold", "0.0")
    assert done.returncode in (0, 1), done.stderr
    if suffix == "csv":
        with out.open(newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        assert cells
        assert not [c for c in cells if c[:1] in "=+-@\t\r" and c]
    else:
        with zipfile.ZipFile(out) as book:
            sheets = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
            assert not [n for n in sheets if b"<f>" in book.read(n)]
        rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
        assert any("HYPERLINK" in str(cell) for row in rows for cell in row)


def test_an_unwritable_home_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run(tmp_path / "file" / "home", "sources")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_locked_register_is_said_and_left_alone(tmp_path: Path) -> None:
    run(tmp_path, "sources")
    lock = sqlite3.connect(tmp_path / "register.db", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    person = PERSON.format(n=1, name="ANNA EXAMPLE", day="2020-01-01")
    words = ("import", "un_sc", un_file(tmp_path, person), "--accept")
    done = run(tmp_path, *words)
    assert done.returncode == 2
    assert "in use" in done.stderr or "locked" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    lock.execute("ROLLBACK")
    lock.close()
    assert run(tmp_path, *words).returncode == 0


def test_a_full_disk_is_said_and_nothing_is_half_written(tmp_path: Path) -> None:
    run(tmp_path, "sources")
    people = "".join(PERSON.format(n=n, name=f"ANNA {n}" * 40, day="2020-01-01")
                     for n in range(1, 600))  # fmt: skip
    path = un_file(tmp_path, people)
    # A limit on the size of files is the nearest thing to a full disk that needs no privileges.
    size = (tmp_path / "register.db").stat().st_size // 512 + 40
    command = f"ulimit -f {size}; trap '' XFSZ; exec \"$@\""
    environment = os.environ | {"COMITY_HOME": str(tmp_path)}
    words = ["bash", "-c", command, "bash", *COMITY, "import", "un_sc", path, "--accept"]
    done = subprocess.run(words, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert json.loads(run(tmp_path, "snapshots", "un_sc", "--json").stdout) == []
    assert run(tmp_path, "import", "un_sc", path, "--accept").returncode == 0


def test_a_set_without_its_main_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "add.csv").write_text('36,25,"-0- ","Havana","Cuba","-0- "\n')
    words = ("import", "us_ofac_sdn", str(tmp_path / "add.csv"), "--published", "2020-01-01")
    assert "main file" in refused(tmp_path / "home", *words)


@pytest.mark.parametrize(
    "words",
    [("who", " "), ("overlap", "--target", "ZZ"), ("screen", " "), ("match", '{"nam": 1}', "x"),
     ("evaluate", "/nonexistent.csv"), ("import", "no_such_list", "x")],
)  # fmt: skip
def test_senseless_questions_are_refused_in_one_line(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert refused(tmp_path, *words)


def test_a_refused_file_leaves_nothing_in_the_archive(tmp_path: Path) -> None:
    home = tmp_path / "home"
    path = un_file(tmp_path, PERSON.format(n=1, name="A", day="2020-01-01"))
    run(home, "sources")
    before = sorted((home / "archive").rglob("*"))
    assert "under the least" in refused(home, "import", "un_sc", path)
    assert sorted((home / "archive").rglob("*")) == before


def test_a_broken_line_is_told_in_words_and_once(tmp_path: Path) -> None:
    people = PERSON.format(n=1, name="A\x19B", day="2020-01-01")
    said = refused(tmp_path / "home", "import", "un_sc", un_file(tmp_path, people))
    assert "a control character (25)" in said
    assert said.count("line") == 1


@pytest.mark.shared
def test_a_file_of_the_same_authoritys_other_list_is_asked_about(
    tmp_path: Path, shared: Path
) -> None:
    path = shared / "data/us_ofac/cons/consolidated_2026-01-08.xml"
    said = refused(tmp_path / "home", "import", "us_ofac_sdn", str(path))
    assert "is it a file of us_ofac_cons?" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("source,id,event,date,citation\n", "no date in it"),
        ("source,id,event,date,citation\nus_xx,1,listed,2016-01-01,x\n", "unknown source 'us_xx'"),
        ("source,id,event,citation\nun_sc,1,listed,x\n", "missing column date; write it as"),
        ("source,id,event,date,citation\nun_sc,1,listed,soon,x\n", "'soon' is not a date"),
    ],
)
def test_a_users_file_of_dates_is_refused_with_what_to_mend(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "dates.csv"
    path.write_text(text, encoding="utf-8")
    assert said in refused(tmp_path / "home", "import", "designations", str(path))
