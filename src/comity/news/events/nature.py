"""What an event is like: done or not, collective or unilateral, on whose word, when."""

from __future__ import annotations

import re

from comity.news.scene.context import (
    ABOUT_OWNER,
    ACTS,
    MODALS,
    NEGATIONS,
    Candidate,
    Context,
    Event,
)
from comity.news.words.tokens import Sentence

_CLAUSE_ENDS = frozenset(", ; which who but and : — –".split())
_STOPPED = frozenset("refused declined denied deny denies stopped".split())
_SENTENCED = frozenset("sentenced convicted admitted fined".split())
_IFS = frozenset("if unless whether".split())
_INTENDED = re.compile(
    r"\b(?:due to|set to|plans? to|planning to|preparing to|prepares to|about to|expected to|is to|are to"
    r"|intends? to|vow\w* to|agreed to|ready to|likely to|moving to)(?: \w+)?$"
)
_CONSIDERED = re.compile(
    r"\b(?:consider\w*|weigh\w*|mull\w*|possible|possibility of|debat\w+|discuss\w+|prospect of|to)(?: \w+)?$"
)
_WORD = re.compile(r"\w+")
_REPORTING = frozenset(
    """said says told announced claimed claims insisted argued noted added warned declared stated stressed
    complained explained believe believes conceded""".split()
)
"""A word of reporting, without which neither of the two patterns below is found."""
_REPORTS = re.compile(
    r"\b(?:said|says|told [\w ]{2,30}|announced|claimed|claims|insisted|argued|noted|added|warned|declared|stated"
    r"|stressed|complained|explained|believe|believes|conceded)(?: that|,| (?=the|it|he|she|they|his|its|no|any|\w+ would|\w+ had|\w+ will|\w+ was|[A-Z]))"
)
_REPORTS_LATER = re.compile(
    r", (?:he|she|they|it) (?:said|added|says)\b|, (?:[A-Z][\w.’'-]+ ){1,4}(?:said|says|added|told)\b"
)


class Nature(Context):
    """Tells realis, character, measure and whose words they are."""

    _silent = (-1, False)
    """The sentence last asked about, and whether it has no word of reporting."""

    def _realis(self, number: int, sentence: Sentence, c: Candidate, event: Event) -> str:
        lows = sentence.lows
        before = lows[max(0, c.first - 7) : c.first]
        for cut in range(len(before) - 1, -1, -1):
            if before[cut] in _CLAUSE_ENDS:
                before = before[cut + 1 :]
                break
        first_low = lows[c.first]
        negated = (
            not NEGATIONS.isdisjoint(before)
            or first_low in ("not", "never")
            or any(w.startswith("fail") for w in before)
            or ("short" in before and not _STOPPED.isdisjoint(before))
        )
        if event.action in ("REFUSE_EASE", "OPPOSE") and first_low in (
            "not",
            "no",
            "will",
            "would",
            "did",
            "do",
            "does",
        ):
            negated = False
        if event.action == "REFUSE_EASE":
            return "actual"
        if negated and event.action in ("THREATEN", "CALL_FOR", "DEMAND_EASE", "PROMISE_EASE", "NEGOTIATE", "COMPLY",
                                        "EVADE", "OPPOSE", "SUPPORT", *ACTS):  # fmt: skip
            return "negated"
        if event.action == "EVADE":
            return (
                "actual"
                if not _SENTENCED.isdisjoint(lows)
                else ("hypothetical" if any(w in MODALS for w in before) else "alleged")
            )
        speech = event.action in (
            "THREATEN",
            "CALL_FOR",
            "DEMAND_EASE",
            "PROMISE_EASE",
            "OPPOSE",
            "SUPPORT",
        )
        modal = next((MODALS[w] for w in reversed(before) if w in MODALS), "")
        if speech:
            return (
                "actual"
                if modal != "hypothetical" or event.action not in ("OPPOSE", "SUPPORT")
                else "hypothetical"
            )
        if c.word.lemma.split()[-1] in ("considering", "weighing", "mulling"):
            return "hypothetical"
        if modal == "hypothetical" and c.form in ("base", "participle", "past", "phrase", "ing"):
            return "hypothetical"
        if modal == "threatened":
            return "threatened"
        if not _IFS.isdisjoint(lows[max(0, c.first - 14) : c.first]):
            return "hypothetical"
        joined = " ".join(before)
        if "to" in before[-2:] and _INTENDED.search(joined):
            return "threatened"
        if c.form in ("base", "ing") and _CONSIDERED.search(joined):
            return "hypothetical"
        if c.form == "ing" and before[-1:] and before[-1] in ("without", "from", "against"):
            return "hypothetical"
        return "actual"

    def _collectivity(self, sentence: Sentence, event: Event, owner: tuple[str, ...]) -> str:
        if event.action == "NEGOTIATE":
            return "unknown"
        window = self.text[sentence.start : sentence.end]
        if event.action in ACTS:
            who = set(event.source)
        elif event.action in ABOUT_OWNER:
            who = set(event.owner or event.target)
            if re.match(
                r"\W*(?:any |all |the |new |further )*(?:unilateral|autonomous)",
                self.text[event.end : event.end + 40],
            ):
                return "unilateral"
        elif event.action in ("COMPLY", "EVADE"):
            who = set(event.owner) or set(self.memory.main_owner)
        else:
            who = set(owner)
            if re.search(
                r"\bunilateral|\bown (?:sanctions|measures)|one-sided|national measures", window
            ):
                return "unilateral"
            if event.action == "THREATEN" and not owner:
                who = set(event.source)
            if event.action == "CALL_FOR" and not owner:
                who = set(self.memory.main_owner)
        if who & {"UN", "UNSC"}:
            return "collective"
        if who:
            return "unilateral"
        if re.search(r"Security Council|\bUNSC\b|[Rr]esolution", window):
            return "collective"
        return "unknown"

    def _measure(self, sentence: Sentence, c: Candidate) -> str:
        window = " ".join(sentence.lows[max(0, c.first - 8) : c.last + 12])
        words = frozenset(_WORD.findall(window))
        for kind, (begins, phrases) in self.words.kinds.items():
            # Few windows have a word that a phrase begins with.
            if not begins.isdisjoint(words) and phrases.search(window):
                return kind
        return "general"

    def _reported(self, number: int, sentence: Sentence, c: Candidate) -> str:
        """Return whose words a clause reports ("X said that …"); the narrator's otherwise."""
        if self._silent[0] != number:
            words = _WORD.findall(self.text, sentence.start, sentence.end)
            self._silent = number, _REPORTING.isdisjoint(words)
        if self._silent[1]:
            return "narrator"
        text = self.text[sentence.start : c.start]
        told = None
        for told in _REPORTS.finditer(text):  # noqa: B007 - the last one is wanted
            pass
        if told is None:
            later = _REPORTS_LATER.search(self.text[c.end : sentence.end])
            if not later or self._quoted(c.end + later.start()):
                return "narrator"
            return self._voice(number, c.end, sentence.end) or "narrator"
        verb = sentence.start + told.start()
        if self._quoted(verb):
            return "narrator"
        between = self.text[sentence.start + told.end() : c.start]
        if re.search(r";|\bbut\b|\. ", between):
            return "narrator"
        return self._voice(number, sentence.start, verb) or "narrator"

    def _voice(self, number: int, low: int, high: int) -> str:
        best = ""
        for actor in self.article.actors[number]:
            if low <= actor.start and actor.end <= high and not actor.before and not actor.owns:
                best = actor.name if actor.kind == "person" else self.text[actor.start : actor.end]
        return best
