"""Bodies that no table knows, by how one article names them: companies, charities, unions, newspapers.

A name of one word that the tagger takes now for a person and now for an organisation is a body if the article never
gives it a first name or a title. A longer name is also meant by its first words ("Harbour Light" after "Harbour Light
Trust"). Ministries and courts are left to the rules for organs of a state.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sayso.actors.acronyms import Spelled, spelled_out
from sayso.actors.generic import agent_of
from sayso.actors.lexicon import agent_heads, given_names, titles
from sayso.actors.matching import Match
from sayso.actors.names import word_key
from sayso.actors.tables import Entry, word_list
from sayso.actors.tree import GENITIVES, Tree, head_of

_NOT_NATIONAL = frozenset({"BUS", "MED", "NGO", "REL", "LAB", "EDU"})
_CALLED = frozenset({"BUS", "MED", "NGO", "LAB"})
_MODIFIERS = 3
"""Words before a noun for a body in which "state" makes it the state's own: "the state oil firm"."""
_SHORTEST_NAME = 3
_LEAST_MENTIONS = 2
"""Mentions from which on a name of one word is trusted: a tag that stands alone is too often wrong."""

LEAST_SHOWN = 0.2
"""Part of its mentions that must show a name of one word to be a body's. With less, words like "Brexit" came in; with
0.4 half of the companies of the Wikinews training articles were lost."""

_PORTFOLIO = frozenset("ministry ministries minister ministers department secretary committee directorate".split())
"""What stands before "of" and a portfolio: "the Ministry of Foreign Affairs" names no body called "Foreign Affairs"."""

_COMPASS = frozenset({"north", "south", "east", "west"})

_REPORTING = frozenset({"report", "write", "say"})

_BEFORE_APOSTROPHE = re.compile(r" (?=['\u2019])")

Words = tuple[str, ...]


def bodies(tree: Tree, matches: Iterable[Match]) -> list[Match]:
    """The mentions of bodies without a table entry, in text order; `matches` are the tables' names."""
    matches = list(matches)
    taken = {i for match in matches for i in range(match.start, match.end)}
    firm = taken - {i for match in matches if match.entry.kind == "adjective" for i in range(match.start, match.end)}
    names = {words: _own_name(words) for words in _long_names(tree, taken)}
    at = _places(tree, {words[0] for words in names})
    known = [(words, _continued(tree, words, at[words[0]])) for words in names]
    names |= {words + more: _own_name(words + more) for words, more in known if more}
    for words in sorted(names, key=len, reverse=True):
        for size in range(2, len(words)):
            names[words[:size]] = names[words]
    names |= {(word,): word for word in _short_names(tree, taken)}
    more = (words for find in (_called, _by_trade, _outlets) for words in find(tree, taken))
    names |= {words: _own_name(words) for words in more if words not in names}
    names |= {words: _own_name(words) for words in _unions(tree, firm)}
    return list(_mentions(tree, _with_acronyms(tree, names, taken), firm))


def _with_acronyms(tree: Tree, names: dict[Words, str], taken: set[int]) -> dict[Words, str]:
    """The names with their acronyms, without acronyms of organs of a state, which are no bodies of their own."""
    found = dict(names)
    for acronym in spelled_out(tree):
        short, full = (tree.word(acronym.at),), _words(tree, acronym.start, acronym.end)
        if full in names:
            found[short] = names[full]
        elif short in found and _is_of_a_state(tree, acronym, taken):
            del found[short]
    return found


def _is_of_a_state(tree: Tree, acronym: Spelled, taken: set[int]) -> bool:
    """Whether a body is an organ by its noun, or one that a state has: "Kenya's Dairy Board"."""
    if acronym.start > 1 and tree.word(acronym.start - 1) in GENITIVES and acronym.start - 2 in taken:
        return True
    agent = agent_of(tree, head_of(tree, acronym.start, acronym.end))
    return agent is not None and agent.sector not in _NOT_NATIONAL


def _unions(tree: Tree, taken: set[int]) -> Iterator[Words]:
    """Names of unions and associations in capitals: "Harbour Pilots' Union", "Zambian Association of Bakers"; parties
    ("Christian Democratic Union") are their country's."""
    for i in range(1, len(tree)):
        if tree.word(i).lower() not in word_list("of_members") or not tree.word(i)[:1].isupper() or i in taken:
            continue
        start, end = i, i + 1
        while _is_in_name(tree, start - 1, i) and start - 1 not in taken:
            start -= 1
        if end + 1 < len(tree) and tree.word(end) in {"of", "for"} and _is_named(tree, end + 1):
            end = _end_of_name(tree, end + 1)
        words = _words(tree, start, end)
        party = not word_list("of_parties").isdisjoint(map(str.lower, words))
        own = taken.isdisjoint(range(start - 1, end)) and not _is_of_one_of(tree, end, taken)
        if len(words) > 1 and own and not party:
            yield words


def _is_of_one_of(tree: Tree, end: int, taken: set[int]) -> bool:
    """Whether a name goes on with "of" and one of the tables: "the Confederation of Pilots of Peru"."""
    behind = [n for n in range(end, min(end + 3, len(tree))) if tree.word(n).lower() != "the"]
    return len(behind) > 1 and tree.word(behind[0]) in {"of", "in"} and behind[1] in taken


def _is_in_name(tree: Tree, i: int, of: int) -> bool:
    """Whether a word in capitals, or the "'" of one, stands before another word of a name."""
    if i < tree.sentences[tree.sentence_of(of)][0] or tree.word(i).lower() == "the":
        return False
    tight = tree.word(i) in {"'", "\u2019", "'s", "\u2019s"} and tree.word(i - 1)[:1].isupper()
    return tight or (tree.word(i)[:1].isupper() and tree.upos[i] in {"PROPN", "NOUN", "ADJ"})


def _places(tree: Tree, wanted: set[str]) -> dict[str, list[int]]:
    """Where each of some words stands."""
    found: dict[str, list[int]] = {word: [] for word in wanted}
    for i in range(len(tree)):
        if (word := tree.word(i)) in wanted:
            found[word].append(i)
    return found


def _continued(tree: Tree, words: Words, places: Iterable[int]) -> Words:
    """The capitalised words that follow a name somewhere in the article: "Trust" after "Harbour Light".

    `places` are where its first word stands.
    """
    for at in places:
        if at < len(tree) - len(words) and _words(tree, at, at + len(words)) == words:
            end = _whole(tree, at + len(words))
            if end > at + len(words):
                return _words(tree, at + len(words), end)
    return ()


def _mentions(tree: Tree, names: dict[Words, str], taken: set[int]) -> Iterator[Match]:
    longest, at = max(map(len, names), default=0), 0
    firsts = {words[0] for words in names}
    while at < len(tree):
        if tree.word(at) not in firsts:
            at += 1
            continue
        sizes = range(min(longest, len(tree) - at), 0, -1)
        size = next((n for n in sizes if _words(tree, at, at + n) in names and taken.isdisjoint(range(at, at + n))), 0)
        if size and not _is_portfolio(tree, at):
            entry = Entry(names[_words(tree, at, at + size)], names[_words(tree, at, at + size)], "group")
            yield Match(at, at + size, entry, (entry,))
        at += size or 1


def _is_portfolio(tree: Tree, at: int) -> bool:
    """Whether a name stands behind "Ministry of": then it is what the ministry is for."""
    return at > 1 and tree.word(at - 1).lower() in {"of", "for", "on"} and tree.word(at - 2).lower() in _PORTFOLIO


def _words(tree: Tree, start: int, end: int) -> Words:
    return tuple(tree.word(i) for i in range(start, end))


def _own_name(words: Words) -> str:
    return _BEFORE_APOSTROPHE.sub("", " ".join(words))


def _long_names(tree: Tree, taken: set[int]) -> Iterator[Words]:
    """Names of several capitalised words that the tagger calls organisations and that name no organ of a state."""
    for name in (name for name in tree.names if name.kind == "ORG"):
        end = _whole(tree, name.end)
        words = _words(tree, name.start, end)
        plain = all(word[:1].isupper() and word.replace("'", "").isalpha() for word in words)
        if len(words) < 2 or not plain or not taken.isdisjoint(range(name.start, end)):
            continue
        if not any(_is_beside(tree, i, name.start, end) for i in (name.start, end - 1)):
            agent = agent_of(tree, head_of(tree, name.start, end))
            if agent is None or agent.sector in _NOT_NATIONAL:
                yield words


def _whole(tree: Tree, end: int) -> int:
    """The end of a name with the capitalised words behind it that the tagger left out ("Networks")."""
    while end < len(tree) and tree.upos[end] == "PROPN" and tree.sentence_of(end) == tree.sentence_of(end - 1):
        end += 1
    return end


def _called(tree: Tree, taken: set[int]) -> Iterator[Words]:
    """Names right behind a noun for a private body: "the Swedish lorry maker Bergvik"; a state's own firm is not."""
    dated = {i for name in tree.names if name.kind == "DATE" for i in range(name.start, name.end)}
    for i in range(len(tree) - 1):
        if tree.upos[i] == "NOUN" and is_private_body(tree, i):
            words = _words(tree, i + 1, _end_of_name(tree, i + 1))
            if (
                words
                and _is_called(words)
                and taken.isdisjoint(range(i + 1, i + 1 + len(words)))
                and i + 1 not in dated
            ):
                yield words


def _by_trade(tree: Tree, taken: set[int]) -> Iterator[Words]:
    """Names that end in a trade: "Brightwater Gas", "Solmar Energy"; a "National Bank" is its state's."""
    for i in range(1, len(tree)):
        if not tree.word(i)[:1].isupper() or tree.word(i).lower() not in word_list("trade"):
            continue
        start = i
        while start > tree.sentences[tree.sentence_of(i)][0] and _is_named(tree, start - 1):
            start -= 1
        words = _words(tree, start, i + 1)
        public = any(word.lower() in word_list("of_the_state") for word in words)
        if len(words) > 1 and not public and taken.isdisjoint(range(start, i + 1)):
            yield words


def is_private_body(tree: Tree, i: int) -> bool:
    """Whether a noun in small letters is one for a company, medium, charity or union that is not a state's own."""
    if not tree.word(i).islower():
        return False
    agent = agent_of(tree, i)
    if agent is None or agent.person or agent.sector not in _CALLED:
        return False
    before = {
        tree.word(n).lower() for n in range(max(0, i - _MODIFIERS), i) if tree.sentence_of(n) == tree.sentence_of(i)
    }
    return not before & word_list("of_the_state")


def _end_of_name(tree: Tree, start: int) -> int:
    """The end of the capitalised words from one on in its sentence."""
    end = start
    last = tree.sentences[tree.sentence_of(start)][1]
    while end < last and (_is_named(tree, end) or _joins(tree, end, last)):
        end += 1
    return end


def _is_named(tree: Tree, i: int) -> bool:
    return tree.upos[i] == "PROPN" and tree.word(i)[:1].isupper()


def _joins(tree: Tree, i: int, last: int) -> bool:
    """Whether an ampersand stands between two words of a name."""
    return tree.word(i) == "&" and i + 1 < last and _is_named(tree, i + 1) and _is_named(tree, i - 1)


def _outlets(tree: Tree, taken: set[int]) -> Iterator[Words]:
    """Names of one word that only report and are never called like a person: "Wayka reported", "AfriPress said"."""
    verbs = {lemma.lower() for lemma in tree.lemmas}
    if verbs.isdisjoint(_REPORTING):
        return
    found = {tree.word(i) for i in range(len(tree)) if i not in taken and reports(tree, i) and len(tree.word(i)) > 2}
    if not found:
        return
    plain = {word for i in range(len(tree)) if (word := tree.word(i)).islower()}
    places = _places(tree, found)
    for word in found:
        common = word.lower() in plain | agent_heads() or word_key(word) in given_names()
        alone = not any(_is_beside(tree, i, i, i + 1) or _is_titled(tree, i) for i in places[word])
        if alone and not common and word[:1].isupper() and word.lower() not in titles():
            yield (word,)


def reports(tree: Tree, i: int) -> bool:
    """Whether a name stands as one that reports, as outlets do and people seldom: "X reported that", "X wrote on its
    website"; also one that ends like an outlet's ("AfriPress said")."""
    verb = tree.heads[i]
    if tree.upos[i] != "PROPN" or tree.deprels[i] != "nsubj" or verb < 0:
        return False
    lemma, behind = tree.lemmas[verb].lower(), [tree.word(n).lower() for n in range(verb + 1, min(verb + 6, len(tree)))]
    if lemma not in _REPORTING:
        return False
    if lemma == "report" and behind[:1] not in (["to"], ["for"], ["back"]):
        return True
    pages = "its" in behind and not word_list("of_outlets").isdisjoint(behind)
    name = tree.word(i).lower()
    return pages or any(name.endswith(end) and name != end for end in word_list("outlet_ending"))


def _is_called(words: Words) -> bool:
    """Whether the words are no person's: no first name before another word, no title or office."""
    if any(word.lower() in agent_heads() or word.lower() in titles() for word in words):
        return False
    return len(words) == 1 or word_key(words[0]) not in given_names()


def _short_names(tree: Tree, taken: set[int]) -> Iterator[str]:
    """Names of one word that are bodies by the tags of their mentions."""
    tags = {i: name.kind for name in tree.names for i in range(name.start, name.end)}
    found: dict[str, list[int]] = {}
    for i in range(len(tree)):
        if tree.upos[i] == "PROPN" and i not in taken and tree.word(i)[:1].isupper():
            found.setdefault(tree.word(i), []).append(i)
    plain = {word for i in range(len(tree)) if (word := tree.word(i)).islower()}
    for word, at in found.items():
        common = (
            word.lower() in _COMPASS
            or word.lower() in plain | word_list("body")
            or word.lower() in agent_heads()
            or word_key(word) in given_names()
        )
        if len(word) >= _SHORTEST_NAME and not common and _is_body(tree, at, tags):
            yield word


def _is_body(tree: Tree, at: list[int], tags: dict[int, str]) -> bool:
    """Whether the mentions of a word stand alone and are tagged or used as those of an organisation."""
    kinds = [tags.get(i, "") for i in at]
    shown = kinds.count("ORG") + sum(_is_used_as_body(tree, i) for i in at)
    if len(at) < _LEAST_MENTIONS or shown < LEAST_SHOWN * len(at) or "GPE" in kinds or "LOC" in kinds:
        return False
    acts = any(tree.deprels[i] in {"nsubj", "nmod:poss", "nsubj:pass", "obl:agent"} for i in at)
    return acts and not any(_is_beside(tree, i, i, i + 1) or _is_titled(tree, i) for i in at)


def _is_used_as_body(tree: Tree, i: int) -> bool:
    after = [n for n in (i + 1, i + 2) if n < len(tree) and tree.word(n) not in {"'s", "\u2019s"}][:1]
    return any(tree.lemmas[n].lower() in word_list("of_a_body") for n in after)


def _is_beside(tree: Tree, i: int, start: int, end: int) -> bool:
    """Whether a word has a capitalised word or a hyphen right beside it, outside a range: a longer name's part."""
    for near, far in ((i - 1, i - 2), (i + 1, i + 2)):
        if not 0 <= near < len(tree) or start <= near < end or tree.sentence_of(near) != tree.sentence_of(i):
            continue
        joint = tree.word(near) in {"of", "for", "-", "&"} and 0 <= far < len(tree)
        if tree.upos[near] == "PROPN" or (joint and (tree.upos[far] == "PROPN" or tree.word(near) == "-")):
            return True
    return False


def _is_titled(tree: Tree, i: int) -> bool:
    return i > 0 and tree.word(i - 1).lower() in titles()
