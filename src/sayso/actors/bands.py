"""Which armed group a noun means that names none: "the rebels", "the gunmen", "the paramilitary force".

What points back is the group named last. Who is said to be unknown or another ("unidentified gunmen", "other armed
groups") is nobody yet named, and a group of other people ("the women's group", "the contact group") is no armed one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.actors.generic import agent_of, singular
from sayso.actors.lexicon import Agent, agents
from sayso.actors.names import name_key
from sayso.actors.pointing import is_definite, is_qualified, named_before, since
from sayso.actors.tables import word_list
from sayso.actors.tree import Tree, is_plural

if TYPE_CHECKING:
    from sayso.actors.resolver import Resolver
    from sayso.actors.tables import Entry

GROUP_REACH = 6
"""Sentences over which "the rebels" are the armed group that was named."""

GANG_REACH = 3
"""The same for "the gang" and "the militia", of which there are many."""

ARMED = frozenset({"REB", "CRM", "UAF"})
_LEAD = 2
"""Sentences at the start of an article that speak of rebels before these are named."""

CIVIL_REACH = 6
"""Sentences over which "the group" goes back to a private body that was named."""

_CIVIL = frozenset({"NGO", "CVL"})
_FORCES = frozenset({"MIL", "COP"})
_POINTING = frozenset({"the", "this", "that", "these", "those", "its", "his", "their"})
_ARTICLES = frozenset({"a", "an"})
_IN_NAMES = frozenset({"front", "alliance", "coalition", "council", "cartel"})
_ACTING = frozenset({"nsubj", "nsubj:pass", "nmod:poss", "obl:agent"})
_NAMING = frozenset({"compound", "nmod:poss", "nmod:desc", "flat", "amod"})


def last_group(resolver: Resolver, i: int, agent: Agent) -> tuple[str, ...]:
    """The code of the armed group that a noun goes back to; empty if it goes back to none."""
    tree = resolver.tree
    first = since(tree, i, GROUP_REACH)
    if agent.sector not in ARMED:
        return _force(resolver, first, i, agent)
    if _is_new(tree, i, agent):
        return ()
    nameless, pointing = agent.lemma.split()[-1] in word_list("nameless"), _is_pointing(tree, i)
    if nameless and pointing and _goes_back_to_unknown(resolver, first, i, agent):
        return ()
    names, noun = resolver.names, tree.word(i).lower()
    found = names.last_group(first, i, noun, called_so=nameless and not pointing)
    if not found and not nameless and (only := names.only_group):
        before = names.last_group(0, i) if pointing or not agent.person else ()
        return before or ((only,) if agent.person and _is_ahead(resolver, i) else ())
    return found


def _is_ahead(resolver: Resolver, i: int) -> bool:
    """Whether a noun at the start of an article is one for those whom the next sentences name: "a day after rebels took
    a town nearby. ... The Northern Lake Alliance said"."""
    tree = resolver.tree
    last = tree.sentences[min(GROUP_REACH, len(tree.sentences) - 1)][1]
    return tree.sentence_of(i) < _LEAD and bool(resolver.names.last_group(i, last))


def group_of(resolver: Resolver, i: int, agent: Agent, country: str) -> tuple[str, ...]:
    """The group that "the Palestinian group" means: the last one named, if it is at home there."""
    if agent.person or agent.sector not in ARMED or not is_definite(resolver.tree, i):
        return ()
    named = named_before(resolver, since(resolver.tree, i, GROUP_REACH), i)
    last = next((m.entry for m in named if is_armed_group(m.entry)), None)
    return (last.code,) if last is not None and last.home == country else ()


def gang_meant(resolver: Resolver, i: int) -> str | None:
    """The code of the armed group that "the gang" or "the militia" goes back to: the last one named."""
    tree = resolver.tree
    if tree.lemmas[i].lower() not in word_list("of_fighters") or not is_definite(tree, i) or is_qualified(tree, i):
        return None
    near = resolver.names.last_group(since(tree, i, GANG_REACH), i)
    return next(iter(near or resolver.names.last_group(0, i, tree.lemmas[i].lower(), called_so=True)), None)


def front_meant(resolver: Resolver, i: int) -> str | None:
    """The code of the armed group that "the front", "the alliance" is, where the last body named with that word in its
    name is one: only as one who acts or owns, for the word is also that of a line and of the weather."""
    tree, noun = resolver.tree, resolver.tree.lemmas[i].lower()
    if noun not in _IN_NAMES or tree.deprels[i] not in _ACTING or not is_definite(tree, i) or is_qualified(tree, i):
        return None
    named = (m.entry for m in named_before(resolver, 0, i) if noun in name_key(m.entry.name).split())
    last = next(named, None)
    return last.code if last is not None and is_armed_group(last) else None


def others_before(resolver: Resolver, i: int, agent: Agent) -> int | None:
    """The subject of the sentence before that "the group" goes back to where it is no armed group: "A press group
    condemned it. The group demanded …"; None where that sentence names an armed one, or has another subject."""
    tree, sentence = resolver.tree, resolver.tree.sentence_of(i)
    below = {tree.word(c).lower() for c in tree.children(i) if c < i}
    if agent.lemma != "group" or not below <= {"the", "this"} or not is_definite(tree, i) or not sentence:
        return None
    held, words = resolver.names.match_at, range(*tree.sentences[sentence - 1])
    if any(k in held and is_armed_group(held[k].entry) for k in words):
        return None
    subject = next((k for k in words if tree.deprels[k] == "nsubj"), None)
    if subject is None:
        return None
    if subject in held:
        return subject if held[subject].entry.kind == "group" and held[subject].entry.sector in _CIVIL else None
    known = agent_of(tree, subject) if tree.lemmas[subject].lower() == "group" else None
    return subject if known and (is_of_others(tree, subject, known) or known.sector not in ARMED) else None


def civil_before(resolver: Resolver, i: int, agent: Agent) -> str | None:
    """The code of the private body that "the group" means, where the last group named is no armed one."""
    tree = resolver.tree
    below = {tree.word(c).lower() for c in tree.children(i) if c < i}
    if agent.lemma != "group" or not below <= {"the", "this"} or not is_definite(tree, i):
        return None
    named = named_before(resolver, since(tree, i, CIVIL_REACH), i)
    last = next((m.entry for m in named if m.entry.kind == "group"), None)
    return last.code if last is not None and last.sector in _CIVIL else None


def is_of_others(tree: Tree, i: int, agent: Agent) -> bool:
    """Whether the words before "group" say that it is no armed one: "the women's group", "a contact group"."""
    if agent.lemma != "group":
        return False
    before = (c for c in tree.children(i) if c < i and tree.deprels[c] in _NAMING)
    return any(_names_others(tree, c) for c in before)


def _names_others(tree: Tree, i: int) -> bool:
    word = tree.word(i).lower()
    if tree.upos[i] not in {"NOUN", "PROPN"}:
        return word in word_list("of_civil_groups")
    known = agents().get(word) or agents().get(singular(word))
    return word not in word_list("of_armed_groups") and (known is None or known.sector not in ARMED)


def is_armed_group(entry: Entry) -> bool:
    """Whether a name of the tables is that of an armed group or gang."""
    return entry.kind == "group" and entry.sector in ARMED


def _is_new(tree: Tree, i: int, agent: Agent) -> bool:
    """Whether a noun says itself that none of those named is meant."""
    before = {tree.word(c).lower() for c in tree.children(i) if c < i}
    if before & word_list("unidentified"):
        return True
    if agent.person:
        return False
    return bool(before & _ARTICLES) or (is_plural(tree, i) and not before & _POINTING)


def _goes_back_to_unknown(resolver: Resolver, first: int, i: int, agent: Agent) -> bool:
    """Whether "the gunmen" were spoken of as unknown after the last group was named."""
    tree, held = resolver.tree, resolver.names.match_at
    for k in range(i - 1, first - 1, -1):
        if k in held and is_armed_group(held[k].entry):
            return False
        if tree.upos[k] == "NOUN" and (other := agent_of(tree, k)) is not None and other.lemma == agent.lemma:
            return k - 1 not in held and (_is_new(tree, k, other) or not _is_pointing(tree, k))
    return False


def _is_pointing(tree: Tree, i: int) -> bool:
    return any(tree.word(c).lower() in _POINTING for c in tree.children(i) if c < i)


def _force(resolver: Resolver, first: int, i: int, agent: Agent) -> tuple[str, ...]:
    """The group that "the paramilitary force" means, if no force of a state has been spoken of since."""
    tree = resolver.tree
    if not is_definite(tree, i):
        return ()
    for match in named_before(resolver, first, i):
        if is_armed_group(match.entry):
            between = (agent_of(tree, k) for k in range(match.end, i))
            others = (a for a in between if a is not None and a.lemma == agent.lemma)
            return () if next(others, None) is not None else (match.entry.code,)
        if match.entry.kind == "agency" and match.entry.sector in _FORCES:
            return ()
    return ()
