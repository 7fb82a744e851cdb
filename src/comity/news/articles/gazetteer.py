"""States, bodies, groups and officials by the names that news gives them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from comity.news.words.tokens import Token, tokens_of

Kind = Literal["state", "adjective", "seat", "body", "group", "person", "party"]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held an office of a state or body, and when (`None`: not ended)."""

    name: str
    code: str
    start: date
    end: date | None
    office: str


Entry = tuple[tuple[str, ...], Kind, tuple[str, ...]]


def _rows(name: str) -> list[dict[str, str]]:
    text = files("comity.news").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def entries() -> dict[str, list[Entry]]:
    """Return the first token of each name → names that begin so, longest first."""
    found: dict[str, list[Entry]] = {}

    def add(name: str, kind: Kind, codes: tuple[str, ...]) -> None:
        words = tuple(t.text for t in tokens_of(name.strip()))
        if words:
            found.setdefault(words[0], []).append((words, kind, codes))

    for row in _rows("states.csv"):
        for column, kind in (("names", "state"), ("adjectives", "adjective"), ("seats", "seat")):
            for name in filter(None, row[column].split("|")):
                add(name, kind, (row["code"],))  # type: ignore[arg-type]
    for row in _rows("bodies.csv"):
        for name in row["names"].split("|"):
            add(name, "body", (row["code"],))
    for row in _rows("parties.csv"):
        for name in row["names"].split("|"):
            add(name, "party", (row["name"],))
    for row in _rows("groups.csv"):
        for name in row["names"].split("|"):
            add(name, "group", tuple(row["members"].split("|")))
    for names in found.values():
        names.sort(key=lambda e: -len(e[0]))
    return found


@cache
def holders() -> dict[str, list[Holder]]:
    """Return surname → who bore it in an office, from the reviewed file beside this module."""
    found: dict[str, list[Holder]] = {}
    for row in _rows("offices.csv"):
        end = date.fromisoformat(row["to"]) if row["to"] else None
        holder = Holder(
            row["name"], row["state"], date.fromisoformat(row["from"]), end, row["office"]
        )
        found.setdefault(row["surname"], []).append(holder)
    return found


@cache
def state_codes() -> tuple[str, ...]:
    """Return the codes of all states of the gazetteer."""
    return tuple(row["code"] for row in _rows("states.csv"))


def places_in(tokens: Sequence[Token]) -> Iterator[tuple[int, int, Kind, tuple[str, ...]]]:
    """Yield (first token, past the last, kind, codes) of every name of the gazetteer."""
    known = entries()
    past = 0
    for at in [k for k, t in enumerate(tokens) if t.text in known or "-" in t.text]:
        if at < past:
            continue
        token = tokens[at]
        options = known.get(token.text)
        if options is None:
            if token.text[0].isupper():
                # US-drafted, Iran-linked, Anglo-French: the first part counts.
                for words, kind, codes in known.get(token.text.split("-", 1)[0], ()):
                    if len(words) == 1:
                        as_first = "adjective" if kind in ("state", "adjective") else kind
                        yield at, at + 1, as_first, codes
                        break
            continue
        following = tokens[at + 1].text if at + 1 < len(tokens) else ""
        for words, kind, codes in options:
            size = len(words)
            if size == 1 or (
                words[1] == following
                and (size == 2 or tuple(t.text for t in tokens[at : at + size]) == words)
            ):
                past = at + size
                yield at, past, kind, codes
                break


_PARTICLES = frozenset(
    "al bin ibn von van de der den da di du la le el del dos al- bint abu ould".split()
)
TITLES = re.compile(
    r"(?:President|Prime Minister|Premier|Chancellor|Foreign Minister|Foreign Secretary|Minister"
    r"|Finance Minister|Defence Minister|Defense Minister|Interior Minister|Oil Minister|Secretary"
    r"|Secretary of State|Treasury Secretary|Deputy Secretary|Under Secretary|Ambassador|Envoy|envoy"
    r"|ambassador|Spokesman|spokesman|Spokeswoman|spokeswoman|spokesperson|Spokesperson|Speaker"
    r"|Senator|Sen\.|General|Gen\.|Colonel|Col\.|Commander|Chairman|Chairwoman|chairman|Dr|Mr|Mrs|Ms"
    r"|Mr\.|Mrs\.|Ms\.|Dr\.|Professor|Lord|Sir|King|Prince|Sheikh|Ayatollah|representative"
    r"|Representative|High Representative|chief|minister|president|leader|director|Director|deputy"
    r"|Deputy|negotiator|Commissioner|commissioner|Congressman|Congresswoman|diplomat|adviser)"
)
_TITLE_END = re.compile(TITLES.pattern + r",?\s+$")
_OFFICE_WORDS = re.compile(
    r"\b(?:minister|president|envoy|ambassador|secretary|chief|spokes(?:man|woman|person)|leader"
    r"|premier|chancellor|representative|commissioner|deputy|director|head|adviser|negotiator)\b",
    re.I,
)
_NOT_NAMES = frozenset(
    """The A An In On At It He She They We But And Or If As For From To Of By With Not No That This These
    Those When While After Before Since Under Over Monday Tuesday Wednesday Thursday Friday Saturday Sunday
    January February March April May June July August September October November December Resolution
    Act List Order Decision Council Committee Ministry Minister Ministers President General License
    Licence Executive State Treasury Security Mr Mrs Ms Dr Asked Asked Speaking Background Article Also
    Both Several Some Many Most Other Others Such Its His Her Their Our My What Who Which Why How Where
    There Here Now Then Today Yesterday Earlier Later Meanwhile However Despite According Only Even Yet
    Still Last Next First Second Third Nor Neither Never Once One Two Three Four Five Six Seven Eight
    Nine Ten Islamic Republic Group Industries Company Bank Organization Organisation Limited Ltd""".split()
)


@dataclass(slots=True)
class Person:
    """A person named in the document: the fullest form, and whose official (a code or empty)."""

    name: str
    code: str


def capital_runs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield (first, past the last) of runs of capitalised words, particles inside allowed."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not _capital(token):
            at += 1
            continue
        end = at + 1
        while end < len(tokens):
            if _capital(tokens[end]) and tokens[end].start - tokens[end - 1].end <= 1:
                end += 1
            elif (
                # Two particles: Ursula von der Leyen.
                end + 2 < len(tokens)
                and tokens[end].low in _PARTICLES
                and tokens[end + 1].low in _PARTICLES
                and tokens[end].text.islower()
                and tokens[end + 1].text.islower()
                and _capital(tokens[end + 2])
            ):
                end += 3
            elif (
                end + 1 < len(tokens)
                and tokens[end].low in _PARTICLES
                and tokens[end].text.islower()
                and _capital(tokens[end + 1])
            ) or (
                # An initial with its point: John F. Kennedy.
                tokens[end].text == "."
                and len(tokens[end - 1].text) == 1
                and end + 1 < len(tokens)
                and _capital(tokens[end + 1])
            ):
                end += 2
            else:
                break
        yield at, end
        at = end


def _capital(token: Token) -> bool:
    text = token.text
    if text[0].isupper():
        return text not in _NOT_NAMES and (len(text) > 1 or text.isalpha())
    return (
        "-" in text and text.split("-", 1)[0] in _PARTICLES and text.split("-", 1)[1][:1].isupper()
    )


class Persons:
    """The persons of a document, found as it is read; a surname stands for its bearer."""

    def __init__(self, published: date | None) -> None:
        """Begin with nobody.

        Args:
            published: Decides which holder of an office a surname means.
        """
        self._published = published
        self._by_surname: dict[str, Person] = {}
        self._by_title: dict[str, tuple[str, str]] = {}

    def add(self, name: str, code: str) -> None:
        """Take note of a person with a full name."""
        surname = surname_of(name)
        held = self._by_surname.get(surname)
        if held is None:
            self._by_surname[surname] = Person(name, code)
            return
        if len(name.split()) > len(held.name.split()):
            held.name = name
        held.code = held.code or code

    def find(self, surname: str) -> Person | None:
        """Return who a surname means: of the document, else the holder of an office of the day."""
        held = self._by_surname.get(surname)
        if held is not None:
            if not held.code and (office := self._office(surname, held.name)):
                held.code = office.code
            return held
        office = self._office(surname, "")
        return Person(surname, office.code) if office else None

    def entitle(self, title: str, name: str, code: str) -> None:
        """Take note of who bears a title in the document: "the High Representative"."""
        for words in (title.split(), title.split()[-1:], title.split()[-2:]):
            self._by_title[" ".join(words).lower()] = (name, code)

    def titled(self, title: str) -> tuple[str, str]:
        """Return who bears a title in the document, and his state; empty when nobody."""
        return self._by_title.get(title.lower(), ("", ""))

    def named(self, surname: str) -> bool:
        """Return whether the document itself gives a surname's bearer."""
        return surname in self._by_surname

    def _office(self, surname: str, name: str) -> Holder | None:
        found = holders().get(surname, [])
        if name and len(name.split()) > 1:
            first = name.split()[0]
            found = [h for h in found if h.name.split()[0] == first or h.name == name]
        if self._published is None:
            codes = {h.code for h in found}
            return found[0] if len(codes) == 1 else None
        day = self._published
        near = [h for h in found if h.start <= day and (h.end is None or day <= h.end)]
        if not near and found and {h.code for h in found} == {found[0].code}:
            near = found
        return near[0] if near else None


def surname_of(name: str) -> str:
    """Return the last word of a name, with its particle where that is joined on."""
    words = name.split()
    return words[-1] if words else ""


def is_titled(before: str) -> bool:
    """Return whether the text just before a name ends in a title or an office."""
    return bool(_TITLE_END.search(before))


_TITLE_WORD = re.compile(TITLES.pattern + r"$")


def is_title(word: str) -> bool:
    """Return whether a word is a title or an office."""
    return bool(_TITLE_WORD.match(word))


def tells_office(text: str) -> bool:
    """Return whether a stretch beside a name tells an office."""
    return bool(_OFFICE_WORDS.search(text))
