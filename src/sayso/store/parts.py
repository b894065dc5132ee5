"""Parts: the rows of some articles as Parquet files, written by whoever reads and taken into a store by another.

    FOLDER/articles/NAME.parquet        one file a table of `STAGED`, in the columns of the store
    FOLDER/attributions/NAME.parquet
    FOLDER/mentions/NAME.parquet
    FOLDER/claims/NAME.parquet
    FOLDER/rejections/NAME.parquet
    FOLDER/finished/NAME.json           written last: the part is whole; what it holds, and of which schema

Every file appears whole under its name or not at all, and a part without its mark is none. So a run that was killed is
finished by making the parts whose marks are missing, and `FOLDER/claims/*.parquet` can be read by anything.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sayso import __version__
from sayso.errors import StoreError
from sayso.records import Rejection
from sayso.report.formats import output
from sayso.store.rows import Sql
from sayso.store.schema import MIGRATIONS, OF_ARTICLES, STAGED
from sayso.store.tables import Outcome, tables

if TYPE_CHECKING:
    from arro3.core import Table

MARKS = "finished"
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


class Part(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """The mark of a part: its name, the rows of its tables, and the schema and program that wrote it."""

    name: str
    rows: dict[str, int]
    schema: int
    program: str


def write_part(folder: Path, name: str, outcomes: Iterable[Outcome]) -> Part:
    """Write one part, its mark last; a part of that name is replaced.

    Args:
        folder: of the parts; made where there is none.
        name: of the part: letters, digits, `.`, `_` and `-`. Parts are taken in the order of their names.
        outcomes: its readings and rejections.

    Raises:
        StoreError: the name does not serve.
        OutputError: it cannot be written.
    """
    return write_tables(folder, name, tables(outcomes))


def write_tables(folder: Path, name: str, staged: Mapping[str, Table]) -> Part:
    """The same for tables that are made already, all of `STAGED`."""
    from arro3.io import write_parquet

    if not NAME.fullmatch(name):
        raise StoreError(f"{name!r} is no name of a part.", "Use letters, digits, '.', '_' and '-'.")
    _mark(folder, name).unlink(missing_ok=True)
    for table in STAGED:
        with output(_made(file_of(folder, table, name))) as file:
            write_parquet(staged[table].to_reader(), file, compression="zstd(3)", created_by="sayso")
    rows = {table: staged[table].num_rows for table in STAGED}
    part = Part(name=name, rows=rows, schema=len(MIGRATIONS), program=__version__)
    with output(_made(_mark(folder, name))) as file:
        file.write(msgspec.json.encode(part) + b"\n")
    return part


def file_of(folder: Path, table: str, name: str) -> Path:
    """Where a table of a part lies."""
    return folder / table / f"{name}.parquet"


def _mark(folder: Path, name: str) -> Path:
    return folder / MARKS / f"{name}.json"


def _made(file: Path) -> Path:
    """The file, its folder being there."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError:  # the file in it cannot be opened either, and that says why
        return file
    return file


def is_parts(folder: Path) -> bool:
    """Whether a folder holds parts, finished or not; what is too long for a path is none."""
    return os.path.isdir(folder / "articles") and os.path.isdir(folder / MARKS)


def finished(folder: Path) -> Iterator[Part]:
    """The parts of a folder that are whole, in the order of their names.

    Raises:
        StoreError: a part was written by a newer version, or its mark is damaged.
    """
    for mark in sorted((folder / MARKS).glob("*.json")):
        try:
            part = msgspec.json.decode(mark.read_bytes(), type=Part)
        except (msgspec.DecodeError, OSError) as problem:
            raise StoreError(f"{mark} cannot be read: {problem}.", "Make this part again.") from problem
        if part.schema > len(MIGRATIONS):
            raise StoreError(
                f"{mark} was written by a newer version, sayso {part.program}.", "Install a version as new as that."
            )
        yield part


def files_of(folder: Path, part: Part) -> dict[str, Path]:
    """The files of a part by table.

    Raises:
        StoreError: one is not there.
    """
    files = {table: file_of(folder, table, part.name) for table in STAGED}
    for file in files.values():
        if not file.is_file():
            raise StoreError(f"{file} is missing, though its part is finished.", f"Make part {part.name} again.")
    return files


def rejections_of(sql: Sql, folder: Path, part: Part) -> list[Rejection]:
    """The rejections that a part holds."""
    query = "SELECT article, stage, reason, detail FROM read_parquet(?)"
    rows = sql(query, [str(file_of(folder, "rejections", part.name))])
    return [Rejection(article_id=a, stage=s, reason=r, detail=d) for a, s, r, d in rows]


def write_all(sql: Sql, folder: Path, size: int) -> list[Part]:
    """Every version of every article of a store as parts, in the order in which they came; rejections with the first.

    Args:
        sql: what asks the store.
        folder: of the parts.
        size: articles of a part.
    """
    from arro3.core import Table

    parts = []
    for start in range(0, max(sql("SELECT count(*) FROM articles").one(), 1), size):
        staged = {table: Table.from_arrow(sql(query)) for table, query in _queries(start, size).items()}
        parts.append(write_tables(folder, f"{start // size:06d}", staged))
    return parts


def _queries(start: int, size: int) -> dict[str, str]:
    """What gives the rows of the part that starts there."""
    picked = f"FROM articles ORDER BY rowid LIMIT {size:d} OFFSET {start:d}"
    rows = "SELECT t.* FROM {0} t JOIN (SELECT id, version {1}) p ON t.article = p.id AND t.version = p.version"
    return {
        "articles": f"SELECT * {picked}",
        "rejections": f"SELECT * FROM rejections ORDER BY rowid LIMIT {'NULL' if start == 0 else 0}",
        **{table: rows.format(table, picked) + " ORDER BY t.rowid" for table in OF_ARTICLES},
    }
