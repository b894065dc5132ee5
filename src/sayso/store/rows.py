"""What a query gives: the names of its columns, and its rows one after another or as Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sayso.store.opening import told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Parameters = Sequence[Any] | Mapping[str, Any]


class Sql(Protocol):
    """What answers a query: `Store.sql`."""

    def __call__(self, query: str, parameters: Parameters = (), /) -> Rows:
        """The rows."""


AT_ONCE = 2048
"""Rows that are taken from DuckDB at a time: one of its vectors."""


Item = TypeVar("Item")


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """So many at a time."""
    stream = iter(items)
    while held := list(islice(stream, size)):
        yield held


class Rows:
    """Rows of a query, taken as they are asked for, and once.

    >>> rows = store.sql("SELECT event, count(*) AS claims FROM claims GROUP BY event")
    >>> rows.columns, list(rows)
    (('event', 'claims'), [('AID', 12), ...])

    Any Arrow library takes them as they are: `pyarrow.table(rows)`, `polars.DataFrame(rows)`.
    """

    def __init__(self, connection: DuckDBPyConnection, query: str, parameters: Parameters, path: Path) -> None:
        self._asked = (connection, query, parameters)
        self._path = path
        self._cursor = connection.cursor()
        with told(path):
            self._cursor.execute(query, parameters)
        self.columns: tuple[str, ...] = tuple(column[0] for column in self._cursor.description or ())

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        while found := self._some():
            yield from found

    def _some(self) -> list[tuple[Any, ...]]:
        with told(self._path):
            return self._cursor.fetchmany(AT_ONCE)

    def dicts(self) -> Iterator[dict[str, Any]]:
        """The rows as dicts by the names of the columns."""
        for row in self:
            yield dict(zip(self.columns, row, strict=True))

    def one(self) -> Any:
        """The first value of the first row; None if there is no row."""
        return next(iter(self), (None,))[0]

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        connection, query, parameters = self._asked
        self._cursor.close()
        with told(self._path):
            return connection.cursor().sql(query, params=parameters).__arrow_c_stream__(requested_schema)
