"""Questions to the register: who lists a subject, since when, by which snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from comity.errors import UnknownName
from comity.model import Authority, Record
from comity.register import tables
from comity.register.codec import decode_record
from comity.register.evidence import Draft, runs_of, stated_of
from comity.register.listings import (
    ListingAnswer,
    ListTraits,
    SubjectAnswer,
    complete_thin,
    make_subject,
    state_of,
)
from comity.register.spans import Observation, derive_spans
from comity.register.store import Snapshot
from comity.text import fold

Key = TypeVar("Key", int, str)
_CHUNK = 400
_FEW = 200
"""Listings or subjects up to which a question is asked for them alone."""
_ANSWERING = 2
"""Raised when the same rows give other answers, so that indexes made of them are made anew."""


class Answers:
    """The register as of a day, as known at a time.

    Args:
        connection: A reading connection; one consistent state for all questions.
        as_of: The day asked about (valid time).
        known: Only what was known by then (ISO, UTC); empty for all that is known.
        traits: For each list code, who decides and how far its file runs behind.
    """

    def __init__(
        self,
        connection: Connection,
        snapshots: Sequence[Snapshot],
        *,
        as_of: date,
        known: str,
        traits: Mapping[str, ListTraits],
    ) -> None:
        self.connection = connection
        self.as_of = as_of
        self.known = known
        self.traits = traits
        self.snapshots = {s.id: s for s in snapshots if not known or s.known <= known}

    @cached_property
    def _by_source(self) -> dict[str, list[Snapshot]]:
        found: dict[str, list[Snapshot]] = defaultdict(list)
        for snapshot in sorted(self.snapshots.values(), key=lambda s: (s.published, s.id)):
            found[snapshot.source].append(snapshot)
        return found

    def state(self) -> str:
        """Return a text that names all the content answers are made of, and nothing else."""
        a, j = tables.assignment, tables.judgement
        newest = [self.connection.scalar(select(func.max(t.c.id))) for t in (a, j)]
        return f"{_ANSWERING} {sorted((i, s.sha256) for i, s in self.snapshots.items())} {newest}"

    def find(self, text: str, *, limit: int = 25) -> list[str]:
        """Return the subjects an id or a name stands for, the best first.

        An id is `source:key`, or a publisher's id alone. A name matches when it is the same
        after folding; else when all its words occur in one name.
        """
        ids = self._sifted(self._by_handle(text), text) or self._by_name(text, limit)
        return list(dict.fromkeys(self._subjects_of(ids)))[:limit]

    def named(self, texts: Sequence[str]) -> dict[str, list[str]]:
        """Return, for each text, the subjects of exactly that name after folding, or of that id."""
        wanted: dict[str, list[str]] = defaultdict(list)
        for text in dict.fromkeys(texts):
            wanted[fold(text)].append(text)
        wanted.pop("", None)
        n, h = tables.name, tables.handle
        hits: dict[str, set[int]] = defaultdict(set)
        for chunk in _chunks(sorted(wanted)):
            query = select(n.c.folded, n.c.listing_id).where(n.c.folded.in_(chunk))
            for folded, listing_id in self.connection.execute(query):
                for text in wanted[folded]:
                    hits[text].add(listing_id)
        handles = {t.casefold().rpartition(":")[2]: t for t in texts}
        for chunk in _chunks(sorted(handles)):
            query = select(h.c.handle, h.c.listing_id).where(h.c.handle.in_(chunk))
            for handle, listing_id in self.connection.execute(query):
                hits[handles[handle]].add(listing_id)
        return {
            text: list(dict.fromkeys(self._subjects_of(known)))
            for text, ids in hits.items()
            if (known := self._sifted(sorted(ids), text, exactly=True))
        }

    def listings_named(self, text: str) -> list[str]:
        """Return the listings (`source:key`) an id stands for."""
        li = tables.listing
        query = select(li).where(li.c.id.in_(self._by_handle(text))).order_by(li.c.source)
        return [f"{row.source}:{row.key}" for row in self.connection.execute(query)]

    def subject(self, subject: str) -> SubjectAnswer:
        """Return one subject with all its listings.

        Raises:
            UnknownName: Nothing is known of it at that time.
        """
        found = self.subjects([subject])
        if not found:
            raise UnknownName("subject", subject)
        return found[0]

    def subjects(self, subjects: Sequence[str] | None = None) -> list[SubjectAnswer]:
        """Return these subjects (all of them for None), in the order given (or by id)."""
        if subjects is not None and not subjects:
            return []  # an empty question has an empty answer, never every subject
        members = self._members(subjects)
        ids = [i for group in members.values() for i, _ in group]
        answers = self._listings(ids if subjects is not None else None)
        found = []
        for subject, group in members.items():
            listings = [(answers[i], why) for i, why in group if i in answers]
            if listings:
                found.append(make_subject(subject, listings))
        return found

    # -- finding ---------------------------------------------------------------------------

    def _by_handle(self, text: str) -> list[int]:
        h, li = tables.handle, tables.listing
        source, colon, key = text.partition(":")
        join = h.join(li, h.c.listing_id == li.c.id)
        query = select(li.c.id).select_from(join).order_by(li.c.source, li.c.id)
        exact = query.where(h.c.handle == text.strip().casefold())
        found = list(self.connection.scalars(exact))
        if not found and colon:
            qualified = and_(li.c.source == source, h.c.handle == key.strip().casefold())
            found = list(self.connection.scalars(query.where(qualified)))
        return found

    def _by_name(self, text: str, limit: int) -> list[int]:
        n, t = tables.name, tables.token
        folded = fold(text)
        if not folded:
            return []
        same = select(n.c.listing_id).where(n.c.folded == folded).order_by(n.c.id)
        if found := self._sifted(list(self.connection.scalars(same)), text, exactly=True):
            return found
        words = sorted(set(folded.split()))
        ids = (
            select(t.c.name_id)
            .where(t.c.token.in_(words))
            .group_by(t.c.name_id)
            .having(func.count() == len(words))
        )
        query = select(n.c.listing_id).where(n.c.id.in_(ids))
        query = query.order_by(func.length(n.c.folded), n.c.id)
        # What was learnt later must not push out what was known then.
        query = query if self.known else query.limit(limit * 8)
        return self._sifted(list(self.connection.scalars(query)), text)

    def _sifted(self, ids: Sequence[int], text: str, *, exactly: bool = False) -> list[int]:
        """Return those of the listings that had this name or id by what was known then.

        Names and ids are looked up by all that was ever learnt; a name that a later snapshot
        brought must not answer a question about an earlier knowledge.
        """
        visible = self._visible(ids)
        found = [i for i in dict.fromkeys(ids) if i in visible]
        if not self.known or not found:
            return found
        folded = fold(text)
        words, handle = set(folded.split()), text.strip().casefold()
        handles = {handle, handle.rpartition(":")[2]}
        told = self._told(found)

        def had(record: Record) -> bool:
            if handles & {i.casefold() for i in (record.id, *record.other_ids)}:
                return True
            names = (fold(n.text) for n in record.names)
            return any(n == folded if exactly else words <= set(n.split()) for n in names)

        return [i for i in found if any(map(had, told[i]))]

    def _told(self, ids: Sequence[int]) -> dict[int, list[Record]]:
        """Return all that visible snapshots said of listings."""
        r, p = tables.record, tables.presence
        found: dict[int, list[Record]] = defaultdict(list)
        for chunk in _chunks(ids):
            join = r.join(p, p.c.record_id == r.c.id)
            query = select(r.c.listing_id, p.c.snapshot_id, r.c.id, r.c.payload).select_from(join)
            seen: set[int] = set()
            for row in self.connection.execute(query.where(r.c.listing_id.in_(chunk))):
                if row.snapshot_id in self.snapshots and row.id not in seen:
                    seen.add(row.id)
                    found[row.listing_id].append(decode_record(row.payload))
        return found

    def _visible(self, ids: Sequence[int]) -> set[int]:
        r, p = tables.record, tables.presence
        seen: set[int] = set()
        for chunk in _chunks(sorted(set(ids))):
            join = r.join(p, p.c.record_id == r.c.id)
            query = select(r.c.listing_id, p.c.snapshot_id).select_from(join).distinct()
            for listing_id, snapshot_id in self.connection.execute(
                query.where(r.c.listing_id.in_(chunk))
            ):
                if snapshot_id in self.snapshots:
                    seen.add(listing_id)
        return seen

    # -- subjects --------------------------------------------------------------------------

    @cached_property
    def _assigned(self) -> dict[int, tuple[str, str]]:
        """Listing → (subject, reason), for every listing that is not a subject of its own."""
        return self._newest(tables.assignment.c.id >= 0)

    def _newest(self, which: ColumnElement[bool]) -> dict[int, tuple[str, str]]:
        a = tables.assignment
        newest = select(func.max(a.c.id)).where(which).group_by(a.c.listing_id)
        if self.known:
            newest = newest.where(a.c.known <= self.known)
        rows = self.connection.execute(select(a).where(a.c.id.in_(newest)))
        return {row.listing_id: (row.subject, row.reason) for row in rows}

    def _assigned_to(self, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Return `_assigned` for these listings at least: a few need not cost all of them."""
        if "_assigned" in self.__dict__ or len(ids) > _FEW:
            return self._assigned
        return self._newest(tables.assignment.c.listing_id.in_(ids))

    def _subjects_of(self, ids: Iterable[int]) -> Iterable[str]:
        li = tables.listing
        ids = list(ids)
        assigned = self._assigned_to(ids)
        for listing_id in ids:
            if listing_id in assigned:
                yield assigned[listing_id][0]
            else:
                row = self.connection.execute(select(li).where(li.c.id == listing_id)).one()
                yield f"{row.source}:{row.key}"

    def _members(self, subjects: Sequence[str] | None) -> dict[str, list[tuple[int, str]]]:
        li, a = tables.listing, tables.assignment
        members: dict[str, list[tuple[int, str]]] = {s: [] for s in subjects or ()}
        query, ever = select(li), list[int]()
        few = subjects is not None and len(subjects) <= _FEW
        if subjects is not None:
            wanted = [s.partition(":") for s in subjects]
            match: ColumnElement[bool] = or_(
                *(and_(li.c.source == x, li.c.key == y) for x, _, y in wanted)
            )
            query = query.where(match)
        own = list(self.connection.execute(query))
        if few:
            # All that were ever assigned to these subjects; where they are now is asked next.
            past = select(a.c.listing_id).where(a.c.subject.in_(subjects or ())).distinct()
            ever = [*self.connection.scalars(past), *(row.id for row in own)]
        assigned = self._assigned_to(ever) if few else self._assigned
        for listing_id, (subject, reason) in sorted(assigned.items()):
            if subjects is None or subject in members:
                members.setdefault(subject, []).append((listing_id, reason))
        for row in own:
            if row.id not in assigned:
                members.setdefault(f"{row.source}:{row.key}", []).append((row.id, ""))
        return members

    # -- listings --------------------------------------------------------------------------

    def _listings(self, ids: Sequence[int] | None) -> dict[int, ListingAnswer]:
        li, r, e = tables.listing, tables.record, tables.event
        if ids is not None:
            found: dict[int, ListingAnswer] = {}
            for chunk in _chunks(ids):
                found |= self._answer(
                    li.c.id.in_(chunk), r.c.listing_id.in_(chunk), e.c.listing_id.in_(chunk)
                )
            return found
        return self._answer(li.c.id >= 0, r.c.id >= 0, e.c.id >= 0)

    def _answer(
        self,
        of_listing: ColumnElement[bool],
        of_record: ColumnElement[bool],
        of_event: ColumnElement[bool],
    ) -> dict[int, ListingAnswer]:
        li, r, p, e = tables.listing, tables.record, tables.presence, tables.event
        listings = list(self.connection.execute(select(li).where(of_listing)))
        records: dict[int, dict[int, Any]] = defaultdict(dict)
        meta = select(r.c.id, r.c.listing_id, r.c.listed_on, r.c.listed_basis, r.c.delisted_on)
        for row in self.connection.execute(meta.where(of_record)):
            records[row.listing_id][row.id] = row
        sightings: dict[int, list[tuple[Snapshot, int]]] = defaultdict(list)
        join = p.join(r, p.c.record_id == r.c.id)
        query = select(r.c.listing_id, p.c.snapshot_id, r.c.id).select_from(join).where(of_record)
        for listing_id, snapshot_id, record_id in self.connection.execute(query):
            if snapshot := self.snapshots.get(snapshot_id):
                sightings[listing_id].append((snapshot, record_id))
        events: dict[int, list[Any]] = defaultdict(list)
        for row in self.connection.execute(select(e).where(of_event)):
            if row.snapshot_id in self.snapshots:
                events[row.listing_id].append(row)
        drafts = [
            self._draft(row.id, row.source, row.key, records[row.id], seen, events[row.id])
            for row in listings
            if (seen := sightings.get(row.id))
        ]
        wanted = {i for d in drafts for i in (d.record_id, d.full[1] if d.full else d.record_id)}
        payloads = self._payloads(sorted(wanted))
        return {d.listing_id: self._finish(d, payloads) for d in drafts}

    def _payloads(self, ids: Sequence[int]) -> dict[int, Record]:
        r = tables.record
        found: dict[int, Record] = {}
        for chunk in _chunks(ids):
            query = select(r.c.id, r.c.payload).where(r.c.id.in_(chunk))
            found |= {i: decode_record(p) for i, p in self.connection.execute(query)}
        return found

    def _draft(
        self,
        listing_id: int,
        source: str,
        key: str,
        records: Mapping[int, Any],
        seen: Sequence[tuple[Snapshot, int]],
        events: Sequence[Any],
    ) -> Draft:
        own = sorted(
            ((s, i) for s, i in seen if s.source == source), key=lambda x: (x[0].published, x[0].id)
        )
        traits = self.traits.get(source)
        present = {s.id for s, _ in own}
        observations = [
            Observation(on=s.published, present=s.id in present, basis=f"snapshot {s.published}")
            for s in self._by_source.get(source, ())
            if s.id in present or not s.partial
        ]
        runs = runs_of(own, self._by_source.get(source, ())) or [[i for _, i in seen]]
        stated = stated_of([[records[i] for i in run] for run in runs], events)
        spans = derive_spans(observations, stated, lag_days=traits.lag_days if traits else 14)
        until = [x for x in own if x[0].published <= self.as_of]
        chosen = (until[-1] if until else own[0]) if own else (None, seen[-1][1])
        full = None
        if traits and chosen[0] and chosen[0].format in traits.thin:
            fuller = [x for x in own if x[0].format not in traits.thin]
            full = next((x for x in reversed(fuller) if x[0].published <= self.as_of), None)
            full = full or next(iter(fuller), None)
        return Draft(
            listing_id=listing_id, source=source, key=key, snapshot=chosen[0],
            record_id=chosen[1], spans=spans, events=events, full=full,
        )  # fmt: skip

    def _finish(self, draft: Draft, payloads: Mapping[int, Record]) -> ListingAnswer:
        record = payloads[draft.record_id]
        if draft.full:
            record = complete_thin(record, payloads[draft.full[1]], draft.full[0])
        in_force, certainty = state_of(draft.spans, self.as_of)
        listed = record.listed_on
        if listed is None:
            days = [date.fromisoformat(e.on) for e in draft.events if e.kind == "listed"]
            exact = [s.start.by for s in draft.spans if s.start.exact]
            listed = min(days) if days else (exact[0] if exact else None)
        traits = self.traits.get(draft.source)
        closed = traits.closed_on if traits else None
        if in_force and closed and self.as_of > closed and draft.spans[-1].end is None:
            certainty = "list closed"
        unknown = Authority(code=draft.source, name=draft.source, character="unilateral")
        return ListingAnswer(
            source=draft.source, id=draft.key, record=record, listed_on=listed,
            authority=traits.authority if traits else unknown, spans=draft.spans,
            in_force=in_force, certainty=certainty, snapshot=draft.snapshot, merged_because="",
        )  # fmt: skip


def _chunks(ids: Sequence[Key]) -> Iterable[Sequence[Key]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
