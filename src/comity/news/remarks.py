"""What the person who passed a text on has put into it: remarks, told by voice, shape and place.

The rules name most of them; learned weights of plain facts (`data/weights.tsv`, "commentary")
decide, so that calm remarks without any mark of voice are found where the text shows that
somebody passed it on, and a reporter's neutral brackets are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from comity.news.tokens import stops
from comity.news.weights import weights
from comity.news.wordpatterns import any_of

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
_TAG = re.compile(
    r"^(?:[A-Z]{2,3}(?: again)?|[A-Z]{3,} SAYS(?:, \w+)?|Poster|Note|My note|OP|Reminder|Edit|EDIT|PS)\s?:"
)
_EDITOR = re.compile(r"[–—-]\s?(?:Ed\.?|Editor|eds?\.?|Eds)\s*\.?$", re.I)
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


_POSTED = re.compile(
    r"\b(?:repl(?:y|ies)|comments?|ago|views|likes?|quote|report post|posted|re-?posted|subject:)\b",
    re.I,
)
_LETTER = re.compile(
    r"\b(?:unsubscribe|subscribe|newsletter|briefing|brief|letter|note|digest|bulletin|forward\w*|issue \d+|weekly|fortnightly)\b",
    re.I,
)
_POSTED_HEAD = re.compile(
    r"\b(?:pasting|pasted|sharing this|posting|re-?posted|reposted|fwd(?:[’']d)?|forwarded|forwarding|seen this|saw this"
    r"|found (?:this|in my)|sent me this|from my inbox|(?:comments?|remarks|notes|bits|grumbles?|interruptions|opinions?)"
    r" (?:are |go |come |stand |sit )?(?:in|are|between|by|marked|after|of mine)|brackets? (?:are )?mine|mine is|passed (?:round|on) by"
    r"|pass this on|typed in by hand|wire copy|i (?:interrupt|butt in)|my (?:own )?(?:bits|comments|remarks|notes|grumbles|opinions"
    r"|two \w+))\b",
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


_MARKED = re.compile(
    r"(?<![\w*])\*[^*\n]{3,400}\*|(?<=\s)/ [^/\n]{3,400} /|^/ [^/\n]{3,400} /|\{[^{}\n]{2,400}\}"
    r"|<<[^<>\n]{2,400}>>|(?<!\w)~[^~\n]{3,400}~|(?<!\w)_[^_\n]{3,400}_(?!\w)"
)
_LEAD = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?…:;,”\"’')\]] ))(?P<lead>/{2,3}|>{1,3}|-{1,2}>|--(?=\s)|\*\*|\[!\]|=>|<(?=[a-z])|~+|\^\^|\+\+"
    r"|[\u2600-\u27bf\U0001f300-\U0001faff]|(?!UN|US|EU|UK|IMF|ECB|WTO)[A-Z]{2,3}(?=(?: again)?: )|[A-Z]{3,}(?= SAYS\b[^:\n]{0,12}:))\s?(?=\S)"
)
"""Signs that a person who passes a text on may put before a remark."""
_LEAD_SIGN = re.compile(
    r"//|[<>*~\u2600-\u27bf\U0001f300-\U0001faff]|--|\[!\]|\^\^|\+\+|=>|[A-Z]{2}[^:\n]{0,16}: "
)
_PAIRED = re.compile(r"/+|[<>]+|\*+|~+|--|\^+|\++")
_CLOSING = str.maketrans("<>", "><")
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"")
_FIRST = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|me)\b")
_SHAPES = {"[": "square", "(": "round"}
_PERSONAL = re.compile(r"\b(?:I|I['’]\w+|[Mm]y|me|you|your|lol|btw)\b|[!]")


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
    letter = bool(_LETTER.search(furniture))
    found = _insertions(text, spans, zones, posted=posted, letter=letter)
    if not posted and any(x.rule for x in found):
        posted = True
        found = _insertions(text, spans, zones, posted=True, letter=letter)
    ruled = sum(1 for x in found if x.rule)
    model = weights("commentary")
    lively = posted or any(x.rule or x.shape in ("square", "marked") for x in found)
    first = min(len(_FIRST.findall(_QUOTED.sub(" ", text))) // 2, 4)
    scored: list[tuple[Insertion, float]] = []
    for x in found:
        if x.shape in ("paragraph", "sentence") and not (
            x.rule or lively or letter or _PERSONAL.search(text, x.start, x.end)
        ):
            # Nothing in the text shows that anybody passed it on.
            continue
        facts = _facts(
            text, x, spans, zones, posted=posted, others=ruled - bool(x.rule), first_person=first
        )
        if teacher is not None:
            teacher.remark(x, facts)
        told = model.total(facts) + _FOR_A_REMARK if model.learned else 1.0 if x.rule else -1.0
        scored.append((x, told))
    remarks: list[Zone] = []
    for x, score in _smoothed(text, scored) if model.learned else scored:
        if score > 0 and not any(z.start < x.end and x.start < z.end for z in remarks):
            remarks.append(Zone(x.start, x.end, "commentary", x.rule or "likeliest a poster's"))
    return remarks


_FOR_A_REMARK = 0.2
"""What speaks for a remark at all: most of what is missed are calm ones."""

_TOGETHER = 0.4
"""What speaks for two sentences that stand side by side being of one voice."""


def _smoothed(
    text: str, scored: Sequence[tuple[Insertion, float]]
) -> list[tuple[Insertion, float]]:
    """Return the sums with those of sentences told together: who interrupts seldom says one sentence."""
    out = [(x, s) for x, s in scored if x.shape not in ("sentence", "led")]
    apart = sorted(
        (x for x in scored if x[0].shape in ("sentence", "led")), key=lambda x: x[0].start
    )
    run: list[tuple[Insertion, float]] = []
    for x, score in apart:
        if run and (x.start - run[-1][0].end > 2 or "\n" in text[run[-1][0].end : x.start]):
            out += _run(run)
            run = []
        run.append((x, score))
    return out + _run(run)


def _run(run: Sequence[tuple[Insertion, float]]) -> list[tuple[Insertion, float]]:
    """Return a run of sentences with the likeliest course of who speaks, as sums above or below nought."""
    own, other = 0.0, 0.0
    back: list[tuple[bool, bool]] = []
    for _, score in run:
        stay, turn = own + _TOGETHER, other
        keep, leave = other + _TOGETHER, own
        back.append((stay >= turn, keep < leave))
        own, other = max(stay, turn) + score / 2, max(keep, leave) - score / 2
    found: list[tuple[Insertion, float]] = []
    state = own > other
    for (x, score), (stays, comes) in zip(reversed(run), reversed(back), strict=True):
        found.append((x, abs(score) + 0.01 if state else -abs(score) - 0.01))
        state = stays if state else comes
    return found[::-1]


def _insertions(
    text: str, spans: Sequence[tuple[int, int]], zones: Sequence[Zone], *, posted: bool, letter: bool
) -> list[Insertion]:  # fmt: skip
    """Return what may be a remark, whole paragraphs before what stands inside them."""
    found: list[Insertion] = []
    for start, end in spans:
        zone = next((z for z in zones if z.start <= start and end <= z.end), None)
        if zone is not None and zone.kind in ("byline", "dateline"):
            continue
        whole = text[start:end]
        inside: list[Insertion] = []
        for pattern in () if zone is not None else (_BRACKET, _MARKED, _DASHED):
            for match in pattern.finditer(whole):
                a, b = start + match.start(), start + match.end()
                if any(z.start < b and a < z.end for z in inside):
                    continue
                dashed = pattern is _DASHED
                if _EDITOR.search(match[0].strip("()[]-–— \n")):
                    # An editor's note belongs to the article.
                    continue
                rule = _poster(match[0], dashed=dashed, alone=match[0] == whole)
                if not rule and posted and not dashed:
                    rule = _calm(match[0])
                shape = "dashed" if dashed else _SHAPES.get(match[0][0], "marked")
                inside.append(Insertion(a, b, shape, rule))
        if zone is None or zone.kind in ("headline", "commentary"):
            for led in _led(text, start, end):
                if not any(led.start < z.end and z.start < led.end for z in inside):
                    inside.append(led)
        alone = len(inside) == 1 and (inside[0].start, inside[0].end) == (start, end)
        if not alone and len(whole) <= 900:
            rule = "" if any(x.rule for x in inside) else _remark(whole)
            if zone is not None and zone.kind == "commentary":
                rule = zone.rule
            found.append(Insertion(start, end, "paragraph", rule))
        found += inside
        if zone is None and (posted or letter) and not alone:
            found += [
                Insertion(a, b, "sentence")
                for a, b in _told_apart(text, start, end)
                if (a, b) != (start, end)
                and b - a >= 3
                and text[a] not in "\"'“‘"
                and not _QUOTED_OPEN.match(text, a, b)
                and not any(x.start < b and a < x.end for x in inside)
            ]
    return found


_SMALL_START = re.compile(
    r"(?<=[a-z0-9]{3}[.!?…])[”\"’)]? (?=[a-z])|(?<=\bi[.!?])[”\"’)]? (?=[a-z])"
)
_QUOTED_OPEN = re.compile(r"[^“\"„«]*[”»]|[^\"]*[,.!?]\"(?:[^\"]*$|[^\"]*\"[^\"]*\"[^\"]*$)")
"""A sentence that ends a quotation begun before it."""


def _told_apart(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the sentences of a paragraph, those too that begin with a small letter."""
    found: list[tuple[int, int]] = []
    for a, b in stops(text, start, end):
        at = a
        for cut in _SMALL_START.finditer(text, a, b):
            if cut.end() - at > 2:
                found.append((at, cut.start() + len(cut[0]) - 1))
                at = cut.end()
        found.append((at, b))
    return found


def _led(text: str, start: int, end: int) -> list[Insertion]:
    """Return what stands behind a sign in a paragraph: up to the sign's other half, or by sentences."""
    found: list[Insertion] = []
    at = start
    if not _LEAD_SIGN.search(text, start, end):
        return found
    while (m := _LEAD.search(text, at, end)) is not None:
        lead = m["lead"]
        half = lead.translate(_CLOSING)
        close = text.find(half, m.end(), end) if _PAIRED.fullmatch(lead) else -1
        if close >= 0:
            while close < end and text[close] == half[0]:
                close += 1
            found.append(Insertion(m.start("lead"), close, "marked", lead=lead))
            at = close
            continue
        following = _LEAD.search(text, m.end(), end)
        stop = following.start("lead") if following else end
        for number, (a, b) in enumerate(_told_apart(text, m.end(), stop)):
            found.append(
                Insertion(
                    m.start("lead") if not number else a,
                    b,
                    "led",
                    lead=lead,
                    since=number,
                    opens=m.start("lead") == start,
                )
            )
        at = max(stop, m.end())
    return found


def _facts(
    text: str, x: Insertion, spans: Sequence[tuple[int, int]], zones: Sequence[Zone], *,
    posted: bool, others: int, first_person: int,
) -> list[str]:  # fmt: skip
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
    bare = _QUOTED.sub(" ", inner) if kind in ("paragraph", "sentence", "led") else inner
    facts += [f"{kind} I of the text {first_person}", f"{kind} signed {signed} posted {posted}"]
    if _FIRST.search(bare):
        facts.append(f"{kind} I, of the text {first_person} posted {posted}")
    for title, pattern in _TOLD:
        if pattern.search(bare if title not in ("quotes",) else inner):
            facts += [f"{kind} {title}", f"{kind} {title} posted {posted}"]
    told = sorted(set(lows))
    facts += [f"word {w}" for w in told]
    facts += [f"{kind} word {w}" for w in told]
    return facts


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
            facts += [
                f"{kind} {side} {title}"
                for title, pattern in _LIVELY
                if told and pattern.search(told)
            ]
    return facts


def _sentence_before(text: str) -> str:
    """Return the last sentence of a stretch, with its stop."""
    seen = text.rstrip(' .!?…"”’)]')
    return text[max(seen.rfind(c) for c in ".!?…") + 1 :] if seen else ""


_SENTENCE_BEHIND = re.compile(r"\s*[^.!?\n]+[.!?…]+")


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


ASIDE = re.compile(
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
    if ASIDE.search(paragraph) and not re.search(r"\bsaid\b", paragraph):
        return "poster's paragraph"
    return ""


_TOLD = (
    ("exclaims", re.compile(r"!")), ("asks", re.compile(r"\?")), ("I", re.compile(r"\b(?:I|I['’]\w+|[Mm]y|me|mine|myself)\b")),
    ("you", re.compile(r"(?i)\byou(?:r|rs|['’]\w+)?\b")), ("we", re.compile(r"(?i)\b(?:we|us|our|ours)\b")), ("voice", _VOICE),
    ("slang", _SLANG), ("shouts", _SHOUT), ("verb", _VERB), ("clause", _CLAUSE),
    ("number", re.compile(r"\d")), ("quotes", re.compile(r"[\"“”]")), ("said", re.compile(r"\b(?:said|told|says|added)\b")), ("contracts", re.compile(r"n['’]t\b|['’](?:s|re|ve|ll|d)\b")),
    ("dots", re.compile(r"\.\.\.|…")), ("aside", ASIDE), ("two sentences", re.compile(r"[.!?] [A-Z]")), ("editor", _EDITOR),
    ("tag", _TAG), ("reporting", re.compile(r"\b(?:according to|spokes\w+|officials?|ministry|percent|per cent)\b")),
    ("neutral", re.compile(r"(?i)^(?:who|which|where|formerly|also|a\.k\.a|aka|then|now|see|about|some|an?|the|from)\b")),
    ("acronym", re.compile(r"^[A-Z][A-Za-z&-]{1,9}$")), ("hedge", re.compile(r"(?i)\b(?:maybe|perhaps|probably|honestly|frankly|guess|bet|hope|wonder|funny)\b")),
)  # fmt: skip
_LIVELY = tuple((t, p) for t, p in _TOLD if t in ("exclaims", "asks", "I", "you", "we", "voice", "slang", "contracts", "hedge")) + (
    ("small", re.compile(r"^\s*[a-z]")), ("said", re.compile(r"\b(?:said|told|says|added)\b")), ("number", re.compile(r"\d")),
)  # fmt: skip
