"""Denied persons: rows without a key."""

from __future__ import annotations

from datetime import date

import pytest

from comity.errors import UnreadableFile
from comity.model import Record
from comity.sources.base import BytesBlob
from comity.sources.us_bis_dpl.table import _NEEDED, read_table


def rows(*cells: dict[str, str]) -> list[Record]:
    lines = ["\t".join(_NEEDED), *("\t".join(c.get(t, "") for t in _NEEDED) for c in cells)]
    blob = BytesBlob("dpl.txt", "\n".join(lines).encode())
    return [i for i in read_table([blob]).items if isinstance(i, Record)]


ROW = {
    "Name": " JANE  DOE", "City": "SAMPLETON", "Country": "GB", "Effective_Date": "06/19/2003",
    "Expiration_Date": "06/29/2056", "FR_Citation": "68 F.R. 1",
}  # fmt: skip


def test_an_order_with_two_addresses_is_two_rows_of_one_subject() -> None:
    first, second = rows(ROW, ROW | {"City": "OTHERTOWN"})
    assert first.names[0].text == "JANE DOE"
    assert (first.listed_on, first.delisted_on) == (date(2003, 6, 19), date(2056, 6, 29))
    assert first.id != second.id
    assert [r.id for r in second.references] == [first.id]


def test_impossible_dates_and_missing_names_are_told() -> None:
    (record,) = rows(ROW | {"Name": "", "Expiration_Date": "04/07/3035"})
    assert record.unread
    assert {i.code for i in record.issues} == {"missing-name", "unreadable-date"}


def test_the_same_row_twice_is_two_listings() -> None:
    first, second = rows(ROW, ROW)
    assert second.id == f"{first.id}#2"
    assert [i.code for i in second.issues] == ["duplicate-key"]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(UnreadableFile, match="missing column"):
        list(read_table([BytesBlob("d.txt", b"Name\tStreet_Address\nx\ty\n")]).items)
