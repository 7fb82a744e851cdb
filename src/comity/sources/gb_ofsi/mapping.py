"""One group of rows to one record: values are united, the primary row's order first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
    IdentifierKind,
    Issue,
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
from comity.sources.base import load_vocabulary
from comity.text import country_code, script_of, squeeze

_SCHEMAS: dict[str, Schema] = {
    "individual": "Person", "entity": "Organization", "ship": "Vessel",
}  # fmt: skip
_NUMBERED = re.compile(r"\s*\(?\b\d{1,2}\)\s*")
_LABEL = re.compile(r"\(([A-Z][^()]{2,60})\):")
_UN_OLD = re.compile(
    r"\bUN\s*Ref(?:erence)?[.: ]*\s*(?:no\.?\s*)?"
    r"([A-Z]{2}[ie]\.\d{1,3}|[A-Z]{1,2}\.[\w.]+\d(?:\.?\(\d+\))?)",
    re.I,
)
_UN_NEW = re.compile(r"([A-Z]{2})([ie])\.?\s*(\d{1,3})\b", re.I)
_UK = re.compile(r"[A-Z]{2,4}\d{4}\b")
_PRIMARY = ("primary name", "prime alias")


@cache
def _vocabulary() -> dict[str, Any]:
    return load_vocabulary(__package__)


def map_group(key: str, rows: Sequence[dict[str, str]]) -> Record:
    """Return the record of all rows that share a Group ID."""
    issues: list[Issue] = []
    rows = sorted(rows, key=lambda r: r["Alias Type"].casefold() not in _PRIMARY)
    kind = rows[0]["Group Type"].casefold()
    schema = _SCHEMAS.get(kind, "Unknown")
    if schema == "Unknown":
        issues.append(Issue(code="unknown-type", place=key, found=kind))
    names = _names(rows, key, issues)
    if not names:
        issues.append(Issue(code="missing-name", place=key, found="no name in any row"))
    notes = _distinct(rows, "Other Information")
    labelled = _labelled(notes)
    references, uk_refs = _references(notes, labelled, key, issues)
    regimes = _distinct(rows, "Regime")
    known = [_vocabulary()["regimes"].get(r.casefold()) for r in regimes]
    issues += [
        Issue(code="unknown-regime", place=key, found=r)
        for r, k in zip(regimes, known, strict=True)
        if k is None
    ]
    listed, basis = _listed(rows)
    return Record(
        source="gb_ofsi", id=key, schema=schema, names=names, births=_births(rows, key, issues),
        birth_places=_birth_places(rows), nationalities=_countries(rows, "Nationality"),
        genders=tuple(g.lower() for g in labelled.get("gender", ())),
        titles=_distinct(rows, "Title"), positions=_split(_distinct(rows, "Position")),
        addresses=_addresses(rows), identifiers=(*_documents(rows), *_labelled_ids(labelled)),
        contacts=_contacts(labelled), links=_links(labelled), details=_details(rows, labelled),
        other_ids=uk_refs, programmes=regimes, regimes=tuple(f"UK {r}" for r in regimes),
        targets=tuple(dict.fromkeys(t for k in known if k for t in k["targets"])),
        origin="un" if references else "own",
        references=(*references, *(Reference(source="gb_uksl", id=r, text=r) for r in uk_refs)),
        listed_on=listed, listed_basis=basis, amended_on=_days(rows, "Last Updated"),
        remarks=notes, unread=not names, issues=tuple(issues),
    )  # fmt: skip


def _distinct(rows: Iterable[dict[str, str]], column: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(t for r in rows if (t := r.get(column, "").strip())))


def _split(texts: Iterable[str]) -> tuple[str, ...]:
    """Split cells that hold several values as `(1) … (2) …` or `1) … 2) …`."""
    found: dict[str, None] = {}
    for text in texts:
        parts = _NUMBERED.split(text) if _NUMBERED.match(text) else [text]
        found |= dict.fromkeys(p for part in parts if (p := squeeze(part).strip(" .;")))
    return tuple(found)


def _names(rows: Sequence[dict[str, str]], key: str, issues: list[Issue]) -> tuple[Name, ...]:
    found: dict[str, Name] = {}
    for row in rows:
        text = squeeze(" ".join(row.get(f"Name {n}", "") for n in (1, 2, 3, 4, 5, 6)))
        word = row["Alias Type"].casefold()
        kind: NameKind = "primary" if word in _PRIMARY else "former" if word == "fka" else "alias"
        if word not in _vocabulary()["alias_types"]["known"]:
            issues.append(Issue(code="unknown-alias-type", place=key, found=row["Alias Type"]))
        grade = row.get("Alias Quality", "").casefold()
        quality: Quality = (
            "weak" if grade.startswith("low") else "strong" if grade.startswith("good")
            else "unstated"
        )  # fmt: skip
        if text and text not in found:
            found[text] = Name(text=text, kind=kind, quality=quality, script=script_of(text))
        if original := squeeze(row.get("Name Non-Latin Script", "")):
            found.setdefault(original, Name(
                text=original, kind="original-script", script=script_of(original),
                language=row.get("Non-Latin Script Language", ""),
            ))  # fmt: skip
    return tuple(found.values())


def _births(
    rows: Sequence[dict[str, str]], key: str, issues: list[Issue]
) -> tuple[PartialDate, ...]:
    found: dict[str, PartialDate] = {}
    for text in _split(_distinct(rows, "DOB")):
        if read := read_date(text):
            found[text] = read
        else:
            issues.append(Issue(code="unreadable-date", place=f"{key} DOB", found=text))
    return tuple(found.values())


def _country(text: str) -> Country:
    return Country(text=text, code=country_code(text))


def _countries(rows: Sequence[dict[str, str]], column: str) -> tuple[Country, ...]:
    return tuple(_country(t) for t in _split(_distinct(rows, column)))


def _birth_places(rows: Sequence[dict[str, str]]) -> tuple[Place, ...]:
    found: dict[str, Place] = {}
    for row in rows:
        town, land = squeeze(row.get("Town of Birth", "")), squeeze(row.get("Country of Birth", ""))
        if text := ", ".join(filter(None, (town, land))):
            found.setdefault(
                text, Place(text=text, city=town, country=_country(land) if land else None)
            )
    return tuple(found.values())


def _addresses(rows: Sequence[dict[str, str]]) -> tuple[Address, ...]:
    found: dict[str, Address] = {}
    for row in rows:
        street = ", ".join(filter(None, (row.get(f"Address {n}", "") for n in range(1, 7))))
        post, land = row.get("Post/Zip Code", ""), row.get("Country", "")
        if text := squeeze(", ".join(filter(None, (street, post, land)))):
            found.setdefault(text, Address(
                text=text, street=street, postcode=post, country=_country(land) if land else None
            ))  # fmt: skip
    return tuple(found.values())


def _documents(rows: Sequence[dict[str, str]]) -> tuple[Identifier, ...]:
    columns: tuple[tuple[str, str, IdentifierKind], ...] = (
        ("Passport Number", "Passport Details", "passport"),
        ("National Identification Number", "National Identification Details", "national-id"),
        ("NI Number", "", "national-id"),
    )
    found: dict[tuple[str, str], Identifier] = {}
    for row in rows:
        for number, details, kind in columns:
            value, note = row.get(number, ""), squeeze(row.get(details, "")) if details else ""
            # The older layout has only "Passport Details", with numbers and words in one cell.
            for part in _split([value or (note if number not in row else "")]):
                found.setdefault((kind, part), Identifier(
                    kind=kind, value=part, label=number, note=note if value else ""
                ))  # fmt: skip
    return tuple(found.values())


def _labelled(notes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the labelled texts of Other Information: `(Gender):Male (Website):…`."""
    found: dict[str, dict[str, None]] = {}
    for note in notes:
        parts = _LABEL.split(note)
        for label, text in zip(parts[1::2], parts[2::2], strict=True):
            values = _split([text])
            found.setdefault(label.casefold(), {}).update(dict.fromkeys(values))
    return {label: tuple(values) for label, values in found.items()}


def _references(
    notes: Iterable[str], labelled: dict[str, tuple[str, ...]], key: str, issues: list[Issue]
) -> tuple[tuple[Reference, ...], tuple[str, ...]]:
    texts = [*labelled.get("un ref", ())]
    if not texts:
        # One reference right behind "UN Ref"; others in the prose are about other people.
        texts = [m[1] for note in notes if (m := _UN_OLD.search(note))]
    found: dict[str, Reference] = {}
    for text in texts:
        if match := _UN_NEW.match(text.strip()):
            id_ = f"{match[1].upper()}{match[2].lower()}.{int(match[3]):03d}"
        elif re.match(r"[A-Z]{1,2}\.", text):
            id_ = text.strip(" .")
        else:
            issues.append(Issue(code="unreadable-reference", place=key, found=text))
            continue
        found.setdefault(id_, Reference(source="un_sc", id=id_, text=text))
    # The field's text runs on into the statement of reasons when a bracket is missing.
    uk = (m[0] for t in labelled.get("uk sanctions list ref", ()) if (m := _UK.match(t.strip())))
    return tuple(found.values()), tuple(dict.fromkeys(uk))


def _labelled_ids(labelled: dict[str, tuple[str, ...]]) -> tuple[Identifier, ...]:
    found = []
    for label, kind in (("imo number", "imo"), ("business reg no", "registration"),
                        ("national identification number", "national-id")):  # fmt: skip
        for value in labelled.get(label, ()):
            if kind == "imo":
                digits = re.search(r"\d{7}", value)
                plain = digits[0] if digits else value
                found.append(Identifier(kind="imo", value=plain, label=label))
            else:
                known: IdentifierKind = "registration" if kind[0] == "r" else "national-id"
                found.append(Identifier(kind=known, value=value, label=label))
    return tuple(found)


def _contacts(labelled: dict[str, tuple[str, ...]]) -> tuple[Contact, ...]:
    found = [Contact(kind="phone", value=v) for v in labelled.get("phone number", ())]
    found += [Contact(kind="website", value=v) for v in labelled.get("website", ())]
    return (*found, *(Contact(kind="email", value=v) for v in labelled.get("email address", ())))


def _links(labelled: dict[str, tuple[str, ...]]) -> tuple[Link, ...]:
    found = [Link(kind="parent", name=v) for v in labelled.get("parent company", ())]
    return (*found, *(Link(kind="subsidiary", name=v) for v in labelled.get("subsidiaries", ())))


_SHIP = {
    "type of ship": "vessel-type", "tonnage of ship": "tonnage", "length of ship": "length",
    "current believed flag of ship": "flag", "previous flags": "former-flag",
    "current owner/operators": "owner", "year built": "built", "type of entity": "entity-type",
}  # fmt: skip


def _details(
    rows: Sequence[dict[str, str]], labelled: dict[str, tuple[str, ...]]
) -> tuple[Detail, ...]:
    found = [Detail(key=k, value=v) for name, k in _SHIP.items() for v in labelled.get(name, ())]
    found += [Detail(key="listed-on", value=v) for v in _distinct(rows, "Listed On")]
    dates = _distinct(rows, "UK Sanctions List Date Designated")
    return (*found, *(Detail(key="date-designated", value=v) for v in dates))


def _days(rows: Sequence[dict[str, str]], column: str) -> tuple[date, ...]:
    found = set()
    for text in _distinct(rows, column):
        with suppress(ValueError):
            found.add(datetime.strptime(text, "%d/%m/%Y").date())  # noqa: DTZ007 - a day
    return tuple(sorted(found))


def _listed(rows: Sequence[dict[str, str]]) -> tuple[date | None, str]:
    for column in ("UK Sanctions List Date Designated", "Listed On"):
        if days := _days(rows, column):
            # Designations carried over at the end of the transition bear 31 December 2020,
            # which is no listing date: the list's own date is older and right.
            if days[0] == date(2020, 12, 31) and (older := _days(rows, "Listed On")):
                return older[0], "Listed On"
            return days[0], column
    return None, ""
