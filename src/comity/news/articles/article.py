"""A document taken apart once: sentences, zones, persons, mentions, quotations. Rules read it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from comity.news.articles.gazetteer import (
    TITLES,
    Persons,
    capital_runs,
    holders,
    is_titled,
    places_in,
    surname_of,
    tells_office,
)
from comity.news.articles.quotes import SAYING, Quote, find_quotes
from comity.news.articles.remarks import Teaching as ZoneTeaching
from comity.news.articles.speakers import Speakers
from comity.news.articles.speakers import Teaching as SpeakerTeaching
from comity.news.articles.voices import PREPOSITIONS, Voices
from comity.news.articles.zones import Zone, find_zones
from comity.news.words.tokens import Sentence, Token, paragraphs, sentences

_TITLE_WORD = re.compile(TITLES.pattern + r"$")
_TITLE_BEFORE = re.compile(r"((?:[A-Z]?[\w-]+ ){0,2}[\w-]+),?\s+$")
_HEADS = frozenset(
    "government governments ministry parliament authorities leaders leadership people republic".split()
)


@dataclass(slots=True)
class Actor:
    """A mention within a sentence, with what stands around it.

    Attributes:
        first, last: Tokens, the last one excluded.
        before: The preposition before it, if any.
        owns: A possessive follows ("Iran's"), or it is an adjective before a noun.
        people: It names persons of a state (Iranians).
    """

    first: int
    last: int
    start: int
    end: int
    kind: str
    codes: tuple[str, ...]
    name: str = ""
    before: str = ""
    owns: bool = False


@dataclass(slots=True)
class Article:
    """Everything the rules read.

    Attributes:
        actors: By number of sentence.
        runs: Of capitalised words, by number of sentence: (first, past the last) token.
        names: Surname or first word of each name of several words → the name; made when first asked for.
        state_of_text: The state a capital in the dateline or the masthead stands for.
    """

    text: str
    published: date | None
    spans: list[tuple[int, int]]
    sentences: list[Sentence]
    zones: list[Zone]
    quotes: list[Quote]
    persons: Persons
    actors: list[list[Actor]]
    home: str = ""
    genre: str = ""
    starts: list[int] = field(default_factory=list)
    runs: list[list[tuple[int, int]]] = field(default_factory=list)
    names: dict[str, str] | None = None

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence around an offset."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def zone_at(self, offset: int) -> str:
        """Return the kind of zone around an offset; empty in the article's own telling."""
        for zone in self.zones:
            if zone.start <= offset < zone.end:
                return zone.kind
        return ""

    def quote_at(self, offset: int) -> Quote | None:
        """Return the quotation around an offset."""
        for quote in self.quotes:
            if quote.start <= offset < quote.end:
                return quote
        return None


class Teaching(ZoneTeaching, SpeakerTeaching, Protocol):
    """Who knows zones and speakers: for learning the weights."""


def take_apart(text: str, published: date | None, teacher: Teaching | None = None) -> Article:
    """Return a text taken apart.

    Args:
        published: The day it was published; `None` where that is not known.
        teacher: Takes down what the weights for speakers are learned from.
    """
    spans = paragraphs(text)
    zones = find_zones(text, spans, teacher)
    cut = sentences(text, _without_datelines(spans, zones))
    persons = Persons(published)
    article = Article(
        text=text, published=published, spans=spans, sentences=cut, zones=zones, quotes=[],
        persons=persons, actors=[], starts=[s.start for s in cut],
        runs=[list(capital_runs(s.tokens)) for s in cut],
    )  # fmt: skip
    found = [list(places_in(s.tokens)) for s in cut]
    article.home = _home(article, text)
    _find_persons(article, found)
    for number, places in enumerate(found):
        article.actors.append(_actors(article, number, places))
    voices = Voices(text, cut, article.actors, article.runs, article.sentence_at, persons.titled)
    attribution = Speakers(
        text, voices, lambda o: _span(cut, article, o), lambda o: _paragraph(spans, o),
        lambda name: _full_name(article, name),
    )  # fmt: skip
    attribution.teacher = teacher
    headlines = [(z.start, z.end) for z in zones if z.kind in ("headline", "boilerplate")]
    article.quotes = attribution.attribute(find_quotes(text, spans), headlines)
    return article


def _full_name(article: Article, name: str) -> tuple[str, str]:
    """Return the fullest form that the document gives of a name in capitals, and its state."""
    if name.startswith("the "):
        return article.persons.titled(name[4:])
    person = article.persons.find(name.title())
    if person is not None and len(name.split()) == 1:
        known = article.persons.named(name.title())
        if known:
            return person.name, person.code
        return (name.title() if name.title() in article.text else name), person.code
    return name, ""


def _without_datelines(
    spans: Sequence[tuple[int, int]], zones: Sequence[Zone]
) -> list[tuple[int, int]]:
    cut = {z.start: z.end for z in zones if z.kind == "dateline"}
    return [(cut.get(a, a), b) for a, b in spans if cut.get(a, a) < b]


def _span(cut: Sequence[Sentence], article: Article, offset: int) -> tuple[int, int]:
    if not cut:
        return 0, 0
    sentence = cut[article.sentence_at(offset)]
    return sentence.start, sentence.end


def _paragraph(spans: Sequence[tuple[int, int]], offset: int) -> tuple[int, int]:
    for a, b in spans:
        if a <= offset < b:
            return a, b
    return offset, offset


def _home(article: Article, text: str) -> str:
    """Return the state whose capital dates the text, or whose ministry speaks."""
    from comity.news.words.tokens import tokens_of

    for zone in article.zones[:6]:
        if zone.kind not in ("dateline", "boilerplate"):
            continue
        for _, _, kind, codes in places_in(tokens_of(text, zone.start, zone.end)):
            if kind in ("seat", "state") and len(codes) == 1 and codes[0] != "UN":
                return codes[0]
    return ""


# Persons ---------------------------------------------------------------------------------------


def _find_persons(
    article: Article, found: Sequence[Sequence[tuple[int, int, str, tuple[str, ...]]]]
) -> None:
    last_state = article.home
    for number, (sentence, places) in enumerate(zip(article.sentences, found, strict=True)):
        taken = {k for a, b, _, _ in places for k in range(a, b)}
        for first, last in article.runs[number]:
            run = _name_in(sentence.tokens, first, last, taken)
            if run is None:
                continue
            a, b = run
            name = article.text[sentence.tokens[a].start : sentence.tokens[b - 1].end]
            told = _person(article, sentence, places, a, b, name, last_state)
            if told is not None:
                article.persons.add(name, told)
                title = _TITLE_BEFORE.search(article.text, max(0, sentence.tokens[a].start - 40),
                                             sentence.tokens[a].start)  # fmt: skip
                if title and is_titled(title[1] + " "):
                    article.persons.entitle(title[1], name, told)
        for _, _, kind, codes in places:
            if kind in ("state", "adjective", "seat") and len(codes) == 1:
                last_state = codes[0]


def _name_in(
    tokens: Sequence[Token], first: int, last: int, taken: set[int]
) -> tuple[int, int] | None:
    """Return the name at the end of a run of capitals: titles and places before it cut off."""
    a = first
    for k in range(first, last):
        if k in taken or _TITLE_WORD.match(tokens[k].text):
            a = k + 1
    b = last
    while a < b and (a in taken or (not tokens[a].text[0].isupper() and "-" not in tokens[a].text)):
        a += 1
    return (a, b) if a < b else None


def _person(
    article: Article,
    sentence: Sentence,
    places: Sequence[tuple[int, int, str, tuple[str, ...]]],
    a: int,
    b: int,
    name: str,
    last_state: str,
) -> str | None:
    """Return whose official a capitalised name is (empty: nobody's); `None` when no person."""
    tokens, text = sentence.tokens, article.text
    words = b - a
    if words > 5:
        return None
    before = text[max(sentence.start, tokens[a].start - 70) : tokens[a].start]
    after = text[tokens[b - 1].end : min(sentence.end, tokens[b - 1].end + 80)]
    titled = is_titled(before)
    office = after[:1] == "," and tells_office(after[1:].split(",")[0][:60])
    known = next((h for h in holders().get(surname_of(name), ()) if h.name == name), None)
    lead = re.search(r",\s*$", before) and tells_office(before[-60:].rsplit(".", 1)[-1])
    if words == 1 and not titled:
        return None
    owned = re.search(r"[’']s\s+$", before) and any(
        p[1] in (a - 1, a) and len(p[3]) == 1 for p in places
    )
    if owned and words >= 2:
        return next(p[3][0] for p in places if p[1] in (a - 1, a))
    if not (titled or office or known or lead):
        speaks = re.match(rf"[\s,]*(?:{SAYING.pattern})", after[:40]) or re.search(
            r"\b(?:said|says|told|by)\s+(?:[^.,;\"”]{2,45},\s*)?$", before
        )
        if not speaks or words == 1:
            return None
    near = [(p, c) for p in places if len(c := p[3]) == 1 and p[2] != "group"]
    if titled or lead:
        # The state before the title: "Brazilian Ambassador X", "Germany's Foreign Minister, X".
        behind = [
            c[0] for p, c in near
            if p[1] <= a and tokens[a].start - tokens[p[1] - 1].end < 60
            and not re.search(r"[;:.]|\b(?:said|told|and|to|that|but|on|against)\b",
                              text[tokens[p[1] - 1].end : tokens[a].start])
        ]  # fmt: skip
        if behind:
            return behind[-1]
    of = re.match(r"\s+of\s+(?:the\s+)?", after)
    if of or office:
        ahead = [c[0] for p, c in near if p[0] >= b and tokens[p[0]].start - tokens[b - 1].end < 60]
        if ahead:
            return ahead[0]
    if known:
        return known.code
    if (holder := article.persons.find(surname_of(name))) and holder.code:
        return holder.code
    if titled or office or lead:
        behind = [c[0] for p, c in near if p[1] <= a]
        return behind[-1] if behind else last_state
    return ""


# Actors ----------------------------------------------------------------------------------------

_DEFINITE = {
    "bloc": "bloc", "union": "bloc", "commission": "bloc", "council": "council",
    "assembly": "assembly", "treasury": "treasury", "department": "state", "ministry": "state",
    "government": "state", "administration": "state", "kremlin": "state", "junta": "state",
    "regime": "state", "country": "state", "republic": "state", "kingdom": "state",
    "parliament": "state", "lawmakers": "state", "cabinet": "state", "presidency": "state",
    "nation": "state", "twelve": "bloc", "party": "",
}  # fmt: skip


def _actors(
    article: Article,
    number: int,
    places: Sequence[tuple[int, int, str, tuple[str, ...]]],
) -> list[Actor]:
    tokens = article.sentences[number].tokens
    found: list[Actor] = []
    taken: set[int] = set()
    for first, last, kind, codes in places:
        taken.update(range(first, last))
        if article.published and article.published.year < 2003:
            codes = tuple("YU" if c in ("RS", "ME") else c for c in codes)
        found.append(Actor(first, last, tokens[first].start, tokens[last - 1].end, kind, codes))
    for first, last in article.runs[number]:
        run = _name_in(tokens, first, last, taken)
        if run is None:
            continue
        a, b = run
        name = article.text[tokens[a].start : tokens[b - 1].end]
        person = article.persons.find(surname_of(name))
        if person is None or (b - a > 1 and person.name.split()[0] != name.split()[0]):
            continue
        full = person.name if len(person.name) >= len(name) else name
        found.append(
            Actor(a, b, tokens[a].start, tokens[b - 1].end, "person",
                  (person.code,) if person.code else (), full)
        )  # fmt: skip
    found.sort(key=lambda x: x.first)
    for actor in found:
        surround(tokens, actor)
    return _officials_joined(tokens, found)


def surround(tokens: Sequence[Token], actor: Actor) -> None:
    """Tell an actor what stands around it: the preposition before it, a possessive behind it."""
    k = actor.first - 1
    while k >= 0 and tokens[k].low in ("the", "a", "an", "its", "his", "all", "both", "other"):
        k -= 1
    if k >= 0 and tokens[k].low in PREPOSITIONS:
        actor.before = tokens[k].low
        if actor.before == "of" and k and tokens[k - 1].low in _HEADS:
            # "The government of X": X acts.
            actor.before = ""
            if k > 1 and tokens[k - 2].low == "the" and k > 2 and tokens[k - 3].low in PREPOSITIONS:
                actor.before = tokens[k - 3].low
    follows = tokens[actor.last] if actor.last < len(tokens) else None
    if follows is not None and follows.low in ("'s", "’s", "'", "’"):
        actor.owns = True
    elif actor.kind == "adjective" and follows is not None and follows.text[:1].isalpha():
        actor.owns = not actor_is_people(tokens[actor.last - 1].text)


def actor_is_people(word: str) -> bool:
    """Return whether a word of a state names its people rather than a quality."""
    return word.endswith("s") and word not in ("Swiss",)


def _officials_joined(tokens: Sequence[Token], found: list[Actor]) -> list[Actor]:
    """Return actors with the state of an official merged into the official's name."""
    kept: list[Actor] = []
    for actor in found:
        if (
            kept
            and actor.kind == "person"
            and kept[-1].kind != "person"
            and kept[-1].codes == actor.codes
            and actor.first - kept[-1].last <= 5
            and all(
                t.text[0].isupper()
                or t.low in ("'s", "’s", "s", "'", "’", ",")
                or _TITLE_WORD.match(t.text)
                for t in tokens[kept[-1].last : actor.first]
            )
        ):
            actor.first, actor.start, actor.before = kept[-1].first, kept[-1].start, kept[-1].before
            kept.pop()
        kept.append(actor)
    return kept


def definite(article: Article, word: str) -> str:
    """Return what sort of actor "the council", "the ministry" stands for; empty when none."""
    return _DEFINITE.get(word.lower(), "")


__all__ = ["Actor", "Article", "surround", "take_apart"]
