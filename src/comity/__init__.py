"""Comity: who is sanctioned, by whom, on whose authority, and since when."""

__version__ = "0.1.0"
