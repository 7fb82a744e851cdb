"""How each party that is told of stands to an event: the facts of `parties.py`'s options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
    step,
)

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
        known: Title → parties that may be meant for a reason of their own.
    """

    scene: Scene
    c: Candidate
    form: str
    group: str
    quote: Quote | None
    known: Mapping[str, frozenset[str]]
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

    def _facts_of_mention(self, frame: Frame, actor: Actor) -> list[str]:
        """Return the facts of a mention as the source or target of an event."""
        scene, c, form, group = frame.scene, frame.c, frame.form, frame.group
        low = scene.low
        owns = "owns" if actor.owns else ""
        prep = actor.before or "bare"
        if actor.last <= c.first:
            side, start, end = "left", actor.last, c.first
        elif actor.first >= c.last:
            side, start, end = "right", c.last, actor.first
        else:
            side, start, end = "inside", 0, 0
        between = low[start:end]
        far = step(end - start)
        rank = 0
        for a in scene.actors:
            if not a.before and a.codes and start <= a.first and a.last <= end:
                rank += 1
        facts = [
            f"{side} {prep}{owns}/{form}", f"{side} {prep}{owns}/{group}", f"{side} {prep}{owns}/{form}/{group}",
            f"{side} {far}/{form}", f"{side} {far} {prep}/{form}", f"{side} {far} {prep}{owns}/{group}",
            f"{side} rank {rank} {prep}/{form}", f"{side} rank {rank} {prep}/{group}", f"{side} kind {actor.kind}/{form}",
            f"{side} kind {actor.kind}/{group}", f"{side} {prep}/lemma={c.word.lemma}",
            f"{side} {prep}{owns} {actor.kind}/{form}", f"{side} {prep}{owns}/subject {frame.subject}",
            f"{side} kind {actor.kind}/subject {frame.subject}", f"{side} commas {min(between.count(','), 3)}/{form}",
        ]  # fmt: skip
        facts += [f"{side} past {word}/{form}" for word in _BETWEEN if word in between]
        if not SAYING.isdisjoint(between):
            facts.append(f"{side} past saying/{group}")
        others = sum(1 for h in scene.hits if h.chosen and start <= h.first and h.last <= end)
        facts.append(f"{side} past events {min(others, 2)}/{form}")
        verbs = sum(
            1 for h in scene.hits if start <= h.first and h.last <= end and h.form != "noun"
        )
        facts += [
            f"{side} past verbs {min(verbs, 3)}/{form}",
            f"{side} past verbs {min(verbs, 3)} {prep}{owns}/{form}",
        ]
        auxiliaries = sum(1 for w in between if w in _AUXILIARY)
        facts.append(f"{side} auxiliaries {min(auxiliaries, 2)}/{form}")
        near = next((k for k in scene.spots if 0 <= k - actor.last <= 2), None)
        if near is not None and (actor.owns or actor.kind in ("body", "adjective", "state")):
            facts += [f"measure of it/{group}", f"measure of it/{side}/{form}",
                      f"measure of it {scene.spots[near]}/{group}"]  # fmt: skip
        if actor.first == 0 or (actor.first == 1 and low[0] in DETERMINERS):
            facts += [f"opens the sentence/{form}", f"opens the sentence/{group}"]
        inside = self.article.quote_at(actor.start)
        facts.append(
            f"{'same' if inside is frame.quote else 'other'} quotation/{'in' if frame.quote else 'out'}/{side}"
        )
        after = low[actor.last] if actor.last < len(low) else "$"
        facts.append(f"{side} then {after if after in _TELLING else 'word'}/{form}")
        before = low[actor.first - 1] if actor.first else "^"
        facts.append(f"{side} behind {before if before in _LEADING else 'word'}/{form}")
        return facts

    def _facts_of_nobody(self, frame: Frame) -> list[str]:
        low, group, c = frame.scene.low, frame.group, frame.c
        n1 = low[c.last] if c.last < len(low) else "$"
        facts = [f"nobody/{group}/{frame.form}", f"nobody/{group}", f"nobody/lemma={c.word.lemma}",
                 f"nobody/action={c.action}/{frame.form}", f"nobody/next={n1}/{group}"]  # fmt: skip
        ahead = low[c.last : c.last + 5]
        facts += [f"nobody/{word} ahead/{group}" for word in _NOBODY if word in ahead]
        if not frame.scene.actors:
            facts.append(f"nobody/none named/{group}")
        return facts

    def _facts_of_set(
        self, frame: Frame, codes: tuple[str, ...], told: frozenset[str]
    ) -> list[str]:
        """Return the facts of a set of parties, wherever it is told."""
        if not codes:
            return self._facts_of_nobody(frame)
        memory, group, form, action = self.memory, frame.group, frame.form, frame.c.action
        lemma = frame.c.word.lemma
        names = sum(1 for x in codes if len(x) > 2 and x not in BODIES)
        sort = f"{min(names, 2)}{'+' if names < len(codes) else ''}"
        some = told & IMPOSERS
        imposing = "no imposers" if not some else "imposers" if some == told else "some imposers"
        facts = [f"some {min(len(codes), 3)}/{group}", f"named {sort}/{group}", f"named {sort}/lemma={lemma}",
                 f"named {sort}/{form}/{group}", f"{imposing}/{group}", f"{imposing}/action={action}"]  # fmt: skip
        if "UNSC" in told:
            facts += [f"council/{group}", f"council/lemma={lemma}", f"council/{form}"]
        for title, other in frame.known.items():
            if told == other:
                facts += [
                    f"is {title}/{group}",
                    f"is {title}/{group}/{form}",
                    f"is {title}/action={action}",
                    f"is {title}/subject {frame.subject}",
                ]
            elif not told.isdisjoint(other):
                facts.append(f"shares {title}/{group}")
        if names == len(codes):
            return facts
        rank = min(memory.ranks.get(x, 99) for x in told)
        as_source = max(memory.sources[x] for x in told)
        as_target = max(memory.targets[x] for x in told)
        facts += [f"rank {rank if rank < 4 else 'low' if rank < 99 else 'none'}/{group}",
                  f"source before {min(as_source, 3)}/{group}", f"target before {min(as_target, 3)}/{group}"]  # fmt: skip
        if as_source or as_target:
            more = (
                "both"
                if as_source == as_target
                else "source"
                if as_source > as_target
                else "target"
            )
            facts.append(f"more {more}/{group}")
        if memory.most_target in told:
            facts.append(f"target most/{group}")
        if memory.most_source in told:
            facts.append(f"source most/{group}")
        if not memory.headed.isdisjoint(told):
            facts.append(f"headed/{group}")
        if any((x, y) in memory.pairs for x in told for y in memory.main_target):
            facts.append(f"acted on the main target before/{group}")
        seen = self._seen(frame.scene)
        facts.append(
            f"told {min((seen[x] for x in told if x in seen), default='long ago')}/{group}"
        )
        return facts

    def _facts_beside_source(
        self, frame: Frame, told: frozenset[str], source: frozenset[str]
    ) -> list[str]:
        """Return the facts of a set of parties as the target of a known source."""
        if not told or not source:
            return [
                f"source {'some' if source else 'none'}, target {'some' if told else 'none'}/{frame.group}"
            ]
        facts = []
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
