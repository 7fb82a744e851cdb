"""Writing a snapshot: new content once, presence per snapshot, all in one transaction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from comity.model import Event, Issue, Record
from comity.register import tables
from comity.register.codec import encode_record
from comity.register.resolution import evidence_of
from comity.text import fold

_BATCH = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSnapshot:
    """What is known of a snapshot before its items are read. See `store.Snapshot`."""

    source: str
    format: str
    sha256: str
    published: date
    published_basis: str
    known: str
    recorded: str
    files: tuple[tuple[str, str, int], ...]


@dataclass(slots=True)
class Tally:
    """What was counted while writing a snapshot."""

    listings: int = 0
    named: int = 0
    unread: int = 0
    issues: int = 0
    events: int = 0
    new: int = 0
    keys: set[str] = field(default_factory=set)


def write_snapshot(
    connection: Connection,
    new: NewSnapshot,
    items: Iterable[Record | Event | Issue],
    judge: Callable[[Tally], Ruling],
) -> tuple[int, Tally, Ruling]:
    """Write a snapshot's items and return its id, what was counted, and how it was judged.

    Args:
        connection: In the caller's transaction; anything raised leaves the register as it was.
        judge: Called with the counts before the snapshot itself is written; raises to refuse.
    """
    writer = _Writer(connection, new.source)
    for item in items:
        if isinstance(item, Record):
            writer.take_record(item)
        elif isinstance(item, Event):
            writer.take_event(item)
        else:
            writer.take_issue(item)
    ruling = judge(writer.tally)
    return writer.finish(new, ruling), writer.tally, ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """How a snapshot was judged at the gate.

    Attributes:
        partial: It is taken as an extract.
        override: Which limit was overridden on the user's word; empty for none.
    """

    partial: bool
    override: str = ""


@dataclass(slots=True)
class _Table:
    """Rows waiting to be written, with ids given here so that rows can point at each other."""

    connection: Connection
    table: Table
    rows: list[dict[str, Any]] = field(default_factory=list)

    def add(self, **row: Any) -> None:  # noqa: ANN401 - column values
        self.rows.append(row)

    def flush(self) -> None:
        if self.rows:
            self.connection.execute(insert(self.table), self.rows)
            self.rows = []


class _Writer:
    def __init__(self, connection: Connection, source: str) -> None:
        self.connection = connection
        self.source = source
        self.tally = Tally()
        self.next_id = {t.name: _next_id(connection, t) for t in (
            tables.listing, tables.record, tables.name, tables.snapshot,
        )}  # fmt: skip
        self.snapshot_id = self.next_id["snapshot"]
        self.listings: dict[tuple[str, str], int] = {}
        self.records: dict[tuple[int, bytes], int] = {}
        self.names: dict[int, set[str]] = {}
        self.evidence: set[tuple[int, str, str]] = set()
        self.handles: set[tuple[str, int]] = set()
        self.loaded: set[str] = set()
        self.present: set[int] = set()
        # Children after parents, so that every foreign key is satisfied at each flush.
        self.out = {t.name: _Table(connection, t) for t in (
            tables.listing, tables.record, tables.name, tables.token, tables.handle,
            tables.evidence,
        )}  # fmt: skip
        self.events: list[dict[str, Any]] = []
        self.issues: list[dict[str, Any]] = []

    def _take_id(self, table: str) -> int:
        value = self.next_id[table]
        self.next_id[table] = value + 1
        return value

    def _load(self, source: str) -> None:
        """Read what the register already has of a list, once."""
        self.loaded.add(source)
        li, re, na = tables.listing, tables.record, tables.name
        mine = li.c.source == source
        for key, id_ in self.connection.execute(select(li.c.key, li.c.id).where(mine)):
            self.listings[(source, key)] = id_
        join = re.join(li, re.c.listing_id == li.c.id)
        query = select(re.c.listing_id, re.c.digest, re.c.id).select_from(join).where(mine)
        for listing_id, digest, id_ in self.connection.execute(query):
            self.records[(listing_id, digest)] = id_
        names = na.join(li, na.c.listing_id == li.c.id)
        query2 = select(na.c.listing_id, na.c.text).select_from(names).where(mine)
        for listing_id, text in self.connection.execute(query2):
            self.names.setdefault(listing_id, set()).add(text)
        for table, seen in ((tables.evidence, self.evidence), (tables.handle, self.handles)):
            join2 = table.join(li, table.c.listing_id == li.c.id)
            for row in self.connection.execute(select(table).select_from(join2).where(mine)):
                seen.add(tuple(row))

    def _listing(self, source: str, key: str) -> int:
        if source not in self.loaded:
            self._load(source)
        found = self.listings.get((source, key))
        if found is None:
            found = self.listings[(source, key)] = self._take_id("listing")
            self.out["listing"].add(id=found, source=source, key=key)
            self._handle(key, found)
        return found

    def _handle(self, text: str, listing_id: int) -> None:
        row = (text.casefold(), listing_id)
        if row not in self.handles:
            self.handles.add(row)
            self.out["handle"].add(handle=row[0], listing_id=listing_id)

    def take_record(self, record: Record) -> None:
        listing_id = self._listing(record.source, record.id)
        digest, payload = encode_record(record)
        record_id = self.records.get((listing_id, digest))
        if record_id is None:
            record_id = self.records[(listing_id, digest)] = self._take_id("record")
            self.out["record"].add(
                id=record_id, listing_id=listing_id, digest=digest, payload=payload,
                listed_on=record.listed_on and record.listed_on.isoformat(),
                listed_basis=record.listed_basis,
                delisted_on=record.delisted_on and record.delisted_on.isoformat(),
            )  # fmt: skip
            self._take_content(listing_id, record)
            self.tally.new += 1
        self.present.add(record_id)
        self.tally.listings += 1
        self.tally.keys.add(record.id)
        self.tally.named += bool(record.names)
        self.tally.unread += record.unread
        for issue in record.issues:
            self.take_issue(issue, record.id)
        if len(self.out["token"].rows) > _BATCH:
            self._flush()

    def _flush(self) -> None:
        for waiting in self.out.values():
            waiting.flush()

    def _take_content(self, listing_id: int, record: Record) -> None:
        known = self.names.setdefault(listing_id, set())
        for name in record.names:
            if name.text in known:
                continue
            known.add(name.text)
            name_id, folded = self._take_id("name"), fold(name.text)
            self.out["name"].add(
                id=name_id, listing_id=listing_id, text=name.text, folded=folded,
                kind=name.kind, quality=name.quality,
            )  # fmt: skip
            for token in set(folded.split()):
                self.out["token"].add(token=token, name_id=name_id)
        for other in record.other_ids:
            self._handle(other, listing_id)
        for kind, value in evidence_of(record):
            row = (listing_id, kind, value)
            if row not in self.evidence:
                self.evidence.add(row)
                self.out["evidence"].add(listing_id=listing_id, kind=kind, value=value)

    def take_event(self, event: Event) -> None:
        self.tally.events += 1
        self.events.append({
            "snapshot_id": self.snapshot_id, "listing_id": self._listing(event.source, event.id),
            "kind": event.kind, "on": event.on.isoformat() if event.on else "",
            "citation": event.citation, "confidence": event.confidence,
        })  # fmt: skip

    def take_issue(self, issue: Issue, record_id: str = "") -> None:
        self.tally.issues += 1
        self.issues.append({
            "snapshot_id": self.snapshot_id, "record": issue.record or record_id,
            "code": issue.code, "place": issue.place, "found": issue.found,
        })  # fmt: skip

    def finish(self, new: NewSnapshot, ruling: Ruling) -> int:
        self._flush()
        self.connection.execute(insert(tables.snapshot).values(
            id=self.snapshot_id, source=new.source, format=new.format, sha256=new.sha256,
            published=new.published.isoformat(), published_basis=new.published_basis,
            known=new.known, recorded=new.recorded, partial=ruling.partial,
            override=ruling.override,
            listings=self.tally.listings, unread=self.tally.unread, issues=self.tally.issues,
            files=json.dumps(new.files),
        ))  # fmt: skip
        rows = [{"record_id": r, "snapshot_id": self.snapshot_id} for r in sorted(self.present)]
        for table, batch in (
            (tables.presence, rows), (tables.event, self.events), (tables.issue, self.issues),
        ):  # fmt: skip
            if batch:
                self.connection.execute(insert(table), batch)
        return self.snapshot_id


def _next_id(connection: Connection, table: Table) -> int:
    return int(connection.scalar(select(func.coalesce(func.max(table.c.id), 0))) or 0) + 1
