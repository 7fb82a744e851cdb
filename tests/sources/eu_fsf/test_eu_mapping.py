"""What one listing of the EU's list means: names, dates, origin, references, the gate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from comity.model import Record
from comity.sources.eu_fsf import SOURCE
from comity.sources.eu_fsf.entity import Act, Entity, Part, PartKind, split_remarks
from comity.sources.eu_fsf.facts import is_ship_number
from comity.sources.eu_fsf.mapping import map_entity
from comity.sources.eu_fsf.standing import read_reference


def part(kind: PartKind, *remarks: str, day: str = "", **fields: str) -> Part:
    act = Act(title=f"act of {day}", day=day) if day else None
    return Part(kind=kind, fields=fields, remarks=remarks, act=act)


EXAMPLE = Entity(
    key="1", subject="enterprise", programmes=("IRN",),
    parts=(part("name", wholeName="Example Industries", logicalId="5"),),
)  # fmt: skip


def listing(*parts: Part, **changes: object) -> Record:
    return map_entity(replace(EXAMPLE, parts=(*EXAMPLE.parts, *parts), **changes))  # type: ignore[arg-type]


def codes(record: Record) -> list[str]:
    return [issue.code for issue in record.issues]


def test_a_listing_without_a_name_is_unread_and_kept() -> None:
    record = map_entity(replace(EXAMPLE, parts=()))
    assert record.unread
    assert codes(record) == ["missing-name"]


def test_unknown_words_become_issues_and_are_kept() -> None:
    record = listing(
        part("document", number="7", identificationTypeCode="rune"),
        part("name", wholeName="Other", gender="X"),
        part("citizenship", countryDescription="Atlantis"),
        Part(kind="address", fields={}, contacts=(("TELEX", "9"),)),
        subject="spirit", programmes=("XYZ",),
    )  # fmt: skip
    assert set(codes(record)) == {
        "unknown-document", "unknown-gender", "unknown-country", "unknown-contact",
        "unknown-type", "unknown-regime",
    }  # fmt: skip
    assert (record.schema, record.programmes, record.genders) == ("Unknown", ("XYZ",), ("X",))
    assert (record.identifiers[0].kind, record.identifiers[0].label) == ("other", "rune")
    assert record.citizenships[0].text == "Atlantis"
    assert record.contacts[0].kind == "other"


@pytest.mark.parametrize(
    ("remark", "kind", "quality"),
    [
        ("low quality alias", "alias", "weak"),
        ("lo quality aliias", "alias", "weak"),
        ("god quality alias", "alias", "strong"),
        ("low quality alias; formerly listed as X", "former", "weak"),
        ("former name of Example", "former", "unstated"),
        ("Formerly known as Another", "alias", "unstated"),
        ("", "alias", "unstated"),
    ],
)
def test_the_remark_tells_the_sort_and_the_quality_of_a_name(
    remark: str, kind: str, quality: str
) -> None:
    name = listing(part("name", remark, wholeName="Second", strong="true", logicalId="9")).names[1]
    assert (name.kind, name.quality, name.note) == (kind, quality, remark)


def test_a_name_that_is_not_strong_is_weak() -> None:
    assert listing(part("name", wholeName="B", strong="false")).names[1].quality == "weak"


def test_the_main_name_is_the_lowest_number_in_latin_letters() -> None:
    names = listing(
        part("name", wholeName="مثال", nameLanguage="AR", logicalId="1"),
        part("name", wholeName="First", logicalId="2"),
    ).names
    assert [(n.text, n.kind) for n in names] == [
        ("First", "primary"),
        ("Example Industries", "alias"),
        ("مثال", "original-script"),
    ]


@pytest.mark.parametrize(
    ("fields", "text", "earliest", "latest", "circa"),
    [
        ({"birthdate": "1937-04-28"}, "1937-04-28", (1937, 4, 28), (1937, 4, 28), 0),
        ({"year": "1965"}, "1965", (1965, 1, 1), (1965, 12, 31), 0),
        ({"year": "1965", "monthOfYear": "3"}, "1965-03", (1965, 3, 1), (1965, 3, 31), 0),
        (
            {"year": "1965", "monthOfYear": "3", "dayOfMonth": "7"},
            "1965-03-07", (1965, 3, 7), (1965, 3, 7), 0,
        ),
        (
            {"yearRangeFrom": "1958", "yearRangeTo": "1963", "circa": "true"},
            "circa between 1958 and 1963", (1958, 1, 1), (1963, 12, 31), 1,
        ),
    ],
)  # fmt: skip
def test_birth_dates_of_every_precision_are_read(
    fields: dict[str, str],
    text: str,
    earliest: tuple[int, int, int],
    latest: tuple[int, int, int],
    circa: int,
) -> None:
    (birth,) = listing(part("birth", **fields)).births
    assert (birth.text, birth.circa) == (text, bool(circa))
    assert (birth.earliest, birth.latest) == (date(*earliest), date(*latest))


@pytest.mark.parametrize(
    ("fields", "code", "kept"),
    [
        ({"year": "1343", "calendarType": "ISLAMIC"}, "other-calendar", "1343; ISLAMIC"),
        ({"yearRangeFrom": "1958"}, "unreadable-date", "not before 1958; GREGORIAN"),
        ({"birthdate": "1965-02-30"}, "unreadable-date", "1965-02-30; GREGORIAN"),
        ({"dayOfMonth": "7", "monthOfYear": "3"}, "unreadable-date", "03-07; GREGORIAN"),
    ],
)
def test_a_birth_date_that_cannot_be_read_is_kept(
    fields: dict[str, str], code: str, kept: str
) -> None:
    record = listing(part("birth", **fields))
    assert record.births == ()
    assert codes(record) == [code]
    assert ("birth-date", kept) in {(d.key, d.value) for d in record.details}


def test_a_birth_may_be_a_place_only() -> None:
    record = listing(part("birth", "near the river", city="Exampletown", countryIso2Code="00"))
    assert record.births == ()
    assert [(p.text, p.note) for p in record.birth_places] == [("Exampletown", "near the river")]


@pytest.mark.parametrize(
    ("programmes", "un_id", "details", "designated", "origin"),
    [
        (("TAQA",), "", "", "", "un"),
        (("UNLI",), "QDi.001", "", "", "un"),
        (("UKR",), "", "", "", "own"),
        (("TERR",), "QDe.001", "", "", "both"),
        (("TAQA", "EUAQ"), "", "", "", "both"),
        (("LBY",), "LYi.28", "", "", "un"),
        (("LBY",), "", "", "", "unstated"),
        (("IRN",), "", "UN designation 09/06/2010 (no longer valid)", "2023-10-17", "own"),
        (("IRN",), "", "UN designation 09/06/2010", "", "un"),
        (("COD",), "", "", "2007-03-29", "un"),
        (("COD",), "", "", "2016-12-12", "unstated"),
        (("ZWE",), "", "", "", "own"),
        (("XYZ",), "", "", "", "unstated"),
    ],
)
def test_the_programme_tells_on_whose_decision_an_entry_stands(
    programmes: tuple[str, ...], un_id: str, details: str, designated: str, origin: str
) -> None:
    record = listing(
        programmes=programmes, un_id=un_id, designation_details=details, designated=designated
    )
    assert record.origin == origin


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("QDi.014", "QDi.014"), ("LYi.28", "LYi.028"), ("IRe 37", "IRe.037"),
        ("cde.001", "CDe.001"), ("E.03.III.8", "E.03.III.8"), ("QI.A.12.01", "QI.A.12.01"),
        ("(TAi.147).", "TAi.147"), ("pending", ""), ("QDi.1234", ""),
    ],
)  # fmt: skip
def test_references_to_the_un_are_brought_to_one_form(text: str, expected: str) -> None:
    assert read_reference(text) == expected


def test_several_references_and_one_that_is_none() -> None:
    record = listing(un_id="QDi.1, QDe.002; pending")
    assert [(r.id, r.text) for r in record.references] == [
        ("QDi.001", "QDi.1"),
        ("QDe.002", "QDe.002"),
    ]
    assert codes(record) == ["unreadable-reference"]
    assert "QDi.1, QDe.002; pending" in {d.value for d in record.details}


def test_a_reference_in_a_remark_counts_only_right_behind_its_label() -> None:
    assert [r.id for r in listing(remarks=("UN ref.: CDi.31, arrested",)).references] == ["CDi.031"]
    assert listing(remarks=("Brother of X (QDi.055); UN ref pending",)).references == ()


@pytest.mark.parametrize(
    ("designated", "acts", "listed", "basis"),
    [
        ("2010-06-09", ("2010-07-27",), date(2010, 6, 9), "designationDate"),
        ("2023-10-17", ("2010-07-27", "2024-01-01"), date(2010, 7, 27), "earliest act in the file"),
        ("", ("2010-07-27",), date(2010, 7, 27), "earliest act in the file"),
        ("", (), date(2025, 9, 29), "earliest act in the file"),
    ],
)
def test_the_listing_is_as_old_as_the_oldest_date_given(
    designated: str, acts: tuple[str, ...], listed: date, basis: str
) -> None:
    latest = Act(title="latest", day="2025-09-29", programme="IRN")
    names = (part("name", day=day, wholeName=f"Name {day}") for day in acts)
    record = listing(
        *names, designated=designated, designated_basis="designationDate", acts=(latest,)
    )
    assert (record.listed_on, record.listed_basis) == (listed, basis)


def test_a_listing_without_any_date_has_none() -> None:
    record = listing(designated="soon")
    assert (record.listed_on, record.listed_basis) == (None, "")
    assert codes(record) == ["unreadable-date"]
    assert ("designation-date", "soon") in {(d.key, d.value) for d in record.details}


def test_a_delisting_is_dated() -> None:
    assert listing(delisted="2026-01-31").delisted_on == date(2026, 1, 31)


def test_a_correction_adds_its_act_to_the_amendments() -> None:
    acts = (Act(title="a", day="2012-01-01"), Act(title="c", kind="corrigendum", day="2012-02-01"))
    record = listing(acts=acts)
    assert [a.title for a in record.legal] == ["a", "c"]
    assert record.amended_on == (date(2012, 2, 1),)


def test_a_ship_is_told_by_its_number() -> None:
    imo = part("document", number="IMO 9074729", identificationTypeCode="imo")
    ship = listing(imo)
    assert (ship.schema, ship.identifiers[0].value) == ("Vessel", "9074729")
    assert ("subject-type", "enterprise") in {(d.key, d.value) for d in ship.details}
    firm = listing(imo, part("document", number="1", identificationTypeCode="regnumber"))
    assert firm.schema == "Organization"
    assert not is_ship_number("123456²")


def test_an_imo_number_that_is_none_is_kept_with_an_issue() -> None:
    record = listing(part("document", number="lost", identificationTypeCode="imo"))
    assert record.identifiers[0].value == "lost"
    assert codes(record) == ["unreadable-imo"]


def test_which_act_brought_what_is_kept() -> None:
    record = listing(part("address", day="2011-11-01", city="Exampletown", logicalId="8"))
    kept = [d.value for d in record.details if d.key == "act"]
    assert kept == ["no act: name 5", "act of 2011-11-01, 2011-11-01: address 8"]


def test_countries_that_ended_have_their_code() -> None:
    record = listing(part("citizenship", countryDescription="YUG"))
    assert [c.code for c in record.citizenships] == ["YU"]


def test_remarks_of_one_cell_are_divided_at_their_brackets() -> None:
    assert split_remarks("(one (a))\n(two;\n three)") == ("one (a)", "two;\n three")


def bounds_on(day: date) -> tuple[int, int]:
    found = [b for b in SOURCE.gate.bounds if b.since <= day][-1]
    return found.least, found.most


@pytest.mark.parametrize(
    ("day", "count"), [("2026-08-05", 7), ("2018-07-04", 93), ("2016-02-11", 595)]
)
def test_the_gate_refuses_extracts(day: str, count: int) -> None:
    assert count < bounds_on(date.fromisoformat(day))[0]


@pytest.mark.parametrize(
    ("day", "count"), [("2026-08-05", 6_234), ("2022-10-28", 3_000), ("2018-07-04", 2_000)]
)
def test_the_gate_lets_full_lists_pass(day: str, count: int) -> None:
    least, most = bounds_on(date.fromisoformat(day))
    assert least <= count <= most


def test_the_gate_of_today_is_the_publisher_s_size() -> None:
    assert bounds_on(date(2026, 11, 1)) == (5_000, 9_000)
