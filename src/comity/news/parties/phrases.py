"""Parties that no gazetteer knows: firms and persons by their capitals, groups by their noun.

"Portex Trade Limited", "two freight agents", "foreign banks": each may be the source or target of
an event, and goes by the words of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from comity.news.articles.article import Actor, Article, surround
from comity.news.articles.gazetteer import is_title
from comity.news.scene.context import NO_PARTY, NUMBER_WORDS, PARTY_NOUN, PARTY_NOUNS
from comity.news.words.tokens import Token

_GROUPS = PARTY_NOUNS | frozenset(
    """countries states nations governments diplomats envoys agents allies neighbours neighbors capitals
    partners powers parties senators deputies legislators campaigners activists rebels warlords smugglers
    middlemen customers drivers captains lawyers editors bankers producers manufacturers retailers students
    relatives sons daughters brothers cronies aides advisers advisors loyalists figures bodies institutions
    universities institutes agencies departments foundations charities channels newspapers clubs unions
    couriers hauliers carriers middlemen exchanges wallets addresses mixers lenders funds trusts subsidiaries
    affiliates branches contractors customs ministries generals colonels clerics mercenaries
    fighters cartels clans sellers buyers crews owners captains refiners mines miners smelters plants""".split()
)
_SINGLE = (
    PARTY_NOUN
    | frozenset(w.rstrip("s") for w in _GROUPS if not w.endswith("ss"))
    | frozenset(
        "country ally party agency university ministry charity subsidiary man woman".split()
    )
)
_FORMS = frozenset(
    "Limited Ltd LLC Inc Company Corporation Group Holding Holdings Bank PLC SA".split()
)
_QUANTITIES = NUMBER_WORDS | frozenset("all both most few least half".split())
_DETERMINERS = frozenset("a an the its his her their our these those this that no any".split())
_STOPS = frozenset(
    """of on in to for from by with at as and or but against over under into upon between among than that
    which who whom whose while when if because after before since until is are was were be been being has
    have had will would could may might can should must not said says told also already only even then
    now there here it he she they we you i them him us""".split()
)
_SKIPPED = _DETERMINERS | _STOPS
_NEVER = _SKIPPED | NO_PARTY


def party_phrases(article: Article, number: int) -> list[Actor]:
    """Return the mentions of parties in a sentence that are no known actors, in their order."""
    tokens = article.sentences[number].tokens
    known = article.actors[number]
    taken = {k for a in known for k in range(a.first, a.last) if a.kind != "adjective"}
    adjectives = {k for a in known if a.kind == "adjective" for k in range(a.first, a.last)}
    names = _names_of(article)
    spans = dict(_named(tokens, article.runs[number], taken, adjectives, names))
    behind = {k for a, b in spans.items() for k in range(a, b)} | taken
    spans.update(_groups(tokens, behind))
    found = []
    for first, last in sorted(spans.items()):
        start, end = tokens[first].start, tokens[last - 1].end
        name = article.text[start:end]
        capital = tokens[last - 1].text[0].isupper() and (
            first or last - first > 1 or name in names
        )
        kind = "named" if capital else "group"
        if capital and last - first == 1:
            name = names.get(name, name)
        actor = Actor(first, last, start, end, kind, (), name)
        surround(tokens, actor)
        found.append(actor)
    return found


def _names_of(article: Article) -> dict[str, str]:
    """Return short name → the name in full: "Chérizier" is Jimmy Chérizier, "Portex" Portex Trade Limited."""
    if article.names is None:
        article.names = {}
        for number, runs in enumerate(article.runs):
            tokens = article.sentences[number].tokens
            known = article.actors[number]
            taken = {k for a in known for k in range(a.first, a.last) if a.kind != "person"}
            for first, end in runs:
                last = next((k for k in range(first, end) if k in taken), end)
                while last > first and not tokens[last - 1].text[0].isupper():
                    last -= 1
                while last < len(tokens) and tokens[last].text in _FORMS:
                    last += 1
                if last - first < 2 or not tokens[first].text[0].isupper():
                    continue
                if tokens[first].low in _NEVER or is_title(tokens[first].text):
                    continue
                name = article.text[tokens[first].start : tokens[last - 1].end]
                short = tokens[first if tokens[last - 1].text in _FORMS else last - 1].text
                if len(short) > 3:
                    article.names.setdefault(short, name)
    return article.names


def _named(
    tokens: Sequence[Token], runs: Sequence[tuple[int, int]], taken: Set[int], adjectives: Set[int],
    names: Mapping[str, str],
) -> Iterator[tuple[int, int]]:  # fmt: skip
    for first, last in runs:
        a = first
        while a < last and (a in taken or tokens[a].low in _SKIPPED):
            a += 1
        b = next((k for k in range(a, last) if k in taken), last)
        if b <= a or tokens[a].low in NO_PARTY or all(k in adjectives for k in range(a, b)):
            continue
        short = b - a == 1 and tokens[a].text not in names
        if short and (a == 0 or len(tokens[a].text) < 3 or tokens[a - 1].text in '.:“"‘'):
            continue
        while b < len(tokens) and tokens[b].text in _FORMS:
            b += 1
        yield a, b


def _groups(tokens: Sequence[Token], taken: Set[int]) -> Iterator[tuple[int, int]]:
    for k, token in enumerate(tokens):
        plural = token.low in _GROUPS
        if k in taken or (token.text[0].isupper() and k) or not (plural or token.low in _SINGLE):
            continue
        first, quantified = _reach_back(tokens, k, taken)
        if not plural and not quantified:
            continue
        yield first, k + 1


def _reach_back(tokens: Sequence[Token], k: int, taken: Set[int]) -> tuple[int, bool]:
    """Return the first token of a group's phrase, and whether a number or an article opens it."""
    first = k
    for j in range(k - 1, max(-1, k - 6), -1):
        low = tokens[j].low
        if low in _QUANTITIES or low[0].isdigit():
            first = j
            while first and tokens[first - 1].low in (
                "at",
                "least",
                "some",
                "more",
                "than",
                "about",
            ):
                first -= 1
            return first, True
        if low in _DETERMINERS:
            return (j + 1 if low == "the" else j), True
        if low in _STOPS or not low[0].isalpha() or j in taken or low in ("'s", "’s"):
            break
        if k - j > 3:
            break
        if low.endswith(("ed", "ing", "s")) and not tokens[j].text[0].isupper() and "-" not in low:
            break
        first = j
    return first, False
