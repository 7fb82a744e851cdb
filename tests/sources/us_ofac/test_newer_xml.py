"""OFAC's two newer formats, on real files."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comity.model import Issue, Record
from comity.sources import source_named
from comity.sources.base import FileBlob


def read(code: str, path: Path) -> tuple[dict[str, Record], list[Issue], bool]:
    blobs = [FileBlob(path)]
    fmt = next(f for f in source_named(code).formats if f.matches(blobs))
    reading = fmt.read(blobs)
    items = list(reading.items)
    records = {i.id: i for i in items if isinstance(i, Record)}
    return records, [i for i in items if isinstance(i, Issue)], reading.partial


@pytest.mark.shared
def test_enhanced_entities_are_dated_and_complete(shared: Path) -> None:
    path = shared / "data/us_ofac/enhanced/enhanced_2024-08-28_irgc.xml"
    records, issues, partial = read("us_ofac_sdn", path)
    assert partial
    assert not issues
    assert all(r.listed_on for r in records.values())
    assert all("IRGC" in r.programmes for r in records.values())
    found = records["26526"]
    assert (found.names[0].text, found.listed_on) == ("Ayatollah EBRAHIMI", date(2019, 3, 26))
    assert [(b.earliest, b.latest) for b in found.births] == [
        (date(1972, 1, 1), date(1972, 12, 31))
    ]
    assert [(x.kind, x.name, x.id) for x in found.links] == [("acting-for", "ANSAR BANK", "12478")]
    assert any(i.kind == "wallet" for r in records.values() for i in r.identifiers)
    assert sum(bool(r.secondary_sanctions) for r in records.values()) > 200


@pytest.mark.shared
def test_advanced_parties_are_looked_up_in_their_tables(shared: Path) -> None:
    path = shared / "data/us_ofac/advanced/sdn_advanced_2026-09-09_excerpt.xml"
    records, issues, _ = read("us_ofac_sdn", path)
    assert not issues
    assert set(records) == {"36", "2677", "4238", "15432"}
    assert [r.schema for r in records.values()] == ["Organization", "Person", "Vessel", "Aircraft"]
    person = records["2677"]
    assert person.names[0].text == "Abboud Abdul Latif Hassan Al-Zomor"
    assert [n.script for n in person.names].count("Arab") == 1
    assert (person.listed_on, person.programmes) == (date(1995, 1, 23), ("SDGT",))
    assert [b.text for b in person.births] == ["1947-04-19"]
    assert person.nationalities[0].code == "EG"
    assert records["36"].addresses[0].text == "Havana, Cuba"
    assert records["4238"].identifiers[0].kind == "call-sign"


@pytest.mark.shared
def test_entities_of_the_other_list_are_left_to_it_and_counted(shared: Path) -> None:
    path = shared / "data/us_ofac/advanced/sdn_advanced_2026-09-09_excerpt.xml"
    records, _, _ = read("us_ofac_cons", path)
    assert records == {}
