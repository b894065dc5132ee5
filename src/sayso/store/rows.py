"""What a query gives: the names of its columns, and its rows one after another or as Arrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sayso.errors import StoreError
from sayso.notebook import FIRST, many, table
from sayso.store.frames import package
from sayso.store.opening import told

if TYPE_CHECKING:
    from arro3.core import Table
    from duckdb import DuckDBPyConnection
    from pandas import DataFrame
    from polars import DataFrame as PolarsFrame

Parameters = Sequence[Any] | Mapping[str, Any]


class Sql(Protocol):
    """What answers a query: `Store.sql`."""

    def __call__(self, query: str, parameters: Parameters = (), /) -> Rows:
        """The rows."""


AT_ONCE = 256
"""Rows that are taken from DuckDB at a time, an eighth of its vectors: of articles, which are long, 2,048 would take
some 40 MB once more, and fewer at a time cost no more."""


Item = TypeVar("Item")


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """So many at a time."""
    stream = iter(items)
    while held := list(islice(stream, size)):
        yield held


_TAKEN = 1024
"""Short rows that are taken at a time."""


def taken(asked: DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    """The rows of what a connection was asked last, some at a time; they are short."""
    while rows := asked.fetchmany(_TAKEN):
        yield from rows


class Rows:
    """Rows of a query, taken as they are asked for, and once.

    >>> rows = store.sql("SELECT event, count(*) AS claims FROM claims GROUP BY event")
    >>> rows.columns, list(rows)
    (('event', 'claims'), [('AID', 12), ...])

    Any Arrow library takes them as they are: `pyarrow.table(rows)`, `polars.DataFrame(rows)`. Arrow, frames and the
    table that a notebook shows ask anew, so that they hold all rows, whatever was taken before.
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

    def to_arrow(self) -> Table:
        """The rows as an Arrow table, which any Arrow library takes without a copy."""
        from arro3.core import Table

        return Table.from_arrow(self)

    def to_pandas(self) -> DataFrame:
        """The rows as a frame of pandas; lists are arrays.

        Raises:
            InputError: pandas is not installed.
        """
        package("pandas")
        connection, query, parameters = self._asked
        with told(self._path):
            return connection.cursor().execute(query, parameters).df()

    def to_polars(self) -> PolarsFrame:
        """The rows as a frame of polars.

        Raises:
            InputError: polars is not installed.
        """
        frame: PolarsFrame = package("polars").DataFrame(self)
        return frame

    def count(self) -> int:
        """How many rows there are.

        Raises:
            StoreError: the query is no question, but changes something.
        """
        return int(self._within("SELECT count(*) FROM ({query})")[0][0])

    def _within(self, outer: str) -> list[tuple[Any, ...]]:
        """What a question about the rows gives; the query stands in brackets, where DuckDB takes questions alone."""
        connection, query, parameters = self._asked
        inner = f"{query.strip().rstrip(';')}\n"  # a comment at its end must not swallow the bracket
        with told(self._path):
            return connection.cursor().execute(outer.format(query=inner), parameters).fetchall()

    def _repr_html_(self) -> str:
        try:
            total, shown = self.count(), self._within(f"SELECT * FROM ({{query}}) LIMIT {FIRST}")
        except StoreError:
            return table(self.columns, (), "no question, so that it is not asked again to be shown")
        note = many(total, "row") if total <= FIRST else f"the first {FIRST} of {many(total, 'row')}"
        return table(self.columns, shown, note)
