"""The CSV of 29 columns: one row a subject of one of the lists collected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from typing import Any

from comity.model import (
    Address,
    Contact,
    Country,
    Detail,
    Event,
    Identifier,
    IdentifierKind,
    Issue,
    LegalReference,
    Name,
    NameKind,
    PartialDate,
    Place,
    Record,
    Reference,
    Schema,
    read_date,
)
from comity.sources.base import Blob, Reading, head, load_vocabulary
from comity.sources.base.keys import mark_repeats, short_hash
from comity.sources.base.ofac.remarks import target_of
from comity.sources.base.tables import require_columns, stream_csv
from comity.text import country_code, script_of, squeeze

_NEEDED = (
    "_id", "source", "entity_number", "type", "programs", "name", "title", "addresses",
    "federal_register_notice", "start_date", "end_date", "standard_order", "license_requirement",
    "license_policy", "call_sign", "vessel_type", "gross_tonnage", "gross_registered_tonnage",
    "vessel_flag", "vessel_owner", "remarks", "alt_names", "citizenships", "dates_of_birth",
    "nationalities", "places_of_birth", "ids",
)  # fmt: skip
_SCHEMAS: dict[str, Schema] = {
    "individual": "Person", "entity": "Organization", "vessel": "Vessel", "aircraft": "Aircraft",
}  # fmt: skip
_DETAILS = (
    ("vessel_type", "vessel-type"), ("gross_tonnage", "tonnage"), ("vessel_flag", "flag"),
    ("gross_registered_tonnage", "gross-tonnage"), ("vessel_owner", "owner"),
    ("standard_order", "standard-order"), ("license_requirement", "licence-requirement"),
    ("license_policy", "licence-policy"), ("source_list_url", "list-address"),
    ("source_information_url", "information-address"),
)  # fmt: skip
_LIST = re.compile(r"\(([^()]*)\)")
_FIRST_COUNTRY = re.compile(r"([A-Z]{2}), (.*)")
_GIVEN_LAST = re.compile(r"([^,]+), ([^,]+)")


@cache
def _vocabulary() -> dict[str, Any]:
    return load_vocabulary(__package__)


def matches_table(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one file with this list's first columns."""
    if len(blobs) != 1:
        return False
    try:
        start = head(blobs[0], 256).removeprefix(b"\xef\xbb\xbf").replace(b'"', b"")
    except OSError:
        return False
    return start.startswith((b"_id,source,entity_number,", b"id,source,entity_number,"))


def read_table(blobs: Sequence[Blob]) -> Reading:
    """Open the file. It carries no date of its own.

    Raises:
        UnreadableFile: Not this table, or a column is missing.
    """
    (blob,) = blobs
    return Reading(published=None, items=mark_repeats(_records(blob)))


def _records(blob: Blob) -> Iterator[Record | Event | Issue]:
    rows = stream_csv(blob, encodings=("utf-8-sig",))
    _, header = next(rows)
    titles = ["_id" if t == "id" else t for t in header]
    columns = require_columns(blob, titles, _NEEDED)
    for line, row in rows:
        yield map_row({t: row[i].strip() if i < len(row) else "" for t, i in columns.items()}, line)


def map_row(cell: dict[str, str], line: int) -> Record:
    """Return the record of one row."""
    found = _LIST.findall(cell["source"])
    code = found[-1] if found else cell["source"]
    known = _vocabulary()["lists"].get(code)
    issues: list[Issue] = []
    addresses = tuple(_address(t) for t in _split(cell["addresses"]))
    number = cell["entity_number"]
    # The other rows' `_id` is a hash that changes with the content of the row.
    first = addresses[0].text if addresses else ""
    key = f"{code}-{number or short_hash(code, cell['name'], first)}"
    if known is None:
        issues.append(Issue(code="unknown-regime", place=f"row {line}", found=cell["source"]))
    schema = _SCHEMAS.get(cell["type"].casefold(), "Unknown")
    if cell["type"] and schema == "Unknown":
        issues.append(Issue(code="unknown-type", place=f"row {line}", found=cell["type"]))
    names = tuple(_names(cell, schema))
    if not cell["name"]:
        issues.append(Issue(code="missing-name", place=f"row {line}", found="no name"))
    numbers = _Numbers()
    for text in _split(cell["ids"]):
        numbers.take(text)
    if cell["call_sign"]:
        numbers.identifiers.append(Identifier(kind="call-sign", value=cell["call_sign"]))
    treasury = known.get("treasury", "") if known else ""
    listed = _day(cell["start_date"], line, issues)
    tags = _split(cell["programs"])
    return Record(
        source="us_csl", id=key, schema=schema, names=names, addresses=addresses,
        births=tuple(_births(cell["dates_of_birth"], line, issues)),
        birth_places=tuple(Place(text=t) for t in _split(cell["places_of_birth"])),
        nationalities=_countries(cell["nationalities"]),
        citizenships=_countries(cell["citizenships"]),
        titles=(squeeze(cell["title"]),) if cell["title"] else (), genders=tuple(numbers.genders),
        identifiers=tuple(numbers.identifiers), contacts=tuple(numbers.contacts),
        details=(
            *(Detail(key=k, value=cell[c]) for c, k in _DETAILS if cell.get(c)), *numbers.details,
            Detail(key="row-id", value=cell["_id"]),
        ),
        programmes=(code, *tags), regimes=(known["regime"] if known else f"US {code}",),
        targets=tuple(dict.fromkeys(filter(None, map(target_of, tags)))),
        measures=tuple(known["measures"]) if known else (),
        legal=tuple(LegalReference(title=t) for t in _split(cell["federal_register_notice"])),
        origin="own",
        references=(Reference(source=treasury, id=number, text=number),)
        if treasury and number else (),
        listed_on=listed, listed_basis="start_date" if listed else "",
        delisted_on=_day(cell["end_date"], line, issues),
        secondary_sanctions=tuple(numbers.risks),
        remarks=(squeeze(cell["remarks"]),) if cell["remarks"] else (), unread=not cell["name"],
        issues=tuple(issues),
    )  # fmt: skip


def _split(text: str) -> list[str]:
    return [t for part in text.split("; ") if (t := squeeze(part))]


def _names(cell: dict[str, str], schema: Schema) -> Iterator[Name]:
    kinds: list[tuple[NameKind, str]] = [("primary", squeeze(cell["name"]))]
    kinds += [("alias", text.removeprefix("and ")) for text in _split(cell["alt_names"])]
    seen: set[str] = set()
    for kind, text in kinds:
        # Persons are written "FAMILY, Given".
        if schema == "Person" and (match := _GIVEN_LAST.fullmatch(text)):
            text = f"{match[2]} {match[1]}"
        if text and text not in seen:
            seen.add(text)
            yield Name(text=text, kind=kind, script=script_of(text))


def _address(text: str) -> Address:
    code = text.rpartition(", ")[2]
    country = (
        Country(text=code, code=country_code(code)) if re.fullmatch("[A-Z]{2}", code) else None
    )
    return Address(text=text, country=country)


def _countries(text: str) -> tuple[Country, ...]:
    return tuple(Country(text=t, code=country_code(t)) for t in _split(text))


def _births(text: str, line: int, issues: list[Issue]) -> Iterator[PartialDate]:
    for part in _split(text):
        if read := read_date(part):
            yield read
        else:
            issues.append(Issue(code="unreadable-date", place=f"row {line} birth", found=part))


def _day(text: str, line: int, issues: list[Issue]) -> date | None:
    if not text:
        return None
    with suppress(ValueError):
        day = date.fromisoformat(text[:10])
        if 1950 <= day.year <= 2150:
            return day
    issues.append(Issue(code="unreadable-date", place=f"row {line}", found=text))
    return None


class _Numbers:
    """The column `ids` holds documents and much else: `CS, value, Kind`."""

    def __init__(self) -> None:
        self.identifiers: list[Identifier] = []
        self.contacts: list[Contact] = []
        self.details: list[Detail] = []
        self.genders: list[str] = []
        self.risks: list[str] = []

    def take(self, text: str) -> None:
        """Put one entry where it belongs; what is not known is kept as a detail."""
        head_, comma, label = text.rpartition(", ")
        low = label.casefold()
        country = ""
        value = head_
        if match := _FIRST_COUNTRY.fullmatch(head_):
            country, value = match[1], match[2]
        kind: IdentifierKind | None = _vocabulary()["identifiers"].get(low)
        if not comma:
            self.details.append(Detail(key="id", value=text))
        elif kind:
            plain = value.removeprefix("IMO").strip() if kind == "imo" else value
            if kind == "imo" and not re.fullmatch(r"\d{7}", plain):
                kind = "registration"
            self.identifiers.append(Identifier(
                kind=kind, value=plain, label=label,
                country=Country(text=country, code=country_code(country)) if country else None,
            ))  # fmt: skip
        elif low.startswith("digital currency address"):
            currency = label.rpartition(" ")[2]
            self.identifiers.append(
                Identifier(kind="wallet", value=value, currency=currency, label=label)
            )
        elif low == "gender":
            self.genders.append(value.casefold())
        elif low == "website":
            self.contacts.append(Contact(kind="website", value=value))
        elif low == "email address":
            self.contacts.append(Contact(kind="email", value=value))
        elif "sanctions risk" in low or "secondary sanctions" in text.casefold():
            self.risks.append(text)
        else:
            self.details.append(Detail(key="id", value=text))
