"""Which of those who are told of is the source of an event, and which its target.

Everybody who may be meant is an option: who is named in the sentence, alone and as joined by
"and", who speaks, who was spoken of before, nobody, and whom the rules (`roles.py`) take. Learned
weights of the facts about each (`standing.py`) decide.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any

from comity.news.articles.article import Actor
from comity.news.articles.quotes import Quote
from comity.news.parties.partyfacts import of_back
from comity.news.parties.phrases import party_phrases
from comity.news.parties.roles import Roles
from comity.news.parties.standing import Frame, Standing
from comity.news.scene.context import ACTS, BODIES, Candidate, Event
from comity.news.scene.surroundings import Scene, group_of, plain_key
from comity.news.weights import Told, pair, weights

Options = dict[frozenset[str], tuple[tuple[str, ...], list[Told]]]
"""Parties with the UN and its Council taken as one → (as told, facts)."""
_TRIED = 4
_BEHIND = 3.0
"""How many of the likeliest sources are tried, and how far behind the first, in natural logarithms."""
_SIGHT = 60
"""Tokens to either side of an event's word within which its parties are sought."""
_LISTING = frozenset((",", "and", "&", "the", "as", "well", ";"))


class Parties(Standing, Roles):
    """Weighs who may be meant."""

    teacher: Any
    _mentioned: dict[int, list[Actor]]

    def _weigh_parties(
        self, scene: Scene, c: Candidate, event: Event, quote: Quote | None, passive: str, how: str,
        owner: tuple[str, ...],
    ) -> None:  # fmt: skip
        """Choose source and target of an event among everybody who may be meant."""
        memory = self.memory
        before = scene.events[-1] if scene.events else None
        ruled, ruled_target = tuple(event.source), tuple(event.target)
        known: dict[str, tuple[str, ...]] = {
            "ruled": ruled,
            "ruled target": ruled_target,
            "subject before": memory.subject,
            "last owner": memory.owner,
            "main owner": memory.main_owner,
            "last target": memory.target,
            "main target": memory.main_target,
            "owner here": owner,
            "speaker": (quote.code,) if quote is not None and quote.code else (),
            "home": (self.article.home,) if self.article.home else (),
            "source before": tuple(before.source) if before else (),
            "target before": tuple(before.target) if before else (),
            "names before": memory.names,
            "section": memory.section,
            "both subjects": _union(memory.before_subject, memory.subject),
            **self._told_before(event),
            **self._around(scene, c),
        }
        titles: dict[frozenset[str], list[str]] = {}
        for title, codes in known.items():
            if codes:
                titles.setdefault(plain_key(codes), []).append(title)
        frame = Frame(
            scene, c, passive or ("active" if c.form in ("past", "third", "participle") else c.form),
            group_of(event.action),
            quote,
            titles,
            self._subject_word(scene, c, quote),
            {x for x, y in memory.pairs if y in memory.main_target},
        )  # fmt: skip
        options = self._options(frame, known)
        options[plain_key(ruled)][1].append(f"ruled by {how}/{frame.group}")
        options[plain_key(ruled_target)][1].append(f"target ruled by {how}/{frame.group}")
        if self.teacher is not None:
            self._teach(frame, event, options)
        else:
            self._choose(frame, event, options)

    def _teach(self, frame: Frame, event: Event, options: Options) -> None:
        """Have the facts of all options taken down, and go on with the teacher's choice if any."""
        chosen = self.teacher.parties("source", event, options)
        if chosen is not None:
            event.source = list(options[chosen][0])
        source = plain_key(tuple(event.source))
        paired = self._paired(source)
        for key, (_, facts) in options.items():
            facts += self._facts_beside_source(frame, self._beside_source(key, source, paired))
        chosen = self.teacher.parties("target", event, options)
        if chosen is not None:
            event.target = list(options[chosen][0])

    def _choose(self, frame: Frame, event: Event, options: Options) -> None:
        """Choose the likeliest pair of source and target.

        Some of the likeliest sources are each tried with the target that goes best with them.
        """
        ruled = {"source": tuple(event.source), "target": tuple(event.target)}
        of_target, of_both = weights("target").total, pair("source", "target").totals
        totals = {k: of_both(facts) for k, (_, facts) in options.items()}
        sources = {k: source for k, (source, _) in totals.items()}
        plain = {k: target for k, (_, target) in totals.items()}
        likely = sorted(sources, key=sources.__getitem__, reverse=True)[:_TRIED]
        best, most = (frozenset[str](), frozenset[str]()), -math.inf
        extra = cache(lambda beside: of_target(self._facts_beside_source(frame, beside)))
        for source in likely:
            if sources[source] < sources[likely[0]] - _BEHIND:
                break
            paired = self._paired(source)
            targets = {
                # Nobody acts upon himself: who is the source is no option for the target.
                k: total + extra(self._beside_source(k, source, paired))
                for k, total in plain.items() if k.isdisjoint(source)
            }  # fmt: skip
            target = max(targets, key=targets.__getitem__)
            whole = math.log(sum(math.exp(x - targets[target]) for x in targets.values()))
            if sources[source] - whole > most:
                best, most = (source, target), sources[source] - whole
        event.source = list(_as_told(best[0], options, ruled["source"]))
        told = _as_told(best[1], options, ruled["target"])
        if told != ruled["target"] and told and not any(map(_is_code, told)):
            # A designated party's state stands beside it: the likeliest of those told of.
            states = [k for k in plain if k and k.isdisjoint(best[0]) and all(map(_is_code, k))]
            state = max(states, key=plain.__getitem__, default=frozenset[str]())
            told += tuple(x for x in options[state][0] if len(x) == 2) if state else ()
        event.target = list(told)

    def _told_before(self, event: Event) -> dict[str, tuple[str, ...]]:
        """Return the parties of what was told before: the last event, the last act, all acts."""
        told = self.memory.told
        found: dict[str, tuple[str, ...]] = {}
        if not told:
            return found
        found["last source"], found["last target"] = tuple(told[-1].source), tuple(told[-1].target)
        acts = [e for e in told[-12:] if e.action in ACTS]
        if acts:
            found["act source"], found["act target"] = (
                tuple(acts[-1].source),
                tuple(acts[-1].target),
            )
            others = [e for e in acts if e.source != acts[-1].source]
            if others:
                found["other act source"] = tuple(others[-1].source)
                found["two act sources"] = _union(others[-1].source, acts[-1].source)
                found["all act sources"] = _union(*(e.source for e in acts))
            near = [e for e in acts if event.sentence - e.sentence <= 1]
            if near:
                found["near act sources"] = _union(*(e.source for e in near))
                found["near act targets"] = _union(*(e.target for e in near))
        alike = next((e for e in reversed(told) if e.action == event.action), None)
        if alike is not None:
            found["source of the like"] = tuple(alike.source)
            found["target of the like"] = tuple(alike.target)
        return found

    def _around(self, scene: Scene, c: Candidate) -> dict[str, tuple[str, ...]]:
        """Return everybody named bare to the left, and to the right, and the last person."""
        left = [
            a for a in scene.actors if a.last <= c.first and not a.before and not a.owns and a.codes
        ]
        right = [a for a in scene.actors if a.first >= c.last and a.codes]
        found = {}
        if len(left) > 1:
            found["all to the left"] = _union(*(a.codes for a in left))
        if len(right) > 1:
            found["all to the right"] = _union(*(a.codes for a in right))
        if left and right and not right[0].before:
            found["both sides"] = _union(left[-1].codes, right[0].codes)
        for back in range(min(scene.number, 3) + 1):
            people = [
                a for a in self.article.actors[scene.number - back]
                if a.kind == "person" and (back or a.last <= c.first)
            ]  # fmt: skip
            if people:
                found["last person's"] = people[-1].codes
                found["last person"] = (people[-1].name,)
                break
        for back in range(min(scene.number, 2) + 1):
            named = [
                a for a in self._mentions(scene.number - back)
                if a.kind == "named" and (back or a.last <= c.first)
            ]  # fmt: skip
            if named:
                found["last name"] = (named[-1].name,)
                break
        return found

    def _mentions(self, number: int) -> list[Actor]:
        """Return the parties of a sentence that no gazetteer knows."""
        if number not in self._mentioned:
            self._mentioned[number] = party_phrases(self.article, number)
        return self._mentioned[number]

    def _options(self, frame: Frame, known: dict[str, tuple[str, ...]]) -> Options:
        found: Options = {}
        scene, form, group = frame.scene, frame.form, frame.group

        def add(codes: tuple[str, ...], facts: Sequence[Told]) -> None:
            key = plain_key(codes)
            if key not in found:
                found[key] = (codes, self._facts_of_set(frame, codes, key))
            found[key][1].extend(facts)

        for codes in dict.fromkeys(known.values()):
            add(codes, ())
        add((), [])
        for back in (1, 2):
            if scene.number >= back:
                for actor in self.article.actors[scene.number - back]:
                    if actor.codes:
                        bound = actor.before or ("owns" if actor.owns else "bare")
                        add(
                            actor.codes,
                            [(of_back, back, bound, actor.kind, form, group, frame.subject)],
                        )
        for code, rank in self.memory.ranks.items():
            if rank > 3:
                break
            add((code,), [])
        behind = -1
        for at, actor in enumerate(scene.actors):
            if self._out_of_sight(frame, actor):
                continue
            codes = actor.codes
            facts = self._facts_of_mention(frame, actor)
            if not codes:
                if actor.name:
                    add((actor.name,), [*facts, f"by name/{group}"])
                continue
            if at not in scene.joined:
                scene.joined[at] = self._joined(scene.number, actor, forward=True)
            joined = scene.joined[at]
            if at > behind and len(joined) > len(codes):
                add(joined, [*facts, f"joined/{group}"])
                behind = at
                for k in range(at + 1, len(scene.actors)):
                    if not set(scene.actors[k].codes) <= set(joined):
                        break
                    behind = k
            if at <= behind:
                facts += [f"part of the joined/{group}", f"part of the joined/{form}"]
            add(codes, facts)
            if actor.kind == "person" and actor.name:
                lemma = frame.c.word.lemma
                add((actor.name,), [*facts, f"by name/{group}", f"by name/lemma={lemma}"])
        for actor in scene.mentions:
            if self._out_of_sight(frame, actor):
                continue
            facts = self._facts_of_mention(frame, actor)
            add(
                (actor.name,),
                [*facts, f"by name/{group}", f"{actor.kind}/lemma={frame.c.word.lemma}"],
            )
        for names, first in scene.lists:
            if self._out_of_sight(frame, first):
                continue
            facts = self._facts_of_mention(frame, first)
            add(names, [*facts, f"by name/{group}", f"listed {min(len(names), 4)}/{group}"])
        return found

    @staticmethod
    def _out_of_sight(frame: Frame, actor: Actor) -> bool:
        """Return whether a mention is too far off to be a party; keeps endless sentences quick."""
        return actor.last < frame.c.first - _SIGHT or actor.first > frame.c.last + _SIGHT


def _as_told(key: frozenset[str], options: Options, ruled: tuple[str, ...]) -> tuple[str, ...]:
    """Return an option's parties, as the rules tell them where they mean the same."""
    if key == plain_key(ruled):
        return ruled
    chosen = options[key][0]
    if {x for x in ruled if _is_code(x)} == set(chosen) != set(ruled):
        # The rules name the firms and persons of the same state.
        return ruled
    return chosen


def names_listed(scene: Scene) -> list[tuple[tuple[str, ...], Actor]]:
    """Return names told one after the other, with the mention that opens each list."""
    named = sorted(
        [*scene.mentions, *(a for a in scene.actors if a.name and a.kind == "person")],
        key=lambda a: a.first,
    )
    found: list[list[Actor]] = []
    for actor in named:
        gap = scene.low[found[-1][-1].last : actor.first] if found else []
        if 0 < len(gap) <= 3 and all(w in _LISTING for w in gap):
            found[-1].append(actor)
        else:
            found.append([actor])
    return [(tuple(a.name for a in run), run[0]) for run in found if len(run) > 1]


def _union(*parties: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(x for of in parties for x in of))


def _is_code(party: str) -> bool:
    return len(party) == 2 or party in BODIES
