"""What the person who passed a text on has put into it: remarks, told by voice, shape and place.

The rules name most of them; learned weights of plain facts (`data/weights.tsv`, "commentary")
decide, so that calm remarks without any mark of voice are found where the text shows that
somebody passed it on, and a reporter's neutral brackets are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from comity.news.spotting import Begun, Spotter, words_begun
from comity.news.tokens import stops
from comity.news.weights import Under, spelled, weights

ZoneKind = Literal["commentary", "boilerplate", "dateline", "byline", "headline"]


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the text that is not the article's own telling."""

    start: int
    end: int
    kind: ZoneKind
    rule: str = ""


_BRACKET = re.compile(r"\([^()\n]{2,600}\)|\[[^\[\]\n]{2,600}\]")
_DASHED = re.compile(r"(?<=\s)[-–—] ([^-–—\n]{3,220}?) [-–—](?=[\s.,;!?]|$)")
_TAG = re.compile(r"^(?:[A-Z]{2,3}|Poster|Note|My note|OP)\s?:")
_EDITOR = re.compile(r"[–—-]\s?(?:Ed\.?|Editor|eds?\.?|Eds)\s*\.?$", re.I)
_VOICE = Spotter(
    r"I|I'm|I’m|I've|I’ve|me|my|mate|myself|you|your|yours|you're|you’re|folks|people\b(?=[.!?]*$)"
    r"|look it up|good luck|thank god|thank heavens|yeah|yep|nope|lol|haha+|btw|imho|imo|wow|wtf|omg|sure|of course"
    r"|so much for|bravo|nonsense|rubbish|ridiculous|laughable|pathetic|shame|shameful|hypocrites?"
    r"|hypocrisy|disgrace|joke|liars?|lies|wrong|as usual|surprise|remember|believe me|tell me"
    r"|blame|yawn|guess|apparently|funny|well well|about time|finally|good for|what a|wake up|don't they"
    r"|won't|can't they|who cares|no wonder|conveniently|allegedly|yeah right|right\?|never learn|learn this"
    r"|plainly|exactly|really|seriously|poor|they love|love their|he is right|you know",
    r"\b",
    flags=re.I,
)
_SLANG_WORD = Spotter(
    r"lol|lmao|rofl|btw|imho|wtf|omg|yeah|nope|yep|quid|bloke|mate|muppets?|clowns?|spineless|cowards?|crooks?"
    r"|idiots?|morons?|puppets?|warmongers?|shills?|sheep|eh|duh|pfft|meh|bah|hurrah|bravo|kettle|pathetic",
    r"\b",
    flags=re.I,
)
_SLANG_PHRASE = re.compile(
    r"^\W*(?:they|he|she|it|we) (?:never|always|still) \w+|\bthey \w+ (?:every|each) (?:day|week|month|year)",
    re.I,
)
_SHOUT = re.compile(r"\b(?!(?:[A-Z]{2,5}\b(?=[,)\]])))[A-Z]{3,}\b")
_NEUTRAL = re.compile(
    r"^[(\[](?:who|which|where|whose|formerly|also|a\.k\.a|aka|then|now|see|e\.g|i\.e|about|some|from|an?|the"
    r"|including|in|left|right|pictured|with|nicknamed|born|not|no|toll|sic|emphasis|chairman"
    r"|previously|known)\b",
    re.I,
)
_VERB = Spotter(
    r"is|are|was|were|be|been|has|have|had|will|would|do|does|did|can|could|should|may|might|don't"
    r"|love|want|know|think|learn|make|go|went|say|says|said|get|got|work|works|pay|paid|need",
    r"\b",
    flags=re.I,
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
_CLAUSE_WORD = Spotter(
    r"is|are|was|were|be|has|have|had|will|would|can|could|should|do|does|did|let|lets|told|knows?|goes|went"
    r"|says?|said|wants?|took|takes?|gets?|got|makes?|made|buys?|pays?|looks?|thinks?|guess|bet|wonder",
    r"\b",
    flags=re.I,
)


_NOT = re.compile(r"n['’]t\b", re.I)


def _has_slang(text: str, begun: Begun) -> bool:
    return _SLANG_WORD.found_in(text, begun) or _SLANG_PHRASE.search(text) is not None


def _has_clause(text: str, begun: Begun) -> bool:
    return _CLAUSE_WORD.found_in(text, begun) or _NOT.search(text) is not None


_MARKED = re.compile(
    r"(?<![\w*])\*[^*\n]{3,400}\*|(?<=\s)/ [^/\n]{3,400} /|^/ [^/\n]{3,400} /|\{[^{}\n]{2,400}\}"
    r"|<<[^<>\n]{2,400}>>|(?<!\w)~[^~\n]{3,400}~|(?<!\w)_[^_\n]{3,400}_(?!\w)"
)
_INSIDE = (
    (_BRACKET, re.compile(r"[(\[]")), (_MARKED, re.compile(r"[*/{<~_]")), (_DASHED, re.compile(r"[-–—] ")),
)  # fmt: skip
"""What may stand inside a paragraph, and a mark that it cannot do without."""
_SHAPES = {"[": "square", "(": "round"}
_PERSONAL = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|me|you|your|lol|btw)\b|[!]")


_DIGIT = re.compile(r"\d")
_CONTRACTION = re.compile(r"n['’]t\b|['’](?:s|re|ve|ll|d)\b")
_TWO_SENTENCES = re.compile(r"[.!?] [A-Z]")
_NEUTRAL_WORD = re.compile(
    r"^(?:who|which|where|formerly|also|a\.k\.a|aka|then|now|see|about|some|an?|the|from)\b", re.I
)
_ACRONYM = re.compile(r"^[A-Z][A-Za-z&-]{1,9}$")


@dataclass(slots=True)
class Insertion:
    """A stretch that may be the poster's own.

    Attributes:
        shape: `round`, `square`, `dashed`, `marked` (by stars, strokes, braces), or `paragraph` and
            `sentence` for what stands without any mark.
        rule: By which the rules take it for the poster's; empty where they do not.
    """

    start: int
    end: int
    shape: str
    rule: str = ""


class Teaching(Protocol):
    """Who knows the zones, and takes down the facts: for learning the weights."""

    def remark(self, found: Insertion, facts: list[str]) -> None:
        """Take down the facts of a stretch that may be the poster's."""


def find_remarks(
    text: str, spans: Sequence[tuple[int, int]], zones: Sequence[Zone], furniture: str,
    teacher: Teaching | None = None,
) -> list[Zone]:  # fmt: skip
    """Return the remarks of whoever passed a text on, calm ones too.

    Args:
        spans: Of the paragraphs before the furniture at the end.
        zones: Found so far.
        furniture: The words of re-post lines, replies and the like, and of the poster's lines.
        teacher: Takes down what the weights are learned from.
    """
    posted = bool(_POSTED.search(furniture) or _POSTED_HEAD.search(text[:300]))
    found = _insertions(text, spans, zones, posted=posted)
    if not posted and any(x.rule for x in found):
        posted = True
        found = _insertions(text, spans, zones, posted=True)
    ruled = sum(1 for x in found if x.rule)
    model = weights("commentary")
    remarks: list[Zone] = []
    lively = posted or any(x.rule or x.shape in ("square", "marked") for x in found)
    for x in found:
        if x.shape in ("paragraph", "sentence") and not (
            x.rule or lively or _PERSONAL.search(text, x.start, x.end)
        ):
            # Nothing in the text shows that anybody passed it on.
            continue
        facts, under = _facts(text, x, spans, zones, posted=posted, others=ruled - bool(x.rule))
        if teacher is not None:
            teacher.remark(x, spelled(facts, under))
        kept = model.total(facts, under) > 0 if model.learned else bool(x.rule)
        if kept and not any(z.start < x.end and x.start < z.end for z in remarks):
            remarks.append(Zone(x.start, x.end, "commentary", x.rule or "likeliest a poster's"))
    return remarks


def _insertions(
    text: str, spans: Sequence[tuple[int, int]], zones: Sequence[Zone], *, posted: bool
) -> list[Insertion]:
    """Return what may be a remark, whole paragraphs before what stands inside them."""
    found: list[Insertion] = []
    for start, end in spans:
        zone = next((z for z in zones if z.start <= start and end <= z.end), None)
        if zone is not None and zone.kind in ("byline", "dateline"):
            continue
        whole = text[start:end]
        inside: list[Insertion] = []
        shapes = () if zone is not None else (p for p, marks in _INSIDE if marks.search(whole))
        for pattern in shapes:
            for match in pattern.finditer(whole):
                a, b = start + match.start(), start + match.end()
                if any(z.start < b and a < z.end for z in inside):
                    continue
                dashed = pattern is _DASHED
                rule = _poster(match[0], dashed=dashed, alone=match[0] == whole)
                if not rule and posted and not dashed:
                    rule = _calm(match[0])
                shape = "dashed" if dashed else _SHAPES.get(match[0][0], "marked")
                inside.append(Insertion(a, b, shape, rule))
        alone = len(inside) == 1 and (inside[0].start, inside[0].end) == (start, end)
        if not alone and len(whole) <= 900:
            rule = "" if any(x.rule for x in inside) else _remark(whole)
            if zone is not None and zone.kind == "commentary":
                rule = zone.rule
            found.append(Insertion(start, end, "paragraph", rule))
        found += inside
        if zone is None and posted and not alone:
            found += [
                Insertion(a, b, "sentence")
                for a, b in stops(text, start, end)
                if (a, b) != (start, end)
                and b - a >= 12
                and text[a] not in "\"'“‘"
                and not any(x.start < b and a < x.end for x in inside)
            ]
    return found


def _facts(
    text: str, x: Insertion, spans: Sequence[tuple[int, int]], zones: Sequence[Zone], *,
    posted: bool, others: int,
) -> tuple[list[str], list[Under]]:  # fmt: skip
    """Return what tells a poster's remark from the article's own words."""
    whole = text[x.start : x.end]
    inner = whole.strip("()[]-–— \n")
    words = inner.split()
    lows = re.findall(r"[\w’']+", inner.lower())
    size = next((str(n) for n in (2, 4, 8, 14, 25, 50) if len(words) <= n), "long")
    first, last = (lows[0] if lows else ""), inner[-1:]
    at = next((k for k, (a, b) in enumerate(spans) if a <= x.start < b), 0)
    place = (
        "first" if at == 0 else "head" if at < 4 else "last" if at >= len(spans) - 2 else "inner"
    )
    before = text[: x.start].rstrip()[-1:]
    alone = any((x.start, x.end) == s for s in spans)
    kind = x.shape
    facts = [
        kind, f"{kind} rule {x.rule or 'none'}", f"{kind} {size}", f"{kind} first={first}", f"{kind} last={last}",
        f"{kind} posted {posted}", f"{kind} others {min(others, 3)}", f"{kind} {place}", f"{kind} alone {alone}",
        f"{kind} rule {bool(x.rule)} posted {posted}", f"{kind} after={before}", f"{kind} capital {inner[:1].isupper()}",
        f"{kind} rule {bool(x.rule)} others {min(others, 3)}", f"{kind} posted {posted} {size}",
    ]  # fmt: skip
    zone = next((z.kind for z in zones if z.start <= x.start and x.end <= z.end), "")
    facts.append(f"{kind} zone {zone or 'none'}/{place}")
    begun = words_begun(inner)
    for title, told in _TOLD:
        if told(inner, begun):
            facts += [f"{kind} {title}", f"{kind} {title} posted {posted}"]
    different = sorted(set(lows))
    return facts, [("word ", different), (f"{kind} word ", different)]


def _poster(bracket: str, *, dashed: bool, alone: bool) -> str:
    """Return the rule by which an insertion is the poster's, or nothing."""
    inner = bracket.strip("()[]-–— \n")
    if _EDITOR.search(inner):
        return ""
    words = inner.split()
    if _TAG.match(inner) and not re.match(r"(?:UN|US|EU|UK|No|Ref)\b", inner):
        return "signed remark"
    shouted = bool(re.search(r"!|\?\?", inner)) or inner.endswith("?")
    voice = bool(_VOICE.pattern.search(inner))
    verb = bool(_VERB.pattern.search(inner))
    if dashed:
        # Between dashes only a plain poster's voice counts: reporters use dashes too.
        strong = re.search(
            r"\b(?:yeah right|lol|btw|now that (?:he|she|they)|look it up)\b|[.!?] \S", inner, re.I
        )
        return "dashed remark" if strong and (voice or "now that" in inner or shouted) else ""
    if shouted and (voice or verb or len(words) <= 3 or re.search(r"!|\?\?", inner)):
        return "exclaimed remark"
    if re.search(r"\?\s+\w|\w\?$", inner) or _has_slang(inner, words_begun(inner)):
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
        if len(words) >= 4 and _has_clause(inner, words_begun(inner))
        else ""
    )


ASIDE = Spotter(
    r"btw|by the way|lol|imho|imo|just saying|so much for|my two cents|you couldn't make it up"
    r"|pasting|posting this|found this|saw this|seen this|my comments?|remarks? (?:are )?mine|bold (?:are )?mine|brackets (?:are )?mine|comments? (?:are )?mine|are mine|verdict|discuss\.|wake up|look it up",
    r"\b",
    flags=re.I,
)


def _remark(paragraph: str) -> str:
    """Return the rule by which a whole unbracketed paragraph is the poster's, or nothing."""
    if len(paragraph) > 400 or paragraph[0] in "\"'“‘":
        return ""
    if re.match(r"(?:[A-Z]{2,3}['’]s verdict|Poster|Note from poster|PS|P\.S\.)\b", paragraph):
        return "poster's paragraph"
    if ASIDE.found_in(paragraph, words_begun(paragraph)) and not re.search(r"\bsaid\b", paragraph):
        return "poster's paragraph"
    return ""


_TOLD: tuple[tuple[str, Callable[[str, Begun], object]], ...] = (
    ("exclaims", lambda text, _: "!" in text),
    ("asks", lambda text, _: "?" in text),
    ("I", Spotter(r"I|I'\w+|I’\w+|[Mm]y|me|mine|myself", r"\b").found_in),
    ("you", Spotter(r"you(?:r|rs|['’]\w+)?", r"\b", flags=re.I).found_in),
    ("we", Spotter(r"we|us|our|ours", r"\b", flags=re.I).found_in),
    ("voice", _VOICE.found_in),
    ("slang", _has_slang),
    ("shouts", lambda text, _: _SHOUT.search(text)),
    ("verb", _VERB.found_in),
    ("clause", _has_clause),
    ("number", lambda text, _: _DIGIT.search(text)),
    ("quotes", lambda text, _: '"' in text or "“" in text or "”" in text),
    ("said", Spotter(r"said|told|says|added", r"\b").found_in),
    ("contracts", lambda text, _: _CONTRACTION.search(text)),
    ("dots", lambda text, _: "..." in text or "…" in text),
    ("aside", ASIDE.found_in),
    ("two sentences", lambda text, _: _TWO_SENTENCES.search(text)),
    ("editor", lambda text, _: _EDITOR.search(text)),
    ("tag", lambda text, _: _TAG.search(text)),
    ("reporting", Spotter(r"according to|spokes\w+|officials?|ministry|percent|per cent", r"\b").found_in),
    ("neutral", lambda text, _: _NEUTRAL_WORD.search(text)),
    ("acronym", lambda text, _: _ACRONYM.search(text)),
    ("hedge", Spotter(r"maybe|perhaps|probably|honestly|frankly|guess|bet|hope|wonder|funny", r"\b", flags=re.I).found_in),
)  # fmt: skip
"""What is told of a stretch where it has it, by its text and its `words_begun`."""
