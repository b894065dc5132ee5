"""The one place where pages get at a store: open for reading while it is asked, and let go when nobody asks.

DuckDB lets one process write a file, or any number read it. So that `sayso add` can write while the pages are open in
a browser, the store is closed after `IDLE` seconds without a request, and opened again with the next one.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from sayso.errors import StoreError
from sayso.store import Store

IDLE = 3.0
"""Seconds after the last request when the store is let go: longer than a page takes to load with what it refers to,
short enough that who then starts `sayso add` does not meet a lock."""
KEPT = 256
"""Answers about the whole store that are kept until it changes."""

Made = TypeVar("Made")


class Desk:
    """Readers at the store of one server.

    Args:
        path: of the store.
        read_only: why nothing can be written here, in words; empty if it can.
    """

    def __init__(self, path: Path, *, read_only: str = "") -> None:
        self.path = path
        self.read_only = read_only
        self._free = threading.Condition()
        self._store: Store | None = None
        self._readers = 0
        self._writing = False
        self._last = 0.0
        self._closing: threading.Timer | None = None
        self._state: Hashable = None
        self._answers: dict[Hashable, Any] = {}
        self.prepare: Callable[[], None] | None = None
        """Called in a thread of its own when the store is first opened and when it has changed."""

    @contextmanager
    def reading(self) -> Iterator[Store]:
        """The store, for reading; waits while this server writes.

        Raises:
            StoreError: another process writes it, or it cannot be opened.
        """
        with self._free:
            self._free.wait_for(lambda: not self._writing)
            store = self._opened()
            self._readers += 1
        try:
            yield store
        finally:
            with self._free:
                self._readers -= 1
                self._last = time.monotonic()
                self._let_go_later()
                self._free.notify_all()

    @contextmanager
    def writing(self) -> Iterator[Store]:
        """The store, for writing; waits until those who read here are done.

        Raises:
            StoreError: it is read-only here, or another process has it.
        """
        if self.read_only:
            raise StoreError(f"Nothing can be changed here: {self.read_only}.", "Change it where it was opened first.")
        with self._free:
            self._free.wait_for(lambda: not self._writing and not self._readers)
            self._writing = True
            self._close()
        try:
            with Store(self.path) as store:
                yield store
        finally:
            with self._free:
                self._writing = False
                self._free.notify_all()

    def remembered(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, kept until the store changes; to be called while reading.

        Args:
            key: what is asked.
            make: the answer.
        """
        answers = self._answers
        if key in answers:
            found: Made = answers[key]
            return found
        made = make()
        with self._free:
            if len(answers) >= KEPT:
                answers.pop(next(iter(answers)))
            answers[key] = made
        return made

    def close(self) -> None:
        """Let go of the store."""
        with self._free:
            if self._closing:
                self._closing.cancel()
            self._close()

    def _opened(self) -> Store:
        if self._store is None:
            self._store = Store(self.path, read_only=True)
            self._store.confine()
            state = _state(self.path)
            if state != self._state:
                self._state, self._answers = state, {}
                if self.prepare:
                    threading.Thread(target=self.prepare, daemon=True).start()
        return self._store

    def _let_go_later(self) -> None:
        if self._closing is None and not self._readers:
            self._closing = threading.Timer(IDLE, self._let_go)
            self._closing.daemon = True
            self._closing.start()

    def _let_go(self) -> None:
        with self._free:
            self._closing = None
            if self._readers:
                return
            if time.monotonic() - self._last < IDLE:
                self._let_go_later()
            else:
                self._close()

    def _close(self) -> None:
        if self._store:
            self._store.close()
            self._store = None


def _state(path: Path) -> Hashable:
    """What changes with the file."""
    found = os.stat(path)
    return found.st_mtime_ns, found.st_size, found.st_ino


@contextmanager
def first_at(path: Path) -> Iterator[str]:
    """Be the server that may change a store, while the block runs.

    Args:
        path: of the store.

    Yields:
        Empty, or in words why another one is.
    """
    mark = path.with_name(f".{path.name}.serving")
    try:
        held = _held(mark)
    except OSError as problem:
        yield f"its folder cannot be written ({problem.strerror})"
        return
    try:
        if not _lock(held):
            yield f"another server (process {os.pread(held, 20, 0).decode('ascii', 'replace').strip() or '?'}) has it"
            return
        os.ftruncate(held, 0)
        os.pwrite(held, str(os.getpid()).encode(), 0)
        try:
            yield ""
        finally:
            with suppress(OSError):
                mark.unlink()
    finally:
        os.close(held)


def _held(mark: Path) -> int:
    """The file that marks a store as served, open; not one that the server before has just put away."""
    while True:
        held = os.open(mark, os.O_RDWR | os.O_CREAT, 0o600)
        with suppress(FileNotFoundError):
            if not _lock(held) or os.fstat(held).st_ino == mark.stat().st_ino:
                return held
        os.close(held)


def _lock(file: int) -> bool:
    """Whether this process has the lock; always where the system has none."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
