"""What is given, sold, demanded, tested, used: the words of a claim's object.

The predicate row names the head word. Its phrase is whole: with the quantity before it, the `of` after it and a short
clause right behind it ("at least 60 containers of shells", "a bill banning veils").
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache

from sayso.claims.grammar import Grammar
from sayso.claims.matching import Match
from sayso.claims.number_words import long_bounds
from sayso.claims.phrases import Range, noun_phrase
from sayso.claims.quantities import WORTH, Counted
from sayso.reader.parse import Parse

# Prepositions of what completes the noun right before them.
COMPLEMENTS = frozenset({"of", "for", "on", "against", "between", "about"})
# A clause behind a noun is told with it up to so many words.
CLAUSE = 10
CLAUSES = frozenset({"acl", "acl:relcl"})
# Where an object stands that the row does not ask for: by event type, relations and prepositions. Of such words of
# our annotated articles at least two of five were the object.
USUAL = {
    "COERCE": (("obl", "into"),),
    "COOPERATE": (("obj", None),),
    "MOBILIZE": (("obj", None),),
    "REJECT": (("obj", None),),
    "REQUEST": (("obl", "for"), ("nmod", "for"), ("obl", "")),
}


TOWARDS = frozenset({"to", "from", "against"})
"""Prepositions of a recipient that the parser may hang on the object."""


def object_words(grammar: Grammar, match: Match, amounts: Sequence[Counted] = ()) -> Range | None:
    """The words of a match's object, or None; `amounts` are those of the text."""
    heads = match.slots["object"].words or usual_objects(match)
    if not heads:
        return None
    spent = ({word for filled in match.slots.values() for word in filled.words} | set(match.words)) - {heads[0]}
    start, end = object_phrase(grammar.parse, heads[0], spent)
    return start, _with_counted(grammar.parse, end, amounts, spent)


def _with_counted(parse: Parse, end: int, amounts: Sequence[Counted], spent: Set[int]) -> int:
    """The end of a phrase with what it costs or what is counted behind "and", wherever the parser hung that:
    "jets worth $2 billion", "shells and 20 missiles"."""
    end -= parse.word(end - 1).lower() == WORTH
    said = parse.word(end).lower() if end + 1 < len(parse) else ""
    if said == WORTH:
        return next((a.end for a in amounts if a.start == end + 1 and a.amount.kind == "money"), end)
    if said != "and":
        return end
    second = next((a for a in amounts if a.start == end + 1 and a.head is not None), None)
    if second is None or second.head is None:
        return end
    stop, words = second.head + 1, set(range(end, second.head + 1))
    acts = stop < len(parse) and parse.upos[stop] in ("VERB", "AUX")
    return end if acts or words & spent or parse.deprels[second.head].startswith("nsubj") else stop


def usual_objects(match: Match) -> list[int]:
    """The words that are mostly the object of an event of that type, where the row names none."""
    taken = {word for filled in match.slots.values() for word in filled.words}
    places = USUAL.get(match.row.event, ())
    found = (w for relation, preposition in places for w in match.arguments.get(relation, preposition))
    return [word for word in found if word not in taken]


def object_phrase(parse: Parse, head: int, spent: Set[int]) -> Range:
    """The words of the phrase that a head word stands for; `spent` are the trigger and the words of other slots."""
    start, end = noun_phrase(parse, head)
    end = _before_others(parse, (head, end), spent)
    end = _with_complement(parse, end, spent)
    return _with_quantity(parse, start), _with_clause(parse, (start, end), spent)


def _before_others(parse: Parse, words: Range, spent: Set[int]) -> int:
    """The end of a phrase before the preposition of another slot's words: "missiles" of "missiles to Iran"."""
    others = (w for w in range(words[0] + 1, words[1]) if w in spent)
    before = (c for w in others for c in parse.children(w) if parse.deprels[c] == "case" and words[0] < c < w)
    return next((c for c in before if parse.folded[c] in TOWARDS), words[1])


def _with_quantity(parse: Parse, start: int) -> int:
    """The start of a phrase with the words that open its number, the first of which the parser may hang elsewhere."""
    for words in _bounds_among(parse.folded[max(0, start - _longest()) : start]):
        for first in range(max(0, start - len(words)), start):
            said = tuple(parse.word(i).lower() for i in range(first, min(first + len(words), len(parse))))
            if said == words and first + len(words) >= start:
                return first
    return start


def _bounds_among(near: Sequence[str]) -> list[tuple[str, ...]]:
    """The bounds of several words that may begin with one of the words before a phrase."""
    return [words for words in long_bounds() if words[0] in near]


@cache
def _longest() -> int:
    """How many words the longest of these bounds has."""
    return max(map(len, long_bounds()))


def _with_complement(parse: Parse, end: int, spent: Set[int]) -> int:
    """The end of a phrase with the complement right behind its noun, wherever the parser hung that."""
    if end >= len(parse) or parse.word(end).lower() not in COMPLEMENTS or parse.deprels[end] != "case":
        return end
    inner = parse.heads[end] if parse.heads[end] > end else next(iter(_nominals(parse, end + 1)), end)
    dated = any(name.kind == "DATE" for name in parse.names_at(inner))
    if dated or set(range(end, inner + 1)) & spent:
        return end
    return max(end, noun_phrase(parse, inner)[1]) if inner > end else end


def _nominals(parse: Parse, start: int) -> list[int]:
    stop = parse.sentences[parse.sentence_of(start)][1] if start < len(parse) else start
    return [i for i in range(start, min(start + 4, stop)) if parse.upos[i] in ("NOUN", "PROPN")]


def _with_clause(parse: Parse, phrase: Range, spent: Set[int]) -> int:
    """The end of a phrase with the short clause right behind it that says which one; none that holds a spent word."""
    start, end = phrase
    for i in range(start, end):
        for clause in (c for c in parse.children(i) if parse.deprels[c] in CLAUSES):
            words = parse.subtree(clause)
            short = words[0] == end and len(words) <= CLAUSE and words[-1] - words[0] + 1 == len(words)
            if short and not set(words) & spent and parse.upos[words[-1]] != "PUNCT":
                return words[-1] + 1
    return end
