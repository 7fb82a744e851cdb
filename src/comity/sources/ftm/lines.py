"""JSON lines: subjects, and the objects around them that are folded into the subjects' records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from comity.errors import UnreadableFile
from comity.model import Event, Issue, Record
from comity.sources.base import Blob, FileBlob, Reading, head
from comity.sources.base.keys import mark_repeats
from comity.sources.ftm.mapping import SCHEMAS, Entity, attach_to, map_entity

_MEND = "one JSON object a line, as in entities.ftm.json"
_LONGEST = 8_000_000
"""Bytes of a line. The longest of any collection seen is below 200,000."""


class _Change(msgspec.Struct, frozen=True):
    op: str
    entity: Entity


def _starts(blobs: Sequence[Blob], *needed: bytes) -> bool:
    if len(blobs) != 1:
        return False
    try:
        start = head(blobs[0], 65536)
    except OSError:
        return False
    line = start.partition(b"\n")[0]
    return line.startswith(b"{") and all(n in line for n in needed)


def matches_delta(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one delta file; one without changes is empty of lines."""
    return _starts(blobs, b'"op"', b'"entity"')


def matches_lines(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one file of entities."""
    return _starts(blobs, b'"id"', b'"schema"', b'"properties"')


def matches_together(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one file of entities and delta files to bring it up to date."""
    kinds = [(matches_lines([b]), matches_delta([b]) or b.size == 0) for b in blobs]
    entities = [lines and not delta for lines, delta in kinds]
    return (
        len(blobs) > 1
        and sum(entities) == 1
        and all(e or d for e, (_, d) in zip(entities, kinds, strict=True))
    )


def read_together(blobs: Sequence[Blob]) -> Reading:
    """Open a file of entities with deltas, applied in the order of their versions.

    Only so does an entity that a delta changes keep the sanctions, addresses and owners that
    the delta leaves as they are. The whole data set is held in memory.
    """
    return Reading(published=None, partial=True, items=mark_repeats(_applied(blobs)))


def read_lines(blobs: Sequence[Blob]) -> Reading:
    """Open a file of entities. It carries no date and does not name its data set.

    Two files may be two data sets, so none proves that an entity of another has gone.
    """
    (blob,) = blobs
    return Reading(published=None, partial=True, items=mark_repeats(_records(blob)))


def read_delta(blobs: Sequence[Blob]) -> Reading:
    """Open a delta file: it proves what is there and what is gone, and is silent on the rest."""
    (blob,) = blobs
    return Reading(published=None, partial=True, items=mark_repeats(_changes(blob)))


def _applied(blobs: Sequence[Blob]) -> Iterator[Record | Event | Issue]:
    base = next(b for b in blobs if matches_lines([b]) and not matches_delta([b]))
    held = {entity.id: entity for _, entity in _entities(base)}
    gone: dict[str, str] = {}
    for blob in sorted((b for b in blobs if b is not base), key=_version):
        for number, change in _decoded(blob):
            id_ = change.entity.id
            if change.op == "DEL":
                if (old := held.pop(id_, None)) and old.schema in SCHEMAS:
                    gone[id_] = f"{blob.name}, line {number}: DEL"
            elif change.op in ("ADD", "MOD"):
                held[id_] = change.entity
                gone.pop(id_, None)
            else:
                yield Issue(code="unknown-operation", place=f"line {number}", found=change.op)
    for id_, citation in gone.items():
        yield Event(source="ftm", id=id_, kind="delisted", citation=citation)
    yield from _mapped(enumerate(held.values(), start=1), list(held.values()))


def _version(blob: Blob) -> str:
    """Return what deltas sort by: the folder they are published in, `20240527134702-zbn`."""
    return blob.path.resolve().parent.name if isinstance(blob, FileBlob) else ""


def _lines(blob: Blob) -> Iterator[tuple[int, bytes]]:
    with blob.open() as stream:
        number = 0
        while line := stream.readline(_LONGEST + 1):
            number += 1
            if len(line) > _LONGEST:
                raise UnreadableFile(blob.name, "a line over 8 MB", where=f"line {number}")
            if line.strip():
                yield number, line


def _entities(blob: Blob) -> Iterator[tuple[int, Entity]]:
    decoder = msgspec.json.Decoder(Entity)
    for number, line in _lines(blob):
        try:
            yield number, decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            why = f"not an entity: {error}"
            raise UnreadableFile(blob.name, why, where=f"line {number}", mend=_MEND) from None


def _records(blob: Blob) -> Iterator[Record | Event | Issue]:
    # Twice: the objects around a subject may stand before it or behind it.
    yield from _mapped(_entities(blob), (entity for _, entity in _entities(blob)))


def _mapped(
    numbered: Iterable[tuple[int, Entity]], entities: Iterable[Entity]
) -> Iterator[Record | Issue]:
    """Map subjects with the objects around them; an object of nobody is told."""
    around: dict[str, list[Entity]] = {}
    subjects: set[str] = set()
    for entity in entities:
        if entity.schema in SCHEMAS:
            subjects.add(entity.id)
        for target in attach_to(entity):
            around.setdefault(target, []).append(entity)
    for number, entity in numbered:
        if entity.schema in SCHEMAS:
            yield map_entity(entity, around)
        elif not _attached(entity, subjects):
            found = f"{entity.schema} {entity.id}"
            yield Issue(code="unattached-object", place=f"line {number}", found=found)


def _attached(entity: Entity, subjects: set[str]) -> bool:
    return entity.schema == "Address" or any(t in subjects for t in attach_to(entity))


def _decoded(blob: Blob) -> Iterator[tuple[int, _Change]]:
    decoder = msgspec.json.Decoder(_Change)
    for number, line in _lines(blob):
        try:
            yield number, decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            why = f"not a change: {error}"
            raise UnreadableFile(blob.name, why, where=f"line {number}", mend=_MEND) from None


def _changes(blob: Blob) -> Iterator[Record | Event | Issue]:
    kept: list[tuple[int, Entity]] = []
    for number, change in _decoded(blob):
        if change.op == "DEL":
            citation = f"{blob.name}, line {number}: DEL"
            yield Event(source="ftm", id=change.entity.id, kind="delisted", citation=citation)
        elif change.op in ("ADD", "MOD"):
            kept.append((number, change.entity))
        else:
            yield Issue(code="unknown-operation", place=f"line {number}", found=change.op)
    yield from _mapped(kept, [entity for _, entity in kept])
