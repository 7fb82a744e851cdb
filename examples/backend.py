"""A backend of one's own: words of a house list that the reader does not know.

    cd examples && comity read article.txt --published 2021-06-22 --backend backend:HouseWords

It is asked sentence by sentence. What it proposes must stand in the sentence word for word; the
rest is refused, and a note says so.
"""

import re
from collections.abc import Iterator

from comity.news import Proposal

WORDS = {"blackballed": "IMPOSE", "de-risked": "COMPLY", "greenlit": "EASE"}


class HouseWords:
    """Proposes an event wherever a word of the list stands."""

    name = "house words"

    def propose(self, clause: str) -> Iterator[Proposal]:
        """Yield an event for each word of the list, on the first name behind it."""
        for word, action in WORDS.items():
            if word in clause:
                behind = re.search(r"[A-Z]\w+", clause[clause.index(word) :])
                yield Proposal(trigger=word, action=action, target=(behind[0],) if behind else ())
