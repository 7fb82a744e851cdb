"""Large sets of names: all real ones of the lists first, then recombinations of their words.

A recombined name takes each word from the same place of another real name of its family (given
names with given names, legal forms with legal forms), so that words are as common and names as long
as real ones are (`matching/trials.py`). The same count and seed give the same set.
"""

from __future__ import annotations

import random

from bench.real_names import Held
from comity.matching.trials import recombined
from comity.matching.words import Family


def real_names(lists: dict[str, list[Held]]) -> list[tuple[str, Family]]:
    """Return every distinct name in Latin letters of all lists, with its family."""
    found: dict[str, Family] = {}
    for listings in lists.values():
        for held in listings:
            for name in held.names:
                if name.script == "Latn":
                    found.setdefault(name.text, held.family)
    return list(found.items())


def names_of_size(
    lists: dict[str, list[Held]], count: int, seed: int = 1
) -> list[tuple[str, Family]]:
    """Return so many names: the real ones, then recombinations."""
    found = real_names(lists)
    if len(found) >= count:
        return random.Random(seed).sample(found, count)
    known = {text for text, _ in found}
    for text, family in recombined(found, seed):
        if text not in known:
            known.add(text)
            found.append((text, family))
            if len(found) == count:
                break
    return found
