"""The peer at work: logic-v2 of nomenklatura, run by the Python of its own environment.

Reads one JSON object from standard input and writes one to standard output. Imports nothing of
Comity, so that each is measured in the environment its makers intend.

    {"pairs": [[schema, a, b], …]}                   → {"scores": […], "rate": pairs a second}
    {"listed": [[schema, name], …], "asked": […]}    → {"built": s, "rate": names a second,
                                                        "best": [[number, score] or null, …]}
"""

import itertools
import json
import logging
import multiprocessing
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from followthemoney import Dataset, StatementEntity, model
from nomenklatura.blocker.index import Index
from nomenklatura.matching.logic_v2.model import LogicV2
from nomenklatura.resolver import Linker
from nomenklatura.store.memory import MemoryStore

Named = tuple[str, str]
"""Schema and name."""

CONFIG = LogicV2.default_config()
DATA = Dataset.make({"name": "bench", "title": "bench"})


# The peer keeps what it derived from a name under the entity's id.
_NUMBERS = itertools.count()


def entity(id_: str, schema: str, name: str) -> StatementEntity:
    """Return an entity of one name."""
    return StatementEntity.from_data(
        DATA, {"id": id_, "schema": schema, "properties": {"name": [name]}}
    )


def score(task: tuple[Named, Named]) -> float:
    """Return the score of two names."""
    (schema, a), (other, b) = task
    n = next(_NUMBERS)
    found = LogicV2.compare(
        query=entity(f"a{n}", schema, a), result=entity(f"b{n}", other, b), config=CONFIG
    )
    return found.score


def best_of(task: tuple[Named, list[tuple[int, str, str]]]) -> tuple[int, float] | None:
    """Return the best of the candidates of a name."""
    asked, candidates = task
    query = entity(f"a{next(_NUMBERS)}", *asked)
    best = None
    for number, schema, name in candidates:
        if model.get(schema).name != model.get(asked[0]).name:
            continue
        found = LogicV2.compare(
            query=query, result=entity(f"l{number}", schema, name), config=CONFIG
        ).score
        if best is None or found > best[1]:
            best = (number, found)
    return best


def screen(listed: list[Named], asked: list[Named]) -> dict[str, Any]:
    """Block with the peer's index, then score its candidates in two processes."""
    store = MemoryStore(DATA, Linker({}))
    with store.writer() as writer:
        for number, (schema, name) in enumerate(listed):
            writer.add_entity(entity(f"l{number}", schema, name))
    view = store.default_view()
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        index = Index(view, Path(folder))
        index.build()
        built = time.perf_counter() - start
        start = time.perf_counter()
        tasks = {}
        queries = (entity(f"q{n}", schema, name) for n, (schema, name) in enumerate(asked))
        for id_, matches in index.match_entities(queries):
            numbers = [int(match.id[1:]) for match, _ in matches]
            tasks[int(id_.id[1:])] = [(n, *listed[n]) for n in numbers]
        with multiprocessing.Pool(2) as pool:
            work = [(asked[n], tasks.get(n, [])) for n in range(len(asked))]
            best = pool.map(best_of, work, chunksize=16)
        took = time.perf_counter() - start
        index.close()
    return {"built": built, "rate": len(asked) / took, "best": best}


def main() -> None:
    """Answer one question."""
    logging.disable(logging.CRITICAL)
    told = json.load(sys.stdin)
    if "pairs" in told:
        tasks = [((s, a), (s, b)) for s, a, b in told["pairs"]]
        score(tasks[0])
        start = time.perf_counter()
        scores = [score(t) for t in tasks]
        took = time.perf_counter() - start
        answer = {"scores": scores, "rate": len(tasks) / took}
    else:
        answer = screen(told["listed"], told["asked"])
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
