"""The scorer `comity-1`: the chance that two names, with their evidence, mean one subject.

Log-odds are added up: a constant, the features of the two names by the learned coefficients of
`comity-1.toml`, and the evidence beside names by the fixed ones in the same file. A released
scorer is never edited, so that old decisions stay explainable; a better one gets a new name.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from comity.matching.explaining import explain_names
from comity.matching.features import FEATURES, measure
from comity.matching.words import Family, Prepared, family_of, guess_family, prepare
from comity.model import PartialDate, read_date
from comity.text import country_code

SCORER = "comity-1"
DEFAULT_THRESHOLD = 0.7
"""From this score on a match is an alert; docs/matching.md has the rates measured at it."""

_CERTAIN = 0.9999
_GROUPS = {
    "person": "Person", "organization": "Organization", "company": "Organization",
    "publicbody": "Organization", "vessel": "Vessel", "ship": "Vessel", "airplane": "Aircraft",
    "aircraft": "Aircraft", "wallet": "Wallet", "cryptowallet": "Wallet",
}  # fmt: skip
# One number a subject for life; another number is another subject.
_UNIQUE = frozenset(("imo", "lei", "wallet"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known beside a name. Empty fields are missing evidence, which is neutral.

    Attributes:
        schema: `Person`, `Organization`, `Company`, `Vessel`, …
        births: Birth dates in any precision.
        countries: ISO alpha-2 codes the subject is connected with.
        genders: `male`, `female`.
        identifiers: (kind, value); the kind may be empty.
    """

    schema: str = ""
    births: tuple[PartialDate, ...] = ()
    countries: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How well two names with their evidence agree.

    Attributes:
        score: 0 to 1, the chance that they mean one subject (docs/matching.md, calibration).
        reasons: Sentences, the weightiest first.
        features: What was measured on the names, by name of the feature; zeros left out.
    """

    score: float
    reasons: tuple[str, ...]
    features: dict[str, float] = field(default_factory=dict)


@cache
def _tables() -> tuple[dict[str, tuple[float, ...]], dict[str, float]]:
    text = (files(__package__) / "comity-1.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    names = ("constant", *(name for name, _ in FEATURES))
    models = {
        model: tuple(float(told[model][n]) for n in names)
        for model in ("person", "organisation", "bare")
    }
    evidence = tomllib.loads((files(__package__) / "evidence.toml").read_text(encoding="utf-8"))
    return models, {k: float(v) for k, v in evidence["log_odds"].items()}


def coefficients() -> npt.NDArray[np.float64]:
    """Return constant and coefficients of persons, organisations and names without vowels.

    Returns:
        Shape (3, 1 + len(FEATURES)).
    """
    models, _ = _tables()
    return np.array([models[m] for m in ("person", "organisation", "bare")])


def most_evidence(mine: Evidence) -> float:
    """Return the log-odds that evidence beside a name can add at most."""
    _, weights = _tables()
    most = max(weights["birth_same_day"], 0.0) if mine.births else 0.0
    return most + (max(weights["country_same"], 0.0) if mine.countries else 0.0)


def weigh_names(left: Prepared, right: Prepared) -> float:
    """Return the log-odds of two names alone; minus infinity when one has no words."""
    if not left.words or not right.words:
        return -math.inf
    features, _ = measure(left, right)
    return _weigh(left, right, features)


def _weigh(left: Prepared, right: Prepared, features: Sequence[float]) -> float:
    models, _ = _tables()
    beta = models["bare" if left.vowelless != right.vowelless else left.family]
    total = beta[0]
    for weight, value in zip(beta[1:], features, strict=True):
        if value:
            total += weight * value
    return total


def to_score(log_odds: float) -> float:
    """Return a chance below 1 from log-odds, to six places, so that the order stays strict."""
    if log_odds < -30:
        return 0.0
    return min(0.999999, round(1.0 / (1.0 + math.exp(-log_odds)), 6))


def choose_family(left: str, right: str, left_schema: str, right_schema: str) -> Family:
    """Return the family two names are compared in: as the schemas say, else as they look.

    Where the schemas differ, that of the right-hand name counts, the listed one.
    """
    told = family_of(right_schema, left_schema)
    if told:
        return told
    both = (guess_family(left), guess_family(right))
    return "organisation" if "organisation" in both else "person"


def compare(
    left: str, right: str, mine: Evidence | None = None, theirs: Evidence | None = None
) -> Agreement:
    """Return how well two names agree, with the evidence beside them, explained.

    >>> compare("Khorasan Metallurgy Industries", "Khurasan Metallurgy Industries").score > 0.9
    True
    """
    mine, theirs = mine or Evidence(), theirs or Evidence()
    decided = decide_by_identifier(mine, theirs)
    if decided:
        return decided
    family = choose_family(left, right, mine.schema, theirs.schema)
    a, b = prepare(left, family), prepare(right, family)
    if not a.words or not b.words:
        return Agreement(score=0.0, reasons=("a name without letters agrees with nothing",))
    features, pairing = measure(a, b)
    extra, said = weigh_evidence(mine, theirs)
    found = {n: round(v, 4) for (n, _), v in zip(FEATURES, features, strict=True) if v}
    return Agreement(
        score=to_score(_weigh(a, b, features) + extra),
        reasons=(*explain_names(a, b, pairing), *said), features=found,
    )  # fmt: skip


def plain_identifier(value: str) -> str:
    """Return an identifier without blanks, marks and case."""
    return "".join(filter(str.isalnum, value)).casefold().removeprefix("imo")


def decide_by_identifier(mine: Evidence, theirs: Evidence) -> Agreement | None:
    """Return a decision when an identifier of six or more characters is the same, else None."""
    held = {plain_identifier(v): (k, v) for k, v in theirs.identifiers}
    for kind, value in mine.identifiers:
        plain = plain_identifier(value)
        if len(plain) >= 6 and plain in held:
            other, shown = held[plain]
            if kind and other and kind != other:
                continue
            reason = f"the {other or kind or 'identifying'} number is the same: {shown}"
            return Agreement(score=_CERTAIN, reasons=(reason,))
    return None


def weigh_evidence(mine: Evidence, theirs: Evidence) -> tuple[float, list[str]]:
    """Return the log-odds of the evidence beside names, and what it says."""
    _, weights = _tables()
    total, said = 0.0, []
    for found in (_birth(mine, theirs), _country(mine, theirs), _schema(mine, theirs),
                  _gender(mine, theirs), _number(mine, theirs)):  # fmt: skip
        if found:
            total += weights[found[0]]
            said.append(found[1])
    return total, said


def _birth(mine: Evidence, theirs: Evidence) -> tuple[str, str] | None:
    if not mine.births or not theirs.births:
        return None
    gap, x, y = min(
        ((_gap(x, y), x, y) for x in mine.births for y in theirs.births), key=lambda g: g[0]
    )
    exact = x.earliest == x.latest and y.earliest == y.latest
    if gap == 0:
        if exact:
            return "birth_same_day", f"the birth date is the same: {y.text}"
        return "birth_may_agree", f"the birth date may be the same: {x.text}, {y.text}"
    if _turned(x, y):
        return "birth_turned", f"day and month of birth are exchanged: {x.text}, {y.text}"
    if gap <= 366 or ((x.circa or y.circa) and gap <= 5 * 366):
        return "birth_near", f"the birth date is near, but differs: {x.text}, {y.text}"
    years = max(1, round(gap / 365.25))
    return "birth_differs", f"the birth dates are {years} year{'s' * (years > 1)} apart"


def _turned(x: PartialDate, y: PartialDate) -> bool:
    if x.earliest != x.latest or y.earliest != y.latest:
        return False
    a, b = x.earliest, y.earliest
    return a.year == b.year and (a.month, a.day) == (b.day, b.month)


def _gap(a: PartialDate, b: PartialDate) -> int:
    """Return the days between two intervals; 0 when they share a day."""
    return max(0, (max(a.earliest, b.earliest) - min(a.latest, b.latest)).days)


# States that became others: a birth in the one does not contradict papers of the other.
_SUCCESSORS = {
    "SU": "RU UA BY MD GE AM AZ KZ KG TJ TM UZ EE LV LT", "YU": "RS HR SI BA MK ME XK",
    "CS": "CZ SK RS ME", "DD": "DE", "ZR": "CD", "TP": "TL",
}  # fmt: skip


def _country(mine: Evidence, theirs: Evidence) -> tuple[str, str] | None:
    if not mine.countries or not theirs.countries:
        return None
    for a in mine.countries:
        for b in theirs.countries:
            if a == b:
                return "country_same", f"the country agrees: {a}"
            if b in _SUCCESSORS.get(a, "").split() or a in _SUCCESSORS.get(b, "").split():
                return "country_same", f"the country agrees: {a} and {b} were one"
    return "country_differs", (
        f"the country differs: {', '.join(mine.countries)}, not {', '.join(theirs.countries)}"
    )


def _schema(mine: Evidence, theirs: Evidence) -> tuple[str, str] | None:
    a = _GROUPS.get(mine.schema.casefold(), "")
    b = _GROUPS.get(theirs.schema.casefold(), "")
    if not a or not b or a == b:
        return None
    return "schema_differs", f"asked for a {a}, listed is a {b}"


def _gender(mine: Evidence, theirs: Evidence) -> tuple[str, str] | None:
    if not mine.genders or not theirs.genders or set(mine.genders) & set(theirs.genders):
        return None
    return "gender_differs", f"the gender differs: {mine.genders[0]}, not {theirs.genders[0]}"


def _number(mine: Evidence, theirs: Evidence) -> tuple[str, str] | None:
    for kind in _UNIQUE:
        a = {plain_identifier(v) for k, v in mine.identifiers if k == kind}
        b = {plain_identifier(v) for k, v in theirs.identifiers if k == kind}
        if a and b and not a & b:
            return f"{kind}_differs", f"the {kind.upper()} numbers differ"
    return None


def read_evidence(
    *, schema: str = "", birth_date: str = "", country: str = "", gender: str = "",
    identifiers: Sequence[str] = (),
) -> Evidence:  # fmt: skip
    """Return evidence from plain texts, as a customer's row has them.

    Args:
        birth_date: In any precision; what is not a date is no evidence.
        country: Names or codes, separated by `;` or `,`.
        identifiers: `value` or `kind:value`.
    """
    birth = read_date(birth_date) if birth_date else None
    codes = (country_code(c.strip()) for c in country.replace(",", ";").split(";"))
    pairs = []
    for text in identifiers:
        kind, colon, value = text.partition(":")
        pairs.append((kind.strip().casefold(), value.strip()) if colon else ("", text))
    return Evidence(
        schema=schema, births=(birth,) if birth else (), countries=tuple(filter(None, codes)),
        genders=(gender.casefold(),) if gender else (), identifiers=tuple(pairs),
    )  # fmt: skip
