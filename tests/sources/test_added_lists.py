"""Lists of other packages, found through the entry-point group."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

LIST = """
from dataclasses import replace
from comity.sources.us_bis_dpl import SOURCE as DPL
SOURCE = replace(DPL, code="{code}", title="Denied elsewhere")
"""


def sources(folder: Path, code: str, target: str = "elsewhere:SOURCE") -> tuple[int, str, str]:
    info = folder / "elsewhere-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: elsewhere\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[comity.sources]\nxx_denied = {target}\n")
    (folder / "elsewhere.py").write_text(LIST.format(code=code))
    done = subprocess.run(
        [sys.executable, "-m", "comity", "sources", "--json"], capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": str(folder), "COMITY_HOME": str(folder / "home")},
        check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def test_a_list_of_another_package_stands_beside_the_own_ones(tmp_path: Path) -> None:
    code, out, _ = sources(tmp_path, "xx_denied")
    assert code == 0
    assert json.loads(out)[-1]["title"] == "Denied elsewhere"


@pytest.mark.parametrize(
    ("code", "target", "said"),
    [
        ("xx_denied", "elsewhere:NOTHING", "cannot be loaded"),
        ("xx_denied", "nowhere:SOURCE", "cannot be loaded"),
        ("un_sc", "elsewhere:SOURCE", "takes a code in use"),
        ("xx_denied", "elsewhere:DPL.code", "is no list"),
    ],
)
def test_a_list_that_cannot_be_added_is_told_in_one_line(
    tmp_path: Path, code: str, target: str, said: str
) -> None:
    status, _, error = sources(tmp_path, code, target)
    assert status == 2
    assert said in error
    assert error.count("\n") == 1
