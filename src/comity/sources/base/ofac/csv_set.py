"""OFAC's csv set: entries, addresses, aliases and the tails of long remarks in four files.

There is no header row, `-0- ` stands for null, and most files end in the byte 0x1A. The list
without its companions is accepted: names and remarks then come from it alone.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from comity.errors import UnreadableFile
from comity.model import (
    Address,
    Country,
    Detail,
    Event,
    Identifier,
    Issue,
    Name,
    NamePart,
    Record,
    Schema,
)
from comity.sources.base.description import Blob, Reading, head
from comity.sources.base.ofac.remarks import read_remarks, target_of
from comity.sources.base.tables import stream_csv
from comity.text import country_code, script_of, squeeze

_WIDTHS = {"main": 12, "add": 6, "alt": 5, "comments": 2}
_FIRST = re.compile(rb'^\d+,"')
_SCHEMAS: dict[str, Schema] = {
    "individual": "Person", "vessel": "Vessel", "aircraft": "Aircraft", "": "Organization",
}  # fmt: skip
_KINDS = {"aka": "alias", "fka": "former", "nka": "alias"}
_DETAILS = ("call-sign", "vessel-type", "tonnage", "gross-tonnage", "flag", "owner")


def role_of(name: str, prefix: str) -> str:
    """Return which file of the set a name is (`main`, `add`, `alt`, `comments`), or empty.

    Args:
        prefix: `sdn` or `cons`.
    """
    stem = name.lower().rpartition(".")[0]
    if prefix == "sdn":
        roles = {"add": "add", "alt": "alt", "sdn_comments": "comments"}
        return roles.get(stem, "main" if re.match(r"sdn(?![a-z])(?!_comm)", stem) else "")
    roles = {"cons_add": "add", "cons_alt": "alt", "cons_comments": "comments"}
    return roles.get(stem, "main" if stem.startswith("cons_prim") else "")


def matches_set(prefix: str) -> Callable[[Sequence[Blob]], bool]:
    """Return a test whether blobs are a csv set of the list with that file prefix."""

    def matches(blobs: Sequence[Blob]) -> bool:
        roles = [role_of(b.name, prefix) for b in blobs]
        if "main" not in roles or "" in roles or len(set(roles)) != len(roles):
            return False
        return len(blobs) > 1 and _starts(blobs[roles.index("main")])

    return matches


def matches_alone(prefix: str) -> Callable[[Sequence[Blob]], bool]:
    """Return a test whether a blob is the main file without its companions.

    Browsers rename what they save ("SDN (1).csv"), so the first row counts where the name says
    nothing of either list.
    """
    other = "cons" if prefix == "sdn" else "sdn"

    def matches(blobs: Sequence[Blob]) -> bool:
        if len(blobs) != 1:
            return False
        (blob,) = blobs
        if role_of(blob.name, prefix) == "main":
            return _starts(blob)
        strange = not role_of(blob.name, prefix) and not role_of(blob.name, other)
        return strange and blob.name.lower().endswith(".csv") and _starts(blob, whole=True)

    return matches


def _starts(blob: Blob, *, whole: bool = False) -> bool:
    """Tell whether a file starts as the main file does; `whole` counts the first row's cells."""
    try:
        start = head(blob, 4096)
    except OSError:
        return False
    if not _FIRST.match(start):
        return False
    row = next(csv.reader([start.partition(b"\n")[0].decode("latin-1")]), [])
    return not whole or (len(row) == _WIDTHS["main"] and "-0-" in start.decode("latin-1"))


def read_set(source: str, prefix: str) -> Callable[[Sequence[Blob]], Reading]:
    """Return the reader of that list's csv set."""

    def read(blobs: Sequence[Blob]) -> Reading:
        files = {role_of(b.name, prefix): b for b in blobs}
        return Reading(published=None, items=_records(source, files))

    return read


def _rows(blob: Blob, role: str) -> Iterator[list[str]]:
    for line, row in stream_csv(blob, encodings=("utf-8-sig", "cp1252"), end_of_file=b"\x1a"):
        if len(row) != _WIDTHS[role]:
            why = f"{len(row)} cells, {_WIDTHS[role]} are needed"
            raise UnreadableFile(blob.name, why, where=f"line {line}", mend="fetch it again")
        yield ["" if c.strip() == "-0-" else squeeze(c) for c in row]


def _grouped(files: dict[str, Blob], role: str) -> dict[str, list[list[str]]]:
    groups: dict[str, list[list[str]]] = defaultdict(list)
    if role in files:
        for row in _rows(files[role], role):
            groups[row[0]].append(row)
    return groups


def _records(source: str, files: dict[str, Blob]) -> Iterator[Record | Event | Issue]:
    if "main" not in files:
        name = next((b.name for b in files.values()), "the set")
        why = "the main file of the set (sdn.csv, cons_prim.csv) is not beside it"
        raise UnreadableFile(name, why, mend="name the folder or all its files")
    companions = {role: _grouped(files, role) for role in ("add", "alt", "comments")}
    seen: dict[str, int] = {}
    for row in _rows(files["main"], "main"):
        key = row[0]
        seen[key] = seen.get(key, 0) + 1
        mine = {role: groups.pop(key, []) for role, groups in companions.items()}
        yield map_entry(source, row, mine, seen[key])
    for role, groups in companions.items():
        for key, rows in groups.items():
            found = " | ".join(filter(None, rows[0][1:]))
            yield Issue(code="orphan-row", place=f"{role} file", found=found, record=key)


def map_entry(
    source: str, row: Sequence[str], mine: dict[str, list[list[str]]], count: int
) -> Record:
    """Return the record of one entry with its companions' rows.

    Args:
        row: The twelve cells of the list, nulls empty.
        mine: Rows of the other files by role.
        count: How often this key has occurred; a second one is marked.
    """
    key, text, kind, programme, title = row[0], row[1], row[2].lower(), row[3], row[4]
    schema = _SCHEMAS.get(kind)
    # Remarks are cut at 1,000 characters in mid-word: the tail is appended without a blank.
    remark = row[11] + "".join(r[1] for r in mine["comments"])
    facts = read_remarks(remark, key)
    issues = list(facts.issues)
    if schema is None:
        issues.append(Issue(code="unknown-type", place=key, found=kind))
    if not text:
        issues.append(Issue(code="missing-name", place=key, found="no name"))
    if count > 1:
        issues.append(Issue(code="duplicate-key", place=key, found=f"entry {count} of this id"))
    names = [name_of(text, schema or "Unknown", "primary")] if text else []
    names += [name_of(r[3], schema or "Unknown", r[2]) for r in mine["alt"] if r[3]]
    tags = tuple(t.strip("[] ") for t in re.split(r"\]\s*\[", programme) if t.strip("[] "))
    call = (Identifier(kind="call-sign", value=row[5], label="Call Sign"),) if row[5] else ()
    return Record(
        source=source, id=key if count == 1 else f"{key}#{count}", schema=schema or "Unknown",
        names=(*names, *facts.names), births=tuple(facts.births),
        birth_places=tuple(facts.birth_places), nationalities=tuple(facts.nationalities),
        citizenships=tuple(facts.citizenships), genders=tuple(facts.genders),
        titles=(title,) if title else (),
        addresses=tuple(a for r in mine["add"] if (a := _address(r))),
        identifiers=(*call, *facts.identifiers), contacts=tuple(facts.contacts),
        links=tuple(facts.links), details=(*_vessel(row), *facts.details), programmes=tags,
        regimes=tuple(f"US {t}" for t in tags),
        targets=tuple(dict.fromkeys(filter(None, map(target_of, tags)))), origin="own",
        secondary_sanctions=tuple(facts.risks), remarks=(remark,) if remark else (),
        unread=not text, issues=tuple(issues),
    )  # fmt: skip


def name_of(text: str, schema: Schema, kind: str) -> Name:
    """Return a name; a person's `LAST, First` in reading order, with its parts."""
    parts: tuple[NamePart, ...] = ()
    if schema == "Person" and ", " in text:
        last, _, first = text.partition(", ")
        parts = (NamePart(kind="given", text=first), NamePart(kind="family", text=last))
        text = f"{first} {last}"
    known = _KINDS.get(kind, "primary" if kind == "primary" else "other")
    quality: Any = "unstated" if kind == "primary" else "strong"
    return Name(
        text=text, kind="former" if known == "former" else "alias" if known == "alias"
        else "primary" if known == "primary" else "other",
        quality=quality, script=script_of(text), parts=parts,
    )  # fmt: skip


def _vessel(row: Sequence[str]) -> Iterator[Detail]:
    for key, value in zip(_DETAILS[1:], row[6:11], strict=True):
        if value:
            yield Detail(key=key, value=value)


def _address(row: Sequence[str]) -> Address | None:
    street, city, country, note = row[2], row[3], row[4], row[5]
    text = ", ".join(filter(None, (street, city, country)))
    if not text and not note:
        return None
    where = Country(text=country, code=country_code(country)) if country else None
    return Address(text=text or note, street=street, city=city, country=where, note=note)
