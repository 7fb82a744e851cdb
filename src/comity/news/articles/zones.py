"""What belongs to the article and what was put around or into it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.news.articles.remarks import ASIDE, Teaching, Zone, find_remarks

__all__ = ["Zone", "find_zones"]

_BYLINE = re.compile(r"By [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,4}(?: and [A-Z][\w.’' -]+)?$")
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DATELINE = re.compile(
    r"[A-Z][\w’'./ ]{2,40}(?:,\s*(?:[A-Z][\w. ]{1,20},\s*)?(?:"
    + _MONTHS
    + r"\s+\d{1,2}|\d{1,2}\s+"
    + _MONTHS
    + r")(?:,?\s*\d{4})?)?(?:,\s*[A-Z][\w ]{2,30})?\s*(?:\([^)]{2,40}\))?\s*(?:--|[–—-])(?=\s)"
)
_DATE_ONLY = re.compile(r"(?:\w+,? )?(?:\d{1,2} " + _MONTHS + "|" + _MONTHS + r" \d{1,2},?) \d{4}$")
_FURNITURE = re.compile(
    r"(?:\b(?:share this|share|reply|quote|report post|print|subscribe|unsubscribe|privacy policy"
    r"|read more|back to list|page last updated|last updated|follow us|press office|press contacts?"
    r"|press office contacts|all rights reserved|not legal advice|unofficial translation|source"
    r"|for immediate release|press release|embargoed until|opinion|recent actions|newsletter"
    r"|sanctions briefing|re-?posted from|posted (?:by|on|yesterday|today)|was this forwarded"
    r"|contact us|related articles?|advertisement|sign up|click here|tags?|comments?|views|likes?)\b)|©"
    r"|^#+$|^###$|\d+ (?:years?|months?|weeks?|days?|hours?|minutes?) ago|^>+ ?(?:From|Subject)",
    re.I,
)
_STRONG = re.compile(
    r"©|^#+$|^\d+ (?:replies|comments|likes|views|posts)\b|\b\d+ (?:years?|months?|weeks?|days?|hours?) ago$|^(?:share this|source|print|reply|read more"
    r"|back to list|unofficial translation|for immediate release|press release|opinion|subscribe"
    r"|unsubscribe|embargoed until|recent actions|follow us|was this forwarded)\b|^>+ ?from:",
    re.I,
)
_ENDS = re.compile(r"[.!?…:;,][\"'”’)\]»›]*$")


def find_zones(
    text: str, spans: Sequence[tuple[int, int]], teacher: Teaching | None = None
) -> list[Zone]:
    """Return the zones of a text in their order; commentary may lie inside the article.

    Args:
        spans: Of the paragraphs.
        teacher: Takes down what the weights for commentary are learned from.
    """
    found: list[Zone] = []
    head = _head(text, spans, found)
    tail = _tail(text, spans, head, found)
    for number in range(head, tail):
        start, end = spans[number]
        line = text[start:end]
        if number == head and (m := _DATELINE.match(line)):
            found.append(Zone(start, start + m.end(), "dateline", "dateline"))
        elif end - start <= 60 and not _ENDS.search(line) and not line.startswith(("-", "•", "*")):
            if _STRONG.search(line):
                found.append(Zone(start, end, "boilerplate", "furniture"))
            elif len(line.split()) <= 3 and line[0].isupper() and not re.search(r"\d", line):
                found.append(Zone(start, end, "headline", "section"))
    furniture = " ".join(
        text[z.start : z.end] for z in found if z.kind in ("boilerplate", "commentary")
    )
    remarks = find_remarks(text, spans[:tail], found, furniture, teacher)
    found = [z for z in found if not any(r.start <= z.start and z.end <= r.end for r in remarks)]
    return sorted([*found, *remarks], key=lambda z: (z.start, z.end))


def _head(text: str, spans: Sequence[tuple[int, int]], found: list[Zone]) -> int:
    """Take the lines before the article; return the number of its first paragraph."""
    number = titles = 0
    while number < len(spans) and number < 8:
        start, end = spans[number]
        line = text[start:end]
        if _BYLINE.match(line) or (
            titles and re.fullmatch(r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){1,3}", line)
            and number + 1 < len(spans) and len(text[slice(*spans[number + 1])]) > 120
        ):  # fmt: skip
            found.append(Zone(start, end, "byline", "byline"))
        elif _DATE_ONLY.fullmatch(line):
            found.append(Zone(start, end, "dateline", "date"))
        elif _ENDS.search(line) or end - start > 160 or _DATELINE.match(line):
            if not (_STRONG.search(line) and end - start < 120):
                break
            found.append(Zone(start, end, "boilerplate", "furniture"))
        elif _FURNITURE.search(line) or " | " in line or " · " in line:
            found.append(Zone(start, end, "boilerplate", "furniture"))
        elif number == 0 and re.match(
            r"(?:The )?(?:Ministry|Department|Office|Council|Government|White House|Embassy|Foreign, Commonwealth"
            r"|Permanent Mission|U\.S\. Department|HM Treasury|European Commission)\b[\w ,’'-]*$", line
        ) and number + 1 < len(spans) and not re.search(r"\b(?:lifts|adopts|imposes|bans|renews|extends|sanctions)\b", line):  # fmt: skip
            found.append(Zone(start, end, "boilerplate", "masthead"))
        elif ASIDE.search(line) or re.search(r"\bmy\b.*\bbrackets?\b", line):
            found.append(Zone(start, end, "commentary", "poster's first line"))
        elif number == 0 and line.isupper() and len(line.split()) <= 8 and number + 1 < len(spans) and (
            spans[1][1] - spans[1][0] <= 160 and not _ENDS.search(text[slice(*spans[1])])
        ):  # fmt: skip
            found.append(Zone(start, end, "boilerplate", "masthead"))
        elif titles < 2 and end - start > 8:
            found.append(Zone(start, end, "headline", "first line"))
            titles += 1
        else:
            break
        number += 1
    return number


def _tail(text: str, spans: Sequence[tuple[int, int]], head: int, found: list[Zone]) -> int:
    """Take the lines after the article; return the number past its last paragraph."""
    last = len(spans)
    while last > head:
        start, end = spans[last - 1]
        line = text[start:end]
        # Furniture that follows the last sentence on its own line.
        cut = re.search(r"(?<=[.!?)\]\"”’]) (source|Share this|\d+ comments?)$", line)
        if end - start <= 140 and (
            _STRONG.search(line)
            or (_FURNITURE.search(line) and not re.search(r"[.!?][\"”’]?$", line))
            or ((" · " in line or " | " in line) and not _ENDS.search(line))
        ):  # fmt: skip
            found.append(Zone(start, end, "boilerplate", "furniture"))
            last -= 1
            continue
        if cut:
            found.append(Zone(start + cut.start(1), end, "boilerplate", "furniture"))
        break
    return last
