"""The states that a content says did harm: a source of which the text does not say whose it is belongs to none of them.

"Residents said Rwandan troops had looted shops in Goma": they are of the country where it happened, or of the one to
which it happened. Who did it and to whom is what the model's heads see, so that no particular tree is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from sayso.actors.generic import agent_of, is_country
from sayso.actors.resolution import is_guess
from sayso.actors.tables import word_list
from sayso.actors.voice import STATE_SECTORS
from sayso.claims.phrases import Range
from sayso.reader.parse import Parse

if TYPE_CHECKING:
    from sayso.claims.coreference import HeadResolver

ATTACK = frozenset({"ASSAULT"})
VIOLENCE = ATTACK | {"MOBILIZE"}
"""Deeds that states mostly do to others: who tells of one is rarely of the state that did it."""
HARM = VIOLENCE | {"COERCE"}
"""With arrests and seizures, which states do at home: only a place abroad tells that they did not."""
AUTHORITIES = (STATE_SECTORS | {"PTY", "OPP"}) - {"JUD"}
"""Sectors of those who speak for a state or its parties; courts tell of it as others do."""
BYSTANDERS = frozenset({"CVL", "HLH"})
REACH = 20
"""Sentences back in which an attack is looked for: a news story has few more, and books must not be read again."""
SURE_OF_HARM = 0.5
SURE_OF_EVENT = 0.3
SURE_OF_ROLE = 0.3
"""Chances from which on a word names harm, an event at all, and who did it or suffered it. Of the sources in our
annotated articles that were guessed to be of a state which the heads see do harm, so counted, in what they tell, the
annotators gave a third (21 of 66) another code."""


class Attack(NamedTuple):
    """The states that attack in a sentence, and those where it is done or whom it befalls."""

    doers: frozenset[str]
    others: tuple[str, ...]


class Accused:
    """Who did harm, and who else is named, in contents of one article."""

    def __init__(self, parse: Parse, resolver: HeadResolver) -> None:
        self._parse = parse
        self._resolver = resolver
        self._attacks: dict[int, Attack] = {}

    def instead(self, code: str, content: Iterable[Range]) -> str | None:
        """The state to take for a source's in place of one that did harm: where it was done, else whom it befell.

        The same where the state did none or did it at home, None where no other is named.
        """
        words = [i for part in content for i in range(*part)]
        harms = [i for i in words if self._is_any(i, HARM)]
        doers = set(self._filled(harms, "actor", "recipient"))
        places = list(self._placed(words))
        if code not in doers or code in places or self._is_asked(words):
            return code
        violence = [i for i in harms if self._is_any(i, VIOLENCE)]
        others = (*places, *self._filled(violence, "recipient", "actor"))
        return next((state for state in others if state not in doers), None if self._is_abroad(violence) else code)

    def victim(self, code: str, i: int) -> str | None:
        """The other state in the last sentence up to a word that tells of an attack by one, None if there is none."""
        here = self._parse.sentence_of(i)
        for sentence in range(here, max(-1, here - REACH), -1):
            attack = self._attack(sentence)
            others = attack.others if code in attack.doers else ()
            if (found := next((state for state in others if state != code), None)) is not None:
                return found
        return None

    def _attack(self, sentence: int) -> Attack:
        """The attack that a sentence tells of, worked out once: many sources look back at it."""
        if sentence not in self._attacks:
            words = range(*self._parse.sentences[sentence])
            deeds = [k for k in words if self._is_any(k, ATTACK)]
            doers = frozenset(self._filled(deeds, "actor", "recipient"))
            others = (*self._placed(words), *self._filled(deeds, "recipient", "actor")) if doers else ()
            self._attacks[sentence] = Attack(doers, others)
        return self._attacks[sentence]

    def _is_asked(self, words: Iterable[int]) -> bool:
        sentences = {self._parse.sentence_of(i) for i in words}
        return any(self._parse.word(i) == "?" for n in sentences for i in range(*self._parse.sentences[n]))

    def _is_abroad(self, violence: Iterable[int]) -> bool:
        """Whether deeds of violence are none of a police, which are done at home."""
        roles = [self._parse.slots[i].roles.get("actor", {}) for i in violence if i in self._parse.slots]
        agents = [agent_of(self._parse, i) for found in roles for i, chance in found.items() if chance >= SURE_OF_ROLE]
        return bool(roles) and not any(agent is not None and agent.sector == "COP" for agent in agents)

    def _is_any(self, i: int, kinds: frozenset[str]) -> bool:
        hint = self._parse.hints[i] if i < len(self._parse.hints) else None
        if hint is None or hint.score < SURE_OF_EVENT:
            return False
        return sum(chance for kind, chance in hint.kinds.items() if kind in kinds) >= SURE_OF_HARM

    def _filled(self, triggers: Iterable[int], role: str, unlike: str) -> Iterator[str]:
        """States that the heads see in a role of some words, and rather there than in the other one."""
        for i in triggers:
            roles = self._parse.slots[i].roles if i in self._parse.slots else {}
            for word, chance in roles.get(role, {}).items():
                if chance >= max(SURE_OF_ROLE, roles.get(unlike, {}).get(word, 0.0)):
                    yield from self._states(word)

    def _states(self, word: int) -> Iterator[str]:
        found = self._resolver.resolve_head(word)
        if found.pronoun is None and not is_guess(found.rule) and "focus" not in found.rule:
            yield from filter(is_country, found.codes)

    def _placed(self, words: Iterable[int]) -> Iterator[str]:
        """States in which something in a content is said to be: "in Goma", "over the Tunisian border"."""
        for i in words:
            if self._is_locative(i - 1) if self._parse.upos[i] == "PROPN" else self._is_of_soil(i):
                yield from self._states(i)

    def _is_locative(self, i: int) -> bool:
        return i >= 0 and self._parse.word(i).lower() in word_list("locative")

    def _is_of_soil(self, i: int) -> bool:
        if self._parse.upos[i] != "ADJ" or i + 1 >= len(self._parse):
            return False
        soil = self._parse.lemmas[i + 1].lower() in word_list("soil") | word_list("place_noun")
        return soil and (self._is_locative(i - 1) or self._is_locative(i - 2))


def is_bystander(parse: Parse, head: int, source: Range) -> bool:
    """Whether a source is people whom attacks befall and who are not named: residents, medics, a mayor."""
    agent = agent_of(parse, head)
    if agent is None or any(name.kind == "PER" for i in range(*source) for name in parse.names_at(i)):
        return False
    return agent.sector in BYSTANDERS or parse.word(head).lower() in word_list("of_a_place")


def is_authority(parse: Parse, words: Iterable[int]) -> bool:
    """Whether a source is somebody who speaks for the state: these tell of its own deeds. A mayor tells of others'."""
    agents = [(i, agent) for i in words if (agent := agent_of(parse, i)) is not None]
    local = any(parse.word(i).lower() in word_list("of_a_place") for i, _ in agents)
    return not local and any(agent.sector in AUTHORITIES for _, agent in agents)
