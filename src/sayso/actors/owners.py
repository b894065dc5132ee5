"""Whose a noun phrase is: the country, organisation or person in its modifiers, its titles and its context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sayso.actors.generic import agent_of, is_country, local_country
from sayso.actors.lexicon import Agent
from sayso.actors.matching import seat_of
from sayso.actors.names import name_key
from sayso.actors.pointing import is_definite, is_of_the_un, led_by, named_before, spoken_of
from sayso.actors.resolution import AGENT, GROUP, NOT_STATE, PLACE, PUBLISHER, STATE, Resolution, joined
from sayso.actors.sectors import sectors_of
from sayso.actors.tables import index, word_list
from sayso.actors.tree import Named, Tree, conjuncts, head_of, is_plural, phrase, preposition, relation
from sayso.actors.voice import STATE_SECTORS, Voice

if TYPE_CHECKING:
    from sayso.actors.resolver import Resolver
    from sayso.actors.tables import Entry

_OWNING = ("of", "for", "from", "with", "at", "in", "within", "under", "by", "on", "across", "based")
"""Prepositions by which a phrase names its owner, the surest first ("officials from Iran", "police in Rome")."""


BODY_REACH = 8
"""Sentences over which "the company" goes back to one that was named."""

GROUP_REACH = 6
"""Sentences over which "the rebels" are the armed group that was named."""

_BODY_SECTORS = {
    "BUS": frozenset({"BUS", ""}),
    "MED": frozenset({"MED", ""}),
    "NGO": frozenset({"NGO", "CVL", "MED", ""}),
    "REL": frozenset({"REL", ""}),
    "LAB": frozenset({"LAB", ""}),
    "EDU": frozenset({"EDU", ""}),
}
"""Sectors of the bodies that a noun of a sector may mean; bodies that no table knows have none."""

_LIST_JOINTS = frozenset({"and", ",", "the"})
_LOYALTY = 6
"""Words behind "loyal to" among which the office or person stands."""
_SUBJECT_WITHIN = 40
"""Words from the start of a sentence among which its first subject is looked for."""
_SPOKEN_FOR = frozenset({"country", "capital", "group", "igo", "agency"})
_LISTED = frozenset({"country", "group", "igo"})
_JOINTS = frozenset({"and", "&", ",", "-", "/", "\u2013"})
_NO_BEGINNING = frozenset({"DET", "PUNCT", "ADV", "ADP", "CCONJ", "SCONJ", "VERB", "AUX"})
_STOPS = frozenset({",", ":", ";", ".", "(", "[", "\u2014", "\u2013", '"', "\u201c"})
_NEAR = frozenset({"amod", "compound", "nmod:unmarked", "nmod:desc", "nmod", "flat"})
_ALOOF = frozenset({"anti", "pro", "non", "ex"})
_HANDS_ON = frozenset(
    "backed supported funded made trained allied aligned occupied linked armed financed sponsored built supplied "
    "designed manufactured produced brokered mediated facilitated hosted imposed drafted proposed educated born".split()
)


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
    yield from ((n, "based in") for c in children if tree.deprels[c] == "amod" for n in _based_in(tree, c))
    phrases = [c for c in children if relation(tree, c) in {"nmod", "obl"} and preposition(tree, c) in _OWNING]
    phrases.sort(key=lambda c: _OWNING.index(preposition(tree, c)))
    yield from ((c, preposition(tree, c)) for c in phrases)
    yield from ((c, "apposition") for c in children if tree.deprels[c] == "appos")
    if (seat := seat_of(tree, i, resolver.names.match_at)) is not None:
        yield seat, "seat"


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
    if tree.word(i).lower() in _HANDS_ON:
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


def agent(resolver: Resolver, i: int, agent: Agent) -> Resolution:
    """The answer for a generic agent: its owner's codes, else those that the context gives it."""
    if agent.lemma in word_list("beside_its_owner") and is_owned(resolver, i):
        return _beside_its_owner(resolver, i, agent)
    found, sectors = owner(resolver, i), sectors_of(resolver, i, agent)
    if found is not None and found.codes:
        kind = GROUP if agent.sector in {"REB", "CRM"} and not agent.person else AGENT
        return Resolution(found.codes, kind, sectors, f"agent, {found.rule}", found.certainty)
    pronoun = found.pronoun if found else None
    codes, rule, certainty = _context(resolver, i, agent)
    return Resolution(codes, AGENT, sectors, rule, certainty, pronoun)


def is_owned(resolver: Resolver, i: int) -> bool:
    """Whether a phrase names whose it is: "Kyiv's allies", "neighbours of Chad"."""
    tree = resolver.tree
    owners = (c for c in tree.children(i) if tree.deprels[c] == "nmod:poss" or preposition(tree, c) in {"of", "to"})
    return any(c in resolver.names.match_at for c in owners)


def _beside_its_owner(resolver: Resolver, i: int, agent: Agent) -> Resolution:
    """Kyiv's allies are others than Kyiv: those who are named behind it, else whoever the words mean."""
    tree = resolver.tree
    named = (c for c in tree.children(i) if tree.deprels[c] == "appos" and c in resolver.names.match_at)
    if (other := next(named, None)) is not None:
        return resolver.resolve_head(other)
    codes, rule, certainty = _own_words(resolver, i)
    return Resolution(codes, AGENT, (agent.sector,), rule, certainty)


def _context(resolver: Resolver, i: int, agent: Agent) -> tuple[tuple[str, ...], str, float]:
    if agent.context == "group":
        group = _last_group(resolver, i)
        return (group, "group spoken of", 0.5) if group else _own_words(resolver, i)
    if is_any(resolver.tree, i):
        return (words_of(resolver.tree, i, determiner=True),), "own words", 0.3
    if (voice := resolver.voice) and is_own_office(resolver.tree, i, agent, voice):
        return (voice.code,), PUBLISHER, 0.7
    if body := _last_body(resolver, i, agent) or led_by(resolver, i, agent) or spoken_of(resolver, i, agent):
        return (body,), "body spoken of", 0.5
    if agent.context in {"words", "modifier"}:
        return (("UN",), "body spoken of", 0.5) if is_of_the_un(resolver, i, agent) else _own_words(resolver, i)
    return _by_the_story(resolver, i, agent)


def _by_the_story(resolver: Resolver, i: int, agent: Agent) -> tuple[tuple[str, ...], str, float]:
    """The same for whom neither the noun nor a body that was named tells whose it is."""
    voice = resolver.voice
    if agent.lemma in word_list("speaker_for") and (codes := _spoken_for(resolver, i)):
        return codes, "subject of what is said", 0.5
    if codes := resolver.memory.recall(i, agent):
        return codes, "same noun before", 0.6
    if voice and agent.sector == "GOV" and is_definite(resolver.tree, i):
        return (voice.code,), f"focus, {PUBLISHER}", 0.5
    if treasury := _treasury(resolver, resolver.setting.at(i), [agent.lemma]):
        return (treasury,), "focus", 0.5
    if place := local_country(resolver, i):
        return (place,), "place of the sentence", 0.5
    if voice and agent.sector in STATE_SECTORS and _is_of_the_publisher(resolver.tree, i, agent, voice):
        return (voice.code,), f"focus, {PUBLISHER}", 0.4
    if agent.sector in STATE_SECTORS and (side := resolver.quarrels.side(i)):
        return (side,), "focus, accuser", 0.4
    if code := resolver.setting.at(i):
        return (at_home(resolver, code, [agent.lemma]),), "focus", 0.4
    return _own_words(resolver, i)


def at_home(resolver: Resolver, home: str, lemmas: Iterable[str]) -> str:
    """The country of unnamed people and bodies in a story at home somewhere.

    Senators are the USA's where there is no senate.
    """
    lemmas = list(lemmas)
    if (treasury := _treasury(resolver, home, lemmas)) is not None:
        return treasury
    return "USA" if home not in word_list("with_senate") and not word_list("of_congress").isdisjoint(lemmas) else home


def _treasury(resolver: Resolver, home: str | None, lemmas: Iterable[str]) -> str | None:
    """Whose "the Treasury" is: the one that the article names most of the states with a ministry of that name."""
    if not any(lemma.split()[0] in word_list("of_treasury") for lemma in lemmas) or home in word_list("with_treasury"):
        return None
    named = [m.entry.code for m in resolver.names.matches if m.entry.code in word_list("with_treasury")]
    return max(named, key=named.count, default=None)


def is_own_office(tree: Tree, i: int, agent: Agent, voice: Voice) -> bool:
    """Whether a state's statement speaks of an office of that state: "the Ministry" of a ministry, "the Government"."""
    if agent.lemma == voice.office or (voice.forces and agent.sector == "MIL" and _has_the(tree, i)):
        return True
    return voice.whole and agent.sector == "GOV" and tree.word(i)[0].isupper() and is_definite(tree, i)


def _is_of_the_publisher(tree: Tree, i: int, agent: Agent, voice: Voice) -> bool:
    """Whether forces, courts and officials may be a publisher's own: in a statement all people, and "our army" too."""
    ours = any(tree.deprels[c] == "nmod:poss" for c in tree.children(i))
    return is_definite(tree, i) or (voice.whole and (agent.person or ours or _has_the(tree, i)))


def _has_the(tree: Tree, i: int) -> bool:
    return any(tree.word(c).lower() == "the" for c in tree.children(i))


def _spoken_for(resolver: Resolver, i: int) -> tuple[str, ...]:
    """ "The UN had never left, a spokesman said": who stands as the first subject of the sentence, by name."""
    tree = resolver.tree
    first = tree.sentences[tree.sentence_of(i)][0]
    last = min(i, first + _SUBJECT_WITHIN)
    subjects = (n for n in range(first, last) if relation(tree, n) == "nsubj" and n in resolver.names.match_at)
    entry = next((resolver.names.match_at[n].entry for n in subjects), None)
    return (entry.code,) if entry is not None and entry.kind in _SPOKEN_FOR else ()


def _last_body(resolver: Resolver, i: int, agent: Agent) -> str | None:
    """The company, newspaper, union or church that "the company" and the like mean: the last one named of its kind."""
    tree = resolver.tree
    if agent.person or agent.sector not in _BODY_SECTORS or not is_definite(tree, i):
        return None
    first = tree.sentences[max(0, tree.sentence_of(i) - BODY_REACH)][0]
    fits = (
        m
        for m in named_before(resolver, first, i)
        if m.entry.kind in {"group", "agency"} and m.entry.sector in _BODY_SECTORS[agent.sector]
    )
    return next((m.entry.code for m in fits), None)


def is_any(tree: Tree, i: int) -> bool:
    """Whether a word for states or parties means none in particular: "all parties", "any state", "states"."""
    if tree.lemmas[i].lower() not in word_list("party_to_a_matter"):
        return False
    below = {tree.word(c).lower() for c in tree.children(i) if relation(tree, c) in {"det", "nummod", "nmod"}}
    return bool(below & word_list("any")) or (is_plural(tree, i) and not below)


def _own_words(resolver: Resolver, i: int) -> tuple[tuple[str, ...], str, float]:
    return (words_of(resolver.tree, i),), "own words", 0.3


def _last_group(resolver: Resolver, i: int) -> tuple[str, ...]:
    tree = resolver.tree
    first = tree.sentences[max(0, tree.sentence_of(i) - GROUP_REACH)][0]
    return resolver.names.last_group(first, i, tree.word(i).lower())


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
    of_workers = len(words) > 1 and (sector in {"LAB", "NGO"} or bool(words & word_list("of_workers")))
    if inside and not of_workers and not words & word_list("company"):
        return Resolution((inside,), GROUP if sector in NOT_STATE else STATE, (sector,), "name in name", 0.7)
    if agent and agent.context == "focus" and not of_workers and sector not in {"BUS", "MED", "NGO", "REL"}:
        return _national(resolver, i, agent)
    return Resolution((_own_name(tree, name),), GROUP, (sector,) if sector else (), "own name", 0.6)


def _national(resolver: Resolver, i: int, found: Agent) -> Resolution:
    answer = agent(resolver, i, found)
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


def country_of_place(text: str) -> str | None:
    """Country code of a place or country by its name, also of its last part: "Aleppo, Syria"."""
    for part in (text, *reversed(text.split(",")), text.removeprefix("the "), text.removeprefix("The ")):
        for entry in index().get(name_key(part)):
            if entry.kind in {"country", "capital", "place", "seat"}:
                return entry.code
    return None
