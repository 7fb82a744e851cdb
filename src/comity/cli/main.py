"""The command line's door: all commands, and one line for every fault."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from comity import __version__
from comity.errors import ComityError

app = typer.Typer(
    name="comity",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Is it sanctioned, by whom, on whose authority, since when: at any date.",
)
MODULES = {
    "lists": ("import", "update", "sources", "snapshots", "issues", "diff"),
    "asking": ("show", "who", "overlap"),
    "judging": ("judge", "judgements", "resolve"),
    "screening": ("screen", "demo"),
    "matching": ("match", "evaluate", "tune"),
    "news": ("read", "watch", "events", "outlook", "evaluate-news"),
    "law": ("law",),
    "binding": ("binds",),
    "ownership": ("ownership",),
}
"""Which module of the command line holds which commands, in the order of the help."""


def _load(words: Sequence[str]) -> None:
    """Add the commands: all of them, or only the module of the one that is called.

    Half a second of imports stands behind screening; asking who is listed needs none of it.
    """
    first = next(iter(words), "")
    chosen = [m for m, commands in MODULES.items() if first in commands] or list(MODULES)
    for name in chosen:
        import_module(f"comity.cli.{name}").add_commands(app)


_load(sys.argv[1:])


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"comity {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it and leave.")
    ] = False,
    home: Annotated[
        Path | None,
        typer.Option(
            "--home", help="Folder of the register, as on each command.", show_default=False
        ),
    ] = None,
) -> None:
    """Comity keeps official sanctions lists over time and answers who lists whom."""
    if home is not None:
        os.environ["COMITY_HOME"] = str(home)


def run() -> None:
    """Run the command line; the process ends with its exit status."""
    try:
        app()
    except ComityError as error:
        line = " ".join(str(error).split())
        sys.stderr.write(f"comity: {line}\n")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.stderr.write("comity: stopped; nothing half-done was kept\n")
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output went away: no fault of ours, and nothing more to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        sys.stderr.write(f"comity: {name}{error.strerror or error}\n")
        sys.exit(2)
