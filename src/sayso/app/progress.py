"""What `sayso add` tells while it works: only what is stored, so that nothing told is lost, whatever happens next."""

from __future__ import annotations

import gzip
import os
import sys
import time
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import click
import msgspec

from sayso.errors import OutputError
from sayso.records import Rejection
from sayso.store.loading import Stored

BAR = 24
"""Characters of the bar."""
BLOCK = 1 << 20
"""Bytes that are looked through for line ends at a time."""
STATUSES = ("new version", "unchanged", "rejected")


class Progress:
    """A bar on a terminal, and a line of JSON an article in the log.

    Args:
        log: the log, open for bytes; None for none.
        shown: whether there is a terminal to show it on.
        total: articles to come, if that is known.
    """

    def __init__(self, log: IO[bytes] | None = None, *, shown: bool = False, total: int | None = None) -> None:
        self.log = log
        self.shown = shown
        self.total = total
        self.counts: Counter[str] = Counter()
        self.rejections: list[Rejection] = []
        self.same = 0  # addresses with the same stamp as in the run before
        self.doing = ""  # what is done once all is read
        self.held = ""  # what the store holds at the end
        self.began = time.monotonic()

    def told(self, stored: Sequence[Stored], rejections: Sequence[Rejection]) -> None:
        """Called with what a transaction stored, once it is stored.

        Raises:
            OutputError: the log cannot be written.
        """
        self.counts.update(one.status for one in stored)
        self.counts.update(["rejected"] * len(rejections))
        self.rejections += rejections
        if self.log:
            self._note(self.log, stored, rejections)
        self.show()

    def _note(self, log: IO[bytes], stored: Sequence[Stored], rejections: Sequence[Rejection]) -> None:
        lines = [{"article": s.article, "version": s.version, "status": s.status} for s in stored]
        lines += [{"article": r.article_id, "status": "rejected", "reason": r.reason} for r in rejections]
        try:
            log.write(b"".join(_line(line) for line in lines))
            log.flush()
        except OSError as problem:
            raise OutputError(f"The log cannot be written: {problem}.", "Name another file with --log.") from problem

    def show(self, *, last: bool = False) -> None:
        """Draw the line anew; the last time it stays."""
        if self.shown:
            bar = f"{self.bar()} " if self.total else ""
            doing = f", {self.doing} ..." if self.doing and not last else ""
            click.echo(f"\r\x1b[K{bar}{self}{doing}", nl=last, err=True, color=True)

    def go_on(self, doing: str) -> None:
        """Say what is done now that all is read."""
        self.doing = doing
        self.show()

    def end(self, store: str) -> None:
        """Say what is stored, once more where there is a terminal, and how it goes on after Ctrl-C."""
        self.show(last=True)
        if store and not self.shown:
            click.echo(f"{store}: {self}", err=True)
        if store and self.held:
            click.echo(f"{store}: {self.held}", err=True)
        if store and isinstance(sys.exc_info()[1], KeyboardInterrupt):
            click.echo("Interrupted. So much is stored; the same command goes on from here.", err=True)

    def bar(self) -> str:
        """The bar and the share, of a total that is known."""
        share = min(self.counts.total() / max(self.total or 0, 1), 1.0)
        full = int(share * BAR)
        return f"[{'#' * full}{'-' * (BAR - full)}] {share:4.0%}"

    def __str__(self) -> str:
        read = self.counts["added"] + self.counts["new version"]
        pace = read / max(time.monotonic() - self.began, 0.1)
        told = [f"{read:,} stored ({pace:.1f}/s)" if read else "0 stored"]
        told += [f"{self.counts[name]:,} {name}" for name in STATUSES if self.counts[name]]
        same = f"{self.same:,} {'address' if self.same == 1 else 'addresses'} as before"
        return ", ".join([*told, same] if self.same else told)


def _line(line: dict[str, object]) -> bytes:
    try:
        return msgspec.json.encode(line) + b"\n"
    except UnicodeEncodeError:  # the name of a file that is no UTF-8
        return (
            msgspec.json.encode({k: str(v).encode("utf-8", "backslashreplace").decode() for k, v in line.items()})
            + b"\n"
        )


def expected(inputs: Sequence[str | Path]) -> int | None:
    """How many articles the inputs hold, where that can be told without reading them; else None.

    Args:
        inputs: what the command was given.
    """
    counts = [_count(Path(given)) for given in inputs if os.path.exists(given)]
    return None if None in counts else sum(filter(None, counts)) + len(inputs) - len(counts)


ONE = (".txt", ".md", ".html", ".htm", ".xhtml", ".pdf")


def _count(path: Path) -> int | None:
    if path.is_dir():
        files = [Path(parent, name) for parent, _, names in os.walk(path) for name in names if name[0] != "."]
        counts = [_count(file) for file in files]
        return None if None in counts else sum(filter(None, counts))
    inner = path.with_suffix("") if path.suffix == ".gz" else path
    if inner.suffix.lower() in ONE:
        return 1
    return _lines(path) if inner.suffix.lower() == ".jsonl" else None


def _lines(path: Path) -> int | None:
    """Lines that hold something; None where the file breaks off."""
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(BLOCK), b""))
    except (OSError, EOFError, zlib.error):
        return None
