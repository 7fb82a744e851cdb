"""How many and for how long: what a record bears out of the numbers that a statement tells."""

from __future__ import annotations

from comity.news.claims.numbers import Count, Figure, fits, months_in, numbers_told, typed_in
from comity.news.claims.record import Record
from comity.news.claims.statement import Statement


def same_sort(told: Statement, record: Record, value: float) -> bool:
    """Tell whether so many are not persons in the one and ships in the other."""
    mine, held = typed_in(told.clause).get(value), typed_in(record.text).get(value)
    return not mine or not held or bool(mine & held)


def distinct(told: Statement, record: Record) -> list[Count]:
    """Return a statement's counts; once, where a record has as many persons as bodies."""
    both = typed_in(record.text)
    found: list[Count] = []
    for count in told.counts:
        if count not in found or len(both.get(count.value, ())) < 2:
            found.append(count)
    return found


def months_of(record: Record) -> float:
    """Return for how many months a record prolongs something; 0 where it does not tell."""
    if held := months_in(record.text):
        return held
    return (record.until - record.first).days / 30.4 if record.until is not None else 0


def bears_figure(told: Statement, record: Record, figure: Figure) -> bool:
    """Tell whether a record has a number in any of its parts: counts, words, names, vote."""
    value, vote = figure.value, record.vote or ()
    named = sum(len(n & told.words) > 0 for n in record.names) if record.names else 0
    return (
        fits(Count(value, beside=int(figure.beside)), record.counts)
        or value in numbers_told(record.text)
        or value in (len(record.plain_names), named)
        or value in (*vote, sum(vote))
    )
