"""FollowTheMoney: subjects, what is folded into them, and changes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from comity.errors import UnreadableFile
from comity.model import Event, Issue, Record
from comity.sources.base import BytesBlob, FileBlob
from comity.sources.ftm.lines import (
    matches_delta,
    matches_lines,
    matches_together,
    read_delta,
    read_lines,
    read_together,
)
from comity.sources.ftm.mapping import SCHEMAS


def blob(*objects: Any) -> BytesBlob:
    return BytesBlob("entities.ftm.json", "\n".join(map(json.dumps, objects)).encode())


PERSON = {
    "id": "NK-1", "caption": "Jane Doe", "schema": "Person", "referents": ["ofac-36"],
    "properties": {"name": ["Janet Doe", "Jane Doe"], "weakAlias": ["JD"], "birthDate": ["1970-05"],
                   "addressEntity": ["a1"], "newProperty": ["kept"]},
}  # fmt: skip
AROUND = [
    {"id": "a1", "schema": "Address", "properties": {"full": ["1 Example Street"]}},
    {"id": "s1", "schema": "Sanction",
     "properties": {"entity": ["NK-1"], "authority": ["OFAC"], "listingDate": ["2020-01-02"]}},
    {"id": "o1", "schema": "Ownership",
     "properties": {"owner": ["NK-1"], "asset": ["NK-2"], "percentage": ["50"]}},
]  # fmt: skip


def test_objects_around_a_subject_are_folded_into_it() -> None:
    found = blob(*AROUND, PERSON)
    assert matches_lines([blob(PERSON)])
    (record,) = (i for i in read_lines([found]).items if isinstance(i, Record))
    assert [n.text for n in record.names] == ["Jane Doe", "Janet Doe", "JD"]
    assert [n.quality for n in record.names] == ["unstated", "unstated", "weak"]
    assert record.addresses[0].text == "1 Example Street"
    assert record.listed_on == date(2020, 1, 2)
    assert [(x.kind, x.id) for x in record.links] == [("other", "NK-2")]
    assert [(r.source, r.id) for r in record.references] == [("us_ofac_sdn", "36")]
    assert ("newProperty", "kept") in [(d.key, d.value) for d in record.details]


def test_an_object_of_nobody_is_told() -> None:
    items = list(read_lines([blob(AROUND[1])]).items)
    assert [i.code for i in items if isinstance(i, Issue)] == ["unattached-object"]


def test_a_delta_adds_changes_and_ends() -> None:
    found = blob({"op": "ADD", "entity": PERSON}, {"op": "DEL", "entity": {"id": "NK-9"}})
    assert matches_delta([found])
    reading = read_delta([found])
    assert reading.partial
    event, record = reading.items
    assert isinstance(record, Record)
    assert isinstance(event, Event)
    assert (event.id, event.kind, event.on) == ("NK-9", "delisted", None)


@pytest.mark.parametrize("line", ["{", '{"id": 1}', "[]"])
def test_a_broken_line_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(UnreadableFile, match="line 2"):
        list(read_lines([BytesBlob("e.json", f"{json.dumps(PERSON)}\n{line}\n".encode())]).items)


def test_all_a_sanction_or_a_link_says_is_kept() -> None:
    sanction = {"id": "s1", "schema": "Sanction", "properties": {
        "entity": ["NK-1"], "authorityId": ["808"], "endDate": ["2033-07-01"],
        "sourceUrl": ["https://example.org/a"], "status": ["Sanctioned"]}}  # fmt: skip
    share = {"id": "o1", "schema": "Ownership", "properties": {
        "owner": ["NK-1"], "asset": ["NK-2"], "sharesCount": ["37000"],
        "startDate": ["2015-11-25"]}}  # fmt: skip
    (record,) = (i for i in read_lines([blob(PERSON, sanction, share)]).items
                 if isinstance(i, Record))  # fmt: skip
    (told,) = [d.value for d in record.details if d.key == "sanction"]
    assert told == (
        "authorityId 808; endDate 2033-07-01; sourceUrl https://example.org/a; status Sanctioned"
    )
    assert record.links[0].note == "Ownership: sharesCount 37000; startDate 2015-11-25"


def test_a_change_of_somebody_elses_object_is_told() -> None:
    items = list(read_delta([blob({"op": "MOD", "entity": AROUND[1]})]).items)
    assert [i.code for i in items if isinstance(i, Issue)] == ["unattached-object"]


def test_a_changed_entity_keeps_what_its_delta_leaves_as_it_was() -> None:
    base = blob(*AROUND, PERSON, {"id": "NK-9", "schema": "Person", "properties": {"name": ["X"]}})
    renamed = PERSON | {"properties": {"name": ["Jane Roe"], "addressEntity": ["a1"]}}
    delta = blob(
        {"op": "MOD", "entity": renamed}, {"op": "DEL", "entity": {"id": "NK-9"}},
        {"op": "DEL", "entity": {"id": "o1"}},
    )  # fmt: skip
    assert matches_together([base, delta])
    assert not matches_together([base, base])
    assert not matches_together([base])
    event, record = read_together([base, delta]).items
    assert isinstance(event, Event)
    assert (event.id, event.kind) == ("NK-9", "delisted")
    assert isinstance(record, Record)
    assert record.names[0].text == "Jane Roe"
    assert record.listed_on == date(2020, 1, 2)  # the sanction stands, though not in the delta
    assert record.links == ()  # the ownership ended


@pytest.mark.shared
def test_real_deltas_bring_a_real_data_set_up_to_date(shared: Path) -> None:
    folder = shared / "data" / "ftm"
    deltas = sorted(folder.glob("t2/*/entities.delta.json"))
    blobs = [FileBlob(p) for p in (folder / "t1" / "entities.ftm.json", *reversed(deltas))]
    assert matches_together(blobs)
    changes = [json.loads(line) for p in deltas for line in p.read_text("utf-8").splitlines()]
    base = (folder / "t1" / "entities.ftm.json").read_text("utf-8")
    final = {e["id"]: e["schema"] for e in map(json.loads, base.splitlines())}
    for change in changes:
        if change["op"] == "DEL":
            final.pop(change["entity"]["id"], None)
        else:
            final[change["entity"]["id"]] = change["entity"]["schema"]
    subjects = {i for i, schema in final.items() if schema in SCHEMAS}
    found = {i.id for i in read_together(blobs).items if isinstance(i, Record)}
    assert found == subjects
