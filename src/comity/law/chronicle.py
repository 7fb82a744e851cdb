"""The chronicle: dated actions about measures, 1945 to today, of every authority.

Where an instrument of the lawbook is a legal act with its whole life, an entry here is one day's
action told in a sentence: a vote, a veto, a round of designations, a licence, a renewal, somebody's
joining of a body. Most are recalled from general knowledge and say so; what a published list or the
lawbook bears out in part is `mixed`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from comity.law.facts import Confidence

ACTIONS = frozenset(
    """THREATEN CALL_FOR IMPOSE EXTEND TIGHTEN EASE PROMISE_EASE REFUSE_EASE DEMAND_EASE OPPOSE
    SUPPORT NEGOTIATE COMPLY EVADE VOTE VETO JOIN LEAVE""".split()
)
"""The actions of news, and what only a record needs: a vote, a veto, joining and leaving a body."""

BODIES = frozenset(
    """UNSC UN UNGA EU US G7 G8 P5+1 E3 IAEA NPT ICC WTO CWC NATO OAS AFRICAN_UNION ECOWAS
    ARAB_LEAGUE COMMONWEALTH SADC IGAD GCC OIC FATF OAPEC SCO BRICS COUNCIL_OF_EUROPE
    SWIFT ASEAN OPEC CIS CSTO EAEU MTCR NSG WASSENAAR AUSTRALIA_GROUP UEMOA PACIFIC_FORUM
    OSCE""".split()
)
_STATE = re.compile(r"[A-Z]{2}")
_VOTE = re.compile(r"\d+-\d+-\d+")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One dated action.

    Attributes:
        authority: Who acted: the code of a state or a body; of joining and leaving, the body.
        with_: Who acted together with it.
        targets: The states it is about; who joined or left.
        on: The day, or the first day it can have been.
        to: The last day it can have been, where the day is not sure.
        text: What was done, in our own words.
        number: Of the document.
        vote: For, against, abstaining.
        against, abstained, favour: Who voted so, where recalled.
        counts: Numbers that the action has: of persons, firms, ships, days, dollars.
        names: Persons and firms it names.
        ordinal: Which one it was of a row (of packages, of yearly votes).
        until: The day that it was to run to.
        ended_by: How it ended.
    """

    id: str
    authority: str
    action: str
    on: date
    text: str
    source: str
    confidence: Confidence
    with_: tuple[str, ...] = msgspec.field(name="with", default=())
    targets: tuple[str, ...] = ()
    to: date | None = None
    measure: str = ""
    number: str = ""
    vote: str = ""
    against: tuple[str, ...] = ()
    abstained: tuple[str, ...] = ()
    favour: tuple[str, ...] = ()
    ordinal: int = 0
    counts: tuple[float, ...] = ()
    names: tuple[str, ...] = ()
    until: date | None = None
    ended_by: str = ""

    @property
    def last(self) -> date:
        """The last day it can have been."""
        return self.to or self.on

    @property
    def when(self) -> str:
        """The day or the days between which it was."""
        return f"{self.on}" if self.to is None else f"{self.on} to {self.to}"

    def vote_fits(self) -> bool:
        """Tell whether no more voters are named on a side than the vote counts there."""
        tally = [int(n) for n in self.vote.split("-")]
        sides = (self.favour, self.against, self.abstained)
        return all(len(set(s) - {"SU"}) <= n for s, n in zip(sides, tally, strict=True))

    def as_json(self) -> dict[str, Any]:
        """Return the entry as it stands in the file."""
        told: dict[str, Any] = msgspec.to_builtins(self)
        return {k: v for k, v in told.items() if v}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronicle:
    """All entries in order of their days.

    Attributes:
        version: Twelve hexadecimal digits that stand for the content.
        about: By state: the entries about it, in order.
    """

    version: str
    entries: tuple[Entry, ...]
    about: Mapping[str, tuple[Entry, ...]]

    def find(
        self,
        *,
        target: str = "",
        authority: str = "",
        since: date | None = None,
        until: date | None = None,
    ) -> list[Entry]:
        """Return the entries that fit, in order.

        Args:
            target: Code of the state it is about.
            authority: Code of who acted, or acted with others.
            since, until: Days it can have been on, both included.
        """
        pool = self.about.get(target, ()) if target else self.entries
        return [
            e
            for e in pool
            if (not authority or authority == e.authority or authority in e.with_)
            and (since is None or e.last >= since)
            and (until is None or e.on <= until)
        ]


def read_entries(data: bytes) -> list[Entry]:
    """Return the entries of a file: JSON lines, where a line that begins with `#` is a comment.

    Raises:
        msgspec.DecodeError: A line is not of the schema.
    """
    return [
        msgspec.json.decode(line, type=Entry)
        for line in data.splitlines()
        if line.strip() and not line.startswith(b"#")
    ]


@cache
def load_chronicle() -> Chronicle:
    """Return the chronicle that comes with the lawbook."""
    folder = files(__package__) / "data" / "chronicle"
    raw = [
        item.read_bytes()
        for item in sorted(folder.iterdir(), key=lambda f: f.name)
        if item.name.endswith(".jsonl")
    ]
    entries = sorted((e for data in raw for e in read_entries(data)), key=lambda e: (e.on, e.id))
    about: dict[str, list[Entry]] = {}
    for entry in entries:
        for state in entry.targets:
            about.setdefault(state, []).append(entry)
    return Chronicle(
        version=hashlib.sha256(b"".join(raw)).hexdigest()[:12],
        entries=tuple(entries),
        about={state: tuple(found) for state, found in about.items()},
    )


def find_chronicle_faults(entries: tuple[Entry, ...], today: date) -> list[str]:
    """Return what is wrong with entries: unknown codes, days that cannot be, missing sources."""
    faults = []
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            faults.append(f"{entry.id}: twice")
        seen.add(entry.id)
        if entry.action not in ACTIONS:
            faults.append(f"{entry.id}: unknown action {entry.action}")
        codes = (entry.authority, *entry.with_, *entry.targets)
        voters = (*entry.against, *entry.abstained, *entry.favour)
        for code in (*codes, *voters):
            if code not in BODIES and not _STATE.fullmatch(code):
                faults.append(f"{entry.id}: unknown code {code}")
        if entry.last < entry.on or entry.on < date(1945, 1, 1) or entry.last > today:
            faults.append(f"{entry.id}: days {entry.when} cannot be")
        if entry.until is not None and entry.until <= entry.on:
            faults.append(f"{entry.id}: runs out before it begins")
        if entry.vote and not _VOTE.fullmatch(entry.vote):
            faults.append(f"{entry.id}: vote {entry.vote} is not for-against-abstained")
        elif entry.vote and not entry.vote_fits():
            faults.append(f"{entry.id}: more voters named than the vote has")
        if not entry.text or not entry.source:
            faults.append(f"{entry.id}: no text or no source")
    return faults
