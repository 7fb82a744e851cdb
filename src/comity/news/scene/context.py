"""What the rules for events share: words, what was found, what the text has spoken of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from comity.news.articles.article import Article
from comity.news.dates.clock import When
from comity.news.words.lexicon import Word, lexicon
from comity.news.words.tokens import Sentence, Token
from comity.news.words.wordclasses import word_classes

BODIES = frozenset("UN UNSC EU P5+1 G7 IAEA AFRICAN_UNION ECOWAS NATO OAS ARAB_LEAGUE FATF".split())
IMPOSERS = frozenset(
    "UN UNSC EU US GB CA AU JP CH ECOWAS AFRICAN_UNION ARAB_LEAGUE OAS NZ NO".split()
)
POWERS = frozenset("CN RU FR DE IN TR BR ZA KR IT HU GR PL".split())
OTHERS = frozenset("UA KR SG TW NZ IS TR SA AE IN DO BR IL RU CN DE FR".split())
ACTS = frozenset(("IMPOSE", "EXTEND", "TIGHTEN", "EASE"))
ABOUT_OWNER = frozenset(("OPPOSE", "SUPPORT", "PROMISE_EASE", "REFUSE_EASE", "DEMAND_EASE"))
BE = frozenset("is are was were be been being am 's get got gets remain remains stay stays".split())
HAVE = frozenset("has have had having".split())
NEGATIONS = frozenset("not never no n't nor neither none without cannot nobody".split())
MODALS = {
    "would": "hypothetical", "could": "hypothetical", "may": "hypothetical", "might": "hypothetical",
    "can": "hypothetical", "should": "hypothetical", "will": "threatened", "shall": "threatened",
}  # fmt: skip
# Verbs so common that only an object or subject beside them can make them tell of a measure.
COMMON = frozenset(
    """make take put set use begin start add include act close follow join name cut pass issue sign keep stay
    end drop free strike allow break sell ship block hit bar place order apply agree decide react match mirror
    launch declare create establish announce approve target list release grant permit remain continue save
    withdraw expire lapse shut halt cap lay require back table question attack defend press push seek ask call
    want propose demand recommend question challenge contest complain regret dispute brand resist protest meet
    discuss engage include draft prepare increase limit curtail exclude restrict clamp roll sever choke squeeze deny withhold spare unlock double second cheer embrace respect break disguise launder fault balk baulk dissent grumble shun expand remove cancel amend reopen isolate punish subject
    expel greet celebrate favour favor observe honour honor ignore warn vow caution appeal request plead
    support welcome maintain retain uphold preserve escalate deepen suspend end""".split()
)
PARTY_NOUNS = frozenset(
    """firms companies people persons individuals officials entities banks vessels ships tankers citizens
    businessmen oligarchs leaders commanders officers generals associates organisations organizations groups
    members judges ministers airlines refiners traders suppliers names subsidiaries scientists militias
    nationals businesses brokers networks aircraft dealers executives lawmakers politicians intermediaries
    shippers owners operators investors exporters importers insurers yachts units militants insurgents
    gangs factories ports refineries shipyards front-companies targets""".split()
)
PARTY_NOUN = frozenset(w.rstrip("s") for w in PARTY_NOUNS) | {
    "company", "person", "entity", "businessman", "bank", "firm", "scientist", "vessel", "militia",
}  # fmt: skip
JUDGED = frozenset(
    "measure measures step steps move order action embargo announcement change law ruling licence license blockade penalties ban".split()
)
NO_PARTY = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december chapter article resolution title section annex""".split()
)
SPECIFIC = frozenset(
    """impose lift renew prolong tighten toughen stiffen ease waive repeal rescind reinstate delist loosen relax
    widen broaden reinforce strengthen suspend revoke terminate annul scrap stretch""".split()
)
LISTED = frozenset(
    "list add remove put place drop bar strike designate name hit suspend ban block withdraw".split()
)
LISTING = frozenset(
    "list add name target hit punish remove drop place include designate freeze bar block sanction".split()
)
ACT_NOUNS = frozenset(
    "resolution resolutions text document draft order package law act statute decree programme".split()
)
GROUP_NOUNS = (
    frozenset(
        """members countries states senators lawmakers nations governments ambassadors ministers diplomats
    officials envoys delegates capitals rebels smugglers dealers insurgents allies neighbours neighbors powers lines agents""".split()
    )
    | PARTY_NOUNS
)
ANAPHORS = frozenset(
    """entities companies persons individuals they them he she both firms men these those property him person
    banks vessels company""".split()
)
BEFORE_ADJECTIVES = frozenset(
    "of for with against on all from to as under by revive many most some former other between".split()
)
NUMBER_WORDS = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty thirty forty fifty sixty dozen dozens hundreds several some one another further
    more other individual senior top many scores""".split()
)


_BETWEEN_PASSIVES = NEGATIONS | frozenset(
    """also since again then first later now already so yet still only all both being been likewise duly once
    twice""".split()
)
_OBJECT_ENDS = frozenset("; : while but although because after before when".split())


@dataclass(slots=True)
class Event:
    """One action about a measure.

    Attributes:
        start, end: Of the trigger.
        source, target: Codes, or names as the document gives them.
        rule: Which rule found it, or "action: word" where the weights took a word that no rule did.
        reasons: Finds the facts that spoke loudest for the action, the weightiest first.
        confidence: The probability of the action by the learned weights.
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
    reasons: Callable[[], list[str]] = list

    @property
    def because(self) -> list[str]:
        """The facts that spoke loudest for the action, found out when they are asked for."""
        return self.reasons()

    def as_json(self, text: str) -> dict[str, Any]:
        """Return the form of the annotation."""
        return {
            "trigger": {"start": self.start, "end": self.end, "text": text[self.start : self.end]},
            "action": self.action, "source": self.source, "target": self.target,
            "realis": self.realis, "collectivity": self.collectivity, "measure": self.measure,
            "when": self.when.as_json() if self.when else None, "asserted_by": self.asserted_by,
        }  # fmt: skip


@dataclass(slots=True)
class Memory:
    """What the text has spoken of so far."""

    owner: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    act: str = "IMPOSE"
    lead: str = ""
    subject: tuple[str, ...] = ()
    event_sentence: int = -9
    paragraph: int = -1
    council: str = ""
    names: tuple[str, ...] = ()
    clause: tuple[tuple[str, ...], int] = ((), -1)
    since: int = 0
    main_owner: tuple[str, ...] = ()
    main_target: tuple[str, ...] = ()
    sources: Counter[str] = field(default_factory=Counter)
    targets: Counter[str] = field(default_factory=Counter)
    most_source: str = ""
    most_target: str = ""
    pairs: set[tuple[str, str]] = field(default_factory=set)
    ranks: dict[str, int] = field(default_factory=dict)
    headed: frozenset[str] = frozenset()
    told: list[Event] = field(default_factory=list)
    before_subject: tuple[str, ...] = ()
    section: tuple[str, ...] = ()


@dataclass(slots=True)
class Candidate:
    """A word that may carry an action, with the tokens it spans and what it is taken for.

    Attributes:
        gone: It tells of nothing of its own.
        speech: The verb whose content it is ("threatened to *impose*").
    """

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
    speech: Candidate | None = None


@dataclass(slots=True)
class Hit:
    """A word or phrase of the lexicon in a sentence, with all that it may mean there.

    Attributes:
        form: The likeliest of its forms, `odd` where none fits.
        actions, hinted: What the list of words, and its classes, say that it may stand for.
        told: What the rules take it for; empty where they leave it alone.
        classes: Of the word, or of the phrase of classes that begins with it.
    """

    first: int
    last: int
    start: int
    end: int
    options: tuple[Word, ...]
    form: str
    actions: frozenset[str]
    hinted: frozenset[str]
    rule: Candidate | None = None
    told: str = ""
    chosen: str = ""
    sureness: float = 0.0
    reasons: Callable[[], list[str]] = list
    classes: tuple[str, ...] = ()


class Context:
    """The article being read, and the memory of what it has said so far."""

    def __init__(self, article: Article) -> None:
        """Begin with nothing read."""
        self.article = article
        self.text = article.text
        self.memory = Memory()
        self.words = lexicon()
        self.classes = word_classes()

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

    def _quoted(self, offset: int) -> bool:
        return self.article.quote_at(offset) is not None

    @staticmethod
    def _passive(tokens: Sequence[Token], k: int) -> bool:
        for j in range(k - 1, max(-1, k - 5), -1):
            low = tokens[j].low
            if low in BE:
                return True
            if low in HAVE or low in ("to", "and", ","):
                return False
            if not (low in _BETWEEN_PASSIVES or low.endswith("ly")):
                return False
        return False

    @staticmethod
    def _relative_passive(tokens: Sequence[Token], c: Candidate) -> bool:
        """Return whether a participle follows its noun: "sanctions imposed in 2012"."""
        return (
            c.form == "past"
            and c.first > 0
            and tokens[c.first - 1].low not in HAVE
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
        for k, token in enumerate(tokens[at:end], at):
            if token.low in _OBJECT_ENDS:
                return k
        return end

    @staticmethod
    def _object_pronoun(tokens: Sequence[Token], c: Candidate) -> bool:
        return c.last < len(tokens) and tokens[c.last].low in (
            "them",
            "it",
            "him",
            "her",
            "these",
            "those",
            "both",
        )
