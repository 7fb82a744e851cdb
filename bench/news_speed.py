"""How many documents a second the news reader reads: distinct ones, each once, on one core.

    python -m bench.news_speed            our own annotated documents and those beside the checkout
    python -m bench.news_speed tottime    the same, with where the time goes (or `cumtime`)

Sums of facts are kept from one document to the next, so a text that is read twice is read faster
the second time; here none is. Times are the process's own, in blocks, so that a machine that others
use shows by how much they differ. The first document is told apart: it pays for reading the lists.
"""

from __future__ import annotations

import cProfile
import pstats
import random
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench.corpus import SOURCES, documents
from comity.news.evaluation import read_annotated
from comity.news.reader import collect_seldom, read_text

WORDS = 500
"""The length of a document that figures are told in."""
_BLOCK = 40


def gather(shared: Path) -> list[tuple[str, date | None]]:
    """Return the texts of all annotated documents that may be looked at, in a mixed fixed order."""
    told = [
        pair for p in sorted(SOURCES.glob("*.mark")) if p.stem != "unseen" for pair in documents(p)
    ]
    if (shared / "news").is_dir():
        told += list(read_annotated(shared / "news"))
    random.Random(1).shuffle(told)
    return [
        (text, date.fromisoformat(t["published"]) if t["published"] else None) for t, text in told
    ]


def measure(texts: Sequence[tuple[str, date | None]]) -> list[float]:
    """Return documents of 500 words a second, block by block, every text read once.

    Garbage is collected as seldom as in the command that reads a folder.
    """
    collect_seldom()
    rates = []
    for at in range(0, len(texts), _BLOCK):
        block = texts[at : at + _BLOCK]
        start = time.process_time()
        for text, day in block:
            read_text(text, published=day)
        took = time.process_time() - start
        rates.append(sum(len(text.split()) for text, _ in block) / WORDS / took)
    return rates


def main(shared: Path, order: str = "") -> None:
    """Print the figures of docs/news.md about speed."""
    texts = gather(shared)
    start = time.process_time()
    read_text(texts[0][0], published=texts[0][1])
    first = time.process_time() - start
    profile = cProfile.Profile()
    if order:
        profile.enable()
    rates = sorted(measure(texts[1:]))
    profile.disable()
    middle = rates[len(rates) // 2]
    print(
        f"speed: {len(texts)} distinct documents, {middle:.1f} of {WORDS} words a second "
        f"({rates[0]:.1f} to {rates[-1]:.1f} by blocks of {_BLOCK}); the first {first:.2f} s"
    )
    if order:
        pstats.Stats(profile).sort_stats(order).print_stats(40)


if __name__ == "__main__":
    from bench.news import SHARED

    main(SHARED, *sys.argv[1:2])
