"""Commands that screen: one name, a whole file, and the demonstration."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.applicability import Binder, Case, read_party, worst
from comity.cli.asking import describe
from comity.cli.session import (
    AsOf,
    Desk,
    Home,
    Json,
    Known,
    now,
    open_desk,
    print_json,
    read_day,
    warn,
    warn_stale,
)
from comity.cli.tables import busy, print_table
from comity.errors import BadInput
from comity.law import load_lawbook
from comity.matching import DEFAULT_THRESHOLD
from comity.register import SubjectAnswer
from comity.screening import (
    Customer,
    build_index,
    not_understood,
    open_index,
    read_customers,
    screen_many,
    screen_one,
    write_results,
)
from comity.sources import sources

FOUNDING_DAY = date(2009, 5, 8)
"""The day of the founding example: two of six firms under collective measures, four not."""


_MENDS = {
    "schema": "write Person, Organization, Company, Vessel, Aircraft or Wallet",
    "birth_date": "write a year, YYYY-MM or YYYY-MM-DD, or words such as 'circa 1962'",
    "country": "write a country's English name or its ISO code, several separated by ';'",
}


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(screen)
    app.command()(demo)


def screen(
    what: Annotated[str, typer.Argument(metavar="NAME|FILE", help="A name, or a customer file.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="Write .jsonl, .csv or .xlsx here.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=COLUMN", help="Where a field has another column name."),
    ] = None,
    threshold: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Score from which a match is an alert.")
    ] = DEFAULT_THRESHOLD,
    schema: Annotated[str, typer.Option(help="For a name: Person, Company, Vessel, …")] = "",
    birth_date: Annotated[str, typer.Option(help="For a name: in any precision.")] = "",
    country: Annotated[str, typer.Option(help="For a name.")] = "",
    party: Annotated[
        str, typer.Option(help="Add to each match whether it binds this party (see binds).")
    ] = "",
    viewpoint: Annotated[str, typer.Option(help="With --party: whose view counts.")] = "",
    only: Annotated[
        str, typer.Option(help="With --party: only matches bound, contested, exposed, …")
    ] = "",
    as_of: AsOf = "",
    known: Known = "",
    home: Home = None,
    json: Json = False,
) -> None:
    """Screen a name or a whole customer file against the lists in force on a day."""
    customers = _customers(what, column or [], schema, birth_date, country)
    desk = open_desk(home, json=json)
    binder = _binder(party, viewpoint, only, as_of)
    unclear: Counter[str] = Counter()
    results = _counted(_screened(desk, customers, as_of, known, threshold), unclear)
    if binder:
        results = _bound(results, binder, only)
    if out:
        with busy("screening", quiet=json):
            count = write_results(out, results)
        if json:
            print_json({"screened": count, "out": str(out)})
        else:
            typer.echo(f"{count:,} customers screened; results in {out}")
    elif json or not _is_one(what):
        for result in results:
            print_json(result)
    else:
        _print_matches(list(results))
    for field, n in unclear.items():
        warn(f"{n:,} customers have a {field} that is not understood; it counted for nothing")
    if not as_of:
        warn_stale(desk)


def _counted(results: Iterator[dict[str, Any]], unclear: Counter[str]) -> Iterator[dict[str, Any]]:
    for result in results:
        unclear.update(result["query"].get("not_understood", ()))
        yield result


def _binder(party: str, viewpoint: str, only: str, as_of: str) -> Binder | None:
    if not party:
        if viewpoint or only:
            raise BadInput("--viewpoint and --only need --party", mend="--party eu-company")
        return None
    if only and only not in ("bound", "contested", "exposed", "not-bound"):
        raise BadInput(f"--only {only!r}", mend="bound, contested, exposed or not-bound")
    day = read_day(as_of, option="--as-of") if as_of else now().date()
    return Binder(book=load_lawbook(), party=read_party(party), as_of=day, viewpoint=viewpoint)


def _bound(
    results: Iterator[dict[str, Any]], binder: Binder, only: str
) -> Iterator[dict[str, Any]]:
    """Add to each match whether its listings bind the party, and leave out what is not asked."""
    characters = {s.code: s.authority for s in sources()}
    for result in results:
        kept = []
        for match in result["matches"]:
            answers = []
            for listing in match["listings"]:
                authority = characters.get(listing["source"])
                if authority is None or authority.character == "reported":
                    continue
                bound = binder.bind(Case(
                    jurisdiction=authority.jurisdiction, source=listing["source"],
                    collective=authority.character == "collective",
                    tags=tuple(listing["programmes"]), targets=tuple(listing["targets"]),
                    in_force=listing["in_force"], secondary=listing["secondary"],
                ))  # fmt: skip
                listing["answer"] = bound.answer
                answers.append(bound.answer)
            match["binds"] = {"party": binder.party.name, "answer": worst(answers)}
            if not only or match["binds"]["answer"] == only:
                kept.append(match)
        yield {"query": result["query"], "matches": kept}


def _is_one(what: str) -> bool:
    return not Path(what).suffix or not Path(what).exists()


def _customers(
    what: str, column: Sequence[str], schema: str, birth_date: str, country: str
) -> Iterator[Customer]:
    if not Path(what).is_file():
        if Path(what).suffix.lower() in (".csv", ".xlsx", ".jsonl", ".ndjson", ".parquet"):
            raise BadInput(f"{what}: no such file", mend="check the path")
        if not what.strip():
            raise BadInput("the name is empty")
        one = Customer(name=what, schema=schema, birth_date=birth_date, country=country)
        for field in not_understood(one):
            option = field.replace("_", "-")
            raise BadInput(f"--{option} {getattr(one, field)!r} is not understood",
                           mend=_MENDS[field])  # fmt: skip
        return iter([one])
    columns = {}
    for text in column:
        field, equals, name = text.partition("=")
        if not equals or not name:
            raise BadInput(f"--column {text!r}", mend="write FIELD=COLUMN")
        columns[field] = name
    return read_customers(Path(what), columns)


def _screened(
    desk: Desk, customers: Iterator[Customer], as_of: str, known: str, threshold: float
) -> Iterator[dict[str, Any]]:
    # The first customer is read before the register, so that a bad file is told at once.
    first = next(customers, None)
    everyone = chain([first] if first is not None else [], customers)

    def look_up(ids: Sequence[str]) -> dict[str, SubjectAnswer]:
        return {s.subject: s for s in answers.subjects(ids)}

    with desk.answers(as_of, known) as answers:
        index = open_index(
            desk.config.home / "index", answers, building=lambda: warn("compiling the index …")
        )
        workers = os.cpu_count() or 1
        yield from screen_many(index, look_up, everyone, threshold=threshold, workers=workers)


def _print_matches(results: Sequence[dict[str, Any]]) -> None:
    rows = [
        (m["verdict"], f"{m['score']:.2f}", m["name"], m["subject"], _kinds(m),
         "; ".join(m["reasons"]))
        for result in results
        for m in result["matches"]
    ]  # fmt: skip
    if rows:
        print_table(("verdict", "score", "listed name", "subject", "measures", "why"), rows)
    else:
        typer.echo("no match")


def _kinds(match: dict[str, Any]) -> str:
    kinds = [k for k in ("collective", "unilateral") if match[k]]
    text = " and ".join(kinds) or "carries out the UN's"
    return f"{text}; {match['binds']['answer']}" if "binds" in match else text


def demo(
    html: Annotated[Path | None, typer.Option("--html", help="Write the page here.")] = None,
    json: Json = False,
) -> None:
    """Screen example customers on the built-in facts, in a home folder of its own."""
    with tempfile.TemporaryDirectory(prefix="comity-demo-") as folder:
        desk = open_desk(Path(folder), json=json)
        today = now().date()
        found = _demo_hits(desk, today)
        if html:
            _demo_page(html, found, today)
    if json:
        print_json([
            {"customer": c.name, "score": score, "then": then.as_json(), "today": late.as_json()}
            for c, score, then, late in found
        ])  # fmt: skip
        return
    total = len(_example_customers())
    typer.echo(
        f"{total} invented customers, screened on public facts about the Iran nuclear regime:\n"
        f"{len(found)} alerts. What each hit was under on {FOUNDING_DAY}, and is today:"
    )
    print_table(
        ("customer", "score", "listed as", f"on {FOUNDING_DAY}", f"today, {today}"),
        [
            (c.name, f"{score:.2f}", late.name, _short(then), _short(late))
            for c, score, then, late in found
        ],
    )
    typer.echo(
        "Collective: listed by the UN Security Council, binding every UN member. Unilateral: one\n"
        "state's own. Russia, China and Iran hold the UN re-listing of 28 September 2025 void."
    )
    if html:
        typer.echo(f"The same with drawn timelines: {html}")


def _short(subject: SubjectAnswer) -> str:
    by = ", ".join(f"{x.source} {x.id}" for x in subject.listings if x.in_force)
    text = describe(subject).removeprefix("under ").replace(" measures", "")
    return f"{text} ({by})" if by else text


def _example_customers() -> list[Customer]:
    text = files("comity.cli").joinpath("customers.csv").read_text(encoding="utf-8")
    return [
        Customer(
            id=row["id"],
            name=row["name"],
            schema=row["schema"],
            birth_date=row["birth_date"],
            country=row["country"],
        )
        for row in csv.DictReader(io.StringIO(text))
    ]


def _demo_hits(
    desk: Desk, today: date
) -> list[tuple[Customer, float, SubjectAnswer, SubjectAnswer]]:
    with desk.answers(FOUNDING_DAY.isoformat(), "") as answers:
        then = {s.subject: s for s in answers.subjects()}
    with desk.answers(today.isoformat(), "") as answers:
        late = {s.subject: s for s in answers.subjects()}
    index = build_index([s for s in late.values() if any(x.in_force for x in s.listings)])
    found = []
    for customer in _example_customers():
        for match in screen_one(index, lambda ids: {i: late[i] for i in ids}, customer)["matches"]:
            if match["verdict"] == "alert":
                subject = match["subject"]
                found.append((customer, match["score"], then[subject], late[subject]))
    return found


def _demo_page(
    path: Path, found: Sequence[tuple[Customer, float, SubjectAnswer, SubjectAnswer]], today: date
) -> None:
    from html import escape

    from comity.cli.pages import page, table, timeline_svg, write_page

    rows = [
        (c.name, f"{score:.2f}", late.name, _short(then), _short(late))
        for c, score, then, late in found
    ]
    headers = ("customer", "score", "listed as", f"on {FOUNDING_DAY}", f"on {today}")
    body = f"<h2>Alerts</h2>{table(headers, rows)}<h2>Who listed whom, when</h2>"
    for late in dict.fromkeys(x[3].subject for x in found):
        subject = next(x[3] for x in found if x[3].subject == late)
        drawing = timeline_svg(subject, FOUNDING_DAY)
        body += f'<h3>{escape(subject.name)}</h3><div class="card">{drawing}</div>'
    lead = "Invented customers against public facts about the Iran nuclear regime"
    write_page(path, page("Comity: a first screening", lead, body))
