"""The XML before version 1.1: root `WHOLE`, one `ENTITY` a listing."""

from __future__ import annotations

from collections.abc import Sequence

from comity.errors import UnreadableFile
from comity.model import Issue
from comity.sources.base import Blob, Reading
from comity.sources.base.xml import (
    Element,
    local_name,
    looks_like_xml,
    root_of,
    stream_elements,
)
from comity.sources.eu_fsf.entity import (
    Act,
    Entity,
    PartKind,
    day_of_file,
    designation_in,
    map_each,
    split_remarks,
)
from comity.sources.eu_fsf.mapping import map_entity
from comity.sources.eu_fsf.version_1 import part_of, programmes_in

_ROOT = "WHOLE"
_PARTS: dict[str, PartKind] = {
    "NAME": "name", "CITIZEN": "citizenship", "BIRTH": "birth", "ADDRESS": "address",
    "PASSPORT": "document",
}  # fmt: skip
_ATTRIBUTES = ("Id", "Type", "legal_basis", "reg_date", "pdf_link", "programme", "remark")


def matches_whole(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one file of the old XML."""
    return len(blobs) == 1 and looks_like_xml(blobs[0], _ROOT)


def read_whole(blobs: Sequence[Blob]) -> Reading:
    """Open a file of the old XML.

    Raises:
        UnreadableFile: Another root, or no date.
    """
    (blob,) = blobs
    root, attributes = root_of(blob)
    if root != _ROOT:
        hint = "this looks like XML 1.1" if root == "export" else ""
        raise UnreadableFile(blob.name, f"root element {root}, not {_ROOT}", mend=hint)
    published = day_of_file(blob.name, attributes.get("Date", ""), "root element")
    entities = (entity_of(element) for _, element in stream_elements(blob, "ENTITY"))
    return Reading(published=published, items=map_each(entities, map_entity))


def entity_of(element: Element) -> Entity:
    """Return an `ENTITY` as an entity; what the format does not know is kept too."""
    key = element.get("Id", "").strip()
    issues: list[Issue] = []
    if not key:
        key = "missing-id"
        issues.append(Issue(code="missing-key", place=key, found="no Id", record=key))
    remarks = _remarks(element.get("remark", ""))
    act = _act(element)
    extra = [(k, v) for k, v in element.attrib.items() if k not in _ATTRIBUTES and v.strip()]
    parts = []
    for item in element:
        name = local_name(item)
        if kind := _PARTS.get(name):
            old = {local_name(x).lower(): (x.text or "").strip() for x in item}
            if part := part_of(kind, old, item.get("Id", ""), _act(item)):
                parts.append(part)
        elif name:
            issues.append(Issue(code="unknown-element", place=key, found=name, record=key))
            extra.append((name, " ".join(t.strip() for t in item.itertext())))
    return Entity(
        key=key, subject=element.get("Type", "").strip(), designated=designation_in(remarks),
        designated_basis="remark, date of designation", remarks=remarks,
        programmes=programmes_in(act.programme if act else "", remarks),
        acts=(act,) if act else (), parts=tuple(parts), extra=tuple(extra), issues=tuple(issues),
    )  # fmt: skip


def _remarks(text: str) -> tuple[str, ...]:
    # XML turns line breaks in an attribute into blanks: ") (" divides two remarks.
    return split_remarks(text.replace(") (", ")\n("))


def _act(element: Element) -> Act | None:
    title, day = element.get("legal_basis", "").strip(), element.get("reg_date", "").strip()
    if not (title or day):
        return None
    return Act(
        title=title, day=day, url=element.get("pdf_link", "").strip(),
        programme=element.get("programme", "").strip(),
    )  # fmt: skip
