"""Who tells an article."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sayso.ontology.tables import rows
from sayso.records import Article, is_hashed

_NAMED = 60
"""Characters of a title that stands for a publisher."""
_SHORT = 3
"""Letters of a word that tells no two outlets apart: "The", "New"."""
_WORD = re.compile(r"[^\W\d_]+")
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_EMPLOYED = re.compile(r"\s+(?:of|for|from|at|with)\b")


class Outlet(NamedTuple):
    """Who tells an article: the name, and what two articles have in common that one tells."""

    name: str
    key: str

    @property
    def is_office(self) -> bool:
        """Whether it is the press room of an office, which speaks for itself; a title that stands for a publisher is
        none."""
        return not self.key.startswith(" ") and _words("office").search(self.name) is not None


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
    bare = _ARTICLE.sub("", words)
    staff = _words("staff").search(bare)
    return bare.casefold() == publisher.casefold() or (staff is not None and _is_of(bare, staff, publisher))


def _is_of(words: str, staff: re.Match[str], publisher: str) -> bool:
    """Whether all names before the word for staff, and behind its "of" or "for", are the publisher's: a Daily Mail
    journalist is none of the Daily Mirror's."""
    mine = {word.casefold() for word in _WORD.findall(publisher)}
    behind = words[staff.end() :]
    around = words[: staff.start()] + (behind if _EMPLOYED.match(behind) else "")
    said = [word for word in _WORD.findall(around) if word[0].isupper()]
    return any(len(word) > _SHORT for word in said) and all(word.casefold() in mine for word in said)


def is_cited(words: str, publisher: str) -> bool:
    """Whether words for a source name an outlet, with its capitals: "the newspaper Herald Today"."""
    return re.search(rf"\b{re.escape(publisher)}\b", words) is not None


@cache
def _words(kind: str) -> re.Pattern[str]:
    """The words of a kind: `staff` of an outlet, or what an `office` is called."""
    found = "|".join(row["words"] for row in rows("outlet_words", room="events") if row["kind"] == kind)
    return re.compile(rf"\b(?:{found})\b", re.IGNORECASE)
