"""One listing as every format of the file gives it, in the field names of XML 1.1.

Each format's reader turns its rows or elements into an `Entity`; one mapping turns that into a
record, so that a listing reads alike whichever format it came in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal

from comity.errors import UnreadableFile
from comity.model import Issue, Record

PartKind = Literal["name", "citizenship", "birth", "address", "document"]

_BETWEEN_REMARKS = re.compile(r"\)\s*(?:\n|\\n)\s*\(")
_DESIGNATED = re.compile(r"\(?Date of UN designation: (\d{4}-\d\d-\d\d)\)?")
_MEND = "fetch the file again from its publisher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A legal act, as the file cites it.

    Attributes:
        title: Number and Official Journal, e.g. `2023/329 (OJ L43I)`.
        kind: `regulation`, `amendment`, `repealing`, `corrigendum`, … or empty.
        day: Date of publication, as published.
        url: Address of the text.
        programme: Programme code, where the format gives one.
        organisation: `council` or `commission`, where the format gives one.
        in_force: Date of entry into force, where the format gives one.
    """

    title: str
    kind: str = ""
    day: str = ""
    url: str = ""
    programme: str = ""
    organisation: str = ""
    in_force: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A name, address, birth, document or citizenship, with the act that brought it.

    Attributes:
        kind: Which of them it is.
        fields: What is not empty, under the attribute names of XML 1.1.
        act: The act that brought it, or None.
        remarks: The publisher's remarks on it.
        contacts: (key, value) of an address, e.g. `("PHONE", "1")`.
    """

    kind: PartKind
    fields: Mapping[str, str]
    act: Act | None = None
    remarks: tuple[str, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One listing, before its words are mapped.

    Attributes:
        key: The logical id, the same in all four formats.
        reference: The EU reference number.
        subject: `person`, `enterprise`, `P` or `E`, as published.
        designated_basis: The field `designated` was read from.
        programmes: Programme codes, the entry's own first.
        acts: The entry's own acts, then corrigenda.
        extra: (key, value) of what has no place elsewhere.
    """

    key: str
    reference: str = ""
    subject: str = ""
    un_id: str = ""
    designated: str = ""
    designated_basis: str = ""
    designation_details: str = ""
    delisted: str = ""
    remarks: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    parts: tuple[Part, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    issues: tuple[Issue, ...] = field(default=())


def split_remarks(text: str) -> tuple[str, ...]:
    r"""Return the remarks of one cell: each in brackets, joined by line breaks.

    >>> split_remarks("(First)\n(Second (2))"), split_remarks("plain")
    (('First', 'Second (2)'), ('plain',))
    """
    text = text.strip()
    if text.startswith("(") and text.endswith(")"):
        return tuple(t for p in _BETWEEN_REMARKS.split(text[1:-1]) if (t := p.strip()))
    return (text,) if text else ()


def designation_in(remarks: Iterable[str]) -> str:
    """Return the date that formats before 1.1 put into the remarks, or an empty text.

    They call it "Date of UN designation" for autonomous programmes too (Zimbabwe), so it dates
    the listing and proves no listing by the United Nations.
    """
    return next((m[1] for text in remarks if (m := _DESIGNATED.search(text))), "")


def day_of_file(name: str, text: str, where: str) -> date:
    """Return the date of generation of a file.

    Raises:
        UnreadableFile: There is none to read.
    """
    try:
        if "/" in text:
            return datetime.strptime(text.strip(), "%d/%m/%Y").date()  # noqa: DTZ007 - a day
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        why = f"no readable date of generation ({text[:40]!r})"
        raise UnreadableFile(name, why, where=where, mend=_MEND) from None


def map_each(entities: Iterable[Entity], map_one: Callable[[Entity], Record]) -> Iterator[Record]:
    """Yield one record an entity; a key that comes again is numbered and keeps an issue."""
    seen: dict[str, int] = {}
    for entity in entities:
        record = map_one(entity)
        count = seen[record.id] = seen.get(record.id, 0) + 1
        if count > 1:
            issue = Issue(
                code="duplicate-key", place=record.id, found=f"entry {count} of this id",
                record=record.id,
            )  # fmt: skip
            record = replace(record, id=f"{record.id}#{count}", issues=(*record.issues, issue))
        yield record
