"""From a list's own programme tags to regimes and the acts behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from comity.law.book import Lawbook, fold_tag
from comity.law.facts import Basis, Tag

# Behind a list's own code stand the tags of OFAC, and the names of the lists collected.
_COLLECTED = frozenset(("EL", "DPL", "UVL", "MEU", "DTC", "ISN", "SDN", "SSI", "PLC", "CMIC", "CAP",
                        "MBS", "FSE", "NS-MBS List"))  # fmt: skip


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ORDER = re.compile(r"E\.O\. (\d{5})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a listing's tags stand for.

    Attributes:
        unmapped: Tags that the lawbook does not know.
    """

    tags: tuple[Tag, ...]
    unmapped: tuple[str, ...]

    @property
    def instruments(self) -> tuple[str, ...]:
        """Ids of the instruments, each once."""
        return tuple(dict.fromkeys(i for t in self.tags for i in t.instruments))

    @property
    def bases(self) -> dict[str, Basis]:
        """What is said of single instruments: by which provisions they stand behind the tags."""
        return {b.instrument: b for t in self.tags for b in t.bases}

    def instruments_on(self, day: date) -> tuple[str, ...]:
        """Ids of the instruments that stand behind the tags on a day, each once."""
        found: dict[str, None] = {}
        for tag in self.tags:
            bases = {b.instrument: b for b in tag.bases}
            for id_ in tag.instruments:
                if id_ not in bases or bases[id_].holds_on(day):
                    found[id_] = None
        return tuple(found)

    def acts_on(self, day: date) -> tuple[str, ...]:
        """Titles of acts without a record of their own, but for those of later years."""
        return tuple(dict.fromkeys(a for t in self.tags for a in t.acts if made_by(a, day)))

    @property
    def regimes(self) -> tuple[str, ...]:
        """Regimes, each once."""
        return tuple(dict.fromkeys(t.regime for t in self.tags if t.regime))


def made_by(act: str, day: date) -> bool:
    """Tell whether an act may have been made by a day, by the first year its title names.

    >>> made_by("Charter of the United Nations (Sanctions - Iran) Regulations 2025",
    ...         date(2009, 5, 8))
    False
    >>> made_by("31 CFR 544", date(2009, 5, 8))
    True
    """
    years = _YEAR.findall(act)
    return not years or int(years[0]) <= day.year


def resolve_tags(book: Lawbook, source: str, tags: Sequence[str]) -> Standing:
    """Return what the tags of a listing on a list stand for."""
    found: list[Tag] = []
    unmapped: list[str] = []
    for text in tags:
        hits = [h for part in _parts(source, text) if (h := book.tags.get((source, part)))]
        hits = hits or _by_number(book, source, text)
        found += hits
        if not hits and not (source == "us_csl" and text in _COLLECTED):
            unmapped.append(text)
    return Standing(tags=tuple(dict.fromkeys(found)), unmapped=tuple(unmapped))


def _by_number(book: Lawbook, source: str, text: str) -> list[Tag]:
    """Return a tag for one that is the number of an executive order itself."""
    match = _ORDER.fullmatch(text)
    item = book.instruments.get(f"us-eo-{match[1]}") if match else None
    if item is None:
        return []
    tag = Tag(
        sources_of=(source,), values=(text,), regime=item.regime, instruments=(item.id,),
        confidence="verified", sources=item.sources, note="the tag is the number of the act",
    )  # fmt: skip
    return [tag]


def _parts(source: str, text: str) -> list[str]:
    """Return the forms a tag may be known by; Australia joins two in one cell."""
    whole = fold_tag(text)
    forms = [whole]
    if source == "au_dfat":
        forms += [fold_tag(p) for p in re.split(r"\s*[;,]\s*|(?<=\)) (?=\d{4} \()", text)]
    if source == "ca_sema":
        forms.append(fold_tag(text.split("/")[0]))
    return list(dict.fromkeys(forms))
