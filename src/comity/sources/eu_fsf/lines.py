"""The Commission's separated text: quotes not always closed, cells with line breaks.

A common reader follows an open quote into the next listings and swallows them. Every row here
starts with the date of the file and the number of the listing, so rows are cut there first and
each is then read alone: a bad quote can harm its own row only.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence

from comity.errors import UnreadableFile
from comity.sources.base import Blob, head

_START = re.compile(r'"?\d\d/\d\d/\d{4}"?;"?\d+"?;')
_MEND = "fetch the file again from its publisher"
_LIMIT = 4_000_000
"""Longest row in characters; the longest seen has about 10,000."""


def header_of(blob: Blob) -> list[str]:
    """Return the cells of the first line, or nothing when it is no text. Never raises."""
    try:
        start = head(blob, 8192)
    except OSError:
        return []
    line = start.removeprefix(codecs.BOM_UTF8).split(b"\n", 1)[0]
    return _cells(line.decode("ascii", errors="replace").strip())


def stream_rows(blob: Blob, encodings: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield (line number, cells) of each row, the header first.

    Args:
        encodings: Tried in order over the whole file; the first that decodes it is taken.

    Raises:
        UnreadableFile: Empty, an HTML page, in none of the encodings, a NUL byte, or a row of
            over four million characters.
    """
    start = head(blob, 512).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if not start:
        raise UnreadableFile(blob.name, "the file is empty", mend=_MEND)
    if start.startswith((b"<!doctype html", b"<html")):
        raise UnreadableFile(blob.name, "an HTML page, not data", mend=_MEND)
    encoding = _encoding(blob, encodings)
    with blob.open() as raw:
        stream = io.TextIOWrapper(raw, encoding=encoding, newline="")
        for number, text in _rows(blob, stream):
            if cells := _cells(text.rstrip("\r\n")):
                yield number, cells


def _encoding(blob: Blob, encodings: Sequence[str]) -> str:
    where = ""
    for encoding in encodings:
        decoder = codecs.getincrementaldecoder(encoding)()
        with blob.open() as raw:
            try:
                while chunk := raw.read(1 << 20):
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
            except UnicodeDecodeError as error:
                where = where or f"byte 0x{error.object[error.start]:02x}"
                continue
        return encoding
    why = f"not valid {' or '.join(encodings)}"
    raise UnreadableFile(blob.name, why, where=where, mend=_MEND)


def _rows(blob: Blob, stream: io.TextIOWrapper) -> Iterator[tuple[int, str]]:
    """Yield (first line, text) of each row; line 1 is the header."""
    first, held, size = 1, list[str](), 0
    for number, line in enumerate(stream, start=1):
        if "\x00" in line:
            raise UnreadableFile(blob.name, "a NUL byte", where=f"line {number}", mend=_MEND)
        if held and (first == 1 or _START.match(line)):
            yield first, "".join(held)
            first, held, size = number, [], 0
        held.append(line)
        size += len(line)
        if size > _LIMIT:
            why = "a row over four million characters"
            raise UnreadableFile(blob.name, why, where=f"line {first}", mend=_MEND)
    if held:
        yield first, "".join(held)


def _cells(text: str) -> list[str]:
    if not text.strip():
        return []
    plain = text.split(";")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    except csv.Error:
        return plain
    cells = rows[0] if rows else []
    if len(rows) == 1 and len(cells) == 1 and ";" in cells[0]:
        # Archived copies wrap each line in quotes and end it in tabs: a row within a cell.
        return _cells(cells[0].rstrip("\t"))
    # An open quote makes the quoted reading shorter than the plain one; a row whose quotes
    # hold semicolons is rightly shorter, and then its quotes are balanced.
    if len(rows) != 1 or (text.count('"') % 2 and len(cells) < len(plain)):
        return [cell.strip('"') for cell in plain]
    return cells
