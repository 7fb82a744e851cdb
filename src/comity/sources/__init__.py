"""The official lists, one folder each, and the tuple that registers them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from comity.errors import BadInput, UnknownName
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
    """Return the description of every list, Comity's own first.

    Raises:
        BadInput: A list of another package cannot be loaded, is none, or takes a code in use.
    """
    found = [import_module(f"{__name__}.{code}").SOURCE for code in CODES]
    for point in entry_points(group=PLUGINS):
        mend = "repair or uninstall the package that adds it"
        try:
            added = point.load()
        except (ImportError, AttributeError) as error:
            why = f"the list {point.name!r} ({point.value}) cannot be loaded: {error}"
            raise BadInput(why, mend=mend) from None
        if not isinstance(added, Source) or added.code in [s.code for s in found]:
            why = f"the list {point.name!r} ({point.value}) is no list, or takes a code in use"
            raise BadInput(why, mend=mend)
        found.append(added)
    return tuple(found)


def source_named(code: str) -> Source:
    """Return the description of one list.

    Raises:
        UnknownName: There is none of that code.
    """
    for source in sources():
        if source.code == code:
            return source
    raise UnknownName("source", code, tuple(s.code for s in sources()))
