"""Whose agents are that only a noun names: "the army", "a minister", "the company", by their owner or by the context.

What a phrase itself says goes first (see `owners`); then the bodies and groups that were spoken of, the publisher, and
the country that the text stands in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sayso.actors.bands import ARMED, civil_before, gang_meant, group_of, is_of_others, last_group, others_before
from sayso.actors.foes import hostile_word, occupier
from sayso.actors.generic import agent_of, local_country
from sayso.actors.lexicon import Agent
from sayso.actors.local import is_harmed, is_local
from sayso.actors.owners import owner, words_of
from sayso.actors.pointing import is_definite, is_of_the_un, is_qualified, last_body, led_by, spoken_of
from sayso.actors.resolution import AGENT, FOE, GROUP, OF_THE_PLACE, PUBLISHER, STATE, Resolution
from sayso.actors.sectors import sectors_of
from sayso.actors.tables import adjectives, word_list
from sayso.actors.tree import Tree, is_plural, preposition, relation
from sayso.actors.voice import STATE_SECTORS, Voice

if TYPE_CHECKING:
    from sayso.actors.resolver import Resolver

_SUBJECT_WITHIN = 40
"""Words from the start of a sentence among which its first subject is looked for."""
_MODIFIED = 3
"""Links from a name to the noun that is turned to: "the bombing by Israeli jets"."""
_SPOKEN_FOR = frozenset({"country", "capital", "group", "igo", "agency"})
_NAMED_BEHIND = frozenset({"appos", "flat", "nmod:desc", "nmod:unmarked"})


def whose(resolver: Resolver, i: int, agent: Agent) -> Resolution:
    """The answer for a generic agent: its owner's codes, else those that the context gives it."""
    if agent.lemma in word_list("beside_its_owner") and _is_owned(resolver, i):
        return _beside_its_owner(resolver, i, agent)
    if is_of_others(resolver.tree, i, agent):
        agent = agent._replace(sector="", context="words")
    found, sectors = owner(resolver, i), sectors_of(resolver, i, agent)
    if found is not None and found.codes and found.rule == "modifier" and found.kind == STATE:
        if agent.lemma in word_list("of_another_state"):
            return _beside_its_owner(resolver, i, agent)
        if agent.context == "group" and (group := group_of(resolver, i, agent, found.codes[0])):
            return Resolution(group, GROUP, sectors, "group spoken of", found.certainty)
    if found is not None and (band := _band_of(resolver, i, agent, found)) is not None:
        return Resolution((band,), GROUP, sectors, "own words", found.certainty)
    if found is not None and found.codes:
        kind = GROUP if agent.sector in {"REB", "CRM"} and not agent.person else AGENT
        return Resolution(found.codes, kind, sectors, f"agent, {found.rule}", found.certainty)
    if (word := hostile_word(resolver.tree, i)) is not None:
        foe = occupier(resolver, i, word)
        return Resolution((foe,) if foe else (), AGENT, sectors, FOE, 0.6)
    pronoun = found.pronoun if found else None
    if agent.lemma in word_list("never_at_home") and not _is_of_a_person(resolver.tree, i):
        codes, rule, certainty = _own_words(resolver, i)
        return Resolution(codes, AGENT, sectors, rule, certainty)
    codes, rule, certainty = _context(resolver, i, agent)
    return Resolution(codes, AGENT, sectors, rule, certainty, pronoun)


def _band_of(resolver: Resolver, i: int, agent: Agent, found: Resolution) -> str | None:
    """The words for rebels whose country alone is told, who do not act for it: "Malian jihadists"; None for
    others."""
    tree, noun = resolver.tree, resolver.tree.word(i).lower()
    if agent.lemma not in word_list("band_of_a_country") or found.rule != "modifier":
        return None
    if len(found.codes) != 1 or (agent.person and not is_plural(tree, i)):
        return None
    adjective = next(iter(adjectives(found.codes[0])), None)
    return None if adjective is None else f"{adjective} {noun}"


def _is_of_a_person(tree: Tree, i: int) -> bool:
    """ "His allies", "the president's allies" are mostly people of his country; "its" and "our allies" are others."""
    owners = [c for c in tree.children(i) if tree.deprels[c] == "nmod:poss" or preposition(tree, c) == "of"]
    words = {tree.word(c).lower() for c in owners}
    return bool(words & {"his", "her", "my"}) or any((a := agent_of(tree, c)) is not None and a.person for c in owners)


def _is_owned(resolver: Resolver, i: int) -> bool:
    """Whether a phrase names whose it is: "Kyiv's allies", "neighbours of Chad"."""
    tree = resolver.tree
    owners = (c for c in tree.children(i) if tree.deprels[c] == "nmod:poss" or preposition(tree, c) in {"of", "to"})
    return any(c in resolver.names.match_at for c in owners)


def _beside_its_owner(resolver: Resolver, i: int, agent: Agent) -> Resolution:
    """Kyiv's allies are others than Kyiv: those who are named behind it, else whoever the words mean."""
    tree = resolver.tree
    named = (c for c in tree.children(i) if tree.deprels[c] in _NAMED_BEHIND and c in resolver.names.match_at)
    if (other := next((c for c in named if c > i), None)) is not None:
        return resolver.resolve_head(other)
    codes, rule, certainty = _own_words(resolver, i)
    return Resolution(codes, AGENT, (agent.sector,), rule, certainty)


def _context(resolver: Resolver, i: int, agent: Agent) -> tuple[tuple[str, ...], str, float]:
    if (teller := resolver.teller) and not teller.of_a_state and _is_the_body(resolver.tree, i, teller):
        return (teller.code,), PUBLISHER, 0.7
    if agent.context == "group" and (other := others_before(resolver, i, agent)) is not None:
        return resolver.resolve_head(other).codes, "body spoken of", 0.5
    if agent.context == "group" and (group := last_group(resolver, i, agent)):
        return group, "group spoken of", 0.5
    if agent.context == "group" and (body := civil_before(resolver, i, agent)):
        return (body,), "body spoken of", 0.5
    if agent.lemma in word_list("lone_attacker") and _is_lone(resolver.tree, i):
        return _by_the_story(resolver, i, agent)
    if agent.context == "group" and agent.sector in ARMED:
        return _own_words(resolver, i)
    if _is_any(resolver.tree, i):
        return (words_of(resolver.tree, i, determiner=True),), "own words", 0.3
    if (voice := resolver.voice) and _is_own_office(resolver.tree, i, agent, voice):
        return (voice.code,), PUBLISHER, 0.7
    if body := last_body(resolver, i, agent) or led_by(resolver, i, agent):
        return (body,), "body spoken of", 0.5
    if body := gang_meant(resolver, i) or spoken_of(resolver, i, agent):
        return (body,), "body spoken of", 0.5
    if agent.context in {"words", "modifier"}:
        return (("UN",), "body spoken of", 0.5) if is_of_the_un(resolver, i, agent) else _own_words(resolver, i)
    return _by_the_story(resolver, i, agent)


def _is_lone(tree: Tree, i: int) -> bool:
    """Whether somebody alone struck, who is mostly of the place: "a gunman", but no "unknown gunman"."""
    return not is_plural(tree, i) and word_list("unidentified").isdisjoint(
        tree.word(c).lower() for c in tree.children(i)
    )


def _by_the_story(resolver: Resolver, i: int, agent: Agent) -> tuple[tuple[str, ...], str, float]:
    """The same for whom neither the noun nor a body that was named tells whose it is."""
    voice = resolver.voice
    if agent.lemma in word_list("speaker_for") and (codes := _spoken_for(resolver, i)):
        return codes, "subject of what is said", 0.5
    if codes := resolver.memory.recall(i, agent):
        return codes, "same noun before", 0.6
    if place := local_home(resolver, i, agent):
        return (place,), OF_THE_PLACE, 0.5
    if voice and _is_across(resolver.tree, i):
        other = resolver.setting.other(i, [voice.code])
        return ((other,), "focus", 0.4) if other else _own_words(resolver, i)
    if voice and agent.sector == "GOV" and is_definite(resolver.tree, i):
        return (voice.code,), f"focus, {PUBLISHER}", 0.5
    if treasury := _treasury(resolver, resolver.setting.at(i), [agent.lemma]):
        return (treasury,), "focus", 0.5
    if place := local_country(resolver, i):
        return (place,), "place of the sentence", 0.5
    if is_harmed(resolver.tree, i) and (place := resolver.places.of_harmed(i)):
        return (place,), OF_THE_PLACE, 0.5
    if voice and agent.sector in STATE_SECTORS and _is_of_the_publisher(resolver.tree, i, agent, voice):
        return (voice.code,), f"focus, {PUBLISHER}", 0.4
    if agent.sector in STATE_SECTORS and (side := resolver.quarrels.side(i)):
        return (side,), "focus, accuser", 0.4
    setting = resolver.setting
    code = setting.story(i) if agent.lemma in word_list("place_noun") else setting.at(i)
    if code and code in (blamed := _blamed(resolver, i, agent)):
        code = setting.other(i, blamed)
    if code:
        return (at_home(resolver, code, [agent.lemma]),), "focus", 0.4
    return _own_words(resolver, i)


def _is_across(tree: Tree, i: int) -> bool:
    """Whether words are for who faces a publisher: "the other side", "the opposing forces"."""
    return any(tree.word(c).lower() in {"other", "opposing", "opposite"} for c in tree.children(i))


def _blamed(resolver: Resolver, i: int, agent: Agent) -> set[str]:
    """The states to which a government turns by its verb, and of which it is none: "demands that Venezuela free him".

    Those that are the object, the subject of what is asked or said, or the doer behind "by".
    """
    tree, verb = resolver.tree, resolver.tree.heads[i]
    if agent.sector != "GOV" or tree.deprels[i] != "nsubj" or tree.lemmas[verb].lower() not in word_list("turning"):
        return set()
    behind = resolver.setting.between(verb + 1, tree.sentences[tree.sentence_of(i)][1])
    return {code for n, code in behind if _is_turned_to(tree, n, verb)}


def _is_turned_to(tree: Tree, i: int, verb: int) -> bool:
    for _ in range(_MODIFIED):
        if tree.deprels[i] in {"nsubj", "nsubj:pass"} or preposition(tree, i) == "by":
            return True
        if tree.heads[i] == verb or tree.heads[i] < 0 or relation(tree, i) not in {"amod", "compound", "nmod", "flat"}:
            break
        i = tree.heads[i]
    return tree.heads[i] == verb and tree.deprels[i] in {"obj", "iobj"} and tree.upos[i] == "PROPN"


def local_home(resolver: Resolver, i: int, agent: Agent) -> str | None:
    """The country of the officials of a place: that of the place named last, else of where the report was filed."""
    if not is_local(resolver.tree, i, agent.sector):
        return None
    return resolver.places.country(i) or resolver.setting.home.filed


def at_home(resolver: Resolver, home: str, lemmas: Iterable[str]) -> str:
    """The country of unnamed people and bodies in a story at home somewhere.

    Senators and the Secretary of State are the USA's where there is no senate or such a secretary.
    """
    lemmas = list(lemmas)
    if (treasury := _treasury(resolver, home, lemmas)) is not None:
        return treasury
    return "USA" if home not in word_list("with_senate") and not word_list("of_congress").isdisjoint(lemmas) else home


def _treasury(resolver: Resolver, home: str | None, lemmas: Sequence[str]) -> str | None:
    """Whose "the Treasury" or "the Secretary of State" is, of the few states that have one; None for other offices.

    The Treasury is that of the state which the article names most of those with a ministry of that name.
    """
    if "secretary of state" in lemmas:
        return home if home in word_list("with_secretary_of_state") else "USA"
    if not any(lemma.split()[0] in word_list("of_treasury") for lemma in lemmas) or home in word_list("with_treasury"):
        return None
    named = [m.entry.code for m in resolver.names.matches if m.entry.code in word_list("with_treasury")]
    return max(named, key=named.count, default=None)


def _is_own_office(tree: Tree, i: int, agent: Agent, voice: Voice) -> bool:
    """Whether a state's statement speaks of an office of that state: "the Ministry" of a ministry, "the Government"."""
    if agent.lemma == voice.office or (voice.forces and agent.sector == "MIL" and _has_the(tree, i)):
        return True
    return voice.whole and agent.sector == "GOV" and tree.word(i)[0].isupper() and is_definite(tree, i)


def _is_the_body(tree: Tree, i: int, teller: Voice) -> bool:
    """Whether a body speaks of itself: "the Movement", "the Mission" in a statement of it, "this office" in any."""
    noun = tree.lemmas[i].lower()
    named, calls = noun in teller.office.split(), noun in word_list("calls_itself")
    if not (named or calls) or is_plural(tree, i) or is_qualified(tree, i):
        return False
    determiner = next((tree.word(c).lower() for c in tree.children(i) if relation(tree, c) == "det"), "")
    return (determiner == "this" and calls) or (determiner == "the" and (named or tree.word(i)[0].isupper()))


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


def _is_any(tree: Tree, i: int) -> bool:
    """Whether a word for states or parties means none in particular: "all parties", "any state", "states"."""
    if tree.lemmas[i].lower() not in word_list("party_to_a_matter"):
        return False
    below = {tree.word(c).lower() for c in tree.children(i) if relation(tree, c) in {"det", "nummod", "nmod"}}
    return bool(below & word_list("any")) or (is_plural(tree, i) and not below)


def _own_words(resolver: Resolver, i: int) -> tuple[tuple[str, ...], str, float]:
    return (words_of(resolver.tree, i),), "own words", 0.3
