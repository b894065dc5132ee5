"""What events look like: as rows, as JSON Lines, and one of them claim by claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from sayso.records import Article, Event, Told
from sayso.report.grid import plain
from sayso.report.listing import write_rows
from sayso.report.standing import sides

COLUMNS: tuple[tuple[str, str], ...] = (
    ("id", "id of the event"),
    ("when", "ISO date, month, year or range that most origins give"),
    ("actor", "codes of who did it"),
    ("event", "PLOVER type, or one of your own"),
    ("words", "words of its triggers, the most frequent first"),
    ("recipient", "codes of whom it was done to"),
    ("object", "what was given, demanded, tested, used"),
    ("where", "the place in words"),
    ("origins", "the distinct origins that assert it, or else plan, or else doubt it; in tables how many"),
    ("articles", "how many articles tell it"),
    ("publishers", "how many publishers"),
    ("first_reported", "earliest date of publication of an article that tells it"),
    ("doubted_by", "who doubts it"),
    ("denied_by", "who denies it"),
)
_TABLE = ("id", "when", "actor", "event", "words", "recipient", "object", "origins", "articles", "denied_by")
SHORT = 8
"""Letters of an id in tables; `sayso show` takes them for the whole id."""
_AROUND = 60
"""Characters on either side of a trigger that are shown."""


def write_events(events: Iterable[Event], *, format: str = "table", path: Path | None = None) -> None:
    """Write events: a row each, or in JSON Lines the whole record with its claims.

    Raises:
        InputError: Parquet onto a terminal.
        OutputError: the file cannot be written.
    """
    if format == "jsonl":
        write_rows(Event.__struct_fields__, map(_record, events), format=format, path=path)
        return
    names = _TABLE if format == "table" else tuple(name for name, _ in COLUMNS)
    rows = ([_cell(event, name, short=format == "table") for name in names] for event in events)
    write_rows(names, rows, format=format, path=path)


def _record(event: Event) -> list[Any]:
    return list(msgspec.to_builtins(event).values())


def _cell(event: Event, name: str, *, short: bool) -> Any:
    value = getattr(event, name)
    if short and name == "id":
        return value[:SHORT]
    if name in ("articles", "publishers") or (short and name == "origins"):
        return len(value)
    return list(value) if isinstance(value, tuple) else value


Parts = Iterable[tuple[Told, str]]


def event_lines(
    event: Event, parts: Parts, articles: Mapping[str, Article], why: Mapping[str, str] | None = None
) -> Iterator[str]:
    """One event for people: what happened, who says so, and its claims in time.

    Args:
        event: what to show.
        parts: its claims, each with its part in the telling.
        articles: the articles of its claims, by id.
        why: for a claim's id, why it was joined.
    """
    yield from _head(event)
    for claim, part in parts:
        article = articles[claim.article]
        said = f", by {plain(claim.origin)}" if claim.origin and claim.origin != article.publisher else ""
        about = ", ".join(plain(x) for x in (article.published, article.publisher, claim.article) if x)
        yield ""
        yield f"{part}{said} ({about}){' [faint]' if claim.faint else ''}"
        yield f"    {words(article.text, claim)}"
        if why and claim.claim in why:
            yield f"    {why[claim.claim]}"


def _head(event: Event) -> Iterator[str]:
    who, whom = ", ".join(event.actor) or "?", ", ".join(event.recipient)
    what = f" ({plain(event.object)})" if event.object else ""
    where = f", {plain(event.where)}" if event.where else ""
    yield f"{event.id}  {event.when or 'undated'}{where}: {who} {event.event}{what}{' → ' + whom if whom else ''}"
    if event.words:
        yield f"words: {', '.join(map(plain, event.words))}"
    yield ", ".join(_many(name, getattr(event, name)) for name in ("origins", "articles", "publishers"))
    for side, names in sides(event):
        yield f"{side} by: {'; '.join(map(plain, names))}"
    for origin, amount in event.quantities.items():
        yield f"how many, by {plain(origin)}: {plain(amount)}"


def _many(name: str, held: Sequence[str]) -> str:
    return f"{len(held)} {name if len(held) != 1 else name.removesuffix('s')}"


def words(text: str, claim: Told) -> str:
    """The words around a trigger, which is put in brackets."""
    start, end = claim.trigger.start, claim.trigger.end
    before, behind = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return plain(f"… {before.partition(' ')[2]}[{text[start:end]}]{behind.rpartition(' ')[0]} …")
