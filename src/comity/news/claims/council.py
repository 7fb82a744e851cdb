"""What the Security Council did or never did: its rounds, and the states it never acted on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from comity.law import Instrument, Lawbook
from comity.news.articles.article import Article
from comity.news.claims.claim import Claim
from comity.news.claims.kinds import kinds_in
from comity.news.claims.records import Records
from comity.news.claims.rounds import count_rounds, told_number
from comity.news.claims.statement import IMPOSERS, UN, Statement

_OWN = ("US", "EU", "GB", "UN")
_COMPLETE = "(every regime since 1966 is in the lawbook)"


_IMPOSED = re.compile(r"\bnever (?:\w+ ){0,3}?(?:impos|adopt|put|plac|sanction|had\b)")
_DENYING = re.compile(r"\b(?:never|not|no)\b[^,;:]*")
_PUNISHES = re.compile(r"(?:sanction|embargo|punish|bann|blacklist|slapp)", re.I)
_PUT_UNDER = re.compile(
    r"\b(?:put|placed|slapped|clapped|kept|held|been|was|were|is|are)\b[^,;]{0,40}\b(?:under|on)\b[^,;]{0,30}|"
    r"\b(?:sanctions|embargo|measures) (?:on|against|of)\b"
)
_ENDED = re.compile(r"\b(?:[Ll]ifts|[Ee]nds|[Tt]erminates)\b(?! (?:part|some))")
_NEW = 60
_FIRST = re.compile(
    r"\bfirst time that the (?:Security )?Council has (?:acted|imposed|sanctioned|punished)|\b[Cc]ouncil['’]s first (?:\w+ )?(?:on|against)\b"
)
_IS_SANCTION = re.compile(
    r"sanction|embargo|freez|\bbans?\b|\bbars?\b|lists?\b|designat|measures on", re.I
)
_PERMANENT = frozenset(("US", "GB", "FR", "RU", "CN"))
_BILL = re.compile(
    r"\bbills?\b|\blaws?\b|\b[Aa]ct\b|\bCongress|\bPresident\b|\boverr(?:ode|idden|iding)\b|\bEU\b|European"
)
_VETOES_SINCE = date(1990, 1, 1)
_A_YEAR = 366
_BY_UN = re.compile(r"\bUN\b|U\.N\.|United Nations|Security Council")
_SANCTIONS_ON = re.compile(
    r"\b(?:sanction(?:s|ed|ing)?|embargo(?:es|ed)?|measures|ban|curbs)\s+(?:(?:on|against|for)\s+)?(?:the\s+|all of\s+)?$"
    r"|\b(?:put|placed|slapped|clapped)\s+$",
    re.I,
)
_STANDS_UNDER = re.compile(
    r"\s+(?:itself\s+|too\s+|also\s+)?(?:has been|have been|was|were|is|are|stands?|had been)\s+(?:also\s+|already\s+)?(?:put\s+|placed\s+)?"
    r"(?:under|sanctioned by|embargoed by|subject to)\b|\s+under\s+(?:an?\s+)?(?:UN\s+)?(?:arms\s+|trade\s+)?(?:embargo|sanctions)"
)
_SANCTIONS_US = re.compile(
    r"\b(?:embargo(?:ed)?|sanction(?:s|ed)|measures)\s+(?:on\s+|against\s+)?(?:us|our)\b"
)
_MEASURES = re.compile(r"sanction|embargo", re.I)
_FAILED = re.compile(
    r"\b(?:proposal|draft|attempt|defeat|fail|veto|reject|block|call|demand|ask|urg|threat)", re.I
)
_SPOKEN = re.compile(
    r"\bUN\b|U\.N\.|United Nations|Security Council|(?<!European )\b[Cc]ouncil\b(?! of (?:Europe|the E|Min))"
)
_OF_IT = re.compile(
    r"^(?:It|They|He|She)\b|of any kind|on (?:it|them|us)\b|\b(?:imposed|adopted|ordered) (?:no|nothing)\b|sanctions\W*$|do not exist"
)
_PLACES = ("in", "at", "from", "near")
_US = re.compile(r"\b(?:us|our|ours)\b")


@dataclass(frozen=True, slots=True)
class Council:
    """The Council's records as of a document's day.

    Attributes:
        main: The state that most of the document's measures are about.
    """

    book: Lawbook
    records: Records
    day: date
    published: date | None
    main: Sequence[str]

    def acts(self, states: Sequence[str]) -> list[Instrument]:
        """Return the acts that bring measures on some states, in order."""
        return self.records.bringing(frozenset(states))

    def hold_rounds(self, claim: Claim, told: Statement) -> bool:
        """Hold a number of rounds against the acts; tell whether that settled it."""
        states = _under(claim)
        acts = self.acts(states)
        if not states:
            claim.why = "whom the measures are against is not told"
            return False
        if not acts or not told_number(told.clause):
            return False
        if told.never or "only once" in told.clause:
            return False
        if told.whens and "this year" not in told.clause and "round" not in told.clause:
            return False
        count_rounds(claim, told.clause, acts, self.day, self.published)
        return True

    def hold_unfounded(self, article: Article, claim: Claim, told: Statement) -> bool:
        """Gainsay "the UN embargoed Colombia" where the Council never had measures on the state named."""
        if told.voting or told.negated or told.never or not _BY_UN.search(told.clause):
            return False
        if _FAILED.search(told.clause) or _DENYING.search(told.clause) or told.action == "EASE":
            return False
        states: set[str] = set()
        for actor in article.actors[article.sentence_at(claim.start)]:
            if not claim.start <= actor.start < claim.end or actor.kind not in ("state", "seat"):
                continue
            before = article.text[max(claim.start, actor.start - 40) : actor.start]
            after = article.text[actor.end : min(claim.end, actor.end + 40)]
            if _SANCTIONS_ON.search(before) or _STANDS_UNDER.match(after):
                states.update(c for c in actor.codes if len(c) == 2 and c not in ("UN", "EU"))
        if _SANCTIONS_US.search(told.clause):
            states.update(self.main[:1])
        if not states or self.acts(tuple(states)) or self._tells_of(tuple(states)):
            return False
        why = f"the Security Council has never had sanctions on {', '.join(sorted(states))} {_COMPLETE}"
        claim.settle("contradicted", why, "verified")
        return True

    def hold_first(self, claim: Claim, told: Statement) -> bool:
        """Bear out "the Council's first measures on the country" where the record begins just then."""
        if not (told.owners & UN and _FIRST.search(told.clause)) or told.negated or told.voting:
            return False
        acts = [i for i in self.acts(_under(claim)) if i.adopted and i.adopted <= self.day]
        if not acts or acts[0].adopted is None or (self.day - acts[0].adopted).days > _NEW:
            return False
        if told.counts or told.parties:
            return False
        claim.instruments = [acts[0].id]
        why = f"{acts[0].number} of {acts[0].adopted} is the first that brings measures there {_COMPLETE}"
        claim.settle("supported", why, acts[0].confidence)
        return True

    def hold_veto(self, claim: Claim, told: Statement) -> bool:
        """Gainsay a veto where the chronicle, which has every one since 1990, has none of that state then."""
        against = told.ballot.against & _PERMANENT
        if _BILL.search(told.clause):
            return False
        if not (told.ballot.vetoed and against and told.whens) or told.negated or told.never:
            return False
        first, last = min(a for a, _ in told.whens), max(b for _, b in told.whens)
        if first < _VETOES_SINCE or (last - first).days > _A_YEAR:
            return False
        cast = [
            r
            for r in self.records.of(("UNSC",))
            if "VETO" in r.actions and r.first <= last + timedelta(days=1) and first <= r.last + timedelta(days=1)
        ]  # fmt: skip
        if any(against <= r.against for r in cast) or len(against) > 1:
            return False
        why = f"no veto of {', '.join(sorted(against))} from {first} to {last}: every veto since 1990 is recorded"
        claim.settle("contradicted", why, "recalled")
        return True

    def hold_never(self, article: Article, claim: Claim, told: Statement) -> bool:
        """Settle what the Council never did, or did though it is denied; tell whether it could be."""
        denied = told.negated or told.never
        if "permanent members" in told.clause and denied:
            why = f"the Security Council has never had sanctions on a permanent member {_COMPLETE}"
            claim.settle("supported", why, "verified")
            return True
        if not told.owners & UN or told.voting:
            return denied and self._other_authority(claim, told)
        states = _under(claim) or (_about(told) if denied else [])
        if claim.rule.endswith("denial"):
            states = [s for s in states if s in told.near] or states
            states = states or (list(self.main) if _OF_IT.search(told.clause) else [])
        here = article.actors[article.sentence_at(claim.start)]
        places = {c for a in here if a.before in _PLACES for c in a.codes}
        states = [s for s in states if s not in places or s in self.main]
        if len(states) > 1 and told.negated:
            # "No sanctions against Zimbabwe since": of several states the one the denial is of.
            states = [s for s in states if not self.acts([s])] or states
        if told.action == "EASE" and self._never_lifted(claim, told, states):
            return True
        acts = [i for i in self.acts(states) if i.adopted and i.adopted <= self.day]
        if acts and told.negated and (when := self._since(told)) is not None:
            return self._none_since(claim, acts, when)
        if states and not acts:
            return not self._tells_of(states) and self._none(article, claim, told, states)
        event = claim.event
        brings = event is not None and event.action in ("IMPOSE", "TIGHTEN", "EXTEND")
        if (
            acts
            and denied
            and brings
            and _MEASURES.search(told.clause)
            and denies(claim, told)
            and self._denied_here(article, claim, states)
        ):
            first = acts[0]
            claim.instruments = [first.id]
            claim.settle("contradicted", f"{first.number} of {first.adopted}", first.confidence)
            return True
        return (told.negated or (denied and bool(acts))) and _unproved(claim)

    def _never_lifted(self, claim: Claim, told: Statement, states: Sequence[str]) -> bool:
        """Gainsay "the embargo on Rwanda was never lifted" where the Council lifted it."""
        if not told.never or told.first or not denies(claim, told):
            return False
        done = [
            r
            for r in self.records.of(("UNSC",))
            if "EASE" in r.actions and r.states & set(states) and r.first <= self.day
            and _ENDED.search(r.text) and (not told.kinds or told.kinds & kinds_in(r.text))
        ]  # fmt: skip
        if not done:
            return False
        last = max(done, key=lambda r: (r.first, r.of == "act"))
        (claim.entries if last.of == "entry" else claim.instruments).append(last.ref)
        claim.settle("contradicted", last.told, last.confidence)
        return True

    @staticmethod
    def _since(told: Statement) -> date | None:
        """Return the end of the time since which something is denied: "no new sanctions since 2017"."""
        if not re.search(r"\bsince\b", told.clause) or not told.whens:
            return None
        return max(last for _, last in told.whens)

    @staticmethod
    def _none_since(claim: Claim, acts: Sequence[Instrument], when: date) -> bool:
        later = [i for i in acts if i.adopted and i.adopted > when]
        last = (later or list(acts))[-1]
        claim.instruments = [last.id]
        why = f"the last act that brings measures is {last.number} of {last.adopted}"
        claim.settle("contradicted" if later else "supported", why, last.confidence)
        return True

    def _other_authority(self, claim: Claim, told: Statement) -> bool:
        """Gainsay "the EU has never imposed sanctions on Cuba" where a record shows it did."""
        if told.voting or not told.owners or not denies(claim, told):
            return told.negated and _unproved(claim)
        if (
            told.told_in != "clause"
            or not set(_under(claim)) <= told.near
            or not _IMPOSED.search(told.clause)
        ):
            return _unproved(claim)
        done = [
            r
            for r in self.records.of(told.owners)
            if r.first <= self.day and "IMPOSE" in r.actions and r.states & set(_under(claim))
            and _IS_SANCTION.search(r.text)
        ]  # fmt: skip
        if not done or "sanction" not in told.clause.lower():
            return _unproved(claim)
        first = min(done, key=lambda r: r.first)
        (claim.entries if first.of == "entry" else claim.instruments).append(first.ref)
        claim.settle("contradicted", first.told, first.confidence)
        return True

    def _none(self, article: Article, claim: Claim, told: Statement, states: Sequence[str]) -> bool:
        why = f"the Security Council has never had sanctions on {', '.join(states)} {_COMPLETE}"
        event = claim.event
        if told.negated or (told.never and denies(claim, told)):
            here = article.sentence_at(claim.start)
            low = article.sentences[max(0, here - (1 if _OF_IT.match(told.clause) else 0))].start
            if not _SPOKEN.search(article.text, low, claim.end):
                return _unproved(claim)
            claim.settle("supported", why, "verified")
            return True
        if _FAILED.search(told.clause) or told.keys:
            return False
        plain = self._plainly(article, claim, states) and not self._busy(told)
        if claim.kind != "designation" and plain and event and event.action != "EASE":
            claim.settle("contradicted", why, "verified")
            return True
        return False

    @staticmethod
    def _denied_here(article: Article, claim: Claim, states: Sequence[str]) -> bool:
        """Return whether the states stand in the part of the clause that denies: not "though …"."""
        part = _DENYING.search(article.text, claim.start, claim.end)
        end = part.end() if part is not None else claim.end
        named = {
            c
            for a in article.actors[article.sentence_at(claim.start)]
            if claim.start <= a.start < end
            for c in a.codes
        }
        return set(states) <= named

    def _busy(self, told: Statement) -> bool:
        """Return whether the Council did something else on a day that a claim tells."""
        return any(
            first <= r.last and r.first <= last
            for first, last in told.whens
            if (last - first).days <= 7
            for r in self.records.of(("UNSC",))
        )

    def _tells_of(self, states: Sequence[str]) -> bool:
        """Return whether the chronicle tells of anything the Council did on some states."""
        return self.records.council_tells(frozenset(states))

    def _plainly(self, article: Article, claim: Claim, states: Sequence[str]) -> bool:
        """Return whether the sentence names the Council, and the state as under its measures."""
        event = claim.event
        assert event is not None
        named: set[str] = set()
        under: set[str] = set()
        here: set[str] = set()
        for actor in article.actors[event.sentence]:
            named.update(actor.codes)
            if claim.start <= actor.start < claim.end and actor.before not in _PLACES:
                here.update(actor.codes)
            if actor.before in ("on", "against") and actor.kind in ("state", "seat"):
                under.update(actor.codes)
        if (here & (IMPOSERS - UN)) - set(states) or not UN & named:
            # Another authority in the clause may be the one that acted.
            return False
        ours = list(states) == list(self.main) and claim.kind == "unsc-rounds"
        clause = article.text[claim.start : claim.end]
        verb = bool(_PUNISHES.match(article.text, event.start)) or bool(_PUT_UNDER.search(clause))
        nobody = list(states) == list(self.main) and not any(len(c) == 2 for c in here)
        spoken = bool(UN & here) and verb and (nobody and bool(_US.search(clause)))
        return set(states) <= under or ours or (set(states) <= here and verb) or spoken


def _under(claim: Claim) -> list[str]:
    event = claim.event
    assert event is not None
    return [t for t in event.target if len(t) == 2 and t not in _OWN]


def _about(told: Statement) -> list[str]:
    """Return the states that a clause names, where the rules found none to be under measures."""
    return [s for s in told.states if s in told.near and len(s) == 2 and s not in (*_OWN, "EU")]


def denies(claim: Claim, told: Statement) -> bool:
    """Return whether the denial is of the measures themselves: "has never imposed sanctions"."""
    event = claim.event
    assert event is not None
    near = told.clause[: max(0, event.end - claim.start + 30)]
    return bool(
        re.search(
            r"\b(?:never|not|no|not one)\b(?:\W+\w+){0,4}\W*$", near[: event.start - claim.start]
        )
        or re.search(
            r"\b[Nn]o\b[^,;:]* (?:ever|has|had|have)\b[^,;:]*$", near[: event.start - claim.start]
        )
        or re.search(r"\bno(?: \w+)? sanctions", near)
    )


def _unproved(claim: Claim) -> bool:
    claim.why = "that something never happened needs a complete record of the authority"
    return True
