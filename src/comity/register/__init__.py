"""The register: an append-only, bitemporal memory of who was listed by whom, and when.

Valid time is when a measure has legal effect; known time is when this register took a statement
for the truth. Every question takes both and answers the same for ever.
"""

from comity.register.answers import Answers
from comity.register.listings import ListingAnswer, ListTraits, SubjectAnswer
from comity.register.resolution import resolve_subjects
from comity.register.spans import Bound, Observation, Span, Stated, derive_spans
from comity.register.store import Register, Snapshot
from comity.register.writing import NewSnapshot, Ruling, Tally, write_snapshot

__all__ = [
    "Answers",
    "Bound",
    "ListTraits",
    "ListingAnswer",
    "NewSnapshot",
    "Observation",
    "Register",
    "Ruling",
    "Snapshot",
    "Span",
    "Stated",
    "SubjectAnswer",
    "Tally",
    "derive_spans",
    "resolve_subjects",
    "write_snapshot",
]
