"""The Australian list: both real layouts, and faults."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from comity.errors import UnreadableFile
from comity.model import Record
from comity.sources import source_named
from comity.sources.base import Blob, BytesBlob, FileBlob

HEADER = (
    "Reference", "Name of Individual or Entity", "Type", "Name Type", "Alias Strength",
    "Date of Birth", "Additional Information", "Listing Information", "Committees",
)  # fmt: skip


def workbook(*rows: tuple[object, ...]) -> Blob:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate((HEADER, *rows)):
            sheet.write_row(number, 0, row)
    return BytesBlob("list.xlsx", out.getvalue())


def read(blob: Blob) -> list[Record]:
    fmt = source_named("au_dfat").formats[0]
    assert fmt.matches([blob])
    return [i for i in fmt.read([blob]).items if isinstance(i, Record)]


def test_rows_of_one_number_are_one_listing() -> None:
    said = "Listed by UN 1267 Committee on 25 January 2001 (amended on 9 July 2007)"
    (jane, firm) = read(workbook(
        (2, "JANE DOE", "Individual", "Primary Name", "", "1945, 1946", "QDi.002. See QDi.003.",
         said, "1988 (Taliban)"),
        (9, "EXAMPLE CO", "Entity", "Primary Name", "", "", "", "", "Autonomous (Atlantis)"),
        ("2a", "JANIE", "Individual", "Alias", "Weak", "soon", "QDi.002.", said, "1988 (Taliban)"),
    ))  # fmt: skip
    assert [(n.text, n.quality) for n in jane.names] == [
        ("JANE DOE", "unstated"),
        ("JANIE", "weak"),
    ]
    assert [r.id for r in jane.references] == ["QDi.002"]
    assert (jane.origin, jane.listed_on) == ("un", date(2001, 1, 25))
    assert [b.earliest.year for b in jane.births] == [1945, 1946]
    assert [i.code for i in jane.issues] == ["unreadable-date"]
    assert [i.code for i in firm.issues] == ["unknown-regime"]


def test_a_truncated_workbook_is_refused() -> None:
    blob = workbook((1, "A", "Entity", "Primary Name"))
    with blob.open() as stream:
        cut = BytesBlob("list.xlsx", stream.read()[:-200])
    with pytest.raises(UnreadableFile):
        source_named("au_dfat").formats[0].read([cut])


# Distinct leading numbers in the Reference column.
@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "count"), [("regulation8_2024-11.xlsx", 3_062), ("consolidated_2026-02.xlsx", 3_811)]
)
def test_every_number_of_a_real_file_is_a_listing(shared: Path, name: str, count: int) -> None:
    records = read(FileBlob(shared / "data/au" / name))
    assert len(records) == len({r.id for r in records}) == count
    assert not any(r.unread for r in records)
    assert not [i for r in records for i in r.issues if i.code == "unknown-regime"]


@pytest.mark.parametrize(
    ("cell", "years"),
    [
        ("Approximately 1960, 1966", [1960, 1966]),
        ("1/01/1964, 1959", [1964, 1959]),
        ("1979, 1980,1981,1982", [1979, 1980, 1981, 1982]),
        ("1979, 1980.1981, 1982", [1979, 1980, 1981, 1982]),
        ("06/10/1956 20/06/1956", [1956, 1956]),
        ("08/1977, 09/1977, 1976", [1977, 1977, 1976]),
        ("5 May 1957, April 1957", [1957, 1957]),
        ("28/03/1953; alt DOB: 28/09/1953; alt DOB: 29/09/1953", [1953, 1953, 1953]),
        ("14 Mar 1974 >> 13 Apr 1974", [1974, 1974]),
        ("1963 or 1964 or 1965", [1963, 1964, 1965]),
        ("c. 1957 or 14 March 1942", [1957, 1942]),
        ("a) c. 1962 b) 5 Feb. 1970 (this aka only)", [1962, 1970]),
    ],
)
def test_several_birth_dates_in_one_cell_are_all_read(cell: str, years: list[int]) -> None:
    (jane,) = read(workbook((2, "JANE DOE", "Individual", "Primary Name", "", cell)))
    assert [b.earliest.year for b in jane.births] == years
    assert jane.issues[1:] == ()  # the first is the missing regime


def test_a_birth_date_that_cannot_be_read_is_kept_as_published() -> None:
    (jane,) = read(workbook((2, "JANE DOE", "Individual", "Primary Name", "", "10/061962")))
    assert ("birth-date", "10/061962") in [(d.key, d.value) for d in jane.details]


@pytest.mark.shared
def test_few_birth_dates_of_the_real_list_are_unread(shared: Path) -> None:
    records = read(FileBlob(shared / "data" / "au" / "consolidated_2026-02.xlsx"))
    unread = [i.found for r in records for i in r.issues if i.code == "unreadable-date"]
    assert len(unread) <= 6, unread
