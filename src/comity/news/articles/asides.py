"""How a remark sounds: the rules that tell a poster's words, and the facts that are weighed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from comity.news.weights import Under
from comity.news.words.spotting import any_of

ZoneKind = Literal["commentary", "boilerplate", "dateline", "byline", "headline"]


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the text that is not the article's own telling."""

    start: int
    end: int
    kind: ZoneKind
    rule: str = ""


_TAG = re.compile(
    r"^(?:[A-Z]{2,3}(?: again)?|[A-Z]{3,} SAYS(?:, \w+)?|Poster|Note|My note|OP|Reminder|Edit|EDIT|PS)\s?:"
)
EDITOR = re.compile(r"[–—-]\s?(?:Ed\.?|Editor|eds?\.?|Eds)\s*\.?$", re.I)
_VOICE_WORDS = (
    "I|I'm|I’m|I've|I’ve|me|my|mate|myself|you|your|yours|you're|you’re|folks|look it up|good luck"
    "|thank god|thank heavens|yeah|yep|nope|lol|btw|imho|imo|wow|wtf|omg|sure|of course|so much for|bravo"
    "|nonsense|rubbish|ridiculous|laughable|pathetic|shame|shameful|hypocrite|hypocrites|hypocrisy"
    "|disgrace|joke|liar|liars|lies|wrong|as usual|surprise|remember|believe me|tell me|blame|yawn|guess"
    "|apparently|funny|well well|about time|finally|good for|what a|wake up|don't they|won't|can't they"
    "|who cares|no wonder|conveniently|allegedly|yeah right|never learn|learn this|plainly|exactly|really"
    "|seriously|poor|they love|love their|he is right|you know"
)
_VOICE = re.compile(
    rf"\b(?:{any_of(_VOICE_WORDS.split('|'))}|people\b(?=[.!?]*$)|haha+|right\?)\b",
    re.I,
)
_SLANG_WORDS = (
    "lol|lmao|rofl|btw|imho|wtf|omg|yeah|nope|yep|quid|bloke|mate|muppet|muppets|clown|clowns|spineless"
    "|coward|cowards|crook|crooks|idiot|idiots|moron|morons|puppet|puppets|warmonger|warmongers|shill"
    "|shills|sheep|eh|duh|pfft|meh|bah|hurrah|bravo|kettle|pathetic"
)
_SLANG = re.compile(
    rf"\b(?:{any_of(_SLANG_WORDS.split('|'))})\b|^\W*(?:they|he|she|it|we) (?:never|always|still) \w+|\bthey \w+ (?:every|each) (?:day|week|month|year)",
    re.I,
)
_SHOUT = re.compile(r"\b(?!(?:[A-Z]{2,5}\b(?=[,)\]])))[A-Z]{3,}\b")
_NEUTRAL = re.compile(
    r"^[(\[](?:who|which|where|whose|formerly|also|a\.k\.a|aka|then|now|see|e\.g|i\.e|about|some|from|an?|the"
    r"|including|in|left|right|pictured|with|nicknamed|born|not|no|toll|sic|emphasis|chairman"
    r"|previously|known)\b",
    re.I,
)
_VERB_WORDS = (
    "is|are|was|were|be|been|has|have|had|will|would|do|does|did|can|could|should|may|might|don't|love"
    "|want|know|think|learn|make|go|went|say|says|said|get|got|work|works|pay|paid|need"
)
_VERB = re.compile(
    rf"\b(?:{any_of(_VERB_WORDS.split('|'))})\b",
    re.I,
)


_CLAUSE_WORDS = (
    "is|are|was|were|be|has|have|had|will|would|can|could|should|do|does|did|let|lets|told|know|knows"
    "|goes|went|say|says|said|want|wants|took|take|takes|get|gets|got|make|makes|made|buy|buys|pay|pays"
    "|look|looks|think|thinks|guess|bet|wonder"
)
_CLAUSE = re.compile(
    rf"\b(?:{any_of(_CLAUSE_WORDS.split('|'))})\b|n['’]t\b",
    re.I,
)


QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"")
FIRST_PERSON = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|me)\b")


@dataclass(slots=True)
class Insertion:
    """A stretch that may be the poster's own.

    Attributes:
        shape: `round`, `square`, `dashed`, `marked` (by stars, strokes, braces), `led` (by a sign
            before it), or `paragraph` and `sentence` for what stands without any mark.
        rule: By which the rules take it for the poster's; empty where they do not.
        lead: The sign before it.
        since: How many sentences before it the sign stands.
        opens: Whether the sign opens the paragraph.
    """

    start: int
    end: int
    shape: str
    rule: str = ""
    lead: str = ""
    since: int = 0
    opens: bool = False


def poster_rule(bracket: str, *, dashed: bool, alone: bool) -> str:
    """Return the rule by which an insertion is the poster's, or nothing."""
    inner = bracket.strip("()[]-–— \n")
    if EDITOR.search(inner):
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


def calm_rule(bracket: str) -> str:
    """Return the rule by which a bracket without any voice is a poster's, in a text passed on."""
    inner = bracket.strip("()[] \n")
    words = inner.split()
    if EDITOR.search(inner) or len(words) < 3:
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


ASIDE = re.compile(
    r"\b(?:btw|by the way|lol|imho|imo|just saying|so much for|my two cents|you couldn't make it up"
    r"|pasting|posting this|found this|saw this|seen this|my comments?|(?:remarks?|bold|brackets|comments?) (?:are )?mine|are mine|verdict|discuss\.|wake up|look it up)\b",
    re.I,
)


def paragraph_rule(paragraph: str) -> str:
    """Return the rule by which a whole unbracketed paragraph is the poster's, or nothing."""
    if len(paragraph) > 400 or paragraph[0] in "\"'“‘":
        return ""
    if re.match(r"(?:[A-Z]{2,3}['’]s verdict|Poster|Note from poster|PS|P\.S\.)\b", paragraph):
        return "poster's paragraph"
    if (
        _may_find("aside", _words_of(paragraph))
        and ASIDE.search(paragraph)
        and not re.search(r"\bsaid\b", paragraph)
    ):
        return "poster's paragraph"
    return ""


def facts_of(
    text: str, x: Insertion, spans: Sequence[tuple[int, int]], zones: Sequence[Zone], *,
    posted: bool, others: int, first_person: int,
) -> tuple[list[str], list[Under]]:  # fmt: skip
    """Return what tells a poster's remark from the article's own words."""
    whole = text[x.start : x.end]
    inner = whole.strip("()[]-–— \n")
    words = inner.split()
    lows = [w.lower() for w in re.findall(r"[\w’']+", inner)]
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
    facts += _facts_of_style(text, x, inner, lows)
    if x.lead:
        count = text.count(x.lead)
        since = min(x.since, 3)
        facts += [f"{kind} lead", f"lead {x.lead}", f"lead many {min(count, 4)}", f"{kind} lead since {since}",
                  f"lead {x.lead} since {since}", f"{kind} lead since {since} opens {x.opens}", f"{kind} lead opens {x.opens} names {'said' in lows}", f"{kind} lead since {since} many {count > 2}"]  # fmt: skip
    signed = any(z.kind == "byline" for z in zones)
    zone = next((z.kind for z in zones if z.start <= x.start and x.end <= z.end), "")
    facts.append(f"{kind} zone {zone or 'none'}/{place}")
    bare = QUOTED.sub(" ", inner) if kind in ("paragraph", "sentence", "led") else inner
    facts += [f"{kind} I of the text {first_person}", f"{kind} signed {signed} posted {posted}"]
    if FIRST_PERSON.search(bare):
        facts.append(f"{kind} I, of the text {first_person} posted {posted}")
    said = _words_of(bare)
    for title, pattern in _TOLD:
        if _may_find(title, said) and pattern.search(bare if title != "quotes" else inner):
            facts += [f"{kind} {title}", f"{kind} {title} posted {posted}"]
    told = sorted(set(lows))
    return facts, [("word ", told), (f"{kind} word ", told)]


def _facts_of_style(
    text: str, x: Insertion, inner: str, lows: Sequence[str]
) -> list[str]:  # fmt: skip
    """Return how a stretch is written, and the sentences beside it."""
    kind = x.shape
    letters = [c for c in inner if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    facts = []
    if letters and letters[0].islower():
        facts.append(f"{kind} begins small")
    if len(letters) > 8 and capitals > 0.8 * len(letters):
        facts.append(f"{kind} all capitals")
    names = len(re.findall(r"(?<=[a-z,] )[A-Z][a-z]", inner))
    facts.append(f"{kind} names {min(names, 4)}")
    facts.append(f"{kind} words {min(len(lows) // 4, 6)} names {min(names, 3)}")
    if len(lows) > 1:
        facts += [f"{kind} first two={lows[0]} {lows[1]}"]
    if kind in ("sentence", "led"):
        low = text.rfind("\n", 0, x.start) + 1
        high = text.find("\n", x.end)
        high = high if high >= 0 else len(text)
        before = _sentence_before(text[max(low, x.start - 300) : x.start])
        behind = _SENTENCE_BEHIND.match(text, x.end, min(high, x.end + 300))
        place = (
            "only"
            if not before and not behind
            else "opens"
            if not before
            else "closes"
            if not behind
            else "inner"
        )
        facts.append(f"{kind} in paragraph {place}")
        for side, told in (("before", before), ("behind", behind[0] if behind else "")):
            facts += [f"{kind} {side} {title}" for title in _liveliness(told.strip())]
    return facts


@lru_cache(maxsize=2_000)
def _liveliness(sentence: str) -> tuple[str, ...]:
    """Return what is lively about a sentence; each is asked for by both its neighbours."""
    if not sentence:
        return ()
    said = _words_of(sentence)
    return tuple(
        title for title, pattern in _LIVELY if _may_find(title, said) and pattern.search(sentence)
    )  # fmt: skip


def _sentence_before(text: str) -> str:
    """Return the last sentence of a stretch, with its stop."""
    seen = text.rstrip(' .!?…"”’)]')
    return text[max(seen.rfind(c) for c in ".!?…") + 1 :] if seen else ""


_SENTENCE_BEHIND = re.compile(r"\s*[^.!?\n]+[.!?…]+")


_WORD = re.compile(r"\w+")


def _words_of(text: str) -> frozenset[str]:
    """Return the words of a stretch in small letters ("don't" as two), and two beginnings of words."""
    low = text.lower()
    return frozenset((*_WORD.findall(low), *(x for x in ("haha", "spokes") if x in low)))


def _begun(*words: str) -> frozenset[str]:
    """Return the first words of phrases, by which a pattern of them is passed over."""
    return frozenset(m[0].lower() for w in words if (m := _WORD.match(w)))


_FIRST_WORDS = {
    "I": _begun("I", "my", "me", "mine", "myself"),
    "you": _begun("you", "your", "yours"),
    "we": _begun("we", "us", "our", "ours"),
    "voice": _begun(*_VOICE_WORDS.split("|"), "people", "haha", "right"),
    "slang": _begun(*_SLANG_WORDS.split("|"), "never", "always", "still", "every", "each"),
    "said": _begun("said", "told", "says", "added"),
    "aside": _begun(
        *"""btw way lol imho imo saying much cents couldn pasting posting found saw seen comment comments mine
        verdict discuss wake look""".split()
    ),
    "editor": _begun("ed", "eds", "editor"),
    "reporting": _begun(
        "according", "spokes", "official", "officials", "ministry", "percent", "per"
    ),
    "hedge": _begun(
        *"maybe perhaps probably honestly frankly guess bet hope wonder funny".split()
    ),
}  # fmt: skip
"""Words of which one stands in whatever a pattern finds; the others are quick as they are."""


def _may_find(title: str, said: frozenset[str]) -> bool:
    """Return whether a stretch with these words may have what a pattern finds."""
    begins = _FIRST_WORDS.get(title)
    return begins is None or not begins.isdisjoint(said)


_TOLD = (
    ("exclaims", re.compile(r"!")), ("asks", re.compile(r"\?")), ("I", re.compile(r"\b(?:I|I['’]\w+|[Mm]y|me|mine|myself)\b")),
    ("you", re.compile(r"(?i)\byou(?:r|rs|['’]\w+)?\b")), ("we", re.compile(r"(?i)\b(?:we|us|our|ours)\b")), ("voice", _VOICE),
    ("slang", _SLANG), ("shouts", _SHOUT), ("verb", _VERB), ("clause", _CLAUSE),
    ("number", re.compile(r"\d")), ("quotes", re.compile(r"[\"“”]")), ("said", re.compile(r"\b(?:said|told|says|added)\b")), ("contracts", re.compile(r"n['’]t\b|['’](?:s|re|ve|ll|d)\b")),
    ("dots", re.compile(r"\.\.\.|…")), ("aside", ASIDE), ("two sentences", re.compile(r"[.!?] [A-Z]")), ("editor", EDITOR),
    ("tag", _TAG), ("reporting", re.compile(r"\b(?:according to|spokes\w+|officials?|ministry|percent|per cent)\b")),
    ("neutral", re.compile(r"(?i)^(?:who|which|where|formerly|also|a\.k\.a|aka|then|now|see|about|some|an?|the|from)\b")),
    ("acronym", re.compile(r"^[A-Z][A-Za-z&-]{1,9}$")), ("hedge", re.compile(r"(?i)\b(?:maybe|perhaps|probably|honestly|frankly|guess|bet|hope|wonder|funny)\b")),
)  # fmt: skip
_LIVELY = (
    *((t, p) for t, p in _TOLD if t in ("exclaims", "asks", "I", "you", "we", "voice", "slang", "contracts", "hedge")),
    ("small", re.compile(r"^\s*[a-z]")), ("said", re.compile(r"\b(?:said|told|says|added)\b")), ("number", re.compile(r"\d")),
)  # fmt: skip
