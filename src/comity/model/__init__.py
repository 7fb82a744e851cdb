"""The vocabulary of Comity as frozen values: names, dates, records, issues, authorities."""

from comity.model.authorities import Authority, Character
from comity.model.dates import PartialDate, read_date
from comity.model.facts import (
    REVIEWED,
    Address,
    Contact,
    Country,
    Detail,
    Identifier,
    IdentifierKind,
    LegalReference,
    Link,
    Place,
    Reference,
)
from comity.model.issues import Issue
from comity.model.names import Name, NameKind, NamePart, PartKind, Quality
from comity.model.records import Confidence, Event, EventKind, Origin, Record, Schema

__all__ = [
    "REVIEWED",
    "Address",
    "Authority",
    "Character",
    "Confidence",
    "Contact",
    "Country",
    "Detail",
    "Event",
    "EventKind",
    "Identifier",
    "IdentifierKind",
    "Issue",
    "LegalReference",
    "Link",
    "Name",
    "NameKind",
    "NamePart",
    "Origin",
    "PartKind",
    "PartialDate",
    "Place",
    "Quality",
    "Record",
    "Reference",
    "Schema",
    "read_date",
]
