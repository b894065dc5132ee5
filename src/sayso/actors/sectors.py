"""The sector of a generic agent: its noun's, or that of the body whose people it names ("members of the police")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.actors.generic import agent_of
from sayso.actors.lexicon import Agent
from sayso.actors.resolution import STATE
from sayso.actors.tables import word_list
from sayso.actors.tree import conjuncts, preposition

if TYPE_CHECKING:
    from sayso.actors.resolver import Resolver

OF_A_FORCE = frozenset({"COP", "MIL"})
"""Sectors that have officers."""

OFFICER_REACH = 4
"""Sentences over which "officers" are those of the force that was named last."""

_OWNED = frozenset({"of", "from", "in", "for", "with", "to"})
_WITHIN = frozenset({"compound", "amod", "nmod:poss", "nmod:desc", "nmod:unmarked"})


def sectors_of(resolver: Resolver, i: int, agent: Agent) -> tuple[str, ...]:
    """Sectors of a noun for agents; none where it tells none.

    Args:
        resolver: knows names and agents of the article.
        i: the noun.
        agent: what the table has for it.
    """
    if _is_party_to_a_matter(resolver, i, agent) or _is_a_building(resolver, i, agent):
        return ()
    if _is_the_executive(resolver, i, agent):
        return ("GOV",)
    if agent.lemma in word_list("sector_of_owner") and (found := next(_of_owners(resolver, i), ())):
        return found
    if agent.lemma in word_list("sector_of_force") and (force := _force_before(resolver, i)):
        return (force,)
    return (agent.sector,) if agent.sector else ()


def _is_party_to_a_matter(resolver: Resolver, i: int, agent: Agent) -> bool:
    """ "Parties to the conflict", "both parties": no political party."""
    if agent.lemma not in ("party", "parties"):
        return False
    tree = resolver.tree
    below = tree.children(i)
    words = {tree.word(c).lower() for c in below}
    return bool(words & word_list("party_by_sides")) or any(preposition(tree, c) == "to" for c in below)


def _is_a_building(resolver: Resolver, i: int, agent: Agent) -> bool:
    """ "Six houses were destroyed": no parliament, which has a capital."""
    return agent.lemma in word_list("sector_by_capital") and resolver.tree.word(i).islower()


def _is_the_executive(resolver: Resolver, i: int, agent: Agent) -> bool:
    """ "The Executive", with a capital: the government."""
    tree = resolver.tree
    return agent.lemma == "executive" and tree.word(i) == "Executive" and i != tree.sentences[tree.sentence_of(i)][0]


def _of_owners(resolver: Resolver, i: int) -> Iterator[tuple[str, ...]]:
    """Sectors of the bodies and groups that a noun's modifiers name, not of states and persons."""
    tree = resolver.tree
    below = tree.children(i)
    inside = [c for c in below if tree.deprels[c] in _WITHIN]
    behind = [c for c in below if preposition(tree, c) in _OWNED]
    for first in (*inside, *behind):
        for word in (first, *conjuncts(tree, first)):
            if found := _of_owner(resolver, word):
                yield found


def _of_owner(resolver: Resolver, i: int) -> tuple[str, ...]:
    match = resolver.names.match_at.get(i)
    if match is not None and match.entry.kind not in ("country", "adjective", "capital", "place", "seat", "official"):
        return (match.entry.sector,) if match.entry.sector else ()
    agent = None if match is not None else agent_of(resolver.tree, i)
    if agent is None or (agent.person and agent.sector == "GOV"):
        return ()
    found = resolver.resolve_head(i)
    return found.sectors if found.kind != STATE and found.sectors else (agent.sector,) if agent.sector else ()


def _force_before(resolver: Resolver, i: int) -> str | None:
    """The sector of the police or army that the article named last."""
    tree = resolver.tree
    first = tree.sentences[max(0, tree.sentence_of(i) - OFFICER_REACH)][0]
    for n in range(i - 1, first - 1, -1):
        agent = agent_of(tree, n)
        if agent is not None and agent.sector in OF_A_FORCE and agent.lemma not in word_list("sector_of_force"):
            return agent.sector
    return None
