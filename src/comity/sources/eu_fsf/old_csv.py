r"""CSV 1.0: one row a name, address, birth, document or citizenship, 59 columns.

"Leba" is the legal basis, "Naal" a name alias. The archived file of 2018 has each line wrapped
in quotes, Latin-1 letters, and `\n` and tabs for line breaks and semicolons within a cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comity.errors import UnreadableFile
from comity.sources.base import Blob, Reading
from comity.sources.eu_fsf.entity import (
    Act,
    Entity,
    Part,
    PartKind,
    day_of_file,
    designation_in,
    map_each,
    split_remarks,
)
from comity.sources.eu_fsf.grouping import Row, distinct, first, read_groups
from comity.sources.eu_fsf.lines import header_of
from comity.sources.eu_fsf.mapping import map_entity
from comity.sources.eu_fsf.version_1 import part_of, programmes_in

_DATE, _KEY = "Date_file", "Entity_logical_id"
_NEEDED = (_DATE, _KEY, "Subject_type", "Programme", "Naal_wholename", "EU_ref_num")
_BLOCKS: dict[str, tuple[PartKind, tuple[str, ...]]] = {
    "Naal": ("name", ("lastname", "firstname", "middlename", "wholename", "gender", "title",
                      "function", "language")),
    "Addr": ("address", ("number", "street", "zipcode", "city", "country", "other")),
    "Birt": ("birth", ("date", "place", "country")),
    "Iden": ("document", ("number", "country")),
    "Citi": ("citizenship", ("country",)),
}  # fmt: skip


def matches_old(blobs: Sequence[Blob]) -> bool:
    """Tell whether the blobs are one file of CSV 1.0."""
    return len(blobs) == 1 and {_KEY, "Naal_wholename"} <= set(header_of(blobs[0]))


def read_old(blobs: Sequence[Blob]) -> Reading:
    """Open a file of CSV 1.0.

    Raises:
        UnreadableFile: In none of the known encodings, a column is missing, no rows, or the
            last row is cut off.
    """
    (blob,) = blobs
    if "Entity_LogicalId" in header_of(blob):
        why = "the columns of CSV 1.1, not of CSV 1.0"
        raise UnreadableFile(blob.name, why, mend="read it as format csv-1.1")
    groups = read_groups(blob, ("utf-8-sig", "cp1252"), _NEEDED, _KEY)
    days = distinct([row for rows in groups.values() for row in rows], _DATE)
    published = day_of_file(blob.name, days[0] if days else "", _DATE)
    entities = (entity_of(key, rows) for key, rows in groups.items())
    return Reading(published=published, items=map_each(entities, map_entity))


def entity_of(key: str, rows: Sequence[Row]) -> Entity:
    """Return all rows of one logical id as an entity."""
    remarks = tuple(
        dict.fromkeys(r for t in distinct(rows, "Entity_remark") for r in split_remarks(_mend(t)))
    )
    acts = tuple(dict.fromkeys(a for row in rows if (a := _act(row.cells, "Leba_", "Programme"))))
    return Entity(
        key=key, reference=first(rows, "EU_ref_num"), subject=first(rows, "Subject_type"),
        designated=designation_in(remarks), designated_basis="remark, date of designation",
        remarks=remarks, acts=acts,
        programmes=tuple(dict.fromkeys(
            code for own in distinct(rows, "Programme") for code in programmes_in(own, remarks)
        )),
        parts=tuple(p for row in rows for p in _parts(row.cells)),
        extra=tuple(("unread-row", row.unread) for row in rows if row.unread),
        issues=tuple(row.issue for row in rows if row.issue),
    )  # fmt: skip


def _mend(text: str) -> str:
    return text.replace("\\n", "\n").replace("\t ", "; ").replace("\t", "; ")


def _act(cells: Mapping[str, str], prefix: str, programme: str) -> Act | None:
    title = cells.get(f"{prefix}numtitle", "")
    day, url = cells.get(f"{prefix}publication_date", ""), cells.get(f"{prefix}url", "")
    if not (title or day or url):
        return None
    return Act(title=title, day=day, url=url, programme=cells.get(programme, ""))


def _parts(cells: Mapping[str, str]) -> list[Part]:
    found = []
    for block, (kind, names) in _BLOCKS.items():
        old = {name: _mend(cells.get(f"{block}_{name}", "")) for name in names}
        act = _act(cells, f"{block}_leba_", f"{block}_programme")
        if part := part_of(kind, old, cells.get(f"{block}_logical_id", ""), act):
            found.append(part)
    return found
