"""Parquet: typed columns, lists as lists, zstd; written by arro3."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

import msgspec

Column = tuple[str, str, str]
"""Name, kind (text, texts, number, float), what it holds."""
Row = Mapping[str, Any]


def write_columns(columns: Sequence[Column], rows: Iterable[Row], file: IO[bytes]) -> None:
    """Write rows, which wait in a temporary file as JSON until all are there."""
    from arro3.io import read_json
    from arro3.io import write_parquet as write_arrow

    with tempfile.TemporaryFile() as lines:
        for row in rows:
            lines.write(msgspec.json.encode(row) + b"\n")
        lines.seek(0)
        held = io.BytesIO()
        write_arrow(read_json(lines, _schema(columns)), held, compression="zstd(3)", created_by="sayso")
    file.write(held.getvalue())


def _schema(columns: Sequence[Column]) -> Any:
    from arro3.core import DataType, Field, Schema

    kinds = {
        "text": DataType.string(),
        "texts": DataType.list(Field("item", DataType.string())),
        "number": DataType.int64(),
        "float": DataType.float64(),
    }
    return Schema([Field(name, kinds[kind]) for name, kind, _ in columns])
