"""The road from Python to compiled code: one decorator, typed, compiled once for a machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import numpy as np
import numpy.typing as npt
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic
from numba.np.numpy_support import carray

P = ParamSpec("P")
R = TypeVar("R")
D = TypeVar("D", bound=np.generic)


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function of arrays and numbers compiled at its first call and kept on disk.

    Strict arithmetic: no reordering, so that the plain twins give the same figures.
    """
    make = cast("Any", njit(cache=True, nogil=True, error_model="numpy"))
    return cast("Callable[P, R]", make(function))


@intrinsic
def _to_pointer(_context: Any, address: Any = None) -> Any:  # noqa: ANN401
    def generate(_: Any, builder: Any, __: Any, arguments: Any) -> Any:  # noqa: ANN401
        return builder.inttoptr(arguments[0], cgutils.voidptr_t)

    return types.voidptr(address), generate


def _lend(array: npt.NDArray[D]) -> npt.NDArray[D]:
    found: npt.NDArray[D] = carray(_to_pointer(array.ctypes.data), array.shape, array.dtype)
    return found


lend = cast("Callable[[npt.NDArray[Any]], npt.NDArray[Any]]", njit(_lend, cache=True))
"""Return a view without ownership, inside compiled code. Counting the owners of the arrays of a
table at every access costs more than most of what is done with them; who lends keeps the array
alive for as long as the view is used."""
