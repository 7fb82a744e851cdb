"""Authorities: who decides, and whether for all or for themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Character = Literal["collective", "unilateral", "reported"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Who decides on listings.

    Attributes:
        code: Short code, e.g. `un-sc`, `us-ofac`.
        name: Full name.
        character: `collective` for the UN Security Council, whose decisions oblige every UN
            member (UN Charter, Articles 25 and 41); `unilateral` for states and unions of
            states; `reported` for data sets that only tell what others decided.
        jurisdiction: ISO alpha-2 of the state, `EU`, or empty for the United Nations.
    """

    code: str
    name: str
    character: Character
    jurisdiction: str = ""
