"""Keys of listings: what to do when a file uses one twice, or gives none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from comity.model import Event, Issue, Record

Item = Record | Event | Issue


def mark_repeats(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items; a record whose key came before is kept under key#2, with an issue."""
    seen: dict[str, int] = {}
    for item in items:
        if isinstance(item, Record):
            count = seen[item.id] = seen.get(item.id, 0) + 1
            if count > 1:
                issue = Issue(
                    code="duplicate-key", place=item.id, found=f"entry {count} of this id"
                )
                item = replace(item, id=f"{item.id}#{count}", issues=(*item.issues, issue))
        yield item


def short_hash(*parts: str) -> str:
    """Return twelve hexadecimal digits that stand for texts, for lists that give no key."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
