"""Canada: three schemas of one list, read by the part of a name before the hyphen."""

from __future__ import annotations

from datetime import date

import pytest

from comity.errors import UnreadableFile
from comity.model import Record
from comity.sources.base import BytesBlob
from comity.sources.ca_sema.xml import matches_xml, read_xml

OLD = "<Country>Iran</Country><LastName>DOE</LastName><GivenName>Jane</GivenName>"
NEW = (
    "<Country-Pays>Iran</Country-Pays><LastName-NomDeFamille>DOE</LastName-NomDeFamille>"
    "<GivenName-Prenom>Jane</GivenName-Prenom>"
)


def one(body: str) -> Record:
    blob = BytesBlob("sema.xml", f"<data-set><record>{body}</record></data-set>".encode())
    assert matches_xml([blob])
    (record,) = (i for i in read_xml([blob]).items if isinstance(i, Record))
    return record


@pytest.mark.parametrize("body", [OLD, NEW])
def test_a_listing_is_the_same_in_every_schema(body: str) -> None:
    record = one(body)
    assert (record.schema, record.names[0].text) == ("Person", "Jane DOE")
    assert (record.regimes, record.targets) == (("CA Iran",), ("IR",))
    assert record.id == one(OLD).id


def test_ships_dates_and_aliases_are_read() -> None:
    record = one(
        "<Country>Russia / Russie</Country><EntityOrShip>OCEAN STAR</EntityOrShip>"
        "<ShipIMONumber> 9187629</ShipIMONumber><TitleOrShip>Oil tanker</TitleOrShip>"
        "<DateOfBirthOrShipBuildDate>1999</DateOfBirthOrShipBuildDate>"
        "<Aliases>Star One, Star Shipping Co., Ltd.</Aliases>"
        "<DateOfListing>2024-02-03</DateOfListing>"
    )
    assert record.schema == "Vessel"
    assert [(i.kind, i.value) for i in record.identifiers] == [("imo", "9187629")]
    assert [n.text for n in record.names] == ["OCEAN STAR", "Star One", "Star Shipping Co., Ltd"]
    assert record.listed_on == date(2024, 2, 3)


@pytest.mark.parametrize(
    ("text", "days"),
    [("1972", 1), ("1972-08-10 or 1972-08-11", 2), ("31801", 1), ("1975-19-25", 0)],
)
def test_birth_dates_in_free_text(text: str, days: int) -> None:
    record = one(f"{OLD}<DateOfBirth>{text}</DateOfBirth>")
    assert len(record.births) == days
    assert bool(record.issues) is (days == 0)


def test_an_unknown_element_is_kept_and_a_nameless_record_too() -> None:
    record = one("<Country>Atlantis</Country><Nom>DOE</Nom>")
    assert record.unread
    assert {i.code for i in record.issues} == {"unknown-field", "unknown-regime", "missing-name"}
    assert [(d.key, d.value) for d in record.details] == [("Nom", "DOE")]


def test_another_root_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        read_xml([BytesBlob("x.xml", b"<other><record/></other>")])
