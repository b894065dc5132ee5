"""The pairs of claims that are compared, and how likely each is of one happening: worked out anew where something came
or went, and kept."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.events.blocks import IN_ARTICLE, Kinds, Stub, across, met
from sayso.events.features import alike_pages
from sayso.events.pairs import GRAIN, Pairs
from sayso.events.related import COMMON, MONTH, UNDATED, Name, related_in
from sayso.store.accounting import HELD, STUB, WITHIN, Shelf, unit_of
from sayso.store.loading import registered
from sayso.store.opening import told, transaction
from sayso.store.rows import taken

if TYPE_CHECKING:
    from arro3.core import Table
    from duckdb import DuckDBPyConnection

    from sayso.events.blocks import Numbers as Keys

_AT_ONCE = 8192
"""Pairs that are numbers of Python at once: of one, four numbers take 160 bytes."""
_BITS = 32
_HELD = """
SELECT account, stub FROM event_accounts
WHERE NOT gone AND account IN (SELECT account FROM event_spans WHERE unit = ?)
"""
_FIRST = f"""
SELECT account, stub FROM event_accounts
WHERE NOT gone AND place < {IN_ARTICLE} AND article IN (SELECT unnest(?::VARCHAR[]))
"""
_NAMES = f"""
WITH held AS (SELECT unnest(names) AS name, article, day FROM event_pages WHERE day >= ? AND day < ?)
SELECT name, article, day FROM held
WHERE name IN (SELECT name FROM held GROUP BY name HAVING count(*) > 1 AND count(*) <= {COMMON})
"""
"""Of the names of a span those that several articles have, and not too many: most have one."""
_SHARED = """
WITH held AS (SELECT unnest(names) AS name, article, day FROM event_pages)
SELECT name, article, day FROM held WHERE name IN (SELECT name FROM held WHERE day IS NULL)
"""
_CHANGES = (
    "DELETE FROM event_pairs WHERE unit = $unit AND (a, b) IN (SELECT a, b FROM staged_left)",
    "INSERT INTO event_pairs BY NAME SELECT $unit AS unit, * FROM staged_came",
    "INSERT INTO event_due BY NAME SELECT DISTINCT unnest([a, b]) AS account FROM "
    "(SELECT a, b FROM staged_left UNION ALL SELECT a, b FROM staged_came)",
    "DELETE FROM event_due WHERE unit = $unit",
)


class Pairing:
    """Brings the pairs of a store up to date.

    Args:
        connection: to the store, open for writing.
        path: of the store, for messages.
        shelf: the accounts of articles.
        pairs: compares them.
    """

    def __init__(self, connection: DuckDBPyConnection, path: Path, shelf: Shelf, pairs: Pairs) -> None:
        self._connection = connection
        self._path = path
        self._shelf = shelf
        self._pairs = pairs

    def __call__(self) -> None:
        """Work out what is due."""
        for unit in self._due():
            self._update(unit, self._span(unit) if unit >= UNDATED else self._related(unit_of(unit)))

    def _due(self) -> list[int]:
        with told(self._path):
            rows = self._connection.execute("SELECT DISTINCT unit FROM event_due WHERE unit IS NOT NULL ORDER BY unit")
            return [unit for (unit,) in rows.fetchall() if unit != WITHIN]

    def _stubs(self, query: str, given: Any) -> list[tuple[int, Stub]]:
        """Numbers and stubs, in the order of their keys."""
        with told(self._path):
            rows = taken(self._connection.execute(query, [given]))
            return sorted(((number, STUB.decode(stub)) for number, stub in rows), key=lambda one: one[1].key)

    def _span(self, unit: int) -> Keys:
        """The pairs of a span of days."""
        import numpy as np

        held = self._stubs(_HELD, unit)
        numbers = np.array([number for number, _ in held], dtype=np.int64)
        a, b = (numbers[places] for places in met([stub for _, stub in held], unit))
        return np.sort(_keys(a, b))

    def _related(self, span: int) -> Keys:
        """The pairs of articles that are related in a span."""
        with told(self._path):
            bounds = ((span - 1) * MONTH, (span + 1) * MONTH)
            asked = self._connection.execute(_SHARED) if span == UNDATED else self._connection.execute(_NAMES, bounds)
            articles = related_in(_names(asked), span)
        return self._across(articles)

    def _across(self, articles: Sequence[tuple[str, str]]) -> Keys:
        """The pairs of related articles: every stub is looked at once, and what is asked of it kept in arrays."""
        import numpy as np

        numbers = array("q")
        homes: dict[str, list[int]] = {name: [] for pair in articles for name in pair}

        def noted(rows: Iterable[tuple[int, str]]) -> Iterator[Stub]:
            for place, (number, record) in enumerate(rows):
                numbers.append(number)
                stub = STUB.decode(record)
                homes[stub.article].append(place)
                yield stub

        with told(self._path):
            kinds = Kinds(noted(taken(self._connection.execute(_FIRST, [list(homes)]))))
        ones, others = across(kinds, [(homes[one], homes[other]) for one, other in articles])
        held = np.array(numbers, dtype=np.int64)
        return np.sort(_keys(held[ones], held[others]))

    def _update(self, unit: int, now: Keys) -> None:
        """Compare the pairs that came, and put them in the place of those that left."""
        import numpy as np

        with told(self._path):
            query = "SELECT a, b FROM event_pairs WHERE unit = ?"
            found = self._connection.execute(query, [unit]).fetchnumpy()
        before = np.sort((found["a"] << _BITS) | found["b"])
        came = np.setdiff1d(now, before, assume_unique=True)
        left = np.setdiff1d(before, now, assume_unique=True)
        changed = len(came) or len(left)
        staged = {"came": _table(came, odds=self._odds(came)), "left": _table(left)} if changed else {}
        with registered(self._connection, staged), transaction(self._connection, self._path):
            for statement in _CHANGES if changed else _CHANGES[-1:]:
                self._connection.execute(statement, {"unit": unit} if "$unit" in statement else None)

    def _odds(self, came: Keys) -> Keys:
        """The log odds of pairs, which are compared in an order that looks at few articles at a time."""
        import numpy as np

        odds = np.empty(len(came), dtype=np.int64)
        ones, others = map(self._shelf.homes, _ends(came))
        for places in near(ones, others):
            odds[places] = self._compared(came[places], ones[places], others[places])
        return odds

    def _compared(self, came: Keys, ones: Keys, others: Keys) -> Keys:
        """The log odds of pairs, of the articles `ones` and `others`, which go into memory together."""
        import numpy as np

        self._shelf.fetch(np.union1d(ones, others).tolist())
        account, odds = self._shelf.account, self._pairs.odds
        found = np.empty(len(came), dtype=np.int64)
        for first in range(0, len(came), _AT_ONCE):
            some = slice(first, first + _AT_ONCE)
            rows = zip(*(column[some].tolist() for column in (*_ends(came), ones, others)), strict=True)
            found[some] = [round(odds(account(a, home), account(b, other)) * GRAIN) for a, b, home, other in rows]
        alike_pages.cache_clear()  # it holds pages, which the shelf may let go
        return found


def _names(asked: DuckDBPyConnection) -> Iterator[Name]:
    """The rows; names and articles are held once."""
    yield from (Name(sys.intern(name), sys.intern(article), day) for name, article, day in taken(asked))


def _ends(pairs: Keys) -> tuple[Keys, Keys]:
    return pairs >> _BITS, pairs & (2**_BITS - 1)


def near(ones: Keys, others: Keys, together: int = HELD) -> Iterator[Keys]:
    """The places of pairs in groups, each in few articles, many of which are those of the group before.

    Args:
        ones: an article of each pair.
        others: the other article of it.
        together: how many articles are in memory at once: a group has no more.
    """
    import numpy as np

    if not len(ones):
        return
    articles = np.union1d(ones, others)
    half = max(1, together // 2)
    row, column = ((articles.searchsorted(side) // half).astype(np.int32) for side in (ones, others))
    there_and_back = np.where(row % 2, -column, column)
    order = np.lexsort((there_and_back, row))
    changes = np.flatnonzero(np.diff(row[order]) | np.diff(column[order])) + 1
    yield from np.split(order, changes)


def _keys(ones: Keys, others: Keys) -> Keys:
    """Pairs of numbers as one number each."""
    import numpy as np

    found: Keys = np.minimum(ones, others) << _BITS | np.maximum(ones, others)
    return found


def _table(found: Keys, **more: Keys) -> Table:
    from arro3.core import Array, Table

    a, b = _ends(found)
    columns = {"a": a, "b": b, **more}
    return Table.from_pydict({name: Array.from_numpy(values) for name, values in columns.items()})
