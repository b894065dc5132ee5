"""Nouns that tell again of what the text has told before: "the raid", "this agreement", "such a shipment".

A row of the tables asks for words beside a noun, for alone it may mean something else. Behind a deed of the row's type
a noun that points back needs none of them: it is that deed. A noun for deeds of any kind ("the incident", "this step")
is the deed told last. Too unsure to stand alone (of annotated articles 15 such claims were right and 22 wrong), they
count where another article tells the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from sayso.claims.grammar import Arguments, Grammar
from sayso.claims.matching import Match, Matcher
from sayso.claims.predicates import Predicate
from sayso.claims.reproach import DEFINITE
from sayso.claims.selectors import is_among
from sayso.claims.triggers import Candidate
from sayso.reader.parse import Parse

LEAST_HINT = 0.03
"""Below this chance of naming an event a word with a row is none, whatever was told before."""
HARMS = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
"""What one speaks of as an incident."""
TALK = frozenset({"ACCUSE", "CONSULT", "SUPPORT", "REQUEST", "THREATEN"})
"""What one does not speak of as a step."""
_REACH = 3
"""Sentences back to the deed that "the incident" was."""

FindArguments = Callable[[Grammar, int], tuple[Arguments, int | None]]


def told_again(
    matcher: Matcher, matches: Sequence[Match], rows: Mapping[int, Sequence[Candidate]], arguments: FindArguments
) -> list[Match]:
    """The matches of nouns that point back to one of the matches, in text order.

    Args:
        matcher: holds rows against the parse.
        matches: what the rows and the event head have found.
        rows: the rows of each word.
        arguments: the arguments of a trigger, and its light verb.
    """
    parse = matcher.parse
    first: dict[str, int] = {}
    for told in sorted(matches, key=lambda told: told.trigger):
        first.setdefault(told.row.event, told.trigger)
    taken = {word for told in matches for word in told.words}
    found = []
    for i in range(len(parse)):
        if i in taken or parse.upos[i] != "NOUN" or not _points_back(parse, i):
            continue
        row = _known(parse, i, first, rows.get(i, ())) or _meant(parse, i, matches)
        if row is None:
            continue
        own, verb = arguments(matcher.grammar, i)
        if (match := matcher.match(_unasking(row), (i,), own)) is not None:
            match.light_verb = verb
            found.append(match)
    return found


def _points_back(parse: Parse, i: int) -> bool:
    """Whether a noun stands with a word that points back."""
    return any(c < i and parse.folded[c] in DEFINITE for c in parse.children(i))


def _known(parse: Parse, i: int, first: Mapping[str, int], rows: Sequence[Candidate]) -> Predicate | None:
    """The row of a word, of a type that was told before; of several the one that the model holds for the likeliest."""
    hint = parse.hints[i] if i < len(parse.hints) else None
    if hint is None or hint.score < LEAST_HINT:
        return None
    told = (one.row for one in rows if len(one.words) == 1 and not (one.nominal or one.row.own))
    return max(
        (row for row in told if first.get(row.event, i) < i),
        key=lambda row: hint.kinds.get(row.event, 0.0),
        default=None,
    )


def _meant(parse: Parse, i: int, matches: Sequence[Match]) -> Predicate | None:
    """The row of the deed told last, of a noun for any: "the incident"."""
    harm, step = is_among(parse, i, "incident"), is_among(parse, i, "step")
    if not (harm or step):
        return None
    sentence = parse.sentence_of(i)
    near = [m for m in matches if m.trigger < i and sentence - parse.sentence_of(m.trigger) < _REACH and not m.row.own]
    fitting = [m for m in near if (harm and m.row.event in HARMS) or (step and m.row.event not in TALK)]
    return max(fitting, key=lambda m: m.trigger).row if fitting else None


@cache
def _unasking(row: Predicate) -> Predicate:
    """A row that holds wherever its word stands."""
    return replace(row, need=(), avoid=())
