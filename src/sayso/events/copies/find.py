"""From articles to copies in one go, in memory; a store does the same steps over its tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from sayso.events.copies.compare import Compared, compare
from sayso.events.copies.groups import originals
from sayso.events.copies.index import Index, Pair
from sayso.events.copies.sketch import bands, signature
from sayso.events.copies.wording import Wording, wording
from sayso.records import Article, Copy

HELD = 512
"""Wordings held at a time: those of articles that meet are mostly near to one another by date."""


def find_copies(articles: Iterable[Article], *, partial: bool = False) -> list[Copy]:
    """Which article is a copy or rewrite of which, sorted.

    Args:
        articles: in any order; of several with one id the last counts.
        partial: whether to give also articles of their own that repeat a part of another.

    Raises:
        InputError: the library that makes the keys is not installed.
    """
    held = {article.id: article for article in articles}
    published = {key: article.published for key, article in held.items()}
    pairs = compared(held, _index(held.values()).pairs())
    return originals((pair for pair in pairs if pair.counts), published, partial=partial)


def _index(articles: Iterable[Article]) -> Index:
    index = Index()
    for article in articles:
        index.add(article.id, keys(article), article.published)
    return index


def keys(article: Article) -> list[int]:
    """The keys under which an article meets its copies."""
    return bands(signature(worded(article)), article.published)


def worded(article: Article) -> Wording:
    """An article as copies are told by."""
    return wording(article.text, article.publisher)


def compared(articles: dict[str, Article], pairs: Iterable[Pair]) -> Iterator[Compared]:
    """Every pair, compared."""

    @lru_cache(maxsize=HELD)
    def of(key: str) -> Wording:
        return worded(articles[key])

    for a, b in pairs:
        yield compare(of(a), of(b), ids=(a, b))
