"""Subjects of different lists that the scorer takes for one: proposals, for people to decide on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from comity.matching import Evidence, Index, Query
from comity.register import SubjectAnswer
from comity.screening.run import evidence_of

STRICT = 0.95
"""Least score of a proposal. At it, of the UK and Australian entries whose published references
to the UN list were withheld, 0.9987 of the merges were right and 0.952 were found."""
_NAMES = 3
"""Strong names asked of each subject, its main one first."""
_CHUNK = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Two subjects that may be one.

    Attributes:
        a, b: The subjects, named by a listing of each (`source:key`).
        score: Of the best pair of names with the evidence beside them, 0 to 1.
    """

    a: str
    b: str
    name_a: str
    name_b: str
    score: float
    reasons: tuple[str, ...]


def propose_merges(
    index: Index,
    subjects: Sequence[SubjectAnswer],
    *,
    threshold: float = STRICT,
    different: Collection[frozenset[str]] = (),
    advance: Callable[[int], None] = lambda _: None,
) -> list[Proposal]:
    """Return the pairs of subjects that are each other's best match, the surest first.

    Two subjects of one list are never proposed: a publisher that lists two says they are two. Nor
    are subjects of different sorts, nor pairs that were judged different.

    Args:
        index: Of these subjects.
        threshold: Least score.
        different: Pairs of listings (`source:key`) judged different.
        advance: Called with the number of subjects done since the last call.
    """
    known = {s.subject: s for s in subjects}
    best: dict[str, tuple[float, str, str, tuple[str, ...]]] = {}
    for start in range(0, len(subjects), _CHUNK):
        chunk = subjects[start : start + _CHUNK]
        asked = [(s, q) for s in chunk for q in _queries(s)]
        found = index.search_many([q for _, q in asked], threshold=threshold)
        for (subject, query), matches in zip(asked, found, strict=True):
            for match in matches:
                other = known.get(match.subject)
                if other is None or not _may_be_one(subject, other, different):
                    continue
                held = best.get(subject.subject)
                if held is None or match.score > held[0]:
                    best[subject.subject] = (match.score, other.subject, query.name, match.reasons)
                break
        advance(len(chunk))
    proposals = []
    for subject_id, (score, other_id, name, reasons) in best.items():
        back = best.get(other_id)
        if back and back[1] == subject_id and subject_id < other_id:
            first, second = known[subject_id], known[other_id]
            proposals.append(
                Proposal(
                    a=first.subject, b=second.subject, name_a=name, name_b=second.name,
                    score=min(score, back[0]), reasons=reasons,
                )
            )  # fmt: skip
    return sorted(proposals, key=lambda p: (-p.score, p.a))


def _queries(subject: SubjectAnswer) -> list[Query]:
    evidence: Evidence = replace(evidence_of(subject), identifiers=())
    strong = dict.fromkeys(
        n.text for x in subject.listings if x.in_force for n in x.record.names
        if n.quality != "weak"
    )  # fmt: skip
    return [Query(name=text, evidence=evidence) for text in list(strong)[:_NAMES]]


def _may_be_one(a: SubjectAnswer, b: SubjectAnswer, different: Collection[frozenset[str]]) -> bool:
    if a.subject == b.subject or a.schema != b.schema:
        return False
    mine, theirs = ({x.source for x in s.listings} for s in (a, b))
    if mine & theirs:
        return False
    return not any(
        frozenset((f"{x.source}:{x.id}", f"{y.source}:{y.id}")) in different
        for x in a.listings
        for y in b.listings
    )
