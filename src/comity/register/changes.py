"""What changed between two snapshots of a list, and people's judgements on subjects."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select

from comity.errors import BadInput, UnknownName
from comity.register import tables
from comity.register.codec import decode_plain
from comity.register.resolution import active_judgements
from comity.register.store import Snapshot


def compare_snapshots(connection: Connection, old: Snapshot, new: Snapshot) -> dict[str, Any]:
    """Return what was added, removed and changed from one snapshot to another.

    Returns:
        `{"source", "from", "to", "added": [ids], "removed": [ids], "changed": [{"id",
        "fields": {name: [old, new]}}], "renumbered": [ids], "notes"}` with the publisher's ids.
        `renumbered` are those of `changed` that the publisher took out and put in again under
        the same reference; `notes` says where the two are not alike (an extract, another
        format).
    """
    before, after = _contents(connection, old), _contents(connection, new)
    changed: list[dict[str, Any]] = []
    for key in sorted(before.keys() & after.keys()):
        if before[key] != after[key]:
            fields = _fields(connection, before[key], after[key])
            changed.append({"id": key, "fields": fields})
    notes = [
        f"the snapshot of {s.published} is an extract: what is missing in it says nothing"
        for s in (old, new)
        if s.partial
    ]
    if old.format != new.format:
        notes.append(f"formats differ ({old.format}, {new.format}): they give different fields")
    renumbered = [c["id"] for c in changed if _detail(c["fields"], 0) != _detail(c["fields"], 1)]
    if renumbered:
        notes.append(
            f"{len(renumbered)} changed listings have new record numbers of the publisher's: "
            f"counted by these, {len(after.keys() - before.keys()) + len(renumbered)} were added "
            f"and {len(before.keys() - after.keys()) + len(renumbered)} removed"
        )
    return {
        "source": new.source,
        "from": old.published.isoformat(),
        "to": new.published.isoformat(),
        "added": [] if old.partial else sorted(after.keys() - before.keys()),
        "removed": [] if new.partial else sorted(before.keys() - after.keys()),
        "changed": changed,
        "renumbered": renumbered,
        "notes": notes,
    }


def _detail(fields: dict[str, list[Any]], side: int) -> str:
    """Return the publisher's record number (the UN's DATAID) on one side of a change."""
    details = fields.get("details", [None, None])[side] or []
    return next((d["value"] for d in details if d["key"] == "dataid"), "")


def _contents(connection: Connection, snapshot: Snapshot) -> dict[str, int]:
    li, r, p = tables.listing, tables.record, tables.presence
    join = p.join(r, p.c.record_id == r.c.id).join(li, r.c.listing_id == li.c.id)
    query = select(li.c.key, r.c.id).select_from(join).where(p.c.snapshot_id == snapshot.id)
    return {row.key: row.id for row in connection.execute(query)}


def _fields(connection: Connection, old: int, new: int) -> dict[str, list[Any]]:
    r = tables.record
    query = select(r.c.id, r.c.payload).where(r.c.id.in_([old, new]))
    plain = {row.id: decode_plain(row.payload) for row in connection.execute(query)}
    names = dict.fromkeys([*plain[old], *plain[new]])
    return {
        name: [plain[old].get(name), plain[new].get(name)]
        for name in names
        if plain[old].get(name) != plain[new].get(name)
    }


def write_judgement(
    connection: Connection, a: str, b: str, verdict: str, because: str, known: str
) -> None:
    """Record a person's judgement that two listings are, or are not, about one subject.

    Raises:
        BadInput: The reason is empty, or the two are one listing.
    """
    if not because.strip():
        raise BadInput("a judgement needs a reason", mend="say it with --because")
    if a == b:
        raise BadInput(f"{a} is the same listing twice", mend="name two listings")
    connection.execute(
        insert(tables.judgement).values(
            a=a, b=b, verdict=verdict, because=because.strip(), undoes=None, known=known
        )
    )


def undo_judgement(connection: Connection, number: int, because: str, known: str) -> None:
    """Record that a judgement no longer stands; both remain on record.

    Raises:
        UnknownName: There is no such judgement, or it is undone already.
    """
    standing = {row["id"]: row for row in active_judgements(_rows(connection))}
    if number not in standing:
        raise UnknownName("judgement", str(number), tuple(str(i) for i in standing))
    row = standing[number]
    connection.execute(
        insert(tables.judgement).values(
            a=row["a"], b=row["b"], verdict="undo", because=because, undoes=number, known=known
        )
    )


def all_judgements(connection: Connection) -> list[dict[str, Any]]:
    """Return every judgement ever made, in order, with whether it stands."""
    rows = _rows(connection)
    standing = {row["id"] for row in active_judgements(rows)}
    return [row | {"stands": row["id"] in standing} for row in rows]


def _rows(connection: Connection) -> list[dict[str, Any]]:
    query = select(tables.judgement).order_by(tables.judgement.c.id)
    return [dict(row._mapping) for row in connection.execute(query)]
