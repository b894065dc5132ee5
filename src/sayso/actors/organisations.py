"""Who an organisation is that no table knows: of a state by the country in its name or phrase, else its own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.actors.bodies import reports
from sayso.actors.generic import agent_of
from sayso.actors.lexicon import Agent
from sayso.actors.resolution import GROUP, NOT_STATE, STATE, Resolution
from sayso.actors.tables import word_list
from sayso.actors.tree import Named, Tree, head_of
from sayso.actors.unnamed import whose

if TYPE_CHECKING:
    from sayso.actors.resolver import Resolver
    from sayso.actors.tables import Entry


def organisation(resolver: Resolver, name: Named) -> Resolution:
    """The answer for an organisation that no table knows: a country in its name or phrase, else by what it is."""
    tree = resolver.tree
    words = {tree.word(n).lower() for n in range(name.start, name.end)}
    i = head_of(tree, name.start, name.end)
    agent = agent_of(tree, i)
    sector = agent.sector if agent else ""
    if words & word_list("media") and sector not in {"GOV", "JUD", "LEG", "COP", "MIL"}:
        return Resolution((_own_name(tree, name),), GROUP, ("MED",), "own name, media", 0.6)
    inside = _inside(resolver, name)
    if inside and inside in _bodies_inside(resolver, name):
        return Resolution((inside,), GROUP, (sector,) if sector else (), "name in name", 0.7)
    if inside and agent is None and reports(tree, i):  # "Somali Star reported" is told by no state
        return Resolution((_own_name(tree, name),), GROUP, ("MED",), "own name, media", 0.6)
    of_workers = len(words) > 1 and (sector in {"LAB", "NGO"} or bool(words & word_list("of_workers")))
    if inside and not of_workers and not words & word_list("company"):
        return Resolution((inside,), GROUP if sector in NOT_STATE else STATE, (sector,), "name in name", 0.7)
    if agent and agent.context == "focus" and not of_workers and sector not in {"BUS", "MED", "NGO", "REL"}:
        return _national(resolver, i, agent)
    return Resolution((_own_name(tree, name),), GROUP, (sector,) if sector else (), "own name", 0.6)


def _national(resolver: Resolver, i: int, found: Agent) -> Resolution:
    answer = whose(resolver, i, found)
    kind = GROUP if found.sector in NOT_STATE else STATE
    return Resolution(answer.codes, kind, answer.sectors, answer.rule, answer.certainty, answer.pronoun)


def _inside(resolver: Resolver, name: Named) -> str | None:
    """The code in a longer name: that of a group or international body ("Palestinian group Hamas"), else the first."""
    bodies = _bodies_inside(resolver, name)
    found = _entries_inside(resolver, name)
    return next(iter(bodies), None) or next((entry.code for entry in found if entry.kind != "official"), None)


def _bodies_inside(resolver: Resolver, name: Named) -> list[str]:
    found = _entries_inside(resolver, name)
    return [entry.code for entry in found if entry.kind in {"group", "igo"} and entry.sector in {"REB", "IGO", "UAF"}]


def _entries_inside(resolver: Resolver, name: Named) -> list[Entry]:
    return [resolver.names.match_at[n].entry for n in range(name.start, name.end) if n in resolver.names.match_at]


def _own_name(tree: Tree, name: Named) -> str:
    start = name.start
    while start < name.end - 1 and (tree.word(start).lower() in {"the", "a"} or _is_described(tree, start)):
        start += 1
    return " ".join(tree.text[tree.starts[start] : tree.ends[name.end - 1]].split())


def _is_described(tree: Tree, i: int) -> bool:
    """Whether a word in small letters only says what the name behind it is: "airline Skyharbor"."""
    return tree.upos[i] == "NOUN" and tree.word(i).islower() and tree.word(i + 1)[:1].isupper()
