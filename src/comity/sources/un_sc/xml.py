"""The consolidated XML: one element an entry, persons and entities apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from comity.errors import UnreadableFile
from comity.model import (
    Address,
    Country,
    Detail,
    Event,
    Identifier,
    Issue,
    Name,
    PartialDate,
    Place,
    Quality,
    Record,
    read_date,
)
from comity.sources.base import Blob, Reading, load_vocabulary
from comity.sources.base.xml import (
    Element,
    children,
    looks_like_xml,
    root_of,
    stream_elements,
    text_at,
    texts_at,
)
from comity.text import country_code, script_of, squeeze

_ROOT = "CONSOLIDATED_LIST"
_KINDS = {"INDIVIDUALS/INDIVIDUAL": "INDIVIDUAL", "ENTITIES/ENTITY": "ENTITY"}
_OLD_REFERENCE = re.compile(r"\[\s*Old\s+Reference\s*#\s*([^\]]+?)\s*\]", re.I)


@cache
def _vocabulary() -> dict[str, Any]:
    return load_vocabulary(__package__)


def matches_xml(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one consolidated XML."""
    return len(blobs) == 1 and looks_like_xml(blobs[0], _ROOT)


def read_xml(blobs: Sequence[Blob]) -> Reading:
    """Open a consolidated XML.

    Raises:
        UnreadableFile: Another root, or no date of generation.
    """
    (blob,) = blobs
    root, attributes = root_of(blob)
    if root != _ROOT:
        raise UnreadableFile(blob.name, f"root element {root}, not {_ROOT}")
    try:
        published = date.fromisoformat(attributes.get("dateGenerated", "")[:10])
    except ValueError:
        why = "no readable dateGenerated in the root element"
        raise UnreadableFile(blob.name, why, mend="fetch it again") from None
    return Reading(published=published, items=_records(blob))


def _records(blob: Blob) -> Iterator[Record | Event | Issue]:
    seen: dict[str, int] = {}
    for path, element in stream_elements(blob, *_KINDS):
        record = map_entry(element, _KINDS[path])
        count = seen[record.id] = seen.get(record.id, 0) + 1
        if count > 1:
            issue = Issue(code="duplicate-key", place=record.id, found=f"entry {count} of this id")
            record = replace(record, id=f"{record.id}#{count}", issues=(*record.issues, issue))
        yield record


def map_entry(element: Element, kind: str) -> Record:
    """Return the record of an INDIVIDUAL or ENTITY element.

    An entry without a reference keeps its DATAID as key; one without a name is unread.
    """
    data_id = text_at(element, "DATAID")
    reference = text_at(element, "REFERENCE_NUMBER")
    key = reference or f"dataid-{data_id or 'missing'}"
    issues: list[Issue] = []
    if not reference:
        issues.append(Issue(code="missing-key", place=key, found="no REFERENCE_NUMBER"))
    names = _names(element, kind, key, issues)
    if not any(n.kind == "primary" for n in names):
        issues.append(Issue(code="missing-name", place=key, found="no primary name"))
    list_type = text_at(element, "UN_LIST_TYPE")
    regime = _vocabulary()["regimes"].get(list_type)
    if regime is None:
        issues.append(Issue(code="unknown-regime", place=f"{key} UN_LIST_TYPE", found=list_type))
    comments = text_at(element, "COMMENTS1")
    updated = texts_at(element, "LAST_DAY_UPDATED/VALUE")
    return Record(
        source="un_sc", id=key, schema="Person" if kind == "INDIVIDUAL" else "Organization",
        names=names, births=_births(element, key, issues), birth_places=_birth_places(element),
        nationalities=tuple(_country(t) for t in texts_at(element, "NATIONALITY/VALUE")),
        genders=tuple(t.lower() for t in texts_at(element, "GENDER") if t.lower() != "unknown"),
        titles=texts_at(element, "TITLE/VALUE"), positions=texts_at(element, "DESIGNATION/VALUE"),
        addresses=tuple(_addresses(element, f"{kind}_ADDRESS")),
        identifiers=tuple(_documents(element, key, issues)),
        details=_details(element, data_id, issues),
        other_ids=tuple(" ".join(t.split()) for t in _OLD_REFERENCE.findall(comments)),
        programmes=(list_type,) if list_type else (),
        regimes=(regime["name"],) if regime else (), targets=tuple(regime["targets"]) if regime
        else (), measures=(), origin="own", listed_on=_listed(element, key, issues),
        listed_basis="LISTED_ON", amended_on=_days(updated),
        remarks=(" ".join(comments.split()),) if comments else (), unread=not names,
        issues=tuple(issues),
    )  # fmt: skip


def _country(text: str) -> Country:
    return Country(text=squeeze(text), code=country_code(text))


def _names(element: Element, kind: str, key: str, issues: list[Issue]) -> tuple[Name, ...]:
    fields = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    whole = squeeze(" ".join(filter(None, (text_at(element, f) for f in fields))))
    texts = [squeeze(t) for t in whole.split(";")] if kind == "ENTITY" else [whole]
    names = [
        Name(text=t, kind="primary" if i == 0 else "alias", script=script_of(t))
        for i, t in enumerate(filter(None, texts))
    ]
    if original := squeeze(text_at(element, "NAME_ORIGINAL_SCRIPT")):
        names.append(Name(text=original, kind="original-script", script=script_of(original)))
    for alias in children(element, f"{kind}_ALIAS"):
        names.extend(_alias(alias, key, issues))
    return tuple(names)


def _alias(alias: Element, key: str, issues: list[Issue]) -> Iterator[Name]:
    quality_text = text_at(alias, "QUALITY")
    known = _vocabulary()["alias_qualities"]
    word = known.get(quality_text.casefold())
    if quality_text and word is None:
        place = f"{key} QUALITY"
        issues.append(Issue(code="unknown-alias-quality", place=place, found=quality_text))
    quality: Quality = "weak" if word == "weak" else "strong" if word == "strong" else "unstated"
    fields = ("DATE_OF_BIRTH", "CITY_OF_BIRTH", "COUNTRY_OF_BIRTH", "NOTE")
    note = "; ".join(filter(None, (squeeze(text_at(alias, f)) for f in fields)))
    # A semicolon joins several aliases in one element (24 persons, 3 entities of 2026).
    for part in text_at(alias, "ALIAS_NAME").split(";"):
        if (text := squeeze(part)) and text.casefold() != "na":
            former = quality_text.casefold() == "f.k.a."
            yield Name(
                text=text, kind="former" if former else "alias", quality=quality,
                script=script_of(text), note=note,
            )  # fmt: skip


def _births(element: Element, key: str, issues: list[Issue]) -> tuple[PartialDate, ...]:
    found = []
    for birth in children(element, "INDIVIDUAL_DATE_OF_BIRTH"):
        kind = text_at(birth, "TYPE_OF_DATE").casefold()
        day, year = text_at(birth, "DATE"), text_at(birth, "YEAR")
        low, high = text_at(birth, "FROM_YEAR"), text_at(birth, "TO_YEAR")
        text = day or year or (f"between {low} and {high}" if low and high else low or high)
        note = squeeze(text_at(birth, "NOTE"))
        if not text:
            if note:
                text = note
            else:
                continue
        read = read_date(text)
        if read is None:
            whole = f"{text} ({note})" if note and note != text else text
            issues.append(Issue(code="unreadable-date", place=f"{key} date of birth", found=whole))
            continue
        shown = f"{text} ({note})" if note and note != text else text
        circa = read.circa or kind == "approximately"
        found.append(replace(read, text=f"circa {shown}" if circa else shown, circa=circa))
    return tuple(dict.fromkeys(found))


def _birth_places(element: Element) -> tuple[Place, ...]:
    found = []
    for place in children(element, "INDIVIDUAL_PLACE_OF_BIRTH"):
        fields = ("STREET", "CITY", "STATE_PROVINCE", "COUNTRY")
        parts = [squeeze(text_at(place, f)) for f in fields]
        note = squeeze(text_at(place, "NOTE"))
        if text := ", ".join(filter(None, parts)) or note:
            found.append(Place(
                text=text, city=parts[1], region=parts[2],
                country=_country(parts[3]) if parts[3] else None,
                note=note if note != text else "",
            ))  # fmt: skip
    return tuple(found)


def _addresses(element: Element, name: str) -> Iterator[Address]:
    for address in children(element, name):
        fields = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
        parts = [squeeze(text_at(address, f)) for f in fields]
        note = squeeze(text_at(address, "NOTE"))
        if text := ", ".join(filter(None, parts)) or note:
            yield Address(
                text=text, street=parts[0], city=parts[1], region=parts[2], postcode=parts[3],
                country=_country(parts[4]) if parts[4] else None, note=note,
            )  # fmt: skip


def _documents(element: Element, key: str, issues: list[Issue]) -> Iterator[Identifier]:
    kinds = _vocabulary()["documents"]
    for document in children(element, "INDIVIDUAL_DOCUMENT"):
        label = squeeze(text_at(document, "TYPE_OF_DOCUMENT"))
        extra = squeeze(text_at(document, "TYPE_OF_DOCUMENT2"))
        number, note = squeeze(text_at(document, "NUMBER")), squeeze(text_at(document, "NOTE"))
        # Without a number the kind's second half or the note says it: "(tazkira) number 1136".
        value = number or (extra if any(map(str.isdigit, extra)) else "") or note or extra
        if not value:
            continue
        kind = kinds.get(label.casefold())
        if kind is None:
            if label:
                issues.append(Issue(code="unknown-document", place=key, found=label))
            kind = "other"
        country, place = text_at(document, "ISSUING_COUNTRY"), text_at(document, "COUNTRY_OF_ISSUE")
        # A Tunisian passport issued in Milan: the second country is where, not by whom.
        where = ", ".join(filter(None, (
            squeeze(text_at(document, "CITY_OF_ISSUE")), place if country and place != country
            else "",
        )))  # fmt: skip
        yield Identifier(
            kind=kind, value=value, country=_country(country or place) if country or place
            else None, label=" ".join(filter(None, (label, extra if extra != value else ""))),
            issued=text_at(document, "DATE_OF_ISSUE"),
            note="; ".join(filter(None, (
                note if note != value else "", where and f"issued in {where}",
            ))),
        )  # fmt: skip


def _details(element: Element, data_id: str, issues: Sequence[Issue]) -> tuple[Detail, ...]:
    names = ("SUBMITTED_BY", "SUBMITTED_ON")
    fields = [("dataid", data_id)]
    fields += [(name.lower().replace("_", "-"), text_at(element, name)) for name in names]
    # A birth date that cannot be read ("30-35 years old") stays, as published.
    fields += [("birth-date", i.found) for i in issues if i.place.endswith("date of birth")]
    return tuple(Detail(key=k, value=v) for k, v in fields if v)


def _listed(element: Element, key: str, issues: list[Issue]) -> date | None:
    # Ten entries carry a zone behind the day (`2015-04-07-04:00`): the first ten characters.
    text = text_at(element, "LISTED_ON")
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        issues.append(Issue(code="unreadable-date", place=f"{key} LISTED_ON", found=text))
        return None


def _days(texts: Sequence[str]) -> tuple[date, ...]:
    found = set()
    for text in texts:
        with suppress(ValueError):
            found.add(date.fromisoformat(text[:10]))
    return tuple(sorted(found))
