"""The one who asks "does it bind me?"."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from comity.errors import BadInput, UnknownName, UnreadableFile
from comity.text import country_code

KINDS = ("person", "company", "bank", "vessel owner")


class Party(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who asks, by what jurisdictions may point at. Codes are ISO alpha-2, or `EU`.

    Attributes:
        nationality: Of a person; several for a dual national.
        incorporated: The law a body is set up under. A branch abroad is the same body; a
            subsidiary is a party of its own, with `owners`.
        business: States where business is done, in whole or in part.
        owners: Jurisdictions of those who own or control it.
        currencies: ISO 4217 codes it pays or clears in.
        goods: States its goods come from.
        flag: States whose flag its ships or aircraft fly.
    """

    kind: str = "company"
    name: str = ""
    nationality: tuple[str, ...] = ()
    incorporated: str = ""
    residence: str = ""
    business: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    flag: tuple[str, ...] = ()

    def points_to(self, field: str) -> tuple[str, ...]:
        """Return the codes a field points to."""
        value = getattr(self, field)
        return (value,) if isinstance(value, str) and value else tuple(value)


@cache
def rules() -> dict[str, Any]:
    """Return the rules, profiles and the Charter's table as plain values."""
    import tomllib

    text = files(__package__).joinpath("rules.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def read_party(text: str) -> Party:
    """Return the party of a profile's name, of a TOML or JSON file, or of fields in a line.

    >>> read_party("kind=bank,incorporated=RU,currencies=RUB+USD").currencies
    ('RUB', 'USD')

    Raises:
        UnknownName: None of these, or a field that a party does not have.
        UnreadableFile: Not a party.
        BadInput: A code that is no country, or an unknown kind.
    """
    profiles = rules()["profiles"]
    path = Path(text)
    if text in profiles:
        party = msgspec.convert(profiles[text] | {"name": text}, Party)
    elif "=" in text and not path.exists():
        party = _in_a_line(text)
    elif path.suffix in (".toml", ".json"):
        try:
            data = path.read_bytes()
        except OSError:
            raise UnreadableFile(text, "no such file", mend="check the path") from None
        try:
            decode = msgspec.toml.decode if path.suffix == ".toml" else msgspec.json.decode
            party = decode(data, type=Party)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise UnreadableFile(path.name, f"not a party: {error}") from None
    else:
        raise UnknownName("party", text, (*profiles, "a .toml or .json file", "field=value,…"))
    return _checked(party)


_SINGLE = ("kind", "name", "incorporated", "residence")


def _in_a_line(text: str) -> Party:
    """Return the party of `field=value,field=value`; several values are joined by `+`."""
    found: dict[str, str | tuple[str, ...]] = {}
    for part in text.split(","):
        field, equals, value = (x.strip() for x in part.partition("="))
        if field not in Party.__struct_fields__:
            raise UnknownName("party field", field, Party.__struct_fields__)
        if not equals or not value or field in found:
            raise BadInput(f"party field {part.strip()!r}", mend="field=value, each field once")
        values = tuple(v.strip() for v in value.split("+"))
        if field in _SINGLE and len(values) > 1:
            raise BadInput(f"party {field} {value!r}", mend="one value only")
        found[field] = value if field in _SINGLE else values
    return msgspec.convert({"name": text} | found, Party)


def _checked(party: Party) -> Party:
    if party.kind not in KINDS:
        raise BadInput(f"party kind {party.kind!r}", mend=f"one of {', '.join(KINDS)}")
    fixed: dict[str, Any] = {}
    for field in ("nationality", "incorporated", "residence", "business", "owners", "goods",
                  "flag"):  # fmt: skip
        codes = []
        for given in party.points_to(field):
            code = "EU" if given.upper() == "EU" else country_code(given)
            if not code:
                raise BadInput(f"party {field} {given!r} is no country", mend="write a code, GB")
            codes.append(code)
        is_one = field in ("incorporated", "residence")
        fixed[field] = (codes[0] if codes else "") if is_one else tuple(codes)
    for given in party.currencies:
        if len(given) != 3 or not given.isascii() or not given.isalpha():
            raise BadInput(f"party currencies {given!r} is no currency", mend="write a code, USD")
    fixed["currencies"] = tuple(c.upper() for c in party.currencies)
    if party.kind == "person" and party.incorporated:
        raise BadInput("a person is not incorporated", mend="give nationality or residence")
    if party.kind in ("company", "bank") and party.nationality:
        raise BadInput(f"a {party.kind} has no nationality", mend="give incorporated")
    if not any(fixed[f] for f in ("nationality", "incorporated", "residence")):
        mend = "give nationality, incorporated or residence"
        raise BadInput("a party of no jurisdiction", mend=mend)
    return msgspec.structs.replace(party, **fixed)
