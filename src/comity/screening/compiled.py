"""The compiled index of a register, kept beside it and made anew when its content changes."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from comity.errors import StorageFailed
from comity.matching import SCORER, Index
from comity.matching.index import LAYOUT
from comity.register import Answers
from comity.screening.run import build_index

_KEPT = 4
"""Folders kept: today's, and those of the days and states asked about last."""


def open_index(
    folder: Path, answers: Answers, *, building: Callable[[], None] | None = None
) -> Index:
    """Return the index of the subjects in force on the day of the answers.

    It is named by what it was made of (snapshots, subjects, day, scorer), so that a new snapshot
    or judgement makes a new one while readers of the old one go on. A folder that cannot be
    written only costs the time of building.

    Args:
        folder: Where indexes are kept.
        building: Called before one is built, which takes seconds on large registers.
    """
    text = f"{answers.state()} {answers.as_of} {answers.known} {SCORER} {LAYOUT}"
    path = folder / hashlib.sha256(text.encode()).hexdigest()[:20]
    if path.is_dir():
        with suppress(StorageFailed):
            found = Index.open(path)
            path.touch()
            return found
        shutil.rmtree(path, ignore_errors=True)
    if building:
        building()
    subjects = [s for s in answers.subjects() if any(x.in_force for x in s.listings)]
    index = build_index(subjects)
    with suppress(OSError):
        index.save(path)
        _prune(folder)
        return Index.open(path)
    return index


def _prune(folder: Path) -> None:
    held = sorted(folder.iterdir(), key=lambda p: p.stat().st_mtime, reverse=True)
    for path in held[_KEPT:]:
        shutil.rmtree(path, ignore_errors=True)
