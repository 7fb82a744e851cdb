"""CSV 1.1: one row a name, address, birth, document or citizenship; the listing repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from comity.errors import UnreadableFile
from comity.model import Issue
from comity.sources.base import Blob, Reading
from comity.sources.eu_fsf.entity import (
    Act,
    Entity,
    Part,
    PartKind,
    day_of_file,
    map_each,
    split_remarks,
)
from comity.sources.eu_fsf.grouping import Row, distinct, first, read_groups
from comity.sources.eu_fsf.lines import header_of
from comity.sources.eu_fsf.mapping import map_entity

_DATE, _KEY = "fileGenerationDate", "Entity_LogicalId"
_NEEDED = (
    _DATE, _KEY, "Entity_EU_ReferenceNumber", "Entity_SubjectType",
    "Entity_Regulation_Programme", "NameAlias_WholeName",
)  # fmt: skip
_BLOCKS: dict[str, PartKind] = {
    "NameAlias": "name", "Citizenship": "citizenship", "BirthDate": "birth",
    "Address": "address", "Identification": "document",
}  # fmt: skip
_RENAMED = {
    "BirthDate": "birthdate", "Day": "dayOfMonth", "Month": "monthOfYear",
    "IssuedDate": "issueDate", "TypeCode": "identificationTypeCode",
    "TypeDescription": "identificationTypeDescription",
}  # fmt: skip
_CONTACT = re.compile(r"\b([A-Z]{2,})\s*\[([^\]]*)\]")
_LABELLED = re.compile(r"\s*(PHONE|FAX|EMAIL|WEB)\s*[:=]\s*(.+?)\s*$")
_ENTITY_COLUMNS = frozenset((
    "LogicalId", "EU_ReferenceNumber", "UnitedNationId", "DesignationDate",
    "DesignationDetails", "Remark", "SubjectType", "SubjectType_ClassificationCode",
))  # fmt: skip


def matches_current(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one file of CSV 1.1."""
    return len(blobs) == 1 and {_DATE, _KEY} <= set(header_of(blobs[0]))


def read_current(blobs: Sequence[Blob]) -> Reading:
    """Open a file of CSV 1.1.

    Raises:
        UnreadableFile: Not in UTF-8, a column is missing, no rows, or the last row is cut off.
    """
    (blob,) = blobs
    columns = header_of(blob)
    if "Naal_wholename" in columns:
        why = "the columns of CSV 1.0, not of CSV 1.1"
        raise UnreadableFile(blob.name, why, mend="read it as format csv-1.0")
    groups = read_groups(blob, ("utf-8-sig",), _NEEDED, _KEY)
    days = distinct([row for rows in groups.values() for row in rows], _DATE)
    published = day_of_file(blob.name, days[0] if days else "", _DATE)
    issues: list[Issue] = []
    if len(days) > 1:
        issues.append(Issue(code="several-dates", place=_DATE, found=", ".join(days[:5])))
    entities = (entity_of(key, rows) for key, rows in groups.items())
    return Reading(published=published, items=chain(issues, map_each(entities, map_entity)))


def entity_of(key: str, rows: Sequence[Row]) -> Entity:
    """Return all rows of one logical id as an entity."""
    read = [row for row in rows if not row.unread]
    acts = tuple(dict.fromkeys(a for row in read if (a := _act(row.cells, "Entity_Regulation_"))))
    known = {f"Entity_{name}" for name in _ENTITY_COLUMNS}
    extra = [
        (name.removeprefix("Entity_"), value)
        for row in read
        for name, value in row.cells.items()
        if name not in known and name != _DATE and not name.startswith("Entity_Regulation_")
        and name.partition("_")[0] not in _BLOCKS
    ]  # fmt: skip
    return Entity(
        key=key, reference=first(rows, "Entity_EU_ReferenceNumber"),
        subject=first(rows, "Entity_SubjectType")
        or first(rows, "Entity_SubjectType_ClassificationCode"),
        un_id="; ".join(distinct(rows, "Entity_UnitedNationId")),
        designated=first(rows, "Entity_DesignationDate"), designated_basis="designationDate",
        designation_details="; ".join(distinct(rows, "Entity_DesignationDetails")),
        remarks=tuple(r for t in distinct(rows, "Entity_Remark") for r in split_remarks(t)),
        programmes=tuple(dict.fromkeys(a.programme for a in acts if a.programme)), acts=acts,
        parts=tuple(p for row in read for p in _parts(row.cells)),
        extra=(*dict.fromkeys(extra), *(("unread-row", r.unread) for r in rows if r.unread)),
        issues=tuple(r.issue for r in rows if r.issue),
    )  # fmt: skip


def _act(cells: Mapping[str, str], prefix: str) -> Act | None:
    found = {
        name: cells.get(prefix + name, "")
        for name in ("NumberTitle", "Type", "PublicationDate", "PublicationUrl", "Programme",
                     "OrganisationType", "EntryIntoForceDate")
    }  # fmt: skip
    if not any(found.values()):
        return None
    return Act(
        title=found["NumberTitle"], kind=found["Type"], day=found["PublicationDate"],
        url=found["PublicationUrl"], programme=found["Programme"],
        organisation=found["OrganisationType"], in_force=found["EntryIntoForceDate"],
    )  # fmt: skip


def _parts(cells: Mapping[str, str]) -> Iterator[Part]:
    for block, kind in _BLOCKS.items():
        act_prefix = f"{block}_Regulation_"
        fields: dict[str, str] = {}
        for name, value in cells.items():
            if name.startswith(f"{block}_") and not name.startswith(act_prefix):
                plain = name.removeprefix(f"{block}_")
                fields[_RENAMED.get(plain, plain[0].lower() + plain[1:])] = value
        remark, contact = fields.pop("remark", ""), fields.pop("contactInfo", "")
        if fields or remark or contact:
            yield Part(
                kind=kind, fields=fields, act=_act(cells, act_prefix),
                remarks=split_remarks(remark), contacts=tuple(read_contacts(contact)),
            )  # fmt: skip


def read_contacts(text: str) -> Iterator[tuple[str, str]]:
    """Yield (key, value) of a cell such as `PHONE[1]` and `FAX[2]` on two lines.

    What stands outside of such brackets is yielded without a key, so that nothing is lost.
    """
    for key, value in _CONTACT.findall(text):
        if value.strip():
            yield key, value.strip()
    for line in _CONTACT.sub("", text).splitlines():
        if match := _LABELLED.match(line):
            yield match[1], match[2]
        elif plain := line.strip(" ;,"):
            yield "", plain
