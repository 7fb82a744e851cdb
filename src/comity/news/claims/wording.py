"""Claims told in words that no rule for events reads: verbs of acts beside a day or a number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.news.articles.article import Article
from comity.news.claims.claim import Claim
from comity.news.claims.clauses import DAY, clause_around
from comity.news.claims.numbers import NUMBER
from comity.news.events.finding import Event
from comity.news.words.tokens import Sentence

_VERBS = (
    ("VOTE", r"voted|abstain(?:ed|ing|s)?|vetoe[sd]|cast (?:\w+ )?vetoe?s?|withheld (?:its|their) (?:vote|support)s?"),
    ("EXTEND", r"renewed|extended|prolonged|rolled over|continued the"),
    ("EASE", r"lifted|delisted|unfroze|revoked|repealed|rescinded|waived|terminated|scrapped|relaxed|taken off|took off"
     r"|struck off|removed|freed|suspended|lapsed|expired|readmitted"),
    ("TIGHTEN", r"recast|stiffened|widened|tightened|toughened|strengthened|broadened|split off|split|lowered|brought (?:the \w+ \w+ )?down"),
    ("IMPOSE", r"imposed|adopted|blacklisted|designated|listed|sanctioned|froze|frozen|banned|barred|decreed|signed|enacted"
     r"|put|placed|named|ordered|expelled|penali[sz]ed|embargoed|blocked|in force since|set up|created|passed|targeted|added"
     r"|sanctioning|imposing|placing|freezing|adding|designating|blacklisting|forbade|forbidden|prohibited|outlawed|proscribed|shut|cut off"
     r"|closed|withdrew|withheld|punished|introduced|launched|grey-listed|date[sd]? (?:from|back)|goes back to|(?:took|takes|taking) effect"
     r"|(?:came|come|comes|went|entered) into force|took hold|ha(?:s|ve|d) (?:now )?been (?:on|under)\b|ha(?:s|ve) had\b|agreed|decided"
     r"|announced|recommended"),
)  # fmt: skip
_FINDERS = tuple((action, re.compile(rf"\b(?:{words})\b")) for action, words in _VERBS)
_NOT_DONE = re.compile(
    r"\b(?:will|would|may|might|could|must|should|shall|can|if|unless|to|not|never|wants?|threaten\w*|plans?|due|expected)\b(?:\W+\w+){0,3}\W*$"
)
_NUMBERED = re.compile(r"\b(?:[Rr]esolutions? \d{3,4}|Executive Order|E\.O\.|General Licen[cs]e)")
_ABOUT = re.compile(
    r"sanction|embargo|\bban\b|\bbans\b|banned|blacklist|list\b|listed|freez|froze|asset|measure|resolution|Resolution"
    r"|Security Council|restrict|travel|arms|weapons|package|veto|vote|licen[cs]e|Order\b|Act\b|designat|OFAC|suspen"
)
_STANDING = frozenset("has have had agreed decided announced".split())
_SINCE = re.compile(
    r"\bsince\b|\bon (?:\w+day|\d|[A-Z])|\b(?:yesterday|today)\b|\bin (?:January|February|March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d)"
)
_NOTHING = re.compile(
    r"(?<!may )(?<!must )(?<!can )(?<!shall )\b(?:never|no|not|nothing|none|nobody|neither|nor)\b[^.;:]*?\b(?:sanction\w*|embargo\w*|measures?|resolutions?|regime|imposed|listed|sanctioned)\b"
    r"|\b(?:sanctions?|embargo(?:es)?|measures)\b[^.;:]*?\b(?:never|do not exist|no\b|not (?:been )?(?:imposed|adopted))",
    re.I,
)
_COUNCIL = re.compile(r"\bUN\b|U\.N\.|United Nations|Security Council|\bthe [Cc]ouncil\b")
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


def find_denials(article: Article, taken: Sequence[tuple[int, int]]) -> list[Claim]:
    """Return claims that the United Nations never acted: "X has never been under U.N. sanctions"."""
    found: list[Claim] = []
    for number, sentence in enumerate(article.sentences):
        if article.zone_at(sentence.start) in _FURNITURE:
            continue
        spoken = _COUNCIL.search(article.text, sentence.start, sentence.end)
        if spoken is None:
            continue
        denial = _NOTHING.search(article.text, sentence.start, sentence.end)
        if denial is None or any(
            denial.start() - 6 <= a and b <= denial.end() + 6 for a, b in taken
        ):
            continue
        start, end = clause_around(
            article.text, sentence.start, sentence.end, denial.start(), denial.end()
        )
        _, states = _parties(article, number, start, end, start)
        target = [s for s in states if len(s) == 2 and s not in ("UN", "EU")]
        event = Event(
            denial.start(), denial.end(), "IMPOSE", number, "wording: denial",
            source=["UNSC"], target=target, realis="negated",
        )  # fmt: skip
        found.append(Claim(start, end, "unsc-rounds", "wording: denial", event=event))
    return found


def _claim_of(
    article: Article, sentence: Sentence, number: int, action: str, verb: re.Match[str]
) -> Claim | None:
    text = article.text
    if _NOT_DONE.search(text, max(sentence.start, verb.start() - 40), verb.start()):
        return None
    start, end = clause_around(text, sentence.start, sentence.end, verb.start(), verb.end())
    clause = text[start:end]
    telling = DAY.search(clause) or _NUMBERED.search(clause) or action == "VOTE"
    if verb[0].split()[0] in _STANDING and not _SINCE.search(clause):
        return None
    if not (telling or re.search(rf"\b{NUMBER}\s+\w+", clause)):
        return None
    if not _ABOUT.search(clause) and not (
        telling and _ABOUT.search(text, sentence.start, sentence.end)
    ):
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
