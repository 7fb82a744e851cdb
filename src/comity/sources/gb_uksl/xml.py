"""The XML: one element a designation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from comity.errors import UnreadableFile
from comity.model import Event, Issue, Record
from comity.sources.base import Blob, Reading
from comity.sources.base.keys import mark_repeats
from comity.sources.base.xml import (
    Element,
    children,
    local_name,
    looks_like_xml,
    stream_elements,
    text_at,
)
from comity.sources.gb_uksl.designation import Designation
from comity.sources.gb_uksl.mapping import map_designation
from comity.text import squeeze

NAMES = tuple(f"Name{n}" for n in range(1, 7))
LINES = tuple(f"AddressLine{n}" for n in range(1, 7))
_ONE = (
    "LastUpdated", "DateDesignated", "OFSIGroupID", "UNReferenceNumber", "RegimeName",
    "IndividualEntityShip", "DesignationSource", "SanctionsImposed", "OtherInformation",
    "UKStatementofReasons",
)  # fmt: skip
_MANY = {
    "Titles/Title": "Title", "PhoneNumbers/PhoneNumber": "PhoneNumber",
    "Websites/Website": "Website", "EmailAddresses/EmailAddress": "EmailAddress",
    "IndividualDetails/Individual/DOBs/DOB": "DOB",
    "IndividualDetails/Individual/Nationalities/Nationality": "Nationality",
    "IndividualDetails/Individual/Positions/Position": "Position",
    "IndividualDetails/Individual/Genders/Gender": "Gender",
}  # fmt: skip
_DETAILS = ("EntityDetails/Entity", "ShipDetails/Ship")
_READ = frozenset((
    *_ONE, "UniqueID", "Names", "NonLatinNames", "Titles", "SanctionsImposedIndicators",
    "Addresses", "PhoneNumbers", "Websites", "EmailAddresses", "IndividualDetails",
    "EntityDetails", "ShipDetails",
))  # fmt: skip


def matches_xml(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one file of designations."""
    return len(blobs) == 1 and looks_like_xml(blobs[0], "Designations")


def read_xml(blobs: Sequence[Blob]) -> Reading:
    """Open the XML.

    Raises:
        UnreadableFile: No date of generation.
    """
    (blob,) = blobs
    for _, element in stream_elements(blob, "DateGenerated"):
        try:
            published = datetime.strptime((element.text or "").strip(), "%d/%m/%Y").date()  # noqa: DTZ007
        except ValueError:
            break
        return Reading(published=published, items=mark_repeats(_records(blob)))
    raise UnreadableFile(blob.name, "no readable DateGenerated", mend="fetch it again")


def _records(blob: Blob) -> Iterator[Record | Event | Issue]:
    for number, (_, element) in enumerate(stream_elements(blob, "Designation"), start=1):
        yield map_designation(read_element(element, number))


def read_element(element: Element, number: int) -> Designation:
    """Return the cells of one `Designation` element; what is not known is kept as a value."""
    found = Designation(key=squeeze(text_at(element, "UniqueID")) or f"missing-{number}")
    found.one = {title: squeeze(text_at(element, title)) for title in _ONE}
    for name in children(element, "Names/Name"):
        titles = (*NAMES, "NameType", "AliasStrength")
        found.names.append(tuple(squeeze(text_at(name, t)) for t in titles))
    for name in children(element, "NonLatinNames/NonLatinName"):
        found.scripts.append((
            squeeze(text_at(name, "NameNonLatinScript")),
            squeeze(text_at(name, "NonLatinScriptType")),
            squeeze(text_at(name, "NonLatinScriptLanguage")),
        ))  # fmt: skip
    for path, title in _MANY.items():
        for item in children(element, path):
            found.add(title, squeeze(item.text or ""))
    for address in children(element, "Addresses/Address"):
        titles = (*LINES, "AddressPostalCode", "AddressCountry")
        found.addresses.append(tuple(squeeze(text_at(address, t)) for t in titles))
    person = "IndividualDetails/Individual"
    for place in children(element, f"{person}/BirthDetails/Location"):
        birth = (squeeze(text_at(place, "TownOfBirth")), squeeze(text_at(place, "CountryOfBirth")))
        found.births.append(birth)
    for path, title in (
        ("PassportDetails/Passport", "Passport"),
        ("NationalIdentifierDetails/NationalIdentifier", "NationalIdentifier"),
    ):
        for paper in children(element, f"{person}/{path}"):
            number_ = squeeze(text_at(paper, f"{title}Number"))
            remark = squeeze(text_at(paper, f"{title}AdditionalInformation"))
            found.papers.append((title, number_, remark))
    for path in _DETAILS:
        for detail in children(element, path):
            for group in detail:
                for item in group if len(group) else (group,):
                    found.add(local_name(item), squeeze("".join(item.itertext())))
    for item in element:
        # A field of tomorrow is kept as it is.
        if local_name(item) and local_name(item) not in _READ:
            found.add(local_name(item), squeeze(" ".join(item.itertext())))
    return found
