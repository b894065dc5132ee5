"""Python's garbage collector in a process that reads many articles."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")

YOUNG = 20_000
"""New objects that the collector waits for; at Python's own 700 it took an eighth of the time that the rules take, at
this number, with the tables set aside, a fiftieth. Most of an article's objects go without it, by their count."""


def set_aside(young: int = YOUNG) -> None:
    """Spare the collector what is loaded by now (tables and weights, which stay), and let it come more rarely."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(young, *gc.get_threshold()[1:])


FEW_CYCLES = 1_000_000
"""New objects that the collector waits for while copies and events are made: nothing there refers to itself, and of
1,000 articles it took 6.1 s at Python's own 700, 2.5 s at `YOUNG`, 1.3 s at this number."""


@contextmanager
def spared(young: int = YOUNG) -> Iterator[None]:
    """Set aside what is loaded by now, unless something is set aside already, and let the collector come more rarely,
    for a while.

    Args:
        young: new objects that it waits for.
    """
    before, held = gc.get_threshold(), gc.get_freeze_count()
    if held:
        gc.set_threshold(young, *before[1:])
    else:
        set_aside(young)
    try:
        yield
    finally:
        if not held:
            gc.unfreeze()
        gc.set_threshold(*before)


def sparing(outcomes: Iterable[Item]) -> Iterator[Item]:
    """The same outcomes; once the first has loaded what all need, the collector is spared that until the last."""
    stream = iter(outcomes)
    yield from islice(stream, 1)
    with spared():
        yield from stream


def give_back() -> None:
    """Give the memory that was freed back to the system, which the C library of Linux otherwise keeps in part: after
    copies were compared 20 MB of 600 articles. Elsewhere nothing is done."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):  # another C library
            ctypes.CDLL(None).malloc_trim(0)
