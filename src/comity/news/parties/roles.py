"""Who acts, and upon whom: sources and targets of events."""

from __future__ import annotations

import re
from collections.abc import Sequence

from comity.news.articles.article import Actor, definite
from comity.news.articles.gazetteer import is_title
from comity.news.articles.quotes import Quote
from comity.news.scene.context import (
    ABOUT_OWNER,
    ACT_NOUNS,
    ACTS,
    ANAPHORS,
    BE,
    GROUP_NOUNS,
    HAVE,
    IMPOSERS,
    MODALS,
    NO_PARTY,
    NUMBER_WORDS,
    PARTY_NOUNS,
    Candidate,
    Context,
    Event,
)
from comity.news.words.tokens import Sentence, Token

_FOLLOWING = re.compile(
    r"\bfollowing (?:\w+ ){0,2}(?:entit|individual|person|compan|vessel|name|bank|firm)"
)
_LISTED_NAME = re.compile(r"[A-Z][A-Z0-9+&.’'-]+(?: [A-Z0-9+&.’'-]+)*(?=[,(;]| \(|$)")


_JOINING = frozenset(
    "and or but for in on by to from with over after as at of is are was were has have had that which who".split()
)


class Roles(Context):
    """Finds sources and targets."""

    def _far(self, number: int, sentence: Sentence, c: Candidate, source: tuple[str, ...]) -> bool:
        """Return whether the subject found stands so far from the word that it is likely another's."""
        for actor in reversed(self.article.actors[number]):
            if actor.last <= c.first and set(actor.codes) & set(source):
                return c.first - actor.last > 4
        return True

    def _default_owner(self, c: Candidate) -> tuple[str, ...]:
        return self.memory.owner or self.memory.main_owner

    def _owner(
        self, number: int, sentence: Sentence, spots: dict[int, str], c: Candidate
    ) -> tuple[str, ...]:
        """Return whose measure the sentence speaks of: "UN sanctions", "Washington's measures"."""
        best: tuple[int, tuple[str, ...]] | None = None
        for actor in self.article.actors[number]:
            if not actor.codes or (not set(actor.codes) & IMPOSERS and not actor.owns):
                continue
            for k, kind in spots.items():
                if kind in ("strong", "weak", "act") and 0 <= k - actor.last <= 3:
                    if kind == "weak" and not (
                        actor.owns or actor.kind in ("body", "adjective", "state")
                    ):
                        continue
                    if any(
                        t.low in (",", "and", "said", "to", "that") or t.low in BE
                        for t in sentence.tokens[actor.last : k]
                    ):
                        continue
                    if not set(actor.codes) & IMPOSERS:
                        continue
                    distance = abs(k - c.first)
                    if best is None or distance < best[0]:
                        best = distance, actor.codes
            if (
                actor.before in ("of", "by")
                and set(actor.codes) & IMPOSERS
                and any(
                    spots.get(k) in ("strong", "weak") for k in range(actor.first - 4, actor.first)
                )
                and abs(actor.first - c.first) <= 10
                and best is None
            ):
                # "The measures of the European Union", "sanctions by the US".
                best = abs(actor.first - c.first), self._joined(number, actor, forward=True)
        if best:
            return best[1]
        window = self.text[sentence.start : sentence.end]
        if re.search(r"\b[Rr]esolutions? \d{3,4}|\bresolution\b", window):
            return ("UNSC",)
        return ()

    def _noun_owner(self, number: int, c: Candidate) -> tuple[str, ...]:
        for actor in self.article.actors[number]:
            if (
                actor.codes
                and 0 <= c.first - actor.last <= 3
                and (actor.owns or actor.kind == "adjective" or actor.last == c.first)
            ):
                return self._joined(number, actor, forward=False)
        tokens = self.article.sentences[number].tokens
        follows = tokens[c.last].low if c.last < len(tokens) else ""
        if follows == "by" or (follows in ("of", "from") and c.action not in ACTS):
            for actor in self.article.actors[number]:
                if actor.codes and 0 <= actor.first - c.last - 1 <= 2:
                    return self._joined(number, actor, forward=True)
        return ()

    def _agent(self, number: int, sentence: Sentence, c: Candidate) -> tuple[str, ...]:
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
        at = next(k for k, other in enumerate(actors) if other is actor)
        last = actor
        for other in actors[at + 1 :] if forward else reversed(actors[:at]):
            low, high = (last.last, other.first) if forward else (other.last, last.first)
            between = [t.low for t in tokens[low:high]]
            if not other.codes or len(between) > 3 or not between:
                break
            if "with" in between and not {"along", "together"} & set(between):
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
        return tuple(codes)

    @staticmethod
    def _bracketed(tokens: Sequence[Token], actor: Actor, c: Candidate) -> bool:
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

    def _subject(
        self, number: int, sentence: Sentence, c: Candidate, quote: Quote | None
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
            if self._bracketed(tokens, actor, c) or self._beside(tokens, actor, c):
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
        if (
            c.first
            and tokens[c.first - 1].low == ","
            and c.form == "third"
            and self.article.zone_at(c.start) == "headline"
        ):
            # A headline's second verb has its first subject: "UN gives Iran a month, threatens …".
            first = next((a for a in actors if a.codes and not a.before), None)
            nearest = first or nearest
        low = max(floor, nearest.last if nearest else floor)
        for k in range(c.first - 1, low - 1, -1):
            word = tokens[k].low
            if quote is not None and word in ("we", "our", "i", "us", "my"):
                return ((quote.code,) if quote.code else self._speaker_code(quote)), "subject"
            if quote is None and word in ("we", "our") and self.article.home:
                return (self.article.home,), "subject"
            if (
                word in ("he", "she", "it", "they")
                and c.first - k <= 7
                and (
                    nearest is None
                    or nearest.before
                    or tokens[k - 1].low in ("that", "said", ",", "and", "but")
                )
            ):
                if nearest is not None and word != "they":
                    return self._joined(number, nearest, forward=False), "pronoun"
                both = self._joined(number, nearest, forward=False) if nearest else ()
                return (both if len(both) > 1 else self.memory.subject), "pronoun"
            if (
                c.action in ACTS and c.first - k <= 26 and word in ACT_NOUNS and k
                and tokens[k - 1].low not in ("on", "against", "by", "of", "to", "in", "under", "with", "for", "a")
                and not (k > 1 and tokens[k - 2].low in ("on", "against", "by", "of", "to", "in", "under", "with", "for"))
            ):  # fmt: skip
                if word in ("resolution", "resolutions") or (
                    word in ("text", "document", "draft")
                    and set(self.memory.main_owner) & {"UN", "UNSC"}
                ):
                    return ("UNSC",), "the act"
                return self.memory.owner or self.memory.main_owner, "the act"
            if (
                c.first - k <= 12
                and (found := self._resolve(word))
                and (
                    (
                        k
                        and tokens[k - 1].low
                        in ("the", "a", "foreign", "its", "city", "military", "security", "ruling")
                    )
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

    def _group(self, sentence: Sentence, c: Candidate) -> str:
        """Return a group without a name that is the subject: "nine countries", "several senators"."""
        tokens = sentence.tokens
        k = c.first - 1
        while (
            k >= 0
            and c.first - k <= 4
            and (
                tokens[k].low in HAVE
                or tokens[k].low in BE
                or tokens[k].low in MODALS
                or tokens[k].low in ("also", "who", "which", "never", "not", "all", "both", "long")
                or tokens[k].low.endswith("ly")
            )
        ):
            k -= 1
        if k < 0 or tokens[k].low not in GROUP_NOUNS:
            return ""
        if k == 0 and tokens[0].low.endswith("s"):
            return tokens[0].text
        for j in range(k, max(-1, k - 6), -1):
            if (
                tokens[j].low in NUMBER_WORDS
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

    def _speaker_code(self, quote: Quote) -> tuple[str, ...]:
        return (quote.code,) if quote.code else ()

    def _resolve(self, word: str) -> tuple[str, ...]:
        sort = definite(self.article, word)
        if sort == "council":
            if self.memory.council:
                return (self.memory.council,)
            return ("UNSC",) if re.search(r"Security Council|UNSC", self.text) else ("EU",)
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

    def _objects(self, number: int, sentence: Sentence, c: Candidate) -> list[str]:
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
            direct = (
                actor.first - c.last <= 2
                and not actor.before
                and not any(t.low in (",", "and", ";") for t in tokens[c.last : actor.first])
            )
            if (
                c.word.lemma in ("freeze", "seize", "block", "unfreeze")
                and actor.first - c.last <= 6
                and (actor.kind == "adjective")
            ):
                direct = True
            if self._modifies(tokens, actor):
                continue
            if actor.before in ("on", "against", "toward", "towards", "upon", "at") or direct or (
                actor.owns and actor.first - c.last <= 10 and not set(actor.codes) & {"UN", "UNSC", "EU"}
            ):  # fmt: skip
                found += [x for x in self._joined(number, actor, forward=True) if x not in found]
                break
        return found

    def _assign(
        self, event: Event, c: Candidate, source: tuple[str, ...], owner: tuple[str, ...],
        under: list[str], number: int, sentence: Sentence,
    ) -> None:  # fmt: skip
        action = event.action
        state = self.memory.target or self.memory.main_target
        before = self._before_target(number, c)
        owner = owner or ()
        if action in ACTS:
            event.source = list(source)
            target = [x for x in (under or before or state) if x not in source]
            event.target = target or [x for x in state if x not in source]
            if not event.target and set(source) & set(self.memory.main_target):
                # Whoever answers measures answers those who took them.
                event.target = [x for x in self.memory.main_owner if x not in source]
            event.owner = tuple(source)
            names = self._names(number, sentence, c) or self._listed_below(sentence)
            event.target = [x for x in event.target if x not in ("UN", "UNSC")]
            if names:
                self.memory.names = tuple(names)
            elif (
                not event.target
                and self.memory.names
                and any(t.low in ANAPHORS for t in sentence.tokens)
            ):
                names = list(self.memory.names)
            event.target = [*names, *[x for x in event.target if x not in names]]
        elif action in ABOUT_OWNER and re.match(
            r"\W*(?:any |all |new |further )*(?:unilateral|autonomous)",
            self.text[c.end : c.end + 40],
        ):
            # Against unilateral measures as such: nobody's in particular.
            event.source = list(source)
            event.target = [x for x in owner if x not in source]
            event.owner = owner
        elif action in ABOUT_OWNER:
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
            assembly = "Assembly" in self.text[sentence.start : sentence.end]
            if not owner and not assembly and (voting or near & {"vote", "resolution", "text", "draft", "resolutions"}) and re.search(
                r"Security Council|UNSC|U\.?N\.?\b", self.text[:3000]
            ):  # fmt: skip
                owner = ("UNSC",)
            if action == "PROMISE_EASE" or (
                action == "REFUSE_EASE" and c.word.action in ("EASE", "REFUSE_EASE") and set(source) & IMPOSERS
            ) or re.search(r"\b(?:its|their|his) own\b", self.text[c.start : c.start + 60]):  # fmt: skip
                owner = source
            whose = (
                owner
                or tuple(x for x in under if x in IMPOSERS)
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
            if c.form == "noun" and not self._close(number, c):
                source = ()
            event.source = list(source)
            event.target = self._counterpart(number, sentence, c, source, state)
        elif action == "THREATEN" and c.word.lemma.endswith(
            (" face", "face sanctions", "risk sanctions")
        ):
            # "India could face sanctions": it is threatened.
            event.source = list(owner or self.memory.owner or self.memory.main_owner)
            event.target = [x for x in source if x not in event.source]
            event.owner = tuple(event.source)
        else:
            event.source = list(source)
            event.target = [x for x in (under or before or state) if x not in source]
            event.owner = owner or (tuple(source) if action == "THREATEN" else ())
            if set(source) & set(self.memory.main_target):
                # Whoever is under a measure threatens those who took it.
                event.target = [x for x in self.memory.main_owner if x not in source]
                event.owner = ()

    def _close(self, number: int, c: Candidate) -> bool:
        """Return whether somebody named stands close before a noun, so as to be its party."""
        return any(
            a.codes and not a.before and 0 <= c.first - a.last <= 8
            for a in self.article.actors[number]
        ) or self._quoted(c.start)

    @staticmethod
    def _beside(tokens: Sequence[Token], actor: Actor, c: Candidate) -> bool:
        """Return whether an actor stands in "with X opposed and Y abstaining", which is no subject."""
        window = [t.low for t in tokens[max(0, actor.first - 8) : actor.first]]
        if "with" not in window or tokens[c.first].low.endswith("ing"):
            return False
        after = window[len(window) - 1 - window[::-1].index("with") :]
        own = any(t.low in (",", ";") for t in tokens[actor.last : c.first])
        return own and not any(w in (",", ";", ":") for w in after)

    @staticmethod
    def _modifies(tokens: Sequence[Token], actor: Actor) -> bool:
        """Return whether a short name stands before the noun that it tells of: "a US draft"."""
        after = tokens[actor.last].text if actor.last < len(tokens) else ""
        short = tokens[actor.first].text in ("US", "U.S.", "UK", "U.K.", "EU", "UN", "U.N.")
        return short and after.isalpha() and after.islower() and after not in _JOINING

    def _led(self, number: int, sentence: Sentence, c: Candidate) -> bool:
        """Return whether a subject stands just before a word, so that it is no bare participle."""
        tokens = sentence.tokens
        before = tokens[c.first - 1].low if c.first else ""
        if before in (
            "which",
            "that",
            "who",
            "it",
            "he",
            "she",
            "they",
            "council",
            "ministry",
            "bloc",
        ):
            return before not in ("which", "that") or self._bodily(number, c)
        return any(
            a.last in (c.first, c.first - 1) and not a.before and not a.owns and a.codes
            for a in self.article.actors[number]
        )

    def _bodily(self, number: int, c: Candidate) -> bool:
        return any(0 <= c.first - a.last <= 2 and a.codes for a in self.article.actors[number])

    def _shared(self, number: int, sentence: Sentence, c: Candidate) -> tuple[str, ...]:
        """Return the subject of the verb before, where a verb is only joined on: "adopted … and bans"."""
        codes, after = self.memory.clause
        if not codes or c.form not in ("past", "third") or not c.first or c.first <= after:
            return ()
        tokens = sentence.tokens
        before = tokens[c.first - 1].low
        if before in ("also", "then", "later", "again", "immediately") and c.first > 1:
            before = tokens[c.first - 2].low
        if before not in ("and", ",", "but"):
            return ()
        if any(
            t.low in (";", ":", "—", "–", "who", "which", "while", "where")
            for t in tokens[after : c.first]
        ):
            return ()
        return codes

    def _listed_below(self, sentence: Sentence) -> list[str]:
        """Return the parties of a notice's list: "… the following entities:" and a line for each."""
        told = self.text[sentence.start : sentence.end]
        if not _FOLLOWING.search(told):
            return []
        found: list[str] = []
        for start, end in self.article.spans:
            if start <= sentence.start:
                continue
            line = self.text[start:end].lstrip("-•*–0123456789. ")
            name = _LISTED_NAME.match(line)
            if name is None or len(found) == 8:
                break
            found.append(name[0].strip(" ,"))
        return found

    def _before_target(self, number: int, c: Candidate) -> list[str]:
        for actor in reversed(self.article.actors[number]):
            if (
                actor.last <= c.first
                and actor.codes
                and actor.before in ("on", "against")
                and not self._modifies(self.article.sentences[number].tokens, actor)
            ):
                return list(actor.codes)
        return []

    def _counterpart(
        self,
        number: int,
        sentence: Sentence,
        c: Candidate,
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

    def _names(self, number: int, sentence: Sentence, c: Candidate) -> list[str]:
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
            if token.text[0].isdigit() or token.low in NUMBER_WORDS:
                j = k + 1
                while (
                    j < min(end, k + 6)
                    and tokens[j].low not in PARTY_NOUNS
                    and tokens[j].text[0].isalpha()
                ):
                    j += 1
                if j < min(end, k + 6) and tokens[j].low in PARTY_NOUNS:
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
                and tokens[k + 1].low not in NUMBER_WORDS
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
                    or (
                        tokens[j].low in ("of", "and", "al", "bin", "the")
                        and j + 1 < end
                        and tokens[j + 1].text[0].isupper()
                        and tokens[j].low != "and"
                    )
                ):
                    j += 1
                name = self.text[token.start : tokens[j - 1].end]
                if (
                    (j - k > 1 or (len(name) > 4 and not name.isupper()))
                    and tokens[k].low not in NO_PARTY
                    and not name.endswith(("List", "Act"))
                ):
                    found.append(name)
                k = j
                continue
            k += 1
        return found
