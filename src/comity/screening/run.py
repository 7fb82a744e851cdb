"""From the register to an index, and from customers to results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, tee
from typing import Any

from comity.matching import DEFAULT_THRESHOLD, SCORER, Evidence, Index, Listed, Match, Query
from comity.matching import read_evidence as read_query_evidence
from comity.register import SubjectAnswer
from comity.screening.customers import Customer, not_understood, read_schema
from comity.screening.workers import match_in_parallel

_CHUNK = 2048
LookUp = Callable[[Sequence[str]], Mapping[str, SubjectAnswer]]
"""From ids of subjects to what the register says of them."""

FLOOR = 0.5
"""Matches below this score are not shown, unless the threshold itself lies lower."""


def build_index(subjects: Sequence[SubjectAnswer]) -> Index:
    """Return an index of every name of subjects that are listed on their day."""
    return Index.build(map(_listed, subjects))


def _listed(subject: SubjectAnswer) -> Listed:
    records = [x.record for x in subject.listings if x.in_force]
    names = dict.fromkeys((n.text, n.quality) for r in records for n in r.names)
    return Listed(subject=subject.subject, names=tuple(names), evidence=evidence_of(subject))


def evidence_of(subject: SubjectAnswer) -> Evidence:
    """Return what the listings in force say beside names."""
    records = [x.record for x in subject.listings if x.in_force]
    countries = sorted({
        c.code
        for r in records
        for c in (*r.nationalities, *r.citizenships, *(a.country for a in r.addresses))
        if c and c.code
    })  # fmt: skip
    return Evidence(
        schema=subject.schema,
        births=tuple(dict.fromkeys(b for r in records for b in r.births)),
        countries=tuple(countries),
        genders=tuple(dict.fromkeys(g.casefold() for r in records for g in r.genders)),
        identifiers=tuple(
            dict.fromkeys((i.kind, i.value) for r in records for i in r.identifiers)
        ),
    )  # fmt: skip


def screen_many(
    index: Index,
    look_up: LookUp,
    customers: Iterable[Customer],
    *,
    threshold: float = DEFAULT_THRESHOLD,
    workers: int = 1,
) -> Iterator[dict[str, Any]]:
    """Yield the result of each customer, in their order, as the documented JSON object.

    Args:
        look_up: Called once a chunk with the subjects matched in it.
        threshold: From this score on a match is an alert.
        workers: Processes for large files; the results do not depend on it.
    """
    everyone, asked = tee(customers)
    floor = min(FLOOR, threshold)
    found = match_in_parallel(index, map(_query, asked), threshold=floor, workers=workers)
    known: dict[str, SubjectAnswer] = {}
    pairs = zip(everyone, found, strict=True)
    while chunk := list(islice(pairs, _CHUNK)):
        subjects = (m.subject for _, matches in chunk for m in matches)
        if new := dict.fromkeys(s for s in subjects if s not in known):
            known |= look_up(list(new))
        for customer, matches in chunk:
            told = [_told(m, known[m.subject], threshold) for m in matches if m.subject in known]
            yield {"query": _shown(customer), "matches": told}


def screen_one(
    index: Index,
    look_up: LookUp,
    customer: Customer,
    *,
    threshold: float = DEFAULT_THRESHOLD,
) -> dict[str, Any]:
    """Return the result of one customer, as `screen_many` would."""
    return next(screen_many(index, look_up, [customer], threshold=threshold))


def _query(customer: Customer) -> Query:
    evidence = read_query_evidence(
        schema=read_schema(customer.schema) or "", birth_date=customer.birth_date,
        country=customer.country, identifiers=customer.identifiers,
    )  # fmt: skip
    return Query(name=customer.name, evidence=evidence)


def _shown(customer: Customer) -> dict[str, Any]:
    shown = {
        "id": customer.id, "name": customer.name, "schema": customer.schema,
        "birth_date": customer.birth_date, "country": customer.country,
        "identifiers": list(customer.identifiers), "not_understood": not_understood(customer),
    }  # fmt: skip
    return {k: v for k, v in shown.items() if v}


def _told(match: Match, answer: SubjectAnswer, threshold: float) -> dict[str, Any]:
    subject = answer.as_json()
    return {
        "subject": match.subject, "name": match.name, "names": subject["names"],
        "schema": subject["schema"], "score": match.score,
        "verdict": "alert" if match.score >= threshold else "below",
        "reasons": list(match.reasons), "listings": subject["listings"],
        "collective": subject["collective"], "unilateral": subject["unilateral"],
        "scorer": SCORER,
    }  # fmt: skip
