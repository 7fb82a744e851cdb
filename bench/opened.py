"""A saved index opened in a fresh process: start-up, the time of one name, memory.

python -m bench.opened FOLDER NAMES.json
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from comity.matching import Evidence, Index, Query


def main() -> None:
    """Print one line of JSON: seconds, milliseconds and megabytes."""
    start = time.perf_counter()
    folder, names = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    index = Index.open(folder)
    queries = [Query(name=n, evidence=Evidence(schema=s)) for n, s in names]
    index.search(queries[0], threshold=0.5, explain=False)
    first = time.perf_counter() - start
    took = []
    for query in queries:
        start = time.perf_counter()
        index.search(query, threshold=0.5, explain=False)
        took.append((time.perf_counter() - start) * 1000)
    took.sort()
    print(json.dumps({
        "first": first, "p50": took[len(took) // 2], "p99": took[len(took) * 99 // 100],
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
