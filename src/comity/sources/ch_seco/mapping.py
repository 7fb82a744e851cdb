"""One target to one record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from comity.model import (
    Address,
    Country,
    Detail,
    Identifier,
    Issue,
    LegalReference,
    Link,
    Name,
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
from comity.sources.base.xml import Element, child, children, local_name, text_at
from comity.sources.ch_seco.xml import Programme, Tables, read_day
from comity.text import country_code, script_of, squeeze

_UN = re.compile(r"([A-Z]{2})([ie])\.(\d{3})")
_IMO = re.compile(r"\bIMO(?: (?:No\.?|number))?:?\s*(\d{7})\b", re.I)
_BODIES = ("individual", "entity", "object")
_TEXTS = {"justification": "reasons", "other-information": "information"}


@cache
def _vocabulary() -> dict[str, Any]:
    return load_vocabulary(__package__)


def map_target(element: Element, tables: Tables) -> Record:
    """Return the record of one target; one without a name is unread, and kept."""
    key = element.get("ssid", "") or "missing"
    issues: list[Issue] = []
    body = next((i for i in element if local_name(i) in _BODIES), None)
    schema = _schema(body, key, issues)
    sets = [squeeze(i.text or "") for i in children(element, "sanctions-set-id")]
    sets += [s for s in (element.get("sanctions-set-id"),) if s]
    programmes = _programmes(sets, tables, key, issues)
    identities = list(children(body, "identity")) if body is not None else []
    names = tuple(_names(identities))
    if not names:
        issues.append(Issue(code="missing-name", place=key, found="no name"))
    history = list(_history(element))
    foreign = squeeze(text_at(element, "foreign-identifier"))
    origin = _origin(programmes, foreign)
    listed = min((d for kind, d in history if kind == "listed"), default=None)
    texts = {
        name: tuple(squeeze(i.text or "") for part in (body, element) if part is not None
                    for i in children(part, name))
        for name in (*_TEXTS, "generic-attribute")
    }  # fmt: skip
    return Record(
        source="ch_seco", id=key, schema=schema, names=names,
        births=tuple(_births(identities, key, issues)),
        birth_places=tuple(_places(identities, "place-of-birth", tables)),
        nationalities=tuple(_nationalities(identities)),
        genders=tuple(g for g in ((body.get("sex") if body is not None else None),) if g),
        addresses=tuple(_addresses(identities, tables)),
        identifiers=(*_documents(identities), *_imo(texts["other-information"], schema)),
        links=tuple(_links(element, body)), details=tuple(_details(element, body)),
        programmes=tuple(p.key for p in programmes),
        regimes=tuple(dict.fromkeys(f"CH {_short(p)}" for p in programmes)),
        targets=tuple(dict.fromkeys(t for p in programmes if (t := _target(p)))),
        measures=tuple(dict.fromkeys(p.sets[s] for s in sets for p in programmes if s in p.sets)),
        legal=tuple(LegalReference(title=p.name) for p in programmes if p.name), origin=origin,
        references=tuple(_references(foreign)), listed_on=listed,
        listed_basis="modification listed" if listed else "",
        amended_on=tuple(sorted({d for kind, d in history if kind == "amended"})),
        delisted_on=_ended(history), remarks=tuple(
            t for name in _TEXTS for t in texts[name] if t
        ), unread=not names, issues=tuple(issues),
    )  # fmt: skip


def _schema(body: Element | None, key: str, issues: list[Issue]) -> Schema:
    if body is None:
        issues.append(Issue(code="unknown-type", place=key, found="no individual or entity"))
        return "Unknown"
    kind = local_name(body)
    if kind == "individual":
        return "Person"
    if kind == "entity":
        return "Organization"
    found: Schema | None = _vocabulary()["objects"].get(body.get("object-type", ""))
    if found is None:
        issues.append(Issue(code="unknown-type", place=key, found=body.get("object-type", "")))
        return "Unknown"
    return found


def _programmes(sets: list[str], tables: Tables, key: str, issues: list[Issue]) -> list[Programme]:
    found: list[Programme] = []
    for number in sets:
        programme = tables.programmes.get(number)
        if programme is None:
            issues.append(Issue(code="unknown-regime", place=key, found=f"set {number}"))
        elif programme.key not in [p.key for p in found]:
            found.append(programme)
    if not sets:
        issues.append(Issue(code="unknown-regime", place=key, found="no sanctions set"))
    return found


def _short(programme: Programme) -> str:
    return programme.key or programme.name


def _target(programme: Programme) -> str:
    """Return the state a programme is about: its name ends in "… with regard to STATE"."""
    words = re.split(
        r"\b(?:against|with regard to|vis-à-vis|relating to|towards)\b", programme.name
    )
    state = re.sub(r"\(.*?\)|^the\b", "", words[-1].strip(), flags=re.I).strip(" .")
    return country_code(state) if len(words) > 1 else ""


def _origin(programmes: list[Programme], foreign: str) -> Origin:
    said = " ".join(p.origin.upper() for p in programmes)
    un = bool(re.search(r"\b(?:UN|ONU|UNO)\b", said))
    other = bool(re.search(r"\b(?:EU|UE|CH)\b", said))
    if un and not other:
        return "un"
    if _UN.fullmatch(foreign):
        return "un"
    # A programme of both origins does not say which its entries are; a number of an annex of the
    # Union shows that an entry follows the Union.
    if other and not un:
        return "own"
    return "own" if foreign and other else "unstated"


def _references(foreign: str) -> Iterator[Reference]:
    for match in _UN.finditer(foreign):
        yield Reference(source="un_sc", id=match[0], text=foreign)


def _names(identities: list[Element]) -> Iterator[Name]:
    seen: set[str] = set()
    for identity in identities:
        main = identity.get("main", "true") == "true"
        for element in children(identity, "name"):
            kind = _vocabulary()["names"].get(element.get("name-type", ""), "other")
            quality: Quality = "weak" if element.get("quality") == "low" else "unstated"
            if kind == "primary" and (not main or seen):
                kind = "alias"
            parts = sorted(children(element, "name-part"), key=_order)
            for text, roles, note in _writings(parts):
                if text and text not in seen:
                    seen.add(text)
                    yield Name(
                        text=text, kind=kind if not note else "original-script",
                        quality=quality, script=script_of(text), parts=roles,
                        language=note or element.get("lang", ""),
                    )  # fmt: skip


def _order(part: Element) -> int:
    text = part.get("order", "")
    return int(text) if text.isdigit() else 99


def _writings(parts: list[Element]) -> Iterator[tuple[str, tuple[NamePart, ...], str]]:
    """Yield the name, then its other writings: variants are given part by part."""
    values = [squeeze(text_at(p, "value")) for p in parts]
    kinds = [_vocabulary()["parts"].get(p.get("name-part-type", ""), "other") for p in parts]
    roles = tuple(NamePart(kind=k, text=v) for k, v in zip(kinds, values, strict=True) if v)
    yield " ".join(filter(None, values)), roles, ""
    variants = [
        {(v.get("script", ""), v.get("lang", "")): squeeze(v.text or "")
         for v in children(p, "spelling-variant")}
        for p in parts
    ]  # fmt: skip
    for script, language in dict.fromkeys(k for v in variants for k in v):
        chosen = [v.get((script, language), "") for v in variants]
        if script in ("LATN", "") and not all(chosen):
            chosen = [c or value for c, value in zip(chosen, values, strict=True)]
        yield " ".join(filter(None, chosen)), (), language or script


def _births(identities: list[Element], key: str, issues: list[Issue]) -> Iterator[PartialDate]:
    for identity in identities:
        for element in children(identity, "day-month-year"):
            year, month, day = (element.get(n, "") for n in ("year", "month", "day"))
            text = "-".join(filter(None, (year, month.zfill(2) if month else "",
                                          day.zfill(2) if day and month else "")))  # fmt: skip
            circa = "circa " if element.get("quality") in ("low", "circa") else ""
            if read := read_date(circa + text):
                yield read
            else:
                issues.append(Issue(code="unreadable-date", place=f"{key} birth", found=text))


def _nationalities(identities: list[Element]) -> Iterator[Country]:
    for identity in identities:
        for element in children(identity, "nationality/country"):
            yield _country(element)


def _country(element: Element) -> Country:
    code = element.get("iso-code", "") or element.get("code", "")
    text = squeeze(element.text or "") or code
    return Country(text=text, code=country_code(code) or country_code(text))


def _places(identities: list[Element], name: str, tables: Tables) -> Iterator[Place]:
    for identity in identities:
        for element in children(identity, name):
            place = tables.places.get(element.get("place-id", ""))
            if place is not None:
                yield place


def _addresses(identities: list[Element], tables: Tables) -> Iterator[Address]:
    for identity in identities:
        for element in children(identity, "address"):
            place = tables.places.get(element.get("place-id", ""))
            street, zip_, box, care, note = (
                squeeze(text_at(element, n))
                for n in ("address-details", "zip-code", "p-o-box", "c-o", "remarks")
            )
            lines = (street, f"P.O. Box {box}" if box else "", f"c/o {care}" if care else "", zip_)
            text = ", ".join(filter(None, (*lines, place.text if place else "")))
            if text:
                yield Address(
                    text=text, street=street, postcode=zip_, note=note,
                    city=place.city if place else "", region=place.region if place else "",
                    country=place.country if place else None,
                )  # fmt: skip


def _documents(identities: list[Element]) -> Iterator[Identifier]:
    for identity in identities:
        for element in children(identity, "identification-document"):
            label = element.get("document-type", "")
            issuer = child(element, "issuer")
            number = squeeze(text_at(element, "number"))
            if number:
                yield Identifier(
                    kind=_vocabulary()["documents"].get(label, "other"), value=number, label=label,
                    country=_country(issuer) if issuer is not None else None,
                    issued=text_at(element, "date-of-issue"),
                    expires=text_at(element, "expiry-date"),
                    note=squeeze(text_at(element, "remark")),
                )  # fmt: skip


def _imo(texts: tuple[str, ...], schema: Schema) -> Iterator[Identifier]:
    if schema == "Vessel":
        for text in texts:
            for match in _IMO.finditer(text):
                yield Identifier(kind="imo", value=match[1], label="other-information")


def _links(element: Element, body: Element | None) -> Iterator[Link]:
    for part in (body, element):
        for item in children(part, "relation") if part is not None else ():
            label = item.get("relation-type", "")
            yield Link(
                kind=_vocabulary()["relations"].get(label, "other"), source="ch_seco",
                id=item.get("target-id", ""), note=squeeze(text_at(item, "remark")) or label,
            )  # fmt: skip


def _details(element: Element, body: Element | None) -> Iterator[Detail]:
    foreign = squeeze(text_at(element, "foreign-identifier"))
    if foreign:
        yield Detail(key="foreign-identifier", value=foreign)
    for part in (body, element):
        for item in children(part, "generic-attribute") if part is not None else ():
            yield Detail(key=item.get("name", "attribute"), value=squeeze(item.text or ""))


def _history(element: Element) -> Iterator[tuple[str, date]]:
    for item in children(element, "modification"):
        for attribute in ("effective-date", "publication-date", "enactment-date"):
            if day := read_day(item.get(attribute, "")):
                yield item.get("modification-type", ""), day
                break


def _ended(history: list[tuple[str, date]]) -> date | None:
    """Return the day of the end when the newest change of standing is a de-listing."""
    changes = [(d, kind) for kind, d in history if kind in ("listed", "de-listed")]
    if not changes:
        return None
    day, kind = max(changes)
    return day if kind == "de-listed" else None
