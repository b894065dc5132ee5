"""Light verbs: in "held talks", "launched an attack on" or "came under fire" the noun names the event.

The noun takes the verb's subject and obliques as its own. The table `data/light_verbs.csv` says which verbs are light,
where the noun hangs, and what the verb's subject is to the noun.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from sayso.claims.forms import forms
from sayso.claims.grammar import Arguments, Grammar
from sayso.ontology.tables import rows


@dataclass(frozen=True, slots=True)
class LightVerb:
    """`verb` with an optional particle; the noun hangs as `slot` (`obj`, `obl:under`); `role` is what the verb's
    subject is to the noun: `subj`, or `obj` in "came under attack". `nouns` limits it to these lemmas, if any."""

    verb: str
    particle: str | None
    slot: str
    role: str = "subj"
    nouns: frozenset[str] = frozenset()


@cache
def light_verbs() -> dict[str, tuple[LightVerb, ...]]:
    """The table by lemma of the verb."""
    found: dict[str, list[LightVerb]] = defaultdict(list)
    for row in rows("light_verbs", room="claims"):
        verb, _, particle = row["lemma"].partition(" ")
        nouns = frozenset(filter(None, (row.get("nouns") or "").split("|")))
        entry = LightVerb(verb, particle or None, row.get("slot") or "obj", row.get("role") or "subj", nouns)
        found[verb].append(entry)
    return {verb: tuple(entries) for verb, entries in found.items()}


def governor(grammar: Grammar, noun: int) -> tuple[int, LightVerb] | None:
    """The light verb that a noun completes, and its row; None for any other noun.

    Found are: "launched an attack", "an attack was launched", "the attack launched by", "the attack that Iran
    launched", "came under attack" and coordinated nouns.
    """
    parse = grammar.parse
    top = noun
    while parse.deprels[top] == "conj" and not grammar.is_verbal(parse.heads[top]):
        top = parse.heads[top]
    above = parse.heads[top]
    clauses = [c for c in parse.children(top) if parse.deprels[c] in ("acl", "acl:relcl")]
    for verb in ([above] if above >= 0 else []) + clauses:
        if grammar.is_verbal(verb) and (row := _row(grammar, verb, top)) is not None:
            return verb, row
    return None


def _row(grammar: Grammar, verb: int, noun: int) -> LightVerb | None:
    parse = grammar.parse
    arguments = grammar.arguments(verb)
    table = light_verbs()
    for row in next((table[form] for form in forms(parse, verb) if form in table), ()):
        relation, _, preposition = row.slot.partition(":")
        hangs = noun in arguments.get(relation, preposition or None)
        particle = row.particle is None or any(parse.lemmas[p] == row.particle for p in _small_words(arguments))
        if hangs and particle and (not row.nouns or parse.lemmas[noun].lower() in row.nouns):
            return row
    return None


def _small_words(arguments: Arguments) -> list[int]:
    return arguments.get("prt") + arguments.get("advmod")


def with_light_verb(grammar: Grammar, noun: int, verb: int, row: LightVerb) -> Arguments:
    """The noun's own arguments and those it takes from its light verb."""
    found, taken = grammar.arguments(noun).copy(), grammar.arguments(verb)
    for word in taken.get("subj"):
        found.add(row.role, word, how="light verb")
    for relation in ("iobj", "obl", "obj", "xcomp", "advmod", "unmarked"):
        for preposition, word in taken.roles.get(relation, []):
            if word != noun and noun not in grammar.conjuncts(word):
                found.add(relation, word, preposition, how="light verb")
    return found
