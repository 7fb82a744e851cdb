"""The UK consolidated list: both layouts, both carriers, faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.errors import UnreadableFile
from comity.model import Record
from comity.sources import source_named
from comity.sources.base import Blob, BytesBlob, FileBlob

EXTRACT = """Last Updated,13/04/2018
Name 6,Name 1,DOB,Nationality,Other Information,Group Type,Alias Type,Regime,Listed On,Group ID
DOE,Jane,00/00/1980,1) Iran 2) Iraq,UN Ref QDi.004. See 5,Individual,Prime Alias,Iran,04/03/2008,7
"EXAMPLE, LTD",,,,,Entity,Prime Alias,Atlantis,05/03/2008,8
DOÉ,Janie,99/99/1980,,UN Ref QDi.004.,Individual,AKA,Iran,04/03/2008,7
"""


def read(blob: Blob) -> list[Record]:
    (fmt,) = [f for f in source_named("gb_ofsi").formats if f.matches([blob])]
    return [i for i in fmt.read([blob]).items if isinstance(i, Record)]


def test_rows_of_one_group_that_stand_apart_are_one_listing() -> None:
    jane, firm = read(BytesBlob("c.csv", EXTRACT.encode("cp1252")))
    assert [(n.text, n.kind) for n in jane.names] == [
        ("Jane DOE", "primary"),
        ("Janie DOÉ", "alias"),
    ]
    assert [r.id for r in jane.references] == ["QDi.004"]
    assert jane.origin == "un"
    assert [c.code for c in jane.nationalities] == ["IR", "IQ"]
    assert [i.code for i in jane.issues] == ["unreadable-date"]
    assert firm.origin == "own"
    assert [i.code for i in firm.issues] == ["unknown-regime"]


def test_a_missing_column_is_named() -> None:
    data = EXTRACT.replace("Group ID", "Group").encode()
    with pytest.raises(UnreadableFile, match="missing column Group ID"):
        read(BytesBlob("c.csv", data))


COUNTS = {
    "conlist_2016-02-12_subset.csv": 463, "conlist_2018-04-13.csv": 2_106,
    "conlist_2025-04-10.xlsx": 4_686,
}  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize("name", COUNTS)
def test_every_group_of_a_real_file_is_a_listing(shared: Path, name: str) -> None:
    records = read(FileBlob(shared / "data/gb" / name))
    assert len(records) == len({r.id for r in records}) == COUNTS[name]
    assert sum(not r.names for r in records) == 0
    assert not [i for r in records for i in r.issues if i.code.startswith("unknown-")]


@pytest.mark.shared
def test_the_six_firms_stand_where_they_should(shared: Path) -> None:
    early = {r.id: r for r in read(FileBlob(shared / "data/gb/conlist_2018-04-13.csv"))}
    assert early["10448"].references[0].id == "E.03.III.8"
    late = {r.id: r for r in read(FileBlob(shared / "data/gb/conlist_2025-04-10.xlsx"))}
    assert late["16127"].other_ids == ("INU0241",)
    assert late["16127"].origin == "own"
