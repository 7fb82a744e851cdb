"""What a claim is held against: instruments, their events and the chronicle, in one form."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from comity.law import Chronicle, Entry, Instrument, Lawbook, load_chronicle
from comity.news.claims.acts import authority_of, eases, imposes, renews, states_of
from comity.news.claims.record import Record, Tokens
from comity.news.claims.stems import same_name, sounds_of
from comity.text.countries import country_code

_EVENT_ACTIONS = {
    "continued": ("EXTEND",),
    "amended": ("TIGHTEN", "EASE", "EXTEND", "IMPOSE"),
    "noted": ("IMPOSE", "TIGHTEN", "EASE"),
    "ended": ("EASE",),
    "suspended": ("EASE",),
    "reapplied": ("IMPOSE",),
}


def key_of(number: str) -> str:
    """Return the key of a document's number; empty where it has none that a text would repeat."""
    if m := re.match(r"S/RES/(\d+)", number):
        return f"r{m[1]}"
    if m := re.match(r"E\.?O\.? ?(\d{5})", number):
        return f"eo{m[1]}"
    if m := re.match(r"GL ?([\w-]+)", number):
        return f"gl{m[1].lower()}"
    if m := re.match(r"Proclamation (\d+)", number):
        return f"p{m[1]}"
    if m := re.match(r"Decree (\d+)", number):
        return f"d{m[1]}"
    if m := re.search(r"(\d+)[/-](\d+)", number):
        return f"{m[1]}/{m[2]}"
    return ""


def _tally(text: str) -> tuple[int, int, int] | None:
    parts = [int(n) for n in re.findall(r"\d+", text)]
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 else None


def _codes(names: Sequence[str]) -> frozenset[str]:
    return frozenset(c for n in names if (c := country_code(n)))


def _of_instrument(item: Instrument) -> Iterator[Record]:
    authority = authority_of(item)
    if not authority or item.kind not in ("act", "designation"):
        return
    states = states_of(item)
    on = item.adopted or item.in_force_from
    title = item.title or item.what
    text = f"{item.title} {item.what}"
    who = frozenset((authority,))
    if item.kind == "designation":
        # A name with a remark behind it ("(…)", "; …") is told in the facts but is no party.
        plain = [n for n in item.designated if "(" not in n and ";" not in n]
        names = [n for n in plain if not n.split()[0].islower()]
        if on is not None:
            yield Record(
                ref=item.id, of="act", authorities=who, states=states, actions=frozenset(("IMPOSE",)),
                first=on, last=on, told=f"{on}: {', '.join(names) or title}", confidence=item.confidence,
                counts=(len(names),), plain_names=tuple(names), text=text,
            )  # fmt: skip
        return
    actions = {"VOTE"} if item.vote else set()
    if eases(item):
        actions.add("EASE")
    if renews(item) or "enew" in item.what:
        actions.add("EXTEND")
    if imposes(item):
        actions |= {"IMPOSE", "TIGHTEN"}
    vote = f", {item.vote}" if item.vote else ""
    for day in dict.fromkeys((on, item.in_force_from)):
        if day is None:
            continue
        effect = f", in effect from {day}" if day != on else ""
        yield Record(
            ref=item.id, of="act", authorities=who, states=states, actions=frozenset(actions),
            first=day, last=day, told=f"{item.number or title} of {on}{vote}{effect}",
            confidence=item.confidence, key=key_of(item.number), vote=_tally(item.vote),
            against=_codes(item.against), abstained=_codes(item.abstained), text=text,
        )  # fmt: skip
    for event in item.events:
        yield Record(
            ref=item.id, of="event", authorities=who, states=states,
            actions=frozenset(_EVENT_ACTIONS.get(event.kind, ())), first=event.on, last=event.on,
            told=f"{item.number or title}: {event.kind} {event.on} {event.by}".strip(),
            confidence=event.confidence, text=text,
        )  # fmt: skip


def _of_entry(entry: Entry) -> Record:
    vote = f", {entry.vote}" if entry.vote else ""
    number = f" ({entry.number})" if entry.number else ""
    actions = {entry.action}
    if entry.vote or entry.action == "VETO":
        actions.add("VOTE")
    if entry.action == "IMPOSE":
        actions.add("TIGHTEN")
    return Record(
        ref=entry.id, of="entry", authorities=frozenset((entry.authority, *entry.with_)),
        states=frozenset(entry.targets), actions=frozenset(actions), first=entry.on, last=entry.last,
        told=f"{entry.when}: {entry.text}{number}{vote}", confidence=entry.confidence,
        key=key_of(entry.number), measure=entry.measure, vote=_tally(entry.vote),
        against=frozenset(entry.against), abstained=frozenset(entry.abstained), counts=entry.counts,
        plain_names=entry.names, text=entry.text,
        ordinal=entry.ordinal, until=entry.until,
    )  # fmt: skip


_STATESMEN = frozenset(
    "obama trump biden bush clinton reagan carter kennedy nixon truman putin".split()
)
"""Who signs acts: his name in a clause is no party's."""
_NO_NAMES = _STATESMEN | {
    "act",
    "regulations",
    "magnitsky",
    "treaty",
    "swift",
    "diamonds",
    "licence",
}
"""Words of acts and things, which a clause may name beside those who were listed."""

_KEPT = 2_000
_FEW_YEARS = 3
_SPAN = timedelta(days=400)
"""No record's days lie further apart, so that a search by first days need not look further back."""


_MONTHS = 150


def _pairs(record: Record) -> list[tuple[str, str, str]]:
    """Return who did what of a kind on whom."""
    kinds = record.actions - {"TIGHTEN"} if "IMPOSE" in record.actions else record.actions
    return [
        (a, s, k)
        for a in sorted(record.authorities)
        for s in sorted(record.states)
        for k in sorted(kinds)
    ]


@dataclass(slots=True)
class Records:
    """Every record, by who acted, by number and by what was done, each in order of days.

    Attributes:
        council: The Council's acts that bring measures, in order.
    """

    by_authority: dict[str, list[Record]] = field(default_factory=dict)
    by_key: dict[str, list[Record]] = field(default_factory=dict)
    council: list[Instrument] = field(default_factory=list)
    by_word: dict[str, set[Tokens]] = field(default_factory=dict)
    _by_name: dict[str, list[tuple[Record, Tokens]]] = field(default_factory=dict)
    _named: dict[Tokens, list[Record]] = field(default_factory=dict)
    _seen: dict[str, int] = field(default_factory=dict)
    _rows: list[Record] = field(default_factory=list)
    _bringing: list[tuple[Instrument, frozenset[str]]] = field(default_factory=list)
    _told: set[str] = field(default_factory=set)
    _years: dict[tuple[str, str], set[int]] = field(default_factory=dict)
    _dones: dict[tuple[str, str, str], list[Record]] = field(default_factory=dict)
    _done: dict[tuple[frozenset[str], frozenset[str]], tuple[list[date], list[Record]]] = field(
        default_factory=dict
    )

    def add(self, record: Record) -> None:
        """Take a record in."""
        for authority in record.authorities:
            self.by_authority.setdefault(authority, []).append(record)
        if record.key:
            self.by_key.setdefault(record.key, []).append(record)

    def names_in(self, words: Tokens) -> tuple[Tokens, ...]:
        """Return the names of parties of which a clause has every word."""
        if not self.by_word:
            for record in self.of(()):
                for name in record.names:
                    if len(name) > 1 and not name & _NO_NAMES:
                        self.by_word.setdefault(max(name, key=len), set()).add(name)
        found = [n for w in words for n in self.by_word.get(w, ()) if n <= words]
        return tuple(n for n in found if max(map(len, n)) > 2)

    def naming(self, party: Tokens) -> list[Record]:
        """Return the records that may name a party: one of its words, or how it sounds, is in a name."""
        known = self._named.get(party)
        if known is not None:
            return known
        if not self._by_name:
            for record in self.of(()):
                for name in record.names:
                    for word in name | sounds_of(name):
                        self._by_name.setdefault(word, []).append((record, name))
        found: dict[int, Record] = {}
        for word in party | sounds_of(party):
            for record, name in self._by_name.get(word, ()):
                if id(record) not in found and same_name(name, party):
                    found[id(record)] = record
        if len(self._named) > _KEPT:
            self._named.clear()
        self._named[party] = list(found.values())
        return self._named[party]

    @property
    def rows(self) -> list[Record]:
        """What is told with its number in a row."""
        if not self._rows:
            self._rows = [r for r in self.of(()) if r.ordinal]
        return self._rows

    def bringing(self, states: frozenset[str]) -> list[Instrument]:
        """Return the Council's acts that bring measures on some states, in order."""
        if not self._bringing:
            self._bringing = [(i, states_of(i)) for i in self.council]
        return [i for i, under in self._bringing if under & states]

    def council_tells(self, states: frozenset[str]) -> bool:
        """Tell whether the chronicle has a resolution of the Council that brings measures on some states."""
        if not self._told:
            self._told = {
                s
                for r in self.of(("UNSC",))
                if r.of == "entry" and "IMPOSE" in r.actions and r.key.startswith("r")
                for s in r.states
            }
        return bool(self._told & states)

    def seldom(self, record: Record) -> bool:
        """Tell whether an authority acted on a state in so few years that one of them tells the act."""
        if not self._years:
            for one in self.of(()):
                if one.actions & {"IMPOSE", "EASE"}:
                    for pair in ((a, s) for a in one.authorities for s in one.states):
                        self._years.setdefault(pair, set()).add(one.first.year)
        pairs = [(a, s) for a in record.authorities for s in record.states]
        return any(0 < len(self._years.get(pair, ())) <= _FEW_YEARS for pair in pairs)

    def alone(self, record: Record, state: str) -> bool:
        """Tell whether an authority did nothing else of a kind on a state within some months."""
        if not self._dones:
            for one in self.of(()):
                for key in _pairs(one):
                    self._dones.setdefault(key, []).append(one)
        for key in (k for k in _pairs(record) if k[1] == state):
            near = [
                r
                for r in self._dones[key]
                if r is not record and abs((r.first - record.first).days) <= _MONTHS
                and not (r.first == record.first or r.ref == record.ref)
            ]  # fmt: skip
            if not near:
                return True
        return False

    def firsts(
        self, owners: frozenset[str], states: Sequence[str], parties: Sequence[Tokens]
    ) -> frozenset[str]:
        """Return the first records of some authorities on each party, and of the Council on each state.

        The Council's acts are all there; of others' only that nothing earlier names a party is told.
        """
        if parties:
            pools = [[r for r in self.naming(p) if r.authorities & owners] for p in parties]
        elif "UNSC" in owners:
            done = [r for r in self.of(("UNSC",)) if r.actions & {"IMPOSE", "EASE"}]
            pools = [
                [r for r in done if s in r.states and kind in r.actions]
                for s in states
                for kind in ("IMPOSE", "EASE")
            ]
        else:
            return frozenset()
        days = [min(r.first for r in pool) for pool in pools if pool]
        return frozenset(r.ref for pool in pools for r in pool if r.first in days)

    def rarity(self, stem: str) -> float:
        """Return how much a word tells: 1 where one record has it, less where many have."""
        if not self._seen:
            for record in self.of(()):
                for one in record.stems:
                    self._seen[one] = self._seen.get(one, 0) + 1
        return 1.0 / (1.0 + math.log10(max(1, self._seen.get(stem, 1))))

    def of(self, owners: Iterable[str]) -> list[Record]:
        """Return what some authorities did; of all where none is given."""
        known = list(owners) or list(self.by_authority)
        seen: dict[int, Record] = {}
        for owner in known:
            for record in self.by_authority.get(owner, ()):
                seen[id(record)] = record
        return list(seen.values())

    def between(
        self, owners: frozenset[str], actions: frozenset[str], first: date, last: date
    ) -> list[Record]:
        """Return what some authorities did of some kinds, that can lie between two days."""
        key = owners, actions
        if key not in self._done:
            pool = sorted(
                (r for r in self.of(owners) if r.actions & actions), key=lambda r: r.first
            )
            self._done[key] = [r.first for r in pool], pool
        days, pool = self._done[key]
        low = bisect_left(days, first - _SPAN) if first - date.min > _SPAN else 0
        return [r for r in pool[low : bisect_right(days, last)] if r.last >= first]


_CACHE: dict[tuple[str, str], Records] = {}


def records_of(book: Lawbook, chronicle: Chronicle | None = None) -> Records:
    """Return the records of a lawbook and a chronicle; made once for each."""
    told = chronicle or load_chronicle()
    key = (book.version, told.version)
    if key not in _CACHE:
        made = Records()
        for item in book.instruments.values():
            for record in _of_instrument(item):
                made.add(record)
        for entry in told.entries:
            made.add(_of_entry(entry))
        acts = [
            i
            for i in book.instruments.values()
            if i.kind == "act" and authority_of(i) == "UNSC" and i.adopted and imposes(i)
        ]
        made.council = sorted(acts, key=lambda i: i.adopted or date.max)
        _CACHE[key] = made
    return _CACHE[key]
