"""A store: one DuckDB file with every article that was read, what it says, and what follows from all of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Unpack

import msgspec

from sayso.engines.memory import FEW_CYCLES, give_back, spared
from sayso.events.asking import EventFilter
from sayso.events.judged import judged
from sayso.events.judgements import Decisions, Standing, claim_key, decisions, standings
from sayso.ingest.seen import Stamp
from sayso.records import Article, Copy, Event, Judgement, Reading, Rejection
from sayso.store import event_queries
from sayso.store.checking import Finding, findings
from sayso.store.copying import kept_copies
from sayso.store.deriving import FindCopies, Merge, replace_derived
from sayso.store.filters import EventFields, Fields, Filter, asked_by
from sayso.store.frames import Found
from sayso.store.indexing import index, missing
from sayso.store.judging import add_judgements, judgements
from sayso.store.limited import Answer, ask, confine
from sayso.store.loading import Stored, known, load
from sayso.store.opening import connect, enough, thrifty
from sayso.store.parts import Part, files_of, finished, rejections_of, write_all
from sayso.store.preparing import prepare
from sayso.store.queries import SOURCES, articles_query, claims_query, events_query
from sayso.store.recalling import all_readings, asked_readings, readings
from sayso.store.remaking import remake
from sayso.store.remembering import keep
from sayso.store.rows import Parameters, Rows
from sayso.store.schema import STALE
from sayso.store.searching import LIMIT, Hit, like, search_articles, search_claims, searched, similar
from sayso.store.tables import Outcome, arrow_table, article_of, is_given, tables, text_sha256

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DEFAULT = "sayso.duckdb"
BATCH = 64
"""Articles of a transaction."""
SECONDS = 5.0
"""A transaction ends with the first article after so long, so that slow reading is stored, and reported, as it goes."""
HEAVY = 4000
"""Claims of a transaction: so many rows, made ready, take some 40 MB; 64 articles of news have about 500."""
SHORTEST = 4
"""Letters of an id that may stand for all of it, if they are those of no other."""
LOOK_UP = 32
"""Articles that are looked up at once before they are read."""

Told = Callable[[Sequence[Stored], Sequence[Rejection]], None]


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What an `add` did: articles that are new, that are another version of one, that were there, and what was not
    read."""

    added: int = 0
    versions: int = 0
    unchanged: int = 0
    rejected: int = 0


class Store:
    """A store, open until it is closed: one process that writes, or any number that read.

    >>> with Store("sayso.duckdb") as store:
    ...     store.add(sayso.read_all(sayso.articles(["news/"])))
    ...     for event, claims in store.sql("SELECT event, count(*) FROM claims GROUP BY event"): ...

    Args:
        path: of the file; it is made where there is none, unless `read_only`.
        read_only: open it for reading, beside others that read.

    Raises:
        StoreError: it is not there, in use, newer than this program, or no store.
        StoreWriteError: it cannot be written.
        InputError: DuckDB is not installed.
    """

    def __init__(self, path: str | Path = DEFAULT, *, read_only: bool = False) -> None:
        self.path = Path(path)
        self.read_only = read_only
        self._connection: DuckDBPyConnection = connect(self.path, read_only=read_only)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was committed is in it."""
        self._connection.close()

    def sql(self, query: str, parameters: Parameters = ()) -> Rows:
        """The rows of a query over the tables of `docs/store.md`.

        Args:
            query: SQL as DuckDB speaks it.
            parameters: for `?` or `$1`, or by name for `$name`.

        Raises:
            StoreError: the query is wrong, or changes a store that is open for reading.
        """
        return Rows(self._connection, query, parameters, self.path)

    def confine(self) -> None:
        """Keep whatever is asked from here on within the store: no files, no other hosts, no other settings."""
        confine(self._connection, self.path)

    def ask(self, query: str, *, seconds: float, most: int, longest: int = 400) -> Answer:
        """The first rows of a query of somebody whom the store need not trust, as text, cut where a cell is long; for a
        store that is open for reading.

        Args:
            query: SQL.
            seconds: after which it is broken off.
            most: the most rows.
            longest: characters of a cell; of a longer one there is one more, to tell.

        Raises:
            StoreError: it is wrong, changes something, reaches elsewhere, or takes too long or too much memory.
        """
        return ask(query, self.path, seconds=seconds, most=most, longest=longest)

    def missing(
        self, articles: Iterable[Article | Rejection], *, told: Told | None = None
    ) -> Iterator[Article | Rejection]:
        """What of a stream is not in the store, so that nothing is read twice; rejections pass through.

        Args:
            articles: what `sayso.articles` yields; taken a few at a time.
            told: called with those that are there.
        """
        stream = iter(articles)
        while chunk := list(islice(stream, LOOK_UP)):
            there = self._known(chunk)
            if told and any(there):
                told([one for one in there if one], ())
            yield from (item for item, one in zip(chunk, there, strict=True) if one is None)

    def _known(self, items: Sequence[Article | Rejection]) -> list[Stored | None]:
        """As what each article is there; None for the others."""
        rows = [
            {"id": a.id, "version": n, "url": a.url, "text_sha256": text_sha256(a.text), "given": is_given(a)}
            for n, a in enumerate(items)
            if isinstance(a, Article)
        ]
        found = iter(known(self._connection, arrow_table("articles", rows), self.path) if rows else ())
        return [next(found) if isinstance(item, Article) else None for item in items]

    def add(
        self, outcomes: Iterable[Outcome], *, batch: int = BATCH, told: Told | None = None, ahead: bool = False
    ) -> Added:
        """Store what was read, by whole articles, a batch in a transaction.

        When the stream breaks off, by an error or Ctrl-C, what came before is stored first.

        Args:
            outcomes: readings and rejections, as `read_all` yields them.
            batch: articles of a transaction; less where reading them takes more than a few seconds.
            told: called after each transaction with what became of its articles and with its rejections; what it is
                told is stored, whatever happens next.
            ahead: whether what `refresh` needs of each article by itself is worked out after each transaction: that is
                done while other processes read, and `refresh` has less to do.

        Returns:
            How many were added.

        Raises:
            StoreWriteError: there is no room; the batches that were told are stored.
        """
        counts = Added()
        with thrifty(self._connection):
            for group in _groups(outcomes, batch):
                counts = _sum(counts, self._commit(group, told))
                if ahead:
                    given = (self._connection, self.sql, self.path, judgements(self.sql))
                    enough(self._connection, partial(prepare, *given))
        return counts

    def _commit(self, group: Sequence[Outcome], told: Told | None) -> Added:
        stored = enough(self._connection, partial(load, self._connection, tables(group), self.path))
        rejections = [outcome for outcome in group if isinstance(outcome, Rejection)]
        if told:
            told(stored, rejections)
        return _counted(stored, rejections)

    def add_parts(self, folder: str | Path, *, told: Told | None = None) -> Added:
        """Store the parts of a folder that are finished, each in one transaction, in the order of their names.

        Args:
            folder: where `sayso.store.parts.write_part` or `write_parts` put them.
            told: as of `add`.

        Raises:
            StoreError: a part is damaged, or was written by a newer version.
            StoreWriteError: there is no room; the parts that were told are stored.
        """
        counts = Added()
        for part in finished(Path(folder)):
            stored = load(self._connection, files_of(Path(folder), part), self.path)
            rejections = rejections_of(self.sql, Path(folder), part)
            if told:
                told(stored, rejections)
            counts = _sum(counts, _counted(stored, rejections))
        return counts

    def write_parts(self, folder: str | Path, *, size: int = 1000) -> list[Part]:
        """Write the whole store as parts, which `add_parts` takes into another: every version of every article.

        Args:
            folder: where to; parts of the same names there are replaced.
            size: articles of a part.

        Raises:
            OutputError: they cannot be written.
        """
        return write_all(self.sql, Path(folder), size)

    def claims(
        self, asked: Filter | None = None, *, limit: int | None = None, offset: int = 0, **fields: Unpack[Fields]
    ) -> Rows:
        """The rows of `judged_claims` that a filter asks for, the best first where it searches for `text`; by default
        all of articles in their current version. `store.claims(actor="PRK", since="2023")` needs no filter.

        Raises:
            InputError: a field is none, or no date.
        """
        self.index()
        return self.sql(*claims_query(asked_by(Filter, asked, fields), limit=limit, offset=offset))

    def articles(
        self, asked: Filter | None = None, *, limit: int | None = None, **fields: Unpack[Fields]
    ) -> Found[Article]:
        """The articles in their current version, or those with a claim that a filter, or its fields, asks for; frames
        hold the rows of the table `articles`.

        Raises:
            InputError: a field is none, or no date.
        """
        wanted = asked_by(Filter, asked, fields)
        self.index()
        records = partial(articles_query, wanted, columns="a.id, a.record, a.text", limit=limit)
        rows = partial(articles_query, wanted, columns="a.* EXCLUDE (headline, faint, record)", limit=limit)
        return Found(lambda: (article_of(*row) for row in self.sql(*records())), lambda: self.sql(*rows()))

    def sources(self, *, limit: int | None = None) -> Rows:
        """Whose say-so the claims are: each outermost source with its claims, and how many of them are denials."""
        self.index()
        return self.sql(SOURCES, {"limit": limit})

    def search(self, asked: Filter | str, *, limit: int = LIMIT, offset: int = 0) -> list[Hit]:
        """The claims that hold the words of `asked.text`, or these words, the best first.

        Raises:
            InputError: there is no word to search for.
        """
        self.index()
        return search_claims(self.sql, searched(asked), limit=limit, offset=offset)

    def search_articles(self, asked: Filter | str, *, limit: int = LIMIT, offset: int = 0) -> list[Hit]:
        """The articles that hold the words of `asked.text`, or these words, the best first.

        Raises:
            InputError: there is no word to search for.
        """
        self.index()
        return search_articles(self.sql, searched(asked), limit=limit, offset=offset)

    def like(self, key: str, asked: Filter | None = None, *, limit: int = LIMIT) -> list[Hit]:
        """The claims most like a claim (`ARTICLE/CLAIM`, or the id of the claim alone).

        Raises:
            StoreError: there is no such claim.
        """
        self.index()
        return like(self.sql, claim_key(key), asked or Filter(), limit=limit)

    def similar(self, text: str, asked: Filter | None = None, *, limit: int = LIMIT) -> list[Hit]:
        """The claims most like a text.

        Raises:
            InputError: there is no word to go by.
        """
        self.index()
        return similar(self.sql, text, asked or Filter(), limit=limit)

    def readings(self, asked: Filter | None = None, *, limit: int | None = None) -> Iterator[Reading]:
        """Readings as they were added, equal to those that `read` gave.

        Args:
            asked: only articles with such claims, and of these only such claims; None for every current article whole.
            limit: the most claims, or, where nothing is asked, the most articles.
        """
        if asked is not None:
            self.index()
        found = all_readings(self.sql) if asked is None else asked_readings(self.sql, asked, limit)
        return islice(found, limit) if asked is None else found

    def readings_of(self, ids: Iterable[str]) -> Iterator[Reading]:
        """The readings of some articles, each in its current version, in the order asked for; unknown ids are left
        out."""
        query = "SELECT id, version FROM articles WHERE current AND id = ?"
        return readings(self.sql, (key for one in ids for key in self.sql(query, [one])))

    def stamps(self) -> dict[str, Stamp]:
        """What servers said of addresses, by address."""
        return {url: Stamp(etag, modified) for url, etag, modified in self.sql("SELECT * FROM addresses")}

    def keep_stamps(self, stamps: Mapping[str, Stamp]) -> None:
        """Remember what servers said of addresses, once all articles from there are stored."""
        keep(self._connection, stamps, self.path)

    def check(self) -> Iterator[Finding]:
        """Everything in the store that is not as it should be: hashes, offsets, words, orphans, what is derived.

        Raises:
            StoreError: the file is damaged so that it cannot be read.
        """
        return findings(self.sql)

    def kind_of(self, key: str) -> str | None:
        """What an id names: `article` or `event`; None if nothing."""
        tables = {"article": "articles", "event": "events"}
        found = (kind for kind, table in tables.items() if self.sql(f"SELECT 1 FROM {table} WHERE id = ?", [key]).one())
        return next(found, None)

    def named(self, key: str) -> list[tuple[str, str]]:
        """What ids that begin with some letters name: `article` or `event`, and the whole id; the first few."""
        query = (
            "SELECT 'event', id FROM events WHERE starts_with(id, $key) UNION ALL "
            "SELECT 'article', id FROM articles WHERE current AND starts_with(id, $key) ORDER BY 2 LIMIT 5"
        )
        return [(kind, whole) for kind, whole in self.sql(query, {"key": key})] if len(key) >= SHORTEST else []

    def events(
        self, asked: EventFilter | Filter | None = None, *, limit: int | None = None, **fields: Unpack[EventFields]
    ) -> Found[Event]:
        """The events that are asked for, by what they are (`EventFilter`, or its fields as keywords) or by the claims
        that tell them (`Filter`), those told by the most articles first, of these by the most
        origins, and the latest; frames hold the rows of the table `events`.

        Raises:
            InputError: a field is none, or no date.
        """
        if isinstance(asked, Filter):
            self.index()
            query = partial(events_query, asked_by(Filter, asked, fields), limit=limit)
        else:
            wanted = asked_by(EventFilter, asked, fields)
            if event_queries.asks_claims(wanted):
                self.index()
            query = partial(event_queries.query_of, wanted, limit=limit)
        return Found(
            lambda: event_queries.decoded(self.sql(*query(columns=event_queries.RECORDS))),
            lambda: self.sql(*query(columns=event_queries.FRAME)),
        )

    def events_of(self, ids: Iterable[str]) -> Iterator[Event]:
        """Some events by their ids; unknown ones are left out."""
        return event_queries.events_of(self.sql, ids)

    def copies_of(self, articles: Iterable[str]) -> list[Copy]:
        """What some articles repeat."""
        return event_queries.copies_of(self.sql, articles)

    def index(self) -> bool:
        """Bring up to date what filters and searches ask, if articles came; `refresh` does it too.

        A store that is open for reading is opened for writing meanwhile.

        Raises:
            StoreError: there is something to do, and another process has the store.
        """
        if not missing(self._connection):
            return False
        if not self.read_only:
            return index(self._connection, self.path, judgements(self.sql))
        self._connection.close()
        try:
            with Store(self.path) as writing:
                return writing.index()
        finally:
            self._connection = connect(self.path, read_only=True)

    def judge(self, given: Iterable[Judgement]) -> list[Judgement]:
        """Add judgements, all or none; those that are there change nothing. `refresh` makes events anew.

        Args:
            given: as `sayso.events.judgements.judgement` makes them.

        Returns:
            Those that were not there.
        """
        added = add_judgements(self._connection, given, self.path)
        index(self._connection, self.path, judgements(self.sql))
        return added

    def judgements(self) -> list[Standing]:
        """Every judgement, the earliest first, and whether it holds."""
        return standings(judgements(self.sql))

    def decisions(self) -> Decisions:
        """What the judgements that hold come to."""
        return decisions(judgements(self.sql))

    def refresh(self, *, anew: bool = False, find_copies: FindCopies | None = None, merge: Merge | None = None) -> bool:
        """Bring copies and events up to date, if articles or judgements came since they were made.

        The rows are the same whatever came in which order, and whether or not `anew`.

        Args:
            anew: work out everything again, whatever came.
            find_copies: what finds copies; by default `sayso.store.copying`, which keeps what it has worked out.
            merge: what joins all claims into events, also given the pairs of claims that are `same` or `different`
                where people said so; by default `sayso.store.remaking`, which joins anew what came and what hangs
                together with it.

        Returns:
            Whether anything had changed.
        """
        with thrifty(self._connection):
            enough(self._connection, lambda: index(self._connection, self.path, judgements(self.sql)))
            give_back()
        if not anew and not self.sql("SELECT count(*) FROM meta WHERE key = ?", [STALE]).one():
            return False
        with spared(FEW_CYCLES):
            with thrifty(self._connection):
                copies = (
                    list(find_copies(reading.article for reading in self.readings()))
                    if find_copies
                    else enough(self._connection, partial(kept_copies, self._connection, self.path))
                )
            give_back()
            if merge is None:
                given = (self._connection, self.sql, self.path, copies, judgements(self.sql))
                with thrifty(self._connection):  # anew, for what copies may have needed merging need not have
                    enough(self._connection, partial(remake, *given, anew=anew))
                return True
        self._merge_with(merge, copies)
        return True

    def _merge_with(self, merge: Merge, copies: Sequence[Copy]) -> None:
        """Put the events that some function makes in the place of those before."""
        decided = self.decisions()
        ties = {"same": decided.same, "different": decided.different} if decided.same or decided.different else {}
        events = list(merge((judged(reading, decided) for reading in self.readings()), copies, **ties))
        replace_derived(self._connection, copies, events, self.path)


def _groups(outcomes: Iterable[Outcome], size: int) -> Iterator[list[Outcome]]:
    """Batches by number, claims or time; the last one also when the stream breaks off."""
    group: list[Outcome] = []
    claims, began = 0, time.monotonic()
    try:
        for outcome in outcomes:
            group.append(outcome)
            claims += len(outcome.claims) if isinstance(outcome, Reading) else 0
            if len(group) >= size or claims >= HEAVY or time.monotonic() - began > SECONDS:
                yield group
                group, claims, began = [], 0, time.monotonic()
    except GeneratorExit:  # whoever takes the batches has stopped
        raise
    except BaseException:
        if group:
            yield group
        raise
    if group:
        yield group


def _counted(stored: Sequence[Stored], rejections: Sequence[Rejection]) -> Added:
    return Added(
        added=sum(one.status == "added" for one in stored),
        versions=sum(one.status == "new version" for one in stored),
        unchanged=sum(one.status == "unchanged" for one in stored),
        rejected=len(rejections),
    )


def _sum(first: Added, second: Added) -> Added:
    return Added(**{name: getattr(first, name) + getattr(second, name) for name in Added.__struct_fields__})
