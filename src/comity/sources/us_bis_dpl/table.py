"""The tab-separated file: one row a name and address, without a key of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime

from comity.model import (
    Address,
    Country,
    Detail,
    Event,
    Issue,
    LegalReference,
    Name,
    Record,
    Reference,
)
from comity.sources.base import Blob, Reading, head
from comity.sources.base.keys import mark_repeats, short_hash
from comity.sources.base.tables import require_columns, stream_csv
from comity.text import country_code, script_of, squeeze

_NEEDED = (
    "Name", "Street_Address", "City", "State", "Country", "Postal_Code", "Effective_Date",
    "Expiration_Date", "Standard_Order", "Last_Update", "Action", "FR_Citation",
)  # fmt: skip


def matches_table(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one file with this list's first columns."""
    if len(blobs) != 1:
        return False
    try:
        start = head(blobs[0], 256).removeprefix(b"\xef\xbb\xbf").replace(b'"', b"")
    except OSError:
        return False
    return start.startswith(b"Name\tStreet_Address\t")


def read_table(blobs: Sequence[Blob]) -> Reading:
    """Open the file. It carries no date of its own.

    Raises:
        UnreadableFile: Not this table, or a column is missing.
    """
    (blob,) = blobs
    return Reading(published=None, items=mark_repeats(_records(blob)))


def _records(blob: Blob) -> Iterator[Record | Event | Issue]:
    rows = stream_csv(blob, delimiter="\t", encodings=("utf-8-sig", "cp1252"))
    _, header = next(rows)
    columns = require_columns(blob, header, _NEEDED)
    orders: dict[str, str] = {}
    for line, row in rows:
        cell = {t: squeeze(row[i]) if i < len(row) else "" for t, i in columns.items()}
        order = short_hash(cell["Name"], cell["Effective_Date"], cell["FR_Citation"])
        record = map_row(cell, line, orders.get(order, ""))
        orders.setdefault(order, record.id)
        yield record


def map_row(cell: dict[str, str], line: int, first: str = "") -> Record:
    """Return the record of one row.

    Args:
        first: Key of the first row of the same order, when this is a further address.
    """
    place = f"row {line}"
    issues: list[Issue] = []
    name = cell["Name"]
    if not name:
        issues.append(Issue(code="missing-name", place=place, found="no name"))
    days = {
        title: _day(cell[title], title, place, issues)
        for title in ("Effective_Date", "Expiration_Date")
    }
    country = cell["Country"]
    parts = [cell[t] for t in ("Street_Address", "City", "State", "Postal_Code", "Country")]
    text = ", ".join(filter(None, parts))
    address = Address(
        text=text, street=cell["Street_Address"], city=cell["City"], region=cell["State"],
        postcode=cell["Postal_Code"],
        country=Country(text=country, code=country_code(country)) if country else None,
    )  # fmt: skip
    details = [
        Detail(key=title.lower().replace("_", "-"), value=cell[title])
        for title in ("Expiration_Date", "Standard_Order", "Last_Update")
        if cell[title]
    ]
    key = short_hash(name, cell["Effective_Date"], cell["FR_Citation"], text)
    citation = cell["FR_Citation"]
    return Record(
        source="us_bis_dpl", id=f"DPL-{key}",
        names=(Name(text=name, script=script_of(name)),) if name else (),
        addresses=(address,) if text else (), details=tuple(details),
        programmes=("DPL",), regimes=("US Denied Persons",),
        measures=("denial of export privileges",),
        legal=(LegalReference(title=citation),) if citation else (), origin="own",
        references=(Reference(source="us_bis_dpl", id=first, text=citation),) if first else (),
        listed_on=days["Effective_Date"],
        listed_basis="Effective_Date" if days["Effective_Date"] else "",
        amended_on=tuple(d for d in (_iso(cell["Last_Update"]),) if d),
        delisted_on=days["Expiration_Date"],
        remarks=(cell["Action"],) if cell["Action"] else (), unread=not name,
        issues=tuple(issues),
    )  # fmt: skip


def _day(text: str, title: str, place: str, issues: list[Issue]) -> date | None:
    if not text:
        return None
    with suppress(ValueError):
        day = datetime.strptime(text, "%m/%d/%Y").date()  # noqa: DTZ007
        # Orders end within a lifetime; `3035-04-07` was seen and is a slip of the pen.
        if 1950 <= day.year <= 2150:
            return day
    issues.append(Issue(code="unreadable-date", place=f"{place} {title}", found=text))
    return None


def _iso(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None
