"""Which parties a document, and a paragraph of it, is about."""

from __future__ import annotations

from collections import Counter

from comity.news.context import BODIES, IMPOSERS, POWERS
from comity.news.roles import Roles


class Subjects(Roles):
    """Counts who is named, as whom.

    Attributes:
        spots: By number of sentence: token → what sort of word for a measure it is.
    """

    spots: list[dict[int, str]]

    def _main_parties(self) -> None:
        targets: Counter[str] = Counter()
        owners: Counter[str] = Counter()
        for number, sentence in enumerate(self.article.sentences):
            strong = [k for k, kind in self.spots[number].items() if kind == "strong"]
            for actor in self.article.actors[number]:
                if not actor.codes:
                    continue
                near = any(abs(k - actor.first) <= 8 for k in strong)
                if (
                    actor.before in ("on", "against")
                    and near
                    and actor.kind in ("state", "seat", "party")
                    and not self._modifies(sentence.tokens, actor)
                ):
                    targets.update(c for c in actor.codes if c not in BODIES)
                elif near and any(0 <= k - actor.last <= 2 for k in strong):
                    if set(actor.codes) & IMPOSERS:
                        owners.update(actor.codes)
                elif set(actor.codes) & IMPOSERS and not actor.before:
                    owners.update(dict.fromkeys(actor.codes, 1))
                if actor.kind in ("state", "adjective", "seat") and not set(actor.codes) & IMPOSERS:
                    targets.update(dict.fromkeys(actor.codes, 0))
        if targets:
            best = max(targets.values())
            named: Counter[str] = Counter(
                c for actors in self.article.actors for a in actors for c in a.codes
            )
            top = max((c for c in targets if targets[c] == best), key=lambda c: named[c])
            home = self.article.home
            if not best and home and home not in IMPOSERS and named[home]:
                top = home
            if best or named[top] >= 2 or top == home:
                self.memory.main_target = (top,)
        for number, actors in enumerate(self.article.actors):
            for actor in actors:
                if actor.kind in ("body", "state", "adjective", "seat"):
                    owners.update({c: 2 if number < 3 else 1 for c in actor.codes if c in IMPOSERS})
        owners["UNSC"] += owners.pop("UN", 0)
        if owners and owners.most_common(1)[0][1]:
            self.memory.main_owner = (owners.most_common(1)[0][0],)
        self.memory.owner, self.memory.target = self.memory.main_owner, self.memory.main_target

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
