"""Events: who does what about which measure, found sentence by sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from comity.news.article import Actor, Article, definite
from comity.news.dates import Clock, When
from comity.news.gazetteer import is_title
from comity.news.lexicon import Word, lexicon
from comity.news.relevance import is_relevant
from comity.news.tokens import Sentence, Token

BODIES = frozenset("UN UNSC EU P5+1 G7 IAEA AFRICAN_UNION ECOWAS NATO OAS ARAB_LEAGUE FATF".split())
_IMPOSERS = frozenset(
    "UN UNSC EU US GB CA AU JP CH ECOWAS AFRICAN_UNION ARAB_LEAGUE OAS NZ NO".split()
)
_OTHERS = frozenset("UA KR SG TW NZ IS TR SA AE IN DO BR IL RU CN DE FR".split())
_ACTS = frozenset(("IMPOSE", "EXTEND", "TIGHTEN", "EASE"))
_ABOUT_OWNER = frozenset(("OPPOSE", "SUPPORT", "PROMISE_EASE", "REFUSE_EASE", "DEMAND_EASE"))
_BE = frozenset(
    "is are was were be been being am 's get got gets remain remains stay stays".split()
)
_HAVE = frozenset("has have had having".split())
_NEGATIONS = frozenset("not never no n't nor neither none without cannot nobody".split())
_MODALS = {
    "would": "hypothetical", "could": "hypothetical", "may": "hypothetical", "might": "hypothetical",
    "can": "hypothetical", "should": "hypothetical", "will": "threatened", "shall": "threatened",
}  # fmt: skip
_CONDITIONS = frozenset("if unless until whether should".split())
_CUT = frozenset(
    "which who whom whose that while but when because although though after before as unless if where".split()
)
# Verbs so common that only an object or subject beside them can make them tell of a measure.
_COMMON = frozenset(
    """make take put set use begin start add include act close follow join name cut pass issue sign keep stay
    end drop free strike allow break sell ship block hit bar place order apply agree decide react match mirror
    launch declare create establish announce approve target list release grant permit remain continue save
    withdraw expire lapse shut halt cap lay require back table question attack defend press push seek ask call
    want propose demand recommend question challenge contest complain regret dispute brand resist protest meet
    discuss engage include draft prepare increase expand remove cancel amend reopen isolate punish subject
    expel greet celebrate favour favor observe honour honor ignore warn vow caution appeal request plead
    support welcome maintain retain uphold preserve escalate deepen suspend end""".split()
)
_PARTY_NOUNS = frozenset(
    """firms companies people persons individuals officials entities banks vessels ships tankers citizens
    businessmen oligarchs leaders commanders officers generals associates organisations organizations groups
    members judges ministers airlines refiners traders suppliers names subsidiaries scientists militias
    nationals businesses brokers networks aircraft dealers executives lawmakers politicians intermediaries
    shippers owners operators investors exporters importers insurers yachts units militants insurgents
    gangs factories ports refineries shipyards front-companies targets""".split()
)
_PARTY_NOUN = frozenset(w.rstrip("s") for w in _PARTY_NOUNS) | {
    "company", "person", "entity", "businessman", "bank", "firm", "scientist", "vessel", "militia",
}  # fmt: skip
_DEFINITE_NOUNS = frozenset(
    """council ministry government commission treasury department union bloc parliament congress senate court
    assembly president minister ministers leaders governments states junta administration committee law""".split()
)
_SPECIFIC = frozenset(
    """impose lift renew prolong tighten toughen stiffen ease waive repeal rescind reinstate delist loosen relax
    widen broaden reinforce strengthen suspend revoke terminate annul scrap stretch""".split()
)
_LISTED = frozenset("list add remove put place drop bar strike designate name hit suspend".split())
_LISTING = frozenset(
    "list add name target hit punish remove drop place include designate freeze bar block sanction".split()
)
_ACT_NOUNS = frozenset(
    "resolution resolutions text document draft order package law act statute decree programme".split()
)
_GROUP_NOUNS = (
    frozenset(
        """members countries states senators lawmakers nations governments ambassadors ministers diplomats
    officials envoys delegates capitals allies neighbours neighbors powers lines agents""".split()
    )
    | _PARTY_NOUNS
)
_NUMBER_WORDS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty dozen dozens hundreds several some one another further
    more other individual senior top many scores""".split()
)


@dataclass(slots=True)
class Event:
    """One action about a measure.

    Attributes:
        start, end: Of the trigger.
        source, target: Codes, or names as the document gives them.
        rule: Which rule found it.
        confidence: 0 to 1, by how much of what the rule wants was there.
        owner: Whose measure it is about: codes, for the next event's sake.
    """

    start: int
    end: int
    action: str
    sentence: int
    rule: str
    source: list[str] = field(default_factory=list)
    target: list[str] = field(default_factory=list)
    realis: str = "actual"
    collectivity: str = "unknown"
    measure: str = "general"
    when: When | None = None
    asserted_by: str = "narrator"
    confidence: float = 0.5
    owner: tuple[str, ...] = ()
    first: int = 0
    last: int = 0

    def as_json(self, text: str) -> dict[str, Any]:
        """Return the form of the annotation."""
        return {
            "trigger": {"start": self.start, "end": self.end, "text": text[self.start : self.end]},
            "action": self.action, "source": self.source, "target": self.target,
            "realis": self.realis, "collectivity": self.collectivity, "measure": self.measure,
            "when": self.when.as_json() if self.when else None, "asserted_by": self.asserted_by,
        }  # fmt: skip


@dataclass(slots=True)
class _Memory:
    """What the text has spoken of so far."""

    owner: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    act: str = "IMPOSE"
    lead: str = ""
    subject: tuple[str, ...] = ()
    event_sentence: int = -9
    paragraph: int = -1
    council: str = ""
    since: int = 0
    main_owner: tuple[str, ...] = ()
    main_target: tuple[str, ...] = ()


@dataclass(slots=True)
class _Candidate:
    first: int
    last: int
    word: Word
    start: int
    end: int
    form: str
    score: float = 0.0
    rule: str = ""
    action: str = ""
    gone: bool = False


def find_events(article: Article) -> list[Event]:
    """Return the events of a document in their order; none when it is about something else."""
    if not is_relevant(article.text):
        return []
    reader = _Reader(article)
    found: list[Event] = []
    for number in range(len(article.sentences)):
        found += reader.read(number)
    return found


class _Reader:
    def __init__(self, article: Article) -> None:
        self.article = article
        self.text = article.text
        self.memory = _Memory()
        self.clock = Clock(article.published)
        self.words = lexicon()
        self._main_parties()

    # The document as a whole -------------------------------------------------------------------

    def _main_parties(self) -> None:
        targets: Counter[str] = Counter()
        owners: Counter[str] = Counter()
        for number, sentence in enumerate(self.article.sentences):
            spots = self._measures(sentence)
            strong = [k for k, kind in spots.items() if kind == "strong"]
            for actor in self.article.actors[number]:
                if not actor.codes:
                    continue
                near = any(abs(k - actor.first) <= 8 for k in strong)
                if actor.before in ("on", "against") and near:
                    targets.update(c for c in actor.codes if c not in BODIES)
                elif near and any(0 <= k - actor.last <= 2 for k in strong):
                    if set(actor.codes) & _IMPOSERS:
                        owners.update(actor.codes)
                elif set(actor.codes) & _IMPOSERS and not actor.before:
                    owners.update(dict.fromkeys(actor.codes, 1))
                if (
                    actor.kind in ("state", "adjective", "seat")
                    and not set(actor.codes) & _IMPOSERS
                ):
                    targets.update(dict.fromkeys(actor.codes, 0))
        if targets:
            best = max(targets.values())
            named: Counter[str] = Counter(
                c for actors in self.article.actors for a in actors for c in a.codes
            )
            top = max((c for c in targets if targets[c] == best), key=lambda c: named[c])
            if best or named[top] >= 3:
                self.memory.main_target = (top,)
        for number, actors in enumerate(self.article.actors):
            for actor in actors:
                if actor.kind in ("body", "state", "adjective", "seat"):
                    owners.update(
                        {c: 2 if number < 3 else 1 for c in actor.codes if c in _IMPOSERS}
                    )
        owners["UNSC"] += owners.pop("UN", 0)
        if owners and owners.most_common(1)[0][1]:
            self.memory.main_owner = (owners.most_common(1)[0][0],)
        self.memory.owner, self.memory.target = self.memory.main_owner, self.memory.main_target

    def _paragraph_target(self, number: int) -> tuple[str, ...]:
        """Return the state a paragraph is about where that is another than the document's."""
        sentences = self.article.sentences
        paragraph = sentences[number].paragraph
        counts: Counter[str] = Counter()
        heading = (
            number
            and self.article.zone_at(sentences[number - 1].start) == "headline"
            and number > 2
        )
        for k in range(number, len(sentences)):
            if sentences[k].paragraph != paragraph:
                break
            for actor in self.article.actors[k]:
                if (
                    len(actor.codes) == 1
                    and len(actor.codes[0]) == 2
                    and actor.codes[0] not in _IMPOSERS
                ):
                    counts[actor.codes[0]] += 3 if actor.before in ("on", "against") else 1
        if heading:
            for actor in self.article.actors[number - 1]:
                if len(actor.codes) == 1 and len(actor.codes[0]) == 2:
                    return actor.codes
        if not counts or (self.memory.main_target and counts[self.memory.main_target[0]]):
            return ()
        top, votes = counts.most_common(1)[0]
        return (top,) if votes >= 3 else ()

    def _measures(self, sentence: Sentence) -> dict[int, str]:
        """Return token → strong, act or weak for each word for a measure."""
        found: dict[int, str] = {}
        tokens = sentence.tokens
        for k, token in enumerate(tokens):
            for parts in self.words.measures.get(token.low, ()):
                if len(parts) == 1 or tuple(t.low for t in tokens[k : k + len(parts)]) == parts:
                    for j in range(len(parts)):
                        found[k + j] = "strong"
                    break
            if k in found:
                continue
            if token.low in self.words.acts:
                found[k] = "act"
            elif token.low in self.words.weak:
                found[k] = "weak"
        return found

    # One sentence ------------------------------------------------------------------------------

    def read(self, number: int) -> list[Event]:
        """Return the events of a sentence, and remember what it spoke of."""
        sentence = self.article.sentences[number]
        zone = self.article.zone_at(sentence.start + (sentence.end - sentence.start) // 2)
        start_zone = self.article.zone_at(sentence.start)
        if start_zone in ("boilerplate", "byline", "dateline") or zone == "boilerplate":
            return []
        if sentence.paragraph != self.memory.paragraph:
            # A new paragraph speaks of what the document is about, until it says otherwise.
            self.memory.paragraph = sentence.paragraph
            self.memory.target = self._paragraph_target(number) or self.memory.main_target
            if number - self.memory.since > 1:
                self.memory.owner = self.memory.main_owner
        spots = self._measures(sentence)
        future = bool(
            re.search(r"\b(?:will|due|expected to|is to|are to|plans? to|set to|next)\b",
                      self.text[sentence.start : sentence.end])
        )  # fmt: skip
        dates = self.clock.find(self.text, sentence.start, sentence.end, future=future)
        candidates = self._candidates(number, sentence, spots)
        for candidate in candidates:
            self._licences(sentence, candidate)
        self._compose(sentence, candidates)
        found = []
        for candidate in candidates:
            if candidate.gone:
                continue
            found.append(self._event(number, sentence, spots, candidate))
        self._date(sentence, found, dates)
        found = [e for e in found if e.action]
        for event in found:
            self._remember(event)
        self._subject_of(number, sentence)
        return found

    def _subject_of(self, number: int, sentence: Sentence) -> None:
        for actor in self.article.actors[number]:
            for code in actor.codes:
                if code in ("UNSC", "EU", "UN") and actor.kind == "body":
                    self.memory.council = "UNSC" if code == "UN" else code
        for actor in self.article.actors[number]:
            if actor.codes and not actor.before and not self._quoted(actor.start):
                if actor.owns and not self._official(sentence.tokens, actor):
                    continue
                self.memory.subject = self._joined(number, actor, forward=True)
                return

    def _quoted(self, offset: int) -> bool:
        return self.article.quote_at(offset) is not None

    def _candidates(
        self, number: int, sentence: Sentence, spots: dict[int, str]
    ) -> list[_Candidate]:
        tokens = sentence.tokens
        found: list[_Candidate] = []
        k = 0
        while k < len(tokens):
            token = tokens[k]
            if self._proper(sentence, k):
                k += 1
                continue
            hit = self._phrase(sentence, k)
            if hit is not None:
                parts, word = hit
                candidate = _Candidate(
                    k, k + parts, word, token.start, tokens[k + parts - 1].end, "phrase"
                )
                if self._wanted(number, sentence, spots, candidate, bool(found)):
                    found.append(candidate)
                    k += parts
                    continue
            for word in self.words.words.get(token.low, ()):
                form = self._form(tokens, k, word, number)
                if not form:
                    continue
                candidate = _Candidate(k, k + 1, word, token.start, token.end, form)
                if self._wanted(number, sentence, spots, candidate, bool(found)):
                    found.append(candidate)
                    break
            k += 1
        return found

    def _proper(self, sentence: Sentence, k: int) -> bool:
        """Return whether a word is part of a proper name: a capital inside a sentence."""
        token = sentence.tokens[k]
        if not token.text[0].isupper() or k == 0 or self.article.zone_at(token.start) == "headline":
            return False
        before = sentence.tokens[k - 1]
        if before.text in ('"', "“", "‘", "'", ":", "(", "["):
            return False
        return not (token.text.isupper() and before.text.isupper() and len(token.text) > 6)

    def _phrase(self, sentence: Sentence, k: int) -> tuple[int, Word] | None:
        for parts, word in self.words.phrases.get(sentence.tokens[k].low, ()):
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
            if (after in _PARTY_NOUNS or after in self.words.measures or after in self.words.acts) and k and not (
                before in _HAVE or before in ("and", ",", "which", "who", "that", "he", "she", "it", "they", "we", "also", "then")
                or before.endswith("ly") or any(a.last == k for a in self.article.actors[number])
                or tokens[k - 1].text[0].isupper() or before in _DEFINITE_NOUNS
            ):  # fmt: skip
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
                return "third" if self._after_subject(tokens, k, number) else ""
            return "" if determined else "third"
        # The base form: after "to", a modal, "not", or a plural subject.
        if before in ("to", "will", "would", "could", "may", "might", "can", "cannot", "should", "must", "not",
                      "n't", "and", "or", "they", "we", "you", "i", "shall", "did", "do", "does", "never",
                      "immediately", "also", "then", "let", "help", "who", "that", "which", "quickly", "further",
                      "formally", "fully", "soon", "now", "unilaterally", ",", "ever", "swiftly"):  # fmt: skip
            return "base"
        if (
            k
            and tokens[k - 1].text[:1].isalpha()
            and (before.endswith("s") and not determined or tokens[k - 1].text[0].isupper())
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
        if after is not None and (after.text[0].isdigit() or after.low in _NUMBER_WORDS):
            named = next((a for a in self.article.actors[number] if a.last == k), None)
            return before in (",", "and", "council", "treasury") or (
                named is not None and bool(set(named.codes) & _IMPOSERS)
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
                          "parliament", "administration", "union", "statute", "text", "act", "resolution",
                          "document", "order")  # fmt: skip

    @staticmethod
    def _passive(tokens: Sequence[Token], k: int) -> bool:
        for j in range(k - 1, max(-1, k - 5), -1):
            low = tokens[j].low
            if low in _BE:
                return True
            if low in _HAVE or low in ("to", "and", ","):
                return False
            if not (low.endswith("ly") or low in _NEGATIONS or low in ("also", "since", "again", "then", "first",
                    "later", "now", "already", "so", "yet", "still", "only", "all", "both", "being", "been",
                    "likewise", "duly", "once", "twice")):  # fmt: skip
                return False
        return False

    def _wanted(
        self, number: int, sentence: Sentence, spots: dict[int, str], c: _Candidate, inside: bool
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
            if word.lemma in ("condemn", "denounce", "deplore", "decry") and not (
                ahead or near_weak or recent
            ):
                return False
            return True
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
        if word.lemma in _SPECIFIC and not self._else_object(tokens, c):
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
        if word.lemma in _COMMON:
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
            if (
                action in ("IMPOSE", "EASE")
                and word.lemma in _LISTING
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
                and action in ("EXTEND", "EASE", "OPPOSE", "SUPPORT", "IMPOSE")
                and self._object_pronoun(tokens, c)
            ):
                c.score = 0.45
                return True
            if c.form == "participle" and lately and word.lemma in _LISTED and actors:
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
            c.action = "IMPOSE" if old else self.memory.lead
            c.score = 0.6
            return True
        if word.lemma in ("reject", "object", "complain", "oppose", "dismiss", "criticise", "criticize", "mock", "resist", "back",
                          "protest", "welcome", "praise", "support", "endorse", "hail", "applaud", "disagree"):  # fmt: skip
            c.score = 0.7
            follows = [k for k in (*strong, *acts) if c.last <= k < c.last + 8]
            return (
                bool(follows)
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
    def _object_pronoun(tokens: Sequence[Token], c: _Candidate) -> bool:
        return c.last < len(tokens) and tokens[c.last].low in (
            "them",
            "it",
            "him",
            "her",
            "these",
            "those",
            "both",
        )

    @staticmethod
    def _else_object(tokens: Sequence[Token], c: _Candidate) -> bool:
        """Return whether the object is plainly no measure: "extended talks", "lifted output"."""
        return any(
            t.low in ("talks", "deadline", "hand", "condolences", "visit", "output", "production", "budget", "growth",
                      "mandate", "ceasefire", "truce", "loan", "credit", "flights", "payments", "work", "trip",
                      "statehood", "invitation", "offer", "membership", "cooperation", "operations", "role", "from")
            for t in tokens[c.last : c.last + 4]
        )  # fmt: skip

    @staticmethod
    def _relative_passive(tokens: Sequence[Token], c: _Candidate) -> bool:
        """Return whether a participle follows its noun: "sanctions imposed in 2012"."""
        return (
            c.form == "past"
            and c.first > 0
            and (
                c.last < len(tokens)
                and tokens[c.last].low
                in ("by", "in", "on", "after", "since", "last", "against", "at")
            )
        )

    @staticmethod
    def _reach(tokens: Sequence[Token], at: int, most: int) -> int:
        """Return the first token past what a verb's object may reach."""
        end = min(len(tokens), at + most)
        for k in range(at, end):
            if tokens[k].low in (";", ":") or (
                tokens[k].low in ("while", "but", "although", "because", "after", "before", "when")
            ):
                return k
        return end

    def _listing_object(self, tokens: Sequence[Token], c: _Candidate, after: int) -> bool:
        """Return whether parties follow that lists are made of: "added six firms"."""
        window = tokens[c.last : after]
        return any(t.low in _PARTY_NOUNS for t in window[:7])

    def _negotiates(
        self, number: int, sentence: Sentence, c: _Candidate, strong: Sequence[int], recent: bool
    ) -> bool:
        tokens = sentence.tokens
        actors = [a for a in self.article.actors[number] if a.codes]
        low = tokens[c.first].low
        if low.startswith("meet") or low == "met":
            people = [a for a in actors if a.kind in ("person", "state", "seat", "body")]
            return len({a.codes for a in people}) >= 2 and tokens[c.last - 1].low != "meeting"
        if low.startswith(("discuss", "engag")):
            return bool(actors) and (bool(strong) or recent)
        return bool(actors) or recent or self._quoted(c.start)

    def _noun(
        self, number: int, sentence: Sentence, c: _Candidate, strong: Sequence[int],
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
            return (
                after in ("of", "by", "for", "to", "on")
                and bool(strong or near or acts)
                or ((definite_ or before in ("a", "any", "under")) and (near or bool(strong)))
            )
        if c.word.action == "THREATEN":
            return bool(strong or recent) and after in ("of", "to", "from", "by", ",", ".", "that")
        return bool(strong or recent)

    # Speech and its content ---------------------------------------------------------------------

    def _compose(self, sentence: Sentence, candidates: list[_Candidate]) -> None:
        """Make one event of a word of speech and the measure's own verb behind it."""
        tokens = sentence.tokens
        for i, c in enumerate(candidates):
            if c.gone:
                continue
            nxt = next(
                (d for d in candidates[i + 1 :] if not d.gone and d.first - c.last <= 12), None
            )
            lemma = c.word.lemma
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
                        nxt.gone = True
                    continue
            if c.word.need == "ease" or c.action in ("CALL_FOR", "THREATEN") or lemma in (
                "vow", "promise", "offer", "refuse", "decline", "pledge",
            ):  # fmt: skip
                if nxt is None or nxt.action not in (*_ACTS, "COMPLY", "OPPOSE", "PROMISE_EASE"):
                    if c.word.need == "ease" and not self._eased_object(sentence, c):
                        c.gone = True
                    continue
                gap = tokens[c.last : nxt.first]
                lows = [t.low for t in gap]
                if (
                    nxt.action in (*_ACTS, "COMPLY")
                    and nxt.form not in ("noun", "phrase")
                    and c.action in ("CALL_FOR", "DEMAND_EASE")
                ):
                    bound = (
                        tokens[nxt.first - 1].low in ("to", "be", "immediately", "not", "also")
                        or nxt.form in ("base", "ing", "past")
                        and len(gap) <= 4
                    )
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
                    nxt.gone = True
                elif c.action in ("DEMAND_EASE", "CALL_FOR"):
                    c.action = "CALL_FOR"
                    c.score = max(c.score, 0.6)
                    nxt.gone = nxt.action in (*_ACTS, "COMPLY")
                elif c.action == "THREATEN":
                    if nxt.action == "OPPOSE":
                        c.action = "OPPOSE"
                    nxt.gone = True
                c.rule += f" + {nxt.word.lemma}"
            elif c.action == "EASE" and c.form in ("base", "ing", "third", "past"):
                self._refused(tokens, c)
            elif c.action == "OPPOSE" and c.word.lemma in (
                "oppose", "resist", "reject", "veto", "block", "object", "disapprove", "spoke against",
            ):  # fmt: skip
                easing = nxt is not None and nxt.action == "EASE" and nxt.first - c.last <= 6
                draft = self.memory.lead == "EASE" and any(
                    t.low in ("it", "text", "draft", "resolution", "removal", "lifting", "any")
                    for t in tokens[c.last : c.last + 5]
                )
                if easing or draft:
                    c.action = "REFUSE_EASE"

    def _eased_object(self, sentence: Sentence, c: _Candidate) -> bool:
        """Return whether an asking word has an easing behind it that is no trigger of its own."""
        rest = " ".join(t.low for t in sentence.tokens[c.last : c.last + 12])
        return bool(
            re.search(
                r"\b(?:lifted|eased|dropped|scrapped|removed|suspended|relief|an end to|delisted)\b",
                rest,
            )
            and re.search(r"sanction|embargo|measure|ban\b|restrict|freeze|list\b|name", rest)
        )

    @staticmethod
    def _refused(tokens: Sequence[Token], c: _Candidate) -> None:
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

    # Roles --------------------------------------------------------------------------------------

    def _event(
        self, number: int, sentence: Sentence, spots: dict[int, str], c: _Candidate
    ) -> Event:
        tokens = sentence.tokens
        event = Event(
            c.start, c.end, c.action, number, c.rule, first=c.first, last=c.last, confidence=c.score
        )
        quote = self.article.quote_at(c.start)
        zone = self.article.zone_at(c.start)
        owner = self._owner(number, sentence, spots, c)
        passive = c.form == "participle" or self._relative_passive(tokens, c)
        agent = self._agent(number, sentence, c) if passive or c.form in ("noun", "past") else ()
        subject, how = self._subject(number, sentence, c, quote)
        objects = self._objects(number, sentence, c)
        under = [x for x in objects]
        source: tuple[str, ...] = ()
        if agent:
            source = agent
        elif passive and c.action in (*_ACTS, "COMPLY"):
            source = owner or self._default_owner(c)
            if how == "subject" and not under and not set(subject) & set(source):
                under = list(subject)
        elif c.form == "noun":
            source = agent or self._noun_owner(number, c) or (owner if c.action in _ACTS else ())
            if not source and c.action in _ACTS:
                plain = (
                    how in ("subject", "definite")
                    and set(subject) & _IMPOSERS
                    and c.word.lemma not in ("vote", "decision", "move", "step", "action")
                )
                source = subject if plain else self._default_owner(c)
            elif not source:
                source = subject
        else:
            source = subject
        own = re.search(
            r"\b(?:counter|retaliat|food embargo|in response|respond|our)",
            self.text[sentence.start : sentence.end],
        )
        if (
            c.action in _ACTS
            and source
            and set(source) <= set(self.memory.main_target)
            and not own
            and quote is None
        ):
            # Whoever is under the measure does not impose, extend or lift it.
            source = owner or self.memory.owner or self.memory.main_owner or source
        if (
            c.action in _ACTS and quote is None and how in ("subject", "remembered", "pronoun") and source
            and not set(source) & (_IMPOSERS | _OTHERS) and not own and self._far(number, sentence, c, source)
        ):  # fmt: skip
            source = owner or self._default_owner(c) or source
        if not source and c.action in _ACTS:
            source = owner or self._default_owner(c)
        group = self._group(sentence, c) if c.form != "noun" and not agent else ""
        if c.action in _ACTS and source and not set(source) & BODIES and owner and passive:
            source = owner
        self._assign(event, c, source, owner, under, number, sentence)
        if group and c.action not in _ACTS:
            event.source = [group]
        event.realis = self._realis(number, sentence, c, event)
        event.collectivity = self._collectivity(sentence, event, owner)
        event.measure = self._measure(sentence, c)
        if zone == "commentary":
            event.asserted_by = "poster"
        elif quote is not None:
            event.asserted_by = quote.speaker or "narrator"
        else:
            event.asserted_by = self._reported(number, sentence, c)
        return event

    def _far(self, number: int, sentence: Sentence, c: _Candidate, source: tuple[str, ...]) -> bool:
        """Return whether the subject found stands so far from the word that it is likely another's."""
        for actor in reversed(self.article.actors[number]):
            if actor.last <= c.first and set(actor.codes) & set(source):
                return c.first - actor.last > 4
        return True

    def _default_owner(self, c: _Candidate) -> tuple[str, ...]:
        return self.memory.owner or self.memory.main_owner

    def _owner(
        self, number: int, sentence: Sentence, spots: dict[int, str], c: _Candidate
    ) -> tuple[str, ...]:
        """Return whose measure the sentence speaks of: "UN sanctions", "Washington's measures"."""
        best: tuple[int, tuple[str, ...]] | None = None
        for actor in self.article.actors[number]:
            if not actor.codes or not set(actor.codes) & _IMPOSERS and not actor.owns:
                continue
            for k, kind in spots.items():
                if kind in ("strong", "weak", "act") and 0 <= k - actor.last <= 3:
                    if kind == "weak" and not (
                        actor.owns or actor.kind in ("body", "adjective", "state")
                    ):
                        continue
                    if any(
                        t.low in (",", "and", "said", "to", "that") or t.low in _BE
                        for t in sentence.tokens[actor.last : k]
                    ):
                        continue
                    if not set(actor.codes) & _IMPOSERS:
                        continue
                    distance = abs(k - c.first)
                    if best is None or distance < best[0]:
                        best = distance, actor.codes
        if best:
            return best[1]
        window = self.text[sentence.start : sentence.end]
        if re.search(r"\b[Rr]esolutions? \d{3,4}|\bresolution\b", window):
            return ("UNSC",)
        return ()

    def _noun_owner(self, number: int, c: _Candidate) -> tuple[str, ...]:
        for actor in self.article.actors[number]:
            if (
                actor.codes
                and 0 <= c.first - actor.last <= 3
                and (actor.owns or actor.kind == "adjective")
            ):
                return self._joined(number, actor, forward=False)
        tokens = self.article.sentences[number].tokens
        follows = tokens[c.last].low if c.last < len(tokens) else ""
        if follows == "by" or (follows in ("of", "from") and c.action not in _ACTS):
            for actor in self.article.actors[number]:
                if actor.codes and 0 <= actor.first - c.last - 1 <= 2:
                    return self._joined(number, actor, forward=True)
        return ()

    def _agent(self, number: int, sentence: Sentence, c: _Candidate) -> tuple[str, ...]:
        tokens = sentence.tokens
        for k in range(c.last, min(len(tokens), c.last + 14)):
            if tokens[k].low in (";", ":", "which", "who", "while", "but"):
                break
            if tokens[k].low in ("by", "in") and (tokens[k].low == "by" or k == c.last):
                if tokens[k].low == "in" and not any(
                    set(a.codes) & {"UNSC"} and 0 <= a.first - k - 1 <= 2
                    for a in self.article.actors[number]
                ):
                    continue
                if c.form == "past" and k > c.last + 4:
                    break
                for actor in self.article.actors[number]:
                    if 0 <= actor.first - k - 1 <= 4 and actor.codes:
                        return self._joined(number, actor, forward=True)
                word = tokens[k + 2].low if k + 2 < len(tokens) else ""
                if found := self._resolve(word):
                    return found
        return ()

    def _joined(self, number: int, actor: Actor, *, forward: bool) -> tuple[str, ...]:
        """Return the codes of an actor and of those joined to it by "and" and commas."""
        tokens = self.article.sentences[number].tokens
        actors = self.article.actors[number]
        codes = list(actor.codes)
        at = actors.index(actor)
        step = 1 if forward else -1
        last = actor
        for other in actors[at + 1 :] if forward else reversed(actors[:at]):
            low, high = (last.last, other.first) if forward else (other.last, last.first)
            between = [t.low for t in tokens[low:high]]
            if not other.codes or len(between) > 3 or not between:
                break
            if not all(
                w
                in (
                    ",",
                    "and",
                    "the",
                    "&",
                    "as",
                    "well",
                    "plus",
                    "or",
                    "-",
                    "both",
                    "along",
                    "with",
                )
                for w in between
            ):
                break
            if other.owns and forward:
                break
            codes += [x for x in other.codes if x not in codes]
            last = other
        del step
        return tuple(codes)

    @staticmethod
    def _bracketed(tokens: Sequence[Token], actor: Actor, c: _Candidate) -> bool:
        """Return whether an actor stands in brackets that the word does not stand in."""
        depth = 0
        for t in tokens[actor.last : c.first]:
            if t.text in "([":
                depth += 1
            elif t.text in ")]":
                if not depth:
                    return True
                depth -= 1
        return False

    _PRONOUNS = frozenset(("it", "they", "he", "she", "who", "which", "that"))

    def _subject(
        self, number: int, sentence: Sentence, c: _Candidate, quote: Any
    ) -> tuple[tuple[str, ...], str]:
        """Return who does what a word tells, and how that was found."""
        tokens = sentence.tokens
        actors = self.article.actors[number]
        floor = 0
        if quote is not None and quote.start > sentence.start:
            floor = sentence.at(quote.start)
        elif quote is None:
            floor = 0
        nearest: Actor | None = None
        for actor in reversed(actors):
            if actor.last > c.first or actor.first < floor or not actor.codes:
                continue
            if self._bracketed(tokens, actor, c):
                continue
            if quote is None and self._quoted(actor.start):
                continue
            if actor.before and actor.before not in ("between",):
                relative = actor.last < c.first and any(
                    t.low in ("which", "who", "that") for t in tokens[actor.last : actor.last + 3]
                )
                if not relative:
                    continue
            if actor.owns and not self._official(tokens, actor):
                continue
            nearest = actor
            break
        low = max(floor, nearest.last if nearest else floor)
        for k in range(c.first - 1, low - 1, -1):
            word = tokens[k].low
            if quote is not None and word in ("we", "our", "i", "us", "my"):
                return ((quote.code,) if quote.code else self._speaker_code(quote)), "subject"
            if quote is None and word in ("we", "our") and self.article.home:
                return (self.article.home,), "subject"
            if word in ("he", "she", "it", "they") and c.first - k <= 7:
                if (
                    nearest is None
                    or nearest.before
                    or tokens[k - 1].low in ("that", "said", ",", "and", "but")
                ):
                    if nearest is not None and word != "they":
                        return self._joined(number, nearest, forward=False), "pronoun"
                    both = self._joined(number, nearest, forward=False) if nearest else ()
                    return (both if len(both) > 1 else self.memory.subject), "pronoun"
            if (
                c.action in _ACTS and c.first - k <= 14 and word in _ACT_NOUNS and k
                and tokens[k - 1].low not in ("on", "against", "by", "of", "to", "in", "under", "with", "for", "a")
                and not (k > 1 and tokens[k - 2].low in ("on", "against", "by", "of", "to", "in", "under", "with", "for"))
            ):  # fmt: skip
                if word in ("resolution", "resolutions"):
                    return ("UNSC",), "the act"
                return self.memory.owner or self.memory.main_owner, "the act"
            if (
                c.first - k <= 12
                and (found := self._resolve(word))
                and (
                    k
                    and tokens[k - 1].low
                    in ("the", "a", "foreign", "its", "city", "military", "security", "ruling")
                    or tokens[k].text[0].isupper()
                )
            ):
                if k > 1 and any(
                    t.low in ("on", "against", "by", "with", "of", "to", "in", "from")
                    for t in tokens[k - 2 : k]
                ):
                    continue
                return found, "definite"
        if nearest is not None:
            return self._joined(number, nearest, forward=False), "subject"
        if quote is not None:
            return self._speaker_code(quote), "speaker"
        if floor == 0 and self.memory.subject:
            return self.memory.subject, "remembered"
        return (), ""

    def _group(self, sentence: Sentence, c: _Candidate) -> str:
        """Return a group without a name that is the subject: "nine countries", "several senators"."""
        tokens = sentence.tokens
        k = c.first - 1
        while (
            k >= 0
            and c.first - k <= 4
            and (
                tokens[k].low in _HAVE
                or tokens[k].low in _BE
                or tokens[k].low in _MODALS
                or tokens[k].low in ("also", "who", "which", "never", "not", "all", "both", "long")
                or tokens[k].low.endswith("ly")
            )
        ):
            k -= 1
        if k < 0 or tokens[k].low not in _GROUP_NOUNS:
            return ""
        for j in range(k, max(-1, k - 6), -1):
            if (
                tokens[j].low in _NUMBER_WORDS
                or tokens[j].low in ("all", "most", "at", "thirteen")
                or tokens[j].text[0].isdigit()
            ):
                if any(
                    t.low in ("on", "of", "against", "by", "for", "from")
                    for t in tokens[max(0, j - 1) : j]
                ):
                    return ""
                return self.text[tokens[j].start : tokens[k].end]
        return ""

    def _speaker_code(self, quote: Any) -> tuple[str, ...]:
        return (quote.code,) if quote.code else ()

    def _resolve(self, word: str) -> tuple[str, ...]:
        sort = definite(self.article, word)
        if sort == "council":
            if self.memory.council:
                return (self.memory.council,)
            return (
                ("UNSC",)
                if re.search(r"Security Council|UNSC|\bU\.?N\b", self.text[:3000])
                else ("EU",)
            )
        if sort == "bloc":
            return (
                ("ECOWAS",) if "ECOWAS" in self.text and "EU" not in self.memory.owner else ("EU",)
            )
        if sort == "assembly":
            return ("UN",)
        if sort == "treasury":
            return ("US",)
        if sort == "state":
            return self.memory.subject
        return ()

    @staticmethod
    def _official(tokens: Sequence[Token], actor: Actor) -> bool:
        window = [t.low for t in tokens[actor.last : actor.last + 5]]
        return any(
            w in ("minister", "ministry", "president", "envoy", "ambassador", "government", "spokesman",
                  "spokeswoman", "parliament", "department", "chancellor", "leader", "officials", "lawmakers",
                  "diplomats", "mission", "chief", "secretary", "administration", "treasury", "authorities",
                  "delegation", "leaders", "premier", "junta", "state", "side", "council", "representative")
            for w in window
        )  # fmt: skip

    def _objects(self, number: int, sentence: Sentence, c: _Candidate) -> list[str]:
        """Return the codes of who is acted upon behind a word."""
        tokens = sentence.tokens
        end = self._reach(tokens, c.last, 22)
        found: list[str] = []
        for actor in self.article.actors[number]:
            if not (c.last <= actor.first < end) or not actor.codes:
                continue
            if any(
                t.low in ("which", "who", "said", "whose") for t in tokens[c.last : actor.first]
            ):
                break
            direct = actor.first - c.last <= 2 and not actor.before
            if actor.before in ("on", "against", "over", "toward", "towards", "upon", "at") or direct or (
                actor.owns and actor.first - c.last <= 10 and not set(actor.codes) & {"UN", "UNSC", "EU"}
            ):  # fmt: skip
                found += [x for x in self._joined(number, actor, forward=True) if x not in found]
                break
        return found

    def _assign(
        self, event: Event, c: _Candidate, source: tuple[str, ...], owner: tuple[str, ...],
        under: list[str], number: int, sentence: Sentence,
    ) -> None:  # fmt: skip
        action = event.action
        state = self.memory.target or self.memory.main_target
        before = self._before_target(number, c)
        owner = owner or ()
        if action in _ACTS:
            event.source = list(source)
            target = [x for x in (under or before or state) if x not in source]
            event.target = target or [x for x in state if x not in source]
            event.owner = tuple(source)
            names = self._names(number, sentence, c)
            event.target = [*names, *[x for x in event.target if x not in names]]
        elif action in _ABOUT_OWNER:
            event.source = list(source)
            voting = c.word.lemma.split()[0] in (
                "abstain",
                "abstention",
                "vote",
                "voted",
                "votes",
                "voting",
                "veto",
            )
            near = {t.low for t in sentence.tokens[c.last : c.last + 5]}
            if not owner and (voting or near & {"vote", "resolution", "text", "draft", "resolutions"}) and re.search(
                r"Security Council|UNSC|U\.?N\.?\b", self.text[:3000]
            ):  # fmt: skip
                owner = ("UNSC",)
            if action == "PROMISE_EASE" or (
                action == "REFUSE_EASE" and c.word.action in ("EASE", "REFUSE_EASE") and set(source) & _IMPOSERS
            ) or re.search(r"\b(?:its|their|his) own\b", self.text[c.start : c.start + 60]):  # fmt: skip
                owner = source
            whose = (
                owner
                or tuple(x for x in under if x in _IMPOSERS)
                or self.memory.owner
                or self.memory.main_owner
            )
            event.owner = whose
            if set(whose) & set(source) or not whose:
                event.target = [x for x in (under or state) if x not in source]
            else:
                event.target = list(whose)
        elif action in ("COMPLY", "EVADE"):
            event.source = list(source)
            whose = owner or self.memory.owner or self.memory.main_owner
            event.owner = whose
            event.target = [x for x in (under or before or state) if x not in source]
            if action == "EVADE" and not under:
                event.target = [x for x in whose if x not in source] or event.target
            if not event.target:
                event.target = list(whose)
        elif action == "NEGOTIATE":
            event.source = list(source)
            event.target = self._counterpart(number, sentence, c, source, state)
        else:
            event.source = list(source)
            event.target = [x for x in (under or before or state) if x not in source]
            event.owner = owner or (tuple(source) if action == "THREATEN" else ())

    def _before_target(self, number: int, c: _Candidate) -> list[str]:
        for actor in reversed(self.article.actors[number]):
            if actor.last <= c.first and actor.codes and actor.before in ("on", "against", "over"):
                return list(actor.codes)
        return []

    def _counterpart(
        self,
        number: int,
        sentence: Sentence,
        c: _Candidate,
        source: tuple[str, ...],
        state: tuple[str, ...],
    ) -> list[str]:
        for actor in self.article.actors[number]:
            if (
                actor.first >= c.last
                and actor.codes
                and actor.before in ("with", "to", "over", "on")
                and (actor.first - c.last <= 8)
            ):
                return [x for x in actor.codes if x not in source]
            if actor.first == c.last and actor.codes:
                return [x for x in actor.codes if x not in source]
        if len(source) > 1 and set(state) & set(source):
            return []
        return [x for x in state if x not in source]

    def _names(self, number: int, sentence: Sentence, c: _Candidate) -> list[str]:
        """Return the parties that a listing names, as the document gives them."""
        tokens = sentence.tokens
        lists = {"designate", "blacklist", "sanction", "list", "delist", "add", "remove", "name", "target", "hit",
                 "penalise", "penalize", "unfreeze", "unblock", "designation", "block", "drop", "place", "freeze",
                 "taken off", "put on the list", "de-list", "include", "punish"}  # fmt: skip
        found: list[str] = []
        end = self._reach(tokens, c.last, 22)
        k = c.last
        if c.word.lemma in ("impose", "slap", "reimpose", "re-impose"):
            on = next(
                (j for j in range(k, min(end, k + 9)) if tokens[j].low in ("on", "against")), None
            )
            if on is None:
                return []
            k = on + 1
        elif c.word.lemma not in lists:
            return []
        while k < end and len(found) < 4:
            token = tokens[k]
            if token.low in (
                "over",
                "for",
                "in",
                "on",
                "under",
                "from",
                "after",
                "as",
                "because",
                "which",
                "who",
                "including",
            ):
                break
            if token.text[0].isdigit() or token.low in _NUMBER_WORDS:
                j = k + 1
                while (
                    j < min(end, k + 6)
                    and tokens[j].low not in _PARTY_NOUNS
                    and tokens[j].text[0].isalpha()
                ):
                    j += 1
                if j < min(end, k + 6) and tokens[j].low in _PARTY_NOUNS:
                    found.append(self.text[token.start : tokens[j].end])
                    k = j + 1
                    continue
            actor = next((a for a in self.article.actors[number] if a.first == k), None)
            if actor is not None and actor.kind == "person":
                found.append(actor.name)
                k = actor.last
                continue
            if actor is not None:
                k = actor.last
                continue
            if token.low in ("(", "—", "–", ";") or (
                token.low == ","
                and found
                and k + 1 < end
                and tokens[k + 1].text[0].islower()
                and tokens[k + 1].low not in _NUMBER_WORDS
                and tokens[k + 1].low != "and"
            ):
                break
            if is_title(token.text):
                k += 1
                continue
            if (
                token.text[0].isupper()
                and len(token.text) > 1
                and token.text not in ("Resolution", "Executive", "General", "Order")
            ):
                j = k
                while j < end and (
                    tokens[j].text[0].isupper()
                    or tokens[j].low in ("of", "and", "al", "bin", "the")
                    and j + 1 < end
                    and tokens[j + 1].text[0].isupper()
                    and tokens[j].low != "and"
                ):
                    j += 1
                found.append(self.text[token.start : tokens[j - 1].end])
                k = j
                continue
            k += 1
        return found

    # What it is like ----------------------------------------------------------------------------

    def _realis(self, number: int, sentence: Sentence, c: _Candidate, event: Event) -> str:
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
            any(w in _NEGATIONS for w in before)
            or first_low in ("not", "never")
            or (bool(before) and before[-1:] == ["nor"])
            or any(
                w.startswith("fail")
                or w in ("refused", "declined", "denied", "deny", "denies", "stopped")
                and "short" in before
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
                                        "EVADE", "OPPOSE", "SUPPORT", *_ACTS):  # fmt: skip
            return "negated"
        if event.action == "EVADE":
            whole = {t.low for t in tokens}
            return (
                "actual"
                if whole & {"sentenced", "convicted", "admitted", "fined"}
                else ("hypothetical" if any(w in _MODALS for w in before) else "alleged")
            )
        speech = event.action in (
            "THREATEN",
            "CALL_FOR",
            "DEMAND_EASE",
            "PROMISE_EASE",
            "OPPOSE",
            "SUPPORT",
        )
        modal = next((_MODALS[w] for w in reversed(before) if w in _MODALS), "")
        joined = " ".join(before)
        if speech:
            return (
                "actual"
                if modal != "hypothetical" or event.action not in ("OPPOSE", "SUPPORT")
                else "hypothetical"
            )
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
        if event.action in _ACTS:
            who = set(event.source)
        elif event.action in _ABOUT_OWNER:
            who = set(event.owner or event.target)
        elif event.action in ("COMPLY", "EVADE"):
            who = set(event.owner)
        else:
            who = set(owner)
            if re.search(
                r"\bunilateral|\bown (?:sanctions|measures)|one-sided|national measures", window
            ):
                return "unilateral"
            if event.action == "THREATEN" and not owner:
                who = set(event.source)
        if who & {"UN", "UNSC"}:
            return "collective"
        if who:
            return "unilateral"
        if re.search(r"Security Council|\bUNSC\b|[Rr]esolution", window):
            return "collective"
        return "unknown"

    def _measure(self, sentence: Sentence, c: _Candidate) -> str:
        tokens = sentence.tokens
        window = " ".join(t.low for t in tokens[max(0, c.first - 8) : c.last + 12])
        for kind, phrases in self.words.kinds.items():
            if any(re.search(rf"\b{re.escape(p.lower())}\b", window) for p in phrases):
                return kind
        return "general"

    def _reported(self, number: int, sentence: Sentence, c: _Candidate) -> str:
        """Return whose words a clause reports ("X said that …"); the narrator's otherwise."""
        text = self.text[sentence.start : c.start]
        m = None
        for m in re.finditer(
            r"\b(?:said|says|told [\w ]{2,30}|announced|claimed|claims|insisted|argued|noted|added|warned|declared|stated"
            r"|stressed|complained|explained|believe|believes|conceded)(?: that|,| (?=the|it|he|she|they|his|its|no|any|\w+ would|\w+ had|\w+ will|\w+ was|[A-Z]))",
            text,
        ):
            pass
        if m is None:
            tail = self.text[c.end : sentence.end]
            later = re.search(
                r", (?:he|she|they|it) (?:said|added|says)\b|, (?:[A-Z][\w.’'-]+ ){1,4}(?:said|says|added|told)\b",
                tail,
            )
            if not later or self._quoted(c.end + later.start()):
                return "narrator"
            return self._voice(number, c.end, sentence.end) or "narrator"
        verb = sentence.start + m.start()
        if self._quoted(verb):
            return "narrator"
        between = self.text[sentence.start + m.end() : c.start]
        if re.search(r";|\bbut\b|\. ", between):
            return "narrator"
        return self._voice(number, sentence.start, verb) or "narrator"

    def _voice(self, number: int, low: int, high: int) -> str:
        best = ""
        for actor in self.article.actors[number]:
            if low <= actor.start and actor.end <= high and not actor.before and not actor.owns:
                best = actor.name if actor.kind == "person" else self.text[actor.start : actor.end]
        return best

    # Dates --------------------------------------------------------------------------------------

    def _date(self, sentence: Sentence, events: Sequence[Event], dates: Sequence[When]) -> None:
        """Give each event the date of its own clause."""
        if not dates:
            return
        cuts = list(self._cuts(sentence))
        for event in events:
            best: tuple[float, When] | None = None
            for when in dates:
                if self._of_the_measure(sentence, event, when):
                    continue
                cost = self._distance(sentence, cuts, event, when, events)
                if cost is not None and (best is None or cost < best[0]):
                    best = cost, when
            if best is not None and best[0] < 200:
                event.when = best[1]

    def _of_the_measure(self, sentence: Sentence, event: Event, when: When) -> bool:
        """Return whether a date belongs to an older measure that is extended, eased or tightened."""
        if when.text.lower() == "at the same time":
            return bool(re.search(r"\d|last|Monday|April", self.text[sentence.start : when.start]))
        if (
            event.action not in ("EXTEND", "EASE", "TIGHTEN", "OPPOSE", "SUPPORT")
            or when.start < event.end
        ):
            return False
        k = sentence.at(when.start)
        before = [t.low for t in sentence.tokens[max(0, k - 3) : k]]
        noun = any(
            w in self.words.measures or w in ("measures", "regime", "restrictions")
            for w in before[-1:]
        )
        between = sentence.tokens[sentence.at(event.end) : k]
        imposed = any(
            t.low in ("imposed", "adopted", "introduced", "dating", "of") for t in between[-3:]
        )
        return when.rule in ("year", "month_year") and (noun or imposed)

    def _cuts(self, sentence: Sentence) -> Iterator[tuple[int, float]]:
        """Yield (offset, weight) of the boundaries between clauses."""
        tokens = sentence.tokens
        for k, token in enumerate(tokens):
            low = token.low
            if low in (";", ":", "—", "–"):
                yield token.start, 120
            elif low in ("but", "while", "although", "though"):
                yield token.start, 120
            elif low in ("which", "who", "whose", "whom"):
                yield token.start, 90
            elif low == "that" and k and tokens[k - 1].low not in ("said", "says", "told"):
                yield token.start, 70
            elif low in (
                "when",
                "after",
                "before",
                "because",
                "unless",
                "if",
                "until",
                "since",
                "as",
            ):
                yield token.start, 60
            elif low == ",":
                yield token.start, 25
            elif low == "and":
                yield token.start, 35

    def _distance(
        self, sentence: Sentence, cuts: Sequence[tuple[int, float]], event: Event, when: When,
        events: Sequence[Event],
    ) -> float | None:  # fmt: skip
        low, high = min(event.start, when.start), max(event.start, when.start)
        cost = sum(weight for offset, weight in cuts if low < offset < high)
        between = [e for e in events if e is not event and low < e.start < high]
        cost += 45 * len(between)
        cost += (high - low) / 4
        if when.start < event.start and when.start - sentence.start < 12:
            # A date at the head of the sentence dates its main clause.
            cost -= 40
        inside = self.article.quote_at(event.start), self.article.quote_at(when.start)
        if (inside[0] is None) != (inside[1] is None):
            cost += 120
        return cost

    @staticmethod
    def _licences(sentence: Sentence, c: _Candidate) -> None:
        """Granting or prolonging a licence eases; revoking one tightens."""
        near = [t.low for t in sentence.tokens[max(0, c.first - 8) : c.last + 6]]
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

    def _remember(self, event: Event) -> None:
        if event.action in _ACTS and event.source:
            self.memory.owner = tuple(x for x in event.source if x in BODIES or len(x) == 2)
            self.memory.since = event.sentence
            if not self.memory.lead and self.memory.owner:
                self.memory.main_owner = self.memory.owner
            if event.realis == "actual":
                self.memory.act = event.action
                if not self.memory.lead:
                    self.memory.lead = event.action
        elif event.owner:
            self.memory.owner = event.owner
        states = tuple(x for x in event.target if len(x) == 2 and x not in _IMPOSERS)
        if event.action in (*_ACTS, "COMPLY", "CALL_FOR", "THREATEN") and states:
            self.memory.target = states
        self.memory.event_sentence = event.sentence
