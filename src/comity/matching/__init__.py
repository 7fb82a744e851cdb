"""Deciding how well a name and its evidence agree with a listed subject; no storage in here."""

from comity.matching.index import Candidate, Index, Match, Query
from comity.matching.plain import DEFAULT_THRESHOLD, SCORER, Agreement, score_names

__all__ = [
    "DEFAULT_THRESHOLD",
    "SCORER",
    "Agreement",
    "Candidate",
    "Index",
    "Match",
    "Query",
    "score_names",
]
