"""Who is owned by listed persons, by each authority's rule of the day."""

from __future__ import annotations

import json as jsonlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.applicability import Holding, Owned, find_oddities, find_owned
from comity.applicability.standing import Law
from comity.cli.session import AsOf, Desk, Home, Json, Known, open_desk, print_json, read_day, warn
from comity.cli.session import now as clock
from comity.cli.tables import print_table
from comity.errors import UnreadableFile
from comity.law import load_lawbook, resolve_tags
from comity.register import ListingAnswer
from comity.sources.base import FileBlob
from comity.sources.base.tables import stream_csv

_COLUMNS = frozenset(("owner", "owned", "percent", "control", "concert", "since", "until"))
_AUTHORITIES = frozenset(("US", "EU", "GB", "CA", "CH", "AU"))
_MOST = 50
"""Remarks on the holdings told to a person, one a line; --json has all of them."""
_EXPORT_LISTS = frozenset(("EL", "MEU", "UVL", "DPL", "DTC", "ISN"))
_AFFILIATES = frozenset(("EL", "MEU"))
# The rule is about blocked property; these lists of OFAC restrict single deals.
_NOT_BLOCKED = frozenset(("CMIC-EO13959", "CMIC"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shareholdings:
    """What a file says: holdings, and by which name each of their ends is looked up.

    Attributes:
        names: Key of a holding's end → its name; FollowTheMoney keys are ids, since two firms
            may share a name.
    """

    holdings: list[Holding]
    names: dict[str, str]


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
    read = read_holdings(file)
    day = read_day(as_of, option="--as-of") if as_of else clock().date()
    desk = open_desk(home, json=json)
    listed, names, said = _listed(desk, read, as_of, known)
    found = find_owned(read.holdings, listed, day, persons=names)
    oddities = [_named(line, read.names) for line in find_oddities(read.holdings, day)] + said
    for line in oddities[:_MOST]:
        warn(line)
    if len(oddities) > _MOST:
        warn(f"{len(oddities) - _MOST:,} more such lines; --json gives them all")
    if json:
        print_json({
            "as_of": day.isoformat(), "listed": {k: sorted(v) for k, v in listed.items()},
            "subjects": names, "names": {k: v for k, v in read.names.items() if k != v},
            "owned": [o.as_json() for o in found], "oddities": oddities,
        })  # fmt: skip
        return
    if not found:
        typer.echo(f"no firm in {file.name} counts as owned by a listed person on {day}")
        return
    label = read.names
    print_table(
        ("firm", "rule of", "counted", "effective", "made up of", "provision"),
        [
            (label.get(o.firm, o.firm), o.authority, _counted(o), _effective(o),
             _made_of(o.holdings, label), f"{o.article} ({o.confidence})")
            for o in found
        ],
    )  # fmt: skip


def _counted(owned: Owned) -> str:
    return f"{owned.counted:g} %" + (" and control" if owned.control else "")


def _effective(owned: Owned) -> str:
    return f"{'' if owned.effective_exact else 'at least '}{owned.effective:.1f} %"


def _named(line: str, names: Mapping[str, str]) -> str:
    """Return a line about a firm with the firm's name where its key is an id."""
    for key in line.split():
        if names.get(key, key) != key:
            return line.replace(key, f"{names[key]} ({key})", 1)
    return line


def _made_of(
    parts: Sequence[tuple[str, float | None, str]], names: Mapping[str, str]
) -> str:  # fmt: skip
    return "; ".join(
        f"{names.get(owner, owner)} {'?' if share is None else f'{share:g} %'} ({why})"
        for owner, share, why in parts
    )


def _listed(
    desk: Desk, read: Shareholdings, as_of: str, known: str
) -> tuple[dict[str, list[str]], dict[str, list[str]], list[str]]:
    """Return (authority → owners it lists, owner → subjects of the register, what to know)."""
    owners = list(dict.fromkeys(h.owner for h in read.holdings))
    keys: dict[str, list[str]] = {}
    for owner in owners:
        keys.setdefault(read.names.get(owner, owner), []).append(owner)
    with desk.answers(as_of, known) as answers:
        named = answers.named(list(keys))
        subjects = {s.subject: s for s in answers.subjects(sorted({
            x for ids in named.values() for x in ids
        }))}  # fmt: skip
    day = read_day(as_of, option="--as-of") if as_of else clock().date()
    listed: dict[str, list[str]] = {}
    names: dict[str, list[str]] = {}
    contested: set[str] = set()
    for name, ids in named.items():
        for id_ in ids:
            for listing in subjects[id_].listings if id_ in subjects else ():
                authority = rule_of(listing)
                if not listing.in_force or not authority:
                    continue
                if authority == "UN" and _standing(listing, day) != "in-force":
                    if _standing(listing, day) == "ended":
                        continue
                    contested.add(name)
                for owner in keys[name]:
                    if owner not in listed.setdefault(authority, []):
                        listed[authority].append(owner)
                    if id_ not in names.setdefault(owner, []):
                        names[owner].append(id_)
    said = [
        f"the listing of {name} by the Security Council is contested: see comity binds"
        for name in sorted(contested)
    ]
    return listed, names, said


def rule_of(listing: ListingAnswer) -> str:
    """Return whose rule on ownership a listing calls for; empty where none is recorded."""
    tags = set(listing.record.programmes)
    if listing.authority.character == "collective":
        return "UN"
    if listing.authority.character == "reported":
        return ""
    if tags & _EXPORT_LISTS or listing.source == "us_bis_dpl":
        return "US-BIS" if tags & _AFFILIATES else ""
    if tags and tags <= _NOT_BLOCKED:
        return ""
    return listing.authority.jurisdiction if listing.authority.jurisdiction in _AUTHORITIES else ""


def _standing(listing: ListingAnswer, day: date) -> str:
    book = load_lawbook()
    standing = resolve_tags(book, listing.source, listing.record.programmes)
    return Law(book, standing, day, "", collective=True).kind


def read_holdings(path: Path) -> Shareholdings:
    """Return the holdings of a CSV or of FollowTheMoney lines.

    Raises:
        UnreadableFile: Missing, an unknown column, or a percentage outside 0 to 100.
    """
    if not path.is_file():
        raise UnreadableFile(str(path), "no such file", mend="check the path")
    if path.suffix.lower() in (".json", ".jsonl", ".ndjson"):
        return _from_lines(path)
    holdings = list(_from_table(path))
    if not holdings:
        raise UnreadableFile(path.name, "no holdings", mend="a header, then a holding a line")
    return Shareholdings(
        holdings=holdings, names={x: x for h in holdings for x in (h.owner, h.owned)}
    )


def _from_table(path: Path) -> Iterator[Holding]:
    rows = stream_csv(FileBlob(path), encodings=("utf-8-sig", "cp1252"))
    _, header = next(rows, (0, []))
    titles = [t.strip().casefold() for t in header]
    if unknown := [t for t in titles if t not in _COLUMNS]:
        mend = f"known columns: {', '.join(sorted(_COLUMNS))}"
        raise UnreadableFile(path.name, f"unknown column {unknown[0]!r}", mend=mend)
    if len(set(titles)) < len(titles):
        raise UnreadableFile(path.name, "a column stands twice")
    if missing := [t for t in ("owner", "owned") if t not in titles]:
        raise UnreadableFile(path.name, f"missing column {missing[0]}")
    for line, row in rows:
        cell = dict(zip(titles, (c.strip() for c in row), strict=False))
        if not cell.get("owner") or not cell.get("owned"):
            raise UnreadableFile(path.name, "no owner or nothing owned", where=f"line {line}")
        since = _date(cell.get("since", ""), path, line)
        until = _date(cell.get("until", ""), path, line)
        if since and until and until < since:
            raise UnreadableFile(path.name, f"until {until} before {since}", where=f"line {line}")
        yield Holding(
            owner=cell["owner"], owned=cell["owned"],
            percent=_percent(cell.get("percent", ""), path, line),
            control=_control(cell.get("control", ""), path, line),
            concert=cell.get("concert", ""), since=since, until=until,
        )  # fmt: skip


_YES, _NO = frozenset(("1", "true", "yes", "y")), frozenset(("", "0", "false", "no", "n"))


def _control(text: str, path: Path, line: int) -> bool:
    if not text:
        return False
    if text.casefold() not in _YES and text.casefold() not in _NO:
        where = f"line {line}"
        raise UnreadableFile(path.name, f"control {text!r}", where=where, mend="yes or no")
    return text.casefold() in _YES


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


def _from_lines(path: Path) -> Shareholdings:
    names: dict[str, str] = {}
    found: list[tuple[int, dict[str, Any]]] = []
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UnreadableFile(path.name, "not UTF-8") from None
    for line, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            entity = jsonlib.loads(text)
            cell, schema = entity["properties"], entity["schema"]
            if schema == "Ownership":
                found.append((line, dict(cell)))
            elif cell.get("name"):
                names[entity["id"]] = entity.get("caption") or cell["name"][0]
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            where = f"line {line}"
            raise UnreadableFile(path.name, "not an entity", where=where) from None
    holdings = []
    for line, cell in found:
        shares = [_percent(str(p), path, line) for p in cell.get("percentage", ())]
        for owner in cell.get("owner", ()):
            for owned in cell.get("asset", ()):
                holdings.append(Holding(
                    owner=_key(owner, names), owned=_key(owned, names),
                    percent=max((s for s in shares if s is not None), default=None),
                    since=_date(next(iter(cell.get("startDate", ())), "")[:10], path, line),
                    until=_date(next(iter(cell.get("endDate", ())), "")[:10], path, line),
                ))  # fmt: skip
    if not holdings:
        mend = "entities of the schema Ownership"
        raise UnreadableFile(path.name, "no holdings", mend=mend)
    return Shareholdings(holdings=holdings, names=names)


def _key(end: object, names: dict[str, str]) -> str:
    """Return the id of an end of a holding; nested entities bring their name along."""
    if isinstance(end, dict):
        id_ = str(end.get("id", ""))
        if name := (
            end.get("caption") or next(iter(end.get("properties", {}).get("name", ())), "")
        ):
            names.setdefault(id_, name)
        return id_
    return str(end)
