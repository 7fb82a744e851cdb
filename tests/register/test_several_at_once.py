"""Several processes on one home: each waits its turn, and none sees a fault of another's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

UN = """<CONSOLIDATED_LIST dateGenerated="2025-11-18T00:00:00Z"><INDIVIDUALS>{people}</INDIVIDUALS>
</CONSOLIDATED_LIST>"""
PERSON = """<INDIVIDUAL><DATAID>{n}</DATAID><FIRST_NAME>NAME {n}</FIRST_NAME><UN_LIST_TYPE>Iran
</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.{n:04d}</REFERENCE_NUMBER><LISTED_ON>2020-01-01</LISTED_ON>
</INDIVIDUAL>"""


def at_once(home: Path, *words: str, times: int = 4) -> list[Any]:
    environment = os.environ | {"COMITY_HOME": str(home), "COMITY_NOW": "2026-11-24T12:00:00Z"}
    running = [
        subprocess.Popen([sys.executable, "-m", "comity", *words, "--json"], env=environment,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(times)
    ]  # fmt: skip
    found = []
    for child in running:
        out, said = child.communicate()
        assert child.returncode == 0, said
        found.append(json.loads(out))
    return found


def test_a_new_home_opened_by_several_processes_is_made_once(tmp_path: Path) -> None:
    answers = at_once(tmp_path / "home", "snapshots")
    assert [[s["source"] for s in a] for a in answers] == [["builtin"]] * 4


def test_the_same_file_imported_by_several_processes_is_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "un.xml"
    path.write_text(UN.format(people="".join(PERSON.format(n=n) for n in range(800))), "utf-8")
    home = tmp_path / "home"
    at_once(home, "snapshots", times=1)
    done = at_once(home, "import", "un_sc", str(path))
    assert sorted(item["unchanged"] for (item,) in done) == [False, True, True, True]
    assert len(at_once(home, "snapshots", "un_sc", times=1)[0]) == 1
