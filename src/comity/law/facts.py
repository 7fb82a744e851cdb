"""What the lawbook is made of: acts with their lives, bodies with their members, tags of lists."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

Confidence = Literal["verified", "recalled", "mixed"]
Character = Literal["collective", "unilateral", "implementing", "agreement"]
EventKind = Literal["ended", "suspended", "eased", "reapplied", "continued", "amended", "noted"]
Force = Literal["binding", "call", "authorisation", "exception", "organ or procedure"]


class Paragraph(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One operative paragraph: what it orders, and with what force.

    `binding` when the Council decides; `call` when it calls upon, urges or requests.
    """

    number: str
    kind: str
    what: str
    force: str
    sources: tuple[str, ...] = ()
    confidence: Confidence = "recalled"


class ActEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something that happened to an act on a day.

    `eased`: a part of its measures was lifted, and the act itself stayed in force.

    Attributes:
        contested: Id of the contest when states differ on whether it has effect.
    """

    on: date
    kind: EventKind
    by: str = ""
    text: str = ""
    note: str = ""
    contested: str = ""
    sources: tuple[str, ...] = ()
    confidence: Confidence = "recalled"


class Instrument(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A legal act, or a regime as the sum of its acts, with its life.

    Attributes:
        kind: `act`, `regime`, `designation`, `positions`, …
        in_force_from: First day of effect; None when the facts give none.
        last_read_to: Last day the measures were read to run to, when they need renewal. A later
            day shows "last read to", never "ended".
        implements_un: The act also or only carries out decisions of the Security Council.
        recalled: Which of its fields come from general knowledge only.
    """

    id: str
    kind: str
    number: str = ""
    authority: str = ""
    character: Character = "unilateral"
    title: str = ""
    implements_un: bool = False
    regime: str = ""
    targets: tuple[str, ...] = ()
    adopted: date | None = None
    in_force_from: date | None = None
    start_confidence: Confidence = "recalled"
    what: str = ""
    legal_basis: str = ""
    vote: str = ""
    against: tuple[str, ...] = ()
    abstained: tuple[str, ...] = ()
    published: str = ""
    obliges: str = ""
    measures: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    events: tuple[ActEvent, ...] = ()
    last_read_to: date | None = None
    last_read_note: str = ""
    established_by: str = ""
    last_renewal: str = ""
    designated: tuple[str, ...] = ()
    recalled: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: Confidence = "recalled"
    confidence_note: str = ""


class Position(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What one side holds of a contested event: that it has effect, or has none."""

    viewpoint: str
    holds: bool
    on: date
    text: str
    sources: tuple[str, ...] = ()
    confidence: Confidence = "recalled"


class Contest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A dispute on whether events had effect, with each side's position."""

    id: str
    title: str
    on: date
    positions: tuple[Position, ...]
    note: str = ""


class Authority(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who makes acts, and whether for all or for itself."""

    id: str
    name: str
    character: Character
    kind: str = ""
    acts: str = ""
    sources: tuple[str, ...] = ()
    confidence: Confidence = "recalled"


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A membership; both days belong to it. No end: still a member."""

    member: str
    start: date | None = None
    end: date | None = None
    role: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    confidence: Confidence = "recalled"


class MemberCount(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How many members a body had from a day on."""

    on: date
    count: int
    sources: tuple[str, ...] = ()
    confidence: Confidence = "recalled"


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A body of states.

    Attributes:
        complete: Every member is recorded one by one.
        complete_from: The first day from which they are; None where on every day.
        outside: States recorded as no members.
    """

    id: str
    name: str
    members: tuple[Member, ...]
    complete: bool = True
    complete_from: date | None = None
    outside: tuple[Member, ...] = ()
    counts: tuple[MemberCount, ...] = ()
    note: str = ""


class Basis(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How far an act stands behind a tag: by which of its provisions, and on which days.

    Attributes:
        article: The provisions that a listing under the tag rests on.
        since: First day it stands behind the tag; None for the act's own first day.
        until: First day it no longer does; None for the act's own end.
    """

    instrument: str
    article: str = ""
    since: date | None = None
    until: date | None = None
    sources: tuple[str, ...] = ()
    confidence: Confidence = "recalled"

    def holds_on(self, day: date) -> bool:
        """Tell whether the act stands behind the tag on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


class Tag(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a list's own word for a programme stands for.

    Attributes:
        sources_of: Codes of the lists that use it.
        values: The words, as published.
        acts: Acts that are not instruments of the lawbook, by their titles.
        bases: Provisions and days of those instruments that do not stand behind the tag as a
            whole and always.
    """

    sources_of: tuple[str, ...]
    values: tuple[str, ...]
    regime: str = ""
    instruments: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    bases: tuple[Basis, ...] = ()
    implements_un: bool = False
    note: str = ""
    sources: tuple[str, ...] = ()
    confidence: Confidence = "recalled"


class Overlay(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A user's own acts and tags, in the same schema."""

    authorities: tuple[Authority, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    tags: tuple[Tag, ...] = ()
