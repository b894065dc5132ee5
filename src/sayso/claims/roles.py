"""From the words of a slot to the entity codes of an actor or recipient."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from importlib import resources

from sayso.actors.setting import Setting
from sayso.claims.cast import Cast, is_country
from sayso.claims.matching import Filled, Match
from sayso.claims.phrases import noun_phrase
from sayso.records import Slot, Span

# How many event mentions back an event noun without participants may look for its own.
MEMORY = 12
# As many letters make two words the same stem ("shot" and "shoot" are left to the types in RETOLD).
STEM = 5
# Types whose mentions in one article are mostly of one happening, however they are named.
RETOLD = frozenset({"ASSAULT"})
# Types that are aimed at someone: a foreign actor who names nobody means the country that the story is about.
AT_THE_FOCUS = frozenset({"ACCUSE", "ASSAULT", "REJECT", "REQUEST"})
# Types whose unnamed recipient, in an article about several states, is mostly the other state and not the actor's own.
AIMED_ABROAD = frozenset({"ACCUSE", "AGREE", "REJECT", "RETREAT", "SANCTION", "THREATEN"})
_ARTICLES = ("the ", "a ", "an ")


class RoleFiller:
    """Fills the roles of the claims of one article.

    Args:
        cast: who the words stand for.
        focus: the codes of the country that the article is about, empty if there is none.
        setting: what an international article speaks of around a word; None for an article about one country.
    """

    def __init__(self, cast: Cast, focus: tuple[str, ...] = (), setting: Setting | None = None) -> None:
        self.cast, self.grammar, self.parse, self.focus = cast, cast.grammar, cast.parse, focus
        self._setting = setting
        self._told: list[tuple[Match, Slot, Slot]] = []

    def fill(self, match: Match, place: tuple[str, ...] = ()) -> tuple[Slot, Slot]:
        """Actor and recipient of a match.

        Args:
            match: the sense and its words.
            place: codes of the country where it happened, if said.
        """
        actor = self._slot(match.slots["actor"])
        recipient = self._slot(match.slots["recipient"])
        if match.slots["recipient"].special == "self" and defaults().get((match.row.event, "self")) != "none":
            recipient = self._domestic(match, actor)
        actor, recipient = self._as_told(match, actor, recipient)
        self._told.append((match, actor, recipient))
        return self._with_defaults(match, actor, recipient, place)

    def _as_told(self, match: Match, actor: Slot, recipient: Slot) -> tuple[Slot, Slot]:
        """An event noun that names nobody ("the attack") has the participants of the same event told before.

        Violence whose victims were told before with a doer has the same doer ("nine were killed").
        """
        if match.row.event in RETOLD and recipient.codes and not (actor.codes or match.slots["actor"].special):
            return self._same_doer(recipient, actor), recipient
        if actor.codes or recipient.codes or self.grammar.is_verbal(match.trigger):
            return actor, recipient
        for told, doer, other in reversed(self._told[-MEMORY:]):
            if self._same_event(told, match) and (doer.codes or other.codes):
                return _recalled(doer, actor), _recalled(other, recipient)
        return actor, recipient

    def _same_doer(self, recipient: Slot, own: Slot) -> Slot:
        recent = self._told[-10 * MEMORY :]
        told = [(doer, other) for m, doer, other in recent if m.row.event in RETOLD and doer.codes]
        return _recalled(next((doer for doer, other in reversed(told) if other.codes == recipient.codes), own), own)

    def _same_event(self, told: Match, match: Match) -> bool:
        """Same type, and the same stem unless both are violence: "was shot" and "the attack" may be one deed."""
        stems = [self.parse.lemmas[m.trigger].lower()[:STEM] for m in (told, match)]
        return told.row.event == match.row.event and (stems[0] == stems[1] or match.row.event in RETOLD)

    def _slot(self, filled: Filled) -> Slot:
        codes: list[str] = []
        spans: list[Span] = []
        sectors: list[str] = []
        rules: list[str] = []
        for word in filled.words:
            for member in self.members(word):
                identity = self.cast.identity(member)
                codes += identity.codes or self._unnamed(member)
                sectors += identity.sectors
                rules += [identity.rule] if identity.rule else []
            spans.append(self.parse.span(*noun_phrase(self.parse, word)))
        rule = "; ".join(dict.fromkeys([filled.rule, *rules])) if filled.rule else ""
        return Slot(codes=_unique(codes), spans=tuple(spans), sectors=_unique(sectors), rule=rule)

    def members(self, word: int) -> list[int]:
        """The nominal conjuncts of a word."""
        return [w for w in self.grammar.conjuncts(word) if not self.grammar.is_verbal(w) or w == word]

    def _unnamed(self, word: int) -> tuple[str, ...]:
        """Persons and groups that nothing identifies keep their words ("aid workers")."""
        if not self.cast.is_actor(word) or self.parse.upos[word] not in ("NOUN", "PROPN"):
            return ()
        return (self._words(word),)

    def _words(self, word: int) -> str:
        text = self.parse.span(*noun_phrase(self.parse, word)).of(self.parse.text)
        lowered = text.lower()
        start = next((len(a) for a in _ARTICLES if lowered.startswith(a)), 0)
        return " ".join(text[start:].split())

    def home(self, i: int) -> tuple[str, ...]:
        """Codes of the country that the story is about at a word."""
        code = self._setting.at(i) if self._setting and self.focus else None
        return (code,) if code else self.focus

    def _counterpart(self, match: Match, actor: Slot) -> tuple[str, ...]:
        """In an international article, the other state that a state's act is aimed at, if one is near."""
        if self._setting is None or not self.focus or not self._is_statecraft(match, actor):
            return ()
        other = self._setting.other(match.trigger, actor.codes)
        return (other,) if other else ()

    def _is_statecraft(self, match: Match, actor: Slot) -> bool:
        return match.row.event in AIMED_ABROAD and bool(actor.codes) and _are_states(actor)

    def _domestic(self, match: Match, actor: Slot) -> Slot:
        """The actor's own country; of a party or group, and of foreign words about a country, the story's country."""
        if other := self._counterpart(match, actor):
            return Slot(codes=other, rule="other state")
        home = self.home(match.trigger)
        foreign = match.row.event in AT_THE_FOCUS and not set(actor.codes) <= set(home)
        own = bool(actor.codes) and _are_states(actor) and not foreign
        codes = actor.codes if own else home or actor.codes
        return Slot(codes=codes, rule="self") if codes else Slot()

    def _with_defaults(self, match: Match, actor: Slot, recipient: Slot, place: tuple[str, ...]) -> tuple[Slot, Slot]:
        event = match.row.event
        codes = self.home(match.trigger)
        home = set(codes)
        at_home = set(actor.codes) <= home or (event in AT_THE_FOCUS and not (event in RETOLD and _are_states(actor)))
        mutual = event in RETOLD and (len(actor.codes) > 1 or "between" in actor.rule or "among" in actor.rule)
        if not recipient.codes and not match.slots["recipient"].special and at_home and not mutual:
            victim = self._victim(match, actor, recipient, place or codes)
            # A foreign actor's blow at an unnamed place is not aimed at that actor's own country.
            recipient = victim if set(actor.codes) <= home or victim.codes != actor.codes else recipient
        unsaid = not actor.codes and not match.slots["actor"].special
        if unsaid and set(recipient.codes) <= home and not self._is_foreign_policy(match):
            actor = self._default(match, "actor", actor, place or codes)
        return actor, recipient

    def _victim(self, match: Match, actor: Slot, recipient: Slot, place: tuple[str, ...]) -> Slot:
        if actor.codes and (other := self._counterpart(match, actor)):
            return Slot(codes=other, spans=recipient.spans, sectors=recipient.sectors, rule="other state")
        return self._default(match, "recipient", recipient, place)

    def _is_foreign_policy(self, match: Match) -> bool:
        """Whether it is done to a state, which then did not do it itself ("Iran was accused")."""
        return any(self.cast.identity(word).kind == "STATE" for word in match.slots["recipient"].words)

    def _default(self, match: Match, slot: str, filled: Slot, place: tuple[str, ...]) -> Slot:
        filler = defaults().get((match.row.event, slot))
        codes = {"focus": self.home(match.trigger), "place": place}.get(filler or "", ())
        if not codes:
            return filled
        return Slot(codes=codes, spans=filled.spans, sectors=filled.sectors, rule=f"default: {filler}")


def _are_states(slot: Slot) -> bool:
    return all(is_country(code) for code in slot.codes)


def _recalled(told: Slot, own: Slot) -> Slot:
    return Slot(codes=told.codes, spans=own.spans, sectors=told.sectors, rule="as told before") if told.codes else own


@cache
def defaults() -> dict[tuple[str, str], str]:
    """What stands in for an unnamed actor or recipient, by event type and slot."""
    with (resources.files("sayso.claims") / "data" / "defaults.csv").open("r", encoding="utf-8") as file:
        return {(row["event"], row["slot"]): row["filler"] for row in csv.DictReader(file)}


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
