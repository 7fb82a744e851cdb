"""OFAC's csv set: a hand-made extract, faults, and every real file."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.errors import UnreadableFile
from comity.model import Issue, Record
from comity.sources import source_named
from comity.sources.base import Blob, BytesBlob, FileBlob
from comity.sources.base.ofac.remarks import read_remarks

MAIN = (
    b'1,"DOE, Jane",individual,"IRAN] [SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB circa 1962; '
    b"alt. DOB 31 Feb 1963; POB Tehran, Iran; nationality Iran; Gender Female; Passport X1 (Iran) "
    b"expires 01 Jan 2020; a.k.a. 'JANIE'; Additional Sanctions Information - Subject to Secondary "
    b'Sanctions; (Linked To: EXAMPLE BA"\r\n'
    b'2,"EXAMPLE STAR",vessel,"IRAN",-0- ,"EPXX","Tanker","1000","900","Iran","EXAMPLE CO",'
    b'"Vessel Registration Identification IMO 9187629; MMSI 422000000."\r\n\x1a'
)
ALT = b'1,5,"aka","DOE, Janet",-0- \r\n9,6,"aka","NOBODY",-0- \r\n\x1a'
COMMENTS = b'1,"NK)."\r\n\x1a'


def read(*blobs: Blob) -> tuple[list[Record], list[Issue]]:
    (fmt,) = [f for f in source_named("us_ofac_sdn").formats if f.matches(blobs)]
    items = list(fmt.read(blobs).items)
    records = [i for i in items if isinstance(i, Record)]
    return records, [i for i in items if isinstance(i, Issue)]


def test_a_set_is_put_together_and_its_remarks_are_read() -> None:
    records, issues = read(
        BytesBlob("sdn.csv", MAIN), BytesBlob("alt.csv", ALT),
        BytesBlob("sdn_comments.csv", COMMENTS),
    )  # fmt: skip
    jane, star = records
    assert [(n.text, n.quality) for n in jane.names] == [
        ("Jane DOE", "unstated"), ("Janet DOE", "strong"), ("JANIE", "weak"),
    ]  # fmt: skip
    assert jane.programmes == ("IRAN", "SDGT")
    assert jane.targets == ("IR",)
    assert jane.births[0].circa
    assert [i.code for i in jane.issues] == ["unreadable-date"]
    assert (jane.identifiers[0].kind, jane.identifiers[0].expires) == ("passport", "01 Jan 2020")
    assert jane.links[0].name == "EXAMPLE BANK"
    assert len(jane.secondary_sanctions) == 1
    assert [(i.kind, i.value) for i in star.identifiers] == [
        ("call-sign", "EPXX"), ("imo", "9187629"), ("mmsi", "422000000"),
    ]  # fmt: skip
    assert [(i.code, i.record) for i in issues] == [("orphan-row", "9")]


def test_a_row_of_wrong_width_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="2 cells, 12 are needed"):
        read(BytesBlob("sdn.csv", MAIN.replace(b"\r\n\x1a", b"\r\n") + b'3,"CUT OFF"'))


def test_a_wallet_keeps_its_currency() -> None:
    facts = read_remarks("Digital Currency Address - XBT 1ExampleExampleExample; DOB 1970.", "1")
    assert (facts.identifiers[0].kind, facts.identifiers[0].currency) == ("wallet", "XBT")
    assert facts.unparsed == 0


COUNTS = {"sdn_2019-01": 7_379, "sdn_2023-12-28": 13_821}
ALONE = {"2022-02-23": 9_108, "2022-03-01": 9_226, "2024-05-03": 14_965}


@pytest.mark.shared
@pytest.mark.parametrize("folder", COUNTS)
def test_every_entry_of_a_real_set_is_a_listing(shared: Path, folder: str) -> None:
    files = sorted((shared / "data/us_ofac" / folder).iterdir())
    records, issues = read(*map(FileBlob, files))
    assert len(records) == COUNTS[folder] == len({r.id for r in records})
    assert not any(r.unread for r in records)
    assert len(issues) == (3 if folder == "sdn_2023-12-28" else 0)


@pytest.mark.shared
@pytest.mark.parametrize("day", ALONE)
def test_the_list_alone_is_read(shared: Path, day: str) -> None:
    records, _ = read(FileBlob(shared / f"data/us_ofac/sdn_only/sdn_{day}.csv"))
    assert len(records) == ALONE[day]


@pytest.mark.shared
def test_nearly_every_segment_of_real_remarks_is_read(shared: Path) -> None:
    records, _ = read(FileBlob(shared / "data/us_ofac/sdn_2023-12-28/sdn.csv"))
    found = [read_remarks(r.remarks[0], r.id) for r in records if r.remarks]
    unparsed = sum(f.unparsed for f in found) / sum(f.segments for f in found)
    assert unparsed < 0.06


@pytest.mark.parametrize("name", ["SDN (1).csv", "ofac.csv", "sdn.csv"])
def test_the_list_alone_is_known_by_its_first_row_whatever_its_name(name: str) -> None:
    row = b'36,"AEROCARIBBEAN AIRLINES",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
    (fmt,) = [f for f in source_named("us_ofac_sdn").formats if f.matches([BytesBlob(name, row)])]
    assert (fmt.code, fmt.thin) == ("csv-alone", True)
