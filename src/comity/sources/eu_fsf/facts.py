"""Births, citizenships, addresses, documents and contacts of one entity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Literal

from comity.model import (
    Address,
    Contact,
    Country,
    Detail,
    Identifier,
    Issue,
    PartialDate,
    Place,
    read_date,
)
from comity.sources.base import load_vocabulary
from comity.sources.eu_fsf.entity import Entity, Part, PartKind
from comity.text import country_code, squeeze

_SEVEN = re.compile(r"(?<!\d)\d{7}(?!\d)")
_SAID = {
    "diplomatic": "diplomatic", "knownExpired": "known to be expired",
    "knownFalse": "known to be false", "reportedLost": "reported lost",
    "revokedByIssuer": "revoked by its issuer",
}  # fmt: skip
_CONTACTS: dict[str, Literal["phone", "fax", "email", "website"]] = {
    "PHONE": "phone", "FAX": "fax", "EMAIL": "email", "WEB": "website",
}  # fmt: skip
_COUNTRY = ("countryIso2Code", "countryDescription", "logicalId", "regulationLanguage")
_USED: dict[PartKind, frozenset[str]] = {
    "name": frozenset((
        *_COUNTRY, "firstName", "middleName", "lastName", "wholeName", "function", "gender",
        "title", "nameLanguage", "strong",
    )),
    "citizenship": frozenset(_COUNTRY),
    "birth": frozenset((
        *_COUNTRY, "circa", "calendarType", "birthdate", "dayOfMonth", "monthOfYear", "year",
        "yearRangeFrom", "yearRangeTo", "city", "place", "region", "zipCode",
    )),
    "address": frozenset((
        *_COUNTRY, "city", "street", "poBox", "zipCode", "region", "place", "asAtListingTime",
    )),
    "document": frozenset((
        *_COUNTRY, *_SAID, "identificationTypeCode", "identificationTypeDescription", "number",
        "latinNumber", "nameOnDocument", "issuedBy", "issueDate", "validFrom", "validTo", "region",
    )),
}  # fmt: skip


@cache
def _vocabulary() -> dict[str, Any]:
    return load_vocabulary(__package__)


def _parts(entity: Entity, kind: PartKind) -> Iterator[Part]:
    return (part for part in entity.parts if part.kind == kind)


def _value(fields: Mapping[str, str], name: str) -> str:
    text = squeeze(fields.get(name, ""))
    return "" if text == "-" else text


def _note(part: Part) -> str:
    return "; ".join(dict.fromkeys(filter(None, map(squeeze, part.remarks))))


def _country(part: Part, entity: Entity, issues: list[Issue]) -> Country | None:
    code, text = _value(part.fields, "countryIso2Code"), _value(part.fields, "countryDescription")
    if code in ("", "00") and text.upper() in ("", "UNKNOWN"):
        return None
    if re.fullmatch(r"[A-Z]{2}", code):
        return Country(text=text or code, code=code)
    found = country_code(text) or _vocabulary()["ended_countries"].get(text, "")
    if not found:
        issues.append(_issue("unknown-country", entity, f"{code} {text}".strip()))
    return Country(text=text or code, code=found)


def _issue(code: str, entity: Entity, found: str) -> Issue:
    return Issue(code=code, place=entity.key, found=found, record=entity.key)


def map_births(
    entity: Entity, issues: list[Issue]
) -> tuple[tuple[PartialDate, ...], tuple[Place, ...], tuple[Detail, ...]]:
    """Return birth dates, places of birth, and dates of other calendars as details.

    One element holds both a date and a place, or only one of them. A year of the Islamic
    calendar is not converted: the file does not say whether it is the lunar or the solar one.
    """
    dates: dict[PartialDate, None] = {}
    places: dict[Place, None] = {}
    details: list[Detail] = []
    for part in _parts(entity, "birth"):
        text, note = _birth_text(part.fields), _note(part)
        calendar = part.fields.get("calendarType", "GREGORIAN").upper()
        read = read_date(text) if text and calendar == "GREGORIAN" else None
        if read:
            shown = f"{text} ({note})" if note else text
            circa = part.fields.get("circa", "").lower() == "true"
            dates[replace(read, text=f"circa {shown}" if circa else shown, circa=circa)] = None
        elif text:
            unread = "; ".join(filter(None, (text, calendar, note)))
            code = "unreadable-date" if calendar == "GREGORIAN" else "other-calendar"
            issues.append(_issue(code, entity, unread))
            details.append(Detail(key="birth-date", value=unread))
        place = _birth_place(part, entity, issues, "" if text else note)
        if place:
            places[place] = None
        elif note and not text:
            details.append(Detail(key="birth-remark", value=note))
    return tuple(dates), tuple(places), tuple(details)


def _birth_text(fields: Mapping[str, str]) -> str:
    if day := fields.get("birthdate", ""):
        return day
    low, high = fields.get("yearRangeFrom", ""), fields.get("yearRangeTo", "")
    if low and high:
        return f"between {low} and {high}"
    if low or high:
        # An open range is no date of any precision; its wording makes it unreadable, and kept.
        return f"not before {low}" if low else f"not after {high}"
    year, month = fields.get("year", ""), fields.get("monthOfYear", "")
    date_parts = [year, month, fields.get("dayOfMonth", "")]
    if year and not month:
        return year
    return "-".join(part.zfill(2) for part in date_parts if part)


def _birth_place(part: Part, entity: Entity, issues: list[Issue], note: str) -> Place | None:
    names = ("place", "city", "region", "zipCode")
    place, city, region, postcode = (_value(part.fields, name) for name in names)
    country = _country(part, entity, issues)
    shown = (place, city, region, postcode, country.text if country else "")
    text = ", ".join(dict.fromkeys(filter(None, shown)))
    if not text:
        return None
    return Place(text=text, city=city or place, region=region, country=country, note=note)


def map_citizenships(entity: Entity, issues: list[Issue]) -> tuple[Country, ...]:
    """Return the countries of citizenship."""
    found = (_country(part, entity, issues) for part in _parts(entity, "citizenship"))
    return tuple(dict.fromkeys(country for country in found if country))


def map_genders(entity: Entity, issues: list[Issue]) -> tuple[str, ...]:
    """Return the genders given with names."""
    words = _vocabulary()["genders"]
    found: dict[str, None] = {}
    for part in _parts(entity, "name"):
        if text := part.fields.get("gender", "").strip():
            if text not in words:
                issues.append(_issue("unknown-gender", entity, text))
            found[words.get(text, text)] = None
    return tuple(found)


def map_addresses(entity: Entity, issues: list[Issue]) -> tuple[Address, ...]:
    """Return the addresses; those that hold only a telephone number are contacts."""
    found: dict[Address, None] = {}
    for part in _parts(entity, "address"):
        names = ("street", "place", "city", "region", "zipCode", "poBox")
        street, place, city, region, postcode, box = (_value(part.fields, n) for n in names)
        country = _country(part, entity, issues)
        street = ", ".join(filter(None, (street, f"P.O. Box {box}" if box else "", place)))
        notes = [_note(part)]
        if part.fields.get("asAtListingTime", "").lower() == "true":
            notes.append("as at the time of listing")
        note = "; ".join(filter(None, notes))
        shown = (street, city, region, postcode, country.text if country else "")
        if text := ", ".join(filter(None, shown)) or note:
            found[Address(
                text=text, street=street, city=city, region=region, postcode=postcode,
                country=country, note=note,
            )] = None  # fmt: skip
    return tuple(found)


def map_contacts(entity: Entity, issues: list[Issue]) -> tuple[Contact, ...]:
    """Return telephone and fax numbers, e-mail addresses and websites."""
    found: dict[Contact, None] = {}
    for part in _parts(entity, "address"):
        for key, value in part.contacts:
            if key and key.upper() not in _CONTACTS:
                issues.append(_issue("unknown-contact", entity, f"{key} {value}"))
            if text := squeeze(value):
                found[Contact(kind=_CONTACTS.get(key.upper(), "other"), value=text)] = None
    return tuple(found)


def map_documents(entity: Entity, issues: list[Issue]) -> tuple[Identifier, ...]:
    """Return the documents and numbers; an IMO number as its seven digits."""
    kinds = _vocabulary()["documents"]
    found: dict[Identifier, None] = {}
    for part in _parts(entity, "document"):
        fields = part.fields
        code = _value(fields, "identificationTypeCode")
        kind = kinds.get(code.casefold())
        if kind is None:
            issues.append(_issue("unknown-document", entity, code or "no type"))
        number, latin = _value(fields, "number"), _value(fields, "latinNumber")
        note = _document_note(part, latin if number and latin != number else "")
        value = number or latin or _value(fields, "nameOnDocument") or note
        if not value:
            continue
        if kind == "imo":
            digits = _SEVEN.search(value)
            if digits is None:
                issues.append(_issue("unreadable-imo", entity, value))
            value = digits[0] if digits else value
        found[Identifier(
            kind=kind or "other", value=value, country=_country(part, entity, issues),
            label=_value(fields, "identificationTypeDescription") or code,
            issued=_value(fields, "issueDate"), expires=_value(fields, "validTo"),
            note=note,
        )] = None  # fmt: skip
    return tuple(found)


def _document_note(part: Part, latin: str) -> str:
    said = [text for name, text in _SAID.items() if part.fields.get(name, "").lower() == "true"]
    fields = (
        ("issued by", "issuedBy"), ("name on the document:", "nameOnDocument"),
        ("valid from", "validFrom"), ("region:", "region"),
    )  # fmt: skip
    said += [f"{word} {text}" for word, name in fields if (text := _value(part.fields, name))]
    if latin:
        said.append(f"in Latin letters: {latin}")
    return "; ".join(filter(None, (*said, _note(part))))


def is_ship_number(text: str) -> bool:
    """Tell whether seven digits bear the check digit of a ship's IMO number.

    The first six, weighted 7 to 2, sum to a number that ends in the seventh (IMO resolution
    A.1117(30)). Numbers of companies use other weights.

    >>> is_ship_number("9074729"), is_ship_number("9074728")
    (True, False)
    """
    if not re.fullmatch(r"[0-9]{7}", text):
        return False
    total = sum(int(d) * w for d, w in zip(text[:6], range(7, 1, -1), strict=True))
    return total % 10 == int(text[6])


def leftover_details(entity: Entity) -> tuple[Detail, ...]:
    """Return the fields no part of the model takes, and remarks on citizenships."""
    found: dict[Detail, None] = {}
    for part in entity.parts:
        for name, text in part.fields.items():
            if name not in _USED[part.kind]:
                found[Detail(key=f"{part.kind}-{name}", value=squeeze(text))] = None
        if part.kind == "citizenship" and (note := _note(part)):
            found[Detail(key="citizenship-remark", value=note)] = None
    return tuple(found)
