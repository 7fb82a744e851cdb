"""What "on Friday", "two days later", "last spring" may mean: their readings, the likeliest first."""

from __future__ import annotations

from datetime import date, timedelta

from comity.news.dates.intervals import (
    Interval,
    Reading,
    away,
    back,
    part,
    safe,
    season_of,
    unit_of,
)
from comity.news.dates.readings import OPEN, Readings
from comity.news.dates.timewords import number_of

DAYS = {
    d: k for k, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}


class Relative(Readings):
    """Resolves what is told from the day of publication, or from what was told before."""

    def _season(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        name, rel = g["season"].lower(), g["rel"].lower()
        if rel in ("all", "each", "every", "by", "before"):
            return list(OPEN)
        found: list[Reading] = []
        if self.published:
            now = season_of(self.published.year, name)
            past = now if now[0] <= self.published else season_of(now[0].year - 1, name)
            over = past if past[1] < self.published else season_of(past[0].year - 1, name)
            last = ("past", over if rel == "last" else past)
            found = [last, *OPEN] if rel in ("last", "this") else [*OPEN, last]
            found.append(("next", season_of(past[0].year + 1, name)))
            if rel == "since":
                found.append(("since", (past[0], self.published - timedelta(days=1))))
        if self._told and rel in ("that", "the same", "the following", "in", "the"):
            span = season_of(self._told[0].year, name)
            found.insert(0 if rel.startswith("th") and rel != "the" else len(found), ("told", span))
        return found or list(OPEN)

    def _weekday(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        number, rel = DAYS[g["weekday"].lower()], (g["rel"] or "").lower()
        if self.published is None:
            return list(OPEN)
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
        return [*self._days_told(), ("interval", self._told), *OPEN]

    def _at_once(self, g: dict[str, str], text: str, *_: object) -> list[Reading]:
        return self._hours() if self._told or self.published else list(OPEN)

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
                    day = safe(
                        self.published.year + sign * count, self.published.month, self.published.day
                    )
                    return [("past", (day, day))]
                found += away("past", (self.published, self.published), sign * count, unit)
                if self._lead and unit in ("day", "week", "fortnight"):
                    found += away("lead", (self._lead, self._lead), sign * count, unit)
            return found or list(OPEN)
        before, after = way in ("earlier", "before", "previously"), way == "later"
        for name, base in self._bases():
            if before or way == "after":
                found += away(f"back from {name}", base, -count, unit)
            if after or way == "after":
                found += away(f"on from {name}", base, count, unit)
        if way == "after":
            found.sort(
                key=lambda r: (
                    r[0] != "back from past" if not self._here else r[0] != "back from told"
                )
            )
        return [*found, *OPEN] if self.published else [*OPEN, *found]

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
            found += away(name, base, sign, unit)
        return found or list(OPEN)

    def _each(self, g: dict[str, str], text: str, *_: object) -> list[Reading]:
        if "since" in text and self.published and self._told:
            first = date(self._told[0].year + 1, 1, 1)
            return [
                ("told", (first, self.published)),
                ("cut", (first, self.published - timedelta(days=1))),
            ]
        return list(OPEN)

    def _end_unit(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        rel, unit = g["rel"].lower(), g["unit"].lower()
        base = self._told[0] if rel in ("that", "the following") and self._told else self.published
        if base is None or unit == "week":
            return list(OPEN)
        shift = {"last": -1, "next": 1, "the following": 1}.get(rel, 0)
        span = unit_of(base, unit, shift)
        some = part(span, f"the {g['part'].lower()} of") if unit == "month" else None
        day = (span[1], span[1]) if g["part"].lower() == "end" else None
        found: list[Reading] = [("day", day), ("part", some)]
        if (g["at"] or "").lower() != "by":
            found.reverse()
        return [*(r for r in found if r[1]), *OPEN]

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
            found += [(name, unit_of(base[0], unit, shift)) for name, base in self._bases()]
            return [*found, *OPEN] if self.published else [*OPEN, *found]
        if self.published is None:
            return list(OPEN)
        whole = unit_of(self.published, unit, shift)
        found.append(("past", whole))
        if shift == 0:
            found += [("cut", (whole[0], self.published)), ("rest", (self.published, whole[1]))]
            found.append(("next", unit_of(self.published, unit, 1)))
        if shift == -1 and unit == "week":
            found.append(("before", unit_of(self.published, unit, -2)))
        return found

    def _day_rel(self, rel: str, unit: str, shift: int) -> list[Reading]:
        """Return what "the same day", "this morning", "last night", "the following day" may be."""
        if rel in ("this", "earlier this", "later this", "last"):
            if self.published is None:
                return list(OPEN)
            lead = self._lead or self.published
            if unit in ("day", "date"):
                shift = -1 if rel == "last" else 0
            days = [("past", self.published), ("lead", lead)]
            return [(n, (d, d)) for n, x in days for d in (x + timedelta(days=shift),)] + list(OPEN)
        found: list[Reading] = []
        for name, base in self._days_told():
            if base:
                day = base[0] + timedelta(days=shift)
                found.append((name, (day, day)))
        return [*found, *OPEN]

    def _weekend(self, g: dict[str, str], *_: object) -> list[Reading]:
        if self.published is None or g["rel"].lower() in ("by", "before", "during"):
            return list(OPEN)
        saturday = self._past_weekday(5)
        if saturday == self.published or g["rel"].lower() in ("next", "the coming"):
            saturday += timedelta(days=7 if saturday != self.published else 0)
        return [("past", (saturday, saturday + timedelta(days=1))), *OPEN]

    def _for_units(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        count, unit = number_of(g["n"]), g["unit"].lower()
        found: list[Reading] = list(OPEN)
        for name, base in (("lead", self._lead), ("past", self.published)):
            if base is not None:
                found += [
                    (f"till {name}", (back(base, count, unit), base)),
                    (f"from {name}", (base, back(base, -count, unit))),
                ]
        if self.published and text.startswith("in ") and unit in ("month", "year"):
            found.append(("next", unit_of(self.published, unit, count)))
        return found

    def _past_unit(self, g: dict[str, str], *_: object) -> list[Reading]:
        if self.published is None:
            return list(OPEN)
        return [*OPEN, ("till past", (back(self.published, 1, g["unit"].lower()), self.published))]

    def _today(self, g: dict[str, str], *_: object) -> list[Reading]:
        shift = {"yesterday": -1, "tomorrow": 1}.get(g["rel"].lower(), 0)
        if self.published is None:
            return list(OPEN)
        found = [("past", self.published), ("lead", self._lead), ("day told", self._day)]
        if g["rel"].lower() in ("at midnight", "overnight"):
            found.append(("night", self.published - timedelta(days=1)))
        return [(n, (d, d)) for n, x in found if x for d in (x + timedelta(days=shift),)]

    def _now(self, *_: object) -> list[Reading]:
        found = [("past", self.published), ("lead", self._lead)]
        return [(n, (d, d)) for n, d in found if d] or list(OPEN)

    def _feast(self, g: dict[str, str], text: str, *_: object) -> list[Reading]:
        name = " ".join(g["feast"].lower().split())
        month, number = {"christmas": (12, 25), "new year": (1, 1)}.get(name[:9].strip(), (0, 0))
        if name.endswith("eve"):
            month, number = 12, 31
        if not month or self.published is None:
            return list(OPEN)
        days = self._day_readings(month, number, False)
        if name.endswith(("eve", "day")):
            return days
        return [*OPEN, *days, *((f"since {n}", (d[0], self.published)) for n, d in days if d)]

    def _nth(self, g: dict[str, str], text: str, future: bool) -> list[Reading]:
        number = int(g["d"])
        found: list[Reading] = []
        for name, base in (
            ("told", self.anchor or self._told),
            ("past", (self.published, self.published)),
        ):
            if base and base[0]:
                day = safe(base[0].year, base[0].month, number)
                found.append((name, (day, day)))
        if self.published and not self.anchor:
            day = safe(self.published.year, self.published.month, number)
            if day > self.published and not future:
                day = unit_of(day, "month", -1)[0]
                day = safe(day.year, day.month, number)
            found.insert(0, ("past", (day, day)))
        return found or list(OPEN)

    def _vague(self, g: dict[str, str], text: str, *_: object) -> list[Reading]:
        if text.startswith("in the week before christmas") and self.published:
            year = self.published.year - (self.published.month < 12)
            return [("past", unit_of(date(year, 12, 25), "week", -1))]
        return list(OPEN)

    _since_event = _vague

    def _since_then(self, *_: object) -> list[Reading]:
        return list(OPEN)
