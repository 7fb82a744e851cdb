"""Does a listing bind a party on a day: a chain of reasons, each on a provision.

Answers depend only on who decided, under which regime, and whether the listing was in force; so
they are computed once for each such case and reused (`Binder`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from comity.applicability.party import Party, rules
from comity.applicability.standing import Law, Reason
from comity.errors import UnknownName
from comity.law import Lawbook, members_of, resolve_tags
from comity.text import country_code

Answer = Literal["bound", "contested", "exposed", "not-bound"]
_OWN = ("nationality", "incorporated", "residence")
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
        certainty: What the register says of `in_force`: `certain`, or why it is not.
    """

    jurisdiction: str
    collective: bool
    source: str
    tags: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    in_force: bool = True
    secondary: bool = False
    certainty: str = "certain"


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
    _bodies: dict[str, frozenset[str]] = field(default_factory=dict)

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
        doubt = _doubt(case, self.as_of)
        if not case.in_force:
            text = f"the listing was not in force on {self.as_of}"
            return Bound(answer="not-bound", reasons=(doubt or Reason(text=text),))
        standing = resolve_tags(self.book, case.source, case.tags)
        law = Law(self.book, standing, self.as_of, self.viewpoint, collective=case.collective)
        found = self._collective(law) if case.collective else self._unilateral(case, law)
        return replace(found, reasons=(doubt, *found.reasons)) if doubt else found

    def _collective(self, law: Law) -> Bound:
        points = self._points(*_OWN, "business", "flag")
        members = [c for c in points if self._un_member(c)]
        if not members:
            text = f"{', '.join(points)}: no member of the United Nations on {self.as_of}"
            note = "by Article 2(6) the Organization sees to it that others act by the principles"
            return Bound(answer="not-bound", reasons=(
                Reason(text=text, article="UN Charter, Articles 2(6) and 25", confidence="mixed",
                       sources=("charter-text", "general")),
                Reason(text=note, article="UN Charter, Article 2(6)", sources=("charter-text",)),
            ))  # fmt: skip
        if law.kind == "ended":
            return Bound(answer="not-bound", reasons=law.reasons)
        table = rules()["charter"]
        names = ", ".join("the member states of the Union" if c == "EU" else c for c in members)
        charter = Reason(
            text=f"{table['text']} ({names})", article=table["article"],
            sources=tuple(table["sources"]), confidence=table["confidence"],
        )  # fmt: skip
        answer: Answer = "contested" if law.kind == "contested" else "bound"
        return Bound(answer=answer, reasons=(*law.reasons, charter))

    def _unilateral(self, case: Case, law: Law) -> Bound:
        if law.kind == "ended":
            note = Reason(text="the acts behind the listing have ended", confidence="mixed")
            return Bound(answer="not-bound", reasons=(*law.reasons, note))
        met: dict[str, list[Reason]] = {"bound": [], "exposed": []}
        own = [r for r in rules()["rules"] if r["authority"] == case.jurisdiction]
        if not own and case.jurisdiction:
            # A list of another package: what every state may order its own is all that is known.
            own = [rules()["any"] | {"authority": case.jurisdiction, "places": [case.jurisdiction]}]
        for rule in own:
            if self._holds(rule, case) and self._meets(rule, case):
                met[rule["answer"]].append(_reason(rule, law))
        if met["bound"]:
            answer: Answer = "bound"
            reasons = met["bound"]
        elif met["exposed"]:
            answer, reasons = "exposed", met["exposed"]
        else:
            answer, reasons = "not-bound", [self._unreached(own, case)]
        return Bound(
            answer=answer, reasons=(*law.reasons, *reasons),
            conflicts=self._conflicts(case) if answer != "not-bound" else (),
        )  # fmt: skip

    def _unreached(self, own: Sequence[dict[str, Any]], case: Case) -> Reason:
        """Say that no rule reaches the party, with the provisions that were looked at."""
        held = [r for r in own if r["answer"] == "bound" and self._holds(r, case)]
        who = case.jurisdiction or "the authority"
        whom = ", ".join(self._points(*_OWN)) or "the party"
        return Reason(
            text=f"no rule of {who} reaches {whom}",
            article="; ".join(dict.fromkeys(r["article"] for r in held)),
            sources=tuple(dict.fromkeys(s for r in held for s in r["sources"])),
            confidence="mixed",
        )  # fmt: skip

    def _conflicts(self, case: Case) -> tuple[Reason, ...]:
        return tuple(
            _reason(rule)
            for rule in rules()["blocking"]
            if rule["against"] in ("any", case.jurisdiction)
            and case.jurisdiction not in rule["places"]
            and self._holds(rule, case)
            and self._meets(rule, case)
        )

    def _holds(self, rule: dict[str, Any], case: Case) -> bool:
        """Tell whether a rule holds on the day and for such a listing and such a party."""
        if "since" in rule and self.as_of < rule["since"]:
            return False
        if "until" in rule and self.as_of >= rule["until"]:
            return False
        if "kinds" in rule and self.party.kind not in rule["kinds"]:
            return False
        if "lists" in rule and case.source not in rule["lists"]:
            return False
        return (
            ("targets" not in rule or bool(set(rule["targets"]) & set(case.targets)))
            and not set(rule.get("not_targets", ())) & set(case.targets)
            and ("tags" not in rule or bool(set(rule["tags"]) & set(case.tags)))
            and not set(rule.get("not_tags", ())) & set(case.tags)
        )

    def _meets(self, rule: dict[str, Any], case: Case) -> bool:
        """Tell whether the party has what a rule asks for."""
        for what in rule["when"]:
            if what == "anyone" or (what == "secondary" and case.secondary):
                return True
            if what == "secondary":
                continue
            codes = self._operator() if what == "operator" else self.party.points_to(what)
            if any(self._is_in(code, place) for code in codes for place in rule["places"]):
                return True
        return False

    # -- places ----------------------------------------------------------------------------

    def _points(self, *fields: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(c for f in fields for c in self.party.points_to(f)))

    def _operator(self) -> tuple[str, ...]:
        """Return where the party is set up or lives; a national counts as living at home."""
        found = self._points("incorporated", "residence")
        return found or self._points("nationality")

    def _is_in(self, code: str, place: str) -> bool:
        if code == place or code in rules()["territories"].get(place, ()):
            return True
        if place == "EU-law":
            late = code == "GB" and date(2020, 2, 1) <= self.as_of < date(2021, 1, 1)
            return late or self._is_in(code, "EU")
        return place == "EU" and code in self._members_of("eu")

    def _members_of(self, body: str) -> frozenset[str]:
        found = self._bodies.get(body)
        if found is None:
            members = members_of(self.book, body, self.as_of).members
            found = frozenset(filter(None, (country_code(m.member) for m in members)))
            self._bodies[body] = found
        return found

    def _un_member(self, code: str) -> bool:
        if code == "EU":
            return True
        homes = rules()["charter"]["territories"]
        home = next((state for state, lands in homes.items() if code in lands), code)
        return home in self._members_of("un")


def _doubt(case: Case, day: date) -> Reason | None:
    """Say what the register is not sure of: whether the listing was in force on the day."""
    if case.certainty in ("", "certain"):
        return None
    text = (
        f"the listing counts as in force on {day} by the last known state ({case.certainty})"
        if case.in_force
        else f"the listing is not known to have been in force on {day}, and may have been "
        f"({case.certainty})"
    )
    return Reason(text=text, confidence="recalled")


def _reason(rule: dict[str, Any], law: Law | None = None) -> Reason:
    instrument, article = rule.get("instrument", ""), rule["article"]
    sources, confidence = tuple(rule["sources"]), rule["confidence"]
    if law is not None and "clause" in rule:
        clauses = {c["instrument"]: c for c in rules()["clauses"]}
        clause = next((clauses[id_] for id_ in law.in_force if id_ in clauses), None)
        if clause is not None:
            instrument, article = clause["instrument"], f"{clause['article']} {rule['clause']}"
            if clause["confidence"] != "verified":
                # The words were seen in sister acts; that this article holds them was not.
                sources, confidence = (*sources, *clause["sources"]), "mixed"
        else:
            instrument, article = next(iter(law.in_force), ""), f"{article} {rule['clause']}"
    elif law is not None and rule.get("acts"):
        instrument = next(iter(law.in_force), "")
    return Reason(
        text=rule["text"], instrument=instrument, article=article,
        sources=tuple(dict.fromkeys(sources)), confidence=confidence,
        how=rule.get("how", "forbidden by"),
    )  # fmt: skip
