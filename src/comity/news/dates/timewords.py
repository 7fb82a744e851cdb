"""Words that tell a time: which there are in a sentence, before anything is resolved.

Most sentences tell none. Each pattern is therefore tried only around a word without which it cannot
match (a month, a weekday, a year in figures, a unit, a season, one of a few others), and those words
are found by one expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from comity.news.words.spotting import any_of

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"), start=1
    )
    for name in names.split()
}  # fmt: skip
_SMALL = {
    w: n for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split()
    )
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_NUMBERS = {**_SMALL, **_TENS, "a": 1, "an": 1, "couple": 2, "a couple of": 2, "half a dozen": 6, "a dozen": 12,
            **{f"{t}-{s}": a + b for t, a in _TENS.items() for s, b in _SMALL.items() if 0 < b < 10}}  # fmt: skip

_MONTH_NAMES = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
)
_M = rf"(?P<month{{0}}>{_MONTH_NAMES})"
_NUM = (
    r"(?P<n>\d{1,4}|a couple of|a dozen|half a dozen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy)-(?:one|two|three|four|five|six|seven|eight|nine)|"
    + "|".join(sorted((w for w in _NUMBERS if w.isalpha()), key=len, reverse=True))
    + ")"
)
_D = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_Y = r"(?P<{0}>(?:19|20)\d\d)"
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_UNIT = r"(?P<unit>day|week|month|year|decade|fortnight)"
_SEASON = r"(?P<season>spring|summer|autumn|winter)"
_PART_OF_DAY = "morning|afternoon|evening|night"
_REL_YEAR = r"(?P<rel>(?i:(?:of\s+)?(?:last|this|next|that|the\s+following|the\s+same|the\s+previous|the\s+next)\s+year))"
_IN = (
    r"(?i:as\s+(?:early|late|recently|long\s+ago)\s+as|(?:most\s+recently|back|again)\s+in|in|since|by|until|till|from"
    r"|during|of|for|through|before|after|beyond|to)\s+"
)
_ABOUT = r"(?:some |about |around |nearly |almost |more than |just over |over |just |exactly |only |less than )?"
_NO_NUMBER = r"(?!\s+\d)"

_OF_MONTHS: tuple[tuple[str, str], ...] = (
    ("days_month", rf"\b{_D.format('d')}(?:(?:,\s+\d\d?)*,?\s+(?:and|to|or)\s+|\s?[-–]\s?){_D.format('e')}\s+{_M.format('a')}(?:,?\s+{_Y.format('y')})?\b"),
    ("month_days", rf"\b{_M.format('a')}\s+{_D.format('d')}(?:(?:,\s+\d\d?)*,?\s+(?:and|to|or)\s+|\s?[-–]\s?){_D.format('e')}\b(?:,\s+{_Y.format('y')})?(?!\s+(?:{_MONTH_NAMES}|[a-z]))"),
    ("day_month_year", rf"\b{_D.format('d')}\s+{_M.format('a')},?\s+{_Y.format('y')}\b"),
    ("month_day_year", rf"\b{_M.format('a')}\s+{_D.format('d')},?\s+{_Y.format('y')}\b"),
    ("end_day", rf"\b(?i:the\s+(?P<ord>first|last)\s+(?P<days>days?\s+)?of\s+){_M.format('a')}(?:,?\s+{_Y.format('y')})?\b"),
    ("part_month", rf"\b(?P<part>(?i:early|mid|late|the\s+end\s+of|the\s+beginning\s+of|the\s+start\s+of|the\s+middle\s+of))[\s-]+(?:in\s+)?{_M.format('a')}(?:,?\s+(?:of\s+)?(?:{_Y.format('y')}|{_REL_YEAR}))?\b"),
    ("day_month_rel", rf"\b{_D.format('d')}\s+{_M.format('a')},?\s+{_REL_YEAR}\b"),
    ("month_day_rel", rf"\b{_M.format('a')}\s+{_D.format('d')},?\s+{_REL_YEAR}\b"),
    ("month_year", rf"\b{_M.format('a')},?\s+(?:of\s+)?{_Y.format('y')}\b"),
    ("month_last_year", rf"\b{_M.format('a')}\s+{_REL_YEAR}\b"),
    ("day_month", rf"\b{_D.format('d')}\s+{_M.format('a')}\b"),
    ("month_day", rf"\b{_M.format('a')}\s+{_D.format('d')}\b(?!\s*(?:per|%))"),
    ("rel_month", rf"\b(?P<rel>(?i:last|this\s+past|this|next|the\s+following|the\s+next|the\s+preceding|the\s+previous|the\s+same|that))\s+{_M.format('a')}\b"),
    ("months", rf"\b(?:{_IN}|(?i:between|and|on)\s+){_M.format('a')}(?:,\s+(?:{_MONTH_NAMES}))*,?\s+(?:and|or|to|until)\s+(?:again\s+(?:in\s+)?)?{_M.format('b')}\b{_NO_NUMBER}"),
    ("month", rf"\b{_IN}(?i:the\s+coming\s+)?{_M.format('a')}\b"),
    ("each", rf"\b(?i:(?:every|each)\s+(?:other\s+)?){_M.format('a')}\b(?P<since>\s+since\b)?"),
    ("month_attr", rf"(?:\b(?i:the|its|their|a)|[’']s)\s+(?P<own>{_M.format('a')})(?=\s+[a-z])"),
)  # fmt: skip
_OF_YEARS: tuple[tuple[str, str], ...] = (
    ("iso", r"\b(?P<iso>(?:19|20)\d\d-\d\d-\d\d)\b"),
    ("range_years", rf"\b(?:in|from|of|between|during|after|since)\s+{_Y.format('y1')}(?:,\s+(?:19|20)\d\d)*,?\s+(?:and|to|until|or)\s+(?:again\s+)?(?:in\s+)?{_Y.format('y2')}\b"),
    ("decade", r"\b(?:throughout |in |during )?the\s+(?P<dec>sixties|seventies|eighties|nineties|(?:19|20)\d0s)\b"),
    ("season_year", rf"\b{_SEASON}\s+(?:of\s+)?{_Y.format('y')}\b"),
    ("year", rf"\b(?:(?:{_IN})(?:the\s+end\s+of\s+|early\s+|late\s+|mid-)?|the\s+year\s+){_Y.format('y')}\b"),
)  # fmt: skip
_OF_DAYS: tuple[tuple[str, str], ...] = (
    ("weekday", rf"\b(?:(?P<rel>last|next|this past|this|that|the following|early on|late on|on|by|since|until|from|before|after|as recently as)\s+)?{_WEEKDAY}\b(?:\s+(?:{_PART_OF_DAY})\b)?(?P<past>\s+last\b)?"),
)  # fmt: skip
_OF_UNITS: tuple[tuple[str, str], ...] = (
    ("vague", r"\bin\s+the\s+week\s+before\s+Christmas\b"),
    ("hours", rf"\bwithin\s+(?:(?:the\s+|an?\s+|a\s+few\s+|{_NUM}\s+)?(?:hours?|minutes?)|a\s+day)\b|\b(?:a\s+few\s+|{_NUM.replace('<n>', '<n2>')}\s+)?(?:hours|minutes)\s+(?:later|earlier|before|after)\b|\b(?:in|at|within)\s+the\s+same\s+hour\b"),
    ("ago", rf"\b{_ABOUT}{_NUM}\s+{_UNIT}s?\s+(?P<dir>ago|later|earlier|before|after|on|from\s+now|previously)\b(?P<today>\s+today\b)?"),
    ("vague", rf"\b(?:a\s+few|several|many|some|half\s+an?|(?:{'|'.join(_SMALL)})\s+and\s+a\s+half)\s+{_UNIT}s?\s+(?:ago|later|earlier|before|after|from\s+now)\b|\b{_UNIT.replace('<unit>', '<u2>')}s\s+(?:ago|later|earlier|before|after)\b"),
    ("beside", rf"\bthe\s+(?P<unit>day|week|month|year|{_PART_OF_DAY})\s+(?P<dir>before|after|earlier)\b"),
    ("each", r"\bevery\s+year\s+since\b|\b(?:every|each)\s+(?:other\s+|two\s+|three\s+|four\s+|six\s+|\d+\s+)?(?:year|month|week|day|spring|summer|autumn|winter)s?\b(?:\s+since\b)?"),
    ("end_unit", r"\b(?:(?P<at>at|by|before|until|towards?|since|from)\s+)?the\s+(?P<part>end|start|beginning|middle)\s+of\s+(?P<rel>the|this|that|last|next|the\s+following)\s+(?P<unit>week|month|year)\b"),
    ("rel_unit", rf"\b(?:on\s+)?(?P<rel>last|this|next|the following|the next|the same|the previous|the preceding|the coming|that|later that|earlier that|earlier this|later this)\s+(?:very\s+)?(?P<unit>week|month|year|day|date|weekend|{_PART_OF_DAY})\b"),
    ("for_units", rf"\b(?:for|over|in|during)\s+(?:more\s+than\s+|over\s+|nearly\s+|almost\s+|some\s+|about\s+|(?P<past>the\s+(?:past|last)\s+))?{_NUM}\s+(?P<unit>day|week|month|year|decade)s?\b(?![’']\s?time)"),
    ("past_unit", r"\b(?:in|over|during|within)\s+the\s+(?:past|last)\s+(?P<unit>week|month|year|decade)\b"),
    ("vague", rf"\bin\s+(?:the\s+)?(?:coming|recent|next few|past few|last few|following|first few)\s+(?:days|weeks|months|years|hours)\b|\bfor\s+(?:days|weeks|months|years|decades)\b|\bwithin\s+(?:the\s+|an?\s+|a\s+few\s+|{_NUM.replace('<n>', '<n2>')}\s+)?(?:days|weeks?|months?|years?)\b|\ball\s+(?:year|month|week)\b|\bin\s+the\s+first\s+(?:week|month|year)\b"),
)  # fmt: skip
_OF_SEASONS: tuple[tuple[str, str], ...] = (
    ("season", rf"\b(?P<rel>last|this|next|that|the same|the following|the previous)\s+(?:past\s+)?{_SEASON}\b"),
    ("season", rf"\b(?P<rel>in|since|by|over|during|through|until|before|after|for|all|from)\s+(?:the\s+)?(?:early\s+|late\s+|coming\s+)?{_SEASON}\b"),
    ("season", rf"\b(?P<rel>the)\s+{_SEASON}\b"),
)  # fmt: skip
_OF_OTHERS: tuple[tuple[str, str], ...] = (
    ("at_once", r"\bat\s+once\b|\bat\s+the\s+same\s+time\b|\bwith\s+immediate\s+effect\b|\bat\s+the\s+same\s+hour\b"),
    ("today", r"\b(?P<rel>today|yesterday|tomorrow|tonight|overnight|at midnight)\b(?:[’']s)?"),
    ("now", r"\b(?:as of\s+|until\s+)?now\b"),
    ("weekend", r"\b(?P<rel>at|over|by|during|before|after|since)\s+(?:the|a)\s+weekend\b"),
    ("feast", r"\b(?:just\s+)?(?:before|by|since|after|at|over|on|until)\s+(?P<feast>Christmas|Easter|Ramadan|New\s+Year(?:[’']s\s+(?:Eve|Day))?)\b"),
    ("since_then", r"\bsince\s+then\b"),
    ("nth", rf"\b(?:on|since|from|by|until|of)\s+the\s+{_D.format('d').replace(')?', ')')}\b(?!\s+(?:occasion|time|list|round|package|session|anniversary|century|floor|parallel|(?-i:[A-Z])))"),
    ("vague", r"\blately\b|\brecently\b|\bin\s+due\s+course\b|\bat\s+this\s+time\b|\bon\s+the\s+eve\s+of\b|\bshortly\b(?!\s+(?:after|before))"),
    ("since_event", r"\bsince\s+(?:the|its|his|her|their)\s+(?:[a-z][\w-]+\s+){0,2}[a-z][\w-]+\b(?:\s+(?:of|in)\s+(?:the\s+)?[A-Z]\w+)?"),
)  # fmt: skip

# Rules of months know them by their capital: "may" and "march" are words too.
_RULES: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    kind: tuple((rule, re.compile(p, 0 if kind == "month" else re.I)) for rule, p in patterns)
    for kind, patterns in (
        ("month", _OF_MONTHS), ("year", _OF_YEARS), ("weekday", _OF_DAYS), ("unit", _OF_UNITS),
        ("season", _OF_SEASONS), ("other", _OF_OTHERS),
    )
}  # fmt: skip
_WORDS = {
    "month": "January February March April May June July August September October November December"
             " Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec",
    "weekday": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "unit": "day week month year decade fortnight hour minute date morning afternoon evening night weekend every each",
    "season": "spring summer autumn winter",
    "other": "once time immediate today yesterday tomorrow tonight overnight midnight now weekend Christmas Easter"
             " Ramadan since lately recently due eve shortly hour",
    "year": "sixties seventies eighties nineties",
}  # fmt: skip
_KINDS: dict[str, tuple[str, ...]] = {}
for _kind, _told in _WORDS.items():
    for _word in _told.split():
        _KINDS[_word.lower()] = (*_KINDS.get(_word.lower(), ()), _kind)
_KINDS["new year"] = ("other",)
_SIGN = re.compile(
    r"\b(?:(?P<year>(?:19|20)\d\d)|the (?P<nth>\d\d?[a-z])|(?P<word>"
    + any_of(
        v for w in _KINDS for v in ((w.title(),) if {"month", "weekday"} & set(_KINDS[w]) else (w, w.title()))
    )
    + r"))"
)  # fmt: skip
_REACH = {
    "month": (45, 60),
    "year": (35, 60),
    "weekday": (25, 25),
    "unit": (48, 34),
    "season": (30, 22),
    "other": (30, 60),
}
"""How far before its sign an expression may begin, and end behind where the sign begins."""
_JOINED = re.compile(
    r",?\s+(?:and|or)\s+(?:again\s+(?:in\s+|on\s+)?)?$|\s+(?:and|or|to)\s+(?:in\s+|on\s+)?$|\s?[-–]\s?$|(?P<comma>,\s+)$"
)
_NEEDS = {
    "days_month": (" and ", " to ", " or ", "-", "–", ", and", ", to"), "month_days": (" and ", " to ", " or ", "-", "–"),
    "end_day": ("first", "last"), "day_month_rel": ("year",), "month_day_rel": ("year",), "month_last_year": ("year",),
    "months": ("and", "or", "to", "until"), "each": ("every", "each"), "hours": ("hour", "minute", "within"),
    "ago": ("ago", "later", "earlier", "before", "after", " on", "now", "previously"), "beside": ("before", "after", "earlier"),
    "end_unit": ("end", "start", "beginning", "middle"), "past_unit": ("past", "last"),
    "for_units": ("for", "over", "in", "during"), "part_month": ("early", "mid", "late", "of"),
    "rel_month": ("last", "this", "next", "that", "following", "preceding", "previous", "same"),
    "rel_unit": ("last", "this", "next", "that", "following", "preceding", "previous", "same", "coming"),
    "weekend": ("weekend",), "season_year": ("spring", "summer", "autumn", "winter"), "decade": ("the",), "feast": ("christmas", "easter", "ramadan", "new"), "since_then": ("since",),
    "since_event": ("since",), "now": ("now",),
}  # fmt: skip
"""Rule → what has to stand near a sign, in small letters, for it to match at all."""
_IN_FIGURES = frozenset(
    """days_month month_days day_month_year month_day_year day_month_rel month_day_rel month_year day_month
    month_day iso range_years season_year year nth""".split()
)
"""Rules that cannot match without a figure."""
_DIGIT = re.compile(r"\d")
_ANEW = re.compile(r",\s+and\s+(?:in|on|since|by)\b")
"""A clause of its own begins: "in May, and in June it …"."""


class Expression(NamedTuple):
    """A time expression: which rule found it, and what it found."""

    rule: str
    start: int
    end: int
    match: re.Match[str]


def find_expressions(text: str, start: int, end: int) -> list[Expression]:
    """Return the time expressions of a sentence, in order, none within another."""
    windows: dict[str, list[list[int]]] = {}
    for sign in _SIGN.finditer(text, start, end):
        word = sign["word"]
        kinds = _KINDS[word.lower()] if word else ("year",) if sign["year"] else ("other",)
        at = sign.start()
        for kind in kinds:
            before, behind = _REACH[kind]
            low, high = max(start, at - before), min(end, at + behind)
            spans = windows.setdefault(kind, [])
            if spans and low <= spans[-1][1]:
                spans[-1][1] = high
            else:
                spans.append([low, high])
    found: list[Expression] = []
    for kind, rules in _RULES.items():
        if kind not in windows:
            continue
        looked = [(low, high, text[low:high].lower()) for low, high in windows[kind]]
        figures = [x for x in looked if _DIGIT.search(x[2])]
        for rule, pattern in rules:
            needs = _NEEDS.get(rule)
            for low, high, words in figures if rule in _IN_FIGURES else looked:
                if needs and not any(map(words.__contains__, needs)):
                    continue
                for m in pattern.finditer(text, low, high):
                    a, b = m.span("own") if rule == "month_attr" else m.span()
                    if not any(a < x.end and x.start < b for x in found):
                        found.append(Expression(rule, a, b, m))
    return sorted(found, key=lambda x: x.start)


def joined(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield (first, last) of runs of expressions that one list or span of time is told by."""
    links = [
        None if _ANEW.match(text, a[1]) else _JOINED.match(text, a[1], b[0])
        for a, b in pairwise(spans)
    ]
    first = 0
    for k, link in enumerate([*links, None]):
        if link is not None:
            continue
        # Commas alone make no list: the last one has to be joined by a word.
        last = k
        while last > first and links[last - 1]["comma"]:  # type: ignore[index]
            last -= 1
        if last > first:
            yield first, last
        first = k + 1


def month_number(name: str) -> int:
    """Return the number of a month by its name, whole or shortened; 0 for another word."""
    return _MONTHS.get(name.lower().rstrip("."), 0)


def number_of(word: str) -> int:
    """Return the number that a word or figures tell."""
    return _NUMBERS.get(" ".join(word.lower().split())) or int(word)
