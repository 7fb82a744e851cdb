"""FollowTheMoney: subjects, what is folded into them, and changes."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from comity.errors import UnreadableFile
from comity.model import Event, Issue, Record
from comity.sources.base import BytesBlob
from comity.sources.ftm.lines import matches_delta, matches_lines, read_delta, read_lines


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
    record, event = reading.items
    assert isinstance(record, Record)
    assert isinstance(event, Event)
    assert (event.id, event.kind, event.on) == ("NK-9", "delisted", None)


@pytest.mark.parametrize("line", ["{", '{"id": 1}', "[]"])
def test_a_broken_line_is_refused_with_its_number(line: str) -> None:
    with pytest.raises(UnreadableFile, match="line 2"):
        list(read_lines([BytesBlob("e.json", f"{json.dumps(PERSON)}\n{line}\n".encode())]).items)
