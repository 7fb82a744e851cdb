"""How each party that is told of stands to an event: the facts of `parties.py`'s options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from comity.news.articles.article import Actor
from comity.news.articles.quotes import Quote
from comity.news.parties import partyfacts as facts_of
from comity.news.scene.context import BE, BODIES, HAVE, IMPOSERS, MODALS, Candidate
from comity.news.scene.surroundings import (
    DETERMINERS,
    JOINS,
    PREPOSITIONS,
    SAYING,
    Scene,
    Surroundings,
    plain_key,
    side_of,
    step,
)
from comity.news.weights import Told

_BETWEEN = "which who that and but while ; after as said to".split()
_NOBODY = "any unilateral all on against with new further sanctions those".split()
_AUXILIARY = BE | HAVE | frozenset(MODALS)
_TELLING = JOINS | _AUXILIARY | SAYING | {"'s"}
_LEADING = JOINS | PREPOSITIONS | {"^"}


Paired = tuple[Set[str], Set[str]]
"""Whom a source was told to act on, and who was told to act on it."""


@dataclass(slots=True)
class Frame:
    """An event whose parties are sought.

    Attributes:
        form: Of its word; `passive` where it is one.
        group: The family of its action.
        known: Parties that may be meant for a reason of their own → the titles that they go by.
        sharing: Party → those of `known` that it is among.
        acted: Those who were told to act on the document's main target.
    """

    scene: Scene
    c: Candidate
    form: str
    group: str
    quote: Quote | None
    known: Mapping[frozenset[str], Sequence[str]]
    subject: str = ""
    acted: Set[str] = frozenset()
    sharing: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    _shares: dict[frozenset[str], list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note who is among whom."""
        for parties in self.known:
            for party in parties:
                self.sharing.setdefault(party, []).append(parties)

    def sharing_with(self, told: frozenset[str]) -> Iterable[frozenset[str]]:
        """Return those of `known` that have a party in common with others."""
        if len(told) == 1:
            return self.sharing.get(next(iter(told)), ())
        return dict.fromkeys(x for party in sorted(told) for x in self.sharing.get(party, ()))

    def shares(self, other: frozenset[str]) -> list[str]:
        """Return the facts of whoever shares a party with those of some titles."""
        if other not in self._shares:
            self._shares[other] = [f"shares {t}/{self.group}" for t in self.known[other]]
        return self._shares[other]


_SUBJECTS = frozenset(
    """he she it they we i who which that you us them him their its his her our my ministry bloc union council government
    junta regime country minister president spokesman spokeswoman officials envoy ambassador treasury department
    commission parliament lawmakers chancellor leader agency company firm bank group man woman state states capital
    capitals members administration both two three latter side sides party diplomat diplomats official others
    neighbours allies nobody none chief secretary premier assembly committee congress senate house governments""".split()
)
"""Words that may be the subject of a clause, or stand for its owner."""
_BREAKS = frozenset("; : — – ( [".split())


class Standing(Surroundings):
    """Gathers the facts about parties."""

    def _subject_word(self, scene: Scene, c: Candidate, quote: Quote | None) -> str:
        """Return the word that the clause of an event has for its subject, or what sort of name.

        What stands nearest before the event's word counts: "they", "the ministry", a known state.
        """
        low = scene.low
        bare = {a.last - 1: a for a in scene.actors if not a.before and not a.owns}
        phrases = {a.last - 1 for a in scene.mentions if not a.before}
        for k in range(c.first - 1, max(-1, c.first - 25), -1):
            word = low[k]
            if k in bare:
                actor = bare[k]
                return "coded " + actor.kind if actor.codes else "person"
            if k in phrases:
                return "phrase"
            if word in _BREAKS:
                break
            if word in _SUBJECTS and (
                k == 0 or low[k - 1] not in PREPOSITIONS or word in ("who", "which", "that")
            ):
                return word
        return "quoted" if quote is not None else "none"

    def _facts_of_mention(self, frame: Frame, actor: Actor) -> list[Told]:
        """Return the facts of a mention as the source or target of an event."""
        scene, c, form, group = frame.scene, frame.c, frame.form, frame.group
        low = scene.low
        owns = "owns" if actor.owns else ""
        prep = actor.before or "bare"
        side, start, end = side_of(actor.first, actor.last, c.first, c.last)
        between = low[start:end]
        bound, kind = prep + owns, actor.kind
        rank = 0
        for a in scene.actors:
            if not a.before and a.codes and start <= a.first and a.last <= end:
                rank += 1
        events = verbs = 0
        for h in scene.hits:
            if start <= h.first and h.last <= end:
                events += bool(h.chosen)
                verbs += h.form != "noun"
        auxiliaries = sum(map(_AUXILIARY.__contains__, between))
        counts = min(between.count(","), 3), min(events, 2), min(verbs, 3), min(auxiliaries, 2)
        joining = tuple(w for w in _BETWEEN if w in between)
        same = "same" if self.article.quote_at(actor.start) is frame.quote else "other"
        after = low[actor.last] if actor.last < len(low) else "$"
        before = low[actor.first - 1] if actor.first else "^"
        facts: list[Told] = [
            (facts_of.of_place, side, bound, form, group),
            (facts_of.of_distance, side, step(end - start), prep, bound, form, group),
            (facts_of.of_rank, side, rank, prep, form, group),
            (facts_of.of_kind, side, kind, bound, form, group),
            (facts_of.of_subject, side, kind, bound, frame.subject),
            (facts_of.of_between, side, form, group, bound, joining, counts, not SAYING.isdisjoint(between)),
            (facts_of.of_beside, side, form, before if before in _LEADING else "word",
             after if after in _TELLING else "word", f"{same} quotation/{'in' if frame.quote else 'out'}"),
            f"{side} {prep}/lemma={c.word.lemma}",
        ]  # fmt: skip
        near = next((k for k in scene.spots if 0 <= k - actor.last <= 2), None)
        if near is not None and (actor.owns or kind in ("body", "adjective", "state")):
            facts.append((facts_of.of_measure, side, scene.spots[near], form, group))
        if actor.first == 0 or (actor.first == 1 and low[0] in DETERMINERS):
            facts += [f"opens the sentence/{form}", f"opens the sentence/{group}"]
        return facts

    def _facts_of_nobody(self, frame: Frame) -> list[Told]:
        low, group, c = frame.scene.low, frame.group, frame.c
        n1 = low[c.last] if c.last < len(low) else "$"
        facts: list[Told] = [f"nobody/{group}/{frame.form}", f"nobody/{group}", f"nobody/lemma={c.word.lemma}",
                 f"nobody/action={c.action}/{frame.form}", f"nobody/next={n1}/{group}"]  # fmt: skip
        ahead = low[c.last : c.last + 5]
        facts += [f"nobody/{word} ahead/{group}" for word in _NOBODY if word in ahead]
        if not frame.scene.actors:
            facts.append(f"nobody/none named/{group}")
        return facts

    def _facts_of_set(
        self, frame: Frame, codes: tuple[str, ...], told: frozenset[str]
    ) -> list[Told]:
        """Return the facts of a set of parties, wherever it is told."""
        if not codes:
            return self._facts_of_nobody(frame)
        group, form, action = frame.group, frame.form, frame.c.action
        lemma = frame.c.word.lemma
        names = sum(1 for x in codes if len(x) > 2 and x not in BODIES)
        sort = f"{min(names, 2)}{'+' if names < len(codes) else ''}"
        some = told & IMPOSERS
        imposing = "no imposers" if not some else "imposers" if some == told else "some imposers"
        facts: list[Told] = [
            (facts_of.of_set, min(len(codes), 3), sort, imposing, form, group, action),
            f"named {sort}/lemma={lemma}",
        ]
        if "UNSC" in told:
            facts += [f"council/{group}", f"council/lemma={lemma}", f"council/{form}"]
        for other in frame.sharing_with(told):
            if told == other:
                facts += [
                    (facts_of.of_title, t, form, group, action, frame.subject)
                    for t in frame.known[other]
                ]
            else:
                facts += frame.shares(other)
        if names < len(codes):
            facts.append(self._history_of(frame, told))
        return facts

    def _history_of(self, frame: Frame, told: frozenset[str]) -> Told:
        """Return what was told of a set of parties before, as a bundle."""
        memory, seen = self.memory, self._seen(frame.scene)
        if len(told) == 1:
            (one,) = told
            rank, as_source = memory.ranks.get(one, 99), memory.sources.get(one, 0)
            as_target, ago = memory.targets.get(one, 0), seen.get(one, "long ago")
        else:
            rank = min([memory.ranks.get(x, 99) for x in told])
            as_source = max([memory.sources.get(x, 0) for x in told])
            as_target = max([memory.targets.get(x, 0) for x in told])
            ago = min([seen[x] for x in told if x in seen], default="long ago")
        marks = []
        if as_source or as_target:
            equal = as_source == as_target
            marks.append(
                f"more {'both' if equal else 'source' if as_source > as_target else 'target'}"
            )
        if memory.most_target in told:
            marks.append("target most")
        if memory.most_source in told:
            marks.append("source most")
        if not memory.headed.isdisjoint(told):
            marks.append("headed")
        if not told.isdisjoint(frame.acted):
            marks.append("acted on the main target before")
        marks.append(f"told {ago}")
        short = str(rank) if rank < 4 else "low" if rank < 99 else "none"
        return (
            facts_of.of_history, short, min(as_source, 3), min(as_target, 3), tuple(marks), frame.group
        )  # fmt: skip

    def _paired(self, source: frozenset[str]) -> Paired:
        """Return whom a source was told to act on before, and who was told to act on it."""
        pairs = self.memory.pairs
        return {y for x, y in pairs if x in source}, {x for x, y in pairs if y in source}

    @staticmethod
    def _beside_source(
        told: frozenset[str], source: frozenset[str], paired: Paired
    ) -> tuple[str, ...]:
        """Return how a set of parties stands to a known source, as its target."""
        if not told or not source:
            return (f"source {'some' if source else 'none'}, target {'some' if told else 'none'}",)
        found: tuple[str, ...] = ()
        if told == source:
            found = ("is source",)
        elif not told.isdisjoint(source):
            found = ("shares source",)
        if not told.isdisjoint(paired[0]):
            return *found, "pair told before"
        if not told.isdisjoint(paired[1]):
            return *found, "pair told the other way"
        return found

    @staticmethod
    def _facts_beside_source(frame: Frame, beside: tuple[str, ...]) -> list[Told]:
        """Return the facts of a target that stands so to the source."""
        facts: list[Told] = [f"{how}/{frame.group}" for how in beside]
        if "is source" in beside:
            facts.append(f"is source/action={frame.c.action}")
        return facts

    def _seen(self, scene: Scene) -> dict[str, str]:
        """Return party → how long ago it was last told of, and whether as one who acts."""
        if not scene.seen:
            for back in range(min(scene.number, 4) + 1):
                for actor in self.article.actors[scene.number - back]:
                    acts = "bound" if actor.before or actor.owns else "bare"
                    for code in plain_key(actor.codes):
                        scene.seen.setdefault(code, f"{back} {acts}")
        return scene.seen
