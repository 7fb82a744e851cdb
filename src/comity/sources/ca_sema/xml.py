"""The XML in its three schemas: flat records whose element names were changed twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from comity.errors import UnreadableFile
from comity.model import (
    Detail,
    Event,
    Identifier,
    Issue,
    Name,
    NamePart,
    PartialDate,
    Record,
    Schema,
    read_date,
)
from comity.sources.base import Blob, Reading, head, load_vocabulary
from comity.sources.base.keys import mark_repeats, short_hash
from comity.sources.base.xml import Element, local_name, looks_like_xml, root_of, stream_elements
from comity.text import script_of, squeeze

# Element name before its hyphen, lower case → field. The names of each schema, oldest first.
_FIELDS = {
    "country": "regulation", "entity": "entity", "entityorship": "entity", "lastname": "family",
    "givenname": "given", "title": "title", "titleorship": "title", "titleorshiptype": "title",
    "shipimonumber": "imo", "dateofbirth": "date", "dateofbirthorshipbuilddate": "date",
    "aliases": "aliases", "schedule": "schedule", "item": "item", "dateoflisting": "listed",
}  # fmt: skip
_RECORD = re.compile(rb"<record>\s*<(\w+)")
_NULLS = ("", "n/a", "na", "s/o")
_LABEL = re.compile(
    r"^(?:Russian|Ukrainian|Belarusian|Arabic|Persian|also|a\.?k\.?a\.?)\s*:\s*", re.I
)
_EXCEL_DAY = re.compile(r"\d{5}")
_ACRONYM = re.compile(r"\s*/\s*")


@cache
def _vocabulary() -> dict[str, Any]:
    return load_vocabulary(__package__)


def matches_xml(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one file of records under `data-set`."""
    if len(blobs) != 1 or not looks_like_xml(blobs[0], "data-set"):
        return False
    try:
        found = _RECORD.search(head(blobs[0]))
    except OSError:
        return False
    return found is None or found[1].decode().partition("-")[0].lower() in _FIELDS


def read_xml(blobs: Sequence[Blob]) -> Reading:
    """Open the file. It carries no date of its own.

    Raises:
        UnreadableFile: Another root element.
    """
    (blob,) = blobs
    root, _ = root_of(blob)
    if root != "data-set":
        raise UnreadableFile(blob.name, f"root element {root}, not data-set")
    return Reading(published=None, items=mark_repeats(_records(blob)))


def _records(blob: Blob) -> Iterator[Record | Event | Issue]:
    for number, (_, element) in enumerate(stream_elements(blob, "record"), start=1):
        yield map_record(element, number)


def map_record(element: Element, number: int) -> Record:
    """Return the record of one element; an element of an unknown name is kept, with an issue."""
    place = f"record {number}"
    issues: list[Issue] = []
    cell: dict[str, str] = {}
    details: list[Detail] = []
    for item in element:
        title = local_name(item)
        text = squeeze(item.text or "")
        field = _FIELDS.get(title.partition("-")[0].casefold())
        if field is None:
            issues.append(Issue(code="unknown-field", place=place, found=title))
            details.append(Detail(key=title, value=text))
        elif text:
            cell[field] = text
    regulation = cell.get("regulation", "")
    known = _regime(regulation)
    if known is None:
        issues.append(Issue(code="unknown-regime", place=place, found=regulation or "no country"))
    schema = _schema(cell)
    names = tuple(_names(cell, schema))
    if not names:
        issues.append(Issue(code="missing-name", place=place, found="no name"))
    births = _dates(cell, schema, place, issues, details)
    listed = _listed(cell.get("listed", ""), place, issues)
    schedule, item_ = cell.get("schedule", ""), cell.get("item", "")
    details += [Detail(key=k, value=v) for k, v in (("schedule", schedule), ("item", item_)) if v]
    return Record(
        source="ca_sema", id=_key(known, regulation, schedule, item_, names), schema=schema,
        names=names, births=births,
        positions=(cell["title"],) if "title" in cell and schema == "Person" else (),
        identifiers=tuple(_imo(cell.get("imo", ""))), details=(*details, *_type(cell, schema)),
        programmes=(regulation,) if regulation else (),
        regimes=(known["name"],) if known else (), targets=tuple(known["targets"]) if known else (),
        measures=("asset freeze",), origin="own", listed_on=listed,
        listed_basis="DateOfListing" if listed else "", unread=not names, issues=tuple(issues),
    )  # fmt: skip


def _regime(text: str) -> dict[str, Any] | None:
    halves = [squeeze(h).casefold().removeprefix("the ") for h in text.split("/")]
    for half in halves:
        plain = half.replace("’", "'").removesuffix(" regulations")
        found = _vocabulary()["regulations"].get(plain) or _vocabulary()["regulations"].get(half)
        if found is not None:
            known: dict[str, Any] = found
            return known
    return None


def _key(
    known: dict[str, Any] | None, regulation: str, schedule: str, item: str, names: Sequence[Name]
) -> str:
    """Return a key for a list without one: regulation, schedule and item, with the name.

    Items are renumbered when others are repealed, so the name is part of the key: a listing
    must not become another person's by a repeal.
    """
    title = (known["name"].removeprefix("CA ") if known else regulation) or "?"
    plain = re.sub(r"[^A-Za-z0-9]+", "-", title).strip("-").lower()
    name = names[0].text.casefold() if names else f"{schedule} {item}"
    return f"{plain}-{short_hash(plain, name)}"


def _schema(cell: dict[str, str]) -> Schema:
    if "family" in cell or "given" in cell:
        return "Person"
    if "imo" in cell:
        return "Vessel"
    return "Organization" if "entity" in cell else "Unknown"


def _names(cell: dict[str, str], schema: Schema) -> Iterator[Name]:
    given, family = cell.get("given", ""), cell.get("family", "")
    texts: list[str] = []
    if schema == "Person":
        whole = " ".join(filter(None, (given, family)))
        parts = (NamePart(kind="given", text=given), NamePart(kind="family", text=family))
        yield Name(text=whole, parts=tuple(p for p in parts if p.text), script=script_of(whole))
        texts.append(whole)
    elif entity := cell.get("entity", ""):
        # Both languages stand in one cell since 2026: "English/Français".
        first, *others = [t for t in map(squeeze, _ACRONYM.split(entity)) if t]
        yield Name(text=first, script=script_of(first))
        texts.append(first)
        for text in others:
            yield Name(text=text, kind="alias", script=script_of(text))
            texts.append(text)
    for text in _aliases(cell.get("aliases", "")):
        if text not in texts:
            texts.append(text)
            # One given name alone is as good as none: it never decides.
            weak = schema == "Person" and " " not in text and script_of(text) == "Latn"
            yield Name(
                text=text, kind="alias", quality="weak" if weak else "unstated",
                script=script_of(text),
            )  # fmt: skip


def _aliases(cell: str) -> Iterator[str]:
    if cell.casefold() in _NULLS:
        return
    # "Ltd." and "Inc." behind a comma belong to the name before it.
    joined = re.sub(r",\s*(?=(?:Ltd|Inc|LLC|Co|Corp|S\.A|JSC|Limited|GmbH)\b)", "\x00", cell)
    for part in re.split(r"\s*[,;]\s*", joined):
        text = _LABEL.sub("", squeeze(part.replace("\x00", ", "))).strip(" .()")
        if text:
            yield text


def _dates(
    cell: dict[str, str], schema: Schema, place: str, issues: list[Issue], details: list[Detail]
) -> tuple[PartialDate, ...]:
    text = cell.get("date", "")
    if not text or text.casefold() in _NULLS:
        return ()
    if schema != "Person":
        details.append(Detail(key="built", value=text))
        return ()
    if _EXCEL_DAY.fullmatch(text):
        # A day number of a spreadsheet, counted from 1900 with its famous leap year.
        day = date(1899, 12, 30) + timedelta(days=int(text))
        return (PartialDate(text=text, earliest=day, latest=day),)
    found = [
        read
        for part in re.split(r"\s*[;,]\s*|\s+or\s+", text, flags=re.I)
        if (read := read_date(part))
    ]
    if not found:
        issues.append(Issue(code="unreadable-date", place=f"{place} birth", found=text))
        details.append(Detail(key="birth", value=text))
    return tuple(found)


def _listed(text: str, place: str, issues: list[Issue]) -> date | None:
    if not text:
        return None
    read = read_date(text)
    if read and read.earliest == read.latest:
        return read.earliest
    issues.append(Issue(code="unreadable-date", place=f"{place} DateOfListing", found=text))
    return None


def _imo(text: str) -> Iterator[Identifier]:
    if text:
        digits = "".join(filter(str.isdigit, text))
        kind = "imo" if len(digits) == 7 else "other"
        value = digits if kind == "imo" else text
        yield Identifier(kind=kind, value=value, label="ShipIMONumber")  # type: ignore[arg-type]


def _type(cell: dict[str, str], schema: Schema) -> tuple[Detail, ...]:
    if "title" not in cell or schema == "Person":
        return ()
    return (Detail(key="vessel-type" if schema == "Vessel" else "title", value=cell["title"]),)
