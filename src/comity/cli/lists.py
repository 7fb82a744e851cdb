"""Commands about lists: import, update, sources, snapshots, issues, diff."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import insert, select

from comity.cli.session import (
    Desk,
    Home,
    Json,
    complete_source,
    now,
    open_desk,
    print_json,
    read_day,
    read_moment,
    warn,
)
from comity.cli.tables import busy, print_table
from comity.errors import BadInput, ComityError, FetchFailed, UnknownName
from comity.ingest.importing import Imported, Wishes, collect_blobs, import_files
from comity.register import Snapshot
from comity.register.changes import compare_snapshots
from comity.register.store import utc_text
from comity.register.tables import fetch as fetch_table
from comity.register.tables import issue as issue_table
from comity.sources import source_named, sources
from comity.sources.base import Source


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("import")(import_)
    app.command()(update)
    app.command("sources")(sources_)
    app.command()(snapshots)
    app.command()(issues)
    app.command()(diff)


def import_(
    source: Annotated[
        str,
        typer.Argument(
            help="Code of the list, e.g. un_sc (see `sources`).", autocompletion=complete_source
        ),
    ],
    paths: Annotated[list[Path], typer.Argument(help="A file, a set of files, or a folder.")],
    published: Annotated[
        str, typer.Option(metavar="DATE", help="Publication date, for files without one.")
    ] = "",
    known: Annotated[
        str,
        typer.Option(
            metavar="DATETIME", help="When it was known, for an archive moved here; default now."
        ),
    ] = "",
    accept: Annotated[
        bool, typer.Option("--accept", help="Take it outside its count limits; kept on record.")
    ] = False,
    complete: Annotated[
        bool, typer.Option("--complete", help="With --accept: the list really is this short.")
    ] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help="An extract: it proves presence, never absence.")
    ] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """Import published files of a list as snapshots."""
    found = source_named(source)
    if complete and (partial or not accept):
        raise BadInput("--complete goes with --accept and without --partial")
    wishes = Wishes(
        published=read_day(published, option="--published") if published else None,
        known=read_moment(known, option="--known") if known else None,
        accept=accept, complete=complete, partial=partial,
    )  # fmt: skip
    blobs = collect_blobs(paths)
    desk = open_desk(home, json=json)
    with busy(f"reading {source}", quiet=json) as progress:
        done = import_files(
            desk.register, desk.archive, found, blobs, wishes=wishes, now=now(), progress=progress
        )
    _tell(done, json)


def _tell(done: list[Imported], json: bool) -> None:
    if json:
        print_json([_imported_json(item) for item in done])
        return
    for item in done:
        typer.echo(_imported_line(item))


def _imported_json(item: Imported) -> dict[str, Any]:
    s = item.snapshot
    return {
        "source": item.source, "format": item.format, "sha256": s.sha256,
        "published": s.published.isoformat(), "published_basis": s.published_basis,
        "known": s.known, "unchanged": item.unchanged, "partial": s.partial,
        "override": s.override, "listings": s.listings, "unread": s.unread, "issues": s.issues,
        "new": item.tally.new if item.tally else 0, "merged": item.merged,
    }  # fmt: skip


def _imported_line(item: Imported) -> str:
    s = item.snapshot
    when = f"{item.source} {s.published} ({s.published_basis}), {s.sha256[:12]}"
    if item.unchanged:
        return f"unchanged  {when}: these bytes are already in the register"
    parts = [f"{s.listings:,} listings"]
    if item.tally and item.tally.events:
        parts.append(f"{item.tally.events:,} dated events")
    if item.tally:
        parts.append(f"{item.tally.new:,} new or changed")
    parts += [f"{n:,} {w}" for n, w in ((s.unread, "unread"), (s.issues, "issues")) if n]
    if item.merged:
        parts.append(f"{item.merged:,} now about another subject")
    tail = " · an extract: it proves presence, not absence" if s.partial else ""
    tail += f" · accepted although {s.override}" if s.override else ""
    return f"imported   {when}: {', '.join(parts)}{tail}"


def update(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]...", help="Lists; default all.", autocompletion=complete_source
        ),
    ] = None,
    url: Annotated[
        list[str] | None,
        typer.Option("--url", help="Fetch from here instead (one for each file of one list)."),
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="As for import.")] = False,
    retries: Annotated[int, typer.Option(min=0, max=10, help="Further tries after a fault.")] = 4,
    backoff: Annotated[float, typer.Option(min=0, help="Seconds before the first retry.")] = 1.0,
    home: Home = None,
    json: Json = False,
) -> None:
    """Fetch lists from their publishers and import what is new."""
    wanted = [source_named(n) for n in names] if names else [s for s in sources() if s.remote]
    if url and len(wanted) != 1:
        raise BadInput("--url needs exactly one list", mend="comity update SOURCE --url …")
    if url:
        from comity.ingest.fetch import check_address

        for address in url:
            check_address(wanted[0], address)
    desk = open_desk(home, json=json)
    results: list[dict[str, Any]] = []
    failed = 0
    for source in wanted:
        try:
            results.append(_update_one(desk, source, url, accept, retries, backoff, json))
        except ComityError as error:
            # One dead publisher must not keep the others from being read.
            failed += 1
            warn(str(error))
            results.append({"source": source.code, "error": str(error)})
    if json:
        print_json(results)
    if failed:
        raise typer.Exit(1)


def _update_one(
    desk: Desk, source: Source, url: list[str] | None, accept: bool, retries: int,
    backoff: float, json: bool,
) -> dict[str, Any]:  # fmt: skip
    from comity.ingest.fetch import Validator, fetch_source

    if source.remote is None:
        raise FetchFailed(source.code, "it has no official address; import a file instead")
    t = fetch_table
    with desk.register.reading() as connection:
        rows = connection.execute(select(t).where(t.c.source == source.code).order_by(t.c.id))
        validators = {r.url: Validator(etag=r.etag, last_modified=r.last_modified) for r in rows}
    with (
        tempfile.TemporaryDirectory(prefix="comity-") as folder,
        busy(f"fetching {source.code}", quiet=json),
    ):
        fetched = fetch_source(
            source, into=Path(folder), urls=url, validators=validators, retries=retries,
            backoff=backoff,
        )  # fmt: skip
        if fetched.unchanged:
            if not json:
                typer.echo(f"unchanged  {source.code}: the publisher has nothing newer")
            return {"source": source.code, "unchanged": True}
        done = import_files(
            desk.register, desk.archive, source, collect_blobs(list(fetched.paths)),
            wishes=Wishes(accept=accept), now=now(),
        )  # fmt: skip
    with desk.register.writing() as connection:
        for address, validator in fetched.validators.items():
            connection.execute(
                insert(t).values(
                    source=source.code,
                    url=address,
                    etag=validator.etag,
                    last_modified=validator.last_modified,
                    at=utc_text(now()),
                )
            )
    if not json:
        _tell(done, json)
    return _imported_json(done[0])


def _age(desk: Desk, source: Source) -> tuple[Snapshot | None, str]:
    every = desk.register.snapshots(source.code)
    held = [s for s in every if not s.partial]
    if not held:
        return None, "extracts only" if every else ""
    age = (now().date() - held[-1].published).days
    if source.closed_on:
        return held[-1], f"closed on {source.closed_on}"
    if source.stale_after_days is not None and age > source.stale_after_days:
        return held[-1], f"stale ({age} days)"
    return held[-1], f"{age} days"


def sources_(home: Home = None, json: Json = False) -> None:
    """Show the lists that can be read, and how fresh each one is."""
    desk = open_desk(home, json=json)
    rows: list[dict[str, Any]] = []
    for source in sources():
        last, age = _age(desk, source)
        rows.append({
            "source": source.code, "title": source.title, "publisher": source.publisher,
            "authority": source.authority.name, "character": source.authority.character,
            "formats": [f.code for f in source.formats],
            "last": last.published.isoformat() if last else None,
            "listings": last.listings if last else 0, "age": age, "homepage": source.homepage,
            "licence": source.licence, "cadence": source.cadence,
            "stale_after_days": source.stale_after_days,
        })  # fmt: skip
    if json:
        print_json(rows)
        return
    print_table(
        ("source", "title", "character", "last snapshot", "listings", "age"),
        [
            (r["source"], r["title"], r["character"], r["last"] or "–", f"{r['listings']:,}",
             r["age"])
            for r in rows
        ],
    )  # fmt: skip


def snapshots(
    source: Annotated[
        str,
        typer.Argument(help="Code of the list; default all.", autocompletion=complete_source),
    ] = "",
    home: Home = None,
    json: Json = False,
) -> None:
    """Show the snapshots held, by publication date."""
    if source:
        source_named(source)
    desk = open_desk(home, json=json)
    held = desk.register.snapshots(source)
    if json:
        print_json([_snapshot_json(s) for s in held])
        return
    print_table(
        ("source", "published", "format", "listings", "issues", "known", "SHA-256", "note"),
        [
            (s.source, s.published, s.format, f"{s.listings:,}", f"{s.issues:,}",
             s.known[:16].replace("T", " "), s.sha256[:10], "; ".join(_notes(s)))
            for s in held
        ],
    )  # fmt: skip


def _notes(s: Snapshot) -> Iterator[str]:
    if s.published_basis != "in the file":
        yield f"date: {s.published_basis}"
    if s.partial:
        yield "extract"
    if s.unread:
        yield f"{s.unread:,} unread"
    if s.override:
        yield f"accepted although {s.override}"


def _snapshot_json(s: Snapshot) -> dict[str, Any]:
    return {
        "source": s.source, "published": s.published.isoformat(),
        "published_basis": s.published_basis, "format": s.format, "sha256": s.sha256,
        "known": s.known, "recorded": s.recorded, "partial": s.partial, "override": s.override,
        "listings": s.listings, "unread": s.unread, "issues": s.issues,
        "files": [{"name": n, "sha256": h, "size": z} for n, h, z in s.files],
    }  # fmt: skip


def issues(
    source: Annotated[
        str,
        typer.Argument(help="Code of the list; default all.", autocompletion=complete_source),
    ] = "",
    limit: Annotated[int, typer.Option(min=1, help="Rows of the table at most.")] = 50,
    home: Home = None,
    json: Json = False,
) -> None:
    """Show what could not be read in the newest snapshot of each list."""
    if source:
        source_named(source)
    desk = open_desk(home, json=json)
    newest = {s.source: s for s in desk.register.snapshots(source)}
    t = issue_table
    with desk.register.reading() as connection:
        ids = {s.id: s.source for s in newest.values()}
        query = select(t).where(t.c.snapshot_id.in_(ids)).order_by(t.c.id)
        rows = [
            {"source": ids[r.snapshot_id], "record": r.record, "code": r.code, "place": r.place,
             "found": r.found}
            for r in connection.execute(query)
        ]  # fmt: skip
    if json:
        print_json(rows)
        return
    if not rows:
        typer.echo("no issues: everything in the newest snapshots was read")
        return
    print_table(
        ("source", "record", "issue", "place", "found"),
        [(r["source"], r["record"], r["code"], r["place"], r["found"]) for r in rows[:limit]],
    )
    if len(rows) > limit:
        typer.echo(f"… {len(rows) - limit:,} more; see them with --limit or --json")


def diff(
    source: Annotated[
        str, typer.Argument(help="Code of the list.", autocompletion=complete_source)
    ],
    start: Annotated[str, typer.Argument(metavar="[FROM]", help="Date or SHA-256 prefix.")] = "",
    end: Annotated[str, typer.Argument(metavar="[TO]", help="Date or SHA-256 prefix.")] = "",
    home: Home = None,
    json: Json = False,
) -> None:
    """Show what was added, removed and changed between two snapshots (default: the last two)."""
    source_named(source)
    desk = open_desk(home, json=json)
    held = desk.register.snapshots(source)
    # Left to itself, compare whole states: an extract says nothing of what it leaves out.
    whole = [s for s in held if not s.partial]
    held = held if start or end or len(whole) < 2 else whole
    new = _pick(held, end, source) if end else (held[-1] if held else None)
    earlier = [s for s in held if new and s.id != new.id and s.published <= new.published]
    old = _pick(held, start, source) if start else (earlier[-1] if earlier else None)
    if old is None or new is None:
        raise BadInput(f"{source} has fewer than two snapshots", mend="import another one")
    with desk.register.reading() as connection:
        found = compare_snapshots(connection, old, new)
    if json:
        print_json(found)
        return
    typer.echo(
        f"{source} {found['from']} → {found['to']}: {len(found['added'])} added, "
        f"{len(found['removed'])} removed, {len(found['changed'])} changed"
    )
    for note in found["notes"]:
        typer.echo(f"note: {note}")
    rows = [("added", i, "") for i in found["added"]] + [
        ("removed", i, "") for i in found["removed"]
    ]
    rows += [("changed", c["id"], ", ".join(c["fields"])) for c in found["changed"]]
    if rows:
        print_table(("what", "id", "fields"), rows)


def _pick(held: list[Snapshot], text: str, source: str) -> Snapshot:
    by_hash = [s for s in held if len(text) >= 6 and s.sha256.startswith(text.lower())]
    if by_hash:
        return by_hash[-1]
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    found = [s for s in held if s.published == day]
    if not found:
        known = tuple(dict.fromkeys(s.published.isoformat() for s in held))
        raise UnknownName(f"snapshot of {source}", text, known)
    return found[-1]
