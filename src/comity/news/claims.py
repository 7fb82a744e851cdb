"""Claims that official records can bear out or contradict, and what the records say of them.

Finding is by rule. Checking holds a claim against the lawbook and, where names are told, against the
register, as of the day the document speaks of. `supported` is said only where a record was found
that says so; `contradicted` only where a record says otherwise, or where the lawbook is complete
(the Security Council's measures since 1966) and has nothing; everything else is `unverifiable`,
with what would be needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from comity.law import Instrument, Lawbook
from comity.law.membership import is_member
from comity.news.article import Article
from comity.news.events import Event
from comity.text.countries import country_code

Verdict = Literal["supported", "contradicted", "unverifiable"]
LookUp = Callable[[str, date], list[dict[str, Any]]]
"""From a name and a day to listings of subjects of that name: source, id, character, since."""

_NUMBERS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
}
_ORDINALS = {
    w: n
    for n, w in enumerate(
        "zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split()
    )
}
_AUTHORITIES: dict[str, tuple[str, ...]] = {
    "UNSC": ("un-sc",),
    "UN": ("un-sc",),
    "US": ("us-president", "us-congress", "us-ofac", "us-state and us-ofac"),
    "EU": ("eu-council",),
    "GB": ("uk-fcdo", "uk-parliament"),
}
_REGIME_WORDS = {
    "RH": "rhodesia",
    "ZA": "south-africa",
    "YU": "yugoslavia",
    "ER": "eritrea",
    "RS": "yugoslavia",
    "SO": "somalia",
    "AF": "taliban",
    "Taliban": "taliban",
    "al-Qaida": "isil-aq",
}


@dataclass(slots=True)
class Claim:
    """A statement that records could settle.

    Attributes:
        kind: `unsc-rounds`, `designation`, `measure-adopted`, `measure-extended`, `membership`,
            `treaty` or `other`.
        expected: The verdict.
        why: What the record shows, or what would be needed.
        instruments: Ids in the lawbook.
        listings: `source:id` in the register.
        rule: How it was found.
    """

    start: int
    end: int
    kind: str
    rule: str
    expected: Verdict = "unverifiable"
    why: str = ""
    instruments: list[str] = field(default_factory=list)
    listings: list[str] = field(default_factory=list)
    event: Event | None = None
    bounds: tuple[date | None, date | None] = (None, None)

    def as_json(self) -> dict[str, Any]:
        """Return the form of the annotation, with the records beside it."""
        return {
            "start": self.start, "end": self.end, "kind": self.kind, "expected": self.expected,
            "why": self.why, "instruments": self.instruments, "listings": self.listings, "rule": self.rule,
        }  # fmt: skip


_MEMBERSHIP = re.compile(
    r"\b(?:signator(?:y|ies) to|party to|parties to|permanent members?|member state of|members? of the (?:Security"
    r" Council|Non-Proliferation|NPT|Commonwealth|European Union|EU|Council)|sign(?:ed)? up to|ratified|acceded to|non-member"
    r"|veto-holding powers|elected member|joined the (?:EU|European Union|UN|United Nations)|seat on the (?:Security )?Council"
    r"|chairs the committee|state sponsors? of terrorism)\b",
)
_EDGE = re.compile(r"[.;:!?()\n]")


def _around(text: str, at: int, low: int, high: int) -> re.Match[str]:
    """Return the stretch between two marks around a place."""
    start = low
    for mark in _EDGE.finditer(text, low, at):
        start = mark.end()
    found = re.compile(r"[^.;:!?()\n]*").match(text, start, high)
    assert found is not None
    return found


_VOTING = frozenset("abstain abstention veto".split())
_ACTS = ("IMPOSE", "EXTEND", "TIGHTEN", "EASE")
_ANAPHORS = frozenset("decision move step action vote".split())
_COUNTED = re.compile(
    r"\b(?:(?P<n>\w+|\d+) (?:rounds?|sets?|resolutions?|times)|(?P<o>first|second|third|fourth|fifth|sixth|seventh) (?:round|resolution|set)|(?P<never>never|not one)|only once)\b",
    re.I,
)  # fmt: skip


def find_claims(article: Article, events: Sequence[Event]) -> list[Claim]:
    """Return the claims of a document, in order, without verdicts."""
    found: list[Claim] = []
    for event in events:
        claim = _from_event(article, event)
        if claim is not None and not any(
            c.start == claim.start and c.end == claim.end for c in found
        ):
            found.append(claim)
    if events:
        for sentence in article.sentences:
            if article.zone_at(sentence.start) in ("boilerplate", "headline", "byline"):
                continue
            for word in _MEMBERSHIP.finditer(article.text, sentence.start, sentence.end):
                m = _around(article.text, word.start(), sentence.start, sentence.end)
                start = m.start() + len(m[0]) - len(m[0].lstrip(' ,"“'))
                kind = (
                    "treaty"
                    if re.search(r"NPT|[Tt]reaty|ratified|sign(?:ed)? up", m[0])
                    else "membership"
                )
                if not any(
                    c.kind in ("treaty", "membership") and c.start <= start < c.end for c in found
                ):
                    found.append(Claim(start, m.end(), kind, f"{kind}: wording"))
    return sorted(found, key=lambda c: (c.start, c.end))


def _from_event(article: Article, event: Event) -> Claim | None:
    lemma = event.rule.rpartition(": ")[2]
    voting = lemma.split()[0].rstrip("sd") in _VOTING or lemma.startswith(
        ("vote", "voted", "voting")
    )
    if event.action not in _ACTS and not voting:
        return None
    if lemma in _ANAPHORS or event.realis not in ("actual", "negated"):
        return None
    sentence = article.sentences[event.sentence]
    if article.zone_at(event.start) == "headline":
        return None
    start, end = _clause(article.text, sentence.start, sentence.end, event.start)
    clause = article.text[start:end]
    telling = (
        event.when is not None or re.search(r"\d|\b(?:" + "|".join([*_NUMBERS, *_ORDINALS]) + r")\b", clause)
        or re.search(r"\bnever\b|\balso\b|Act\b|Order\b|Resolution", clause)
        or any(len(t) > 3 and t not in ("UNSC", "P5+1") for t in event.target) or voting
    )  # fmt: skip
    if event.realis == "negated" and "never" not in clause and "not one" not in clause:
        return None
    if not telling:
        return None
    if _COUNTED.search(clause) and set(event.source) & {"UN", "UNSC"} and event.action == "IMPOSE":
        kind = "unsc-rounds"
    elif event.action == "EXTEND":
        kind = "measure-extended"
    elif (
        event.measure == "designation"
        or any(len(t) > 3 and t not in ("UNSC", "P5+1") for t in event.target)
    ) and event.action in ("IMPOSE", "EASE"):
        kind = "designation"
    elif event.action in _ACTS or voting:
        kind = "measure-adopted"
    else:
        kind = "other"
    return Claim(start, end, kind, f"{kind}: {event.rule}", event=event)


_LEFT = re.compile(
    r"[;:—–(\"“‘]|, (?:which|who|whose|and|but|while|although)\b| (?:which|while|but)\b|\. "
)
_RIGHT = re.compile(
    r"[;—–)\"”]|, (?:which|who|whose|and|but|while|although|after|with)\b| (?:which|while|but)\b"
)


def _clause(text: str, start: int, end: int, at: int) -> tuple[int, int]:
    left = start
    for m in _LEFT.finditer(text, start, at):
        if at - m.end() > 12:
            left = m.end()
    right = end
    if after := _RIGHT.search(text, at + 12, end):
        right = after.start()
    while left < at and text[left] in ' ,"“‘(':
        left += 1
    while right > at and text[right - 1] in " .,;":
        right -= 1
    return left, right


# Checking ---------------------------------------------------------------------------------------


class Checker:
    """Holds claims against the lawbook and the register."""

    def __init__(
        self, book: Lawbook, look_up: LookUp | None, published: date | None, today: date
    ) -> None:
        """Take the records.

        Args:
            look_up: Into the register; without it, names are not looked up.
            published: The document's day; without it, `today` bounds what it can speak of.
        """
        self.book = book
        self.look_up = look_up
        self.published = published
        self.day = published or today
        self._today = today
        self._main: list[str] = []
        self._acts = [i for i in book.instruments.values() if i.kind == "act"]

    def check(self, article: Article, claims: Sequence[Claim]) -> None:
        """Give every claim its verdict.

        Without a day of publication, what one claim bounds ("six firms last month") is the day that
        the others are then held against.
        """
        self._main = _main_targets(claims)
        self._check_all(article, claims)
        if self.published is None and (bounds := bounds_of(claims)):
            self.day = bounds[1]
            for claim in claims:
                if not claim.bounds[0]:
                    claim.expected, claim.why = "unverifiable", ""
                    claim.instruments, claim.listings = [], []
            self._check_all(article, [c for c in claims if not c.bounds[0]])

    def _check_all(self, article: Article, claims: Sequence[Claim]) -> None:
        for claim in claims:
            clause = article.text[claim.start : claim.end]
            if claim.kind in ("membership", "treaty"):
                self._membership(article, claim, clause)
            elif claim.kind == "unsc-rounds":
                self._rounds(article, claim, clause)
            elif claim.event is not None:
                self._measure(article, claim, clause)

    def _about(self, owner: str, targets: Sequence[str]) -> list[Instrument]:
        authorities = _AUTHORITIES.get(owner, ())
        found = []
        for i in self._acts:
            if i.authority not in authorities:
                continue
            for target in targets:
                word = _REGIME_WORDS.get(target, "")
                if target in i.targets or (
                    word and word in f"{i.regime} {i.title} {i.what}".lower()
                ):
                    found.append(i)
                    break
        return sorted(found, key=lambda i: i.adopted or i.in_force_from or date.max)

    def _rounds(self, article: Article, claim: Claim, clause: str) -> None:
        event = claim.event
        assert event is not None
        states = [t for t in event.target if len(t) == 2 and t not in ("US", "EU", "GB", "UN")]
        acts = [i for i in self._about("UNSC", states) if _imposes(i) and i.adopted]
        m = _COUNTED.search(clause)
        if not states or m is None:
            claim.why = "whom the measures are against is not told"
            return
        where = ", ".join(states)
        named = article.actors[event.sentence]
        plainly = self._plainly(article, event, ("UNSC",), states) or (
            states == self._main and any({"UN", "UNSC"} & set(a.codes) for a in named)
        )
        if not acts and not plainly:
            claim.why = f"that the measures are the Council's on {where} is not told plainly enough to contradict it"
            return
        if not acts:
            if m["never"]:
                claim.expected = "supported"
                claim.why = f"the lawbook has every sanctions regime of the Council since 1966 and none on {where}"
            else:
                claim.expected = "contradicted"
                claim.why = f"the Security Council has never had sanctions on {where} (every regime since 1966 is in the lawbook)"
            return
        if (m["never"] and event.realis == "negated") or "only once" in clause:
            claim.expected = "contradicted"
            claim.why = f"{acts[0].number} of {acts[0].adopted}"
            claim.instruments = [acts[0].id]
            return
        if m["never"]:
            claim.why = "how many is not told"
            return
        when = event.when
        if not m["o"] and not _number_of(m["n"]) and when is not None and when.first and when.last:
            self._by_date(claim, event, acts, when.first, when.last)
            return
        word = (m["n"] or m["o"] or "").lower()
        count = _NUMBERS.get(word) or _ORDINALS.get(word) or (int(word) if word.isdigit() else 0)
        if not count:
            claim.why = "how many is not told"
            return
        year = self.published.year if re.search(r"this year", clause) and self.published else None
        told = [
            i
            for i in acts
            if i.adopted and i.adopted <= self.day and (year is None or i.adopted.year == year)
        ]
        if self.published is None:
            # Without a day the claim holds between the last of them and the next.
            if len(acts) < count:
                claim.expected = "contradicted"
                claim.why = f"the lawbook has {len(acts)} on {where}"
                return
            upper = acts[count].adopted if len(acts) > count else None
            claim.bounds = acts[count - 1].adopted, upper
            told = acts[:count]
        claim.instruments = [i.id for i in told]
        listed = "; ".join(
            f"{i.number} ({i.adopted}, {i.vote or 'vote not recorded'})" for i in told
        )
        if len(told) == count:
            claim.expected = "supported"
            claim.why = listed
            if claim.bounds[0]:
                claim.why += f"; so between {claim.bounds[0]} and {claim.bounds[1] or 'today'}"
        else:
            claim.expected = "contradicted"
            claim.why = f"{len(told)} in the lawbook, not {count}: {listed}"

    def _measure(self, article: Article, claim: Claim, clause: str) -> None:
        event = claim.event
        assert event is not None
        sentence = article.sentences[event.sentence]
        window = article.text[sentence.start : sentence.end]
        listed = claim.kind == "designation" and set(event.source) - {"UN", "UNSC"}
        if not listed and (named := self._named_acts(clause) or self._named_acts(window)):
            self._by_number(claim, event, named, clause)
            return
        voting = event.action not in _ACTS
        owners = event.owner if voting else tuple(event.source)
        targets = [t for t in event.target if t not in owners] or list(event.target)
        if voting:
            targets = [t for t in event.target if t not in ("UN", "UNSC")] or _states_near(
                article, event
            )
            if not targets or not self._about("UNSC", targets):
                targets = self._main
        acts = [i for o in owners for i in self._about(o, targets)]
        plain = self._plainly(article, event, owners, targets)
        if not acts and plain and set(owners) & {"UN", "UNSC"}:
            if claim.kind != "designation" and event.realis == "actual" and not voting:
                claim.expected = "contradicted"
                claim.why = f"the Security Council has never had sanctions on {', '.join(targets)} (every regime since 1966 is in the lawbook)"
                return
            if event.realis == "negated":
                claim.expected = "supported"
                claim.why = f"the lawbook has every sanctions regime of the Council since 1966 and none on {', '.join(targets)}"
                return
        if event.realis == "negated":
            claim.why = "that something never happened needs a complete record of the authority"
            return
        if self._by_count(article, claim, event):
            return
        when = event.when
        if when is not None and when.first and when.last:
            if voting:
                acts = [i for i in acts if _votes_fit(i, event)]
            self._by_date(claim, event, acts, when.first, when.last)
        elif claim.kind == "designation" or voting:
            # That an order was made proves nothing of who was put on its list.
            pass
        elif self.published is None and (self.day == self._today or event.action == "EXTEND"):
            self._by_wording(claim, acts, clause)
        else:
            self._undated(claim, event, acts)
        if claim.expected == "unverifiable" and self.look_up is not None:
            self._by_names(claim, event)
        if claim.expected == "unverifiable" and not claim.why:
            who = ", ".join(owners) or "the authority"
            claim.why = f"needs the official act of {who}: the lawbook has none of that day on {', '.join(targets) or 'it'}"

    @staticmethod
    def _plainly(
        article: Article, event: Event, owners: Sequence[str], targets: Sequence[str]
    ) -> bool:
        """Return whether the sentence itself names the Council and the state under its measures."""
        named: set[str] = set()
        under: set[str] = set()
        for actor in article.actors[event.sentence]:
            named.update(actor.codes)
            if actor.before in ("on", "against") and actor.kind in ("state", "seat"):
                under.update(actor.codes)
        states = [t for t in targets if len(t) == 2 and t not in ("US", "EU", "GB", "UN")]
        return bool(set(owners) & named and states) and set(states) <= under

    def _named_acts(self, clause: str) -> list[Instrument]:
        found = []
        for m in re.finditer(r"\b[Rr]esolutions? (\d{3,4})(?:,? (?:and|or) (\d{3,4}))?", clause):
            found += [self._act(f"unscr-{n}") for n in m.groups() if n]
        for m in re.finditer(r"(?:Executive Order|E\.O\.) (\d{5})", clause):
            found.append(self._act(f"us-eo-{m[1]}"))
        return [i for i in found if i is not None]

    def _act(self, id_: str) -> Instrument | None:
        return self.book.instruments.get(id_)

    def _by_number(
        self, claim: Claim, event: Event, named: Sequence[Instrument], clause: str
    ) -> None:
        claim.instruments = [i.id for i in named]
        when = event.when
        told = []
        for i in named:
            days = [d for d in (i.adopted, i.in_force_from, *(e.on for e in i.events)) if d]
            told.append(f"{i.number} of {i.adopted}" + (f", {i.vote}" if i.vote else ""))
            if (
                when is not None
                and when.first
                and when.last
                and days
                and event.action in _ACTS
                and str(i.number)[-4:].strip("/") in clause
            ) and (
                not any(when.first <= d <= when.last for d in days)
                and len(named) == 1
                and i.adopted
                and (when.first.year != i.adopted.year)
            ):
                claim.expected = "contradicted"
                claim.why = f"{i.number} is of {i.adopted}"
                return
        claim.expected = "supported"
        claim.why = "; ".join(told)

    def _by_count(self, article: Article, claim: Claim, event: Event) -> bool:
        """Check "six Iranian firms last month" against designations of that many on one day."""
        counts = [
            _NUMBERS.get(t.split()[0].lower()) or (int(t.split()[0]) if t.split()[0].isdigit() else 0)
            for t in event.target if len(t) > 3 and " " in t
        ]  # fmt: skip
        if not any(counts):
            return False
        owners = {a for o in event.source for a in _AUTHORITIES.get(o, ())}
        states = [t for t in event.target if len(t) == 2]
        for i in self.book.instruments.values():
            if i.kind != "designation" or i.authority not in owners or not i.adopted:
                continue
            names = [
                n
                for n in i.designated
                if "(" not in n and ";" not in n and not n.split()[0].islower()
            ]
            if len(names) not in counts or (i.targets and not set(states) & set(i.targets)):
                continue
            when = event.when
            if (
                when is not None
                and when.first
                and when.last
                and not when.first <= i.adopted <= when.last
            ):
                continue
            claim.expected = "supported"
            basis = sorted(
                (
                    a
                    for a in self._acts
                    if a.regime == i.regime
                    and a.authority == "us-president"
                    and (a.adopted or date.max) <= i.adopted
                ),
                key=lambda a: a.adopted or date.min,
                reverse=True,
            )
            claim.instruments = [i.id, *(a.id for a in basis[:1])]
            claim.why = f"{i.adopted}: {', '.join(names)}" + (
                f", under {basis[0].number}" if basis else ""
            )
            if self.look_up is not None:
                for name in names:
                    for listing in self.look_up(name, i.adopted + timedelta(days=1)):
                        if listing["character"] == "unilateral":
                            claim.listings.append(f"{listing['source']}:{listing['id']}")
            if when is not None and when.first is None and "last month" in when.text.lower():
                total = i.adopted.year * 12 + i.adopted.month
                first = date(total // 12, total % 12 + 1, 1)
                total += 1
                claim.bounds = first, date(total // 12, total % 12 + 1, 1) - timedelta(days=1)
                claim.why += f"; so the text is of {first:%B %Y}"
            return True
        return False

    def _by_date(
        self, claim: Claim, event: Event, acts: Sequence[Instrument], first: date, last: date
    ) -> None:
        for i in acts:
            if i.adopted and first <= i.adopted <= last:
                claim.expected = "supported"
                claim.instruments.append(i.id)
                claim.why = "; ".join(
                    filter(
                        None,
                        [
                            claim.why,
                            f"{i.number or i.title} of {i.adopted}"
                            + (f", {i.vote}" if i.vote else ""),
                        ],
                    )
                )
                continue
            for e in i.events:
                if first <= e.on <= last and _fits(event.action, e.kind):
                    claim.expected = "supported"
                    claim.instruments.append(i.id)
                    claim.why = "; ".join(
                        filter(
                            None,
                            [claim.why, f"{i.number or i.title}: {e.kind} {e.on} {e.by}".strip()],
                        )
                    )
                    break
            if len(claim.instruments) >= 4:
                return

    def _by_wording(self, claim: Claim, acts: Sequence[Instrument], clause: str) -> None:
        """Check without a day of publication: a year in the clause may tell which act is meant."""
        years = [int(y) for y in re.findall(r"\b((?:19|20)\d\d)\b", clause)]
        for i in acts:
            if years and i.adopted and i.adopted.year in years:
                claim.expected = "supported"
                claim.instruments.append(i.id)
                more = [e.on for e in i.events if e.kind == "continued" and e.on <= self.day]
                claim.why = f"{i.number} of {i.adopted}" + (
                    f", last continued on {max(more)}" if more else ""
                )
                return
        if not years and acts:
            claim.expected = "supported"
            claim.instruments = [acts[0].id]
            claim.why = (
                f"{acts[0].number or acts[0].title} of {acts[0].adopted or acts[0].in_force_from}"
            )

    def _undated(self, claim: Claim, event: Event, acts: Sequence[Instrument]) -> None:
        """Check without a date in the text: the nearest fitting act up to the day of publication."""
        best: tuple[date, Instrument, str] | None = None
        for i in acts:
            options: list[tuple[date, str]] = []
            if i.adopted:
                options.append((i.adopted, "adopted"))
            options += [(e.on, e.kind) for e in i.events if _fits(event.action, e.kind)]
            for on, kind in options:
                if (
                    on >= self.day - _RECENT
                    and on <= self.day
                    and (kind != "adopted" or event.action != "EASE" or _eases(i))
                    and (best is None or on > best[0])
                ):
                    best = on, i, kind
        if best is not None:
            claim.expected = "supported"
            claim.instruments = [best[1].id]
            claim.why = f"{best[1].number or best[1].title}: {best[2]} {best[0]}"

    def _by_names(self, claim: Claim, event: Event) -> None:
        assert self.look_up is not None
        owners = set(event.source)
        wanted = {"UNSC": "collective", "UN": "collective"}
        for name in event.target:
            if len(name) <= 3 or name in ("UNSC", "P5+1"):
                continue
            for listing in self.look_up(name, self.day):
                character = listing["character"]
                fits = any(wanted.get(o, "unilateral") == character for o in owners) and (
                    not listing.get("authority")
                    or not owners
                    or listing["authority"] in owners
                    or character == "collective"
                )
                if fits:
                    claim.expected = "supported"
                    claim.listings.append(f"{listing['source']}:{listing['id']}")
                    claim.why = f"{listing['name']} is {listing['source']}:{listing['id']}, listed {listing['since']}"

    def _membership(self, article: Article, claim: Claim, clause: str) -> None:
        states = _states_in(article, claim.start, claim.end)
        before = _states_in(article, max(0, claim.start - 120), claim.start)
        day = self.day
        negative = bool(re.search(
            r"(?:\bnot|never|n['’]t|refus\w+ to)\s+(?:\w+ ){0,2}?(?:signator|part(?:y|ies)\b|members?\b|sign|join|ratif)|non-member|outside the",
            clause))  # fmt: skip
        if re.search(r"Non-Proliferation|NPT|non-proliferation|[Tt]reaty", clause):
            self._body(
                claim, "npt", (states or before)[-1:] if not states else states[:1], day, negative
            )
        elif re.search(r"permanent members|veto-holding", clause):
            self._permanent(claim, states, clause, day)
        elif re.search(
            r"non-permanent|elected member|chairs the committee|(?:seat on|member of) the (?:Security )?Council",
            clause,
        ):
            self._body(claim, "un-sc", states[:1] or before[-1:], day, negative)
        elif re.search(r"European Union|\bEU\b", clause):
            self._body(claim, "eu", [s for s in states if s != "EU"][:1], day, negative)
        else:
            claim.why = "the lawbook has no membership of that body"

    def _permanent(self, claim: Claim, states: Sequence[str], clause: str, day: date) -> None:
        told = [s for s in states if len(s) == 2]
        body = self.book.bodies["un-sc"]
        real = sorted(
            {
                country_code(m.member)
                for m in body.members
                if m.role == "permanent" and (m.end is None or m.end >= day)
            }
        )
        # Only states that stand in one list with permanent members are said to be ones.
        listed = re.search(r"[-–—:(]\s*-?\s*([^-–—:()]+?)\s*(?:[-–—)]|$)", clause)
        named = [country_code(w.strip()) for w in re.split(r",| and ", listed[1])] if listed else []
        wrong = [s for s in named if s and s in told and s not in real]
        claim.instruments = []
        if wrong:
            claim.expected = "contradicted"
            claim.why = f"{', '.join(wrong)} is no permanent member: those are {', '.join(real)}"
        else:
            claim.expected = "supported"
            claim.why = f"UN Charter, Article 23: the permanent members are {', '.join(real)}" + (
                "; with Germany they are the P5+1" if "Germany" in clause else ""
            )

    def _body(
        self, claim: Claim, body: str, states: Sequence[str], day: date, negative: bool
    ) -> None:
        if not states:
            claim.why = "whose membership is meant is not told"
            return
        held = self.book.bodies[body]
        state = states[0]
        names = {
            m.member for m in (*held.members, *held.outside) if country_code(m.member) == state
        }
        if not names:
            claim.why = f"the lawbook does not record {state} for {held.name}"
            return
        inside = any(is_member(self.book, body, name, day) for name in names)
        claim.expected = "supported" if inside != negative else "contradicted"
        claim.why = f"{state} {'belongs' if inside else 'does not belong'} to {held.name} on {day}"


_RECENT = timedelta(days=400)
"""An undated telling is held to be of an act at most so old: news tells of what is new."""


def _main_targets(claims: Sequence[Claim]) -> list[str]:
    """Return the state that most of a document's measures are about."""
    told = [t for c in claims if c.event for t in c.event.target if len(t) == 2]
    own = [t for t in told if t not in ("US", "EU", "GB", "UN")]
    return [max(set(own), key=own.count)] if own else []


def _votes_fit(i: Instrument, event: Event) -> bool:
    """Return whether an act's recorded vote (for-against-abstained) allows what is told of it."""
    numbers = [int(n) for n in re.findall(r"\d+", i.vote)]
    if len(numbers) != 3:
        return False
    word = event.rule.lower()
    if "abst" in word:
        return numbers[2] >= len(event.source)
    if "against" in word or "no" in word.split() or "veto" in word:
        return numbers[1] >= len(event.source)
    return numbers[0] > 0


def bounds_of(claims: Sequence[Claim]) -> tuple[date, date] | None:
    """Return the days between which a document speaks, as far as its claims tell."""
    lows = [c.bounds[0] for c in claims if c.bounds[0]]
    highs = [c.bounds[1] for c in claims if c.bounds[1]]
    if not lows or not highs or max(lows) > min(highs):
        return None
    return max(lows), min(highs)


def _number_of(word: str | None) -> int:
    low = (word or "").lower()
    return _NUMBERS.get(low) or (int(low) if low.isdigit() else 0)


def _fits(action: str, kind: str) -> bool:
    return {
        "IMPOSE": kind in ("reapplied", "amended", "noted"), "EXTEND": kind in ("continued", "amended"),
        "TIGHTEN": kind in ("amended", "noted"), "EASE": kind in ("ended", "suspended", "amended", "noted"),
    }.get(action, True)  # fmt: skip


def _imposes(i: Instrument) -> bool:
    return not _eases(i) and not re.search(
        r"^(?:Extends|Renew|Reaffirm|Endorses|Focal|Creates the Omb|\d{3,4} Committee)|imposes no sanction",
        i.what,
    )


def _eases(i: Instrument) -> bool:
    return bool(re.search(r"\b(?:Ends|Lifts|Eases|Suspen|Phases|Terminat|Split|Takes)", i.what))


def _states_in(article: Article, start: int, end: int) -> list[str]:
    found: list[str] = []
    for number in range(
        article.sentence_at(start), min(len(article.sentences), article.sentence_at(end) + 1)
    ):
        for actor in article.actors[number]:
            if start <= actor.start < end:
                found += [c for c in actor.codes if c not in found and c not in ("UN", "UNSC")]
    return found


def _states_near(article: Article, event: Event) -> list[str]:
    low = max(0, event.sentence - 2)
    found: list[str] = []
    for number in range(low, event.sentence + 1):
        for actor in article.actors[number]:
            if actor.before in ("on", "against"):
                found += [c for c in actor.codes if c not in found]
    return found
