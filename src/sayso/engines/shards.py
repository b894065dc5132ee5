"""Shards: a corpus cut into pieces that workers take from disk by themselves, each of which becomes one part.

A shard is a few small files, one large file, or a stretch of a file of JSON Lines. Its name holds where it stands and a
hash of what it is (paths, sizes, times of change), so that the same corpus gives the same shards in every run, and a
file that has changed a new one. What is compressed or of another kind is not cut: give it in files of a size that one
worker can read in a few minutes.
"""

from __future__ import annotations

import glob
import io
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

import msgspec

from sayso.engines.batches import Outcome, batch_of, records_of
from sayso.engines.local import kept, read_all
from sayso.engines.work import BatchReader, ReadArticles
from sayso.errors import InputError
from sayso.ingest import articles, kinds
from sayso.ingest.lines import from_lines
from sayso.ingest.opened import Opened, Options, guarded
from sayso.ingest.web import Web
from sayso.records import Article, Rejection, content_id

if TYPE_CHECKING:
    from arro3.core import RecordBatch

SIZE = 2**20
"""Bytes of a shard where nothing else is asked for: some 400 articles, which a core reads in about a minute. That much
is lost when a worker is killed, and a part that holds much less would cost more files than it is worth."""
BLOCK = 2**20

WritePart = Callable[[str, Iterable[Outcome]], object]


class Shard(msgspec.Struct, frozen=True, kw_only=True):
    """Inputs, or the bytes `start` to `end` of the one input, which begin with its line number `line`."""

    name: str
    inputs: tuple[str, ...]
    start: int | None = None
    end: int | None = None
    line: int | None = None

    @property
    def key(self) -> str:
        """What the shard is, wherever it stands."""
        return self.name.partition("-")[2]


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """A shard that has been read and written: how many articles, how many claims, and what was rejected."""

    name: str
    articles: int
    claims: int
    rejections: tuple[Rejection, ...] = ()


def shards(inputs: Iterable[str | Path], *, size: int = SIZE) -> Iterator[Shard]:
    """The shards of some inputs, in order.

    Args:
        inputs: files, folders, patterns such as `corpus/*.parquet`, addresses.
        size: bytes of a shard.

    Raises:
        InputError: standard input is among them, which only one could read.
    """
    pieces = chain.from_iterable(_pieces(given, size) for given in inputs)
    for number, shard in enumerate(_packed(pieces, size)):
        yield msgspec.structs.replace(shard, name=f"{number:06d}-{shard.name}")


def _pieces(given: str | Path, size: int) -> Iterator[tuple[int, Shard]]:
    """Files and stretches of files with their bytes; a shard's name is its hash here."""
    if str(given) == "-":
        raise InputError("Standard input cannot be cut into shards.", "Give a file.")
    for path in _files(str(given)):
        try:
            state = os.stat(path)
        except OSError:
            yield 0, Shard(name=content_id(path), inputs=(path,))
            continue
        known = (path, state.st_size, state.st_mtime_ns)
        if state.st_size > size and path.lower().endswith((".jsonl", ".ndjson")):
            yield from ((size, stretch) for stretch in _stretches(path, known, size))
        else:
            yield state.st_size, Shard(name=content_id(*known), inputs=(path,))


def _files(given: str) -> list[str]:
    """Whole paths of the files that an input names; anything else as it is."""
    if os.path.isdir(given):
        found = (Path(parent, name) for parent, _, names in os.walk(given) for name in names)
        return sorted(os.path.abspath(path) for path in found if kinds.by_ending(path)) or [os.path.abspath(given)]
    if os.path.exists(given):
        return [os.path.abspath(given)]
    return sorted(map(os.path.abspath, glob.glob(given, recursive=True))) or [given]


def _stretches(path: str, known: Sequence[object], size: int) -> Iterator[Shard]:
    """A file of lines cut behind the first line end after every `size` bytes."""
    start, line = 0, 1
    for end, lines in _cuts(path, size):
        yield Shard(name=content_id(*known, start, end), inputs=(path,), start=start, end=end, line=line)
        start, line = end, line + lines


def _cuts(path: str, size: int) -> Iterator[tuple[int, int]]:
    """Where each stretch ends, and how many line ends it has."""
    with open(path, "rb") as file:
        while True:
            lines, left = 0, size
            while left > 0 and (block := file.read(min(BLOCK, left))):
                lines, left = lines + block.count(b"\n"), left - len(block)
            if left == size:
                return
            lines += file.readline().endswith(b"\n")
            yield file.tell(), lines


def _packed(pieces: Iterable[tuple[int, Shard]], size: int) -> Iterator[Shard]:
    """Small files together, as many as come to `size`; the rest alone."""
    held: list[Shard] = []
    room = size
    for weight, piece in pieces:
        if held and (weight > room or piece.start is not None):
            yield _joined(held)
            held, room = [], size
        if piece.start is not None:
            yield piece
            continue
        held.append(piece)
        room -= weight
    if held:
        yield _joined(held)


def _joined(held: Sequence[Shard]) -> Shard:
    inputs = tuple(path for shard in held for path in shard.inputs)
    return Shard(name=content_id(*(shard.name for shard in held)), inputs=inputs)


def articles_of(
    shard: Shard,
    *,
    date: str | None = None,
    columns: Mapping[str, str] | None = None,
    allow_private: bool = False,
) -> Iterator[Article | Rejection]:
    """The articles of a shard and what cannot become one, as `articles` gives them of the whole.

    Args:
        shard: what to take.
        date: as of `articles`, like the others.
        columns: which column or key holds what.
        allow_private: also fetch addresses inside the own network.
    """
    if shard.start is None:
        return articles(shard.inputs, date=date, columns=columns, allow_private=allow_private)
    options = Options(date=date, columns=dict(columns or {}), web=Web(allow_private=allow_private))
    return guarded(_stretch(shard, options), shard.inputs[0])


def _stretch(shard: Shard, options: Options) -> Iterator[Article | Rejection]:
    with open(shard.inputs[0], "rb") as file:
        lines = cast(IO[bytes], io.BufferedReader(Stretch(file, shard), BLOCK))
        yield from from_lines(Opened(source=shard.inputs[0], file=lines, kind="lines"), options)


class Stretch(io.RawIOBase):
    """The lines of a shard, after as many empty ones as stand before it: lines keep their numbers."""

    def __init__(self, file: IO[bytes], shard: Shard) -> None:
        assert shard.start is not None
        assert shard.end is not None
        assert shard.line is not None
        self._file = file
        self._empty = shard.line - 1
        self._left = shard.end - shard.start
        file.seek(shard.start)

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """As of any raw stream."""
        view = memoryview(cast(bytearray, buffer))
        if self._empty:
            piece = b"\n" * min(self._empty, len(view))
            self._empty -= len(piece)
        else:
            piece = self._file.read(min(self._left, len(view)))
            self._left -= len(piece)
        view[: len(piece)] = piece
        return len(piece)


class ReadShards:
    """A batch of shards in, a batch of what is done out; what they say is written where they are read.

    Args:
        read_batch: what reads articles.
        write: what writes a part of a name; it leaves a mark only when the part is whole.
        strict: whether a rejection is an error.
        date: as of `articles`, like the others.
        columns: which column or key holds what.
        allow_private: also fetch addresses inside the own network.
    """

    def __init__(
        self, read_batch: BatchReader, write: WritePart, *, strict: bool = False, date: str | None = None,
        columns: Mapping[str, str] | None = None, allow_private: bool = False,
    ) -> None:  # fmt: skip
        self.reader = ReadArticles(read_batch)
        self.write = write
        self.strict = strict
        self.items = partial(articles_of, date=date, columns=columns, allow_private=allow_private)

    def __call__(self, batch: RecordBatch) -> RecordBatch:
        """What is done, in the order of the shards."""
        return batch_of([self._read(shard) for shard in records_of(batch, Shard)], Done)

    def _read(self, shard: Shard) -> Done:
        counts: Counter[str] = Counter()
        rejections: list[Rejection] = []

        def counted(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
            for outcome in outcomes:
                if isinstance(outcome, Rejection):
                    rejections.append(outcome)
                else:
                    counts.update(articles=1, claims=len(outcome.claims))
                yield outcome

        self.write(shard.name, counted(self._outcomes(shard)))
        return Done(name=shard.name, articles=counts["articles"], claims=counts["claims"], rejections=tuple(rejections))

    def _outcomes(self, shard: Shard) -> Iterator[Outcome]:
        outcomes = read_all(self.items(shard), read_batch=self.reader.outcomes)
        return map(kept, outcomes) if self.strict else outcomes
