"""Tables as a person sees them, at a terminal of a hundred columns."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="pseudo-terminals are of Unix")


def at_terminal(home: Path, *words: str) -> list[str]:
    inside, outside = pty.openpty()
    environment = os.environ | {
        "COMITY_HOME": str(home), "COMITY_NOW": "2026-11-24T12:00:00Z", "COLUMNS": "100",
        "TERM": "xterm",
    }  # fmt: skip
    child = subprocess.Popen(
        [sys.executable, "-m", "comity", *words], stdout=outside, stderr=subprocess.DEVNULL,
        env=environment,
    )  # fmt: skip
    os.close(outside)
    found = b""
    try:
        while part := os.read(inside, 65_536):
            found += part
    except OSError:
        pass  # the other end is closed: all has been read
    os.close(inside)
    assert child.wait() == 0
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", found.decode()).replace("\r", "").splitlines()


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        (("sources",), "us_ofac_sdn"),
        (("snapshots",), "2026-11-24 12:00"),
        (("who", "IRe.037", "--as-of", "2009-05-08"), "2008-03-03 → 2023-10-18"),
        (("show", "IRe.037"), "2008-03-03 → 2023-10-18"),
        (("overlap",), "collective only"),
        (("judgements",), "nothing to show"),
        (("issues",), "no issues"),
    ],
)
def test_what_is_printed_fits_and_breaks_no_date_or_code(
    tmp_path: Path, words: tuple[str, ...], whole: str
) -> None:
    lines = at_terminal(tmp_path, *words)
    assert any(whole in line for line in lines), lines
    # A heading with a long name may be longer; tables and paragraphs may not.
    assert [x for x in lines if len(x) > 100 and "[un_sc:" not in x] == []
