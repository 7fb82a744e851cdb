"""What either format says of one designation, before it is mapped."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Designation:
    """The cells of one designation, each with its values in order, without repeats.

    Attributes:
        key: `UniqueID`.
        one: Field → text, for fields with one value. Names are those of the XML.
        many: Field → values.
        names: (Name1 … Name6, NameType, AliasStrength).
        scripts: (name, script, language) in other scripts.
        addresses: (AddressLine1 … 6, postal code, country).
        births: (town, country).
        papers: (field, number, remark) of passports and national identifiers.
    """

    key: str
    one: dict[str, str] = field(default_factory=dict)
    many: dict[str, list[str]] = field(default_factory=dict)
    names: list[tuple[str, ...]] = field(default_factory=list)
    scripts: list[tuple[str, ...]] = field(default_factory=list)
    addresses: list[tuple[str, ...]] = field(default_factory=list)
    births: list[tuple[str, ...]] = field(default_factory=list)
    papers: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, title: str, text: str) -> None:
        """Keep one more value of a field."""
        values = self.many.setdefault(title, [])
        if text and text not in values:
            values.append(text)
