"""Dates in every precision a publisher uses, kept as the days they may stand for."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date


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


def read_date(text: str) -> PartialDate | None:
    """Read one published date of any precision, or return None when it is not one."""
    raise NotImplementedError


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


_ = re
