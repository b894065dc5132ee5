"""What every kind of input is read from: a stream of bytes with what is known of it, and the caps on its size."""

from __future__ import annotations

import gzip
import io
import shutil
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import IO, TYPE_CHECKING, cast

import msgspec

from sayso.errors import SaysoError
from sayso.ingest.compose import Known
from sayso.ingest.seen import Stamp
from sayso.ingest.unreadable import Unreadable
from sayso.records import Article, Rejection

if TYPE_CHECKING:
    from sayso.ingest.web import Web

MB = 2**20
# What is parsed in one piece, by kind, in MB. The longest news pages are under 5 MB; one of 10 MB took 16 s and 300 MB
# of memory, one of 19 MB 56 s. A text of 50 MB is 8 million words. Sitemaps may hold 50 MB by their protocol. Kinds
# that are read piece by piece have no cap.
PIECE_CAPS = {"html": 10, "text": 50, "pdf": 200, "feed": 20, "opml": 20, "sitemap": 60}
LINE_CAP = 20 * MB  # bytes of a line of JSON or a row of a table; 20 times the longest annotated article
SPOOLED = 16 * MB  # bytes of a stream that are kept in memory before they go to a temporary file
# Texts and pages compress 3 to 10 times, tables that repeat themselves up to 100 times; deflate ends at 1,032.
RATIO_CAP = 200
RATIO_FREE = 64 * MB  # unpacked bytes below which no ratio is looked at
BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, tarfile.TarError, NotImplementedError)
Outcome = Article | Rejection


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller asks for, whatever the input.

    Args:
        date: ISO date for articles that do not say when they were published.
        columns: field of an article → column of a table, or key of a JSON object, that holds it.
        web: what fetches addresses.
    """

    date: str | None
    columns: dict[str, str]
    web: Web


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes that were had and not looked at yet.

    `source` is where they lie. `kind` is None where it has to be guessed. `known` is what the address or a list says of
    them. `depth` counts the lists of addresses that led here. `archived` is whether they lie in an archive. `stamp` is
    what a server said of this version of them.
    """

    source: str
    file: IO[bytes]
    kind: str | None = None
    encoding: str | None = None
    known: Known = Known()
    depth: int = 0
    archived: bool = False
    stamp: Stamp | None = None


def whole(opened: Opened, kind: str) -> bytes:
    """All bytes of what is read in one piece.

    Raises:
        Unreadable: `too large`, or whatever ended the stream.
    """
    cap = PIECE_CAPS[kind]
    data = opened.file.read(cap * MB + 1)
    if len(data) > cap * MB:
        raise Unreadable("too large", f"over {cap} MB in one piece ({kind})")
    return data


def as_far_as_it_goes(opened: Opened, kind: str) -> tuple[bytes, Unreadable | None]:
    """The bytes of a list up to its cap or to where they break off, and what ended them before their time."""
    data = bytearray()
    cap = PIECE_CAPS[kind]
    try:
        while piece := some(opened.file):
            data += piece
            if len(data) > cap * MB:
                return bytes(data[: cap * MB]), Unreadable("too large", f"over {cap} MB ({kind}); the rest is left out")
    except Unreadable as problem:
        return bytes(data), problem
    except BROKEN as problem:
        return bytes(data), Unreadable("unreadable file", str(problem))
    return bytes(data), None


def some(file: IO[bytes], size: int = MB) -> bytes:
    """The next bytes, as many as can be had at once, so that none are lost where the stream breaks off behind them."""
    return cast(io.BufferedIOBase, file).read1(size)


def seekable(opened: Opened) -> IO[bytes]:
    """The stream itself, or a temporary copy of it where one cannot go back in it."""
    if opened.file.seekable():
        return opened.file
    copy = tempfile.SpooledTemporaryFile(max_size=SPOOLED)  # noqa: SIM115
    shutil.copyfileobj(opened.file, copy, MB)
    copy.seek(0)
    return cast(IO[bytes], copy)


def peeked(file: IO[bytes], size: int) -> tuple[bytes, IO[bytes]]:
    """The first bytes of a stream, and a stream that still holds them and breaks off where it did."""
    head = b""
    with suppress(Unreadable, *BROKEN):
        while len(head) < size and (piece := some(file, size - len(head))):
            head += piece
    if file.seekable():
        file.seek(0)
        return head, file
    return head, cast(IO[bytes], io.BufferedReader(_Joined(head, file)))


def unpacked(file: IO[bytes]) -> IO[bytes]:
    """The content of a gzip stream, which ends with an error where it is damaged or a bomb."""
    counted = Counted(
        cast(IO[bytes], gzip.GzipFile(fileobj=file, mode="rb")), packed=file.tell if file.seekable() else None
    )
    return cast(IO[bytes], io.BufferedReader(counted, MB))


class _Joined(io.RawIOBase):
    """Bytes already read, then the stream that they were read from."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """As of any raw stream."""
        view = memoryview(cast(bytearray, buffer))
        piece = self._head[: len(view)] or some(self._rest, len(view))
        self._head = self._head[len(view) :]
        view[: len(piece)] = piece
        return len(piece)


class Ending(io.RawIOBase):
    """A stream that ends with an error."""

    def __init__(self, file: IO[bytes], problem: Unreadable) -> None:
        self._file = file
        self._problem = problem

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """As of any raw stream.

        Raises:
            Unreadable: the stream has ended.
        """
        view = memoryview(cast(bytearray, buffer))
        piece = some(self._file, len(view))
        if not piece:
            raise self._problem
        view[: len(piece)] = piece
        return len(piece)


class Counted(io.RawIOBase):
    """A stream of unpacked bytes that refuses to grow out of proportion.

    Args:
        file: the unpacked stream.
        packed: how many packed bytes were used so far; None where nobody knows, and then nothing is refused.
        spend: told how many bytes each read took.
    """

    def __init__(
        self, file: IO[bytes], *, packed: Callable[[], int] | None, spend: Callable[[int], None] | None = None
    ) -> None:
        self._file = file
        self._packed = packed
        self._spend = spend
        self._count = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """As of any raw stream.

        Raises:
            Unreadable: `zip bomb`.
        """
        view = memoryview(cast(bytearray, buffer))
        piece = some(self._file, len(view))
        view[: len(piece)] = piece
        self._count += len(piece)
        if self._spend:
            self._spend(len(piece))
        if self._packed and self._count > max(RATIO_FREE, RATIO_CAP * self._packed()):
            raise Unreadable("zip bomb", f"more than {RATIO_CAP} bytes of each that is stored")
        return len(piece)


def guarded(outcomes: Iterable[Outcome], source: str) -> Iterator[Outcome]:
    """The outcomes of one source; what ends them before their time is a rejection after those that came before."""
    try:
        yield from outcomes
    except Unreadable as problem:
        yield problem.rejection(source)
    except BROKEN as problem:
        yield Unreadable("unreadable file", str(problem) or type(problem).__name__).rejection(source)
    except SaysoError:
        raise
    except Exception as problem:  # one bad source must not end a run; the row keeps what went wrong
        yield Unreadable("internal error", f"{type(problem).__name__}: {problem}").rejection(source)
