"""Deeds in a list of what may be done: "reserves the right to take measures, including the closure of the border".

A member of such a list is as sure as the whole that it belongs to. Read by the order of words: the tree hangs
"including" and its noun on any word before.
"""

from __future__ import annotations

from sayso.claims.factuality_words import names_of
from sayso.claims.selectors import word_sets
from sayso.reader.parse import Parse

_INCLUDING = frozenset({"including", "include", "includes", "included", "such", "among"})
_OPEN = frozenset({"option", "possibility", "scenario", "choice", "proposal", "idea"})
_MEMBER = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PART", "ADV"})
_BETWEEN = _MEMBER | {"ADP", "PUNCT", "CCONJ"}
LONGEST = 10
"""Words from the whole to "including": "measures against the neighbours of the republic, including"."""


def whole_of(parse: Parse, deed: int) -> int | None:
    """The noun for the whole that a deed is named as a part of, else None."""
    if parse.upos[deed] not in ("NOUN", "VERB") or _INCLUDING.isdisjoint(parse.near(deed)):
        return None
    link = _before_member(parse, first_of_list(parse, deed))
    if link is None:
        return None
    if "include" in names_of(parse, link) and parse.folded[link] != "including":
        subject = next((c for c in parse.children(link) if parse.deprels[c] == "nsubj" and c < link), None)
        return subject if subject is not None and _is_one_of(parse, subject, _OPEN) else None
    start = max(parse.sentences[parse.sentence_of(deed)][0], link - LONGEST)
    for i in range(link - 1, start - 1, -1):
        if (_is_one_of(parse, i, word_sets()["measure"]) or _is_one_of(parse, i, _OPEN)) and parse.upos[i] == "NOUN":
            return i
        if parse.upos[i] not in _BETWEEN or parse.word(i) in (";", ":"):
            return None
    return None


def is_weighed(parse: Parse, whole: int) -> bool:
    """Whether a list names what is only thought of: "is studying measures", "the options"."""
    verb = parse.heads[whole]
    taken = (
        verb >= 0 and parse.deprels[whole] in ("obj", "nsubj:pass") and _is_one_of(parse, verb, word_sets()["weighing"])
    )
    return taken or _is_one_of(parse, whole, _OPEN)


def _is_one_of(parse: Parse, i: int, words: frozenset[str]) -> bool:
    return not words.isdisjoint(names_of(parse, i))


def first_of_list(parse: Parse, deed: int) -> int:
    """ "The seizure of ships and a ban": of deeds joined by "and" the first, for what stands before a list
    stands before each of its members."""
    head = parse.heads[deed]
    while parse.deprels[deed] == "conj" and 0 <= head < deed and parse.upos[head] == "NOUN":
        deed, head = head, parse.heads[head]
    return deed


def _before_member(parse: Parse, deed: int) -> int | None:
    """ "Including", "include", the "such" of "such as", or the "among" of "among them" right before a noun phrase."""
    start = parse.sentences[parse.sentence_of(deed)][0]
    i = deed - 1
    while i > start and parse.upos[i] in _MEMBER and parse.folded[i] != "including":
        i -= 1
    if parse.folded[i] in ("including", "include", "includes", "included"):
        return i
    pair = parse.folded[i - 1 : i + 1] if i > start else []
    return i - 1 if pair in (["such", "as"], ["among", "them"], ["among", "these"]) else None
