"""The workbook in both layouts (12 and 19 columns), read by header, grouped by number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from comity.errors import UnreadableFile
from comity.model import Event, Issue, Record
from comity.sources.au_dfat.mapping import map_group
from comity.sources.base import Blob, Reading
from comity.sources.base.tables import Cell, read_workbook, require_columns

_NEEDED = ("Reference", "Name of Individual or Entity", "Type", "Name Type", "Committees")
_NUMBER = re.compile(r"(\d+)\s*([A-Za-z]*)")


def matches_workbook(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one workbook with this list's first columns."""
    if len(blobs) != 1 or not blobs[0].name.lower().endswith(".xlsx"):
        return False
    try:
        rows = _first_sheet(blobs[0])
    except (UnreadableFile, OSError):
        return False
    return bool(rows) and [_text(c) for c in rows[0][:2]] == list(_NEEDED[:2])


def read_list(blobs: Sequence[Blob]) -> Reading:
    """Open a workbook. It carries no date of its own.

    Raises:
        UnreadableFile: Not a workbook, or a column is missing.
    """
    (blob,) = blobs
    rows = _first_sheet(blob)
    header = [_text(c) for c in rows[0]] if rows else []
    columns = require_columns(blob, header, _NEEDED)
    return Reading(published=None, items=_records(columns, rows[1:]))


def _first_sheet(blob: Blob) -> list[list[Cell]]:
    return next((rows for rows in read_workbook(blob).values() if rows), [])


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    # Excel writes a carriage return inside a cell as this escape.
    return " ".join(str(cell).replace("_x000D_", " ").split())


def _records(
    columns: dict[str, int], rows: Sequence[Sequence[Cell]]
) -> Iterator[Record | Event | Issue]:
    groups: dict[str, list[dict[str, str]]] = {}
    for line, row in enumerate(rows, start=2):
        cell = {t: _text(row[i]) if i < len(row) else "" for t, i in columns.items() if t}
        if not any(cell.values()):
            continue
        match = _NUMBER.match(cell["Reference"])
        key = match[1] if match else f"row-{line}"
        if not match:
            found = cell["Name of Individual or Entity"]
            yield Issue(code="missing-key", place=f"row {line}", found=found, record=key)
        groups.setdefault(key, []).append(cell)
    for key, cells in groups.items():
        yield map_group(key, cells)
