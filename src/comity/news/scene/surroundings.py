"""What is told around a word: the plain facts that the learned weights are given.

A fact is a short string ("next=by", "measure ahead=2"). Nothing here decides anything; `weights.py`
adds up what each fact counts for, and `bench/learn_news.py` finds out how much that is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from comity.news.articles.article import Actor
from comity.news.articles.quotes import Quote
from comity.news.scene.context import (
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
from comity.news.scene.wordfacts import (
    beginnings_of,
    of_actions,
    of_classes_beside,
    of_event_before,
    of_form,
    of_hit_ahead,
    of_holder,
    of_kinds,
    of_measures,
    of_object,
    of_place,
    of_realis,
    of_rule,
    of_subject,
    of_unreal,
    of_word,
)
from comity.news.weights import Told, Under
from comity.news.words.tokens import Sentence

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


_FULL_STOPS = frozenset(".;:")
_CLAUSE_ENDS = (";", "which", "who", "but", ":", "—")
_UNREAL = (
    frozenset(
        """if whether unless to would-be due set plans plan expected ready wants considering said accused
        alleged could until before without denied refused failed yet when once should must let did does""".split()
    )
    | BE
    | HAVE
    | NEGATIONS
    | frozenset(MODALS)
)
_UNREAL_AHEAD = frozenset("if unless until should not no may would will could".split())
_OF_CHARACTER = frozenset(
    """unilateral unilaterally autonomous own resolution council un u.n. treasury embargo multilateral
    independent international bloc eu washington""".split()
)


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
    quotes: list[Quote] = field(default_factory=list)
    joined: dict[int, tuple[str, ...]] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)


def side_of(first: int, last: int, of_first: int, of_last: int) -> tuple[str, int, int]:
    """Return on which side of a word a span of tokens stands, and the tokens between the two."""
    if last <= of_first:
        return "left", last, of_first
    if first >= of_last:
        return "right", of_last, first
    return "inside", 0, 0


_STEPS = "0 1 2 3 5 5 8 8 8 13 13 13 13 13".split()


def step(distance: int) -> str:
    """Return a distance in tokens as one of a few sizes."""
    if distance < len(_STEPS):
        return _STEPS[distance] if distance >= 0 else str(distance)
    return "far"


_KINDS: dict[str, str] = {}
for _kind, _words in (
    ("number", NUMBER_WORDS), ("parties", PARTY_NOUNS),
    ("pronoun", "he she it they we i you them him us".split()), ("preposition", PREPOSITIONS),
    ("not", NEGATIONS), ("auxiliary", (*BE, *HAVE, *MODALS)), ("determiner", DETERMINERS),
):  # fmt: skip
    # A word of two sorts is of the later one.
    _KINDS.update(dict.fromkeys(_words, _kind))


@lru_cache(maxsize=16_384)
def kind_of_word(text: str) -> str:
    """Return the sort of a word by itself."""
    if kind := _KINDS.get(text.lower()):
        return kind
    if text[0].isdigit():
        return "number"
    if not text[0].isalnum():
        return "mark"
    if text[0].isupper():
        return "name"
    return "adverb" if text.endswith("ly") else "word"


@lru_cache(maxsize=4_096)
def action_of(actions: frozenset[str]) -> str:
    """Return the first by name of the actions that a word may stand for."""
    return min(actions, default="open")


@lru_cache(maxsize=64)
def group_of(action: str) -> str:
    """Return the family of actions that share how their parties are told."""
    if action in ACTS:
        return "act"
    return "judge" if action in ABOUT_OWNER else action.lower()


class Surroundings(Context):
    """Gathers facts."""

    def _scene(self, number: int, sentence: Sentence, spots: dict[int, str]) -> Scene:
        low = sentence.lows
        places: dict[str, list[int]] = {"strong": [], "act": [], "weak": []}
        for k in sorted(spots):
            places[spots[k]].append(k)
        return Scene(
            number, sentence, low, spots, places["strong"], places["act"], places["weak"], [], self.article.actors[number],
            self.article.zone_at(sentence.start + (sentence.end - sentence.start) // 2),
            kinds=self._kinds(number, sentence, spots),
            quotes=[q for q in self.article.quotes if sentence.start <= q.start < sentence.end],
        )  # fmt: skip

    def _kinds(self, number: int, sentence: Sentence, spots: dict[int, str]) -> list[str]:
        """Return the sort of each token, for facts about what stands beside a word."""
        kinds = [*map(kind_of_word, [t.text for t in sentence.tokens])]
        for k, kind in spots.items():
            kinds[k] = kind
        for actor in reversed(self.article.actors[number]):
            kind = "adjective" if actor.kind == "adjective" else "actor"
            for k in range(actor.first, actor.last):
                kinds[k] = kind
        return kinds

    def _told_of_hit(
        self, scene: Scene, at: int, found: Sequence[Event]
    ) -> tuple[list[Told], list[Under]]:
        """Return the facts around the hit with a number; `found` are the events before it."""
        hit, low, kinds = scene.hits[at], scene.low, scene.kinds
        first, last, form, lemma = hit.first, hit.last, hit.form, hit.options[0].lemma
        size = len(low)
        n1, kn = (low[last], kinds[last]) if last < size else ("$", "edge")
        n2 = low[last + 1] if last + 1 < size else "$"
        p1, kp = (low[first - 1], kinds[first - 1]) if first else ("^", "edge")
        p2 = low[first - 2] if first > 1 else "^"
        following, before, sort = f"next={n1}", f"before={p1}", f"next kind={kn}"
        rule, memory = hit.rule, self.memory
        score, gone = (int(rule.score * 10), rule.gone) if rule is not None else (-1, False)
        plain = [following, before, f"after next={n2}", f"two before={p2}"]
        told: list[Told] = [
            (of_word, lemma, hit.classes, form),
            (of_form, form, hit.options[0].need),
            (of_kinds, kp, kn, form),
            (of_rule, hit.told, form, score, gone, scene.zone),
            (of_actions, hit.actions, hit.hinted, form),
        ]  # fmt: skip
        # What is told of the lemma, and of the word before it, is looked up under these.
        own = [following, before, sort, f"before kind={kp}"]
        under: list[Under] = [("", plain), (f"lemma={lemma} ", own), (following + " ", (n2,))]
        self._tell_of_classes(scene, hit, [following, before, sort], told, under)
        self._tell_of_measures(scene, hit, own, told, plain)
        self._tell_of_parties(scene, hit, own, told)
        self._tell_of_hits(scene, at, p1, own, told, plain, under)
        self._tell_of_quotes(scene, hit, own, told, plain)
        if found and found[-1].sentence == scene.number:
            event = found[-1]
            told.append((of_event_before, event.action, step(first - event.last)))
            own.append(f"event before={event.action}")
            under.append((f"event before={event.action} ", (f"p={p1}",)))
        else:
            plain.append("event before=none")
        words = low[max(0, first - 6) : first]
        for word in reversed(words):
            if word in MODALS:
                plain.append(f"modal={word}/{form}")
                break
        if not NEGATIONS.isdisjoint(words):
            plain += ("negated", f"negated lemma={lemma}")
        if "if" in words or "whether" in words:
            plain.append("if")
        if form == "noun":
            plain += (f"lead={memory.lead}/lemma={lemma}", f"last act={memory.act}/lemma={lemma}")
        return told, under

    def _tell_of_quotes(
        self, scene: Scene, hit: Hit, own: list[str], told: list[Told], plain: list[str]
    ) -> None:
        """Tell whether a word is quoted, and what its sentence and the text before it tell."""
        quote, memory = self.article.quote_at(hit.start), self.memory
        quoted = "no" if quote is None else "part" if quote.partial else "whole"
        if quote is None:
            ahead = next((q for q in scene.quotes if hit.end <= q.start), None)
            if ahead is not None:
                sort = "part" if ahead.partial else "whole"
                plain.append(f"quote ahead={sort}/{step((ahead.start - hit.end) // 6)}")
                own.append(f"quote ahead={sort}")
        since = "the start"
        if memory.event_sentence >= 0:
            since = str(min(max(scene.number - memory.event_sentence, 0), 4))
        told.append((of_place, min(3, len(scene.actors)), quoted, since, memory.lead))

    def _tell_of_classes(
        self, scene: Scene, hit: Hit, beside: list[str], told: list[Told], under: list[Under]
    ) -> None:
        """Tell the classes of a word, and of the words that tell what it is done to and by whom."""
        low, form = scene.low, hit.form
        ahead, at = self._class_beside(low, range(hit.last, min(len(low), hit.last + 6)))
        behind, _ = self._class_beside(low, range(hit.first - 1, max(-1, hit.first - 6), -1))
        if ahead:
            told.append((of_classes_beside, "ahead", ahead, step(at - hit.last)))
            told.append((of_classes_beside, "ahead", ahead, form))
        if behind:
            told.append((of_classes_beside, "behind", behind, form))
        own = hit.classes
        if not own:
            return
        k = bisect_left(scene.strong, hit.last)
        measured = k < len(scene.strong) and scene.strong[k] < hit.last + 9
        beside += (f"ahead {'measure' if measured else 'none'}", f"zone={scene.zone}")
        beside += [f"ahead {x}" for x in ahead[:2]]
        beside += [f"behind {x}" for x in behind[:2]]
        under += [(beginning, beside) for beginning in beginnings_of(own)]

    def _class_beside(self, low: Sequence[str], places: range) -> tuple[tuple[str, ...], int]:
        known = self.classes.words
        for k in places:
            word = low[k]
            if classes := known.get(word):
                return classes, k
            if word in _FULL_STOPS:
                break
        return (), places.start

    @staticmethod
    def _tell_of_measures(
        scene: Scene, hit: Hit, own: list[str], told: list[Told], plain: list[str]
    ) -> None:
        """Tell how far off the nearest words for measures are, and which."""
        first, last, low = hit.first, hit.last, scene.low
        for title, spots in (("measure", scene.strong), ("act", scene.acts), ("weak", scene.weak)):
            a = b = "no"
            if spots:
                k = bisect_left(spots, last)
                if k < len(spots):
                    far = spots[k] - last
                    a = step(far)
                    if far <= 8:
                        plain.append(f"{title} ahead: {low[spots[k]]}")
                        own.append(f"{title} ahead")
                k = bisect_left(spots, first)
                if k:
                    far = first - 1 - spots[k - 1]
                    b = step(far)
                    if far < 6:
                        plain.append(f"{title} behind: {low[spots[k - 1]]}")
                        own.append(f"{title} behind")
            told.append((of_measures, title, a, b, hit.form))

    def _tell_of_parties(self, scene: Scene, hit: Hit, own: list[str], told: list[Told]) -> None:
        """Tell who stands before a word as its subject, and who behind it."""
        first, last, form = hit.first, hit.last, hit.form
        for actor in reversed(scene.actors):
            if actor.last <= first and not actor.before:
                codes = actor.codes
                if not IMPOSERS.isdisjoint(codes):
                    sort = "imposer"
                elif not set(codes).isdisjoint(self.memory.main_target):
                    sort = "target"
                else:
                    sort = "party" if codes else "person"
                owner = actor.owns and actor.last >= first - 3
                told.append((of_subject, sort, step(first - actor.last), form, owner))
                break
        else:
            told.append((of_subject, "none", "", form, False))
        for actor in scene.actors:
            if actor.first >= last:
                if actor.first - last <= 8:
                    codes, bound = actor.codes, actor.before or "bare"
                    sort = "imposer" if not IMPOSERS.isdisjoint(codes) else "party" if codes else "person"  # fmt: skip
                    told.append((of_object, sort, bound, step(actor.first - last)))
                    own.append(f"object={bound}")
                break

    @staticmethod
    def _tell_of_hits(
        scene: Scene, at: int, before: str, own: list[str], told: list[Told], plain: list[str],
        under: list[Under],
    ) -> None:  # fmt: skip
        """Tell which words of the lists stand before and behind one."""
        hits, low = scene.hits, scene.low
        hit = hits[at]
        if at:
            other = hits[at - 1]
            gap = hit.first - other.last
            if gap <= 10:
                link = " ".join(low[other.last : hit.first]) if gap <= 2 else step(gap)
                action = action_of(other.actions)
                plain.append(f"hit before={other.options[0].lemma}")
                plain.append(f"hit before: {'taken' if other.chosen else 'left'} {action}/{before}")
                under.append((f"hit before={action}/", (link, before)))
        if at + 1 < len(hits):
            other = hits[at + 1]
            gap = other.first - hit.last
            if gap <= 12:
                between = low[hit.last : other.first]
                link = (
                    "to" if "to" in between else "that" if "that" in between
                    else "for" if "for" in between else "-"
                )  # fmt: skip
                action = action_of(other.actions)
                told.append((of_hit_ahead, action, link, step(gap), other.form, other.told))
                own.append(f"hit ahead={action}/{link}")

    def _facts_of_realis(self, scene: Scene, c: Candidate, event: Event) -> list[Told]:
        """Return the facts that tell whether an action was done, and what the rules say."""
        low, form = scene.low, c.form
        group = group_of(event.action)
        told: list[Told] = [
            (of_realis, event.realis, event.action, group, form, scene.zone), f"lemma={c.word.lemma}",
        ]  # fmt: skip
        before = low[max(0, c.first - 8) : c.first]
        for cut in range(len(before) - 1, -1, -1):
            if before[cut] in _CLAUSE_ENDS:
                before = before[cut + 1 :]
                break
        for k, word in enumerate(reversed(before)):
            if word in _UNREAL:
                told.append((of_unreal, word, step(k), group, form))
        told.append(f"before={before[-1] if before else '^'}/{form}")
        told.append(f"next={low[c.last] if c.last < len(low) else '$'}")
        told += [
            f"{word} ahead/{group}"
            for word in sorted(_UNREAL_AHEAD.intersection(low[c.last : c.last + 12]))
        ]
        quote = self.article.quote_at(event.start)
        quoted = "no" if quote is None else "part" if quote.partial else "whole"
        told.append(f"quoted={quoted}/{group}")
        if "if" in low or "unless" in low:
            told.append(f"conditional sentence/{group}/{form}")
        return told

    def _facts_of_character(
        self, scene: Scene, c: Candidate, event: Event, owner: tuple[str, ...]
    ) -> list[Told]:
        """Return the facts that tell a collective measure from a unilateral one."""
        group, action = group_of(event.action), event.action
        rule = event.collectivity
        told: list[Told] = [f"rule={rule}/{group}", f"rule={rule}", f"action={action}"]
        for title, codes in (
            ("source", event.source), ("target", event.target), ("owner", owner), ("told owner", event.owner),
            ("last owner", self.memory.owner), ("main owner", self.memory.main_owner),
        ):  # fmt: skip
            if "UN" in codes or "UNSC" in codes:
                sort = "council"
            elif not IMPOSERS.isdisjoint(codes):
                sort = "imposer"
            else:
                sort = "other" if codes else "none"
            told.append((of_holder, title, sort, group, action, rule))
        told += [f"says {word}/{group}" for word in sorted(_OF_CHARACTER.intersection(scene.low))]
        return told


@lru_cache(maxsize=4_096)
def plain_key(codes: tuple[str, ...]) -> frozenset[str]:
    """Return a set of parties with the Council and the UN taken as one, as the annotation counts."""
    return frozenset("UNSC" if c == "UN" else c for c in codes)
