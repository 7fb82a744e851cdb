"""The CSV: many rows a designation, a product of its fields with several values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from comity.errors import UnreadableFile
from comity.model import Event, Issue, Record
from comity.sources.base import Blob, Reading, head
from comity.sources.base.keys import mark_repeats
from comity.sources.base.tables import require_columns, stream_csv
from comity.sources.gb_uksl.designation import Designation
from comity.sources.gb_uksl.mapping import map_designation
from comity.text import squeeze

_DATE = re.compile(r"Report Date:\s*(\d{1,2}-[A-Za-z]{3}-\d{4})")
_ONE = {
    "Last Updated": "LastUpdated", "Date Designated": "DateDesignated",
    "OFSI Group ID": "OFSIGroupID", "UN Reference Number": "UNReferenceNumber",
    "Regime Name": "RegimeName", "Designation Type": "IndividualEntityShip",
    "Designation source": "DesignationSource", "Sanctions Imposed": "SanctionsImposed",
    "Other Information": "OtherInformation", "UK Statement of Reasons": "UKStatementofReasons",
}  # fmt: skip
_MANY = {
    "Title": "Title", "Phone number": "PhoneNumber", "Website": "Website",
    "Email address": "EmailAddress", "D.O.B": "DOB", "Nationality(/ies)": "Nationality",
    "Position": "Position", "Gender": "Gender", "Type of entity": "TypeOfEntity",
    "Subsidiaries": "Subsidiary", "Parent company": "ParentCompany",
    "Business registration number (s)": "BusinessRegistrationNumber", "IMO number": "IMONumber",
    "Current owner/operator (s)": "CurrentOwnerOperator",
    "Previous owner/operator (s)": "PreviousOwnerOperator",
    "Current believed flag of ship": "CurrentBelievedFlagOfShip",
    "Previous flags": "PreviousFlag", "Type of ship": "TypeOfShip",
    "Tonnage of ship": "TonnageOfShip", "Length of ship": "LengthOfShip",
    "Year Built": "YearBuilt", "Hull identification number (HIN)": "HullIdentificationNumber",
}  # fmt: skip
_NAMES = (*(f"Name {n}" for n in range(1, 7)), "Name type", "Alias strength")
_SCRIPTS = (
    "Name non-latin script", "Non-latin script type", "Non-latin script language",
)  # fmt: skip
_ADDRESS = (*(f"Address Line {n}" for n in range(1, 7)), "Address Postal Code", "Address Country")
_BIRTH = ("Town of birth", "Country of birth")
_PAPERS = {
    "Passport": ("Passport number", "Passport additional information"),
    "NationalIdentifier": (
        "National Identifier number", "National Identifier additional information",
    ),
}  # fmt: skip
_NEEDED = ("Unique ID", *_NAMES, "Regime Name", "Designation Type", "Date Designated")


def matches_table(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one file that begins with the list's report date."""
    if len(blobs) != 1:
        return False
    try:
        start = head(blobs[0], 4096).removeprefix(b"\xef\xbb\xbf").lstrip(b'"')
    except OSError:
        return False
    return start.startswith(b"Report Date:") and b"Unique ID" in start


def read_table(blobs: Sequence[Blob]) -> Reading:
    """Open the CSV.

    Raises:
        UnreadableFile: No report date, or a column is missing.
    """
    (blob,) = blobs
    rows = stream_csv(blob, encodings=("utf-8-sig", "cp1252"))
    _, first = next(rows, (0, [""]))
    match = _DATE.match(first[0])
    if not match:
        raise UnreadableFile(blob.name, "no readable Report Date in row 1", mend="fetch it again")
    published = datetime.strptime(match[1], "%d-%b-%Y").date()  # noqa: DTZ007
    _, header = next(rows, (0, []))
    columns = require_columns(blob, header, _NEEDED)
    return Reading(published=published, items=mark_repeats(_records(columns, rows)))


def _records(
    columns: dict[str, int], rows: Iterator[tuple[int, list[str]]]
) -> Iterator[Record | Event | Issue]:
    found: dict[str, Designation] = {}
    for line, row in rows:
        cell = {t: squeeze(row[i]) if i < len(row) else "" for t, i in columns.items() if t}
        key = cell["Unique ID"] or f"missing-{line}"
        add_row(found.setdefault(key, Designation(key=key)), cell)
    for designation in found.values():
        yield map_designation(designation)


def add_row(found: Designation, cell: dict[str, str]) -> None:
    """Add what one row says of a designation."""
    for column, title in _ONE.items():
        if text := cell.get(column, ""):
            found.one.setdefault(title, text)
    for column, title in _MANY.items():
        found.add(title, cell.get(column, ""))
    rows: tuple[tuple[list[tuple[str, ...]], tuple[str, ...]], ...] = (
        (found.names, tuple(cell.get(c, "") for c in _NAMES)),
        (found.scripts, tuple(cell.get(c, "") for c in _SCRIPTS)),
        (found.addresses, tuple(cell.get(c, "") for c in _ADDRESS)),
        (found.births, tuple(cell.get(c, "") for c in _BIRTH)),
        *(
            (found.papers, (title, *(cell.get(c, "") for c in pair)))
            for title, pair in _PAPERS.items()
            if cell.get(pair[0]) or cell.get(pair[1])
        ),
    )
    for held, row in rows:
        if any(row) and row not in held:
            held.append(row)
    known = {*_ONE, *_MANY, *_NAMES, *_SCRIPTS, *_ADDRESS, *_BIRTH, "Unique ID"}
    known |= {c for pair in _PAPERS.values() for c in pair}
    for column in cell.keys() - known:
        found.add(column, cell[column])
