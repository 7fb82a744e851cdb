"""Tables as publishers make them: separated text and workbooks, read strictly."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

from comity.errors import UnreadableFile
from comity.sources.base.description import Blob

_MEND = "fetch the file again from its publisher"
_FIELD_LIMIT = 1_000_000
"""Longest field in characters. The longest in any list seen has about 10,000."""
_XLSX_LIMIT = 400 * 1024 * 1024
_XLSX_RATIO = 200
"""Largest unpacked size and packing ratio of a workbook; real ones stay below 60 MB and 25."""

Cell = str | int | float | bool | date | datetime | time | timedelta


def stream_csv(
    blob: Blob,
    *,
    delimiter: str = ",",
    encodings: Sequence[str] = ("utf-8-sig",),
    end_of_file: bytes = b"",
    strict: bool = True,
    mend: str = _MEND,
) -> Iterator[tuple[int, list[str]]]:
    """Yield (line number, cells) for each row that is not blank.

    Args:
        delimiter: One character between cells.
        encodings: Tried in order over the whole file; the first that decodes it is taken.
        end_of_file: A byte that may stand at the end (OFAC ends files in 0x1A).
        strict: Refuse malformed quoting.
        mend: What to tell whoever gave the file.

    Raises:
        UnreadableFile: Empty, an HTML page, not in any of the encodings, a NUL byte, a field
            over a million characters, or malformed quoting.
    """
    with blob.open() as raw:
        encoding = _choose_encoding(blob, raw, encodings, mend)
        raw.seek(0)
        stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
        lines = _checked_lines(blob, stream, end_of_file.decode("ascii"), mend)
        previous = csv.field_size_limit(_FIELD_LIMIT)
        reader = csv.reader(lines, delimiter=delimiter, strict=strict)
        try:
            for row in reader:
                if any(row):
                    yield reader.line_num, row
        except csv.Error as error:
            where = f"line {reader.line_num}"
            raise UnreadableFile(blob.name, str(error), where=where, mend=mend) from None
        finally:
            csv.field_size_limit(previous)


def _choose_encoding(blob: Blob, raw: BinaryIO, encodings: Sequence[str], mend: str) -> str:
    start = raw.read(512).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if not start:
        raise UnreadableFile(blob.name, "the file is empty", mend=mend)
    if start.startswith((b"<!doctype html", b"<html")):
        raise UnreadableFile(blob.name, "an HTML page, not data", mend=mend)
    where = ""
    for encoding in encodings:
        raw.seek(0)
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            while chunk := raw.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            where = where or f"byte 0x{error.object[error.start]:02x}"
            continue
        return encoding
    why = f"not valid {' or '.join(encodings)}"
    raise UnreadableFile(blob.name, why, where=where, mend=mend)


def _checked_lines(blob: Blob, stream: io.TextIOWrapper, end: str, mend: str) -> Iterator[str]:
    for number, line in enumerate(stream, start=1):
        if "\x00" in line:
            raise UnreadableFile(blob.name, "a NUL byte", where=f"line {number}", mend=mend)
        if len(line) > 2 * _FIELD_LIMIT:
            why = "a line over two million characters"
            raise UnreadableFile(blob.name, why, where=f"line {number}", mend=mend)
        if end and line.rstrip("\r\n") == end:
            return
        yield line


def read_workbook(blob: Blob) -> dict[str, list[list[Cell]]]:
    """Return all sheets of a workbook as rows of cells, by sheet name.

    Raises:
        UnreadableFile: Not a workbook, truncated, or a zip bomb.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    with blob.open() as stream:
        data = stream.read()
    _check_zip(blob, data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableFile(blob.name, f"not a readable workbook: {error}", mend=_MEND) from None


def _check_zip(blob: Blob, data: bytes) -> None:
    if not data:
        raise UnreadableFile(blob.name, "the file is empty", mend=_MEND)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except zipfile.BadZipFile:
        why = "not an XLSX workbook (no zip archive, or a truncated one)"
        raise UnreadableFile(blob.name, why, mend=_MEND) from None
    if size > _XLSX_LIMIT or size > _XLSX_RATIO * max(len(data), 100_000):
        raise UnreadableFile(blob.name, f"unpacks to {size:,} bytes: refused as a zip bomb")


def require_columns(
    blob: Blob, header: Sequence[str], needed: Sequence[str], *, mend: str = _MEND
) -> dict[str, int]:
    """Return the position of each column of a header row.

    Raises:
        UnreadableFile: A needed column is missing.
    """
    positions: dict[str, int] = {}
    for index, title in enumerate(header):
        positions.setdefault(title.strip(), index)
    if missing := [title for title in needed if title not in positions]:
        raise UnreadableFile(blob.name, f"missing column {', '.join(missing)}", mend=mend)
    return positions
