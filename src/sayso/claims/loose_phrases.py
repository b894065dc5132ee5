"""Repairs of phrases with a preposition: none is part of a name, none hangs beyond a comma."""

from __future__ import annotations

from sayso.claims.surface import Change
from sayso.reader.parse import Parse

_OF_CRIME = frozenset({"guilty", "innocent"})
_INSIDE_PHRASE = frozenset({"det", "amod", "compound", "nummod", "nmod:poss"})
_PHRASES = frozenset({"nmod", "obl", "obj", "nmod:unmarked", "obl:unmarked"})


def case_of(parse: Parse, i: int) -> int | None:
    """The preposition right in front of a phrase."""
    found = (c for c in parse.children(i) if parse.deprels[c] == "case" and parse.upos[c] in ("ADP", "SCONJ", "VERB"))
    return next((c for c in found if c < i and parse.word(c).lower() not in ("'", "'s", "\u2019s")), None)


def flat_preposition(parse: Parse, i: int) -> Change | None:
    """ "The mayor of San Telmo": a preposition before the name that it stands with is its case, no part of it."""
    own = parse.deprels[i] == "flat" and parse.xpos[i] == "IN" and parse.heads[i] == i + 1
    return (i, i + 1, "case") if own else None


def phrase_over_comma(parse: Parse, i: int) -> Change | None:
    """ "According to a newspaper, police in Belarus": a phrase hangs on the noun before it, not beyond a comma."""
    case, head = case_of(parse, i), parse.heads[i]
    if case is None or not parse.deprels[i].startswith("nmod") or not 0 <= head < case - 2:
        return None
    near = case - 1
    comma = any(parse.word(j) == "," for j in range(head + 1, near))
    beside = parse.upos[near] in ("NOUN", "PROPN") and near not in parse.subtree(head)
    return (i, near, parse.deprels[i]) if comma and beside else None


def flat_phrase(parse: Parse, i: int) -> Change | None:
    """ "The president of Ethiopia": what has a preposition of its own is no further part of a name."""
    flat = parse.deprels[i].startswith("flat") and case_of(parse, i) is not None
    return (i, parse.heads[i], "nmod") if flat else None


def under_preposition(parse: Parse, i: int) -> Change | None:
    """ "Acquitted soldiers of the murder": no phrase hangs on the preposition in front of it, but on what that does."""
    preposition = parse.heads[i]
    if not 0 < preposition < i or parse.deprels[preposition] != "case" or parse.xpos[preposition] != "IN":
        return None
    return (i, parse.heads[preposition], parse.deprels[i]) if parse.heads[preposition] < preposition else None


def _bare_phrase(parse: Parse, i: int, head: int) -> int | None:
    """ "The decision of the United States to leave": the phrase between "of" and an infinitive, where it has no
    preposition of its own."""
    if not any(parse.deprels[c] == "acl" and parse.xpos[c] == "VB" for c in parse.children(head)):
        return None
    phrases = (c for c in parse.children(head) if c > i and parse.deprels[c].startswith("nmod"))
    return next((c for c in phrases if min(parse.subtree(c)) == i + 1), None)


def stray_preposition(parse: Parse, i: int) -> Change | None:
    """ "The president of Ethiopia", the preposition beside the name's parts: those behind "of" are a phrase; likewise
    "guilty of murder", the preposition taken for a part of "guilty"."""
    head = parse.heads[i]
    joined = parse.deprels[i] == "case" or (parse.deprels[i] == "fixed" and parse.folded[head] in _OF_CRIME)
    between = joined and head >= 0 and head < i and parse.word(i).lower() == "of" and parse.upos[head] != "NUM"
    if not between:
        return None
    behind = next((c for c in parse.children(head) if c == i + 1 and parse.deprels[c].startswith("flat")), None)
    behind = _phrase_from(parse, i + 1, head) if behind is None else behind
    behind = _bare_phrase(parse, i, head) if behind is None else behind
    return (i, behind, "case") if behind is not None else None


def _phrase_from(parse: Parse, first: int, noun: int) -> int | None:
    """The head of the phrase that begins at a word without a preposition of its own, beside a noun or below it: "the
    murder" of "acquitted three men of the murder", where "of" hangs on the men."""
    word = first
    while parse.deprels[word] in _INSIDE_PHRASE and parse.heads[word] > word:
        word = parse.heads[word]
    beside = parse.heads[word] in (noun, parse.heads[noun]) and parse.deprels[word] in _PHRASES
    bare = beside and parse.subtree(word)[0] == first and case_of(parse, word) is None
    return word if bare and parse.upos[word] in ("NOUN", "PROPN") else None
