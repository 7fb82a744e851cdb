"""Folding: one plain form for the many ways of writing a name."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

_MARKS = re.compile(r"[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640]")
_JOINERS = re.compile(r"(?<=\w)[''`ʻʼʽʾʿ‘’](?=\w)")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def squeeze(text: str) -> str:
    """Return the text with invisible marks dropped and white space folded to single blanks."""
    return " ".join(_MARKS.sub("", text).split())


def fold(text: str) -> str:
    """Return the folded form: romanised, without case, marks or punctuation, single blanks.

    Folding is idempotent. It keeps the order of words. Romanisation is Unicode-wide (anyascii).

    >>> fold("Al-Qā‘ida  fī Bilād"), fold("ООО «Ромашка»"), fold("O'Neill & Söhne")
    ('al qaida fi bilad', 'ooo romashka', 'oneill sohne')
    """
    if not text.isascii():
        text = anyascii(unicodedata.normalize("NFKC", _MARKS.sub("", text)))
    return _NOT_WORD.sub(" ", _JOINERS.sub("", text).casefold()).strip()
