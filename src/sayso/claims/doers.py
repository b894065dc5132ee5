"""Whose deed a noun names, where another word says so: "charged with murder", "blamed for the attack"."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from sayso.claims.clauses import SUSPICIONS
from sayso.claims.forms import forms
from sayso.claims.grammar import Grammar
from sayso.claims.uninvolved import SHARES, uninvolved
from sayso.ontology.tables import rows

# Nouns that stand between an accusation and the deed: "arrested on suspicion of murder", "one count of murder".
WRAPPERS = SUSPICIONS | {"count", "act", "crime", "case", "series"}


def doers(grammar: Grammar, noun: int) -> list[int]:
    """The words for who did a deed according to the words around it; empty if they do not say."""
    parse = grammar.parse
    if (none := uninvolved(parse, noun)) is not None:
        return [] if none.subject is None else [grammar.referent(none.subject)]
    while parse.deprels[noun] == "conj" and not grammar.is_verbal(parse.heads[noun]):
        noun = parse.heads[noun]
    if (subject := grammar.child(noun, "nsubj")) is not None:
        # "Ukraine is in a conflict": the deed is the predicate, after a preposition.
        return [grammar.referent(subject)] if grammar.prepositions(noun) else []
    while parse.heads[noun] >= 0 and parse.lemmas[parse.heads[noun]].lower() in WRAPPERS:
        noun = parse.heads[noun]
    head = parse.heads[noun]
    if head < 0:
        return []
    if parse.lemmas[head].lower() in SHARES:
        return grammar.holders(head)
    return _accused(grammar, noun, head)


def _accused(grammar: Grammar, noun: int, head: int) -> list[int]:
    held, table = grammar.arguments(head), said_of()
    for hangs, doer in next((table[form] for form in forms(grammar.parse, head) if form in table), ()):
        relation, _, preposition = hangs.partition(":")
        if noun in held.get(relation, preposition or None):
            relation, _, preposition = doer.partition(":")
            return held.get(relation, preposition or None)
    return []


@cache
def said_of() -> dict[str, list[tuple[str, str]]]:
    """By lemma: where the noun for the deed hangs, and which argument did it."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows("doers", room="claims"):
        found[row["lemma"]].append((row["hangs"], row["doer"]))
    return dict(found)
