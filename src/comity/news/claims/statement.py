"""What a claim states, part by part: who, on whom, when, how many, by which vote, under which number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from comity.news.articles.article import Article
from comity.news.claims.claim import Claim
from comity.news.claims.finding import is_vote
from comity.news.claims.kinds import kinds_banned
from comity.news.claims.numbers import (
    ORDINAL,
    Count,
    Figure,
    months_in,
    ordinal_of,
)
from comity.news.claims.parties import is_proper, struck_in, without_attributes
from comity.news.claims.record import Tokens, words_of
from comity.news.claims.stretches import beside_when, core, counts_of, figures_of, own_stretch
from comity.news.claims.times import when_of
from comity.news.claims.votes import Ballot, ballot_in
from comity.news.events.finding import Event
from comity.text.countries import country_code

UN = frozenset(("UN", "UNSC"))
IMPOSERS = frozenset(
    """UN UNSC EU US GB CA AU JP CH NZ NO ECOWAS AFRICAN_UNION ARAB_LEAGUE OAS G7 FATF IAEA RU CN IR TR KR SG
    UA""".split()
)
_BODIES_BY_WORD = (
    (re.compile(r"\bGeneral Assembly\b"), "UNGA"),
    (re.compile(r"\bCommonwealth\b"), "COMMONWEALTH"),
    (re.compile(r"\bIGAD\b"), "IGAD"),
    (re.compile(r"\bSADC\b|Southern African Development Community"), "SADC"),
    (re.compile(r"\bSWIFT\b"), "SWIFT"),
    (re.compile(r"\bG8\b"), "G8"),
    (re.compile(r"\bCouncil of Europe\b"), "COUNCIL_OF_EUROPE"),
    (re.compile(r"\bGulf Cooperation Council\b|\bGCC\b"), "GCC"),
    (re.compile(r"\bInternational Criminal Court\b|\bICC\b"), "ICC"),
    (re.compile(r"\bOFAC\b|\bTreasury\b|State Department|\bWashington\b|\bCongress\b"), "US"),
)
_NUMBERS = (
    ("r", re.compile(r"\b[Rr]esolutions?,? (\d{3,4})\b(?:,? (\d{3,4})\b)?(?:,? (?:and|or) (\d{3,4})\b)?|\bnumbered (\d{3,4})\b")),
    ("eo", re.compile(r"(?:Executive Orders?|E\.O\.|EO) (\d{5})(?:,? and (\d{5}))?")),
    ("gl", re.compile(r"(?:General Licen[cs]e|GL)(?: No\.?)? ?(\d+[A-Z]?|[A-Z]-\d)\b")),
    ("p", re.compile(r"Proclamation (\d{4,5})")),
    ("", re.compile(r"\b(?:Decision|Regulation|Position|Law|L\.)[^.;]{0,24}?\b(\d{2,4}[/-]\d{2,4})")),
)  # fmt: skip
_ROW = re.compile(
    rf"\b(?P<o>{ORDINAL})\s+(?:(?:such|EU|annual|yearly|consecutive|straight|successive|sanctions?)\s+)*"
    r"(?:package|year running|year in a row|year|time|vote|resolution)\b",
    re.I,
)
_NEVER = re.compile(
    r"\b(?:never|not one|none of|no such|nobody ever|no(?: \w+)? sanctions)\b|\b[Nn]o (?:\w+ ){1,6}?(?:ever|has|had|have)\b",
    re.I,
)
_SWEEPING = re.compile(
    r"\b(?:without (?:a|any) (?:break|interruption|pause)|without interruption|uninterrupted\w*|exactly(?= \w+)|precisely(?= \w+)"
    r"|the only [\w-]+ (?:that|to|ever|who|which)|ever since|all along|every (?:one|single|step)|in (?:its|their) entirety)\b",
    re.I,
)
_ENTIRE = re.compile(r"\b(?:entire|whole of|as a whole|the whole)\b", re.I)
_COMMITTEE = re.compile(
    r"\b(?:[Cc]ommittee|[Pp]anel|[Rr]egime|[Ll]ist)\b[^,;]{0,24}\b(?:pursuant to|established|under|by|of|concerning)\b[^,;]*$|\b(?:pursuant to|required by|in line with|violat\w+(?: of)?|breach of)\s+(?:\w+ ){0,4}$"
)
_STANDS = re.compile(
    r"\b(?:still|remain\w*|stay\w*|continues? to be)\b\W+(?:\w+\W+){0,3}?(?:listed|designated|sanctioned|blacklisted|subject|frozen"
    r"|barred|banned|on|under|in force)\b",
    re.I,
)
_FIRST = re.compile(
    r"\bfirst time\b|\b[Tt]he (?:very )?first (?:ever |such )?(?:[\w-]+ ){0,4}?(?:that|to|ever|whom|which|who|whose|since)\b|\b[Nn]ever before\b"
    r"|\bunprecedented\b|\bfirst ever\b"
)
_PRONOUN = re.compile(r"\b(?:it|they|he|she)\b")
_THIS_DAY = re.compile(r"\bthis (?:morning|afternoon|evening)\b")
_SPONSORS = re.compile(
    r"state sponsors?\b|sponsors? of terror|terror(?:ism|ist)? (?:sponsors? )?(?:black)?list", re.I
)
_COURT = re.compile(r"\bcourt|\bjudg|\btribunal|\bannul|\bquash|\boverturn|\bruling", re.I)
_FINE = re.compile(
    r"\b(?:fined?|fines|penalt(?:y|ies)|settle[ds]?|settlement|pleaded|pleads|pay|paid)\b"
)
_MENTION = re.compile(r"\b[A-Z][\w’'-]+(?: (?:al-|[A-Z])[\w’'-]+)*")
_GAP = 16
_TALLIED = frozenset(("UN", "UNSC", "UNGA", "IAEA", "ARAB_LEAGUE"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The parts that a claim states; what it does not state is empty.

    Attributes:
        owners: Who acted, as codes; the family of the UN is taken as one.
        told_in: Where the owners are told: in the `clause` itself, by a pronoun (`it`), or elsewhere.
        states: Whom or what it is about, the most trusted first.
        whens: When, resolved; empty where not told.
        open_when: A time is told that cannot be resolved.
        until: To when.
        parties: Names that a record has to hold.
        keys: Numbers of documents.
        row: Which of a row.
        first: It is told as the first of its kind.
        sweeping: Words by which it tells more than that something was done: "without a break".
        aliases: Two names of one party: "the Revolutionary Armed Forces, or FARC".
        entire: It is told of all of something.
        firsts: Records that are the first of their kind, where it is told as one.
        months: For how many months it is told to be done.
        sponsors: It is about the list of state sponsors of terrorism.
        fine: It is about a penalty for breaches.
        since: The time told is that from which something has stood.
        clearly_dated: A time within the clause tells of at most some weeks.
        signed: It is about an order that somebody signed.
        court: It is about a judgment.
        known: Names of records that the clause has, where it tells of listing or delisting.
        kinds: What a ban that it tells of is on: arms, oil, flights.
        figures: Other numbers of persons or things that it tells: "froze two of them".
        of_terror: It, or the text just before it, speaks of terrorism.
    """

    clause: str
    action: str
    voting: bool
    negated: bool
    owners: frozenset[str]
    told_in: str
    states: tuple[str, ...]
    near: frozenset[str]
    whens: tuple[tuple[date, date], ...]
    open_when: bool
    open_text: str
    until: tuple[date, date] | None
    counts: tuple[Count, ...]
    words: Tokens
    ballot: Ballot
    parties: tuple[Tokens, ...]
    keys: tuple[str, ...]
    row: int
    years: tuple[int, ...]
    never: bool
    still: bool
    first: bool
    sponsors: bool
    fine: bool
    since: bool
    clearly_dated: bool
    signed: bool
    court: bool
    of_terror: bool
    figures: tuple[Figure, ...] = ()
    sweeping: str = ""
    entire: bool = False
    aliases: tuple[tuple[Tokens, Tokens], ...] = ()
    months: float = 0
    firsts: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    known: tuple[Tokens, ...] = ()

    @property
    def day_told(self) -> bool:
        """Whether a time told is at most some days long."""
        return any((last - first).days <= 3 for first, last in self.whens)

    def together(self, names: Sequence[Tokens]) -> tuple[Tokens, ...]:
        """Return those names whose words stand close to each other in the clause."""
        low = self.clause.casefold()
        found = []
        for name in names:
            spots = [low.find(w) for w in name]
            if min(spots) < 0 or max(spots) - min(spots) <= sum(map(len, name)) + _GAP:
                found.append(name)
        return tuple(found)

    @property
    def long(self) -> bool:
        """Whether every time told is longer than some weeks, so that many acts fall into it."""
        return bool(self.whens) and all((last - first).days > 45 for first, last in self.whens)


def state_claim(
    article: Article, claim: Claim, main: Sequence[str], others: Sequence[int] = ()
) -> Statement:
    """Return the parts of a claim that tells of an event.

    Args:
        main: The state that most of the document's measures are about.
        others: Where the other events of the document have their words; what lies beyond them
            is not this one's.
    """
    event = claim.event
    assert event is not None
    text = article.text[claim.start : claim.end]
    owners, told_in = _owners(article, claim, text)
    ballot = ballot_in(article, claim.start, claim.end)
    voting = is_vote(event)
    if voting:
        ballot = _with_voters(ballot, event)
    if re.search(r"\bdraft\b", text) and ballot.tells() and not owners & _TALLIED:
        # "A draft by Russia and China won four votes": the vote is the Council's.
        owners, voting = frozenset(UN), True
    if not voting and not owners & _TALLIED:
        ballot = Ballot()
    dated = when_of(article, claim)
    keys = numbers_in(text)
    years = tuple(int(y) for y in re.findall(r"\b(?:19|20)\d\d\b", text) if f"r{y}" not in keys)
    spans = dated.spans
    if not spans and article.published and _THIS_DAY.search(text):
        spans = ((article.published, article.published),)
    if not spans and len(set(years)) == 1 and dated.until is None:
        # "As long ago as 2004": no rule reads it, and it is a time all the same.
        spans = ((date(years[0], 1, 1), date(years[0], 12, 31)),)
    still = bool(_STANDS.search(text))
    parties = [words_of(t) for t in event.target if is_proper(t)]
    if not _STANDS_FOR.search(text) and not _MEANT.search(text):
        # Whom the rules carried over from elsewhere, a clause without a word for them does not tell of.
        parties = [p for p in parties if p & words_of(text)]
    if still and (named := [m[0] for m in _MENTION.finditer(text) if is_proper(m[0])]):
        parties = [words_of(n) for n in named if " " in n] or parties
    parties = without_attributes(text, event.target, parties)
    parties += [p for p in struck_in(text, event, claim.start) if p not in parties]
    low, high = own_stretch(article.text, claim, others)
    row = _ROW.search(text)
    fine = bool(_FINE.search(text))
    counts = (
        ()
        if voting
        else tuple(counts_of(claim, *beside_when(article, claim, low, high), fine=fine))
    )
    return Statement(
        clause=text, action="VOTE" if voting else event.action, voting=voting,
        negated=event.realis == "negated", owners=owners, told_in=told_in,
        states=_states(article, claim, owners, main),
        near=frozenset(codes_in(article, claim.start, claim.end)),
        whens=spans, open_when=dated.open, open_text=dated.open_text, until=dated.until,
        counts=counts,
        sweeping=sweeping[0] if (sweeping := _SWEEPING.search(text)) and not voting else "",
        aliases=_aliases(text, event.target),
        entire=bool(_ENTIRE.search(text)),
        months=months_in(article.text[event.start : high]),
        figures=() if voting else figures_of(article.text, core(article.text, claim, low, high), counts, ballot),
        words=_words(article, claim, text),
        ballot=ballot, parties=tuple(p for p in parties if p), keys=keys,
        row=ordinal_of(row["o"]) if row else 0,
        years=years,
        never=bool(_NEVER.search(text)), still=still, first=bool(_FIRST.search(text)),
        sponsors=bool(_SPONSORS.search(text)) and ("US" in owners or "state sponsor" in text), fine=fine, since=dated.since,
        clearly_dated=dated.clear,
        court=bool(_COURT.search(text)),
        kinds=kinds_banned(text, event.start - claim.start, event.end - claim.start),
        of_terror="terror" in article.text[max(0, claim.start - 240) : claim.end],
        signed=bool(re.search(r"\border\b.*\bsigned\b|\bsigned\b.*\border\b", text)),
    )  # fmt: skip


_MEANT = re.compile(
    r"\b(?:the|this|that|both|all|whose|whom|which|who)\s(?:\w+\s)?(?:firm|company|bank|group|man|woman|general|minister|movement|ship|tanker|airline)s?\b"
    r"|\b(?:whom|who|which|whose|both)\b",
    re.I,
)
_STANDS_FOR = re.compile(r"\b(?:it|its|them|they|their|he|him|she|her|these|those|this)\b", re.I)


def _words(article: Article, claim: Claim, text: str) -> Tokens:
    """Return the words of a clause, with those before it in its sentence where it points back to them."""
    event = claim.event
    assert event is not None
    sentence = article.sentences[event.sentence]
    if claim.start > sentence.start and _STANDS_FOR.search(text):
        return words_of(article.text[sentence.start : claim.end])
    return words_of(text)


def _aliases(text: str, targets: Sequence[str]) -> tuple[tuple[Tokens, Tokens], ...]:
    """Return pairs of names that a clause tells as one: "X, or Y", "X (Y)", "X, known as Y"."""
    found = []
    for one in targets:
        for other in targets:
            pair = rf"{re.escape(one)},? (?:\(|or |known as |also known as |formerly )(?:the )?{re.escape(other)}"
            if one != other and re.search(pair, text):
                found.append((words_of(one), words_of(other)))
    return tuple(found)


def _with_voters(ballot: Ballot, event: Event) -> Ballot:
    """Return a ballot with the event's own source on the side that its word tells."""
    states = frozenset(s for s in event.source if len(s) == 2) - UN - {"EU"}
    lemma = event.rule.rpartition(": ")[2]
    if lemma.startswith("abst"):
        return replace(ballot, abstained=ballot.abstained | states)
    if "against" in lemma or lemma.startswith("veto") or lemma.endswith(" no"):
        return replace(ballot, against=ballot.against | states)
    return ballot


def numbers_in(text: str) -> tuple[str, ...]:
    """Return the keys of the documents a text names by number.

    >>> numbers_in("Both resolutions, 1988 and 1989, and Executive Order 13382")
    ('r1988', 'r1989', 'eo13382')
    """
    found = []
    for prefix, pattern in _NUMBERS:
        for m in pattern.finditer(text):
            if prefix == "r" and _COMMITTEE.search(text, max(0, m.start() - 40), m.start()):
                continue
            found += [
                f"{prefix}{n.lower().replace('-', '/') if not prefix else n.lower()}"
                for n in m.groups()
                if n
            ]
    return tuple(dict.fromkeys(found))


def codes_in(article: Article, start: int, end: int) -> list[str]:
    """Return the codes of the states and bodies named between two places."""
    found: list[str] = []
    low, high = article.sentence_at(start), article.sentence_at(max(start, end - 1))
    for number in range(low, min(high + 1, len(article.actors))):
        for actor in article.actors[number]:
            if start <= actor.start < end:
                found += [c for c in actor.codes if c not in found]
    return found


def _owners(article: Article, claim: Claim, text: str) -> tuple[frozenset[str], str]:
    """Return who acted, and where that is told: in the clause, by a pronoun, or elsewhere."""
    event = claim.event
    assert event is not None
    found = set(event.source)
    if is_vote(event):
        found = (set(event.owner) & _TALLIED) | {"UNSC"}
    told = {code for pattern, code in _BODIES_BY_WORD if pattern.search(text)}
    found = {c for c in found if len(c) == 2 or c in IMPOSERS or c == "P5+1"}
    if "UNGA" in told:
        found = {"UNGA"}
    elif told - {"US"}:
        found |= told
    elif "US" in told and not found & set(codes_in(article, claim.start, claim.end)):
        found = {"US"}
    here = set(codes_in(article, claim.start, claim.end))
    if found & UN:
        found |= UN
    if {"FR", "DE", "GB"} <= found or len(found & {"FR", "DE", "GB"}) == 2:
        found.add("E3")
    if not is_vote(event) and not found & here and not told:
        found = _subject(article, claim) or found
    pronoun = _PRONOUN.search(article.text, claim.start, event.start)
    if pronoun is not None:
        return frozenset(found), "it"
    return frozenset(found), "clause" if found & here or told else ""


_NO_SUBJECT = ("on", "against", "in", "of", "from", "at", "to", "with", "for", "near")


def _subject(article: Article, claim: Claim) -> set[str]:
    """Return the authority that stands as subject before the verb of a claim."""
    event = claim.event
    assert event is not None
    found: set[str] = set()
    for actor in article.actors[event.sentence]:
        if claim.start <= actor.start < event.start and actor.before not in _NO_SUBJECT:
            found = (set(actor.codes) & IMPOSERS) - set(event.target) or found
    return found | (UN if found & UN else frozenset())


def _states(
    article: Article, claim: Claim, owners: frozenset[str], main: Sequence[str]
) -> tuple[str, ...]:
    """Return the states a claim can be about: its target, those of the clause, the document's."""
    event = claim.event
    assert event is not None
    sentence = article.sentences[event.sentence]
    found = [t for t in event.target if len(t) == 2]
    found += [country_code(t) for t in event.target if len(t) > 3 and country_code(t)]
    found += codes_in(article, claim.start, claim.end)
    if not any(len(c) == 2 and c not in owners for c in found):
        found += codes_in(article, sentence.start, sentence.end)
    found += main
    kept = [c for c in dict.fromkeys(found) if len(c) == 2 and c not in ("UN",)]
    others = [c for c in kept if c not in owners]
    return tuple(others or kept)
