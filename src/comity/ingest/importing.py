"""From files to the register: recognise, keep, gate, write, resolve; all of it or nothing."""

from __future__ import annotations

import hashlib
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, select

from comity.errors import BadInput, RefusedSnapshot, UnknownName, UnreadableFile
from comity.ingest.archive import Archive
from comity.model import Event, Issue, Record
from comity.register import (
    NewSnapshot,
    Register,
    Ruling,
    Snapshot,
    Tally,
    resolve_subjects,
    write_snapshot,
)
from comity.register.store import utc_text
from comity.register.tables import listing, presence, record
from comity.sources import CODES, sources
from comity.sources.base import Blob, Bounds, FileBlob, Format, Reading, Source

_DATED = re.compile(
    r"(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])(?:-?(0[1-9]|[12]\d|3[01]))?(?=\d{6}(?!\d)|\D|$)"
)
_DESIGNATIONS = "designations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the user says about an import.

    Attributes:
        published: The date of a file that carries none.
        known: When the register is to have known it; None for now.
        accept: Take a snapshot outside its count limits.
        complete: With `accept`: fewer listings than the least are the whole list.
        partial: The files are an extract: they prove presence, never absence.
    """

    published: date | None = None
    known: datetime | None = None
    accept: bool = False
    complete: bool = False
    partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did.

    Attributes:
        unchanged: The same bytes were already there; nothing was written.
        tally: What was counted; None when unchanged.
        merged: How many listings changed the subject they are about.
    """

    source: str
    format: str
    snapshot: Snapshot
    unchanged: bool
    tally: Tally | None = None
    merged: int = 0


def collect_blobs(paths: Sequence[Path]) -> list[Blob]:
    """Return the files named, those of a folder in order of name.

    Raises:
        UnreadableFile: Missing, not a file, or a folder without files.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.is_file() and p.name[0] != ".")
            if not inside:
                raise UnreadableFile(str(path), "the folder holds no files")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise UnreadableFile(str(path), "no such file", mend="check the path")
    return [FileBlob(p) for p in found]


def recognise(source: Source, blobs: Sequence[Blob]) -> list[tuple[Format, list[Blob]]]:
    """Group files into snapshots by the formats of a list.

    Files of several formats or days in one folder are several snapshots.

    Raises:
        UnreadableFile: A file is none of the list's formats.
    """
    if fmt := _format_of(source, blobs):
        return [(fmt, list(blobs))]
    found: list[tuple[Format, list[Blob]]] = []
    by_suffix: dict[str, list[Blob]] = {}
    for blob in blobs:
        by_suffix.setdefault(Path(blob.name).suffix.lower(), []).append(blob)
    for group in by_suffix.values():
        if len(blobs) > 1 and (fmt := _format_of(source, group)):
            found.append((fmt, group))
            continue
        for blob in group:
            if not (fmt := _format_of(source, [blob])):
                _explain(source, blob)
            else:
                found.append((fmt, [blob]))
    return found


def _format_of(source: Source, blobs: Sequence[Blob]) -> Format | None:
    return next((f for f in source.formats if f.matches(blobs)), None)


def _explain(source: Source, blob: Blob) -> None:
    start = b""
    with suppress(OSError), blob.open() as stream:
        start = stream.read(512).lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if not start:
        raise UnreadableFile(blob.name, "the file is empty", mend="fetch it again")
    if start.startswith((b"<!doctype html", b"<html")):
        raise UnreadableFile(blob.name, "an HTML page, not data", mend="fetch it again")
    if b"<!doctype" in start or b"<!entity" in start:
        raise UnreadableFile(blob.name, "a document type declaration (DTD) is refused")
    for other in sources():
        if other.code != source.code and _format_of(other, [blob]):
            mend = f"it looks like {other.code}: comity import {other.code} …"
            raise UnreadableFile(blob.name, f"not a file of {source.code}", mend=mend)
    formats = ", ".join(f.title for f in source.formats)
    # Let the reader of the nearest format say what is wrong with it, in its own words.
    for fmt in source.formats:
        if Path(blob.name).suffix.lower().strip(".") in fmt.code + fmt.title.lower():
            for _ in fmt.read([blob]).items:
                break
    raise UnreadableFile(
        blob.name, f"none of the formats of {source.code}", mend=f"it is read as: {formats}"
    )


def import_files(
    register: Register,
    archive: Archive,
    source: Source,
    blobs: Sequence[Blob],
    *,
    wishes: Wishes,
    now: datetime,
    progress: Callable[[str, int], None] | None = None,
) -> list[Imported]:
    """Import files as snapshots of a list, each in one transaction.

    Args:
        progress: Called with the format's title and the number of listings read so far.

    Raises:
        UnreadableFile: A file cannot be read; nothing of it is kept.
        RefusedSnapshot: A gate; nothing of it is kept.
    """
    if wishes.known and wishes.known > now:
        raise BadInput("--known lies in the future", mend="leave it out to mean now")
    groups = recognise(source, blobs)
    return [
        _import_one(register, archive, source, fmt, group, wishes, now, progress)
        for fmt, group in groups
    ]


def _import_one(
    register: Register, archive: Archive, source: Source, fmt: Format, blobs: list[Blob],
    wishes: Wishes, now: datetime, progress: Callable[[str, int], None] | None,
) -> Imported:  # fmt: skip
    hashes = [(b.name, archive.hash_of(b), b.size) for b in blobs]
    sha256 = _hash_of_set(hashes)
    if held := _held(register, source, sha256, wishes):
        return Imported(source=source.code, format=fmt.code, snapshot=held, unchanged=True)
    reading = fmt.read(blobs)
    published, basis = _publication_date(reading, blobs, wishes, now)
    recorded = utc_text(now)
    new = NewSnapshot(
        source=source.code, format=fmt.code, sha256=sha256, published=published,
        published_basis=basis, known=utc_text(wishes.known or now), recorded=recorded,
        files=tuple(hashes),
    )  # fmt: skip
    partial = reading.partial or wishes.partial or source.code == "builtin"
    with register.writing() as connection:
        # Another process may have imported the same bytes while this one waited for its turn.
        if held := _held(register, source, sha256, wishes):
            return Imported(source=source.code, format=fmt.code, snapshot=held, unchanged=True)
        before = register.snapshots(source.code)
        gate = _GateKeeper(connection, source, reading, published, before, wishes, partial)
        items = _counted(_dated(reading.items, published), fmt.title, progress)
        snapshot_id, tally, _ = write_snapshot(connection, new, items, gate.judge)
        merged = resolve_subjects(connection, known=new.known, order=CODES)
        # Once the gate has let it in, and before the transaction ends: a refused file leaves
        # nothing behind, and no snapshot is on record without its bytes.
        for blob in blobs:
            archive.put(blob)
    made = next(s for s in register.snapshots(source.code) if s.id == snapshot_id)
    return Imported(
        source=source.code, format=fmt.code, snapshot=made, unchanged=False, tally=tally,
        merged=merged,
    )  # fmt: skip


def _held(register: Register, source: Source, sha256: str, wishes: Wishes) -> Snapshot | None:
    """Return the snapshot of these bytes, unless the user now says more of it than before."""
    for old in register.snapshots(source.code):
        more = old.partial and wishes.complete
        if old.sha256 == sha256 and wishes.published in (None, old.published) and not more:
            return old
    return None


def _hash_of_set(hashes: Iterable[tuple[str, str, int]]) -> str:
    hashes = sorted(hashes)
    if len(hashes) == 1:
        return hashes[0][1]
    return hashlib.sha256("\n".join(f"{s} {n}" for n, s, _ in hashes).encode()).hexdigest()


def _dated(
    items: Iterator[Record | Event | Issue], published: date
) -> Iterator[Record | Event | Issue]:
    """Give events without a day of their own the day of publication.

    Raises:
        UnknownName: An event is about a list that does not exist.
    """
    codes = {s.code for s in sources()}
    for item in items:
        if isinstance(item, Event) and item.source not in codes:
            # A mistyped list would make a listing that nobody ever finds.
            raise UnknownName("source", item.source, tuple(sorted(codes)))
        yield replace(item, on=published) if isinstance(item, Event) and item.on is None else item


def _counted(
    items: Iterator[Record | Event | Issue], title: str, progress: Callable[[str, int], None] | None
) -> Iterator[Record | Event | Issue]:
    for count, item in enumerate(items, start=1):
        if progress and count % 250 == 0:
            progress(title, count)
        yield item


def _publication_date(
    reading: Reading, blobs: Sequence[Blob], wishes: Wishes, now: datetime
) -> tuple[date, str]:
    inside = reading.published
    if inside and wishes.published and inside != wishes.published:
        raise BadInput(
            f"--published {wishes.published}: the file itself says {inside}",
            mend="leave --published out",
        )
    if inside:
        found, basis = inside, "in the file"
    elif wishes.published:
        found, basis = wishes.published, "given"
    elif named := _date_in_names(blobs):
        found, basis = named, "file name"
    else:
        found, basis = (wishes.known or now).date(), "day of import"
    if found > now.date():
        raise BadInput(f"published {found} ({basis}) lies in the future", mend="check the date")
    return found, basis


def _date_in_names(blobs: Sequence[Blob]) -> date | None:
    """Return the latest date in the names of files, or else of their folders."""
    for names in (
        [blob.name for blob in blobs],
        [blob.path.resolve().parent.name for blob in blobs if isinstance(blob, FileBlob)],
    ):
        if found := [day for name in names if (day := _date_in(name))]:
            return max(found)
    return None


def _date_in(name: str) -> date | None:
    if match := _DATED.search(name):
        year, month = int(match[1]), int(match[2])
        # A month alone stands for its last day: the file is not younger than that.
        day = int(match[3]) if match[3] else monthrange(year, month)[1]
        with suppress(ValueError):
            return date(year, month, day)
    return None


def _limits(source: Source, published: date) -> Bounds:
    bounds = [b for b in source.gate.bounds if b.since <= published]
    return bounds[-1] if bounds else source.gate.bounds[0]


class _GateKeeper:
    """Holds a snapshot against the gate of its list."""

    def __init__(
        self, connection: Connection, source: Source, reading: Reading, published: date,
        before: Sequence[Snapshot], wishes: Wishes, partial: bool,
    ) -> None:  # fmt: skip
        self.connection = connection
        self.source = source
        self.reading = reading
        self.published = published
        self.before = before
        self.wishes = wishes
        self.partial = partial

    def judge(self, tally: Tally) -> Ruling:
        """Return the ruling on these counts.

        Raises:
            RefusedSnapshot: Outside the gate, and not accepted.
        """
        if self.source.code == _DESIGNATIONS:
            return Ruling(partial=True)
        self._check_declared(tally)
        self._check_named(tally)
        over = self._count(tally)
        if not over and not self.partial:
            over = self._shrink(tally)
        if over and not self.wishes.accept:
            mend = "take an extract with --partial, or override with --accept"
            if other := self._other_list(tally):
                mend = f"is it a file of {other}? Otherwise {mend}"
            raise RefusedSnapshot(self.source.code, over, mend=mend)
        # An accepted file that is too small proves presence, not absence, unless the user says
        # that the list really shrank: nothing once listed may vanish by a cut file.
        small = bool(over) and not self.wishes.complete
        return Ruling(partial=self.partial or small, override=over)

    def _other_list(self, tally: Tally) -> str:
        """Return a list of the same authority whose limits the file keeps, or empty.

        OFAC's two lists come in the same formats, and nothing inside says which one a file is.
        """
        mine = self.source.authority.code
        for other in sources():
            if other.code != self.source.code and other.authority.code == mine:
                limit = _limits(other, self.published)
                if limit.least <= tally.listings <= limit.most:
                    return other.code
        return ""

    def _check_declared(self, tally: Tally) -> None:
        declared = self.reading.declared
        if declared is not None and declared != tally.listings:
            why = f"the file declares {declared:,} listings and holds {tally.listings:,}"
            raise RefusedSnapshot(self.source.code, why, mend="fetch it again")

    def _check_named(self, tally: Tally) -> None:
        if tally.listings == 0 and tally.events == 0:
            raise RefusedSnapshot(self.source.code, "no listing in it", mend="fetch it again")
        share = tally.named / tally.listings if tally.listings else 1.0
        if share < self.source.gate.named:
            why = (
                f"only {share:.1%} of {tally.listings:,} listings have a name "
                f"(at least {self.source.gate.named:.0%}): the publisher's format may have changed"
            )
            raise RefusedSnapshot(self.source.code, why, mend="nothing was imported")

    def _count(self, tally: Tally) -> str:
        limit = _limits(self.source, self.published)
        if tally.listings > limit.most:
            return f"{tally.listings:,} listings are over the most of {limit.most:,}"
        if tally.listings < limit.least and not self.partial:
            return f"{tally.listings:,} listings are under the least of {limit.least:,}"
        return ""

    def _shrink(self, tally: Tally) -> str:
        near = [
            s for s in self.before
            if not s.partial
            and 0 <= (self.published - s.published).days <= self.source.gate.shrink_days
        ]  # fmt: skip
        if not near:
            return ""
        last = near[-1]
        join = presence.join(record, presence.c.record_id == record.c.id).join(
            listing, record.c.listing_id == listing.c.id
        )
        query = select(listing.c.key).select_from(join).where(presence.c.snapshot_id == last.id)
        keys = set(self.connection.scalars(query))
        gone = len(keys - tally.keys)
        if keys and gone / len(keys) > self.source.gate.shrink:
            return f"{gone:,} of {len(keys):,} listings vanished since {last.published}"
        return ""
