"""Who and what the words of an article stand for: the resolver's answers, with pronouns and descriptions resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from sayso.actors.generic import is_country
from sayso.actors.resolution import is_guess
from sayso.claims.forms import forms
from sayso.claims.grammar import Grammar
from sayso.claims.mentions import person_nouns

# What a rule of the resolver begins with where the words are the name of a state.
NAMED_AS_STATE = ("name: country", "name: capital", "name: adjective", "name: seat")
# What a rule of the resolver begins with where a noun goes back to a body that was named.
POINTING = ("body spoken of", "group spoken of")
PERSON_KINDS = frozenset({"PERSON", "AGENT"})
GROUP_KINDS = frozenset({"GROUP", "IGO"})
STAND_INS = frozenset({"PRON", "DET", "NUM"})
# Heads that stand for what their `of` names.
PARTITIVES = frozenset(
    [
        "both",
        "all",
        "some",
        "many",
        "most",
        "each",
        "none",
        "either",
        "neither",
        "several",
        "one",
        "two",
        "three",
        "any",
    ]
)
# Verbs whose "from" is where people are taken away, not where they are at home.
MOVING = frozenset(
    ["withdraw", "evacuate", "pull", "bring", "remove", "move", "fly", "return", "rescue", "deport", "expel", "drive"]
)
# Verbs for what one does with one's own people.
ORDERING = frozenset({"instruct", "order", "direct", "command", "task", "mobilise", "mobilize", "dispatch"})
HUMAN_CLASSES = frozenset({"person", "people"})
PERSONAL = frozenset({"he", "she", "who", "i", "you", "we", "him", "her"})


class Resolved(Protocol):
    """What the resolver says of one noun phrase."""

    @property
    def codes(self) -> tuple[str, ...]: ...
    @property
    def kind(self) -> str: ...
    @property
    def sectors(self) -> tuple[str, ...]: ...
    @property
    def rule(self) -> str: ...
    @property
    def pronoun(self) -> int | None: ...


class WhoIsWho(Protocol):
    """The part of `sayso.actors.Resolver` that the claims need."""

    def resolve_head(self, i: int) -> Resolved: ...
    def accusers(self, code: str) -> tuple[str, ...]: ...
    def is_actor(self, i: int) -> bool: ...
    def is_place(self, i: int) -> bool: ...
    def is_weapon(self, i: int) -> bool: ...
    def is_money(self, i: int) -> bool: ...


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a word stands for: entity codes (none if unknown), the kind of thing, sectors, and the rule that said so."""

    codes: tuple[str, ...] = ()
    kind: str = "NONE"
    sectors: tuple[str, ...] = ()
    rule: str = ""


class Cast:
    """The persons of the play: identities of words, each asked for once.

    Args:
        grammar: words, tree, conjuncts.
        resolver: who is who.
        coreference: codes of a pronoun or definite description by word index, empty if unknown.
        sectors: sectors of what a pronoun stands for, empty if unknown.
    """

    def __init__(
        self,
        grammar: Grammar,
        resolver: WhoIsWho,
        coreference: Callable[[int], Iterable[str]] = lambda _: (),
        sectors: Callable[[int], Iterable[str]] = lambda _: (),
    ) -> None:
        self.grammar, self.parse, self.resolver = grammar, grammar.parse, resolver
        self._coreference, self._sectors = coreference, sectors
        self._known: dict[int, Identity] = {}
        self._actors: dict[int, bool] = {}

    def identity(self, i: int) -> Identity:
        """Who a word stands for; the words coordinated with it are asked for themselves."""
        if i not in self._known:
            self._known[i] = self._identify(i)
        return self._known[i]

    def _identify(self, i: int) -> Identity:
        i = self.name_word(i)
        found = self.resolver.resolve_head(i)
        if found.rule.startswith("focus") and (home := self._origin(i)):
            return Identity(home, found.kind, tuple(found.sectors), "from")
        if is_guess(found.rule) and not found.rule.startswith(POINTING) and (chief := self._chief(i)):
            return Identity(chief, found.kind, tuple(found.sectors), "ordered by")
        if found.codes and not is_guess(found.rule):
            return Identity(tuple(found.codes), found.kind, tuple(found.sectors), found.rule)
        if found.codes:
            codes = tuple(self._coreference(i)) or tuple(found.codes)
            rule = found.rule if codes == tuple(found.codes) else "coreference"
            return Identity(codes, found.kind, tuple(found.sectors), rule)
        codes = tuple(self._coreference(i))
        if not codes and found.pronoun is not None:
            codes = tuple(self._coreference(found.pronoun))
        if found.kind == "PLACE" and not all(map(is_country, codes)):
            codes = ()  # "the town" is no rebel group
        sectors = tuple(found.sectors) or (tuple(self._sectors(i)) if codes else ())
        return Identity(codes, found.kind, sectors, "coreference" if codes else found.rule)

    def _origin(self, i: int) -> tuple[str, ...]:
        """ "Soldiers from Ivory Coast": where unnamed people come from, unless they are only moved from there."""
        grammar, verb = self.grammar, self.parse.heads[i]
        if verb < 0 or self.parse.deprels[i] != "obj" or MOVING & set(forms(self.parse, verb)):
            return ()
        behind = (
            c for c in self.parse.children(verb) if grammar.base(c) == "obl" and "from" in grammar.prepositions(c)
        )
        near = next((c for c in behind if self.parse.word(i + 1).lower() == "from" and c > i), None)
        return tuple(self.resolver.resolve_head(near).codes) if near is not None else ()

    def _chief(self, i: int) -> tuple[str, ...]:
        """ "The president instructed officials": unnamed people whom somebody orders to do something are his own."""
        verb, bare = self.parse.heads[i], not self.grammar.child(i, "nmod:poss", "amod", "compound", "nmod")
        if (
            verb < 0
            or not bare
            or self.parse.deprels[i] not in ("obj", "iobj")
            or not ORDERING & set(forms(self.parse, verb))
        ):
            return ()
        return next((self.identity(s).codes for s in self.grammar.surface_subjects(verb) if s != i), ())

    def name_word(self, i: int) -> int:
        """The word that says who is meant, should that not be the head: "both of them", "one of the rebels".

        Of "Turkish President Recep Tayyip Erdogan" the tagger may have seen only the last two words as a name.
        """
        if self.parse.lemmas[i].lower() in PARTITIVES and (whole := self.grammar.child_with(i, "of")) is not None:
            return whole
        if self.parse.upos[i] != "PROPN" or self.resolver.is_actor(i):
            return i
        parts = (c for c in self.parse.children(i) if self.parse.deprels[c] in ("flat", "nmod:desc"))
        return next((c for c in parts if self.resolver.is_actor(c)), i)

    def is_actor(self, i: int) -> bool:
        """Whether a word stands for a state, organisation, group, office-holder, person or population."""
        if i not in self._actors:
            identity = self.identity(i)
            stands_for_another = self.parse.upos[i] in STAND_INS or identity.rule == "coreference"
            named = self.resolver.is_actor(self.name_word(i)) or (stands_for_another and bool(identity.codes))
            self._actors[i] = named or self.is_human(i)
        return self._actors[i]

    def is_human(self, i: int) -> bool:
        """Whether a word is a noun for persons or a people."""
        noun = person_nouns().get(self.parse.lemmas[i].lower()) if self.parse.upos[i] == "NOUN" else None
        return noun is not None and noun[1] in HUMAN_CLASSES

    def passes(self, i: int, kind: str) -> bool:
        """Whether a word is of a kind that the tables ask for (`selectors.FILTERS`)."""
        return TESTS[kind](self, i)

    def _is_state(self, i: int) -> bool:
        codes = self.identity(i).codes
        return bool(codes) and all(is_country(code) for code in codes)

    def _is_named_state(self, i: int) -> bool:
        """The name of a state or of its capital, and none of its people: "Turkey protested"."""
        return self.parse.upos[i] == "PROPN" and self.identity(i).rule.startswith(NAMED_AS_STATE)

    def _is_person(self, i: int) -> bool:
        named = self.name_kind(i) == "PER" or self.identity(i).kind in PERSON_KINDS
        return named or self.parse.lemmas[i].lower() in PERSONAL

    def _is_group(self, i: int) -> bool:
        return self.identity(i).kind in GROUP_KINDS or (self.name_kind(i) == "ORG" and self.is_actor(i))

    def _is_thing(self, i: int) -> bool:
        nominal = self.parse.upos[i] in ("NOUN", "PROPN", "NUM", "SYM", "X")
        return nominal and not self.is_actor(i)

    def name_kind(self, i: int) -> str | None:
        """The kind of the named entity that a word belongs to, if any."""
        return self._names.get(i)

    @cached_property
    def _names(self) -> dict[int, str]:
        return {i: name.kind for name in self.parse.names for i in range(name.start, name.end)}


TESTS: dict[str, Callable[[Cast, int], bool]] = {
    "ACTOR": Cast.is_actor,
    "STATE": Cast._is_state,
    "COUNTRY": Cast._is_named_state,
    "PERSON": Cast._is_person,
    "GROUP": Cast._is_group,
    "PLACE": lambda cast, i: cast.resolver.is_place(i),
    "WEAPON": lambda cast, i: cast.resolver.is_weapon(i),
    "MONEY": lambda cast, i: cast.resolver.is_money(i),
    "GOODS": Cast._is_thing,
}
