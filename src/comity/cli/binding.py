"""Does it bind me: listings of a subject, held against a party."""

from __future__ import annotations

from textwrap import fill
from typing import Annotated, Any

import typer

from comity.applicability import Binder, Bound, Case, Reason, read_party, worst
from comity.cli.law import Overlays
from comity.cli.session import AsOf, Home, Json, Known, open_desk, print_json, read_day
from comity.cli.session import now as clock
from comity.errors import UnknownName
from comity.law import load_lawbook
from comity.register import ListingAnswer

_WIDTH = 100
_REPORTED = Bound(answer="not-bound", reasons=(
    Reason(text="a data set reports it and binds nobody: what it reports of is weighed where the "
           "authority's own list stands", confidence="mixed"),
))  # fmt: skip
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
        secondary=bool(listing.record.secondary_sanctions), certainty=listing.certainty,
    )  # fmt: skip


def binds(
    name: Annotated[str, typer.Argument(metavar="NAME|ID", help="A subject's name or id.")],
    party: Annotated[
        str, typer.Option(help="A profile (us-person, eu-company, …), a file, or field=value,….")
    ],
    viewpoint: Annotated[str, typer.Option(help="Whose view of contested acts.")] = "",
    as_of: AsOf = "",
    known: Known = "",
    overlay: Overlays = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Say which listings of a subject bind a party, and on which provisions."""
    who = read_party(party)
    day = read_day(as_of, option="--as-of") if as_of else clock().date()
    binder = Binder(book=load_lawbook(overlay or ()), party=who, as_of=day, viewpoint=viewpoint)
    desk = open_desk(home, json=json)
    with desk.answers(as_of, known) as answers:
        found = answers.subjects(answers.find(name))
    if not found:
        raise UnknownName("subject", name)
    told = []
    for subject in found:
        pairs = [
            (x, _REPORTED if x.authority.character == "reported" else binder.bind(case_of(x)))
            for x in subject.listings
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
        "in_force": listing.in_force, "certainty": listing.certainty, "answer": bound.answer,
        "reasons": [r.as_json() for r in bound.reasons],
    }  # fmt: skip


def _conflicts(pairs: list[tuple[ListingAnswer, Bound]]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for listing, bound in pairs:
        for reason in bound.conflicts:
            text = f"{bound.answer} by {listing.authority.name}, {reason.how} {reason.article}"
            found.setdefault(text, {"text": text, **{
                k: v for k, v in reason.as_json().items() if k != "text"
            }, "because": reason.text})  # fmt: skip
    return list(found.values())


def _print(name: str, answer: str, pairs: list[tuple[ListingAnswer, Bound]]) -> None:
    typer.echo(f"{name}: {answer}")
    for listing, bound in pairs:
        typer.echo(f"\n{bound.answer}: {listing.source} {listing.id}, {listing.authority.name}")
        for reason in bound.reasons:
            cited = " ".join(filter(None, (reason.instrument, reason.article)))
            text = reason.text + (f" [{cited}]" if cited else "") + f" ({reason.confidence})"
            typer.echo(fill(text, _WIDTH, initial_indent="  - ", subsequent_indent="    "))
    for conflict in _conflicts(pairs):
        text = f"conflict: {conflict['text']}: {conflict['because']} ({conflict['confidence']})"
        typer.echo("\n" + fill(text, _WIDTH, subsequent_indent="  "))
    typer.echo("")
