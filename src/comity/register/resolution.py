"""Which listings are about one subject: precision first, every merge with its reason.

A wrong merge makes an innocent firm sanctioned, so the rules are few and strict, in this order:

1. people's judgements, which always win;
2. published cross-references (a UK entry that cites UN reference IRe.037);
3. exact agreement of an identifier that names one subject world-wide (IMO number, LEI, wallet),
   or of a document number with its kind and issuing country;
4. for persons, the same full name (all words, any order, no weak alias) with the same full
   birth date.

Rules 2 to 4 never make one of a person, an organisation, a vessel and an aircraft: the UK cites
the reference of a shipping company for each of its ships. Rules 3 and 4 never bring two listings
of one list together, because a publisher that lists two subjects says they are two; rule 2 may (a
list that re-designates under a new number) when the two share a name, but never two listings of
the UN list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from sqlalchemy import Connection, and_, func, insert, or_, select

from comity.model import REVIEWED, Record
from comity.register import tables
from comity.text import fold

_WORLDWIDE = {"lei", "wallet", "imo"}
_WITH_COUNTRY = {"passport", "national-id", "tax", "registration", "ogrn"}
_UN_LIST = "un_sc"
_SORTS = ("Person", "Organization", "Vessel", "Aircraft")
_ALIKE = 85.0
"""Least token-set ratio (0..100) of the best pair of names for a reference to be followed. Of the
1,775 references of the UK and Australian lists to the UN's, 32 fall below it: ships under the
reference of their owner, references given for somebody else, and swapped ones; one right one."""
_CHUNK = 400
_PLAIN = re.compile(r"[^0-9A-Za-z]+")


def evidence_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the (kind, value) pairs by which a record can be found to be about a subject."""
    if record.schema in _SORTS:
        yield "schema", record.schema
    for reference in record.references:
        # What the built-in facts hold is never told as a publisher's word.
        told = "fact" if reference.text == REVIEWED else "ref"
        yield f"{told}:{reference.source}", reference.id.casefold()
    for identifier in record.identifiers:
        value = _PLAIN.sub("", identifier.value).casefold()
        country = identifier.country.code if identifier.country else ""
        if identifier.kind in _WORLDWIDE and len(value) >= 7:
            # A vessel's IMO number is also quoted for its owner: only vessels are merged by it.
            if identifier.kind != "imo" or record.schema == "Vessel":
                exact = identifier.value.strip() if identifier.kind == "wallet" else value
                yield identifier.kind, exact
        elif identifier.kind in _WITH_COUNTRY and country and len(value) >= 6 and _digits(value):
            yield f"{identifier.kind}:{country}:{record.schema}", value
    if record.schema == "Person":
        yield from _births(record)


def _digits(value: str) -> bool:
    return sum(map(str.isdigit, value)) >= 4


def _births(record: Record) -> Iterator[tuple[str, str]]:
    days = {b.earliest.isoformat() for b in record.births if b.earliest == b.latest and not b.circa}
    for name in record.names:
        words = sorted(fold(name.text).split())
        if name.quality == "weak" or len(words) < 2 or len("".join(words)) < 8:
            continue
        for day in days:
            yield "birth", f"{' '.join(words)}|{day}"


@dataclass(frozen=True, slots=True)
class _Edge:
    a: int
    b: int
    reason: str


def resolve_subjects(connection: Connection, *, known: str, order: Sequence[str]) -> int:
    """Bring the assignment of listings to subjects up to date; return how many changed.

    Args:
        connection: In a writing transaction.
        known: The known time of the new assignments.
        order: Codes of lists; the first of them in a group names the subject.
    """
    listings = {row.id: (row.source, row.key) for row in connection.execute(select(tables.listing))}
    sorts = _sorts(connection)
    groups = _Groups(listings, _judged(connection, "different"), sorts)
    for edge in _judged_edges(connection):
        groups.join(edge, force=True)
    edges = list(_reference_edges(connection, listings))
    named = _Names(connection, {i for edge in edges for i in (edge.a, edge.b)})
    for edge in edges:
        one_list = listings[edge.a][0] == listings[edge.b][0]
        if named.agree(edge.a, edge.b, exactly=one_list):
            groups.join(edge, single=(_UN_LIST,))
    for edge in _shared_evidence(connection):
        groups.join(edge, single=None)
    return _write(connection, groups, listings, known, order)


class _Groups:
    """Union-find over listings that knows what may never stand in one group."""

    def __init__(
        self,
        listings: dict[int, tuple[str, str]],
        different: set[tuple[int, int]],
        sorts: dict[int, set[str]],
    ) -> None:
        self.parent: dict[int, int] = {}
        self.members: dict[int, list[int]] = {}
        self.reason: dict[int, str] = {}
        self.listings = listings
        self.different = different
        self.sorts = sorts

    def find(self, item: int) -> int:
        while (up := self.parent.get(item, item)) != item:
            item = up
        return item

    def join(self, edge: _Edge, *, single: Sequence[str] | None = (), force: bool = False) -> None:
        """Join two groups unless a rule forbids it.

        Args:
            edge: The two listings and why they are one.
            single: Lists that may stand in a group once; None for every list.
            force: A person's judgement: only another judgement stands against it.
        """
        a, b = self.find(edge.a), self.find(edge.b)
        if a == b:
            return
        left, right = self.members.get(a, [a]), self.members.get(b, [b])
        pairs = {(x, y) for x in left for y in right} | {(y, x) for x in left for y in right}
        if pairs & self.different:
            return
        if not force:
            kinds, other = self._sorts_of(left), self._sorts_of(right)
            if kinds and other and not kinds & other:
                return
            ours = {self.listings[x][0] for x in left}
            both = ours & {self.listings[y][0] for y in right}
            if both if single is None else both & set(single):
                return
        self.parent[b] = a
        self.members[a] = [*left, *right]
        for item in (edge.a, edge.b):
            self.reason.setdefault(item, edge.reason)

    def _sorts_of(self, members: list[int]) -> set[str]:
        return set().union(*(self.sorts.get(m, set()) for m in members))


class _Names:
    """The names of the listings that cite or are cited, folded, read at once."""

    def __init__(self, connection: Connection, ids: set[int]) -> None:
        n = tables.name
        self.folded: dict[int, set[str]] = defaultdict(set)
        wanted = sorted(ids)
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            query = select(n.c.listing_id, n.c.folded).where(
                n.c.listing_id.in_(chunk), n.c.kind != "other"
            )
            for listing_id, folded in connection.execute(query):
                self.folded[listing_id].add(" ".join(sorted(folded.split())))

    def agree(self, a: int, b: int, *, exactly: bool) -> bool:
        """Tell whether two listings share a name, or have two that are somewhat alike.

        Publishers mistype references (the UK swapped I.AC.50.20(12).12 (1) and (2)): when no
        name of the one resembles any name of the other, the reference is not followed.
        """
        left, right = self.folded[a], self.folded[b]
        if exactly:
            return bool(left & right)
        return any(
            fuzz.token_set_ratio(x, y, score_cutoff=_ALIKE) for x in left for y in right
        ) or not (left and right)


def _sorts(connection: Connection) -> dict[int, set[str]]:
    ev = tables.evidence
    found: dict[int, set[str]] = defaultdict(set)
    query = select(ev.c.listing_id, ev.c.value).where(ev.c.kind == "schema")
    for listing_id, value in connection.execute(query):
        found[listing_id].add(value)
    # The UK listed ships as entities before it had a type for them.
    return {i: {"Vessel"} if "Vessel" in kinds else kinds for i, kinds in found.items()}


def _judged(connection: Connection, verdict: str) -> set[tuple[int, int]]:
    t, h, li = tables.judgement, tables.handle, tables.listing
    rows = list(connection.execute(select(t).order_by(t.c.id)))
    undone = {row.undoes for row in rows if row.undoes is not None}
    found: set[tuple[int, int]] = set()
    latest: dict[frozenset[str], tuple[str, str, str]] = {}
    for row in rows:
        if row.undoes is None and row.id not in undone:
            latest[frozenset((row.a, row.b))] = (row.verdict, row.a, row.b)
    for said, a, b in latest.values():
        if said != verdict:
            continue
        ids = []
        for text in (a, b):
            source, _, key = text.partition(":")
            join = h.join(li, h.c.listing_id == li.c.id)
            query = select(li.c.id).select_from(join)
            query = query.where(and_(li.c.source == source, h.c.handle == key.casefold()))
            ids.append(connection.scalar(query))
        if ids[0] is not None and ids[1] is not None:
            found.add((int(ids[0]), int(ids[1])))
    return found


def _judged_edges(connection: Connection) -> Iterator[_Edge]:
    for a, b in sorted(_judged(connection, "same")):
        yield _Edge(a, b, "judged the same")


def _reference_edges(
    connection: Connection, listings: dict[int, tuple[str, str]]
) -> Iterator[_Edge]:
    ev, h, li = tables.evidence, tables.handle, tables.listing
    join = ev.join(h, ev.c.value == h.c.handle).join(
        li,
        and_(
            li.c.id == h.c.listing_id,
            or_(ev.c.kind == "ref:" + li.c.source, ev.c.kind == "fact:" + li.c.source),
        ),
    )
    query = select(ev.c.listing_id, ev.c.kind, ev.c.value, li.c.id).select_from(join)
    targets: dict[tuple[int, str, str], set[int]] = defaultdict(set)
    cited: dict[tuple[int, str], set[int]] = defaultdict(set)
    for citing, kind, value, target in connection.execute(query):
        if citing != target:
            targets[(citing, kind, value)].add(target)
            cited[(citing, kind)].add(target)
    for (citing, kind, value), found in sorted(targets.items()):
        # A reference that names several listings, or an entry that cites several, says nothing.
        if len(found) == 1 and len(cited[(citing, kind)]) == 1:
            target = next(iter(found))
            shown = listings[target][1]
            told, _, source = kind.partition(":")
            reason = f"cites {source} {shown} ({value})"
            if told == "fact":
                reason = f"the built-in facts hold {source} {shown} to be the same"
            yield _Edge(target, citing, reason)
    yield from _same_absent_reference(connection, {key[1:] for key in targets})


def _same_absent_reference(
    connection: Connection, present: set[tuple[str, str]]
) -> Iterator[_Edge]:
    """Join listings that cite the same listing of a list the register does not hold."""
    ev = tables.evidence
    query = select(ev).where(ev.c.kind.like("ref:%")).order_by(ev.c.listing_id)
    citing: dict[tuple[str, str], list[int]] = defaultdict(list)
    count: dict[tuple[int, str], int] = defaultdict(int)
    for listing_id, kind, value in connection.execute(query):
        count[(listing_id, kind)] += 1
        if (kind, value) not in present:
            citing[(kind, value)].append(listing_id)
    for (kind, value), ids in sorted(citing.items()):
        alone = [i for i in ids if count[(i, kind)] == 1]
        for other in alone[1:]:
            yield _Edge(alone[0], other, f"both cite {kind[4:]} {value}")


_WORDS = {
    "birth": "same full name and birth date", "imo": "same IMO number", "lei": "same LEI",
    "wallet": "same wallet address",
}  # fmt: skip


def _shared_evidence(connection: Connection) -> Iterator[_Edge]:
    ev = tables.evidence
    shared = (
        select(ev.c.kind, ev.c.value)
        .where(~ev.c.kind.like("ref:%"), ~ev.c.kind.like("fact:%"), ev.c.kind != "schema")
        .group_by(ev.c.kind, ev.c.value)
        .having(func.count() > 1)
        .subquery()
    )
    join = ev.join(shared, and_(ev.c.kind == shared.c.kind, ev.c.value == shared.c.value))
    query = select(ev.c.kind, ev.c.value, ev.c.listing_id).select_from(join)
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for kind, value, listing_id in connection.execute(query):
        groups[(kind, value)].append(listing_id)
    # Strong identifiers before names; then by value, so that the outcome has one order.
    for (kind, value), ids in sorted(groups.items(), key=lambda g: (g[0][0] == "birth", g[0])):
        told = _WORDS.get(kind) or f"same {kind.split(':')[0]} number of {kind.split(':')[1]}"
        ids.sort()
        for i, a in enumerate(ids):
            for b in ids[i + 1 :]:
                yield _Edge(a, b, f"{told} ({value})")


def _write(
    connection: Connection,
    groups: _Groups,
    listings: dict[int, tuple[str, str]],
    known: str,
    order: Sequence[str],
) -> int:
    a = tables.assignment
    newest = select(func.max(a.c.id)).group_by(a.c.listing_id)
    current = {
        row.listing_id: row.subject
        for row in connection.execute(select(a).where(a.c.id.in_(newest)))
    }
    rank = {code: index for index, code in enumerate(order)}
    wanted: dict[int, str] = {}
    for root, members in groups.members.items():
        if groups.find(root) != root:
            continue
        first = min(members, key=lambda m: (rank.get(listings[m][0], 999), *listings[m]))
        wanted |= dict.fromkeys(members, ":".join(listings[first]))
    rows = [
        {"listing_id": i, "subject": s, "reason": groups.reason.get(i, ""), "known": known}
        for i, s in sorted(wanted.items())
        if current.get(i, ":".join(listings[i])) != s
    ]
    rows += [
        {"listing_id": i, "subject": ":".join(listings[i]), "known": known,
         "reason": "the evidence for merging no longer stands"}
        for i, s in sorted(current.items())
        if i not in wanted and s != ":".join(listings[i])
    ]  # fmt: skip
    if rows:
        connection.execute(insert(a), rows)
    return len(rows)


def active_judgements(rows: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """Return the judgements that stand: neither undone nor an undoing."""
    rows = list(rows)
    undone = {row["undoes"] for row in rows if row["undoes"] is not None}
    return [r for r in rows if r["undoes"] is None and r["id"] not in undone]
