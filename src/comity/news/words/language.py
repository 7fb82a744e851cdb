"""Whether a text is English, by the share of its commonest words and its letters."""

from __future__ import annotations

import re

_COMMON = frozenset(
    """the of and to in a is that for on was with as by at from it be has have had not are were his her
    their its this which would will said he she they an or but been who after over against also than""".split()
)
_AT_A_TIME = 100
"""Words that are looked at before it is asked whether they are enough."""
_WORD = re.compile(r"[^\W\d_]+")


def is_english(text: str) -> bool:
    """Return whether a text can be read: mostly Latin letters, and English words between them.

    Texts of fewer than eight words are judged by their letters alone.
    """
    head = text[:20_000]
    words = _WORD.findall(head)
    if not words:
        return True
    if not head.isascii():
        latin = sum(w.isascii() or all(ord(c) < 0x250 for c in w) for w in words)
        if latin < 0.7 * len(words):
            return False
    if len(words) < 8:
        return True
    least, common = 0.12 * len(words), 0
    for at in range(0, len(words), _AT_A_TIME):
        common += sum(map(_COMMON.__contains__, map(str.lower, words[at : at + _AT_A_TIME])))
        if common >= least:
            return True
    return False
