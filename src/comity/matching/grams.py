"""Names as rows of weighted letter trigrams, and the nearest rows of an index by cosine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse
from sparse_dot_topn import sp_matmul_topn

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

_LETTERS = 38
"""Blank, 26 letters, 10 digits, and one code for the gap between two names."""
COLUMNS = _LETTERS**3
_GAP = _LETTERS - 1
_CODES = np.full(256, _GAP, dtype=np.int32)
_CODES[ord(" ")] = 0
_CODES[ord("a") : ord("z") + 1] = np.arange(1, 27)
_CODES[ord("0") : ord("9") + 1] = np.arange(27, 37)


def count_grams(texts: Sequence[str]) -> sparse.csr_matrix:
    """Return a row of trigram counts for each text of letters a–z, digits and blanks.

    Words are taken with a blank on either side; trigrams over the gap between two words are
    left out, so that the order of words does not count.

    Returns:
        Shape (len(texts), 54,872), float32.
    """
    joined = "\n".join(f" {t} " for t in texts)
    codes = _CODES[np.frombuffer(joined.encode("ascii", "replace"), dtype=np.uint8)]
    breaks = np.cumsum(np.frombuffer(joined.encode("ascii", "replace"), dtype=np.uint8) == 10)
    if len(codes) < 3:
        return sparse.csr_matrix((len(texts), COLUMNS), dtype=np.float32)
    first, second, third = codes[:-2], codes[1:-1], codes[2:]
    keep = (first != _GAP) & (second != _GAP) & (third != _GAP) & (second != 0)
    columns = (first * _LETTERS + second)[keep] * _LETTERS + third[keep]
    rows = breaks[1:-1][keep]
    data = np.ones(len(columns), dtype=np.float32)
    counts = sparse.coo_matrix((data, (rows, columns)), shape=(len(texts), COLUMNS)).tocsr()
    counts.sum_duplicates()
    return counts


@dataclass(frozen=True, slots=True)
class Grams:
    """The trigram rows of an index, laid out for multiplication.

    Attributes:
        rarity: Weight of each trigram, shape (54,872,).
        indptr, indices, data: The weighted rows transposed, as CSR: a line for each trigram with
            the names that hold it.
        count: How many names.
    """

    rarity: Floats
    indptr: npt.NDArray[np.int64] | Ints
    indices: Ints
    data: Floats
    count: int

    @classmethod
    def build(cls, texts: Sequence[str]) -> Grams:
        """Return the grams of the names of an index."""
        counts = count_grams(texts)
        held = np.bincount(counts.indices, minlength=COLUMNS)
        rarity = np.log((1 + len(texts)) / (1 + held)).astype(np.float32) + np.float32(0.5)
        turned = _weigh(counts, rarity).T.tocsr()
        return cls(
            rarity, turned.indptr, turned.indices.astype(np.int32),
            turned.data.astype(np.float32), len(texts),
        )  # fmt: skip

    def nearest(
        self, texts: Sequence[str], *, most: int, least: float, threads: int = 1
    ) -> tuple[Ints, Ints, Floats]:
        """Return (text, name, cosine) of the nearest names of each text.

        Args:
            most: Names a text.
            least: Least cosine.
            threads: Threads of the multiplication.
        """
        asked = _weigh(count_grams(texts), self.rarity)
        index = sparse.csr_matrix(
            (self.data, self.indices, self.indptr), shape=(COLUMNS, self.count), copy=False
        )
        found = sp_matmul_topn(
            asked, index, top_n=most, threshold=least, sort=True, n_threads=threads or None
        ).tocsr()
        rows = np.repeat(np.arange(found.shape[0], dtype=np.int32), np.diff(found.indptr))
        return rows, found.indices.astype(np.int32), found.data.astype(np.float32)


def _weigh(counts: sparse.csr_matrix, rarity: Floats) -> sparse.csr_matrix:
    data = np.sqrt(counts.data) * rarity[counts.indices]
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    length = np.sqrt(np.bincount(rows, weights=data * data, minlength=counts.shape[0]))
    length[length == 0] = 1.0
    data = (data / length[rows]).astype(np.float32)
    return sparse.csr_matrix((data, counts.indices, counts.indptr), shape=counts.shape)
