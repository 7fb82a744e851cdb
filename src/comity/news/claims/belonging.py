"""Claims of membership: who belongs to a body or is party to a treaty, and on which list a state stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from comity.law import Chronicle, Lawbook, is_member
from comity.news.claims.claim import Claim
from comity.text.countries import country_code

_NEGATIVE = re.compile(
    r"(?:\bnot|never|n['’]t|refus\w+ to|no longer)\s+(?:\w+ ){0,2}?(?:signator|part(?:y|ies)\b|members?\b|sign|join|ratif|belong)"
    r"|non-member\b|outside the|\bleft\b|\bquit\b|withdr[ae]w"
)
_ELECTED = re.compile(
    r"non-permanent|elected member|chairs the committee|(?:seat on|members? of) the (?:Security )?Council"
)
_CHRONICLED = (
    (re.compile(r"\bCommonwealth\b"), "COMMONWEALTH"),
    (re.compile(r"\bNATO\b"), "NATO"),
    (re.compile(r"\bWTO\b|World Trade Organi[sz]ation"), "WTO"),
    (re.compile(r"Rome Statute|International Criminal Court|\bICC\b"), "ICC"),
    (re.compile(r"\bIAEA\b|Atomic Energy Agency"), "IAEA"),
    (re.compile(r"\bECOWAS\b"), "ECOWAS"),
    (re.compile(r"\bOAS\b|Organi[sz]ation of American States"), "OAS"),
    (re.compile(r"\bShanghai Cooperation"), "SCO"),
    (re.compile(r"\bBRICS\b"), "BRICS"),
    (re.compile(r"\bUnited Nations\b|\bUN\b|\bU\.N\."), "UN"),
)


def hold_membership(
    claim: Claim, clause: str, states: Sequence[str], book: Lawbook, told: Chronicle, day: date
) -> None:
    """Hold a claim of membership against the bodies of the lawbook and the chronicle.

    Args:
        states: Those the clause names, else the nearest before it.
    """
    negative = bool(_NEGATIVE.search(clause))
    if "terroris" in clause:
        _sponsor(claim, states[:1], told, day, clause)
    elif re.search(r"Non-Proliferation|NPT|non-proliferation|[Tt]reaty", clause):
        _npt(claim, states[:1], book, told, day, clause)
    elif re.search(r"permanent members|veto-holding", clause) and "non-permanent" not in clause:
        _permanent(claim, states, clause, book, day)
    elif re.search(r"permanent member\b", clause) and "non-permanent" not in clause:
        _one_permanent(claim, states[:1], book, day, negative)
    elif _ELECTED.search(clause) or "non-permanent" in clause:
        _council(claim, states[:1], book, day, negative, then="then" in clause)
    elif re.search(r"European Union|\bEU\b", clause):
        _body(claim, "eu", [s for s in states if s != "EU"][:1], book, day, negative)
    else:
        body = next((code for pattern, code in _CHRONICLED if pattern.search(clause)), "")
        _by_chronicle(claim, body, states[:1], told, day, negative)


def _real_permanent(book: Lawbook, day: date) -> list[str]:
    members = book.bodies["un-sc"].members
    return sorted(
        {
            country_code(m.member)
            for m in members
            if m.role == "permanent" and (m.end is None or m.end >= day)
        }
    )


def _permanent(claim: Claim, states: Sequence[str], clause: str, book: Lawbook, day: date) -> None:
    real = _real_permanent(book, day)
    # Only states that stand in one list with permanent members are said to be ones.
    listed = re.search(r"[-–—:(]\s*-?\s*([^-–—:()]+?)\s*(?:[-–—)]|$)", clause)
    named = [country_code(w.strip()) for w in re.split(r",| and ", listed[1])] if listed else []
    wrong = [s for s in named if s and s in states and len(s) == 2 and s not in real]
    if wrong:
        why = f"{', '.join(wrong)} is no permanent member: those are {', '.join(real)}"
        claim.settle("contradicted", why, "verified")
        return
    why = f"UN Charter, Article 23: the permanent members are {', '.join(real)}"
    why += "; with Germany they are the P5+1" if "Germany" in clause else ""
    claim.settle("supported", why, "verified")


def _one_permanent(
    claim: Claim, states: Sequence[str], book: Lawbook, day: date, negative: bool
) -> None:
    if not states:
        claim.why = "whose membership is meant is not told"
        return
    real = _real_permanent(book, day)
    right = (states[0] in real) != negative
    why = f"UN Charter, Article 23: the permanent members are {', '.join(real)}"
    claim.settle("supported" if right else "contradicted", why, "verified")


def _council(
    claim: Claim, states: Sequence[str], book: Lawbook, day: date, negative: bool, *, then: bool
) -> None:
    if not then:
        _body(claim, "un-sc", states, book, day, negative)
        return
    # "then a member": of a day the clause does not tell; any seat it held bears it out.
    held = [
        m
        for m in book.bodies["un-sc"].members
        if states and country_code(m.member) == states[0] and m.start and m.start <= day
    ]
    if not held:
        claim.why = "no seat on the Council is recorded, or whose is meant is not told"
        return
    terms = ", ".join(f"{m.start}–{m.end or 'today'}" for m in held)
    claim.settle("supported", f"{states[0]} held a seat {terms}", "mixed")


def _npt(
    claim: Claim, states: Sequence[str], book: Lawbook, told: Chronicle, day: date, clause: str
) -> None:
    """The treaty has all states but those the lawbook names as outside; days of joining are few."""
    if not states:
        claim.why = "whose membership is meant is not told"
        return
    state, body = states[0], book.bodies["npt"]
    outside = any(
        country_code(m.member) == state
        and (m.start is None or m.start <= day)
        and (m.end is None or day <= m.end)
        for m in body.outside
    )
    moves = told.find(target=state, authority="NPT", until=day)
    if not moves and day < date(1995, 1, 1):
        claim.why = f"when {state} joined {body.name} is not recorded"
        return
    inside = not outside and (not moves or moves[-1].action == "JOIN")
    since = f" since {moves[-1].on}" if moves else ""
    claim.entries = [e.id for e in moves[-1:]]
    year = re.search(r"\bsince ((?:19|20)\d\d)\b", clause)
    if inside and year and moves and moves[-1].on.year != int(year[1]):
        claim.settle("contradicted", f"{state} joined {body.name} on {moves[-1].on}", "recalled")
        return
    right = inside != bool(_NEGATIVE.search(clause))
    why = f"{state} {'belongs' if inside else 'does not belong'} to {body.name} on {day}{since}"
    claim.settle("supported" if right else "contradicted", why, "mixed" if outside else "recalled")


def _body(
    claim: Claim, body: str, states: Sequence[str], book: Lawbook, day: date, negative: bool
) -> None:
    if not states:
        claim.why = "whose membership is meant is not told"
        return
    held, state = book.bodies[body], states[0]
    names = {m.member for m in (*held.members, *held.outside) if country_code(m.member) == state}
    if not names and not held.complete:
        claim.why = f"the lawbook does not record {state} for {held.name}"
        return
    inside = any(is_member(book, body, name, day) for name in names)
    why = f"{state} {'belongs' if inside else 'does not belong'} to {held.name} on {day}"
    if body == "un-sc" and day.year < 1991:
        claim.why = "elected members before 1991 are not recorded"
        return
    claim.settle("supported" if inside != negative else "contradicted", why, "mixed")


def _by_chronicle(
    claim: Claim, body: str, states: Sequence[str], told: Chronicle, day: date, negative: bool
) -> None:
    if not body or not states:
        claim.why = "the lawbook has no membership of that body"
        return
    state = states[0]
    moves = [
        e
        for e in told.find(target=state, authority=body, until=day)
        if e.action in ("JOIN", "LEAVE")
    ]
    if not moves:
        claim.why = f"no joining or leaving of {body} by {state} is recorded"
        return
    last = moves[-1]
    inside = last.action == "JOIN"
    claim.entries = [last.id]
    right = inside != negative
    claim.settle(
        "supported" if right else "contradicted", f"{last.when}: {last.text}", last.confidence
    )


def _sponsor(claim: Claim, states: Sequence[str], told: Chronicle, day: date, clause: str) -> None:
    if not states:
        claim.why = "which state is meant is not told"
        return
    acts = [
        e
        for e in told.find(target=states[0], authority="US", until=day)
        if e.measure == "terror-list" and e.action in ("IMPOSE", "EASE")
    ]
    if not acts:
        # The list has held eight states since 1979, and all their days are in the chronicle.
        why = f"{states[0]} was never on the list of state sponsors of terrorism, of which every state since 1979 is recorded"
        claim.settle("contradicted", why, "recalled")
        return
    last = acts[-1]
    on = last.action == "IMPOSE"
    since = re.search(r"\bsince ((?:19|20)\d\d)\b", clause)
    if on and since and int(since[1]) != last.on.year:
        claim.entries = [last.id]
        claim.settle("contradicted", f"{last.when}: {last.text}", last.confidence)
        return
    claimed = not re.search(r"no longer|\boff\b|remov|delist|took|taken|struck|dropp", clause)
    claim.entries = [last.id]
    right = on == claimed
    claim.settle(
        "supported" if right else "contradicted", f"{last.when}: {last.text}", last.confidence
    )
