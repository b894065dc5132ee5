"""What the caller may name as input, told apart: file, folder, address, `-` for standard input, or a sentence."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, cast

import msgspec

from sayso.ingest import kinds
from sayso.ingest.dates import given_date
from sayso.ingest.dispatch import from_address, read
from sayso.ingest.opened import Opened, Options, Outcome, guarded
from sayso.ingest.seen import Seen
from sayso.ingest.unreadable import Unreadable
from sayso.ingest.web import Web

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+$", re.I)


def articles(
    inputs: Iterable[str | Path],
    *,
    date: str | None = None,
    columns: Mapping[str, str] | None = None,
    allow_private: bool = False,
    seen: Seen | None = None,
) -> Iterator[Outcome]:
    """Every article of every input, in the order named; what cannot be read is a rejection in its place.

    Args:
        inputs: paths of files or folders, http(s) addresses, `-` for standard input, or sentences (anything else that
            holds white space). What kinds of files are read, see docs/ingest.md.
        date: for articles that do not say when they were published: `2024-05-03` or "3 May 2024".
        columns: field of an article (`text`, `title`, `published`, ...) → the column of a table, or key of a JSON
            object, that holds it. Others go by their usual names.
        allow_private: also fetch addresses inside the own network.
        seen: a memory of addresses, so that those which have not changed are passed over. None: one for this call.

    Raises:
        InputError: `date` is none.
    """
    date = None if date is None else given_date(date)
    options = Options(date=date, columns=dict(columns or {}), web=Web(allow_private=allow_private, seen=seen))
    for given in inputs:
        yield from guarded(_one(given, options), str(given))


def is_missing(given: str | Path) -> bool:
    """Whether an input is no file, folder, address or standard input, and no sentence either: mostly a slip."""
    if str(given) == "-" or os.path.exists(given):
        return False
    return not isinstance(given, str) or not (not given or _ADDRESS.match(given.strip()) or re.search(r"\s", given))


def _one(given: str | Path, options: Options) -> Iterator[Outcome]:
    if str(given) == "-":
        yield from read(Opened(source="-", file=_standard_input()), options)
    elif os.path.isdir(given):
        yield from _folder(Path(given), options)
    elif os.path.exists(given):
        yield from _file(Path(given), options)
    elif is_missing(given):
        raise Unreadable("no such file")
    elif _ADDRESS.match(str(given).strip()):
        yield from from_address(str(given).strip(), options)
    else:
        yield from _sentence(str(given), options)


def _standard_input() -> IO[bytes]:
    """The stream; one that cannot be read ahead of gets a buffer."""
    stream = sys.stdin.buffer
    return stream if hasattr(stream, "read1") else cast(IO[bytes], io.BufferedReader(cast(io.RawIOBase, stream)))


def _sentence(given: str, options: Options) -> Iterator[Outcome]:
    """Arguments that the system could not decode come back as the bytes they were."""
    try:
        data = given.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as problem:
        raise Unreadable("unknown encoding", str(problem)) from problem
    name = given if len(given) <= 60 else given[:57] + "..."
    for outcome in read(Opened(source=name, file=io.BytesIO(data), kind="text"), options):
        yield msgspec.structs.replace(outcome, source=None)


def _folder(folder: Path, options: Options) -> Iterator[Outcome]:
    held = [Path(parent, name) for parent, _, names in os.walk(folder) for name in names if name[0] != "."]
    paths = sorted(path for path in held if kinds.by_ending(path) or path.suffix.lower() in kinds.DOCUMENTS)
    if not paths:
        raise Unreadable("no readable files", " ".join(kinds.ENDINGS))
    for path in paths:
        yield from guarded(_file(path, options) if kinds.by_ending(path) else _document(path), str(path))


def _document(path: Path) -> Iterator[Outcome]:
    """A rejection: passed over in silence, a folder of reports in .docx would look as if it held nothing."""
    yield Unreadable("binary", f"{path.suffix.lower()}: save it as .txt, .html or .pdf").rejection(str(path))


def _file(path: Path, options: Options) -> Iterator[Outcome]:
    with path.open("rb") as file:
        yield from read(Opened(source=str(path), file=file), options)
