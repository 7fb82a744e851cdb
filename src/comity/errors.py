"""Every fault of input, configuration or use, drawn as one tree.

    ComityError
    ├── BadInput            a value, file or option the user gave cannot be used
    │   ├── UnreadableFile  a file is not what it should be, with place and mend
    │   └── UnknownName     a source, format, column or id that does not exist
    ├── RefusedSnapshot     a snapshot failed its gate; the last good one stays in force
    ├── FetchFailed         a publisher could not be read; nothing was changed
    └── StorageFailed       the home folder or the database cannot be used

Faults of *data* are never raised: they are `comity.model.Issue` values that travel beside the
record. The command line prints `str(error)` on one line and exits with `error.exit_code`.
"""

from __future__ import annotations


class ComityError(Exception):
    """The root of every fault Comity raises on purpose.

    Attributes:
        exit_code: The process exit status the command line uses for it.
    """

    exit_code = 2


class BadInput(ComityError):
    """A value the user gave cannot be used."""

    def __init__(self, what: str, *, mend: str = "") -> None:
        super().__init__(f"{what}; {mend}" if mend else what)


class UnreadableFile(BadInput):
    """A file cannot be read as what it is said to be.

    Args:
        name: The file's name, as the user knows it.
        why: What is wrong, without a full stop.
        where: Line, byte, element, sheet or row; empty when it is the whole file.
        mend: What the user can do about it.
    """

    def __init__(self, name: str, why: str, *, where: str = "", mend: str = "") -> None:
        place = f"{name} ({where})" if where else name
        super().__init__(f"{place}: {why}", mend=mend)


class UnknownName(BadInput):
    """A name is not among those that exist."""

    def __init__(self, kind: str, name: str, known: tuple[str, ...] = ()) -> None:
        mend = f"known: {', '.join(known)}" if known else ""
        super().__init__(f"unknown {kind} {name!r}", mend=mend)


class RefusedSnapshot(ComityError):
    """A snapshot was refused whole; the register is unchanged."""

    def __init__(self, source: str, why: str, *, mend: str = "") -> None:
        tail = f"; {mend}" if mend else ""
        super().__init__(
            f"{source}: snapshot refused, the last good one stays in force: {why}{tail}"
        )


class FetchFailed(ComityError):
    """A publisher could not be read; nothing was changed."""

    def __init__(self, source: str, why: str) -> None:
        super().__init__(f"{source}: not fetched, the last good snapshot stays in force: {why}")


class StorageFailed(ComityError):
    """The home folder or the database cannot be read or written."""
