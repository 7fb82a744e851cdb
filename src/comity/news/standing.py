"""How each party that is told of stands to an event: the facts of `parties.py`'s options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from comity.news import partyfacts as facts_of
from comity.news.article import Actor
from comity.news.context import BE, BODIES, HAVE, IMPOSERS, MODALS, Candidate
from comity.news.quotes import Quote
from comity.news.surroundings import (
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


@dataclass(slots=True)
class Frame:
    """An event whose parties are sought.

    Attributes:
        form: Of its word; `passive` where it is one.
        group: The family of its action.
        known: Parties that may be meant for a reason of their own → the titles that they go by.
    """

    scene: Scene
    c: Candidate
    form: str
    group: str
    quote: Quote | None
    known: Mapping[frozenset[str], Sequence[str]]
    subject: str = ""


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
        memory, group, form, action = self.memory, frame.group, frame.form, frame.c.action
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
        for other, titles in frame.known.items():
            if told == other:
                facts += [
                    (facts_of.of_title, t, form, group, action, frame.subject) for t in titles
                ]
            elif not told.isdisjoint(other):
                facts += [f"shares {t}/{group}" for t in titles]
        if names == len(codes):
            return facts
        rank = min(memory.ranks.get(x, 99) for x in told)
        as_source = max(memory.sources[x] for x in told)
        as_target = max(memory.targets[x] for x in told)
        marks = []
        if as_source or as_target:
            more = (
                "both"
                if as_source == as_target
                else "source"
                if as_source > as_target
                else "target"
            )
            marks.append(f"more {more}")
        if memory.most_target in told:
            marks.append("target most")
        if memory.most_source in told:
            marks.append("source most")
        if not memory.headed.isdisjoint(told):
            marks.append("headed")
        if any((x, y) in memory.pairs for x in told for y in memory.main_target):
            marks.append("acted on the main target before")
        seen = self._seen(frame.scene)
        marks.append(f"told {min((seen[x] for x in told if x in seen), default='long ago')}")
        short = str(rank) if rank < 4 else "low" if rank < 99 else "none"
        facts.append(
            (facts_of.of_history, short, min(as_source, 3), min(as_target, 3), tuple(marks), group)
        )
        return facts

    def _facts_beside_source(
        self, frame: Frame, told: frozenset[str], source: frozenset[str]
    ) -> list[Told]:
        """Return the facts of a set of parties as the target of a known source."""
        if not told or not source:
            return [
                f"source {'some' if source else 'none'}, target {'some' if told else 'none'}/{frame.group}"
            ]
        facts: list[Told] = []
        if told == source:
            facts += [f"is source/{frame.group}", f"is source/action={frame.c.action}"]
        elif not told.isdisjoint(source):
            facts.append(f"shares source/{frame.group}")
        pairs = self.memory.pairs
        if any((x, y) in pairs for x in source for y in told):
            facts.append(f"pair told before/{frame.group}")
        elif any((y, x) in pairs for x in source for y in told):
            facts.append(f"pair told the other way/{frame.group}")
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
