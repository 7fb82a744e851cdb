"""Dates in every precision that real lists use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.model import read_date

CASES = [
    ("1970-08-10", "1970-08-10", "1970-08-10", False), ("1970", "1970-01-01", "1970-12-31", False),
    ("07 Oct 1952", "1952-10-07", "1952-10-07", False),
    ("Oct 1952", "1952-10-01", "1952-10-31", False),
    ("circa 1952", "1952-01-01", "1952-12-31", True),
    ("1952 to 1954", "1952-01-01", "1954-12-31", False),
    ("1958 - 1963 (approximative)", "1958-01-01", "1963-12-31", True),
    ("between 1959 and 1962", "1959-01-01", "1962-12-31", False),
    ("1965 or 1966", "1965-01-01", "1966-12-31", False),
    ("00/00/1980", "1980-01-01", "1980-12-31", False),
    ("dd/09/1958", "1958-09-01", "1958-09-30", False),
    ("2015-04-07-04:00", "2015-04-07", "2015-04-07", False),
    ("the early 1970s", "1970-01-01", "1974-12-31", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "earliest", "latest", "circa"), CASES)
def test_a_published_date_is_read(text: str, earliest: str, latest: str, circa: bool) -> None:
    found = read_date(text)
    assert found
    assert (str(found.earliest), str(found.latest), found.circa) == (earliest, latest, circa)


@pytest.mark.parametrize("text", ["", "soon", "1975-19-25", "30/02/1980", "3035-04-07", "1"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


@given(st.text(max_size=100))
def test_no_text_raises(text: str) -> None:
    found = read_date(text)
    assert found is None or found.earliest <= found.latest


def test_a_range_of_months_may_say_its_year_once() -> None:
    read = read_date("Between Aug. and Sep. 1977")
    assert read is not None
    assert (str(read.earliest), str(read.latest)) == ("1977-08-01", "1977-09-30")


@pytest.mark.parametrize("text", ["c. 1962", "ca. 1962", "approx. 1962", "circa 1962"])
def test_every_usual_word_for_about_makes_a_date_approximate(text: str) -> None:
    read = read_date(text)
    assert read is not None
    assert (read.circa, read.earliest.year) == (True, 1962)
