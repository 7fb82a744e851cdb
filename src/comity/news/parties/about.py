"""Whom a document is about: the state under its measures, and whose measures they are.

Both are found before any sentence is read, by learned weights of what is told of each state and
body: how often and where it is named, what stands before it, whether it acts. Everything that the
text leaves out ("the embargo was lifted") falls back on them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from comity.news.articles.article import Actor
from comity.news.scene.context import BODIES, IMPOSERS, POWERS, Context
from comity.news.weights import weights
from comity.news.words.tokens import Sentence

Options = dict[str, list[str]]
"""State or body → facts."""
Strong = Sequence[Sequence[int]]
"""By number of sentence: the tokens that plainly stand for a measure."""
_AGAINST = frozenset(("on", "against", "toward", "towards", "over"))


class Teacher(Protocol):
    """Who knows the answers, and takes down the facts beside them."""

    def main(self, model: str, options: Options) -> str | None:
        """Take down the facts of all who may be meant; the answer to go on with, or none."""


@dataclass(slots=True)
class _Told:
    """What is told of a state or body in the whole document."""

    named: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    first: int = 999
    headline: str = ""


class About(Context):
    """Finds whom a document is about.

    Attributes:
        spots: By number of sentence: token → what sort of word for a measure it is.
    """

    spots: list[dict[int, str]]

    def _main_parties(self, teacher: Teacher | None) -> None:
        strong = [[k for k, kind in spots.items() if kind == "strong"] for spots in self.spots]
        facts = self._facts_of_all(self._told_of_all(strong))
        memory = self.memory
        memory.main_owner = self._main("main owner", teacher, facts, self._ruled_owner(strong))
        memory.main_target = self._main("main target", teacher, facts, self._ruled_target(strong))
        memory.owner, memory.target = memory.main_owner, memory.main_target

    @staticmethod
    def _main(model: str, teacher: Teacher | None, facts: Options, ruled: str) -> tuple[str, ...]:
        """Return who is the likeliest, empty for nobody; what the rules say is one more fact."""
        options = dict(facts)
        if ruled in options:
            options[ruled] = [*options[ruled], "ruled", f"ruled {_sort_of(ruled)}"]
        main: str | None = ruled
        if teacher is not None:
            main = teacher.main(model, options)
        elif options and weights(model).learned:
            main = weights(model).likeliest(options)
        main = ruled if main is None else main
        return (main,) if main else ()

    def _told_of_all(self, strong: Strong) -> dict[str, _Told]:
        """Return state or body → what is told of it, by first mention."""
        found: dict[str, _Told] = {}
        for number, sentence in enumerate(self.article.sentences):
            actors = self.article.actors[number]
            if not actors:
                continue
            zone = self.article.zone_at(sentence.start)
            for actor in actors:
                sorts = self._sorts(sentence, actor, strong[number])
                for code in actor.codes:
                    told = found.setdefault("UNSC" if code == "UN" else code, _Told())
                    told.named += 1
                    told.counts.update(sorts)
                    told.kinds[actor.kind] += 1
                    told.first = min(told.first, number)
                    if zone == "headline" and not told.headline:
                        told.headline = actor.before or ("owns" if actor.owns else "bare")
        return found

    def _sorts(self, sentence: Sentence, actor: Actor, strong: Sequence[int]) -> list[str]:
        """Return in which ways a mention tells of a party."""
        found = [actor.before or ("owns" if actor.owns else "bare")]
        distance = min((abs(k - actor.first) for k in strong), default=99)
        if actor.before in _AGAINST:
            found.append("against")
            if distance <= 8:
                found.append("against near a measure")
        if any(0 <= k - actor.last <= 2 for k in strong):
            found.append("measure of it")
        if distance <= 5:
            found.append("near a measure")
        ahead = sentence.tokens[actor.last : actor.last + 4]
        actions = {w.action for t in ahead for w in self.words.words.get(t.low, ()) if w.action}
        if not actor.before and not actor.owns:
            if actions & {"IMPOSE", "EXTEND", "TIGHTEN", "EASE"}:
                found.append("acts")
            if actions & {"OPPOSE", "DEMAND_EASE", "EVADE"}:
                found.append("minds")
        return found

    def _facts_of_all(self, told: dict[str, _Told]) -> Options:
        """Return the facts of each, beside what is told of the others."""
        order = sorted(told, key=lambda c: -told[c].named)
        plain = [c for c in order if c not in IMPOSERS and c not in BODIES]
        whole = sum(t.named for t in told.values())
        most = {x: max((t.counts[x] for t in told.values()), default=0) for x in _COUNTED}
        return {
            code: self._facts_about(
                code, about, order.index(code), plain.index(code) if code in plain else 9,
                min(9, 10 * about.named // whole), most,
            )
            for code, about in told.items()
        }  # fmt: skip

    def _facts_about(
        self, code: str, about: _Told, rank: int, among: int, share: int, most: Mapping[str, int]
    ) -> list[str]:
        """Return the facts of one.

        Args:
            rank: By how often it is named, from 0.
            among: The same among those that impose nothing; 9 where it is none of them.
            share: Of all mentions, in tenths.
            most: Sort of mention → the most that anybody has of it.
        """
        sort = _sort_of(code)
        facts = [f"sort {sort}", f"rank {min(rank, 5)}/{sort}", f"rank {min(rank, 5)}", f"among {min(among, 4)}",
                 f"share {share}/{sort}", f"share {share}", f"first {min(about.first, 4)}/{sort}", f"first {min(about.first, 4)}",
                 f"headline {about.headline or 'no'}/{sort}", f"headline {about.headline or 'no'}"]  # fmt: skip
        if code in ("US", "EU", "GB"):
            facts += [f"is {code}", f"{code} rank {min(rank, 3)}"]
        if code == self.article.home:
            facts += ["home", f"home {sort}"]
        for title in _COUNTED:
            n = about.counts[title]
            size = min(n, 3)
            facts += [f"{title} {size}", f"{title} {size}/{sort}"]
            if n and n == most[title]:
                facts += [f"most {title}", f"most {title}/{sort}"]
        for kind in ("state", "adjective", "seat", "person", "body"):
            if 2 * about.kinds[kind] > about.named:
                facts.append(f"mostly {kind}/{sort}")
        return facts

    def _ruled_target(self, strong: Strong) -> str:
        """Return the state that most measures are told to be on."""
        targets: Counter[str] = Counter()
        for number, actors in enumerate(self.article.actors):
            for actor in actors:
                near = any(abs(k - actor.first) <= 8 for k in strong[number])
                if (
                    actor.before in ("on", "against")
                    and near
                    and actor.kind in ("state", "seat", "party")
                ):
                    targets.update(c for c in actor.codes if c not in BODIES)
                if actor.kind in ("state", "adjective", "seat") and not set(actor.codes) & IMPOSERS:
                    targets.update(dict.fromkeys(actor.codes, 0))
        if not targets:
            return ""
        best = max(targets.values())
        named = Counter(c for actors in self.article.actors for a in actors for c in a.codes)
        top = max((c for c in targets if targets[c] == best), key=lambda c: named[c])
        home = self.article.home
        if not best and home and home not in IMPOSERS and named[home]:
            top = home
        return top if best or named[top] >= 2 or top == home else ""

    def _ruled_owner(self, strong: Strong) -> str:
        """Return the imposer that most measures are told to be of."""
        owners: Counter[str] = Counter()
        for number, actors in enumerate(self.article.actors):
            for actor in actors:
                some = set(actor.codes) & IMPOSERS
                if some and (
                    not actor.before or any(0 <= k - actor.last <= 2 for k in strong[number])
                ):
                    owners.update(actor.codes)
                if actor.kind in ("body", "state", "adjective", "seat"):
                    owners.update({c: 2 if number < 3 else 1 for c in actor.codes if c in IMPOSERS})
        owners["UNSC"] += owners.pop("UN", 0)
        top, count = max(owners.items(), key=lambda x: x[1])
        return top if count else ""


def _sort_of(code: str) -> str:
    return ("council" if code == "UNSC" else "body" if code in BODIES else "imposer" if code in IMPOSERS
            else "power" if code in POWERS else "state" if len(code) == 2 else "name")  # fmt: skip


_COUNTED = (
    "against",
    "against near a measure",
    "measure of it",
    "near a measure",
    "acts",
    "minds",
    "bare",
    "owns",
)
