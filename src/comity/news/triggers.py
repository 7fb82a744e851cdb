"""Which words of a sentence carry an action about a measure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.news.article import Actor
from comity.news.context import (
    ACTS,
    BE,
    BEFORE_ADJECTIVES,
    COMMON,
    HAVE,
    IMPOSERS,
    JUDGED,
    LISTED,
    LISTING,
    MODALS,
    NEGATIONS,
    NUMBER_WORDS,
    PARTY_NOUNS,
    SPECIFIC,
    Candidate,
    Context,
    Hit,
)
from comity.news.lexicon import Form, Word
from comity.news.tokens import Sentence, Token

_URGING = frozenset("urge propose press push recommend demand lobby".split())
_MET_THINGS = frozenset(
    "commitments obligations conditions deadline demands requirements criteria standards target".split()
)


_TELLING = frozenset(
    f"n:{x}"
    for x in """lifting_relief imposition tightening_widening renewal_extension reimposition decision_vote step_move talks meeting offer
    request_demand deal permission pressure threat violation compliance_enforcement support opposition
    retaliation postponement""".split()
) | frozenset(
    f"a:{x}"
    for x in """approving disapproving critical_unwilling ready_willing free_released frozen_blocked
    expired_ended remaining_existing""".split()
)
"""Classes of nouns and adjectives that may tell of an action."""
_BEFORE_VERBS = frozenset(
    "to will would could may might can cannot should must not n't never did does do they we let".split()
)
_ARTICLES = frozenset("the a an its their his her this these those".split())
_NO_VERB = (
    frozenset(MODALS)
    | BE
    | HAVE
    | NEGATIONS
    | NUMBER_WORDS
    | PARTY_NOUNS
    | _ARTICLES
    | frozenset(
        """the and that which who when where what with from into over under about after before since until
    while because though although including following according concerning regarding during being nothing
    something anything everything morning evening king thing red need hundred united sacred wicked indeed
    only even just also still already again yet then there here this very more most less least much many
    him her them himself itself themselves you your our ours mine such some any all both each every other
    another same own first second third last next new old own far long do did does done as at by for in of
    on or so up out off down if but nor per via than too well away back""".split()
    )
)


_PARTED = frozenset("take takes took taken taking let lets letting put puts putting".split())


class Triggers(Context):
    """Finds the words that carry an action, with what they need beside them."""

    def _candidates(
        self, number: int, sentence: Sentence, spots: dict[int, str]
    ) -> list[Candidate]:
        tokens = sentence.tokens
        found: list[Candidate] = []
        k = 0
        while k < len(tokens):
            token = tokens[k]
            if self._proper(sentence, k):
                k += 1
                continue
            hit = self._phrase(sentence, k, of_rules=True) or self._parted(tokens, k)
            if hit is not None:
                parts, word = hit
                candidate = Candidate(
                    k, k + parts, word, token.start, tokens[k + parts - 1].end, "phrase"
                )
                if self._wanted(number, sentence, spots, candidate, bool(found)):
                    found.append(candidate)
                    k += parts
                    continue
            options = [w for w in self.words.words.get(token.low, ()) if w.need != "context"]
            if len(options) > 1:
                # Asking for a measure comes before asking for its end: what follows decides later.
                options = sorted(options, key=lambda w: w.need == "ease")
            for word in options:
                form = self._form(tokens, k, word, number)
                if not form:
                    continue
                candidate = Candidate(k, k + 1, word, token.start, token.end, form)
                if self._wanted(number, sentence, spots, candidate, bool(found)):
                    found.append(candidate)
                    break
            k += 1
        return self._with_judged(sentence, found)

    def _hits(self, number: int, sentence: Sentence, candidates: Sequence[Candidate]) -> list[Hit]:
        """Return every word and phrase of the lexicon, with what the rules made of it."""
        tokens = sentence.tokens
        lows = [t.low for t in tokens]
        ruled = {c.first: c for c in candidates}
        found: list[Hit] = []
        k = 0
        while k < len(tokens):
            rule = ruled.get(k)
            if rule is None and self._proper(sentence, k):
                k += 1
                continue
            phrase = self._phrase(sentence, k) or self._parted(tokens, k)
            if rule is not None and (phrase is None or rule.last > k + 1 or rule.form == "noun"):
                phrase = None
            if phrase is not None and (rule is None or rule.form == "phrase"):
                length, word = phrase
                options: tuple[Word, ...] = (word,)
                form, last = "phrase", k + length
                # One phrase may stand for several actions.
                options += tuple(
                    w for parts, w in self.words.phrases.get(tokens[k].low, ())
                    if w.action != word.action and parts == tuple(word.lemma.split())
                )  # fmt: skip
            else:
                words: Sequence[Word] = self.words.words.get(tokens[k].low, ())
                length, classes = self.classes.at(lows, k)
                if (not words or length > 1) and rule is None:
                    opened = self._open(tokens, k, lows[k : k + length], classes)
                    if not words and not opened:
                        k += 1
                        continue
                    if opened:
                        words = opened
                else:
                    length = 1
                forms = [
                    (
                        w,
                        next(iter(w.forms))
                        if w.need == "open"
                        else self._form(tokens, k, w, number),
                    )
                    for w in words
                ]
                fitting = [w for w, f in forms if f]
                if rule is not None:
                    fitting.insert(0, rule.word)
                options = tuple(dict.fromkeys([*fitting, *(w for w, _ in forms)]))
                form = rule.form if rule is not None else next((f for _, f in forms if f), "odd")
                last = rule.last if rule is not None else k + length
            hit = Hit(
                k, last, tokens[k].start, tokens[last - 1].end, options, form,
                frozenset(w.action for w in options if w.action),
                self._hinted(lows, k, form), rule,
                rule.action if rule is not None and not rule.gone else "",
            )  # fmt: skip
            found.append(hit)
            k = last
        return found

    def _hinted(self, lows: Sequence[str], k: int, form: str) -> frozenset[str]:
        mark = "n:a:" if form == "noun" else "v:a:" if form in ("participle", "odd") else "v:"
        found: set[str] = set()
        for name in self.classes.at(lows, k)[1]:
            if name[:2] in mark:
                found |= self.classes.actions.get(name, frozenset())
        return frozenset(found)

    def _open(
        self, tokens: Sequence[Token], k: int, parts: Sequence[str], classes: Sequence[str]
    ) -> list[Word]:
        """Return a word that no list has, where it has the look and place of a verb."""
        low, text = tokens[k].low, tokens[k].text
        if len(parts) > 1:
            return [Word("", " ".join(parts), "open", frozenset(("phrase",)))]
        if len(low) < 3 or not text.isalpha() or not text.islower() or low in _NO_VERB:
            return []
        before = tokens[k - 1].low if k else ""
        form: Form | None = None
        if low.endswith("ed") and len(low) > 4:
            form = "participle" if self._passive(tokens, k) else "past"
        elif low.endswith("ing") and len(low) > 5 and before not in _ARTICLES:
            form = "ing"
        elif before in _BEFORE_VERBS:
            form = "base"
        elif low.endswith("s") and not low.endswith("ss") and k and tokens[k - 1].text[0].isupper():
            form = "third"
        elif any(c.startswith("v:") for c in classes) and not low.endswith("s"):
            form = "participle" if self._passive(tokens, k) else "past"
        if form is None and not _TELLING.isdisjoint(classes):
            form = "noun"
        return [Word("", low, "open", frozenset((form,)))] if form else []

    def _with_judged(self, sentence: Sentence, found: list[Candidate]) -> list[Candidate]:
        """Add the nouns that stand for a measure which somebody welcomes or rejects."""
        tokens = sentence.tokens
        taken = {k for c in found for k in range(c.first, c.last)}
        added: list[Candidate] = []
        for c in found:
            if c.action not in ("OPPOSE", "SUPPORT") or c.form == "noun" or not self.memory.lead:
                continue
            for k in range(c.last, min(len(tokens), c.last + 4)):
                if tokens[k].low in JUDGED and k not in taken and k and tokens[k - 1].low in (
                    "the", "this", "that", "these", "those", "its", "their", "'s", "’s", "new", "american", "latest"
                ):  # fmt: skip
                    if "we" in (tokens[max(0, c.first - 1)].low, tokens[max(0, c.first - 2)].low):
                        break
                    word = Word(self.memory.act, tokens[k].low, "measure", frozenset(("noun",)))
                    noun = Candidate(k, k + 1, word, tokens[k].start, tokens[k].end, "noun", 0.5)
                    noun.action, noun.rule = (
                        self.memory.act,
                        f"{self.memory.act.lower()}: {tokens[k].low} (judged)",
                    )
                    added.append(noun)
                    break
        return sorted([*found, *added], key=lambda c: c.first)

    def _proper(self, sentence: Sentence, k: int) -> bool:
        """Return whether a word is part of a proper name: a capital inside a sentence."""
        token = sentence.tokens[k]
        if not token.text[0].isupper() or k == 0 or self.article.zone_at(token.start) == "headline":
            return False
        before = sentence.tokens[k - 1]
        if before.text in ('"', "“", "‘", "'", ":", "(", "["):
            return False
        return not (token.text.isupper() and before.text.isupper() and len(token.text) > 6)

    @staticmethod
    def _parted(tokens: Sequence[Token], k: int) -> tuple[int, Word] | None:
        """Return a verb with its other half some words on: "took it off", "let them lapse"."""
        low = tokens[k].low
        if low not in _PARTED:
            return None
        rest = [t.low for t in tokens[k + 1 : k + 8]]
        if low in ("take", "takes", "took", "taken", "taking") and "off" in rest[1:]:
            return 1, Word("EASE", "take off", "measure", frozenset(("phrase",)))
        if low in ("let", "lets", "letting") and any(w in ("lapse", "expire") for w in rest):
            return 1, Word("EASE", "let lapse", "measure", frozenset(("phrase",)))
        if low in ("put", "puts", "putting") and rest[1:2] == ["back"]:
            return 1, Word("IMPOSE", "put back", "measure", frozenset(("phrase",)))
        return None

    def _phrase(
        self, sentence: Sentence, k: int, *, of_rules: bool = False
    ) -> tuple[int, Word] | None:
        phrases = self.words.phrases.get(sentence.tokens[k].low)
        if phrases is None:
            return None
        for parts, word in phrases:
            if of_rules and word.need == "context":
                continue
            if tuple(t.low for t in sentence.tokens[k : k + len(parts)]) == parts:
                return len(parts), word
        return None

    def _form(self, tokens: Sequence[Token], k: int, word: Word, number: int) -> str:
        """Return what a word is here (verb forms told apart from nouns), empty when it cannot be."""
        low = tokens[k].low
        before = tokens[k - 1].low if k else ""
        after = tokens[k + 1].low if k + 1 < len(tokens) else ""
        if "noun" in word.forms:
            if before in ("to", "not", "will", "would", "they", "we", "n't"):
                return ""
            return "noun"
        determined = before in ("the", "a", "an", "its", "his", "her", "their", "this", "these", "those",
                                "our", "any", "no", "of", "such", "'s", "’s", "all", "most")  # fmt: skip
        if "participle" in word.forms:
            if (
                determined
                and after
                and after
                not in (
                    "by",
                    "in",
                    "on",
                    "to",
                    ",",
                    ".",
                    "from",
                    "for",
                    "and",
                    "against",
                    "under",
                    "with",
                    ")",
                    "at",
                )
            ):
                return ""
            if determined and before in ("the", "a", "an", "its", "their", "these", "those", "of"):
                return ""
            if self._passive(tokens, k):
                return "participle"
            if (
                after in PARTY_NOUNS or after in self.words.measures or after in self.words.acts
            ) and (before.endswith("ing") or before in NUMBER_WORDS or before in BEFORE_ADJECTIVES):
                # An adjective: "stopped taking listed ships".
                return ""
            return "past"
        if "ing" in word.forms:
            if before in ("the", "a", "an", "its", "their", "his") and after != "of":
                return ""
            return "ing"
        if "third" in word.forms:
            if low in ("sanctions", "embargoes", "blacklists", "bans", "caps", "measures", "lists", "names",
                       "ends", "moves", "acts", "demands", "calls", "threats", "talks", "supports", "attacks",
                       "protests", "questions", "limits", "targets", "blocks", "orders", "issues", "breaks",
                       "cuts", "sets", "needs", "freezes", "curbs", "steps", "backs", "hits", "places",
                       "releases", "welcomes", "seals", "keeps", "extends", "stays", "permits", "regrets",
                       "vetoes"):  # fmt: skip
                headline = self.article.zone_at(tokens[k].start) == "headline" and before in (
                    ",",
                    ";",
                )
                return "third" if headline or self._after_subject(tokens, k, number) else ""
            return "" if determined else "third"
        # The base form: after "to", a modal, "not", or a plural subject.
        if before in ("to", "will", "would", "could", "may", "might", "can", "cannot", "should", "must", "not",
                      "n't", "and", "or", "they", "we", "you", "i", "shall", "did", "do", "does", "never",
                      "immediately", "also", "then", "let", "help", "who", "that", "which", "quickly", "further",
                      "formally", "fully", "soon", "now", "unilaterally", ",", "ever", "swiftly"):  # fmt: skip
            return "base"
        if any(a.last == k for a in self.article.actors[number]) and any(
            t.low.startswith(("demand", "insist", "propos", "recommend", "urg", "ask"))
            for t in tokens[:k]
        ):
            # "Demanded that Washington withdraw".
            return "base"
        if (
            k
            and tokens[k - 1].text[:1].isalpha()
            and ((before.endswith("s") and not determined) or tokens[k - 1].text[0].isupper())
        ):
            return "base" if low in ("renew", "impose", "lift", "adopt", "oppose", "reject", "demand", "urge",
                                     "threaten", "condemn", "refuse", "remain", "stay", "want", "expire",
                                     "lapse", "agree", "extend", "maintain", "welcome", "resist", "flout",
                                     "evade", "violate", "enforce", "implement", "negotiate",
                                     "keep", "seek", "apply", "ease", "suspend") else ""  # fmt: skip
        if k == 0 or tokens[k - 1].low in ('"', "“", "‘", "'", ":", "-", "–"):
            return "base"
        return ""

    def _after_subject(self, tokens: Sequence[Token], k: int, number: int) -> bool:
        """Return whether a word in -s stands where the verb of a subject stands."""
        after = tokens[k + 1] if k + 1 < len(tokens) else None
        before = tokens[k - 1].low if k else ""
        if before in ("who", "which", "that", "he", "she", "it", "also", "now", "and", "still"):
            return after is not None and after.text[:1].isalnum()
        if after is not None and (after.text[0].isdigit() or after.low in NUMBER_WORDS):
            named = next((a for a in self.article.actors[number] if a.last == k), None)
            return before in (",", "and", "council", "treasury") or (
                named is not None and bool(set(named.codes) & IMPOSERS)
            )
        if after is None or after.low in (
            "on", "against", "over", "for", "and", "are", "were", "have", "had", "will", "would", "of", "in",
            "that", "which", "to", "by", "or", "may", "could", "at", "should", "can", "with", "as",
        ) or not (after.text[0].isalnum() or after.text[0] in "‘“\"'"):  # fmt: skip
            return False
        for actor in self.article.actors[number]:
            if actor.last == k and actor.kind != "adjective":
                return True
        return before in ("ministry", "department", "council", "government", "commission", "treasury", "bloc",
                          "parliament", "administration", "union", "statute", "text", "act", "resolution", "package", "notice",
                          "regulation", "law", "bill", "proclamation", "committee",
                          "document", "order")  # fmt: skip

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
        pronoun = any(
            t.low in ("them", "it", "they", "these", "those", "which", "this", "both", "one")
            for t in tokens[max(0, c.first - 5) : min(len(tokens), c.last + 3)]
        )
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

    def _negotiates(
        self, number: int, sentence: Sentence, c: Candidate, strong: Sequence[int], recent: bool
    ) -> bool:
        tokens = sentence.tokens
        actors = [a for a in self.article.actors[number] if a.codes]
        low = tokens[c.first].low
        if low.startswith("meet") or low == "met":
            if any(t.low in _MET_THINGS for t in tokens[c.last : c.last + 3]):
                return False
            people = [a for a in actors if a.kind in ("person", "state", "seat", "body")]
            return len({a.codes for a in people}) >= 2 and tokens[c.last - 1].low != "meeting"
        if low.startswith(("discuss", "engag")):
            return bool(actors) and (bool(strong) or recent)
        return bool(actors) or recent or self._quoted(c.start)

    def _noun(
        self, number: int, sentence: Sentence, c: Candidate, strong: Sequence[int],
        acts: Sequence[int], recent: bool, actors: Sequence[Actor],
    ) -> bool:  # fmt: skip
        tokens, low = sentence.tokens, sentence.tokens[c.first].low
        before = tokens[c.first - 1].low if c.first else ""
        after = tokens[c.last].low if c.last < len(tokens) else ""
        definite_ = before in (
            "the",
            "this",
            "that",
            "its",
            "their",
            "his",
            "her",
            "'s",
            "’s",
            "these",
            "today",
        )
        adjective = c.first > 1 and tokens[c.first - 2].low in ("the", "this", "'s", "’s", "its")
        c.score = 0.55
        if c.word.lemma in ("decision", "move", "step", "action", "vote"):
            if low.endswith("s") and c.word.lemma != "step":
                return False
            if not (definite_ or (adjective and c.word.lemma in ("decision", "vote"))):
                return False
            if after in ("of", "by") and any(0 <= a.first - c.last - 1 <= 2 for a in actors):
                c.action = self.memory.act
                return recent or bool(strong)
            if after in ("to", "on", "of", "that"):
                return after == "to" and bool(strong)
            lead = self.memory.lead or self.memory.act
            c.action = lead if c.word.lemma == "vote" or not recent else self.memory.act
            return recent or number - self.memory.event_sentence <= 3
        if c.word.lemma in ("ban", "embargo", "blockade", "measure", "freezing"):
            c.score = 0.35
            return c.word.lemma == "freezing" and after == "of"
        if c.word.lemma in ("end", "relief"):
            return before == "an" and after == "to" and bool(strong)
        if c.word.lemma == "addition" and before == "in":
            return False
        if c.word.lemma == "opposition" and after != "to":
            return False
        if c.word.lemma == "pressure":
            # "Under US pressure": somebody pressed for it.
            return before == "under" or any(
                0 <= c.first - a.last <= 1 and tokens[max(0, a.first - 1)].low in ("under", "heavy")
                for a in actors
            )
        if c.word.lemma in ("support", "backing") and not (
            definite_ and after in ("of", "from", "by")
        ):
            return False
        if c.word.lemma == "suspension" and after == "from":
            return False
        if c.word.need == "alone":
            if c.word.lemma in ("listing", "designation") and before in (
                "a",
                "an",
                "any",
                "no",
                "further",
                "new",
                "for",
            ):
                return False
            return definite_ or after in ("of", "by") or bool(strong) or recent
        if c.word.lemma in ("addition", "introduction", "adoption", "removal", "end", "expansion", "suspension",
                            "extension", "renewal", "call", "pressure", "proposal", "support", "breach",
                            "violation", "warning", "termination", "relaxation", "exemption"):  # fmt: skip
            near = recent or number - self.memory.event_sentence <= 3
            return (after in ("of", "by", "for", "to", "on") and bool(strong or near or acts)) or (
                (definite_ or before in ("a", "any", "under")) and (near or bool(strong))
            )
        if c.word.action == "THREATEN":
            return bool(strong or recent) and after in ("of", "to", "from", "by", ",", ".", "that")
        return bool(strong or recent)

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
