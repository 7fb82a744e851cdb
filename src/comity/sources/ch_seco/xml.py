"""The XML: programmes, targets with their whole history, and places that addresses refer to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from comity.errors import UnreadableFile
from comity.model import Country, Event, Issue, Place, Record
from comity.sources.base import Blob, Reading
from comity.sources.base.keys import mark_repeats
from comity.sources.base.xml import (
    Element,
    child,
    children,
    looks_like_xml,
    root_of,
    stream_elements,
    text_at,
)
from comity.text import country_code, squeeze

_ROOT = "swiss-sanctions-list"


@dataclass(slots=True)
class Programme:
    """One ordinance: its key, its English name, its sets, and where its listings come from."""

    key: str = ""
    name: str = ""
    origin: str = ""
    sets: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Tables:
    """What targets refer to: programmes by the number of a set, and places by their number."""

    programmes: dict[str, Programme] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)


def matches_xml(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one file of the list."""
    return len(blobs) == 1 and looks_like_xml(blobs[0], _ROOT)


def read_xml(blobs: Sequence[Blob]) -> Reading:
    """Open the file; an amendment is an extract.

    Raises:
        UnreadableFile: Another root, or no date.
    """
    (blob,) = blobs
    root, attributes = root_of(blob)
    if root != _ROOT:
        raise UnreadableFile(blob.name, f"root element {root}, not {_ROOT}")
    try:
        published = date.fromisoformat(attributes.get("date", "")[:10])
    except ValueError:
        why = "no readable date in the root element"
        raise UnreadableFile(blob.name, why, mend="fetch it again") from None
    partial = attributes.get("list-type", "") != "whole-list"
    return Reading(published=published, partial=partial, items=mark_repeats(_records(blob)))


def _records(blob: Blob) -> Iterator[Record | Event | Issue]:
    from comity.sources.ch_seco.mapping import map_target

    tables = read_tables(blob)
    # Only targets right below the root: older states are nested in the history of a target.
    for _, element in stream_elements(blob, "target"):
        yield map_target(element, tables)


def read_tables(blob: Blob) -> Tables:
    """Return programmes and places; places stand at the end, so the file is read twice."""
    tables = Tables()
    for path, element in stream_elements(blob, "sanctions-program", "place"):
        if path == "place":
            tables.places[element.get("ssid", "")] = _place(element)
        else:
            _programme(element, tables)
    return tables


def _programme(element: Element, tables: Tables) -> None:
    found = Programme(
        key=_english(element, "program-key"), name=_english(element, "program-name"),
        origin=squeeze(text_at(element, "origin")),
    )  # fmt: skip
    for item in children(element, "sanctions-set"):
        number = item.get("ssid", "")
        programme = tables.programmes.setdefault(number, found)
        if item.get("lang") == "eng" or number not in programme.sets:
            programme.sets[number] = squeeze(item.text or "")


def _english(element: Element, name: str) -> str:
    items = list(children(element, name))
    chosen = next((i for i in items if i.get("lang") == "eng"), items[0] if items else None)
    return squeeze(chosen.text or "") if chosen is not None else ""


def _place(element: Element) -> Place:
    city, region = squeeze(text_at(element, "location")), squeeze(text_at(element, "area"))
    state = child(element, "country")
    country = None
    if state is not None:
        text = squeeze(state.text or "") or state.get("iso-code", "")
        country = Country(text=text, code=country_code(state.get("iso-code", "") or text))
    text = ", ".join(filter(None, (city, region, country.text if country else "")))
    return Place(text=text, city=city, region=region, country=country)


def read_day(text: str) -> date | None:
    """Return an ISO day, or None."""
    with suppress(ValueError):
        return date.fromisoformat(text[:10])
    return None
