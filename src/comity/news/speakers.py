"""Whose words a quotation is: everybody who may speak, weighed by learned weights.

The rules of `quotes.py` give one answer; it is one fact among those about each person, unnamed
voice, institution and state near the quotation. That nobody is quoted at all (marks around a term)
is an answer too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from comity.news.quotes import SAYING, Attribution, Found, Quote, Voice
from comity.news.weights import weights

NOBODY = ""
NO_QUOTATION = "-"
Choices = dict[str, tuple[str, list[str]]]
"""Name (or one of the two above) → (state, facts)."""

_SAYS_AFTER = re.compile(rf"[^.;:\"“”]{{0,50}}?\b(?:{SAYING.pattern})", re.I)
_SAYS_BEFORE = re.compile(rf"(?:{SAYING.pattern})[^.;:\"“”]{{0,40}}$", re.I)
_SUBJECT = re.compile(
    r"\b(he|she|it|they|one|who|the [a-z]+)\s+(?:\w+ly )?(?:" + SAYING.pattern + ")", re.I
)
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

    others: Callable[[int, int], list[Voice]]
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
            self.teacher.speaker(quote, choices)
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

    def _choices(self, quote: Quote, ruled: Found) -> Choices:
        text = self._text
        part = "part" if quote.partial else "whole"
        words = len(text[quote.start : quote.end].split())
        size = str(min(words, 5))
        low, past = self._paragraph_of(quote.start)
        start, _ = self._sentence_of(quote.start)
        _, stop = self._sentence_of(quote.end - 1)
        start = max(start, low)
        if not quote.partial:
            rest = re.compile(r"[.!?](?=\s|$)").search(text, quote.end, past)
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
        mark = text[quote.start]
        before = re.search(r"(\w+|[^\w\s])\s*$", head)
        opening = before[1].lower() if before else "^"
        after = re.match(r"\s*(\w+|[^\w\s])", tail)
        closing = after[1].lower() if after else "$"
        said = "saying" if SAYING.search(head) else "no saying"
        if re.search(rf"(?:{SAYING.pattern})\W*$", head, re.I):
            said = "saying at once"
        around = [f"{part} {size}", f"{part} {said}", f"mark {mark}/{part}", f"behind {opening}/{part}",
                  f"then {closing}/{part}", f"{size} behind {opening}"]  # fmt: skip
        found_: Choices = {
            NOBODY: ("", [f"nobody {f}" for f in around]),
            NO_QUOTATION: ("", [f"none {f}" for f in around]),
        }
        voices = sorted(
            {
                (v.start, v.name): v
                for v in (
                    *self.others(max(0, quote.start - _FAR), stop),
                    *self._voices(max(0, quote.start - _FAR), stop),
                )
            }.values()
        )
        ranks: dict[str, int] = {}
        for v in reversed(voices):
            if v.start < quote.end and quote.start < v.end:
                continue
            side = "after" if v.start >= quote.end else "before"
            place = (
                "same" if v.start >= start else "last" if v.start >= max(last, low) else "paragraph" if v.start >= low
                else "earlier"
            )  # fmt: skip
            kind = (
                ("person" if v.code else "unknown") if v.person else "state" if v.code else "body"
            )
            if v.name[:1].islower() or v.name.split()[0] in (
                "A",
                "An",
                "One",
                "The",
                "Two",
                "Some",
            ):
                kind = "unnamed"
            role = "subject" if v.subject else "bound"
            where = f"{side} {place}"
            rank = ranks.get(where, 0)
            ranks[where] = rank + 1
            says = "says" if _SAYS_AFTER.match(text[v.end : v.end + 75]) else (
                "said by" if _SAYS_BEFORE.search(text[max(0, v.start - 50) : v.start]) else "silent")  # fmt: skip
            gap = _size(v.start - quote.end if side == "after" else quote.start - v.end)
            inside = "quoted" if any(q.start <= v.start < q.end for q in self._kept) else "told"
            first = (
                "opens"
                if v.start - (start if place == "same" else self._sentence_of(v.start)[0]) < 5
                else "inner"
            )
            facts = [
                f"{part} {where} {kind} {role}", f"{part} {where} {says} {role}", f"{part} {where} rank {min(rank, 3)}",
                f"{part} {where} {gap}", f"{part} {where} {kind} {says}", f"{part} {where} {role} pronoun {pronoun}",
                f"{part} {kind} pronoun {pronoun} {place}", f"{part} {where} {inside}", f"{part} {where} {first} {role}",
                f"{part} {said} {where} {role} {says}", f"{part} {where} {kind} rank {min(rank, 3)} {role}",
                f"{kind} {size} {part}", f"{part} behind {opening} {where} {role}",
            ]  # fmt: skip
            if v.name in found_:
                found_[v.name][1].extend(facts)
            else:
                found_[v.name] = (v.code, facts)
        kept = [q for q in self._kept if q.speaker]
        for k, other in enumerate(reversed(kept[-3:])):
            name = other.speaker or ""
            near = _size(quote.start - other.end)
            same = (
                "here" if other.start >= start else "paragraph" if other.start >= low else "above"
            )
            facts = [f"spoke {k} before {near} {part}", f"spoke {k} before {same} {part} pronoun {pronoun}",
                     f"spoke {k} before {part} {said} {same}"]  # fmt: skip
            if name in found_:
                found_[name][1].extend(facts)
            else:
                found_[name] = (other.code, facts)
        name, code, rule = ruled
        if name not in found_:
            found_[name] = (code, [])
        found_[name][1].extend(
            [f"ruled: {rule}", f"ruled {part}", f"ruled {part} pronoun {pronoun}"]
        )
        return found_
