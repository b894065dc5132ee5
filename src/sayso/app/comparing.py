"""The work of `sayso copies`: articles compared here and now, or what a store knows of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click

from sayso.app.inputs import found as found_in
from sayso.app.reading import tell
from sayso.errors import RejectedError
from sayso.events.copies import find_copies
from sayso.records import Article, Copy, Rejection
from sayso.report.listing import write_rows
from sayso.store import Store

COLUMNS = Copy.__struct_fields__
_WHOLE = ("copy", "rewrite")


def write_copies(
    inputs: Sequence[str], *, store: Path, kind: Sequence[str], partial: bool, date: str | None,
    columns: Sequence[Mapping[str, str]], allow_private: bool, format: str, output: Path | None,
) -> None:  # fmt: skip
    """Write the rows of articles that repeat another, and count them on standard error.

    Raises:
        InputError: `date` is none, or the library that compares is not installed.
        RejectedError: every input was rejected.
        StoreError: there are no inputs, and the store cannot be opened.
        OutputError: the result cannot be written.
    """
    given = found_in(inputs, date=date, columns=columns, allow_private=allow_private)
    kinds = tuple(kind) or (*_WHOLE, *(("partial",) if partial else ()))
    number, found = _compared(given) if inputs else _stored(store)
    _tell_counts(number, found)
    rows = ([getattr(copy, name) for name in COLUMNS] for copy in found if copy.kind in kinds)
    write_rows(COLUMNS, rows, format=format, path=output)


def _compared(given: Iterable[Article | Rejection]) -> tuple[int, list[Copy]]:
    held: list[Article] = []
    rejections: list[Rejection] = []
    for item in given:
        if isinstance(item, Article):
            held.append(item)
        else:
            rejections.append(item)
    tell(rejections)
    if rejections and not held:
        raise RejectedError("Nothing could be read.", "The reasons are told one by one.")
    return len({article.id for article in held}), find_copies(held, partial=True)


def _stored(store: Path) -> tuple[int, list[Copy]]:
    with Store(store, read_only=True) as file:
        number = file.sql("SELECT count(*) FROM articles WHERE current").one()
        rows = file.sql(f"SELECT {', '.join(COLUMNS)} FROM copies ORDER BY ALL").dicts()
        return number, [Copy(**row) for row in rows]


def _tell_counts(number: int, found: Iterable[Copy]) -> None:
    """How many articles are originals that others repeat, copies, rewrites, and neither."""
    whole = {copy.article: copy.kind for copy in found if copy.kind in _WHOLE}
    counts = Counter(whole.values())
    originals = len({copy.of for copy in found if copy.kind in _WHOLE} - whole.keys())
    own = number - len(whole) - originals
    repeats = f"{counts['copy']} copies, {counts['rewrite']} rewrites"
    click.echo(f"{number} articles: {originals} with copies, {repeats}, {own} others", err=True)
