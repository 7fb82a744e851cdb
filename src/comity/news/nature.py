"""What an event is like: done or not, collective or unilateral, on whose word, when."""

from __future__ import annotations

import re

from comity.news.context import (
    ABOUT_OWNER,
    ACTS,
    MODALS,
    NEGATIONS,
    Candidate,
    Context,
    Event,
)
from comity.news.tokens import Sentence


class Nature(Context):
    """Tells realis, character, measure and whose words they are."""

    def _realis(self, number: int, sentence: Sentence, c: Candidate, event: Event) -> str:
        tokens = sentence.tokens
        before = [t.low for t in tokens[max(0, c.first - 7) : c.first]]
        for cut in range(len(before) - 1, -1, -1):
            if (
                before[cut] in (",", ";", "which", "who", "but", "and", "that", ":", "—", "–")
                and before[cut] != "that"
            ):
                before = before[cut + 1 :]
                break
        first_low = tokens[c.first].low
        negated = (
            any(w in NEGATIONS for w in before)
            or first_low in ("not", "never")
            or (bool(before) and before[-1:] == ["nor"])
            or any(
                w.startswith("fail")
                or (
                    w in ("refused", "declined", "denied", "deny", "denies", "stopped")
                    and "short" in before
                )
                for w in before
            )
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
            whole = {t.low for t in tokens}
            return (
                "actual"
                if whole & {"sentenced", "convicted", "admitted", "fined"}
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
        joined = " ".join(before)
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
        clause = [t.low for t in tokens[max(0, c.first - 14) : c.first]]
        if any(w in ("if", "unless", "whether") for w in clause):
            return "hypothetical"
        if re.search(r"\b(?:due to|set to|plans? to|planning to|preparing to|prepares to|about to|expected to|is to|are to"
                     r"|intends? to|vow\w* to|agreed to|ready to|likely to|moving to)(?: \w+)?$", joined):  # fmt: skip
            return "threatened"
        if re.search(
            r"\b(?:consider\w*|weigh\w*|mull\w*|possible|possibility of|debat\w+|discuss\w+|prospect of|to)(?: \w+)?$",
            joined,
        ) and c.form in ("base", "ing"):
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
        tokens = sentence.tokens
        window = " ".join(t.low for t in tokens[max(0, c.first - 8) : c.last + 12])
        for kind, phrases in self.words.kinds.items():
            if phrases.search(window):
                return kind
        return "general"

    def _reported(self, number: int, sentence: Sentence, c: Candidate) -> str:
        """Return whose words a clause reports ("X said that …"); the narrator's otherwise."""
        text = self.text[sentence.start : c.start]
        told = None
        for told in re.finditer(  # noqa: B007 - the last one is wanted
            r"\b(?:said|says|told [\w ]{2,30}|announced|claimed|claims|insisted|argued|noted|added|warned|declared|stated"
            r"|stressed|complained|explained|believe|believes|conceded)(?: that|,| (?=the|it|he|she|they|his|its|no|any|\w+ would|\w+ had|\w+ will|\w+ was|[A-Z]))",
            text,
        ):
            pass
        if told is None:
            tail = self.text[c.end : sentence.end]
            later = re.search(
                r", (?:he|she|they|it) (?:said|added|says)\b|, (?:[A-Z][\w.’'-]+ ){1,4}(?:said|says|added|told)\b",
                tail,
            )
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
