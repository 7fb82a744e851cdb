"""The news commands as a user meets them."""

from __future__ import annotations

import csv
import json
import os
import signal
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


def test_another_reader_may_add_events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[2] / "examples")
    path = tmp_path / "one.txt"
    path.write_text(ONE + " Cypriot banks have de-risked Minsk.")
    alone = ask(tmp_path, "read", str(path))["events"]
    told = ask(tmp_path, "read", str(path), "--backend", "backend:HouseWords")["events"]
    added = [e for e in told if e not in alone]
    assert [(e["trigger"]["text"], e["target"], e["rule"]) for e in added] == [
        ("de-risked", ["Minsk"], "backend: house words")
    ]
    folder = tmp_path / "many"
    folder.mkdir()
    path.rename(folder / "one.txt")
    lines = comity(tmp_path, "read", str(folder), "--json", "--backend", "backend:HouseWords")
    assert json.loads(lines)["events"] == told
    said = comity(tmp_path, "read", str(folder), "--backend", "backend:WORDS", code=2)
    assert "is no backend" in said


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


def test_the_day_told_wins_for_one_document_and_fills_gaps_of_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "dated.txt").write_text(ONE.replace("BRUSSELS -", "BRUSSELS, 22 June 2021 (Wire) -"))
    (folder / "open.txt").write_text(ONE)
    one = ask(tmp_path, "read", str(folder / "dated.txt"), "--published", "2021-07-01")
    assert one["published"] == "2021-07-01"
    assert "the document gives 2021-06-22 as its day" in one["notes"][0]
    lines = comity(
        tmp_path, "read", str(folder), "--json", "--published", "2021-07-01"
    ).splitlines()
    assert [json.loads(x)["published"] for x in lines] == ["2021-06-22", "2021-07-01"]


def test_a_leap_day_is_a_day_like_others(tmp_path: Path) -> None:
    environment = os.environ | {"COMITY_HOME": str(tmp_path), "COMITY_NOW": "2028-02-29"}
    words = [*COMITY, "read", "-", "--published", "2021-06-22"]
    done = subprocess.run(
        words, input=ONE, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_outputs_that_cannot_be_written_are_told_before_anything_is_read(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(ONE)
    other = str(tmp_path / "x.csv")
    for words, said in (
        (("--out", str(path)), "would overwrite the document"), (("--html", str(tmp_path)), "is a folder"),
        (("--out", other, "--export", other), "name one file"), (("--out", str(tmp_path / "no" / "x")), "there is no folder"),
    ):  # fmt: skip
        assert said in comity(tmp_path, "read", str(path), *words, code=2)
    assert path.read_text() == ONE
    assert [p.name for p in tmp_path.iterdir()] == ["one.txt"]


def test_what_an_earlier_run_wrote_into_the_folder_is_not_read_as_a_document(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE)
    (folder / "scan.pdf").write_bytes(b"%PDF-1.7")
    out = folder / "out.txt"
    for _ in range(2):
        comity(tmp_path, "read", str(folder), "--out", str(out))
        assert len(out.read_text().splitlines()) == 1


def test_nothing_of_a_document_acts_in_its_page_or_on_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / 'a"><script>x(1)<!--.txt'
    path.write_text(
        '\x1b[31mThe EU \u202eimposed sanctions on <script>alert(1)</script> Belarus on Monday. “We "><img src=x '
        "onerror=alert(2)> object”, said <b>Makei</b>. The UN Security Council adopted three rounds of "
        "sanctions against Iran </title><iframe>, officials said. Russia opposed the sanctions."
    )
    page = tmp_path / "page.html"
    told = comity(tmp_path, "read", str(path), "--html", str(page))
    assert "\x1b" not in told
    html = page.read_text()
    tags = {x.split(">")[0].split()[0] for x in html.split("<")[1:]}
    assert not tags & {"script", "img", "iframe", "/title><iframe"}
    assert html.count("</title>") == 1
    assert "\x1b" not in html
    assert "\u202e" not in html


def test_a_mistyped_party_is_told_and_never_answered_with_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE)
    comity(tmp_path, "watch", str(folder), "--once", "--published", "2021-06-15")
    assert "no document told of it" in comity(tmp_path, "outlook", "Atlantis", code=2)
    assert "--target is empty" in comity(tmp_path, "events", "--target", "", code=2)
    assert ask(tmp_path, "events", "--action", "call-for", "--source", "Japan") == []


def test_a_watched_folder_may_change_and_go_while_it_is_watched(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.txt").write_text(ONE)
    environment = os.environ | {"COMITY_HOME": str(tmp_path / "home"), "PYTHONUNBUFFERED": "1"}
    words = [*COMITY, "watch", str(folder), "--interval", "0.2"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as watching:
        assert watching.stdout is not None
        assert watching.stderr is not None
        assert watching.stdout.readline().startswith("one: ")
        (folder / "one.txt").write_text(ONE + " Japan imposed sanctions on North Korea.")
        assert watching.stdout.readline().startswith("one: ")
        (folder / "one.txt").unlink()
        folder.rmdir()
        assert "looking again" in watching.stderr.readline()
        folder.mkdir()
        (folder / "two.txt").write_text(TWO)
        assert watching.stdout.readline().startswith("two: ")
        watching.send_signal(signal.SIGINT)
        assert watching.wait(30) == 130
        assert watching.stderr.read() == "comity: stopped; nothing half-done was kept\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("read", ""), "is empty"), (("read", "-", "--published", ""), "is not a date"), (("read", "/dev/null"), "empty"),
        (("watch", ".", "--published", "1492-10-12"), "is no day of news"), (("watch", ".", "--interval", "nan"), "no time to wait"),
        (("outlook", " "), "is empty"), (("events", "--html", "no/x.html"), "there is no folder"),
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
