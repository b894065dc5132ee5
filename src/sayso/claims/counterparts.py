"""The state that another state's act is aimed at where no words say it: "Beijing protested", "Cairo refused"."""

from __future__ import annotations

from sayso.actors.generic import is_country
from sayso.actors.setting import Setting
from sayso.actors.tables import territories
from sayso.claims.cast import NAMED_AS_STATE
from sayso.records import Slot

# Types of acts by which states deal with one another; demonstrations and visits are not among them.
BETWEEN_STATES = frozenset(
    "ACCUSE AGREE AID COERCE CONCEDE COOPERATE MOBILIZE REJECT REQUEST RETREAT SANCTION SUPPORT THREATEN".split()
)
# An act that also has a victim at its place, so that only a state named as one is taken to strike another.
BLOWS = frozenset({"ASSAULT"})
# From this presence on a country is named in the sentence or right before. With `setting.SHARED` chosen on our own
# articles and claims/train: of the implied recipients of 115 acts of states it found 78, and of 82 of domestic ones
# lost 16.
PRESENT = 0.3


class Counterparts:
    """Partners and opponents of the states of one article, as the claims told so far and the setting show them.

    Args:
        setting: which countries the article speaks of around a word.
    """

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._told: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
        self._last_other: dict[frozenset[str], tuple[str, ...]] = {}
        self._last_doer: dict[frozenset[str], tuple[str, ...]] = {}

    @property
    def shared(self) -> bool:
        """Whether the article is about two countries."""
        return self._setting.is_of_two

    def learn(self, actor: Slot, recipient: Slot) -> None:
        """Remember who did something to whom."""
        if actor.codes and recipient.codes and set(actor.codes) != set(recipient.codes):
            self._told.append((actor.codes, recipient.codes))
            self._last_doer[frozenset(recipient.codes)] = actor.codes
            self._last_other |= {frozenset(recipient.codes): actor.codes, frozenset(actor.codes): recipient.codes}

    def find(self, event: str, trigger: int, actor: Slot) -> tuple[str, ...]:
        """Codes of the state that an act is aimed at; empty if it is nobody's or the actor's own affair."""
        if not actor.codes or not all(map(is_country, actor.codes)):
            return ()
        named = is_named_as_state(actor)
        if event not in BETWEEN_STATES and not (event in BLOWS and named):
            return ()
        shared = self.shared
        own = {*actor.codes, *(code for code, of in territories().items() if of in actor.codes)}
        if (shared or named) and (other := self._setting.other(trigger, own, PRESENT)):
            return (other,)
        return self._before(actor) if shared and named else ()

    def doer(self, event: str, trigger: int, recipient: Slot) -> tuple[str, ...]:
        """Codes of who did something to a foreign state or its people, where the words leave the doer out.

        The last one that did something to them, else the other country that is spoken of here; who struck is not
        guessed.
        """
        if event not in BETWEEN_STATES | BLOWS or not recipient.codes:
            return ()
        told = self._last_doer.get(frozenset(recipient.codes), ())
        if told or event in BLOWS or not self.shared or not all(map(is_country, recipient.codes)):
            return told
        other = self._setting.other(trigger, recipient.codes, PRESENT)
        return (other,) if other else ()

    def opponents(self, actor: Slot) -> tuple[str, ...]:
        """The last two that had to do with one another and not with an actor: whom a mediator mediates between."""
        own = set(actor.codes)
        pairs = (tuple(dict.fromkeys((*doer, *other))) for doer, other in reversed(self._told))
        return next((pair for pair in pairs if own.isdisjoint(pair)), ())

    def _before(self, actor: Slot) -> tuple[str, ...]:
        """The last one that the actor had to do with, else the country that the article is about."""
        own = set(actor.codes)
        told = self._last_other.get(frozenset(own), ())
        focus = self._setting.focus
        return told or ((focus,) if focus and focus not in own else ())


def is_named_as_state(slot: Slot) -> bool:
    """Whether the words of a slot are the name of a country or its capital, not somebody of it."""
    return any(rule in slot.rule for rule in NAMED_AS_STATE)
