"""Speech and its content made one event: "threatened to impose", "called for the lifting"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.news.scene.context import (
    ACTS,
    Candidate,
    Context,
)
from comity.news.words.tokens import Sentence, Token


class Composing(Context):
    """Joins a word of speech and the verb of a measure behind it."""

    def _compose(self, sentence: Sentence, candidates: list[Candidate]) -> None:
        """Make one event of a word of speech and the measure's own verb behind it."""
        tokens = sentence.tokens
        for i, c in enumerate(candidates):
            if c.gone:
                continue
            if c.word.lemma.endswith(("considering", "weighing", "mulling")):
                c.gone = any(0 <= d.first - c.last <= 4 for d in candidates[i + 1 :])
                continue
            follows = tokens[c.last].low if c.last < len(tokens) else ""
            if (
                c.form == "noun"
                and c.action in ("CALL_FOR", "THREATEN")
                and follows not in ("to", "for", "of")
            ):
                # "Under US pressure, the Council adopted …": two things, done by two.
                continue
            nxt = next(
                (d for d in candidates[i + 1 :] if not d.gone and d.first - c.last <= 12), None
            )
            lemma = c.word.lemma
            if lemma == "call" and c.action == "OPPOSE":
                continue
            if (
                c.action == "CALL_FOR"
                and nxt is not None
                and nxt.action == "NEGOTIATE"
                and nxt.first - c.last <= 5
            ):
                c.action, nxt.gone = "NEGOTIATE", True
                continue
            if c.action == "THREATEN" and lemma == "threaten":
                rest = " ".join(t.low for t in tokens[c.last : c.last + 7])
                if re.match(
                    r"(?:more than once |again |repeatedly )?to (?:veto|block|say no|vote against|oppose|reject|stop)",
                    rest,
                ):
                    easing = self.memory.lead == "EASE" or re.search(
                        r"lifting|easing|removal|delisting|reform", rest
                    )
                    c.action = "REFUSE_EASE" if easing else "OPPOSE"
                    if nxt is not None and nxt.first - c.last <= 4:
                        nxt.gone, nxt.speech = True, c
                    continue
            if c.word.need == "ease" or c.action in ("CALL_FOR", "THREATEN") or lemma in (
                "vow", "promise", "offer", "refuse", "decline", "pledge",
            ):  # fmt: skip
                if (
                    nxt is not None
                    and nxt.action == "DEMAND_EASE"
                    and c.action in ("CALL_FOR", "DEMAND_EASE")
                ):
                    c.action = "DEMAND_EASE"
                    nxt.gone, nxt.speech = True, c
                    continue
                if nxt is None or nxt.action not in (*ACTS, "COMPLY", "OPPOSE", "PROMISE_EASE"):
                    eased = self._eased_object(sentence, c)
                    if c.word.need == "ease" and not eased:
                        c.gone = True
                    elif c.action == "CALL_FOR" and eased:
                        c.action = "DEMAND_EASE"
                    continue
                gap = tokens[c.last : nxt.first]
                lows = [t.low for t in gap]
                if (
                    nxt.action in (*ACTS, "COMPLY")
                    and nxt.form not in ("noun", "phrase")
                    and c.action in ("CALL_FOR", "DEMAND_EASE")
                ):
                    bound = tokens[nxt.first - 1].low in (
                        "to",
                        "be",
                        "immediately",
                        "not",
                        "also",
                    ) or (nxt.form in ("base", "ing", "past") and len(gap) <= 4)
                    if not bound:
                        if c.word.need == "ease":
                            c.gone = True
                        continue
                linked = len(gap) <= 2 or any(
                    w in ("to", "for", "the", "of", "be", "that", "on") for w in lows
                )
                broken = any(
                    w in (";", ".", "but", "while", "and", "after", "when", "who", "which")
                    for w in lows
                )
                if not linked or broken:
                    if c.word.need == "ease":
                        c.gone = True
                    continue
                if nxt.action == "EASE":
                    c.action = (
                        "DEMAND_EASE" if c.action in ("CALL_FOR", "DEMAND_EASE") else c.action
                    )
                    if c.action == "THREATEN" and lemma == "vow":
                        c.action = "PROMISE_EASE"
                    nxt.gone, nxt.speech = True, c
                elif c.action in ("DEMAND_EASE", "CALL_FOR"):
                    c.action = "CALL_FOR"
                    c.score = max(c.score, 0.6)
                    if nxt.action in (*ACTS, "COMPLY"):
                        nxt.gone, nxt.speech = True, c
                elif c.action == "THREATEN":
                    if nxt.action == "OPPOSE":
                        c.action = "OPPOSE"
                    nxt.gone, nxt.speech = True, c
                c.rule += f" + {nxt.word.lemma}"
            elif c.action == "EASE" and c.form in ("base", "ing", "third", "past"):
                self._refused(tokens, c)
            elif c.action == "OPPOSE" and c.word.lemma in (
                "oppose", "resist", "reject", "veto", "block", "object", "disapprove", "spoke against",
            ):  # fmt: skip
                lifting = nxt is not None and nxt.action == "EASE" and nxt.first - c.last <= 6
                draft = self.memory.lead == "EASE" and any(
                    t.low in ("it", "text", "draft", "resolution", "removal", "lifting", "any")
                    for t in tokens[c.last : c.last + 5]
                )
                if lifting or draft:
                    c.action = "REFUSE_EASE"

    def _eased_object(self, sentence: Sentence, c: Candidate) -> bool:
        """Return whether an asking word has an easing behind it that is no trigger of its own."""
        rest = " ".join(t.low for t in sentence.tokens[c.last : c.last + 12])
        return bool(
            re.search(
                r"\b(?:lifted|eased|dropped|scrapped|removed|suspended|relief|an end to|delisted|sanctions go|go altogether|be ended)\b",
                rest,
            )
            and re.search(r"sanction|embargo|measure|ban\b|restrict|freeze|list\b|name", rest)
        )

    @staticmethod
    def _refused(tokens: Sequence[Token], c: Candidate) -> None:
        """Take "will not lift", "refused to lift", "promised to lift" for what they say."""
        before = [t.low for t in tokens[max(0, c.first - 6) : c.first]]
        joined = " ".join(before)
        if re.search(
            r"\b(?:will|would|shall) (?:\w+ )?(?:not|never)(?: \w+)?$", joined
        ) or re.search(
            r"\b(?:refus\w+|declin\w+|unwilling|ruled out|rules out|rule out|not about|no intention|not ready)(?: \w+){0,2}$",
            joined,
        ):
            c.action = "REFUSE_EASE"
            c.rule = f"refuse_ease: not + {c.word.lemma}"
        elif re.search(
            r"\b(?:promis\w+|pledg\w+|offer\w*|ready|prepared|willing|intention|intend\w*|vow\w*|agreed|announced \w+"
            r"(?: \w+)?(?: would)?|readiness)(?: \w+){0,2}$", joined,
        ):  # fmt: skip
            c.action = "PROMISE_EASE"
            c.rule = f"promise_ease: {c.word.lemma}"
