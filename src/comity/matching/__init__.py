"""Deciding how well a name and its evidence agree with a listed subject; no storage in here."""

from comity.matching.index import Index, Listed, Match, Query
from comity.matching.scoring import (
    DEFAULT_THRESHOLD,
    SCORER,
    Agreement,
    Evidence,
    compare,
    read_evidence,
)

__all__ = [
    "DEFAULT_THRESHOLD",
    "SCORER",
    "Agreement",
    "Evidence",
    "Index",
    "Listed",
    "Match",
    "Query",
    "compare",
    "read_evidence",
]
