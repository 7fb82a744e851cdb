"""The codes of other schemes, and what a backend may propose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from comity.errors import BadInput
from comity.news import Proposal, read_text
from comity.news.backends import load_backend, refuse
from comity.news.coding import CAMEO, PLOVER_2021, PLOVER_MANUAL, TIES, codes_of

TEXT = "The European Union met in Brussels. Ruritania was frozen out by the ministers of the Union."
GOOD = Proposal(trigger="frozen out", action="IMPOSE", source=("EU",), target=("Ruritania",))


def test_every_action_has_a_code_in_every_scheme() -> None:
    assert set(CAMEO) == set(PLOVER_2021) == set(PLOVER_MANUAL) == set(TIES)


@pytest.mark.parametrize(
    ("action", "code", "words"),
    # As the codebook of 2012 numbers them: what eases sanctions is the fourth of its kind.
    [("PROMISE_EASE", "0354", "Express intent to ease economic"), ("DEMAND_EASE", "1054", "Demand easing of economic"),
     ("REFUSE_EASE", "1244", "Refuse to ease economic"), ("EASE", "085", "Ease economic"),
     ("THREATEN", "1312", "Threaten to boycott"), ("IMPOSE", "163", "Impose embargo"), ("EVADE", "128", "Defy norms")],
)  # fmt: skip
def test_cameo_codes_are_those_of_the_codebook(action: str, code: str, words: str) -> None:
    assert CAMEO[action][0] == code
    assert CAMEO[action][1].startswith(words)


def test_a_measure_that_is_only_threatened_is_a_threat_in_ties() -> None:
    assert codes_of("IMPOSE", "actual")["ties_stage"] == "imposition"
    assert codes_of("IMPOSE", "threatened")["ties_stage"] == "threat"


class Backend:
    """A backend that proposes what it is told to, of each clause."""

    name = "made up"

    def __init__(self, *proposals: Proposal) -> None:
        self.proposals = proposals

    def propose(self, clause: str) -> Iterable[Proposal]:
        return self.proposals if "Ruritania" in clause else ()


def test_a_backend_adds_what_is_verbatim_and_the_rest_is_refused_and_told() -> None:
    reading = read_text(TEXT, backend=Backend(GOOD, replace(GOOD, trigger="punished")))
    assert [(e.action, e.target, e.rule) for e in reading.events] == [
        ("IMPOSE", ["Ruritania"], "backend: made up")
    ]
    assert reading.notes == [
        "made up: refused: the trigger 'punished' is not verbatim in the clause"
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"trigger": " "}, "not verbatim"), ({"action": "DANCE"}, "unknown action"), ({"realis": "so-so"}, "unknown realis"),
     ({"collectivity": "odd"}, "unknown collectivity"), ({"target": ("Moon",)}, "neither a known code"),
     ({"target": ("",)}, "neither a known code"), ({"source": "EU"}, "not one text")],
)  # fmt: skip
def test_a_proposal_that_is_not_sound_is_refused(wrong: dict[str, Any], said: str) -> None:
    proposal = replace(GOOD, **wrong)
    assert said in refuse(proposal, TEXT, ("EU",))
    assert refuse(GOOD, TEXT, ("EU",)) == ""


class Nameless:
    """Proposes, but has no name."""

    def propose(self, clause: str) -> Iterable[Proposal]:
        return ()


def test_a_backend_is_loaded_by_its_place_and_made() -> None:
    assert load_backend(f"{__name__}:Backend").name == "made up"


@pytest.mark.parametrize(
    ("named", "said"),
    [("spacy", "there is no backend 'spacy'"), ("", "there is no backend ''"), (":Backend", "there is no backend"),
     ("nowhere_to_be_found:Backend", "cannot be loaded"), (f"{__name__}:Missing", "cannot be loaded"),
     (f"{__name__}:Nameless", "is no backend"), (f"{__name__}:TEXT", "is no backend")],
)  # fmt: skip
def test_what_is_no_backend_is_told_in_one_line(named: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        load_backend(named)
