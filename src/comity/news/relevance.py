"""Whether a document is about measures of states and bodies at all.

"Sanction", "ban", "freeze", "lift" and "talks" are words of sport, courts and councils too. A
document counts when what only states and bodies do outweighs the words of those other worlds.
"""

from __future__ import annotations

import re

_STRONG = re.compile(
    r"\b(?:Security Council|UN sanctions|U\.N\. sanctions|United Nations|OFAC|Office of Foreign Assets"
    r"|Treasury Department|State Department|Specially Designated|SDN|Council of the EU|European Union"
    r"|EU (?:sanctions|foreign ministers|measures|embargo|list|leaders|ambassadors)|restrictive measures"
    r"|UN|U\.N\.|EU|ECOWAS|African Union|Foreign Ministry|Ministry of Foreign Affairs|[Ff]oreign [Mm]inister"
    r"|Foreign Secretary|Secretary of State|White House|Kremlin|arms embargo|trade embargo|oil embargo"
    r"|asset freezes?|travel bans?|Resolution \d{3,4}|resolution \d{3,4}|Executive Order \d+|E\.O\. \d+"
    r"|General Licen[cs]e|designated persons|unilateral sanctions|economic sanctions|sanctions on"
    r"|sanctions against|HM Treasury|Sanctions Regulations|[Ff]inancial sanctions|snapback|OFSI|SECO|sanctions regime|sanctions list|price cap|High Representative)\b"
)  # fmt: skip
_MEASURE = re.compile(
    r"\b(?:sanction(?:s|ed|ing)?|embargo(?:es|ed)?|restrictive measures|blacklist(?:s|ed|ing)?|asset freezes?"
    r"|travel bans?|designat(?:ed|es|ion|ions)|delist(?:ed|ing)?|freez(?:e|es|ing)|froze|frozen|SDN"
    r"|blockade|price cap|export controls|snapback|penalties|restrictions|general licen[cs]e)\b",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:league|club|clubs|player|players|coach|match|goal|season|fans|referee|stadium|FIFA|UEFA|IOC|doping"
    r"|court|judge|barrister|defendant|plaintiff|lawsuit|attorney|litigation|appeal court|contempt"
    r"|landlords?|tenants?|rents?|mayor|councillors?|city council|town hall|borough|parish|school|pupils"
    r"|university|study|researchers?|journal|laborator(?:y|ies)|species|patients?|hospital|vaccine|drug trial"
    r"|bishops?|church|film|album|festival|transfer window|salary cap|bylaws?|planning permission"
    r"|pandemic|virus|infections?|vaccin\w+|quarantine|interest rates?|bond yields?|inflation|earnings|shareholders? meeting|merger|antitrust|fishing quota|recipe|software|app store|subscribers)\b",
    re.I,
)


_TOPIC = re.compile(
    r"\b(?:sanctions?|embargo(?:es)?) (?:on|against)\b|\b[Ss]anctions\b|\barms embargo|\boil embargo|\b(?:assets|funds) of\b"
)


_CORE = re.compile(
    r"\b(?:sanction(?:s|ed|ing)?|embargo(?:es|ed)?|restrictive measures|blacklist(?:s|ed|ing)?|asset freezes?"
    r"|freez(?:e|ing) (?:of )?(?:the |its |their )?(?:\w+ )?assets|froze (?:\w+ ){0,4}assets|OFAC|SDN|snapback|delist(?:ed|ing)"
    r"|designated persons|(?:funds|assets|resources) (?:are|is|were|have been) frozen|export controls|price cap|blockade)\b",
    re.I,
)


def is_relevant(text: str, states: int = 0) -> bool:
    """Return whether a document is about measures of states or bodies.

    Args:
        states: How often the text names states, their people and capitals.
    """
    head = text[:20_000]
    strong = len(_STRONG.findall(head))
    measures = len(_MEASURE.findall(head))
    if not measures or not _CORE.search(head):
        return False
    elsewhere = len(_ELSEWHERE.findall(head))
    if strong >= 2:
        return 2 * strong + measures > elsewhere
    topic = len(_TOPIC.findall(head))
    if strong and states >= 3 and len(_CORE.findall(head)) >= 2 and not elsewhere:
        return True
    # Without the names of bodies: states in number, and sanctions as a subject of their own.
    return states >= 3 and topic + strong >= 2 and measures >= 2 and elsewhere <= 1
