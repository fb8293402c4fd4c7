"""Marks a kernel: compiled on first use, with the interpreter's lock released, and kept on disk for the next process.

NUMBA_DISABLE_JIT=1 runs the same functions as plain Python, for coverage and for a debugger.
"""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., object])


def kernel(function: F) -> F:
    """The function, compiled."""
    return cast(F, numba.njit(nogil=True, cache=True)(function))
