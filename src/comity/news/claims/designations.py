"""What the lawbook holds of its acts beyond a day: rounds name by name, and renewals of old acts."""

from __future__ import annotations

from datetime import date, timedelta

from comity.law import Instrument, Lawbook
from comity.news.claims.acts import authority_of
from comity.news.claims.claim import Claim, LookUp
from comity.news.claims.statement import Statement


def names_in(round_: Instrument) -> list[str]:
    """Return the parties of a round; a name with a remark behind it is told of and is no party."""
    return [
        n for n in round_.designated if "(" not in n and ";" not in n and not n.split()[0].islower()
    ]


def hold_round(claim: Claim, told: Statement, book: Lawbook, look_up: LookUp | None) -> bool:
    """Hold "six Iranian firms last month" against a round of that many; tell whether one was found.

    A relative time without a day of publication is dated by the round, and bounds the document.
    """
    counts = {c.value for c in told.counts}
    for round_ in book.instruments.values():
        if round_.kind != "designation" or authority_of(round_) not in told.owners:
            continue
        names, on = names_in(round_), round_.adopted
        if on is None or len(names) not in counts or len(counts) > 1:
            continue
        if round_.targets and not set(told.states) & set(round_.targets):
            continue
        if told.whens and not any(first <= on <= last for first, last in told.whens):
            continue
        _settle(claim, told, book, round_, names, on)
        if look_up is not None:
            claim.listings += [
                f"{x['source']}:{x['id']}"
                for name in names
                for x in look_up(name, on + timedelta(days=1))
                if x["character"] == "unilateral"
            ]
        return True
    return False


def _settle(
    claim: Claim, told: Statement, book: Lawbook, round_: Instrument, names: list[str], on: date
) -> None:
    orders = [
        a
        for a in book.instruments.values()
        if a.kind == "act" and a.regime == round_.regime and a.authority == "us-president"
        and (a.adopted or date.max) <= on
    ]  # fmt: skip
    basis = max(orders, key=lambda a: a.adopted or date.min, default=None)
    claim.instruments = [round_.id, *([basis.id] if basis else [])]
    why = f"{on}: {', '.join(names)}" + (f", under {basis.number}" if basis else "")
    event = claim.event
    when = event.when if event is not None else None
    if when is not None and when.first is None and "last month" in when.text.lower():
        low = _month_after(on)
        claim.bounds = low, _month_after(low) - timedelta(days=1)
        why += f"; so the text is of {low:%B %Y}"
    claim.settle("supported", why, round_.confidence)


def _month_after(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def hold_renewal(claim: Claim, told: Statement, book: Lawbook, day: date) -> bool:
    """Hold "extended the sanctions of 1995" against the act of that year and its last renewal.

    The time told is then the old act's; the event has none of its own.
    """
    event = claim.event
    if told.action != "EXTEND" or told.since or event is None or event.when is not None:
        return False
    for item in book.instruments.values():
        on = item.adopted
        if item.kind != "act" or on is None or authority_of(item) not in told.owners:
            continue
        if not set(item.targets) & set(told.states):
            continue
        if not any(first <= on <= last for first, last in told.whens):
            continue
        renewed = [e.on for e in item.events if e.kind == "continued" and e.on <= day]
        if renewed:
            claim.instruments = [item.id]
            why = f"{item.number} of {on}, last continued on {max(renewed)}"
            claim.settle("supported", why, item.confidence)
            return True
    return False
