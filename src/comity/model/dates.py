"""Dates in every precision a publisher uses, kept as the days they may stand for."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: i for name, i in list(_MONTHS.items())} | {"sept": 9}
_CIRCA = re.compile(
    r"\b(?:circa|approximately|approximative|approx|about|around|born in)\b"
    r"|\b(?:ca?|approx)\.(?=\s)|[()]",
    re.I,
)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*| \d\d:.*|[+-]\d\d:\d\d|Z)?$")
_NUMERIC = re.compile(r"([\dd]{1,2})[/.]([\dm]{1,2})[/.](\d{4}|\d\d[y]{2})$", re.I)
_MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})$")
_WORDED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([A-Za-z]{3,9})\.?,?[ -](\d{4}|\d\d)$")
_US = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$")
_DECADE = re.compile(r"(?:the )?(early|mid|late)?[ -]*(\d{3})0'?s$", re.I)
_PART = re.compile(r"(?:early|mid|late)[ -]+(.*)$", re.I)
_RANGE = re.compile(r"(?:between |from )?(.+?) ?(?:\bto\b|\band\b|\bor\b|-|–) ?(.+)$", re.I)
_FIRST, _LAST = 1800, 2100


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """A date known to some precision, as the closed interval of days it may be.

    "1965" is 1 January to 31 December 1965; "1965 or 1966" spans both years; "circa 1962" is
    1962 with `circa` set (how far to widen it is the reader's business).

    Attributes:
        text: As published.
        earliest: First day it may be.
        latest: Last day it may be.
        circa: True when the publisher calls it approximate.
    """

    text: str
    earliest: date
    latest: date
    circa: bool = False


def read_date(text: str, *, day_first: bool = True) -> PartialDate | None:
    """Read one published date of any precision, or return None when it is not one.

    Never raises. Years outside 1800–2100, a thirteenth month or a 30 February are not dates.

    >>> str(read_date("circa 1962").latest), read_date("circa 1962").circa
    ('1962-12-31', True)
    >>> str(read_date("between 1959 and 1962").earliest), str(read_date("00/05/1980").latest)
    ('1959-01-01', '1980-05-31')
    """
    if len(text) > 80:
        return None
    plain = " ".join(_CIRCA.sub(" ", text).split()).strip(" .,;:")
    circa = bool(_CIRCA.search(text.replace("(", "").replace(")", "")))
    found = _interval(plain, day_first)
    if found is None and (match := _RANGE.match(plain)):
        low, high = _interval(match[1], day_first), _interval(match[2], day_first)
        if low is None and high and match[1].strip(". ").lower() in _MONTHS:
            # "Between Aug. and Sep. 1977": the year is said once.
            low = _interval(f"{match[1].strip('. ')} {match[2][-4:]}", day_first)
        if low and high and low[0] <= high[1]:
            found = low[0], high[1]
    if found is None:
        return None
    return PartialDate(text=text, earliest=found[0], latest=found[1], circa=circa)


def _interval(text: str, day_first: bool) -> tuple[date, date] | None:
    if match := _ISO.match(text):
        return _days(match[1], match[2], match[3])
    if match := _NUMERIC.match(text):
        day, month = (match[1], match[2]) if day_first else (match[2], match[1])
        year = match[3]
        if year[2:].lower() == "yy":
            return date(int(year[:2]) * 100, 1, 1), date(int(year[:2]) * 100 + 99, 12, 31)
        return _days(year, month, day)
    if match := _MONTH_YEAR.match(text):
        return _days(match[2], match[1], None)
    if (match := _WORDED.match(text)) and match[2].lower() in _MONTHS:
        year = match[3] if len(match[3]) == 4 else f"19{match[3]}"
        return _days(year, str(_MONTHS[match[2].lower()]), match[1])
    if (match := _US.match(text)) and match[1].lower() in _MONTHS:
        return _days(match[3], str(_MONTHS[match[1].lower()]), match[2])
    if match := _DECADE.match(text):
        start = int(match[2]) * 10
        low, high = {"early": (0, 4), "mid": (3, 7), "late": (5, 9)}.get(
            (match[1] or "").lower(), (0, 9)
        )
        return _days_between(start + low, start + high)
    if match := _PART.match(text):
        return _interval(match[1], day_first)
    return None


def _days(year: str, month: str | None, day: str | None) -> tuple[date, date] | None:
    """Return the days of a year, month or day; zeros and letters stand for what is unknown."""
    y = int(year)
    m = int(month) if month and month.isdigit() else 0
    d = int(day) if day and day.isdigit() else 0
    if not _FIRST <= y <= _LAST or m > 12:
        return None
    if m == 0:
        return date(y, 1, 1), date(y, 12, 31)
    last = calendar.monthrange(y, m)[1]
    if d > last:
        return None
    return (date(y, m, d), date(y, m, d)) if d else (date(y, m, 1), date(y, m, last))


def _days_between(first: int, last: int) -> tuple[date, date] | None:
    if not _FIRST <= first <= last <= _LAST:
        return None
    return date(first, 1, 1), date(last, 12, 31)
