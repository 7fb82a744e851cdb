"""How many times the Security Council acted: rounds, resolutions, never, only once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from comity.law import Instrument
from comity.news.claims.claim import Claim
from comity.news.claims.finding import COUNTED
from comity.news.claims.numbers import number_of, ordinal_of
from comity.news.claims.record import worst


def told_number(text: str) -> int:
    """Return how many rounds a clause tells of; 0 where it does not."""
    m = COUNTED.search(text)
    if m is None:
        return 0
    value = number_of(m["n"]) if m["n"] else None
    return int(value) if value else ordinal_of(m["o"] or "")


def count_rounds(
    claim: Claim, clause: str, acts: Sequence[Instrument], day: date, published: date | None
) -> None:
    """Hold a number of rounds against the Council's acts that bring measures, in order.

    Args:
        acts: At least one, all with a day.
        day: The last day the document can speak of.
        published: Without it the claim holds between the last of them and the next, and bounds
            the document.
    """
    count = told_number(clause)
    if not count:
        claim.why = "how many is not told"
        return
    where = ", ".join(sorted({t for i in acts for t in i.targets})) or acts[0].regime
    this_year = published.year if published and re.search(r"\bthis year\b", clause) else None
    told = [
        i
        for i in acts
        if i.adopted and i.adopted <= day and (this_year is None or i.adopted.year == this_year)
    ]
    low: date | None = None
    if published is None:
        if len(acts) < count:
            claim.settle("contradicted", f"the lawbook has {len(acts)} on {where}", "verified")
            return
        low = acts[count - 1].adopted
        claim.bounds = low, acts[count].adopted if len(acts) > count else None
        told = list(acts[:count])
    claim.instruments = [i.id for i in told]
    listed = "; ".join(f"{i.number} ({i.adopted}, {i.vote or 'vote not recorded'})" for i in told)
    sure = worst(i.confidence for i in told) or "verified"
    if len(told) != count:
        claim.settle(
            "contradicted", f"{len(told)} in the lawbook, not {count}: {listed}".rstrip(": "), sure
        )
        return
    if low:
        listed += f"; so between {low} and {claim.bounds[1] or 'today'}"
    claim.settle("supported", listed, sure)
