"""The names of the real lists beside the checkout, for learning and for benchmarks."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from comity.matching.words import Family, family_of
from comity.model import Name, Record
from comity.sources import source_named
from comity.sources.base import Blob, FileBlob

SHARED = Path(os.environ.get("COMITY_SHARED", Path(__file__).resolve().parents[2] / "shared"))

FILES: dict[str, tuple[str, ...]] = {
    "un_sc": ("un/consolidated_2026-02-27.xml",),
    "us_ofac_sdn": (
        "us_ofac/sdn_2023-12-28/sdn.csv", "us_ofac/sdn_2023-12-28/alt.csv",
        "us_ofac/sdn_2023-12-28/add.csv", "us_ofac/sdn_2023-12-28/sdn_comments.csv",
    ),
    "gb_ofsi": ("gb/conlist_2025-04-10.xlsx",),
    "au_dfat": ("au/consolidated_2026-02.xlsx",),
}  # fmt: skip
"""The newest whole file of each large list."""


@dataclass(frozen=True, slots=True)
class Held:
    """One listing: its names and what tells it from others."""

    source: str
    id: str
    family: Family
    schema: str
    names: tuple[Name, ...]
    record: Record


def read_list(source: str) -> list[Held]:
    """Return the listings of the newest file of a list."""
    blobs: list[Blob] = [FileBlob(SHARED / "data" / name) for name in FILES[source]]
    description = source_named(source)
    fmt = next(f for f in description.formats if f.matches(blobs))
    found = []
    for item in fmt.read(blobs).items:
        if isinstance(item, Record) and item.names:
            family = family_of(item.schema) or "organisation"
            found.append(Held(source, item.id, family, item.schema, item.names, item))
    return found


def read_all() -> dict[str, list[Held]]:
    """Return the listings of all large lists."""
    return {source: read_list(source) for source in FILES}


def latin_names(listings: list[Held]) -> Iterator[tuple[Held, Name]]:
    """Yield every name in Latin letters with its listing."""
    for held in listings:
        for name in held.names:
            if name.script == "Latn":
                yield held, name


def word_shares(lists: dict[str, list[Held]]) -> dict[Family, dict[str, float]]:
    """Return, by family, the share of listings whose names carry a word, for common words."""
    from comity.matching.words import prepare

    counts: dict[Family, dict[str, int]] = {
        "person": defaultdict(int),
        "organisation": defaultdict(int),
    }
    totals: dict[Family, int] = {"person": 0, "organisation": 0}
    for listings in lists.values():
        for held in listings:
            totals[held.family] += 1
            words = {
                w.canon
                for n in held.names
                if n.script == "Latn"
                for w in prepare(n.text, held.family).words
                if w.role in ("word", "generic", "place")
            }
            for word in words:
                counts[held.family][word] += 1
    return {
        family: {w: c / totals[family] for w, c in held.items() if c >= 3}
        for family, held in counts.items()
    }
