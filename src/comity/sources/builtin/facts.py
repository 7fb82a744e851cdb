"""Comity's own format of facts: listings of official lists with cited dates, as TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from comity.errors import UnreadableFile
from comity.model import REVIEWED, Event, Issue, Name, Record, Reference, read_date
from comity.sources.base import Blob, Reading
from comity.text import script_of

FILE = "facts.toml"


def matches_facts(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one file of facts."""
    return len(blobs) == 1 and blobs[0].name.endswith(".toml")


def read_facts(blobs: Sequence[Blob]) -> Reading:
    """Open a file of facts.

    Raises:
        UnreadableFile: Not TOML, or a listing or citation without a field it needs.
    """
    (blob,) = blobs
    try:
        with blob.open() as stream:
            plain = tomllib.loads(stream.read().decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(blob.name, f"not a facts file: {error}") from None
    return Reading(published=plain.get("published"), items=_items(blob, plain), partial=True)


def _items(blob: Blob, plain: Mapping[str, Any]) -> Iterator[Record | Event | Issue]:
    citations = plain.get("citations", {})
    for number, fact in enumerate(plain.get("listings", ()), start=1):
        try:
            yield map_fact(fact)
            first = {"kind": "listed", "on": fact["listed_on"], "citation": fact["citation"]}
            for event in (first, *fact.get("events", ())):
                cited = citations[event["citation"]]
                yield Event(
                    source=fact["source"], id=fact["id"], kind=event["kind"], on=event["on"],
                    citation=cited["text"], confidence=cited["confidence"],
                )  # fmt: skip
        except KeyError as error:
            where = f"listing {number}"
            raise UnreadableFile(blob.name, f"missing {error}", where=where) from None


def map_fact(fact: Mapping[str, Any]) -> Record:
    """Return the record of one fact, under the code and key of the official list."""
    names = [(text, "primary" if i == 0 else "alias") for i, text in enumerate(fact["names"])]
    names += [(text, "alias") for text in fact.get("aliases", ())]
    births = [read_date(text) for text in fact.get("births", ())]
    return Record(
        source=fact["source"], id=fact["id"], schema=fact["schema"],
        names=tuple(
            Name(text=text, kind="primary" if kind == "primary" else "alias",
                 script=script_of(text))
            for text, kind in names
        ),
        births=tuple(b for b in births if b), other_ids=tuple(fact.get("other_ids", ())),
        programmes=(fact["programme"],), regimes=(fact["regime"],),
        targets=(fact["target"],) if "target" in fact else (), origin="own",
        references=tuple(
            Reference(source=r["source"], id=r["id"], text=REVIEWED)
            for r in fact.get("references", ())
        ),
        listed_on=fact["listed_on"], listed_basis="built-in facts",
    )  # fmt: skip
