"""Articles and what became of them as Arrow record batches: what goes into an engine and what comes out of it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import msgspec

from sayso.records import Article, Reading, Rejection, arrow_schema

if TYPE_CHECKING:
    from arro3.core import RecordBatch

Outcome = Reading | Rejection
Record = TypeVar("Record", bound=msgspec.Struct)


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One row of what an engine gives: the reading of an article, or why there is none."""

    reading: Reading | None = None
    rejection: Rejection | None = None


def batch_of(records: Sequence[Record], record: type[Record]) -> RecordBatch:
    """Records, all of the type `record`, as one batch."""
    from arro3.core import Array, RecordBatch
    from arro3.io import read_json

    schema = arrow_schema(record)
    if not records:
        fields = map(schema.field, schema.names)
        return RecordBatch.from_arrays([Array([], field.type) for field in fields], schema=schema)
    lines = b"".join(msgspec.json.encode(one) + b"\n" for one in records)
    return read_json(io.BytesIO(lines), schema, batch_size=len(records)).read_next_batch()


def records_of(batch: RecordBatch, record: type[Record]) -> list[Record]:
    """The records of a batch, equal byte for byte to those that it was made of."""
    from arro3.io import write_ndjson

    lines = io.BytesIO()
    write_ndjson(batch, lines, explicit_nulls=True)
    return [msgspec.json.decode(line, type=record) for line in lines.getvalue().splitlines()]


def article_batches(articles: Iterable[Article], size: int) -> Iterator[RecordBatch]:
    """Articles in batches of `size`, taken from the stream as they are asked for."""
    stream = iter(articles)
    while some := list(islice(stream, size)):
        yield batch_of(some, Article)


def answer_batch(outcomes: Iterable[Outcome]) -> RecordBatch:
    """Readings and rejections as one batch of answers."""
    return batch_of([_answer(outcome) for outcome in outcomes], Answer)


def _answer(outcome: Outcome) -> Answer:
    return Answer(rejection=outcome) if isinstance(outcome, Rejection) else Answer(reading=outcome)


def outcomes_of(batch: RecordBatch) -> Iterator[Outcome]:
    """The readings and rejections of a batch of answers."""
    for answer in records_of(batch, Answer):
        outcome = answer.reading or answer.rejection
        assert outcome is not None, "an answer is a reading or a rejection"
        yield outcome


def packed(batch: RecordBatch) -> bytes:
    """A batch as bytes of an Arrow stream, to travel to another process."""
    from arro3.io import write_ipc_stream

    held = io.BytesIO()
    write_ipc_stream(batch, held, compression=None)
    return held.getvalue()


def unpacked(held: bytes) -> RecordBatch:
    """The batch of `packed`."""
    from arro3.io import read_ipc_stream

    return read_ipc_stream(io.BytesIO(held)).read_next_batch()
