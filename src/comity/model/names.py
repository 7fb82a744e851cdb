"""Names of subjects, as publishers give them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NameKind = Literal["primary", "alias", "former", "maiden", "original-script", "other"]
Quality = Literal["strong", "weak", "unstated"]
PartKind = Literal[
    "given", "family", "father", "grandfather", "middle", "maiden", "nickname", "matronymic",
    "patronymic", "suffix", "title", "tribal", "whole", "other",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePart:
    """One part of a name whose role the publisher states."""

    kind: PartKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One name of a subject.

    Attributes:
        text: The whole name in reading order, whitespace folded, otherwise as published.
        kind: What sort of name the publisher says it is.
        quality: `weak` for a low-quality alias (never decides alone), `strong` when the
            publisher calls it good, `unstated` when the publisher says nothing.
        script: ISO 15924 code of the text, e.g. `Latn`, `Arab`, `Cyrl`, `Hani`.
        language: Language as published (ISO 639), or empty.
        parts: The parts, where the publisher gives their roles.
        note: The publisher's remark on this name.
    """

    text: str
    kind: NameKind = "primary"
    quality: Quality = "unstated"
    script: str = "Latn"
    language: str = ""
    parts: tuple[NamePart, ...] = ()
    note: str = ""
