"""The work of the commands that ask a store: claims, sources, rejected, sql, show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import click
from msgspec import structs

from sayso.app.happenings import show_event
from sayso.errors import StoreError
from sayso.events.asking import EventFilter
from sayso.report import write
from sayso.report.listing import write_rows
from sayso.store import Filter, Store, times
from sayso.store.checking import Finding
from sayso.store.event_queries import asks_claims
from sayso.store.judging import claims_named, subject_of
from sayso.store.naming import Asked, meant
from sayso.store.queries import REJECTED
from sayso.store.rows import Rows


def write_claims(*, store: Path, format: str, output: Path | None, limit: int | None, **asked: Any) -> None:
    """Claims as `sayso read` writes them, as judged; without any filter, JSON Lines hold every article.

    Raises:
        InputError: `since` or `until` is no date, month or year.
        StoreError: the store cannot be opened.
    """
    wanted = filter_of(**asked)
    everything = wanted == Filter() and format == "jsonl"
    with asked_of(store, wanted) as (file, wanted):
        found = file.readings(None if everything else wanted, limit=limit)
        write(noted(found, file, "claims"), format=format, path=output)


@contextmanager
def asked_of(path: Path, asked: Asked) -> Iterator[tuple[Store, Asked]]:
    """A store, open for reading, and a filter with names as codes.

    Raises:
        InputError: a name stands for several, or nobody is called so.
        StoreError: the store cannot be opened.
    """
    with Store(path, read_only=True) as file:
        if not isinstance(asked, EventFilter) or asks_claims(asked) or asked.actor or asked.recipient or asked.either:
            file.index()  # what claims say is asked for, perhaps of a store that others are writing to
        yield file, meant(file.sql, asked)


def noted(found: Iterable[One], file: Store, what: str) -> Iterator[One]:
    """The same; where there is nothing, that is told on standard error, and of how many.

    Args:
        found: what is shown.
        file: the store that it comes from.
        what: claims, events or articles.
    """
    query = f"SELECT count(*) FROM {_CURRENT[what]}"
    return told_if_none(found, lambda: none_of(str(file.path), file.sql(query).one(), what))


def tell_if_none(file: Store, asked: Filter) -> None:
    """Tell on standard error if no claim of a store is as asked for."""
    for _ in noted(file.readings(asked, limit=1), file, "claims"):
        return


def none_of(where: str, total: int, what: str) -> str:
    """What is told where nothing is found."""
    return f"{where}: {total:,} {what}, {'none is as asked for' if total else '`sayso add` brings some'}"


def told_if_none(found: Iterable[One], told: Callable[[], str]) -> Iterator[One]:
    """The same; where there is nothing, something is told on standard error."""
    nothing = True
    for one in found:
        nothing = False
        yield one
    if nothing:
        click.echo(told(), err=True)


_CURRENT = {"claims": "judged_claims WHERE current", "events": "events", "articles": "articles WHERE current"}
One = TypeVar("One")


def filter_of(
    *,
    denied: bool = False,
    stance: tuple[str, ...] = (),
    since: str | None = None,
    until: str | None = None,
    **asked: Any,
) -> Filter:
    """The filter that options ask for.

    Raises:
        InputError: `since` or `until` is no date, month or year.
    """
    stances = tuple(dict.fromkeys((*stance, "denied"))) if denied else stance
    return Filter(since=checked_day(since), until=checked_day(until), stance=stances, **asked)


def checked_day(when: str | None) -> str | None:
    """A date, month or year in ISO form; None for None.

    Raises:
        InputError: it is none.
    """
    return None if when is None else times.typed_day(when)


def write_sources(*, store: Path, format: str, output: Path | None, limit: int | None) -> None:
    """Sources by number of claims."""
    with Store(store, read_only=True) as file:
        _write_rows(file.sources(limit=limit), format, output)


def write_rejected(*, store: Path, format: str, output: Path | None, limit: int | None) -> None:
    """Rejections, the latest first."""
    _write(store, REJECTED, format, output, {"limit": limit})


def write_query(query: str, *, store: Path, format: str, output: Path | None) -> None:
    """The rows of a query."""
    _write(store, query, format, output, {})


def _write(store: Path, query: str, format: str, output: Path | None, parameters: dict[str, Any]) -> None:
    with Store(store, read_only=True) as file:
        _write_rows(file.sql(query, parameters), format, output)


def _write_rows(rows: Rows, format: str, output: Path | None) -> None:
    write_rows(rows.columns, rows, format=format, path=output, arrow=rows if format == "parquet" else None)


def write_findings(*, store: Path, format: str, output: Path | None) -> None:
    """What is wrong with a store; leaves with 1 if anything is.

    Raises:
        StoreError: the store cannot be opened, or read.
    """
    with Store(store, read_only=True) as file:
        articles = file.sql("SELECT count(*) FROM articles").one()
        found = file.check()
        first = next(found, None)
        if first is None:
            click.echo(f"{store}: {articles:,} articles, nothing wrong", err=True)
            if format != "table" or output:
                write_rows(Finding._fields, (), format=format, path=output)
            return
        write_rows(Finding._fields, chain([first], found), format=format, path=output)
    raise click.exceptions.Exit(1)


def write_shown(key: str, *, store: Path, format: str, output: Path | None, explain: bool) -> None:
    """What the id names.

    Raises:
        StoreError: it names nothing in the store.
    """
    with Store(store, read_only=True) as file:
        kind, whole = _named(file, key)
        SHOWN[kind](file, whole, format, output, explain)


def _named(file: Store, key: str) -> tuple[str, str]:
    """What an id names, or the only one that begins with it, and the whole id."""
    found = [(kind, key)] if (kind := file.kind_of(key)) else file.named(key)
    if not found:
        return "claim", _claim(file, key)
    if len(found) > 1:
        raise StoreError(f"{key} begins several ids.", f"Name one of {', '.join(whole for _, whole in found)}.")
    return found[0]


def _claim(file: Store, key: str) -> str:
    """The claim that a key or an id names, as `ARTICLE/CLAIM`.

    Raises:
        StoreError: none.
    """
    if claims_named(file.sql, key):
        return subject_of(file.sql, key)
    raise StoreError(
        f"No event, article or claim of {file.path} has the id {key}.",
        "`sayso events` shows the ids of events, `sayso search WORDS` those of claims, with --articles of articles.",
    )


def _show_claim(file: Store, key: str, format: str, output: Path | None, explain: bool) -> None:
    """One claim of an article; in tables, before it, the event that it tells.

    Raises:
        StoreError: the current version of the article has no such claim.
    """
    article, _, claim = key.rpartition("/")
    query = "SELECT event FROM event_claims WHERE article = ? AND claim = ?"
    if format == "table" and output is None and (event := file.sql(query, [article, claim]).one()):
        click.echo(f"{key} tells event {event}")
    found = next(file.readings_of([article]))
    only = tuple(one for one in (*found.claims, *found.faint) if one.id == claim)
    if not only:
        raise StoreError(
            f"{key} is a claim of an earlier version.",
            f"Ask for it by sayso claims --article {article} --all-versions.",
        )
    alone = structs.replace(found, claims=only, faint=(), headline=())
    write([alone], format=format, path=output, explain=explain)


def _show_article(file: Store, key: str, format: str, output: Path | None, explain: bool) -> None:
    """The current version; in tables, a line for each version before."""
    if format == "table" and output is None:
        for line in _versions(file, key):
            click.echo(line)
    write(file.readings_of([key]), format=format, path=output, explain=explain)


def _versions(file: Store, key: str) -> Iterator[str]:
    query = "SELECT version, added, text_sha256, source FROM articles WHERE id = ? ORDER BY version"
    for version, added, sha256, source in file.sql(query, [key]):
        where = f", from {source}" if source else ""
        yield f"{key}, version {version}, added {added:%Y-%m-%d %H:%M} UTC{where}, text {sha256[:12]}"


SHOWN = {"article": _show_article, "claim": _show_claim, "event": show_event}
"""What shows an id, by what it names."""
