"""What a word is where it stands: which form of a verb, a noun, or part of a name."""

from __future__ import annotations

from collections.abc import Sequence

from comity.news.scene.context import (
    BEFORE_ADJECTIVES,
    IMPOSERS,
    NUMBER_WORDS,
    PARTY_NOUNS,
    Context,
)
from comity.news.words.lexicon import Form
from comity.news.words.tokens import Sentence, Token

_DETERMINERS = frozenset(
    "the a an its his her their this these those our any no of such 's ’s all most".split()
)
_BEHIND_PARTICIPLES = frozenset("by in on to , . from for and against under with ) at".split())
_NOUNS_TOO = frozenset(
    """sanctions embargoes blacklists bans caps measures lists names ends moves acts demands calls threats
    talks supports attacks protests questions limits targets blocks orders issues breaks cuts sets needs
    freezes curbs steps backs hits places releases welcomes seals keeps extends stays permits regrets
    vetoes""".split()
)
_BEFORE_BASES = frozenset(
    """to will would could may might can cannot should must not n't and or they we you i shall did do does
    never immediately also then let help who that which quickly further formally fully soon now
    unilaterally , ever swiftly""".split()
)
_OF_PLURALS = frozenset(
    """renew impose lift adopt oppose reject demand urge threaten condemn refuse remain stay want expire lapse
    agree extend maintain welcome resist flout evade violate enforce implement negotiate keep seek apply
    ease suspend""".split()
)
"""Verbs that are one after the subject in the plural too, or behind a name."""


class Forms(Context):
    """Tells the forms of words apart by what stands beside them."""

    def _proper(self, sentence: Sentence, k: int) -> bool:
        """Return whether a word is part of a proper name: a capital inside a sentence."""
        token = sentence.tokens[k]
        if not token.text[0].isupper() or k == 0 or self.article.zone_at(token.start) == "headline":
            return False
        before = sentence.tokens[k - 1]
        if before.text in ('"', "“", "‘", "'", ":", "(", "["):
            return False
        return not (token.text.isupper() and before.text.isupper() and len(token.text) > 6)

    def _form(self, tokens: Sequence[Token], k: int, forms: frozenset[Form], number: int) -> str:
        """Return what a word is here (verb forms told apart from nouns), empty when it cannot be."""
        low = tokens[k].low
        before = tokens[k - 1].low if k else ""
        after = tokens[k + 1].low if k + 1 < len(tokens) else ""
        if "noun" in forms:
            if before in ("to", "not", "will", "would", "they", "we", "n't"):
                return ""
            return "noun"
        determined = before in _DETERMINERS
        if "participle" in forms:
            if determined and after and after not in _BEHIND_PARTICIPLES:
                return ""
            if determined and before in ("the", "a", "an", "its", "their", "these", "those", "of"):
                return ""
            if self._passive(tokens, k):
                return "participle"
            if (
                after in PARTY_NOUNS or after in self.words.measures or after in self.words.acts
            ) and (before.endswith("ing") or before in NUMBER_WORDS or before in BEFORE_ADJECTIVES):
                # An adjective: "stopped taking listed ships".
                return ""
            return "past"
        if "ing" in forms:
            if before in ("the", "a", "an", "its", "their", "his") and after != "of":
                return ""
            return "ing"
        if "third" in forms:
            if low in _NOUNS_TOO:
                headline = self.article.zone_at(tokens[k].start) == "headline" and before in (
                    ",",
                    ";",
                )
                return "third" if headline or self._after_subject(tokens, k, number) else ""
            return "" if determined else "third"
        # The base form: after "to", a modal, "not", or a plural subject.
        if before in _BEFORE_BASES:
            return "base"
        if any(a.last == k for a in self.article.actors[number]) and any(
            t.low.startswith(("demand", "insist", "propos", "recommend", "urg", "ask"))
            for t in tokens[:k]
        ):
            # "Demanded that Washington withdraw".
            return "base"
        if (
            k
            and tokens[k - 1].text[:1].isalpha()
            and ((before.endswith("s") and not determined) or tokens[k - 1].text[0].isupper())
        ):
            return "base" if low in _OF_PLURALS else ""
        if k == 0 or tokens[k - 1].low in ('"', "“", "‘", "'", ":", "-", "–"):
            return "base"
        return ""

    def _after_subject(self, tokens: Sequence[Token], k: int, number: int) -> bool:
        """Return whether a word in -s stands where the verb of a subject stands."""
        after = tokens[k + 1] if k + 1 < len(tokens) else None
        before = tokens[k - 1].low if k else ""
        if before in ("who", "which", "that", "he", "she", "it", "also", "now", "and", "still"):
            return after is not None and after.text[:1].isalnum()
        if after is not None and (after.text[0].isdigit() or after.low in NUMBER_WORDS):
            named = next((a for a in self.article.actors[number] if a.last == k), None)
            return before in (",", "and", "council", "treasury") or (
                named is not None and bool(set(named.codes) & IMPOSERS)
            )
        if after is None or after.low in (
            "on", "against", "over", "for", "and", "are", "were", "have", "had", "will", "would", "of", "in",
            "that", "which", "to", "by", "or", "may", "could", "at", "should", "can", "with", "as",
        ) or not (after.text[0].isalnum() or after.text[0] in "‘“\"'"):  # fmt: skip
            return False
        for actor in self.article.actors[number]:
            if actor.last == k and actor.kind != "adjective":
                return True
        return before in ("ministry", "department", "council", "government", "commission", "treasury", "bloc",
                          "parliament", "administration", "union", "statute", "text", "act", "resolution", "package", "notice",
                          "regulation", "law", "bill", "proclamation", "committee",
                          "document", "order")  # fmt: skip
