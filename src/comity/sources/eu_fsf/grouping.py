"""Rows of separated text gathered by listing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from comity.errors import UnreadableFile
from comity.model import Issue
from comity.sources.base import Blob
from comity.sources.base.tables import require_columns
from comity.sources.eu_fsf.lines import stream_rows

_MEND = "fetch the file again from its publisher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row.

    Attributes:
        cells: What is not empty, by column.
        unread: The whole row as text when it does not fit the header; empty otherwise.
        issue: What is wrong with it, or None.
    """

    cells: dict[str, str]
    unread: str = ""
    issue: Issue | None = None


def read_groups(
    blob: Blob, encodings: Sequence[str], needed: Sequence[str], key: str
) -> dict[str, list[Row]]:
    """Return the rows by listing, in order of first appearance.

    All is read before the first listing is given, for nothing promises that the rows of one
    listing stand together (43,851 rows of a full file take some 60 MB).

    Raises:
        UnreadableFile: As `stream_rows`; a needed column is missing, there is no row, or the
            last row is cut off.
    """
    rows = stream_rows(blob, encodings)
    _, header = next(rows, (1, list[str]()))
    header = [_column(title) for title in header]
    positions = require_columns(blob, header, needed)
    groups: dict[str, list[Row]] = {}
    pool: dict[str, str] = {}
    last: tuple[int, int] | None = None
    for number, cells in rows:
        last = number, len(cells)
        row = _row(number, cells, header, positions, key, pool)
        groups.setdefault(row.cells.get(key) or f"missing-row-{number}", []).append(row)
    if last is None:
        raise UnreadableFile(blob.name, "a header and no rows", mend=_MEND)
    if last[1] < len(header):
        where = f"line {last[0]}"
        raise UnreadableFile(blob.name, "the last row is cut off", where=where, mend=_MEND)
    return groups


def _column(title: str) -> str:
    # The archived file of 2018 has a few letters behind the name of its first column.
    return "Date_file" if title.startswith("Date_file") else title.strip()


def _row(
    number: int, cells: Sequence[str], header: Sequence[str], positions: dict[str, int],
    key: str, pool: dict[str, str],
) -> Row:  # fmt: skip
    if len(cells) == len(header):
        # A column named twice (Entity_logical_id) counts where it stands first; the texts of
        # the listing are repeated on each row, so one copy of each is kept.
        found = {t: pool.setdefault(v, v) for t, i in positions.items() if (v := cells[i].strip())}
        if key in found:
            return Row(cells=found)
        issue = Issue(code="missing-key", place=f"line {number}", found=";".join(cells).strip(";"))
        return Row(cells=found, issue=issue)
    # Nothing behind the listing's own number can be trusted to stand under its title.
    text = ";".join(cells)
    at = positions[key]
    listing = cells[at].strip() if len(cells) > at else ""
    issue = Issue(
        code="odd-row", place=f"line {number}", record=listing,
        found=f"{len(cells)} cells instead of {len(header)}: {text}",
    )  # fmt: skip
    return Row(cells={key: listing} if listing else {}, unread=text, issue=issue)


def distinct(rows: Iterable[Row], column: str) -> tuple[str, ...]:
    """Return the different texts of a column, in order of appearance."""
    return tuple(dict.fromkeys(v for row in rows if (v := row.cells.get(column, ""))))


def first(rows: Iterable[Row], column: str) -> str:
    """Return the first text of a column, or an empty one."""
    return next(iter(distinct(rows, column)), "")
