"""Documents as they come: plain text, pages, e-mail; their text, day and name."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from comity.errors import UnreadableFile
from comity.news.dates import month_number

LARGEST = 8_000_000
"""Bytes of a document. A news text has some thousands; whole archives are to be split."""
LONGEST = 400_000
"""Characters of the text of one document."""
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
    if not path.is_file():
        raise UnreadableFile(str(path), "no such file", mend="check the path")
    if path.stat().st_size > LARGEST:
        raise UnreadableFile(
            path.name, f"larger than {LARGEST // 1_000_000} MB", mend="split it into documents"
        )
    return read_bytes(path.read_bytes(), path.name)


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
        and re.match(rb"(?:From|Received|Return-Path|Date|Subject): ", content)
    ):
        return _mail(content, name, stem)
    text, note = _decode(content, name)
    notes = (note,) if note else ()
    if suffix in (".html", ".htm", ".xhtml") or re.match(
        r"\s*(?:<!doctype html|<html\b)", text[:500], re.I
    ):
        return _page(text, name, stem, notes)
    return _checked(Document(stem, text, dateline_day(text), notes), name)


def _is_binary(content: bytes) -> bool:
    head = content[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    control = sum(b < 9 or 13 < b < 32 for b in head)
    return b"\x00" in head or control > 0.02 * len(head)


def _decode(content: bytes, name: str) -> tuple[str, str]:
    """Return the text and, where it is not UTF-8, a note on how it was read."""
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        pass
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
        try:
            published = date.fromisoformat(found.date) if found.date else None
        except ValueError:
            published = None
    if title and not body.startswith(title):
        body = f"{title}\n\n{body}"
    return _checked(Document(stem, body, published, notes), name)


def _mail(content: bytes, name: str, stem: str) -> Document:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    published: date | None = None
    if message["date"]:
        try:
            published = parsedate_to_datetime(str(message["date"])).date()
        except (ValueError, TypeError):
            published = None
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        raise UnreadableFile(name, "an e-mail without text", mend="give its text")
    try:
        text = str(part.get_content())
    except (LookupError, UnicodeError):
        payload = part.get_payload(decode=True)
        text, _ = _decode(payload if isinstance(payload, bytes) else b"", name)
    if part.get_content_type() == "text/html":
        page = _page(text, name, stem, ())
        return Document(stem, page.text, published or page.published, page.notes)
    return _checked(Document(stem, text, published), name)


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
    """Yield the documents of a folder and its folders, by name."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.lower() in SUFFIXES:
            yield path
