"""Matching in several processes: each opens the same index, mapped into memory once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from comity.matching import Index, Match, Query

_CHUNK = 1024
_open: dict[Path, Index] = {}
_AHEAD = 4
"""Chunks handed out beyond what has been taken: memory stays bounded on endless files."""


def match_chunk(folder: Path, queries: Sequence[Query], threshold: float) -> list[list[Match]]:
    """Return the matches of some queries; runs in a worker, which keeps the index open."""
    if folder not in _open:
        _open[folder] = Index.open(folder)
    return _open[folder].search_many(queries, threshold=threshold)


def match_in_parallel(
    index: Index, queries: Iterable[Query], *, threshold: float, workers: int
) -> Iterator[list[Match]]:
    """Yield the matches of each query in their order, as `Index.search_many` would give them.

    Few queries, one worker, or an index that lives in memory only are answered in this process:
    starting others costs half a second.
    """
    waiting = iter(queries)
    first = list(islice(waiting, 4 * _CHUNK))
    folder = index.folder
    if workers < 2 or folder is None or len(first) < 4 * _CHUNK:
        while first:
            yield from index.search_many(first, threshold=threshold)
            first = list(islice(waiting, 4 * _CHUNK))
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        chunks = _chunked(first, waiting)
        running = [
            pool.submit(match_chunk, folder, chunk, threshold)
            for chunk in islice(chunks, workers * _AHEAD)
        ]
        while running:
            done = running.pop(0)
            for chunk in islice(chunks, 1):
                running.append(pool.submit(match_chunk, folder, chunk, threshold))
            yield from done.result()


def _chunked(first: Sequence[Query], rest: Iterator[Query]) -> Iterator[list[Query]]:
    for start in range(0, len(first), _CHUNK):
        yield list(first[start : start + _CHUNK])
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
