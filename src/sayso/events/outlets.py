"""Who tells an article."""

from __future__ import annotations

from typing import NamedTuple

from sayso.records import Article, is_hashed

_NAMED = 60
"""Characters of a title that stands for a publisher."""


class Outlet(NamedTuple):
    """Who tells an article: the name, and what two articles have in common that one tells."""

    name: str
    key: str


def outlet(article: Article) -> Outlet:
    """The publisher; of an article without one the article itself, by its title, the id that it came with, or its
    first words: never a hash."""
    if article.publisher:
        return Outlet(article.publisher, article.publisher.lower())
    given = None if is_hashed(article) else article.id
    return Outlet(f'"{_shortened(article.title or given or article.text)}"', f" {article.id}")


def _shortened(words: str) -> str:
    """The first words on one line."""
    line = " ".join(words[: 10 * _NAMED].split())
    return line if len(line) <= _NAMED else line[:_NAMED].rpartition(" ")[0].rstrip(",;:-–") + " …"
