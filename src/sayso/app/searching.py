"""The command that searches a store: words, phrases, and what is like a claim or a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.app.options import filters, format_and_output, store

if TYPE_CHECKING:
    from sayso.store import Filter, Store
    from sayso.store.searching import Hit

TABLE = ("score", "when", "event", "actor", "recipient", "stance", "words", "claim")
ARTICLES = ("score", "published", "publisher", "title", "words", "article")
ROWS = (
    *("score", "article", "version", "claim", "title", "published", "publisher", "event", "actor", "recipient"),
    *("when", "stance", "start", "snippet", "marks"),
)


class Asking(click.Command):
    """A command to which `-word` is a word that is unwanted, and no option: those of one letter stand alone."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The words are kept from click, which would take them apart, and come back in `_unhidden`."""
        ends = args.index("--") if "--" in args else len(args)
        hidden = [f"{HIDDEN}{arg}" if _WITHOUT.match(arg) else arg for arg in args[:ends]]
        return super().parse_args(ctx, hidden + args[ends:])


HIDDEN = "\0"
"""Stands before a word that begins with a hyphen; no argument of a program can hold it."""
_WITHOUT = re.compile(r"-[^-\s].")


def _unhidden(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word.removeprefix(HIDDEN) for word in words)


@click.command(cls=Asking)
@click.argument("words", nargs=-1, callback=_unhidden)
@store
@filters
@click.option("--articles", is_flag=True, help="Search the titles and texts of articles, not their claims.")
@click.option("--like", metavar="CLAIM", help="Claims like this one: ARTICLE/CLAIM, or the id of the claim.")
@click.option("--similar", metavar="TEXT", help="Claims like this text.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="At most so many.")
@format_and_output
def search(words: tuple[str, ...], **options: Any) -> None:
    """Search the claims of the store for WORDS, the best first.

    All words must be there, in any form; "words in quotes" stand side by side; OR between two words is either, and
    -word is without it.
    """
    search_and_write(" ".join(map(_quoted, words)), **options)


def _quoted(word: str) -> str:
    """What the shell took the quotes from; a word with more than words in it is a whole question."""
    question = '"' in word or " OR " in word or " -" in word
    return f'"{word}"' if " " in word and not question else word


def search_and_write(
    words: str, *, store: Path, articles: bool, like: str | None, similar: str | None, limit: int, format: str,
    output: Path | None, **asked: Any,
) -> None:  # fmt: skip
    """Search and write what is found.

    Raises:
        InputError: not one of words, `like` and `similar` is given, or there is no word to search for.
        StoreError: the store cannot be opened, or there is no such claim.
    """
    from sayso.app.asking import asked_of, filter_of, noted
    from sayso.errors import InputError
    from sayso.report.listing import write_rows

    if [bool(words), like is not None, similar is not None].count(True) != 1 or (articles and not words):
        raise InputError(
            "A search is for words, --like a claim or --similar to a text.",
            "Give one of the three; --articles goes with words.",
        )
    wanted = filter_of(text=words or None, **asked)
    with asked_of(store, wanted) as (file, wanted):
        hits = _found(file, wanted, articles=articles, like=like, similar=similar, limit=limit)
        found = list(noted(hits, file, "articles" if articles else "claims"))
        if words and not found and not articles and file.search_articles(wanted, limit=1):
            click.echo("No claim has these words, articles do: add --articles.", err=True)
    columns = ROWS if format != "table" else ARTICLES if articles else TABLE
    write_rows(columns, _rows(found, columns), format=format, path=output)


def _found(
    file: Store, wanted: Filter, *, articles: bool, like: str | None, similar: str | None, limit: int
) -> list[Hit]:
    if like is not None:
        return file.like(like, wanted, limit=limit)
    if similar is not None:
        return file.similar(similar, wanted, limit=limit)
    return file.search_articles(wanted, limit=limit) if articles else file.search(wanted, limit=limit)


def _rows(found: Sequence[Hit], columns: Sequence[str]) -> Iterator[list[Any]]:
    from sayso.store.searching import shown

    for hit in found:
        values: dict[str, Any] = {name: getattr(hit, name) for name in hit.__struct_fields__}
        if "words" in columns:
            values |= {"words": shown(hit), "claim": f"{hit.article}/{hit.claim}"}
        values["marks"] = [f"{span.start}-{span.end}" for span in hit.marks]
        yield [values[name] for name in columns]


COMMANDS = (search,)
"""What `cli.py` registers."""
