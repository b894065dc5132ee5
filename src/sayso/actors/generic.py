"""Generic agents in a text: which noun it is, and which country or group an earlier mention gave it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.actors.lexicon import Agent, agent_heads, agents, titles
from sayso.actors.provenance import is_origin
from sayso.actors.tables import country_names, word_list
from sayso.actors.tree import Tree, remembered

if TYPE_CHECKING:
    from sayso.actors.resolver import Resolver

_LOCAL = frozenset({"in", "at", "near"})


def lemma_keys(tree: Tree, i: int) -> Iterator[str]:
    """What a noun may be filed under, the most specific first: with up to two words before it, then alone."""
    lemma, word = tree.lemmas[i].lower(), tree.word(i).lower()
    forms = list(dict.fromkeys((lemma, word, singular(word))))
    behind = (tree.word(n).lower() for n in range(i + 1, min(i + 4, len(tree))))
    after = [word for word in behind if word != "the"][:2]
    if after[:1] == ["of"]:
        yield from (f"{form} {' '.join(after)}" for form in forms)
    if after[:1] == ["-"] and len(after) == 2:
        yield from (f"{form}-{after[1]}" for form in forms)
    before = [tree.word(n).lower() for n in range(max(0, i - 2), i)]
    for size in range(len(before), 0, -1):
        words = " ".join(w for w in before[-size:] if w != "-")
        yield from (f"{words} {form}" for form in forms)
    if i >= 2 and tree.word(i - 1) == "-":
        yield f"{tree.word(i - 2).lower()}-{lemma}"
    yield from forms


def singular(word: str) -> str:
    """A guess at the singular of a regular English noun, for words whose lemma the parser got wrong."""
    if word.endswith("men") and len(word) > 5:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


@remembered
def agent_of(tree: Tree, i: int) -> Agent | None:
    """The generic agent that a noun names, None if it names none."""
    if tree.upos[i] not in {"NOUN", "PROPN", "ADJ"}:
        return None
    if tree.upos[i] == "ADJ" and tree.deprels[i] in {"amod", "compound", "root", "acl", "advcl", "xcomp"}:
        return None
    known, heads = agents(), agent_heads()
    lemma, word = tree.lemmas[i].lower(), tree.word(i).lower()
    if lemma in word_list("like_an_adjective") and tree.deprels[i] in {"compound", "amod", "nmod:desc"}:
        return None
    if lemma not in heads and word not in heads and singular(word) not in heads:
        return None
    return next((known[key] for key in lemma_keys(tree, i) if key in known), None)


def is_country(code: str) -> bool:
    """Whether a code is a country's; "ELN" and "RSF" have three capital letters too."""
    return code in country_names()


def gender_of(tree: Tree, i: int) -> str | None:
    """Gender of a noun for a person ("spokeswoman": f), None if it tells none."""
    return next((titles()[key] for key in lemma_keys(tree, i) if titles().get(key)), None)


def _is_remembered(agent: Agent) -> bool:
    by_lemma = agent.lemma in word_list("staff") or agent.lemma in word_list("sector_of_owner")
    return by_lemma or agent.sector in word_list("sector_with_memory")


PEOPLE_REACH = 3
"""Sentences over which "the president" stays the one of the country named last; a ministry stays longer."""


NATIONAL_REACH = 1
"""Sentences over which "the government" is the one named last: after that it is that of the country spoken of."""


class Memory:
    """Which country, body or group a generic noun had when the article named its owner ("the Iraqi parliament")."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._owned: dict[str, list[tuple[int, tuple[str, ...]]]] | None = None

    def recall(self, i: int, agent: Agent) -> tuple[str, ...]:
        """The codes of the last earlier mention of the same noun with an owner; empty if there is none."""
        if not _is_remembered(agent):
            return ()
        tree = self._resolver.tree
        reach = self._reach(agent)
        first = tree.sentences[max(0, tree.sentence_of(i) - reach)][0]
        found = []
        for told in (self._mentions().get(agent.lemma, []), self._alike.get(agent.lemma.split()[-1], [])):
            last = bisect_left(told, i, key=lambda mention: mention[0]) - 1
            if last >= 0 and told[last][0] >= first:
                found.append(told[last])
        if " " in agent.lemma or agent.lemma in word_list("staff"):
            return found[0][1] if found else ()
        return max(found, default=(0, ()))[1]

    @cached_property
    def _alike(self) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
        """The mentions of staff and organs by the last word.

        "A military spokesman" after "a Lebanese army spokesman", "the ministry" after "Korea's defence ministry".
        """
        found: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for lemma, mentions in self._mentions().items():
            if (word := lemma.split()[-1]) in word_list("staff") | word_list("organ"):
                found.setdefault(word, []).extend(mentions)
        return {word: sorted(mentions) for word, mentions in found.items()}

    def _reach(self, agent: Agent) -> int:
        if agent.lemma in word_list("national_body"):
            return NATIONAL_REACH
        return PEOPLE_REACH if agent.person else len(self._resolver.tree.sentences)

    def nearest(self, i: int) -> tuple[str, ...]:
        """The codes of the institution with an owner that is nearest to a word in its own sentence."""
        tree = self._resolver.tree
        sentence = tree.sentence_of(i)
        found = [(abs(at - i), codes) for at, codes in self._by_sentence.get(sentence, ()) if at != i]
        return min(found)[1] if found else ()

    @cached_property
    def _by_sentence(self) -> dict[int, list[tuple[int, tuple[str, ...]]]]:
        found: dict[int, list[tuple[int, tuple[str, ...]]]] = {}
        for mentions in self._mentions().values():
            for at, codes in mentions:
                found.setdefault(self._resolver.tree.sentence_of(at), []).append((at, codes))
        return found

    def _mentions(self) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
        if self._owned is None:
            self._owned = {}
            self._collect(self._owned)
        return self._owned

    def _collect(self, owned: dict[str, list[tuple[int, tuple[str, ...]]]]) -> None:
        from sayso.actors.owners import owner

        tree = self._resolver.tree
        for i in range(len(tree)):
            agent = agent_of(tree, i)
            if agent and _is_remembered(agent):
                found = owner(self._resolver, i)
                of_body = agent.lemma in word_list("staff")
                if found and found.codes and (of_body or all(is_country(code) for code in found.codes)):
                    owned.setdefault(agent.lemma, []).append((i, found.codes))


def local_country(resolver: Resolver, i: int) -> str | None:
    """The only country that a word's clause names as a place ("in Pakistan, police arrested ..."), else its sentence.

    None if there is none, or several.
    """
    tree = resolver.tree
    beside = tree.children(tree.heads[i]) if tree.heads[i] >= 0 else []
    return _only_place(resolver, beside) or _only_country(resolver, range(*tree.sentences[tree.sentence_of(i)]))


def _only_place(resolver: Resolver, words: Iterable[int]) -> str | None:
    codes = set()
    for n in words:
        match = resolver.names.match_at.get(n)
        if match and match.entry.kind in {"country", "capital", "place"} and _is_local(resolver.tree, n):
            codes.add(match.entry.code)
    return codes.pop() if len(codes) == 1 else None


def _only_country(resolver: Resolver, words: range) -> str | None:
    """The country of a sentence that names no other one, if it names it as a place."""
    named = [match for n in words if (match := resolver.names.match_at.get(n))]
    codes = {match.entry.home or match.entry.code for match in named}
    return _only_place(resolver, words) if len(codes) == 1 else None


def _is_local(tree: Tree, i: int) -> bool:
    if not tree.deprels[i].startswith(("obl", "nmod")) or is_origin(tree, i):
        return False
    return any(tree.deprels[c] == "case" and tree.lemmas[c].lower() in _LOCAL for c in tree.children(i))
