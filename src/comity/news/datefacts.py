"""The facts about a date, a reading of it, and none at all, as an event's own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from comity.news.context import Event
from comity.news.dates import When
from comity.news.surroundings import Scene, Surroundings, group_of, step

_CLAUSES = "and but while which who that when after before since until as ; : — – said where if to by".split()


class DateFacts(Surroundings):
    """Gathers what speaks for and against a date."""

    def _years_before(
        self, when: When, dates: Sequence[When], before: Sequence[Event]
    ) -> list[tuple[str, int]]:  # fmt: skip
        """Return the years that the sentence has told of before a date: in figures, and of an event."""
        found = [("told in figures", w.first.year) for w in dates
                 if w.end <= when.start and w.first is not None and w.reading == "whole"][-1:]  # fmt: skip
        dated = [e.when.first.year for e in before if e.when is not None and e.when.first is not None
                 and e.when.start < when.start]  # fmt: skip
        return found + [("of the event before", y) for y in dated[-1:]]

    def _facts_of_reading(
        self, scene: Scene, event: Event, when: When, number: int, modal: str
    ) -> list[str]:
        """Return the facts of one reading of a date, as that of an event."""
        rule, rank = when.rule, "first" if not number else "other"
        lead = when.text.split()[0].lower()
        gap = "open" if when.last is None else self._gap(when.last)
        form = _form(scene, event)
        facts = [f"reading {rank}", f"reading {rule} {rank}", f"reading {rule} {rank}/{event.realis}", f"reading gap {gap}",
                 f"reading {rule} gap {gap}/{event.realis}", f"reading gap {gap}/{modal}", f"reading {rule} gap {gap}/{modal}",
                 f"reading {rank} gap {gap}", f"reading gap {gap}/{form}"]  # fmt: skip
        for name in when.reading.split("="):
            facts += [
                f"reading {name}", f"reading {rule} {name}", f"reading {name}/{event.realis}", f"reading {name}/{modal}",
                f"reading {rule} {name}/{event.realis}", f"reading {rule} {name}/{modal}", f"reading {rule} {lead} {name}",
                f"reading {name} gap {gap}", f"reading {name}/{form}", f"reading {rule} {name} {scene.zone}",
            ]  # fmt: skip
        return facts

    def _gap(self, last: date) -> str:
        """Return how far the end of an interval lies from the day of publication, as one of a few sizes."""
        if self.article.published is None:
            return "unknown"
        days = (last - self.article.published).days
        if days > 0:
            return next((f"in {n}" for n in (3, 7, 31, 120) if days <= n), "in long")
        return next((f"{n} ago" for n in (0, 3, 7, 31, 120, 400) if -days <= n), "long ago")

    def _facts_of_no_date(self, scene: Scene, event: Event, dates: Sequence[When]) -> list[str]:
        group = group_of(event.action)
        head = any(w.start - scene.sentence.start < 12 for w in dates)
        form = _form(scene, event)
        nearer = min(3, *(_ranks(scene, event, *self._tokens_of(scene, w)) for w in dates))
        clear = min(3, *(_stops_between(scene, event, *self._tokens_of(scene, w)) for w in dates))
        follows = scene.low[event.last] if event.last < len(scene.low) else "$"
        before = scene.low[event.first - 1] if event.first else "^"
        rules = sorted({w.rule for w in dates})
        own = [f"none, nearer events {nearer}", f"none, nearer events {nearer}/{form}", f"none, stops {clear}",
               f"none, stops {clear}/{form}", f"none, stops {clear} nearer {nearer}", f"none before {before}",
               f"none behind {follows}", f"none/{event.action}", f"none/{form}/{event.realis}", *(f"none of {r}" for r in rules)]  # fmt: skip
        return [*own, f"none/{group}", f"none of {min(len(dates), 3)}", f"none/{form}", f"none/{form}/{group}",
                f"none, one at the head {head}", f"none/{event.realis}", f"none/{event.rule}",
                f"none after {'dated' if scene.events and any(e.when for e in scene.events) else 'undated'}"]  # fmt: skip

    def _tokens_of(self, scene: Scene, when: When) -> tuple[int, int]:
        return scene.sentence.at(when.start), scene.sentence.at(when.end)

    def _facts_of_date(
        self, scene: Scene, event: Event, when: When, dates: Sequence[When], before: Sequence[Event]
    ) -> list[str]:
        """Return the facts of a date as that of an event."""
        low, group, form = scene.low, group_of(event.action), _form(scene, event)
        first, last = scene.sentence.at(when.start), scene.sentence.at(when.end)
        if last <= event.first:
            side, start, end = "left", last, event.first
        elif first >= event.last:
            side, start, end = "right", event.last, first
        else:
            side, start, end = "inside", 0, 0
        far, between = step(end - start), low[start:end]
        told = low[first - 1] if first else "^"
        opening = low[first] if first < len(low) else "$"
        events = sum(1 for h in scene.hits if h.chosen and start <= h.first and h.last <= end)
        nearest = all(w is when or not (start <= scene.sentence.at(w.start) < end) for w in dates)
        facts = [
            f"{side} {far}", f"{side} {far}/{form}", f"{side} {far}/{group}", f"{side} {told}/{group}", f"{side} {told}",
            f"{side} {opening}", f"{side} rule {when.rule}/{group}", f"{side} rule {when.rule}",
            f"{side} events {min(events, 3)}", f"{side} events {min(events, 3)}/{form}", f"{side} nearest {nearest}",
            f"{side} nearest {nearest} events {min(events, 2)}", f"some/{event.realis}/{side}", f"some/{form}/{side}",
        ]  # fmt: skip
        facts += self._facts_of_host(scene, event, first, last, side, form)
        commas = min(between.count(","), 3)
        facts += [f"{side} commas {commas}", f"{side} commas {commas} events {min(events, 2)}"]
        facts += [f"{side} past {w}" for w in _CLAUSES if w in between]
        facts += [f"{side} past {w}/{form}" for w in _CLAUSES if w in between]
        if when.start - scene.sentence.start < 12:
            facts += [
                "head",
                f"head/{form}",
                f"head commas {commas}",
                f"head events {min(events, 3)}",
            ]
        inside = self.article.quote_at(event.start), self.article.quote_at(when.start)
        if (inside[0] is None) != (inside[1] is None):
            facts.append(f"other side of a quotation/{side}")
        if before:
            # Readings of one expression begin alike.
            dated = before[-1].when
            same = "as" if dated and dated.start == when.start else "unlike" if dated else "not as"
            way = low[before[-1].last : event.first]
            link = "and" if "and" in way else "comma" if "," in way else "other"
            lead = low[event.first - 1] if event.first else "^"
            pair = f"{group_of(before[-1].action)}>{group}"
            facts += [f"{same} the event before/{link}", f"{same} the event before/{form}", f"{same} the event before/{step(len(way))}",
                      f"{same} the event before/{link}/{form}", f"{same} the event before/{lead}", f"{same} the event before/{pair}/{link}"]  # fmt: skip
        if when.first is not None and self.article.published is not None:
            years = (self.article.published - when.first).days // 365
            facts.append(f"{'old' if years > 1 else 'new' if years >= 0 else 'coming'}/{group}")
        return facts

    def _facts_of_host(
        self, scene: Scene, event: Event, first: int, last: int, side: str, form: str
    ) -> list[str]:
        """Return what the words beside a date say of whose it is: the verb it follows, its clause."""
        low = scene.low
        chosen = {k for h in scene.hits if h.chosen for k in range(h.first, h.last)}
        own = range(event.first, event.last)
        host, way = "none", 0
        for k in range(first - 1, -1, -1):
            if k in own:
                host = "own"
            elif k in chosen:
                host = "event"
            elif low[k] in _STOPS:
                host = "start"
            elif _verbal(low[k]):
                host = "verb"
            else:
                way += 1
                continue
            break
        before = low[first - 1] if first else "^"
        behind = low[last] if last < len(low) else "$"
        opens = "opens" if before in _OPENERS else "inner"
        closes = "closes" if behind in _STOPS or behind in ("and", "$", ".") else "goes on"
        ahead, found = 0, "none"
        for k in range(last, len(low)):
            if k in own:
                found = "own"
            elif k in chosen:
                found = "event"
            elif low[k] in _STOPS and ahead:
                found = "stop"
            elif _verbal(low[k]):
                found = "verb"
            else:
                ahead += 1
                continue
            break
        after = low[last + 1] if last + 1 < len(low) else "$"
        twice = low[first - 2] if first > 1 else "^"
        follows = low[event.last] if event.last < len(low) else "$"
        near = _ranks(scene, event, first, last)
        start, end = (last, event.first) if last <= event.first else (event.last, first)
        verbs = min(sum(1 for k in range(start, end) if k not in chosen and _verbal(low[k])), 3)
        stops = min(sum(1 for k in range(start, end) if low[k] in _STOPS), 3)
        return [
            f"{side} host {host}", f"{side} host {host}/{form}", f"{side} host {host} {step(way)}",
            f"{side} {opens} {closes} host {host}", f"{side} {opens} ahead {found}", f"{side} {opens} ahead {found}/{form}",
            f"{side} host {host} ahead {found}", f"{side} host {host} ahead {found} {opens}", f"{side} verbs {verbs}",
            f"{side} verbs {verbs}/{form}", f"{side} verbs {verbs} stops {stops}", f"{side} {opens} verbs {verbs} stops {stops}",
            f"{side} {closes} verbs {verbs} stops {stops}", f"{side} stops {stops}/{form}",
            f"{side} {before} then {behind}", f"{side} {before} then {behind} {after}", f"{side} {twice} {before}",
            f"{side} before the event {low[event.first - 1] if event.first else '^'}", f"{side} behind the event {follows}",
            f"{side} nearer events {near}", f"{side} nearer events {near}/{form}", f"{side} nearer events {near} host {host}",
            f"{side} nearer events {near} {opens} stops {stops}", f"some/{event.rule}/{side}",
        ]  # fmt: skip


_STOPS = frozenset(
    ', ; : — – - ( ) [ ] “ ” " but while which who whose that although though because'.split()
)
_OPENERS = frozenset(', ; : — – ( “ " and but ^ that when which while'.split())
_IRREGULAR = frozenset(
    """was were is are has have had be been said says told took put made gave came went held met kept let set cut hit
    began left fell grew saw ran got sent spent built brought bought sold won lost paid led found became drew flew wrote
    rose will would shall may might can could must should does did do took taken given gone made known shown seen
    broke spoke drove shot stood sat swore threw withdrew won wants want says say hopes plans expects meets""".split()
)


def _verbal(word: str) -> bool:
    return word in _IRREGULAR or (len(word) > 4 and word.endswith("ed"))


def _ranks(scene: Scene, event: Event, first: int, last: int) -> int:
    """Return how many other events are nearer to a date, stops and verbs between counted as far."""

    def far(start: int, end: int) -> int:
        a, b = (last, start) if last <= start else (end, first)
        return (b - a) + sum(8 for k in range(a, b) if scene.low[k] in _STOPS)

    own = far(event.first, event.last)
    return min(
        sum(
            1
            for h in scene.hits
            if h.chosen and h.first != event.first and far(h.first, h.last) < own
        ),
        3,
    )


def _stops_between(scene: Scene, event: Event, first: int, last: int) -> int:
    """Return how many stops stand between an event and a date."""
    start, end = (last, event.first) if last <= event.first else (event.last, first)
    return min(sum(1 for k in range(start, end) if scene.low[k] in _STOPS), 3)


_TO_COME = frozenset("will would shall may might could must should due can to".split())


def modal_of(scene: Scene, event: Event) -> str:
    """Return what before a word tells its time: the nearest helping verb, or its own form."""
    low = scene.low
    for k in range(event.first - 1, max(-1, event.first - 5), -1):
        if low[k] in _TO_COME or low[k] in (
            "had",
            "has",
            "have",
            "was",
            "were",
            "is",
            "are",
            "been",
        ):
            return low[k]
        if low[k] in (",", ";", ":"):
            break
    word = low[event.first] if event.first < len(low) else ""
    return (
        "-ed"
        if word.endswith("ed")
        else "-s"
        if word.endswith("s")
        else "-ing"
        if word.endswith("ing")
        else "bare"
    )


def _form(scene: Scene, event: Event) -> str:
    return next((h.form for h in scene.hits if h.first == event.first), "none")
