"""The news commands as a user meets them."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

COMITY = [sys.executable, "-c", "from comity.cli.main import run; run()"]
ONE = (
    "BRUSSELS - The European Union threatened on Monday to impose sanctions on Belarus. Poland backed the "
    "measure; Hungary opposed the sanctions. “We will not be bullied,” Foreign Minister Vladimir Makei of "
    "Belarus said. Russia denounced the threat of sanctions."
)
TWO = "VIENNA - The EU threatened on Tuesday to impose sanctions on Belarus, diplomats said. The EU has sanctions."


def comity(home: Path, *words: str, code: int = 0, given: str = "") -> str:
    environment = os.environ | {"COMITY_HOME": str(home), "COMITY_NOW": "2026-11-24T12:00:00Z"}
    done = subprocess.run(
        [*COMITY, *words], capture_output=True, text=True, env=environment, check=False, input=given
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout if code == 0 else done.stderr


def ask(home: Path, *words: str, given: str = "") -> Any:
    return json.loads(comity(home, *words, "--json", given=given))


def test_a_document_is_read_from_a_file_and_from_standard_input(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(ONE)
    told = ask(tmp_path, "read", str(path), "--published", "2021-06-15")
    assert {"id", "published", "zones", "quotes", "events", "claims"} <= set(told)
    first = told["events"][0]
    assert (first["action"], first["source"], first["target"]) == ("THREATEN", ["EU"], ["BY"])
    assert first["when"] == {"text": "on Monday", "start": "2021-06-14", "end": "2021-06-14"}
    assert (first["cameo"], first["plover"], first["ties_stage"]) == ("1312", "THREATEN", "threat")
    assert told["quotes"][0]["speaker"] == "Vladimir Makei"
    piped = ask(tmp_path, "read", "-", "--published", "2021-06-15", given=ONE)
    assert piped["events"] == told["events"]


def test_pages_and_exports_are_written(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(ONE)
    page, out, table = tmp_path / "p.html", tmp_path / "o.json", tmp_path / "t.csv"
    comity(
        tmp_path,
        "read",
        str(path),
        "--check",
        "--html",
        str(page),
        "--out",
        str(out),
        "--export",
        str(table),
    )
    html = page.read_text()
    assert "<mark" in html
    assert "<script" not in html
    assert json.loads(out.read_text())["events"]
    with table.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows[0]["plover"] == "THREATEN"
    assert rows[0]["source"] == "EU"


def test_a_folder_is_read_and_what_cannot_be_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE)
    (folder / "two.txt").write_text(TWO)
    lines = comity(tmp_path, "read", str(folder), "--json").splitlines()
    assert [json.loads(x)["id"] for x in lines] == ["one", "two"]
    (folder / "bad.txt").write_bytes(b"\x00\x01" * 40)
    assert "bad.txt: not a text" in comity(tmp_path, "read", str(folder), code=1)


def test_watched_documents_are_kept_once_and_retellings_merged(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE)
    (folder / "two.txt").write_text(TWO)
    words = ("watch", str(folder), "--once", "--published", "2021-06-15")
    assert "one: " in comity(tmp_path, *words)
    assert "one: read before" in comity(tmp_path, *words)
    found = ask(tmp_path, "events", "--source", "EU", "--target", "Belarus", "--action", "threaten")
    assert [s["documents"] for s in found] == [["one", "two"]]
    assert ask(tmp_path, "events", "--since", "2030-01-01") == []
    told = ask(tmp_path, "outlook", "Belarus")
    assert told["pending"][0]["source"] == ["EU"]
    assert "HU" in [p["party"] for p in told["opposing"]]
    assert "PL" in [p["party"] for p in told["supporting"]]
    page = tmp_path / "o.html"
    comity(tmp_path, "outlook", "BY", "--html", str(page))
    assert "<svg" in page.read_text()
    (folder / "three.txt").write_text(
        "The EU on 21 June 2021 imposed sanctions on Belarus. The EU had threatened it."
    )
    comity(tmp_path, *words)
    assert all(s["source"] != ["EU"] or s["action"] != "THREATEN" or s["last"] >= "2021-06-21"
               for s in ask(tmp_path, "outlook", "BY")["pending"])  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("read", "nowhere.txt"), "no such file"), (("read", "-", "--published", "soon"), "is not a date"),
        (("read", "-", "--published", "1492-10-12"), "is no day of news"), (("read", "-"), "empty"),
        (("watch", "nowhere"), "is no folder"), (("events", "--action", "dance"), "unknown action"),
        (("evaluate-news", "nowhere"), "is no folder"), (("read", "-", "--export", "x.doc"), "unknown ending"),
        (("outlook",), "Missing argument"), (("read", "-", "--colour"), "No such option"),
    ],
)  # fmt: skip
def test_mistakes_get_one_clear_line(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    assert said in comity(tmp_path, *words, code=2)


@pytest.mark.shared
def test_the_reader_is_measured_from_the_command_line(tmp_path: Path, shared: Path) -> None:
    told = ask(tmp_path, "evaluate-news", str(shared / "news"))
    assert told["documents"] == 24
    assert told["negative documents kept clean"]["f1"] == 1.0
    assert "event+roles" in comity(tmp_path, "evaluate-news", str(shared / "news"))
