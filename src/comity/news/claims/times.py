"""The times that a claim tells: of the act, until when, since when."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from comity.news.articles.article import Article
from comity.news.claims.claim import Claim
from comity.news.dates.clock import Clock, When

_UNTIL = re.compile(r"\b(?:until|till|through|up to|(?<!back )to)\s+$")
_SINCE = re.compile(r"\bsince\s+$|^since\b", re.I)
_DAY_NEXT = re.compile(
    r"\s+(?:\d|January|February|March|April|May|June|July|August|Sept|Oct|Nov|Dec|\w+day)"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """The times of a clause: resolved, whether one stays open and its words, until when, whether since."""

    spans: tuple[tuple[date, date], ...]
    open: bool
    open_text: str
    until: tuple[date, date] | None
    since: bool
    clear: bool


_YEAR_AFTER = re.compile(
    r",? (?:of )?(?P<year>last year|this year|the year before|the previous year)\b"
)
_BEFORE = re.compile(r"\bbefore\s+$", re.I)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_CLOSE = 20
_DAYS = frozenset(("month_day", "day_month"))
_VAGUE = frozenset(("vague", "now", "each", "since_then"))


def when_of(article: Article, claim: Claim) -> Dated:
    """Return the times of a clause; the event's own first, where the rules found one."""
    event = claim.event
    assert event is not None
    until: tuple[date, date] | None = None
    whens = [event.when] if event.when is not None and event.when.rule not in _VAGUE else []
    # "by six months on 2 September": the span is what was added, the day comes after it.
    whens = [
        w for w in whens if not (w.text.endswith(" on") and _DAY_NEXT.match(article.text, w.end))
    ]
    # "Prolonged until September 15": the day is the end of it, not that of the act.
    whens = [w for w in whens if not _ends(article.text, w)]
    starts = {w.start for w in whens}
    times = _times_in(article, event.sentence)
    resolved = {w.start: w for w in times if w.first}
    whens = [
        _both(w, resolved[w.start]) if _points_back(w) and w.start in resolved else w for w in whens
    ]
    for when in times:
        if not claim.start <= when.start < claim.end or when.rule in _VAGUE:
            continue
        if when.text.endswith(" on") and _DAY_NEXT.match(article.text, when.end):
            continue
        before = article.text[max(0, when.start - 14) : when.start]
        if _UNTIL.search(before) or when.text.split()[0].lower() in ("until", "by", "through"):
            if when.first and when.last:
                until = when.first, when.last
            whens = [w for w in whens if w.start != when.start]
        elif (
            _WEEKDAY.search(when.text)
            and abs(when.start - event.start) <= _CLOSE
            and when.start not in starts
        ):
            # "On Saturday voted …, two months after": the weekday at the verb is the verb's.
            whens.append(when)
            starts.add(when.start)
        elif all(w.first is None or w.rule not in _DAYS for w in whens) and when.rule in _DAYS:
            # "Last Wednesday week, on 7 March": the day of a month is surer.
            whens.append(when)
            starts.add(when.start)
        elif all(w.first is None for w in whens) or (
            re.search(r"\d{4}", when.text) and when.start not in starts
        ):
            # Beside the event's own time only a full date can be meant; "yesterday" is the saying's.
            whens.append(when)
            starts.add(when.start)
    if not whens and until is None:
        # "On 18 May they did: the accounts of 36 people were frozen".
        led = [w for w in times if w.end <= claim.start and w.rule not in _VAGUE and w.first]
        if (
            len(led) == 1
            and not _ends(article.text, led[0])
            and _LED.search(article.text, led[0].end, claim.start)
        ):
            whens = led
    spans: list[tuple[date, date]] = []
    for when in whens:
        found = _spans(article.text, when, article.published)
        spans += (
            found
            if event.realis == "hypothetical"
            else [_past(s, when, article.published) for s in found]
        )
    if until is not None and spans:
        until = _after(until, max(last for _, last in spans))
    since = any(
        when.text.lower().startswith("since")
        or _SINCE.search(article.text[max(0, when.start - 7) : when.start])
        for when in whens
    )
    unclear = any(w.first is None for w in whens) and not spans
    clear = bool(spans) and all(claim.start <= w.start < claim.end for w in whens)
    clear = clear and any((last - first).days <= 45 for first, last in spans)
    loose = " ".join(w.text for w in whens if w.first is None)
    return Dated(tuple(spans), unclear, loose, until, since, clear)


_BACK = re.compile(
    r"\b(?:that|(?:that |the )?same|following|next|previous|later|earlier|afterwards|thereafter|before|after|of it)\b",
    re.I,
)
_SAME = re.compile(r"\b(?:that|the) (?:very )?same (?P<unit>day|week|month|year)\b", re.I)
_ALONE = "read alone"
_LENGTHS = {"day": 3, "week": 7, "month": 45, "year": 366}
_LED = re.compile(r":\W*$")
_SENTENCES = 4
"""So many sentences before one may tell what "that year" is."""


@lru_cache(maxsize=4_096)
def _told_in(text: str, start: int, published: date | None) -> tuple[When, ...]:
    """Return the times from a place on, with what is told before it in mind."""
    clock = Clock(published)
    before = [w for w in clock.find(text, 0, start) if w.first] if start else []
    found = list(clock.find(text, start, len(text)))
    for m in _SAME.finditer(text, start):
        told = [
            w for w in (*before, *found) if w.first and w.end <= m.start() and _short(w, m["unit"])
        ]
        if told and not any(w.start < m.end() and m.start() < w.end for w in found):
            last = max(told, key=lambda w: w.end)
            found.append(replace(last, start=m.start(), end=m.end(), text=m[0], rule="rel_unit"))
    return tuple(found)


def _short(when: When, unit: str) -> bool:
    assert when.first is not None
    assert when.last is not None
    return (when.last - when.first).days <= _LENGTHS[unit.lower()]


def _times_in(article: Article, number: int) -> list[When]:
    """Return the times of a sentence; found once for all of its claims.

    What points back to a time ("that year", "two days later") is counted from the sentences before.
    """
    sentence = article.sentences[number]
    text = article.text[sentence.start : sentence.end]
    found = list(_told_in(text, 0, article.published))
    if _SAME.search(text) or any(_points_back(w) for w in found):
        low = article.sentences[max(0, number - _SENTENCES)].start
        wider = _told_in(article.text[low : sentence.end], sentence.start - low, article.published)
        shift = sentence.start - low
        told = {
            w.start - shift: replace(w, start=w.start - shift, end=w.end - shift) for w in wider
        }
        found = [
            _both(w, _opened(told[w.start])) if _points_back(w) and w.start in told else w
            for w in found
        ]
        starts = {w.start for w in found}
        found += [w for at, w in told.items() if at not in starts and _SAME.fullmatch(w.text)]
    return [replace(w, start=w.start + sentence.start, end=w.end + sentence.start) for w in found]


def _points_back(when: When) -> bool:
    return when.rule not in _VAGUE and (when.first is None or bool(_BACK.search(when.text)))


def _both(here: When, wider: When) -> When:
    """Return a time as the sentences before tell it, with how it reads without them behind it."""
    if here.first is None or wider.first is None or here.first == wider.first:
        return wider if here.first is None else here
    return replace(wider, others=(replace(here, reading=_ALONE),))


def _opened(when: When) -> When:
    """Return a time counted from what was told before, where the text leaves nothing surer."""
    if when.first is None and _BACK.search(when.text):
        told = [w for w in when.others if w.first and "told" in w.reading]
        if told:
            return replace(when, first=told[0].first, last=told[0].last, reading=told[0].reading)
    return when


def _spans(text: str, when: When, published: date | None) -> list[tuple[date, date]]:
    """Return an expression's interval; of a month without a year, the latest one too."""
    if not when.first or not when.last:
        return []
    found = [(when.first, when.last)]
    found += [(w.first, w.last) for w in when.others if w.reading == _ALONE and w.first and w.last]
    told = _YEAR_AFTER.match(text, when.end)
    if told is not None and published and not re.search(r"\d{4}", when.text):
        back = 1 if told["year"] in ("last year", "the year before", "the previous year") else 0
        return [_moved(found[0], published.year - back)]
    bare = when.rule in ("month", "month_day", "day_month", "part_month")
    if bare and published and when.last < published and not re.search(r"\d{4}", when.text):
        this_year = _moved(found[0], published.year)
        late = this_year if this_year[0] <= published else _moved(found[0], published.year - 1)
        found += [late] if late not in found else []
    return found


def _ends(text: str, when: When) -> bool:
    """Tell whether a time is the end of something, or what something came before."""
    return bool(
        _BEFORE.search(text[max(0, when.start - 9) : when.start])
        or _UNTIL.search(text[max(0, when.start - 14) : when.start])
        or when.text.split()[0].lower() in ("until", "through", "till")
    )


def _past(span: tuple[date, date], when: When, published: date | None) -> tuple[date, date]:
    """Return a weekday or a month that was taken for the coming one, of what has been done, as the last."""
    if published is None or span[0] <= published + timedelta(days=1):
        return span
    if _WEEKDAY.search(when.text) and (span[0] - published).days <= 7:
        return span[0] - timedelta(days=7), span[1] - timedelta(days=7)
    if re.search(r"\d{4}|next|coming", when.text) or span[1] - span[0] > timedelta(days=40):
        return span
    return _moved(
        span, published.year if _moved(span, published.year)[0] <= published else published.year - 1
    )


def _after(span: tuple[date, date], day: date) -> tuple[date, date]:
    """Return an interval of days and months in the first year in which it ends after a day."""
    moved = span
    while moved[1] < day:
        moved = _moved(span, moved[0].year + 1)
    return moved


def _moved(span: tuple[date, date], year: int) -> tuple[date, date]:
    first, last = span
    shift = year - first.year
    return _in_year(first, first.year + shift), _in_year(last, last.year + shift)


def _in_year(day: date, year: int) -> date:
    return (
        day.replace(year=year, day=28)
        if (day.month, day.day) == (2, 29)
        else day.replace(year=year)
    )
