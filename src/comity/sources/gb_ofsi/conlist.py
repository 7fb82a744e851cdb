"""The consolidated list: rows of name × address × birth date, grouped by Group ID.

Both layouts (29 columns to 2021, 36 from 2022) and both carriers (CSV in cp1252 or UTF-8,
workbook) are read by header. Rows of a group need not stand together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from comity.errors import UnreadableFile
from comity.model import Event, Issue, Record
from comity.sources.base import Blob, Reading, head
from comity.sources.base.tables import Cell, read_workbook, require_columns, stream_csv
from comity.sources.gb_ofsi.mapping import map_group

_NEEDED = ("Name 6", "Name 1", "Group Type", "Alias Type", "Regime", "Group ID")


def matches_csv(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one CSV of this list, by its first row."""
    try:
        return len(blobs) == 1 and head(blobs[0], 64).lstrip(b"\xef\xbb\xbf").startswith(
            b"Last Updated,"
        )
    except OSError:
        return False


def matches_workbook(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one workbook whose first cell is this list's."""
    if len(blobs) != 1 or not blobs[0].name.lower().endswith(".xlsx"):
        return False
    try:
        sheets = read_workbook(blobs[0])
    except (UnreadableFile, OSError):
        return False
    first = next((rows[0] for rows in sheets.values() if rows), [""])
    return bool(first) and str(first[0]).strip() == "Last Updated"


def read_conlist_csv(blobs: Sequence[Blob]) -> Reading:
    """Open a CSV of the list.

    Raises:
        UnreadableFile: No date in the first row, or a column is missing.
    """
    (blob,) = blobs
    rows = stream_csv(blob, encodings=("utf-8-sig", "cp1252"))
    return _reading(blob, ([str(c) for c in row] for _, row in rows))


def read_conlist_workbook(blobs: Sequence[Blob]) -> Reading:
    """Open a workbook of the list. Raises as `read_conlist_csv`."""
    (blob,) = blobs
    sheet = next((rows for rows in read_workbook(blob).values() if rows), [])
    return _reading(blob, ([_text(c) for c in row] for row in sheet))


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime | date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _reading(blob: Blob, rows: Iterator[list[str]]) -> Reading:
    first, header = next(rows, []), next(rows, [])
    try:
        published = datetime.strptime(first[1].strip(), "%d/%m/%Y").date()  # noqa: DTZ007
    except (IndexError, ValueError):
        why = "no 'Last Updated' date in the first row"
        raise UnreadableFile(blob.name, why, mend="fetch it again") from None
    columns = require_columns(blob, header, _NEEDED)
    return Reading(published=published, items=_records(columns, rows))


def _records(
    columns: dict[str, int], rows: Iterable[list[str]]
) -> Iterator[Record | Event | Issue]:
    groups: dict[str, list[dict[str, str]]] = {}
    for number, row in enumerate(rows, start=3):
        cell = {
            title: row[index].strip() if index < len(row) else ""
            for title, index in columns.items()
        }
        if not any(cell.values()):
            continue
        if not cell["Group ID"]:
            cell["Group ID"] = f"row-{number}"
            yield Issue(code="missing-key", place=f"row {number}", found=str(row[:8]))
        groups.setdefault(cell["Group ID"], []).append(cell)
    for key, cells in groups.items():
        yield map_group(key, cells)
