"""Whom an article credits: datelines, bylines, signatures and the like, and lines that are no part of the report.

Patterns lie in `data/credits.csv` and `data/boilerplate.csv`, agencies in `data/agencies.csv`; each row has an example
that must match and a counterexample that must not. In a pattern `{agency}` stands for any of the words of the agencies,
`{name}` for any name. `hints` are words of which one must stand there: most sentences have none and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.events.copies.words import WORD
from sayso.ontology.tables import rows

ROOM = "events.copies"
"""Where its tables lie."""
_ANY = r"[A-Z][\w.&’'-]*(?: (?:of |for |the )?[A-Z][\w.&’'-]*){0,4}"
CUT = frozenset({"dateline", "signature"})
"""Credits that are cut out of a sentence, which stands without them."""
WHOLE = frozenset({"byline", "contribution", "source", "copyright"})
"""Credits that are a sentence or line of their own."""
# A credit of its own is a line of at most so many characters; a sentence that runs on beyond them reports something.
LONGEST_LINE = 160
_BARE_DATELINE = re.compile(
    r"^[A-Z][A-Z.'’-]+(?:[ ,]+[A-Z][A-Z.'’-]+){0,4}(?:,\s[A-Z]\w+\.?(?:\s\d{1,2})?)?\s*(?:--|[–—―]|-(?=\s))\s*"
)


@dataclass(frozen=True, slots=True)
class CreditPattern:
    """One row of the table of credits."""

    kind: str
    hints: frozenset[str]
    pattern: re.Pattern[str]
    example: str
    counterexample: str


@dataclass(frozen=True, slots=True)
class Credited:
    """A sentence without its credits, empty if it is nothing else; whom it credits, and whom it only cites."""

    text: str
    names: frozenset[str] = frozenset()
    cited: frozenset[str] = frozenset()


@cache
def agencies() -> dict[str, str]:
    """The name of an agency by each of its words."""
    return {words: row["name"] for row in rows("agencies", room=ROOM) for words in row["words"].split("|")}


@cache
def patterns() -> tuple[CreditPattern, ...]:
    """The patterns of credits, in the order of the table."""
    known = "|".join(re.escape(words) for words in sorted(agencies(), key=len, reverse=True))
    return tuple(
        CreditPattern(row["kind"], _hints(row), _compiled(row["pattern"], known), row["example"], row["counterexample"])
        for row in rows("credits", room=ROOM)
    )


def _hints(row: dict[str, str]) -> frozenset[str]:
    """The words of which one must stand there; where the pattern asks for an agency, the first words of all."""
    if "{agency}" in row["pattern"]:
        return frozenset(word for words in agencies() for word in WORD.findall(words)[:1])
    return frozenset(row["hints"].split())


def _compiled(pattern: str, known: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{agency}", f"(?P<name>{known})").replace("{name}", f"(?P<name>{_ANY})"))


@cache
def boilerplate() -> re.Pattern[str]:
    """What makes a sentence no part of the report."""
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows("boilerplate", room=ROOM)))


@cache
def boilerplate_hints() -> frozenset[str]:
    """Words in lower case of which one stands in all boilerplate."""
    return frozenset(word for row in rows("boilerplate", room=ROOM) for word in row["hints"].split())


def credited(sentence: str, words: Sequence[str]) -> Credited:
    """What is left of a sentence, and whom it credits.

    Args:
        sentence: one sentence or line.
        words: its words.
    """
    text, found, cited, seen = sentence, set[str](), set[str](), {*words, *(c for c in "(©" if c in sentence[:_FIRST])}
    for row in patterns():
        match = None if row.hints.isdisjoint(seen) else row.pattern.search(text)
        if match is None or (row.kind in WHOLE and len(text) > LONGEST_LINE):
            continue
        (cited if row.kind == "citation" else found).add(known_as(match["name"]))
        text = _without(text, match) if row.kind in CUT else "" if row.kind in WHOLE else text
    if _is_boilerplate(text, words):
        text = ""
    return Credited(_BARE_DATELINE.sub("", text), frozenset(found), frozenset(cited))


_FIRST = 80
"""A dateline ends within so many characters."""


def _without(text: str, match: re.Match[str]) -> str:
    return (text[: match.start()] + text[match.end() :]).strip()


def _is_boilerplate(text: str, words: Sequence[str]) -> bool:
    if not text or len(text) > LONGEST_LINE:
        return False
    hinted = "©" in text or not boilerplate_hints().isdisjoint(word.lower() for word in words)
    return hinted and boilerplate().search(text) is not None


def known_as(name: str) -> str:
    """The usual name of an agency or publisher, in lower case and without an article."""
    bare = name.strip(" .")
    return agencies().get(bare, bare.removeprefix("The ").removeprefix("the ")).lower()
