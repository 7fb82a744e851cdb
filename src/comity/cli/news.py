"""Commands about news: read documents, and measure the reader."""

from __future__ import annotations

import json as jsonlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.cli.newsfiles import (
    check_export,
    check_outputs,
    read_published,
    shown,
    told_when_stopped,
    write_export,
    write_json,
    write_lines,
)
from comity.cli.session import Home, Json, now, open_desk, print_json, warn
from comity.cli.tables import counting, print_table
from comity.errors import BadInput, ComityError
from comity.law import load_lawbook
from comity.news import (
    Backend,
    Document,
    LookUp,
    Reading,
    collect_seldom,
    files_in,
    load_backend,
    passed_over,
    read_at_most,
    read_bytes,
    read_document,
    read_text,
)

_MANY = 60
"""From so many documents on, both cores are used."""


@dataclass(frozen=True, slots=True)
class _Reads:
    """What documents are read with beside the reader itself.

    Attributes:
        look_up: Finds the listings of a party in the register, for claims.
        backend: May add events.
    """

    look_up: LookUp | None = None
    backend: Backend | None = None


ALONE = _Reads()


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands, and those on what was told."""
    from comity.cli.told import events, outlook, watch

    app.command()(read)
    app.command()(watch)
    app.command()(events)
    app.command()(outlook)
    app.command("evaluate-news")(evaluate_news)


def read(
    source: Annotated[str, typer.Argument(help="A text, page or e-mail; a folder of them; or -.")],
    published: Annotated[
        str | None,
        typer.Option(
            "--published",
            metavar="DATE",
            help="The day of publication; in a folder, of documents that give none.",
        ),
    ] = None,
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
    backend: Annotated[
        str | None,
        typer.Option(
            "--backend", metavar="NAME", help="Let another reader add events: MODULE:OBJECT."
        ),
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Read news: events, quotations, the poster's remarks, claims and what records say of them."""
    day = read_published(published)
    if not source:
        raise BadInput("the name of the document is empty", mend="name a file, a folder, or -")
    path = Path(source)
    folder = source != "-" and path.is_dir()
    if folder and html:
        raise BadInput("--html is for one document", mend="name one file")
    check_export(export)
    check_outputs(
        {"--html": html, "--out": out, "--export": export}, None if source == "-" else path
    )
    other = None
    if backend is not None:
        # A module of one's own lies in the folder that one works in.
        sys.path.insert(0, str(Path.cwd()))
        other = load_backend(backend)
    if folder:
        reads = _Reads(_register_look_up(home, json=json) if check else None, other)
        _read_folder(path, day, reads, out=out, export=export, json=json)
        return
    # The document first: a mistyped name is to be told before a register is made.
    document = _from_stdin() if source == "-" else read_document(path)
    reads = _Reads(_register_look_up(home, json=json) if check else None, other)
    reading = _read_one(document, day or document.published, reads)
    if day and document.published and day != document.published:
        reading.notes.append(
            f"the document gives {document.published} as its day; read as of {day}, as told"
        )
    _give(reading, out=out, export=export, html=html, json=json)


def _read_folder(
    folder: Path,
    day: date | None,
    reads: _Reads,
    *,
    out: Path | None,
    export: Path | None,
    json: bool,
) -> None:
    # What an earlier run wrote beside its documents is not a document.
    written = {p.resolve() for p in (out, export) if p}
    paths = [p for p in files_in(folder) if p.resolve() not in written]
    if not paths:
        raise BadInput(
            f"no documents in {folder}", mend="give a folder of .txt, .html or .eml files"
        )
    with told_when_stopped():
        told, failed = _read_many(paths, day, reads, quiet=json)
    if out:
        write_lines(out, told)
    if export:
        write_export(export, told)
    if json:
        for one in told:
            sys.stdout.write(jsonlib.dumps(one, ensure_ascii=False) + "\n")
    else:
        _print_folder(told)
        for path in filter(None, (out, export)):
            typer.echo(f"written: {path}")
    if left := passed_over(folder):
        kinds = ", ".join(f"{ending} {count}" for ending, count in left.items())
        warn(f"passed over, as they are no texts, pages or e-mails: {kinds}")
    for line in failed:
        warn(shown(line))
    if failed:
        raise typer.Exit(1)


def _print_folder(told: Sequence[dict[str, Any]]) -> None:
    print_table(
        ("document", "published", "events", "quotations", "claims", "commentary", "notes"),
        [
            (
                shown(t["id"]),
                t["published"] or "",
                len(t["events"]),
                len(t["quotes"]),
                len(t["claims"]),
                sum(z["kind"] == "commentary" for z in t["zones"]),
                shown("; ".join(t.get("notes", ()))),
            )
            for t in told
        ],
    )


def _from_stdin() -> Document:
    return read_bytes(read_at_most(sys.stdin.buffer), "standard input")


def _read_one(document: Document, day: date | None, reads: _Reads) -> Reading:
    reading = read_text(
        document.text,
        id_=document.id,
        published=day,
        book=load_lawbook(),
        look_up=reads.look_up,
        today=now().date(),
        backend=reads.backend,
    )
    reading.notes.extend(document.notes)
    return reading


def read_path(path: Path, day: date | None, reads: _Reads = ALONE) -> dict[str, Any] | str:
    """Return the reading of a file as JSON, or the line that says why there is none."""
    try:
        document = read_document(path)
        return _read_one(document, document.published or day, reads).as_json()
    except ComityError as error:
        return " ".join(str(error).split())
    except OSError as error:
        return f"{path.name}: {error.strerror or error}"


def _read_many(
    paths: Sequence[Path],
    day: date | None,
    reads: _Reads,
    *,
    quiet: bool,
) -> tuple[list[dict[str, Any]], list[str]]:
    told: list[dict[str, Any]] = []
    failed: list[str] = []
    with counting("reading", len(paths), quiet=quiet) as advance:
        for found in _readings(paths, day, reads):
            advance(1)
            if isinstance(found, str):
                failed.append(found)
            else:
                told.append(found)
    return told, failed


def _as_worker() -> None:
    """Make a process one that reads a share of a folder."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_seldom()


def _readings(
    paths: Sequence[Path],
    day: date | None,
    reads: _Reads,
) -> Iterator[dict[str, Any] | str]:
    workers = os.cpu_count() or 1
    collect_seldom()
    # The register's connection cannot go to another process, and a backend may not.
    if len(paths) < _MANY or workers < 2 or reads != ALONE:
        yield from (read_path(p, day, reads) for p in paths)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    # Ctrl-C goes to the whole group: this process says so in one line, the others say nothing.
    with ProcessPoolExecutor(
        workers,
        mp_context=get_context("spawn"),
        initializer=_as_worker,
    ) as pool:
        try:
            yield from pool.map(partial(read_path, day=day), paths, chunksize=8)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _give(
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
        write_json(out, told)
    if export:
        write_export(export, [told])
    if json:
        print_json(told)
        return
    for note in reading.notes:
        warn(shown(note))
    _print_reading(told, reading)
    for path in filter(None, (html, out, export)):
        typer.echo(f"written: {path}")


def _print_reading(told: dict[str, Any], reading: Reading) -> None:
    print_table(
        ("action", "by", "on", "realis", "character", "when", "said by", "words"),
        [
            (
                e["action"],
                shown(", ".join(e["source"])),
                shown(", ".join(e["target"])),
                e["realis"],
                e["collectivity"],
                shown(_when(e)),
                shown(e["asserted_by"]),
                shown(e["trigger"]["text"]),
            )
            for e in told["events"]
        ],
    )
    if told["claims"]:
        typer.echo("")
        print_table(
            ("verdict", "claim", "records"),
            [
                (c["expected"], shown(reading.text[c["start"] : c["end"]]), c["why"])
                for c in told["claims"]
            ],
        )
    counts = (
        (len(told["events"]), "event"),
        (len(told["quotes"]), "quotation"),
        (len(told["claims"]), "claim"),
        (sum(z["kind"] == "commentary" for z in told["zones"]), "remark"),
    )
    said = ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in counts)
    typer.echo(f"{said} of the poster")


def _when(e: dict[str, Any]) -> str:
    when = e["when"]
    if not when:
        return ""
    if when["start"] is None:
        return f"“{when['text']}”"
    return (
        str(when["start"]) if when["start"] == when["end"] else f"{when['start']} to {when['end']}"
    )


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
