"""One numbered group of rows to one record: the main row first, then what the others add."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
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
from comity.text import country_code, script_of

_SCHEMAS: dict[str, Schema] = {
    "individual": "Person", "entity": "Organization", "vessel": "Vessel",
}  # fmt: skip
_KINDS: dict[str, NameKind] = {
    "primary name": "primary", "aka": "alias", "alias": "alias",
    "original script": "original-script", "formerly known as": "former",
    "previously listed as": "former",
}  # fmt: skip
_NULLS = ("na", "n/a", "-", "")
_LETTERED = re.compile(r"(?:^|\s)\(?[a-z]\)\s*", re.I)
_UN = re.compile(r"\s*([A-Z]{2})([ie])\.?(\d{3})\b")
_LISTED = re.compile(r"\bListed (?:by [^.;(]{0,60}? )?on:? (\d{1,2} [A-Za-z]{3,9}\.? \d{4})")
_MEASURES = ("Targeted Financial Sanction", "Travel Ban", "Arms Embargo", "Maritime Restriction")


@cache
def _vocabulary() -> dict[str, Any]:
    return load_vocabulary(__package__)


def map_group(key: str, rows: Sequence[dict[str, str]]) -> Record:
    """Return the record of all rows with one number."""
    issues: list[Issue] = []
    rows = sorted(rows, key=lambda r: r["Name Type"].casefold() != "primary name")
    main = rows[0]
    schema = _SCHEMAS.get(main["Type"].casefold(), "Unknown")
    if schema == "Unknown":
        issues.append(Issue(code="unknown-type", place=key, found=main["Type"]))
    names = _names(rows, key, issues)
    if not names:
        issues.append(Issue(code="missing-name", place=key, found="no name"))
    tags = _distinct(rows, "Committees")
    known = [_vocabulary()["committees"].get(t.casefold()) for t in tags]
    issues += [
        Issue(code="unknown-regime", place=key, found=t)
        for t, k in zip(tags, known, strict=True)
        if k is None
    ]
    un = any(k and k["un"] for k in known)
    own = any(k and not k["un"] for k in known)
    listing = _distinct(rows, "Listing Information")
    listed = _listed(listing)
    act = _distinct(rows, "Instrument of Designation")
    imo = _distinct(rows, "IMO Number")
    control = [d for t in _distinct(rows, "Control Date") if (d := _day(t))]
    return Record(
        source="au_dfat", id=key, schema=schema, names=names, births=_births(rows, key, issues),
        birth_places=tuple(_place(t) for t in _values(rows, "Place of Birth")),
        citizenships=tuple(_country(t) for t in _values(rows, "Citizenship")),
        addresses=tuple(_address(t) for t in _values(rows, "Address")),
        identifiers=tuple(Identifier(kind="imo", value=t, label="IMO Number") for t in imo),
        details=tuple(Detail(key=k, value=t) for k, t in _details(listing, issues)),
        programmes=tags, regimes=tuple(f"AU {t}" for t in tags),
        targets=tuple(dict.fromkeys(t for k in known if k for t in k["targets"])),
        measures=tuple(m for m in _MEASURES if main.get(m, "").casefold() in ("true", "1")),
        legal=tuple(LegalReference(title=t) for t in act),
        origin="both" if un and own else "un" if un else "own",
        references=_references(rows) if un else (), listed_on=listed,
        listed_basis="Listing Information" if listed else "", amended_on=tuple(sorted(control)),
        remarks=_distinct(rows, "Additional Information"), unread=not names,
        issues=tuple(issues),
    )  # fmt: skip


def _details(listing: Sequence[str], issues: Sequence[Issue]) -> Iterator[tuple[str, str]]:
    for text in listing:
        yield "listing-information", text
    for issue in issues:
        if issue.code == "unreadable-date":
            yield "birth-date", issue.found  # kept as published


def _distinct(rows: Iterable[dict[str, str]], column: str) -> tuple[str, ...]:
    texts = (r.get(column, "").strip() for r in rows)
    return tuple(dict.fromkeys(t for t in texts if t.casefold() not in _NULLS))


def _values(rows: Iterable[dict[str, str]], column: str) -> tuple[str, ...]:
    """Return the values of a column; a cell may hold several as `a) … b) …`."""
    found: dict[str, None] = {}
    for text in _distinct(rows, column):
        parts = _LETTERED.split(text) if re.match(r"\s*\(?a\)", text, re.I) else [text]
        found |= dict.fromkeys(t for p in parts if (t := p.strip(" ;,")))
    return tuple(found)


def _names(rows: Sequence[dict[str, str]], key: str, issues: list[Issue]) -> tuple[Name, ...]:
    found: dict[str, Name] = {}
    for row in rows:
        text = row["Name of Individual or Entity"]
        kind = _KINDS.get(row["Name Type"].casefold())
        if kind is None:
            issues.append(Issue(code="unknown-name-type", place=key, found=row["Name Type"]))
        grade = row.get("Alias Strength", "").casefold()
        quality: Quality = (
            "weak" if grade == "weak" else "strong" if grade == "strong" else "unstated"
        )
        if text and text not in found:
            found[text] = Name(
                text=text, kind=kind or "other", quality=quality, script=script_of(text)
            )
    return tuple(found.values())


_BETWEEN_DATES = re.compile(
    r"\s*[,;]\s*|\s*>>\s*|(?<=\d{4})\s+(?=\d)|(?<=\d{4})\.(?=\d{4})|\s+or\s+|^or\s+"
    r"|\balt\.?\s+(?:DOB|born)\b:?\s*|^born\s+",
    re.I,
)


def _alternatives(cell: str) -> list[str]:
    """Return the birth dates of a cell that holds several.

    The newer layout writes alternatives, and ranges year by year, behind commas, at times without
    a blank, behind a blank alone, or with a full stop for the comma (176 of 3,811 in 2026); the
    older one behind semicolons, "or", "alt DOB:" and arrows.
    """
    if _read(cell):
        return [cell]
    return [p for part in _BETWEEN_DATES.split(cell) if (p := part.strip(" )"))]


def _read(text: str) -> PartialDate | None:
    """Read a date, at need without its remark ("5 Feb. 1970 (this aka only)")."""
    if found := read_date(text):
        return found
    found = read_date(re.sub(r"\s*\(.*|\. For this .*", "", text))
    return replace(found, text=text) if found else None


def _births(
    rows: Sequence[dict[str, str]], key: str, issues: list[Issue]
) -> tuple[PartialDate, ...]:
    found: dict[str, PartialDate] = {}
    for cell in _values(rows, "Date of Birth"):
        for text in _alternatives(cell):
            if read := _read(text):
                found[text] = read
            else:
                issues.append(Issue(code="unreadable-date", place=f"{key} birth", found=text))
    return tuple(found.values())


def _country(text: str) -> Country:
    return Country(text=text, code=country_code(text))


def _place(text: str) -> Place:
    last = text.rpartition(",")[2].strip(" .")
    code = country_code(last)
    return Place(text=text, country=Country(text=last, code=code) if code else None)


def _address(text: str) -> Address:
    last = text.rpartition(",")[2].strip(" .")
    code = country_code(last)
    return Address(text=text, country=Country(text=last, code=code) if code else None)


def _references(rows: Sequence[dict[str, str]]) -> tuple[Reference, ...]:
    found: dict[str, Reference] = {}
    for text in _distinct(rows, "Additional Information"):
        # Only at the very beginning: references in the prose are about other people.
        if match := _UN.match(text):
            id_ = f"{match[1]}{match[2]}.{match[3]}"
            found.setdefault(id_, Reference(source="un_sc", id=id_, text=match[0].strip()))
    return tuple(found.values())


def _listed(texts: Iterable[str]) -> date | None:
    for text in texts:
        if match := _LISTED.search(text):
            read = read_date(match[1].replace(".", ""))
            if read and read.earliest == read.latest:
                return read.earliest
    return None


def _day(text: str) -> date | None:
    read = read_date(text)
    return read.earliest if read and read.earliest == read.latest else None
