"""A table of answers, each with its provision, party and day; and what holds of all answers."""

from __future__ import annotations

import csv
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.applicability import Binder, Case, Party, read_party, rules
from comity.errors import BadInput, UnknownName, UnreadableFile
from comity.law import load_lawbook

TABLE = Path(__file__).with_name("cases.csv")
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


def party_of(text: str) -> Party:
    kind, colon, codes = text.partition(":")
    if not colon:
        return read_party(text)
    first, second, third = (*codes.split("+"), "", "")[:3]
    forms = {
        "person": Party(kind="person", nationality=(first,)),
        "dual": Party(kind="person", nationality=(first, second), residence="AE"),
        "branch": Party(kind="bank", incorporated=first, business=(second,)),
        "subsidiary": Party(kind="company", incorporated=first, owners=(second,)),
        "resident": Party(kind="person", nationality=("IN",), residence=first),
        "goods": Party(kind="company", incorporated="IN", goods=(first,)),
        "company": Party(kind="company", incorporated=first),
        "owned-bank": Party(kind="bank", incorporated=first, owners=(second,)),
        "us-owned-subsidiary": Party(kind="company", incorporated=first, owners=("US",)),
        "flag": Party(kind="vessel owner", incorporated="PA", flag=(first,)),
        "dual-home": Party(kind="person", nationality=(first, second), residence=third),
    }
    return forms[kind]


def case_of(row: dict[str, str]) -> Case:
    return Case(
        jurisdiction=row["list"], collective=row["collective"] == "yes" or not row["list"],
        source=row["source"], tags=(row["tag"],), targets=tuple(filter(None, [row["target"]])),
        in_force=row["collective"] != "off", secondary=row["secondary"] == "yes",
    )  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['id']}-{r['party']}-{r['day']}" for r in ROWS])
def test_the_table_of_answers(row: dict[str, str]) -> None:
    day = date.fromisoformat(row["day"])
    binder = Binder(
        book=load_lawbook(), party=party_of(row["party"]), as_of=day, viewpoint=row["viewpoint"]
    )
    found = binder.bind(case_of(row))
    assert found.answer == row["answer"], (row["why"], found.reasons)
    cited = " ".join(f"{r.instrument} {r.article}" for r in found.reasons)
    # A listing that is not in force rests on the register, not on a provision.
    assert row["provision"] or row["collective"] == "off"
    assert row["provision"] in cited, (row["why"], cited)
    if row["instrument"]:
        assert row["instrument"] in [r.instrument for r in found.reasons], (row["why"], cited)
    told = " ".join(r.article for r in found.conflicts)
    if row["conflict"] == "none":
        assert not found.conflicts
    elif row["conflict"]:
        assert row["conflict"] in told, (row["why"], told)
    assert all(r.text and r.confidence in ("verified", "recalled", "mixed") for r in found.reasons)


def test_the_table_has_at_least_sixty_cases_of_every_authority() -> None:
    assert len(ROWS) >= 100
    assert {r["list"] for r in ROWS} == {"", "US", "EU", "GB", "CH", "CA", "AU"}
    assert all(row["why"] for row in ROWS)


def test_a_european_bank_is_told_that_it_may_not_comply() -> None:
    binder = Binder(book=load_lawbook(), party=read_party("eu-bank"), as_of=date(2019, 1, 1))
    case = Case(jurisdiction="US", collective=False, source="us_ofac_sdn", tags=("IRAN",),
                targets=("IR",), secondary=True)  # fmt: skip
    found = binder.bind(case)
    assert found.answer == "exposed"
    assert any("2271/96" in c.article for c in found.conflicts)
    before = Binder(book=load_lawbook(), party=read_party("eu-bank"), as_of=date(2018, 8, 6))
    assert not before.bind(case).conflicts


@given(st.sampled_from(ROWS))
def test_without_a_nexus_no_unilateral_listing_binds(row: dict[str, str]) -> None:
    nobody = Party(kind="person", nationality=("TW",))
    binder = Binder(book=load_lawbook(), party=nobody, as_of=date.fromisoformat(row["day"]))
    assert binder.bind(case_of(row)).answer in ("not-bound", "exposed")


def test_a_million_answers_take_less_than_ten_seconds() -> None:
    binder = Binder(book=load_lawbook(), party=read_party("eu-bank"), as_of=date(2025, 11, 18))
    cases = [case_of(row) for row in ROWS]
    start = time.perf_counter()
    for number in range(1_000_000):
        binder.bind(cases[number % len(cases)])
    assert time.perf_counter() - start < 10


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("martian-bank", UnknownName),
        ("nowhere.toml", UnreadableFile),
        ("", UnknownName),
        ("kind=bank,incorporated=Atlantis", BadInput),
        ("kind=bank,colour=red", UnknownName),
        ("kind=bank,incorporated=", BadInput),
        ("kind=bank,incorporated=GB+FR", BadInput),
        ("incorporated=GB,incorporated=FR", BadInput),
        ("kind=bank", BadInput),
    ],
)
def test_unknown_parties_are_refused(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_party(text)


@pytest.mark.parametrize(
    "content",
    ['kind = "company"\nincorporated = "Atlantis"', 'kind = "robot"\nincorporated = "GB"',
     'kind = "company"\nowner = "US"', 'kind = "company"', "kind =",
     'kind = "person"\nincorporated = "US"', 'kind = "bank"\nnationality = ["US"]',
     'kind = "company"\nincorporated = "AE"\ncurrencies = ["dollars"]'],
)  # fmt: skip
def test_senseless_parties_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "party.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises((BadInput, UnreadableFile)):
        read_party(str(path))


def test_an_unknown_viewpoint_is_refused() -> None:
    with pytest.raises(UnknownName, match="un-secretariat"):
        Binder(book=load_lawbook(), party=read_party("us-person"), as_of=date(2025, 1, 1),
               viewpoint="mars")  # fmt: skip


def test_every_list_of_a_jurisdiction_binds_its_own_persons_while_its_acts_are_in_force() -> None:
    book = load_lawbook()
    own = {"us_ofac_sdn": ("US", "us-person"), "eu_fsf": ("EU", "eu-company"),
           "gb_ofsi": ("GB", "uk-company"), "ch_seco": ("CH", "swiss-company"),
           "ca_sema": ("CA", "canadian-company"), "au_dfat": ("AU", "australian-company"),
           }  # fmt: skip
    ended = {"west-bank-eo14115", "zimbabwe", "burundi", "hk-eo13936"}
    for day in (date(2016, 2, 11), date(2020, 6, 1), date(2025, 4, 19), date(2026, 9, 1)):
        for viewpoint in ("", "russia"):
            for source, tag in book.tags:
                if source not in own or tag in ended:
                    continue
                place, party = own[source]
                binder = Binder(
                    book=book, party=read_party(party), as_of=day, viewpoint=viewpoint
                )  # fmt: skip
                case = Case(jurisdiction=place, collective=False, source=source, tags=(tag,))
                assert binder.bind(case).answer == "bound", (day, source, tag)


def test_no_reason_rests_on_an_act_that_came_later() -> None:
    book = load_lawbook()
    for row in ROWS:
        day = date.fromisoformat(row["day"])
        binder = Binder(
            book=book, party=party_of(row["party"]), as_of=day, viewpoint=row["viewpoint"]
        )  # fmt: skip
        for reason in binder.bind(case_of(row)).reasons:
            if reason.instrument:
                first = book.instrument(reason.instrument).in_force_from
                assert first is None or first <= day, (row["id"], reason)


def test_a_contested_answer_tells_both_sides_with_their_sources() -> None:
    binder = Binder(
        book=load_lawbook(), party=read_party("russian-bank"), as_of=date(2025, 11, 18)
    )  # fmt: skip
    case = Case(jurisdiction="", collective=True, source="un_sc", tags=("Iran",), targets=("IR",))
    found = binder.bind(case)
    assert found.answer == "contested"
    held = [r for r in found.reasons if r.text.startswith("in effect in the view of")]
    denied = [r for r in found.reasons if r.text.startswith("without effect in the view of")]
    assert "un-secretariat" in held[0].text
    assert {"russia", "china", "iran"} <= set(
        denied[0].text.replace(":", ",").replace(",", "").split()
    )
    assert held[0].sources
    assert denied[0].sources


def test_what_the_register_is_not_sure_of_is_said() -> None:
    binder = Binder(book=load_lawbook(), party=read_party("us-person"), as_of=date(2015, 1, 1))
    case = Case(jurisdiction="US", collective=False, source="us_ofac_sdn", tags=("SDGT",),
                in_force=False, certainty="start unknown")  # fmt: skip
    found = binder.bind(case)
    assert "may have been" in found.reasons[0].text
    assert found.reasons[0].confidence == "recalled"


def test_a_party_may_be_told_in_a_line() -> None:
    party = read_party("kind=person, nationality=GB+FR, residence=United States")
    assert (party.nationality, party.residence) == (("GB", "FR"), "US")


def test_every_ready_made_profile_gets_an_answer() -> None:
    for name in rules()["profiles"]:
        binder = Binder(book=load_lawbook(), party=read_party(name), as_of=date(2025, 11, 18))
        for row in ROWS:
            assert binder.bind(case_of(row)).reasons, (name, row["id"])


def test_the_list_of_an_authority_without_rules_binds_its_own_and_says_what_was_not_read() -> None:
    case = Case(jurisdiction="NO", collective=False, source="no_list", tags=("Iran",))
    day = date(2026, 1, 1)
    own = Binder(book=load_lawbook(), party=read_party("incorporated=NO"), as_of=day).bind(case)
    assert own.answer == "bound"
    assert own.reasons[-1].confidence == "recalled"
    assert "was not read" in own.reasons[-1].text
    other = Binder(book=load_lawbook(), party=read_party("us-company"), as_of=day).bind(case)
    assert other.answer == "not-bound"
