"""What was asked of a store, as rows and as frames: Arrow, pandas or polars, each only if it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sayso.errors import InputError

if TYPE_CHECKING:
    from arro3.core import Table
    from pandas import DataFrame
    from polars import DataFrame as PolarsFrame

    from sayso.store.rows import Rows

R = TypeVar("R")


def package(name: str) -> Any:
    """A package that only some users have.

    Raises:
        InputError: it is not installed.
    """
    try:
        return import_module(name)
    except ImportError as problem:
        raise InputError(f"A frame of {name} needs {name}.", f"Install it with: pip install {name}.") from problem


class Found(Generic[R]):
    """Records that a store was asked for: one after another, as often as wanted, and the same as frames.

    >>> for event in store.events(actor="PRK"): ...
    >>> store.events(actor="PRK").to_pandas()

    Args:
        records: gives the records, each time anew.
        rows: gives a row for each, each time anew.
    """

    def __init__(self, records: Callable[[], Iterator[R]], rows: Callable[[], Rows]) -> None:
        self._records, self._rows = records, rows

    def __iter__(self) -> Iterator[R]:
        return self._records()

    @property
    def rows(self) -> Rows:
        """A row for each record, in the columns of the frames."""
        return self._rows()

    def first(self) -> R | None:
        """The first record; None if there is none."""
        return next(iter(self), None)

    def count(self) -> int:
        """How many there are."""
        return self.rows.count()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.rows.__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> Table:
        """The rows as an Arrow table."""
        return self.rows.to_arrow()

    def to_pandas(self) -> DataFrame:
        """The rows as a frame of pandas.

        Raises:
            InputError: pandas is not installed.
        """
        return self.rows.to_pandas()

    def to_polars(self) -> PolarsFrame:
        """The rows as a frame of polars.

        Raises:
            InputError: polars is not installed.
        """
        return self.rows.to_polars()

    def _repr_html_(self) -> str:
        return self.rows._repr_html_()
