"""What the caller may name as input, told apart: file, folder, address, `-` for standard input, or a sentence."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, cast

import msgspec

from sayso.ingest import html
from sayso.ingest.compose import Known, compose
from sayso.ingest.decode import decode
from sayso.ingest.lines import from_lines, is_record
from sayso.ingest.unreadable import Unreadable
from sayso.records import Article, Rejection

KINDS = {".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "lines"}
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+$", re.I)


class Raw(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes as they were had. `kind` is text, html, lines, or None where it has to be guessed."""

    name: str
    data: bytes
    kind: str | None = None
    encoding: str | None = None
    url: str | None = None
    retrieved: str | None = None


def articles(
    inputs: Iterable[str | Path], *, date: str | None = None, allow_private: bool = False
) -> Iterator[Article | Rejection]:
    """Every article of every input, in the order named; what cannot be read is a rejection in its place.

    Args:
        inputs: paths of files (.txt, .md, .html, .jsonl, each also .gz) or folders, http(s) addresses, `-` for standard
            input, or sentences (anything else that holds white space).
        date: ISO date for articles that do not say when they were published.
        allow_private: also fetch addresses inside the own network.
    """
    for given in inputs:
        try:
            yield from _one(given, date, allow_private)
        except Unreadable as problem:
            yield problem.rejection(str(given))


def _one(given: str | Path, date: str | None, allow_private: bool) -> Iterator[Article | Rejection]:
    name = str(given)
    if name == "-":
        return from_raw(Raw(name=name, data=sys.stdin.buffer.read()), date=date)
    if os.path.isdir(given):
        return _folder(Path(given), date)
    if os.path.exists(given):
        return _file(Path(given), date)
    if isinstance(given, str) and _ADDRESS.match(given.strip()):
        from sayso.ingest.web import fetch

        return from_raw(fetch(given.strip(), allow_private=allow_private), date=date)
    if isinstance(given, str) and (not given or re.search(r"\s", given)):
        return from_raw(Raw(name=_short(given), data=_bytes(given), kind="text"), date=date)
    raise Unreadable("no such file")


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 60 else sentence[:57] + "..."


def _bytes(sentence: str) -> bytes:
    """Arguments that the system could not decode come back as the bytes they were."""
    try:
        return sentence.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError as problem:
        raise Unreadable("unknown encoding", str(problem)) from problem


def _folder(folder: Path, date: str | None) -> Iterator[Article | Rejection]:
    paths = sorted(Path(parent, name) for parent, _, names in os.walk(folder) for name in names if _kind(Path(name)))
    if not paths:
        raise Unreadable("no readable files", " ".join(KINDS))
    for path in paths:
        try:
            yield from _file(path, date)
        except Unreadable as problem:
            yield problem.rejection(str(path))


def _kind(path: Path) -> str | None:
    inner = path.with_suffix("") if path.suffix == ".gz" else path
    return None if path.name.startswith(".") else KINDS.get(inner.suffix.lower())


def _file(path: Path, date: str | None) -> Iterator[Article | Rejection]:
    kind = _kind(path)
    if kind == "lines":
        return _line_file(path, date)
    return from_raw(Raw(name=str(path), data=_guarded(path, lambda file: file.read()), kind=kind), date=date)


def _line_file(path: Path, date: str | None) -> Iterator[Article | Rejection]:
    """Line by line, never the whole file in memory; what breaks off half-way is a rejection after what came before."""
    try:
        with _opened(path) as file:
            yield from from_lines(file, str(path), date=date)
    except (OSError, EOFError, zlib.error) as problem:
        yield Unreadable("unreadable file", str(problem)).rejection(str(path))


def _guarded(path: Path, use: Callable[[IO[bytes]], bytes]) -> bytes:
    try:
        with _opened(path) as file:
            return use(file)
    except (OSError, EOFError, zlib.error) as problem:
        raise Unreadable("unreadable file", str(problem)) from problem


def _opened(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path, "rb")) if path.suffix == ".gz" else path.open("rb")


def from_raw(raw: Raw, *, date: str | None = None) -> Iterator[Article | Rejection]:
    """The articles of some bytes: one, or one a line where they are JSON Lines.

    Raises:
        Unreadable: the bytes hold no article.
    """
    first = raw.data.lstrip().partition(b"\n")[0]
    if raw.kind == "lines" or (raw.kind is None and is_record(first)):
        yield from from_lines(raw.data.splitlines(), raw.name, date=date)
        return
    text = decode(raw.data, declared=raw.encoding or html.declared_encoding(raw.data))
    known = Known(url=raw.url, retrieved=raw.retrieved, raw_sha256=hashlib.sha256(raw.data).hexdigest())
    if raw.kind == "html" or (raw.kind is None and html.looks_like_html(text)):
        text, about = html.page(text, raw.url)
        known = msgspec.structs.replace(known, **about)
    yield compose(text, known, date=date)
