"""Commands about news: read documents, watch a folder, ask what was told, measure the reader."""

from __future__ import annotations

import csv
import hashlib
import json as jsonlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.cli.session import Desk, Home, Json, now, open_desk, print_json, read_day, warn
from comity.cli.tables import counting, print_table
from comity.errors import BadInput, ComityError, UnknownName
from comity.law import load_lawbook
from comity.news import (
    COLUMNS,
    Document,
    LookUp,
    Reading,
    collect_seldom,
    files_in,
    read_bytes,
    read_document,
    read_text,
    rows_of,
)
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

_MANY = 60
"""From so many documents on, both cores are used."""


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(read)
    app.command()(watch)
    app.command()(events)
    app.command()(outlook)
    app.command("evaluate-news")(evaluate_news)


Published = Annotated[
    str,
    typer.Option(
        "--published", metavar="DATE", help="The day of publication, if the document has none."
    ),
]


def read(
    source: Annotated[str, typer.Argument(help="A text, page or e-mail; a folder of them; or -.")],
    published: Published = "",
    check: Annotated[
        bool, typer.Option("--check", help="Hold claims against the register too.")
    ] = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write the marked text as a page here.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write JSON here; JSON lines for a folder.")
    ] = None,
    export: Annotated[
        Path | None, typer.Option("--export", help="Write events with their codes: .csv or .jsonl.")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Read news: events, quotations, the poster's remarks, claims and what records say of them."""
    day = read_day(published, option="--published") if published else None
    if day is not None and not date(1945, 1, 1) <= day <= now().date().replace(year=now().year + 1):
        raise BadInput(
            f"--published {published} is no day of news", mend="a day from 1945 to today"
        )
    folder = source != "-" and Path(source).is_dir()
    if folder and html:
        raise BadInput("--html is for one document", mend="name one file")
    if export and export.suffix not in (".csv", ".jsonl"):
        raise BadInput(f"--export {export.name}: unknown ending", mend="write .csv or .jsonl")
    look_up = _register_look_up(home, json=json) if check else None
    if not folder:
        document = _from_stdin() if source == "-" else read_document(Path(source))
        reading = _read_one(document, day, look_up)
        _give([reading], reading, out=out, export=export, html=html, json=json)
        return
    paths = list(files_in(Path(source)))
    if not paths:
        raise BadInput(
            f"no documents in {source}", mend="give a folder of .txt, .html or .eml files"
        )
    told, failed = _read_many(paths, day, look_up, quiet=json)
    _write(out, export, told)
    if json:
        for one in told:
            sys.stdout.write(jsonlib.dumps(one, ensure_ascii=False) + "\n")
    else:
        print_table(
            ("document", "published", "events", "quotations", "claims", "commentary"),
            [
                (
                    t["id"],
                    t["published"] or "",
                    len(t["events"]),
                    len(t["quotes"]),
                    len(t["claims"]),
                    sum(z["kind"] == "commentary" for z in t["zones"]),
                )
                for t in told
            ],
        )
    for line in failed:
        warn(line)
    if failed:
        raise typer.Exit(1)


def _from_stdin() -> Document:
    return read_bytes(sys.stdin.buffer.read(), "standard input")


def _read_one(document: Document, day: date | None, look_up: LookUp | None) -> Reading:
    reading = read_text(
        document.text,
        id_=document.id,
        published=day or document.published,
        book=load_lawbook(),
        look_up=look_up,
        today=now().date(),
    )
    reading.notes.extend(document.notes)
    return reading


def _read_path(path: Path, day: date | None, look_up: LookUp | None = None) -> dict[str, Any] | str:
    """Return the reading of a file as JSON, or the line that says why there is none."""
    try:
        return _read_one(read_document(path), day, look_up).as_json()
    except ComityError as error:
        return " ".join(str(error).split())


def _read_many(
    paths: Sequence[Path],
    day: date | None,
    look_up: LookUp | None,
    *,
    quiet: bool,
) -> tuple[list[dict[str, Any]], list[str]]:
    told: list[dict[str, Any]] = []
    failed: list[str] = []
    with counting("reading", len(paths), quiet=quiet) as advance:
        for found in _readings(paths, day, look_up):
            advance(1)
            if isinstance(found, str):
                failed.append(found)
            else:
                told.append(found)
    return told, failed


def _readings(
    paths: Sequence[Path],
    day: date | None,
    look_up: LookUp | None,
) -> Iterator[dict[str, Any] | str]:
    workers = os.cpu_count() or 1
    collect_seldom()
    # The register's connection cannot go to another process.
    if len(paths) < _MANY or workers < 2 or look_up is not None:
        yield from (_read_path(p, day, look_up) for p in paths)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=collect_seldom
    ) as pool:
        yield from pool.map(partial(_read_path, day=day), paths, chunksize=8)


def _give(
    readings: Sequence[Reading],
    reading: Reading,
    *,
    out: Path | None,
    export: Path | None,
    html: Path | None,
    json: bool,
) -> None:
    told = reading.as_json()
    if html:
        from comity.cli.newspage import reading_page
        from comity.cli.pages import write_page

        write_page(html, reading_page(reading))
    if out:
        out.write_text(jsonlib.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if export:
        _export(export, [told])
    if json:
        print_json(told)
        return
    for note in reading.notes:
        warn(note)
    _print_reading(told, reading)
    for path in filter(None, (html, out, export)):
        typer.echo(f"written: {path}")


def _print_reading(told: dict[str, Any], reading: Reading) -> None:
    print_table(
        ("action", "by", "on", "realis", "character", "when", "said by", "words"),
        [
            (
                e["action"],
                ", ".join(e["source"]),
                ", ".join(e["target"]),
                e["realis"],
                e["collectivity"],
                _when(e),
                e["asserted_by"],
                e["trigger"]["text"],
            )
            for e in told["events"]
        ],
    )
    if told["claims"]:
        typer.echo("")
        print_table(
            ("verdict", "claim", "records"),
            [
                (c["expected"], reading.text[c["start"] : c["end"]], c["why"])
                for c in told["claims"]
            ],
        )
    typer.echo(
        f"{len(told['events'])} events, {len(told['quotes'])} quotations, "
        f"{len(told['claims'])} claims, "
        f"{sum(z['kind'] == 'commentary' for z in told['zones'])} remarks of the poster"
    )


def _when(e: dict[str, Any]) -> str:
    when = e["when"]
    if not when:
        return ""
    if when["start"] is None:
        return f"“{when['text']}”"
    return (
        str(when["start"]) if when["start"] == when["end"] else f"{when['start']} to {when['end']}"
    )


def _write(out: Path | None, export: Path | None, told: Sequence[dict[str, Any]]) -> None:
    if out:
        lines = [jsonlib.dumps(one, ensure_ascii=False) for one in told]
        out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if export:
        _export(export, told)


def _export(path: Path, told: Iterable[dict[str, Any]]) -> None:
    rows = [row for one in told for row in rows_of(one)]
    if path.suffix == ".jsonl":
        text = "".join(jsonlib.dumps(r, ensure_ascii=False) + "\n" for r in rows)
        path.write_text(text, encoding="utf-8")
        return
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows({k: _safe(str(v)) for k, v in row.items()} for row in rows)


def _safe(text: str) -> str:
    """Return a cell that no spreadsheet runs as a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _register_look_up(
    home: Path | None, *, json: bool
) -> Callable[[str, date], list[dict[str, Any]]]:
    desk = open_desk(home, json=json)

    def look_up(name: str, day: date) -> list[dict[str, Any]]:
        with desk.answers(day.isoformat(), "") as answers:
            found = [answers.subject(s) for s in answers.find(name, limit=5)]
        return [
            {
                "source": x.source,
                "id": x.id,
                "name": s.name,
                "character": x.authority.character,
                "authority": x.authority.jurisdiction
                if hasattr(x.authority, "jurisdiction")
                else "",
                "since": x.listed_on.isoformat() if x.listed_on else "day not recorded",
            }
            for s in found
            for x in s.listings
            if x.in_force
        ]

    return look_up


# A folder watched, and what was told ----------------------------------------------------------


def watch(
    folder: Annotated[Path, typer.Argument(help="The folder that new documents come into.")],
    once: Annotated[bool, typer.Option("--once", help="Read what is there and leave.")] = False,
    interval: Annotated[float, typer.Option(min=0.1, help="Seconds between two looks.")] = 5.0,
    published: Published = "",
    home: Home = None,
    json: Json = False,
) -> None:
    """Read new documents of a folder as they come, and keep their events in the register."""
    if not folder.is_dir():
        raise BadInput(f"{folder} is no folder", mend="name a folder")
    day = read_day(published, option="--published") if published else None
    desk = open_desk(home, json=json)
    seen: dict[Path, tuple[int, int]] = {}
    failed = False
    while True:
        for path in files_in(folder):
            stamp = path.stat().st_mtime_ns, path.stat().st_size
            if seen.get(path) == stamp:
                continue
            seen[path] = stamp
            line = _keep(desk, path, day)
            failed = failed or (not line.get("kept", False) and "why" in line)
            if json:
                print_json(line)
            elif "why" in line:
                warn(line["why"])
            else:
                typer.echo(
                    f"{line['document']}: {line['events']} events"
                    + ("" if line["new"] else " (read before)")
                )
        if once:
            break
        time.sleep(interval)
    if failed:
        raise typer.Exit(1)


def _keep(desk: Desk, path: Path, day: date | None) -> dict[str, Any]:
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        with desk.register.reading() as connection:
            if has_document(connection, digest):
                return {"document": path.stem, "events": 0, "new": False, "kept": True}
        told = _read_path(path, day)
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


def _party(text: str) -> str:
    """Return the code of a state or body a user names; other names as they are."""
    from comity.news.events import BODIES

    upper = text.upper().replace(" ", "_")
    return upper if upper in BODIES else country_code(text) or text


def _stories(home: Path | None, *, json: bool) -> list[Story]:
    desk = open_desk(home, json=json)
    with desk.register.reading() as connection:
        return merge_retellings(told_events(connection))


def events(
    source: Annotated[str, typer.Option(help="Who acts: RU, EU, UNSC, or a name.")] = "",
    target: Annotated[str, typer.Option(help="On whom or about whose measure.")] = "",
    action: Annotated[str, typer.Option(help="IMPOSE, OPPOSE, EASE, …")] = "",
    since: Annotated[
        str, typer.Option(metavar="DATE", help="Told or dated on this day or later.")
    ] = "",
    limit: Annotated[int, typer.Option(min=1, help="Rows shown.")] = 100,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a picture of them here.")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Show what watched documents told, retellings merged."""
    from comity.news.coding import CAMEO

    wanted = action.upper()
    if wanted and wanted not in CAMEO:
        raise UnknownName("action", action, tuple(CAMEO))
    first = read_day(since, option="--since") if since else None
    found = [
        s
        for s in _stories(home, json=json)
        if (not source or _party(source) in s.source)
        and (not target or _party(target) in s.target)
        and (not wanted or s.action == wanted)
        and (first is None or (s.last is not None and s.last >= first))
    ]
    if html:
        from comity.cli.newspage import stories_page
        from comity.cli.pages import write_page

        write_page(html, stories_page(found))
    if json:
        print_json([s.as_json() for s in found])
        return
    if not found:
        typer.echo("nothing of that kind was told; see comity watch")
        return
    print_table(
        ("day", "action", "by", "on", "realis", "character", "told by", "words"),
        [
            (
                s.first or "",
                s.action,
                ", ".join(s.source),
                ", ".join(s.target),
                s.realis,
                s.collectivity,
                ", ".join(dict.fromkeys(t.document for t in s.tellings)),
                s.tellings[0].payload["trigger"]["text"],
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
    stories = _stories(home, json=json)
    code = _party(target)
    told = outlook_on(stories, code)
    if html:
        from comity.cli.newspage import outlook_page
        from comity.cli.pages import write_page

        write_page(
            html, outlook_page(told, [s for s in stories if code in s.target or code in s.source])
        )
    if json:
        print_json(told)
        return
    typer.echo(
        f"{code}: {len(told['pending'])} measures threatened or called for and not told as imposed"
    )
    if told["pending"]:
        print_table(
            ("last said", "action", "by", "realis", "told by", "words"),
            [
                (
                    s["last"] or "",
                    s["action"],
                    ", ".join(s["source"]),
                    s["realis"],
                    ", ".join(s["documents"]),
                    s["tellings"][-1]["trigger"],
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
            typer.echo(f"{title}: {parties}")
    if html:
        typer.echo(f"the picture: {html}")


def evaluate_news(
    folder: Annotated[Path, typer.Argument(help="Annotated documents: NNN.json beside NNN.txt.")],
    json: Json = False,
) -> None:
    """Measure the reader on annotated documents."""
    from comity.news.evaluation import count, read_annotated, total

    book = load_lawbook()
    rows = []
    pairs = read_annotated(folder)
    collect_seldom()
    # The word lists and the lawbook are read once, however many documents there are.
    read_text(pairs[0][1], book=book, today=now().date())
    start = time.perf_counter()
    with counting("reading", len(pairs), quiet=json) as advance:
        for gold, text in pairs:
            day = date.fromisoformat(gold["published"]) if gold.get("published") else None
            reading = read_text(
                text, id_=str(gold.get("id", "")), published=day, book=book, today=now().date()
            )
            rows.append(count(gold, reading.as_json()))
            advance(1)
    took = time.perf_counter() - start
    words = sum(len(text.split()) for _, text in pairs)
    told: dict[str, Any] = {**total(rows), "documents": len(rows)}
    told["documents_of_500_words_a_second"] = round(words / 500 / took, 1) if took else None
    if json:
        print_json(told)
        return
    print_table(
        ("task", "precision", "recall", "F1", "right", "found", "wanted"),
        [
            (
                key,
                _ratio(v["precision"]),
                _ratio(v["recall"]),
                _ratio(v["f1"]),
                v["right"],
                v["found"],
                v["wanted"],
            )
            for key, v in told.items()
            if isinstance(v, dict)
        ],
    )
    typer.echo(
        f"{len(rows)} documents; {told['documents_of_500_words_a_second']} documents of 500 words "
        "a second, on one core"
    )


def _ratio(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
