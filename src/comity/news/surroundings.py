"""What is told around a word: the plain facts that the learned weights are given.

A fact is a short string ("next=by", "measure ahead=2"). Nothing here decides anything; `weights.py`
adds up what each fact counts for, and `bench/learn_news.py` finds out how much that is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from comity.news.article import Actor
from comity.news.context import (
    ABOUT_OWNER,
    ACTS,
    BE,
    HAVE,
    IMPOSERS,
    MODALS,
    NEGATIONS,
    NUMBER_WORDS,
    PARTY_NOUNS,
    Candidate,
    Context,
    Event,
    Hit,
)
from comity.news.tokens import Sentence

SAYING = frozenset(
    "said says say saying told tells added insisted argued claimed noted stressed stated warned".split()
)
DETERMINERS = frozenset(
    "the a an this that these those its their his her our any no all such some both another".split()
)
PREPOSITIONS = frozenset(
    """on against over toward towards with for to in from of at into upon about under within between among by
    via despite except without after before since until through as""".split()
)
JOINS = frozenset(", and or ; : — – - but which who that while when if because as after".split())


@dataclass(slots=True)
class Scene:
    """A sentence as the facts need it, made once."""

    number: int
    sentence: Sentence
    low: list[str]
    spots: dict[int, str]
    strong: list[int]
    acts: list[int]
    weak: list[int]
    hits: list[Hit]
    actors: list[Actor]
    zone: str
    mentions: list[Actor] = field(default_factory=list)
    lists: list[tuple[tuple[str, ...], Actor]] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)
    kinds: list[str] = field(default_factory=list)
    joined: dict[int, tuple[str, ...]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)


def step(distance: int) -> str:
    """Return a distance in tokens as one of a few sizes."""
    if distance <= 3:
        return str(distance)
    return "5" if distance <= 5 else "8" if distance <= 8 else "13" if distance <= 13 else "far"


def group_of(action: str) -> str:
    """Return the family of actions that share how their parties are told."""
    if action in ACTS:
        return "act"
    return "judge" if action in ABOUT_OWNER else action.lower()


class Surroundings(Context):
    """Gathers facts."""

    def _scene(self, number: int, sentence: Sentence, spots: dict[int, str]) -> Scene:
        low = [t.low for t in sentence.tokens]
        return Scene(
            number, sentence, low, spots,
            sorted(k for k, v in spots.items() if v == "strong"),
            sorted(k for k, v in spots.items() if v == "act"),
            sorted(k for k, v in spots.items() if v == "weak"),
            [], self.article.actors[number],
            self.article.zone_at(sentence.start + (sentence.end - sentence.start) // 2),
        )  # fmt: skip

    def _facts_of_hit(self, scene: Scene, at: int, found: Sequence[Event]) -> list[str]:
        """Return the facts around the hit with a number; `found` are the events before it."""
        hit, low = scene.hits[at], scene.low
        first, last = hit.first, hit.last
        lemma = hit.options[0].lemma
        form = hit.form
        n1 = low[last] if last < len(low) else "$"
        n2 = low[last + 1] if last + 1 < len(low) else "$"
        p1 = low[first - 1] if first else "^"
        p2 = low[first - 2] if first > 1 else "^"
        kinds = scene.kinds
        if not kinds:
            kinds.extend(self._kind(scene, k) for k in range(len(low)))
        kn = kinds[last] if last < len(low) else "edge"
        kp = kinds[first - 1] if first else "edge"
        facts = [
            "always", f"lemma={lemma}", f"form={form}", f"lemma={lemma}/{form}", f"next={n1}", f"before={p1}",
            f"next kind={kn}", f"before kind={kp}", f"kinds={kp}_{kn}/{form}", f"after next={n2}", f"two before={p2}",
            f"lemma={lemma} next={n1}", f"lemma={lemma} before={p1}", f"lemma={lemma} next kind={kn}",
            f"lemma={lemma} before kind={kp}", f"next={n1} {n2}", f"rule={hit.told or 'none'}",
            f"rule={hit.told or 'none'}/{form}", f"zone={scene.zone}",
        ]  # fmt: skip
        facts += self._facts_of_classes(scene, hit, kn, p1, n1)
        if hit.told and hit.rule is not None:
            facts.append(f"rule score={int(hit.rule.score * 10)}")
        if hit.rule is not None and hit.rule.gone:
            facts.append("rule joined it to another")
        for action in sorted(hit.actions):
            facts.append(f"may={action}")
            facts.append(f"may={action}/{form}")
        for action in sorted(hit.hinted):
            facts += [f"hint={action}", f"hint={action}/{form}"]
        facts.append(f"need={hit.options[0].need}/{form}")
        for title, spots in (("measure", scene.strong), ("act", scene.acts), ("weak", scene.weak)):
            k = bisect_left(spots, last)
            ahead = spots[k] if k < len(spots) else None
            k = bisect_left(spots, first)
            behind = spots[k - 1] if k else None
            a = step(ahead - last) if ahead is not None else "no"
            b = step(first - 1 - behind) if behind is not None else "no"
            facts += [
                f"{title} ahead={a}",
                f"{title} behind={b}",
                f"{title} ahead={a}/{form}",
                f"{title} behind={b}/{form}",
            ]
            if ahead is not None and ahead - last <= 8:
                facts += [f"{title} ahead: {low[ahead]}", f"lemma={lemma} {title} ahead"]
            if behind is not None and first - behind <= 6:
                facts += [f"{title} behind: {low[behind]}", f"lemma={lemma} {title} behind"]
        nearest = next(
            (a for a in reversed(scene.actors) if a.last <= first and not a.before), None
        )
        if nearest is not None:
            sort = "imposer" if set(nearest.codes) & IMPOSERS else "target" if set(nearest.codes) & set(
                self.memory.main_target) else "party" if nearest.codes else "person"  # fmt: skip
            facts += [f"subject={sort}/{step(first - nearest.last)}", f"subject={sort}/{form}"]
            if nearest.owns and nearest.last >= first - 3:
                facts.append(f"owned by {sort}/{form}")
        else:
            facts.append(f"subject=none/{form}")
        behind_it = next((a for a in scene.actors if a.first >= last), None)
        if behind_it is not None and behind_it.first - last <= 8:
            sort = (
                "imposer"
                if set(behind_it.codes) & IMPOSERS
                else "party"
                if behind_it.codes
                else "person"
            )
            facts += [
                f"object={sort}/{behind_it.before or 'bare'}",
                f"object={sort}/{behind_it.before or 'bare'}/{step(behind_it.first - last)}",
                f"lemma={lemma} object={behind_it.before or 'bare'}",
            ]
        facts.append(f"actors={min(3, len(scene.actors))}")
        quote = self.article.quote_at(hit.start)
        facts.append(f"quoted={'no' if quote is None else 'part' if quote.partial else 'whole'}")
        if quote is None:
            ahead_quote = next(
                (q for q in self.article.quotes if hit.end <= q.start < scene.sentence.end), None
            )
            if ahead_quote is not None:
                near = step((ahead_quote.start - hit.end) // 6)
                sort = "part" if ahead_quote.partial else "whole"
                facts += [f"quote ahead={sort}/{near}", f"lemma={lemma} quote ahead={sort}"]
        since = scene.number - self.memory.event_sentence
        told = self.memory.event_sentence >= 0
        facts.append(f"since={min(max(since, 0), 4) if told else 'the start'}")
        inside = [e for e in found if e.sentence == scene.number]
        if inside:
            e = inside[-1]
            facts += [f"event before={e.action}/{step(first - e.last)}", f"event before={e.action}", f"event before={e.action} p={p1}",
                      f"lemma={lemma} event before={e.action}"]  # fmt: skip
        else:
            facts.append("event before=none")
        if at:
            h = scene.hits[at - 1]
            gap = first - h.last
            if gap <= 10:
                link = " ".join(low[h.last : first]) if gap <= 2 else step(gap)
                acts = min(h.actions, default="open")
                facts += [f"hit before={h.options[0].lemma}", f"hit before={acts}/{link}", f"hit before={acts}/{p1}",
                          f"hit before: {'taken' if h.chosen else 'left'} {acts}/{p1}"]  # fmt: skip
        if at + 1 < len(scene.hits):
            h = scene.hits[at + 1]
            gap = h.first - last
            if gap <= 12:
                between = low[last : h.first]
                to = (
                    "to"
                    if "to" in between
                    else "that"
                    if "that" in between
                    else "for"
                    if "for" in between
                    else "-"
                )
                acts = min(h.actions, default="open")
                facts += [f"hit ahead={acts}/{to}", f"hit ahead={acts}/{step(gap)}", f"hit ahead={acts}/{h.form}/{to}",
                          f"hit ahead: rule {h.told or 'none'}/{to}", f"lemma={lemma} hit ahead={acts}/{to}"]  # fmt: skip
        before = low[max(0, first - 6) : first]
        modal = next((w for w in reversed(before) if w in MODALS), "")
        if modal:
            facts.append(f"modal={modal}/{form}")
        if any(w in NEGATIONS for w in before):
            facts += ["negated", f"negated lemma={lemma}"]
        if "if" in before or "whether" in before:
            facts.append("if")
        facts.append(f"lead={self.memory.lead or 'none'}")
        if form == "noun":
            facts += [
                f"lead={self.memory.lead}/lemma={lemma}",
                f"last act={self.memory.act}/lemma={lemma}",
            ]
        return facts

    def _facts_of_classes(self, scene: Scene, hit: Hit, kn: str, p1: str, n1: str) -> list[str]:
        """Return the classes of a word, and of the words that tell what it is done to and by whom."""
        low, form = scene.low, hit.form
        own = self.classes.at(low, hit.first)[1]
        ahead, at = self._class_beside(scene, range(hit.last, min(len(low), hit.last + 6)))
        behind, _ = self._class_beside(scene, range(hit.first - 1, max(-1, hit.first - 6), -1))
        facts = [f"class ahead {x}/{step(at - hit.last)}" for x in ahead]
        facts += [f"class ahead {x}/{form}" for x in ahead]
        facts += [f"class behind {x}/{form}" for x in behind]
        measured = "measure" if any(hit.last <= k < hit.last + 9 for k in scene.strong) else "none"
        for x in own:
            facts += [f"class {x}", f"class {x}/{form}", f"class {x} next kind={kn}", f"class {x} before={p1}",
                      f"class {x} next={n1}", f"class {x} ahead {measured}", f"class {x} zone={scene.zone}"]  # fmt: skip
            facts += [f"class {x} ahead {y}" for y in ahead[:2]]
            facts += [f"class {x} behind {y}" for y in behind[:2]]
        return facts

    def _class_beside(self, scene: Scene, places: range) -> tuple[tuple[str, ...], int]:
        for k in places:
            word = scene.low[k]
            if word in (".", ";", ":"):
                break
            if classes := self.classes.words.get(word):
                return classes, k
        return (), places.start

    def _kind(self, scene: Scene, k: int) -> str:
        """Return the sort of a token, for facts about what stands beside a word."""
        if not 0 <= k < len(scene.low):
            return "edge"
        word = scene.low[k]
        for actor in scene.actors:
            if actor.first <= k < actor.last:
                return "adjective" if actor.kind == "adjective" else "actor"
        if k in scene.spots:
            return scene.spots[k]
        if word in DETERMINERS:
            return "determiner"
        if word in BE or word in HAVE or word in MODALS:
            return "auxiliary"
        if word in NEGATIONS:
            return "not"
        if word in PREPOSITIONS:
            return "preposition"
        if word in ("he", "she", "it", "they", "we", "i", "you", "them", "him", "us"):
            return "pronoun"
        if word in PARTY_NOUNS:
            return "parties"
        if word in NUMBER_WORDS or word[0].isdigit():
            return "number"
        if not word[0].isalnum():
            return "mark"
        if scene.sentence.tokens[k].text[0].isupper():
            return "name"
        if word.endswith("ly"):
            return "adverb"
        return "word"

    def _facts_of_realis(self, scene: Scene, c: Candidate, event: Event) -> list[str]:
        """Return the facts that tell whether an action was done, and what the rules say."""
        low = scene.low
        group = group_of(event.action)
        rule = event.realis
        facts = [f"rule={rule}", f"rule={rule}/{group}", f"rule={rule}/{c.form}", f"rule={rule}/action={event.action}",
                 f"action={event.action}", f"lemma={c.word.lemma}", f"form={c.form}/{group}", f"zone={scene.zone}"]  # fmt: skip
        before = low[max(0, c.first - 8) : c.first]
        for cut in range(len(before) - 1, -1, -1):
            if before[cut] in (";", "which", "who", "but", ":", "—"):
                before = before[cut + 1 :]
                break
        for k, word in enumerate(reversed(before)):
            if (
                word in MODALS or word in NEGATIONS or word in BE or word in HAVE
                or word in ("if", "whether", "unless", "to", "would-be", "due", "set", "plans", "plan", "expected", "ready",
                            "wants", "considering", "said", "accused", "alleged", "could", "until", "before", "without",
                            "denied", "refused", "failed", "yet", "when", "once", "should", "must", "let", "did", "does")
            ):  # fmt: skip
                facts += [
                    f"{word} before/{group}",
                    f"{word} {step(k)} before",
                    f"{word} before/{c.form}",
                ]
        facts.append(f"before={before[-1] if before else '^'}/{c.form}")
        facts.append(f"next={low[c.last] if c.last < len(low) else '$'}")
        ahead = low[c.last : c.last + 12]
        for word in (
            "if",
            "unless",
            "until",
            "should",
            "not",
            "no",
            "may",
            "would",
            "will",
            "could",
        ):
            if word in ahead:
                facts.append(f"{word} ahead/{group}")
        quote = self.article.quote_at(event.start)
        facts.append(
            f"quoted={'no' if quote is None else 'part' if quote.partial else 'whole'}/{group}"
        )
        if "if" in low or "unless" in low:
            facts.append(f"conditional sentence/{group}/{c.form}")
        return facts

    def _facts_of_character(
        self, scene: Scene, c: Candidate, event: Event, owner: tuple[str, ...]
    ) -> list[str]:
        """Return the facts that tell a collective measure from a unilateral one."""
        low = set(scene.low)
        group = group_of(event.action)
        rule = event.collectivity
        facts = [f"rule={rule}/{group}", f"rule={rule}", f"action={event.action}"]
        for title, codes in (
            ("source", event.source), ("target", event.target), ("owner", owner), ("told owner", event.owner),
            ("last owner", self.memory.owner), ("main owner", self.memory.main_owner),
        ):  # fmt: skip
            told = set(codes)
            sort = (
                "council"
                if told & {"UN", "UNSC"}
                else "imposer"
                if told & IMPOSERS
                else "other"
                if told
                else "none"
            )
            facts += [f"{title} {sort}/{group}", f"{title} {sort}/action={event.action}"]
            if title in ("source", "target"):
                facts.append(f"{title} {sort}/rule={rule}")
        for word in ("unilateral", "unilaterally", "autonomous", "own", "resolution", "council", "un", "u.n.", "treasury",
                     "embargo", "multilateral", "independent", "international", "bloc", "eu", "washington"):  # fmt: skip
            if word in low:
                facts.append(f"says {word}/{group}")
        return facts


@lru_cache(maxsize=4_096)
def plain_key(codes: tuple[str, ...]) -> frozenset[str]:
    """Return a set of parties with the Council and the UN taken as one, as the annotation counts."""
    return frozenset("UNSC" if c == "UN" else c for c in codes)
