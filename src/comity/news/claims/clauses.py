"""The clause around a verb: cut at marks that part clauses, and between verbs that share one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.news.claims.claim import Claim
from comity.news.claims.numbers import NUMBER, ORDINAL

DAY = re.compile(
    r"\b(?:January|February|March|April|May \d|in May|June|July|August|September|October|November|December|(?:19|20)\d\d"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|(?:last|this) (?:week|month|year))\b"
)
TELLING = re.compile(rf"\d|\b(?:{NUMBER}|{ORDINAL})\b|\bnever\b|\balso\b|Act\b|Order\b|Resolution")
_HARD = re.compile(r"[;:—–(\"“‘\n]")
_SOFT = re.compile(
    r", (?:which|who|whose|and|but|while|although|when)\b| (?:which|while|but)\b|\. "
)
_AFTER = re.compile(
    r"[;—–)\"”\n]|, (?:which|who|whose|and|but|while|although|after|with(?! [^,;]*\b(?:abstain|voting|against|vote)))\b"
    r"| (?:which|while|but)\b"
)
_BETWEEN = re.compile(
    r",\s+(?:and |but |then |when |which )?|\s(?:and|but|then|when|which)\s(?:then )?"
)
_PLAIN = re.compile(r"\sand\s")
_LEADS = re.compile(
    r"(?:(?:has|have|had|was|were|is|are|been|then|also|later|again|it|they|he|she|only|even|now|once|\w+ly)\s)*"
    r"(?:(?:on|in|since)\s(?:\d{1,2}\s)?(?:[A-Z]\w+|\d{4})(?:\s\d{1,2},?)?(?:\s\d{4})?,?\s)?"
    r"(?:(?:has|have|had|was|were|it|they|he|she)\s)*",
    re.I,
)
"""What may stand between "and" and a verb; between it and a noun stands the noun's attribute."""
_RANKED = re.compile(
    r",? (?:as )?(?:the|its|his|her|their|a) (?:(?:very )?first|only|last|latest|biggest|largest|oldest|most|second|third|fourth|fifth)\b"
    r"(?! (?:of|half|part|round|package|resolution|set|year)\b)(?= [^,;:]*\b(?:that|to|ever|since|time|time,|in its|in his|such|measures?|action|step|state|country|nation)\b)"
)
"""", the first time that it did so": which of a kind an act was, is told of beside it."""
_NEAR = 12
"""A soft mark so close to a verb parts it from no more than its subject."""
_SHORTEST = 12


def clause_around(text: str, start: int, end: int, low: int, high: int) -> tuple[int, int]:
    """Return the clause of a verb within its sentence.

    Args:
        start: Where the sentence begins; `end` where it ends.
        low: Where the verb begins; `high` where it ends.
    """
    left = start
    for m in _HARD.finditer(text, start, low):
        if m[0] != "(" or ")" not in text[m.end() : low]:
            left = m.end()
    for m in _SOFT.finditer(text, left, low):
        if low - m.end() > _NEAR:
            left = m.end()
    right = end
    for after in _AFTER.finditer(text, high, end):
        if after[0] != ")" or "(" not in text[left : after.start()]:
            right = after.start()
            break
    if (ranked := _RANKED.search(text, high, right)) is not None and ranked[0][0] == ",":
        right = ranked.start()
    while left < low and text[left] in ' ,"“‘(\n-':
        left += 1
    while right > high and text[right - 1] in " .,;":
        right -= 1
    return left, right


def apart(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return claims of events that no longer overlap: cut between their verbs, or the fuller kept."""
    found: list[Claim] = []
    for claim in sorted(claims, key=lambda c: c.event.start if c.event else c.start):
        last = found[-1] if found else None
        if last is None or claim.start >= last.end or not _cut(text, last, claim):
            found.append(claim)
    return [c for c in found if c.end - c.start >= _SHORTEST]


def told_once(claims: Sequence[Claim]) -> list[Claim]:
    """Return claims without those that say of half the same words what another says of them.

    Of two that were settled by the same records, or that both could not be, the longer is kept;
    what was settled is kept beside what was not.
    """
    kept: list[Claim] = []
    for claim in sorted(claims, key=lambda c: (c.start - c.end, c.start)):
        if not any(_same(claim, other) for other in kept):
            kept.append(claim)
    return sorted(kept, key=lambda c: (c.start, c.end))


def _same(claim: Claim, other: Claim) -> bool:
    common = min(claim.end, other.end) - max(claim.start, other.start)
    if 2 * common <= claim.end - claim.start or claim.expected != other.expected:
        return False
    return (claim.entries, claim.instruments) == (other.entries, other.instruments)


def _tells(text: str, start: int, end: int) -> bool:
    return bool(DAY.search(text, start, end) or TELLING.search(text, start, end))


def _cut(text: str, last: Claim, claim: Claim) -> bool:
    """Part two claims that overlap; return whether only the first is to be kept."""
    if last.event is None or claim.event is None:
        return False
    marks = list(_BETWEEN.finditer(text, last.event.end, claim.event.start))
    cut = marks[-1] if marks else None
    if (
        cut is not None
        and (not _PLAIN.fullmatch(cut[0]) or _LEADS.fullmatch(text, cut.end(), claim.event.start))
        and _tells(text, last.start, min(last.end, cut.start()))
        and _tells(text, cut.end(), claim.end)
    ):
        last.end = min(last.end, cut.start())
        claim.start = max(claim.start, cut.end())
        return False
    return claim.rule.startswith("wording")
