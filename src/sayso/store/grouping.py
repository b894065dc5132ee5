"""From pairs to events in a store: which claims hang together is asked of all of them, by numbers alone; only those are
joined anew whose part has changed, some thousands at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.events.accounts import Account
from sayso.events.blocks import Pair
from sayso.events.clusters import joined
from sayso.events.clusters import parts as lowest
from sayso.events.copied import Originals
from sayso.events.kept import retold
from sayso.events.merging import Builder
from sayso.events.outlets import Outlet
from sayso.events.pairs import GRAIN
from sayso.events.ties import FIRM, ClaimPair
from sayso.records import Event
from sayso.store.accounting import Shelf
from sayso.store.deriving import event_row, told_rows
from sayso.store.indexing import SET_TIES, TIED
from sayso.store.loading import registered
from sayso.store.opening import told, transaction
from sayso.store.tables import Row, arrow_table

if TYPE_CHECKING:
    import numpy as np
    from duckdb import DuckDBPyConnection

    from sayso.events.blocks import Numbers

    Flags = np.ndarray[Any, np.dtype[np.bool_]]

AT_ONCE = 4000
"""Claims that are joined between two writes."""
BESIDE = 200
"""Articles whose accounts are kept for the next claims to be joined: the articles of `AT_ONCE` claims."""
EDGES = 200_000
"""Pairs that are in memory at once while parts are found."""
_ACCOUNTS = """
SELECT account::INTEGER AS account, coalesce(part, -1)::INTEGER AS part, gone FROM event_accounts ORDER BY account
"""
"""Numbers of four bytes, since there is one for each claim: pairs are kept as two in one of eight."""
_UNITS = "SELECT unit, count(*) FROM event_pairs WHERE odds > ? GROUP BY unit ORDER BY unit"
_EDGES = "SELECT a, b FROM event_pairs WHERE odds > ? AND unit >= ? AND unit <= ?"
_MEMBERS = """
SELECT account, s.part, article, claim, place, faint FROM staged_members s JOIN event_accounts e USING (account)
WHERE e.account >= $first AND e.account <= $last ORDER BY article, place
"""
_PAIRS = """
SELECT DISTINCT a, b, odds FROM event_pairs p
JOIN staged_members m ON m.account = p.a JOIN staged_members n ON n.account = p.b AND m.part = n.part
WHERE p.a >= $first AND p.a <= $last AND p.b >= $first AND p.b <= $last
"""
"""The members say by themselves which rows are asked for; with the first and the last of them DuckDB leaves out where
none can lie, so that what one batch costs does not grow with the store."""
_PLACES = """
WITH ends AS (
    SELECT min(rowid) AS first, max(rowid) AS last FROM articles WHERE current AND id IN (
        SELECT e.article FROM staged_members JOIN event_accounts e USING (account)
        WHERE e.account >= $first AND e.account <= $last)
)
SELECT coalesce(sum(a.claims) FILTER (a.rowid < e.first), 0)::BIGINT,
       coalesce(sum(a.claims) FILTER (a.rowid <= e.last), 0)::BIGINT FROM articles a, ends e
"""
"""Before and up to which row the claims of the members lie: claims are added in the order of their articles."""
_OUTLETS = "SELECT record FROM event_pages WHERE article IN (SELECT unnest(?::VARCHAR[]))"
_TOLD = (
    "SELECT DISTINCT c.event FROM event_claims c JOIN event_accounts a ON a.article = c.article AND a.claim = c.claim"
)
_TAKE_AWAY = (
    f"CREATE OR REPLACE TEMP TABLE old_events AS {_TOLD} {{where}}",
    "DELETE FROM events WHERE id IN (FROM old_events)",
    "DELETE FROM event_claims WHERE event IN (FROM old_events)",
)
_PUT = (
    "INSERT INTO events BY NAME SELECT * FROM staged_events",
    "INSERT INTO event_claims BY NAME SELECT * FROM staged_event_claims",
    "UPDATE event_accounts SET part = s.part FROM staged_members s WHERE s.account = event_accounts.account "
    "AND event_accounts.account >= $first AND event_accounts.account <= $last",
    "DELETE FROM event_due WHERE account IN (SELECT account FROM staged_members)",
)
_TIE = f"""
UPDATE judged_claims SET {SET_TIES} FROM (
    SELECT a.article, a.claim, {TIED}
    FROM staged_members JOIN event_accounts a USING (account)
    LEFT JOIN staged_event_claims t ON t.article = a.article AND t.claim = a.claim
    LEFT JOIN staged_events v ON v.id = t.event WHERE NOT a.faint
) e WHERE judged_claims.article = e.article AND judged_claims.id = e.claim AND judged_claims.current
AND judged_claims.claim >= $before AND judged_claims.claim < $behind
"""
_FORGET = (
    "DELETE FROM event_due WHERE account IN (SELECT account FROM event_accounts WHERE gone)",
    "DELETE FROM event_accounts WHERE gone",
)


class Grouping:
    """Brings the events of a store up to date.

    Args:
        connection: to the store, open for writing.
        path: of the store, for messages.
        originals: which article another was taken from.
        ties: pairs of numbers of claims that people tied, and by what log odds.
    """

    def __init__(
        self, connection: DuckDBPyConnection, path: Path, originals: Originals, ties: Mapping[Pair, float]
    ) -> None:
        self._connection = connection
        self._path = path
        self._originals = originals
        self._ties = ties

    def __call__(self) -> None:
        """Join anew what is due."""
        numbers, parts, is_new = self._affected()
        self._take_away_gone()
        self._shelf = Shelf(self._connection, self._path, BESIDE, retold)
        for rows in _batches(parts):
            self._join(numbers[rows], parts[rows], is_new=bool(is_new[rows].all()))

    def _affected(self) -> tuple[Numbers, Numbers, Flags]:
        """The claims whose part has changed, or holds something that is due: their numbers, the parts, and whether they
        had none before."""
        import numpy as np

        with told(self._path):
            found = self._connection.execute(_ACCOUNTS).fetchnumpy()
        numbers, before, there = found["account"], found["part"], ~found["gone"]
        # For every number the lowest of those that it is to be joined with.
        now = lowest(int(numbers[-1]) + 1, self._edges)[numbers] if len(numbers) else before
        touched = np.isin(numbers, self._due()) | (there & (now != before)) | ~there
        affected = np.isin(now, np.union1d(now[touched & there], before[touched])) & there
        self._note(numbers[affected])
        return numbers[affected], now[affected], before[affected] < 0

    def _due(self) -> Numbers:
        with told(self._path):
            query = "SELECT DISTINCT account FROM event_due WHERE account IS NOT NULL"
            found: Numbers = self._connection.execute(query).fetchnumpy()["account"]
        return found

    def _note(self, affected: Numbers) -> None:
        """Whatever becomes of this run, the next one knows what is to be joined."""
        staged = {"affected": _numbers(account=affected)}
        with registered(self._connection, staged), transaction(self._connection, self._path):
            self._connection.execute("DELETE FROM event_due WHERE account IS NOT NULL")
            self._connection.execute("INSERT INTO event_due BY NAME SELECT account FROM staged_affected")

    def _take_away_gone(self) -> None:
        with told(self._path):
            if not self._connection.execute("SELECT count(*) FROM event_accounts WHERE gone").fetchall()[0][0]:
                return
        with transaction(self._connection, self._path):
            for statement in _TAKE_AWAY:
                self._connection.execute(statement.format(where="WHERE a.gone"))
            for statement in _FORGET:
                self._connection.execute(statement)

    def _edges(self, least: float) -> Iterator[Pair]:
        """The pairs above some log odds, as people have tied them."""
        yield from (pair for pair, odds in self._ties.items() if odds > least)
        bound = round(least * GRAIN)
        for first, last in self._stretches(bound):
            with told(self._path):
                found = self._connection.execute(_EDGES, [bound, first, last]).fetchnumpy()
            pairs = zip(found["a"].tolist(), found["b"].tolist(), strict=True)
            yield from (pair for pair in pairs if pair not in self._ties) if self._ties else pairs

    def _stretches(self, bound: int) -> Iterator[tuple[int, int]]:
        """From which unit to which one asks at once."""
        with told(self._path):
            units = self._connection.execute(_UNITS, [bound]).fetchall()
        first, count = None, 0
        for unit, number in units:
            first, count = unit if first is None else first, count + number
            if count >= EDGES:
                yield first, unit
                first, count = None, 0
        if first is not None:
            yield first, units[-1][0]

    def _join(self, numbers: Numbers, parts: Numbers, *, is_new: bool) -> None:
        """Make the events of some parts, and put them in the place of those before."""
        ends = {"first": int(numbers.min()), "last": int(numbers.max())}
        with registered(self._connection, {"members": _numbers(account=numbers, part=parts)}):
            events = self._events(ends)
            rows: dict[str, list[Row]] = {
                "events": [event_row(event) for event in events],
                "event_claims": [row for event in events for row in told_rows(event)],
            }
            staged = {name: arrow_table(name, found) for name, found in rows.items()}
            with registered(self._connection, staged), transaction(self._connection, self._path):
                where = "WHERE a.account IN (SELECT account FROM staged_members)"
                statements = [] if is_new else [one.format(where=where) for one in _TAKE_AWAY]
                before, behind = self._connection.execute(_PLACES, ends).fetchall()[0]
                given = {**ends, "before": before, "behind": behind}
                for statement in (*statements, _TIE, *_PUT):
                    used = {name: value for name, value in given.items() if f"${name}" in statement}
                    self._connection.execute(statement, used or None)

    def _events(self, ends: Mapping[str, int]) -> list[Event]:
        with told(self._path):
            members = self._connection.execute(_MEMBERS, ends).fetchall()
            pairs = self._connection.execute(_PAIRS, ends).fetchall()
        held: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for number, part, *rest in members:
            held[part].append((number, *rest))
        odds: defaultdict[int, dict[Pair, float]] = defaultdict(dict)
        home = {number: (part, place) for part, ones in held.items() for place, (number, *_) in enumerate(ones)}
        given = [(a, b, value / GRAIN) for a, b, value in pairs]
        given += [(a, b, value) for (a, b), value in self._ties.items() if a in home and b in home]
        for a, b, value in given:
            (part, i), (other, j) = home[a], home[b]
            if part == other:
                odds[part][min(i, j), max(i, j)] = value
        groups = [
            [ones[i] for i in group] for part, ones in held.items() for group in joined(range(len(ones)), odds[part])
        ]
        return self._built([group for group in groups if not all(faint for *_, faint in group)])

    def _built(self, groups: Sequence[Sequence[tuple[Any, ...]]]) -> list[Event]:
        import numpy as np

        numbers = np.array([number for group in groups for number, *_ in group], dtype=np.int64)
        homes = self._shelf.homes(numbers).tolist() if len(numbers) else []
        self._shelf.fetch(set(homes))
        found = map(self._shelf.account, numbers.tolist(), homes)
        accounts = [[next(found) for _ in group] for group in groups]
        build = Builder(self._originals, self._outlets(accounts))
        return [build(group) for group in accounts]

    def _outlets(self, groups: Iterable[Sequence[Account]]) -> dict[str, Outlet]:
        """Who tells articles, and those that they were taken from."""
        found = {account.page.id: account.page.outlet for group in groups for account in group}
        others = sorted({self._originals.of(article) for article in found} - found.keys())
        if others:
            with told(self._path):
                rows = self._connection.execute(_OUTLETS, [others]).fetchall()
            found.update((page.id, page.outlet) for page, _ in (retold(record) for (record,) in rows))
        return found


def tied_numbers(
    connection: DuckDBPyConnection, same: Iterable[ClaimPair], different: Iterable[ClaimPair]
) -> dict[Pair, float]:
    """The ties of people, by the numbers of the claims; of claims that are not there none."""
    found: dict[Pair, float] = {}
    query = "SELECT account FROM event_accounts WHERE NOT gone AND article = ? AND claim = ?"
    for pairs, odds in ((same, FIRM), (different, -FIRM)):
        for pair in pairs:
            numbers = sorted(row[0] for key in pair for row in connection.execute(query, list(key)).fetchall())
            if len(set(numbers)) == 2:
                found[numbers[0], numbers[1]] = odds
    return found


def _numbers(**columns: Numbers) -> Any:
    from arro3.core import Array, Table

    return Table.from_pydict({name: Array.from_numpy(values.copy()) for name, values in columns.items()})


def _batches(parts: Numbers) -> Iterator[Numbers]:
    """Some thousand places at a time, those of a part together."""
    import numpy as np

    order = np.argsort(parts, kind="stable")
    held = parts[order]
    start = 0
    while start < len(held):
        last = min(start + AT_ONCE, len(held)) - 1
        end = int(np.searchsorted(held, held[last], side="right"))
        yield order[start:end]
        start = end
