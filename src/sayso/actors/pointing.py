"""The body that a definite noun points back to: "the bloc", "the lender", "the company".

Armed groups are in `bands`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.actors.lexicon import Agent
from sayso.actors.matching import Match
from sayso.actors.names import name_key
from sayso.actors.tables import Entry, body_names, word_list
from sayso.actors.tree import Tree, is_plural, relation

if TYPE_CHECKING:
    from sayso.actors.resolver import Resolver

REACH = 3
"""Sentences over which a noun for international bodies goes back to one that was named: "the agency" and "the council"
are soon those of the country again."""

BODY_REACH = 8
"""Sentences over which "the company" goes back to one that was named."""

_BODY_SECTORS = {
    "BUS": frozenset({"BUS", ""}),
    "MED": frozenset({"MED", ""}),
    "NGO": frozenset({"NGO", "CVL", "MED", ""}),
    "REL": frozenset({"REL", ""}),
    "LAB": frozenset({"LAB", ""}),
    "EDU": frozenset({"EDU", ""}),
}
"""Sectors of the bodies that a noun of a sector may mean; bodies that no table knows have none."""

_POINTING = frozenset({"the", "this", "that"})
_CHIEFS = frozenset({"secretary general"})
"""Offices of bodies of nations that are mostly called by their name alone."""

_CALLED_SO = frozenset({"union", "association", "guild"})
"""Nouns that go back to the last body with that word in its name before they go to any other of its kind."""

_ORGANISATION = frozenset({"organisation", "organization"})
_SAME = {
    "lender": frozenset({"fund", "bank"}),
    "agency": frozenset({"agency", "programme", "program", "organization", "office", "commissioner"}),
    "organisation": _ORGANISATION,
    "organization": _ORGANISATION,
    "watchdog": _ORGANISATION | {"agency"},
}
"""Words of names that a noun also goes back to."""


def is_definite(tree: Tree, i: int) -> bool:
    """Whether a noun in the singular has "the", "this" or "that" before it: also that of "the bloc's ministers", whose
    article hangs on the ministers in the tree."""
    if is_plural(tree, i):
        return False
    owns = i > 0 and tree.deprels[i] == "nmod:poss" and tree.word(i - 1).lower() in _POINTING
    return owns or any(tree.word(c).lower() in _POINTING for c in tree.children(i))


def spoken_of(resolver: Resolver, i: int, agent: Agent) -> str | None:
    """The code of the international body that a definite noun goes back to."""
    tree, noun = resolver.tree, resolver.tree.lemmas[i].lower()
    if agent.person or noun not in word_list("of_nations") or not is_definite(tree, i) or is_qualified(tree, i):
        return None
    named = named_before(resolver, since(tree, i, REACH), i)
    return next((m.entry.code for m in named if is_called(m.entry, noun)), None)


def last_body(resolver: Resolver, i: int, agent: Agent) -> str | None:
    """The company, newspaper, union or church that "the company" and the like mean: the last one named of its kind."""
    tree = resolver.tree
    if agent.person or agent.sector not in _BODY_SECTORS or not is_definite(tree, i):
        return None
    noun, named = tree.lemmas[i].lower(), list(named_before(resolver, since(tree, i, BODY_REACH), i))
    called = (m.entry for m in named if noun in _CALLED_SO and noun in name_key(m.entry.name).split())
    if (entry := next((e for e in called if e.kind == "group"), None)) is not None:
        return entry.code
    for m in named:
        if m.entry.kind in {"group", "agency"} and m.entry.sector in _BODY_SECTORS[agent.sector]:
            return m.entry.code
        if is_called(m.entry, tree.lemmas[i].lower()):
            return None  # "the organisation" is the United Nations, and no agency named before them
    return None


def is_of_the_un(resolver: Resolver, i: int, agent: Agent) -> bool:
    """Whether a noun means "the experts", "the monitoring team" of an article that has named the United Nations."""
    words = set(agent.lemma.split())
    if words.isdisjoint(word_list("of_experts")) or resolver.names.first_of_the_un >= i:
        return False
    tree = resolver.tree
    before = {
        tree.word(c).lower() for c in tree.children(i) if c < i and relation(tree, c) in {"det", "amod", "compound"}
    }
    return "the" in before and before <= words | {"the"}


def led_by(resolver: Resolver, i: int, agent: Agent) -> str | None:
    """The body of "the Secretary-General": the one that the article calls so, else the United Nations."""
    tree = resolver.tree
    if agent.lemma.replace("-", " ") not in _CHIEFS or not tree.word(i)[0].isupper():
        return None
    bodies = (match for match in resolver.names.matches if match.entry.kind == "igo" and _names_its_chief(tree, match))
    return next((match.entry.code for match in bodies), "UN" if _has_article(tree, i) else None)


def _names_its_chief(tree: Tree, match: Match) -> bool:
    """ "NATO's secretary general", "the Secretary-General of the OAS": whether a name has its chief beside it."""
    behind = [tree.word(k).lower() for k in range(match.end, min(match.end + 2, len(tree)))]
    before = [tree.word(k).lower() for k in range(max(0, match.start - 3), match.start)]
    return "secretary" in behind or ("general" in before and "of" in before)


def _has_article(tree: Tree, i: int) -> bool:
    """Whether "the" stands before an office of up to four words and no name behind it."""
    named = i + 1 < len(tree) and tree.upos[i + 1] == "PROPN"
    return not named and "the" in (tree.word(k).lower() for k in range(max(0, i - 4), i))


def is_qualified(tree: Tree, i: int) -> bool:
    """Whether other words than "the" say which body a noun means: "the city council", "the drug agency"."""
    qualified = (c for c in tree.children(i) if tree.deprels[c] in {"amod", "compound"})
    return any(tree.word(c).lower() != "same" for c in qualified)


def is_called(entry: Entry, noun: str) -> bool:
    """Whether an international body may be meant by a noun: any by "the bloc", others by a word of their names."""
    if entry.kind != "igo" or noun not in word_list("of_nations"):
        return False
    return noun in word_list("of_any_nations") or bool(name_words(entry) & _SAME.get(noun, {noun}))


def since(tree: Tree, i: int, reach: int) -> int:
    """The first word of the sentence that lies `reach` sentences before that of a word."""
    return tree.sentences[max(0, tree.sentence_of(i) - reach)][0]


def named_before(resolver: Resolver, first: int, i: int) -> Iterator[Match]:
    """The names of the tables between two words, the last first."""
    held = resolver.names.match_at
    return (match for k in range(i - 1, first - 1, -1) if (match := held.get(k)) and match.start == k)


def name_words(entry: Entry) -> set[str]:
    """The words of all names of a body."""
    return {word for name in body_names().get(entry.code, ()) for word in name_key(name).split()}
