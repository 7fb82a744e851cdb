"""The UK Sanctions List: both formats say the same."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from comity.errors import UnreadableFile
from comity.model import Record
from comity.sources.base import BytesBlob
from comity.sources.gb_uksl.mapping import shorten_regime
from comity.sources.gb_uksl.table import matches_table, read_table
from comity.sources.gb_uksl.xml import matches_xml, read_xml

XML = """<Designations><DateGenerated>07/09/2026</DateGenerated><Designation>
<LastUpdated>10/04/2025</LastUpdated><DateDesignated>02/04/2025</DateDesignated>
<UniqueID>INU9999</UniqueID><OFSIGroupID>99999</OFSIGroupID>
<UNReferenceNumber>IRi.999</UNReferenceNumber>
<Names><Name><Name1>Jane</Name1><Name6>DOE</Name6><NameType>Primary Name</NameType></Name>
<Name><Name6>Janie</Name6><NameType>Alias</NameType>
<AliasStrength>Low quality a.k.a</AliasStrength></Name></Names>
<RegimeName>The Iran (Sanctions) (Nuclear) (EU Exit) Regulations 2019</RegimeName>
<IndividualEntityShip>Individual</IndividualEntityShip><DesignationSource>UK|UN</DesignationSource>
<SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed><NewField>kept</NewField>
<IndividualDetails><Individual><DOBs><DOB>dd/mm/1961</DOB></DOBs>
<PassportDetails><Passport><PassportNumber>X1</PassportNumber></Passport></PassportDetails>
</Individual></IndividualDetails></Designation></Designations>"""
ROWS = [
    {"Name 1": "Jane", "Name 6": "DOE", "Name type": "Primary Name"},
    {"Name 6": "Janie", "Name type": "Alias", "Alias strength": "Low quality a.k.a"},
]
SAME = {
    "Last Updated": "10/04/2025", "Unique ID": "INU9999", "OFSI Group ID": "99999",
    "UN Reference Number": "IRi.999", "Designation Type": "Individual",
    "Regime Name": "The Iran (Sanctions) (Nuclear) (EU Exit) Regulations 2019",
    "Designation source": "UK|UN", "Sanctions Imposed": "Asset freeze|Travel Ban",
    "Date Designated": "02/04/2025", "D.O.B": "dd/mm/1961", "Passport number": "X1",
}  # fmt: skip
COLUMNS = [*SAME, *(f"Name {n}" for n in range(1, 7)), "Name type", "Alias strength"]


def from_xml(text: str = XML) -> Record:
    blob = BytesBlob("uksl.xml", text.encode())
    assert matches_xml([blob])
    (record,) = (i for i in read_xml([blob]).items if isinstance(i, Record))
    return record


def from_csv() -> Record:
    out = io.StringIO()
    out.write("Report Date: 07-Sep-2026\n")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(SAME | row for row in ROWS)
    blob = BytesBlob("uksl.csv", out.getvalue().encode())
    assert matches_table([blob])
    reading = read_table([blob])
    assert reading.published == date(2026, 9, 7)
    (record,) = (i for i in reading.items if isinstance(i, Record))
    return record


def test_both_formats_say_the_same() -> None:
    a, b = from_xml(), from_csv()
    for field in ("id", "schema", "names", "births", "identifiers", "regimes", "targets", "origin",
                  "references", "listed_on", "amended_on", "measures"):  # fmt: skip
        assert getattr(a, field) == getattr(b, field), field


def test_a_designation_is_read_in_full() -> None:
    record = from_xml()
    assert (record.regimes, record.targets) == (("UK Iran (Nuclear)",), ("IR",))
    assert [(n.text, n.quality) for n in record.names] == [
        ("Jane DOE", "unstated"), ("Janie", "weak"),
    ]  # fmt: skip
    assert (record.births[0].earliest, record.births[0].latest) == (
        date(1961, 1, 1), date(1961, 12, 31),
    )  # fmt: skip
    assert [(r.source, r.id) for r in record.references] == [
        ("un_sc", "IRi.999"), ("gb_ofsi", "99999"),
    ]  # fmt: skip
    assert record.origin == "both"
    assert [(d.key, d.value) for d in record.details] == [("NewField", "kept")]


def test_unknown_words_are_told_and_kept() -> None:
    text = XML.replace("Individual<", "Robot<").replace("Iran (S", "Atlantis (S")
    codes = {i.code for i in from_xml(text.replace("Primary Name", "Nom")).issues}
    assert codes == {"unknown-type", "unknown-regime", "unknown-name-type"}


def test_regime_titles_are_shortened() -> None:
    assert shorten_regime("The Global Anti-Corruption Sanctions Regulations 2021") == (
        "Global Anti-Corruption"
    )


def test_a_file_without_its_date_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        read_xml([BytesBlob("x.xml", b"<Designations><Designation/></Designations>")])
    with pytest.raises(UnreadableFile):
        read_table([BytesBlob("x.csv", b"Report Date: soon\nUnique ID\n")])
