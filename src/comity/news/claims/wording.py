"""Claims told in words that no rule for events reads: verbs of acts beside a day or a number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.news.article import Article
from comity.news.claims.claim import Claim
from comity.news.claims.numbers import NUMBER
from comity.news.events import Event
from comity.news.tokens import Sentence

_VERBS = (
    ("VOTE", r"voted|abstain(?:ed|ing|s)?|vetoe[sd]|cast (?:\w+ )?vetoe?s?|withheld (?:its|their) (?:vote|support)s?"),
    ("EXTEND", r"renewed|extended|prolonged|rolled over|continued the"),
    ("EASE", r"lifted|delisted|unfroze|revoked|repealed|rescinded|waived|terminated|scrapped|relaxed|taken off|took off"
     r"|struck off|removed|freed|suspended|lapsed|expired|readmitted"),
    ("IMPOSE", r"imposed|adopted|blacklisted|designated|listed|sanctioned|froze|frozen|banned|barred|decreed|signed|enacted"
     r"|put|placed|named|ordered|expelled|penali[sz]ed|embargoed|blocked|in force since|set up|created|passed|targeted|added"),
)  # fmt: skip
_FINDERS = tuple((action, re.compile(rf"\b(?:{words})\b")) for action, words in _VERBS)
_NOT_DONE = re.compile(
    r"\b(?:will|would|may|might|could|must|should|shall|can|if|unless|to|not|never|wants?|threaten\w*|plans?|due|expected)\b(?:\W+\w+){0,3}\W*$"
)
DAY = re.compile(
    r"\b(?:January|February|March|April|May \d|in May|June|July|August|September|October|November|December|(?:19|20)\d\d"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|(?:last|this) (?:week|month|year))\b"
)
_NUMBERED = re.compile(r"\b(?:[Rr]esolutions? \d{3,4}|Executive Order|E\.O\.|General Licen[cs]e)")
_ABOUT = re.compile(
    r"sanction|embargo|\bban\b|\bbans\b|banned|blacklist|list\b|listed|freez|froze|asset|measure|resolution|Resolution"
    r"|Security Council|restrict|travel|arms|weapons|package|veto|vote|licen[cs]e|Order\b|Act\b|designat|OFAC|suspen"
)
_LEFT = re.compile(r"[;:—–(\"“‘\n]|, (?:which|who|whose|and|but|while|although|when)\b")
_RIGHT = re.compile(
    r"[;—–)\"”\n]|, (?:which|who|whose|and|but|while|although|after)\b| (?:while|but)\b"
)
_FURNITURE = ("boilerplate", "headline", "byline")


def find_by_wording(article: Article, taken: Sequence[tuple[int, int]]) -> list[Claim]:
    """Return claims of clauses that hold a verb of acting with a day, a count or a number.

    Args:
        taken: Where events have their words; a verb there is not read again.
    """
    found: list[Claim] = []
    for number, sentence in enumerate(article.sentences):
        if article.zone_at(sentence.start) in _FURNITURE:
            continue
        text = article.text[sentence.start : sentence.end]
        if not _ABOUT.search(text):
            continue
        for action, finder in _FINDERS:
            for verb in finder.finditer(article.text, sentence.start, sentence.end):
                if any(a - 12 <= verb.start() <= b + 12 for a, b in taken):
                    continue
                claim = _claim_of(article, sentence, number, action, verb)
                if claim is not None:
                    found.append(claim)
    return found


def _claim_of(
    article: Article, sentence: Sentence, number: int, action: str, verb: re.Match[str]
) -> Claim | None:
    text = article.text
    if _NOT_DONE.search(text, max(sentence.start, verb.start() - 40), verb.start()):
        return None
    start, end = sentence.start, sentence.end
    for m in _LEFT.finditer(text, start, verb.start()):
        if verb.start() - m.end() > 8:
            start = m.end()
    if after := _RIGHT.search(text, verb.end(), end):
        end = after.start()
    while start < verb.start() and text[start] in ' ,"“‘(\n-':
        start += 1
    while end > verb.end() and text[end - 1] in " .,;":
        end -= 1
    clause = text[start:end]
    telling = DAY.search(clause) or _NUMBERED.search(clause) or action == "VOTE"
    if not (telling or re.search(rf"\b{NUMBER}\s+\w+", clause)) or not _ABOUT.search(clause):
        return None
    source, target = _parties(article, number, start, end, verb.start())
    rule = f"wording: {verb[0].split()[0].lower()}"
    if action == "VOTE":
        rule = "wording: vote"
    event = Event(
        verb.start(), verb.end(), "OPPOSE" if action == "VOTE" else action, number, rule,
        source=source if action != "VOTE" else [], target=target,
    )  # fmt: skip
    kind = {"EXTEND": "measure-extended"}.get(action, "measure-adopted")
    if re.search(r"\blist", clause) and action in ("IMPOSE", "EASE"):
        kind = "designation"
    return Claim(start, end, kind, rule, event=event)


def _parties(
    article: Article, number: int, start: int, end: int, at: int
) -> tuple[list[str], list[str]]:
    """Return who stands before the verb, and which states stand elsewhere in the clause."""
    source: list[str] = []
    target: list[str] = []
    for actor in article.actors[number]:
        if not start <= actor.start < end or not actor.codes:
            continue
        if actor.start < at and actor.before not in ("on", "against", "in", "of", "from"):
            source = list(actor.codes)
        else:
            target += [c for c in actor.codes if c not in target]
    return source, [t for t in target if t not in source]
