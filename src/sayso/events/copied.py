"""Which article another was taken from, through chains of copies."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.records import Copy

WHOLE = frozenset({"copy", "rewrite"})


class Originals:
    """The first article of every chain of copies, and what an article repeats in part.

    Args:
        copies: which article repeats which; partial ones are no links of a chain.
    """

    def __init__(self, copies: Iterable[Copy]) -> None:
        held = sorted(copies, reverse=True)
        self._of = {copy.article: copy.of for copy in held if copy.kind in WHOLE}
        self._repeats: dict[str, set[str]] = {}
        for copy in held:
            self._repeats.setdefault(copy.article, set()).add(copy.of)

    def repeated_by(self, article: str) -> frozenset[str]:
        """The articles that one repeats, wholly or in part."""
        return frozenset(self._repeats.get(article, ()))

    def of(self, article: str) -> str:
        """The article itself, or the one at the head of its chain."""
        seen = {article}
        while (before := self._of.get(article)) is not None and before not in seen:
            seen.add(before)
            article = before
        return article
