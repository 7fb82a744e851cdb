"""Switzerland: targets with their history, places at the end."""

from __future__ import annotations

from datetime import date

import pytest

from comity.errors import UnreadableFile
from comity.model import Record
from comity.sources.base import BytesBlob
from comity.sources.ch_seco.xml import read_xml

LIST = """<swiss-sanctions-list list-type="whole-list" date="2026-09-01">
<sanctions-program ssid="1"><program-key lang="eng">Iran</program-key>
<program-name lang="eng">Measures against the Islamic Republic of Iran</program-name>
<sanctions-set ssid="2" lang="ger">Finanzsanktionen</sanctions-set>
<sanctions-set ssid="2" lang="eng">Financial measures, annex 2</sanctions-set>
<origin>UN</origin></sanctions-program>
<target ssid="10"><sanctions-set-id>2</sanctions-set-id>
<foreign-identifier>IRi.999</foreign-identifier>
<individual sex="female"><identity ssid="11" main="true">
<name name-type="primary-name" quality="good" lang="eng">
<name-part order="2" name-part-type="family-name"><value>Doe</value></name-part>
<name-part order="1" name-part-type="given-name"><value>Jane</value>
<spelling-variant lang="rus" script="CYRL">Джейн</spelling-variant></name-part></name>
<name name-type="alias" quality="low"><name-part name-part-type="whole-name">
<value>Janie</value></name-part></name>
<address place-id="90"><address-details>1 Example St</address-details></address>
<day-month-year day="3" month="4" year="1970"/>
<identification-document document-type="passport"><number>X1</number>
<issuer code="CH">Switzerland</issuer></identification-document></identity>
<other-information>Example</other-information></individual>
{history}</target>
<place ssid="90"><location>Sampleton</location><country iso-code="CH">Switzerland</country></place>
</swiss-sanctions-list>"""
LISTED = """<modification modification-type="listed" effective-date="2020-01-02">
<target ssid="10"><individual/></target></modification>"""
ENDED = '<modification modification-type="de-listed" effective-date="2024-05-06"/>'


def one(history: str = LISTED) -> Record:
    reading = read_xml([BytesBlob("x.xml", LIST.format(history=history).encode())])
    assert reading.published == date(2026, 9, 1)
    assert not reading.partial
    (record,) = (i for i in reading.items if isinstance(i, Record))
    return record


def test_a_target_is_read_in_full_and_its_history_is_no_second_target() -> None:
    record = one()
    assert [(n.text, n.quality, n.script) for n in record.names] == [
        ("Jane Doe", "unstated", "Latn"), ("Джейн", "unstated", "Cyrl"), ("Janie", "weak", "Latn"),
    ]  # fmt: skip
    assert record.addresses[0].text == "1 Example St, Sampleton, Switzerland"
    assert [(i.kind, i.value) for i in record.identifiers] == [("passport", "X1")]
    assert [(r.source, r.id) for r in record.references] == [("un_sc", "IRi.999")]
    assert (record.origin, record.targets) == ("un", ("IR",))
    assert record.measures == ("Financial measures, annex 2",)
    assert (record.listed_on, record.delisted_on) == (date(2020, 1, 2), None)


def test_a_delisted_target_carries_the_day_of_its_end() -> None:
    assert one(ENDED + LISTED).delisted_on == date(2024, 5, 6)


def test_an_amendment_is_an_extract() -> None:
    text = LIST.format(history=LISTED).replace("whole-list", "amendment")
    assert read_xml([BytesBlob("x.xml", text.encode())]).partial


def test_unknown_sets_are_told_and_a_missing_date_is_refused() -> None:
    text = LIST.format(history="").replace("<sanctions-set-id>2<", "<sanctions-set-id>9<")
    items = read_xml([BytesBlob("x", text.encode())]).items
    (record,) = (i for i in items if isinstance(i, Record))
    assert [i.code for i in record.issues] == ["unknown-regime"]
    with pytest.raises(UnreadableFile):
        read_xml([BytesBlob("x.xml", b"<swiss-sanctions-list/>")])
