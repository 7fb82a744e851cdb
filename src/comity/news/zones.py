"""What belongs to the article and what was put around or into it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

ZoneKind = Literal["commentary", "boilerplate", "dateline", "byline", "headline"]


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the text that is not the article's own telling."""

    start: int
    end: int
    kind: ZoneKind
    rule: str = ""


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


def find_zones(text: str, spans: Sequence[tuple[int, int]]) -> list[Zone]:
    """Return the zones of a text in their order; commentary may lie inside the article.

    Args:
        spans: Of the paragraphs.
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
    posted = bool(_POSTED.search(furniture) or _POSTED_HEAD.search(text[:300]))
    found += _commentary(text, spans[head:tail], found, posted=posted)
    return sorted(found, key=lambda z: (z.start, z.end))


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
        elif _ASIDE.search(line) or re.search(r"\bmy\b.*\bbrackets?\b", line):
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


_BRACKET = re.compile(r"\([^()\n]{2,600}\)|\[[^\[\]\n]{2,600}\]")
_DASHED = re.compile(r"(?<=\s)[-–—] ([^-–—\n]{3,220}?) [-–—](?=[\s.,;!?]|$)")
_TAG = re.compile(r"^(?:[A-Z]{2,3}|Poster|Note|My note|OP)\s?:")
_EDITOR = re.compile(r"[–—-]\s?(?:Ed\.?|Editor|eds?\.?|Eds)\s*\.?$", re.I)
_VOICE = re.compile(
    r"\b(?:I|I'm|I’m|I've|I’ve|me|my|mate|myself|you|your|yours|you're|you’re|folks|people\b(?=[.!?]*$)"
    r"|look it up|good luck|thank god|thank heavens|yeah|yep|nope|lol|haha+|btw|imho|imo|wow|wtf|omg|sure|of course"
    r"|so much for|bravo|nonsense|rubbish|ridiculous|laughable|pathetic|shame|shameful|hypocrites?"
    r"|hypocrisy|disgrace|joke|liars?|lies|wrong|as usual|surprise|remember|believe me|tell me"
    r"|blame|yawn|guess|apparently|funny|well well|about time|finally|good for|what a|wake up|don't they"
    r"|won't|can't they|who cares|no wonder|conveniently|allegedly|yeah right|right\?|never learn|learn this"
    r"|plainly|exactly|really|seriously|poor|they love|love their|he is right|you know)\b",
    re.I,
)
_SLANG = re.compile(
    r"\b(?:lol|lmao|rofl|btw|imho|wtf|omg|yeah|nope|yep|quid|bloke|mate|muppets?|clowns?|spineless|cowards?|crooks?"
    r"|idiots?|morons?|puppets?|warmongers?|shills?|sheep|eh|duh|pfft|meh|bah|hurrah|bravo|kettle|pathetic)\b"
    r"|^\W*(?:they|he|she|it|we) (?:never|always|still) \w+|\bthey \w+ (?:every|each) (?:day|week|month|year)",
    re.I,
)
_SHOUT = re.compile(r"\b(?!(?:[A-Z]{2,5}\b(?=[,)\]])))[A-Z]{3,}\b")
_NEUTRAL = re.compile(
    r"^[(\[](?:who|which|where|whose|formerly|also|a\.k\.a|aka|then|now|see|e\.g|i\.e|about|some|from|an?|the"
    r"|including|in|left|right|pictured|with|nicknamed|born|not|no|toll|sic|emphasis|chairman"
    r"|previously|known)\b",
    re.I,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|do|does|did|can|could|should|may|might|don't"
    r"|love|want|know|think|learn|make|go|went|say|says|said|get|got|work|works|pay|paid|need)\b",
    re.I,
)


_POSTED = re.compile(
    r"\b(?:repl(?:y|ies)|comments?|ago|views|likes?|quote|report post|posted|re-?posted|subject:)\b",
    re.I,
)
_POSTED_HEAD = re.compile(
    r"\b(?:pasting|sharing this|posting|re-?posted|reposted|fwd|forwarded|seen this|saw this|found (?:this|in my)"
    r"|sent me this|from my inbox|comments? (?:in|are)|brackets? (?:are )?mine)\b",
    re.I,
)
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|will|would|can|could|should|do|does|did|let|lets|told|knows?|goes|went"
    r"|says?|said|wants?|took|takes?|gets?|got|makes?|made|buys?|pays?|looks?|thinks?|guess|bet|wonder)\b|n['’]t\b",
    re.I,
)


def _commentary(
    text: str, spans: Sequence[tuple[int, int]], zones: Sequence[Zone], *, posted: bool
) -> list[Zone]:
    """Return the poster's remarks; in a text that somebody passed on, calm ones too.

    Args:
        posted: The text shows that somebody passed it on: a re-post line, replies, "2 years ago".
    """
    found = _remarks(text, spans, zones, posted=posted)
    if found and not posted:
        return _remarks(text, spans, zones, posted=True)
    return found


def _remarks(
    text: str, spans: Sequence[tuple[int, int]], zones: Sequence[Zone], *, posted: bool
) -> list[Zone]:
    found: list[Zone] = []
    for start, end in spans:
        if any(z.start <= start and end <= z.end for z in zones):
            continue
        whole = text[start:end]
        for pattern in (_BRACKET, _DASHED):
            for match in pattern.finditer(whole):
                a, b = start + match.start(), start + match.end()
                if any(z.start < b and a < z.end for z in found):
                    continue
                dashed = pattern is _DASHED
                rule = _poster(match[0], dashed=dashed, alone=match[0] == whole)
                if not rule and posted and not dashed:
                    rule = _calm(match[0])
                if rule:
                    found.append(Zone(a, b, "commentary", rule))
        if not found or found[-1].start < start:
            rule = _remark(whole)
            if rule:
                found.append(Zone(start, end, "commentary", rule))
    return found


def _poster(bracket: str, *, dashed: bool, alone: bool) -> str:
    """Return the rule by which an insertion is the poster's, or nothing."""
    inner = bracket.strip("()[]-–— \n")
    if _EDITOR.search(inner):
        return ""
    words = inner.split()
    if _TAG.match(inner) and not re.match(r"(?:UN|US|EU|UK|No|Ref)\b", inner):
        return "signed remark"
    shouted = bool(re.search(r"!|\?\?", inner)) or inner.endswith("?")
    voice = bool(_VOICE.search(inner))
    verb = bool(_VERB.search(inner))
    if dashed:
        # Between dashes only a plain poster's voice counts: reporters use dashes too.
        strong = re.search(
            r"\b(?:yeah right|lol|btw|now that (?:he|she|they)|look it up)\b|[.!?] \S", inner, re.I
        )
        return "dashed remark" if strong and (voice or "now that" in inner or shouted) else ""
    if shouted and (voice or verb or len(words) <= 3 or re.search(r"!|\?\?", inner)):
        return "exclaimed remark"
    if re.search(r"\?\s+\w|\w\?$", inner) or _SLANG.search(inner):
        return "spoken remark"
    if bracket[0] == "[" and len(words) >= 5 and inner[0].isupper() and inner.endswith("."):
        return "square sentence"
    if bracket[0] == "[" and voice:
        return "square remark"
    if (
        _SHOUT.search(inner)
        and (voice or verb)
        and re.search(r"\b(?:OUR|YOUR|NOT|NEVER|TWICE|ALL|WHY|SURE|VERY)\b", inner)
    ):
        return "shouted remark"
    if re.search(r"\b(?:OUR|YOUR|NEVER|AGAIN|ALWAYS)\b", inner):
        return "shouted remark"
    if _NEUTRAL.match(bracket):
        return ""
    if voice and verb and len(words) >= 4:
        return "voiced remark"
    if (
        re.match(r"(?:and|but|so|because|that is|like|as if|it lasted)\b", inner, re.I)
        and verb
        and len(words) >= 6
    ):
        return "added remark"
    if alone and verb and len(words) >= 6 and bracket[0] == "[":
        return "paragraph of a remark"
    return ""


def _calm(bracket: str) -> str:
    """Return the rule by which a bracket without any voice is a poster's, in a text passed on."""
    inner = bracket.strip("()[] \n")
    words = inner.split()
    if _EDITOR.search(inner) or len(words) < 3:
        return ""
    if bracket[0] == "[" and not re.match(r"[A-Z]{2,}\b|\d", inner):
        return "square bracket in a text passed on"
    if _NEUTRAL.match(bracket) or re.search(r"\d", inner):
        return ""
    return (
        "clause in brackets in a text passed on"
        if _CLAUSE.search(inner) and len(words) >= 4
        else ""
    )


_ASIDE = re.compile(
    r"\b(?:btw|by the way|lol|imho|imo|just saying|so much for|my two cents|you couldn't make it up"
    r"|pasting|posting this|found this|saw this|seen this|my comments?|(?:remarks?|bold|brackets|comments?) (?:are )?mine|are mine|verdict|discuss\.|wake up|look it up)\b",
    re.I,
)


def _remark(paragraph: str) -> str:
    """Return the rule by which a whole unbracketed paragraph is the poster's, or nothing."""
    if len(paragraph) > 400 or paragraph[0] in "\"'“‘":
        return ""
    if re.match(r"(?:[A-Z]{2,3}['’]s verdict|Poster|Note from poster|PS|P\.S\.)\b", paragraph):
        return "poster's paragraph"
    if _ASIDE.search(paragraph) and not re.search(r"\bsaid\b", paragraph):
        return "poster's paragraph"
    return ""
