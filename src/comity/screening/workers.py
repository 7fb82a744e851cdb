"""Matching in several processes: each opens the same index, mapped into memory once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from comity.matching import Index, Match, Query

_CHUNK = 512
_open: dict[Path, Index] = {}
_AHEAD = 2
"""Chunks handed out to each process that it has not begun."""
_MOST_AHEAD = 64
"""Chunks answered before their turn: memory stays bounded on endless files."""


def match_chunk(folder: Path, queries: Sequence[Query], threshold: float) -> list[list[Match]]:
    """Return the matches of some queries; runs in a worker, which keeps the index open."""
    if folder not in _open:
        _open[folder] = Index.open(folder)
    return _open[folder].search_many(queries, threshold=threshold)


def match_in_parallel(
    index: Index, queries: Iterable[Query], *, threshold: float, workers: int
) -> Iterator[list[Match]]:
    """Yield the matches of each query in their order, as `Index.search_many` would give them.

    Few queries, one worker, or an index that lives in memory only are answered in this process.
    It goes on answering while the others start, which takes half a second, and whenever the
    chunk that is due is not ready.
    """
    waiting = iter(queries)
    first = list(islice(waiting, 4 * _CHUNK))
    folder = index.folder
    if workers < 2 or folder is None or len(first) < 4 * _CHUNK:
        while first:
            yield from index.search_many(first, threshold=threshold)
            first = list(islice(waiting, 4 * _CHUNK))
        return
    with ProcessPoolExecutor(workers - 1, mp_context=get_context("spawn")) as pool:
        chunks = _chunked(first, waiting)
        running: deque[Future[list[list[Match]]] | list[list[Match]]] = deque()

        def hand_out() -> None:
            given = sum(isinstance(x, Future) and not x.done() for x in running)
            for chunk in islice(chunks, max(0, (workers - 1) * _AHEAD - given)):
                running.append(pool.submit(match_chunk, folder, chunk, threshold))

        hand_out()
        while running:
            due = running[0]
            if isinstance(due, Future) and not due.done() and len(running) < _MOST_AHEAD:
                for chunk in islice(chunks, 1):
                    running.append(index.search_many(chunk, threshold=threshold))
                    break
                else:
                    due.result()  # nothing left to do but wait
            else:
                running.popleft()
                yield from due.result() if isinstance(due, Future) else due
            hand_out()


def _chunked(first: Sequence[Query], rest: Iterator[Query]) -> Iterator[list[Query]]:
    for start in range(0, len(first), _CHUNK):
        yield list(first[start : start + _CHUNK])
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
