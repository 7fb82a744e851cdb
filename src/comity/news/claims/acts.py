"""What the lawbook's acts do, on whom, by whom."""

from __future__ import annotations

import re

from comity.law import Instrument

_AUTHORITIES = {
    "un-sc": "UNSC",
    "eu-council": "EU",
    "uk-fcdo": "GB",
    "uk-parliament": "GB",
}
# The facts leave the target of some regimes open: a state that is no more, or more than one.
_REGIME_STATES = {
    "southern-rhodesia": ("RH",),
    "south-africa": ("ZA",),
    "yugoslavia-1991": ("YU", "RS", "BA"),
    "fry-kosovo": ("YU", "RS", "XK"),
    "eritrea-ethiopia": ("ER", "ET"),
    "taliban-1988": ("AF",),
}
_RENEWS = re.compile(r"^(?:Extends|Renew|Last renewal|Reaffirm)")
_EASES = re.compile(r"\b(?:Ends|Lifts|Eases|Suspen|Phases|Terminat|Split|Takes|Narrows)")
_NO_SANCTION = re.compile(
    r"^(?:Endorses|Focal|Stronger Focal|Creates the Omb|\d{3,4} Committee)|imposes no sanction"
)


def authority_of(instrument: Instrument) -> str:
    """Return the code of who made an act."""
    known = _AUTHORITIES.get(instrument.authority)
    return known or ("US" if instrument.authority.startswith("us-") else "")


def renews(instrument: Instrument) -> bool:
    """Return whether an act only prolongs what others ordered."""
    return bool(_RENEWS.search(instrument.what))


def eases(instrument: Instrument) -> bool:
    """Return whether an act takes measures back."""
    return bool(_EASES.search(instrument.what))


def imposes(instrument: Instrument) -> bool:
    """Return whether an act brings measures."""
    return not (
        eases(instrument) or renews(instrument) or bool(_NO_SANCTION.search(instrument.what))
    )


def states_of(instrument: Instrument) -> frozenset[str]:
    """Return the states an act is about."""
    known = set(instrument.targets)
    known |= set(_REGIME_STATES.get(instrument.regime, ()))
    if "ritrea" in instrument.what or "ritrea" in instrument.title:
        known.add("ER")
    if "Libya" in instrument.title:
        known.add("LY")
    return frozenset(known)
