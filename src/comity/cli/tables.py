"""Tables and progress for people. Imported late: Rich costs start-up time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager


def print_table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; at a terminal with rules and colours, elsewhere as tab-separated text."""
    if not sys.stdout.isatty():
        for row in (headers, *rows):
            sys.stdout.write("\t".join(" ".join(str(c).split()) for c in row) + "\n")
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for header in headers:
        table.add_column(header, overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(c)) for c in row))
    Console().print(table)


@contextmanager
def busy(title: str, *, quiet: bool = False) -> Iterator[Callable[[str, int], None]]:
    """Show that long work goes on, on standard error, when a person is looking.

    Yields:
        A function (what, how many so far) that renews the line.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda what, count: None
        return
    from rich.console import Console

    with Console(stderr=True).status(title) as status:
        yield lambda what, count: status.update(f"{title}: {what}, {count:,}")


@contextmanager
def counting(title: str, total: int, *, quiet: bool = False) -> Iterator[Callable[[int], None]]:
    """Show a bar of so many steps on standard error, when a person is looking.

    Yields:
        A function that takes the steps done since its last call.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda steps: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task(title, total=total)
        yield lambda steps: progress.advance(task, steps)
