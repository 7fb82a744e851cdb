"""SDN_ADVANCED.XML and CONS_ADVANCED.XML (`Sanctions`): everything by number, looked up in tables.

Sanctions entries stand behind the parties they are about, and relationships too, so the file is
read twice: first the tables, then the parties. What is held in between is small.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from comity.errors import UnreadableFile
from comity.model import (
    Address,
    Country,
    Event,
    Issue,
    LegalReference,
    Link,
    Name,
    NameKind,
    NamePart,
    PartialDate,
    Record,
)
from comity.sources.base.description import Blob, Reading
from comity.sources.base.keys import mark_repeats
from comity.sources.base.ofac.enhanced_xml import LINKS, PARTS, SCHEMAS, is_mine
from comity.sources.base.ofac.features import Features, make_interval
from comity.sources.base.ofac.remarks import target_of
from comity.sources.base.xml import (
    Element,
    child,
    children,
    local_name,
    looks_like_xml,
    stream_elements,
    text_at,
)
from comity.text import country_code, script_of, squeeze

_ALWAYS_PROGRAM = "Program"


@dataclass(slots=True)
class Entry:
    """One party's standing on one list."""

    list_name: str
    on: date | None = None
    tags: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    legal: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """One identity document, as `take_document` of features wants it."""

    label: str
    number: str
    country: str
    issued: str = ""
    expires: str = ""
    note: str = ""


@dataclass(slots=True)
class Tables:
    """What parties point at: reference values by set and id, and objects by party or id."""

    values: dict[str, dict[str, str]] = field(default_factory=dict)
    attributes: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    locations: dict[str, Address] = field(default_factory=dict)
    documents: dict[str, list[Document]] = field(default_factory=dict)
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    links: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)

    def value(self, name: str, id_: str) -> str:
        """Return a reference value; the id itself when the set has none."""
        return self.values.get(f"{name}Values", {}).get(id_, id_)


def matches_advanced(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one file of this format."""
    return len(blobs) == 1 and looks_like_xml(blobs[0], "Sanctions")


def read_advanced(source: str) -> Callable[[Sequence[Blob]], Reading]:
    """Return the reader of the list with that code."""

    def read(blobs: Sequence[Blob]) -> Reading:
        (blob,) = blobs
        for _, element in stream_elements(blob, "DateOfIssue"):
            if published := _whole_day(element):
                return Reading(published=published, items=mark_repeats(_records(source, blob)))
        raise UnreadableFile(blob.name, "no readable DateOfIssue", mend="fetch it again")

    return read


def _records(source: str, blob: Blob) -> Iterator[Record | Event | Issue]:
    tables = read_tables(blob)
    others = 0
    for _, element in stream_elements(blob, "DistinctParties/DistinctParty"):
        for profile in children(element, "Profile"):
            entries = tables.entries.get(profile.get("ID", ""), [])
            mine = [e for e in entries if is_mine(source, e.list_name)]
            if entries and not mine:
                others += 1
                continue
            yield map_party(source, element, profile, mine, tables)
    if others:
        found = f"{others} parties are on OFAC's other list"
        yield Issue(code="other-list", place=blob.name, found=found)


def read_tables(blob: Blob) -> Tables:
    """Return everything that parties point at."""
    tables = Tables()
    paths = {
        "ReferenceValueSets": _reference_values, "Locations/Location": _location,
        "IDRegDocuments/IDRegDocument": _document, "SanctionsEntries/SanctionsEntry": _entry,
        "ProfileRelationships/ProfileRelationship": _relation,
    }  # fmt: skip
    for path, element in stream_elements(blob, *paths):
        paths[path](element, tables)
    return tables


def _reference_values(element: Element, tables: Tables) -> None:
    for group in element:
        name = local_name(group)
        for item in group:
            id_ = item.get("ID", "")
            tables.values.setdefault(name, {})[id_] = squeeze(item.text or "")
            given = {k: str(v) for k, v in item.attrib.items()}
            tables.attributes.setdefault(name, {})[id_] = given


def _location(element: Element, tables: Tables) -> None:
    parts: dict[str, str] = {}
    for part in children(element, "LocationPart"):
        name = tables.value("LocPartType", part.get("LocPartTypeID", "")).upper()
        for value in children(part, "LocationPartValue"):
            if text := squeeze(text_at(value, "Value")):
                parts[name] = ", ".join(filter(None, (parts.get(name), text)))
    country = None
    for item in children(element, "LocationCountry"):
        state = tables.value("Country", item.get("CountryID", ""))
        country = Country(text=state, code=country_code(state))
    text = ", ".join(filter(None, (*parts.values(), country.text if country else "")))
    if text:
        lines = [parts[n] for n in ("ADDRESS1", "ADDRESS2", "ADDRESS3") if parts.get(n)]
        tables.locations[element.get("ID", "")] = Address(
            text=text, street=", ".join(lines), city=parts.get("CITY", ""),
            region=parts.get("STATE/PROVINCE", "") or parts.get("REGION", ""),
            postcode=parts.get("POSTAL CODE", ""), country=country,
        )  # fmt: skip


def _document(element: Element, tables: Tables) -> None:
    found = Document(
        label=tables.value("IDRegDocType", element.get("IDRegDocTypeID", "")),
        number=squeeze(text_at(element, "IDRegistrationNo")),
        country=tables.value("Country", element.get("IssuedBy-CountryID", ""))
        if element.get("IssuedBy-CountryID") else "",
        note="; ".join(filter(None, (
            squeeze(text_at(element, "IssuingAuthority")), squeeze(text_at(element, "Comment")),
            "fraudulent" if element.get("ValidityID") == "2" else "",
        ))),
    )  # fmt: skip
    for item in children(element, "DocumentDate"):
        kind = tables.value("IDRegDocDateType", item.get("IDRegDocDateTypeID", ""))
        period = _period(child(item, "DatePeriod"))
        if period and kind.startswith("Issue"):
            found.issued = period.text
        elif period:
            found.expires = period.text
    tables.documents.setdefault(element.get("IdentityID", ""), []).append(found)


def _entry(element: Element, tables: Tables) -> None:
    found = Entry(list_name=tables.value("List", element.get("ListID", "")))
    for event in children(element, "EntryEvent"):
        day = child(event, "Date")
        on = _whole_day(day) if day is not None else None
        found.on = min(filter(None, (found.on, on)), default=None)
        basis = tables.value("LegalBasis", event.get("LegalBasisID", ""))
        if basis and basis != "Unknown":
            found.legal.append(basis)
    for measure in children(element, "SanctionsMeasure"):
        kind = tables.value("SanctionsType", measure.get("SanctionsTypeID", ""))
        comment = squeeze(text_at(measure, "Comment"))
        if kind == _ALWAYS_PROGRAM:
            found.tags.append(comment)
        else:
            found.types.append(kind)
            found.comments += [comment] if comment else []
    tables.entries.setdefault(element.get("ProfileID", ""), []).append(found)


def _relation(element: Element, tables: Tables) -> None:
    kind = tables.value("RelationType", element.get("RelationTypeID", ""))
    note = "; ".join(filter(None, (
        kind, tables.value("RelationQuality", element.get("RelationQualityID", "")),
        squeeze(text_at(element, "Comment")),
    )))  # fmt: skip
    link = (
        LINKS.get(kind.casefold().rstrip("."), "linked-to"),
        element.get("To-ProfileID", ""),
        note,
    )
    tables.links.setdefault(element.get("From-ProfileID", ""), []).append(link)


def map_party(
    source: str, party: Element, profile: Element, entries: Sequence[Entry], tables: Tables
) -> Record:
    """Return the record of one profile of a party, with its entries on our list."""
    key = party.get("FixedRef", "") or "missing"
    found = Features(key)
    kind = _type(profile, tables)
    schema = SCHEMAS.get(kind.casefold(), "Unknown")
    if schema == "Unknown":
        found.issues.append(Issue(code="unknown-type", place=key, found=kind))
    names = tuple(_names(profile, tables))
    if not names:
        found.issues.append(Issue(code="missing-name", place=key, found="no name"))
    addresses = [a for f in children(profile, "Feature") for a in _feature(f, found, tables)]
    for identity in children(profile, "Identity"):
        for paper in tables.documents.get(identity.get("ID", ""), ()):
            found.take_document(
                paper.label, paper.number, paper.country, paper.issued, paper.expires, paper.note
            )
    if not entries:
        found.issues.append(Issue(code="missing-entry", place=key, found="no sanctions entry"))
    tags = tuple(dict.fromkeys(t for e in entries for t in e.tags if t))
    listed = min((e.on for e in entries if e.on), default=None)
    comment = squeeze(text_at(party, "Comment"))
    return Record(
        source=source, id=key, schema=schema, names=names, births=tuple(found.births),
        birth_places=tuple(found.birth_places), nationalities=tuple(found.nationalities),
        citizenships=tuple(found.citizenships), genders=tuple(found.genders),
        addresses=tuple(addresses), identifiers=tuple(found.identifiers),
        contacts=tuple(found.contacts), links=tuple(
            Link(kind=k, source=source, id=other, note=note)
            for k, other, note in tables.links.get(profile.get("ID", ""), ())
        ), details=tuple(found.details), programmes=tags,
        regimes=tuple(f"US {t}" for t in tags),
        targets=tuple(dict.fromkeys(filter(None, map(target_of, tags)))),
        measures=tuple(dict.fromkeys(t for e in entries for t in e.types)),
        legal=tuple(LegalReference(title=t) for e in entries for t in dict.fromkeys(e.legal)),
        origin="own", listed_on=listed, listed_basis="EntryEvent" if listed else "",
        secondary_sanctions=tuple(found.risks),
        remarks=tuple(filter(None, (comment, *(c for e in entries for c in e.comments)))),
        unread=not names, issues=tuple(found.issues),
    )  # fmt: skip


def _type(profile: Element, tables: Tables) -> str:
    sub = profile.get("PartySubTypeID", "")
    name = tables.value("PartySubType", sub)
    if name.casefold() in SCHEMAS:
        return name
    given = tables.attributes.get("PartySubTypeValues", {}).get(sub, {})
    return tables.value("PartyType", given.get("PartyTypeID", ""))


def _names(profile: Element, tables: Tables) -> Iterator[Name]:
    seen: set[str] = set()
    found: list[Name] = []
    for identity in children(profile, "Identity"):
        groups = {
            g.get("ID", ""): tables.value("NamePartType", g.get("NamePartTypeID", ""))
            for g in children(identity, "NamePartGroups/MasterNamePartGroup/NamePartGroup")
        }
        for alias in children(identity, "Alias"):
            main = alias.get("Primary") == "true"
            former = tables.value("AliasType", alias.get("AliasTypeID", "")).upper().startswith("F")
            kind: NameKind = "primary" if main else "former" if former else "alias"
            low = alias.get("LowQuality") == "true"
            for documented in children(alias, "DocumentedName"):
                parts = []
                for item in children(documented, "DocumentedNamePart/NamePartValue"):
                    role = groups.get(item.get("NamePartGroupID", ""), "").casefold()
                    if text := squeeze(item.text or ""):
                        parts.append(NamePart(kind=PARTS.get(role, "other"), text=text))
                # Family names come first in the file; people read them last.
                parts.sort(key=lambda p: p.kind == "family")
                text = " ".join(p.text for p in parts)
                if not text or text in seen:
                    continue
                seen.add(text)
                script = script_of(text)
                found.append(Name(
                    text=text, kind=kind if script == "Latn" else "original-script",
                    quality="weak" if low else "unstated" if main else "strong", script=script,
                    parts=tuple(parts),
                ))  # fmt: skip
    yield from sorted(found, key=lambda n: n.kind != "primary")


def _feature(element: Element, found: Features, tables: Tables) -> Iterator[Address]:
    label = tables.value("FeatureType", element.get("FeatureTypeID", ""))
    for version in children(element, "FeatureVersion"):
        texts = [squeeze(text_at(version, "Comment"))]
        for detail in children(version, "VersionDetail"):
            texts.append(squeeze(detail.text or ""))
            if id_ := detail.get("DetailReferenceID", ""):
                texts.append(tables.value("DetailReference", id_))
        value = "; ".join(filter(None, texts))
        interval = _period(child(version, "DatePeriod"))
        places = [
            address
            for item in children(version, "VersionLocation")
            if (address := tables.locations.get(item.get("LocationID", "")))
        ]
        if label.casefold() == "location":
            yield from places
            continue
        for address in places:
            value = "; ".join(filter(None, (value, address.text)))
        if not value and interval:
            value = interval.text
        found.take(label, value, interval)
        doubt = tables.value("Reliability", version.get("ReliabilityID", ""))
        # Id 1 is written on nearly every feature and stands in no table of the file.
        if doubt not in ("", "1", "Confirmed", "Unknown"):
            found.take(f"{label} reliability", f"{value}: {doubt}")


def _whole_day(element: Element) -> date | None:
    year, month, day = (text_at(element, n) for n in ("Year", "Month", "Day"))
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _edge(element: Element | None, *, last: bool) -> date | None:
    if element is None:
        return None
    texts = [text_at(element, n) for n in ("Year", "Month", "Day")]
    if not texts[0].isdigit():
        return None
    year = int(texts[0])
    month = int(texts[1]) if texts[1].isdigit() else 12 if last else 1
    try:
        day = int(texts[2]) if texts[2].isdigit() else monthrange(year, month)[1] if last else 1
        return date(year, month, day)
    except ValueError:
        return None


def _period(element: Element | None) -> PartialDate | None:
    if element is None:
        return None
    start, end = child(element, "Start"), child(element, "End")
    first = _edge(child(start, "From"), last=False) if start is not None else None
    last = _edge(child(end, "To"), last=True) if end is not None else None
    circa = start is not None and start.get("Approximate") == "true"
    return make_interval(first, last, circa=circa)
