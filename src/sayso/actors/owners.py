"""Whose a noun phrase is by its own words: the country, organisation or person in its modifiers and titles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.actors.generic import agent_of, is_country
from sayso.actors.matching import seat_of
from sayso.actors.resolution import PLACE, Resolution, joined
from sayso.actors.tables import word_list
from sayso.actors.tree import Tree, conjuncts, phrase, preposition, relation

if TYPE_CHECKING:
    from sayso.actors.resolver import Resolver

_OWNING = ("of", "for", "from", "with", "at", "in", "within", "under", "by", "on", "across", "based")
"""Prepositions by which a phrase names its owner, the surest first ("officials from Iran", "police in Rome")."""

_LIST_JOINTS = frozenset({"and", ",", "the"})
_LOYALTY = 6
"""Words behind "loyal to" among which the office or person stands."""
_LISTED = frozenset({"country", "group", "igo"})
_JOINTS = frozenset({"and", "&", ",", "-", "/", "\u2013"})
_NO_BEGINNING = frozenset({"DET", "PRON", "PUNCT", "ADV", "ADP", "CCONJ", "SCONJ", "VERB", "AUX"})
_STOPS = frozenset({",", ":", ";", ".", "(", "[", "\u2014", "\u2013", '"', "\u201c"})
_NEAR = frozenset({"amod", "compound", "nmod:unmarked", "nmod:desc", "nmod", "flat"})
_ALOOF = frozenset({"anti", "pro", "non", "ex"})


def core(tree: Tree, i: int) -> list[int]:
    """The words of a phrase from its first modifier to its last name part, without later modifiers."""
    words = [n for n in phrase(tree, i) if n <= i or (tree.heads[n] == i and relation(tree, n) in {"flat", "compound"})]
    while words and tree.upos[words[0]] in {"DET", "PUNCT", "ADP"} and words[0] != i:
        words.pop(0)
    return words or [i]


def words_of(tree: Tree, i: int, *, determiner: bool = False) -> str:
    """The words of a phrase, a code for whom no table knows: no relative clause and, if not asked, no determiner."""
    words = phrase(tree, i)
    while not determiner and words and tree.upos[words[0]] in _NO_BEGINNING and words[0] != i:
        words.pop(0)
    stop = next((n for n in range(i + 1, words[-1] + 1) if tree.word(n) in _STOPS), len(tree))
    words = [n for n in words if n < stop]
    return " ".join(tree.text[tree.starts[words[0]] : tree.ends[words[-1]]].split())


def owner(resolver: Resolver, i: int, *, agents_only: bool = True) -> Resolution | None:
    """The first modifier of a noun that resolves: possessor, demonym or compound, apposition, prepositional phrase.

    With `agents_only` false (the noun is no agent) places do not count: "Paris Agreement" is not French.
    """
    pronoun = None
    for child, rule in _modifiers(resolver, i):
        found = _modifier(resolver, child, rule)
        if found.pronoun is not None and pronoun is None:
            pronoun = found.pronoun
        loose = rule in word_list("loose_preposition") and not all(is_country(code) for code in found.codes)
        if not found.codes or loose or _is_weak(resolver, i, found) or (not agents_only and found.kind == PLACE):
            continue
        codes = found.codes + (_beside(resolver, i, child) if rule == "modifier" else _listed(resolver, child))
        codes += _of_others(resolver, i, child) if rule == "of" else ()
        return Resolution(tuple(dict.fromkeys(codes)), found.kind, found.sectors, rule, found.certainty * 0.95)
    return Resolution(rule="possessive pronoun", pronoun=pronoun) if pronoun is not None else None


def _beside(resolver: Resolver, i: int, first: int) -> tuple[str, ...]:
    """Codes of further modifiers that only "and", a comma or a hyphen parts from the first: "US-South Korea talks"."""
    tree, at = resolver.tree, resolver.names.match_at
    codes = _before(resolver, first)
    n = at[first].end if first in at else first + 1
    while n < i and (tree.word(n) in _JOINTS or (n in at and tree.word(n - 1) in _JOINTS)):
        if n in at:
            codes.append(at[n].entry.code)
            n = at[n].end
        else:
            n += 1
    return tuple(codes)


def _before(resolver: Resolver, first: int) -> list[str]:
    """Codes of the adjectives listed before a first modifier: "his British, French and German counterparts"."""
    tree, at = resolver.tree, resolver.names.match_at
    codes: list[str] = []
    n = (at[first].start if first in at else first) - 1
    while n > 0 and tree.word(n) in {",", "and"} and n - 1 in at and at[n - 1].entry.kind == "adjective":
        codes.insert(0, at[n - 1].entry.code)
        n = at[n - 1].start - 1
    return codes


def _listed(resolver: Resolver, first: int) -> tuple[str, ...]:
    """Codes of the names that go on a list, however the parser hung them: "of Chad, Niger and Mali"."""
    tree, at = resolver.tree, resolver.names.match_at
    codes: list[str] = []
    n = at[first].end if first in at else len(tree)
    while n < len(tree):
        joint = n
        while n < len(tree) and tree.word(n).lower() in _LIST_JOINTS:
            n += 1
        if n == joint or n >= len(tree) or n not in at or at[n].entry.kind not in _LISTED:
            return ()
        codes.append(at[n].entry.code)
        if any(tree.word(k).lower() == "and" for k in range(joint, n)):
            return tuple(codes)
        n = at[n].end
    return ()


def _of_others(resolver: Resolver, i: int, first: int) -> tuple[str, ...]:
    """Codes of the states that "and" puts beside the first with an "of" of their own: "of Chad and of Mali"."""
    tree, at = resolver.tree, resolver.names.match_at
    behind = (c for c in tree.children(i) if c > first and c in at and at[c].entry.kind == "country")
    return tuple(at[c].entry.code for c in behind if any(_is_and_of(tree, k) for k in tree.children(c)))


def _is_and_of(tree: Tree, i: int) -> bool:
    return i > 0 and tree.word(i).lower() == "of" and tree.word(i - 1).lower() in {"and", ","}


def _is_weak(resolver: Resolver, i: int, found: Resolution) -> bool:
    """Whether a modifier's answer is only a guess, or names a body that a court or a parliament cannot belong to."""
    if found.rule.startswith("focus") or found.rule in {"own words", "unknown name"}:
        return True
    if any(is_country(code) for code in found.codes):
        return False
    agent = agent_of(resolver.tree, i)
    unlikely = found.rule == "own name" or bool(set(found.codes) & word_list("people_code"))
    return agent is not None and agent.sector in {"LEG", "JUD", "COP"} and unlikely


def _modifiers(resolver: Resolver, i: int) -> Iterator[tuple[int, str]]:
    tree = resolver.tree
    children = tree.children(i)
    if tree.lemmas[i].lower() in word_list("belongs_by_of"):
        yield from ((c, preposition(tree, c)) for c in children if _is_body(resolver, c))
    yield from ((c, "modifier") for c in children if _is_band(resolver, i, c))
    yield from ((c, "possessor") for c in children if tree.deprels[c] == "nmod:poss")
    yield from ((n, "loyal to") for n in _loyal_to(resolver, i))
    near = [c for c in children if tree.deprels[c] in _NEAR]
    plain = [c for c in near if not preposition(tree, c) and not _is_aloof(tree, c)]
    yield from ((c, "modifier") for c in plain)
    yield from ((n, "modifier") for n in _beside_it(resolver, i))
    yield from ((n, "based in") for c in children if tree.deprels[c] == "amod" for n in _based_in(tree, c))
    phrases = [c for c in children if relation(tree, c) in {"nmod", "obl"} and preposition(tree, c) in _OWNING]
    phrases.sort(key=lambda c: _OWNING.index(preposition(tree, c)))
    yield from ((c, preposition(tree, c)) for c in phrases)
    yield from ((c, "apposition") for c in children if tree.deprels[c] == "appos")
    if (seat := seat_of(tree, i, resolver.names.match_at)) is not None:
        yield seat, "seat"


def _beside_it(resolver: Resolver, i: int) -> Iterator[int]:
    """The name right before a noun that is a modifier like itself: "a United States military airstrike"."""
    tree, match = resolver.tree, resolver.names.match_at.get(i - 1)
    if match is None or tree.deprels[i] != "compound" or match.entry.kind not in {"country", "adjective"}:
        return
    if tree.heads[match.end - 1] == tree.heads[i]:
        yield match.end - 1


def _loyal_to(resolver: Resolver, i: int) -> Iterator[int]:
    """Whose "forces loyal to Yemen's government" are: the office or person, however the words hang together."""
    tree, people = resolver.tree, resolver.names.person_at
    if i + 2 >= len(tree) or tree.word(i + 1).lower() != "loyal" or tree.word(i + 2).lower() != "to":
        return
    near = range(i + 3, min(i + 3 + _LOYALTY, tree.sentences[tree.sentence_of(i)][1]))
    stop = next((n for n in near if tree.upos[n] in {"VERB", "AUX", "PUNCT"}), near.stop)
    yield from (n for n in range(near.start, stop) if n in people or agent_of(tree, n))


def _is_band(resolver: Resolver, i: int, c: int) -> bool:
    """Whether a modifier names the armed group of "Colombia's ELN rebels", who are not Colombia's."""
    match = resolver.names.match_at.get(c)
    if match is None or match.entry.kind != "group" or resolver.tree.deprels[c] not in _NEAR:
        return False
    agent = agent_of(resolver.tree, i)
    return agent is not None and agent.sector in {"REB", "CRM"} and not preposition(resolver.tree, c)


def _is_body(resolver: Resolver, i: int) -> bool:
    """Whether a word is the organisation in "the Kenyan director of Oxfam", who speaks for it and not for Kenya."""
    if preposition(resolver.tree, i) not in {"of", "for", "at", "from"}:
        return False
    match = resolver.names.match_at.get(i)
    return match is not None and match.entry.kind in {"igo", "group"} and not is_country(match.entry.code)


def _is_aloof(tree: Tree, i: int) -> bool:
    """ "pro-Russian", "anti-Houthi": the demonym does not own the phrase."""
    before = [tree.word(n).lower() for n in range(max(0, i - 2), i)]
    return bool(before) and (before[0] in _ALOOF and before[-1] == "-")


def _based_in(tree: Tree, i: int) -> list[int]:
    """The place in "Tripoli-based" and "US-led"; not the backer in "Iran-backed"."""
    if tree.word(i).lower() in word_list("hands_on"):
        return []
    return [c for c in tree.children(i) if c < i and tree.upos[c] in {"PROPN", "ADJ"}]


def _modifier(resolver: Resolver, i: int, rule: str) -> Resolution:
    parts = [_part(resolver, n, rule) for n in [i, *conjuncts(resolver.tree, i)]]
    return joined(parts)


def _part(resolver: Resolver, i: int, rule: str) -> Resolution:
    match = resolver.names.match_at.get(i)
    if match and match.entry.kind != "official":
        found = resolver.named(match.entry, i)
        return found if rule != "modifier" or found.kind != PLACE else Resolution(rule="place")
    if resolver.tree.upos[i] == "ADJ" or (rule == "modifier" and i not in resolver.names.person_at):
        deeper = owner(resolver, i) if resolver.tree.upos[i] in {"NOUN", "PROPN"} else None
        return deeper or Resolution(rule="no name")
    return resolver.resolve_head(i)
