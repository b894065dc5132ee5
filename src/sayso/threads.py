"""How many threads the library beneath numpy computes with.

The reader's matrices are small, and OpenBLAS' threads wait busily for one another: on two cores they took more than a
third of the processor time of reading, and half of what a second process could have had.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

NAME = "OPENBLAS_NUM_THREADS"
"""What OpenBLAS asks when it is loaded, once a process; who has set it is obeyed."""


def one_for_this_process() -> None:
    """One thread, if numpy has not been loaded yet; for programs of our own, not for those that call the library."""
    os.environ.setdefault(NAME, "1")


@contextmanager
def one_for_others() -> Iterator[None]:
    """One thread in each process that is started meanwhile."""
    before = os.environ.get(NAME)
    one_for_this_process()
    try:
        yield
    finally:
        if before is None:
            del os.environ[NAME]
