"""The reader's reviewed lists: places and their peoples, bodies, offices, the words of action."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What a name in the gazetteer stands for.

    Attributes:
        codes: The states or body it stands for.
        kind: state, adjective, capital or body.
    """

    codes: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who held an office of a state or body, and when."""

    name: str
    code: str
    office: str
    since: date
    until: date | None


def read_list(name: str) -> dict[str, Any]:
    """Return one of the TOML files beside this module."""
    text = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


# Names that are words of English or of other places far more often than what they name.
_UNSAFE = {"Male", "Commission", "EC", "CAR", "Twelve", "the North", "the South", "Congo", "GAC"}
_ALSO_STATES = {"Jersey", "Guernsey", "Saint Martin", "Réunion", "Christmas Island"}


@cache
def gazetteer() -> dict[str, tuple[tuple[tuple[str, ...], Name], ...]]:
    """Return first word → (all words, what they stand for), longest first."""
    import pycountry

    found: dict[tuple[str, ...], Name] = {}

    def add(text: str, codes: tuple[str, ...], kind: str) -> None:
        words = tuple(text.replace("-", " - ").replace("/", " / ").split())
        if words and text not in _UNSAFE:
            found[words] = Name(codes=codes, kind=kind)

    for country in pycountry.countries:
        if country.name not in _ALSO_STATES:
            add(country.name.split(",")[0], (country.alpha_2,), "state")
            add(getattr(country, "common_name", country.name), (country.alpha_2,), "state")
            add(getattr(country, "official_name", country.name), (country.alpha_2,), "state")
    places = read_list("places")
    for code, (adjectives, capitals, more) in places["states"].items():
        for kind, texts in (("state", more), ("capital", capitals), ("adjective", adjectives)):
            for text in filter(None, texts.split("|")):
                add(text, (code,), kind)
    for code, texts in places["bodies"].items():
        for text in texts.split("|"):
            add(text, (code,), "body")
    for text, codes in places["groups"].items():
        add(text, tuple(codes), "body")
    table: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
    for words, name in found.items():
        table.setdefault(words[0], []).append((words, name))
    return {
        first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in table.items()
    }


@cache
def agent_heads() -> frozenset[str]:
    """Return the words that make a state's adjective stand for the state ("officials")."""
    return frozenset(read_list("places")["heads"]["words"].split("|"))


@cache
def holders() -> dict[str, tuple[Holder, ...]]:
    """Return last name → the holders of offices who bear it."""
    table: dict[str, list[Holder]] = {}
    for code, rows in read_list("offices")["holders"].items():
        for name, office, since, until in rows:
            holder = Holder(
                name=name,
                code=code,
                office=office,
                since=date.fromisoformat(since),
                until=date.fromisoformat(until) if until else None,
            )
            for key in {name, name.split()[-1]}:
                table.setdefault(key, []).append(holder)
    return {name: tuple(rows) for name, rows in table.items()}


def holder_of(name: str, day: date | None) -> Holder | None:
    """Return who of that name held an office on a day, or None when nobody or several did.

    Without a day, a name counts only where all who bore it acted for the same state.
    """
    rows = holders().get(name, ())
    if day is not None:
        rows = tuple(r for r in rows if r.since <= day) or rows
        serving = tuple(r for r in rows if r.until is None or r.until >= day)
        if serving:
            rows = serving
    codes = {row.code for row in rows}
    return rows[-1] if len(codes) == 1 else None
