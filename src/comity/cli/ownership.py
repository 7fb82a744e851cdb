"""Who is owned by listed persons, by each authority's rule of the day."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.applicability import Holding, find_oddities, find_owned
from comity.cli.session import AsOf, Desk, Home, Json, Known, open_desk, print_json, read_day, warn
from comity.cli.session import now as clock
from comity.cli.tables import print_table
from comity.errors import UnreadableFile
from comity.sources.base import FileBlob
from comity.sources.base.tables import stream_csv

_COLUMNS = frozenset(("owner", "owned", "percent", "control", "since", "until"))
_AUTHORITIES = {"US": "US", "EU": "EU", "GB": "GB", "CA": "CA", "CH": "CH", "AU": "AU"}


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(ownership)


def ownership(
    file: Annotated[
        Path, typer.Argument(help="CSV with owner, owned, percent, …; or FollowTheMoney lines.")
    ],
    as_of: AsOf = "",
    known: Known = "",
    home: Home = None,
    json: Json = False,
) -> None:
    """Find firms owned by listed persons, directly or through others, by each authority's rule."""
    holdings = list(read_holdings(file))
    day = read_day(as_of, option="--as-of") if as_of else clock().date()
    desk = open_desk(home, json=json)
    listed, names = _listed(desk, holdings, as_of, known)
    found = find_owned(holdings, listed, day)
    oddities = find_oddities(holdings)
    for line in oddities:
        warn(line)
    if json:
        print_json({
            "as_of": day.isoformat(), "listed": {k: sorted(v) for k, v in listed.items()},
            "subjects": names, "owned": [o.as_json() for o in found], "oddities": oddities,
        })  # fmt: skip
        return
    if not found:
        typer.echo(f"no firm in {file.name} counts as owned by a listed person on {day}")
        return
    print_table(
        ("firm", "rule of", "counted", "effective", "made up of", "provision"),
        [
            (o.firm, o.authority, f"{o.counted:g} %", f"{o.effective:.1f} %", _made_of(o.holdings),
             o.article)
            for o in found
        ],
    )  # fmt: skip


def _made_of(parts: Sequence[tuple[str, float | None, str]]) -> str:
    return "; ".join(
        f"{owner} {'?' if share is None else f'{share:g} %'} ({why})" for owner, share, why in parts
    )


def _listed(
    desk: Desk, holdings: Sequence[Holding], as_of: str, known: str
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return (authority → owners it lists, owner → subjects of the register)."""
    owners = list(dict.fromkeys(h.owner for h in holdings))
    listed: dict[str, list[str]] = {}
    with desk.answers(as_of, known) as answers:
        named = answers.named(owners)
        subjects = {s.subject: s for s in answers.subjects(sorted({
            x for ids in named.values() for x in ids
        }))}  # fmt: skip
    names: dict[str, list[str]] = {}
    for owner, ids in named.items():
        for id_ in ids:
            for listing in subjects[id_].listings if id_ in subjects else ():
                if not listing.in_force:
                    continue
                authority = _AUTHORITIES.get(listing.authority.jurisdiction)
                if authority and owner not in listed.setdefault(authority, []):
                    listed[authority].append(owner)
                names.setdefault(owner, [])
                if id_ not in names[owner]:
                    names[owner].append(id_)
    return listed, names


def read_holdings(path: Path) -> Iterator[Holding]:
    """Yield the holdings of a CSV or of FollowTheMoney lines.

    Raises:
        UnreadableFile: Missing, an unknown column, or a percentage outside 0 to 100.
    """
    if not path.is_file():
        raise UnreadableFile(str(path), "no such file", mend="check the path")
    if path.suffix.lower() in (".json", ".jsonl", ".ndjson"):
        yield from _from_lines(path)
        return
    rows = stream_csv(FileBlob(path), encodings=("utf-8-sig", "cp1252"))
    _, header = next(rows, (0, []))
    titles = [t.strip().casefold() for t in header]
    if unknown := [t for t in titles if t not in _COLUMNS]:
        mend = f"known columns: {', '.join(sorted(_COLUMNS))}"
        raise UnreadableFile(path.name, f"unknown column {unknown[0]!r}", mend=mend)
    if missing := [t for t in ("owner", "owned") if t not in titles]:
        raise UnreadableFile(path.name, f"missing column {missing[0]}")
    for line, row in rows:
        cell = dict(zip(titles, (c.strip() for c in row), strict=False))
        if not cell.get("owner") or not cell.get("owned"):
            raise UnreadableFile(path.name, "no owner or nothing owned", where=f"line {line}")
        control = cell.get("control", "").casefold() in ("1", "true", "yes", "y")
        yield Holding(
            owner=cell["owner"], owned=cell["owned"],
            percent=_percent(cell.get("percent", ""), path, line), control=control,
            since=_date(cell.get("since", ""), path, line),
            until=_date(cell.get("until", ""), path, line),
        )  # fmt: skip


def _percent(text: str, path: Path, line: int) -> float | None:
    text = text.rstrip(" %").replace(",", ".")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 100.0:
        mend = "write 0 to 100, or leave it empty"
        raise UnreadableFile(path.name, f"percent {text!r}", where=f"line {line}", mend=mend)
    return value


def _date(text: str, path: Path, line: int) -> date | None:
    if not text:
        return None
    with suppress(ValueError):
        return date.fromisoformat(text)
    raise UnreadableFile(path.name, f"date {text!r}", where=f"line {line}", mend="YYYY-MM-DD")


def _from_lines(path: Path) -> Iterator[Holding]:
    names: dict[str, str] = {}
    found: list[tuple[int, dict[str, Any]]] = []
    with path.open(encoding="utf-8") as stream:
        for line, text in enumerate(stream, start=1):
            try:
                entity = jsonlib.loads(text)
                cell = entity["properties"]
            except (ValueError, KeyError, TypeError):
                where = f"line {line}"
                raise UnreadableFile(path.name, "not an entity", where=where) from None
            if entity.get("schema") == "Ownership":
                found.append((line, cell))
            elif cell.get("name"):
                names[entity["id"]] = entity.get("caption") or cell["name"][0]
    for line, cell in found:
        for owner in cell.get("owner", ()):
            for owned in cell.get("asset", ()):
                shares = [_percent(p, path, line) for p in cell.get("percentage", ())]
                yield Holding(
                    owner=names.get(owner, owner), owned=names.get(owned, owned),
                    percent=max((s for s in shares if s is not None), default=None),
                    since=_date(next(iter(cell.get("startDate", ())), "")[:10], path, line),
                    until=_date(next(iter(cell.get("endDate", ())), "")[:10], path, line),
                )  # fmt: skip
