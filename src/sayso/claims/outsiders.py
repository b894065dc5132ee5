"""Who has no part in a deed that a noun names beside them: who only judges it, or acts against it.

"France condemned the strike", "soldiers cleared the roadblocks", "warned Denmark of an attack".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from sayso.actors.tables import word_list
from sayso.claims.forms import forms
from sayso.claims.grammar import Grammar
from sayso.claims.selectors import word_sets
from sayso.ontology.tables import rows

CLAUSES = frozenset({"xcomp", "ccomp"})


class Outside(NamedTuple):
    """One row: where the deed hangs on a word, which argument of that word is not in which slot, and of which types."""

    relation: str
    preposition: str | None
    who: str
    slot: str
    events: frozenset[str]


def outsiders(grammar: Grammar, deed: int, event: str, role: str = "actor") -> set[int]:
    """The words for who does not do a deed that a noun names, but only judges it or acts against it; of the recipient
    who does not suffer it."""
    paying = paymasters(grammar, deed) if role == "recipient" else set()
    if grammar.is_verbal(deed) and grammar.child(deed, "det") is None:
        return paying
    asked = (role, event)
    return paying | {w for head, noun in _governors(grammar, deed) for w in _outside(grammar, head, noun, asked)}


def paymasters(grammar: Grammar, deed: int) -> set[int]:
    """ "Spied for Iran": the words for who is spied for, and does not suffer it, as who stands behind "on" does."""
    if word_list("spying").isdisjoint(forms(grammar.parse, deed)):
        return set()
    below = (i for i in grammar.parse.subtree(deed) if i > deed)
    return {i for i in below if "for" in grammar.prepositions(i)}


def _governors(grammar: Grammar, deed: int) -> Iterator[tuple[int, int]]:
    """Words that a deed may be an argument of, each with the word that hangs there; also of an adjective's clause."""
    parse, noun = grammar.parse, deed
    while parse.deprels[noun] == "conj" and not grammar.is_verbal(parse.heads[noun]):
        noun = parse.heads[noun]
    head = parse.heads[noun]
    if head < 0:
        return
    yield head, noun
    if parse.upos[head] == "ADJ" and parse.deprels[head] in CLAUSES:  # "declared the strike illegal"
        yield parse.heads[head], noun
    yield from ((thing, noun) for thing in grammar.arguments(head).get("obj") if thing < noun)


def _outside(grammar: Grammar, head: int, noun: int, asked: tuple[str, str]) -> Iterator[int]:
    parse, table, (slot, event) = grammar.parse, _rows_by_lemma(), asked
    for row in next((table[form] for form in forms(parse, head) if form in table), ()):
        if row.slot != slot or (row.events and event not in row.events) or not _hangs(grammar, head, noun, row):
            continue
        relation, _, preposition = row.who.partition(":")
        for word in _held(grammar, head, relation, preposition):
            if event != "PROTEST" or word_sets()["crowd"].isdisjoint(forms(parse, word)):
                yield from grammar.conjuncts(word)


def _hangs(grammar: Grammar, head: int, noun: int, row: Outside) -> bool:
    if row.preposition is not None:
        return row.preposition in grammar.prepositions(noun) or _is_torn(grammar, head, noun, row.preposition)
    relation, _, further = row.relation.partition(">")
    if grammar.parse.heads[noun] != head:
        return relation == "obj" and grammar.parse.deprels[noun] in ("nsubj", "compound")
    held = grammar.arguments(head)
    bare = not grammar.prepositions(noun) and grammar.parse.deprels[noun] in ("obl", "obl:unmarked")
    said = not further or bool(held.get(further)) or grammar.child(noun, further) is not None
    return said and (noun in held.get(relation) or (relation == "obj" and bare))


def _is_torn(grammar: Grammar, head: int, noun: int, preposition: str) -> bool:
    """ "Was told of the strike": the parser took the preposition right behind the verb for a part of it."""
    parse = grammar.parse
    behind = head + 1 < noun and parse.heads[noun] == head and parse.folded[head + 1] == preposition
    return behind and parse.heads[head + 1] == head


def _held(grammar: Grammar, head: int, relation: str, preposition: str) -> list[int]:
    """The argument of a verb; of a noun ("concern over") who has it."""
    if grammar.is_verbal(head):
        return grammar.arguments(head).get(relation, preposition or None)
    return grammar.holders(head)


@cache
def _rows_by_lemma() -> dict[str, list[Outside]]:
    """The table by lemma."""
    found: dict[str, list[Outside]] = defaultdict(list)
    for row in rows("outsiders", room="claims"):
        relation, _, preposition = row["hangs"].partition(":")
        events = frozenset(filter(None, row["events"].split("|")))
        found[row["lemma"]].append(Outside(relation, preposition or None, row["who"], row["slot"], events))
    return dict(found)
