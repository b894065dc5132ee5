"""Who takes part in an event as it was told before: "the attack" of a shelling, "condemned the move" of a blockade."""

from __future__ import annotations

from msgspec.structs import replace

from sayso.claims.claim_heads import CLAIM_HEAD
from sayso.claims.forms import stem
from sayso.claims.grammar import Grammar
from sayso.claims.matching import Match
from sayso.claims.mentions import is_first_person
from sayso.claims.reproach import POINTED_AT, points_back, reproached
from sayso.claims.selectors import word_sets
from sayso.claims.silence import is_of_neither
from sayso.records import Slot

# How many event mentions back an event noun without participants may look for its own.
MEMORY = 12
# Types whose mentions in one article are mostly of one happening, however they are named.
RETOLD = frozenset({"ASSAULT"})
# Types whose bare nouns go back to what the same sentence or the last one told: "shipped shells … denies the transfer".
RETOLD_NEAR = frozenset({"AID"})
# Types that one and the same handing over of goods may have.
HANDED = frozenset({"AID", "COOPERATE"})


class Recalled:
    """The claims of one article told so far, with actor and recipient.

    Args:
        grammar: words, tree and clauses.
    """

    def __init__(self, grammar: Grammar) -> None:
        self._grammar, self._parse = grammar, grammar.parse
        self._told: list[tuple[Match, Slot, Slot]] = []

    def learn(self, match: Match, actor: Slot, recipient: Slot) -> None:
        """Remember a claim."""
        self._told.append((match, actor, recipient))

    def reproached(self, match: Match, actor: Slot, recipient: Slot) -> Slot:
        """ "Sudan condemned the move": who made it, where no word says whom it is aimed at."""
        named = match.slots["actor"].words and not match.slots["recipient"].words
        if not named or not points_back(self._parse, match):
            return recipient
        found = reproached(self._parse, match, reversed(self._told[-MEMORY:]), actor)
        return recipient if found is None else replace(_as_told(found, recipient), rule=POINTED_AT)

    def participants(self, match: Match, actor: Slot, recipient: Slot) -> tuple[Slot, Slot]:
        """An event noun that names nobody ("the attack") has the participants of the same event told before.

        Violence whose victims were told before with a doer has the same doer ("nine were killed").
        """
        said = actor.codes or match.slots["actor"].special or is_first_person(self._parse, match.said("actor"))
        if match.row.event in RETOLD and recipient.codes and not said:
            return self._same_doer(recipient, actor), recipient
        if actor.codes or recipient.codes or self._grammar.is_verbal(match.trigger):
            return actor, recipient
        for told, doer, other in reversed(self._told[-MEMORY:]):
            if self._same_event(told, match) and (doer.codes or other.codes):
                doer = Slot() if any(is_of_neither(self._parse, word) for word in match.slots["actor"].words) else doer
                return _as_told(doer, actor), _as_told(other, recipient)
        return actor, recipient

    def _same_doer(self, recipient: Slot, own: Slot) -> Slot:
        recent = self._told[-10 * MEMORY :]
        told = [(doer, other) for m, doer, other in recent if m.row.event in RETOLD and _is_deed(doer, other)]
        return _as_told(next((doer for doer, other in reversed(told) if other.codes == recipient.codes), own), own)

    def _same_event(self, told: Match, match: Match) -> bool:
        """Same type, and the same stem unless violence, or near: "was shot" and "the attack" may be one deed.

        Near by, goods given and goods sold are one "transfer".
        """
        near = self._parse.sentence_of(match.trigger) - self._parse.sentence_of(told.trigger) <= 1
        if near and {told.row.event, match.row.event} == HANDED and self._is_transfer(match.trigger):
            return True
        if told.row.event != match.row.event:
            return False
        stems = [stem(self._parse.lemmas[m.trigger]) for m in (told, match)]
        kinds = RETOLD | RETOLD_NEAR if near else RETOLD
        return stems[0] == stems[1] or match.row.event in kinds

    def _is_transfer(self, word: int) -> bool:
        return self._parse.lemmas[word].lower() in word_sets()["transfer"]


def _is_deed(doer: Slot, other: Slot) -> bool:
    """Whether a doer is known, and to be so of another than himself unless the words say it: not by a guess."""
    return bool(doer.codes) and (doer.codes != other.codes or not other.rule.startswith(CLAIM_HEAD))


def _as_told(told: Slot, own: Slot) -> Slot:
    return Slot(codes=told.codes, spans=own.spans, sectors=told.sectors, rule="as told before") if told.codes else own
