"""Country names as publishers and customers write them, to ISO 3166-1 codes."""

from __future__ import annotations


def country_code(text: str) -> str:
    """Return the upper-case alpha-2 code of a country name or code; empty when unknown."""
    raise NotImplementedError
