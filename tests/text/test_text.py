"""Folding, scripts and countries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.text import country_code, fold, script_of


@given(st.text(max_size=80))
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Khorasan", "Latn"),
        ("محمد", "Arab"),
        ("Иванов", "Cyrl"),
        ("トヨタ自動車", "Jpan"),
        ("12", "Zyyy"),
    ],
)
def test_the_script_of_a_name_is_told(text: str, script: str) -> None:
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Iran (Islamic Republic of)", "IR"), ("DPRK", "KP"), ("Kosovo", "XK"), ("USSR", "SU"),
        ("Region: Gaza", "PS"), ("FR", "FR"), ("00", ""), ("Atlantis", ""),
    ],
)  # fmt: skip
def test_countries_are_known_by_the_names_lists_use(text: str, code: str) -> None:
    assert country_code(text) == code
