"""What the news commands write: named before anything is read, and written whole or not at all."""

from __future__ import annotations

import csv
import io
import json as jsonlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import typer

from comity.cli.session import now, read_day, warn
from comity.cli.writing import write_whole
from comity.errors import BadInput
from comity.news import COLUMNS, FIRST_DAY, rows_of

_HIDDEN = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0x202A, 0x202F),
     *range(0x2066, 0x206A)),
    "\N{REPLACEMENT CHARACTER}",
)  # fmt: skip


def shown(text: str) -> str:
    """Return a text for a terminal or page: what would steer it instead of being seen is a sign.

    Escape codes could colour or clear a terminal, marks of direction turn the words after them.
    """
    return text.translate(_HIDDEN)


@contextmanager
def told_when_stopped() -> Iterator[None]:
    """Say in one line that long work was stopped by Ctrl-C; the exit status is 130.

    The library of the command line would leave without a word.
    """
    try:
        yield
    except KeyboardInterrupt:
        warn("stopped; nothing half-done was kept")
        raise typer.Exit(130) from None


def read_published(text: str | None) -> date | None:
    """Read the option `--published`.

    Raises:
        BadInput: No date, or no day on which news of today's bodies could have been written.
    """
    if text is None:
        return None
    day = read_day(text, option="--published")
    # A day ahead is let through: somewhere it is tomorrow already.
    if not FIRST_DAY <= day <= now().date() + timedelta(days=1):
        raise BadInput(
            f"--published {text} is no day of news", mend=f"a day from {FIRST_DAY.year} to today"
        )
    return day


def check_outputs(outputs: Mapping[str, Path | None], source: Path | None = None) -> None:
    """See that every output can be written, before long work whose result would be lost.

    Raises:
        BadInput: The folder is missing or locked, the path is a folder, two options name one file,
            or an option names the document itself.
    """
    taken: dict[Path, str] = {}
    for option, path in outputs.items():
        if path is None:
            continue
        whole = path.resolve()
        if whole.is_dir():
            raise BadInput(f"{option} {path} is a folder", mend="name a file")
        if not whole.parent.is_dir():
            raise BadInput(
                f"{option} {path}: there is no folder {path.parent}", mend="make it first"
            )
        if not os.access(whole.parent, os.W_OK):
            raise BadInput(f"{option} {path}: the folder {path.parent} cannot be written to")
        if source is not None and whole == source.resolve():
            raise BadInput(
                f"{option} {path} would overwrite the document", mend="name another file"
            )
        if whole in taken:
            raise BadInput(
                f"{taken[whole]} and {option} name one file, {path}", mend="name two files"
            )
        taken[whole] = option


def write_json(path: Path, told: Mapping[str, Any]) -> None:
    """Write one reading as indented JSON."""
    write_whole(path, jsonlib.dumps(told, ensure_ascii=False, indent=1) + "\n")


def write_lines(path: Path, told: Iterable[Mapping[str, Any]]) -> None:
    """Write readings as JSON lines."""
    write_whole(path, "".join(jsonlib.dumps(one, ensure_ascii=False) + "\n" for one in told))


def check_export(path: Path | None) -> None:
    """See that the ending of an export is known.

    Raises:
        BadInput: It is not.
    """
    if path is not None and path.suffix.lower() not in (".csv", ".jsonl"):
        raise BadInput(f"--export {path.name}: unknown ending", mend="write .csv or .jsonl")


def write_export(path: Path, told: Sequence[Mapping[str, Any]]) -> None:
    """Write one row an event with the codes of other schemes, as CSV or JSON lines."""
    rows = [row for one in told for row in rows_of(one)]
    if path.suffix.lower() == ".jsonl":
        write_lines(path, rows)
        return
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows({k: _safe(str(v)) for k, v in row.items()} for row in rows)
    write_whole(path, text.getvalue())


def _safe(text: str) -> str:
    """Return a cell that no spreadsheet runs as a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
