"""The options that every command with articles as input takes, and the articles that they ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from sayso.ingest.seen import Seen
    from sayso.records import Article, Rejection

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Wanted(NamedTuple):
    """What `sayso.ingest.articles` is asked for: a date for undated articles, columns by field, private addresses."""

    date: str | None
    columns: dict[str, str]
    allow_private: bool


FIELDS = ("id", "title", "text", "published", "publisher", "url", "retrieved")
_NEXT = re.compile(rf",\s*(?=(?:{'|'.join(FIELDS)})\s*=)")  # a column's name may hold a comma


class Columns(click.ParamType[dict[str, str]]):
    """`text=body,published=day`: field of an article = column of a table, or key of a JSON object."""

    name = "columns"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, str]:
        """Field → column."""
        if isinstance(value, dict):
            return value
        pairs = [pair.partition("=") for pair in _NEXT.split(value)]
        for field, _, column in pairs:
            if field.strip() not in FIELDS or not column.strip():
                self.fail(f"{field!r} is no FIELD=COLUMN; the fields are {', '.join(FIELDS)}.", param, ctx)
        return {field.strip(): column.strip() for field, _, column in pairs}


def input_options(command: _Command) -> _Command:
    """Give a command `--date`, `--columns` and `--allow-private`, to be passed on to `found` as they come."""
    for option in (
        click.option("--allow-private", is_flag=True, help="Also fetch addresses inside your own network."),
        click.option("--columns", type=Columns(), multiple=True, metavar="FIELD=COLUMN,...",
                     help="Which column of a table, or key of a JSON object, holds what."),
        click.option("--date", metavar="YYYY-MM-DD",
                     help="Date for articles that do not say when they were published."),
    ):  # fmt: skip
        command = option(command)
    return command


def found(
    inputs: Sequence[str | Path],
    *,
    date: str | None = None,
    columns: Sequence[Mapping[str, str]] = (),
    allow_private: bool = False,
    seen: Seen | None = None,
) -> Iterator[Article | Rejection]:
    """The articles of the inputs, and rejections where there are none.

    Args:
        inputs: as the caller wrote them.
        date: of the option of that name.
        columns: of the option of that name; later ones go before earlier ones.
        allow_private: of the option of that name.
        seen: a memory of addresses that outlives the command.

    Raises:
        InputError: `date` is none.
    """
    from sayso.ingest import articles

    asked = wanted(date=date, columns=columns, allow_private=allow_private)
    return articles(inputs, date=asked.date, columns=asked.columns, allow_private=asked.allow_private, seen=seen)


class Undated:
    """Counts the articles of files and addresses that no date is known of, as they pass."""

    def __init__(self) -> None:
        self.count = self.total = 0

    def counting(self, outcomes: Iterable[Article | Rejection]) -> Iterator[Article | Rejection]:
        """The same outcomes."""
        from sayso.records import Rejection

        for outcome in outcomes:
            source, published = getattr(outcome, "source", None), getattr(outcome, "published", "")
            self.total += bool(source) and not isinstance(outcome, Rejection)
            self.count += bool(source) and published is None
            yield outcome

    def tell(self) -> None:
        """Say once, on standard error, how many there were and how to give them a date."""
        if self.count:
            told = f"{self.count:,} of {self.total:,} {'article' if self.total == 1 else 'articles'}"
            click.echo(f"no date: {told}; {WITHOUT_DATE}", err=True)


WITHOUT_DATE = (
    "“on Monday” has none in them, and --since leaves them out. Give one with --date YYYY-MM-DD, or name the column"
    " that has it: --columns published=COLUMN"
)


def wanted(
    *, date: str | None = None, columns: Sequence[Mapping[str, str]] = (), allow_private: bool = False
) -> Wanted:
    """What the options ask of articles, checked and in one.

    Raises:
        InputError: `date` is none.
    """
    from sayso.ingest.dates import given_date

    date = None if date is None else given_date(date)
    words = {field: column for given in columns for field, column in given.items()}
    return Wanted(date, words, allow_private)
