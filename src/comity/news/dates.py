"""Time expressions: intervals, resolved against the day of publication and never guessed.

"In July" may be last July, next July or the July of the year just told of. An expression therefore
has several *readings*; the first is the one that rules prefer, and `dating.py` weighs them all.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from comity.news.timewords import Expression, find_expressions, joined, month_number, number_of

__all__ = ["Clock", "When", "month_number"]

_DAYS = {
    d: k for k, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
_DECADES = {"sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_FUTURE = re.compile(
    r"\b(?:will|shall|due|expected to|is to|are to|plans? to|set to|expires?|next|would|scheduled)\b[^.;]*$",
    re.I,
)
_DATELINE = re.compile(
    r"^[^a-z\n]{3,40}[^\n]{0,20}?[,(]\s*(?P<month>[A-Z][a-z]{2,8})\.?\s+(?P<day>\d\d?)\b", re.M
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_LEAD = 1_200
"""Characters at the head of a text that may tell of which day it tells."""

Interval = tuple[date, date]
Reading = tuple[str, Interval | None]
_OPEN: tuple[Reading, ...] = (("open", None),)


@dataclass(frozen=True, slots=True)
class When:
    """A time expression.

    Attributes:
        first, last: The interval, both days included; `None` where the text does not tell them.
        rule: Which kind of expression.
        reading: How it was resolved: "past", "next", "told" (from what was told before), ….
        others: The other readings, if any; they have none themselves.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    rule: str
    reading: str = ""
    others: tuple[When, ...] = ()

    def as_json(self) -> dict[str, str | None]:
        """Return the form of the annotation: text, start, end."""
        return {
            "text": self.text,
            "start": self.first.isoformat() if self.first else None,
            "end": self.last.isoformat() if self.last else None,
        }


class Clock:
    """Resolves expressions in the order of the text; what follows refers to what came before.

    Attributes:
        anchor: What was told last in the paragraph; set it to `None` where a new one begins.
    """

    def __init__(self, published: date | None) -> None:
        """Begin on a day of publication; without one, only whole dates are resolved."""
        self.published = published
        self.anchor: Interval | None = None
        self._told: Interval | None = None
        self._day: date | None = None
        self._lead: date | None = None
        self._here = False
        self._sought = False

    def find(self, text: str, start: int, end: int) -> list[When]:
        """Return the expressions of a sentence, in order, none within another but lists of them.

        A weekday or a day without a year is the next one where the words before it tell what is
        to come, else the nearest past one.
        """
        if not self._sought:
            self._lead, self._sought = self._lead_of(text), True
        self._here = False
        found: list[When] = []
        for told in find_expressions(text, start, end):
            if told.rule == "month" and re.match(r"(?i:by|for) May\b(?! \d)", told.match[0]):
                continue
            future = bool(_FUTURE.search(text, max(start, told.start - 60), told.start))
            readings = self._readings(told, future)
            if not readings:
                continue
            found.append(_when(text, told, readings))
            self._remember(found[-1])
        return _with_lists(text, found)

    def settle(self, when: When) -> None:
        """Take a reading for the one that what follows refers to."""
        self._remember(when)

    def _remember(self, when: When) -> None:
        if when.first is None or when.last is None or when.rule in ("each", "now", "for_units"):
            return
        self.anchor = self._told = when.first, when.last
        self._here = True
        if when.first == when.last:
            self._day = when.first

    def _lead_of(self, text: str) -> date | None:
        """Return the day that a text tells of: that of its dateline, or of its first weekday."""
        if self.published is None:
            return None
        told = _DATELINE.search(text, 0, _LEAD)
        if told and (month := month_number(told["month"])):
            day = self._past_day(month, int(told["day"]))
            if day and 0 <= (self.published - day).days <= 10:
                return day
        first = _WEEKDAY.search(text, 0, _LEAD)
        return self._past_weekday(_DAYS[first[0].lower()]) if first else None

    def _readings(self, told: Expression, future: bool) -> list[Reading]:
        groups = told.match.groupdict()
        try:
            found = getattr(self, f"_{told.rule}")(groups, told.match[0].lower(), future)
        except (ValueError, OverflowError):
            found = [("open", None)]
        return _distinct(found)

    # Each rule returns its readings, the likeliest first.

    def _days_month(self, g: dict[str, str], *_: object) -> list[Reading]:
        month, first, last = month_number(g["montha"]), int(g["d"]), int(g["e"])
        if g["y"]:
            return [("whole", (date(int(g["y"]), month, first), date(int(g["y"]), month, last)))]
        return [
            (name, (_safe(span[0].year, month, first), span[1]) if span else None)
            for name, span in self._day_readings(month, last, False)
        ]

    _month_days = _days_month

    def _day_month_year(self, g: dict[str, str], *_: object) -> list[Reading]:
        day = date(int(g["y"]), month_number(g["montha"]), int(g["d"]))
        return [("whole", (day, day))]

    _month_day_year = _day_month_year

    def _iso(self, g: dict[str, str], *_: object) -> list[Reading]:
        day = date.fromisoformat(g["iso"])
        return [("whole", (day, day))]

    def _end_day(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        month = month_number(g["montha"])
        spans = (
            [("whole", _month_of(int(g["y"]), month))] if g["y"] else self._months_of(month, future)
        )
        few = (g["days"] or "").startswith("days")
        return [(name, _edge(span, g["ord"].lower(), few)) for name, span in spans if span]

    def _part_month(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        month = month_number(g["montha"])
        spans: Sequence[Reading]
        if g["y"]:
            spans = [("whole", _month_of(int(g["y"]), month))]
        elif g["rel"]:
            spans = [(name, _month_of(y, month)) for name, y in self._years_of(g["rel"])]
        else:
            spans = self._months_of(month, future)
        return [(n, _part(s, g["part"].lower()) if s else None) for n, s in spans] or list(_OPEN)

    def _month_year(self, g: dict[str, str], *_: object) -> list[Reading]:
        return [("whole", _month_of(int(g["y"]), month_number(g["montha"])))]

    def _month_last_year(self, g: dict[str, str], *_: object) -> list[Reading]:
        month = month_number(g["montha"])
        return [(name, _month_of(y, month)) for name, y in self._years_of(g["rel"])] or list(_OPEN)

    def _day_month_rel(self, g: dict[str, str], *_: object) -> list[Reading]:
        month, number = month_number(g["montha"]), int(g["d"])
        days = [(name, date(y, month, number)) for name, y in self._years_of(g["rel"])]
        return [(name, (day, day)) for name, day in days] or list(_OPEN)

    _month_day_rel = _day_month_rel

    def _years_of(self, told: str) -> list[tuple[str, int]]:
        """Return the years that "last year", "the following year" may be."""
        rel = re.sub(r"^of\s+|\s+year$|^of\s+the\s+|^the\s+", "", " ".join(told.lower().split()))
        rel = rel.removeprefix("the ").removesuffix(" year")
        shift = {"last": -1, "this": 0, "next": 1, "following": 1, "previous": -1}.get(rel, 0)
        found = []
        if rel not in ("last", "this") and self._told:
            found.append(("told", self._told[0].year + shift))
        if rel in ("last", "this", "next") and self.published:
            found.insert(
                0 if told.strip() != "the next year" else 1, ("past", self.published.year + shift)
            )
        return found

    def _day_month(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        return self._day_readings(month_number(g["montha"]), int(g["d"]), future)

    _month_day = _day_month

    def _day_readings(self, month: int, number: int, future: bool) -> list[Reading]:
        found: list[Reading] = []
        if self.published:
            past, next_ = self._past_day(month, number), _safe(self.published.year, month, number)
            strictly = _safe(self.published.year - (next_ > self.published), month, number)
            if next_ < self.published:
                next_ = _safe(self.published.year + 1, month, number)
            found += [
                ("past", (past, past)),
                ("next", (next_, next_)),
                ("past", (strictly, strictly)),
            ]
            if future:
                found.insert(0, found.pop(1))
        if self.anchor or self._told:
            for base in (self.anchor, self._told):
                if base:
                    day = _safe(base[0].year, month, number)
                    after = day if day >= base[0] else _safe(base[0].year + 1, month, number)
                    found += [("told", (day, day)), ("after told", (after, after))]
        return found if self.published else [("open", None), *found]

    def _past_day(self, month: int, number: int) -> date:
        assert self.published is not None
        day = _safe(self.published.year, month, number)
        # A day some weeks ahead is still to come ("expires on 31 January"); further off it is past.
        if day > self.published + timedelta(days=60):
            day = _safe(self.published.year - 1, month, number)
        return day

    def _rel_month(self, g: dict[str, str], *_: object) -> list[Reading]:
        month, rel = month_number(g["montha"]), " ".join(g["rel"].lower().split())
        found: list[Reading] = []
        if self.published:
            year, own = self.published.year, self.published.month
            last = _month_of(year - (month >= own), month)
            if rel == "next":
                found.append(("next", _month_of(year + (month <= own), month)))
            elif rel in ("last", "this past"):
                found += [("past", last), ("before", _month_of(last[0].year - 1, month))]
            elif rel == "this":
                found.append(("past", _month_of(year, month)))
        if rel.startswith("th") and rel not in ("this", "this past") and self._told:
            base = self._told[0]
            year = base.year
            if rel in ("the following", "the next"):
                year += month <= base.month
            elif rel in ("the preceding", "the previous"):
                year -= month >= base.month
            found.append(("told", _month_of(year, month)))
        return found or list(_OPEN)

    def _months(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        first, last = month_number(g["montha"]), month_number(g["monthb"])
        found: list[Reading] = []
        for name, span in self._months_of(last, future):
            if span is None:
                found.append((name, None))
                continue
            year = span[0].year - (first > last)
            found.append((name, (date(year, first, 1), span[1])))
        return found

    def _month(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        found = self._months_of(month_number(g["montha"]), future)
        if self.published and text.startswith("since") and found[0][1]:
            found.append(("till past", (found[0][1][0], self.published)))
        return found if found[0] in _OPEN else [*found, *_OPEN]

    _month_attr = _month

    def _months_of(self, month: int, future: bool) -> list[Reading]:
        """Return which months a bare name may mean."""
        found: list[Reading] = []
        if self.published:
            year, own = self.published.year, self.published.month
            found.append(("past", _month_of(year - (month > own), month)))
            found.append(("next", _month_of(year + (month < own), month)))
            if month == own:
                found += [
                    ("past year", _month_of(year - 1, month)),
                    ("next year", _month_of(year + 1, month)),
                ]
            if future:
                found.insert(0, found.pop(1))
        bases = [b for b in (self.anchor, self._told) if b]
        for base in bases:
            found.append(("told", _month_of(base[0].year, month)))
            found.append(("after told", _month_of(base[0].year + (month < base[0].month), month)))
        if self.published and self.anchor and not future:
            old = self.published.year - self.anchor[0].year
            if old >= (1 if self._here else 3) and month >= self.anchor[0].month:
                # In the middle of an older story: "in June 1993 … in August".
                found.insert(0, ("told", _month_of(self.anchor[0].year, month)))
        return found if self.published else [("open", None), *found]

    def _range_years(self, g: dict[str, str], *_: object) -> list[Reading]:
        return [("whole", (date(int(g["y1"]), 1, 1), date(int(g["y2"]), 12, 31)))]

    def _decade(self, g: dict[str, str], *_: object) -> list[Reading]:
        year = _DECADES.get(g["dec"].lower()) or int(g["dec"][:4])
        return [("whole", (date(year, 1, 1), date(year + 9, 12, 31)))]

    def _year(self, g: dict[str, str], *_: object) -> list[Reading]:
        year = int(g["y"])
        return [("whole", (date(year, 1, 1), date(year, 12, 31))), *_OPEN]

    def _season_year(self, g: dict[str, str], *_: object) -> list[Reading]:
        return [("whole", _season_of(int(g["y"]), g["season"]))]

    def _season(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        name, rel = g["season"].lower(), g["rel"].lower()
        if rel in ("all", "each", "every", "by", "before"):
            return list(_OPEN)
        found: list[Reading] = []
        if self.published:
            now = _season_of(self.published.year, name)
            past = now if now[0] <= self.published else _season_of(now[0].year - 1, name)
            over = past if past[1] < self.published else _season_of(past[0].year - 1, name)
            last = ("past", over if rel == "last" else past)
            found = [last, *_OPEN] if rel in ("last", "this") else [*_OPEN, last]
            found.append(("next", _season_of(past[0].year + 1, name)))
            if rel == "since":
                found.append(("since", (past[0], self.published - timedelta(days=1))))
        if self._told and rel in ("that", "the same", "the following", "in", "the"):
            span = _season_of(self._told[0].year, name)
            found.insert(0 if rel.startswith("th") and rel != "the" else len(found), ("told", span))
        return found or list(_OPEN)

    def _weekday(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        number, rel = _DAYS[g["weekday"].lower()], (g["rel"] or "").lower()
        if self.published is None:
            return list(_OPEN)
        past = self._past_weekday(number)
        next_ = past + timedelta(days=7)
        before = past - timedelta(days=7)
        found: list[Reading] = [
            ("past", (past, past)),
            ("next", (next_, next_)),
            ("before", (before, before)),
        ]
        if past == self.published:
            found.append(("day itself", (past, past)))
        if rel == "this" and past == self.published:
            return found
        if rel in ("next", "this", "the following") or (future and rel != "last"):
            found.insert(0, found.pop(1))
        if rel == "last" and past == self.published:
            found.insert(0, found.pop(2))
        if self._told and self._told[1] < past:
            base = self._told[0]
            day = base + timedelta(days=(number - base.weekday()) % 7)
            found.append(("told", (day, day)))
        return found

    def _past_weekday(self, number: int) -> date:
        assert self.published is not None
        return self.published - timedelta(days=(self.published.weekday() - number) % 7)

    def _hours(self, *_: object) -> list[Reading]:
        return [*self._days_told(), ("interval", self._told), *_OPEN]

    def _at_once(self, g: dict[str, str], text: str, *_: object) -> list[Reading]:
        return self._hours() if self._told or self.published else list(_OPEN)

    def _days_told(self) -> list[Reading]:
        """Return the days that "the same day" or "within hours" may refer to."""
        found: list[Reading] = []
        if self.anchor and self.anchor[0] == self.anchor[1]:
            found.append(("told", self.anchor))
        if self._day and self._day != (self.anchor or (None,))[0]:
            found.append(("day told", (self._day, self._day)))
        if self._lead:
            found.append(("lead", (self._lead, self._lead)))
        if self.published:
            found.append(("past", (self.published, self.published)))
        return found

    def _ago(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        count, way = number_of(g["n"]), " ".join(g["dir"].lower().split())
        unit = g["unit"].lower()
        found: list[Reading] = []
        if way in ("ago", "from now", "on"):
            if self.published:
                sign = 1 if way == "from now" else -1
                if g["today"]:
                    day = _safe(
                        self.published.year + sign * count, self.published.month, self.published.day
                    )
                    return [("past", (day, day))]
                found += _away("past", (self.published, self.published), sign * count, unit)
                if self._lead and unit in ("day", "week", "fortnight"):
                    found += _away("lead", (self._lead, self._lead), sign * count, unit)
            return found or list(_OPEN)
        before, after = way in ("earlier", "before", "previously"), way == "later"
        for name, base in self._bases():
            if before or way == "after":
                found += _away(f"back from {name}", base, -count, unit)
            if after or way == "after":
                found += _away(f"on from {name}", base, count, unit)
        if way == "after":
            found.sort(
                key=lambda r: (
                    r[0] != "back from past" if not self._here else r[0] != "back from told"
                )
            )
        return [*found, *_OPEN] if self.published else [*_OPEN, *found]

    def _bases(self) -> list[tuple[str, Interval]]:
        """Return what an earlier or later day may be counted from, the likeliest first."""
        found = [("told", self.anchor or self._told)]
        if self._day:
            found.append(("day told", (self._day, self._day)))
        if self._lead:
            found.append(("lead", (self._lead, self._lead)))
        if self.published:
            found.append(("past", (self.published, self.published)))
        return [(name, base) for name, base in found if base]

    def _beside(self, g: dict[str, str], text: str, *_: object) -> list[Reading]:
        sign = 1 if g["dir"].lower() == "after" else -1
        unit = g["unit"].lower()
        unit = unit if unit in ("week", "month", "year") else "day"
        found: list[Reading] = []
        for name, base in self._bases():
            found += _away(name, base, sign, unit)
        return found or list(_OPEN)

    def _each(self, g: dict[str, str], text: str, *_: object) -> list[Reading]:
        if "since" in text and self.published and self._told:
            first = date(self._told[0].year + 1, 1, 1)
            return [
                ("told", (first, self.published)),
                ("cut", (first, self.published - timedelta(days=1))),
            ]
        return list(_OPEN)

    def _end_unit(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        rel, unit = g["rel"].lower(), g["unit"].lower()
        base = self._told[0] if rel in ("that", "the following") and self._told else self.published
        if base is None or unit == "week":
            return list(_OPEN)
        shift = {"last": -1, "next": 1, "the following": 1}.get(rel, 0)
        span = _unit_of(base, unit, shift)
        part = _part(span, f"the {g['part'].lower()} of") if unit == "month" else None
        day = (span[1], span[1]) if g["part"].lower() == "end" else None
        found = [("day", day), ("part", part)]
        if (g["at"] or "").lower() != "by":
            found.reverse()
        return [*(r for r in found if r[1]), *_OPEN]

    def _rel_unit(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        rel, unit = g["rel"].lower(), g["unit"].lower()
        shift = {"last": -1, "next": 1, "the following": 1, "the next": 1, "the previous": -1,
                 "the preceding": -1, "the coming": 1}.get(rel, 0)  # fmt: skip
        if unit == "weekend":
            return self._weekend({"rel": rel})
        if unit not in ("week", "month", "year"):
            return self._day_rel(rel, unit, shift)
        found: list[Reading] = []
        if rel in ("the following", "the next", "the same", "that", "later that", "earlier that",
                   "the previous", "the preceding"):  # fmt: skip
            found += [(name, _unit_of(base[0], unit, shift)) for name, base in self._bases()]
            return [*found, *_OPEN] if self.published else [*_OPEN, *found]
        if self.published is None:
            return list(_OPEN)
        whole = _unit_of(self.published, unit, shift)
        found.append(("past", whole))
        if shift == 0:
            found += [("cut", (whole[0], self.published)), ("rest", (self.published, whole[1]))]
            found.append(("next", _unit_of(self.published, unit, 1)))
        if shift == -1 and unit == "week":
            found.append(("before", _unit_of(self.published, unit, -2)))
        return found

    def _day_rel(self, rel: str, unit: str, shift: int) -> list[Reading]:
        """Return what "the same day", "this morning", "last night", "the following day" may be."""
        if rel in ("this", "earlier this", "later this", "last"):
            if self.published is None:
                return list(_OPEN)
            lead = self._lead or self.published
            if unit in ("day", "date"):
                shift = -1 if rel == "last" else 0
            days = [("past", self.published), ("lead", lead)]
            return [(n, (d, d)) for n, x in days for d in (x + timedelta(days=shift),)] + list(
                _OPEN
            )
        found: list[Reading] = []
        for name, base in self._days_told():
            if base:
                day = base[0] + timedelta(days=shift)
                found.append((name, (day, day)))
        return [*found, *_OPEN]

    def _weekend(self, g: dict[str, str], *_: object) -> list[Reading]:
        if self.published is None or g["rel"].lower() in ("by", "before", "during"):
            return list(_OPEN)
        saturday = self._past_weekday(5)
        if saturday == self.published or g["rel"].lower() in ("next", "the coming"):
            saturday += timedelta(days=7 if saturday != self.published else 0)
        return [("past", (saturday, saturday + timedelta(days=1))), *_OPEN]

    def _for_units(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        count, unit = number_of(g["n"]), g["unit"].lower()
        found: list[Reading] = list(_OPEN)
        for name, base in (("lead", self._lead), ("past", self.published)):
            if base is not None:
                found += [
                    (f"till {name}", (_back(base, count, unit), base)),
                    (f"from {name}", (base, _back(base, -count, unit))),
                ]
        if self.published and text.startswith("in ") and unit in ("month", "year"):
            found.append(("next", _unit_of(self.published, unit, count)))
        return found

    def _past_unit(self, g: dict[str, str], *_: object) -> list[Reading]:
        if self.published is None:
            return list(_OPEN)
        return [
            *_OPEN,
            ("till past", (_back(self.published, 1, g["unit"].lower()), self.published)),
        ]

    def _today(self, g: dict[str, str], *_: object) -> list[Reading]:
        shift = {"yesterday": -1, "tomorrow": 1}.get(g["rel"].lower(), 0)
        if self.published is None:
            return list(_OPEN)
        found = [("past", self.published), ("lead", self._lead), ("day told", self._day)]
        if g["rel"].lower() in ("at midnight", "overnight"):
            found.append(("night", self.published - timedelta(days=1)))
        return [(n, (d, d)) for n, x in found if x for d in (x + timedelta(days=shift),)]

    def _now(self, *_: object) -> list[Reading]:
        found = [("past", self.published), ("lead", self._lead)]
        return [(n, (d, d)) for n, d in found if d] or list(_OPEN)

    def _feast(self, g: dict[str, str], text: str, *_: object) -> list[Reading]:
        name = " ".join(g["feast"].lower().split())
        month, number = {"christmas": (12, 25), "new year": (1, 1)}.get(name[:9].strip(), (0, 0))
        if name.endswith("eve"):
            month, number = 12, 31
        if not month or self.published is None:
            return list(_OPEN)
        days = self._day_readings(month, number, False)
        if name.endswith(("eve", "day")):
            return days
        return [*_OPEN, *days, *((f"since {n}", (d[0], self.published)) for n, d in days if d)]

    def _nth(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        number = int(g["d"])
        found: list[Reading] = []
        for name, base in (
            ("told", self.anchor or self._told),
            ("past", (self.published, self.published)),
        ):
            if base and base[0]:
                day = _safe(base[0].year, base[0].month, number)
                found.append((name, (day, day)))
        if self.published and not self.anchor:
            day = _safe(self.published.year, self.published.month, number)
            if day > self.published and not future:
                day = _unit_of(day, "month", -1)[0]
                day = _safe(day.year, day.month, number)
            found.insert(0, ("past", (day, day)))
        return found or list(_OPEN)

    def _vague(self, g: dict[str, str], text: str, *_: object) -> list[Reading]:
        if text.startswith("in the week before christmas") and self.published:
            year = self.published.year - (self.published.month < 12)
            return [("past", _unit_of(date(year, 12, 25), "week", -1))]
        return list(_OPEN)

    _since_event = _vague

    def _since_then(self, *_: object) -> list[Reading]:
        return list(_OPEN)


def _distinct(readings: Iterable[Reading]) -> list[Reading]:
    """Return readings with each interval once, under the names it goes by."""
    names: dict[Interval | None, list[str]] = {}
    for name, span in readings:
        known = names.setdefault(span, [])
        if name not in known:
            known.append(name)
    return [("=".join(known), span) for span, known in names.items()]


def _when(text: str, told: Expression, readings: Sequence[Reading]) -> When:
    def made(reading: Reading, others: tuple[When, ...] = ()) -> When:
        first, last = reading[1] or (None, None)
        return When(
            told.start,
            told.end,
            text[told.start : told.end],
            first,
            last,
            told.rule,
            reading[0],
            others,
        )

    return made(readings[0], tuple(made(r) for r in readings[1:]))


def _with_lists(text: str, found: list[When]) -> list[When]:
    """Return expressions and, behind them, what several of them tell together."""
    lists: list[When] = []
    for a, b in joined(text, [(w.start, w.end) for w in found]):
        first, last = found[a], found[b]
        spans = [
            (f"{x.reading}", x.first, y.last)
            for x in (first, *first.others)
            for y in (last, *last.others)
            if x.first and y.last and x.first < y.last and (x is first or y is last or x.reading == y.reading)
        ]  # fmt: skip
        readings = _distinct((name, (low, high)) for name, low, high in spans)[:4]
        if readings:
            made = [
                When(first.start, last.end, text[first.start : last.end], s[0], s[1], "list", n)
                for n, s in readings
                if s
            ]
            lists.append(replace(made[0], others=tuple(made[1:])))
    return found + lists


def _edge(span: Interval, ord_: str, few: bool) -> Interval:
    """Return the first or last day of a month, or its first or last days."""
    if ord_ == "first":
        return (span[0], span[0].replace(day=10)) if few else (span[0], span[0])
    return (span[0].replace(day=21), span[1]) if few else (span[1], span[1])


def _part(span: Interval, part: str) -> Interval:
    """Return a part of a month: its first ten days, its middle, or what is left."""
    first, last = span
    if part.split()[-1] == "early" or "beginning" in part or "start" in part:
        return first, first.replace(day=10)
    if part == "mid" or "middle" in part:
        return first.replace(day=11), first.replace(day=20)
    return first.replace(day=21), last


def _away(name: str, base: Interval, count: int, unit: str) -> list[Reading]:
    """Return what lies so many units from an interval: days where it is a day, else whole units."""
    if unit in ("day", "week", "fortnight"):
        if base[0] != base[1]:
            return []
        days = count * {"day": 1, "week": 7, "fortnight": 14}[unit]
        day = base[0] + timedelta(days=days)
        found: list[Reading] = [(name, (day, day))]
        if unit == "week":
            found.append((f"{name}, whole week", _unit_of(day, "week", 0)))
        if unit == "fortnight" or (count % 2 == 0 and unit == "week"):
            other = day + timedelta(days=-1 if count < 0 else 1)
            found.append((f"{name}, about", (other, other)))
        return found
    if unit == "decade":
        count, unit = count * 10, "year"
    found = [(name, _unit_of(base[0], unit, count))]
    if base[0] == base[1]:
        day = _back(base[0], -count, unit)
        found.append((f"{name}, to the day", (day, day)))
    return found


def _back(day: date, count: int, unit: str) -> date:
    """Return the day so many units before a day."""
    if unit in ("day", "week"):
        return day - timedelta(days=count * (1 if unit == "day" else 7))
    months = count if unit == "month" else count * (120 if unit == "decade" else 12)
    total = day.year * 12 + day.month - 1 - months
    return _safe(total // 12, total % 12 + 1, day.day)


def _unit_of(day: date, unit: str, shift: int) -> Interval:
    """Return the week, month or year around a day, or one before or after it."""
    if unit == "week":
        first = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return first, first + timedelta(days=6)
    if unit == "month":
        total = day.year * 12 + day.month - 1 + shift
        return _month_of(total // 12, total % 12 + 1)
    return date(day.year + shift, 1, 1), date(day.year + shift, 12, 31)


def _month_of(year: int, month: int) -> Interval:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _season_of(year: int, name: str) -> Interval:
    """Return a season by whole months; winter begins in its year and ends in the next."""
    month = _SEASONS[name.lower()]
    first = date(year, month, 1)
    return first, _month_of(year + (month == 12), 2 if month == 12 else month + 2)[1]


def _safe(year: int, month: int, day: int) -> date:
    if not 1 <= day <= 31:
        raise ValueError("no such day")
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
