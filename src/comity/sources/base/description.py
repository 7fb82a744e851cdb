"""What every list is made of: a description, formats, and a gate.

A source is a pure function from bytes to records and issues: no network, no clock, no database.
Each list has a folder of its own beside this file with

- `__init__.py`: the description (`SOURCE`), nothing else;
- one module a format: `read_*` (bytes → rows or elements) and `map_*` (rows → records);
- `vocabulary.toml`: the publisher's own words mapped to Comity's, each block with its reason;
- `README.md`: publisher, address, format reference, licence, quirks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from comity.model import Authority, Event, Issue, Record


class Blob(Protocol):
    """Bytes with a name: a file on disk, or a part of an archived snapshot."""

    @property
    def name(self) -> str:
        """File name without folders, as published or as the user named it."""
        ...

    @property
    def size(self) -> int:
        """Length in bytes."""
        ...

    def open(self) -> BinaryIO:
        """Open for reading from the start; every call gives a new stream."""
        ...


@dataclass(frozen=True, slots=True)
class FileBlob:
    """A file on disk as a `Blob`."""

    path: Path

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.name

    @property
    def size(self) -> int:
        """Length in bytes."""
        return self.path.stat().st_size

    def open(self) -> BinaryIO:
        """Open the file for reading."""
        return self.path.open("rb")


@dataclass(frozen=True, slots=True)
class BytesBlob:
    """Bytes in memory as a `Blob`."""

    name: str
    data: bytes

    @property
    def size(self) -> int:
        """Length in bytes."""
        return len(self.data)

    def open(self) -> BinaryIO:
        """Open the bytes for reading."""
        import io

        return io.BytesIO(self.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A snapshot as its format reads it: what the file says of itself, and a stream of items.

    Attributes:
        published: The date inside the file, or None when it carries none.
        partial: True when the file itself says that it is an extract (an export filtered to one
            programme): it then proves presence and never absence.
        declared: The number of listings the file itself declares, or None.
        items: Records, events and whole-file issues, streamed. Reading it may raise
            `UnreadableFile` at any point; nothing is kept then.
    """

    published: date | None
    items: Iterator[Record | Event | Issue]
    partial: bool = False
    declared: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One published format of a list.

    Attributes:
        code: Short code, e.g. `csv`, `enhanced-xml`.
        title: What it is.
        matches: Given the blobs offered and the first 4 KiB of each, True when they are this
            format. It must be cheap and must not raise.
        read: Opens them. Raises `UnreadableFile`.
        thin: It leaves out aliases and addresses that the list's other formats give: answers
            take them from the nearest snapshot in a full format.
    """

    code: str
    title: str
    matches: Callable[[Sequence[Blob]], bool]
    read: Callable[[Sequence[Blob]], Reading]
    thin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How many listings a full snapshot may hold, from a date on.

    Attributes:
        since: First publication date the bounds apply to.
        least: Fewest listings.
        most: Most listings.
        reason: Where the bounds come from.
    """

    since: date
    least: int
    most: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What a snapshot must satisfy to be taken.

    Attributes:
        bounds: Ascending by `since`; the last one not after the publication date applies.
        named: Least share of listings that must carry a name.
        shrink: Largest share of listings that may vanish against the last good snapshot when
            the two are at most `shrink_days` apart.
        shrink_days: See `shrink`.
    """

    bounds: tuple[Bounds, ...]
    named: float = 0.99
    shrink: float = 0.10
    shrink_days: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Remote:
    """Where a list is fetched from.

    Attributes:
        urls: One address a file of the set.
        names: The file names to give them, in the same order.
        content_types: Prefixes of acceptable content types (lower case); HTML never is.
        max_bytes: Largest acceptable size of one file.
        timeout: Seconds without a byte before giving up.
    """

    urls: tuple[str, ...]
    names: tuple[str, ...]
    content_types: tuple[str, ...] = ()
    max_bytes: int = 512 * 1024 * 1024
    timeout: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The description of one official list.

    Attributes:
        code: `un_sc`, `us_ofac_sdn`, …
        title: The list's published title.
        publisher: Who publishes it.
        authority: Who decides on its listings.
        homepage: Page about the list, for people.
        remote: Official addresses, or None when there is none to fetch (closed lists).
        format_reference: Where the publisher describes the format.
        licence: Terms of reuse.
        cadence: How often it is published, in words.
        stale_after_days: Age after which the last snapshot is shown as stale; None for a list
            that is closed for good.
        lag_days: How many days the published file may run behind the legal date.
        formats: Formats it is read in, most specific first.
        gate: Count limits.
        closed_on: Last day of a list that was closed, or None.
    """

    code: str
    title: str
    publisher: str
    authority: Authority
    homepage: str
    remote: Remote | None
    format_reference: str
    licence: str
    cadence: str
    stale_after_days: int | None
    formats: tuple[Format, ...]
    gate: Gate
    lag_days: int = 14
    closed_on: date | None = None
    notes: tuple[str, ...] = field(default=())


def load_vocabulary(package: str, name: str = "vocabulary.toml") -> dict[str, Any]:
    """Return a list's vocabulary file as nested dicts.

    Args:
        package: The list's package, `__package__` of the caller.
        name: File name inside it.
    """
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))


def head(blob: Blob, size: int = 4096) -> bytes:
    """Return the first bytes of a blob, for telling formats apart."""
    with blob.open() as stream:
        return stream.read(size)
