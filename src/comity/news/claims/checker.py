"""Holds the claims of a document against lawbook, chronicle and register.

`supported` is said only where a record bears out every part that the claim states; `contradicted`
only where a record says otherwise, or where the records are complete (the Security Council's
regimes since 1966, its permanent members, the European Union's members, those outside the NPT).
Everything else is `unverifiable`, with what would be needed. How sure the records are stands
behind every verdict.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from comity.law import Chronicle, Lawbook, load_chronicle
from comity.news.articles.article import Article
from comity.news.claims.belonging import hold_membership
from comity.news.claims.claim import Claim, LookUp, bounds_of
from comity.news.claims.clauses import told_once
from comity.news.claims.council import Council, denies
from comity.news.claims.designations import hold_renewal, hold_round
from comity.news.claims.document import main_owners, main_targets, named_states, states_in
from comity.news.claims.holding import Match, has_name, hold, hold_against, needed
from comity.news.claims.readings import rival_readings
from comity.news.claims.record import Record, worst
from comity.news.claims.records import records_of
from comity.news.claims.statement import (
    UN,
    Statement,
    numbers_in,
    state_claim,
)
from comity.news.claims.votes import Ballot
from comity.news.claims.wider import search_wider

_UNDER_UN = re.compile(
    r"\bunder (?:an? )?(?:UN|U\.N\.|United Nations|Security Council)[\w ]{0,20}(?:embargo|sanctions|measures)"
)
_NPT = re.compile(r"Non-Proliferation|non-proliferation|\bNPT\b|spread of nuclear")
_OF_BEFORE = re.compile(r"(?:It|it|The country|the country|They|they)\b")
_BACK = re.compile(r"\b(?:it|its|they|he|she|the country|the state|which|who)\b", re.I)
_NEAR = 2
"""So many sentences back a text may have told the day of which it still speaks."""
_SPAN = 10
_MANY = 4
"""So many records are shown behind a verdict."""


class Checker:
    """Holds claims against the records, in the order of the text: one claim is context of the next."""

    def __init__(
        self,
        book: Lawbook,
        look_up: LookUp | None,
        published: date | None,
        today: date,
        chronicle: Chronicle | None = None,
    ) -> None:
        """Take the records.

        Args:
            look_up: Into the register; without it, names are not looked up.
            published: The document's day; without it, `today` bounds what it can speak of.
            chronicle: Of dated actions; by default the one that comes with the lawbook.
        """
        self.book = book
        self.look_up = look_up
        self.published = published
        self.day = published or today
        self._chronicle = chronicle or load_chronicle()
        self._records = records_of(book, self._chronicle)
        self._main: list[str] = []
        self._main_owners: list[str] = []
        self._named_states: list[str] = []
        self._document: Counter[str] = Counter()
        self._votes: list[tuple[int, Record]] = []
        self._days: list[tuple[int, tuple[date, date]]] = []
        self._untimed: list[tuple[Claim, Statement]] = []
        self._words: list[int] = []

    def check(self, article: Article, claims: list[Claim]) -> None:
        """Give every claim its verdict, and take out those that tell the same over again.

        Without a day of publication, what one claim bounds ("six firms last month") is the day that
        the others are then held against.
        """
        self._main = main_targets(claims)
        self._main_owners = main_owners(claims)
        self._document = Counter(c for actors in article.actors for a in actors for c in a.codes)
        self._named_states = named_states(self._document)
        self._check_all(article, claims)
        if self.published is None and (bounds := bounds_of(claims)):
            self.day = bounds[1]
            for claim in claims:
                if not claim.bounds[0]:
                    claim.reset()
            self._check_all(article, [c for c in claims if not c.bounds[0]])
        claims[:] = told_once(claims)

    def _check_all(self, article: Article, claims: Sequence[Claim]) -> None:
        self._votes, self._days, self._untimed = [], [], []
        self._words = [c.event.start for c in claims if c.event is not None]
        for claim in claims:
            if claim.kind in ("membership", "treaty"):
                self._membership(article, claim)
            elif claim.event is not None:
                self._measure(article, claim)
        for claim, told in self._untimed:
            self._by_days_near(article, claim, told)

    def _by_days_near(self, article: Article, claim: Claim, told: Statement) -> None:
        """Hold a claim without a time against what was done on the days that the text speaks of there."""
        here = article.sentence_at(claim.start)
        spans = {
            span: abs(at - here) for at, span in reversed(self._days) if -1 <= here - at <= _NEAR
        }
        for span in sorted(spans, key=lambda s: (spans[s], s)):
            dated = replace(told, whens=(span,), clearly_dated=True)
            whole = [m for m in hold(dated, self._records, self.day) if m.whole]
            found = whole[:1] or search_wider(
                article, claim, dated, self._records, self.day, self._document
            )
            if found:
                self._support(article, claim, found[:1])
                return

    def _membership(self, article: Article, claim: Claim) -> None:
        clause = article.text[claim.start : claim.end]
        states = states_in(article, claim.start, claim.end)
        before = states_in(article, max(0, claim.start - 120), claim.start)
        if re.search(r"sponsors? of terror", clause):
            states = [s for s in states if s != "US"]
        if (
            re.search(r"\b[Tt]reaty\b", clause)
            and _NPT.search(article.text)
            and "Chemical" not in clause
        ):
            # "A party to the treaty": the one the text speaks of.
            clause += " (NPT)"
        if _OF_BEFORE.match(clause):
            # "It has applied UN sanctions since 1990, when … Iraq": it is the state spoken of before.
            states = before[-1:]
        elif re.search(r"\b(?:neither|both)\b", clause, re.I) and not states:
            claim.why = "which states are meant is not told"
            return
        if (
            _UNDER_UN.search(clause)
            and states
            and not self._records.bringing(frozenset(states[:1]))
        ):
            why = f"the Security Council has never had sanctions on {states[0]}"
            claim.settle(
                "contradicted", f"{why} (every regime since 1966 is in the lawbook)", "verified"
            )
            return
        named = states or ([] if _OF_BEFORE.match(clause) else before[-1:])
        hold_membership(claim, clause, named, self.book, self._chronicle, self.day)
        if claim.expected == "contradicted" and not states and not _BACK.search(clause):
            # A state that only stands before the clause may not be the one that is meant.
            claim.reset()
            claim.why = "whose membership is meant is not told"

    def _measure(self, article: Article, claim: Claim) -> None:
        told = state_claim(article, claim, self._main, self._words)
        if re.search(r"\b(?:de)?list|designat|blacklist|sanctioned", told.clause):
            told = replace(told, known=told.together(self._records.names_in(told.words)))
        if told.first:
            told = replace(
                told, firsts=self._records.firsts(told.owners, told.states, told.parties)
            )
        if not set(told.states) - told.owners and told.keys:
            # "Under Executive Order 14024": the order tells whom it is about.
            ordered = [r for k in told.keys for r in self._records.by_key.get(k, ())]
            states = dict.fromkeys(s for r in ordered for s in sorted(r.states))
            told = replace(told, states=tuple(states) or told.states)
        if told.sponsors and re.search(r"\b(?:still|remains?|is a state)\b", told.clause):
            self._membership(article, claim)
            return
        if told.still and told.parties and self._standing(article, claim, told):
            return
        council = Council(self.book, self._records, self.day, self.published, self._main)
        if claim.kind == "unsc-rounds" and council.hold_rounds(claim, told):
            return
        if council.hold_unfounded(article, claim, told) or council.hold_veto(claim, told):
            return
        if council.hold_first(claim, told):
            return
        if council.hold_never(article, claim, told):
            return
        if hold_renewal(claim, told, self.book, self.day):
            return
        if self._by_number(article, claim, told):
            return
        if told.action == "IMPOSE" and hold_round(claim, told, self.book, self.look_up):
            return
        if told.voting and not told.whens and self._by_context(article, claim, told):
            return
        self._by_records(article, claim, told)
        if claim.expected == "unverifiable" and self.look_up is not None:
            self._by_register(claim, told)

    def _standing(self, article: Article, claim: Claim, told: Statement) -> bool:
        """Settle "X remains listed" by the last listing or delisting that names X."""
        pool = [
            r
            for r in self._records.of(())
            if r.of == "entry" and r.first <= self.day and r.actions & {"IMPOSE", "EASE"}
            and any(has_name(r, p) for p in told.parties)
        ]  # fmt: skip
        mine = [r for r in pool if r.authorities & told.owners] or [
            r for r in pool if r.authorities & set(self._main_owners)
        ]
        named = [r for r in mine if any(n & p for n in r.names for p in told.parties)]
        if not named:
            return False
        last = max(named, key=lambda r: r.first)
        if "IMPOSE" in last.actions:
            self._support(article, claim, [Match(last, (), (), 1.0)])
        elif not any(n == p or len(n & p) >= 2 for n in last.names for p in told.parties):
            return False
        else:
            self._contradict(claim, Match(last, (), (), 1.0))
        return True

    # By number, by context, by day ---------------------------------------------------------------

    def _by_number(self, article: Article, claim: Claim, told: Statement) -> bool:
        keys = told.keys
        if not keys and told.owners & UN and claim.kind != "designation":
            event = claim.event
            assert event is not None
            sentence = article.sentences[event.sentence]
            keys = numbers_in(article.text[sentence.start : sentence.end])
            keys = keys if len(keys) == 1 else ()
        if not keys or (claim.kind == "designation" and told.parties and not told.owners & UN):
            return False
        pool = [r for k in keys for r in self._records.by_key.get(k, ())]
        pool = [r for r in pool if not r.key.startswith("gl") or r.states & set(told.states)]
        if not pool:
            return False
        matches = hold_against(replace(told, keys=keys), pool, self.day)
        whole = [m for m in matches if m.whole]
        if whole:
            self._support(article, claim, _one_each(whole, len(keys)))
            return True
        years = {d.year for span in told.whens for d in span} | set(told.years)
        known = any(r.first.year in years for r in pool if not r.actions <= {"EXTEND"})
        if (
            matches
            and len(keys) == 1
            and (set(matches[0].gainsaid) == {"vote"} or not known)
            and self._dated_otherwise(claim, told, matches[0])
        ):
            self._contradict(claim, matches[0])
            return True
        return False

    @staticmethod
    def _dated_otherwise(claim: Claim, told: Statement, match: Match) -> bool:
        """Return whether a text gives a numbered act another vote, or in so many words another day."""
        if set(match.gainsaid) == {"vote"}:
            return not match.missing
        number = match.record.key.lstrip("reogl")
        tied = re.search(
            rf"\b{number}\b,? (?:\(\d{{4}}\),? )?(?:of|adopted|passed|signed|issued) (?:on |in )?[^,;:]{{0,18}}\d{{4}}\b",
            told.clause,
        )
        years = {d.year for span in told.whens for d in span}
        return (
            set(match.gainsaid) == {"day"} and tied is not None
            and match.record.first.year not in years | set(told.years)
        )  # fmt: skip

    def _by_context(self, article: Article, claim: Claim, told: Statement) -> bool:
        """Hold "China alone abstained" against the vote that the text has just told of."""
        if not told.ballot.tells():
            return False
        here = article.sentence_at(claim.start)
        for at, record in reversed(self._votes):
            if here - at <= 4 and told.ballot.fits(record):
                self._support(article, claim, [Match(record, (), (), 1.0)])
                return True
        return False

    def _by_records(self, article: Article, claim: Claim, told: Statement) -> None:
        matches = hold(told, self._records, self.day)
        if not told.owners and not told.whens:
            matches = []
        whole = [m for m in matches if m.whole]
        if told.never and not told.voting and denies(claim, told):
            claim.why = "that something never happened needs a complete record of the authority"
            return
        if whole and self._every_year(told):
            self._support(article, claim, self._chosen(told, whole))
            return
        near = [m for m in matches if m.gainsaid]
        for rival in rival_readings(article, claim, told, self._main_owners, self._named_states):
            others = hold(rival, self._records, self.day)
            if others and others[0].whole and self._every_year(rival):
                self._support(article, claim, self._chosen(rival, [m for m in others if m.whole]))
                return
            if told.voting and rival.voting:
                near += [m for m in others if m.gainsaid]
        if near and not whole and self._gainsays(told, near[0]):
            self._contradict(claim, near[0])
            return
        if self._every_year(told) and (
            found := search_wider(article, claim, told, self._records, self.day, self._document)
        ):
            self._support(article, claim, found[:1])
            return
        claim.why = needed(told, matches)
        detailed = told.counts or told.parties or told.figures or told.ballot.tells()
        if not told.whens and not told.open_when and detailed and not (told.negated or told.until):
            self._untimed.append((claim, told))

    def _every_year(self, told: Statement) -> bool:
        """Return whether each of several years told ("in 2005 and 2008") has its record."""
        if len(set(told.years)) < 2 or not told.whens:
            return True
        first, last = told.whens[0]
        for year in {y for y in told.years if first.year <= y <= last.year}:
            one = replace(
                told, whens=((date(year, 1, 1), date(year, 12, 31)),), counts=(), ballot=Ballot()
            )
            if not any(m.whole for m in hold(one, self._records, self.day)):
                return False
        return True

    @staticmethod
    def _chosen(told: Statement, whole: Sequence[Match]) -> list[Match]:
        """Return the best of the matches, with the others of its weight where a time is told."""
        best = [m for m in whole if m.weight >= whole[0].weight - 0.01]
        return best[:_MANY] if told.whens else best[:1]

    @staticmethod
    def _gainsays(told: Statement, near: Match) -> bool:
        """Return whether a record that says otherwise is surely of the same thing."""
        limit = 31 if "VETO" in near.record.actions else 3
        tight = any((last - first).days <= limit for first, last in told.whens)
        if near.missing or not tight:
            return False
        return set(near.gainsaid) == {"vote"} and bool(told.owners & (UN | {"UNGA"}))

    def _support(self, article: Article, claim: Claim, matches: Sequence[Match]) -> None:
        for match in matches[:_MANY]:
            record = match.record
            kept = claim.entries if record.of == "entry" else claim.instruments
            if record.ref not in kept:
                kept.append(record.ref)
            here = article.sentence_at(claim.start)
            if record.vote:
                self._votes.append((here, record))
            if (record.last - record.first).days <= _SPAN:
                self._days.append((here, (record.first, record.last)))
        told = dict.fromkeys(m.record.told for m in matches[:_MANY])
        claim.settle(
            "supported", "; ".join(told), worst(m.record.confidence for m in matches[:_MANY])
        )

    @staticmethod
    def _contradict(claim: Claim, match: Match) -> None:
        record = match.record
        (claim.entries if record.of == "entry" else claim.instruments).append(record.ref)
        claim.settle("contradicted", record.told, record.confidence)

    # The register --------------------------------------------------------------------------------

    def _by_register(self, claim: Claim, told: Statement) -> None:
        event = claim.event
        assert event is not None
        assert self.look_up is not None
        for name in event.target:
            if len(name) <= 3 or name in ("UNSC", "P5+1"):
                continue
            for listing in self.look_up(name, self.day):
                collective = listing["character"] == "collective"
                if collective != bool(told.owners & UN):
                    continue
                authority = listing.get("authority")
                if not collective and authority and told.owners and authority not in told.owners:
                    continue
                claim.listings.append(f"{listing['source']}:{listing['id']}")
                why = f"{listing['name']} is {claim.listings[-1]}, listed {listing['since']}"
                claim.settle("supported", why, "verified")


def _one_each(whole: Sequence[Match], many: int) -> list[Match]:
    """Return the best match of each number."""
    seen: dict[str, Match] = {}
    for match in whole:
        seen.setdefault(match.record.key, match)
    return list(seen.values())[: max(1, many)]
