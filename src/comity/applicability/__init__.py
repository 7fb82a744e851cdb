"""Whom a listing binds: parties, rules with their provisions, and the chain of reasons."""

from comity.applicability.binding import Answer, Binder, Bound, Case, worst
from comity.applicability.ownership import Holding, Owned, find_oddities, find_owned, rules_on
from comity.applicability.party import Party, read_party, rules
from comity.applicability.standing import Reason

__all__ = [
    "Answer",
    "Binder",
    "Bound",
    "Case",
    "Holding",
    "Owned",
    "Party",
    "Reason",
    "find_oddities",
    "find_owned",
    "read_party",
    "rules",
    "rules_on",
    "worst",
]
