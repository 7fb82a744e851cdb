"""A door for other readers (spaCy, a language model): they may add candidates, nothing else.

A backend is given a sentence and proposes events. Every span must be verbatim in the sentence, the
action must be one of the annotation's, and codes must be ones the reader knows; a proposal that
fails is refused and told. Off unless `read_text(…, backend=…)` or `comity read --backend` is given one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from typing import Protocol

from comity.errors import BadInput
from comity.news.coding import CAMEO

PLUGINS = "comity.backends"
"""The entry-point group by which other packages name their backends."""

REALIS = ("actual", "threatened", "hypothetical", "negated", "alleged")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An event that a backend proposes.

    Attributes:
        trigger: The word that carries the action, verbatim in the sentence.
        source, target: Codes, or names verbatim in the sentence.
    """

    trigger: str
    action: str
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    realis: str = "actual"
    collectivity: str = "unknown"


class Backend(Protocol):
    """What `read_text` asks of a backend."""

    name: str

    def propose(self, clause: str) -> Iterable[Proposal]:
        """Return events that a clause tells of."""
        ...


def load_backend(named: str) -> Backend:
    """Return a backend by its name in the group `comity.backends`, or as `MODULE:OBJECT`.

    A class, or a function without arguments, is called.

    Raises:
        BadInput: There is none of that name, it cannot be loaded, or it is no backend.
    """
    known = {point.name: point.value for point in entry_points(group=PLUGINS)}
    module, colon, attribute = known.get(named, named).partition(":")
    if not (module and colon and attribute):
        names = (
            f"of: {', '.join(sorted(known))}" if known else "as MODULE:OBJECT (none is installed)"
        )
        raise BadInput(f"there is no backend {named!r}", mend=f"name one {names}")
    try:
        found = import_module(module)
        for part in attribute.split("."):
            found = getattr(found, part)
    except (ImportError, AttributeError, ValueError) as error:
        mend = "install what it needs, or mend its name"
        raise BadInput(f"the backend {named!r} cannot be loaded: {error}", mend=mend) from None
    made = (
        found if callable(getattr(found, "propose", None)) and not isinstance(found, type) else None
    )
    if made is None and callable(found):
        made = found()
    if not callable(getattr(made, "propose", None)) or not isinstance(
        getattr(made, "name", None), str
    ):
        mend = "it has to have a `name` and a method `propose(clause)`"
        raise BadInput(f"{named!r} is no backend", mend=mend)
    return made  # type: ignore[return-value]


def refuse(proposal: Proposal, clause: str, codes: Sequence[str]) -> str:
    """Return why a proposal cannot be taken; empty when it can."""
    if proposal.action not in CAMEO:
        return f"unknown action {proposal.action!r}"
    if not proposal.trigger.strip() or proposal.trigger not in clause:
        return f"the trigger {proposal.trigger!r} is not verbatim in the clause"
    if proposal.realis not in REALIS:
        return f"unknown realis {proposal.realis!r}"
    if proposal.collectivity not in ("collective", "unilateral", "unknown"):
        return f"unknown collectivity {proposal.collectivity!r}"
    # A bare string would be taken for as many parties as it has letters.
    if isinstance(proposal.source, str) or isinstance(proposal.target, str):
        return "source and target are to be rows of parties, not one text"
    for party in (*proposal.source, *proposal.target):
        if not party.strip() or (party not in codes and party not in clause):
            return f"the party {party!r} is neither a known code nor verbatim in the clause"
    return ""
