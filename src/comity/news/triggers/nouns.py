"""What nouns that may carry an action need near them, and talks between parties."""

from __future__ import annotations

from collections.abc import Sequence

from comity.news.articles.article import Actor
from comity.news.scene.context import Candidate
from comity.news.triggers.forms import Forms
from comity.news.words.tokens import Sentence

_MET_THINGS = frozenset(
    "commitments obligations conditions deadline demands requirements criteria standards target".split()
)


class Nouns(Forms):
    """Tells which nouns have what they need."""

    def _negotiates(
        self, number: int, sentence: Sentence, c: Candidate, strong: Sequence[int], recent: bool
    ) -> bool:
        tokens = sentence.tokens
        actors = [a for a in self.article.actors[number] if a.codes]
        low = tokens[c.first].low
        if low.startswith("meet") or low == "met":
            if any(t.low in _MET_THINGS for t in tokens[c.last : c.last + 3]):
                return False
            people = [a for a in actors if a.kind in ("person", "state", "seat", "body")]
            return len({a.codes for a in people}) >= 2 and tokens[c.last - 1].low != "meeting"
        if low.startswith(("discuss", "engag")):
            return bool(actors) and (bool(strong) or recent)
        return bool(actors) or recent or self._quoted(c.start)

    def _noun(
        self, number: int, sentence: Sentence, c: Candidate, strong: Sequence[int],
        acts: Sequence[int], recent: bool, actors: Sequence[Actor],
    ) -> bool:  # fmt: skip
        tokens, low = sentence.tokens, sentence.tokens[c.first].low
        before = tokens[c.first - 1].low if c.first else ""
        after = tokens[c.last].low if c.last < len(tokens) else ""
        definite_ = before in (
            "the",
            "this",
            "that",
            "its",
            "their",
            "his",
            "her",
            "'s",
            "’s",
            "these",
            "today",
        )
        adjective = c.first > 1 and tokens[c.first - 2].low in ("the", "this", "'s", "’s", "its")
        c.score = 0.55
        if c.word.lemma in ("decision", "move", "step", "action", "vote"):
            if low.endswith("s") and c.word.lemma != "step":
                return False
            if not (definite_ or (adjective and c.word.lemma in ("decision", "vote"))):
                return False
            if after in ("of", "by") and any(0 <= a.first - c.last - 1 <= 2 for a in actors):
                c.action = self.memory.act
                return recent or bool(strong)
            if after in ("to", "on", "of", "that"):
                return after == "to" and bool(strong)
            lead = self.memory.lead or self.memory.act
            c.action = lead if c.word.lemma == "vote" or not recent else self.memory.act
            return recent or number - self.memory.event_sentence <= 3
        if c.word.lemma in ("ban", "embargo", "blockade", "measure", "freezing"):
            c.score = 0.35
            return c.word.lemma == "freezing" and after == "of"
        if c.word.lemma in ("end", "relief"):
            return before == "an" and after == "to" and bool(strong)
        if c.word.lemma == "addition" and before == "in":
            return False
        if c.word.lemma == "opposition" and after != "to":
            return False
        if c.word.lemma == "pressure":
            # "Under US pressure": somebody pressed for it.
            return before == "under" or any(
                0 <= c.first - a.last <= 1 and tokens[max(0, a.first - 1)].low in ("under", "heavy")
                for a in actors
            )
        if c.word.lemma in ("support", "backing") and not (
            definite_ and after in ("of", "from", "by")
        ):
            return False
        if c.word.lemma == "suspension" and after == "from":
            return False
        if c.word.need == "alone":
            if c.word.lemma in ("listing", "designation") and before in (
                "a",
                "an",
                "any",
                "no",
                "further",
                "new",
                "for",
            ):
                return False
            return definite_ or after in ("of", "by") or bool(strong) or recent
        if c.word.lemma in ("addition", "introduction", "adoption", "removal", "end", "expansion", "suspension",
                            "extension", "renewal", "call", "pressure", "proposal", "support", "breach",
                            "violation", "warning", "termination", "relaxation", "exemption"):  # fmt: skip
            near = recent or number - self.memory.event_sentence <= 3
            return (after in ("of", "by", "for", "to", "on") and bool(strong or near or acts)) or (
                (definite_ or before in ("a", "any", "under")) and (near or bool(strong))
            )
        if c.word.action == "THREATEN":
            return bool(strong or recent) and after in ("of", "to", "from", "by", ",", ".", "that")
        return bool(strong or recent)
