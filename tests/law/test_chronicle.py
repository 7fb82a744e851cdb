"""The chronicle: sound, in step with the lawbook, and asked from the command line."""

from __future__ import annotations

import json
import re
from datetime import date

import msgspec
import pytest
from typer.testing import CliRunner

from comity.cli.main import app
from comity.law import Entry, find_chronicle_faults, load_chronicle, load_lawbook
from comity.law.chronicle import read_entries
from comity.text.countries import country_code

TOLD = load_chronicle()
TODAY = date(2026, 11, 26)


def entry(**other: object) -> Entry:
    told = {
        "id": "x", "authority": "EU", "action": "IMPOSE", "on": "2020-01-01", "text": "t",
        "source": "s", "confidence": "recalled", **other,
    }  # fmt: skip
    return msgspec.convert(told, Entry)


def test_the_chronicle_is_sound() -> None:
    assert find_chronicle_faults(TOLD.entries, TODAY) == []
    assert len(TOLD.entries) > 2000


def test_entries_stand_in_the_order_of_their_days() -> None:
    days = [e.on for e in TOLD.entries]
    assert days == sorted(days)


def test_a_resolution_has_the_day_and_the_vote_of_the_lawbook() -> None:
    acts = {i.number: i for i in load_lawbook().instruments.values() if i.kind == "act"}
    compared = 0
    for e in TOLD.entries:
        act = acts.get(e.number)
        if act is None or not e.number.startswith("S/RES/") or not e.vote or not act.vote:
            continue
        compared += 1
        assert (e.on, e.vote) == (act.adopted, act.vote), e.id
    assert compared > 30


def test_who_abstained_and_who_voted_against_agrees_with_the_lawbook() -> None:
    acts = {i.number: i for i in load_lawbook().instruments.values() if i.kind == "act"}
    compared = 0
    for e in TOLD.entries:
        act = acts.get(e.number)
        if act is None or not e.number.startswith("S/RES/"):
            continue
        for told, known in ((e.abstained, act.abstained), (e.against, act.against)):
            if told and known:
                compared += 1
                assert set(told) == {country_code(name) for name in known}, e.id
    assert compared > 10


def test_only_what_a_published_list_or_the_lawbook_shows_is_called_verified() -> None:
    for e in TOLD.entries:
        if e.confidence == "verified":
            assert re.search(r"list|lawbook", e.source), e.id


def test_the_yearly_votes_on_the_embargo_against_cuba_are_all_there() -> None:
    votes = [e for e in TOLD.find(target="CU", authority="UNGA") if e.ordinal]
    assert [e.ordinal for e in votes] == list(range(1, len(votes) + 1))
    assert votes[0].vote == "59-3-71"
    assert [e.on.year for e in votes if e.ordinal == 32] == [2024]


@pytest.mark.parametrize(
    ("fault", "other"),
    [
        ("unknown action", {"action": "DANCE"}),
        ("unknown code", {"authority": "EUROPE"}),
        ("unknown code", {"targets": ["Iran"]}),
        ("cannot be", {"on": "1844-01-01"}),
        ("cannot be", {"on": "2030-01-01"}),
        ("cannot be", {"to": "2019-01-01"}),
        ("runs out", {"until": "2019-01-01"}),
        ("not for-against-abstained", {"vote": "unanimous"}),
        ("more voters", {"vote": "14-0-1", "abstained": ["CN", "RU"]}),
        ("no text", {"source": ""}),
    ],
)
def test_a_faulty_entry_is_told(fault: str, other: dict[str, object]) -> None:
    (told,) = find_chronicle_faults((entry(**other),), TODAY)
    assert fault in told


def test_an_id_given_twice_is_told() -> None:
    assert find_chronicle_faults((entry(), entry()), TODAY) == ["x: twice"]


def test_comments_and_empty_lines_are_no_entries() -> None:
    line = msgspec.json.encode(entry())
    assert read_entries(b"# a comment\n\n" + line + b"\n") == [entry()]
    with pytest.raises(msgspec.ValidationError):
        read_entries(line.replace(b'"text"', b'"words"'))


def test_the_days_asked_about_may_lie_within_the_bounds_of_an_entry() -> None:
    vague = [e for e in TOLD.entries if e.to is not None]
    assert vague
    for e in vague[:40]:
        assert e in TOLD.find(since=e.last, until=e.last)
        assert e in TOLD.find(authority=e.authority, since=e.on, until=e.on)


def test_the_command_lists_what_was_done() -> None:
    asked = ["law", "chronicle", "--target", "Zimbabwe", "--authority", "unsc", "--json"]
    told = json.loads(CliRunner().invoke(app, asked).stdout)
    assert any(e["vote"] == "9-5-1" and "CN" in e["against"] for e in told)
    assert all("ZW" in e["targets"] for e in told)
    span = ["--since", "2008-07-01", "--until", "2008-07-31"]
    shown = CliRunner().invoke(app, ["law", "chronicle", "--target", "ZW", *span])
    assert "2008-07-11" in shown.stdout
    assert "recalled" in shown.stdout
    for wrong in (["--target", "Ruritania"], ["--authority", "Ruritania"], ["--since", "soon"]):
        assert CliRunner().invoke(app, ["law", "chronicle", *wrong]).exit_code != 0
