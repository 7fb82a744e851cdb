"""The four formats of the EU's files: hand-made extracts, faults, and every real file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from comity.errors import UnreadableFile
from comity.model import Issue, Record
from comity.sources.base import BytesBlob, FileBlob, Format
from comity.sources.eu_fsf import SOURCE

FORMATS = {f.code: f for f in SOURCE.formats}

EXPORT = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-01-02T16:47:04.449+02:00"
 globalFileId="1"><sanctionEntity designationDate="2010-06-09" designationDetails=""
 unitedNationId="IRi.99" euReferenceNumber="EU.9999.99" logicalId="99999">
<remark>Example
only</remark><regulation regulationType="amendment" organisationType="council"
 publicationDate="2012-07-27" entryIntoForceDate="2012-07-28" numberTitle="2/2012 (OJ L2)"
 programme="IRN" logicalId="1"><publicationUrl>http://example.org/2</publicationUrl></regulation>
<subjectType code="person" classificationCode="P"/>
<nameAlias firstName="Jane" middleName="" lastName="Doe" wholeName="Jane Doe" function="Minister"
 gender="F" title="Dr" nameLanguage="EN" strong="true" regulationLanguage="en" logicalId="2">
<regulationSummary regulationType="amendment" publicationDate="2010-07-27"
 numberTitle="1/2010 (OJ L1)" publicationUrl="http://example.org/1"/></nameAlias>
<nameAlias firstName="" middleName="" lastName="" wholeName="Жанна" function="" title=""
 nameLanguage="BG" strong="true" regulationLanguage="en" logicalId="1">
<remark>lo quality aliias</remark><regulationSummary regulationType="amendment"
 publicationDate="2010-07-27" numberTitle="1/2010 (OJ L1)"/></nameAlias>
<citizenship region="" countryIso2Code="IR" countryDescription="IRAN" regulationLanguage="en"
 logicalId="3"/>
<birthdate circa="true" calendarType="GREGORIAN" city="Exampletown" zipCode="" year="1963"
 region="" place="" countryIso2Code="00" countryDescription="UNKNOWN" regulationLanguage="en"
 logicalId="4"/>
<address city="-" street="1 Example St" poBox="7" zipCode="" region="" place=""
 asAtListingTime="false" countryIso2Code="IR" countryDescription="IRAN" logicalId="5">
<contactInfo key="PHONE" value="+00 1"/></address>
<identification diplomatic="false" knownExpired="true" knownFalse="false" reportedLost="false"
 revokedByIssuer="false" issuedBy="" latinNumber="" nameOnDocument="" number="X1" region=""
 countryIso2Code="IR" countryDescription="IRAN" identificationTypeCode="passport"
 identificationTypeDescription="National passport" logicalId="6"/>
</sanctionEntity></export>"""

COLUMNS = (
    ["fileGenerationDate"]
    + [f"Entity_{n}" for n in (
        "LogicalId", "EU_ReferenceNumber", "UnitedNationId", "DesignationDate",
        "DesignationDetails", "Remark", "SubjectType", "SubjectType_ClassificationCode",
    )]
    + [f"Entity_Regulation_{n}" for n in (
        "Type", "OrganisationType", "PublicationDate", "EntryIntoForceDate", "NumberTitle",
        "Programme", "PublicationUrl",
    )]
    + [f"NameAlias_{n}" for n in (
        "LastName", "FirstName", "WholeName", "NameLanguage", "Gender", "Title", "Function",
        "LogicalId", "Remark", "Regulation_PublicationDate", "Regulation_NumberTitle",
    )]
    + [f"Address_{n}" for n in (
        "City", "Street", "PoBox", "ContactInfo", "CountryIso2Code", "CountryDescription",
    )]
    + [f"BirthDate_{n}" for n in (
        "BirthDate", "Day", "Month", "Year", "Circa", "CalendarType", "City", "LogicalId",
    )]
    + [f"Identification_{n}" for n in (
        "Number", "KnownExpired", "TypeCode", "TypeDescription", "CountryIso2Code",
        "CountryDescription",
    )]
    + ["Citizenship_CountryIso2Code", "Citizenship_CountryDescription"]
)  # fmt: skip
LISTING = {
    "fileGenerationDate": "02/01/2026", "Entity_LogicalId": "99999",
    "Entity_EU_ReferenceNumber": "EU.9999.99", "Entity_UnitedNationId": "IRi.99",
    "Entity_DesignationDate": "2010-06-09", "Entity_Remark": "(Example\nonly)",
    "Entity_SubjectType": "P", "Entity_SubjectType_ClassificationCode": "person",
    "Entity_Regulation_NumberTitle": "2/2012 (OJ L2)", "Entity_Regulation_Programme": "IRN",
    "Entity_Regulation_PublicationDate": "2012-07-27", "Entity_Regulation_Type": "amendment",
}  # fmt: skip
NAME = {
    "NameAlias_LastName": "Doe", "NameAlias_FirstName": "Jane", "NameAlias_WholeName": "Jane Doe",
    "NameAlias_Gender": "F", "NameAlias_Title": "Dr", "NameAlias_Function": "Minister",
    "NameAlias_NameLanguage": "EN", "NameAlias_LogicalId": "2",
    "NameAlias_Regulation_PublicationDate": "2010-07-27",
    "NameAlias_Regulation_NumberTitle": "1/2010 (OJ L1)",
}  # fmt: skip
ROWS = [
    NAME,
    {"NameAlias_WholeName": "Жанна", "NameAlias_NameLanguage": "BG", "NameAlias_LogicalId": "1",
     "NameAlias_Remark": "(lo quality aliias)"},
    {"BirthDate_Year": "1963", "BirthDate_Circa": "true", "BirthDate_CalendarType": "GREGORIAN",
     "BirthDate_City": "Exampletown"},
    {"Address_City": "-", "Address_Street": "1 Example St", "Address_PoBox": "7",
     "Address_ContactInfo": "PHONE[+00 1]", "Address_CountryIso2Code": "IR",
     "Address_CountryDescription": "IRAN"},
    {"Identification_Number": "X1", "Identification_KnownExpired": "true",
     "Identification_TypeCode": "passport", "Identification_CountryIso2Code": "IR",
     "Identification_TypeDescription": "National passport",
     "Identification_CountryDescription": "IRAN"},
    {"Citizenship_CountryIso2Code": "IR", "Citizenship_CountryDescription": "IRAN"},
]  # fmt: skip

OLD_COLUMNS = (
    "Date_file", "Entity_logical_id", "Subject_type", "Leba_numtitle", "Leba_publication_date",
    "Leba_url", "Programme", "Entity_remark", "Naal_logical_id", "Entity_logical_id",
    "Naal_leba_numtitle", "Naal_leba_publication_date", "Naal_lastname", "Naal_firstname",
    "Naal_middlename", "Naal_wholename", "Naal_gender", "Naal_title", "Naal_function",
    "Naal_language", "Addr_number", "Addr_street", "Addr_country", "Addr_other", "Birt_date",
    "Birt_place", "Iden_number", "Iden_country", "Citi_country", "EU_ref_num",
)  # fmt: skip
OLD_LISTING = {
    "Date_file": "04/07/2018", "Entity_logical_id": "99999", "Subject_type": "P",
    "Leba_numtitle": "2/2012 (OJ L2)", "Leba_publication_date": "2012-07-27", "Programme": "IRN",
    "Entity_remark": "(Date of UN designation: 2010-06-09)\\n(Example\t only)",
    "EU_ref_num": "EU.9999.99",
}  # fmt: skip
OLD_ROWS = [
    {"Naal_logical_id": "2", "Naal_lastname": "Doe", "Naal_firstname": "Jane",
     "Naal_wholename": "Jane Doe", "Naal_gender": "F", "Naal_title": "Dr",
     "Naal_function": "Minister; retired", "Naal_language": "EN",
     "Naal_leba_numtitle": "1/2010 (OJ L1)", "Naal_leba_publication_date": "2010-07-27"},
    {"Naal_logical_id": "1", "Naal_wholename": "?????", "Naal_language": "BG"},
    {"Birt_date": "1963 (approximative)", "Birt_place": "Exampletown"},
    {"Addr_number": "1", "Addr_street": "Example St", "Addr_country": "IRN",
     "Addr_other": "PHONE[+00 1]\\n(former location)"},
    {"Iden_number": "X1 (passport-National passport) [known to be expired]((stolen))",
     "Iden_country": "IRN"},
    {"Citi_country": "IRN"},
]  # fmt: skip

WHOLE = """<?xml version="1.0" encoding="UTF-8"?>
<WHOLE Date="11/02/2016"><ENTITY Id="99999" Type="P" legal_basis="2/2012 (OJ L2)"
 reg_date="2012-07-27" pdf_link="http://example.org/2" programme="IRN"
 remark="(Date of UN designation: 2010-06-09) (Example only)">
<NAME Id="2" Entity_id="99999" legal_basis="1/2010 (OJ L1)" reg_date="2010-07-27" programme="IRN">
<LASTNAME>Doe</LASTNAME><FIRSTNAME>Jane</FIRSTNAME><MIDDLENAME/><WHOLENAME>Jane Doe</WHOLENAME>
<GENDER>F</GENDER><TITLE>Dr</TITLE><FUNCTION>Minister</FUNCTION><LANGUAGE>EN</LANGUAGE></NAME>
<BIRTH Id="4"><DATE>1963 (approximative)</DATE><PLACE>Exampletown</PLACE><COUNTRY/></BIRTH>
<BIRTH Id="7"><DATE>1958 - 1963 (approximative)</DATE><PLACE/><COUNTRY/></BIRTH>
<PASSPORT Id="6"><NUMBER>X1 (passport-National passport) [known to be expired]((stolen))</NUMBER>
<COUNTRY>IRN</COUNTRY></PASSPORT><CITIZEN Id="3"><COUNTRY>IRN</COUNTRY></CITIZEN>
<ADDRESS Id="5"><NUMBER>1</NUMBER><STREET>Example St</STREET><ZIPCODE/><CITY/>
<COUNTRY>IRN</COUNTRY><OTHER>PHONE[+00 1]
(former location)</OTHER></ADDRESS></ENTITY></WHOLE>"""


def table(columns: Sequence[str], listing: dict[str, str], rows: Sequence[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([(listing | row).get(name, "") for name in columns])
    return out.getvalue()


def wrapped(text: str) -> str:
    """Return the text as the archived file has it: each line quoted, with tabs at its end."""
    lines = text.splitlines()
    return "".join('"' + line.replace('"', '""') + '\t\t\t"\n' for line in lines)


CURRENT = table(COLUMNS, LISTING, ROWS)
OLD = table(OLD_COLUMNS, OLD_LISTING, OLD_ROWS)
BLOBS = {
    "xml-1.1": EXPORT.encode(), "csv-1.1": CURRENT.encode("utf-8-sig"),
    "csv-1.0": wrapped(OLD).encode("cp1252", errors="replace"), "xml-whole": WHOLE.encode(),
}  # fmt: skip


def items(code: str, data: str | bytes) -> list[object]:
    raw = data.encode() if isinstance(data, str) else data
    return list(FORMATS[code].read([BytesBlob(name="list", data=raw)]).items)


def read(code: str, data: str | bytes) -> list[Record]:
    return [item for item in items(code, data) if isinstance(item, Record)]


def records_of(path: Path) -> tuple[Format, date | None, list[Record]]:
    blobs = [FileBlob(path)]
    (found,) = (f for f in SOURCE.formats if f.matches(blobs))
    reading = found.read(blobs)
    listed = list(reading.items)
    assert not [item for item in listed if isinstance(item, Issue)]
    return found, reading.published, [item for item in listed if isinstance(item, Record)]


@pytest.mark.parametrize("code", BLOBS)
def test_a_listing_reads_alike_in_every_format(code: str) -> None:
    (jane,) = read(code, BLOBS[code])
    assert jane.id == "99999"
    assert jane.schema == "Person"
    assert (jane.names[0].text, jane.names[0].kind) == ("Jane Doe", "primary")
    assert [(p.kind, p.text) for p in jane.names[0].parts] == [("given", "Jane"), ("family", "Doe")]
    assert jane.genders == ("female",)
    assert jane.titles == ("Dr",)
    assert jane.positions[0].startswith("Minister")
    assert jane.births[0].circa
    assert jane.births[0].earliest == date(1963, 1, 1)
    assert jane.birth_places[0].text == "Exampletown"
    assert [c.code for c in jane.citizenships] == ["IR"]
    (passport,) = jane.identifiers
    assert (passport.kind, passport.value, passport.label) == (
        "passport",
        "X1",
        "National passport",
    )
    assert passport.country is not None
    assert passport.country.code == "IR"
    assert "known to be expired" in passport.note
    assert jane.addresses[0].street.startswith("1 Example St")
    assert [(c.kind, c.value) for c in jane.contacts] == [("phone", "+00 1")]
    assert jane.programmes == ("IRN",)
    assert jane.regimes == ("EU Iran",)
    assert jane.targets == ("IR",)
    assert jane.listed_on == date(2010, 6, 9)
    assert jane.amended_on == (date(2010, 7, 27), date(2012, 7, 27))
    assert {a.title for a in jane.legal} == {"1/2010 (OJ L1)", "2/2012 (OJ L2)"}
    assert any("Example" in remark for remark in jane.remarks)
    assert not jane.unread


@pytest.mark.parametrize("code", ["xml-1.1", "csv-1.1", "csv-1.0"])
def test_the_reference_number_is_another_id(code: str) -> None:
    assert read(code, BLOBS[code])[0].other_ids == ("EU.9999.99",)


@pytest.mark.parametrize("code", ["xml-1.1", "csv-1.1"])
def test_the_two_present_formats_give_names_and_references_alike(code: str) -> None:
    (jane,) = read(code, BLOBS[code])
    assert [(r.source, r.id, r.text) for r in jane.references] == [("un_sc", "IRi.099", "IRi.99")]
    assert jane.origin == "un"
    # The lowest number is a Bulgarian spelling of low quality: it is not the main name.
    assert [(n.text, n.kind, n.quality, n.script) for n in jane.names] == [
        ("Jane Doe", "primary", "unstated", "Latn"),
        ("Жанна", "alias", "weak", "Cyrl"),
    ]
    assert jane.addresses[0].text == "1 Example St, P.O. Box 7, IRAN"


@pytest.mark.parametrize("code", BLOBS)
def test_each_format_is_told_from_the_others(code: str) -> None:
    blobs = [BytesBlob(name="list", data=BLOBS[code])]
    assert [f.code for f in SOURCE.formats if f.matches(blobs)] == [code]


def test_no_format_takes_other_files_or_several() -> None:
    others = (b"", b"<html></html>", b"<export><a/></export>", b"a;b\n1;2\n", b"\xff\xfe\x00x")
    for data in others:
        assert not any(f.matches([BytesBlob(name="x", data=data)]) for f in SOURCE.formats)
    both = [BytesBlob(name=c, data=BLOBS[c]) for c in ("xml-1.1", "csv-1.1")]
    assert not any(f.matches(both) or f.matches([]) for f in SOURCE.formats)


@pytest.mark.parametrize("code", BLOBS)
@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "empty"), (b"<!DOCTYPE html><html></html>", "HTML page")],
)
def test_an_empty_file_or_a_page_is_refused(code: str, data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        read(code, data)


@pytest.mark.parametrize(
    ("code", "data", "said"),
    [
        ("xml-1.1", EXPORT[:1500].encode(), "line"),
        ("xml-1.1", EXPORT.replace("Жанна", "Ж").encode("cp1251"), "line"),
        ("xml-1.1", WHOLE.encode(), "older XML"),
        ("xml-1.1", EXPORT.replace('"2026-01-02T', '"soon').encode(), "date of generation"),
        ("xml-whole", WHOLE[:900].encode(), "line"),
        ("xml-whole", EXPORT.encode(), "XML 1.1"),
        ("csv-1.1", CURRENT.encode("cp1251"), "utf-8"),
        ("csv-1.1", CURRENT[:-40].encode(), "cut off"),
        ("csv-1.1", CURRENT.splitlines()[0].encode(), "no rows"),
        ("csv-1.1", OLD.encode(), "CSV 1.0"),
        ("csv-1.1", CURRENT.replace("02/01/2026", "31/31/2026").encode(), "date of generation"),
        ("csv-1.1", CURRENT.replace("Minister", "Min\x00ister").encode(), "NUL"),
        ("csv-1.0", CURRENT.encode(), "CSV 1.1"),
        ("csv-1.0", OLD.replace("Subject_type", "Subject").encode(), "missing column"),
        ("csv-1.0", wrapped(OLD)[:-60].encode(), "cut off"),
    ],
)
def test_a_bad_file_is_refused_with_one_clear_line(code: str, data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said) as caught:
        read(code, data)
    assert "\n" not in str(caught.value)


def test_an_open_quote_swallows_no_other_row() -> None:
    other = LISTING | {"Entity_LogicalId": "88888"}
    rows = table(COLUMNS, other, [{"NameAlias_WholeName": "Example Two"}]).split("\r\n", 1)[1]
    broken = CURRENT.replace("Minister", '"Minister') + rows
    found = read("csv-1.1", broken)
    assert [r.id for r in found] == ["99999", "88888"]
    assert found[0].names[0].text == "Jane Doe"
    assert found[0].issues == ()


def test_rows_of_one_listing_need_not_stand_together() -> None:
    first, *rest = CURRENT.split("\r\n", 2)[1:]
    other = table(COLUMNS, LISTING | {"Entity_LogicalId": "88888"}, [NAME]).split("\r\n", 1)[1]
    mixed = "\r\n".join((CURRENT.split("\r\n", 1)[0], first, other + rest[0]))
    assert [(r.id, len(r.names)) for r in read("csv-1.1", mixed)] == [("99999", 2), ("88888", 1)]


def test_a_row_of_wrong_length_becomes_an_issue_and_is_kept() -> None:
    lines = CURRENT.split("\r\n")
    lines.insert(2, "02/01/2026;77777;EU.1;short row")
    short = next(r for r in read("csv-1.1", "\r\n".join(lines)) if r.id == "77777")
    assert short.unread
    assert {i.code for i in short.issues} >= {"odd-row", "missing-name"}
    assert any("short row" in d.value for d in short.details)


def test_a_file_with_two_dates_says_so() -> None:
    other = table(COLUMNS, LISTING | {"fileGenerationDate": "03/01/2026"}, [NAME])
    found = items("csv-1.1", CURRENT + other.split("\r\n", 1)[1])
    assert [i.code for i in found if isinstance(i, Issue)] == ["several-dates"]


def test_names_whose_letters_were_lost_are_told() -> None:
    (jane,) = read("csv-1.0", BLOBS["csv-1.0"])
    assert [n.text for n in jane.names] == ["Jane Doe"]
    assert [i.code for i in jane.issues] == ["lost-characters"]
    assert any(d.key == "name-as-published" for d in jane.details)


def test_a_cell_with_a_semicolon_survives_two_layers_of_quotes() -> None:
    assert read("csv-1.0", BLOBS["csv-1.0"])[0].positions == ("Minister; retired",)


def test_a_name_of_the_european_union_in_utf_8_keeps_its_letters_in_the_older_csv() -> None:
    text = OLD.replace("?????", "Жанна")
    assert read("csv-1.0", text)[0].names[1].script == "Cyrl"


def test_a_range_of_years_is_read_in_the_older_xml() -> None:
    births = read("xml-whole", WHOLE)[0].births
    assert [(b.earliest.year, b.latest.year, b.circa) for b in births] == [
        (1963, 1963, True),
        (1958, 1963, True),
    ]


def test_a_key_used_twice_keeps_both_records() -> None:
    body = EXPORT[EXPORT.index("<sanctionEntity") : EXPORT.index("</export>")]
    twice = read("xml-1.1", EXPORT.replace("</export>", body + "</export>"))
    assert [r.id for r in twice] == ["99999", "99999#2"]
    assert [i.code for i in twice[1].issues] == ["duplicate-key"]


def test_what_the_schema_does_not_know_is_kept() -> None:
    text = EXPORT.replace("<subjectType", '<novelty a="1">two</novelty><subjectType')
    text = text.replace('logicalId="3"', 'logicalId="3" acquisitionDate="1999-01-01"')
    (jane,) = read("xml-1.1", text)
    assert [i.code for i in jane.issues] == ["unknown-element"]
    kept = {(d.key, d.value) for d in jane.details}
    assert {("novelty", "1 two"), ("citizenship-acquisitionDate", "1999-01-01")} <= kept


# Elements and logical ids counted in the files with a script that is no parser of the project.
COUNTS = {
    "fsf-v1.1_2026-08-05_excerpt.xml": ("xml-1.1", date(2026, 8, 5), 7),
    "fsf-v1.0_2018-07-04_first-1000-lines.csv": ("csv-1.0", date(2018, 7, 4), 93),
    "fsd_2016-02-11_subset.xml": ("xml-whole", date(2016, 2, 11), 595),
}


@pytest.mark.shared
@pytest.mark.parametrize("name", COUNTS)
def test_every_listing_of_every_real_file_is_read(shared: Path, name: str) -> None:
    found, published, records = records_of(shared / "data" / "eu_fsf" / name)
    code, day, count = COUNTS[name]
    assert (found.code, published) == (code, day)
    assert len(records) == len({r.id for r in records}) == count
    assert not any(r.unread for r in records)
    assert all(r.names[0].kind == "primary" and r.listed_on and r.regimes for r in records)
    assert {i.code for r in records for i in r.issues} <= {"lost-characters", "other-calendar"}


@pytest.mark.shared
def test_no_name_and_no_document_of_the_older_xml_is_lost(shared: Path) -> None:
    path = shared / "data" / "eu_fsf" / "fsd_2016-02-11_subset.xml"
    records = {r.id: r for r in records_of(path)[2]}
    for entity in etree.parse(path).getroot():
        record = records[str(entity.get("Id"))]
        names = {" ".join((n.findtext("WHOLENAME") or "").split()) for n in entity.iter("NAME")}
        assert {n.text for n in record.names} == names - {""}
        numbers = [" ".join(p.text.split()) for p in entity.iterfind("PASSPORT/NUMBER") if p.text]
        assert all(any(n.startswith(i.value) for i in record.identifiers) for n in numbers)
        cities = {" ".join((a.text or "").split()) for a in entity.iterfind("ADDRESS/CITY")}
        assert cities - {""} <= {a.city for a in record.addresses}


@pytest.mark.shared
def test_one_listing_has_one_key_in_all_three_real_files(shared: Path) -> None:
    names = [
        {r.id: r.names[0].text for r in records_of(shared / "data" / "eu_fsf" / name)[2]}
        for name in COUNTS
    ]
    assert {found["13"] for found in names} == {"Saddam Hussein Al-Tikriti"}
