"""Who tells an article."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sayso.actors.tables import word_list
from sayso.actors.voice import speaks_for
from sayso.events.words import stems
from sayso.ontology.tables import rows
from sayso.records import Article, is_hashed

_NAMED = 60
"""Characters of a title that stands for a publisher."""
_SHORT = 3
"""Letters of a word that tells no two outlets apart: "The", "New"."""
_WORD = re.compile(r"[^\W\d_]+")
_OURS = frozenset({"we", "us", "our", "ours"})
_POINTING = frozenset({"the", "this"})
_ARTICLE = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_EMPLOYED = re.compile(r"\s+(?:of|for|from|at|with)\b")


class Outlet(NamedTuple):
    """Who tells an article: the name, and what two articles have in common that one tells."""

    name: str
    key: str

    @property
    def is_office(self) -> bool:
        """Whether it is the press room of an office or another body, which speaks for itself; a title that stands for a
        publisher is none."""
        if self.key.startswith(" "):
            return False
        return _words("office").search(self.name) is not None or speaks_for(self.name) is not None

    @property
    def codes(self) -> tuple[str, ...]:
        """The code of the state, group or organisation that speaks in its own paper; empty if none is known."""
        voice = speaks_for(self.name) if self.is_office else None
        return (voice.code,) if voice is not None else ()


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
    """Whether words for a source name the publisher's own people: "a Herald photographer", "the Herald", "a reporter of
    this newspaper", REPORTER in a transcript."""
    if publisher is None:
        return False
    if _words("self").fullmatch(words) or (words.isupper() and _words("speaker").fullmatch(words)):
        return True
    bare = _ARTICLE.sub("", words)
    staff = _words("staff").search(bare)
    return bare.casefold() == publisher.casefold() or (staff is not None and _is_of(bare, staff, publisher))


def is_asker(words: str) -> bool:
    """Whether words for a source are what a transcript calls who asks: "Q", "QUESTION"."""
    return words.isupper() and _words("asker").fullmatch(words) is not None


def speaks_of_itself(words: str, teller: Outlet) -> bool:
    """Whether words for a source in a body's own paper are for that body: "we", "the Ministry" of a ministry, "The
    March 23 Movement", "our delegation"; not its rivals, nor people by name, who are known as its people elsewhere."""
    first = words.split(" ", 1)[0].lower()
    if first in _OURS:
        return True
    said = set(stems(words)) - set(stems("the this"))
    if not said or not (first in _POINTING or words[:1].isupper()):
        return False
    voice = speaks_for(teller.name)
    if voice is not None and any(word[:1].isupper() for word in words.split()[1:]):
        names = "" if voice.of_a_state else voice.office
        said -= set(stems(f"{' '.join(word_list('calls_itself'))} {names}"))
    return said <= set(stems(teller.name))


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
