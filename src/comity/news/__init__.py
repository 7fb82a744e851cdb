"""Reading news: who does what about which measures, in whose words, and do the records bear it out.

>>> from comity.news import read_text
>>> reading = read_text("The European Union renewed its sanctions on Belarus for a year. "
...                     "EU foreign ministers met in Brussels.")
>>> [(e.action, e.source, e.target) for e in reading.events]
[('EXTEND', ['EU'], ['BY'])]
"""

from comity.news.backends import Backend, Proposal, load_backend
from comity.news.claims import Claim, LookUp
from comity.news.documents import (
    FIRST_DAY,
    Document,
    files_in,
    passed_over,
    read_at_most,
    read_bytes,
    read_document,
)
from comity.news.events.finding import Event
from comity.news.exporting import COLUMNS, rows_of
from comity.news.reader import Reading, collect_seldom, read_text

__all__ = [
    "COLUMNS",
    "FIRST_DAY",
    "Backend",
    "Claim",
    "Document",
    "Event",
    "LookUp",
    "Proposal",
    "Reading",
    "collect_seldom",
    "files_in",
    "load_backend",
    "passed_over",
    "read_at_most",
    "read_bytes",
    "read_document",
    "read_text",
    "rows_of",
]
