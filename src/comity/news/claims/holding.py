"""A statement held against records: which of its parts a record bears out, and which it gainsays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from comity.news.claims.amounts import bears_figure, distinct, months_of, same_sort
from comity.news.claims.kinds import RARE, kinds_in
from comity.news.claims.numbers import (
    fit_together,
    fits,
    total_of,
)
from comity.news.claims.record import Record, words_of
from comity.news.claims.records import Records
from comity.news.claims.statement import UN, Statement
from comity.news.claims.stems import same_name
from comity.text.countries import country_code

_RECENT = timedelta(days=400)
"""An undated telling is held to be of an act at most so old: news tells of what is new."""

_SAME = {
    "IMPOSE": frozenset(("IMPOSE", "TIGHTEN")),
    "TIGHTEN": frozenset(("TIGHTEN", "IMPOSE")),
    "EXTEND": frozenset(("EXTEND",)),
    "EASE": frozenset(("EASE",)),
    "VOTE": frozenset(("VOTE", "VETO")),
    "CALL_FOR": frozenset(("CALL_FOR",)),
    "THREATEN": frozenset(("THREATEN",)),
    "SUPPORT": frozenset(("VOTE", "CALL_FOR", "IMPOSE")),
    "OPPOSE": frozenset(("VOTE", "VETO", "OPPOSE")),
}


@dataclass(frozen=True, slots=True)
class Match:
    """A record beside a statement.

    Attributes:
        missing: Parts that the statement has and the record does not tell of.
        gainsaid: Parts in which the record says otherwise.
        weight: How much speaks for it that the two are about the same thing.
    """

    record: Record
    missing: tuple[str, ...]
    gainsaid: tuple[str, ...]
    weight: float

    @property
    def whole(self) -> bool:
        """Whether every part stated is borne out."""
        return not self.missing and not self.gainsaid


def hold(statement: Statement, records: Records, day: date) -> list[Match]:
    """Return the records that can be about the same thing, the best first.

    Args:
        day: The last day that the document can speak of.
    """
    numbered = [r for k in statement.keys for r in records.by_key.get(k, ())]
    pool = _pool(statement, records, day)
    return hold_against(statement, [*numbered, *(r for r in pool if r not in numbered)], day)


def _pool(told: Statement, records: Records, day: date) -> list[Record]:
    """Return what the same authorities did of the same kind, at a time that can be meant."""
    first, last = _window(told, day)
    same = _same(told)
    if first > date.min:
        return records.between(told.owners, same, first, last)
    found = {id(r): r for r in records.between(told.owners, same, day - _RECENT, last)}
    older = [r for p in told.parties for r in records.naming(p)]
    older += records.rows if told.row else []
    for record in older:
        mine = not told.owners or bool(record.authorities & told.owners)
        if mine and record.actions & same and record.first <= last:
            found[id(record)] = record
    return list(found.values())


def hold_against(statement: Statement, records: Iterable[Record], day: date) -> list[Match]:
    """Return which of some records can be about the same thing, the best first."""
    found = []
    same, states = _same(statement), frozenset(statement.states)
    # What is about other states, and could be meant by nothing else, is not looked at further.
    plain = not (statement.parties or statement.keys or statement.whens or statement.counts)
    for record in records:
        if plain and record.states and not record.states & states:
            continue
        match = _beside(statement, record, day, same)
        if match is not None:
            found.append(match)
    return sorted(
        found, key=lambda m: (not m.whole, len(m.gainsaid), len(m.missing), -m.weight, -m.record.first.toordinal())
    )  # fmt: skip


def _window(told: Statement, day: date) -> tuple[date, date]:
    """Return the days that a record which agrees in time can have."""
    if told.whens:
        week = timedelta(days=7)
        low = min(first for first, _ in told.whens)
        return (low - week if low.year > 1 else low), min(
            max(last for _, last in told.whens) + week, day + week
        )
    if told.parties or told.keys or told.row:
        return date.min, day
    return day - _RECENT, day


def _same(told: Statement) -> frozenset[str]:
    same = _SAME.get(told.action, frozenset((told.action,)))
    if told.action == "EXTEND" and (told.since or told.still):
        # What has stood since a day was imposed on it.
        same |= _SAME["IMPOSE"]
    return same


def _beside(told: Statement, record: Record, day: date, same: frozenset[str]) -> Match | None:
    """Return how a record stands to a statement; None where it is about something else."""
    numbered = bool(record.key) and record.key in told.keys
    if not same & record.actions and not (numbered and told.action not in ("EASE", "EXTEND")):
        return None
    if record.first > day + timedelta(days=1):
        return None
    detailed = bool(told.parties or numbered)
    near = _on_time(told, record, day, detailed=detailed)
    if near is not None and not near:
        return None
    named = named_by(record, told)
    about = bool(record.states & set(told.states)) or _hinted(told, record)
    if told.signed and not record.states and record.key.startswith(("eo", "p")):
        # "An order that the President signed in June": some orders are about no one state.
        about = about or (near is not None and near >= 1.5)
    if (
        not record.states
        and told.told_in == "clause"
        and told.whens
        and not told.long
        and _alike(told, record)
    ):
        # A law of its own or a rule about no one state, told of with its month or its day.
        about = True
    counted = told.day_told and bool(told.counts)
    counted = counted and all(fits(c, record.counts) for c in told.counts)
    if not about and not numbered and not named and not (counted and not told.states):
        return None
    missing: list[str] = []
    gainsaid: list[str] = []
    weight = 2.0 * numbered + len(named) + (bool(told.states) and told.states[0] in record.states)
    if near is None:
        gainsaid.append("day")
    else:
        weight += near
    weight += parts_of(told, record, named, missing, gainsaid)
    return Match(record, tuple(missing), tuple(gainsaid), weight)


def parts_of(
    told: Statement,
    record: Record,
    named: Sequence[frozenset[str]],
    missing: list[str],
    gainsaid: list[str],
) -> float:
    """Note the parts that are not borne out; return what those that are add to the weight."""
    weight = 0.0
    for count in told.counts:
        if fits(count, record.counts) and same_sort(told, record, count.value):
            weight += 1
        elif record.vote and count.value in record.vote:
            weight += 0.5
        elif record.counts:
            gainsaid.append(f"{count.value:g}")
        else:
            missing.append(f"{count.value:g}")
    if (
        len(told.counts) > 1
        and record.counts
        and sum(c.value for c in told.counts) > total_of(record.counts)
    ):
        # "Thirteen people and two bodies" is not eleven and two.
        gainsaid.append("the sum")
    elif (
        len(told.counts) > 1
        and not missing
        and not gainsaid
        and not fit_together(distinct(told, record), record.counts)
    ):
        gainsaid.append("the counts together")
    for figure in told.figures:
        if not bears_figure(told, record, figure):
            missing.append(f"{figure.value:g}")
    fit = told.ballot.fits(record)
    if fit is False:
        gainsaid.append("vote")
    elif fit is None:
        missing.append("vote")
    elif told.ballot.tells():
        weight += 1
    if len(named) < len(told.parties):
        missing += [" ".join(sorted(p)) for p in told.parties if p not in named]
    others = [k for k in told.keys if not k.startswith("eo")]
    if others and not record.authorities & UN and all(k.startswith("r") for k in others):
        # "At the same time as resolution 1970": another authority's act has not that number.
        others = []
    if others and record.key not in told.keys:
        # An order is the basis of listings, which have no number of their own.
        missing.append("number")
    all_named = bool(told.parties) and len(named) == len(told.parties)
    if (
        told.known
        and not all_named
        and record.names
        and record.of == "entry"
        and not any(n in told.known for n in record.names)
    ):
        missing += [" ".join(sorted(told.known[0]))]
    if told.entire and record.words & _PART:
        gainsaid.append("the whole")
    if told.first and not (
        "first" in record.words or record.ordinal == 1 or record.ref in told.firsts
    ):
        missing.append("being the first of its kind")
    if told.sweeping and not words_of(told.sweeping) <= record.words:
        missing.append(told.sweeping)
    if told.months and told.action == "EXTEND":
        held = months_of(record)
        if held and abs(held - told.months) > max(1.6, 0.1 * held):
            gainsaid.append(f"{told.months:g} months")
    kinds = kinds_in(f"{record.text} {record.measure}") if told.kinds else frozenset()
    if told.kinds and (kinds or told.kinds <= RARE) and not told.kinds & kinds:
        missing.append(f"a ban on {', '.join(sorted(told.kinds))}")
    counted = any(fits(c, record.counts) for c in told.counts)
    if record.measure == "designation" and not (
        named or counted or told.day_told or _names(told, record)
    ):
        # A list has somebody on it for nearly every month: that it has, tells nothing of whom.
        missing.append("who was listed")
    special = {"terror-list": told.of_terror, "court": told.court}
    special["enforcement"] = told.fine
    if not special.get(record.measure, True):
        missing.append(told.action.lower())
    of_groups = "sponsor" not in told.clause and "terror" in record.text
    if told.sponsors and record.measure != "terror-list" and not of_groups:
        missing.append("the list of state sponsors of terrorism")
    loose = told.long and told.action in ("IMPOSE", "TIGHTEN", "EASE") and len(set(told.years)) < 2
    # The Council acts on a state seldom, and all of its acts are there; others act often.
    loose = loose and not told.owners & UN
    if loose and not (named or told.counts or record.key in told.keys or _alike(told, record)):
        missing.append("the same measure")
    month = bool(told.whens) and not told.day_told and not told.owners & UN and bool(record.states)
    if (
        month and told.states and told.states[0] not in record.states
        and not (named or counted or record.key in told.keys or _alike(told, record))
    ):  # fmt: skip
        # In a month somebody acted on each of several states: it has to be the one meant.
        missing.append("the same measure")
    if told.row > 1 and not record.ordinal:
        missing.append(f"being number {told.row}")
    if told.row and record.ordinal:
        if told.row == record.ordinal:
            weight += 1
        else:
            gainsaid.append(f"{told.row}th")
    if told.until is not None and record.until is not None:
        first, last = told.until
        if first - timedelta(days=31) <= record.until <= last + timedelta(days=31):
            weight += 0.5
        else:
            gainsaid.append(f"until {last}")
    return weight


_APART = re.compile(r"\b(?:after|before|since|following)\b")
_PART = frozenset(("wing", "part", "partly", "partial", "partially", "parts"))


def _names(told: Statement, record: Record) -> bool:
    """Tell whether a clause has all of a name of two words or more that a record has."""
    return any(len(n) > 1 and n <= told.words for n in record.names)


_COMMON = frozenset(
    """united states security council european union resolution resolutions year years president over with
    from that lists list more than measures sanctions sanction measure government nations against into its
    their under after this have been were which imposed adopted some most other america american states""".split()
)
_ALIKE = {
    "froze": "freeze", "frozen": "freeze", "freezes": "freeze", "blocked": "freeze", "blocks": "freeze",
    "assets": "freeze", "weapons": "arms", "bans": "ban", "banned": "ban", "embargo": "ban", "embargoes": "ban",
    "crude": "oil", "petroleum": "oil", "entry": "travel", "visa": "travel", "lifted": "lifts", "ended": "ends",
}  # fmt: skip


def _content(words: frozenset[str]) -> set[str]:
    return {_ALIKE.get(w, w) for w in words if len(w) > 2} - _COMMON


def _alike(told: Statement, record: Record) -> bool:
    """Tell whether clause and record share a word that tells what was done, not only who and whom."""
    own = _content(told.words) & _content(record.words)
    return any(not country_code(w) for w in own)


def _hinted(told: Statement, record: Record) -> bool:
    """Tell whether a dated clause has every word of one of a record's names."""
    return bool(told.whens) and any(
        name <= told.words and any(len(w) > 2 for w in name) for name in record.names if name
    )


def named_by(record: Record, told: Statement) -> list[frozenset[str]]:
    """Return the parties of a statement that a record names, each of two names of one where it has either."""
    named = [p for p in told.parties if has_name(record, p)]
    for one, other in told.aliases:
        if (one in named) != (other in named):
            named.append(other if one in named else one)
    return named


def has_name(record: Record, party: frozenset[str]) -> bool:
    """Tell whether a record names a party: all words of the shorter of two names are in the longer."""
    if any(same_name(name, party) for name in record.names):
        return True
    return party <= record.words


def _on_time(told: Statement, record: Record, day: date, *, detailed: bool) -> float | None:
    """Return how well the days agree: 0 for another matter, None where the record says otherwise."""
    if told.whens:
        best = 0.0
        for first, last in told.whens:
            # Acts are told of on the day they are agreed, signed, published or take effect.
            slack = timedelta(days=1 if (last - first).days <= 7 else 0)
            if record.first <= last + slack and first - slack <= record.last:
                best = max(best, 1.5 if (last - first).days <= 45 else 1.0)
        if best:
            return best
        if not (record.key and record.key in told.keys):
            return 0.0
        # "As Resolution 1718 five days after the test of October 9": the day is of something else.
        return 1.0 if not told.years and _APART.search(told.clause) else None
    age = day - record.last
    if len(told.owners - UN) > 2:
        return 0.0
    if told.voting:
        # An undated vote is the one just reported, or the one that the text has told of.
        return 1.0 if age <= timedelta(days=10) else 0.0
    if told.open_when:
        return 0.2 if detailed or age <= timedelta(days=10) else 0.0
    if age <= timedelta(days=10):
        return 1.2
    if age <= _RECENT:
        return 0.6
    return 0.3 if detailed or told.row else 0.0


def needed(told: Statement, matches: Sequence[Match]) -> str:
    """Return what a claim would need, with the nearest record and in what it falls short."""
    who = ", ".join(sorted(told.owners - {"UN"} or told.owners)) or "the authority"
    where = ", ".join(told.states[:2]) or "it"
    if matches:
        m = matches[0]
        parts = [
            *(f"does not tell of {p}" for p in m.missing),
            *(f"differs in {p}" for p in m.gainsaid),
        ]
        return f"needs the official act of {who}: the nearest record, {m.record.told}, {'; '.join(parts)}"
    return f"needs the official act of {who}: no record of that day on {where}"
