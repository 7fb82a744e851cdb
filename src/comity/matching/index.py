"""An index of listed names that answers queries with scored, explained matches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from comity.matching.plain import DEFAULT_THRESHOLD, score_names
from comity.model import PartialDate, Quality, read_date
from comity.text import country_code, fold

_CANDIDATES = 40
_CUTOFF = 55.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One listed name, with the evidence of its subject.

    Attributes:
        countries: ISO alpha-2 codes the subject is connected with.
        identifiers: (kind, value) pairs.
    """

    subject: str
    name: str
    quality: Quality = "unstated"
    schema: str = ""
    births: tuple[PartialDate, ...] = ()
    countries: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Who is asked about. Empty fields are missing evidence, which is neutral.

    Attributes:
        schema: `Person`, `Organization`, `Company`, `Vessel`, …
        birth_date: In any precision that `read_date` reads.
        country: A name or code.
        identifiers: Values, without their kinds.
    """

    name: str
    schema: str = ""
    birth_date: str = ""
    country: str = ""
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One subject that may be meant, with the listed name that agreed best."""

    subject: str
    name: str
    score: float
    reasons: tuple[str, ...]


class Index:
    """Listed names, built once, asked often. Immutable after it is made.

    >>> index = Index([Candidate(subject="un_sc:IRe.037", name="KHORASAN METALLURGY INDUSTRIES")])
    >>> [m.subject for m in index.search(Query(name="Khurasan Metallurgy Industries"))]
    ['un_sc:IRe.037']
    """

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = tuple(candidates)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_identifier: dict[str, list[int]] = defaultdict(list)
        for position, candidate in enumerate(self._candidates):
            self._by_name[fold(candidate.name)].append(position)
            for _, value in candidate.identifiers:
                self._by_identifier[_plain(value)].append(position)
        self._by_name.pop("", None)
        self._names = tuple(self._by_name)
        self._compact = tuple(name.replace(" ", "") for name in self._names)

    def search(self, query: Query, *, threshold: float = 0.0, limit: int = 10) -> list[Match]:
        """Return the subjects that may be meant, best first, one match a subject.

        Args:
            threshold: Least score.
            limit: At most so many.
        """
        best: dict[str, Match] = {}
        for position in self._positions(query):
            match = score_candidate(query, self._candidates[position])
            held = best.get(match.subject)
            if match.score >= threshold and (held is None or match.score > held.score):
                best[match.subject] = match
        found = sorted(best.values(), key=lambda m: (-m.score, m.subject))
        return [m for m in found if m.score > 0][:limit]

    def _positions(self, query: Query) -> list[int]:
        folded = fold(query.name[:300])
        found: dict[int, None] = {}
        for value in query.identifiers:
            found |= dict.fromkeys(self._by_identifier.get(_plain(value), ()))
        if folded:
            ways = ((folded, self._names), (folded.replace(" ", ""), self._compact))
            scorers = (fuzz.token_sort_ratio, fuzz.ratio)
            for (text, choices), scorer in zip(ways, scorers, strict=True):
                for _, _, position in process.extract(
                    text, choices, scorer=scorer, limit=_CANDIDATES, score_cutoff=_CUTOFF
                ):
                    found |= dict.fromkeys(self._by_name[self._names[int(position)]])
        return list(found)


def _plain(value: str) -> str:
    return "".join(filter(str.isalnum, value)).casefold().removeprefix("imo")


def score_candidate(query: Query, candidate: Candidate) -> Match:
    """Return the match of a query with one listed name, all evidence weighed."""
    wanted = {_plain(v) for v in query.identifiers if len(_plain(v)) >= 6}
    for kind, value in candidate.identifiers:
        if _plain(value) in wanted:
            reason = f"the {kind} number is the same: {value}"
            return Match(
                subject=candidate.subject, name=candidate.name, score=1.0, reasons=(reason,)
            )
    agreement = score_names(query.name, candidate.name)
    score, reasons = agreement.score, list(agreement.reasons)
    for factor, reason in (
        _birth(query, candidate), _country(query, candidate), _schema(query, candidate),
    ):  # fmt: skip
        if reason:
            score = min(1.0, score * factor)
            reasons.append(reason)
    if candidate.quality == "weak" and score >= DEFAULT_THRESHOLD:
        score = DEFAULT_THRESHOLD - 0.01
        reasons.append("the listed name is a weak alias, which never decides alone")
    return Match(
        subject=candidate.subject, name=candidate.name, score=round(score, 4),
        reasons=tuple(reasons),
    )  # fmt: skip


def _birth(query: Query, candidate: Candidate) -> tuple[float, str]:
    asked = read_date(query.birth_date) if query.birth_date else None
    if asked is None or not candidate.births:
        return 1.0, ""
    gaps = [_gap(asked, birth) for birth in candidate.births]
    if min(gaps) <= 0:
        return 1.03, "the birth date agrees"
    days = min(gaps)
    if days <= 366 or any(b.circa and _gap(asked, b) <= 5 * 366 for b in candidate.births):
        return 0.97, "the birth date is near, but differs"
    years = max(1, round(days / 365.25))
    return 0.75, f"the birth date differs by about {years} year{'s' if years > 1 else ''}"


def _gap(a: PartialDate, b: PartialDate) -> int:
    """Return the days between two intervals; 0 when they share a day."""
    low: date = max(a.earliest, b.earliest)
    high: date = min(a.latest, b.latest)
    return max(0, (low - high).days)


def _country(query: Query, candidate: Candidate) -> tuple[float, str]:
    asked = country_code(query.country) if query.country else ""
    if not asked or not candidate.countries:
        return 1.0, ""
    if asked in candidate.countries:
        return 1.01, f"the country agrees: {asked}"
    return 0.95, f"the country differs: {asked}, not {', '.join(candidate.countries)}"


_GROUPS = {
    "person": "Person", "organization": "Organization", "company": "Organization",
    "legalentity": "", "publicbody": "Organization", "vessel": "Vessel", "ship": "Vessel",
    "airplane": "Aircraft", "aircraft": "Aircraft", "wallet": "Wallet", "cryptowallet": "Wallet",
}  # fmt: skip


def _schema(query: Query, candidate: Candidate) -> tuple[float, str]:
    asked = _GROUPS.get(query.schema.casefold(), "")
    listed = _GROUPS.get(candidate.schema.casefold(), "")
    if not asked or not listed or asked == listed:
        return 1.0, ""
    return 0.8, f"asked for a {asked}, listed is a {listed}"
