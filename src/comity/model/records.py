"""What one snapshot says of one listing, and dated evidence about listings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from comity.model.dates import PartialDate
from comity.model.facts import (
    Address,
    Contact,
    Country,
    Detail,
    Identifier,
    LegalReference,
    Link,
    Place,
    Reference,
)
from comity.model.issues import Issue
from comity.model.names import Name

Schema = Literal["Person", "Organization", "Vessel", "Aircraft", "Wallet", "Unknown"]
Origin = Literal["own", "un", "both", "unstated"]
EventKind = Literal["listed", "delisted", "relisted"]
Confidence = Literal["verified", "recalled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one snapshot says of one listing: everything the publisher gives, nothing more.

    Attributes:
        source: Code of the list, e.g. `un_sc`.
        id: The publisher's own key of the listing, stable over snapshots.
        schema: What the subject is.
        names: All names; the first with kind `primary` is the main one. Never empty unless
            `unread`.
        births: Birth dates, in every precision; several are alternatives.
        other_ids: Further ids the same publisher uses or used for this listing.
        programmes: The publisher's programme or regime tags, exactly as published.
        regimes: The regimes they stand for, by the list's vocabulary (display form).
        targets: ISO alpha-2 codes of the states the regimes are about, e.g. `IR`.
        measures: What is ordered (asset freeze, travel ban, …), as published.
        origin: Whether the publisher listed on its own decision (`own`), only to carry out a
            UN listing (`un`), or both; `unstated` when the publisher does not say.
        references: Published cross-references to other lists.
        listed_on: Date of listing by the authority, where this file gives one.
        listed_basis: The publisher's field it was read from, e.g. `LISTED_ON`.
        amended_on: Dates of amendment, ascending.
        delisted_on: Dated end of the listing, where this file gives one (first day without
            effect).
        secondary_sanctions: Published warnings of secondary sanctions, as published.
        unread: True when the element could not be read as a listing; it is kept all the same.
        issues: What in it could not be read.
    """

    source: str
    id: str
    schema: Schema = "Unknown"
    names: tuple[Name, ...] = ()
    births: tuple[PartialDate, ...] = ()
    birth_places: tuple[Place, ...] = ()
    deaths: tuple[PartialDate, ...] = ()
    nationalities: tuple[Country, ...] = ()
    citizenships: tuple[Country, ...] = ()
    genders: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    addresses: tuple[Address, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    contacts: tuple[Contact, ...] = ()
    links: tuple[Link, ...] = ()
    details: tuple[Detail, ...] = ()
    other_ids: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    regimes: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    legal: tuple[LegalReference, ...] = ()
    origin: Origin = "unstated"
    references: tuple[Reference, ...] = ()
    listed_on: date | None = None
    listed_basis: str = ""
    amended_on: tuple[date, ...] = ()
    delisted_on: date | None = None
    secondary_sanctions: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    unread: bool = False
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Dated evidence about a listing that does not come from its own list's snapshot.

    Attributes:
        source: Code of the list the listing is on.
        id: The publisher's key of the listing.
        kind: What happened on that day.
        on: The first day with the new state; None for the day the file was published.
        citation: Where the date was read.
        confidence: `verified` when seen in the named place, `recalled` otherwise.
    """

    source: str
    id: str
    kind: EventKind
    citation: str
    on: date | None = None
    confidence: Confidence = "verified"
