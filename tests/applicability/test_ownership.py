"""Ownership through chains and loops, by each authority's rule of the day."""

from __future__ import annotations

import random
import time
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.applicability import Holding, find_oddities, find_owned, rules_on
from comity.applicability.ownership import Rule

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
    said = find_oddities([holding(t) for t in ("P A 60", "Q A 60", "P B ?", "C C 20")])
    assert any("120.0 %" in line for line in said)
    assert any("unknown size" in line for line in said)
    assert any("20 % of itself" in line for line in said)


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


def test_holdings_of_different_days_are_no_total() -> None:
    past = Holding(owner="P", owned="A", percent=60, until=date(2020, 1, 1))
    now = Holding(owner="P", owned="A", percent=60, since=date(2020, 1, 2))
    assert find_oddities([past, now], DAY) == []


def test_control_is_told_beside_the_percentage_and_not_as_all_of_it() -> None:
    holdings = [Holding(owner="P", owned="A", percent=10, control=True)]
    (found,) = find_owned(holdings, {"GB": ("P",)}, DAY)
    assert (found.counted, found.control) == (10.0, True)
    (other,) = find_owned([holding("P A 60")], {"GB": ("P",)}, DAY)
    assert (other.counted, other.control) == (60.0, False)


def test_owners_in_concert_are_added_even_where_the_rule_adds_none() -> None:
    apart = [holding("P A 30"), holding("Q A 25")]
    assert not find_owned(apart, {"GB": ("P", "Q")}, DAY)
    together = [
        Holding(owner=o, owned="A", percent=p, concert="pact") for o, p in (("P", 30), ("Q", 25))
    ]
    (found,) = find_owned(together, {"GB": ("P", "Q")}, DAY)
    assert (found.counted, found.by) == (55.0, ("P", "Q"))


def test_two_spellings_of_one_person_are_one_owner() -> None:
    holdings = [holding("P A 30"), holding("P-2 A 25")]
    lists = {"GB": ("P", "P-2")}
    assert not find_owned(holdings, lists, DAY)
    same = {"P": ["subject-1"], "P-2": ["subject-1"]}
    assert find_owned(holdings, lists, DAY, persons=same)


def test_every_owner_that_a_rule_counts_alone_is_named() -> None:
    (found,) = find_owned(
        [holding("P A 60"), holding("Q A control")], {"GB": ("P", "Q")}, DAY
    )  # fmt: skip
    assert set(found.by) == {"P", "Q"}
    assert found.counted == 60.0


def test_a_loop_of_nearly_all_the_shares_is_followed_to_the_end() -> None:
    holdings = [holding(t) for t in ("P A 50", "A B 99", "B A 49")]
    (a,) = [o for o in find_owned(holdings, {"US": ("P",)}, DAY) if o.firm == "A"]
    assert abs(a.effective - 50 / (1 - 0.99 * 0.49)) < 1e-3
    assert a.effective_exact
    deep = [holding(t) for t in ("P A 1", "A B 99", "B A 99", "P B 1", "P C 50")]
    found = {o.firm: o for o in find_owned(deep, {"US": ("P",)}, DAY)}
    assert found["C"].effective_exact


def test_a_loop_without_end_gives_a_floor_and_says_so() -> None:
    holdings = [holding(t) for t in ("P A 60", "A B 100", "B A 100")]
    found = {o.firm: o for o in find_owned(holdings, {"US": ("P",)}, DAY)}
    assert not found["B"].effective_exact
    assert found["B"].effective == 100.0


def test_the_council_and_australia_give_no_percentage_and_the_answer_says_so() -> None:
    found = find_owned([holding("P A 60")], {"UN": ("P",), "AU": ("P",)}, DAY)
    assert {o.authority for o in found} == {"UN", "AU"}
    assert all("no percentage" in o.article and o.confidence == "recalled" for o in found)


def by_brute_force(
    rule: Rule, holdings: list[Holding], groups: list[tuple[str, ...]]
) -> dict[str, float]:  # fmt: skip
    """Return firm → percent, by trying every firm again and again until nothing is added."""
    firms = {h.owned for h in holdings}
    told: dict[str, float] = {}
    for group in groups:
        counts = set(group)
        while True:
            more = set()
            for firm in firms - counts:
                mine = [h for h in holdings if h.owned == firm and h.owner in counts]
                mine = [h for h in mine if h.owner != h.owned]
                held = Fraction(0)
                for h in mine:
                    held += Fraction(h.percent or 0)
                enough = held > rule.least if rule.strictly else held >= rule.least
                if enough or (rule.control and any(h.control for h in mine)):
                    more.add(firm)
            if not more:
                break
            counts |= more
        for firm in counts - set(group):
            mine = [
                h for h in holdings if h.owned == firm and h.owner in counts and h.owner != firm
            ]
            total = min(100.0, float(sum(Fraction(h.percent or 0) for h in mine)))
            told[firm] = max(told.get(firm, 0.0), total)
    return told


WIDE = st.lists(
    st.tuples(
        st.sampled_from("PQRABCDEF"), st.sampled_from("ABCDEFPQ"),
        st.one_of(st.none(), st.integers(0, 100), st.sampled_from([49.5, 50.0, 50.5])),
        st.booleans(),
    ),
    max_size=16,
)  # fmt: skip


@settings(max_examples=400)
@given(
    WIDE, st.sets(st.sampled_from("PQRA"), min_size=1),
    st.sampled_from([date(2009, 1, 1), date(2014, 8, 13), date(2024, 7, 2), date(2024, 7, 3),
                     date(2025, 10, 1)]),
)  # fmt: skip
def test_the_quick_way_counts_what_trying_every_firm_counts(
    edges: list[tuple[str, str, float | None, bool]], listed: set[str], day: date
) -> None:
    holdings = [Holding(owner=a, owned=b, percent=p, control=c) for a, b, p, c in edges]
    rules = rules_on(day)
    lists = {r.authority: sorted(listed) for r in rules}
    found = {(o.authority, o.firm): o.counted for o in find_owned(holdings, lists, day)}
    wanted: dict[tuple[str, str], float] = {}
    for rule in rules:
        owners = [o for o in sorted(listed) if any(h.owner == o != h.owned for h in holdings)]
        groups: list[tuple[str, ...]]
        groups = [tuple(owners)] if rule.together else [(o,) for o in owners]
        for firm, percent in by_brute_force(rule, holdings, groups).items():
            wanted[rule.authority, firm] = percent
    assert found.keys() == wanted.keys()
    assert all(abs(found[k] - wanted[k]) < 1e-6 for k in wanted)


@given(
    st.lists(st.tuples(st.sampled_from("PQAB"), st.sampled_from("ABCD"), st.integers(1, 30)),
             max_size=8)
)  # fmt: skip
def test_the_effective_figure_is_the_solution_of_the_linear_equations(
    edges: list[tuple[str, str, int]],
) -> None:
    """Jacobi's iteration on e = d + Hᵀe, from above, as an oracle for the power series."""
    holdings = [Holding(owner=a, owned=b, percent=p) for a, b, p in edges if a != b]
    holdings.append(Holding(owner="P", owned="Z", percent=60))
    found = {o.firm: o.effective for o in find_owned(holdings, {"US": ("P", "Q")}, DAY)}
    share = dict.fromkeys("PQ", 1.0) | dict.fromkeys("ABCDZ", 0.0)
    firms = {h.owned for h in holdings}
    for _ in range(400):
        share |= {
            f: sum((h.percent or 0) / 100 * share[h.owner] for h in holdings if h.owned == f)
            for f in firms
        }
    for firm, effective in found.items():
        assert abs(effective - min(100.0, 100 * share[firm])) < 1e-2


def test_hundreds_of_listed_owners_in_a_hundred_thousand_holdings_take_seconds() -> None:
    chance = random.Random(1)
    firms = [f"F{n}" for n in range(60_000)]
    holdings = [
        Holding(owner=chance.choice(firms), owned=chance.choice(firms), percent=share)
        for share in chance.choices((5, 10, 25, 50, 51, 100), k=100_000)
    ]
    lists = dict.fromkeys(EVERYBODY, tuple(firms[:600]))
    start = time.process_time()
    assert len(find_owned(holdings, lists, DAY)) > 1000
    assert time.process_time() - start < 10
