"""SDN.XML and CONSOLIDATED.XML (`sdnList`), whichever namespace they carry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Literal

from comity.errors import UnreadableFile
from comity.model import (
    Address,
    Contact,
    Country,
    Detail,
    Event,
    Identifier,
    Issue,
    Name,
    NamePart,
    PartialDate,
    Place,
    Record,
    Schema,
    read_date,
)
from comity.sources.base.description import Blob, Reading
from comity.sources.base.ofac.remarks import identifier, read_remarks, target_of, vocabulary
from comity.sources.base.xml import (
    Element,
    children,
    looks_like_xml,
    stream_elements,
    text_at,
    texts_at,
)
from comity.text import country_code, script_of, squeeze

_SCHEMAS: dict[str, Schema] = {
    "individual": "Person", "entity": "Organization", "vessel": "Vessel", "aircraft": "Aircraft",
}  # fmt: skip
_VESSEL = {
    "vesselType": "vessel-type", "vesselFlag": "flag", "vesselOwner": "owner",
    "tonnage": "tonnage", "grossRegisteredTonnage": "gross-tonnage",
}  # fmt: skip


def matches_xml(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one file of this format.

    SDN.XML and CONSOLIDATED.XML have one form and do not name their list: the list asked for
    decides, and its count gate catches the other one.
    """
    return len(blobs) == 1 and looks_like_xml(blobs[0], "sdnList")


def read_xml(source: str) -> Callable[[Sequence[Blob]], Reading]:
    """Return the reader of the list with that code."""

    def read(blobs: Sequence[Blob]) -> Reading:
        (blob,) = blobs
        published, declared = _publication(blob)
        return Reading(published=published, declared=declared, items=_records(source, blob))

    return read


def _publication(blob: Blob) -> tuple[date, int]:
    for _, element in stream_elements(blob, "publshInformation"):
        try:
            day = datetime.strptime(text_at(element, "Publish_Date"), "%m/%d/%Y").date()  # noqa: DTZ007
            return day, int(text_at(element, "Record_Count"))
        except ValueError:
            break
    why = "no readable Publish_Date and Record_Count"
    raise UnreadableFile(blob.name, why, mend="fetch it again")


def _records(source: str, blob: Blob) -> Iterator[Record | Event | Issue]:
    seen: dict[str, int] = {}
    for _, element in stream_elements(blob, "sdnEntry"):
        key = text_at(element, "uid")
        seen[key] = seen.get(key, 0) + 1
        yield map_entry(source, element, seen[key])


def map_entry(source: str, element: Element, count: int = 1) -> Record:
    """Return the record of one `sdnEntry`; a key that occurs again is marked."""
    key = text_at(element, "uid") or "missing"
    kind = text_at(element, "sdnType")
    schema = _SCHEMAS.get(kind.lower(), "Unknown")
    remark = text_at(element, "remarks")
    facts = read_remarks(remark, key)
    issues = list(facts.issues)
    if schema == "Unknown":
        issues.append(Issue(code="unknown-type", place=key, found=kind))
    if count > 1:
        issues.append(Issue(code="duplicate-key", place=key, found=f"entry {count} of this id"))
    names = _names(element, schema)
    if not names:
        issues.append(Issue(code="missing-name", place=key, found="no name"))
    tags = texts_at(element, "programList/program")
    ids = _Ids()
    for item in children(element, "idList/id"):
        ids.take(item)
    title = text_at(element, "title")
    births = _births(element, key, issues)
    return Record(
        source=source, id=key if count == 1 else f"{key}#{count}", schema=schema,
        names=(*names, *facts.names), births=(*births, *facts.births),
        birth_places=_birth_places(element), genders=tuple(ids.genders),
        nationalities=_countries(element, "nationalityList/nationality"),
        citizenships=_countries(element, "citizenshipList/citizenship"),
        titles=(title,) if title else (), addresses=tuple(_addresses(element)),
        identifiers=(*_call_sign(element), *ids.identifiers), contacts=tuple(ids.contacts),
        links=tuple(facts.links), details=(*_vessel(element), *ids.details, *facts.details),
        programmes=tags, regimes=tuple(f"US {t}" for t in tags),
        targets=tuple(dict.fromkeys(filter(None, map(target_of, tags)))), origin="own",
        secondary_sanctions=(*ids.risks, *facts.risks), remarks=(remark,) if remark else (),
        unread=not names, issues=tuple(issues),
    )  # fmt: skip


def _names(element: Element, schema: Schema) -> tuple[Name, ...]:
    found = []
    if name := _name(element, schema, "primary", "unstated"):
        found.append(name)
    for aka in children(element, "akaList/aka"):
        kind: Literal["former", "alias"]
        kind = "former" if text_at(aka, "type").startswith("f") else "alias"
        quality: Literal["weak", "strong"]
        quality = "weak" if text_at(aka, "category") == "weak" else "strong"
        if name := _name(aka, schema, kind, quality):
            found.append(name)
    return tuple(found)


def _name(
    element: Element,
    schema: Schema,
    kind: Literal["primary", "former", "alias"],
    quality: Literal["unstated", "weak", "strong"],
) -> Name | None:
    first, last = squeeze(text_at(element, "firstName")), squeeze(text_at(element, "lastName"))
    text = " ".join(filter(None, (first, last)))
    parts: tuple[NamePart, ...] = ()
    if first and last and schema == "Person":
        parts = (NamePart(kind="given", text=first), NamePart(kind="family", text=last))
    if not text:
        return None
    return Name(text=text, kind=kind, quality=quality, script=script_of(text), parts=parts)


def _births(element: Element, key: str, issues: list[Issue]) -> list[PartialDate]:
    found = []
    for text in texts_at(element, "dateOfBirthList/dateOfBirthItem/dateOfBirth"):
        if read := read_date(text):
            found.append(read)
        else:
            issues.append(Issue(code="unreadable-date", place=f"{key} dateOfBirth", found=text))
    return found


def _birth_places(element: Element) -> tuple[Place, ...]:
    found = []
    for text in texts_at(element, "placeOfBirthList/placeOfBirthItem/placeOfBirth"):
        country = text.rpartition(", ")[2]
        code = country_code(country)
        found.append(Place(text=text, country=Country(text=country, code=code) if code else None))
    return tuple(found)


def _countries(element: Element, path: str) -> tuple[Country, ...]:
    texts = texts_at(element, f"{path}/country")
    return tuple(Country(text=t, code=country_code(t)) for t in texts)


def _addresses(element: Element) -> Iterator[Address]:
    for item in children(element, "addressList/address"):
        lines = filter(None, (text_at(item, f"address{n}") for n in (1, 2, 3)))
        street, city = ", ".join(lines), text_at(item, "city")
        region = text_at(item, "stateOrProvince") or text_at(item, "region")
        postcode, country = text_at(item, "postalCode"), text_at(item, "country")
        text = ", ".join(filter(None, (street, city, region, postcode, country)))
        if text:
            yield Address(
                text=text, street=street, city=city, region=region, postcode=postcode,
                country=Country(text=country, code=country_code(country)) if country else None,
            )  # fmt: skip


def _call_sign(element: Element) -> Iterator[Identifier]:
    for value in texts_at(element, "vesselInfo/callSign"):
        yield Identifier(kind="call-sign", value=value, label="Call Sign")


def _vessel(element: Element) -> Iterator[Detail]:
    for name, key in _VESSEL.items():
        for value in texts_at(element, f"vesselInfo/{name}"):
            yield Detail(key=key, value=value)


class _Ids:
    """The `idList` holds documents, and much that is none: gender, websites, risk notes."""

    def __init__(self) -> None:
        self.identifiers: list[Identifier] = []
        self.contacts: list[Contact] = []
        self.details: list[Detail] = []
        self.genders: list[str] = []
        self.risks: list[str] = []

    def take(self, item: Element) -> None:
        """Put one `id` where it belongs; an unknown kind is kept as a detail."""
        label, value = text_at(item, "idType"), text_at(item, "idNumber")
        low, country = label.lower().strip(), text_at(item, "idCountry")
        kind = vocabulary()["identifiers"].get(low) or vocabulary()["identifiers"].get(
            low.rstrip(".:")
        )
        if kind:
            self.identifiers.append(
                identifier(
                    kind, label, value, country or None, text_at(item, "issueDate"),
                    text_at(item, "expirationDate"),
                )
            )  # fmt: skip
        elif low == "gender":
            self.genders.append(value.lower())
        elif low == "website":
            self.contacts.append(Contact(kind="website", value=value))
        elif low == "email address":
            self.contacts.append(Contact(kind="email", value=value))
        elif low in ("phone number", "fax number"):
            self.contacts.append(Contact(kind="phone" if low[0] == "p" else "fax", value=value))
        elif low.startswith("digital currency address"):
            currency = label.rpartition(" ")[2]
            self.identifiers.append(
                Identifier(kind="wallet", value=value, currency=currency, label=label)
            )
        elif "sanctions" in low or low.startswith("transactions prohibited"):
            self.risks.append(f"{label} {value}".strip())
        else:
            key = low.strip(" :-.").replace(" ", "-")
            self.details.append(Detail(key=key, value=value or "yes"))
