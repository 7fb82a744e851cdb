"""Screening whole customer files: read them, match each, write the results."""

from comity.screening.compiled import open_index
from comity.screening.customers import Customer, not_understood, read_customers
from comity.screening.results import write_results
from comity.screening.run import build_index, screen_many, screen_one

__all__ = [
    "Customer",
    "build_index",
    "not_understood",
    "open_index",
    "read_customers",
    "screen_many",
    "screen_one",
    "write_results",
]
