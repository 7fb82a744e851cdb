"""What news told, kept beside the listings: documents, their events, and how they hang together.

The tables stand apart from those of the lists: a register without news has none of them. Rows are
only added; a document is known by the hash of its bytes, so that reading it again adds nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    insert,
    select,
)

metadata = MetaData()

document = Table(
    "news_document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("published", Text),
    Column("known", Text, nullable=False),
    Column("payload", Text, nullable=False),
)
event = Table(
    "news_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("news_document.id"), nullable=False, index=True),
    Column("action", Text, nullable=False, index=True),
    Column("payload", Text, nullable=False),
)

_WINDOW = timedelta(days=10)
"""Within so many days two tellings of one action by the same parties are of one event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One telling of an event in a document.

    Attributes:
        day: The event's first day if the text told it, else the day of publication, if known.
        until: The last day that the text leaves open.
        payload: The event as the reader gave it.
    """

    document: str
    published: date | None
    day: date | None
    until: date | None
    action: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    realis: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One event with all its tellings, the earliest document first."""

    action: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    realis: str
    collectivity: str
    first: date | None
    last: date | None
    tellings: tuple[Told, ...]

    @property
    def when(self) -> str:
        """The day, no more sharply than any telling has it: `2008`, `2008-03`, `2008-03-04`."""
        told = [(t.until - t.day, t.day, t.until) for t in self.tellings if t.day and t.until]
        if not told:
            return ""
        _, first, last = min(told)
        if first == last:
            return first.isoformat()
        whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
        if whole_months and (first.month, last.month) == (1, 12) and first.year == last.year:
            return f"{first.year}"
        if whole_months and (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        return f"{first.isoformat()} to {last.isoformat()}"

    def as_json(self) -> dict[str, Any]:
        """Return the story as JSON: parties, days, documents with their words."""
        return {
            "action": self.action,
            "source": list(self.source),
            "target": list(self.target),
            "realis": self.realis,
            "collectivity": self.collectivity,
            "when": self.when,
            "first": self.first and self.first.isoformat(),
            "last": self.last and self.last.isoformat(),
            "documents": list(dict.fromkeys(t.document for t in self.tellings)),
            "tellings": [
                {
                    "document": t.document,
                    "published": t.published and t.published.isoformat(),
                    "trigger": t.payload["trigger"]["text"],
                    "sentence": t.payload["sentence"],
                    "asserted_by": t.payload["asserted_by"],
                    "cameo": t.payload["cameo"],
                    "plover": t.payload["plover"],
                    "ties_stage": t.payload["ties_stage"],
                }
                for t in self.tellings
            ],
        }


def has_document(connection: Connection, digest: str) -> bool:
    """Return whether a document of these bytes was read before."""
    if not connection.dialect.has_table(connection, document.name):
        return False
    return connection.scalar(select(document.c.id).where(document.c.digest == digest)) is not None


def write_document(
    connection: Connection, digest: str, reading: Mapping[str, Any], known: str
) -> int:
    """Keep a reading and its events; return how many.

    Args:
        reading: As `Reading.as_json` gives it.
        known: The time of reading, ISO in UTC.
    """
    metadata.create_all(connection)
    inserted = connection.execute(
        insert(document).values(
            digest=digest,
            name=reading["id"],
            published=reading["published"],
            known=known,
            payload=json.dumps(reading, ensure_ascii=False),
        )
    )
    key = inserted.inserted_primary_key
    assert key is not None
    rows = [
        {"document_id": key[0], "action": e["action"], "payload": json.dumps(e, ensure_ascii=False)}
        for e in reading["events"]
    ]
    if rows:
        connection.execute(insert(event), rows)
    return len(rows)


def told_events(connection: Connection) -> list[Told]:
    """Return every telling, in the order of the documents' days."""
    if not connection.dialect.has_table(connection, document.name):
        return []
    query = (
        select(document.c.name, document.c.published, event.c.action, event.c.payload)
        .join(event, event.c.document_id == document.c.id)
        .order_by(document.c.published, document.c.id, event.c.id)
    )
    return [_told(*row) for row in connection.execute(query)]


def _told(name: str, published: str | None, action: str, payload: str) -> Told:
    found = json.loads(payload)
    when = found.get("when") or {}
    day = when.get("start") or published
    until = (when.get("end") if when.get("start") else None) or day
    return Told(
        document=name,
        published=date.fromisoformat(published) if published else None,
        day=date.fromisoformat(day) if day else None,
        until=date.fromisoformat(until) if until else None,
        action=action,
        source=tuple(found["source"]),
        target=tuple(found["target"]),
        realis=found["realis"],
        payload=found,
    )


def merge_retellings(tellings: Iterable[Told]) -> list[Story]:
    """Return events with all their tellings, the newest first.

    Two tellings are of one event when action, source and realis agree, their targets share a party
    (or one tells none), and their days lie within ten days of each other.
    """
    groups: list[list[Told]] = []
    for told in tellings:
        for group in groups:
            if _same(group[0], told) and any(_near(t.day, told.day) for t in group):
                group.append(told)
                break
        else:
            groups.append([told])
    stories = [_story(g) for g in groups]
    return sorted(stories, key=lambda s: (s.last or date.min, s.action), reverse=True)


def _same(a: Told, b: Told) -> bool:
    return (
        a.action == b.action
        and a.realis == b.realis
        and set(a.source) == set(b.source)
        and (bool(set(a.target) & set(b.target)) or a.target == b.target)
    )


def _near(a: date | None, b: date | None) -> bool:
    return a == b if a is None or b is None else abs(a - b) <= _WINDOW


def _story(group: Sequence[Told]) -> Story:
    days = [t.day for t in group if t.day]
    targets = dict.fromkeys(x for t in group for x in t.target)
    kinds = [t.payload["collectivity"] for t in group]
    return Story(
        action=group[0].action,
        source=group[0].source,
        target=tuple(targets),
        realis=group[0].realis,
        collectivity=max(set(kinds), key=kinds.count),
        first=min(days, default=None),
        last=max(days, default=None),
        tellings=tuple(group),
    )


def outlook(stories: Sequence[Story], target: str) -> dict[str, Any]:
    """Return what is threatened or called for against a target and not yet imposed.

    A threat or call is done with once its source (for a call: anyone) was told to have imposed on
    the target at a later day. Who supports and who opposes is taken from all documents on it.
    """
    about = [
        s
        for s in stories
        if target in s.target or (target in s.source and s.action in ("OPPOSE", "EVADE"))
    ]
    imposed = [s for s in about if s.action in ("IMPOSE", "TIGHTEN") and s.realis == "actual"]
    pending = []
    for s in about:
        coming = (s.action in ("THREATEN", "CALL_FOR") and s.realis != "negated") or (
            s.action in ("IMPOSE", "TIGHTEN") and s.realis in ("threatened", "hypothetical")
        )
        if not coming or target not in s.target:
            continue
        done = any(
            (s.action == "CALL_FOR" or set(i.source) & set(s.source))
            and i.last
            and s.last
            and i.last > s.last
            for i in imposed
        )
        if not done:
            pending.append(s)
    owners = {
        x
        for s in about
        if s.action in ("IMPOSE", "THREATEN", "TIGHTEN", "EXTEND")
        for x in s.source
    }

    documents = {t.document for s in stories if target in s.target for t in s.tellings}

    def who(*actions: str) -> list[dict[str, Any]]:
        # Who speaks of the owners' measures speaks of this target where the document is on it.
        held: dict[str, list[Story]] = {}
        for s in stories:
            if (
                s.action in actions
                and s.realis == "actual"
                and (target in s.target or set(s.target) & owners)
            ):
                if not documents & {t.document for t in s.tellings}:
                    continue
                for source in s.source:
                    held.setdefault(source, []).append(s)
        return [
            {
                "party": p,
                "last_said": max((str(s.last) for s in found if s.last), default=None),
                "documents": sorted({t.document for s in found for t in s.tellings}),
            }
            for p, found in sorted(held.items())
        ]

    return {
        "target": target,
        "pending": [s.as_json() for s in pending],
        "supporting": who("SUPPORT", "CALL_FOR"),
        "opposing": who("OPPOSE"),
        "easing_asked_by": who("DEMAND_EASE"),
        "easing_offered_by": who("PROMISE_EASE"),
        "in_talks": who("NEGOTIATE"),
    }
