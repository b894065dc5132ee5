"""Where batches are read, and nothing else.

An engine takes a stream of Arrow batches and gives the answer to each, in order; what is done to a batch is derived
once, from `read_batch` (`sayso.engines.work`), so that every engine gives the same rows.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sayso.engines.local import read, read_all

if TYPE_CHECKING:
    from sayso.engines.work import Run

__all__ = ["ENGINES", "engine", "read", "read_all"]

ENGINES = ("local", "ray")


def engine(name: str, *, workers: int = 0, address: str | None = None) -> Run:
    """An engine by its name, one of `ENGINES`.

    Args:
        name: `local` for processes on this machine, `ray` for Ray.
        workers: processes or actors, each on one core; 0 for as many as there are cores.
        address: of a Ray cluster that is running already.

    Raises:
        InputError: there is no such engine, or `local` was given an address.
    """
    from sayso.errors import InputError

    if name == "ray":
        from sayso.engines.cluster import on_ray

        return partial(on_ray, workers=workers, address=address)
    if name != "local":
        raise InputError(f"There is no engine {name}.", f"Engines are {', '.join(ENGINES)}.")
    if address is not None:
        raise InputError("Only the engine ray has an address.", "Add --engine ray or leave out --address.")
    from sayso.engines.processes import on_processes

    return partial(on_processes, processes=workers)
