"""Who tells an article."""

from __future__ import annotations

import re
from typing import NamedTuple

from sayso.records import Article, is_hashed

_NAMED = 60
"""Characters of a title that stands for a publisher."""
_SHORT = 3


_STAFF = re.compile(r"\b(?:photographer|reporter|correspondent|journalist|cameraman|camera crew)s?\b", re.IGNORECASE)
_OFFICIAL = re.compile(
    r"\b(?:press (?:office|service|room|centre|center)|ministry|secretariat|embassy|armed forces|general staff)\b",
    re.IGNORECASE,
)


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


def is_own_voice(words: str, publisher: str | None) -> bool:
    """Whether words for a source name the publisher's own people: "a Herald photographer", "the Herald"."""
    if publisher is None:
        return False
    bare = re.sub(r"^(?:the|an?) ", "", words, flags=re.IGNORECASE).casefold()
    return bare == publisher.casefold() or (_STAFF.search(words) is not None and _share_a_name(words, publisher))


def _share_a_name(words: str, publisher: str) -> bool:
    mine = {word.casefold() for word in re.findall(r"[^\W\d_]+", publisher) if len(word) > _SHORT}
    return any(word[0].isupper() and word.casefold() in mine for word in re.findall(r"[^\W\d_]+", words))


def is_cited(words: str, publisher: str) -> bool:
    """Whether words for a source name an outlet: "the newspaper Herald Today"."""
    return re.search(rf"\b{re.escape(publisher)}\b", words, re.IGNORECASE) is not None


def is_official(publisher: str) -> bool:
    """Whether a publisher is the press room of an office, which speaks for itself."""
    return _OFFICIAL.search(publisher) is not None
