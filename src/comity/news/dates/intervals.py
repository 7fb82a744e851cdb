"""Intervals of days: months, weeks, seasons, and what lies so far from a day."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta

Interval = tuple[date, date]
"""First and last day, both included."""
Reading = tuple[str, Interval | None]
"""How an expression is read, and what it then tells."""
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def distinct(readings: Iterable[Reading]) -> list[Reading]:
    """Return readings with each interval once, under the names it goes by."""
    names: dict[Interval | None, list[str]] = {}
    for name, span in readings:
        if span is not None and span[0] > span[1]:
            # "Since Christmas" is not since the one to come.
            continue
        known = names.setdefault(span, [])
        if name not in known:
            known.append(name)
    return [("=".join(known), span) for span, known in names.items()]


def edge(span: Interval, ord_: str, few: bool) -> Interval:
    """Return the first or last day of a month, or its first or last days."""
    if ord_ == "first":
        return (span[0], span[0].replace(day=10)) if few else (span[0], span[0])
    return (span[0].replace(day=21), span[1]) if few else (span[1], span[1])


def part(span: Interval, part: str) -> Interval:
    """Return a part of a month: its first ten days, its middle, or what is left."""
    first, last = span
    if part.split()[-1] == "early" or "beginning" in part or "start" in part:
        return first, first.replace(day=10)
    if part == "mid" or "middle" in part:
        return first.replace(day=11), first.replace(day=20)
    return first.replace(day=21), last


def away(name: str, base: Interval, count: int, unit: str) -> list[Reading]:
    """Return what lies so many units from an interval: days where it is a day, else whole units."""
    if unit in ("day", "week", "fortnight"):
        if base[0] != base[1]:
            return []
        days = count * {"day": 1, "week": 7, "fortnight": 14}[unit]
        day = base[0] + timedelta(days=days)
        found: list[Reading] = [(name, (day, day))]
        if unit == "week":
            found.append((f"{name}, whole week", unit_of(day, "week", 0)))
        if unit == "fortnight" or (count % 2 == 0 and unit == "week"):
            other = day + timedelta(days=-1 if count < 0 else 1)
            found.append((f"{name}, about", (other, other)))
        return found
    if unit == "decade":
        count, unit = count * 10, "year"
    found = [(name, unit_of(base[0], unit, count))]
    if base[0] == base[1]:
        day = back(base[0], -count, unit)
        found.append((f"{name}, to the day", (day, day)))
    return found


def back(day: date, count: int, unit: str) -> date:
    """Return the day so many units before a day."""
    if unit in ("day", "week"):
        return day - timedelta(days=count * (1 if unit == "day" else 7))
    months = count if unit == "month" else count * (120 if unit == "decade" else 12)
    total = day.year * 12 + day.month - 1 - months
    return safe(total // 12, total % 12 + 1, day.day)


def unit_of(day: date, unit: str, shift: int) -> Interval:
    """Return the week, month or year around a day, or one before or after it."""
    if unit == "week":
        first = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return first, first + timedelta(days=6)
    if unit == "month":
        total = day.year * 12 + day.month - 1 + shift
        return month_of(total // 12, total % 12 + 1)
    return date(day.year + shift, 1, 1), date(day.year + shift, 12, 31)


def month_of(year: int, month: int) -> Interval:
    """Return a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def season_of(year: int, name: str) -> Interval:
    """Return a season by whole months; winter begins in its year and ends in the next."""
    month = _SEASONS[name.lower()]
    first = date(year, month, 1)
    return first, month_of(year + (month == 12), 2 if month == 12 else month + 2)[1]


def safe(year: int, month: int, day: int) -> date:
    """Return a day; the last of its month where there is none so late."""
    if not 1 <= day <= 31:
        raise ValueError("no such day")
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
