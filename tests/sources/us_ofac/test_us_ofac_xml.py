"""OFAC's sdnList XML: both real files, and faults."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.errors import UnreadableFile
from comity.model import Record
from comity.sources import source_named
from comity.sources.base import BytesBlob, FileBlob

EXTRACT = b"""<sdnList xmlns="urn:any"><publshInformation><Publish_Date>01/08/2026</Publish_Date>
<Record_Count>1</Record_Count></publshInformation><sdnEntry><uid>7</uid><firstName>Jane</firstName>
<lastName>DOE</lastName><sdnType>Individual</sdnType><programList><program>SDGT</program>
</programList><idList><id><uid>1</uid><idType>Passport</idType><idNumber>X1</idNumber>
<idCountry>Iran</idCountry></id><id><uid>2</uid><idType>Gender</idType><idNumber>Female</idNumber>
</id><id><uid>3</uid><idType>Secondary sanctions risk:</idType><idNumber>section 1(b)</idNumber>
</id></idList><akaList><aka><uid>4</uid><type>a.k.a.</type><category>weak</category>
<lastName>JANIE</lastName></aka></akaList><dateOfBirthList><dateOfBirthItem><uid>5</uid>
<dateOfBirth>circa 1952</dateOfBirth></dateOfBirthItem></dateOfBirthList></sdnEntry></sdnList>"""


def test_an_entry_is_read_in_full() -> None:
    source = source_named("us_ofac_cons")
    reading = source.formats[2].read([BytesBlob("x.xml", EXTRACT)])
    (jane,) = [i for i in reading.items if isinstance(i, Record)]
    assert (reading.declared, str(reading.published)) == (1, "2026-01-08")
    assert [(n.text, n.quality) for n in jane.names] == [
        ("Jane DOE", "unstated"),
        ("JANIE", "weak"),
    ]
    assert jane.identifiers[0].kind == "passport"
    assert jane.genders == ("female",)
    assert jane.secondary_sanctions == ("Secondary sanctions risk: section 1(b)",)
    assert jane.births[0].circa


def test_a_truncated_file_is_refused() -> None:
    source = source_named("us_ofac_cons")
    with pytest.raises(UnreadableFile):
        list(source.formats[2].read([BytesBlob("x.xml", EXTRACT[:-40])]).items)


@pytest.mark.shared
@pytest.mark.parametrize(("day", "count"), [("2024-05-06", 443), ("2026-01-08", 442)])
def test_every_entry_of_a_real_file_is_a_listing(shared: Path, day: str, count: int) -> None:
    blob = FileBlob(shared / f"data/us_ofac/cons/consolidated_{day}.xml")
    source = source_named("us_ofac_cons")
    assert source.formats[2].matches([blob])
    reading = source.formats[2].read([blob])
    records = [i for i in reading.items if isinstance(i, Record)]
    assert len(records) == len({r.id for r in records}) == reading.declared == count
    assert not any(r.unread for r in records)
