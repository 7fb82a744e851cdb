"""The UN consolidated list: a hand-made extract, faults, and every real file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comity.errors import UnreadableFile
from comity.model import Record
from comity.sources.base import BytesBlob, FileBlob
from comity.sources.un_sc import SOURCE

READ = SOURCE.formats[0].read

EXTRACT = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-01-02T00:00:00Z"><INDIVIDUALS><INDIVIDUAL>
<DATAID>1</DATAID><FIRST_NAME>JANE</FIRST_NAME><SECOND_NAME>DOE</SECOND_NAME>
<UN_LIST_TYPE>Iran</UN_LIST_TYPE><REFERENCE_NUMBER>IRi.999 </REFERENCE_NUMBER>
<LISTED_ON>2015-04-07-04:00</LISTED_ON><NAME_ORIGINAL_SCRIPT>جين دو</NAME_ORIGINAL_SCRIPT>
<COMMENTS1>A remark. [Old Reference
# I.99.Z.9]</COMMENTS1><NATIONALITY><VALUE>Iran (Islamic Republic of)</VALUE></NATIONALITY>
<INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Janie; J. Doe</ALIAS_NAME></INDIVIDUAL_ALIAS>
<INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1962</YEAR>
</INDIVIDUAL_DATE_OF_BIRTH><INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE>
<FROM_YEAR>1959</FROM_YEAR><TO_YEAR>1961</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
<INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>X1</NUMBER>
<ISSUING_COUNTRY>Iran</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT></INDIVIDUAL></INDIVIDUALS>
<ENTITIES><ENTITY><DATAID>2</DATAID><UN_LIST_TYPE>Atlantis</UN_LIST_TYPE>
<REFERENCE_NUMBER>ATe.001</REFERENCE_NUMBER><LISTED_ON>soon</LISTED_ON></ENTITY></ENTITIES>
</CONSOLIDATED_LIST>"""


def read(text: str | bytes) -> list[Record]:
    data = text.encode() if isinstance(text, str) else text
    items = READ([BytesBlob(name="consolidated.xml", data=data)]).items
    return [item for item in items if isinstance(item, Record)]


def test_a_person_is_read_in_full() -> None:
    jane = read(EXTRACT)[0]
    assert jane.id == "IRi.999"
    assert jane.other_ids == ("I.99.Z.9",)
    assert jane.listed_on == date(2015, 4, 7)
    assert [(n.text, n.kind, n.quality) for n in jane.names] == [
        ("JANE DOE", "primary", "unstated"),
        ("جين دو", "original-script", "unstated"),
        ("Janie", "alias", "weak"),
        ("J. Doe", "alias", "weak"),
    ]
    assert jane.names[1].script == "Arab"
    assert [(b.earliest.year, b.latest.year, b.circa) for b in jane.births] == [
        (1962, 1962, True),
        (1959, 1961, False),
    ]
    assert jane.nationalities[0].code == "IR"
    assert jane.identifiers[0].kind == "passport"
    assert jane.regimes == ("UN Iran (1737)",)


def test_what_cannot_be_read_becomes_issues_and_the_record_stays() -> None:
    unread = read(EXTRACT)[1]
    assert unread.id == "ATe.001"
    assert unread.unread
    assert {i.code for i in unread.issues} == {"missing-name", "unknown-regime", "unreadable-date"}


def test_a_key_used_twice_keeps_both_records() -> None:
    twice = EXTRACT.replace("<REFERENCE_NUMBER>ATe.001", "<REFERENCE_NUMBER>IRi.999")
    assert [r.id for r in read(twice)] == ["IRi.999", "IRi.999#2"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html></html>", "HTML page"),
        (EXTRACT[:700].encode(), "line"),
        (EXTRACT.encode().replace(b"JANE", b"JAN\xe9"), "line"),
        (EXTRACT.encode().replace(b"JANE", b"JA\x00NE"), "line"),
        (b"<other/>", "root element"),
        (
            b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><CONSOLIDATED_LIST/>',
            "DTD",
        ),
        (
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><CONSOLIDATED_LIST/>',
            "DTD",
        ),
    ],
)
def test_a_bad_file_is_refused_with_one_clear_line(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said) as caught:
        read(data)
    assert "\n" not in str(caught.value)


def test_ten_megabytes_in_one_field_are_refused() -> None:
    with pytest.raises(UnreadableFile):
        read(EXTRACT.replace("JANE", "J" * 10_500_000))


# Elements counted in the files with a script that is no parser of the project.
COUNTS = {
    "2016-02-11_subset": 239, "2017-07-03": 1021, "2018-10-29": 1093, "2020-03-20": 1014,
    "2022-10-21": 956, "2024-11-30": 879, "2025-04-19": 877, "2025-11-18": 1000,
    "2025-12-10": 999, "2026-02-27": 1003,
}  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize("day", COUNTS)
def test_every_element_of_every_real_file_is_a_listing(shared: Path, day: str) -> None:
    path = shared / "data" / "un" / f"consolidated_{day}.xml"
    reading = READ([FileBlob(path)])
    records = [item for item in reading.items if isinstance(item, Record)]
    assert len(records) == COUNTS[day]
    assert len({r.id for r in records}) == COUNTS[day]
    assert not any(r.unread for r in records)
    assert reading.published == date.fromisoformat(day[:10])


@pytest.mark.shared
def test_the_file_of_wrong_encoding_is_refused(shared: Path) -> None:
    path = shared / "data" / "un" / "consolidated_2025-08-16_bad-encoding.xml"
    with pytest.raises(UnreadableFile):
        list(READ([FileBlob(path)]).items)


def test_a_document_without_a_number_field_keeps_its_number_wherever_it_stands() -> None:
    kind = "<TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT>"
    second = "<TYPE_OF_DOCUMENT2>tazkira number 1136</TYPE_OF_DOCUMENT2>"
    both = (
        "<NUMBER>L3</NUMBER><ISSUING_COUNTRY>Tunisia</ISSUING_COUNTRY>"
        "<COUNTRY_OF_ISSUE>Italy</COUNTRY_OF_ISSUE><CITY_OF_ISSUE>Milan</CITY_OF_ISSUE>"
    )
    documents = "".join(
        f"<INDIVIDUAL_DOCUMENT>{kind}{inside}</INDIVIDUAL_DOCUMENT>" for inside in (second, both)
    )
    text = EXTRACT.replace("</INDIVIDUAL>", documents + "</INDIVIDUAL>", 1)
    tazkira, passport = read(text)[0].identifiers[1:]
    assert (tazkira.value, tazkira.kind) == ("tazkira number 1136", "national-id")
    assert passport.country is not None
    assert (passport.country.code, passport.note) == ("TN", "issued in Milan, Italy")


def test_a_birth_date_that_cannot_be_read_and_a_bare_note_of_a_place_are_kept() -> None:
    more = (
        "<INDIVIDUAL_DATE_OF_BIRTH><NOTE>30-35 years old</NOTE></INDIVIDUAL_DATE_OF_BIRTH>"
        "<INDIVIDUAL_PLACE_OF_BIRTH><NOTE>possibly Sabratha</NOTE></INDIVIDUAL_PLACE_OF_BIRTH>"
    )
    jane = read(EXTRACT.replace("</INDIVIDUAL>", more + "</INDIVIDUAL>", 1))[0]
    assert ("birth-date", "30-35 years old") in [(d.key, d.value) for d in jane.details]
    assert [p.text for p in jane.birth_places] == ["possibly Sabratha"]
