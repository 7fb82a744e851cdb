"""Documents as they come: plain text, pages, e-mail; their text, day and name."""

from __future__ import annotations

import codecs
import email
import email.policy
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import BinaryIO

from comity.errors import UnreadableFile
from comity.news.dates.clock import month_number

LARGEST = 8_000_000
"""Bytes of a document. A news text has some thousands; whole archives are to be split."""
LONGEST = 400_000
"""Characters of the text of one document."""
FIRST_DAY = date(1945, 1, 1)
"""No document claims an earlier day: the United Nations, whose measures are read of, is of that year."""
SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".eml")


@dataclass(frozen=True, slots=True)
class Document:
    """One document.

    Attributes:
        id: The file's name without its ending.
        text: What the reader reads; offsets count in it.
        published: The day in the document's own data (a page's, an e-mail's), if any.
        notes: What was done to get at the text.
    """

    id: str
    text: str
    published: date | None = None
    notes: tuple[str, ...] = field(default=())


def read_document(path: Path) -> Document:
    """Return the document of a file.

    Raises:
        UnreadableFile: Missing, empty, binary, too large, or without text.
    """
    if not path.exists():
        raise UnreadableFile(str(path), "no such file", mend="check the path")
    if path.is_dir():
        raise UnreadableFile(str(path), "a folder, not a document", mend="name a file")
    # Not its size but what comes out of it is measured: a pipe or a device has no size.
    with path.open("rb") as stream:
        return read_bytes(read_at_most(stream), path.name)


def read_at_most(stream: BinaryIO) -> bytes:
    """Return what is in a stream, but no more than tells that it is too large."""
    return stream.read(LARGEST + 1)


def read_bytes(content: bytes, name: str) -> Document:
    """Return the document of some bytes; the name's ending tells the format, else the bytes do.

    Raises:
        UnreadableFile: As for `read_document`.
    """
    stem = Path(name).stem or name
    if not content.strip():
        raise UnreadableFile(name, "the document is empty", mend="give a file with text")
    if len(content) > LARGEST:
        raise UnreadableFile(
            name, f"larger than {LARGEST // 1_000_000} MB", mend="split it into documents"
        )
    if content[:5] == b"%PDF-":
        raise UnreadableFile(name, "a PDF file", mend="give its text, or the page it was made from")
    if _is_binary(content):
        raise UnreadableFile(
            name, "not a text: binary data", mend="give plain text, HTML or an e-mail"
        )
    suffix = Path(name).suffix.lower()
    if suffix == ".eml" or (
        suffix not in SUFFIXES
        and re.match(
            rb"(?:From|Received|Return-Path|Date|Subject|MIME-Version|Message-ID): ", content, re.I
        )
    ):
        return _mail(content, name, stem)
    text, note = _decode(content, name)
    notes = (note,) if note else ()
    if suffix in (".html", ".htm", ".xhtml") or re.match(
        r"\s*(?:<!doctype html|<html\b)", text[:500], re.I
    ):
        return _page(text, name, stem, notes)
    return _checked(Document(stem, text, dateline_day(text), notes), name)


_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Marks at the beginning that tell a wide encoding; the longer ones first, as one begins with another."""


_CONTROLS = bytes({*range(9), *range(14, 32)} - {27})


def _wide(content: bytes) -> str:
    """Return the wide encoding of a text, by its mark or by where its zero bytes stand; or nothing."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    head = content[:4096]
    pairs = len(head) // 2
    # English in UTF-16 has a zero in every other byte, and nowhere else.
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        letters = head[1 - start :: 2]
        # Curly marks have a low byte that by itself would be a control.
        odd = len(letters) - len(letters.translate(None, _CONTROLS))
        if pairs >= 8 and head[start::2].count(0) > 0.7 * pairs and odd < 0.2 * pairs:
            return encoding
    return ""


def _is_binary(content: bytes) -> bool:
    if _wide(content):
        return False
    controls = len(content) - len(content.translate(None, _CONTROLS))
    return b"\x00" in content or controls > 0.02 * len(content)


def _decode(content: bytes, name: str) -> tuple[str, str]:
    """Return the text and, where it is not UTF-8, a note on how it was read."""
    if encoding := _wide(content):
        text = content.decode(encoding, errors="replace")
        return text.removeprefix("\ufeff"), f"not UTF-8: read as {encoding}"
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
    if (damaged := _damaged(content)) is not None:
        return damaged, f"damaged UTF-8: {damaged.count(_LOST)} letters could not be read"
    if (western := _western(content)) is not None:
        return western, "not UTF-8: read as cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(content[:200_000], explain=False).best()
    if best is None:
        raise UnreadableFile(
            name, "the encoding of its letters cannot be told", mend="save it as UTF-8"
        )
    encoding = best.encoding
    if encoding in (
        "cp1250",
        "cp1252",
        "latin_1",
        "iso8859_1",
        "cp1006",
        "hp_roman8",
        "mac_roman",
        "cp1257",
        "cp1254",
    ):
        # Western text; Windows' code page is what such files are in practice.
        encoding = "cp1252"
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        text = content.decode(encoding, errors="replace")
    return text, f"not UTF-8: read as {encoding}"


_LOST = "\N{REPLACEMENT CHARACTER}"


def _damaged(content: bytes) -> str | None:
    """Return the text where it is plainly UTF-8 but for a few bytes, with a sign for each of those."""
    text = content.decode("utf-8-sig", errors="replace")
    wide = sum(not c.isascii() for c in text)
    lost = text.count(_LOST)
    # In another encoding hardly any letter beyond ASCII happens to be whole UTF-8.
    return text if lost <= 0.01 * len(text) and wide - lost >= lost else None


def _western(content: bytes) -> str | None:
    """Return the text where it is plainly Western: mostly ASCII, the rest letters and marks of cp1252."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    others = [c for c in text if not c.isascii()]
    plain = sum(c.isalpha() or c in "‘’“”–—…€£«»°·" for c in others)
    return text if len(others) < 0.15 * len(text) and plain >= 0.9 * len(others) else None


def _checked(document: Document, name: str) -> Document:
    if not document.text.strip():
        raise UnreadableFile(name, "no text in it", mend="give a file with text")
    if len(document.text) > LONGEST:
        mend = "split it into documents"
        raise UnreadableFile(
            name, f"{len(document.text):,} characters; at most {LONGEST:,}", mend=mend
        )
    return document


def _page(text: str, name: str, stem: str, notes: tuple[str, ...]) -> Document:
    import logging

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    import trafilatura

    body = (
        trafilatura.extract(text, include_comments=False, include_tables=False, favor_recall=True)
        or ""
    )
    published: date | None = None
    found = trafilatura.extract_metadata(text)
    title = ""
    if found is not None:
        title = (found.title or "").strip()
        published, note = _plausible(found.date or "", date.fromisoformat)
        notes += note
    if title and not body.startswith(title):
        body = f"{title}\n\n{body}"
    return _checked(Document(stem, body, published, notes), name)


def _plausible(given: str, read: Callable[[str], date]) -> tuple[date | None, tuple[str, ...]]:
    """Return the day that a document's own data give; none, and a note, if it is no day of news."""
    if not given:
        return None, ()
    try:
        day = read(given)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None, (f"the document's own date {given[:60]!r} is no date: not used",)
    if day < FIRST_DAY:
        return None, (f"the document's own date {day} is no day of news: not used",)
    return day, ()


def _mail(content: bytes, name: str, stem: str) -> Document:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    given = str(message["date"] or "")
    published, notes = _plausible(given, lambda text: parsedate_to_datetime(text).date())
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        raise UnreadableFile(name, "an e-mail without text", mend="give its text")
    text, note = _mail_text(part, name)
    notes += note
    if left := [_name_of(p) for p in message.iter_attachments()]:
        notes += (f"attachments are not read, save them to read them: {', '.join(left)}",)
    if part.get_content_type() == "text/html":
        page = _page(text, name, stem, ())
        return Document(stem, page.text, published or page.published, (*notes, *page.notes))
    return _checked(Document(stem, text, published or dateline_day(text), notes), name)


def _mail_text(part: MIMEPart, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the text of a part, by its own encoding if that is so, else by its bytes."""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    told = part.get_content_charset() or "ascii"
    try:
        return content.decode(told).replace("\r\n", "\n"), ()
    except (LookupError, UnicodeError):
        text, note = _decode(content, name)
        return text.replace("\r\n", "\n"), (note,) if note else ()


def _name_of(part: MIMEPart) -> str:
    """Return what an attachment is called, in one line."""
    name = part.get_filename() or part.get_content_type()
    return " ".join(name.split())[:80]


_DATELINE_DAY = re.compile(
    r"^[A-Z][\w .,/’'-]{1,60}?,\s*(?:(\d{1,2}) ([A-Z][a-z]+)|([A-Z][a-z]+)\.? (\d{1,2})),? ((?:19|20)\d\d)\s*[(–—,-]",
    re.M,
)


def dateline_day(text: str) -> date | None:
    """Return the day of a dateline that gives it whole: "BRUSSELS, 22 June 2021 (Agency) -"."""
    found = _DATELINE_DAY.search(text[:600])
    if found is None:
        return None
    number, name = (found[1], found[2]) if found[1] else (found[4], found[3])
    month = month_number(name)
    try:
        return date(int(found[5]), month, int(number)) if month else None
    except ValueError:
        return None


def files_in(folder: Path) -> Iterator[Path]:
    """Yield the documents of a folder and its folders, by name.

    Raises:
        OSError: A folder cannot be looked into; what is in it would be missed in silence.
    """
    for path in _all_files(folder):
        if path.suffix.lower() in SUFFIXES:
            yield path


def passed_over(folder: Path) -> dict[str, int]:
    """Return how many files of a folder are no documents, by ending; hidden files are not counted."""
    found: dict[str, int] = {}
    for path in _all_files(folder):
        ending = path.suffix.lower()
        if ending not in SUFFIXES and not path.name.startswith("."):
            found[ending or "no ending"] = found.get(ending or "no ending", 0) + 1
    return dict(sorted(found.items()))


def _all_files(folder: Path) -> list[Path]:
    def fail(error: OSError) -> None:
        raise error

    paths = [
        Path(place, name) for place, _, names in os.walk(folder, onerror=fail) for name in names
    ]
    return sorted(p for p in paths if p.is_file())
