"""XML 1.1: root `export`, one `sanctionEntity` a listing, everything in attributes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comity.errors import UnreadableFile
from comity.model import Issue
from comity.sources.base import Blob, Reading
from comity.sources.base.xml import (
    Element,
    child,
    children,
    local_name,
    looks_like_xml,
    root_of,
    stream_elements,
    text_at,
    texts_at,
)
from comity.sources.eu_fsf.entity import Act, Entity, Part, PartKind, day_of_file, map_each
from comity.sources.eu_fsf.mapping import map_entity

_ROOT = "export"
_ENTITY = "sanctionEntity"
_PARTS: dict[str, PartKind] = {
    "nameAlias": "name", "citizenship": "citizenship", "birthdate": "birth",
    "address": "address", "identification": "document",
}  # fmt: skip
_OTHERS = ("remark", "additionalInformation", "regulation", "subjectType")
_ATTRIBUTES = (
    "logicalId", "euReferenceNumber", "unitedNationId", "designationDate", "designationDetails",
    "delistingDate",
)  # fmt: skip


def matches_export(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one file of XML 1.1."""
    if len(blobs) != 1 or not looks_like_xml(blobs[0], _ROOT):
        return False
    # Many programs call their root "export"; only this one numbers and dates it so.
    return "generationDate" in root_of(blobs[0])[1]


def read_export(blobs: Sequence[Blob]) -> Reading:
    """Open a file of XML 1.1.

    Raises:
        UnreadableFile: Another root, or no date of generation.
    """
    (blob,) = blobs
    root, attributes = root_of(blob)
    if root != _ROOT:
        hint = "this looks like the older XML" if root == "WHOLE" else ""
        raise UnreadableFile(blob.name, f"root element {root}, not {_ROOT}", mend=hint)
    published = day_of_file(blob.name, attributes.get("generationDate", ""), "root element")
    elements = (entity_of(element) for _, element in stream_elements(blob, _ENTITY))
    return Reading(published=published, items=map_each(elements, map_entity))


def entity_of(element: Element) -> Entity:
    """Return a `sanctionEntity` as an entity; what the schema does not know is kept too."""
    fields = _attributes(element)
    key = fields.get("logicalId", "")
    reference = fields.get("euReferenceNumber", "")
    issues: list[Issue] = []
    if not key:
        key = f"missing-{reference or 'id'}"
        issues.append(Issue(code="missing-key", place=key, found="no logicalId", record=key))
    extra = [(k, v) for k, v in fields.items() if k not in _ATTRIBUTES]
    for item in children(element, "additionalInformation"):
        extra.append((item.get("key", "additional-information"), item.get("value", "")))
    for item in element:
        name = local_name(item)
        if name and name not in _PARTS and name not in _OTHERS:
            issues.append(Issue(code="unknown-element", place=key, found=name, record=key))
            words = [*_attributes(item).values(), *(t.strip() for t in item.itertext())]
            extra.append((name, " ".join(filter(None, words))))
    acts = [_act(item) for item in children(element, "regulation")]
    subject = child(element, "subjectType")
    corrigenda = [_act(item) for item in children(element, "regulation/corrigendum")]
    return Entity(
        key=key, reference=reference,
        subject=subject.get("code", "") if subject is not None else "",
        un_id=fields.get("unitedNationId", ""), designated=fields.get("designationDate", ""),
        designated_basis="designationDate",
        designation_details=fields.get("designationDetails", ""),
        delisted=fields.get("delistingDate", ""), remarks=texts_at(element, "remark"),
        programmes=tuple(dict.fromkeys(a.programme for a in acts if a.programme)),
        acts=(*acts, *corrigenda), parts=tuple(_parts(element)), extra=tuple(extra),
        issues=tuple(issues),
    )  # fmt: skip


def _attributes(element: Element) -> dict[str, str]:
    """Return the attributes that are not empty, by local name."""
    pairs = ((k.rpartition("}")[2], str(v).strip()) for k, v in element.attrib.items())
    return {k: v for k, v in pairs if v}


def _act(element: Element) -> Act:
    fields = _attributes(element)
    return Act(
        title=fields.get("numberTitle", ""), kind=fields.get("regulationType", ""),
        day=fields.get("publicationDate", ""),
        url=fields.get("publicationUrl", "") or text_at(element, "publicationUrl"),
        programme=fields.get("programme", ""), organisation=fields.get("organisationType", ""),
        in_force=fields.get("entryIntoForceDate", ""),
    )  # fmt: skip


def _parts(element: Element) -> Iterator[Part]:
    for item in element:
        if kind := _PARTS.get(local_name(item)):
            summary = child(item, "regulationSummary")
            yield Part(
                kind=kind, fields=_attributes(item), remarks=texts_at(item, "remark"),
                act=_act(summary) if summary is not None else None,
                contacts=tuple(
                    (c.get("key", ""), c.get("value", "").strip())
                    for c in children(item, "contactInfo")
                ),
            )  # fmt: skip
