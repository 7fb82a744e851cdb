"""The lawbook: reviewed data files read into one immutable value, with a user's overlays."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import msgspec

from comity.errors import BadInput, UnknownName, UnreadableFile
from comity.law.facts import Authority, Body, Contest, Instrument, Overlay, Tag

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lawbook:
    """Everything the law package knows.

    Attributes:
        version: Twelve hexadecimal digits that stand for the content, overlays included.
        regimes: Name of a regime → the regime as a whole.
        tags: (list code, tag in small letters) → what it stands for.
    """

    version: str
    authorities: Mapping[str, Authority]
    instruments: Mapping[str, Instrument]
    regimes: Mapping[str, Instrument]
    contests: Mapping[str, Contest]
    bodies: Mapping[str, Body]
    tags: Mapping[tuple[str, str], Tag]
    sources: Mapping[str, str]

    def instrument(self, id_: str) -> Instrument:
        """Return an instrument by its id, or by its number (`S/RES/1803`).

        Raises:
            UnknownName: There is none.
        """
        found = self.instruments.get(id_) or self.instruments.get(id_.casefold())
        if found is None:
            plain = _plain(id_)
            every = self.instruments.values()
            found = next((i for i in every if plain and _plain(i.number) == plain), None)
        if found is None:
            raise UnknownName("instrument", id_, _near(id_, self.instruments))
        return found

    def viewpoints(self) -> tuple[str, ...]:
        """Return every viewpoint that holds a position on something."""
        names = (p.viewpoint for c in self.contests.values() for p in c.positions)
        return tuple(dict.fromkeys(names))


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _near(text: str, known: Iterable[str]) -> tuple[str, ...]:
    from rapidfuzz import process

    return tuple(name for name, _, _ in process.extract(text, list(known), limit=4))


def _read(name: str, kind: type[T]) -> tuple[bytes, list[T]]:
    data = (files(__package__) / "data" / name).read_bytes()
    return data, msgspec.json.decode(data, type=list[kind])  # type: ignore[valid-type]


@cache
def _own() -> Lawbook:
    raw: list[bytes] = []

    def read(name: str, kind: type[T]) -> list[T]:
        data, items = _read(name, kind)
        raw.append(data)
        return items

    authorities = read("authorities.json", Authority)
    instruments = read("instruments.json", Instrument)
    contests = read("contests.json", Contest)
    bodies = read("bodies.json", Body)
    tags = read("tags.json", Tag)
    sources = (files(__package__) / "data" / "sources.json").read_bytes()
    return Lawbook(
        version=hashlib.sha256(b"".join([*raw, sources])).hexdigest()[:12],
        authorities={a.id: a for a in authorities}, instruments={i.id: i for i in instruments},
        regimes={i.regime: i for i in instruments if i.kind == "regime"},
        contests={c.id: c for c in contests}, bodies={b.id: b for b in bodies},
        tags=_by_value(tags), sources=msgspec.json.decode(sources, type=dict[str, str]),
    )  # fmt: skip


def _by_value(tags: Iterable[Tag]) -> dict[tuple[str, str], Tag]:
    return {
        (source, fold_tag(value)): tag
        for tag in tags
        for source in tag.sources_of
        for value in tag.values
    }


def fold_tag(text: str) -> str:
    """Return a tag without case, doubled blanks, and the differences of dashes and apostrophes."""
    for old, new in (("—", "-"), ("–", "-"), ("’", "'")):
        text = text.replace(old, new)
    return " ".join(text.replace(" - ", "-").casefold().split())


def load_lawbook(overlays: Sequence[Path] = ()) -> Lawbook:
    """Return the lawbook with a user's overlay files on it.

    An overlay may add authorities, instruments and tags; it may not say otherwise of what the
    lawbook has.

    Raises:
        UnreadableFile: An overlay is missing, or not of the schema.
        BadInput: An overlay contradicts the lawbook or refers to what is in neither.
    """
    book = _own()
    for path in overlays:
        book = _laid_over(book, path)
    return book


def _laid_over(book: Lawbook, path: Path) -> Lawbook:
    try:
        data = path.read_bytes()
    except OSError:
        raise UnreadableFile(str(path), "no such file", mend="check the path") from None
    try:
        if path.suffix == ".toml":
            found = msgspec.toml.decode(data, type=Overlay)
        else:
            found = msgspec.json.decode(data, type=Overlay)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UnreadableFile(path.name, f"not an overlay: {error}") from None
    instruments = dict(book.instruments)
    for item in found.instruments:
        held = instruments.get(item.id)
        if held is not None and held != item:
            mend = "give your act an id of its own"
            raise BadInput(f"{path.name}: {item.id} contradicts the lawbook", mend=mend)
        instruments[item.id] = item
    authorities = dict(book.authorities)
    for authority in found.authorities:
        if authorities.get(authority.id, authority) != authority:
            raise BadInput(f"{path.name}: authority {authority.id} contradicts the lawbook")
        authorities[authority.id] = authority
    tags = dict(book.tags)
    for key, tag in _by_value(found.tags).items():
        if tags.get(key, tag) != tag:
            raise BadInput(f"{path.name}: tag {key[1]!r} of {key[0]} contradicts the lawbook")
        tags[key] = tag
    laid = Lawbook(
        version=hashlib.sha256(book.version.encode() + data).hexdigest()[:12],
        authorities=authorities, instruments=instruments, contests=book.contests,
        regimes={i.regime: i for i in instruments.values() if i.kind == "regime"},
        bodies=book.bodies, tags=tags, sources=book.sources,
    )  # fmt: skip
    if faults := find_faults(laid):
        raise BadInput(f"{path.name}: {faults[0]}")
    return laid


def find_faults(book: Lawbook) -> list[str]:
    """Return what is wrong with a lawbook: references to nothing, days out of order."""
    faults = []
    numbers: dict[str, str] = {}
    for item in book.instruments.values():
        number = _plain(item.number)
        if number and numbers.setdefault(number, item.id) != item.id:
            faults.append(f"{item.id}: {item.number} is {numbers[number]} already")
        if item.authority and item.authority not in book.authorities and item.kind == "act":
            faults.append(f"{item.id}: unknown authority {item.authority}")
        if item.established_by and item.established_by not in book.instruments:
            faults.append(f"{item.id}: established by unknown {item.established_by}")
        days = [e.on for e in item.events]
        if days != sorted(days):
            faults.append(f"{item.id}: events out of order")
        if item.adopted and days and days[0] < item.adopted:
            faults.append(f"{item.id}: an event before its adoption")
        for event in item.events:
            if event.contested and event.contested not in book.contests:
                faults.append(f"{item.id}: unknown contest {event.contested}")
        if not item.sources:
            faults.append(f"{item.id}: no source")
    for (source, value), tag in book.tags.items():
        for id_ in (*tag.instruments, *(b.instrument for b in tag.bases)):
            if id_ not in book.instruments:
                faults.append(f"tag {value!r} of {source}: unknown instrument {id_}")
    for body in book.bodies.values():
        for member in (*body.members, *body.outside):
            if member.start and member.end and member.end < member.start:
                faults.append(f"{body.id}: {member.member} ends before it begins")
    return faults
