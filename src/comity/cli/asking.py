"""Commands that ask the register: who, show, overlap."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.cli.legal import acts_json, acts_text, subject_with_acts
from comity.cli.session import (
    AsOf,
    Home,
    Json,
    Known,
    open_desk,
    print_json,
    warn,
    warn_stale,
)
from comity.cli.tables import busy, print_table, print_wrapped
from comity.errors import BadInput, UnknownName
from comity.register import ListingAnswer, SubjectAnswer
from comity.text import country_code


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(who)
    app.command()(show)
    app.command()(overlap)


def who(
    name: Annotated[list[str], typer.Argument(help="A name or an id; several words are one name.")],
    as_of: AsOf = "",
    known: Known = "",
    home: Home = None,
    json: Json = False,
) -> None:
    """Say who lists a name, collective or unilateral, on a day."""
    text = " ".join(name).strip()
    if not text:
        raise BadInput("the name is empty", mend="comity who NAME")
    desk = open_desk(home, json=json)
    with desk.answers(as_of, known) as answers:
        found = answers.subjects(answers.find(text))
        day = answers.as_of
    if not as_of:
        warn_stale(desk)
    if json:
        print_json([subject_with_acts(s, day) for s in found])
        return
    if not found:
        typer.echo(
            f"nobody of the name {text!r} is in the register; screen finds altered spellings"
        )
        return
    for subject in found:
        typer.echo(f"{subject.name}  [{subject.subject}]  on {day}: {describe(subject)}")
        print_listings(subject, day)


def print_listings(subject: SubjectAnswer, day: date) -> None:
    """Print a subject's listings: at a terminal a few lines each, elsewhere a row each."""
    if not sys.stdout.isatty():
        print_table(
            ("source", "id", "authority", "character", "regime", "in force", "spans", "acts"),
            [(*listing_row(x), acts_text(x, day)) for x in subject.listings],
        )
        return
    for x in subject.listings:
        source, id_, authority, character, regime, force, spans = listing_row(x)
        typer.echo(f"  {source} {id_}: {character}, {authority}: {regime or 'no regime stated'}")
        print_wrapped(f"in force on {day}: {force}; {spans or 'no span known'}", indent=6)
        if acts := acts_text(x, day):
            print_wrapped(f"acts: {acts}", indent=6)


def describe(subject: SubjectAnswer) -> str:
    """Return in words under which kinds of measure a subject stands."""
    if subject.collective and subject.unilateral:
        return "under collective and unilateral measures"
    if subject.collective:
        return "under collective measures only"
    if subject.unilateral:
        return "under unilateral measures only"
    if subject.implementing:
        return "listed by states that carry out a UN listing"
    unsure = [x for x in subject.listings if x.certainty != "certain"]
    return "not known to be listed; the evidence has gaps" if unsure else "not listed"


def character_of(listing: ListingAnswer) -> str:
    """Return the character of a listing for people."""
    if listing.authority.character == "unilateral" and listing.record.origin == "un":
        return "carries out the UN's"
    return listing.authority.character


def spans_of(listing: ListingAnswer) -> str:
    """Return a listing's spans for people."""
    return "; ".join(f"{s.start.text} → {s.end.text if s.end else 'today'}" for s in listing.spans)


def listing_row(x: ListingAnswer) -> tuple[str, ...]:
    """Return a listing as a row of a table."""
    force = "yes" if x.in_force else "no"
    if x.certainty != "certain":
        force += f" ({x.certainty})"
    regime = "; ".join(x.record.regimes or x.record.programmes)
    return x.source, x.id, x.authority.name, character_of(x), regime, force, spans_of(x)


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="A subject's or a listing's id.")],
    as_of: AsOf = "",
    known: Known = "",
    html: Annotated[
        Path | None, typer.Option("--html", help="Write a self-contained page here.")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Show one subject with all its listings, names, facts, links and a timeline."""
    from comity.cli.pages import subject_page, write_page
    from comity.cli.timeline import draw_timeline

    desk = open_desk(home, json=json)
    with desk.answers(as_of, known) as answers:
        found = answers.subjects(answers.find(id))
        day = answers.as_of
    if not found:
        raise UnknownName("subject", id)
    if len(found) > 1 and not json:
        warn(f"{id!r} stands for {len(found)} subjects: {', '.join(s.subject for s in found)}")
    subject = found[0]
    if html:
        write_page(html, subject_page(subject, day))
    if json:
        told = subject_json(subject)
        for listing, shown in zip(subject.listings, told["listings"], strict=True):
            shown |= acts_json(listing, day)
        print_json(told)
        return
    typer.echo(f"{subject.name}  [{subject.subject}]  {subject.schema}")
    typer.echo(f"on {day}: {describe(subject)}\n")
    print_listings(subject, day)
    typer.echo("")
    typer.echo(draw_timeline(subject, day))
    facts = facts_of(subject)
    if facts:
        typer.echo("")
        print_table(("fact", "value", "source"), facts)
    if html:
        typer.echo(f"\npage written to {html}")


def subject_json(subject: SubjectAnswer) -> dict[str, Any]:
    """Return a subject with the full content of each listing."""
    import msgspec

    value = subject.as_json()
    for listing, plain in zip(subject.listings, value["listings"], strict=True):
        plain["record"] = msgspec.to_builtins(listing.record)
    return value


def facts_of(subject: SubjectAnswer) -> list[tuple[str, str, str]]:
    """Return names, births, documents, addresses and links as rows (fact, value, sources)."""
    rows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for x in subject.listings:
        for kind, value in _facts(x):
            if value and x.source not in rows[(kind, value)]:
                rows[(kind, value)].append(x.source)
    return [(kind, value, ", ".join(sources)) for (kind, value), sources in rows.items()]


def _facts(x: ListingAnswer) -> list[tuple[str, str]]:
    r = x.record
    rows = [
        (f"name, {n.kind}" + (" (weak)" if n.quality == "weak" else ""), n.text) for n in r.names
    ]
    rows += [("birth", b.text) for b in r.births]
    rows += [("place of birth", p.text) for p in r.birth_places]
    rows += [("nationality", c.text) for c in (*r.nationalities, *r.citizenships)]
    rows += [("gender", g) for g in r.genders]
    rows += [("position", p) for p in r.positions]
    rows += [
        (i.kind, i.value + (f" ({i.country.code or i.country.text})" if i.country else ""))
        for i in r.identifiers
    ]
    rows += [("address", a.text) for a in r.addresses]
    rows += [(c.kind, c.value) for c in r.contacts]
    rows += [(d.key, d.value) for d in r.details]
    rows += [(link.kind, link.name or f"{link.source}:{link.id}") for link in r.links]
    rows += [("legal act", act.title) for act in r.legal]
    rows += [("secondary sanctions", s) for s in r.secondary_sanctions]
    rows += [("remark", m) for m in r.remarks]
    if x.merged_because:
        rows.append((f"{x.source}:{x.id} is this subject because", x.merged_because))
    return rows


def overlap(
    as_of: AsOf = "",
    known: Known = "",
    target: Annotated[
        str, typer.Option(metavar="XX", help="Only regimes about this state (ISO code).")
    ] = "",
    regime: Annotated[str, typer.Option(help="Only regimes whose name holds this text.")] = "",
    html: Annotated[Path | None, typer.Option("--html", help="Write a picture here.")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Count subjects under collective measures only, unilateral only, or both."""
    from comity.cli.pages import overlap_page, write_page

    state = country_code(target) if target else ""
    if target and not state:
        raise BadInput(f"--target {target!r} is no country", mend="write a code such as IR")
    desk = open_desk(home, json=json)
    with busy("counting subjects", quiet=json), desk.answers(as_of, known) as answers:
        found = count_overlap(answers.subjects(), state, regime.casefold())
        found["as_of"] = answers.as_of.isoformat()
    if html:
        write_page(html, overlap_page(found))
    if json:
        print_json(found)
        return
    typer.echo(f"on {found['as_of']}, {found['subjects']:,} subjects are listed:")
    print_table(
        ("measures", "subjects"),
        [(k.replace("_", " "), f"{found[k]:,}") for k in OVERLAP_KEYS],
    )
    print_table(
        ("source", "in force", "listed by it alone"),
        [(r["source"], f"{r['in_force']:,}", f"{r['alone']:,}") for r in found["sources"]],
    )


OVERLAP_KEYS = ("collective_only", "both", "unilateral_only", "implementing_only")


def count_overlap(
    subjects: Sequence[SubjectAnswer], target: str = "", regime: str = ""
) -> dict[str, Any]:
    """Count subjects by the kinds of measure in force on them, and who lists what alone.

    Args:
        target: Only listings of regimes about this state; empty for all.
        regime: Only listings with a regime or programme that holds this text, case-folded.
    """
    counts: Counter[str] = Counter()
    force: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for subject in subjects:
        active = [
            x for x in subject.listings
            if x.in_force
            and (not target or target in x.record.targets)
            and (not regime or any(
                regime in text.casefold() for text in (*x.record.regimes, *x.record.programmes)
            ))
        ]  # fmt: skip
        if not active:
            continue
        collective = any(x.authority.character == "collective" for x in active)
        unilateral = any(x.autonomous for x in active)
        both = "both" if unilateral else "collective_only"
        kind = both if collective else "unilateral_only" if unilateral else "implementing_only"
        counts[kind] += 1
        lists = {x.source for x in active}
        force.update(lists)
        if len(lists) == 1:
            alone.update(lists)
    return {
        "subjects": counts.total(),
        **{key: counts[key] for key in OVERLAP_KEYS},
        "sources": [
            {"source": s, "in_force": n, "alone": alone[s]} for s, n in force.most_common()
        ],
        "target": target, "regime": regime,
    }  # fmt: skip
