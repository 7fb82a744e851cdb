"""Who may speak in a stretch of text: persons, unnamed ones, institutions, states.

Looked for a sentence at a time, and only in sentences that a quotation may have its speaker in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol

from comity.news.articles.gazetteer import is_title
from comity.news.articles.quotes import SAYING, SAYING_WORDS, Voice
from comity.news.words.tokens import Sentence

PREPOSITIONS = frozenset(
    """on against over toward towards with for to in from of at into upon about under within between
    among near outside inside by via despite except""".split()
)
"""A name behind one of these is no subject."""

INSTITUTION = re.compile(
    r"\b(?:(?:[A-Z][\w-]+(?:[’']s)? )?(?:Foreign|Finance|Defence|Defense|Oil|Trade|Interior|Information|foreign|finance|defence|defense|information) [Mm]inistry"
    r"|Ministry of [A-Z]\w+(?: [A-Z]\w+)*|(?:the )?(?:State|Treasury|Commerce) Department|White House"
    r"|Panel of Experts|Monitoring Group|Council of the EU|High Representative|[A-Z]{2,6}-[A-Z]{2})\b"
)
_INSTITUTION_WORDS = frozenset(
    "ministry department house experts group council representative".split()
)

_ROLES = (
    r"diplomats?|officials?|bankers?|envoys?|advisers?|traders?|drivers?|sources?"
    r"|analysts?|lawyers?|panel|ambassadors?|ministers?|solicitors?|coach|owners?|bakers?|farmers?|students?|workers?"
    r"|activists?|chairm[ae]n|directors?|secretary|dissidents?|economists?|experts?|captains?|residents?|businessm[ae]n"
    r"|brokers?|lawmakers?|senators?|dealers?|managers?|delegates?|brokers?|governors?|president|chancellor|colonel"
    r"|general|commissioner|chief|head"
)
_ROLE = re.compile(rf"(?:{_ROLES}|spokes(?:man|woman|person|men)|others)$", re.I)
_ROLE_WORDS = frozenset(
    w
    for r in re.sub(
        r"\(\?:|\)", "", _ROLES.replace("[ae]", "e") + "|" + _ROLES.replace("[ae]", "a")
    ).split("|")
    for w in ((r.replace("s?", ""), r.replace("s?", "s")))
) | frozenset(
    """spokesman spokeswoman spokesperson spokesmen others critics opponents officials diplomats traders ministers
    residents analysts economists farmers activists lawyers supporters""".split()
)
_DETERMINER = r"(?:[Aa]n?|[Oo]ne|[Aa]nother|[Ss]ome|[Ss]everal|[Tt]wo|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Oo]ur)"
_OWNER = r"[A-Z][\w-]+[’']s?"
UNNAMED = re.compile(
    rf"\b((?:{_DETERMINER}|[Oo]utgoing|[Aa]n outgoing)"
    rf" (?:[\w-]+ ){{0,3}}?(?:{_ROLES}"
    rf"|spokes(?:man|woman|person)(?: for (?:the )?[^,.;\"“‘]{{3,70}}?(?=,| {SAYING.pattern}| issued| has| \(|\.|$))?)"
    r"(?: of (?:his|hers))?)\b|(?:^|(?<=\n)|(?<=[.;:] ))(Others)\b|\b(others) (?=call|said|say)"
    r"|(?:^|(?<=\n)|(?<=[.;:] ))((?:Critics|Opponents|Officials|Diplomats|Traders|Ministers|Residents|Analysts|Economists|Farmers"
    r"|Activists|Lawyers|Supporters)\b)"
)
_NO_HEAD = (
    r"(?!(?:had|has|have|also|later|merely|then|was|were|would|could|did|does|do|is|are|be|been|who|that|which|and|or|not"
    r"|never|only|once|again|even|still|since|just|in|of|on|to|for|by|as|at|with|from|a|an|the|his|her|its|their|it|he|she"
    r"|they|we|but|when|what|said|says|nevertheless|meanwhile|however|instead|itself|himself|herself|themselves|likewise|too|duly|[a-z]{3,}ly)\b)"
)
_NO_SPEAKERS = frozenset(
    "time moment day week month year morning evening words word phrase term draft text measures measure sanctions step"
    " steps decision move embargo vote".split()
)
_WORD = rf"{_NO_HEAD}[A-Za-z][\w’'-]*"
_TAIL = r"(?: (?:in|of|from|at|with|for|to|on) (?:the |its |their |his |her )?(?![Mm]onday|[A-Z][a-z]+day)[\w-]+(?: [A-Z][\w-]+)*)"
_PHRASE = rf"(?:{_DETERMINER}|{_OWNER}|U\.?S\.?|UN|EU) (?:{_WORD} ){{0,4}}?{_WORD}"
_ADVERBS = r"(?:(?:who|also|has|had|have|later|merely|then|once|again|often|would|even|only|promptly|publicly|quickly|simply) )*"
_MORE_SAYING = r"shrugged|scoffed|sighed|laughed|brands?|reviled|protested|pronounced|sneered|retorted|grumbled|voiced|spoke"
_BEFORE_SAYING = re.compile(
    rf"\b({_PHRASE}{_TAIL}?)(?= (?:\([^)]*\) )?{_ADVERBS}(?:{SAYING.pattern}|{_MORE_SAYING}))"
)
_SAYS = (
    r"\b(?:said|says|replied|replies|asked|asks|added|adds|remarked|wrote|writes|noted|notes|explained|insisted|warned|joked"
    r"|quipped|commented|argued|declared|recalled|told me|answered)"
)
_BEHIND_SAYING = re.compile(
    rf"{_SAYS} ({_PHRASE}{_TAIL}?|one(?: of (?:them|the \w+))?)(?=\s*(?:[,.;:!?\n“\"(]|$)|\s+(?:who|in|on|at|when|after|as|last|this|yesterday|and|whose)\b)"
)
_CUT = re.compile(rf"({_PHRASE}){_TAIL}$")
_APPOSED = re.compile(r", (?:[A-Z][\w’'-]+ ){1,4}(?:[a-z]{2,3} )?[A-Z]|, [A-Z][\w’'-]+ [A-Z]")
_NAME_BEHIND = re.compile(rf"{_SAYS} ([A-Z][\w’-]+|[a-z_]\w+(?=, an? ))(?=\s*(?:[,.;:]|$))")
_SAID = SAYING_WORDS | frozenset(
    "shrugged scoffed sighed laughed brand brands reviled protested pronounced sneered retorted grumbled voiced spoke".split()
)
_ACRONYM = re.compile(r"[A-Z]{3,6}$")
_NO_NAMES = frozenset("I We He She It They You This That These Those There God Mr Mrs Ms".split())


@lru_cache(maxsize=256)
def _introduced(role: str) -> re.Pattern[str]:
    """Return a pattern for somebody introduced by a role: "an official in Vienna"."""
    return re.compile(
        rf"\b(?:[Aa]n?|[Oo]ne) (?:[\w-]+ ){{0,3}}{re.escape(role)}(?: (?:for|of|in|from|at|to) [^,.;\"“‘]{{3,70}}?)?"
        rf"(?=[,.;]| (?:{SAYING.pattern}|issued|who)\b)"
    )


class Mention(Protocol):
    """What is read of an actor in a sentence."""

    first: int
    last: int
    start: int
    end: int
    kind: str
    codes: tuple[str, ...]
    name: str
    before: str
    owns: bool


class Voices:
    """Everybody who may speak, found when asked for and kept."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        mentions: Sequence[Sequence[Mention]],
        runs: Sequence[Sequence[tuple[int, int]]],
        sentence_at: Callable[[int], int],
        titled: Callable[[str], tuple[str, str]],
    ) -> None:
        """Take a document.

        Args:
            mentions: Persons, states and bodies, by number of sentence.
            runs: Of capitalised words, by number of sentence.
            titled: Who bears a title in the document.
        """
        self._text = text
        self._sentences = sentences
        self._mentions = mentions
        self._runs = runs
        self._sentence_at = sentence_at
        self._titled = titled
        self._named: dict[int, list[Voice]] = {}
        self._others: dict[int, list[Voice]] = {}
        self._full: dict[str, str] | None = None

    def named(self, start: int, end: int) -> list[Voice]:
        """Return who may speak in a stretch, in order: persons, unnamed ones, institutions, states."""
        return self._within(start, end, self._named, self._named_in)

    def others(self, start: int, end: int) -> list[Voice]:
        """Return who else may speak: names of nobody known, and anybody who is told to say a thing."""
        return self._within(start, end, self._others, self._others_in)

    def _within(
        self, start: int, end: int, known: dict[int, list[Voice]], find: Callable[[int], list[Voice]]
    ) -> list[Voice]:  # fmt: skip
        found: list[Voice] = []
        if not self._sentences or end <= start:
            return found
        number = self._sentence_at(start)
        while number < len(self._sentences) and self._sentences[number].start < end:
            if number not in known:
                known[number] = find(number)
            found += [v for v in known[number] if start <= v.start and v.end <= end]
            number += 1
        return found

    def _named_in(self, number: int) -> list[Voice]:
        text, sentence = self._text, self._sentences[number]
        out: list[Voice] = []
        for actor in self._mentions[number]:
            if actor.kind == "group":
                continue
            code = actor.codes[0] if len(actor.codes) == 1 else ""
            subject = not actor.before and not actor.owns
            if actor.kind == "person":
                out.append(Voice(actor.start, actor.end, actor.name, code, True, subject))
            elif actor.kind != "adjective":
                name = text[actor.start : actor.end]
                out.append(Voice(actor.start, actor.end, name, code, False, subject))
        words = sentence.lows
        if not _ROLE_WORDS.isdisjoint(words):
            for m in UNNAMED.finditer(text, sentence.start, sentence.end):
                out = self._with_unnamed(out, m)
        if not _INSTITUTION_WORDS.isdisjoint(words) or any("-" in w for w in words):
            for m in INSTITUTION.finditer(text, sentence.start, sentence.end):
                if not any(v.person and v.start < m.end() and m.start() < v.end for v in out):
                    out = [v for v in out if not (v.start < m.end() and m.start() < v.end)]
                    out.append(Voice(m.start(), m.end(), m[0], "", False, True))
        return sorted(out)

    def _with_unnamed(self, out: list[Voice], m: re.Match[str]) -> list[Voice]:
        if any(v.person and v.start < m.end() and m.start() < v.end for v in out):
            return out
        before = self._text[max(0, m.start() - 10) : m.start()].split()
        if any(
            v.person and (0 < v.start - m.end() <= 2 or 0 < m.start() - v.end <= 2) for v in out
        ):
            # "A spokesman, X": X speaks.
            return out
        free = not before or before[-1].lower() not in PREPOSITIONS
        out = [v for v in out if not (m.start() <= v.start and v.end <= m.end())]
        name = next(g for g in m.groups() if g)
        told = [
            Voice(m.start(), m.end(), n, c, True, free) for n, c in self._meant(name, m.start())
        ]
        return [*out, *told]

    def _meant(self, name: str, at: int) -> list[tuple[str, str]]:
        """Return whom "the minister", "the spokesman" may stand for, as the document calls him in full."""
        if name[:4].lower() != "the ":
            return [(name, "")]
        bearer = self._titled(name[4:])
        found = [bearer] if bearer[0] else []
        head = name.split()[-1]
        if name.count(" ") == 1 and _ROLE.match(head):
            text = self._text[max(0, at - 3_000) : at]
            before = list(_introduced(head).finditer(text)) if head in text else []
            if before:
                found.append((before[-1][0], ""))
        return found or [(name, "")]

    def _others_in(self, number: int) -> list[Voice]:
        text, sentence = self._text, self._sentences[number]
        tokens = sentence.tokens
        out: list[Voice] = []
        taken = {
            k for a in self._mentions[number] for k in range(a.first, a.last) if a.kind != "adjective"
        }  # fmt: skip
        for first, last in self._runs[number]:
            if set(range(first, last)) <= taken:
                continue
            start = next((k for k in range(first, last) if not is_title(tokens[k].text)), first)
            name = text[tokens[start].start : tokens[last - 1].end]
            if last - start < 2:
                full = self._bearers().get(name) or (name if _ACRONYM.match(name) else "")
                if not full or name in _NO_NAMES:
                    continue
                name = full
            before = tokens[first - 1].low if first else ""
            follows = tokens[last].low if last < len(tokens) else ""
            free = before not in PREPOSITIONS and follows not in ("'s", "’s")
            code = next((x.codes[0] for x in self._mentions[number] if x.last in (first, first - 1)
                         and len(x.codes) == 1 and x.owns), "")  # fmt: skip
            out.append(Voice(tokens[start].start, tokens[last - 1].end, name, code, True, free))
        if not _SAID.isdisjoint(sentence.lows):
            out += self._told_to_say(sentence.start, sentence.end)
        return sorted(out)

    def _told_to_say(self, start: int, end: int) -> list[Voice]:
        """Return phrases beside a verb of saying; "the minister" stands for the one so called."""
        text = self._text
        out: list[Voice] = []
        for pattern in (_BEFORE_SAYING, _BEHIND_SAYING, _NAME_BEHIND):
            for m in pattern.finditer(text, start, end):
                name = m[1]
                if name in _NO_NAMES or name.split()[-1].lower() in _NO_SPEAKERS:
                    continue
                if _APPOSED.match(text, m.end(1)):
                    # "The Saudi foreign minister, Prince X": X speaks.
                    continue
                meant = self._meant(name, m.start(1))
                out += [Voice(m.start(1), m.end(1), full, code, True, True) for full, code in meant]
                if meant[0][0] == name and (cut := _CUT.match(name)):
                    out.append(Voice(m.start(1), m.start(1) + cut.end(1), cut[1], "", True, True))
        return out

    def _bearers(self) -> dict[str, str]:
        """Return surname → the fullest name that the document gives with it."""
        if self._full is None:
            self._full = {}
            for sentence, runs in zip(self._sentences, self._runs, strict=True):
                for first, last in runs:
                    tokens = sentence.tokens
                    start = next(
                        (k for k in range(first, last) if not is_title(tokens[k].text)), last
                    )
                    name = (
                        self._text[tokens[start].start : tokens[last - 1].end]
                        if start < last
                        else ""
                    )
                    held = self._full.get(tokens[last - 1].text, "")
                    if 2 <= last - start <= 5 and len(name) > len(held):
                        self._full[tokens[last - 1].text] = name
        return self._full
