"""Country names as publishers and customers write them, to ISO 3166-1 codes."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from comity.text.folding import fold


@cache
def _spellings() -> dict[str, str]:
    """Return folded spelling → code, from the reviewed file beside this module."""
    text = files(__package__).joinpath("countries.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)["spellings"]
    return {fold(name): code.strip("_") for code, names in table.items() for name in names}


@cache
def _standard() -> dict[str, str]:
    """Return folded name or code → alpha-2, from the ISO 3166 data of pycountry."""
    import pycountry

    found: dict[str, str] = {}
    for country in pycountry.countries:
        for field in ("name", "official_name", "common_name", "alpha_2", "alpha_3"):
            if name := getattr(country, field, None):
                found[fold(name)] = country.alpha_2
    return found


@lru_cache(maxsize=20_000)
def country_code(text: str) -> str:
    """Return the upper-case alpha-2 code of a country name, adjective or code.

    Returns:
        ISO 3166-1 alpha-2; `SU`, `YU`, `CS`, `DD` for states that ended; `XK` for Kosovo;
        empty when unknown.

    >>> country_code("Iran (Islamic Republic of)"), country_code("DPRK"), country_code("??")
    ('IR', 'KP', '')
    """
    folded = fold(text[:200])
    if not folded:
        return ""
    if (code := _spellings().get(folded)) is not None:
        return code
    return _standard().get(folded, "")
