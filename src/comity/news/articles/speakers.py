"""Whose words a quotation is: everybody who may speak, weighed by learned weights.

The rules of `quotes.py` give one answer; it is one fact among those about each person, unnamed
voice, institution and state near the quotation. That nobody is quoted at all (marks around a term)
is an answer too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Protocol

from comity.news.articles.quotes import SAYING, SAYING_WORDS, Attribution, Found, Quote, Voice
from comity.news.weights import Told, spelled, weights

NOBODY = ""
NO_QUOTATION = "-"
Choices = dict[str, tuple[str, list[str]]]
"""Name (or one of the two above) → (state, facts)."""
_Choices = dict[str, tuple[str, list[Told]]]

_SAYS_AFTER = re.compile(rf"[^.;:\"“”]{{0,50}}?\b(?:{SAYING.pattern})", re.I)
_SAYS_BEFORE = re.compile(rf"(?:{SAYING.pattern})[^.;:\"“”]{{0,40}}$", re.I)
_SUBJECT = re.compile(
    r"\b(he|she|it|they|one|who|the [a-z]+)\s+(?:\w+ly )?(?:" + SAYING.pattern + ")", re.I
)
_STOP = re.compile(r"[.!?](?=\s|$)")
_LAST = re.compile(r"(\w+|[^\w\s])\s*$")
_NEXT = re.compile(r"\s*(\w+|[^\w\s])")
_AT_ONCE = re.compile(rf"(?:{SAYING.pattern})\W*$", re.I)
_BY_WORDS = re.compile(
    r"(?:\bin the words of|\baccording to|\bas|\bwhat|\bsays?|\bsaid)\s+(?:(?:the|an?|his|her|its)\s+)?(?:[A-Z]\w+ ){0,3}$",
    re.I,
)
_UNNAMED = frozenset(("A", "An", "One", "The", "Two", "Some"))
_FAR = 900


class Teaching(Protocol):
    """Who knows the speakers, and takes down the facts: for learning the weights."""

    def speaker(self, quote: Quote, choices: Choices) -> None:
        """Take down the facts of everybody who may speak."""


def _size(distance: int) -> str:
    for most in (8, 25, 60, 120, 250, 500):
        if distance <= most:
            return str(most)
    return "far"


class Speakers(Attribution):
    """Attribution by learned weights."""

    teacher: Teaching | None = None

    def _place(self, quote: Quote) -> bool:
        kept = super()._place(quote)
        if quote.rule == "block":
            return True
        ruled: Found | None = (
            (quote.speaker or NOBODY, quote.code, quote.rule)
            if kept
            else (NO_QUOTATION, "", "none")
        )
        assert ruled is not None
        choices = self._choices(quote, ruled)
        if self.teacher is not None:
            self.teacher.speaker(quote, {n: (c, spelled(f)) for n, (c, f) in choices.items()})
        model = weights("speaker")
        if not model.learned:
            return kept
        best = max(choices, key=lambda name: model.total(choices[name][1]))
        if best == NO_QUOTATION:
            return False
        if best != ruled[0]:
            quote.rule = f"likeliest, not: {quote.rule}" if quote.rule else "likeliest"
        quote.speaker, quote.code = best or None, choices[best][0]
        return True

    def _choices(self, quote: Quote, ruled: Found) -> _Choices:
        place = self._place_of(quote)
        around = self._around(quote, place)
        found: _Choices = {
            NOBODY: ("", [f"nobody {f}" for f in around]),
            NO_QUOTATION: ("", [f"none {f}" for f in around]),
        }

        def add(name: str, code: str, facts: list[Told]) -> None:
            if name in found:
                found[name][1].extend(facts)
            else:
                found[name] = (code, facts)

        low = max(0, quote.start - _FAR)
        voices = sorted(
            {
                (v.start, v.name): v
                for v in (*self._who.others(low, place.stop), *self._voices(low, place.stop))
            }.values()
        )
        voices = [v for v in voices if v.end <= quote.start or quote.end <= v.start]
        # Quotations are kept in their order, so only the last of them can reach so far.
        near = list(takewhile(lambda q: q.end > low, reversed(self._kept)))
        ranks: dict[str, int] = {}
        for at in range(len(voices) - 1, -1, -1):
            voice = voices[at]
            where = place.of(voice)
            rank = ranks.get(where, 0)
            ranks[where] = rank + 1
            add(
                voice.name, voice.code, self._facts_of(quote, place, voices, at, min(rank, 3), near)
            )
        part, pronoun = place.part, place.pronoun
        for k, other in enumerate(islice((q for q in reversed(self._kept) if q.speaker), 3)):
            far = _size(quote.start - other.end)
            same = (
                "here" if other.start >= place.start else "paragraph" if other.start >= place.low else "above"
            )  # fmt: skip
            add(other.speaker or "", other.code,
                [f"spoke {k} before {far} {part}", f"spoke {k} before {same} {part} pronoun {pronoun}",
                 f"spoke {k} before {part} {place.said} {same}", f"spoke {k} before {same} {part} opening {place.opening}"])  # fmt: skip
        name, code, rule = ruled
        add(name, code, [f"ruled: {rule}", f"ruled {part}", f"ruled {part} pronoun {pronoun}", f"ruled: {rule} {part} {place.said}"])  # fmt: skip
        return found

    def _place_of(self, quote: Quote) -> _Place:
        """Return where a quotation stands, and what of that every voice is weighed by."""
        text = self._text
        low, past = self._paragraph_of(quote.start)
        start, _ = self._sentence_of(quote.start)
        _, stop = self._sentence_of(quote.end - 1)
        start = max(start, low)
        if not quote.partial:
            rest = _STOP.search(text, quote.end, past)
            stop = max(stop, rest.end() if rest else past)
        last, _ = self._sentence_of(max(0, start - 2))
        head, tail = text[start : quote.start], text[quote.end : stop]
        told = _SUBJECT.search(tail[:90])
        pronoun = "none"
        if told and not self._voices(quote.end, quote.end + told.start() + 1):
            word = told[1].lower()
            pronoun = word if " " not in word else "the"
        elif found := list(_SUBJECT.finditer(head)):
            word = found[-1][1].lower()
            pronoun = "head " + (word if " " not in word else "the")
        before, after = _LAST.search(head), _NEXT.match(tail)
        said = "saying" if SAYING.search(head) else "no saying"
        if _AT_ONCE.search(head):
            said = "saying at once"
        verbs = [m.start() + start for m in SAYING.finditer(head)]
        ahead = SAYING.search(tail[:170])
        return _Place(
            part="part" if quote.partial else "whole", size=str(min(len(text[quote.start : quote.end].split()), 5)),
            low=low, start=start, stop=stop, last=last, begin=quote.start, end=quote.end, pronoun=pronoun, said=said,
            opening=before[1].lower() if before else "^", closing=after[1].lower() if after else "$",
            verb=verbs[-1] if verbs else -1, first_verb=verbs[0] if verbs else -1,
            ahead=quote.end + ahead.start() if ahead else -1,
        )  # fmt: skip

    def _around(self, quote: Quote, place: _Place) -> list[str]:
        part, size = place.part, place.size
        mark = self._text[quote.start]
        return [f"{part} {size}", f"{part} {place.said}", f"mark {mark}/{part}", f"behind {place.opening}/{part}",
                f"then {place.closing}/{part}", f"{size} behind {place.opening}", f"{size} {place.said} mark {mark}",
                f"between {place.opening} {place.closing}", f"{part} {place.said} tail {'saying' if place.ahead >= 0 else 'silent'}"]  # fmt: skip

    def _facts_of(
        self, quote: Quote, place: _Place, voices: list[Voice], at: int, rank: int, near: list[Quote]
    ) -> list[Told]:  # fmt: skip
        """Return the facts of a voice as the speaker of a quotation; `near` are those told before."""
        text, v, part, pronoun = self._text, voices[at], place.part, place.pronoun
        where = place.of(v)
        side, _, away = where.partition(" ")
        kind, role = _kind(v), "subject" if v.subject else "bound"
        says = _says(text[v.end : v.end + 75], text[max(0, v.start - 50) : v.start])
        gap = _size(v.start - quote.end if side == "after" else quote.start - v.end)
        inside = "quoted" if any(q.start <= v.start < q.end for q in near) else "told"
        head = place.start if away == "same" else self._sentence_of(v.start)[0]
        first = "opens" if v.start - head < 5 else "inner"
        facts: list[Told] = [
            (_of_kind, part, where, kind, role, says, rank), (_of_pronoun, part, where, away, kind, role, pronoun),
            (_of_place, part, where, role, gap, inside, first), (_of_words, part, where, role, kind, place.said, says, place.size),
            f"{part} behind {place.opening} {where} {role}",
        ]  # fmt: skip
        if away in ("same", "last", "paragraph"):
            facts += self._facts_beside(place, voices, at, where, kind)
        if kind == "unnamed":
            facts.append(f"unnamed {_shape(v.name)}")
        return facts

    def _facts_beside(
        self, place: _Place, voices: list[Voice], at: int, where: str, kind: str
    ) -> list[Told]:
        """Return what the words beside a voice, and its verb, say of it."""
        text, v, part = self._text, voices[at], place.part
        before = _LAST.search(text, max(0, v.start - 30), v.start)
        after = _NEXT.match(text, v.end, v.end + 30)
        lead = before[1].lower() if before and v.start > place.low else "^"
        tail = after[1].lower() if after else "$"
        facts: list[Told] = [(_between, part, where, kind, lead, tail)]
        if _BY_WORDS.search(text, max(0, v.start - 60), v.start):
            facts += [f"told by/{part} {where}", f"told by {kind}/{part}"]
        if not where.endswith("same"):
            return facts
        role = "subject" if v.subject else "bound"
        tie = _tie(place, voices, at)
        facts += [
            (_tied, part, where, tie, role, kind, place.said),
            f"{part} {where} {tie} opening {place.opening}",
        ]
        if 0 <= place.first_verb < place.verb and v.end <= place.first_verb:
            others = min(_subjects_between(voices, at, place.first_verb), 2)
            facts.append(f"{part} {where} before the first verb, {others} between")
        return facts


_WORD = re.compile(r"\w+")


def _says(behind: str, before: str) -> str:
    """Return whether a verb of saying follows a voice or stands before it."""
    # The patterns are slow to fail, so they are tried only where they have a word to begin with.
    if not SAYING_WORDS.isdisjoint(_WORD.findall(behind.lower())) and _SAYS_AFTER.match(behind):
        return "says"
    if not SAYING_WORDS.isdisjoint(_WORD.findall(before.lower())) and _SAYS_BEFORE.search(before):
        return "said by"
    return "silent"


def _tie(place: _Place, voices: Sequence[Voice], at: int) -> str:
    """Return how a voice stands to the verb of saying beside the quotation."""
    v = voices[at]
    before = v.end <= place.begin
    verb = place.verb if before else place.ahead
    if verb < 0:
        return "no verb"
    if v.end <= verb:
        return f"before the verb, {min(_subjects_between(voices, at, verb), 2)} between"
    if before:
        return "behind the verb"
    others = sum(1 for o in voices[:at] if place.end <= o.start and o.end <= v.start)
    return f"behind the verb {_size(v.start - verb)}, {min(others, 2)} before"


def _subjects_between(voices: Sequence[Voice], at: int, verb: int) -> int:
    end = voices[at].end
    return sum(1 for o in voices[at + 1 :] if o.subject and end <= o.start and o.end <= verb)


# Bundles of facts: what they count for together is looked up once. ------------------------------


def _of_kind(part: str, where: str, kind: str, role: str, says: str, rank: int) -> tuple[str, ...]:
    return (f"{part} {where} {kind} {role}", f"{part} {where} {says} {role}", f"{part} {where} rank {rank}",
            f"{part} {where} {kind} {says}", f"{part} {where} {kind} rank {rank} {role}")  # fmt: skip


def _of_pronoun(
    part: str, where: str, near: str, kind: str, role: str, pronoun: str
) -> tuple[str, ...]:  # fmt: skip
    return f"{part} {where} {role} pronoun {pronoun}", f"{part} {kind} pronoun {pronoun} {near}"


def _of_place(
    part: str, where: str, role: str, gap: str, inside: str, first: str
) -> tuple[str, ...]:  # fmt: skip
    return f"{part} {where} {gap}", f"{part} {where} {inside}", f"{part} {where} {first} {role}"


def _of_words(
    part: str, where: str, role: str, kind: str, said: str, says: str, size: str
) -> tuple[str, ...]:  # fmt: skip
    return f"{part} {said} {where} {role} {says}", f"{kind} {size} {part}"


def _between(part: str, where: str, kind: str, lead: str, tail: str) -> tuple[str, ...]:
    return (f"{part} {where} prev {lead}", f"{part} {where} next {tail}", f"{where} {kind} next {tail}",
            f"{where} {kind} prev {lead}")  # fmt: skip


def _tied(
    part: str, where: str, tie: str, role: str, kind: str, said: str
) -> tuple[str, ...]:  # fmt: skip
    return f"{part} {where} {tie}", f"{part} {where} {tie} {role}", f"{part} {where} {tie} {kind}", f"{part} {where} {tie} {said}"  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a quotation stands: its sentence, the one before, its paragraph, the verbs beside it."""

    part: str
    size: str
    low: int
    start: int
    stop: int
    last: int
    begin: int
    end: int
    pronoun: str
    said: str
    opening: str
    closing: str
    verb: int
    first_verb: int
    ahead: int

    def of(self, voice: Voice) -> str:
        """Return where a voice stands: before or after, and how near."""
        at = voice.start
        near = (
            "same" if at >= self.start else "last" if at >= max(self.last, self.low)
            else "paragraph" if at >= self.low else "earlier"
        )  # fmt: skip
        return f"{'after' if at >= self.end else 'before'} {near}"


def _kind(voice: Voice) -> str:
    if voice.name[:1].islower() or voice.name.split()[0] in _UNNAMED:
        return "unnamed"
    if voice.person:
        return "person" if voice.code else "unknown"
    return "state" if voice.code else "body"


def _shape(name: str) -> str:
    """Return how an unnamed voice is told: its first word, and whether more is said of it."""
    words = name.split()
    more = next(
        (w for w in words[1:] if w in ("in", "of", "from", "at", "with", "for", "to", "on")), "bare"
    )
    return f"{words[0].lower()} {more}"
