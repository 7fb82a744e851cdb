"""Results of screening as JSON lines, CSV or a workbook; whole or not at all."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from comity.errors import BadInput

COLUMNS = (
    "query_id", "query_name", "subject", "name", "schema", "score", "verdict", "collective",
    "unilateral", "lists", "reasons",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_results(path: Path, results: Iterable[dict[str, Any]]) -> int:
    """Write results by the file's suffix and return how many customers were written.

    `.csv` and `.xlsx` have one row a match, and one for a customer without any. A cell that a
    spreadsheet would run as a formula is written as text.

    Raises:
        BadInput: The suffix is not `.jsonl`, `.ndjson`, `.csv` or `.xlsx`.
    """
    writers = {".jsonl": _as_json, ".ndjson": _as_json, ".csv": _as_csv, ".xlsx": None}
    suffix = path.suffix.lower()
    if suffix not in writers:
        raise BadInput(f"{path.name}: unknown kind of file", mend="write .jsonl, .csv or .xlsx")
    if not path.parent.is_dir():
        raise BadInput(f"{path}: there is no folder {path.parent}", mend="make it first")
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".results-", suffix=suffix)
    try:
        os.close(handle)
        if suffix == ".xlsx":
            count = _as_workbook(Path(name), results)
        else:
            with Path(name).open("w", encoding="utf-8", newline="") as stream:
                count = (_as_csv if suffix == ".csv" else _as_json)(stream, results)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return count


def _as_json(stream: TextIO, results: Iterable[dict[str, Any]]) -> int:
    count = 0
    for count, result in enumerate(results, start=1):  # noqa: B007 - the last count is returned
        stream.write(json.dumps(result, ensure_ascii=False) + "\n")
    return count


def _as_csv(stream: TextIO, results: Iterable[dict[str, Any]]) -> int:
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    count = 0
    for count, result in enumerate(results, start=1):  # noqa: B007 - the last count is returned
        for row in _rows(result):
            writer.writerow([_guarded(cell) for cell in row])
    return count


def _guarded(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _as_workbook(path: Path, results: Iterable[dict[str, Any]]) -> int:
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    count, line = 0, 1
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet("matches")
        sheet.write_row(0, 0, COLUMNS)
        for count, result in enumerate(results, start=1):  # noqa: B007 - the last is returned
            for row in _rows(result):
                sheet.write_row(line, 0, row)
                line += 1
    return count


def _rows(result: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    query = result["query"]
    asked = (query.get("id", ""), query.get("name", ""))
    for m in result["matches"]:
        lists = "; ".join(f"{x['source']}:{x['id']}" for x in m["listings"] if x["in_force"])
        yield (
            *asked, m["subject"], m["name"], m["schema"], m["score"], m["verdict"],
            m["collective"], m["unilateral"], lists, "; ".join(m["reasons"]),
        )  # fmt: skip
    if not result["matches"]:
        yield (*asked, "", "", "", "", "none", "", "", "", "")
