"""From articles to readings: who did what to whom, and on whose say-so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.records import Article, Reading, Rejection

__all__ = ["read_batch"]


def read_batch(
    articles: Iterable[Article],
    *,
    dictionaries: Sequence[Path] = (),
    threads: int = 0,
) -> Iterator[Reading | Rejection]:
    """Read articles one after another; one that cannot be read becomes a `Rejection`, the others go on.

    Args:
        articles: what to read, in any number; they are taken as they come.
        dictionaries: the user's own tables of actors and predicates (CSV) and event types (TOML).
        threads: threads of the reader's encoder, 0 for one a core.

    Raises:
        ModelError: the weights or tables of this installation are missing or broken.
        DictionaryError: one of the user's tables is malformed.
        OntologyError: one of the user's files of event types is.
    """
    from sayso.claims.reading import ArticleReader

    reader = ArticleReader(dictionaries=dictionaries, threads=threads)
    for article in articles:
        yield reader.read(article)
