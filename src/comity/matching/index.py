"""An index of listed names: built once, mapped into memory, asked often.

Candidates are the nearest rows of letter trigrams by cosine, so that no whole word need be
shared; names without vowels are looked up by their consonants. A cheap ratio sorts out what
cannot reach the floor, and the scorer weighs the rest. One query and a batch go the same road,
and give the same answers.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from comity.errors import StorageFailed
from comity.matching.features import measure
from comity.matching.grams import Grams
from comity.matching.scoring import (
    DEFAULT_THRESHOLD,
    SCORER,
    Agreement,
    Evidence,
    choose_family,
    compare,
    decide_by_identifier,
    plain_identifier,
    to_score,
    weigh_evidence,
    weigh_names,
)
from comity.matching.words import Prepared, bones_of, canonical, family_of, guess_family, prepare
from comity.model import Quality

LAYOUT = 2
_NEAREST = 40
"""Names weighed for a query; more brings nothing on the real lists (docs/matching.md)."""
_NEAREST_BARE = 40
_LEAST = 0.30
_LEAST_BARE = 0.35
_SURE = 0.55
"""From this cosine on a candidate is weighed whatever the ratio says."""
_RATIO = 62.0
_CHUNK = 2048
_KEPT = 50_000
"""Subjects whose evidence is kept decoded."""
_WEAK = 0.01
"""A weak alias alone stays this far below the threshold: it never decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A subject with all its names, to be put into an index.

    Attributes:
        names: (text, quality).
    """

    subject: str
    names: tuple[tuple[str, Quality], ...]
    evidence: Evidence = Evidence()  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Who is asked about. Missing evidence is neutral."""

    name: str
    evidence: Evidence = Evidence()  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One subject that may be meant, with the listed name that agreed best."""

    subject: str
    name: str
    score: float
    reasons: tuple[str, ...] = ()


class _Stored(msgspec.Struct, frozen=True, array_like=True):
    subject: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Texts:
    """Texts in one buffer."""

    buffer: npt.NDArray[np.uint8]
    ends: npt.NDArray[np.int64]

    def __getitem__(self, position: int) -> bytes:
        start = int(self.ends[position - 1]) if position else 0
        return self.buffer[start : int(self.ends[position])].tobytes()

    def __len__(self) -> int:
        return len(self.ends)

    @classmethod
    def of(cls, items: Sequence[bytes]) -> _Texts:
        lengths = np.fromiter(map(len, items), dtype=np.int64, count=len(items))
        buffer = np.frombuffer(b"".join(items), dtype=np.uint8)
        return cls(buffer, np.cumsum(lengths))


class Index:
    """Listed names. Immutable after it is made; safe to read from many processes.

    >>> index = Index.build([
    ...     Listed(subject="un_sc:IRe.037", names=(("KHORASAN METALLURGY INDUSTRIES", "strong"),)),
    ... ])
    >>> [m.subject for m in index.search(Query(name="Khurasan Metalurgy Industries"))]
    ['un_sc:IRe.037']
    """

    def __init__(
        self, names: _Texts, canons: _Texts, prepared: _Texts, subjects: _Texts,
        owner: npt.NDArray[np.int32],
        quality: npt.NDArray[np.int8], grams: Grams, bones: Grams, identifiers: _Texts,
    ) -> None:  # fmt: skip
        self._names = names
        self._canons = canons
        self._prepared = prepared
        self._subjects = subjects
        self._owner = owner
        self._quality = quality
        self._grams = grams
        self._bones = bones
        self._identifiers = identifiers
        self.folder: Path | None = None
        """Where it was opened from; None for one that lives in memory only."""
        self._numbers: dict[str, list[int]] | None = None
        self._known: dict[int, _Stored] = {}
        self._decoder = msgspec.msgpack.Decoder(Prepared)

    def __len__(self) -> int:
        return len(self._names)

    @classmethod
    def build(cls, listed: Iterable[Listed]) -> Index:
        """Return an index of subjects."""
        names: list[bytes] = []
        canons: list[str] = []
        bones: list[str] = []
        apart: list[bytes] = []
        encoder = msgspec.msgpack.Encoder()
        owner: list[int] = []
        quality: list[int] = []
        subjects: list[bytes] = []
        numbers: dict[str, list[int]] = {}
        for number, item in enumerate(listed):
            subjects.append(msgspec.json.encode(_Stored(item.subject, item.evidence)))
            for _, value in item.evidence.identifiers:
                if len(plain := plain_identifier(value)) >= 6:
                    numbers.setdefault(plain, []).append(number)
            for text, grade in item.names:
                family = family_of(item.evidence.schema) or guess_family(text)
                prepared = prepare.__wrapped__(text, family)
                names.append(text.encode())
                canons.append(_spellings(prepared))
                bones.append(_bones(prepared))
                apart.append(encoder.encode(prepared))
                owner.append(number)
                quality.append(1 if grade == "weak" else 0)
        return cls(
            _Texts.of(names), _Texts.of([c.encode() for c in canons]), _Texts.of(apart),
            _Texts.of(subjects), np.array(owner, dtype=np.int32), np.array(quality, dtype=np.int8),
            Grams.build(canons), Grams.build(bones), _Texts.of([msgspec.json.encode(numbers)]),
        )  # fmt: skip

    def _arrays(self) -> dict[str, npt.NDArray[Any]]:
        found: dict[str, npt.NDArray[Any]] = {"owner": self._owner, "quality": self._quality}
        for title in ("names", "canons", "prepared", "subjects", "identifiers"):
            texts: _Texts = getattr(self, f"_{title}")
            found |= {f"{title}.buffer": texts.buffer, f"{title}.ends": texts.ends}
        for title in ("grams", "bones"):
            grams: Grams = getattr(self, f"_{title}")
            found |= {
                f"{title}.rarity": grams.rarity, f"{title}.indptr": grams.indptr,
                f"{title}.indices": grams.indices, f"{title}.data": grams.data,
            }  # fmt: skip
        return found

    def save(self, folder: Path) -> None:
        """Write the index as a folder, in one step: readers see the old one or the new one.

        Raises:
            OSError: The folder cannot be written.
        """
        folder.parent.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".making-", dir=folder.parent))
        try:
            for title, array in self._arrays().items():
                np.save(making / f"{title}.npy", array, allow_pickle=False)
            meta = {"layout": LAYOUT, "scorer": SCORER, "names": len(self)}
            (making / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
            if folder.exists():
                shutil.rmtree(making)
            else:
                making.replace(folder)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise

    @classmethod
    def open(cls, folder: Path) -> Index:
        """Return a saved index, mapped into memory.

        Raises:
            StorageFailed: Not an index of this layout.
        """
        try:
            meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
            if meta["layout"] != LAYOUT:
                raise StorageFailed(f"{folder}: an index of another layout; delete the folder")

            # Copy-on-write: the multiplication takes writable arrays only, and never writes.
            def load(title: str) -> npt.NDArray[Any]:
                array = np.load(folder / f"{title}.npy", mmap_mode="c")
                # A plain view: indexing a memmap object costs a microsecond each time.
                plain: npt.NDArray[Any] = array.view(np.ndarray)
                return plain

            texts = {
                t: _Texts(load(f"{t}.buffer"), load(f"{t}.ends"))
                for t in ("names", "canons", "prepared", "subjects", "identifiers")
            }
            grams = {
                t: Grams(load(f"{t}.rarity"), load(f"{t}.indptr"), load(f"{t}.indices"),
                         load(f"{t}.data"), meta["names"])
                for t in ("grams", "bones")
            }  # fmt: skip
            found = cls(
                texts["names"], texts["canons"], texts["prepared"], texts["subjects"],
                load("owner"), load("quality"), grams["grams"], grams["bones"],
                texts["identifiers"],
            )  # fmt: skip
            found.folder = folder
            return found
        except (OSError, ValueError, KeyError) as error:
            raise StorageFailed(f"{folder}: not a readable index ({error})") from None

    def search(
        self, query: Query, *, threshold: float = 0.0, limit: int = 10, explain: bool = True
    ) -> list[Match]:
        """Return the subjects that may be meant, best first, one match a subject.

        Args:
            threshold: Least score.
            limit: At most so many.
            explain: Give reasons.
        """
        return self.search_many([query], threshold=threshold, limit=limit, explain=explain)[0]

    def search_many(
        self, queries: Sequence[Query], *, threshold: float = 0.0, limit: int = 10,
        explain: bool = True, threads: int = 1,
    ) -> list[list[Match]]:  # fmt: skip
        """Return the matches of each query, as `search` would."""
        found: list[list[Match]] = []
        for start in range(0, len(queries), _CHUNK):
            chunk = queries[start : start + _CHUNK]
            best = [self._by_number(q) for q in chunk]
            for row, position in self._candidates(chunk, threads):
                self._weigh(chunk[row], position, best[row])
            for query, held in zip(chunk, best, strict=True):
                found.append(self._finish(query, held, threshold, limit, explain))
        return found

    def _by_number(self, query: Query) -> dict[int, tuple[float, int]]:
        """Return the subjects that share an identifier: subject → (score, name)."""
        if not query.evidence.identifiers:
            return {}
        if self._numbers is None:
            self._numbers = msgspec.json.decode(self._identifiers[0], type=dict[str, list[int]])
        best: dict[int, tuple[float, int]] = {}
        for _, value in query.evidence.identifiers:
            for subject in self._numbers.get(plain_identifier(value), ()):
                decided = decide_by_identifier(query.evidence, self._stored(subject).evidence)
                if decided:
                    name = int(np.searchsorted(self._owner, subject))
                    best[subject] = (decided.score, name)
        return best

    def _stored(self, subject: int) -> _Stored:
        found = self._known.get(subject)
        if found is None:
            if len(self._known) > _KEPT:
                self._known.clear()
            found = msgspec.json.decode(self._subjects[subject], type=_Stored)
            self._known[subject] = found
        return found

    def _candidates(self, queries: Sequence[Query], threads: int) -> Iterable[tuple[int, int]]:
        """Yield (query, name) pairs worth weighing."""
        if not len(self):
            return
        asked = [_prepare(q) for q in queries]
        straight = [i for i, p in enumerate(asked) if p.canon and not p.vowelless]
        bare = [i for i, p in enumerate(asked) if p.canon and p.vowelless]
        if straight:
            canons = [_spellings(asked[i]) for i in straight]
            rows, positions, cosines = self._grams.nearest(
                canons, most=_NEAREST, least=_LEAST, threads=threads
            )
            theirs = [self._canons[p].decode() for p in positions.tolist()]
            mine = [canons[r] for r in rows.tolist()]
            if mine:
                ratios = process.cpdist(
                    mine, theirs, scorer=fuzz.token_sort_ratio, dtype=np.float32, workers=threads
                )
                keep = np.flatnonzero((ratios >= _RATIO) | (cosines >= _SURE))
                for k in keep.tolist():
                    yield straight[rows[k]], int(positions[k])
        if bare:
            rows, positions, _ = self._bones.nearest(
                [_bones(asked[i]) for i in bare],
                most=_NEAREST_BARE,
                least=_LEAST_BARE,
                threads=threads,
            )
            yield from zip((bare[r] for r in rows.tolist()), positions.tolist(), strict=True)

    def _weigh(self, query: Query, position: int, best: dict[int, tuple[float, int]]) -> None:
        subject = int(self._owner[position])
        theirs = self._stored(subject).evidence
        listed = self._decoder.decode(self._prepared[position])
        family = family_of(query.evidence.schema, theirs.schema)
        if family is None:
            family = choose_family(query.name, listed.text, "", "")
        if listed.family != family:
            listed = prepare(listed.text, family)
        log_odds = weigh_names(prepare(query.name, family), listed)
        if log_odds < -6:
            return
        extra, _ = weigh_evidence(query.evidence, theirs)
        score = to_score(log_odds + extra)
        if self._quality[position] and extra < 1.5:
            score = min(score, DEFAULT_THRESHOLD - _WEAK)
        held = best.get(subject)
        if held is None or (score, -position) > (held[0], -held[1]):
            best[subject] = (score, position)

    def _finish(
        self, query: Query, best: dict[int, tuple[float, int]], threshold: float, limit: int,
        explain: bool,
    ) -> list[Match]:  # fmt: skip
        found = []
        order = sorted(best.items(), key=lambda x: (-x[1][0], x[0]))
        for subject, (score, position) in order[:limit]:
            if score < threshold or score <= 0:
                break
            stored = self._stored(subject)
            name = self._names[position].decode()
            reasons: tuple[str, ...] = ()
            if explain:
                reasons = compare(query.name, name, query.evidence, stored.evidence).reasons
                if self._quality[position]:
                    reasons = (*reasons, "a weak alias, which never decides alone")
            found.append(Match(subject=stored.subject, name=name, score=score, reasons=reasons))
        return found


def _prepare(query: Query) -> Prepared:
    return prepare(query.name, family_of(query.evidence.schema) or guess_family(query.name))


def _spellings(prepared: Prepared) -> str:
    """Return the canonical words, and beside them those of a second reading (Korean ones)."""
    others = (
        plain
        for w in prepared.words
        if w.role == "word" and (plain := canonical(w.text.replace(" ", ""))) != w.canon
    )
    return " ".join((prepared.canon, *others))


def _bones(prepared: Prepared) -> str:
    return " ".join(filter(None, (bones_of(w) for w in prepared.words if w.role != "form")))


__all__ = ["Agreement", "Index", "Listed", "Match", "Query", "measure"]
