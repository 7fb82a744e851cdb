"""Opening a register: one database, one archive, in one home folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select
from sqlalchemy.exc import DatabaseError, OperationalError

from comity.errors import StorageFailed
from comity.register import tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One published state of a source, as the register holds it.

    Attributes:
        published: The date the state stands for.
        published_basis: Where that date comes from (`in the file`, `given`, `file name`,
            `day of import`).
        known: When this register took it for the truth (ISO, UTC).
        recorded: When it was in fact written (ISO, UTC); later than `known` for archives that
            were moved here.
        partial: It is an extract: it proves presence, never absence.
        override: Which gate was overridden, empty for none.
        files: (name, SHA-256, size in bytes) of each file, as received.
    """

    id: int
    source: str
    format: str
    sha256: str
    published: date
    published_basis: str
    known: str
    recorded: str
    partial: bool
    override: str
    listings: int
    unread: int
    issues: int
    files: tuple[tuple[str, str, int], ...]


class Register:
    """A register on disk, opened for reading and writing.

    Args:
        url: An SQLAlchemy address of the database.
    """

    def __init__(self, url: str) -> None:
        self.engine: Engine = create_engine(url)
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)

    @classmethod
    def at(cls, home: Path) -> Register:
        """Open the register of a home folder, making it when it is not there.

        Raises:
            StorageFailed: The folder cannot be used, or holds a register of another layout.
        """
        try:
            home.mkdir(parents=True, exist_ok=True)
            probe = home / ".writable"
            probe.touch()
            probe.unlink(missing_ok=True)
        except OSError as error:
            why = error.strerror or "not usable"
            raise StorageFailed(
                f"home folder {home}: {why}; choose another with --home or COMITY_HOME"
            ) from None
        register = cls(f"sqlite:///{home / 'register.db'}")
        register.prepare()
        return register

    def prepare(self) -> None:
        """Make the tables when they are missing, and check the layout."""
        with self.reading() as connection:
            found = self._layout(connection)
        if found is None:
            with self.writing() as connection:
                # Another process may have made them while this one waited for its turn.
                found = self._layout(connection)
                if found is None:
                    tables.metadata.create_all(connection)
                    connection.execute(insert(tables.layout).values(version=tables.LAYOUT))
                    found = tables.LAYOUT
        if found != tables.LAYOUT:
            raise StorageFailed(
                f"the register has layout {found}, this version reads {tables.LAYOUT}; "
                "import its archive into a new home"
            )

    def _layout(self, connection: Connection) -> int | None:
        if not self.engine.dialect.has_table(connection, "layout"):
            return None
        return connection.scalar(select(tables.layout.c.version))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one consistent state."""
        with _faults_told(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection in one transaction: all of it is kept, or nothing."""
        with _faults_told(), self.engine.connect() as plain:
            connection = plain.execution_options(comity_write=True)
            with connection.begin():
                yield connection

    def snapshots(self, source: str = "", *, known: str = "") -> list[Snapshot]:
        """Return snapshots by publication date, oldest first.

        Args:
            source: Only those of this list; empty for all.
            known: Only those known by this time (ISO, UTC); empty for all.
        """
        t = tables.snapshot
        query = select(t).order_by(t.c.source, t.c.published, t.c.id)
        if source:
            query = query.where(t.c.source == source)
        if known:
            query = query.where(t.c.known <= known)
        with self.reading() as connection:
            return [_snapshot(row._mapping) for row in connection.execute(query)]


def utc_text(moment: datetime) -> str:
    """Return a moment as sortable ISO text in UTC, to the second."""
    from datetime import UTC

    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _snapshot(row: Any) -> Snapshot:  # noqa: ANN401 - SQLAlchemy's row mapping
    values = dict(row)
    values["published"] = date.fromisoformat(values["published"])
    values["files"] = tuple((n, s, z) for n, s, z in json.loads(values["files"]))
    return Snapshot(**values)


def _prepare_sqlite(connection: Any, _: Any) -> None:  # noqa: ANN401 - a DBAPI connection
    connection.isolation_level = None  # transactions are begun below, not by the driver
    cursor = connection.cursor()
    for pragma in (
        "busy_timeout=5000", "journal_mode=WAL", "synchronous=FULL",
        "foreign_keys=ON", "cache_size=-65536",
    ):  # fmt: skip
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("comity_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _faults_told() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        text = str(error.orig)
        if "locked" in text:
            why = "the register is locked by another process; try again when it has finished"
        elif "full" in text or "disk I/O" in text:
            # SQLite calls a write that the system cuts short an I/O error.
            why = "the disk is full or failing; nothing was changed: make room and run it again"
        elif "readonly" in text or "unable to open" in text:
            why = f"the register cannot be opened for writing ({text}); check the home folder"
        else:
            raise
        raise StorageFailed(why) from None
    except DatabaseError as error:
        text = str(error.orig)
        if "not a database" in text or "malformed" in text:
            why = "register.db is not a readable register; restore it or use another --home"
            raise StorageFailed(why) from None
        raise
