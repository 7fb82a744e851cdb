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


def peak_memory() -> float:
    """Return the peak of this process in megabytes (Linux; elsewhere that of the parent too)."""
    status = Path("/proc/self/status")
    if status.exists():
        # What the system call tells has the parent's memory in it, from before the start.
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


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
        "peak": peak_memory(),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
