"""Events: who does what about which measure, found sentence by sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Protocol

from comity.news.articles.article import Article
from comity.news.articles.relevance import facts_of_document, is_relevant
from comity.news.dates.clock import Clock, When
from comity.news.events.dating import Dating
from comity.news.events.nature import Nature
from comity.news.parties import about
from comity.news.parties.about import About
from comity.news.parties.choosing import Options, Parties, names_listed
from comity.news.parties.subjects import Subjects
from comity.news.scene.context import (
    ACTS,
    BODIES,
    IMPOSERS,
    OTHERS,
    Candidate,
    Event,
    Hit,
)
from comity.news.scene.surroundings import Scene, plain_key
from comity.news.triggers.composing import Composing
from comity.news.triggers.finding import Triggers
from comity.news.weights import ACTIONS, ANSWERS, Told, choose, choose_action, spelled, weights
from comity.news.words.tokens import Sentence

__all__ = ["BODIES", "Event", "find_events"]


def find_events(article: Article, teacher: Teacher | None = None) -> list[Event]:
    """Return the events of a document in their order; none when it is about something else.

    Args:
        teacher: Answers in place of the learned weights, which are learned from what it takes down.
    """
    kinds = Counter(a.kind for actors in article.actors for a in actors)
    states = sum(kinds[kind] for kind in ("state", "adjective", "seat", "group"))
    if teacher is not None:
        teacher.document(facts_of_document(article.text, states))
    elif not is_relevant(article.text, states, kinds["body"]):
        return []
    reader = _Reader(article, teacher)
    found: list[Event] = []
    for number in range(len(article.sentences)):
        found += reader.read(number)
    return found


_LEAST = 0.38
"""The least probability at which a word is taken for an action."""


_OWN = re.compile(
    r"\b(?:counter|retaliat|food embargo|in response|respond|our\b|its own\b|their own\b)"
)
"""A state that is under measures tells of some of its own."""
_ALONE = {action: frozenset((action,)) for action in ACTIONS} | {"": frozenset[str]()}


class Teacher(about.Teacher, Protocol):
    """Who knows the answers, and takes down the facts beside them: for learning the weights."""

    def document(self, facts: list[str]) -> None:
        """Take down the facts of the whole document."""

    def action(self, hit: Hit, facts: list[str], named: Sequence[frozenset[str]]) -> str:
        """Return what a word stands for, empty for nothing."""

    def parties(self, role: str, event: Event, options: Options) -> frozenset[str] | None:
        """Take down the facts of everybody who may be a party; whom to go on with, or nobody."""

    def date(self, event: Event, options: Sequence[tuple[When | None, list[str]]]) -> When | None:
        """Take down the facts of every date that may be an event's, and of none; return its own."""

    def answer(self, model: str, event: Event, ruled: str, facts: list[str]) -> None:
        """Take down the facts of an event."""


def _candidate(hit: Hit) -> Candidate:
    """Return what the rules for parties and nature read, for a word with its chosen action."""
    if hit.rule is not None and hit.told == hit.chosen:
        hit.rule.score = hit.sureness
        return hit.rule
    word = next((w for w in hit.options if w.action == hit.chosen), hit.options[0])
    rule = hit.rule.rule if hit.rule is not None else f"{hit.chosen.lower()}: {word.lemma}"
    return Candidate(
        hit.first, hit.last, word, hit.start, hit.end, hit.form, hit.sureness, rule, hit.chosen
    )


class _Reader(Triggers, Composing, Subjects, About, Parties, Nature, Dating):
    """Reads sentences one after the other."""

    def __init__(self, article: Article, teacher: Teacher | None = None) -> None:
        """Find out what the document as a whole is about."""
        super().__init__(article)
        self.teacher = teacher
        self._mentioned = {}
        self.clock = Clock(article.published)
        self.undated: list[Sentence] = []
        self.spots = [self._measures(sentence) for sentence in article.sentences]
        self._count_names()
        self._main_parties(teacher)

    def read(self, number: int) -> list[Event]:
        """Return the events of a sentence, and remember what it spoke of."""
        sentence = self.article.sentences[number]
        zone = self.article.zone_at(sentence.start + (sentence.end - sentence.start) // 2)
        start_zone = self.article.zone_at(sentence.start)
        if start_zone in ("boilerplate", "byline", "dateline") or zone == "boilerplate":
            return []
        if sentence.paragraph != self.memory.paragraph:
            # A new paragraph speaks of what the document is about, until it says otherwise.
            self.memory.paragraph = sentence.paragraph
            self.clock.anchor = None
            self.undated.clear()
            self.memory.target = self._paragraph_target(number) or self.memory.main_target
            self.memory.section = self._section(number) or self.memory.section
        if number - self.memory.since > 1:
            self.memory.owner = self.memory.main_owner
        self.memory.clause = ((), -1)
        spots = self.spots[number]
        self.undated.append(sentence)
        listed = self._listed(sentence)
        candidates = self._candidates(number, sentence, spots, listed)
        for candidate in candidates:
            self._licences(sentence, candidate)
        self._compose(sentence, candidates)
        hits = self._hits(number, sentence, candidates, listed)
        if not hits:
            self._subject_of(number, sentence)
            return []
        scene = self._scene(number, sentence, spots)
        scene.hits = hits
        found = scene.events
        for at, hit in enumerate(scene.hits):
            hit.chosen, hit.sureness = self._decide(scene, at)
            if not hit.chosen:
                continue
            if not found:
                # Parties are looked for only where something is told.
                scene.mentions = self._mentions(number)
                scene.lists = names_listed(scene)
            event = self._event(number, sentence, spots, _candidate(hit), scene)
            event.reasons = hit.reasons
            found.append(event)
            self._remember(event)
        if found:
            self._date(scene, found, self._dates())
        self._subject_of(number, sentence)
        return found

    def _dates(self) -> list[When]:
        """Return the dates of the sentence that is read.

        Dates are looked for only where something is told. What is dated may refer to a date of the
        sentences before it in the paragraph, so those are looked at first.
        """
        found: list[When] = []
        for sentence in self.undated:
            found = self.clock.find(self.text, sentence.start, sentence.end)
        self.undated.clear()
        return found

    def _decide(self, scene: Scene, at: int) -> tuple[str, float]:
        """Return what a word is taken for (empty: nothing), and how surely."""
        hit = scene.hits[at]
        speech = hit.rule.speech if hit.rule is not None else None
        if self.teacher is None and speech is not None and any(
            h.chosen == speech.action and h.first == speech.first for h in scene.hits[:at]
        ):  # fmt: skip
            # "Threatened to impose" is one event, told by the verb of speaking.
            return "", 1.0
        facts, under = self._told_of_hit(scene, at, scene.events)
        inside = scene.events[-1].action if scene.events else ""
        memory = self.memory
        named = [
            hit.actions, hit.hinted, _ALONE[hit.told], _ALONE[memory.act], _ALONE[memory.lead], _ALONE[inside],
        ]  # fmt: skip
        if self.teacher is not None:
            return self.teacher.action(hit, spelled(facts, under), named), 1.0
        model = weights("trigger")
        action, sure, told = choose_action(model.sums(facts, under), named, _LEAST)
        if told < _LEAST:
            return "", told
        hit.reasons = partial(model.heaviest, facts, action, under)
        return action, sure

    def _judged(self, sentence: Sentence, c: Candidate) -> bool:
        """Return whether a noun is the object of a verb of judging."""
        return any(
            word.action in ("OPPOSE", "SUPPORT") and word.need != "context"
            for token in sentence.tokens[max(0, c.first - 4) : c.first]
            for word in self.words.words.get(token.low, ())
        )

    def _subject_of(self, number: int, sentence: Sentence) -> None:
        for actor in self.article.actors[number]:
            for code in actor.codes:
                if code in ("UNSC", "EU", "UN") and actor.kind == "body":
                    named = self.text[actor.start : actor.end]
                    if code != "EU" or "Council" in named or "Security Council" not in self.text:
                        self.memory.council = "UNSC" if code == "UN" else code
        for actor in self.article.actors[number]:
            if actor.codes and not actor.before and not self._quoted(actor.start):
                if actor.owns and not self._official(sentence.tokens, actor):
                    continue
                subject = self._joined(number, actor, forward=True)
                if subject != self.memory.subject:
                    self.memory.before_subject = self.memory.subject
                self.memory.subject = subject
                return

    def _event(
        self, number: int, sentence: Sentence, spots: dict[int, str], c: Candidate, scene: Scene
    ) -> Event:
        tokens = sentence.tokens
        event = Event(
            c.start, c.end, c.action, number, c.rule, first=c.first, last=c.last, confidence=c.score
        )
        quote = self.article.quote_at(c.start)
        zone = self.article.zone_at(c.start)
        owner = self._owner(number, sentence, spots, c)
        # "The embargo remains": nobody is told to keep it.
        passive = (
            c.form == "participle"
            or c.word.lemma.split()[0] in ("stay", "stays", "remain", "remains")
            or (self._relative_passive(tokens, c) and not self._led(number, sentence, c))
        )
        agent = self._agent(number, sentence, c) if passive or c.form == "noun" else ()
        subject, how = self._subject(number, sentence, c, quote)
        if shared := self._shared(number, sentence, c):
            subject, how = shared, "subject"
        elif c.form in ("past", "third") and how in ("subject", "definite", "pronoun", "the act"):
            self.memory.clause = (subject, c.last)
        objects = self._objects(number, sentence, c)
        under = list(objects)
        if c.action in ("CALL_FOR", "THREATEN"):
            under = [x for x in under if x not in BODIES]
        source: tuple[str, ...] = ()
        if agent:
            source = agent
        elif passive and c.action in (*ACTS, "COMPLY"):
            source = owner or self._default_owner(c)
            if how == "subject" and not under and not set(subject) & set(source):
                under = list(subject)
        elif c.form == "noun":
            if c.rule.endswith("(judged)"):
                subject, how = (), ""
            source = agent or self._noun_owner(number, c) or (owner if c.action in ACTS else ())
            if not source and c.action in ACTS:
                if c.word.lemma == "vote" and set(self.memory.main_owner) & {"UN", "UNSC"}:
                    how = ""
                plain = (
                    how in ("subject", "definite")
                    and set(subject) & IMPOSERS
                    and c.word.lemma not in ("vote", "decision", "move", "step", "action")
                )
                source = subject if plain else self._default_owner(c)
            elif not source and c.action == "THREATEN" and self._judged(sentence, c):
                # "Russia denounced the threat": somebody else's.
                source = self.memory.owner
            elif not source:
                source = subject
            if c.action == "THREATEN" and set(source) & set(self.memory.main_target):
                source = self.memory.main_owner
        else:
            source = subject
        joined = [t.low for t in tokens[max(0, c.first - 3) : c.first]]
        if c.form == "base" and c.action in ACTS and joined[-1:] == ["to"] and "and" in joined and (
            self.memory.since == number and self.memory.owner
        ):  # fmt: skip
            # "To freeze the accounts and to ban the trade": by the same.
            source = self.memory.owner
        own = False
        if c.action in ACTS and source and quote is None:
            own = bool(_OWN.search(self.text[sentence.start : sentence.end]))
        if (
            c.action in ACTS
            and source
            and set(source) <= set(self.memory.main_target)
            and not own
            and quote is None
        ):
            # Whoever is under the measure does not impose, extend or lift it.
            source = owner or self.memory.owner or self.memory.main_owner or source
        if (
            c.action in ACTS and quote is None and how in ("subject", "remembered", "pronoun") and source
            and not set(source) & (IMPOSERS | OTHERS) and not own and self._far(number, sentence, c, source)
        ):  # fmt: skip
            source = owner or self._default_owner(c) or source
        if not source and c.action in ACTS:
            source = owner or self._default_owner(c)
        group = self._group(sentence, c) if c.form != "noun" and not agent else ""
        if c.action in ACTS and source and not set(source) & BODIES and owner and passive:
            source = owner
        if group and c.action not in ACTS:
            source = (group,)
        self._assign(event, c, source, owner, under, number, sentence)
        if group and c.action not in ACTS:
            event.source = [group]
        self._weigh_parties(scene, c, event, quote, "passive" if passive else "", how, owner)
        event.realis = self._realis(number, sentence, c, event)
        event.realis = self._weigh(
            "realis", event, event.realis, self._facts_of_realis(scene, c, event)
        )
        event.collectivity = self._collectivity(sentence, event, owner)
        event.collectivity = self._weigh(
            "character", event, event.collectivity, self._facts_of_character(scene, c, event, owner)
        )
        event.measure = self._measure(sentence, c)
        if zone == "commentary":
            event.asserted_by = "poster"
        elif quote is not None:
            event.asserted_by = quote.speaker or "narrator"
        else:
            event.asserted_by = self._reported(number, sentence, c)
        return event

    def _weigh(self, model: str, event: Event, ruled: str, told: list[Told]) -> str:
        """Return the likeliest answer of a model; what the rules say is one of its facts."""
        if self.teacher is not None:
            self.teacher.answer(model, event, ruled, spelled(told))
            return ruled
        return choose(weights(model).sums(told), ANSWERS[model])[0]

    def _remember(self, event: Event) -> None:
        self.memory.told.append(event)
        sources, targets = plain_key(tuple(event.source)), plain_key(tuple(event.target))
        for counts, parties in ((self.memory.sources, sources), (self.memory.targets, targets)):
            for party in sorted(parties):
                counts[party] += 1
        if sources:
            self.memory.most_source = max(self.memory.sources, key=self.memory.sources.__getitem__)
        if targets:
            self.memory.most_target = max(self.memory.targets, key=self.memory.targets.__getitem__)
        self.memory.pairs.update((x, y) for x in sources for y in targets)
        if event.action in ACTS and event.source and event.realis != "hypothetical":
            self.memory.owner = tuple(x for x in event.source if x in BODIES or len(x) == 2)
            self.memory.since = event.sentence
            if not self.memory.lead and self.memory.owner:
                self.memory.main_owner = self.memory.owner
            if event.realis == "actual":
                self.memory.act = event.action
                if not self.memory.lead:
                    self.memory.lead = event.action
        elif event.owner:
            self.memory.owner = event.owner
        states = tuple(x for x in event.target if len(x) == 2 and x not in IMPOSERS)
        if event.action in (*ACTS, "COMPLY", "CALL_FOR", "THREATEN") and states:
            self.memory.target = states
        self.memory.event_sentence = event.sentence
