"""Customer files in the forms people have them: CSV, XLSX, JSON lines, Parquet."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from comity.errors import BadInput, UnreadableFile
from comity.model import read_date
from comity.sources.base import FileBlob
from comity.sources.base.tables import read_workbook, stream_csv
from comity.text import country_code

FIELDS = ("name", "id", "schema", "birth_date", "country", "identifiers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """One customer to be screened; `identifiers` are separated by `;` in the file."""

    name: str
    id: str = ""
    schema: str = ""
    birth_date: str = ""
    country: str = ""
    identifiers: tuple[str, ...] = ()


SCHEMAS = {
    "person": "Person", "individual": "Person", "natural person": "Person", "human": "Person",
    "organization": "Organization", "organisation": "Organization", "company": "Organization",
    "entity": "Organization", "business": "Organization", "corporate": "Organization",
    "corporation": "Organization", "firm": "Organization", "enterprise": "Organization",
    "legal person": "Organization", "public body": "Organization", "bank": "Organization",
    "vessel": "Vessel", "ship": "Vessel", "aircraft": "Aircraft", "airplane": "Aircraft",
    "wallet": "Wallet", "crypto wallet": "Wallet", "legal entity": "LegalEntity",
    "thing": "", "unknown": "", "": "",
}  # fmt: skip
"""What customer files call a sort of subject → the sort it is compared as. FollowTheMoney's and
the publishers' own words; a legal entity may be a person or an organisation."""


def read_schema(text: str) -> str | None:
    """Return the sort a customer file's word stands for; None when it is not understood.

    >>> read_schema("Individual"), read_schema("LegalEntity"), read_schema("Alien")
    ('Person', 'LegalEntity', None)
    """
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]+", " ", text).casefold().split()
    return SCHEMAS.get(" ".join(words))


def not_understood(customer: Customer) -> list[str]:
    """Return the fields of a customer whose values say nothing, so that they count for nothing."""
    found = []
    if read_schema(customer.schema) is None:
        found.append("schema")
    if customer.birth_date and read_date(customer.birth_date) is None:
        found.append("birth_date")
    countries = [c for c in re.split(r"[;,]", customer.country) if c.strip()]
    if countries and not all(country_code(c.strip()) for c in countries):
        # "Korea, North" and "Congo, The Democratic Republic of the" have a comma of their own.
        found += [] if country_code(customer.country) else ["country"]
    return found


def read_customers(path: Path, columns: Mapping[str, str]) -> Iterator[Customer]:
    """Yield the customers of a file, in its order.

    Args:
        path: `.csv`, `.xlsx`, `.jsonl`/`.ndjson` or `.parquet`.
        columns: Field of ours → column of the file, where they are named otherwise.

    Raises:
        BadInput: An unknown field in `columns`, or an unknown kind of file.
        UnreadableFile: No `name` column, or the file cannot be read.
    """
    if unknown := [field for field in columns if field not in FIELDS]:
        raise BadInput(f"unknown field {unknown[0]!r}", mend=f"fields: {', '.join(FIELDS)}")
    if not path.is_file():
        raise UnreadableFile(str(path), "no such file", mend="check the path")
    readers = {
        ".csv": _rows_of_csv, ".xlsx": _rows_of_workbook, ".jsonl": _rows_of_json,
        ".ndjson": _rows_of_json, ".parquet": _rows_of_parquet,
    }  # fmt: skip
    reader = readers.get(path.suffix.lower())
    if reader is None:
        mend = f"give one of {', '.join(readers)}"
        raise BadInput(f"{path.name}: unknown kind of file {path.suffix!r}", mend=mend)
    names = {field: columns.get(field, field) for field in FIELDS}
    for row in reader(path, names["name"]):
        yield _customer(row, names)


def _customer(row: Mapping[str, Any], names: Mapping[str, str]) -> Customer:
    cell = {field: _text(row.get(column)) for field, column in names.items()}
    values = tuple(v.strip() for v in cell.pop("identifiers").split(";") if v.strip())
    return Customer(identifiers=values, **cell)


def _text(value: Any) -> str:  # noqa: ANN401 - a cell of any kind
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ";".join(map(_text, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _need(path: Path, columns: Iterable[str], name: str) -> None:
    found = list(columns)
    if name not in found:
        mend = f"found {', '.join(found) or 'none'}: map one with --column name=COLUMN"
        raise UnreadableFile(path.name, f"no column {name!r}", mend=mend)


def _rows_of_csv(path: Path, name: str) -> Iterator[Mapping[str, Any]]:
    # Spreadsheets save CSV with the separator of their country. Other encodings are refused: a
    # Cyrillic name read as western letters would be screened as another name, and missed.
    delimiter, encoding = _dialect(path)
    rows = stream_csv(
        FileBlob(path), delimiter=delimiter, encodings=(encoding,), mend="save it as CSV in UTF-8"
    )
    _, header = next(rows, (0, []))
    header = [h.strip() for h in header]
    _need(path, header, name)
    for number, row in rows:
        if len(row) > len(header):
            why = f"{len(row)} cells, the header has {len(header)}"
            raise UnreadableFile(path.name, why, where=f"line {number}", mend="quote the comma")
        yield dict(zip(header, row, strict=False))


def _dialect(path: Path) -> tuple[str, str]:
    with path.open("rb") as stream:
        start = stream.read(65_536)
    encoding = "utf-16" if start.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    line = start.decode(encoding, "replace").partition("\n")[0]
    return max(",;\t", key=line.count), encoding


def _rows_of_workbook(path: Path, name: str) -> Iterator[Mapping[str, Any]]:
    sheets = read_workbook(FileBlob(path))
    rows = next((s for s in sheets.values() if s), [])
    header = [str(c).strip() for c in rows[0]] if rows else []
    _need(path, header, name)
    for row in rows[1:]:
        if any(c != "" for c in row):
            yield dict(zip(header, row, strict=False))


def _rows_of_json(path: Path, name: str) -> Iterator[Mapping[str, Any]]:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError:
                why = "not a JSON object"
                raise UnreadableFile(path.name, why, where=f"line {number}") from None
            if not isinstance(row, dict) or name not in row:
                why = f"no {name!r} in this object"
                raise UnreadableFile(path.name, why, where=f"line {number}")
            yield row


def _rows_of_parquet(path: Path, name: str) -> Iterator[Mapping[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            _need(path, file.schema_arrow.names, name)
            for batch in file.iter_batches(10_000):
                yield from batch.to_pylist()
    except pa.ArrowException as error:
        why = f"not a readable Parquet file: {str(error).splitlines()[0]}"
        raise UnreadableFile(path.name, why) from None
