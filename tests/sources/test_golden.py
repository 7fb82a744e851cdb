"""The same eight cases for every list, on extracts made by hand beside their expected records.

Renew the expected records with `COMITY_GOLDEN=1 make test`, and read the difference before it is
committed: a change here is a change of what the register says.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
import xlsxwriter

from comity.errors import UnreadableFile
from comity.model import Record
from comity.sources import source_named
from comity.sources.base import Blob, BytesBlob

GOLDEN = Path(__file__).parent / "golden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One listing of an extract: what every list says in its own way."""

    key: str
    name: str
    tag: str
    born: str = ""


def un_sc(entries: Sequence[Entry]) -> bytes:
    people = "".join(
        f"<INDIVIDUAL><DATAID>1{e.key}</DATAID><FIRST_NAME>{e.name}</FIRST_NAME>"
        f"<UN_LIST_TYPE>{e.tag}</UN_LIST_TYPE><REFERENCE_NUMBER>IRi.{e.key}</REFERENCE_NUMBER>"
        f"<LISTED_ON>2010-06-09</LISTED_ON><INDIVIDUAL_DATE_OF_BIRTH><YEAR>{e.born}</YEAR>"
        "</INDIVIDUAL_DATE_OF_BIRTH></INDIVIDUAL>"
        for e in entries
    )
    root = 'CONSOLIDATED_LIST dateGenerated="2026-01-02T00:00:00Z"'
    return f"<{root}><INDIVIDUALS>{people}</INDIVIDUALS></CONSOLIDATED_LIST>".encode()


def ofac_csv(entries: Sequence[Entry]) -> bytes:
    null = '"-0- "'
    return "".join(
        f'{e.key},"{e.name or "-0- "}","{e.tag}","SDGT",{",".join([null] * 7)},'
        f'"DOB {e.born or 1950}; Passport X{e.key} (Iran)."\r\n'
        for e in entries
    ).encode()


def ofac_xml(entries: Sequence[Entry]) -> bytes:
    body = "".join(
        f"<sdnEntry><uid>{e.key}</uid><lastName>{e.name}</lastName><sdnType>{e.tag}</sdnType>"
        "<programList><program>SDGT</program></programList><dateOfBirthList><dateOfBirthItem>"
        f"<uid>5</uid><dateOfBirth>{e.born}</dateOfBirth></dateOfBirthItem></dateOfBirthList>"
        "</sdnEntry>"
        for e in entries
    )
    info = (
        "<publshInformation><Publish_Date>01/08/2026</Publish_Date>"
        f"<Record_Count>{len(entries)}</Record_Count></publshInformation>"
    )
    return f'<sdnList xmlns="urn:any">{info}{body}</sdnList>'.encode()


def eu_fsf(entries: Sequence[Entry]) -> bytes:
    body = "".join(
        f'<sanctionEntity designationDate="2010-06-09" euReferenceNumber="EU.{e.key}.1" '
        f'logicalId="{e.key}"><regulation publicationDate="2012-07-27" numberTitle="2/2012" '
        f'programme="{e.tag}" logicalId="1"/><subjectType code="person" classificationCode="P"/>'
        + (f'<nameAlias wholeName="{e.name}" strong="true" logicalId="2"/>' if e.name else "")
        + (f'<birthdate circa="false" year="{e.born}" logicalId="3"/>' if e.born else "")
        + "</sanctionEntity>"
        for e in entries
    )
    root = 'xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-01-02T00:00:00.000Z"'
    return f'<export {root} globalFileId="1">{body}</export>'.encode()


def gb_ofsi(entries: Sequence[Entry]) -> bytes:
    head = "Last Updated,02/01/2024\r\nName 6,Name 1,DOB,Group Type,Alias Type,Regime,Group ID\r\n"
    return (head + "".join(
        f'"{e.name}",,"{e.born}",Individual,Primary name,"{e.tag}",{e.key}\r\n' for e in entries
    )).encode()  # fmt: skip


def gb_uksl(entries: Sequence[Entry]) -> bytes:
    body = "".join(
        "<Designation><LastUpdated>10/04/2025</LastUpdated><DateDesignated>02/04/2025"
        f"</DateDesignated><UniqueID>INU{e.key}</UniqueID><Names><Name><Name6>{e.name}</Name6>"
        f"<NameType>Primary Name</NameType></Name></Names><RegimeName>{e.tag}</RegimeName>"
        "<IndividualEntityShip>Individual</IndividualEntityShip><DesignationSource>UK"
        "</DesignationSource><SanctionsImposed>Asset freeze</SanctionsImposed><IndividualDetails>"
        f"<Individual><DOBs><DOB>{e.born}</DOB></DOBs></Individual></IndividualDetails>"
        "</Designation>"
        for e in entries
    )
    root = "Designations><DateGenerated>07/09/2026</DateGenerated"
    return f"<{root}>{body}</Designations>".encode()


def ca_sema(entries: Sequence[Entry]) -> bytes:
    return "".join((
        "<data-set>",
        *(f"<record><Country>{e.tag}</Country><LastName>{e.name}</LastName><Schedule>1</Schedule>"
          f"<Item>{e.key}</Item><DateOfBirth>{e.born}</DateOfBirth></record>" for e in entries),
        "</data-set>",
    )).encode()  # fmt: skip


def au_dfat(entries: Sequence[Entry]) -> bytes:
    out = io.BytesIO()
    columns = (
        "Reference", "Name of Individual or Entity", "Type", "Name Type", "Date of Birth",
        "Additional Information", "Listing Information", "Committees",
    )  # fmt: skip
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, columns)
        for row, e in enumerate(entries, start=1):
            cells = (int(e.key), e.name, "Individual", "Primary Name", e.born, "Said.", "", e.tag)
            sheet.write_row(row, 0, cells)
    return out.getvalue()


def ch_seco(entries: Sequence[Entry]) -> bytes:
    body = "".join(
        f'<target ssid="{e.key}"><sanctions-set-id>{e.tag}</sanctions-set-id><individual>'
        '<identity main="true"><name name-type="primary-name"><name-part '
        f'name-part-type="whole-name"><value>{e.name}</value></name-part></name>'
        f'<day-month-year year="{e.born or 1950}"/></identity></individual><modification '
        'modification-type="listed" effective-date="2020-01-02"/></target>'
        for e in entries
    )
    return (
        '<swiss-sanctions-list list-type="whole-list" date="2026-09-01"><sanctions-program '
        'ssid="1"><program-key lang="eng">Iran</program-key><sanctions-set ssid="2" lang="eng">'
        f"Annex 2</sanctions-set></sanctions-program>{body}</swiss-sanctions-list>"
    ).encode()


CSL = (
    "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,"
    "start_date,end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,"
    "gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,alt_names,"
    "citizenships,dates_of_birth,nationalities,places_of_birth,ids"
)


def us_csl(entries: Sequence[Entry]) -> bytes:
    rows = (
        f'x,"Specially Designated Nationals (SDN) - Treasury",{e.key},{e.tag},SDGT,"{e.name}"'
        f'{"," * 18}"{e.born}",,,\r\n'
        for e in entries
    )
    return (CSL + "\r\n" + "".join(rows)).encode()


def us_bis_dpl(entries: Sequence[Entry]) -> bytes:
    head = (
        "Name\tStreet_Address\tCity\tState\tCountry\tPostal_Code\tEffective_Date\t"
        "Expiration_Date\tStandard_Order\tLast_Update\tAction\tFR_Citation\r\n"
    )
    rows = (
        f'"{e.name}"\t"1 St"\t"Town"\t""\t"IR"\t""\t"{e.tag}"\t""\t"Y"\t"2020-01-02"\t""\t'
        f'"{e.key} F.R. 1"\r\n'
        for e in entries
    )
    return (head + "".join(rows)).encode()


def ftm(entries: Sequence[Entry]) -> bytes:
    return "".join(
        json.dumps({"id": f"NK-{e.key}", "schema": "Person", "properties": {
            "name": [e.name] if e.name else [], "birthDate": [e.born] if e.born else [],
        }}) + "\n"
        for e in entries
    ).encode()  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """How a list writes the cases.

    Attributes:
        known, unknown: A code of its vocabulary and one that is none; empty `unknown` for a list
            without codes.
        partial: A birth date of a year; empty for a list without birth dates.
    """

    source: str
    file: str
    write: Callable[[Sequence[Entry]], bytes]
    known: str
    unknown: str = "Atlantis"
    partial: str = "1962"


CASES = (
    Case(source="un_sc", file="un.xml", write=un_sc, known="Iran"),
    Case(source="us_ofac_sdn", file="sdn.csv", write=ofac_csv, known="individual"),
    Case(source="us_ofac_cons", file="cons.xml", write=ofac_xml, known="Individual"),
    Case(source="eu_fsf", file="eu.xml", write=eu_fsf, known="IRN"),
    Case(source="gb_ofsi", file="list.csv", write=gb_ofsi, known="Iran (Nuclear)"),
    Case(source="gb_uksl", file="uk.xml", write=gb_uksl, partial="dd/mm/1962",
         known="The Iran (Sanctions) (Nuclear) (EU Exit) Regulations 2019"),
    Case(source="ca_sema", file="sema.xml", write=ca_sema, known="Iran"),
    Case(source="au_dfat", file="list.xlsx", write=au_dfat, known="1737 (Iran)"),
    Case(source="ch_seco", file="seco.xml", write=ch_seco, known="2", unknown="77"),
    Case(source="us_csl", file="csl.csv", write=us_csl, known="Individual"),
    Case(source="us_bis_dpl", file="dpl.txt", write=us_bis_dpl, known="01/02/2020", unknown="",
         partial=""),
    Case(source="ftm", file="entities.ftm.json", write=ftm, known="", unknown=""),
)  # fmt: skip
every_list = pytest.mark.parametrize("case", CASES, ids=[c.source for c in CASES])


def entries(case: Case) -> list[Entry]:
    return [
        Entry(key="7101", name="JANE DOE", tag=case.known, born=case.partial),
        Entry(key="7102", name="JOHN ROE", tag=case.unknown or case.known),
        Entry(key="7103", name="", tag=case.known),
    ]


def read(case: Case, data: bytes) -> list[Record]:
    blobs: list[Blob] = [BytesBlob(case.file, data)]
    matching = [f for f in source_named(case.source).formats if f.matches(blobs)]
    if not matching:
        raise UnreadableFile(case.file, "none of the formats")
    return [i for i in matching[0].read(blobs).items if isinstance(i, Record)]


def plain(records: Sequence[Record]) -> Any:
    return json.loads(msgspec.json.encode(records))


@every_list
def test_an_extract_gives_the_expected_records(case: Case) -> None:
    records = read(case, case.write(entries(case)))
    path = GOLDEN / f"{case.source}.json"
    if os.environ.get("COMITY_GOLDEN"):
        path.write_text(json.dumps(plain(records), indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert plain(records) == json.loads(path.read_text("utf-8"))


@every_list
def test_an_unknown_code_is_told_and_the_record_stays(case: Case) -> None:
    if not case.unknown:
        pytest.skip("this list has no codes")
    jane, john, _ = read(case, case.write(entries(case)))
    assert not jane.issues, jane.issues
    assert any(i.code.startswith("unknown") for i in john.issues), john.issues
    assert john.names[0].text == "JOHN ROE"


@every_list
def test_a_missing_name_makes_a_listing_unread_and_not_absent(case: Case) -> None:
    records = read(case, case.write(entries(case)))
    assert len(records) == 3
    assert records[2].unread
    assert "missing-name" in [i.code for i in records[2].issues]


@every_list
def test_a_partial_date_stands_for_all_its_days(case: Case) -> None:
    if not case.partial:
        pytest.skip("this list has no birth dates")
    (birth,) = read(case, case.write(entries(case)))[0].births
    assert (str(birth.earliest), str(birth.latest)) == ("1962-01-01", "1962-12-31")


@every_list
def test_a_delisting_is_an_absence_and_touches_no_other(case: Case) -> None:
    before = read(case, case.write(entries(case)))
    after = read(case, case.write(entries(case)[1:]))
    assert before[0].id not in [r.id for r in after]
    if case.source != "us_csl":  # a row number is part of what it tells of a nameless row
        assert [replace(r, issues=()) for r in after] == [replace(r, issues=()) for r in before[1:]]


@every_list
def test_a_correction_changes_the_content_and_not_the_key(case: Case) -> None:
    first, *rest = entries(case)
    before = read(case, case.write([first, *rest]))[0]
    corrected = replace(first, born=first.born.replace("1962", "1963"))
    if not case.partial and not case.unknown:
        pytest.skip("its key is made of all it says")
    if not case.partial:
        corrected = replace(first, tag="01/03/2020")
    after = read(case, case.write([corrected, *rest]))[0]
    if case.source in ("us_bis_dpl",):
        assert after.id != before.id
    else:
        assert after.id == before.id
    assert after != before


@every_list
@pytest.mark.parametrize("data", [b"", b"\n", b"<!DOCTYPE html><html><body>503</body></html>"],
                         ids=["empty", "blank", "page"])  # fmt: skip
def test_what_is_no_list_is_refused(case: Case, data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read(case, data)


@every_list
def test_a_truncated_file_is_refused(case: Case) -> None:
    data = case.write(entries(case))
    cut = data[: data.rindex(b"J") + 3] if case.file.endswith((".csv", ".txt")) else data[:-30]
    with pytest.raises(UnreadableFile):
        read(case, cut)


@every_list
def test_bytes_of_no_encoding_are_refused(case: Case) -> None:
    data = case.write(entries(case))
    # 0x81 is no letter in UTF-8 and none in cp1252, which some publishers use.
    broken = data.replace(b"JANE", b"J\x81NE") if b"JANE" in data else data[:60] + data[90:]
    with pytest.raises(UnreadableFile):
        read(case, broken)


def test_every_list_that_a_publisher_makes_has_its_cases() -> None:
    own = {s.code for s in map(source_named, [c.source for c in CASES])}
    from comity.sources import CODES

    assert own == set(CODES) - {"builtin", "designations"}
