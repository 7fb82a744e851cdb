"""What every command needs: the register opened, answers made, faults told in one line."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.config import Config, make_config
from comity.errors import BadInput
from comity.ingest.archive import Archive
from comity.ingest.importing import Wishes, import_files
from comity.register import Answers, ListTraits, Register
from comity.register.store import utc_text
from comity.sources import CODES, source_named, sources

Home = Annotated[
    Path | None,
    typer.Option("--home", help="Folder of the register (or COMITY_HOME).", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON in place of a table.")]
AsOf = Annotated[
    str, typer.Option("--as-of", metavar="DATE", help="The day asked about; default today.")
]
Known = Annotated[
    str,
    typer.Option("--known", metavar="DATETIME", help="Only what the register knew by then."),
]


def complete_source(incomplete: str) -> list[str]:
    """Return the codes of lists that start so, for the shell's completion."""
    return [code for code in CODES if code.startswith(incomplete)]


def now() -> datetime:
    """Return the time; the only clock of the command line.

    `COMITY_NOW` (ISO) stands in for it, so that an answer can be made again as of a day.
    """
    given = os.environ.get("COMITY_NOW")
    return read_moment(given) if given else datetime.now(UTC)


def read_day(text: str, *, option: str) -> date:
    """Read a date option.

    Raises:
        BadInput: Not `YYYY-MM-DD`, or no such day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{option} {text!r} is not a date", mend="write YYYY-MM-DD") from None


def read_moment(text: str, *, option: str = "COMITY_NOW") -> datetime:
    """Read a date or time option; a date means its last second in UTC.

    Raises:
        BadInput: Neither a date nor an ISO time.
    """
    try:
        if len(text) == 10:
            day = date.fromisoformat(text)
            return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=UTC)
        moment = datetime.fromisoformat(text)
    except ValueError:
        mend = "write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ"
        raise BadInput(f"{option} {text!r} is not a date or time", mend=mend) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """An open register with its archive."""

    config: Config
    register: Register
    archive: Archive

    @contextmanager
    def answers(self, as_of: str, known: str) -> Iterator[Answers]:
        """Give answers as of a day (empty: today) and as known at a time (empty: now)."""
        day = read_day(as_of, option="--as-of") if as_of else now().date()
        moment = utc_text(read_moment(known, option="--known")) if known else ""
        snapshots = self.register.snapshots()
        with self.register.reading() as connection:
            yield Answers(connection, snapshots, as_of=day, known=moment, traits=traits())


def traits() -> Mapping[str, ListTraits]:
    """Return, for each list, what answering needs to know of it."""
    return {
        s.code: ListTraits(
            authority=s.authority, lag_days=s.lag_days,
            thin=frozenset(f.code for f in s.formats if f.thin), closed_on=s.closed_on,
        )
        for s in sources()
    }  # fmt: skip


def open_desk(home: Path | None, *, json: bool = False) -> Desk:
    """Open the register of a home folder, with the built-in facts in it."""
    from comity.sources.builtin import builtin_blobs

    config = make_config(home=home, json=json, environment=os.environ)
    register = Register.at(config.home)
    desk = Desk(config=config, register=register, archive=Archive(config.home / "archive"))
    held = {s.sha256 for s in register.snapshots("builtin")}
    if any(desk.archive.hash_of(blob) not in held for blob in builtin_blobs()):
        import_files(
            register, desk.archive, source_named("builtin"), builtin_blobs(), wishes=Wishes(),
            now=now(),
        )  # fmt: skip
    return desk


def print_json(value: Any) -> None:  # noqa: ANN401 - any JSON
    """Print JSON: indented for a person at a terminal, compact lines otherwise."""
    indent = 2 if sys.stdout.isatty() else None
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=indent) + "\n")


def warn(text: str) -> None:
    """Say something beside the answer, on standard error."""
    sys.stderr.write(f"comity: {text}\n")


def warn_stale(desk: Desk) -> None:
    """Say in one line which lists are older than their limits."""
    if stale := stale_lists(desk):
        told = ", ".join(f"{code} ({days} days)" for code, days in stale)
        warn(f"stale, fetch anew: {told}")


def stale_lists(desk: Desk) -> list[tuple[str, int]]:
    """Return (list, age in days) of each list whose newest snapshot is older than its limit."""
    newest: dict[str, date] = {}
    for snapshot in desk.register.snapshots():
        if not snapshot.partial:
            newest[snapshot.source] = max(
                newest.get(snapshot.source, snapshot.published), snapshot.published
            )
    found = []
    for source in sources():
        limit, last = source.stale_after_days, newest.get(source.code)
        if last and limit is not None and (age := (now().date() - last).days) > limit:
            found.append((source.code, age))
    return found
