"""Commands about the lawbook: acts, their states, their timeline, and members of bodies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.cli.session import Json, now, print_json, read_day
from comity.cli.tables import print_table
from comity.errors import BadInput
from comity.law import (
    Instrument,
    Lawbook,
    State,
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
    return [
        i
        for i in book.instruments.values()
        if (not state or state in i.targets)
        and (not authority or i.authority == authority)
        and (not regime or regime.casefold() in i.regime.casefold())
    ]


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
    if state.open_end:
        text += ", no end recorded"
    if state.last_read_to:
        text += f", last read to {state.last_read_to}"
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
        told_["events"] = [event_json(e) for e in item.events]
        print_json({**{k: v for k, v in told_.items() if v}, "now": state.as_json()})
        return
    typer.echo(f"{item.number or item.id}  [{item.id}]  {item.character}")
    if item.title:
        typer.echo(item.title)
    typer.echo(
        f"on {state.as_of}: {told(state)}" + (f" since {state.since}" if state.since else "")
    )
    for position in state.positions:
        holds = "has effect" if position.holds else "has no effect"
        typer.echo(f"  {position.viewpoint}: {holds} ({position.on}): {position.text}")
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
        for e in item.events
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
    found = state_of(load_lawbook(overlay or ()), instrument, _day(as_of), viewpoint)
    if json:
        print_json(found.as_json())
        return
    since = f" since {found.since}" if found.since else ""
    typer.echo(f"{found.instrument.number}: {told(found)}{since} ({found.confidence})")
    for position in found.positions:
        holds = "has effect" if position.holds else "has no effect"
        typer.echo(
            f"  {position.viewpoint}: {holds}, {position.text} ({', '.join(position.sources)})"
        )


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
    if not found.body.complete:
        count = f"{found.count.count} members in all. " if found.count else ""
        outside = ", ".join(m.member for m in found.outside)
        typer.echo(f"{count}{found.body.note}" + (f" Outside: {outside}." if outside else ""))


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
    html: Annotated[Path | None, typer.Option("--html", help="Write the picture here.")] = None,
    overlay: Overlays = None,
    json: Json = False,
) -> None:
    """Draw acts on one axis: collective above, unilateral below."""
    book, day = load_lawbook(overlay or ()), _day(as_of)
    items = [i for i in _chosen(book, target, authority, regime) if i.in_force_from]
    items = [i for i in items if i.in_force_from and i.in_force_from <= day]
    if not items:
        raise BadInput("no dated act fits", mend="comity law list shows what there is")
    rows = [(i, _segments(book, i, day, viewpoint)) for i in sorted(items, key=_order)]
    if html:
        from comity.cli.lawpages import timeline_page
        from comity.cli.pages import write_page

        write_page(html, timeline_page(book, rows, day, viewpoint, target))
    if json:
        print_json([
            {"instrument": i.id, "number": i.number, "character": i.character,
             "segments": [{"from": a.isoformat(), "to": b.isoformat(), "state": s}
                          for a, b, s in segments],
             "events": [event_json(e) for e in i.events if e.on <= day]}
            for i, segments in rows
        ])  # fmt: skip
        return
    typer.echo(_draw(rows, day))


def _order(item: Instrument) -> tuple[bool, date, str]:
    return item.character != "collective", item.in_force_from or date.max, item.id


Segments = list[tuple[date, date, str]]


def _segments(book: Lawbook, item: Instrument, day: date, viewpoint: str) -> Segments:
    """Return the stretches of an act's life up to a day: (from, to, state)."""
    turns = sorted({item.in_force_from, *(e.on for e in item.events if e.on <= day)} - {None})  # type: ignore[type-var]
    found: Segments = []
    for start, end in zip(turns, [*turns[1:], day], strict=True):
        if start is None or end is None:
            continue
        kind = state_of(book, item.id, start, viewpoint).state
        if found and found[-1][2] == kind:
            found[-1] = (found[-1][0], end, kind)
        else:
            found.append((start, end, kind))
    return found


_WIDTH = 72
_CELLS = {"in-force": "█", "contested": "▒", "suspended": "·", "ended": " ", "not-yet": " "}


def _draw(rows: Sequence[tuple[Instrument, Segments]], day: date) -> str:
    first = min(s[0][0] for _, s in rows).year
    start, end = date(first, 1, 1).toordinal(), date(day.year + 1, 1, 1).toordinal()
    label = min(26, max(len(i.number or i.id) for i, _ in rows))
    lines = [f"{'':{label}}  {first}{'':{_WIDTH - 8}}{day.year + 1}"]
    group = ""
    for item, segments in rows:
        title = "collective" if item.character == "collective" else "unilateral"
        if title != group:
            lines.append(f"{title:{label}}  " + "─" * _WIDTH)
            group = title
        cells = []
        for cell in range(_WIDTH):
            at = date.fromordinal(start + (end - start) * (2 * cell + 1) // (2 * _WIDTH))
            kind = next((s for a, b, s in segments if a <= at < b), "not-yet")
            cells.append(_CELLS.get(kind, " "))
        for event in item.events:
            if event.on <= day and event.kind == "continued":
                at_ = (event.on.toordinal() - start) * _WIDTH // (end - start)
                cells[at_] = "▓" if cells[at_] == "█" else cells[at_]
        lines.append(f"{(item.number or item.id)[:label]:{label}}  {''.join(cells).rstrip()}")
    lines.append(f"{'':{label}}  █ in force  ▓ continued  ▒ contested  · suspended   to {day}")
    return "\n".join(lines)
