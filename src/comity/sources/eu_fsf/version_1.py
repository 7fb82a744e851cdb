"""What XML `WHOLE` and CSV 1.0 share: their fields under the names of XML 1.1.

Both put the kind of a document behind its number, the telephone into "other", and doubt into
the text of a birth date.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from comity.sources.eu_fsf.current_csv import read_contacts
from comity.sources.eu_fsf.entity import Act, Part, PartKind, split_remarks

_DOCUMENT = re.compile(
    r"(?P<number>.*?)\s*\((?P<code>[A-Za-z]+)-(?P<label>[^()]*)\)(?P<rest>.*)", re.DOTALL
)
_VALID_TO = re.compile(r"\(valid to (\d{4}-\d\d-\d\d)\)")
_EXPIRED = re.compile(r"\[known to be expired\]")
_SPAN = re.compile(r"(\d{4})\s*-\s*(\d{4})(\s*\(approximative\))?$")
_YEAR = re.compile(r"(\d{4})(\s*\(approximative\))?$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_LISTED_TWICE = re.compile(r"\bof programme ([A-Z]{2,5})\b")
_NAMES = {
    "lastname": "lastName", "firstname": "firstName", "middlename": "middleName",
    "wholename": "wholeName", "gender": "gender", "title": "title", "function": "function",
    "language": "nameLanguage",
}  # fmt: skip


def part_of(kind: PartKind, old: Mapping[str, str], number: str, act: Act | None) -> Part | None:
    """Return one name, address, … of the older formats, or None when all of it is empty.

    Args:
        old: Fields by their lower-case name (`lastname`, `other`, …), without blanks.
        number: The sub-record's own logical id.
    """
    values = {k: v for k, v in old.items() if v and v != "N/A"}
    if not values:
        return None
    contacts: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    if kind == "name":
        fields = {_NAMES[k]: v for k, v in values.items() if k in _NAMES}
    elif kind == "birth":
        fields = _birth(values.get("date", "")) | {"place": values.get("place", "")}
    elif kind == "document":
        fields, remarks = _document(values.get("number", ""))
    elif kind == "address":
        fields, remarks, contacts = _address(values)
    else:
        fields = {}
    fields |= {"countryDescription": values.get("country", ""), "logicalId": number}
    fields = {k: v for k, v in fields.items() if v}
    return Part(kind=kind, fields=fields, act=act, remarks=remarks, contacts=contacts)


def programmes_in(own: str, remarks: tuple[str, ...]) -> tuple[str, ...]:
    """Return the programme of an entry and those its remark says that it is listed in."""
    said = (
        code for text in remarks if text.startswith("Entity is sanctioned in regime")
        for code in _LISTED_TWICE.findall(text)
    )  # fmt: skip
    return tuple(dict.fromkeys(filter(None, (own, *said))))


def _birth(text: str) -> dict[str, str]:
    if match := _SPAN.match(text):
        found = {"yearRangeFrom": match[1], "yearRangeTo": match[2]}
        return found | ({"circa": "true"} if match[3] else {})
    if match := _YEAR.match(text):
        return {"year": match[1]} | ({"circa": "true"} if match[2] else {})
    return {"birthdate": text} if text else {}


def _document(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    match = _DOCUMENT.match(text)
    if match is None:
        return {"number": text}, ()
    rest = match["rest"]
    until = _VALID_TO.search(rest)
    fields = {
        "number": match["number"].strip(), "identificationTypeCode": match["code"],
        "identificationTypeDescription": match["label"].strip(),
        "validTo": until[1] if until else "",
        "knownExpired": "true" if _EXPIRED.search(rest) else "",
    }  # fmt: skip
    remark = _EXPIRED.sub(" ", _VALID_TO.sub(" ", rest)).strip()
    return fields, split_remarks(remark)


def _address(
    values: Mapping[str, str],
) -> tuple[dict[str, str], tuple[str, ...], tuple[tuple[str, str], ...]]:
    other = list(read_contacts(values.get("other", "")))
    street = " ".join(filter(None, (values.get("number", ""), values.get("street", ""))))
    fields = {
        "street": street, "zipCode": values.get("zipcode", ""), "city": values.get("city", ""),
    }  # fmt: skip
    remark = "\n".join(value for key, value in other if not key)
    return fields, split_remarks(remark), tuple((k, v) for k, v in other if k)
