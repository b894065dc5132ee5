"""Archives of files: each member is read as the file that it is, in a stream, and nothing is unpacked to disk."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import IO, cast

from sayso.ingest import kinds
from sayso.ingest.opened import MB, Counted, Opened, Options, Outcome, guarded, seekable, some
from sayso.ingest.unreadable import Unreadable

MEMBERS_CAP = 200_000  # members that are read; a year of a big agency
TOTAL_CAP = 20 * 1024 * MB  # unpacked bytes that are read
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")


class _Budget:
    """What one archive may still cost."""

    def __init__(self) -> None:
        self._bytes = TOTAL_CAP
        self.members = 0

    def spend(self, size: int) -> None:
        """Count unpacked bytes.

        Raises:
            Unreadable: `too large`.
        """
        self._bytes -= size
        if self._bytes < 0:
            raise Unreadable("too large", f"unpacks to over {TOTAL_CAP // MB} MB")

    def member(self) -> None:
        """Count a member.

        Raises:
            Unreadable: `too many`, or `too large` once that is so.
        """
        self.members += 1
        self.spend(0)
        if self.members > MEMBERS_CAP:
            raise Unreadable("too many", f"{MEMBERS_CAP} members are read")


def from_zip(opened: Opened, options: Options) -> Iterator[Outcome]:
    """The articles of every member with a known ending, in the archive's order.

    Raises:
        Unreadable: it is an office document, damaged, or holds no such member.
    """
    budget = _Budget()
    with zipfile.ZipFile(seekable(opened)) as archive:
        if set(_OFFICE) & set(archive.namelist()):
            raise Unreadable("binary", "office document or program")
        for member in archive.infolist():
            if not member.filename.endswith("/") and kinds.by_ending(PurePath(member.filename)):
                budget.member()
                source = f"{opened.source}#{member.filename}"
                yield from guarded(
                    _zipped(archive, member, source, opened=opened, options=options, budget=budget), source
                )
    _some(budget)


def _zipped(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: str, *, opened: Opened, options: Options, budget: _Budget
) -> Iterator[Outcome]:
    if member.flag_bits & 1:
        raise Unreadable("encrypted", "asks for a password")
    with archive.open(member) as file:
        yield from _member(file, source, opened, options, budget=budget, packed=lambda: member.compress_size)


def from_tar(opened: Opened, options: Options) -> Iterator[Outcome]:
    """The articles of every regular member with a known ending, in the archive's order.

    Raises:
        Unreadable: it is damaged, after what came before, or holds no such member.
    """
    budget = _Budget()
    with tarfile.open(fileobj=cast(IO[bytes], _AsItComes(opened.file)), mode="r|") as archive:
        for member in archive:
            file = archive.extractfile(member) if member.isreg() else None
            if file and kinds.by_ending(PurePath(member.name)):
                budget.member()
                source = f"{opened.source}#{member.name}"
                yield from guarded(_member(file, source, opened, options, budget=budget), source)
    _some(budget)


class _AsItComes:
    """A stream that gives what it has before it breaks off."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int) -> bytes:
        """At most so many bytes."""
        return some(self._file, size)


def _member(
    file: IO[bytes],
    source: str,
    opened: Opened,
    options: Options,
    *,
    budget: _Budget,
    packed: Callable[[], int] | None = None,
) -> Iterator[Outcome]:
    from sayso.ingest.dispatch import read

    counted = cast(IO[bytes], io.BufferedReader(Counted(file, packed=packed, spend=budget.spend), MB))
    yield from read(Opened(source=source, file=counted, known=opened.known, archived=True), options)


def _some(budget: _Budget) -> None:
    if not budget.members:
        raise Unreadable("no readable files", " ".join(kinds.ENDINGS))
