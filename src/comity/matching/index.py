"""An index of listed names: built once, mapped into memory, asked often.

Candidates are the nearest names by cosine of letter trigrams, so that no whole word need be
shared; names without vowels are looked up by their consonants. All of them are weighed by the
compiled scorer, and the evidence beside names by the plain one for those that can still reach
the threshold. One query and a batch go the same road, and give the same answers; `search_plainly`
is the oracle.
"""

from __future__ import annotations

import json
import math
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from comity.errors import StorageFailed
from comity.matching.grams import Grams
from comity.matching.scoring import (
    DEFAULT_THRESHOLD,
    SCORER,
    Agreement,
    Evidence,
    choose_family,
    coefficients,
    compare,
    decide_by_identifier,
    most_evidence,
    plain_identifier,
    to_score,
    weigh_evidence,
    weigh_names,
)
from comity.matching.tables import PERSON, Table, TableMaker, make_table
from comity.matching.weighing import weigh_pairs
from comity.matching.words import (
    Family,
    Prepared,
    bones_of,
    canonical,
    family_of,
    guess_family,
    prepare,
)
from comity.model import Quality

LAYOUT = 5
_NEAREST, _LARGE, _NEAREST_LARGE = 60, 200_000, 80
"""Names weighed for a query, and on a large list, where more lie near it. What more or fewer bring
is in docs/matching.md."""
_LEAST = 0.30
_LEAST_BARE = 0.35
_LOWEST = -6.0
"""Log-odds of names from which on a pair is a match at all."""
_OTHER: dict[Family, Family] = {"person": "organisation", "organisation": "person"}
_CHUNK = 2048
_KEPT = 50_000
"""Subjects whose evidence is kept decoded."""
_WEAK_ALIAS, _TOLD = 1, 2
"""Marks of a name: a weak alias; its family is told by a schema."""
_TEXTS = ("names", "subjects", "identifiers")
_GRAMS = ("grams", "bones")
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
        self, names: _Texts, table: Table, subjects: _Texts, owner: npt.NDArray[np.int32],
        marks: npt.NDArray[np.uint8], grams: Grams, bones: Grams, identifiers: _Texts,
    ) -> None:  # fmt: skip
        self._names = names
        self._table = table
        self._subjects = subjects
        self._owner = owner
        self._marks = marks
        self._grams = grams
        self._bones = bones
        self._identifiers = identifiers
        self.folder: Path | None = None
        """Where it was opened from; None for one that lives in memory only."""
        self._numbers: dict[str, list[int]] | None = None
        self._known: dict[int, _Stored] = {}
        self._betas = coefficients()

    def __len__(self) -> int:
        return len(self._names)

    @classmethod
    def build(cls, listed: Iterable[Listed]) -> Index:
        """Return an index of subjects."""
        names: list[bytes] = []
        canons: list[str] = []
        bones: list[str] = []
        maker = TableMaker()
        owner: list[int] = []
        marks: list[int] = []
        subjects: list[bytes] = []
        numbers: dict[str, list[int]] = {}
        for number, item in enumerate(listed):
            subjects.append(msgspec.json.encode(_Stored(item.subject, item.evidence)))
            for _, value in item.evidence.identifiers:
                if len(plain := plain_identifier(value)) >= 6:
                    numbers.setdefault(plain, []).append(number)
            told = family_of(item.evidence.schema)
            for text, grade in item.names:
                prepared = prepare.__wrapped__(text, told or guess_family(text))
                names.append(text.encode())
                canons.append(_spellings(prepared))
                bones.append(_bones(prepared))
                maker.add(prepared)
                owner.append(number)
                marks.append((grade == "weak") * _WEAK_ALIAS + (told is not None) * _TOLD)
        return cls(
            _Texts.of(names), maker.finish(), _Texts.of(subjects), np.array(owner, dtype=np.int32),
            np.array(marks, dtype=np.uint8), Grams.build(canons), Grams.build(bones),
            _Texts.of([msgspec.json.encode(numbers)]),
        )  # fmt: skip

    def _arrays(self) -> dict[str, npt.NDArray[Any]]:
        found: dict[str, npt.NDArray[Any]] = {"owner": self._owner, "marks": self._marks}
        for title in _TEXTS:
            texts: _Texts = getattr(self, f"_{title}")
            found |= {f"{title}.buffer": texts.buffer, f"{title}.ends": texts.ends}
        for title in _GRAMS:
            grams: Grams = getattr(self, f"_{title}")
            found |= {f"{title}.{f.name}": getattr(grams, f.name) for f in fields(Grams)}
        return found | {f"table.{k}": v for k, v in self._table._asdict().items()}

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

            # Copy-on-write: compiled code is made for writable arrays, and never writes to them.
            def load(title: str) -> npt.NDArray[Any]:
                array = np.load(folder / f"{title}.npy", mmap_mode="c")
                # A plain view: indexing a memmap object costs a microsecond each time.
                plain: npt.NDArray[Any] = array.view(np.ndarray)
                return plain

            texts = {t: _Texts(load(f"{t}.buffer"), load(f"{t}.ends")) for t in _TEXTS}
            grams = {
                t: Grams(**{f.name: load(f"{t}.{f.name}") for f in fields(Grams)}) for t in _GRAMS
            }
            table = Table(**{name: load(f"table.{name}") for name in Table._fields})
            found = cls(
                texts["names"], table, texts["subjects"], load("owner"), load("marks"),
                grams["grams"], grams["bones"], texts["identifiers"],
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
        explain: bool = True,
    ) -> list[list[Match]]:  # fmt: skip
        """Return the matches of each query, as `search` would."""
        found: list[list[Match]] = []
        for start in range(0, len(queries), _CHUNK):
            chunk = queries[start : start + _CHUNK]
            best = [self._by_number(q) for q in chunk]
            for row, position, log_odds in self._weighed(chunk, threshold):
                self._hold(chunk[row], position, log_odds, best[row])
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

    def _nearest(
        self, asked: Sequence[Prepared]
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Return the (query, name) pairs worth weighing."""
        rows, names = [], []
        most = _NEAREST if len(self) < _LARGE else _NEAREST_LARGE
        for grams, texts, least, bare in (
            (self._grams, _spellings, _LEAST, False), (self._bones, _bones, _LEAST_BARE, True)
        ):  # fmt: skip
            mine = [i for i, p in enumerate(asked) if p.canon and p.vowelless == bare]
            if mine:
                found = grams.nearest([texts(asked[i]) for i in mine], most=most, least=least)
                rows.append(np.array(mine, dtype=np.int32)[found[0]])
                names.append(found[1])
        none = np.zeros(0, dtype=np.int32)
        return np.concatenate([none, *rows]), np.concatenate([none, *names])

    def _weighed(
        self, queries: Sequence[Query], threshold: float
    ) -> Iterator[tuple[int, int, float]]:
        """Yield (query, name, log-odds of the names) of pairs that can reach the threshold."""
        if not len(self):
            return
        told = [family_of(q.evidence.schema) for q in queries]
        families = [t or guess_family(q.name) for q, t in zip(queries, told, strict=True)]
        asked = [prepare(q.name, f) for q, f in zip(queries, families, strict=True)]
        rows, names = self._nearest(asked)
        # A name is weighed in the family of the listed one, which need not be the query's, and
        # words are read otherwise in it: what is near to that reading is a candidate too.
        second = [prepare(q.name, _OTHER[f]) for q, f in zip(queries, families, strict=True)]
        differs = [k for k, p in enumerate(second) if p.canon != asked[k].canon]
        if differs:
            at_, more = self._nearest([second[k] for k in differs])
            place_ = np.array(differs, dtype=np.int32)[at_]
            # Rows and names in one number each: sorting pairs of numbers is ten times slower.
            keys = np.concatenate((rows, place_)).astype(np.int64) * len(self)
            keys = np.unique(keys + np.concatenate((names, more)))
            rows, names = np.divmod(keys, len(self))
            rows, names = rows.astype(np.int32), names.astype(np.int32)
        if not len(rows):
            return
        lowest = -math.inf if threshold <= 0 else math.log(threshold / (1 - min(threshold, 0.999)))
        cutoffs = np.array([max(_LOWEST, lowest - most_evidence(q.evidence)) for q in queries])
        # The twin of `choose_family`. Names are weighed in the family of the listed one, and the
        # query is taken apart anew where it was taken for another.
        listed = (self._table.flags[names] & PERSON) != 0
        known = (self._marks[names] & _TOLD) != 0
        mine = np.array([f == "person" for f in families])[rows]
        said = np.array([t is not None for t in told])[rows]
        person = np.where(known, listed, np.where(said, mine, mine & listed))
        other = np.flatnonzero(person != mine)
        variants = list(asked)
        place: dict[int, int] = {}
        at = rows.copy()
        for k, row in zip(other.tolist(), rows[other].tolist(), strict=True):
            if row not in place:
                place[row] = len(variants)
                variants.append(prepare(queries[row].name, _OTHER[families[row]]))
            at[k] = place[row]
        odds = weigh_pairs(make_table(variants), self._table, at, names, self._betas, cutoffs[rows])
        for k in np.flatnonzero(~(odds < cutoffs[rows])).tolist():
            row, name, found = int(rows[k]), int(names[k]), float(odds[k])
            if math.isnan(found):
                family: Family = "person" if person[k] else "organisation"
                text = self._names[name].decode()
                found = weigh_names(prepare(queries[row].name, family), prepare(text, family))
                if found < cutoffs[row]:
                    continue
            yield row, name, found

    def _hold(
        self, query: Query, position: int, log_odds: float, best: dict[int, tuple[float, int]]
    ) -> None:
        """Add the evidence, and keep the best name of a subject."""
        subject = int(self._owner[position])
        extra, _ = weigh_evidence(query.evidence, self._stored(subject).evidence)
        score = to_score(log_odds + extra)
        if self._marks[position] & _WEAK_ALIAS and extra < 1.5:
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
                if self._marks[position] & _WEAK_ALIAS:
                    reasons = (*reasons, "a weak alias, which never decides alone")
            found.append(Match(subject=stored.subject, name=name, score=score, reasons=reasons))
        return found


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


def search_plainly(
    listed: Sequence[Listed], query: Query, *, threshold: float = 0.0, limit: int = 10
) -> list[Match]:
    """Return what `Index.search` should: every listed name weighed, one by one, by the plain twin.

    The oracle of tests; a millisecond for each 15 names.
    """
    found: list[tuple[float, int, int, Match]] = []
    place = 0
    for number, item in enumerate(listed):
        decided = decide_by_identifier(query.evidence, item.evidence)
        best: tuple[float, int, int, Match] | None = None
        for text, grade in item.names:
            place += 1
            family = choose_family(query.name, text, query.evidence.schema, item.evidence.schema)
            log_odds = weigh_names(prepare(query.name, family), prepare(text, family))
            extra, _ = weigh_evidence(query.evidence, item.evidence)
            score = to_score(log_odds + extra) if log_odds >= _LOWEST else 0.0
            if grade == "weak" and extra < 1.5:
                score = min(score, DEFAULT_THRESHOLD - _WEAK)
            if decided:
                score = decided.score
            if score > 0 and score >= threshold and (best is None or score > -best[0]):
                best = (-score, number, place, Match(subject=item.subject, name=text, score=score))
        if best:
            found.append(best)
    return [match for *_, match in sorted(found, key=lambda f: f[:3])[:limit]]


__all__ = ["Agreement", "Index", "Listed", "Match", "Query", "search_plainly"]
