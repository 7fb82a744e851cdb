"""`comity screen` refuses what it would otherwise silently leave out of account."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def screen(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COMITY_HOME": str(home), "COMITY_NOW": "2026-11-24T12:00:00Z"}
    return subprocess.run(
        [sys.executable, "-m", "comity", "screen", *words], capture_output=True, text=True,
        env=environment, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("option", "value"),
    [("--birth-date", "soon"), ("--country", "Narnia"), ("--schema", "Alien")],
)
def test_an_option_that_means_nothing_is_refused(tmp_path: Path, option: str, value: str) -> None:
    done = screen(tmp_path, "Niru Battery", option, value)
    assert done.returncode == 2
    assert done.stderr.startswith(f"comity: {option} '{value}' is not understood; write")
    assert done.stderr.count("\n") == 1


def test_a_cell_that_means_nothing_is_told_beside_the_answer(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("name,country\nNiru Battery Manufacturing Company,Narnia\n", "utf-8")
    done = screen(tmp_path / "home", str(path))
    result = json.loads(done.stdout)
    assert result["query"]["not_understood"] == ["country"]
    assert result["matches"][0]["verdict"] == "alert"
    assert "1 customers have a country that is not understood" in done.stderr


def test_the_shell_completes_commands_and_lists(tmp_path: Path) -> None:
    for words, place, completed in (
        ("comity im", "1", ["import"]),
        ("comity import us_o", "2", ["us_ofac_sdn", "us_ofac_cons"]),
    ):
        environment = os.environ | {
            "_COMITY_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": place,
            "COMITY_HOME": str(tmp_path),
        }  # fmt: skip
        done = subprocess.run(
            [str(Path(sys.executable).parent / "comity")], capture_output=True, text=True,
            env=environment, check=False,
        )  # fmt: skip
        assert done.stdout.split() == completed, done.stderr
