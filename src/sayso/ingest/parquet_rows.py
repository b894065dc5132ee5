"""A program of its own that reads a Parquet file from standard input and writes its rows as lines of JSON: the library
that reads them can end the whole process over a damaged file, and then it is not ours that ends.

The first line lists the names of the columns, every other one is a row with the columns asked for in the first
argument, a JSON object of field → column, and those that are guessed. A line that is a string tells an error.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import IO, Any

import msgspec

from sayso.ingest.columns import guessed

BATCH = 256  # rows that are in memory at a time
_ENCODER = msgspec.json.Encoder(enc_hook=str)


def main() -> int:
    """Read and write; returns the exit code."""
    words = msgspec.json.decode(sys.argv[1], type=dict[str, str])
    try:
        for line in lines(sys.stdin.buffer, words):
            sys.stdout.buffer.write(_ENCODER.encode(line) + b"\n")
    except Exception as problem:  # whatever a damaged file makes of the library
        sys.stdout.buffer.write(_ENCODER.encode(str(problem)) + b"\n")
        return 1
    return 0


def lines(file: IO[bytes], words: dict[str, str]) -> Iterator[list[str] | dict[str, Any]]:
    """The names of the columns, then the rows."""
    from arro3.io import read_parquet

    file.seek(0)
    reader = read_parquet(file, batch_size=BATCH)
    names = tuple(reader.schema.names)
    yield list(names)
    wanted = [name for name in {**guessed(names), **words}.values() if name in names]
    for batch in reader:
        cells = {name: batch.column(name).to_pylist() for name in wanted}
        yield from ({name: values[row] for name, values in cells.items()} for row in range(batch.num_rows))


if __name__ == "__main__":
    sys.exit(main())
