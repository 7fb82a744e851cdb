"""Which parties a document, and a paragraph of it, is about."""

from __future__ import annotations

from collections import Counter

from comity.news.parties.roles import Roles
from comity.news.scene.context import IMPOSERS, POWERS


class Subjects(Roles):
    """Counts who is named, as whom.

    Attributes:
        spots: By number of sentence: token → what sort of word for a measure it is.
    """

    spots: list[dict[int, str]]

    def _count_names(self) -> None:
        """Find out how often states and bodies are named, and who is named at the head."""
        named: Counter[str] = Counter()
        headed: set[str] = set()
        for number, actors in enumerate(self.article.actors):
            head = (
                number < 2
                or self.article.zone_at(self.article.sentences[number].start) == "headline"
            )
            for actor in actors:
                codes = ["UNSC" if c == "UN" else c for c in actor.codes]
                named.update(codes)
                if head:
                    headed.update(codes)
        self.memory.ranks = {c: k for k, (c, _) in enumerate(named.most_common())}
        self.memory.headed = frozenset(headed)

    def _paragraph_target(self, number: int) -> tuple[str, ...]:
        """Return the state a paragraph is about where that is another than the document's."""
        sentences = self.article.sentences
        paragraph = sentences[number].paragraph
        counts: Counter[str] = Counter()
        above = self.article.actors[number - 1] if number else []
        heading = (
            len(above) == 1
            and self.article.zone_at(sentences[number - 1].start) == "headline"
            and above[0].end - above[0].start
            >= sentences[number - 1].end - sentences[number - 1].start - 2
        )
        for k in range(number, len(sentences)):
            if sentences[k].paragraph != paragraph:
                break
            for actor in self.article.actors[k]:
                if (
                    len(actor.codes) == 1
                    and len(actor.codes[0]) == 2
                    and actor.codes[0] not in IMPOSERS
                ):
                    # The powers that vote and judge are named everywhere; they must be told as targets.
                    plain = actor.codes[0] not in POWERS
                    counts[actor.codes[0]] += 3 if actor.before in ("on", "against") else plain
        if heading:
            for actor in self.article.actors[number - 1]:
                if len(actor.codes) == 1 and len(actor.codes[0]) == 2:
                    return actor.codes
        if not counts or (self.memory.main_target and counts[self.memory.main_target[0]]):
            return ()
        top, votes = counts.most_common(1)[0]
        return (top,) if votes >= 3 else ()

    def _section(self, number: int) -> tuple[str, ...]:
        """Return the state that a section's title names: "Belarus" on a line of its own."""
        sentence = self.article.sentences[number]
        actors = self.article.actors[number]
        length = len(sentence.tokens)
        if length > 8 or self.text[sentence.start : sentence.end].endswith("."):
            return ()
        codes = tuple(dict.fromkeys(c for a in actors for c in a.codes))
        covered = sum(a.last - a.first for a in actors if a.codes)
        return codes if codes and covered >= length - 3 else ()
