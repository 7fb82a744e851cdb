"""Whether what a word needs stands near it: a measure, a party, something told before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.news.scene.context import (
    ACTS,
    COMMON,
    LISTED,
    LISTING,
    NUMBER_WORDS,
    PARTY_NOUNS,
    SPECIFIC,
    Candidate,
)
from comity.news.triggers.nouns import Nouns
from comity.news.words.tokens import Sentence, Token

_PRONOUNS = frozenset("them it they these those which this both one".split())
_URGING = frozenset("urge propose press push recommend demand lobby".split())


class Needs(Nouns):
    """Tells which candidates of the rules have what they need."""

    def _wanted(
        self, number: int, sentence: Sentence, spots: dict[int, str], c: Candidate, inside: bool
    ) -> bool:
        """Return whether what a word needs stands near it; sets the score and the rule."""
        word, tokens = c.word, sentence.tokens
        action = word.action
        c.action = action
        strong = [k for k, kind in spots.items() if kind == "strong" and not c.first <= k < c.last]
        acts = [k for k, kind in spots.items() if kind == "act"]
        weak = [k for k, kind in spots.items() if kind == "weak" and not c.first <= k < c.last]
        recent = inside or number - self.memory.event_sentence <= 1
        lately = inside or number - self.memory.event_sentence <= 3
        after = self._reach(tokens, c.last, 9)
        ahead = [k for k in (*strong, *acts) if c.last <= k < after]
        behind = [k for k in (*strong, *acts) if max(0, c.first - 12) <= k < c.first]
        near_weak = [k for k in weak if c.last <= k < after or max(0, c.first - 8) <= k < c.first]
        actors = self.article.actors[number]
        pronoun = not _PRONOUNS.isdisjoint(sentence.lows[max(0, c.first - 5) : c.last + 3])
        c.rule = f"{action.lower()}: {word.lemma}"
        if word.need == "alone":
            c.score = 0.8 if strong or ahead or behind or actors else 0.6
            return not (
                word.lemma in ("condemn", "denounce", "deplore", "decry")
                and not (ahead or near_weak or recent or (number <= 2 and actors))
            )
        if word.need == "state":
            if action != "NEGOTIATE":
                return bool(actors)
            if c.form == "noun" and c.last < len(tokens) and tokens[c.last].low in ("-",):
                return False
            c.score = 0.6
            return self._negotiates(number, sentence, c, strong, recent)
        if word.lemma == "call" and c.form != "noun":
            follows = tokens[c.last].low if c.last < len(tokens) else ""
            if follows not in ("on", "for", "upon"):
                fragment = any(
                    q.partial and c.end < q.start < sentence.end for q in self.article.quotes
                )
                near = any(c.last <= k < c.last + 7 for k in spots) or (recent and pronoun)
                c.action, c.rule, c.score = "OPPOSE", "oppose: called it names", 0.6
                return fragment and near
        if word.lemma in ("announce", "declare", "unveil", "decide", "agree", "order", "issue", "keep", "set", "put", "close", "halt") and (
            c.form != "participle"
        ):  # fmt: skip
            near_object = [
                k
                for k in (*strong, *acts)
                if c.last <= k < c.last + (6 if word.lemma != "keep" else 5)
            ]
            near_object += [k for k in weak if c.last <= k < c.last + 4 and recent]
            follows = tokens[c.last].low if c.last < len(tokens) else ""
            if not near_object or follows in ("that", "it", "in", "on") or follows.endswith("ing"):
                return False
        if word.lemma in ("ask", "appeal", "press", "plead", "lobby") and c.form != "noun":
            rest = [t.low for t in tokens[c.last : c.last + 12]]
            if "for" in rest[:7]:
                at = c.last + rest.index("for")
                if any(
                    at < k <= at + 6 and (kind != "weak" or recent) for k, kind in spots.items()
                ):
                    c.action, c.rule, c.score = "CALL_FOR", f"call_for: {word.lemma} for", 0.6
                    return True
        if (
            word.lemma == "add"
            and c.last < len(tokens)
            and tokens[c.last].low in ("that", ":", ",")
        ):
            return False
        if word.lemma.endswith(("considering", "weighing", "mulling")):
            c.score = 0.5
            return any(kind != "act" and c.last <= k < c.last + 5 for k, kind in spots.items())
        if word.lemma == "follow":
            after_it = tokens[c.last].low if c.last < len(tokens) else ""
            c.score = 0.55
            dated = c.last + 1 < len(tokens) and bool(
                re.match(r"\d{4}|(?:January|February|March|April|May|June|July|August|September|October"
                         r"|November|December)$", tokens[c.last + 1].text)
            )  # fmt: skip
            return (
                c.form == "past" and lately and (after_it == "with" or (after_it == "in" and dated))
            )
        if word.lemma == "warn" and c.form != "noun":
            told = " ".join(t.low for t in tokens[c.last : c.last + 16])
            c.score = 0.55
            return bool(lately or strong) and bool(
                re.search(
                    r"\b(?:would|will|could|may)\b.*\b(?:more|further|consequences|follow|measures|sanctions|penalties|revoke|re-?impose|face)|of (?:new |more |further |tougher )?(?:sanctions|measures|consequences)",
                    told,
                )
            )
        if action == "CALL_FOR" and c.form != "noun" and lately and word.lemma in _URGING:
            ahead_of_it = tokens[c.last : c.last + 14]
            link = next((k for k, t in enumerate(ahead_of_it[:8]) if t.low in ("to", "that")), None)
            if link is not None and any(
                w.action in ACTS and w.forms & {"base", "participle"}
                for t in ahead_of_it[link + 1 : link + 6]
                for w in self.words.words.get(t.low, ())
                if w.need != "context"
            ):
                c.score = 0.5
                return True
        if word.need == "ease":
            # Counts only when an easing follows; `_compose` decides.
            c.score = 0.1
            return True
        if c.form == "noun":
            return self._noun(number, sentence, c, strong, acts, recent or lately, actors)
        direct = [k for k, kind in spots.items() if c.last <= k < c.last + 5]
        if c.form == "phrase":
            c.score = 0.7 if ahead or behind or direct else 0.5
            return bool(
                ahead
                or behind
                or direct
                or (recent and action != "CALL_FOR")
                or (near_weak and lately)
            )
        if word.lemma in SPECIFIC and not self._else_object(tokens, c):
            c.score = 0.8 if ahead or behind else 0.6 if lately or near_weak else 0.45
            return True
        if action in ("OPPOSE", "SUPPORT") and direct and (
            any(spots[k] != "weak" or tokens[k].low in ("vote", "decision", "move", "steps", "step", "measures",
                "restrictions", "regime", "relaxation", "ban", "bans", "curbs") for k in direct)
        ):  # fmt: skip
            c.score = 0.7
            return True
        if (
            action in ("OPPOSE", "SUPPORT")
            and recent
            and (self._object_pronoun(tokens, c) or direct)
            and (
                word.lemma
                not in (
                    "question",
                    "attack",
                    "back",
                    "table",
                    "defend",
                    "brand",
                    "favour",
                    "favor",
                    "regret",
                )
            )
        ):
            c.score = 0.5
            return True
        if (
            action == "IMPOSE"
            and c.form != "noun"
            and word.lemma in ("punish", "isolate", "hit", "target", "penalise", "bar")
            and any(
                0 <= a.first - c.last <= 1 and a.kind in ("state", "seat", "adjective", "person")
                for a in actors
            )
        ):
            c.score = 0.6
            return True
        if word.lemma in COMMON:
            if c.form == "participle" or self._relative_passive(tokens, c):
                hit = [k for k in behind if c.first - k <= 10] or [
                    k for k in ahead if k - c.last <= 6
                ]
            else:
                hit = [k for k in ahead if k - c.last <= 6]
                if c.form in ("past", "third") and not hit:
                    hit = [k for k in behind if c.first - k <= 3 and action in ("EASE", "EXTEND")]
            c.score = 0.65
            if hit:
                return True
            follows = tokens[c.last].low if c.last < len(tokens) else ""
            if (
                lately
                and word.lemma in LISTING
                and (follows in NUMBER_WORDS or follows[:1].isdigit())
            ):
                return True
            if (
                lately
                and word.lemma == "punish"
                and follows in ("the", "those", "foreign", "its", "our", "them")
            ):
                return True
            if (
                action == "EXTEND"
                and word.lemma in ("stay", "remain")
                and follows in (".", ",", ";", "in")
            ):
                return any(
                    k < c.first and (kind == "strong" or tokens[k].low == "measures")
                    for k, kind in spots.items()
                )
            if word.lemma == "keep" and follows in ("its", "their", "his") and recent:
                return True
            if (
                action in ("IMPOSE", "EASE")
                and word.lemma in LISTING
                and self._listing_object(tokens, c, after)
            ):
                return bool(strong or recent or actors or acts)
            if word.lemma in ("designate", "list", "blacklist") and c.form == "participle":
                return True
            if recent and near_weak and action in ("OPPOSE", "SUPPORT", "EXTEND", "EASE", "IMPOSE"):
                c.score = 0.5
                return True
            if (
                recent
                and action in ("EXTEND", "EASE", "OPPOSE", "SUPPORT", "IMPOSE", "EVADE", "COMPLY")
                and self._object_pronoun(tokens, c)
            ):
                c.score = 0.45
                return True
            if (
                c.form == "participle"
                and lately
                and action == "EASE"
                and any(
                    t.low in ("rest", "it", "they", "all", "everything", "both", "most")
                    for t in tokens[max(0, c.first - 5) : c.first]
                )
            ):
                c.score = 0.45
                return True
            if c.form == "participle" and lately and word.lemma in LISTED:
                c.score = 0.5
                return True
            if (
                word.lemma
                in ("list", "add", "remove", "bar", "designate", "target", "punish", "block")
                and recent
                and any(c.last <= a.first <= c.last + 2 and a.kind == "person" for a in actors)
            ):
                c.score = 0.6
                return True
            if (
                word.lemma in ("stay", "remain", "lapse", "expire", "end", "drop", "allow")
                and behind
                and c.first - max(behind) <= 4
            ):
                return action != "IMPOSE"
            return False
        if word.lemma in ("adopt", "pass", "approve") and self.memory.lead and not any(
            spots[k] == "strong" for k in ahead
        ) and (acts or recent):  # fmt: skip
            # A resolution or text that was told of before carries what the document is about.
            old = any(t.text[0].isdigit() and len(t.text) == 4 for t in tokens[c.last : c.last + 6])
            c.action = "IMPOSE" if old else self.memory.act
            c.score = 0.6
            return True
        if word.lemma in ("reject", "object", "complain", "oppose", "dismiss", "criticise", "criticize", "mock", "resist", "back",
                          "protest", "welcome", "praise", "support", "endorse", "hail", "applaud", "disagree"):  # fmt: skip
            c.score = 0.7
            objects = [k for k in (*strong, *acts) if c.last <= k < c.last + 8]
            return (
                bool(objects)
                or (c.form == "participle" and bool(behind))
                or (word.lemma in ("object", "complain", "disagree") and bool(strong))
            )
        if ahead or (behind and c.first - max(behind) <= 12):
            c.score = 0.8
            return True
        if near_weak and (recent or actors):
            c.score = 0.65
            return True
        if strong:
            c.score = 0.55
            return True
        if recent and (pronoun or actors):
            c.score = 0.5
            return True
        return False

    @staticmethod
    def _else_object(tokens: Sequence[Token], c: Candidate) -> bool:
        """Return whether the object is plainly no measure: "extended talks", "lifted output"."""
        return any(
            t.low in ("talks", "deadline", "hand", "condolences", "visit", "output", "production", "budget", "growth",
                      "mandate", "ceasefire", "truce", "loan", "credit", "flights", "payments", "work", "trip",
                      "statehood",
                "enrichment",
                "nuclear",
                "tests",
                "testing",
                "missile", "invitation", "offer", "membership", "cooperation", "operations", "role", "from")
            for t in tokens[c.last : c.last + 4]
        )  # fmt: skip

    def _listing_object(self, tokens: Sequence[Token], c: Candidate, after: int) -> bool:
        """Return whether parties follow that lists are made of: "added six firms"."""
        window = tokens[c.last : after]
        return any(t.low in PARTY_NOUNS for t in window[:7])

    @staticmethod
    def _licences(sentence: Sentence, c: Candidate) -> None:
        """Granting or prolonging a licence eases; revoking one tightens."""
        near = [t.low for t in sentence.tokens[max(0, c.first - 16) : c.last + 6]]
        if not any(
            w in ("licence", "license", "licences", "licenses", "waiver", "exemption") for w in near
        ):
            return
        if c.word.lemma in ("issue", "grant", "extend", "prolong", "renew", "permit", "allow"):
            c.action = "EASE"
        elif c.word.lemma in (
            "revoke",
            "cancel",
            "withdraw",
            "expire",
            "lapse",
            "suspend",
            "terminate",
            "end",
        ):
            c.action = "TIGHTEN"
