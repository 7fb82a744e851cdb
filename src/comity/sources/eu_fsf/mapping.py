"""One entity, of whichever format, to one record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from typing import Any

from comity.model import (
    Detail,
    Identifier,
    Issue,
    LegalReference,
    Record,
    Schema,
)
from comity.sources.base import load_vocabulary
from comity.sources.eu_fsf.entity import Act, Entity
from comity.sources.eu_fsf.facts import (
    is_ship_number,
    leftover_details,
    map_addresses,
    map_births,
    map_citizenships,
    map_contacts,
    map_documents,
    map_genders,
)
from comity.sources.eu_fsf.names import map_names
from comity.sources.eu_fsf.standing import find_origin, find_references
from comity.text import squeeze

_SCHEMAS: dict[str, Schema] = {
    "person": "Person", "p": "Person", "enterprise": "Organization", "e": "Organization",
}  # fmt: skip


@cache
def _vocabulary() -> dict[str, Any]:
    return load_vocabulary(__package__)


def map_entity(entity: Entity) -> Record:
    """Return the record of one listing; without a name it is unread, and kept."""
    issues = list(entity.issues)
    names, nameless = map_names(entity, issues)
    if not names:
        issues.append(_issue("missing-name", entity.key, "no name"))
    documents = map_documents(entity, issues)
    births, birth_places, more = map_births(entity, issues)
    regimes = _regimes(entity, issues)
    references = find_references(entity, issues)
    listed_on, basis = _listed(entity, issues)
    schema = _schema(entity, documents, issues)
    return Record(
        source="eu_fsf", id=entity.key, schema=schema, names=names,
        births=births, birth_places=birth_places, citizenships=map_citizenships(entity, issues),
        genders=map_genders(entity, issues), titles=_values(entity, "title"),
        positions=_values(entity, "function"), addresses=map_addresses(entity, issues),
        identifiers=documents, contacts=map_contacts(entity, issues),
        details=(*nameless, *more, *leftover_details(entity), *_details(entity, schema)),
        other_ids=(entity.reference,) if entity.reference else (),
        programmes=entity.programmes, regimes=tuple(r["name"] for r in regimes),
        targets=tuple(dict.fromkeys(t for r in regimes for t in r["targets"])),
        measures=("asset freeze",), legal=_legal(entity),
        origin=find_origin(entity, references, listed_on), references=references,
        listed_on=listed_on, listed_basis=basis, amended_on=_amended(entity, listed_on),
        delisted_on=_day(entity.delisted), remarks=tuple(map(squeeze, entity.remarks)),
        unread=not names, issues=tuple(issues),
    )  # fmt: skip


def _issue(code: str, key: str, found: str) -> Issue:
    return Issue(code=code, place=key, found=found, record=key)


def _schema(entity: Entity, documents: Iterable[Identifier], issues: list[Issue]) -> Schema:
    schema = _SCHEMAS.get(entity.subject.casefold())
    if schema is None:
        issues.append(_issue("unknown-type", entity.key, entity.subject))
        return "Unknown"
    # Ships are listed as "enterprise", and a few as "person". An IMO number with a ship's
    # check digit as the only document says that it is one; firms bear other numbers too.
    found = list(documents)
    if found and all(d.kind == "imo" and is_ship_number(d.value) for d in found):
        people = any(p.kind in ("birth", "citizenship") for p in entity.parts)
        return schema if people else "Vessel"
    return schema


def _values(entity: Entity, name: str) -> tuple[str, ...]:
    texts = (squeeze(p.fields.get(name, "")) for p in entity.parts if p.kind == "name")
    return tuple(dict.fromkeys(filter(None, texts)))


def _regimes(entity: Entity, issues: list[Issue]) -> list[dict[str, Any]]:
    known = _vocabulary()["programmes"]
    if not entity.programmes:
        issues.append(_issue("unknown-regime", entity.key, "no programme"))
    for code in entity.programmes:
        if code not in known:
            issues.append(_issue("unknown-regime", entity.key, code))
    return [known[code] for code in entity.programmes if code in known]


def _acts(entity: Entity) -> list[Act]:
    return [*entity.acts, *(p.act for p in entity.parts if p.act)]


def _legal(entity: Entity) -> tuple[LegalReference, ...]:
    found: dict[tuple[str, str], LegalReference] = {}
    for act in _acts(entity):
        if act.title:
            found.setdefault((act.title, act.day), LegalReference(
                title=act.title, date=_day(act.day), url=act.url
            ))  # fmt: skip
    return tuple(found.values())


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text[:10])
    return None


def _listed(entity: Entity, issues: list[Issue]) -> tuple[date | None, str]:
    """Return the earlier of the date of designation and the oldest act that brought a part.

    The date of designation is often missing, or that of a later renewal (Iran, 2023). The act
    of the entry itself is the latest to amend it, so it counts only when nothing else does.
    """
    designated = _day(entity.designated)
    for text in (entity.designated, entity.delisted):
        if text and _day(text) is None:
            issues.append(_issue("unreadable-date", entity.key, text))
    days = [d for p in entity.parts if p.act and (d := _day(p.act.day))]
    days = days or [d for act in entity.acts if (d := _day(act.day))]
    oldest = min(days, default=None)
    if designated and (oldest is None or designated <= oldest):
        return designated, entity.designated_basis
    return oldest, "earliest act in the file" if oldest else ""


def _amended(entity: Entity, listed_on: date | None) -> tuple[date, ...]:
    days = {d for act in _acts(entity) if (d := _day(act.day))}
    return tuple(sorted(days - {listed_on}))


def _details(entity: Entity, schema: Schema) -> tuple[Detail, ...]:
    found = [
        ("designation-date", entity.designated),
        ("designation-details", squeeze(entity.designation_details)),
        ("united-nation-id", entity.un_id), ("delisting-date", entity.delisted),
    ]  # fmt: skip
    if schema in ("Vessel", "Unknown"):
        found.append(("subject-type", entity.subject))
    for act in entity.acts:
        said = (("regulation-type", act.kind), ("organisation-type", act.organisation),
                ("entry-into-force", act.in_force))  # fmt: skip
        found += [(name, f"{act.title}: {value}") for name, value in said if value]
    found += [("act", text) for text in _provenance(entity)]
    found += entity.extra
    return tuple(Detail(key=k, value=v) for k, v in found if v)


def _provenance(entity: Entity) -> Sequence[str]:
    """Return which act brought which parts, by their numbers: one text an act."""
    by_act: dict[str, dict[str, list[str]]] = {}
    for part in entity.parts:
        act = part.act or Act(title="no act")
        text = ", ".join(filter(None, (f"{act.kind} {act.title}".strip(), act.day)))
        if act.in_force:
            text += f", in force {act.in_force}"
        if act.organisation:
            text += f", {act.organisation}"
        if act.programme and act.programme not in entity.programmes[:1]:
            text += f", {act.programme}"
        numbers = by_act.setdefault(text, {}).setdefault(part.kind, [])
        numbers.append(part.fields.get("logicalId", "?"))
    return [
        f"{act}: " + "; ".join(f"{kind} {', '.join(n)}" for kind, n in kinds.items())
        for act, kinds in by_act.items()
    ]
