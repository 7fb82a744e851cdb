"""One entity, with the objects that point at it, to one record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date

import msgspec

from comity.model import (
    Address,
    Contact,
    Country,
    Detail,
    Identifier,
    IdentifierKind,
    Issue,
    LegalReference,
    Link,
    Name,
    NameKind,
    PartialDate,
    Place,
    Quality,
    Record,
    Reference,
    Schema,
    read_date,
)
from comity.text import country_code, script_of, squeeze


class Entity(msgspec.Struct, frozen=True):
    """A FollowTheMoney entity; fields of later versions are ignored by its rules."""

    id: str
    schema: str = ""
    caption: str = ""
    properties: dict[str, list[str]] = {}
    referents: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    target: bool | None = None
    first_seen: str = ""
    last_change: str = ""


SCHEMAS: dict[str, Schema] = {
    "Person": "Person",
    "Organization": "Organization",
    "Company": "Organization",
    "LegalEntity": "Unknown",
    "PublicBody": "Organization",
    "Vessel": "Vessel",
    "Airplane": "Aircraft",
    "CryptoWallet": "Wallet",
}
_NAMES: tuple[tuple[str, NameKind, Quality], ...] = (
    ("name", "alias", "unstated"),
    ("alias", "alias", "unstated"),
    ("previousName", "former", "unstated"),
    ("abbreviation", "alias", "weak"),
    ("weakAlias", "alias", "weak"),
)
_IDENTIFIERS: dict[str, IdentifierKind] = {
    "registrationNumber": "registration",
    "taxNumber": "tax",
    "innCode": "tax",
    "idNumber": "national-id",
    "passportNumber": "passport",
    "ogrnCode": "ogrn",
    "leiCode": "lei",
    "swiftBic": "bic",
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "callSign": "call-sign",
    "vatCode": "vat",
    "publicKey": "wallet",
    "dunsCode": "duns",
    "socialSecurityNumber": "social-security",
    "isinCode": "isin",
    "serialNumber": "aircraft-serial",
    "kppCode": "other",
    "uniqueEntityId": "other",
    "permId": "other",
    "opencorporatesUrl": "other",
}
_CONTACTS = {"email": "email", "phone": "phone", "website": "website"}
# Objects with two ends: property of the one, property of the other, kind of link from the one.
_ENDS = {
    "Ownership": ("asset", "owner", "owned-by"),
    "Directorship": ("organization", "director", "leader"),
    "Family": ("person", "relative", "family"),
    "Associate": ("person", "associate", "associate"),
    "Membership": ("member", "organization", "linked-to"),
    "Employment": ("employee", "employer", "linked-to"),
    "Representation": ("client", "agent", "acting-for"),
    "UnknownLink": ("subject", "object", "linked-to"),
    "Payment": ("payer", "beneficiary", "linked-to"),
    "Succession": ("predecessor", "successor", "linked-to"),
}
_POINTS = {"Sanction": "entity", "Passport": "holder", "Identification": "holder"}
_KNOWN = frozenset(
    (
        *(n for n, _, _ in _NAMES),
        *_IDENTIFIERS,
        *_CONTACTS,
        "birthDate",
        "deathDate",
        "birthPlace",
        "nationality",
        "citizenship",
        "gender",
        "title",
        "position",
        "address",
        "addressEntity",
        "topics",
        "notes",
        "country",
        "jurisdiction",
        "programId",
    )
)
_OFAC = re.compile(r"ofac-(\d+)")


def attach_to(entity: Entity) -> Iterator[str]:
    """Yield the ids under which an object is looked up when records are made."""
    if entity.schema == "Address":
        yield entity.id
    elif entity.schema in _POINTS:
        yield from entity.properties.get(_POINTS[entity.schema], ())
    elif entity.schema in _ENDS:
        for end in _ENDS[entity.schema][:2]:
            yield from entity.properties.get(end, ())


def map_entity(entity: Entity, around: Mapping[str, Sequence[Entity]]) -> Record:
    """Return the record of one subject.

    Args:
        around: Id → objects that belong to it, as `attach_to` gives them.
    """
    cell = entity.properties
    issues: list[Issue] = []
    names = tuple(_names(entity))
    if not names:
        issues.append(Issue(code="missing-name", place=entity.id, found="no name"))
    mine = around.get(entity.id, ())
    sanctions = [o for o in mine if o.schema == "Sanction"]
    listed = _first_day(sanctions)
    topics = tuple(cell.get("topics", ()))
    programmes = (
        *cell.get("programId", ()),
        *(p for s in sanctions for p in _values(s, "program")),
    )
    return Record(
        source="ftm",
        id=entity.id,
        schema=SCHEMAS[entity.schema],
        names=names,
        births=tuple(_dates(cell.get("birthDate", ()), entity.id, issues)),
        deaths=tuple(_dates(cell.get("deathDate", ()), entity.id, issues)),
        birth_places=tuple(Place(text=squeeze(t)) for t in cell.get("birthPlace", ())),
        nationalities=tuple(map(_country, cell.get("nationality", ()))),
        citizenships=tuple(map(_country, cell.get("citizenship", ()))),
        genders=tuple(cell.get("gender", ())),
        titles=tuple(cell.get("title", ())),
        positions=tuple(cell.get("position", ())),
        addresses=tuple(_addresses(entity, around)),
        identifiers=(*_identifiers(entity), *_papers(mine)),
        contacts=tuple(
            Contact(kind=kind, value=v)  # type: ignore[arg-type]
            for name, kind in _CONTACTS.items()
            for v in cell.get(name, ())
        ),
        links=tuple(_links(entity, mine)),
        details=tuple(_details(entity, sanctions)),
        other_ids=entity.referents,
        programmes=tuple(dict.fromkeys(programmes)),
        regimes=tuple(dict.fromkeys(a for s in sanctions for a in _values(s, "authority"))),
        measures=tuple(
            dict.fromkeys((*topics, *(p for s in sanctions for p in _values(s, "provisions"))))
        ),
        legal=tuple(_legal(sanctions)),
        origin="unstated",
        references=tuple(_references(entity, sanctions)),
        listed_on=listed,
        listed_basis="earliest date of a Sanction" if listed else "",
        remarks=tuple(map(squeeze, cell.get("notes", ()))),
        unread=not names,
        issues=tuple(issues),
    )


def _values(entity: Entity, name: str) -> Sequence[str]:
    return entity.properties.get(name, ())


def _country(text: str) -> Country:
    return Country(text=text, code=country_code(text))


def _names(entity: Entity) -> Iterator[Name]:
    seen: set[str] = set()
    first = squeeze(entity.caption)
    if first in map(squeeze, entity.properties.get("name", ())):
        seen.add(first)
        yield Name(text=first, kind="primary", script=script_of(first))
    for field, kind, quality in _NAMES:
        for value in entity.properties.get(field, ()):
            text = squeeze(value)
            if text and text not in seen:
                seen.add(text)
                yield Name(
                    text=text,
                    kind=kind if len(seen) > 1 else "primary",
                    quality=quality,
                    script=script_of(text),
                )


def _dates(texts: Sequence[str], key: str, issues: list[Issue]) -> Iterator[PartialDate]:
    for text in texts:
        if read := read_date(text):
            yield read
        else:
            issues.append(Issue(code="unreadable-date", place=key, found=text))


def _addresses(entity: Entity, around: Mapping[str, Sequence[Entity]]) -> Iterator[Address]:
    for text in entity.properties.get("address", ()):
        yield Address(text=squeeze(text))
    for id_ in entity.properties.get("addressEntity", ()):
        for item in around.get(id_, ()):
            if item.schema != "Address":
                continue
            full, street, city, region, code, state = (
                squeeze("; ".join(_values(item, n)))
                for n in ("full", "street", "city", "region", "postalCode", "country")
            )
            text = full or ", ".join(filter(None, (street, code, city, region, state)))
            if text:
                yield Address(
                    text=text,
                    street=street,
                    city=city,
                    region=region,
                    postcode=code,
                    country=_country(state) if state else None,
                )


def _identifiers(entity: Entity) -> Iterator[Identifier]:
    currencies = "; ".join(entity.properties.get("currency", ()))
    for name, kind in _IDENTIFIERS.items():
        for value in entity.properties.get(name, ()):
            plain = value
            if kind == "imo":
                digits = "".join(filter(str.isdigit, value))
                plain = digits if len(digits) == 7 else value
            yield Identifier(
                kind=kind, value=plain, label=name, currency=currencies if kind == "wallet" else ""
            )


def _papers(objects: Sequence[Entity]) -> Iterator[Identifier]:
    for item in objects:
        if item.schema not in ("Passport", "Identification"):
            continue
        for number in (*_values(item, "number"), *_values(item, "passportNumber")):
            state = next(iter(_values(item, "country")), "")
            yield Identifier(
                kind="passport" if item.schema == "Passport" else "other",
                value=number,
                country=_country(state) if state else None,
                label=item.schema,
                issued=next(iter(_values(item, "startDate")), ""),
                expires=next(iter(_values(item, "endDate")), ""),
            )


def _links(entity: Entity, objects: Sequence[Entity]) -> Iterator[Link]:
    for item in objects:
        if item.schema not in _ENDS:
            continue
        near, far, kind = _ENDS[item.schema]
        own = entity.id in _values(item, near)
        for other in _values(item, far if own else near):
            said = _told(item, without=(near, far))
            yield Link(
                kind=kind if own else "other",
                source="ftm",
                id=other,
                note=f"{item.schema}: {said}" if said else item.schema,
            )


def _told(item: Entity, *, without: Sequence[str]) -> str:
    """Return all an object says of itself, on one line: shares, roles, dates, amounts."""
    return "; ".join(
        f"{name} {squeeze(value)}"
        for name, values in item.properties.items()
        if name not in without
        for value in values
    )


def _details(entity: Entity, sanctions: Sequence[Entity]) -> Iterator[Detail]:
    yield Detail(key="schema", value=entity.schema)
    # Each decision with all its data: who, under which number, from when until when, and where
    # it is published. The fields of their own above hold only what lists have in common.
    for item in sanctions:
        yield Detail(key="sanction", value=_told(item, without=("entity",)))
    if entity.target is False:
        yield Detail(key="target", value="false: not itself a target of the data set")
    for key, text in (("first-seen", entity.first_seen), ("last-change", entity.last_change)):
        if text:
            yield Detail(key=key, value=text)
    for dataset in entity.datasets:
        yield Detail(key="dataset", value=dataset)
    for name, values in entity.properties.items():
        if name not in _KNOWN or name in ("country", "jurisdiction"):
            for value in values:
                yield Detail(key=name, value=squeeze(value))


def _legal(sanctions: Sequence[Entity]) -> Iterator[LegalReference]:
    for item in sanctions:
        for text in (*_values(item, "reason"), *_values(item, "summary")):
            yield LegalReference(
                title=squeeze(text), url=next(iter(_values(item, "sourceUrl")), "")
            )


def _references(entity: Entity, sanctions: Sequence[Entity]) -> Iterator[Reference]:
    for id_ in (entity.id, *entity.referents):
        if match := _OFAC.fullmatch(id_):
            yield Reference(source="us_ofac_sdn", id=match[1], text=id_)
    for item in sanctions:
        for text in _values(item, "unscId"):
            yield Reference(source="un_sc", id=text, text=text)


def _first_day(sanctions: Sequence[Entity]) -> date | None:
    found = []
    for item in sanctions:
        for text in (*_values(item, "listingDate"), *_values(item, "startDate")):
            with suppress(ValueError):
                found.append(date.fromisoformat(text[:10]))
    return min(found, default=None)
