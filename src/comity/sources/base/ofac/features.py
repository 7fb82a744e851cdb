"""Features of OFAC's newer files: a label and a value, put where they belong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from comity.model import (
    Contact,
    Country,
    Detail,
    Identifier,
    IdentifierKind,
    Issue,
    PartialDate,
    Place,
    read_date,
)
from comity.sources.base.ofac.remarks import identifier, vocabulary
from comity.text import country_code, squeeze

_VESSEL = {
    "vessel type": "vessel-type", "vessel flag": "flag", "other vessel flag": "flag",
    "former vessel flag": "former-flag", "vessel owner": "owner", "vessel tonnage": "tonnage",
    "vessel gross registered tonnage": "gross-tonnage", "vessel year of build": "built",
    "aircraft model": "aircraft-model", "aircraft operator": "aircraft-operator",
}  # fmt: skip
_NUMBERS: dict[str, IdentifierKind] = {
    "vessel call sign": "call-sign", "mmsi": "mmsi", "swift/bic": "bic",
    "aircraft tail number": "tail-number",
    "aircraft manufacturer's serial number (msn)": "aircraft-serial",
    "aircraft construction number (also called l/n or s/n or f/n)": "aircraft-serial",
    "isin": "isin", "d-u-n-s number": "duns", "legal entity number": "lei",
    "imo number": "imo",
}  # fmt: skip
_CONTACTS = {"website": "website", "email address": "email", "phone number": "phone",
             "fax number": "fax"}  # fmt: skip


@dataclass(slots=True)
class Features:
    """What a party's features say, by the fields of a record."""

    key: str
    births: list[PartialDate] = field(default_factory=list)
    birth_places: list[Place] = field(default_factory=list)
    nationalities: list[Country] = field(default_factory=list)
    citizenships: list[Country] = field(default_factory=list)
    genders: list[str] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    risks: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def take(self, label: str, value: str, interval: PartialDate | None = None) -> None:
        """Put one feature where it belongs; one of an unknown label is kept as a detail."""
        low = squeeze(label).casefold().replace("’", "'")
        value = squeeze(value)
        if low == "birthdate":
            self._take_birth(value, interval)
        elif low == "place of birth":
            state = value.rpartition(", ")[2]
            code = country_code(state)
            country = Country(text=state, code=code) if code else None
            self.birth_places.append(Place(text=value, country=country))
        elif low in ("nationality country", "citizenship country"):
            held = self.nationalities if low[0] == "n" else self.citizenships
            held.append(Country(text=value, code=country_code(value)))
        elif low == "gender":
            self.genders.append(value.casefold())
        elif low in _CONTACTS:
            self.contacts.append(Contact(kind=_CONTACTS[low], value=value))  # type: ignore[arg-type]
        elif low in _NUMBERS:
            kind = _NUMBERS[low]
            self.identifiers.append(Identifier(kind=kind, value=value, label=label))
        elif low.startswith("digital currency address"):
            currency = label.rpartition(" ")[2]
            self.identifiers.append(
                Identifier(kind="wallet", value=value, currency=currency, label=label)
            )
        elif "sanctions" in low or low.startswith("transactions prohibited"):
            self.risks.append(f"{label} {value}".strip())
        else:
            key = _VESSEL.get(low) or re.sub(r"[^a-z0-9]+", "-", low).strip("-")
            text = value or (interval.text if interval else "yes")
            self.details.append(Detail(key=key, value=text))

    def _take_birth(self, value: str, interval: PartialDate | None) -> None:
        if read := read_date(value):
            self.births.append(read)
        elif interval:
            self.births.append(interval)
        else:
            self.issues.append(
                Issue(code="unreadable-date", place=f"{self.key} Birthdate", found=value)
            )

    def take_document(
        self, label: str, value: str, country: str, issued: str, expires: str, note: str
    ) -> None:
        """Keep one document or number; one of an unknown kind is kept as `other`."""
        low = squeeze(label).casefold()
        known = vocabulary()["identifiers"]
        kind: IdentifierKind = (
            known.get(low) or known.get(low.rstrip(".:")) or _NUMBERS.get(low) or "other"
        )
        if kind == "other" and value.upper().startswith("IMO"):
            kind = "imo"
        found = identifier(kind, label, value, country or None, issued, expires)
        self.identifiers.append(
            Identifier(
                kind=found.kind, value=found.value, country=found.country, label=label,
                issued=issued, expires=expires, note=note,
            )
        )  # fmt: skip


def make_interval(start: date | None, end: date | None, *, circa: bool) -> PartialDate | None:
    """Return the days between two dates as one date of that precision."""
    if start is None or end is None or start > end:
        return None
    text = start.isoformat() if start == end else f"{start} to {end}"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        text = str(start.year)
    return PartialDate(text=f"circa {text}" if circa else text, earliest=start, latest=end,
                       circa=circa)  # fmt: skip
