"""Does a listing bind a party on a day: a chain of reasons, each on a provision.

Answers depend only on who decided, under which regime, and whether the listing was in force; so
they are computed once for each such case and reused (`Binder`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from comity.applicability.party import Party, rules
from comity.errors import UnknownName
from comity.law import Lawbook, State, members_of, resolve_tags, state_of
from comity.text import country_code

Answer = Literal["bound", "contested", "exposed", "not-bound"]
_ORDER: tuple[Answer, ...] = ("bound", "contested", "exposed", "not-bound")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What of a listing the answer depends on.

    Attributes:
        jurisdiction: ISO code of the state that lists, `EU`, or empty for the United Nations.
        collective: The Security Council's own listing.
        source: Code of the list; with `tags` it leads to the acts behind the listing.
        targets: States the regime is about.
        in_force: Whether the listing is in force on the day.
        secondary: The listing carries a warning of secondary sanctions.
    """

    jurisdiction: str
    collective: bool
    source: str
    tags: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    in_force: bool = True
    secondary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One step of the chain."""

    text: str
    instrument: str = ""
    article: str = ""
    sources: tuple[str, ...] = ()
    confidence: str = "verified"

    def as_json(self) -> dict[str, Any]:
        """Return the documented JSON object."""
        return {
            "text": self.text, "instrument": self.instrument or None,
            "article": self.article or None, "source": list(self.sources),
            "confidence": self.confidence,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """The answer for one listing."""

    answer: Answer
    reasons: tuple[Reason, ...]
    conflicts: tuple[Reason, ...] = ()


def worst(answers: Sequence[Answer]) -> Answer:
    """Return the gravest of several answers; not-bound when there is none."""
    return min(answers, key=_ORDER.index, default="not-bound")


@dataclass(slots=True)
class Binder:
    """Answers for one party on one day under one viewpoint, each case weighed once.

    Raises (on use):
        UnknownName: An unknown viewpoint.
    """

    book: Lawbook
    party: Party
    as_of: date
    viewpoint: str = ""
    _seen: dict[Case, Bound] = field(default_factory=dict)
    _union: frozenset[str] | None = None

    def __post_init__(self) -> None:
        """Refuse an unknown viewpoint at once."""
        if self.viewpoint and self.viewpoint not in self.book.viewpoints():
            raise UnknownName("viewpoint", self.viewpoint, self.book.viewpoints())

    def bind(self, case: Case) -> Bound:
        """Return whether a listing of that case binds the party, and why."""
        found = self._seen.get(case)
        if found is None:
            found = self._seen[case] = self._weigh(case)
        return found

    # -- weighing --------------------------------------------------------------------------

    def _weigh(self, case: Case) -> Bound:
        if not case.in_force:
            text = f"the listing was not in force on {self.as_of}"
            return Bound(answer="not-bound", reasons=(Reason(text=text),))
        standing = resolve_tags(self.book, case.source, case.tags)
        states = [
            state_of(self.book, id_, self.as_of, self.viewpoint) for id_ in standing.instruments
        ]
        states = [s for s in states if s.state != "not-yet"]
        # A regime that was ended as a whole takes its acts with it, whatever they say.
        whole = [
            state_of(self.book, id_, self.as_of, self.viewpoint)
            for id_ in standing.regimes
            if id_ in self.book.instruments
        ]
        if whole and all(s.state == "ended" for s in whole):
            states = whole + [s for s in states if s.state == "ended"]
        return self._collective(states) if case.collective else self._unilateral(case, states)

    def _collective(self, states: Sequence[State]) -> Bound:
        own = self._own_states()
        table = rules()["charter"]
        members = [c for c in own if self._un_member(c)]
        if not members:
            text = f"{', '.join(own)}: no member of the United Nations on {self.as_of}"
            note = "by Article 2(6) the Organization sees to it that others act by the principles"
            return Bound(answer="not-bound", reasons=(
                Reason(text=text, article="UN Charter, Articles 2(6) and 25", confidence="mixed"),
                Reason(text=note, article="UN Charter, Article 2(6)", sources=("charter-text",)),
            ))  # fmt: skip
        law, kind = self._standing(states)
        if kind == "ended":
            return Bound(answer="not-bound", reasons=law)
        charter = Reason(
            text=f"{table['text']} ({', '.join(members)})", article=table["article"],
            sources=tuple(table["sources"]), confidence=table["confidence"],
        )  # fmt: skip
        answer: Answer = "contested" if kind == "contested" else "bound"
        return Bound(answer=answer, reasons=(*law, charter))

    def _standing(self, states: Sequence[State]) -> tuple[tuple[Reason, ...], str]:
        """Return the acts a listing stands on, and what they are together."""
        reasons = []
        for state in states:
            number = state.instrument.number or state.instrument.id
            text = f"{number} is {state.state}" + (f" since {state.since}" if state.since else "")
            if state.last_read_to:
                text += f"; measures last read to {state.last_read_to}"
            held = [p.viewpoint for p in state.positions if p.holds]
            denied = [p.viewpoint for p in state.positions if not p.holds]
            if held:
                text += f": in force for {', '.join(dict.fromkeys(held))}"
                text += f"; without effect for {', '.join(dict.fromkeys(denied))}"
            reasons.append(Reason(
                text=text, instrument=state.instrument.id, sources=state.sources,
                confidence=state.confidence,
            ))  # fmt: skip
        kinds = {s.state for s in states}
        if not states or kinds & {"in-force", "unknown"}:
            return tuple(reasons), "in-force"
        return tuple(reasons), "contested" if "contested" in kinds else "ended"

    def _unilateral(self, case: Case, states: Sequence[State]) -> Bound:
        law, kind = self._standing(states)
        if kind == "ended":
            note = Reason(text="the acts behind the listing have ended", confidence="mixed")
            return Bound(answer="not-bound", reasons=(*law, note))
        bound: list[Reason] = []
        exposed: list[Reason] = []
        for rule in rules()["rules"]:
            if rule["authority"] == case.jurisdiction and self._meets(rule, case):
                (bound if rule["answer"] == "bound" else exposed).append(_reason(rule))
        if bound:
            answer: Answer = "bound"
            reasons = [*law, *bound]
        elif exposed:
            answer, reasons = "exposed", [*law, *exposed]
        else:
            who = case.jurisdiction or "the authority"
            text = f"no rule of {who} reaches {', '.join(self._own_states()) or 'the party'}"
            answer, reasons = "not-bound", [*law, Reason(text=text, confidence="mixed")]
        return Bound(
            answer=answer, reasons=tuple(reasons),
            conflicts=self._conflicts(case) if answer != "not-bound" else (),
        )  # fmt: skip

    def _conflicts(self, case: Case) -> tuple[Reason, ...]:
        return tuple(
            _reason(rule)
            for rule in rules()["blocking"]
            if rule["against"] in ("any", case.jurisdiction)
            and case.jurisdiction not in rule["places"]
            and self._meets(rule, case)
        )

    def _meets(self, rule: dict[str, Any], case: Case) -> bool:
        if "since" in rule and self.as_of < rule["since"]:
            return False
        if "until" in rule and self.as_of >= rule["until"]:
            return False
        if "targets" in rule and not set(rule["targets"]) & set(case.targets):
            return False
        for what in rule["when"]:
            if what == "secondary":
                if case.secondary:
                    return True
                continue
            codes = self.party.points_to(what)
            if any(self._is_in(code, place) for code in codes for place in rule["places"]):
                return True
        return False

    # -- places ----------------------------------------------------------------------------

    def _own_states(self) -> tuple[str, ...]:
        fields = ("nationality", "incorporated", "residence")
        return tuple(dict.fromkeys(c for f in fields for c in self.party.points_to(f)))

    def _is_in(self, code: str, place: str) -> bool:
        if code == place:
            return True
        return place == "EU" and code in self._members_of_union()

    def _members_of_union(self) -> frozenset[str]:
        if self._union is None:
            members = members_of(self.book, "eu", self.as_of).members
            self._union = frozenset(filter(None, (country_code(m.member) for m in members)))
        return self._union

    def _un_member(self, code: str) -> bool:
        since = rules()["charter"]["outside"].get(code)
        if since is None:
            return True
        return bool(since) and self.as_of >= date.fromisoformat(since)


def _reason(rule: dict[str, Any]) -> Reason:
    return Reason(
        text=rule["text"], instrument=rule.get("instrument", ""), article=rule["article"],
        sources=tuple(rule["sources"]), confidence=rule["confidence"],
    )  # fmt: skip
