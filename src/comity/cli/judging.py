"""Commands by which people say which listings are about one subject."""

from __future__ import annotations

from typing import Annotated

import typer

from comity.cli.session import Desk, Home, Json, now, open_desk, print_json
from comity.cli.tables import print_table
from comity.errors import BadInput, UnknownName
from comity.register import resolve_subjects
from comity.register.changes import all_judgements, undo_judgement, write_judgement
from comity.register.store import utc_text
from comity.sources import CODES


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(judge)
    app.command()(judgements)
    app.command()(resolve)


def judge(
    a: Annotated[
        str, typer.Argument(help="A listing, source:id, or a judgement's number to undo.")
    ],
    b: Annotated[str, typer.Argument(help="The other listing.")] = "",
    same: Annotated[bool, typer.Option("--same", help="They are about one subject.")] = False,
    different: Annotated[bool, typer.Option("--different", help="They are not.")] = False,
    undo: Annotated[
        bool, typer.Option("--undo", help="Judgement number A no longer stands.")
    ] = False,
    because: Annotated[str, typer.Option(help="The reason; it is kept.")] = "",
    home: Home = None,
    json: Json = False,
) -> None:
    """Judge whether two listings are about one subject; judgements win and can be undone."""
    if [same, different, undo].count(True) != 1:
        raise BadInput("say exactly one of --same, --different, --undo")
    if undo == bool(b):
        raise BadInput("--undo takes the number of one judgement, the others two listings")
    desk = open_desk(home, json=json)
    known = utc_text(now())
    if undo:
        if not a.isdigit():
            raise BadInput(f"{a!r} is not a number", mend="see comity judgements")
        with desk.register.writing() as connection:
            undo_judgement(connection, int(a), because, known)
            changed = resolve_subjects(connection, known=known, order=CODES)
    else:
        first, second = _listing_named(desk, a), _listing_named(desk, b)
        with desk.register.writing() as connection:
            verdict = "same" if same else "different"
            write_judgement(connection, first, second, verdict, because, known)
            changed = resolve_subjects(connection, known=known, order=CODES)
    if json:
        print_json({"changed": changed})
    else:
        typer.echo(f"recorded; {changed} listings are now about another subject")


def _listing_named(desk: Desk, text: str) -> str:
    with desk.answers("", "") as answers:
        found = answers.listings_named(text)
    if not found:
        raise UnknownName("listing", text)
    if len(found) > 1:
        raise BadInput(f"{text!r} stands for {len(found)} listings", mend=f"say {', '.join(found)}")
    return found[0]


def judgements(home: Home = None, json: Json = False) -> None:
    """Show every judgement ever made, with its reason and whether it stands."""
    desk = open_desk(home, json=json)
    with desk.register.reading() as connection:
        rows = all_judgements(connection)
    if json:
        print_json(rows)
        return
    print_table(
        ("number", "a", "b", "verdict", "because", "known", "stands"),
        [
            (r["id"], r["a"], r["b"], r["verdict"], r["because"], r["known"],
             "yes" if r["stands"] else "no")
            for r in rows
        ],
    )  # fmt: skip


def resolve(
    threshold: Annotated[
        float | None, typer.Option(min=0.5, max=1.0, help="Least score; default 0.95.")
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="Judge them the same; each can be undone.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="Rows shown.")] = 50,
    home: Home = None,
    json: Json = False,
) -> None:
    """Show subjects of different lists that the scorer takes for one, and merge them if asked."""
    from comity.cli.session import warn
    from comity.cli.tables import counting
    from comity.matching import SCORER
    from comity.screening import open_index
    from comity.screening.resolving import STRICT, propose_merges

    desk = open_desk(home, json=json)
    with desk.register.reading() as connection:
        different = {
            frozenset((str(r["a"]), str(r["b"])))
            for r in all_judgements(connection)
            if r["stands"] and r["verdict"] == "different"
        }
    with desk.answers("", "") as answers:
        index = open_index(
            desk.config.home / "index", answers, building=lambda: warn("compiling the index …")
        )
        subjects = [s for s in answers.subjects() if any(x.in_force for x in s.listings)]
        with counting("comparing", len(subjects), quiet=json) as advance:
            found = propose_merges(
                index, subjects, threshold=STRICT if threshold is None else threshold,
                different=different, advance=advance,
            )  # fmt: skip
    changed = 0
    if apply and found:
        known = utc_text(now())
        with desk.register.writing() as connection:
            for p in found:
                because = f"{SCORER}: {p.score:.4f}; {'; '.join(p.reasons)}"
                write_judgement(connection, p.a, p.b, "same", because, known)
            changed = resolve_subjects(connection, known=known, order=CODES)
    if json:
        rows = [
            {"a": p.a, "b": p.b, "name_a": p.name_a, "name_b": p.name_b, "score": p.score,
             "reasons": list(p.reasons), "scorer": SCORER}
            for p in found
        ]  # fmt: skip
        print_json({"proposals": rows, "applied": apply, "changed": changed})
        return
    if not found:
        typer.echo("no proposals: nothing of two lists is taken for one that is not one already")
        return
    print_table(
        ("score", "a", "name", "b", "name", "because"),
        [
            (f"{p.score:.4f}", p.a, p.name_a, p.b, p.name_b, "; ".join(p.reasons))
            for p in found[:limit]
        ],
    )  # fmt: skip
    if len(found) > limit:
        typer.echo(f"{len(found) - limit:,} more; see --limit or --json")
    if apply:
        typer.echo(f"{len(found)} judgements recorded; {changed} listings moved")
    elif found:
        typer.echo(f"{len(found):,} proposals; --apply records them as judgements")
