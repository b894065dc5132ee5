"""What merging keeps of each article, so that a claim that comes later is compared without reading all others again.

An account is one claim of one article. Its number, the spans in which it stands and the stub by which it is found are
kept; what else is compared is read from the article when it is needed. Whatever an article that came, changed or went
may have changed is noted in `event_due`, in the same transaction: where claims are to be compared anew, and which are
to be joined anew.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sayso.events.accounts import Account, Page, accounts, page_of
from sayso.events.blocks import Stub, stubs, within
from sayso.events.judged import judged
from sayso.events.judgements import Decisions
from sayso.events.kept import decoded, encoded
from sayso.events.pairs import GRAIN, Pairs
from sayso.events.related import spans_of
from sayso.records import Reading
from sayso.store.loading import registered
from sayso.store.opening import told, transaction
from sayso.store.recalling import all_readings, readings, readings_from
from sayso.store.rows import Sql, chunks
from sayso.store.schema import MERGED, MERGED_BY, TABLES, definition
from sayso.store.tables import Row, arrow_table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from sayso.events.blocks import Numbers


METHOD = "4"
"""How pairs are found and compared, and what is kept in which form; whoever changes it in a way that changes events or
tables gives it another name."""
WITHIN = -2
"""The unit of pairs of one article."""
AT_ONCE = 64
"""Articles whose accounts are made between two writes."""
TOGETHER = 256
"""Articles that are looked for at once: of all, DuckDB gives 2,048 at a time, which took 60 MB."""
FEW = 64
"""Articles that are looked up one by one; of more, the tables are read through."""
HELD = 800
"""Articles whose accounts are kept in memory for the next comparisons: a span of days has some 750 where 50 come a day.
Of 20 claims each they take 100 MB."""

_ENCODE = msgspec.json.Encoder(order="deterministic")
STUB = msgspec.json.Decoder(Stub)
_NEW = """
CREATE OR REPLACE TEMP TABLE new_articles AS SELECT id, version, row_number() OVER (ORDER BY rowid) - 1 AS place
FROM articles WHERE current AND (id, version) NOT IN (SELECT article, version FROM event_pages)
"""
_SOME_NEW = "SELECT id, version FROM new_articles WHERE place >= ? AND place < ?"
_OLD = """
CREATE OR REPLACE TEMP TABLE old_accounts AS SELECT account FROM event_accounts WHERE NOT gone AND (
    (article, version) NOT IN (SELECT id, version FROM articles WHERE current) OR article IN (SELECT unnest($articles)))
"""
_OLD_PAGES = """
CREATE OR REPLACE TEMP TABLE old_pages AS SELECT * FROM event_pages WHERE
    (article, version) NOT IN (SELECT id, version FROM articles WHERE current) OR article IN (SELECT unnest($articles))
"""
_TAKE_OUT = (
    "INSERT INTO event_due BY NAME SELECT DISTINCT unit FROM event_spans WHERE account IN (FROM old_accounts)",
    "INSERT INTO event_due BY NAME SELECT account FROM old_accounts",
    "INSERT INTO event_due BY NAME SELECT DISTINCT a AS account FROM event_pairs WHERE b IN (FROM old_accounts)",
    "INSERT INTO event_due BY NAME SELECT DISTINCT b AS account FROM event_pairs WHERE a IN (FROM old_accounts)",
    "DELETE FROM event_pairs WHERE a IN (FROM old_accounts) OR b IN (FROM old_accounts)",
    "DELETE FROM event_spans WHERE account IN (FROM old_accounts)",
    "UPDATE event_accounts SET gone = true WHERE account IN (FROM old_accounts)",
    "DELETE FROM event_pages WHERE (article, version) IN (SELECT article, version FROM old_pages)",
)


@cache
def method() -> str:
    """How events are made, with the weights."""
    table = (resources.files("sayso.events") / "data" / "pairs.csv").read_bytes()
    return f"{METHOD} {hashlib.sha256(table).hexdigest()[:16]}"


def unit_of(span: int) -> int:
    """The unit of pairs of articles that are related in a span."""
    return -10 - span


def start_over(connection: DuckDBPyConnection, path: Path) -> None:
    """Forget all that was kept, and all events."""
    with transaction(connection, path):
        for table in MERGED:
            connection.execute(f"CREATE OR REPLACE TABLE {table} ({definition(TABLES[table])})")
        for table in ("events", "event_claims"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DELETE FROM meta WHERE key = ?", [MERGED_BY])
        connection.execute("INSERT INTO meta (key, value) VALUES (?, ?)", [MERGED_BY, method()])


def is_known(connection: DuckDBPyConnection) -> bool:
    """Whether what is kept was made by the method of this program."""
    return connection.execute("SELECT value FROM meta WHERE key = ?", [MERGED_BY]).fetchone() == (method(),)


class Shelf:
    """Accounts by their numbers, those of the articles that were asked for last kept in memory.

    Args:
        connection: to the store.
        path: of the store, for messages.
        held: how many articles are kept.
        opened: what makes accounts of the text of an article, `decoded` for comparing, `retold` for making events.
    """

    def __init__(
        self,
        connection: DuckDBPyConnection,
        path: Path,
        held: int = HELD,
        opened: Callable[[str], tuple[Page, list[Account]]] = decoded,
    ) -> None:
        self._connection = connection
        self._path = path
        self._held = held
        self._opened = opened
        self._known: OrderedDict[int, list[Account]] = OrderedDict()
        with told(path):
            query = "SELECT first FROM event_pages WHERE first IS NOT NULL ORDER BY first"
            self._firsts: Numbers = connection.execute(query).fetchnumpy()["first"].astype("int32")

    def homes(self, numbers: Numbers) -> Numbers:
        """For each number that of the first account of its article."""
        found: Numbers = self._firsts[self._firsts.searchsorted(numbers, side="right") - 1]
        return found

    def fetch(self, homes: Collection[int]) -> None:
        """Have all accounts of these articles in memory."""
        for home in homes:
            if home in self._known:
                self._known.move_to_end(home)
        missing = [home for home in homes if home not in self._known]
        while self._known and len(self._known) + len(missing) > max(self._held, len(homes)):
            self._known.popitem(last=False)  # before others come: else there would be twice as many for a moment
        for some in chunks(sorted(missing), AT_ONCE):
            with told(self._path):
                query = "SELECT first, record FROM event_pages WHERE first IN (SELECT unnest(?::BIGINT[]))"
                rows = self._connection.execute(query, [some]).fetchall()
            self._known.update((first, self._opened(record)[1]) for first, record in rows)

    def account(self, number: int, home: int) -> Account:
        """The account of a number, whose article was fetched."""
        return self._known[home][number - home]


def take_out(connection: DuckDBPyConnection, path: Path, rejudged: Iterable[str]) -> None:
    """Take out the accounts of articles that have another version by now, or are judged otherwise.

    Args:
        connection: to the store.
        path: of the store, for messages.
        rejudged: ids of articles whose claims people have changed.
    """
    asked = {"articles": list(rejudged)}
    with transaction(connection, path):
        connection.execute(_OLD, asked)
        connection.execute(_OLD_PAGES, asked)
        days = {day for (day,) in connection.execute("SELECT DISTINCT day FROM old_pages").fetchall()}
        _note_due(connection, (unit_of(span) for day in days for span in spans_of(day)))
        for statement in _TAKE_OUT if days else ():
            connection.execute(statement)


def _note_due(connection: DuckDBPyConnection, units: Iterable[int]) -> None:
    found = sorted(set(units))
    connection.execute("INSERT INTO event_due BY NAME SELECT unnest(?::BIGINT[]) AS unit", [found])


def put_in(connection: DuckDBPyConnection, sql: Sql, path: Path, decided: Decisions) -> None:
    """Make the accounts of articles that have none, and compare those of each article with one another.

    Args:
        connection: to the store.
        sql: what asks the store.
        path: of the store, for messages.
        decided: what people decided.
    """
    with told(path):
        connection.execute(_NEW)
        count = connection.execute("SELECT count(*) FROM new_articles").fetchall()[0][0]
        number = connection.execute("SELECT coalesce(max(account), -1) + 1 FROM event_accounts").fetchall()[0][0]
    for first in range(0, count, TOGETHER):
        with told(path):
            new = set(connection.execute(_SOME_NEW, [first, first + TOGETHER]).fetchall())
        found = readings_from(sql, new) if count > FEW else readings(sql, sorted(new))
        number = _put(connection, path, ((judged(one, decided), version) for one, version in _with(found, new)), number)


def _with(found: Iterable[Reading], keys: Collection[tuple[str, int]]) -> Iterator[tuple[Reading, int]]:
    """Readings, each with the version of its article."""
    versions = dict(keys)
    return ((reading, versions[reading.article.id]) for reading in found)


def _put(connection: DuckDBPyConnection, path: Path, found: Iterable[tuple[Reading, int]], number: int) -> int:
    """Make and store the accounts of readings, some at a time; gives the next number."""
    for some in chunks(found, AT_ONCE):
        rows: dict[str, list[Row]] = {table: [] for table in MERGED}
        for reading, version in some:
            number = _rows(reading, version, number, rows)
        staged = {table: arrow_table(table, held) for table, held in rows.items() if held}
        with registered(connection, staged), transaction(connection, path):
            for table in staged:
                connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM staged_{table}")
    return number


def _rows(reading: Reading, version: int, number: int, rows: dict[str, list[Row]]) -> int:
    """Add the rows of an article; gives the next number."""
    held = list(accounts(reading))
    page = held[0].page if held else page_of(reading.article)
    found = stubs(held)
    rows["event_pages"].append(
        {
            "article": page.id,
            "version": version,
            "day": page.published.first if page.published else None,
            "names": sorted(page.names) if held else [],
            "first": number if held else None,
            "record": encoded(page, held),
        }
    )
    for n, (account, stub) in enumerate(zip(held, found, strict=True), number):
        rows["event_accounts"].append(_account_row(account, stub, version, n))
        rows["event_spans"] += [{"unit": span, "account": n} for span in sorted(stub.spans)]
        rows["event_due"].append({"account": n})
    units = {span for stub in found for span in stub.spans}
    units |= {unit_of(span) for span in spans_of(rows["event_pages"][-1]["day"])}
    rows["event_due"] += [{"unit": unit} for unit in sorted(units)]
    rows["event_pairs"] += _within(number, held, found)
    return number + len(held)


def _within(number: int, held: Sequence[Account], found: Sequence[Stub]) -> Iterator[Row]:
    """The pairs of an article."""
    pairs = Pairs()
    for i, j in within(found):
        odds = round(pairs.odds(held[i], held[j]) * GRAIN)
        yield {"unit": WITHIN, "a": number + i, "b": number + j, "odds": odds}


def _account_row(account: Account, stub: Stub, version: int, number: int) -> Row:
    return {
        "account": number,
        "article": stub.article,
        "version": version,
        "claim": account.claim.id,
        "place": stub.place,
        "faint": account.faint,
        "gone": False,
        "stub": _ENCODE.encode(stub).decode(),
    }


def rejudged(sql: Sql, before: Decisions, now: Decisions) -> list[str]:
    """The articles with claims that are judged otherwise than before."""
    if before.entities != now.entities:
        return [r.article.id for r in all_readings(sql) if judged(r, before) != judged(r, now)]
    changed = (before.wrong ^ now.wrong) | (before.right ^ now.right)
    corrected = before.corrections.keys() | now.corrections.keys()
    changed |= {key for key in corrected if before.corrections.get(key) != now.corrections.get(key)}
    return sorted({article for article, _ in changed})
