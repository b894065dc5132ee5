"""Which article another was taken from, through chains of copies."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.records import Copy

WHOLE = frozenset({"copy", "rewrite"})


class Originals:
    """The first article of every chain of copies.

    Args:
        copies: which article repeats which; partial ones do not count.
    """

    def __init__(self, copies: Iterable[Copy]) -> None:
        self._of = {copy.article: copy.of for copy in sorted(copies, reverse=True) if copy.kind in WHOLE}

    def of(self, article: str) -> str:
        """The article itself, or the one at the head of its chain."""
        seen = {article}
        while (before := self._of.get(article)) is not None and before not in seen:
            seen.add(before)
            article = before
        return article
