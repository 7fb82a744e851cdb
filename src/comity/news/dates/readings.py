"""What dates, months and years may mean: their readings, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from comity.news.dates.intervals import (
    Interval,
    Reading,
    distinct,
    edge,
    month_of,
    part,
    safe,
    season_of,
)
from comity.news.dates.timewords import Expression, month_number

_DECADES = {"sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}
OPEN: tuple[Reading, ...] = (("open", None),)


class Readings:
    """Resolves expressions against the day of publication and what was told before.

    Attributes:
        anchor: What was told last in the paragraph.
    """

    def __init__(self, published: date | None) -> None:
        """Begin on a day of publication; without one, only whole dates are resolved."""
        self.published = published
        self.anchor: Interval | None = None
        self._told: Interval | None = None
        self._day: date | None = None
        self._lead: date | None = None
        self._here = False

    def _readings(self, told: Expression, future: bool) -> list[Reading]:
        groups = told.match.groupdict()
        try:
            found = getattr(self, f"_{told.rule}")(groups, told.match[0].lower(), future)
        except (ValueError, OverflowError):
            found = [("open", None)]
        return distinct(found)

    # Each rule returns its readings, the likeliest first.

    def _days_month(self, g: dict[str, str], *_: object) -> list[Reading]:
        month, first, last = month_number(g["montha"]), int(g["d"]), int(g["e"])
        if g["y"]:
            return [("whole", (date(int(g["y"]), month, first), date(int(g["y"]), month, last)))]
        return [
            (name, (safe(span[0].year, month, first), span[1]) if span else None)
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
            [("whole", month_of(int(g["y"]), month))] if g["y"] else self._months_of(month, future)
        )
        few = (g["days"] or "").startswith("days")
        return [(name, edge(span, g["ord"].lower(), few)) for name, span in spans if span]

    def _part_month(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        month = month_number(g["montha"])
        spans: Sequence[Reading]
        if g["y"]:
            spans = [("whole", month_of(int(g["y"]), month))]
        elif g["rel"]:
            spans = [(name, month_of(y, month)) for name, y in self._years_of(g["rel"])]
        else:
            spans = self._months_of(month, future)
        return [(n, part(s, g["part"].lower()) if s else None) for n, s in spans] or list(OPEN)

    def _month_year(self, g: dict[str, str], *_: object) -> list[Reading]:
        return [("whole", month_of(int(g["y"]), month_number(g["montha"])))]

    def _month_last_year(self, g: dict[str, str], *_: object) -> list[Reading]:
        month = month_number(g["montha"])
        return [(name, month_of(y, month)) for name, y in self._years_of(g["rel"])] or list(OPEN)

    def _day_month_rel(self, g: dict[str, str], *_: object) -> list[Reading]:
        month, number = month_number(g["montha"]), int(g["d"])
        days = [(name, date(y, month, number)) for name, y in self._years_of(g["rel"])]
        return [(name, (day, day)) for name, day in days] or list(OPEN)

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
            past, next_ = self._past_day(month, number), safe(self.published.year, month, number)
            strictly = safe(self.published.year - (next_ > self.published), month, number)
            if next_ < self.published:
                next_ = safe(self.published.year + 1, month, number)
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
                    day = safe(base[0].year, month, number)
                    after = day if day >= base[0] else safe(base[0].year + 1, month, number)
                    found += [("told", (day, day)), ("after told", (after, after))]
        return found if self.published else [("open", None), *found]

    def _past_day(self, month: int, number: int) -> date:
        assert self.published is not None
        day = safe(self.published.year, month, number)
        # A day some weeks ahead is still to come ("expires on 31 January"); further off it is past.
        if day > self.published + timedelta(days=60):
            day = safe(self.published.year - 1, month, number)
        return day

    def _rel_month(self, g: dict[str, str], *_: object) -> list[Reading]:
        month, rel = month_number(g["montha"]), " ".join(g["rel"].lower().split())
        found: list[Reading] = []
        if self.published:
            year, own = self.published.year, self.published.month
            last = month_of(year - (month >= own), month)
            if rel == "next":
                found.append(("next", month_of(year + (month <= own), month)))
            elif rel in ("last", "this past"):
                found += [("past", last), ("before", month_of(last[0].year - 1, month))]
            elif rel == "this":
                found.append(("past", month_of(year, month)))
        if rel.startswith("th") and rel not in ("this", "this past") and self._told:
            base = self._told[0]
            year = base.year
            if rel in ("the following", "the next"):
                year += month <= base.month
            elif rel in ("the preceding", "the previous"):
                year -= month >= base.month
            found.append(("told", month_of(year, month)))
        return found or list(OPEN)

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
        return found if found[0] in OPEN else [*found, *OPEN]

    _month_attr = _month

    def _months_of(self, month: int, future: bool) -> list[Reading]:
        """Return which months a bare name may mean."""
        found: list[Reading] = []
        if self.published:
            year, own = self.published.year, self.published.month
            found.append(("past", month_of(year - (month > own), month)))
            found.append(("next", month_of(year + (month < own), month)))
            if month == own:
                found += [
                    ("past year", month_of(year - 1, month)),
                    ("next year", month_of(year + 1, month)),
                ]
            if future:
                found.insert(0, found.pop(1))
        bases = [b for b in (self.anchor, self._told) if b]
        for base in bases:
            found.append(("told", month_of(base[0].year, month)))
            found.append(("after told", month_of(base[0].year + (month < base[0].month), month)))
        if self.published and self.anchor and not future:
            old = self.published.year - self.anchor[0].year
            if old >= (1 if self._here else 3) and month >= self.anchor[0].month:
                # In the middle of an older story: "in June 1993 … in August".
                found.insert(0, ("told", month_of(self.anchor[0].year, month)))
        return found if self.published else [("open", None), *found]

    def _range_years(self, g: dict[str, str], *_: object) -> list[Reading]:
        return [("whole", (date(int(g["y1"]), 1, 1), date(int(g["y2"]), 12, 31)))]

    def _decade(self, g: dict[str, str], *_: object) -> list[Reading]:
        year = _DECADES.get(g["dec"].lower()) or int(g["dec"][:4])
        return [("whole", (date(year, 1, 1), date(year + 9, 12, 31)))]

    def _year(self, g: dict[str, str], *_: object) -> list[Reading]:
        year = int(g["y"])
        return [("whole", (date(year, 1, 1), date(year, 12, 31))), *OPEN]

    def _season_year(self, g: dict[str, str], *_: object) -> list[Reading]:
        return [("whole", season_of(int(g["y"]), g["season"]))]
