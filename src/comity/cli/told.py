"""Commands on what was told: watch a folder, ask for events, and for what is coming."""

from __future__ import annotations

import hashlib
import math
import sys
import time
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.cli.newsfiles import check_outputs, read_published, shown, told_when_stopped
from comity.cli.session import Desk, Home, Json, now, open_desk, print_json, read_day, warn
from comity.cli.tables import print_table
from comity.errors import BadInput, UnknownName
from comity.news import files_in
from comity.register.reports import (
    Story,
    has_document,
    merge_retellings,
    told_events,
    write_document,
)
from comity.register.reports import (
    outlook as outlook_on,
)
from comity.register.store import utc_text
from comity.text import country_code

_DAY = 86_400


def watch(
    folder: Annotated[Path, typer.Argument(help="The folder that new documents come into.")],
    once: Annotated[bool, typer.Option("--once", help="Read what is there and leave.")] = False,
    interval: Annotated[float, typer.Option(min=0.1, help="Seconds between two looks.")] = 5.0,
    published: Annotated[
        str | None,
        typer.Option(
            "--published",
            metavar="DATE",
            help="The day of publication of documents that give none.",
        ),
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Read new documents of a folder as they come, and keep their events in the register."""
    if not folder.is_dir():
        raise BadInput(f"{folder} is no folder", mend="name a folder")
    if not (math.isfinite(interval) and interval <= _DAY):
        raise BadInput(f"--interval {interval} is no time to wait", mend=f"0.1 to {_DAY} seconds")
    day = read_published(published)
    desk = open_desk(home, json=json)
    failed = False
    with told_when_stopped():
        for path in _coming(folder, once=once, interval=interval):
            line = _keep(desk, path, day)
            failed = failed or not line["kept"]
            if json:
                print_json(line)
            elif "why" in line:
                warn(shown(line["why"]))
            else:
                said = "read before" if not line["new"] else f"{line['events']} events"
                typer.echo(shown(f"{line['document']}: {said}"))
            # Whoever follows a watch through a pipe is to see each line when it is said.
            sys.stdout.flush()
    if failed:
        raise typer.Exit(1)


_Stamp = tuple[int, int]


def _coming(folder: Path, *, once: bool, interval: float) -> Iterator[Path]:
    """Yield each document when it is there, and again when it has changed; without end, or once.

    What changed since the last look may still be being written, and half a document would be kept
    for a whole one: it is read when two looks find it the same. What is deleted again is let go.
    """
    read: dict[Path, _Stamp] = {}
    gone = False
    while True:
        seen: dict[Path, _Stamp] = {}
        try:
            seen = {p: s for p in files_in(folder) if (s := _stamp(p)) is not None}
            gone = False
        except OSError as error:
            if once:
                raise
            if not gone:
                warn(f"{folder}: {error.strerror or error}; looking again")
            gone = True
        fresh = {p: s for p, s in seen.items() if read.get(p) != s}
        if fresh and not once:
            time.sleep(min(interval, 0.5))
            fresh = {p: s for p, s in fresh.items() if _stamp(p) == s}
        for path, stamp in fresh.items():
            yield path
            read[path] = stamp
        if once:
            return
        read = {p: s for p, s in read.items() if gone or p in seen}
        time.sleep(interval)


def _stamp(path: Path) -> _Stamp | None:
    """Return what changes with a file; nothing when it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _keep(desk: Desk, path: Path, day: date | None) -> dict[str, Any]:
    from comity.cli.news import read_path

    try:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        with desk.register.reading() as connection:
            if has_document(connection, digest):
                return {"document": path.stem, "events": 0, "new": False, "kept": True}
        told = read_path(path, day)
        if isinstance(told, str):
            return {"document": path.stem, "why": told, "kept": False}
        with desk.register.writing() as connection:
            count = write_document(connection, digest, told, utc_text(now()))
    except OSError as error:
        return {
            "document": path.stem,
            "why": f"{path.name}: {error.strerror or error}",
            "kept": False,
        }
    return {"document": path.stem, "events": count, "new": True, "kept": True}


def _party(text: str, option: str, stories: list[Story]) -> str:
    """Return the code of a state or body a user names, or a name as some document told it.

    Raises:
        BadInput: Empty, or nobody of that name is known or was told of: an empty answer to a
            mistyped name would pass for "nothing is coming".
    """
    from comity.news.events.finding import BODIES

    text = " ".join(text.split())
    if not text:
        raise BadInput(f"{option} is empty", mend="name a state, a body or a party")
    upper = text.upper().replace(" ", "_")
    if upper in BODIES:
        return upper
    if code := country_code(text):
        return code
    told = {p.casefold(): p for s in stories for p in (*s.source, *s.target)}
    if text.casefold() in told:
        return told[text.casefold()]
    near = [told[n] for n in get_close_matches(text.casefold(), told, n=3, cutoff=0.6)]
    mend = f"told of are: {', '.join(near)}" if near else "name a state, a body, or a name as told"
    raise BadInput(f"{option} {text!r}: no state or body, and no document told of it", mend=mend)


def _stories(home: Path | None, *, json: bool) -> list[Story]:
    desk = open_desk(home, json=json)
    with desk.register.reading() as connection:
        return merge_retellings(told_events(connection))


def events(
    source: Annotated[
        str | None, typer.Option(help="Who acts: RU, EU, UNSC, or a name.", show_default=False)
    ] = None,
    target: Annotated[
        str | None, typer.Option(help="On whom or about whose measure.", show_default=False)
    ] = None,
    action: Annotated[
        str | None, typer.Option(help="IMPOSE, OPPOSE, EASE, …", show_default=False)
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Told or dated on this day or later.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Rows shown.")] = 100,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a picture of them here.")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Show what watched documents told, retellings merged."""
    from comity.news.coding import CAMEO

    wanted = None if action is None else action.strip().upper().replace("-", "_").replace(" ", "_")
    if wanted is not None and wanted not in CAMEO:
        raise UnknownName("action", action or "", tuple(CAMEO))
    first = None if since is None else read_day(since, option="--since")
    check_outputs({"--html": html})
    told = _stories(home, json=json)
    by = None if source is None else _party(source, "--source", told)
    on = None if target is None else _party(target, "--target", told)
    found = [
        s
        for s in told
        if (by is None or by in s.source)
        and (on is None or on in s.target)
        and (wanted is None or s.action == wanted)
        and (first is None or (s.last is not None and s.last >= first))
    ]
    if html:
        from comity.cli.pages import write_page
        from comity.cli.toldpage import stories_page

        write_page(html, stories_page(found))
    if json:
        print_json([s.as_json() for s in found])
        return
    if not found:
        typer.echo(
            "nothing of that kind was told"
            if told
            else "no document has told of anything yet; comity watch FOLDER reads some"
        )
        return
    print_table(
        ("day", "action", "by", "on", "realis", "character", "told by", "words"),
        [
            (
                s.when,
                s.action,
                shown(", ".join(s.source)),
                shown(", ".join(s.target)),
                s.realis,
                s.collectivity,
                shown(", ".join(dict.fromkeys(t.document for t in s.tellings))),
                shown(s.tellings[0].payload["trigger"]["text"]),
            )
            for s in found[:limit]
        ],
    )
    if len(found) > limit:
        typer.echo(f"{len(found) - limit:,} more; see --limit or --json")
    if html:
        typer.echo(f"the picture: {html}")


def outlook(
    target: Annotated[str, typer.Argument(help="A state, body or name that measures are about.")],
    html: Annotated[Path | None, typer.Option("--html", help="Write a picture of it here.")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Show what is threatened or called for and not yet imposed; who supports, who opposes."""
    check_outputs({"--html": html})
    stories = _stories(home, json=json)
    code = _party(target, "the target", stories)
    told = outlook_on(stories, code)
    if html:
        from comity.cli.pages import write_page
        from comity.cli.toldpage import outlook_page

        write_page(
            html, outlook_page(told, [s for s in stories if code in s.target or code in s.source])
        )
    if json:
        print_json(told)
        return
    typer.echo(
        f"{shown(code)}: {len(told['pending'])} threatened or called for and not told as imposed"
    )
    if told["pending"]:
        print_table(
            ("last said", "action", "by", "realis", "told by", "words"),
            [
                (
                    s["last"] or "",
                    s["action"],
                    shown(", ".join(s["source"])),
                    s["realis"],
                    shown(", ".join(s["documents"])),
                    shown(s["tellings"][-1]["trigger"]),
                )
                for s in told["pending"]
            ],
        )
    for title, key in (
        ("supporting", "supporting"),
        ("opposing", "opposing"),
        ("asking to ease", "easing_asked_by"),
        ("offering to ease", "easing_offered_by"),
        ("in talks", "in_talks"),
    ):
        if told[key]:
            parties = ", ".join(f"{p['party']} ({p['last_said'] or 'no day'})" for p in told[key])
            typer.echo(shown(f"{title}: {parties}"))
    if html:
        typer.echo(f"the picture: {html}")
