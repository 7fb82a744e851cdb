"""Who is named in a claim as listed or freed, and who only stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.news.claims.numbers import counts_in
from comity.news.claims.record import Tokens, words_of
from comity.news.events.finding import Event
from comity.text.countries import country_code

_NO_PARTY = re.compile(
    r"Magnitsky|^Government|^Republic|^Act\b|[Pp]rogram|Regime|Regulations|Facts|^North$|^South$|^Party$|^State$|^Government$|^Union$|European Union|United Nations|Security Council|\bList\b|\bNationals\b|\bPersons\b|\bSDN\b|\bAct\b|\bOrder\b"
)
REASON = re.compile(
    r"\b(?:after|because|whose|which|who|accused|bringing|brings|wanted|for \w+ing|that (?:are|is|were|was|had|have) (?:said|accused|helped))\b"
)
_ATTRIBUTE = re.compile(
    r"\b(?:of|for|from|with|behind|around|at|in|by|over|under|to|against|near|after|Party|and)\s+(?:the\s+|its\s+|his\s+|their\s+)?[“\"]?$"
)
_PEOPLE = re.compile(r"[A-Z][a-z]+(?:ians|eans|ese|ans)$")
_TITLE = re.compile(
    r"\s*(?:[Ss]ecretary|[Cc]hief|[Ll]eader|[Hh]ead|[Mm]inister|[Pp]resident|[Ss]pokes|[Oo]fficials?|[Cc]ommanders?|[Gg]enerals?)"
)


def without_attributes(
    text: str, targets: Sequence[str], parties: Sequence[Tokens]
) -> list[Tokens]:
    """Return the parties without those that only tell what others belong to.

    "Four commanders of the Rapid Support Forces", "Chen Quanguo, Party secretary of …": the force
    and the party are not who was listed. Where nothing else is named or counted they stay.
    """
    kept: list[Tokens] = []
    for name in targets:
        party = words_of(name) if is_proper(name) else None
        if party is None or party not in parties:
            continue
        at = text.find(name)
        of = at > 0 and _ATTRIBUTE.search(text, max(0, at - 14), at) is not None
        of = of and not re.search(r"\band\s*$", text[max(0, at - 5) : at])
        titled = at >= 0 and _TITLE.match(text, at + len(name)) is not None
        reason = REASON.search(text)
        aside = (
            reason is not None and at > reason.start() and bool(counts_in(text[: reason.start()]))
        )
        if not (of or titled or aside):
            kept.append(party)
    parties = [p for p in parties if not _belongs_to(text, p, targets)]
    if kept or counts_in(text):
        kept += [p for p in parties if not any(words_of(t) == p for t in targets)]
        return kept
    return list(parties)


_MEMBERS = re.compile(
    r"\b(?:officials|officers|members|leaders|commanders|executives|figures|firms|companies|people|men|backers|supporters) (?:of|from|in|with) (?:the )?[“\"]?$"
)


def _belongs_to(text: str, party: Tokens, targets: Sequence[str]) -> bool:
    """Tell whether a name only tells to what those listed belong: "officials of the State Council"."""
    for name in targets:
        at = text.find(name)
        if at > 0 and words_of(name) == party and _MEMBERS.search(text, max(0, at - 40), at):
            return True
    return False


_ADJECTIVE = re.compile(r"[A-Z][a-z]+(?:ists?|ite|ic|an|ish)$")
_STRUCK = re.compile(
    r"\s+(?:also\s+)?(?:the\s+)?(?P<name>[A-Z][a-z][\w’-]+(?:\s+[A-Z][a-z][\w’-]+)*)(?!['’])\s*(?:from\b|in\b|on\b|back\b|for\b|himself\b|too\b|as\b|,|$)"
)
_OWNED = re.compile(
    r"(?P<name>[A-Z][\w’-]*[a-z](?: [A-Z][\w-]+)*?)['’]s?\s+(?:own\s+)?(?:listing|designation|delisting|blacklisting)\b"
)
_STRIKING = re.compile(
    r"(?:bann|barr|list|sanction|blacklist|designat|fro[zs]|freez|embargo|nam|struck|hit|punish|penali|put|plac|add)",
    re.I,
)


def struck_in(text: str, event: Event, start: int) -> list[Tokens]:
    """Return the name that stands right behind a verb of listing: "banned Ahmadinejad from travel"."""
    owned = _OWNED.search(text)
    if owned is not None and is_proper(owned["name"]) and not country_code(owned["name"]):
        return [words_of(owned["name"])]
    if not _STRIKING.match(text, max(0, event.start - start)):
        return []
    m = _STRUCK.match(text, event.end - start)
    if m is None or not is_proper(m["name"]) or country_code(m["name"].split()[0]):
        return []
    return [words_of(m["name"])]


def is_proper(name: str) -> bool:
    """Return whether a target is a name of its own, not "six Iranian firms" or a body's code."""
    if len(name) <= 3 or name in ("UNSC", "P5+1", "IAEA", "NATO", "FATF") or "_" in name:
        return False
    words = re.findall(r"[^\s,()“”\"]+", name)
    if not words or country_code(name):
        return False
    if words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    if not words or not words[0][0].isupper():
        return False
    if _NO_PARTY.search(name):
        return False
    head = re.split(r"['’]s?\b", name)[0]
    if head != name and country_code(head):
        return False
    if words[0] in ("North", "South") and len(words) == 2 and _PEOPLE.match(f"{words[1]}s"):
        return False
    if len(words) == 2 and _ADJECTIVE.match(words[0]) and words[1].islower():
        return False
    if len(words) == 1 and (_PEOPLE.match(words[0]) or country_code(words[0].removesuffix("s"))):
        return False
    # A name may have a small word inside, but "Iranian firms" is none.
    small = [w for w in words[1:] if w[0].islower() and len(w) > 3]
    return not small
