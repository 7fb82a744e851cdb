"""Commands about the lawbook: acts, their states, their timeline, and members of bodies."""

from __future__ import annotations

import re
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.cli.lawtimeline import Row, draw, rows_of
from comity.cli.session import Json, now, print_json, read_day
from comity.cli.tables import print_table
from comity.errors import BadInput
from comity.law import (
    Instrument,
    Lawbook,
    State,
    events_of,
    load_chronicle,
    load_lawbook,
    members_of,
    state_of,
)
from comity.law.states import event_json
from comity.text import country_code

law = typer.Typer(
    name="law", no_args_is_help=True, rich_markup_mode=None,
    help="Acts behind the listings, their states on a day, and members of bodies.",
)  # fmt: skip

AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help="The day; default today.")]
Viewpoint = Annotated[
    str, typer.Option(help="Whose view of contested acts: un-secretariat, russia, …")
]
Overlays = Annotated[
    list[Path] | None, typer.Option("--overlay", help="A file of your own acts, JSON or TOML.")
]
_MARKS = {"in-force": "in force", "not-yet": "not yet", "ended": "ended", "suspended": "suspended",
          "contested": "contested", "unknown": "no date"}  # fmt: skip


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.add_typer(law)


def _day(as_of: str) -> date:
    return read_day(as_of, option="--as-of") if as_of else now().date()


def _chosen(book: Lawbook, target: str, authority: str, regime: str) -> list[Instrument]:
    state = country_code(target) if target else ""
    if target and not state:
        raise BadInput(f"--target {target!r} is no country", mend="write a code such as IR")
    if authority and authority not in book.authorities:
        known = ", ".join(book.authorities)
        raise BadInput(f"unknown authority {authority!r}", mend=f"known: {known}")
    named = any(_in_regime(i, regime.casefold(), exact=True) for i in book.instruments.values())
    return [
        i
        for i in book.instruments.values()
        if (not state or state in i.targets)
        and (not authority or i.authority == authority)
        and (not regime or _in_regime(i, regime.casefold(), exact=named))
    ]


def _in_regime(item: Instrument, text: str, *, exact: bool) -> bool:
    """Tell whether a regime is meant: by one of the words of its name, else by a part of it."""
    name = item.regime.casefold()
    return text in re.split(r"[-_ ]", name) or text == name if exact else text in name


@law.command("list")
def list_(
    target: Annotated[str, typer.Option(metavar="XX", help="Only about this state.")] = "",
    authority: Annotated[str, typer.Option(help="Only acts of this authority.")] = "",
    regime: Annotated[str, typer.Option(help="Only regimes whose name holds this.")] = "",
    as_of: AsOf = "",
    viewpoint: Viewpoint = "",
    overlay: Overlays = None,
    json: Json = False,
) -> None:
    """List acts with their state on a day."""
    book, day = load_lawbook(overlay or ()), _day(as_of)
    states = [
        state_of(book, i.id, day, viewpoint) for i in _chosen(book, target, authority, regime)
    ]
    if json:
        print_json([_brief(s) for s in states])
        return
    print_table(
        ("id", "act", "character", "regime", "state", "since", "confidence"),
        [
            (s.instrument.id, s.instrument.number, s.instrument.character, s.instrument.regime,
             told(s), s.since or "", s.confidence)
            for s in states
        ],
    )  # fmt: skip


def _brief(state: State) -> dict[str, Any]:
    item = state.instrument
    return {
        "instrument": item.id, "number": item.number, "authority": item.authority,
        "character": item.character, "regime": item.regime, "state": state.state,
        "since": state.since.isoformat() if state.since else None, "confidence": state.confidence,
    }  # fmt: skip


def told(state: State) -> str:
    """Return a state in words for people."""
    text = _MARKS[state.state]
    if state.eased:
        text += f", eased since {state.eased}"
    if state.open_end:
        text += ", no end recorded"
    if state.last_read_to:
        text += f", last read to {state.last_read_to}"
        text += f" ({state.last_read_note})" if state.last_read_note else ""
    return text


@law.command()
def show(
    instrument: Annotated[str, typer.Argument(help="unscr-1803, us-eo-13382, S/RES/1803, …")],
    as_of: AsOf = "",
    viewpoint: Viewpoint = "",
    overlay: Overlays = None,
    json: Json = False,
) -> None:
    """Show one act in full: what it orders, its life, its sources."""
    book = load_lawbook(overlay or ())
    state = state_of(book, instrument, _day(as_of), viewpoint)
    item = state.instrument
    if json:
        import msgspec

        told_ = msgspec.to_builtins(item)
        told_["events"] = [event_json(e) for e in events_of(book, item)]
        print_json({**{k: v for k, v in told_.items() if v}, "now": state.as_json()})
        return
    typer.echo(f"{item.number or item.id}  [{item.id}]  {item.character}")
    if item.title:
        typer.echo(item.title)
    typer.echo(
        f"on {state.as_of}: {told(state)}" + (f" since {state.since}" if state.since else "")
    )
    _echo_positions(book, state)
    rows: list[tuple[str, str, str]] = []
    for name in (
        "what",
        "adopted",
        "legal_basis",
        "vote",
        "obliges",
        "published",
        "confidence_note",
    ):
        if value := getattr(item, name):
            rows.append((name.replace("_", " "), str(value), item.confidence))
    rows += [("measure", m, item.confidence) for m in item.measures]
    rows += [(f"para {p.number}", f"{p.what} [{p.force}]", p.confidence) for p in item.paragraphs]
    rows += [
        (str(e.on), " · ".join(filter(None, (e.kind, e.text, e.by, e.note))), e.confidence)
        for e in events_of(book, item)
    ]
    rows += [("source", f"{s}: {book.sources.get(s, s)}", "") for s in item.sources]
    print_table(("", item.id, "confidence"), rows)


@law.command()
def state(
    instrument: Annotated[str, typer.Argument(help="unscr-1803, us-eo-13382, S/RES/1803, …")],
    as_of: AsOf = "",
    viewpoint: Viewpoint = "",
    overlay: Overlays = None,
    json: Json = False,
) -> None:
    """Say whether an act is in force on a day, and for whom that is contested."""
    book = load_lawbook(overlay or ())
    found = state_of(book, instrument, _day(as_of), viewpoint)
    if json:
        print_json(found.as_json())
        return
    since = f" since {found.since}" if found.since else ""
    typer.echo(f"{found.instrument.number}: {told(found)}{since} ({found.confidence})")
    _echo_positions(book, found)


def _echo_positions(book: Lawbook, state: State) -> None:
    """Print what each side of a dispute holds of it, in our words, and the sources for that."""
    if not state.positions:
        return
    title = next(c.title for c in book.contests.values() if c.positions == state.positions)
    typer.echo(f"  contested: {title}")
    for p in state.positions:
        holds = "has effect" if p.holds else "has no effect"
        sources = f" ({', '.join(p.sources)}, {p.confidence})"
        typer.echo(f"  {p.viewpoint}: it {holds} ({p.on}): {p.text}{sources}")


@law.command()
def members(
    body: Annotated[str, typer.Argument(help="un-sc, un, eu, p5+1, e3, npt")],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day; default today.")] = "",
    json: Json = False,
) -> None:
    """Say who belonged to a body on a day."""
    found = members_of(load_lawbook(), body, read_day(on, option="--on") if on else now().date())
    if json:
        print_json(found.as_json())
        return
    rows = [(m.member, m.role, m.start or "", m.end or "", m.confidence) for m in found.members]
    print_table(("member", "role", "from", "to", "confidence"), rows)
    if not found.complete:
        typer.echo(f"not every member of {found.on} is recorded")
    count = f"{found.count.count} members by a source of {found.count.on}. " if found.count else ""
    outside = ", ".join(m.member for m in found.outside)
    if said := f"{count}{found.body.note}" + (f" Outside: {outside}." if outside else ""):
        typer.echo(said.strip())


@law.command()
def chronicle(
    target: Annotated[str, typer.Option(metavar="XX", help="Only about this state.")] = "",
    authority: Annotated[
        str,
        typer.Option(metavar="CODE", help="Only by this state or body: US, EU, UNSC, ECOWAS, …"),
    ] = "",
    since: Annotated[str, typer.Option(metavar="DATE", help="From this day on.")] = "",
    until: Annotated[str, typer.Option(metavar="DATE", help="Up to this day.")] = "",
    json: Json = False,
) -> None:
    """List dated actions: votes, vetoes, listings, licences, renewals, memberships."""
    state = country_code(target) if target else ""
    if target and not state:
        raise BadInput(f"--target {target!r} is no country", mend="write a code such as IR")
    held = load_chronicle()
    actors = {a for e in held.entries for a in (e.authority, *e.with_)}
    actor = authority.upper() if authority.upper() in actors else country_code(authority)
    if authority and actor not in actors:
        raise BadInput(f"nothing by {authority!r}", mend=f"known: {', '.join(sorted(actors))}")
    found = held.find(
        target=state,
        authority=actor if authority else "",
        since=read_day(since, option="--since") if since else None,
        until=read_day(until, option="--until") if until else None,
    )
    if json:
        print_json([e.as_json() for e in found])
        return
    print_table(
        ("day", "by", "action", "about", "what", "vote", "confidence"),
        [
            (e.when, e.authority, e.action, ", ".join(e.targets), e.text, e.vote, e.confidence)
            for e in found
        ],
    )


@law.command()
def timeline(
    target: Annotated[str, typer.Option(metavar="XX", help="Only about this state.")] = "",
    authority: Annotated[str, typer.Option(help="Only acts of this authority.")] = "",
    regime: Annotated[str, typer.Option(help="Only regimes whose name holds this.")] = "",
    as_of: AsOf = "",
    viewpoint: Viewpoint = "",
    html: Annotated[Path | None, typer.Option("--html", help="Write a page here.")] = None,
    svg: Annotated[Path | None, typer.Option("--svg", help="Write the picture alone here.")] = None,
    overlay: Overlays = None,
    json: Json = False,
) -> None:
    """Draw acts on one axis: collective above, unilateral below."""
    book, day = load_lawbook(overlay or ()), _day(as_of)
    items = [i for i in _chosen(book, target, authority, regime) if i.in_force_from]
    items = [i for i in items if i.in_force_from and i.in_force_from <= day]
    if not items:
        raise BadInput("no dated act fits", mend="comity law list shows what there is")
    rows = rows_of(book, items, day, viewpoint)
    if html or svg:
        from comity.cli.lawpages import timeline_image, timeline_page
        from comity.cli.pages import write_page

        if html:
            write_page(html, timeline_page(book, rows, day, viewpoint, target))
        if svg:
            write_page(svg, timeline_image(rows, day))
    if json:
        print_json([_row_json(r, day) for r in rows])
        return
    columns = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    typer.echo(draw(rows, day, columns=columns))


def _row_json(row: Row, day: date) -> dict[str, Any]:
    segments = []
    for s in row.segments:
        state = "in-force" if s.kind == "eased" else s.kind
        told_ = {"from": s.start.isoformat(), "to": min(s.end, day).isoformat(), "state": state}
        segments.append(told_ | ({"eased": True} if s.kind == "eased" else {}))
    return {
        "instrument": row.item.id, "number": row.item.number, "character": row.item.character,
        "authority": row.item.authority, "segments": segments, "open_end": row.open_end,
        "events": [event_json(e) for e in row.events if e.on <= day],
    }  # fmt: skip
