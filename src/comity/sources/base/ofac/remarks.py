"""The structured facts inside OFAC's remarks: segments behind semicolons."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from comity.model import (
    Contact,
    Country,
    Detail,
    Identifier,
    IdentifierKind,
    Issue,
    Link,
    Name,
    PartialDate,
    Place,
    read_date,
)
from comity.sources.base.description import load_vocabulary
from comity.text import country_code, script_of, squeeze

_WEAK = re.compile(r"(?:alt\. )?(a\.k\.a\.|f\.k\.a\.|n\.k\.a\.) '(.+?)'\.?$")
_WALLET = re.compile(r"(?:alt\. )?Digital Currency Address - (\w+) (\S+)$")
_TAGGED = re.compile(
    r"(?:alt\. )?(Website|Email Address|Phone Number|Fax Number|Telephone|Fax)[:]? (.+)$", re.I
)
_RISK = re.compile(
    r"(Secondary sanctions risk:|Additional Sanctions Information -|Subject to Secondary|"
    r"Transactions Prohibited For)",
    re.I,
)
_LINKED = re.compile(r"\(?Linked To: (.+?)\)?$", re.I)
_NUMBER = re.compile(r"(.+?)(?: \((.+?)\))?(?: issued (.+?))?(?: expires (.+?))?$")
_IMO = re.compile(r"(?:IMO )?(\d{7})$")
_CONTACTS = {"website": "website", "email address": "email"}


@dataclass(slots=True)
class Facts:
    """What was found in remarks; lists in the order of the text."""

    names: list[Name] = field(default_factory=list)
    births: list[PartialDate] = field(default_factory=list)
    birth_places: list[Place] = field(default_factory=list)
    nationalities: list[Country] = field(default_factory=list)
    citizenships: list[Country] = field(default_factory=list)
    genders: list[str] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    risks: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    segments: int = 0
    unparsed: int = 0


@cache
def vocabulary() -> dict[str, Any]:
    """Return the words OFAC's lists share."""
    return load_vocabulary(__package__, "programmes.toml")


@cache
def target_of(tag: str) -> str:
    """Return the state a programme tag is about, or empty."""
    return next((state for state, tags in vocabulary()["targets"].items() if tag in tags), "")


@cache
def _labels() -> tuple[tuple[str, IdentifierKind], ...]:
    """Return identifier labels, longest first, so that the most specific one is taken."""
    table: dict[str, IdentifierKind] = vocabulary()["identifiers"]
    return tuple(sorted(table.items(), key=lambda x: -len(x[0])))


def read_remarks(text: str, key: str) -> Facts:
    """Return the facts in a remark. The remark itself is kept by the caller."""
    facts = Facts()
    for segment in _segments(text):
        facts.segments += 1
        if not _read_segment(segment, key, facts):
            facts.unparsed += 1
    return facts


def _segments(text: str) -> list[str]:
    plain = squeeze(text)
    parts = [p.strip() for p in re.split(r"; |;$|\.$", plain)]
    # "(Linked To: A; Linked To: B)" is one bracket around several segments.
    return [p.strip("() ") if "Linked To" in p else p for p in parts if p.strip(" .()")]


def _read_segment(segment: str, key: str, facts: Facts) -> bool:
    plain = re.sub(r"^alt\. ", "", segment)
    label, _, rest = plain.partition(" ")
    if match := _WEAK.match(segment):
        kind = "former" if match[1] == "f.k.a." else "alias"
        name = Name(text=match[2], kind="former" if kind == "former" else "alias", quality="weak",
                    script=script_of(match[2]))  # fmt: skip
        facts.names.append(name)
    elif label == "DOB":
        found = read_date(rest)
        if found:
            facts.births.append(found)
        else:
            facts.issues.append(Issue(code="unreadable-date", place=f"{key} DOB", found=rest))
    elif label == "POB":
        country = rest.rpartition(", ")[2]
        code = country_code(country)
        place = Place(text=rest, country=Country(text=country, code=code) if code else None)
        facts.birth_places.append(place)
    elif label in ("nationality", "citizen"):
        target = facts.nationalities if label == "nationality" else facts.citizenships
        target.append(Country(text=rest, code=country_code(rest)))
    elif label == "Gender":
        facts.genders.append(rest.lower())
    elif match := _LINKED.match(segment):
        facts.links.append(Link(kind="linked-to", name=match[1]))
    elif _RISK.match(segment):
        facts.risks.append(segment)
    elif match := _WALLET.match(segment):
        facts.identifiers.append(
            Identifier(kind="wallet", value=match[2], currency=match[1], label="Digital Currency")
        )
    elif match := _TAGGED.match(segment):
        contact = _CONTACTS.get(match[1].lower(), "fax" if "ax" in match[1] else "phone")
        facts.contacts.append(
            Contact(
                kind="website" if contact == "website" else "email" if contact == "email"
                else "fax" if contact == "fax" else "phone",
                value=match[2],
            )
        )  # fmt: skip
    else:
        return _read_number(plain, facts) or _read_detail(plain, facts)
    return True


def _read_number(text: str, facts: Facts) -> bool:
    lowered = text.lower()
    for label, kind in _labels():
        if lowered.startswith(label):
            rest = text[len(label) :].strip(" :")
            if match := _NUMBER.match(rest):
                facts.identifiers.append(identifier(kind, text[: len(label)], *match.groups()))
                return True
    return False


def identifier(
    kind: IdentifierKind, label: str, value: str, country: str | None = None,
    issued: str | None = None, expires: str | None = None,
) -> Identifier:  # fmt: skip
    """Return an identifier; an IMO number as its seven digits."""
    if kind == "imo":
        match = _IMO.match(value.strip())
        value = match[1] if match else value
    return Identifier(
        kind=kind, value=value.strip(), label=label, issued=issued or "", expires=expires or "",
        country=Country(text=country, code=country_code(country)) if country else None,
    )  # fmt: skip


_DETAILS = re.compile(
    r"(Organization Established Date|Organization Type:|Target Type|Vessel Year of Build|"
    r"Former Vessel Flag|Vessel Flag|Vessel Type|Vessel Owner|Aircraft Model|Aircraft Operator|"
    r"Aircraft Manufacture Date|Aircraft Mode S Transponder Code|Bank Account Number|"
    r"Executive Order \d+(?: Directive Determination| information)?:? ?-?|Other Vessel Type|"
    r"BIK \(RU\)|Equity Ticker|Issuer Name|"
    r"Effective Date|Purchase/Sales|Listing Date|CAATSA Section 235 Information:|"
    r"All offices worldwide|nationality of registration)[ :]*(.*)$",
    re.I,
)


def _read_detail(segment: str, facts: Facts) -> bool:
    match = _DETAILS.match(segment)
    if match:
        key = match[1].strip(" :-").lower().replace(" ", "-")
        facts.details.append(Detail(key=key, value=match[2] or "yes"))
    return match is not None
