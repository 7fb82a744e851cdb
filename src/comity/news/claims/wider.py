"""A second search for a claim's record, by what the text names rather than by who the rules say acted.

The rules for events often misread who acted, upon whom, or whether something was imposed or lifted,
though the clause names day, authority and state. Here every record of the time told is weighed by
where its authority and its state are named (in the clause, its sentence, the one before, the
document), by the words and names it shares with the clause; what the clause counts, numbers or
names must be borne out all the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from comity.news.articles.article import Article
from comity.news.claims.claim import Claim
from comity.news.claims.holding import Match, named_by, parts_of
from comity.news.claims.naming import Named, named_in
from comity.news.claims.numbers import fits
from comity.news.claims.record import Record, Tokens
from comity.news.claims.records import Records
from comity.news.claims.statement import IMPOSERS, UN, Statement
from comity.news.claims.stems import stems_of

_DOING = (
    ("EASE", re.compile(
        r"\b(?:lift|remov|delist|unfr[eo]|eas|waiv|exempt|suspend|repeal|revok|terminat|rescind|relax|scrapp|annul|struck|quash|free[ds]\b"
        r"|licen[cs]|allow|permit|restor|resum|dropp|laps|expir|withdr|let\b|ended\b|ends\b|end\b|gave up|wound up|did away|called off|loosen"
        r"|cancel|reliev|reinstat|readmit|came off|\boff\b|went\b|taken out|took back|brought back in|return)", re.I)),
    ("EXTEND", re.compile(r"\b(?:renew|extend|prolong|roll(?:ed)? over|continu|maintain|kept|keep|stay|remain|another|until)", re.I)),
    ("IMPOSE", re.compile(
        r"\b(?:impos|adopt|bann(?:ed|ing)|barr(?:ed|ing)|blacklisted|(?:was|were|been|be|had|has) listed|listed|lists?\b(?= [A-Z])|designat|sanction(?:ed|ing|s (?=\d|[A-Z]))"
        r"|fr[eo]ez|froz|embargoed|block|cut|halt|order(?:ed)?\b|sign|enact|introduc|creat|set up|establish|launch|put|plac|nam|add|hit|target|expel|oust"
        r"|outlaw|proscrib|restrict|forb|prohibit|clos|sever|decre|acted|join|follow|apply|applied|punish|penali|withh[eo]ld|den(?:y|ied)|capped"
        r"|suspend|ground|limit)", re.I)),
    ("VOTE", re.compile(r"\b(?:vot|veto|abst|unanim|carried|passed|reject|fail|collaps|resolution|favou?r|adopt)", re.I)),
    ("CALL_FOR", re.compile(r"\b(?:call|demand|urg|ask|appeal|recommend|referr?|report|propos)", re.I)),
    ("LEAVE", re.compile(r"\b(?:left|leav|quit|withdr|exit)", re.I)),
    ("JOIN", re.compile(r"\b(?:join|admitt|acced|ratif|founded|member)", re.I)),
    ("THREATEN", re.compile(r"\b(?:threat|warn|announc|propos)", re.I)),
    ("PROMISE_EASE", re.compile(r"\b(?:promis|pledg|announc|would lift|will lift)", re.I)),
    ("NEGOTIATE", re.compile(r"\b(?:agree|deal|negotiat|accord|talk|sign|conclud)", re.I)),
)  # fmt: skip
_EVERY = frozenset(
    """IMPOSE TIGHTEN EXTEND EASE VOTE VETO CALL_FOR THREATEN PROMISE_EASE REFUSE_EASE NEGOTIATE OPPOSE
    SUPPORT COMPLY EVADE DEMAND_EASE JOIN LEAVE""".split()
)
_DAYS, _WEEKS, _UNTIMED, _ANY_YEAR = 3, 45, 100, 101
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_WEEK = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")


def search_wider(
    article: Article,
    claim: Claim,
    told: Statement,
    records: Records,
    day: date,
    document: Counter[str],
) -> list[Match]:
    """Return the records that bear a claim out by what the text names, the best first.

    Args:
        day: The last day that the document can speak of.
        document: How often the document names each state and body.
    """
    if told.negated or told.never:
        return []
    named = named_in(article, claim, document)
    actions = _actions(told)
    words = stems_of(told.words)
    pool = _in_time(told, records, day, _latest_year(article))
    found: list[Match] = []
    for record, sharp in pool:
        weight = _weigh(told, record, named, words, sharp, records)
        if weight is None:
            continue
        rowed = bool(told.row) and told.row == record.ordinal and bool(told.counts)
        if not record.actions & actions and not (
            rowed or _compatible(record, actions, sharp, weight)
        ):
            continue
        match = _borne_out(told, record, weight, [r for r, _ in pool])
        if match is not None:
            found.append(match)
    return sorted(found, key=lambda m: (-m.weight, m.record.first.toordinal(), m.record.ref))


_TAKING = frozenset(("EASE", "PROMISE_EASE", "DEMAND_EASE"))
_SURE = 5.5


def _compatible(record: Record, actions: frozenset[str], sharp: int, weight: float) -> bool:
    """Tell whether a record of the very day can be told by another verb; never lifting by imposing."""
    if record.actions & {"JOIN", "LEAVE"} or (record.actions & _TAKING and not actions & _TAKING):
        return False
    if not record.actions & _TAKING and actions <= _TAKING:
        return False
    return (sharp <= _DAYS and weight >= _SURE) or (sharp <= _WEEKS and weight >= _SURE - 0.3)


def _actions(told: Statement) -> frozenset[str]:
    found = {told.action}
    if told.voting or told.action == "SUPPORT":
        found |= {"VOTE", "VETO"}
    for action, words in _DOING:
        if words.search(told.clause):
            found.add(action)
    if "IMPOSE" in found or "TIGHTEN" in found:
        found |= {"IMPOSE", "TIGHTEN"}
    if "VOTE" in found:
        found.add("VETO")
    return frozenset(found)


_DAY_OF_YEAR = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}}) )?(?P<month>{'|'.join(MONTHS)})\b(?: (?P<d2>\d{{1,2}})\b)?"
)
_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _latest_year(article: Article) -> int:
    """Return the year of a document: that of its publication, else the latest it speaks of as past."""
    if article.published is not None:
        return article.published.year
    years = [
        int(m[0])
        for m in _YEAR.finditer(article.text)
        if not re.search(
            r"\b(?:until|till|to|by|through)\s+(?:\w+ ){0,2}$",
            article.text[max(0, m.start() - 22) : m.start()],
        )
    ]
    return max(years, default=0)


def _open_days(told: Statement, records: Records, day: date, year: int) -> list[tuple[Record, int]]:
    """Return the records that agree with a day without a year: its month, its day, its weekday."""
    when = _DAY_OF_YEAR.search(told.open_text)
    weekday = _WEEKDAY.search(told.open_text)
    if not (when or weekday) or (when and not year):
        return []
    low = date(max(year - 1, 1985), 1, 1)
    # A text without a day may speak of old years only: a weekday or a day of a month may be later.
    later = 2 if when and not (when["d1"] or when["d2"]) else 10 if when else 60
    high = min(day, date(min((year or 2040) + later, 2100), 12, 31))
    found = []
    for record in records.between(frozenset(), _EVERY, low, high):
        if when is not None:
            if record.first.month != MONTHS.index(when["month"]) + 1:
                continue
            number = when["d1"] or when["d2"]
            if number and not record.first.day <= int(number) <= record.last.day:
                continue
            found.append((record, _DAYS if number else _WEEKS))
        elif weekday is not None and record.first.weekday() == _WEEK.index(weekday[1]):
            near = year and year <= record.first.year <= year + 1
            found.append((record, _UNTIMED if near else _ANY_YEAR))
    return found


def _in_time(told: Statement, records: Records, day: date, year: int) -> list[tuple[Record, int]]:
    """Return the records within a time told, with how many days it leaves open."""
    if not told.whens and told.open_text and (opened := _open_days(told, records, day, year)):
        return opened
    if _TO_COME.search(told.clause):
        day += timedelta(days=400)
    found: dict[int, tuple[Record, int]] = {}
    for first, last in told.whens:
        length = (last - first).days
        slack = timedelta(days=1 if length <= 7 else 0)
        if first.year < 1900 or length > 800:
            continue
        for record in records.between(frozenset(), _EVERY, first - slack, min(last, day) + slack):
            if record.last >= first - slack and record.first <= day + timedelta(days=1):
                found.setdefault(
                    id(record), (record, max(length, (record.last - record.first).days))
                )
    if not told.whens and not told.open_when:
        fresh = timedelta(days=10)
        for record in records.between(frozenset(), _EVERY, day - fresh, day + timedelta(days=1)):
            found.setdefault(id(record), (record, _UNTIMED))
        for name in (*told.parties, *told.known):
            for record in records.naming(name):
                if record.first <= day:
                    found.setdefault(id(record), (record, _WEEKS))
    if told.row and not told.whens:
        for record in records.rows:
            if record.ordinal == told.row and record.first <= day:
                found.setdefault(id(record), (record, _UNTIMED))
    for key in told.keys:
        for record in records.by_key.get(key, ()):
            told_day = not told.whens or id(record) in found or _tells_day(record, told)
            if record.first <= day and told_day:
                found[id(record)] = (record, 0)
    return list(found.values())


_TO_COME = re.compile(
    r"\b(?:tak(?:e|es|ing) effect|enters? into force|c[oa]mes? into force|in force (?:on|from)|from \w+ \d|as of|expires?|due|will)\b"
)


def _tells_day(record: Record, told: Statement) -> bool:
    """Tell whether a record's own words have a day told: "bans its oil from 23 June"."""
    return any(
        f"{first.day} {MONTHS[first.month - 1]}" in record.text
        for first, last in told.whens
        if (last - first).days <= _DAYS
    )


def _weigh(
    told: Statement,
    record: Record,
    named: Named,
    words: frozenset[str],
    sharp: int,
    records: Records,
) -> float | None:
    """Return how much of what a clause names is a record's; None where it is too little."""
    who = record.authorities
    near = named.nearness(who)
    misread = bool(told.owners & record.states)
    if told.told_in == "clause" and not misread and not who & (told.owners | named.clause):
        return None
    others = named.clause & IMPOSERS - told.near
    others -= record.states
    if not near or (others and not who & named.clause and not who & told.owners):
        return None
    names = [n for n in record.names if n and _says(told, n)]
    about = named.nearness(record.states) if record.states else 0.0
    elsewhere = {c for c in named.clause if len(c) == 2} - who - record.states - {"UN", "EU"}
    rowed = bool(told.row) and told.row == record.ordinal
    voting = told.voting or record.vote is not None
    if record.states and about < 2 and elsewhere - told.owners and not (names or rowed or voting):
        return None
    shared = sum(records.rarity(s) for s in words & record.stems)
    counted = bool(told.counts) and all(fits(c, record.counts) for c in told.counts)
    shared += (
        (0.6 + 0.5 * (len(told.counts) > 1))
        * (counted and (about >= 1.5 or bool(names) or not record.states))
        + 0.8 * rowed
        + _tallied(told, record)
    )
    if _ends_alike(told, record):
        shared, about = shared + 1.0, max(about, 1.2)
    if (
        not _enough(sharp, near, about, shared, len(names), bool(record.states), counted)
        and not (
            near >= 2
            and about >= 2
            and _WEEKS < sharp < _LONG
            and record.actions & {"IMPOSE", "EASE"}
            and _GENERAL.search(told.clause)
            and records.seldom(record)
        )
        and not (
            who & UN
            and near >= 1.2
            and about >= 2
            and _WEEKS < sharp < _LONG
            and record.actions & {told.action}
        )
        and not (
            sharp <= _WEEKS
            and near + about >= 3
            and about >= 1
            and (near >= 1.2 or who & told.owners)
            and record.actions & _alike_actions(told.action)
            and record.states & set(told.states[:1])
            and records.alone(record, told.states[0])
        )
        and not (rowed and about >= 1.2 and near >= 1.2)
    ):
        return None
    return near + about + shared + 2.0 * len(names) + (2 if sharp <= _DAYS else 0)


def _alike_actions(action: str) -> frozenset[str]:
    return (
        frozenset(("IMPOSE", "TIGHTEN"))
        if action in ("IMPOSE", "TIGHTEN")
        else frozenset((action,))
    )


def _ends_alike(told: Statement, record: Record) -> bool:
    """Tell whether a record runs to the very time that a clause tells."""
    if told.until is None or record.until is None:
        return False
    first, last = told.until
    return first <= record.until <= last and (last - first).days <= _WEEKS


def _tallied(told: Statement, record: Record) -> float:
    """Return what a tally borne out adds: its numbers are seldom another vote's."""
    numbers = (told.ballot.favour, told.ballot.opposed, told.ballot.abstaining)
    if record.vote is None or told.ballot.fits(record) is not True:
        return 0.0
    return 0.6 * min(2, sum(n is not None for n in numbers))


_GENERAL = re.compile(
    r"\b(?:sanctions?|restrictions|measures|penalties|curbs|sanctioned|acted|steps)\b"
)
_LONG = 400


def _borne_out(
    told: Statement, record: Record, weight: float, pool: Sequence[Record]
) -> Match | None:
    """Return a match where every part told is borne out by a record, or by another of the same round.

    What an authority did on a day on a state may be told in more than one record: one has the
    numbers, another the best known names.
    """
    unmet, more = _unmet(told, record)
    # A record of the same day about other states only tells nothing of the one that the clause names.
    about = record.states & set(told.states) or record.states
    if unmet:
        for other in pool:
            if other is record or not unmet:
                continue
            if (
                other.authorities & record.authorities and other.states & about
                and other.actions & record.actions
                and other.first <= record.last and record.first <= other.last
            ):  # fmt: skip
                unmet &= _unmet(told, other)[0]
    return None if unmet else Match(record, (), (), weight + more)


def _unmet(told: Statement, record: Record) -> tuple[set[str], float]:
    missing: list[str] = []
    gainsaid: list[str] = []
    named = named_by(record, told)
    more = parts_of(told, record, named, missing, gainsaid)
    return (set(missing) | set(gainsaid)) - {"the same measure"}, more


def _enough(
    sharp: int,
    near: float,
    about: float,
    shared: float,
    names: int,
    of_states: bool,
    counted: bool = False,
) -> bool:
    """Tell whether what is shared suffices: the more, the longer the time told is."""
    if not about and not names and counted and near >= 2 and shared >= 0.5:
        # "Nine people over trafficking in South-East Asia": the numbers say which round it is.
        return sharp <= _WEEKS
    if (
        not about
        and not names
        and (of_states or shared < (0.6 if sharp <= _DAYS and near >= 1.2 else 1.0))
    ):
        return False
    if sharp <= _DAYS:
        return bool(names) or shared >= 0.3 or (near >= 1.5 and about >= 1.5)
    total = near + about + shared + 1.5 * min(names, 2)
    if sharp <= _WEEKS:
        return total >= 3.2 and (shared >= 0.4 or names > 0)
    if sharp == _UNTIMED:
        return near >= 1.5 and about >= 1.2 and (shared >= 0.6 or names > 0)
    if sharp == _ANY_YEAR:
        return near >= 2 and about >= 2 and shared >= 1.0
    return total >= 4.0 and (shared >= 0.9 or names > 0)


_OFFICES = frozenset(
    """bank company companies group trading general military national international state ministry industries
    corporation limited ltd council committee office republic army force forces service services department
    security intelligence development shipping oil petroleum organization party union new north south east west
    islamic revolutionary front movement""".split()
)


def _says(told: Statement, name: Tokens) -> bool:
    """Tell whether a clause names somebody: all of a name, or two of its words that are no office's."""
    if len(name) == 1:
        return any(
            (len(w) > 3 and w.capitalize() in told.clause) or w.upper() in told.clause for w in name
        )
    return name <= told.words or len((name & told.words) - _OFFICES) >= 2
