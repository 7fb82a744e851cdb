"""Claims of membership: who belongs to a body or is party to a treaty, and on which list a state stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from comity.law import Chronicle, Entry, Lawbook, is_member
from comity.news.claims.claim import Claim
from comity.news.claims.numbers import NUMBER, number_of
from comity.text.countries import country_code

_NEGATIVE = re.compile(
    r"(?:\bnot|never|neither|nor|n['’]t|refus\w+ to|no longer)\s+(?:\w+ ){0,2}?(?:signator|part(?:y|ies)\b|members?\b|sign|join|ratif|belong|s[aiu]t\b|serv)|^[Nn]either\b"
    r"|\bno (?:\w+ )?(?:member|party|signatory)\b|non-member\b|outside the|\bleft\b(?= (?:the|it|[A-Z])|[.,;]|$)|\bquit\b|withdr[ae]w"
)
_BODIES = (
    (re.compile(r"Commonwealth of Independent|\bCIS\b"), "CIS"),
    (re.compile(r"\bCommonwealth\b(?! of Independent)"), "COMMONWEALTH"),
    (re.compile(r"\bNATO\b|Atlantic (?:Alliance|alliance|Treaty)"), "NATO"),
    (re.compile(r"\bWTO\b|World Trade Organi[sz]ation"), "WTO"),
    (re.compile(r"Rome Statute|International Criminal Court|\bICC\b|statute of the (?:court|tribunal)"), "ICC"),
    (re.compile(r"\bIAEA\b|Atomic Energy Agency"), "IAEA"),
    (re.compile(r"\bECOWAS\b|Economic Community of West African"), "ECOWAS"),
    (re.compile(r"\bOAS\b|Organi[sz]ation of American States"), "OAS"),
    (re.compile(r"\bOPEC\b"), "OPEC"),
    (re.compile(r"\bASEAN\b|South-?[Ee]ast Asian Nations"), "ASEAN"),
    (re.compile(r"\bArab League\b|League of Arab States"), "ARAB_LEAGUE"),
    (re.compile(r"\bAfrican Union\b|African Unity|\bOAU\b|\bAU\b"), "AFRICAN_UNION"),
    (re.compile(r"\bGulf Cooperation Council\b|\bGCC\b"), "GCC"),
    (re.compile(r"\bCouncil of Europe\b"), "COUNCIL_OF_EUROPE"),
    (re.compile(r"\bShanghai Cooperation"), "SCO"),
    (re.compile(r"\bBRICS\b"), "BRICS"),
    (re.compile(r"Collective Security Treaty|\bCSTO\b"), "CSTO"),
    (re.compile(r"Eurasian (?:Economic )?Union|\bEAEU\b"), "EAEU"),
    (re.compile(r"Chemical Weapons Convention|\bCWC\b"), "CWC"),
    (re.compile(r"Missile Technology Control|\bMTCR\b"), "MTCR"),
    (re.compile(r"Nuclear Suppliers"), "NSG"),
    (re.compile(r"\bOSCE\b"), "OSCE"),
    (re.compile(r"\bG8\b|\bG-8\b|Group of Eight"), "G8"),
    (re.compile(r"\bG7\b|\bG-7\b|Group of Seven"), "G7"),
    (re.compile(r"Non-Proliferation Treaty|\bNPT\b|[Nn]on-[Pp]roliferation"), "NPT"),
    (re.compile(r"European Union\b|\bEU\b|European Community|\b(?:of|joined|left) the Union\b(?! of)"), "eu"),
    (re.compile(r"(?:[Nn]on-permanent|[Ee]lected) member|(?:seat on|members? (?:of|on)|sits? on|sat on|serv\w+ on) the (?:(?:UN |U\.N\. )?Security )?[Cc]ouncil\b"
                r"|chairs the committee|year on the council"), "un-sc"),
    (re.compile(r"(?:\bUnited Nations\b|\bUN\b|\bU\.N\.?)(?! Convention| Framework)"), "UN"),
)  # fmt: skip
JOINING = re.compile(
    r"\b(?:members?|member state|party|parties|joined|join(?:s|ing)?|left|quit|withdr[ae]w|withdrawn|belongs?|signator\w+|ratified|acceded"
    r"|admitted|expelled|sign(?:ed)? up|seat|sits?|sat|outside|founding|non-member)\b"
)
# Bodies whose members are all in the chronicle: who never joined does not belong.
_WHOLE = frozenset("""UN NATO OPEC ASEAN ARAB_LEAGUE GCC ECOWAS SCO CSTO EAEU CIS G7 G8""".split())
# Of others those outside are recorded, as far as news has reason to speak of them.
_OUTSIDE = {
    "ICC": "US RU CN IN IL IR IQ SY SA TR EG LY SD SS KP MM PK CU BY AZ KZ UZ TM TH VN ID MY SG ET ER RW ZW AO MZ MA DZ QA AE BH KW OM YE LB SO HT MR",
    "WTO": "BY IR IQ SY LY SD SS ET SO KP UZ AZ TM RS BA LB DZ ER",
    "COMMONWEALTH": "US RU CN FR DE IE IL IR IQ SY SA TR EG LY SD SS KP KR MM CU BY UA VE NI HT ML NE BF GN CI CD CF BI",
    "CWC": "EG KP SS IL",
    "MTCR": "CN PK IL IR KP SY LY",
    "NSG": "IN PK IL IR KP",
    "COUNCIL_OF_EUROPE": "BY KZ US XK",
    "BRICS": "US GB FR DE JP TR PK MX DZ VE CU BY",
    "OAS": "ES PT GB FR RU CN",
    "AFRICAN_UNION": "US FR GB IL",
}  # fmt: skip


def hold_membership(
    claim: Claim, clause: str, states: Sequence[str], book: Lawbook, told: Chronicle, day: date
) -> None:
    """Hold a claim of membership against the bodies of the lawbook and the chronicle.

    Args:
        states: Those the clause names, else the nearest before it.
    """
    negative = bool(_NEGATIVE.search(clause))
    day = _day_told(clause, day)
    if "terroris" in clause:
        _sponsor(claim, states[:1], told, day, clause)
        return
    if re.search(r"permanent members|veto-holding", clause) and "non-permanent" not in clause:
        _permanent(claim, states, clause, book, day)
        return
    if re.search(r"permanent member\b", clause) and "non-permanent" not in clause:
        _one_permanent(claim, states[:1], book, day, negative)
        return
    body = _body_of(clause)
    if body in ("G7", "OAS", "CIS", "OPEC") and re.search(
        r"\b(?:founding|original) member", clause
    ):
        body = _founded(clause) or body
    own = [s for s in states if s not in ("EU", "G7", "NATO", "IAEA", "OAS", "ECOWAS", body)]
    if body == "NPT":
        _npt(claim, own[:1], book, told, day, clause)
    elif body == "un-sc":
        _council(claim, own, book, day, negative, clause)
    elif body == "eu":
        _body(claim, "eu", own[:1], book, day, negative)
    else:
        _by_chronicle(claim, body, own[:1], told, day, clause, negative)


def _founded(clause: str) -> str:
    """Return the body that stands behind "founding member of"."""
    word = re.search(r"\b(?:founding|original) members?\b", clause)
    spots = [
        (m.start(), c) for p, c in _BODIES for m in p.finditer(clause, word.end() if word else 0)
    ]
    return min(spots)[1] if spots else ""


def _day_told(clause: str, day: date) -> date:
    """Return the middle of a past year told with the word of belonging, else the day of the text."""
    word = JOINING.search(clause)
    if word is None or _MOVING.search(clause):
        return day
    years = [
        (abs(m.start() - word.start()), int(m[1]))
        for m in re.finditer(r"\b[Ii]n ((?:19|20)\d\d)\b", clause)
    ]
    if not years or min(years)[1] >= day.year:
        return day
    return date(min(years)[1], 7, 1)


_MOVING = re.compile(
    r"\b(?:joined|left|quit|withdr[ae]w|ratified|acceded|admitted|expelled|since)\b"
)


def _body_of(clause: str) -> str:
    """Return the body that stands nearest behind the word of belonging."""
    word = JOINING.search(clause)
    at = word.start() if word is not None else 0
    spots = [
        (m.start() < at, abs(m.start() - at), code)
        for p, code in _BODIES
        for m in p.finditer(clause)
    ]
    return min(spots)[2] if spots else ""


_PERMANENT_SEATS = ("CN", "FR", "GB", "RU", "US")


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
    many = re.search(rf"\b({NUMBER})\s+(?:\w+\s+)?(?:permanent members|veto-holding)", clause, re.I)
    told = len(states) >= 2 or re.search(r"\bother\b", clause) is not None
    if many is not None and not told and number_of(many[1]) != len(_PERMANENT_SEATS):
        claim.why = "which of the permanent members are meant is not told"
        return
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
    claim: Claim, states: Sequence[str], book: Lawbook, day: date, negative: bool, clause: str
) -> None:
    past = re.search(r"\bthen\b|\b(?:was|were|had been|sat|served)\b", clause)
    if past is None or negative:
        if len(states) > 1 and not negative:
            _seats(claim, states, book, day)
            return
        _body(claim, "un-sc", states[:1], book, day, negative)
        return
    # "Was a member": of a day the clause may not tell; any seat it held bears it out.
    year = day.year if re.search(rf"\b{day.year}\b", clause) else 0
    held = [
        m
        for m in book.bodies["un-sc"].members
        if states and country_code(m.member) == states[0] and m.start and m.start <= day
        and (not year or (m.start.year <= year and (m.end is None or m.end.year >= year)))
    ]  # fmt: skip
    if not held:
        claim.why = "no seat on the Council is recorded, or whose is meant is not told"
        return
    terms = ", ".join(f"{m.start}–{m.end or 'today'}" for m in held)
    claim.settle("supported", f"{states[0]} held a seat {terms}", "mixed")


def _seats(claim: Claim, states: Sequence[str], book: Lawbook, day: date) -> None:
    """Settle that several states sit on the Council, where all of those named do."""
    members = book.bodies["un-sc"].members
    names = {country_code(m.member): m.member for m in members}
    if day.year < 1991 or not all(
        s in names and is_member(book, "un-sc", names[s], day) for s in states
    ):
        claim.why = "that each of those named had a seat that day is not recorded"
        return
    claim.settle("supported", f"{', '.join(states)} had seats on {day}", "mixed")


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
    later = told.find(target=state, authority="NPT", since=day)
    if not moves and later and later[0].action == "JOIN":
        claim.entries = [later[0].id]
        right = bool(_NEGATIVE.search(clause))
        claim.settle(
            "supported" if right else "contradicted",
            f"{state} joined on {later[0].when}",
            "recalled",
        )
        return
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
    claim: Claim,
    body: str,
    states: Sequence[str],
    told: Chronicle,
    day: date,
    clause: str,
    negative: bool,
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
        _never_joined(claim, body, state, negative)
        return
    last = moves[-1]
    inside = last.action == "JOIN"
    claim.entries = [last.id]
    right = inside != negative
    founded = next((e for e in told.entries if e.authority == body and e.action == "JOIN"), None)
    if right and re.search(r"\b(?:founding|original) member", clause) and founded is not None:
        right = moves[0].on <= founded.last
    if (
        right
        and (year := _JOINED_IN.search(clause) or _SINCE.search(clause))
        and not _in_year(moves, int(year[1]))
    ):
        right = False
    claim.settle(
        "supported" if right else "contradicted", f"{last.when}: {last.text}", last.confidence
    )


_SINCE = re.compile(r"since (?:\w+ )?(?:\d{1,2},? )?((?:19|20)\d\d)\b")
_JOINED_IN = re.compile(
    r"(?:joined[^,;]{0,40}? in|left[^,;]{0,40}? in|ratified[^,;]{0,40}? in|acceded[^,;]{0,40}? in|admitted[^,;]{0,40}? in)"
    r" (?:\w+ )?(?:\d{1,2},? )?((?:19|20)\d\d)\b"
)


def _in_year(moves: Sequence[Entry], year: int) -> bool:
    """Tell whether somebody joined or left in a year, or the one after: a treaty binds later."""
    return any(e.on.year <= year <= e.last.year or e.on.year == year + 1 for e in moves)


def _never_joined(claim: Claim, body: str, state: str, negative: bool) -> None:
    outside = state in _OUTSIDE.get(body, "").split() or (body in _WHOLE and len(state) == 2)
    if not outside:
        claim.why = f"no joining or leaving of {body} by {state} is recorded"
        return
    why = (
        f"{state} has never belonged to {body}, of which every member or those outside are recorded"
    )
    claim.settle("supported" if negative else "contradicted", why, "recalled")


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
    told_years = set(re.findall(r"\b(?:19|20)\d\d\b", clause))
    claimed = not re.search(r"no longer|\boff\b|remov|delist|took|taken|struck|dropp", clause)
    wanted = "IMPOSE" if claimed else "EASE"
    done = [a for a in acts if a.action == wanted and str(a.on.year) in told_years]
    if len(told_years) == 1 and not done:
        # Every act about the list is in the chronicle: none of that year is another year's.
        claim.entries = [last.id]
        claim.settle("contradicted", f"{last.when}: {last.text}", last.confidence)
        return
    last = done[-1] if done else last
    claim.entries = [last.id]
    right = bool(done) or on == claimed
    claim.settle(
        "supported" if right else "contradicted", f"{last.when}: {last.text}", last.confidence
    )
