"""ENHANCED_XML (`sanctionsData`): self-contained, and dated by `datePublished`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
    PartKind,
    Record,
    Schema,
)
from comity.sources.base.description import Blob, Reading
from comity.sources.base.keys import mark_repeats
from comity.sources.base.ofac.features import Features, make_interval
from comity.sources.base.ofac.remarks import read_remarks, target_of
from comity.sources.base.xml import (
    Element,
    child,
    children,
    looks_like_xml,
    stream_elements,
    text_at,
    texts_at,
)
from comity.text import country_code, script_of, squeeze

SDN = "SDN List"
SCHEMAS: dict[str, Schema] = {
    "individual": "Person", "entity": "Organization", "vessel": "Vessel", "aircraft": "Aircraft",
}  # fmt: skip
PARTS: dict[str, PartKind] = {
    "last name": "family", "first name": "given", "middle name": "middle",
    "maiden name": "maiden", "patronymic": "patronymic", "matronymic": "matronymic",
    "nickname": "nickname", "suffix": "suffix", "entity name": "whole", "vessel name": "whole",
    "aircraft name": "whole",
}  # fmt: skip
LINKS = {
    "owned or controlled by": "owned-by", "acting for or on behalf of": "acting-for",
    "providing support to": "supports", "family member of": "family", "associate of": "associate",
    "leader or official of": "leader", "principal executive officer": "leader",
    "playing a significant role in": "leader",
}  # fmt: skip


def matches_enhanced(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one file of this format."""
    return len(blobs) == 1 and looks_like_xml(blobs[0], "sanctionsData")


def is_mine(source: str, listed: str) -> bool:
    """Tell whether a list of OFAC's, by its name, is the one with our code."""
    return (listed == SDN) == (source == "us_ofac_sdn")


def read_enhanced(source: str) -> Callable[[Sequence[Blob]], Reading]:
    """Return the reader of the list with that code.

    A file with a filter of programmes is an extract: it proves presence, never absence.
    """

    def read(blobs: Sequence[Blob]) -> Reading:
        (blob,) = blobs
        published, partial = _publication(blob)
        items = mark_repeats(_records(source, blob))
        return Reading(published=published, partial=partial, items=items)

    return read


def _publication(blob: Blob) -> tuple[date, bool]:
    for _, element in stream_elements(blob, "publicationInfo"):
        try:
            day = date.fromisoformat(text_at(element, "dataAsOf")[:10])
        except ValueError:
            break
        return day, next(
            children(element, "filters/sanctionsPrograms/sanctionsProgram"), None
        ) is not None
    raise UnreadableFile(blob.name, "no readable dataAsOf", mend="fetch it again")


def _records(source: str, blob: Blob) -> Iterator[Record | Event | Issue]:
    others = 0
    for _, element in stream_elements(blob, "entities/entity"):
        lists = list(children(element, "sanctionsLists/sanctionsList"))
        if lists and not any(is_mine(source, squeeze(i.text or "")) for i in lists):
            others += 1
            continue
        yield map_entity(source, element)
    if others:
        found = f"{others} entities are on OFAC's other list"
        yield Issue(code="other-list", place=blob.name, found=found)


def map_entity(source: str, element: Element) -> Record:
    """Return the record of one `entity`."""
    key = element.get("id", "") or "missing"
    kind = text_at(element, "generalInfo/entityType")
    schema = SCHEMAS.get(kind.casefold(), "Unknown")
    remark = squeeze(text_at(element, "generalInfo/remarks"))
    facts = read_remarks(remark, key)
    found = Features(key)
    found.issues += facts.issues
    if schema == "Unknown":
        found.issues.append(Issue(code="unknown-type", place=key, found=kind))
    names = tuple(_names(element))
    if not names:
        found.issues.append(Issue(code="missing-name", place=key, found="no name"))
    for item in children(element, "features/feature"):
        _feature(item, found)
    for item in children(element, "identityDocuments/identityDocument"):
        _document(item, found)
    for name in ("livingStatus", "isUsCitizen", "isUsPerson"):
        if text := text_at(element, f"generalInfo/{name}"):
            found.take(name, text)
    tags = texts_at(element, "sanctionsPrograms/sanctionsProgram")
    listed = _listed(source, element, found)
    title = text_at(element, "generalInfo/title")
    return Record(
        source=source, id=key, schema=schema, names=(*names, *facts.names),
        births=(*found.births, *facts.births), birth_places=tuple(found.birth_places),
        nationalities=tuple(found.nationalities), citizenships=tuple(found.citizenships),
        genders=tuple(found.genders), titles=(title,) if title else (),
        addresses=tuple(_addresses(element)), identifiers=tuple(found.identifiers),
        contacts=tuple(found.contacts), links=(*_links(source, element), *facts.links),
        details=(*found.details, *facts.details), programmes=tags,
        regimes=tuple(f"US {t}" for t in tags),
        targets=tuple(dict.fromkeys(filter(None, map(target_of, tags)))),
        measures=texts_at(element, "sanctionsTypes/sanctionsType"),
        legal=tuple(
            LegalReference(title=t) for t in texts_at(element, "legalAuthorities/legalAuthority")
        ),
        origin="own", listed_on=listed, listed_basis="datePublished" if listed else "",
        secondary_sanctions=(*found.risks, *facts.risks), remarks=(remark,) if remark else (),
        unread=not names, issues=tuple(found.issues),
    )  # fmt: skip


def _listed(source: str, element: Element, found: Features) -> date | None:
    days = []
    for item in children(element, "sanctionsLists/sanctionsList"):
        name, text = squeeze(item.text or ""), item.get("datePublished", "")
        if not is_mine(source, name):
            continue
        try:
            days.append(date.fromisoformat(text[:10]))
        except ValueError:
            found.issues.append(
                Issue(code="unreadable-date", place=f"{found.key} datePublished", found=text)
            )
        if name != SDN:
            found.take("list", f"{name}, {text}")
    return min(days, default=None)


def _names(element: Element) -> Iterator[Name]:
    seen: set[str] = set()
    for item in children(element, "names/name"):
        main = text_at(item, "isPrimary") == "true"
        kind: NameKind = "primary" if main else "alias"
        if not main and text_at(item, "aliasType").upper().startswith("F"):
            kind = "former"
        low = text_at(item, "isLowQuality") == "true"
        for writing in children(item, "translations/translation"):
            first, last, full = (
                squeeze(text_at(writing, f"formatted{p}Name")) for p in ("First", "Last", "Full")
            )
            text = " ".join(filter(None, (first, last))) or full
            if not text or text in seen:
                continue
            seen.add(text)
            script = script_of(text)
            yield Name(
                text=text, kind=kind if script == "Latn" else "original-script", script=script,
                quality="weak" if low else "unstated" if main else "strong",
                parts=tuple(_parts(writing)),
            )  # fmt: skip


def _parts(writing: Element) -> Iterator[NamePart]:
    for part in children(writing, "nameParts/namePart"):
        if text := squeeze(text_at(part, "value")):
            yield NamePart(kind=PARTS.get(text_at(part, "type").casefold(), "other"), text=text)


def _addresses(element: Element) -> Iterator[Address]:
    for item in children(element, "addresses/address"):
        state = squeeze(text_at(item, "country"))
        country = Country(text=state, code=country_code(state)) if state else None
        writings = list(children(item, "translations/translation"))
        for writing in writings:
            parts: dict[str, str] = {}
            for part in children(writing, "addressParts/addressPart"):
                name = text_at(part, "type").upper()
                parts[name] = ", ".join(
                    filter(None, (parts.get(name), squeeze(text_at(part, "value"))))
                )
            lines = [parts[n] for n in ("ADDRESS1", "ADDRESS2", "ADDRESS3") if parts.get(n)]
            text = ", ".join(filter(None, (*parts.values(), state)))
            if not text:
                continue
            yield Address(
                text=text, street=", ".join(lines),
                city=parts.get("CITY", ""),
                region=parts.get("STATE/PROVINCE", "") or parts.get("REGION", ""),
                postcode=parts.get("POSTAL CODE", ""), country=country,
            )  # fmt: skip
        if not writings and state:
            yield Address(text=state, country=country)


def _feature(item: Element, found: Features) -> None:
    label, value = text_at(item, "type"), squeeze(text_at(item, "value"))
    interval = None
    dates = child(item, "valueDate")
    if dates is not None:
        interval = make_interval(
            _day(text_at(dates, "fromDateBegin")), _day(text_at(dates, "toDateEnd")),
            circa=text_at(dates, "isApproximate") == "true",
        )  # fmt: skip
    comment = squeeze(text_at(item, "comments"))
    found.take(label, value, interval)
    if comment:
        found.take(f"{label} comment", comment)
    doubt = text_at(item, "reliability")
    if doubt and doubt.casefold() != "confirmed":
        found.take(f"{label} reliability", f"{value}: {doubt}")


def _document(item: Element, found: Features) -> None:
    notes = [text_at(item, n) for n in ("issuingAuthority", "issuingLocation", "comments")]
    if text_at(item, "isValid") == "false":
        notes.append("not valid")
    found.take_document(
        text_at(item, "type"), squeeze(text_at(item, "documentNumber")),
        text_at(item, "issuingCountry"), text_at(item, "issueDate"),
        text_at(item, "expirationDate"), "; ".join(filter(None, notes)),
    )  # fmt: skip


def _links(source: str, element: Element) -> Iterator[Link]:
    for item in children(element, "relationships/relationship"):
        label = text_at(item, "type")
        other = child(item, "relatedEntity")
        notes = [label, text_at(item, "quality"), squeeze(text_at(item, "comments"))]
        yield Link(
            kind=LINKS.get(label.casefold().rstrip("."), "linked-to"),
            name=squeeze(other.text or "") if other is not None else "", source=source,
            id=other.get("entityId", "") if other is not None else "",
            note="; ".join(filter(None, notes)),
        )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
