"""Time expressions: intervals, resolved against the day of publication and never guessed."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"), start=1
    )
    for name in names.split()
}  # fmt: skip
_DAYS = {
    d: k for k, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
_NUMBERS = {
    w: n for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "couple": 2}  # fmt: skip
_DECADES = {"sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}

_M = (
    r"(?P<month{0}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_NUM = r"(?P<{0}>\d{{1,4}}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_D = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_Y = r"(?P<{0}>(?:19|20)\d\d)"
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("range_years", rf"\b(?:in|from|of|between)\s+{_Y.format('y1')},?\s+(?:and(?:\s+again\s+in)?|to|until)\s+{_Y.format('y2')}\b"),
    ("months", rf"\bin\s+{_M.format('a')}\s+{_Y.format('y1')}(?:,\s+\w+\s+\d{{4}})*\s*,?\s+and\s+(?:again\s+in\s+)?{_M.format('b')}\s+{_Y.format('y2')}\b"),
    ("two_dates", rf"\bin\s+{_M.format('a')}\s+and\s+(?:again\s+)?on\s+{_D.format('d')}\s+{_M.format('b')}\b"),
    ("day_month_year", rf"\b{_D.format('d')}\s+{_M.format('a')},?\s+{_Y.format('y')}\b"),
    ("month_day_year", rf"\b{_M.format('a')}\s+{_D.format('d')},?\s+{_Y.format('y')}\b"),
    ("iso", r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"),
    ("part_month", rf"\b(?P<part>early|mid|late|the end of|the beginning of)[\s-]+{_M.format('a')}(?:,?\s+{_Y.format('y')})?\b"),
    ("month_year", rf"\b{_M.format('a')},?\s+(?:of\s+)?{_Y.format('y')}\b"),
    ("month_last_year", rf"\b{_M.format('a')}\s+(?:of\s+)?(?P<rel>last year|this year|of the following year|the following year|the same year|that year|next year)\b"),
    ("day_month_rel", rf"\b{_D.format('d')}\s+{_M.format('a')}\s+(?P<rel>last year|this year)\b"),
    ("day_month", rf"\b{_D.format('d')}\s+{_M.format('a')}\b"),
    ("month_day", rf"\b{_M.format('a')}\s+{_D.format('d')}\b(?!\s*(?:per|%))"),
    ("rel_month", rf"\b(?P<rel>last|this|next|the following|that|this past)\s+{_M.format('a')}\b"),
    ("month", rf"\b(?:in|since|by|until|from|during|of|for|through|before|after)\s+{_M.format('a')}\b"),
    ("ago", rf"\b(?:some |about |nearly |almost |more than |just over )?{_NUM.format('n')}\s+(?P<unit>day|week|month|year|decade)s?\s+(?P<dir>ago|later|earlier|before|after|on)\b"),
    ("within_hours", r"\bwithin\s+(?:hours|the hour|minutes|a day)\b"),
    ("each", r"\bevery (?:year|month|week) since\b|\bevery (?:month|year|week)\b|\beach (?:month|year)\b"),
    ("rel_unit", r"\b(?P<rel>last|this|next|the following|the next|the same|that|later that|earlier this|later this)\s+(?P<unit>week|month|year|day|summer|spring|autumn|fall|winter|weekend)\b"),
    ("since_then", r"\bsince then\b"),
    ("weekday", rf"\b(?:(?P<rel>last|next|this|early on|late on|on|by|since|until|as recently as)\s+)?{_WEEKDAY}\b"),
    ("decade", r"\b(?:throughout |in |during )?the\s+(?P<dec>sixties|seventies|eighties|nineties|(?:19|20)\d0s)\b"),
    ("year", rf"\b(?:in|since|during|from|until|by|of|before|after|as early as|back in)\s+(?:early\s+|late\s+|mid-)?{_Y.format('y')}\b"),
    ("today", r"\b(?P<rel>today|yesterday|tomorrow|tonight)\b(?:[’']s)?"),
    ("now", r"\bnow\b"),
    ("nth", rf"\bon the\s+{_D.format('d')}\b(?!\s+(?:occasion|time|list))"),
    ("vague", r"\bin (?:the )?(?:coming|recent|next few|past few|last few|following) (?:days|weeks|months|years|hours)\b|\bfor (?:weeks|months|years|decades)\b|\blately\b|\bin due course\b|\bat the same time\b|\bat once\b|\bin the week before Christmas\b|\bthe previous (?:day|week|month|year)\b"),
)  # fmt: skip
_FINDERS = tuple(
    (
        rule,
        re.compile(
            p, re.I if rule not in ("month", "months", "rel_month", "month_day", "day_month") else 0
        ),
    )
    for rule, p in _PATTERNS
)
_HINT = re.compile(
    r"\d|day\b|days\b|month|year|week|later|ago|now\b|today|tomorrow|tonight|late|once\b|same time|within|ties\b"
    r"|January|February|March|April|May\b|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|previous|due course",
    re.I,
)


_FUTURE = re.compile(
    r"\b(?:will|shall|due|expected to|is to|are to|plans? to|set to|expires?|next|would|scheduled)\b[^.;]*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class When:
    """A time expression.

    Attributes:
        first, last: The interval, both days included; `None` where the text does not tell them.
        rule: Which kind of expression.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    rule: str

    def as_json(self) -> dict[str, str | None]:
        """Return the form of the annotation: text, start, end."""
        return {
            "text": self.text,
            "start": self.first.isoformat() if self.first else None,
            "end": self.last.isoformat() if self.last else None,
        }


class Clock:
    """Resolves expressions in the order of the text; what follows refers to what came before."""

    def __init__(self, published: date | None) -> None:
        """Begin on a day of publication; without one, only whole dates are resolved."""
        self.published = published
        self.anchor: date | None = None
        self._here = False

    def find(self, text: str, start: int, end: int) -> list[When]:
        """Return the expressions of a sentence, in order, none within another.

        A weekday or a day without a year is the next one where the words before it tell what is
        to come, else the nearest past one.
        """
        if not _HINT.search(text, start, end):
            return []
        spans: list[tuple[int, int, str, re.Match[str]]] = []
        for rule, finder in _FINDERS:
            for m in finder.finditer(text, start, end):
                if any(m.start() < b and a < m.end() for a, b, _, _ in spans):
                    continue
                spans.append((m.start(), m.end(), rule, m))
        found = []
        self._here = False
        for a, b, rule, m in sorted(spans, key=lambda s: s[0]):
            if (
                rule == "month"
                and m["montha"] == "May"
                and m[0].lower().startswith(("by may", "for may"))
            ):
                continue
            future = bool(_FUTURE.search(text, max(start, a - 60), a))
            interval = self._resolve(rule, m, future)
            if isinstance(interval, str):
                continue
            first, last = interval or (None, None)
            if first is not None and rule not in ("each", "now", "today"):
                self.anchor, self._here = first, True
            found.append(When(a, b, text[a:b], first, last, rule))
        return found

    def _resolve(self, rule: str, m: re.Match[str], future: bool) -> tuple[date, date] | str | None:
        groups = m.groupdict()
        try:
            return getattr(self, f"_{rule}")(groups, m[0], future)  # type: ignore[no-any-return]
        except (ValueError, OverflowError):
            return None

    # Each rule returns an interval, or None where the text alone does not tell it.

    def _range_years(self, g: dict[str, str], *_: object) -> tuple[date, date]:
        return date(int(g["y1"]), 1, 1), date(int(g["y2"]), 12, 31)

    def _months(self, g: dict[str, str], *_: object) -> tuple[date, date]:
        return _month(int(g["y1"]), _m(g["montha"]))[0], _month(int(g["y2"]), _m(g["monthb"]))[1]

    def _two_dates(self, g: dict[str, str], *_: object) -> tuple[date, date] | None:
        if self.published is None:
            return None
        last = self._past_day(_m(g["monthb"]), int(g["d"]))
        first = _month(last.year, _m(g["montha"]))[0]
        return (first, last) if first <= last else (first.replace(year=first.year - 1), last)

    def _day_month_year(self, g: dict[str, str], *_: object) -> tuple[date, date]:
        day = date(int(g["y"]), _m(g["montha"]), int(g["d"]))
        return day, day

    _month_day_year = _day_month_year

    def _iso(self, g: dict[str, str], *_: object) -> tuple[date, date]:
        day = date.fromisoformat(g["iso"])
        return day, day

    def _part_month(self, g: dict[str, str], text: str, future: bool) -> tuple[date, date] | None:
        if g["y"]:
            first, last = _month(int(g["y"]), _m(g["montha"]))
        else:
            whole = self._bare_month(_m(g["montha"]), future)
            if whole is None:
                return None
            first, last = whole
        part = g["part"].lower()
        if part in ("early", "the beginning of"):
            return first, first.replace(day=10)
        if part == "mid":
            return first.replace(day=11), first.replace(day=20)
        return first.replace(day=21), last

    def _month_year(self, g: dict[str, str], *_: object) -> tuple[date, date]:
        return _month(int(g["y"]), _m(g["montha"]))

    def _month_last_year(self, g: dict[str, str], *_: object) -> tuple[date, date] | None:
        year = self._year_of(g["rel"].lower())
        return None if year is None else _month(year, _m(g["montha"]))

    def _day_month_rel(self, g: dict[str, str], *_: object) -> tuple[date, date] | None:
        year = self._year_of(g["rel"].lower())
        if year is None:
            return None
        day = date(year, _m(g["montha"]), int(g["d"]))
        return day, day

    def _year_of(self, rel: str) -> int | None:
        if "following" in rel:
            return self.anchor.year + 1 if self.anchor else None
        if rel in ("that year", "the same year"):
            return self.anchor.year if self.anchor else None
        if self.published is None:
            return None
        return self.published.year + {"last year": -1, "this year": 0, "next year": 1}[rel]

    def _day_month(self, g: dict[str, str], text: str, future: bool) -> tuple[date, date] | None:
        if self.published is None:
            return None
        month, number = _m(g["montha"]), int(g["d"])
        day = self._past_day(month, number)
        if future:
            day = _safe(self.published.year, month, number)
            if day < self.published:
                day = _safe(self.published.year + 1, month, number)
        return day, day

    _month_day = _day_month

    def _past_day(self, month: int, number: int) -> date:
        assert self.published is not None
        day = _safe(self.published.year, month, number)
        # A day some weeks ahead is still to come ("expires on 31 January"); further off it is past.
        if day > self.published + timedelta(days=60):
            day = _safe(self.published.year - 1, month, number)
        return day

    def _rel_month(self, g: dict[str, str], *_: object) -> tuple[date, date] | None:
        month, rel = _m(g["montha"]), g["rel"].lower()
        if rel in ("the following", "that"):
            if self.anchor is None:
                return None
            year = self.anchor.year
            if rel == "the following" and month <= self.anchor.month:
                year += 1
            return _month(year, month)
        if self.published is None:
            return None
        year = self.published.year
        if rel in ("last", "this past"):
            year -= month >= self.published.month
        elif rel == "next":
            year += month <= self.published.month
        return _month(year, month)

    def _month(self, g: dict[str, str], text: str, future: bool) -> tuple[date, date] | None:
        return self._bare_month(_m(g["montha"]), future)

    def _bare_month(self, month: int, future: bool) -> tuple[date, date] | None:
        if self.published is None:
            return None
        year = self.published.year
        if future:
            return _month(year + (month < self.published.month), month)
        old = self.published.year - self.anchor.year if self.anchor else 0
        if self.anchor and old >= (1 if self._here else 3) and month >= self.anchor.month:
            # In the middle of an older story: "in June 1993 … in August".
            return _month(self.anchor.year, month)
        return _month(year - (month > self.published.month), month)

    def _ago(self, g: dict[str, str], text: str, future: bool) -> tuple[date, date] | None:
        count = _number(g["n"])
        way, unit = g["dir"].lower(), g["unit"].lower()
        base = self.published if way in ("ago", "on") else self.anchor
        if base is None:
            return None
        sign = -1 if way in ("ago", "earlier", "before", "on", "after") else 1
        if way == "after":
            base = self.published or base
        if unit == "day":
            day = base + timedelta(days=sign * count)
            return day, day
        if unit == "week":
            return _week(base + timedelta(weeks=sign * count))
        if unit == "month":
            total = base.year * 12 + base.month - 1 + sign * count
            return _month(total // 12, total % 12 + 1)
        year = base.year + sign * count * (10 if unit == "decade" else 1)
        return date(year, 1, 1), date(year, 12, 31)

    def _within_hours(self, *_: object) -> tuple[date, date] | None:
        return (self.anchor, self.anchor) if self.anchor else None

    def _each(self, g: dict[str, str], text: str, future: bool) -> tuple[date, date] | None:
        if "since" in text and self.anchor and self.published:
            return date(self.anchor.year + 1, 1, 1), self.published
        return None

    def _rel_unit(self, g: dict[str, str], *_: object) -> tuple[date, date] | str | None:
        rel, unit = g["rel"].lower(), g["unit"].lower()
        if rel in ("the following", "the next", "the same", "that", "later that"):
            base = self.anchor
            if base is None:
                return None if rel != "that" else "skip"
        else:
            base = self.published
            if base is None:
                return None
        shift = {"last": -1, "next": 1, "the following": 1, "the next": 1}.get(rel, 0)
        if unit == "day":
            day = base + timedelta(days=shift)
            return day, day
        if unit == "week":
            return _week(base + timedelta(weeks=shift))
        if unit == "month":
            total = base.year * 12 + base.month - 1 + shift
            return _month(total // 12, total % 12 + 1)
        if unit == "year":
            return date(base.year + shift, 1, 1), date(base.year + shift, 12, 31)
        return None

    def _since_then(self, *_: object) -> None:
        return None

    def _weekday(self, g: dict[str, str], text: str, future: bool) -> tuple[date, date] | None:
        if self.published is None:
            return None
        number, rel = _DAYS[g["weekday"].lower()], (g["rel"] or "").lower()
        back = (self.published.weekday() - number) % 7
        if rel == "next" or (future and rel != "last"):
            day = self.published + timedelta(days=(7 - back) % 7 or 7)
        elif rel == "last":
            day = self.published - timedelta(days=back or 7)
        else:
            day = self.published - timedelta(days=back)
        return day, day

    def _decade(self, g: dict[str, str], *_: object) -> tuple[date, date]:
        year = _DECADES.get(g["dec"].lower()) or int(g["dec"][:4])
        return date(year, 1, 1), date(year + 9, 12, 31)

    def _year(self, g: dict[str, str], *_: object) -> tuple[date, date]:
        return date(int(g["y"]), 1, 1), date(int(g["y"]), 12, 31)

    def _today(self, g: dict[str, str], *_: object) -> tuple[date, date] | None:
        if self.published is None:
            return None
        shift = {"yesterday": -1, "tomorrow": 1}.get(g["rel"].lower(), 0)
        day = self.published + timedelta(days=shift)
        return day, day

    def _now(self, *_: object) -> str:
        return "skip"

    def _nth(self, g: dict[str, str], *_: object) -> tuple[date, date] | None:
        base = self.anchor or self.published
        if base is None:
            return None
        day = _safe(base.year, base.month, int(g["d"]))
        return day, day

    def _vague(self, g: dict[str, str], text: str, future: bool) -> tuple[date, date] | None:
        if text.lower().startswith("in the week before christmas") and self.published:
            year = self.published.year - (self.published.month < 12)
            return _week(date(year, 12, 25) - timedelta(weeks=1))
        if text.lower() in ("at the same time", "at once") and self.anchor:
            return self.anchor, self.anchor
        return None


def month_number(name: str) -> int:
    """Return the number of a month by its name, whole or shortened; 0 for another word."""
    return _MONTHS.get(name.lower().rstrip("."), 0)


def _m(name: str) -> int:
    return _MONTHS[name.lower().rstrip(".")]


def _number(text: str) -> int:
    return _NUMBERS.get(text.lower()) or int(text)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _week(day: date) -> tuple[date, date]:
    first = day - timedelta(days=day.weekday())
    return first, first + timedelta(days=6)


def _safe(year: int, month: int, day: int) -> date:
    if not 1 <= day <= 31:
        raise ValueError("no such day")
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
