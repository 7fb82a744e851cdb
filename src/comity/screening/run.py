"""From the register to an index, and from a customer to a result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from comity.matching import DEFAULT_THRESHOLD, SCORER, Candidate, Index, Query
from comity.register import SubjectAnswer
from comity.screening.customers import Customer


def build_index(subjects: Sequence[SubjectAnswer]) -> Index:
    """Return an index of every name of subjects that are listed on their day."""
    candidates = []
    for subject in subjects:
        records = [x.record for x in subject.listings if x.in_force]
        births = tuple(dict.fromkeys(b for r in records for b in r.births))
        countries = tuple(sorted({
            c.code
            for r in records
            for c in (*r.nationalities, *r.citizenships, *(a.country for a in r.addresses))
            if c and c.code
        }))  # fmt: skip
        identifiers = tuple(
            dict.fromkeys((i.kind, i.value) for r in records for i in r.identifiers)
        )
        for name in dict.fromkeys((n.text, n.quality) for r in records for n in r.names):
            candidates.append(Candidate(
                subject=subject.subject, name=name[0], quality=name[1], schema=subject.schema,
                births=births, countries=countries, identifiers=identifiers,
            ))  # fmt: skip
    return Index(candidates)


def screen_one(
    index: Index,
    subjects: Mapping[str, SubjectAnswer],
    customer: Customer,
    *,
    threshold: float = DEFAULT_THRESHOLD,
    floor: float = 0.75,
) -> dict[str, Any]:
    """Return the result of one customer as the documented JSON object.

    Args:
        threshold: From this score on a match is an alert.
        floor: Matches below it are not shown at all.
    """
    query = Query(
        name=customer.name, schema=customer.schema, birth_date=customer.birth_date,
        country=customer.country, identifiers=customer.identifiers,
    )  # fmt: skip
    shown = {
        "id": customer.id, "name": customer.name, "schema": customer.schema,
        "birth_date": customer.birth_date, "country": customer.country,
        "identifiers": list(customer.identifiers),
    }  # fmt: skip
    matches = []
    for match in index.search(query, threshold=min(floor, threshold)):
        subject = subjects[match.subject].as_json()
        matches.append({
            "subject": match.subject, "name": match.name, "names": subject["names"],
            "schema": subject["schema"], "score": match.score,
            "verdict": "alert" if match.score >= threshold else "below",
            "reasons": list(match.reasons), "listings": subject["listings"],
            "collective": subject["collective"], "unilateral": subject["unilateral"],
            "scorer": SCORER,
        })  # fmt: skip
    return {"query": {k: v for k, v in shown.items() if v}, "matches": matches}
