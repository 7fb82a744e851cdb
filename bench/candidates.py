"""What weighing fewer candidates loses: altered names found in large lists that hold them.

python -m bench.candidates
"""

from __future__ import annotations

import random
import time

from bench.large import names_of_size
from bench.real_names import read_all
from comity.matching import DEFAULT_THRESHOLD, Evidence, Index, Listed, Query
from comity.matching import index as index_module
from comity.matching.variants import alter
from comity.text import fold

SCHEMAS = {"person": "Person", "organisation": "Organization"}


def main() -> None:
    """Print the share found and the names a second of one process, by candidates and cosine."""
    lists = read_all()
    for size in (100_000, 1_000_000):
        named = names_of_size(lists, size)
        index = Index.build(
            Listed(subject=f"s{k}", names=((t, "strong"),), evidence=Evidence(schema=SCHEMAS[f]))
            for k, (t, f) in enumerate(named)
        )
        chance = random.Random(5)
        asked: list[tuple[Query, str]] = []
        for k in chance.sample(range(size), 4000):
            text, family = named[k]
            if fold(altered := alter(text, family, chance)) != fold(text):
                asked.append(
                    (Query(name=altered, evidence=Evidence(schema=SCHEMAS[family])), f"s{k}")
                )
        for most, least in ((80, 0.3), (60, 0.3), (40, 0.3), (30, 0.3), (40, 0.35)):
            index_module._NEAREST = index_module._NEAREST_LARGE = most
            index_module._LEAST = least
            start = time.perf_counter()
            found = index.search_many([q for q, _ in asked], threshold=0.5, explain=False)
            rate = len(asked) / (time.perf_counter() - start)
            hits = sum(
                any(m.subject == s and m.score >= DEFAULT_THRESHOLD for m in matches)
                for matches, (_, s) in zip(found, asked, strict=True)
            )
            print(f"{size:9,} names, {most} candidates, cosine {least}: "
                  f"{hits / len(asked):.4f} of {len(asked)} found, {rate:,.0f}/s")  # fmt: skip


if __name__ == "__main__":
    main()
