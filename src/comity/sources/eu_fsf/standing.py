"""On whose decision: programmes, and cross-references to the United Nations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from comity.model import Issue, Origin, Reference
from comity.sources.base import load_vocabulary
from comity.sources.eu_fsf.entity import Entity

_NEW = re.compile(r"([A-Z]{2})\s?([ie])\s?[.\s-]?\s?(\d{1,3})(?!\d)", re.I)
_OLD = re.compile(r"[A-Z]{1,2}(?:\.[A-Z0-9]{1,4}){2,4}")
_LABEL = re.compile(r"\bUN(?:SC)? ref(?:erence)?\b\.?(?: (?:no\.?|number))?\s*:?\s*", re.I)
_ENDED = re.compile(r"UN designation\b.*\bno longer valid", re.I)
_DESIGNATED = re.compile(r"UN designation\b", re.I)


@cache
def _programmes() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = load_vocabulary(__package__)["programmes"]
    return found


def read_reference(text: str) -> str:
    """Return a UN reference in its standard form, or an empty text when it is none.

    >>> read_reference("LYi.28"), read_reference("E.29.I.7"), read_reference("see annex")
    ('LYi.028', 'E.29.I.7', '')
    """
    text = text.strip(" .()")
    if match := _NEW.fullmatch(text):
        return f"{match[1].upper()}{match[2].lower()}.{int(match[3]):03d}"
    return text if _OLD.fullmatch(text) else ""


def find_references(entity: Entity, issues: list[Issue]) -> tuple[Reference, ...]:
    """Return the UN references of the field for them, else of a remark that names itself one."""
    found: dict[str, Reference] = {}
    for text in filter(None, re.split(r"\s*[,;/\n]\s*|\s+and\s+", entity.un_id.strip())):
        if id_ := read_reference(text):
            found.setdefault(id_, Reference(source="un_sc", id=id_, text=text))
        else:
            issues.append(Issue(
                code="unreadable-reference", place=entity.key, found=text, record=entity.key
            ))  # fmt: skip
    if not found:
        # Right behind the label only: other references in the prose are about other people.
        for remark in (entity.designation_details, *entity.remarks):
            if label := _LABEL.search(remark):
                rest = remark[label.end() :]
                match = _NEW.match(rest) or _OLD.match(rest)
                if match and (id_ := read_reference(match[0])):
                    found.setdefault(id_, Reference(source="un_sc", id=id_, text=match[0]))
    return tuple(found.values())


def find_origin(entity: Entity, references: Sequence[Reference], listed_on: date | None) -> Origin:
    """Return on whose decision the entry stands, by its programmes.

    A programme that carries out UN listings and has listings of its own tells nothing by
    itself: then a UN reference or the details of designation decide, or nobody.
    """
    found = {_origin(code, entity, bool(references), listed_on) for code in entity.programmes}
    if found == {"own"} and references:
        return "both"
    if len(found) == 1:
        return found.pop()
    return "both" if found == {"own", "un"} else "unstated"


def _origin(code: str, entity: Entity, referenced: bool, listed_on: date | None) -> Origin:
    programme = _programmes().get(code)
    if programme is None:
        return "unstated"
    stated = programme["origin"]
    if stated == "un":
        return "un"
    if stated == "own":
        return "own"
    if _ENDED.search(entity.designation_details):
        return "own"
    if referenced or _DESIGNATED.search(entity.designation_details):
        return "un"
    since = programme.get("own_since")
    return "un" if since and listed_on and listed_on < since else "unstated"
