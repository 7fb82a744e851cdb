"""One designation, of either format, to one record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from typing import Any

from comity.model import (
    Address,
    Contact,
    Country,
    Detail,
    Identifier,
    Issue,
    LegalReference,
    Link,
    Name,
    NameKind,
    NamePart,
    Origin,
    PartialDate,
    Place,
    Quality,
    Record,
    Reference,
    Schema,
    read_date,
)
from comity.sources.base import load_vocabulary
from comity.sources.gb_uksl.designation import Designation
from comity.text import country_code, script_of

_SCHEMAS: dict[str, Schema] = {
    "individual": "Person", "entity": "Organization", "ship": "Vessel",
}  # fmt: skip
_ORIGINS: dict[str, Origin] = {"uk": "own", "un": "un", "uk|un": "both", "un|uk": "both"}
_SHORT = re.compile(
    r"^The\s+|\s*\((?:EU Exit|Sanctions|United Nations Sanctions)\)|\s*Regulations\b.*$"
    r"|\s+Sanctions(?=\s+Regulations|$)|\s*\(Overseas Territories\)", re.I,
)  # fmt: skip
_UN = re.compile(r"([A-Z]{2})([ie])\.?(\d{1,3})(?!\d)", re.I)
_DETAILS = {
    "TypeOfEntity": "entity-type", "CurrentBelievedFlagOfShip": "flag",
    "PreviousFlag": "former-flag", "TypeOfShip": "vessel-type", "TonnageOfShip": "tonnage",
    "LengthOfShip": "length", "YearBuilt": "built", "PreviousOwnerOperator": "former-owner",
}  # fmt: skip
_LINKS = {
    "ParentCompany": "parent", "Subsidiary": "subsidiary", "CurrentOwnerOperator": "owned-by",
}  # fmt: skip
_MAPPED = frozenset((
    *_DETAILS, *_LINKS, "Title", "PhoneNumber", "Website", "EmailAddress", "DOB", "Nationality",
    "Position", "Gender", "BusinessRegistrationNumber", "IMONumber", "HullIdentificationNumber",
))  # fmt: skip


@cache
def _vocabulary() -> dict[str, Any]:
    return load_vocabulary(__package__)


def shorten_regime(title: str) -> str:
    """Return a regime's name without the words that every regulation's title carries.

    >>> shorten_regime("The Iran (Sanctions) (Nuclear) (EU Exit) Regulations 2019")
    'Iran (Nuclear)'
    """
    return " ".join(_SHORT.sub("", title).split())


def map_designation(found: Designation) -> Record:
    """Return the record of one designation; one without a name is unread, and kept."""
    issues: list[Issue] = []
    key = found.key
    if key.startswith("missing-"):
        issues.append(Issue(code="missing-key", place=key, found="no UniqueID"))
    kind = found.one.get("IndividualEntityShip", "")
    schema = _SCHEMAS.get(kind.casefold(), "Unknown")
    if schema == "Unknown":
        issues.append(Issue(code="unknown-type", place=key, found=kind))
    names = _names(found, schema, issues)
    if not names:
        issues.append(Issue(code="missing-name", place=key, found="no name"))
    title = found.one.get("RegimeName", "")
    regime = shorten_regime(title)
    targets = _vocabulary()["regimes"].get(regime.casefold().replace("’", "'"))
    if targets is None:
        issues.append(Issue(code="unknown-regime", place=key, found=title))
    source = found.one.get("DesignationSource", "")
    origin = _ORIGINS.get(source.casefold().replace(" ", ""), "unstated")
    if origin == "unstated":
        issues.append(Issue(code="unknown-origin", place=key, found=source))
    listed = _day(found, "DateDesignated", issues)
    amended = _day(found, "LastUpdated", issues)
    measures = found.one.get("SanctionsImposed", "").split("|")
    group = found.one.get("OFSIGroupID", "")
    remarks = (found.one.get(t, "") for t in ("OtherInformation", "UKStatementofReasons"))
    return Record(
        source="gb_uksl", id=key, schema=schema, names=names,
        births=tuple(_births(found, issues)), birth_places=tuple(_birth_places(found)),
        nationalities=tuple(_country(t) for t in found.many.get("Nationality", ())),
        genders=tuple(t.casefold() for t in found.many.get("Gender", ())),
        titles=tuple(found.many.get("Title", ())),
        positions=tuple(p for t in found.many.get("Position", ()) for p in _bars(t)),
        addresses=tuple(_addresses(found)), identifiers=tuple(_identifiers(found)),
        contacts=tuple(_contacts(found)), links=tuple(_links(found)),
        details=tuple(_details(found)), other_ids=(group,) if group else (),
        programmes=(title,) if title else (), regimes=(f"UK {regime}",) if regime else (),
        targets=tuple(targets or ()), measures=tuple(m.strip() for m in measures if m.strip()),
        legal=(LegalReference(title=title),) if title else (), origin=origin,
        references=tuple(_references(found, origin, group)), listed_on=listed,
        listed_basis="DateDesignated" if listed else "", amended_on=(amended,) if amended else (),
        remarks=tuple(filter(None, remarks)), unread=not names, issues=tuple(issues),
    )  # fmt: skip


def _bars(text: str) -> list[str]:
    return [t.strip() for t in text.split("|") if t.strip()]


def _country(text: str) -> Country:
    return Country(text=text, code=country_code(text))


def _names(found: Designation, schema: Schema, issues: list[Issue]) -> tuple[Name, ...]:
    out: dict[str, Name] = {}
    primary = False
    for *parts, kind_text, strength in found.names:
        text = " ".join(filter(None, parts))
        kind: NameKind | None = _vocabulary()["names"].get(kind_text.casefold())
        if kind is None:
            issues.append(Issue(code="unknown-name-type", place=found.key, found=kind_text))
            kind = "other"
        if kind == "primary" and primary:
            kind = "alias"  # some designations carry two primary names
        # A strength left blank is not weak; only "Low quality" is.
        low = strength.casefold()
        quality: Quality = (
            "weak" if low.startswith("low") else "strong" if low.startswith("good") else "unstated"
        )
        if not text or text in out:
            continue
        primary = primary or kind == "primary"
        given, family = " ".join(filter(None, parts[:5])), parts[5]
        roles: tuple[NamePart, ...] = ()
        if schema == "Person" and given and family:
            roles = (NamePart(kind="given", text=given), NamePart(kind="family", text=family))
        out[text] = Name(text=text, kind=kind, quality=quality, script=script_of(text), parts=roles)
    for text, script, language in found.scripts:
        if text and text not in out:
            out[text] = Name(
                text=text, kind="original-script", script=script_of(text), language=language,
                note=script,
            )  # fmt: skip
    return tuple(out.values())


_MASK = re.compile(r"(?:dd|00)/(?:mm|00)/(\d{4})|(?:dd|00)/(\d{1,2})/(\d{4})", re.I)


def _births(found: Designation, issues: list[Issue]) -> Iterator[PartialDate]:
    for text in found.many.get("DOB", ()):
        match = _MASK.fullmatch(text)
        plain = text if not match else match[1] or f"{match[2]}/{match[3]}"
        if read := read_date(plain):
            yield PartialDate(
                text=text, earliest=read.earliest, latest=read.latest, circa=read.circa
            )
        else:
            issues.append(Issue(code="unreadable-date", place=f"{found.key} DOB", found=text))


def _birth_places(found: Designation) -> Iterator[Place]:
    for town, country in found.births:
        text = ", ".join(filter(None, (town, country)))
        if text:
            yield Place(text=text, city=town, country=_country(country) if country else None)


def _addresses(found: Designation) -> Iterator[Address]:
    for row in found.addresses:
        *lines, postcode, country = row
        text = ", ".join(filter(None, row))
        if text:
            yield Address(
                text=text, street=", ".join(filter(None, lines)), postcode=postcode,
                country=_country(country) if country else None,
            )  # fmt: skip


def _identifiers(found: Designation) -> Iterator[Identifier]:
    for title, number, remark in found.papers:
        if number or remark:
            kind = "passport" if title == "Passport" else "national-id"
            yield Identifier(kind=kind, value=number or remark, label=title, note=remark)  # type: ignore[arg-type]
    for text in found.many.get("BusinessRegistrationNumber", ()):
        yield Identifier(kind="registration", value=text, label="BusinessRegistrationNumber")
    for text in found.many.get("IMONumber", ()):
        digits = "".join(filter(str.isdigit, text))
        kind = "imo" if len(digits) == 7 else "other"
        value = digits if kind == "imo" else text
        yield Identifier(kind=kind, value=value, label="IMONumber")  # type: ignore[arg-type]
    for text in found.many.get("HullIdentificationNumber", ()):
        yield Identifier(kind="hull", value=text, label="HullIdentificationNumber")


def _contacts(found: Designation) -> Iterator[Contact]:
    for text in found.many.get("PhoneNumber", ()):
        yield Contact(kind="phone", value=text)
    for text in found.many.get("Website", ()):
        yield Contact(kind="email" if "@" in text and "/" not in text else "website", value=text)
    for text in found.many.get("EmailAddress", ()):
        yield Contact(kind="email", value=text)


def _links(found: Designation) -> Iterator[Link]:
    for title, kind in _LINKS.items():
        for text in found.many.get(title, ()):
            yield Link(kind=kind, name=text, note=title)


def _details(found: Designation) -> Iterator[Detail]:
    for title, values in found.many.items():
        if title in _DETAILS or title not in _MAPPED:
            for text in values:
                yield Detail(key=_DETAILS.get(title, title), value=text)


def _references(found: Designation, origin: Origin, group: str) -> Iterator[Reference]:
    text = found.one.get("UNReferenceNumber", "")
    if not text and origin in ("un", "both"):
        # Ships of UN origin have it in the prose, if anywhere.
        text = found.one.get("OtherInformation", "") if found.one.get(
            "IndividualEntityShip", ""
        ).casefold() == "ship" else ""  # fmt: skip
    if match := _UN.search(text):
        id_ = f"{match[1].upper()}{match[2].lower()}.{int(match[3]):03d}"
        yield Reference(source="un_sc", id=id_, text=match[0])
    if group:
        yield Reference(source="gb_ofsi", id=group, text=group)


def _day(found: Designation, title: str, issues: list[Issue]) -> date | None:
    text = found.one.get(title, "")
    if not text:
        return None
    with suppress(ValueError):
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007
    issues.append(Issue(code="unreadable-date", place=f"{found.key} {title}", found=text))
    return None
