"""What an answer is made of: listings and subjects on one day, with their evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from comity.model import Authority, Detail, Record
from comity.register.spans import Span
from comity.register.store import Snapshot

Certainty = Literal["certain", "between snapshots", "start unknown", "list closed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTraits:
    """What answering needs to know of a list.

    Attributes:
        authority: Who decides.
        lag_days: How far its file runs behind the legal date.
        thin: Codes of formats that leave out aliases and addresses (sdn.csv without its
            companions): what they leave out is taken from the nearest full snapshot.
        closed_on: Last day of a list that was closed: later, its last state is only the last.
    """

    authority: Authority
    lag_days: int = 14
    thin: frozenset[str] = frozenset()
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingAnswer:
    """One listing on one day, with the evidence.

    Attributes:
        record: What the list said of it (the state nearest the day, not after it if possible).
        spans: When it was in force.
        in_force: The last known state on the day.
        certainty: `certain`, or why it is not.
        snapshot: The snapshot `record` was read from, or None for built-in or user's facts.
        merged_because: Why it is held to be about this subject, empty for the one that names it.
    """

    source: str
    id: str
    authority: Authority
    record: Record
    listed_on: date | None
    spans: tuple[Span, ...]
    in_force: bool
    certainty: Certainty
    snapshot: Snapshot | None
    merged_because: str

    @property
    def autonomous(self) -> bool:
        """True for a unilateral listing that is not only the carrying out of a UN listing."""
        return self.authority.character == "unilateral" and self.record.origin != "un"

    def as_json(self) -> dict[str, Any]:
        """Return the listing as the documented JSON object."""
        return {
            "source": self.source, "id": self.id, "authority": self.authority.name,
            "character": self.authority.character, "regime": "; ".join(self.record.regimes),
            "programmes": list(self.record.programmes), "targets": list(self.record.targets),
            "secondary": bool(self.record.secondary_sanctions),
            "listed_on": self.listed_on.isoformat() if self.listed_on else None,
            "spans": [_span_json(span) for span in self.spans],
            "in_force": self.in_force, "certainty": self.certainty,
            "origin": self.record.origin,
            "references": [f"{r.source}:{r.id}" for r in self.record.references],
            "merged_because": self.merged_because,
            "snapshot": self.snapshot and {
                "sha256": self.snapshot.sha256, "published": self.snapshot.published.isoformat(),
                "known": self.snapshot.known, "format": self.snapshot.format,
            },
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectAnswer:
    """One subject on one day, with all its listings."""

    subject: str
    name: str
    names: tuple[str, ...]
    schema: str
    listings: tuple[ListingAnswer, ...]

    @property
    def collective(self) -> bool:
        """True when a listing of the UN Security Council itself is in force."""
        return any(x.in_force and x.authority.character == "collective" for x in self.listings)

    @property
    def unilateral(self) -> bool:
        """True when an autonomous listing (not one that only carries out the UN's) is in force."""
        return any(x.in_force and x.autonomous for x in self.listings)

    @property
    def implementing(self) -> bool:
        """True when a listing that only carries out a UN listing is in force."""
        return any(x.in_force and x.record.origin == "un" for x in self.listings)

    def as_json(self) -> dict[str, Any]:
        """Return the subject as the documented JSON object."""
        return {
            "subject": self.subject, "name": self.name, "schema": self.schema,
            "names": list(self.names), "listings": [x.as_json() for x in self.listings],
            "collective": self.collective, "unilateral": self.unilateral,
            "implementing": self.implementing,
        }  # fmt: skip


def _span_json(span: Span) -> dict[str, Any]:
    start, end = span.start, span.end
    return {
        "from": start.text, "to": end.text if end else None,
        "from_basis": start.basis, "to_basis": end.basis if end else None,
    }  # fmt: skip


def state_of(spans: Sequence[Span], day: date) -> tuple[bool, Certainty]:
    """Return whether spans are in force on a day, and how sure that is."""
    states = [span.state_on(day) for span in spans]
    if "in" in states:
        return True, "certain"
    if "maybe-in" in states:
        return True, "between snapshots"
    for span, state in zip(spans, states, strict=True):
        if state == "maybe-out":
            return False, "start unknown" if span.start.after is None else "between snapshots"
    return False, "certain"


def complete_thin(record: Record, full: Record, snapshot: Snapshot) -> Record:
    """Return a record of a thin format with what only a full one gives, and where it is from.

    A name that was dropped meanwhile is kept too: an alias too many is a question to a person,
    one too few is a miss.

    Args:
        record: From the thin snapshot; all it says itself stands.
        full: The same listing in the nearest full snapshot.
        snapshot: That full snapshot.
    """
    known = {n.text for n in record.names}
    names = tuple(
        replace(n, kind="alias") if n.kind == "primary" else n
        for n in full.names
        if n.text not in known
    )
    # Remarks are cut at 1,000 characters where their tail is in another file.
    whole, cut = " ".join(full.remarks), " ".join(record.remarks)
    rest = full if len(whole) > len(cut) and whole.startswith(cut) else record
    if not names and rest is record and not full.addresses:
        return record
    told = Detail(key="aliases-and-addresses-from", value=f"snapshot {snapshot.published}")
    return replace(
        record, names=(*record.names, *names), addresses=record.addresses or full.addresses,
        identifiers=rest.identifiers, contacts=rest.contacts, links=rest.links,
        births=rest.births, birth_places=rest.birth_places, remarks=rest.remarks,
        secondary_sanctions=rest.secondary_sanctions, details=(*rest.details, told),
    )  # fmt: skip


def make_subject(subject: str, listings: Sequence[tuple[ListingAnswer, str]]) -> SubjectAnswer:
    """Return a subject of its listings, each with why it is held to be about this subject."""
    answers = tuple(
        x if subject == f"{x.source}:{x.id}" else replace(x, merged_because=why)
        for x, why in sorted(
            listings, key=lambda p: (p[0].authority.character, p[0].source, p[0].id)
        )
    )
    main = next((x for x in answers if f"{x.source}:{x.id}" == subject), answers[0])
    names = tuple(dict.fromkeys(n.text for x in (main, *answers) for n in x.record.names))
    first = next((n.text for n in main.record.names if n.kind == "primary"), "")
    return SubjectAnswer(
        subject=subject, name=first or (names[0] if names else subject), names=names,
        schema=main.record.schema, listings=answers,
    )  # fmt: skip
