"""Names of one entity: all official languages side by side, quality in the remarks."""

from __future__ import annotations

import re
from dataclasses import replace

from comity.model import Detail, Issue, Name, NameKind, NamePart, PartKind, Quality
from comity.sources.eu_fsf.entity import Entity, Part
from comity.text import script_of, squeeze

# The remarks are typed by hand: "low quality alias", "lo quality", "god quality aliias".
_WEAK = re.compile(r"\blow?[- ]+quality", re.I)
_GOOD = re.compile(r"\bgoo?d[- ]+quality", re.I)
# "formerly known as X" stands on the present name and is about another one: it is not here.
_FORMER = re.compile(r"\b(?:former name of|(?:formerly|previously) listed)\b|^former name$", re.I)
_LOST = re.compile(r"\?{2,}")
# Bulgarian and Greek are languages of the Union: their spellings are translations like others.
_TRANSLATED = ("BG", "EL")
_PARTS: tuple[tuple[str, PartKind], ...] = (
    ("firstName", "given"), ("middleName", "middle"), ("lastName", "family"),
)  # fmt: skip


def map_names(entity: Entity, issues: list[Issue]) -> tuple[tuple[Name, ...], tuple[Detail, ...]]:
    """Return the names, the main one first, and what stood in place of a name.

    The main name is the one with the lowest number among those in Latin letters that are
    neither weak nor former; the file has no mark for it.
    """
    found: dict[Name, int] = {}
    lost: list[str] = []
    for part in entity.parts:
        if part.kind != "name":
            continue
        fields = part.fields
        text = squeeze(fields.get("wholeName", "")) or squeeze(
            " ".join(fields.get(name, "") for name, _ in _PARTS)
        )
        if not text:
            continue
        if _LOST.search(text):
            lost.append(text)
            if not any(map(str.isalpha, text)):
                continue
        number = fields.get("logicalId", "")
        order = int(number) if number.isdecimal() else 1 << 62
        name = _name(part, text)
        found[name] = min(order, found.get(name, order))
    if lost:
        issues.append(Issue(
            code="lost-characters", place=entity.key, found="; ".join(lost), record=entity.key
        ))  # fmt: skip
    details = tuple(
        Detail(key="name-as-published", value=text)
        for text in dict.fromkeys(lost)
        if not any(map(str.isalpha, text))
    )
    return _main_first(found), details


def _main_first(found: dict[Name, int]) -> tuple[Name, ...]:
    if not found:
        return ()
    main = min(found, key=lambda n: (
        n.quality == "weak", n.kind == "former", n.script != "Latn", found[n]
    ))  # fmt: skip
    return (replace(main, kind="primary"), *(name for name in found if name != main))


def _name(part: Part, text: str) -> Name:
    fields, note = part.fields, "; ".join(map(squeeze, part.remarks))
    language = fields.get("nameLanguage", "")
    script = script_of(text)
    kind: NameKind = "alias"
    if _FORMER.search(note):
        kind = "former"
    elif script not in ("Latn", "Zyyy") and language not in _TRANSLATED:
        kind = "original-script"
    pairs = ((k, squeeze(fields.get(name, ""))) for name, k in _PARTS)
    if _LOST.search(text):
        note = "; ".join(filter(None, (note, "letters lost in the file")))
    return Name(
        text=text, kind=kind, quality=_quality(fields.get("strong", ""), text, note),
        script=script, language=language.lower(), note=note,
        parts=tuple(NamePart(kind=k, text=t) for k, t in pairs if t),
    )  # fmt: skip


def _quality(strong: str, text: str, note: str) -> Quality:
    # `strong` is true on nearly all names, the weak ones too, and the CSV does not have it:
    # only its denial tells something.
    if _WEAK.search(note) or strong == "false" or _LOST.search(text):
        return "weak"
    return "strong" if _GOOD.search(note) else "unstated"
