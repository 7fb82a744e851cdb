"""The codes of other schemes for an event.

CAMEO: the codebook of 2012 (root and second level). PLOVER: the table of 2021, in which CAMEO 163
(impose embargo, boycott or sanctions) is COERCE; the manual of the project speaks of SANCTION for
it, and `PLOVER_MANUAL` gives that name. TIES: the stages of Threat and Imposition of Economic
Sanctions (threat, imposition, and how it ends).
"""

from __future__ import annotations

CAMEO: dict[str, tuple[str, str]] = {
    "THREATEN": ("1312", "Threaten to boycott, embargo, or sanction"),
    "CALL_FOR": ("1042", "Demand policy change"),
    "IMPOSE": ("163", "Impose embargo, boycott, or sanctions"),
    "EXTEND": ("163", "Impose embargo, boycott, or sanctions"),
    "TIGHTEN": ("163", "Impose embargo, boycott, or sanctions"),
    "EASE": ("085", "Ease economic sanctions, boycott, embargo"),
    "PROMISE_EASE": ("0354", "Express intent to ease economic sanctions, boycott, or embargo"),
    "REFUSE_EASE": ("1244", "Refuse to ease economic sanctions, boycott, or embargo"),
    "DEMAND_EASE": ("1054", "Demand easing of economic sanctions, boycott, or embargo"),
    "OPPOSE": ("111", "Criticize or denounce"),
    "SUPPORT": ("051", "Praise or endorse"),
    "NEGOTIATE": ("046", "Engage in negotiation"),
    "COMPLY": ("057", "Sign formal agreement"),
    "EVADE": ("128", "Defy norms, law"),
}
PLOVER_2021: dict[str, str] = {
    "THREATEN": "THREATEN", "CALL_FOR": "REQUEST", "IMPOSE": "COERCE", "EXTEND": "COERCE", "TIGHTEN": "COERCE",
    "EASE": "CONCEDE", "PROMISE_EASE": "SUPPORT", "REFUSE_EASE": "REJECT", "DEMAND_EASE": "REQUEST",
    "OPPOSE": "ACCUSE", "SUPPORT": "SUPPORT", "NEGOTIATE": "CONSULT", "COMPLY": "COOPERATE", "EVADE": "REJECT",
}  # fmt: skip
PLOVER_MANUAL = {**PLOVER_2021, "IMPOSE": "SANCTION", "EXTEND": "SANCTION", "TIGHTEN": "SANCTION"}
TIES: dict[str, str] = {
    "THREATEN": "threat", "CALL_FOR": "threat", "IMPOSE": "imposition", "EXTEND": "continuation",
    "TIGHTEN": "escalation", "EASE": "termination-or-relief", "PROMISE_EASE": "offer-of-relief",
    "REFUSE_EASE": "continuation", "DEMAND_EASE": "response", "OPPOSE": "response", "SUPPORT": "third-party",
    "NEGOTIATE": "bargaining", "COMPLY": "third-party", "EVADE": "target-response",
}  # fmt: skip


def codes_of(action: str, realis: str) -> dict[str, str]:
    """Return an event's `cameo`, `plover` (table of 2021) and `ties_stage`."""
    stage = TIES[action]
    if action in ("IMPOSE", "TIGHTEN") and realis in ("threatened", "hypothetical"):
        stage = "threat"
    return {"cameo": CAMEO[action][0], "plover": PLOVER_2021[action], "ties_stage": stage}
