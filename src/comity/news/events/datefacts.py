"""The facts about a date, a reading of it, and none at all, as an event's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from comity.news.dates.clock import When
from comity.news.scene.context import Event
from comity.news.scene.surroundings import Scene, Surroundings, group_of, side_of, step
from comity.news.weights import Told

_CLAUSES = "and but while which who that when after before since until as ; : — – said where if to by".split()


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a date stands in its sentence, found once for all events.

    Attributes:
        first, last: Its tokens, the last one excluded.
        opens, closes: Whether a clause begins with it, or ends behind it.
        host: Number of the verb or event before it in its clause, -1 for none; `way` tokens away.
        ahead: Number of the first verb, event or stop behind it, -1 for none.
    """

    first: int
    last: int
    before: str
    twice: str
    behind: str
    after: str
    opens: str
    closes: str
    host: int
    way: int
    ahead: int


class DateFacts(Surroundings):
    """Gathers what speaks for and against a date."""

    _chosen: frozenset[int] = frozenset()
    _stops: Sequence[int] = ()

    def _look_at(self, scene: Scene) -> None:
        """Count, once a sentence, which tokens are of events and how many stops stand before each."""
        self._chosen = frozenset(k for h in scene.hits if h.chosen for k in range(h.first, h.last))
        self._stops = [0, *accumulate(w in _STOPS for w in scene.low)]

    def _nearer(self, scene: Scene, event: Event, spot: Spot) -> int:
        """Return how many other events are nearer to a date, stops between counted as far."""
        stops = self._stops

        def far(start: int, end: int) -> int:
            a, b = (spot.last, start) if spot.last <= start else (end, spot.first)
            return b - a + 8 * (stops[b] - stops[a]) if a < b else b - a

        own = far(event.first, event.last)
        others = sum(
            1 for h in scene.hits
            if h.chosen and h.first != event.first and far(h.first, h.last) < own
        )  # fmt: skip
        return min(others, 3)

    def _stops_between(self, event: Event, spot: Spot) -> int:
        """Return how many stops stand between an event and a date."""
        start, end = (
            (spot.last, event.first) if spot.last <= event.first else (event.last, spot.first)
        )
        return min(self._stops[end] - self._stops[start], 3) if start < end else 0

    def _spot(self, scene: Scene, when: When) -> Spot:
        low, size = scene.low, len(scene.low)
        first, last = scene.sentence.at(when.start), scene.sentence.at(when.end)
        chosen = self._chosen
        host = next(
            (
                k
                for k in range(first - 1, -1, -1)
                if k in chosen or low[k] in _STOPS or _verbal(low[k])
            ),
            -1,
        )
        ahead = next((k for k in range(last, size)
                      if k in chosen or (low[k] in _STOPS and k > last) or _verbal(low[k])), -1)  # fmt: skip
        before = low[first - 1] if first else "^"
        behind = low[last] if last < size else "$"
        return Spot(
            first, last, before, low[first - 2] if first > 1 else "^", behind, low[last + 1] if last + 1 < size else "$",
            "opens" if before in _OPENERS else "inner",
            "closes" if behind in _STOPS or behind in ("and", "$", ".") else "goes on",
            host, first - 1 - host if host >= 0 else first, ahead,
        )  # fmt: skip

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
    ) -> list[Told]:
        """Return the facts of one reading of a date, as that of an event."""
        rule, rank = when.rule, "other" if number else "first"
        gap = "open" if when.last is None else self._gap(when.last)
        form = form_of(scene, event)
        facts: list[Told] = [(_read_in_rank, rule, rank, event.realis), (_read_in_gap, rule, rank, gap, event.realis, modal),
                             f"reading gap {gap}/{form}"]  # fmt: skip
        lead = when.text.split()[0].lower()
        for name in when.reading.split("="):
            facts += [(_read_as, name, rule, event.realis, modal),
                      (_read_as_of, name, rule, lead, gap, form, scene.zone)]  # fmt: skip
        return facts

    def _gap(self, last: date) -> str:
        """Return how far the end of an interval lies from the day of publication, as one of a few sizes."""
        if self.article.published is None:
            return "unknown"
        days = (last - self.article.published).days
        if days > 0:
            return next((f"in {n}" for n in (3, 7, 31, 120) if days <= n), "in long")
        return next((f"{n} ago" for n in (0, 3, 7, 31, 120, 400) if -days <= n), "long ago")

    def _facts_of_no_date(
        self, scene: Scene, event: Event, dates: Sequence[When], spots: Sequence[Spot]
    ) -> list[Told]:
        group, form = group_of(event.action), form_of(scene, event)
        head = any(w.start - scene.sentence.start < 12 for w in dates)
        nearer = min(3, *(self._nearer(scene, event, s) for s in spots))
        clear = min(3, *(self._stops_between(event, s) for s in spots))
        follows = scene.low[event.last] if event.last < len(scene.low) else "$"
        before = scene.low[event.first - 1] if event.first else "^"
        dated = "dated" if any(e.when for e in scene.events) else "undated"
        return [
            (_none_near, nearer, clear, form), (_none_of, event.action, group, form, event.realis),
            f"none before {before}", f"none behind {follows}", f"none/{event.rule}", f"none after {dated}",
            f"none of {min(len(dates), 3)}", f"none, one at the head {head}",
            *(f"none of {r}" for r in sorted({w.rule for w in dates})),
        ]  # fmt: skip

    def _facts_of_date(
        self, scene: Scene, event: Event, when: When, spot: Spot, spots: Sequence[Spot], before: Sequence[Event]
    ) -> list[Told]:  # fmt: skip
        """Return the facts of a date as that of an event."""
        low, group, form = scene.low, group_of(event.action), form_of(scene, event)
        side, start, end = side_of(spot.first, spot.last, event.first, event.last)
        between = low[start:end]
        opening = low[spot.first] if spot.first < len(low) else "$"
        events = min(
            sum(1 for h in scene.hits if h.chosen and start <= h.first and h.last <= end), 3
        )
        nearest = all(s is spot or not (start <= s.first < end) for s in spots)
        commas = min(between.count(","), 3)
        facts: list[Told] = [
            (_far, side, step(end - start), form, group), (_opened, side, spot.before, opening, group),
            (_of_rule, side, when.rule, group), (_among, side, events, form, nearest, commas),
            f"some/{event.realis}/{side}", f"some/{form}/{side}", f"some/{event.rule}/{side}",
        ]  # fmt: skip
        facts += self._facts_of_host(scene, event, spot, side, form)
        facts += [(_past, side, w, form) for w in _CLAUSES if w in between]
        if when.start - scene.sentence.start < 12:
            facts.append((_at_head, form, commas, events))
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
            facts += [(_as_before, same, link, form, step(len(way))), f"{same} the event before/{lead}",
                      f"{same} the event before/{group_of(before[-1].action)}>{group}/{link}"]  # fmt: skip
        if when.first is not None and self.article.published is not None:
            years = (self.article.published - when.first).days // 365
            facts.append(f"{'old' if years > 1 else 'new' if years >= 0 else 'coming'}/{group}")
        return facts

    def _facts_of_host(
        self, scene: Scene, event: Event, spot: Spot, side: str, form: str
    ) -> list[Told]:
        """Return what the words beside a date say of whose it is: the verb it follows, its clause."""
        low, chosen = scene.low, self._chosen

        def kind(k: int, stop: str) -> str:
            if k < 0:
                return "none"
            if event.first <= k < event.last:
                return "own"
            return "event" if k in chosen else stop if low[k] in _STOPS else "verb"

        host, found = kind(spot.host, "start"), kind(spot.ahead, "stop")
        near = self._nearer(scene, event, spot)
        start, end = (
            (spot.last, event.first) if spot.last <= event.first else (event.last, spot.first)
        )
        verbs = min(sum(1 for k in range(start, end) if k not in chosen and _verbal(low[k])), 3)
        stops = self._stops_between(event, spot)
        return [
            (_hosted, side, host, form, step(spot.way), spot.opens, spot.closes, found),
            (_with_verbs, side, verbs, stops, form, spot.opens, spot.closes),
            (_with_nearer, side, near, form, host, spot.opens, stops),
            (_beside_it, side, spot.before, spot.twice, spot.behind, spot.after),
            f"{side} before the event {low[event.first - 1] if event.first else '^'}",
            f"{side} behind the event {low[event.last] if event.last < len(low) else '$'}",
        ]  # fmt: skip


# Bundles of facts: what they count for together is looked up once. ------------------------------


def _read_in_rank(rule: str, rank: str, realis: str) -> tuple[str, ...]:
    return f"reading {rank}", f"reading {rule} {rank}", f"reading {rule} {rank}/{realis}"


def _read_in_gap(rule: str, rank: str, gap: str, realis: str, modal: str) -> tuple[str, ...]:
    return (f"reading gap {gap}", f"reading {rule} gap {gap}/{realis}", f"reading gap {gap}/{modal}",
            f"reading {rule} gap {gap}/{modal}", f"reading {rank} gap {gap}")  # fmt: skip


def _read_as(name: str, rule: str, realis: str, modal: str) -> tuple[str, ...]:
    return (f"reading {name}", f"reading {rule} {name}", f"reading {name}/{realis}", f"reading {name}/{modal}",
            f"reading {rule} {name}/{realis}", f"reading {rule} {name}/{modal}")  # fmt: skip


def _read_as_of(
    name: str, rule: str, lead: str, gap: str, form: str, zone: str
) -> tuple[str, ...]:  # fmt: skip
    return (f"reading {rule} {lead} {name}", f"reading {name} gap {gap}", f"reading {name}/{form}",
            f"reading {rule} {name} {zone}")  # fmt: skip


def _none_near(nearer: int, clear: int, form: str) -> tuple[str, ...]:
    return (f"none, nearer events {nearer}", f"none, nearer events {nearer}/{form}", f"none, stops {clear}",
            f"none, stops {clear}/{form}", f"none, stops {clear} nearer {nearer}")  # fmt: skip


def _none_of(action: str, group: str, form: str, realis: str) -> tuple[str, ...]:
    return (f"none/{action}", f"none/{form}/{realis}", f"none/{group}", f"none/{form}", f"none/{form}/{group}",
            f"none/{realis}")  # fmt: skip


def _far(side: str, far: str, form: str, group: str) -> tuple[str, ...]:
    return f"{side} {far}", f"{side} {far}/{form}", f"{side} {far}/{group}"


def _opened(side: str, told: str, opening: str, group: str) -> tuple[str, ...]:
    return f"{side} {told}/{group}", f"{side} {told}", f"{side} {opening}"


def _of_rule(side: str, rule: str, group: str) -> tuple[str, ...]:
    return f"{side} rule {rule}/{group}", f"{side} rule {rule}"


def _among(side: str, events: int, form: str, nearest: bool, commas: int) -> tuple[str, ...]:
    few = min(events, 2)
    return (f"{side} events {events}", f"{side} events {events}/{form}", f"{side} nearest {nearest}",
            f"{side} nearest {nearest} events {few}", f"{side} commas {commas}", f"{side} commas {commas} events {few}")  # fmt: skip


def _past(side: str, word: str, form: str) -> tuple[str, ...]:
    return f"{side} past {word}", f"{side} past {word}/{form}"


def _at_head(form: str, commas: int, events: int) -> tuple[str, ...]:
    return "head", f"head/{form}", f"head commas {commas}", f"head events {events}"


def _as_before(same: str, link: str, form: str, way: str) -> tuple[str, ...]:
    return (f"{same} the event before/{link}", f"{same} the event before/{form}", f"{same} the event before/{way}",
            f"{same} the event before/{link}/{form}")  # fmt: skip


def _hosted(
    side: str, host: str, form: str, way: str, opens: str, closes: str, ahead: str
) -> tuple[str, ...]:  # fmt: skip
    return (f"{side} host {host}", f"{side} host {host}/{form}", f"{side} host {host} {way}",
            f"{side} {opens} {closes} host {host}", f"{side} {opens} ahead {ahead}", f"{side} {opens} ahead {ahead}/{form}",
            f"{side} host {host} ahead {ahead}", f"{side} host {host} ahead {ahead} {opens}")  # fmt: skip


def _with_verbs(
    side: str, verbs: int, stops: int, form: str, opens: str, closes: str
) -> tuple[str, ...]:  # fmt: skip
    return (f"{side} verbs {verbs}", f"{side} verbs {verbs}/{form}", f"{side} verbs {verbs} stops {stops}",
            f"{side} {opens} verbs {verbs} stops {stops}", f"{side} {closes} verbs {verbs} stops {stops}",
            f"{side} stops {stops}/{form}")  # fmt: skip


def _with_nearer(
    side: str, near: int, form: str, host: str, opens: str, stops: int
) -> tuple[str, ...]:  # fmt: skip
    return (f"{side} nearer events {near}", f"{side} nearer events {near}/{form}", f"{side} nearer events {near} host {host}",
            f"{side} nearer events {near} {opens} stops {stops}")  # fmt: skip


def _beside_it(side: str, before: str, twice: str, behind: str, after: str) -> tuple[str, ...]:
    return (
        f"{side} {before} then {behind}",
        f"{side} {before} then {behind} {after}",
        f"{side} {twice} {before}",
    )


# Words ------------------------------------------------------------------------------------------


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


_TO_COME = frozenset(
    "will would shall may might could must should due can to had has have was were is are been".split()
)


def modal_of(scene: Scene, event: Event) -> str:
    """Return what before a word tells its time: the nearest helping verb, or its own form."""
    low = scene.low
    for k in range(event.first - 1, max(-1, event.first - 5), -1):
        if low[k] in _TO_COME:
            return low[k]
        if low[k] in (",", ";", ":"):
            break
    word = low[event.first] if event.first < len(low) else ""
    return next((f"-{end}" for end in ("ed", "s", "ing") if word.endswith(end)), "bare")


def form_of(scene: Scene, event: Event) -> str:
    """Return the form of an event's word: past, passive, noun, …."""
    return next((h.form for h in scene.hits if h.first == event.first), "none")
