"""Ownership through chains and loops, by each authority's rule of the day."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from comity.applicability import Holding, find_oddities, find_owned

DAY = date(2025, 1, 1)
EVERYBODY = ("US", "EU", "GB", "CA", "CH")


def holding(text: str) -> Holding:
    owner, owned, percent = text.split()
    control = percent == "control"
    share = None if control or percent == "?" else float(percent)
    return Holding(owner=owner, owned=owned, percent=share, control=control)


def owned(*texts: str, day: date = DAY, listed: tuple[str, ...] = ("P", "Q")) -> set[str]:
    """Return firms as `AUTHORITY:firm`."""
    lists = dict.fromkeys(EVERYBODY, listed)
    return {f"{o.authority}:{o.firm}" for o in find_owned([holding(t) for t in texts], lists, day)}


def test_half_is_enough_for_some_and_not_for_others() -> None:
    assert owned("P A 50") == {"US:A", "EU:A", "CA:A", "CH:A"}
    assert owned("P A 50.01") == {"US:A", "EU:A", "GB:A", "CA:A", "CH:A"}
    assert owned("P A 49.99") == set()


def test_only_some_add_holdings_together() -> None:
    assert owned("P A 30", "Q A 25") == {"US:A", "EU:A"}


def test_the_rule_of_the_day_counts() -> None:
    assert owned("P A 30", "Q A 25", day=date(2014, 8, 12)) == set()
    assert "US:A" in owned("P A 30", "Q A 25", day=date(2014, 8, 13))
    assert "EU:A" not in owned("P A 50", day=date(2024, 7, 2))
    assert "EU:A" in owned("P A 50", day=date(2024, 7, 3))


def test_control_counts_but_not_for_the_united_states() -> None:
    assert owned("P A control") == {"EU:A", "GB:A", "CA:A", "CH:A"}


def test_chains_are_followed_layer_by_layer_and_loops_end() -> None:
    found = owned("P A 60", "A B 60", "B C 60", "C A 40")
    assert {"US:A", "US:B", "US:C", "GB:C"} <= found
    assert owned("P A 40", "A B 100", "B A 60") == set()


def test_the_figure_tells_what_it_is_made_of() -> None:
    holdings = [holding(t) for t in ("P A 60", "A B 40", "Q B 15", "X B 45")]
    (b,) = [o for o in find_owned(holdings, {"US": ("P", "Q")}, DAY) if o.firm == "B"]
    assert b.counted == 55.0
    assert round(b.effective, 6) == 39.0
    assert {(o, p) for o, p, _ in b.holdings} == {("A", 40.0), ("Q", 15.0)}
    assert set(b.by) == {"P", "Q"}


def test_holdings_of_other_days_do_not_count() -> None:
    past = Holding(owner="P", owned="A", percent=90, until=date(2020, 1, 1))
    assert not find_owned([past], {"US": ("P",)}, DAY)
    assert find_owned([past], {"US": ("P",)}, date(2019, 1, 1))


def test_totals_over_a_hundred_and_unknown_sizes_are_told() -> None:
    said = find_oddities([holding(t) for t in ("P A 60", "Q A 60", "P B ?")])
    assert any("120.0 %" in line for line in said)
    assert any("unknown size" in line for line in said)


EDGES = st.lists(
    st.tuples(st.sampled_from("PQABCDE"), st.sampled_from("ABCDE"), st.integers(0, 100)),
    max_size=12,
)


@given(EDGES, st.tuples(st.sampled_from("PQ"), st.sampled_from("ABCDE"), st.integers(1, 100)))
def test_more_holdings_of_the_listed_never_free_a_firm(
    edges: list[tuple[str, str, int]], more: tuple[str, str, int]
) -> None:
    holdings = [Holding(owner=a, owned=b, percent=p) for a, b, p in edges if a != b]
    added = [*holdings, Holding(owner=more[0], owned=more[1], percent=more[2])]
    lists = dict.fromkeys(EVERYBODY, ("P", "Q"))
    before = {(o.authority, o.firm) for o in find_owned(holdings, lists, DAY)}
    after = {(o.authority, o.firm) for o in find_owned(added, lists, DAY)}
    assert before <= after
