"""Does it bind me: listings of a subject, held against a party."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from comity.applicability import Binder, Bound, Case, read_party, worst
from comity.cli.session import AsOf, Home, Json, Known, open_desk, print_json, read_day
from comity.cli.session import now as clock
from comity.cli.tables import print_table
from comity.errors import UnknownName
from comity.law import load_lawbook
from comity.register import ListingAnswer

NOTICE = "Comity informs; it is no legal advice."


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(binds)


def case_of(listing: ListingAnswer) -> Case:
    """Return what of a listing its applicability depends on."""
    return Case(
        jurisdiction=listing.authority.jurisdiction,
        collective=listing.authority.character == "collective", source=listing.source,
        tags=listing.record.programmes, targets=listing.record.targets, in_force=listing.in_force,
        secondary=bool(listing.record.secondary_sanctions),
    )  # fmt: skip


def binds(
    name: Annotated[str, typer.Argument(metavar="NAME|ID", help="A subject's name or id.")],
    party: Annotated[
        str, typer.Option(help="A profile (us-person, eu-company, russian-bank, …) or a file.")
    ],
    viewpoint: Annotated[str, typer.Option(help="Whose view of contested acts.")] = "",
    as_of: AsOf = "",
    known: Known = "",
    home: Home = None,
    json: Json = False,
) -> None:
    """Say which listings of a subject bind a party, and on which provisions."""
    who = read_party(party)
    day = read_day(as_of, option="--as-of") if as_of else clock().date()
    binder = Binder(book=load_lawbook(), party=who, as_of=day, viewpoint=viewpoint)
    desk = open_desk(home, json=json)
    with desk.answers(as_of, known) as answers:
        found = answers.subjects(answers.find(name))
    if not found:
        raise UnknownName("subject", name)
    told = []
    for subject in found:
        pairs = [
            (x, binder.bind(case_of(x)))
            for x in subject.listings
            if x.authority.character != "reported"
        ]
        answer = worst([b.answer for _, b in pairs])
        told.append({
            "subject": subject.subject, "name": subject.name, "party": who.name or party,
            "as_of": day.isoformat(), "viewpoint": viewpoint or None, "answer": answer,
            "listings": [_told(x, b) for x, b in pairs],
            "conflicts": _conflicts(pairs),
        })  # fmt: skip
        if not json:
            _print(subject.name, answer, pairs)
    if json:
        print_json(told)
    else:
        typer.echo(NOTICE)


def _told(listing: ListingAnswer, bound: Bound) -> dict[str, Any]:
    return {
        "source": listing.source, "id": listing.id, "authority": listing.authority.name,
        "character": listing.authority.character, "regime": "; ".join(listing.record.regimes),
        "in_force": listing.in_force, "answer": bound.answer,
        "reasons": [r.as_json() for r in bound.reasons],
    }  # fmt: skip


def _conflicts(pairs: list[tuple[ListingAnswer, Bound]]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for listing, bound in pairs:
        for reason in bound.conflicts:
            text = f"{bound.answer} by {listing.authority.name}, forbidden by {reason.article}"
            found.setdefault(text, {"text": text, **{
                k: v for k, v in reason.as_json().items() if k != "text"
            }, "because": reason.text})  # fmt: skip
    return list(found.values())


def _print(name: str, answer: str, pairs: list[tuple[ListingAnswer, Bound]]) -> None:
    typer.echo(f"{name}: {answer}")
    rows = []
    for listing, bound in pairs:
        why = "; ".join(f"{r.text} [{r.article or r.instrument}]" for r in bound.reasons)
        rows.append((bound.answer, f"{listing.source} {listing.id}", listing.authority.name, why))
    print_table(("answer", "listing", "authority", "because"), rows)
    for conflict in _conflicts(pairs):
        typer.echo(f"conflict: {conflict['text']}: {conflict['because']}")
