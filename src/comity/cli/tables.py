"""Tables and progress for people. Imported late: Rich costs start-up time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest

_NARROW = 20
"""Longest cell, in characters, of a column that is never broken into lines."""


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

    cells = [[str(c) for c in row] for row in rows]
    if not cells:
        sys.stdout.write("nothing to show\n")
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    console = Console()
    columns = zip_longest(headers, *cells, fillvalue="")
    widths = [max(map(len, column)) for column in columns]
    # Dates, ids and counts stay whole where there is room; only prose gives way.
    room = console.width - sum(w + 2 for w in widths if w <= _NARROW)
    for header, width in zip(headers, widths, strict=False):
        table.add_column(header, overflow="fold", no_wrap=width <= _NARROW and room >= 0)
    for row in cells:
        table.add_row(*map(Text, row))
    console.print(table)


def print_wrapped(text: str, *, indent: int) -> None:
    """Print a paragraph, indented, broken between words at the terminal's width."""
    import shutil
    import textwrap

    width = max(40, shutil.get_terminal_size((100, 24)).columns)
    space = " " * indent
    filled = textwrap.fill(
        text, width, initial_indent=space, subsequent_indent=space, break_on_hyphens=False
    )
    sys.stdout.write(filled + "\n")


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
