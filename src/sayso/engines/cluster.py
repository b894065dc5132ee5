"""The engine on Ray: one machine that is started here, or a cluster that is joined by its address.

Every worker is an actor on one core that keeps its work loaded from batch to batch. A worker that dies is started
again and its batch is worked out anew, up to `TRIES` times. Needs the extra `ray`.
"""

from __future__ import annotations

import inspect
import logging
import os
import pickle
import re
import socket
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sayso.engines.processes import cores
from sayso.engines.work import Work
from sayso.errors import InputError, SaysoError

if TYPE_CHECKING:
    from arro3.core import RecordBatch

TRIES = 3
"""How often a batch is begun whose worker dies: once by accident, twice by bad luck, thrice for what it reads."""
HELD = 256 * 2**20
"""Bytes of Ray's own memory on a machine that is started here: some thousand batches wait in it, more wait on disk."""
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
"""Settings of Ray that the environment may override: no statistics sent, no chatter."""
KNOCK = 10.0
"""Seconds that a cluster's machine may take to answer at all."""
START = "Start a cluster with `ray start --head` and give the address that it prints, or leave out --address."
ERROR = "error of Sayso"
"""Column of an answer that is none: Ray passes on the words of an error and loses the error itself."""


class Worker:
    """What runs in an actor: Ray's batches are pyarrow's, ours are arro3's, and both are the same memory."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def __call__(self, table: Any) -> Any:
        """The answer to one batch, or the error that there was instead."""
        import pyarrow as pa
        from arro3.core import RecordBatch

        (batch,) = table.combine_chunks().to_batches()
        try:
            return pa.table(self.work(RecordBatch.from_arrow(batch)))
        except SaysoError as error:
            return pa.table({ERROR: [pickle.dumps(error)]})


def on_ray(
    work: Work, batches: Iterable[RecordBatch], *, workers: int = 0, address: str | None = None
) -> Iterator[RecordBatch]:
    """One answer for each batch, in order, worked out on Ray.

    Args:
        work: what is done to a batch; it is sent by name, so the workers need the same Sayso.
        batches: all of them are taken before the first answer comes; they wait with Ray, on disk if they are many.
        workers: how many, each on one core; 0 for all cores of the machine or the cluster.
        address: of a running cluster (`auto`, `HOST:6379`, `ray://HOST:10001`); None starts Ray on this machine.

    Raises:
        InputError: Ray is not installed.
        SaysoError: no cluster answers, or a batch cannot be worked out; and whatever the work raises.
    """
    with session(workers, address):
        import pyarrow as pa
        import ray
        from ray.exceptions import RayError

        held = [ray.put(pa.table(batch)) for batch in batches]
        if not held:
            return
        count = workers or int(ray.cluster_resources().get("CPU", 1))
        try:
            for table in _mapped(ray.data.from_arrow_refs(held), work, min(count, len(held))):
                yield from _answers(table)
        except RayError as error:
            fact = f"A worker on Ray failed: {str(error).strip().splitlines()[-1]}."
            raise SaysoError(fact, "Give the workers more memory, or try --engine local.") from error


def _mapped(dataset: Any, work: Work, count: int) -> Iterator[Any]:
    import ray

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        mapped = dataset.map_batches(
            Worker,
            fn_constructor_args=(work,),
            batch_size=None,
            batch_format="pyarrow",
            zero_copy_batch=True,
            compute=ray.data.ActorPoolStrategy(size=count, max_tasks_in_flight_per_actor=2),
            num_cpus=1,
            **_tries(dataset.map_batches),
        )
    yield from mapped.iter_batches(batch_size=None, batch_format="pyarrow")


def _tries(map_batches: Callable[..., Any]) -> dict[str, Any]:
    """A bound on beginning again, for versions of Ray that take one there."""
    name = "ray_remote_args_fn"
    known = name in inspect.signature(map_batches).parameters
    return {name: lambda: {"max_task_retries": TRIES - 1}} if known else {}


def _answers(table: Any) -> Iterator[RecordBatch]:
    from arro3.core import RecordBatch

    if table.column_names == [ERROR]:
        raise pickle.loads(table[ERROR][0].as_py())
    for batch in table.to_batches():
        yield RecordBatch.from_arrow(batch)


@contextmanager
def session(workers: int, address: str | None) -> Iterator[None]:
    """Ray, started or joined for as long as it is needed; one that runs in this program already is used and left.

    Args:
        workers: cores of a Ray that is started here, 0 for all.
        address: of a cluster to join instead.

    Raises:
        InputError: Ray is not installed.
        SaysoError: it cannot be started, or no cluster answers.
    """
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    try:
        import ray.data
    except ImportError as error:
        raise InputError("The engine ray needs Ray.", "Install it: pip install 'sayso[ray]'.") from error
    _hush()
    if ray.is_initialized():
        yield
        return
    _begin(workers, address)
    try:
        yield
    finally:
        ray.shutdown()


def _begin(workers: int, address: str | None) -> None:
    import ray

    _knock(address)
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    here = {"num_cpus": workers or cores(), "include_dashboard": False, "object_store_memory": HELD}
    try:
        with _first_words_unsaid():
            ray.init(**({"address": address} if address else {"address": "local", **here}), **quiet)
    except (ConnectionError, RuntimeError, ValueError) as error:
        where = f"at {address}" if address else "on this machine"
        fact = f"Ray cannot be used {where}: {str(error).strip().splitlines()[0]}."
        raise SaysoError(fact, START) from error


def _knock(address: str | None) -> None:
    """Nobody there is found out in seconds: Ray itself tries for a quarter of an hour."""
    named = re.fullmatch(r"(?:ray://)?([^:/]+|\[.+\]):(\d+)", address or "")
    if named is None:
        return
    try:
        socket.create_connection((named[1].strip("[]"), int(named[2])), timeout=KNOCK).close()
    except (OSError, OverflowError) as error:
        raise SaysoError(f"No Ray cluster answers at {address}: {error}.", START) from error


@contextmanager
def _first_words_unsaid() -> Iterator[None]:
    """What Ray's native part prints before it listens to any setting goes nowhere."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _hush() -> None:
    import ray.data

    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.execution_options.preserve_order = True
