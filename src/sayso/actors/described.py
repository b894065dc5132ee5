"""Whose the people of an article are: by office, by what stands around their names, by the story."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.actors.generic import agent_of
from sayso.actors.matching import seat_of
from sayso.actors.owners import owner
from sayso.actors.resolution import OF_THE_PLACE, PERSON, PUBLISHER, STATE, Resolution
from sayso.actors.sectors import sectors_of
from sayso.actors.tables import word_list
from sayso.actors.tree import NAME_LINKS, Tree, head_of, preposition, relation
from sayso.actors.unnamed import at_home, local_home
from sayso.actors.voice import STATE_SECTORS

if TYPE_CHECKING:
    from sayso.actors.lexicon import Agent
    from sayso.actors.people import Person
    from sayso.actors.resolver import Resolver

_TOWARD = frozenset({"to", "against", "toward", "towards", "about", "over", "between", "than", "like", "as"})
APPOSITION_LENGTH = 9
"""Words of an unparsed apposition that are looked at: longer ones tell a story."""

_OF_BODIES = frozenset({"its", "their"})

_WHO = frozenset({"who", "whom", "whose"})

_NAMING = frozenset({"appos", "flat", "compound", "nmod:desc"})


def person_below(resolver: Resolver, i: int) -> Person | None:
    """The person whose name hangs on a title or description: "President Macron", "the mayor, Sadiq Khan"."""
    tree, at = resolver.tree, resolver.names.person_at
    links = NAME_LINKS | {"appos"}
    below = [c for c in tree.children(i) if tree.deprels[c] in links and c in at]
    after = [c for c in below if c > i]
    if after or (i + 1 in at and tree.sentence_of(i) == tree.sentence_of(i + 1)):
        return at[after[0] if after else i + 1]
    deeper = (d for c in tree.children(i) if tree.deprels[c] in {"flat", "appos"} for d in tree.children(c) if d in at)
    return next((at[d] for d in deeper if tree.deprels[d] in links), None)


def resolve_person(resolver: Resolver, person: Person) -> None:
    """Fills a person's codes: office by date, else what the article calls them, else the country it speaks of."""
    if person.rule:
        return
    person.rule = "circular"
    if person.entry is not None:
        person.codes, person.sectors = (person.entry.code,), (_in_opposition(resolver, person) or person.entry.sector,)
        person.rule, person.certainty = f"office: {person.entry.office}", 0.95
        return
    told = [found for mention in person.mentions for found in _described(resolver, person, *mention)]
    if told:
        best = max(told, key=lambda found: found.certainty)
        person.codes, person.rule, person.certainty = best.codes, f"described by {best.rule}", best.certainty
        return
    if place := _local(resolver, person):
        person.codes, person.rule, person.certainty = (place,), f"{OF_THE_PLACE}, person", 0.5
        return
    if (voice := resolver.voice) and voice.whole and STATE_SECTORS & set(person.sectors):
        person.codes, person.rule, person.certainty = (voice.code,), f"{PUBLISHER}, person", 0.5
        return
    side = resolver.quarrels.side(person.mentions[0][0]) if STATE_SECTORS & set(person.sectors) else None
    if side is not None:
        person.codes, person.rule, person.certainty = (side,), "focus, accuser", 0.4
        return
    codes = resolver.memory.nearest(person.mentions[0][0])
    if not codes and (home := resolver.setting.at(person.mentions[0][0])):
        codes = (at_home(resolver, home, _offices(resolver, person)),)
    codes = tuple(code for code in codes if not _is_only_told(resolver, person, code))
    codes = codes or (person.name,)
    person.codes, person.rule, person.certainty = codes, "focus, person", 0.35
    person.pronoun = _owner_by_pronoun(resolver, person)


def _owner_by_pronoun(resolver: Resolver, person: Person) -> int | None:
    """The pronoun of "its spokesman, Omar Lind", "their commander": whose the person is; None without one."""
    tree = resolver.tree
    titles = (i for start, end in person.mentions for i in _described_by(tree, head_of(tree, start, end)))
    owners = (c for i in titles if agent_of(tree, i) is not None for c in tree.children(i))
    return next((c for c in owners if tree.deprels[c] == "nmod:poss" and tree.word(c).lower() in _OF_BODIES), None)


def _local(resolver: Resolver, person: Person) -> str | None:
    """The country of a governor or mayor: that of the place which is spoken of at the first mention."""
    start, end = person.mentions[0]
    titles = _described_by(resolver.tree, head_of(resolver.tree, start, end))
    agents = ((i, agent) for i in titles if (agent := agent_of(resolver.tree, i)) is not None)
    return next((code for i, agent in agents if (code := local_home(resolver, i, agent)) is not None), None)


def _is_only_told(resolver: Resolver, person: Person, code: str) -> bool:
    """Whether a country is named only in what is told of a person: "Volkov, who is under investigation in Germany"."""
    tree, (_, end) = resolver.tree, person.mentions[0]
    first = end + 1 if end < len(tree) and tree.word(end) == "," else end
    if first >= len(tree) or tree.word(first).lower() not in _WHO:
        return False
    last = tree.sentences[tree.sentence_of(end - 1)][1]
    clause = range(first, next((i for i in range(first, last) if tree.word(i) == ","), last))
    told = (i for i, named in resolver.setting.mentions if named == code and i >= resolver.setting.home.start)
    return all(i in clause for i in told)


def _in_opposition(resolver: Resolver, person: Person) -> str | None:
    """ "Opposition leader Yair Lapid": whom the article says to be in opposition is so, whatever office he had."""
    return next((agent.sector for agent in _agents(resolver, person) if agent.sector == "OPP"), None)


def _offices(resolver: Resolver, person: Person) -> set[str]:
    """The nouns that say what a person is."""
    return {agent.lemma for agent in _agents(resolver, person)}


def _agents(resolver: Resolver, person: Person) -> Iterator[Agent]:
    """What the words around the mentions of a person's name say that the person is."""
    tree = resolver.tree
    words = (i for start, end in person.mentions for i in _described_by(tree, head_of(tree, start, end)))
    return (agent for i in words if (agent := agent_of(tree, i)) is not None)


def _described(resolver: Resolver, person: Person, start: int, end: int) -> Iterator[Resolution]:
    """Whose the titles, demonyms and appositions around one mention of a person's name are."""
    tree = resolver.tree
    head = head_of(tree, start, end)
    for i in _described_by(tree, head):
        agent = agent_of(tree, i)
        if agent and not person.sectors:
            person.sectors = sectors_of(resolver, i, agent)
        found = owner(resolver, i)
        if found and found.codes and found.kind != PERSON and not _is_school(resolver, found):
            yield found
    if (
        (found := _introduced(resolver, end))
        or (found := _seated(resolver, start))
        or (found := _told(resolver, start))
    ):
        yield found


def _is_school(resolver: Resolver, found: Resolution) -> bool:
    """Whether an owner is a university or school, for which its people do not speak: they are of their country."""
    if "EDU" in found.sectors:
        return True
    return any(word in word_list("school") for code in found.codes for word in code.lower().split())


def _introduced(resolver: Resolver, end: int) -> Resolution | None:
    """ "Jane Roe, a UN rapporteur, ...": an apposition that the parser did not see, by its comma and article."""
    tree = resolver.tree
    if end + 2 >= len(tree) or tree.word(end) != "," or tree.upos[end + 1] != "DET":
        return None
    for i in range(end + 2, min(end + 2 + APPOSITION_LENGTH, len(tree))):
        if tree.word(i) in {",", ".", "who", "and"}:
            break
        match = resolver.names.match_at.get(i)
        if match and tree.deprels[match.end - 1] == "nsubj":
            break  # who tells it: "they soured on Rossi, the Post reported"
        if match and match.entry.kind not in {"official", "people"} and preposition(tree, i) not in _TOWARD:
            return Resolution((match.entry.code,), STATE, (), "words after comma", 0.4)
    return None


def _seated(resolver: Resolver, start: int) -> Resolution | None:
    """ "The mayor of Kherson, Ana Lind": the place of the office in front of the name, however the parser hung it."""
    tree, at = resolver.tree, resolver.names.match_at
    last = start - 2 if start > 1 and tree.word(start - 1) == "," else start - 1
    if last in at and at[last].start > 1 and tree.word(at[last].start - 1).lower() == "of":
        last = at[last].start - 2
    seat = seat_of(tree, last, at) if last >= 0 and tree.sentence_of(last) == tree.sentence_of(start) else None
    return None if seat is None else Resolution((at[seat].entry.code,), STATE, (), "seat", 0.7)


def _told(resolver: Resolver, start: int) -> Resolution | None:
    """ "A Greek magnate was fined. The magnate, Stavros Kall, ...": whose he is, told where only the noun stands."""
    tree = resolver.tree
    noun = start - 2 if start > 2 and tree.word(start - 1) == "," else start - 1
    if noun < 1 or tree.upos[noun] != "NOUN" or tree.word(noun - 1).lower() != "the":
        return None
    same = (i for i in range(noun - 1, -1, -1) if tree.lemmas[i] == tree.lemmas[noun] and tree.upos[i] == "NOUN")
    found = owner(resolver, before) if (before := next(same, None)) is not None else None
    if found is None or found.rule != "modifier" or found.kind != STATE:
        return None
    return Resolution(found.codes, STATE, (), "same noun before", 0.6)


def _described_by(tree: Tree, head: int) -> list[int]:
    """The name's own head, the titles and nouns above it, and the appositions below it."""
    above, i = [], head
    while relation(tree, i) in {"flat", "appos", "compound", "nmod"} and tree.heads[i] >= 0:
        if relation(tree, i) == "nmod" and (preposition(tree, i) or tree.deprels[i] == "nmod:poss"):
            break
        if tree.deprels[i] == "compound" and i < tree.heads[i] and not agent_of(tree, tree.heads[i]):
            break
        i = tree.heads[i]
        above.append(i)
    around = [head, *above, *_cut_off(tree, head)]
    below = [c for n in around for c in tree.children(n) if tree.deprels[c] in _NAMING]
    return [*around, *(c for c in below if c not in around and tree.upos[c] in {"NOUN", "PROPN"})]


def _cut_off(tree: Tree, head: int) -> list[int]:
    """ "Prime Minister Ann Lee said", cut in two: the title right before a name, subject of the same verb."""
    title = head - 1
    if title < 0 or tree.heads[title] != tree.heads[head] or relation(tree, title) != relation(tree, head):
        return []
    agent = agent_of(tree, title)
    return [title] if agent and agent.person and tree.word(title)[0].isupper() else []
