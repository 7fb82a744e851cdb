"""Which words of a sentence may carry an action about a measure, and what each may stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from comity.news.scene.context import (
    BE,
    HAVE,
    JUDGED,
    MODALS,
    NEGATIONS,
    NUMBER_WORDS,
    PARTY_NOUNS,
    Candidate,
    Hit,
)
from comity.news.triggers.needs import Needs
from comity.news.words.lexicon import Form, Word, lexicon
from comity.news.words.tokens import Sentence, Token
from comity.news.words.wordclasses import word_classes

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


_TAKING = frozenset("take takes took taken taking".split())
_LETTING = frozenset("let lets letting".split())
_PUTTING = frozenset("put puts putting".split())
_PARTED = _TAKING | _LETTING | _PUTTING


@dataclass(frozen=True, slots=True)
class Entry:
    """All that the lists of words have under one form.

    Attributes:
        words: What the word alone may mean.
        asked: Those that the rules look at, in the order in which they do.
        sorts: What forms the words may have, each set once.
        actions: What `words` may stand for.
        phrases: Phrases that begin with it by their second word (empty where there is none), the
            longest first.
        classes: Its classes when it stands alone.
        phrased: Phrases that begin with it have classes too.
        parted: It may have its other half some words on ("took it off").
    """

    words: tuple[Word, ...]
    asked: tuple[Word, ...]
    sorts: tuple[frozenset[Form], ...]
    actions: frozenset[str]
    phrases: dict[str, list[tuple[tuple[str, ...], Word]]]
    classes: tuple[str, ...]
    phrased: bool
    parted: bool


_UNKNOWN = Entry((), (), (), frozenset(), {}, (), False, False)


@lru_cache(maxsize=16_384)
def entry_of(low: str) -> Entry | None:
    """Return what the lists have under a word in small letters, nothing where none knows it."""
    lists, classes = lexicon(), word_classes()
    phrased, parted = low in classes.phrases, low in _PARTED
    if not (
        phrased or parted or low in lists.words or low in classes.words or low in lists.phrases
    ):
        return None
    words, told = tuple(lists.words.get(low, ())), classes.words.get(low, ())
    phrases: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
    for parts, word in lists.phrases.get(low, ()):
        phrases.setdefault("".join(parts[1:2]), []).append((parts, word))
    # Asking for a measure comes before asking for its end: what follows decides later.
    asked = sorted((w for w in words if w.need != "context"), key=lambda w: w.need == "ease")
    actions = frozenset(w.action for w in words if w.action)
    sorts = tuple(dict.fromkeys(w.forms for w in words))
    return Entry(words, tuple(asked), sorts, actions, phrases, told, phrased, parted)


@lru_cache(maxsize=16_384)
def look_of(text: str) -> str:
    """Return by what a word that no list knows may be a verb; empty where it cannot be one.

    "-ed", "-ing" and "-s" tell a verb by its ending, "bare" only by what stands before it.
    """
    if len(text) < 3 or not text.isalpha() or not text.islower() or text in _NO_VERB:
        return ""
    if text.endswith("ed") and len(text) > 4:
        return "-ed"
    if text.endswith("ing") and len(text) > 5:
        return "-ing"
    return "-s" if text.endswith("s") and not text.endswith("ss") else "bare"


@lru_cache(maxsize=4_096)
def hints_of(classes: tuple[str, ...], form: str) -> frozenset[str]:
    """Return what the classes of a word say that it may stand for."""
    sorts = "n:a:" if form == "noun" else "v:a:" if form in ("participle", "odd") else "v:"
    actions = word_classes().actions
    return frozenset(a for name in classes if name[:2] in sorts for a in actions.get(name, ()))


@lru_cache(maxsize=16_384)
def _open_word(lemma: str, form: Form) -> Word:
    """Return a word that no list has."""
    return Word("", lemma, "open", frozenset((form,)))


class Triggers(Needs):
    """Finds the words that carry an action, with what they need beside them."""

    def _listed(self, sentence: Sentence) -> dict[int, Entry]:
        """Return token → what the lists have under it, parts of proper names left out."""
        tokens = sentence.tokens
        return {
            k: entry
            for k, entry in enumerate(map(entry_of, sentence.lows))
            if entry is not None and not (tokens[k].text[0].isupper() and self._proper(sentence, k))
        }

    def _candidates(
        self, number: int, sentence: Sentence, spots: dict[int, str], listed: Mapping[int, Entry]
    ) -> list[Candidate]:
        tokens, lows = sentence.tokens, sentence.lows
        found: list[Candidate] = []
        past = 0
        for k, entry in listed.items():
            if k < past:
                continue
            phrase = (self._phrase(entry, lows, k, of_rules=True) if entry.phrases else None) or (
                self._parted(lows, k) if entry.parted else None
            )
            if phrase is not None:
                parts, word = phrase
                candidate = Candidate(
                    k, k + parts, word, tokens[k].start, tokens[k + parts - 1].end, "phrase"
                )
                if self._wanted(number, sentence, spots, candidate, bool(found)):
                    found.append(candidate)
                    past = k + parts
                    continue
            for word in entry.asked:
                form = self._form(tokens, k, word.forms, number)
                if not form:
                    continue
                candidate = Candidate(k, k + 1, word, tokens[k].start, tokens[k].end, form)
                if self._wanted(number, sentence, spots, candidate, bool(found)):
                    found.append(candidate)
                    break
        return self._with_judged(sentence, found)

    def _hits(
        self, number: int, sentence: Sentence, candidates: Sequence[Candidate],
        listed: Mapping[int, Entry],
    ) -> list[Hit]:  # fmt: skip
        """Return every word and phrase of the lexicon, with what the rules made of it."""
        tokens = sentence.tokens
        ruled = {c.first: c for c in candidates}
        found: list[Hit] = []
        past = 0
        for k, token in enumerate(tokens):
            if k < past:
                continue
            rule, entry = ruled.get(k), listed.get(k)
            if rule is not None:
                entry = entry or entry_of(token.low)
            elif entry is None and not self._looks_open(tokens, k):
                continue
            hit = self._hit(number, sentence, k, entry or _UNKNOWN, rule)
            if hit is not None:
                found.append(hit)
                past = hit.last
        return found

    @staticmethod
    def _looks_open(tokens: Sequence[Token], k: int) -> bool:
        """Return whether a word that no list has may have the look and place of a verb."""
        look = look_of(tokens[k].text)
        if look == "bare" or look == "-s":
            if not k:
                return False
            before = tokens[k - 1]
            return before.low in _BEFORE_VERBS or (look == "-s" and before.text[0].isupper())
        return look != ""

    def _hit(
        self, number: int, sentence: Sentence, k: int, entry: Entry, rule: Candidate | None
    ) -> Hit | None:
        """Return what stands at a place as a word that may carry an action, if one does."""
        tokens, lows = sentence.tokens, sentence.lows
        length, classes = self.classes.at(lows, k) if entry.phrased else (1, entry.classes)
        phrase = None
        if rule is None or (rule.form == "phrase" and rule.last <= k + 1):
            phrase = (self._phrase(entry, lows, k) if entry.phrases else None) or (
                self._parted(lows, k) if entry.parted else None
            )
        actions = None
        if phrase is not None:
            parts, word = phrase
            # One phrase may stand for several actions.
            same = tuple(word.lemma.split())
            others = entry.phrases.get("".join(same[1:2]), ())
            options = (word, *(w for p, w in others if w.action != word.action and p == same))
            form, last = "phrase", k + parts
        else:
            words: Sequence[Word] = entry.words
            last = k + 1
            if (not words or length > 1) and rule is None:
                if opened := self._open(tokens, k, lows[k : k + length], classes):
                    words = opened
                elif not words:
                    return None
                last = k + length
            form = "odd"
            if words is entry.words:
                forms = {s: self._form(tokens, k, s, number) for s in entry.sorts}
                fitting = [w for w in words if forms[w.forms]]
                options = entry.words
                if fitting:
                    form = forms[fitting[0].forms]
                    if len(fitting) < len(words):
                        options = (*fitting, *(w for w in words if not forms[w.forms]))
            else:
                options, form = tuple(words), next(iter(words[0].forms))
            if rule is not None:
                options, form, last = (rule.word, *options), rule.form, rule.last
            elif words is entry.words:
                actions = entry.actions
        if actions is None:
            actions = frozenset(w.action for w in options if w.action)
        told = rule.action if rule is not None and not rule.gone else ""
        return Hit(
            k, last, tokens[k].start, tokens[last - 1].end, options, form, actions,
            hints_of(classes, form), rule, told, classes=classes,
        )  # fmt: skip

    def _open(
        self, tokens: Sequence[Token], k: int, parts: Sequence[str], classes: Sequence[str]
    ) -> list[Word]:
        """Return a word that no list has, where it has the look and place of a verb."""
        if len(parts) > 1:
            return [_open_word(" ".join(parts), "phrase")]
        low, text = tokens[k].low, tokens[k].text
        if not look_of(text):
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
        return [_open_word(low, form)] if form else []

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

    @staticmethod
    def _parted(lows: Sequence[str], k: int) -> tuple[int, Word] | None:
        """Return a verb with its other half some words on: "took it off", "let them lapse"."""
        low, rest = lows[k], lows[k + 1 : k + 8]
        if low in _TAKING and "off" in rest[1:]:
            return 1, Word("EASE", "take off", "measure", frozenset(("phrase",)))
        if low in _LETTING and ("lapse" in rest or "expire" in rest):
            return 1, Word("EASE", "let lapse", "measure", frozenset(("phrase",)))
        if low in _PUTTING and rest[1:2] == ["back"]:
            return 1, Word("IMPOSE", "put back", "measure", frozenset(("phrase",)))
        return None

    @staticmethod
    def _phrase(
        entry: Entry, lows: Sequence[str], k: int, *, of_rules: bool = False
    ) -> tuple[int, Word] | None:
        following = lows[k + 1] if k + 1 < len(lows) else ""
        for parts, word in (*entry.phrases.get(following, ()), *entry.phrases.get("", ())):
            if of_rules and word.need == "context":
                continue
            if tuple(lows[k : k + len(parts)]) == parts:
                return len(parts), word
        return None
