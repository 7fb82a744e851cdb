"""The official lists, one folder each, and the tuple that registers them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from comity.errors import UnknownName
from comity.sources.base import Source

CODES = (
    "un_sc", "us_ofac_sdn", "us_ofac_cons", "eu_fsf", "gb_uksl", "gb_ofsi", "ca_sema",
    "au_dfat", "ch_seco", "us_csl", "us_bis_dpl", "ftm", "builtin", "designations",
)  # fmt: skip
"""Codes of the lists that come with Comity, in the order in which they name a subject."""

PLUGINS = "comity.sources"
"""Entry-point group by which other packages add lists of their own (a `Source` each)."""


@cache
def sources() -> tuple[Source, ...]:
    """Return the description of every list, Comity's own first."""
    own = tuple(import_module(f"{__name__}.{code}").SOURCE for code in CODES)
    added = tuple(point.load() for point in entry_points(group=PLUGINS))
    return own + added


def source_named(code: str) -> Source:
    """Return the description of one list.

    Raises:
        UnknownName: There is none of that code.
    """
    for source in sources():
        if source.code == code:
            return source
    raise UnknownName("source", code, tuple(s.code for s in sources()))
