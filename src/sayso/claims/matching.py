"""The predicate rows against the tree: which senses hold of a trigger, and which words fill their slots."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from sayso.actors.tree import remembered
from sayso.claims.cast import NAMED_AS_STATE, Cast
from sayso.claims.date_readings import words as times_of
from sayso.claims.forms import forms
from sayso.claims.grammar import Arguments, Grammar
from sayso.claims.predicates import Predicate
from sayso.claims.selectors import SLOTS, Condition, Selector, Step
from sayso.reader.parse import Parse

SLOT_ORDER = ("actor", "recipient", "object")
# What stands before a noun or owns it is its doer unless the row gives that relation to another slot.
NOUN_SUBJECTS = ("poss", "amod", "compound")
# Prepositions whose phrase a parser hangs now on the verb, now on the object before it ("sent shells to Iran").
MOVABLE = frozenset({"to", "with", "against", "from", "for", "on", "over", "into", "at", "by", "between", "about"})
ACTOR_FILTERS = frozenset({"ACTOR", "STATE", "PERSON", "GROUP"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
NAMING = frozenset({"NOUN", "PROPN"})
# What a parser makes of an object that it does not take for one.
STRAYING = ("obl", "ccomp")
DAYTIMES = frozenset("dawn dusk noon midday midnight morning evening night afternoon day week weekend".split())
# Subjects that stand for somebody and name nobody: "neither has withdrawn", "both renounced it".
UNNAMED = frozenset({"nobody", "none", "neither", "both"})
CLAUSE_RELATIONS = frozenset({"xcomp", "ccomp", "advcl", "acl", "csubj", "acl:relcl"})
# Weights of what a sense asks for, when several hold of one trigger: a lexical condition says more than a filled
# slot, and a filled slot more than a condition that only asks whether something is there.
WEIGHT_LEMMA = 3.0
WEIGHT_WORDS = 2.5
WEIGHT_CONDITION = 1.0
WEIGHT_SLOT = 0.75
WEIGHT_FILTERED_SLOT = 1.25


@dataclass(slots=True)
class Filled:
    """The words of one slot and the name of the selector that found them; `special` is `none` or `self` or empty."""

    words: list[int] = field(default_factory=list)
    rule: str = ""
    special: str = ""


@dataclass(slots=True)
class Match:
    """One sense that holds of one trigger word. `arguments` may come partly from a light verb."""

    row: Predicate
    trigger: int
    words: tuple[int, ...]
    arguments: Arguments
    slots: dict[str, Filled]
    score: float
    light_verb: int | None = None

    @property
    def named(self) -> int:
        """How many words stand for actor and recipient."""
        return len(self.slots["actor"].words) + len(self.slots["recipient"].words)

    def said(self, role: str) -> Sequence[int]:
        """The words of a slot; for an actor whom nobody is known to be ("we"), the subject."""
        return self.slots[role].words or (self.arguments.get("subj") if role == "actor" else ())


class Matcher:
    """Evaluates rows at triggers of one parse."""

    def __init__(self, grammar: Grammar, cast: Cast) -> None:
        self.grammar = grammar
        self.parse = grammar.parse
        self.cast = cast

    def match(self, row: Predicate, words: tuple[int, ...], arguments: Arguments) -> Match | None:
        """The match of a row at a trigger, or None if a condition fails.

        Args:
            row: the sense.
            words: the words of the trigger; the first is the head.
            arguments: the logical arguments of the trigger, light verb included.
        """
        site = _Site(self, row, words[0], arguments)
        if not all(site.holds(c) for c in row.need if not c.of_slot):
            return None
        if site.forbids(c for c in row.avoid if not c.of_slot):
            return None
        slots = site.fill()
        if not all(site.holds(c) for c in row.need if c.of_slot) or site.forbids(c for c in row.avoid if c.of_slot):
            return None
        score = _specificity(row, slots, len(words))
        return Match(row, words[0], words, arguments, slots, score)


class _Site:
    """One row at one trigger: selectors are walked from here."""

    def __init__(self, matcher: Matcher, row: Predicate, trigger: int, arguments: Arguments) -> None:
        self.grammar, self.parse, self.cast = matcher.grammar, matcher.parse, matcher.cast
        self.row, self.trigger, self.start = row, trigger, arguments
        self.slots: dict[str, Filled] = {}
        self.spent: set[int] = set()
        self.movable = MOVABLE

    # -- slots ------------------------------------------------------------------------------------------------------

    def fill(self) -> dict[str, Filled]:
        for name in SLOT_ORDER:
            self.slots[name] = self._fill_slot(name)
        return self.slots

    def _fill_slot(self, name: str) -> Filled:
        for selector in getattr(self.row, name):
            if selector.special:
                return Filled(rule=selector.special, special=selector.special)
            words = [w for part in (selector, *selector.join) for w in self.find(part) if w not in self.spent]
            if words and not (name == "recipient" and self._is_reflexive(words)):
                self.spent.update(words)
                return Filled(list(dict.fromkeys(words)), _name(selector))
        return Filled()

    def _is_reflexive(self, words: Sequence[int]) -> bool:
        """Whether a possessive stands for the actor: "refused to meet his counterpart", "Chad closed its embassy".

        Only of a state named as one is what it owns no recipient; "the president dismissed his minister" is.
        """
        doers = [self.cast.identity(w) for w in self.slots["actor"].words]
        owners = all(self._is_owner(w) for w in words)
        states = bool(doers) and all(doer.rule.startswith(NAMED_AS_STATE) for doer in doers)
        if not (owners or (states and all(any(map(self._is_owner, self.parse.children(w))) for w in words))):
            return False
        codes = {code for doer in doers for code in doer.codes}
        return all(set(self.cast.identity(w).codes) <= codes for w in words)

    def _is_owner(self, word: int) -> bool:
        return self.parse.deprels[word] == "nmod:poss" and self.parse.upos[word] == "PRON"

    # -- selectors --------------------------------------------------------------------------------------------------

    def find(self, selector: Selector) -> list[int]:
        """The words a selector finds, those that pass its filter."""
        first = selector.path[0]
        filled = self.slots.get(first.relation)
        words = filled.words if filled else self._first_step(first)
        if not words:
            return []
        for step in selector.path[1:]:
            words = [found for w in words for found in self._next(w, step)]
        return [w for w in words if w != self.trigger and self._passes(w, selector.filter)]

    def _next(self, word: int, step: Step) -> list[int]:
        """The words of one further step; a name before a noun is as good as an adjective ("a Houthi missile")."""
        arguments = self.grammar.arguments(word)
        found = arguments.get(step.relation, step.preposition)
        return found or (arguments.get("compound") if step.relation == "amod" else [])

    def _first_step(self, step: Step) -> list[int]:
        found = self.start.get(step.relation, step.preposition)
        if step.relation == "subj" and not self.grammar.is_verbal(self.trigger):
            return self._noun_subjects() or found
        if found:
            return found
        if step.relation in ("obl", "nmod"):
            return self._moved(step) or self._taken_apart(step)
        if step.relation == "xcomp" and step.preposition is None:
            return self._mistaken()
        return self._strayed() if step.relation == "obj" else []

    def _strayed(self) -> list[int]:
        """ "Criticized the move", "visited Chad": a noun without preposition that the parser took for no object."""
        if not self.movable or self.start.passive or not self.grammar.is_verbal(self.trigger):
            return []
        bare = (w for relation in STRAYING for p, w in self.start.roles.get(relation, ()) if p is None)
        return [w for w in bare if w > self.trigger and self.parse.upos[w] in NAMING and not self._is_told(w)]

    def _is_told(self, word: int) -> bool:
        """Whether a noun is a predicate with a subject or a copula of its own: "said that it was a lie"."""
        return any(self.parse.deprels[c].startswith(("nsubj", "cop", "mark")) for c in self.parse.children(word))

    def _taken_apart(self, step: Step) -> list[int]:
        """ "Called for his resignation", "put it on notice": the noun of a phrase whose preposition went astray.

        The parser took the preposition for a particle and the noun for an object, or the noun for a predicate.
        """
        if not self.movable or step.relation != "obl" or step.preposition is None:
            return []
        below = self.parse.children(self.trigger)
        torn = any(self.parse.folded[c] == step.preposition for c in below if self.parse.deprels[c] == "compound:prt")
        behind = [*self.start.get("obj"), *self.start.get("xcomp")]
        things = behind if torn else self._with_case(below, step.preposition)
        return [w for w in things if self.parse.upos[w] in NOMINAL and w > self.trigger]

    def _with_case(self, below: Sequence[int], preposition: str) -> list[int]:
        predicates = [c for c in below if self.parse.deprels[c] in ("xcomp", "ccomp", "advcl")]
        return [c for c in predicates if preposition in self.grammar.prepositions(c)]

    def _mistaken(self) -> list[int]:
        """ "Held Chad responsible", "found him guilty": an adjective as object or clause is a predicate."""
        if not self.movable:
            return []
        below = (c for c in self.parse.children(self.trigger) if self.parse.deprels[c] in ("ccomp", "obj"))
        return [c for c in below if c > self.trigger and self.parse.xpos[c].startswith("JJ")]

    def _noun_subjects(self) -> list[int]:
        for relation in NOUN_SUBJECTS:
            words = self.start.get(relation)
            words = [] if not words or self._is_spoken_for(relation) else words
            words = [w for w in words if relation == "poss" or self.cast.is_actor(w)]
            if words:
                return words
        return self.start.get("nmod", "by") or self._moved(Step("nmod", "by"))

    def _is_spoken_for(self, relation: str) -> bool:
        """Whether the row gives a relation to a slot that none of the alternatives before it fills."""
        for name in SLOT_ORDER:
            for selector in _flat(getattr(self.row, name)):
                first = selector.path[0].relation if selector.path else ""
                if first == relation:
                    return True
                if first and first != "subj" and self.find(selector):
                    break
        return False

    def _moved(self, step: Step) -> list[int]:
        """A phrase that the parser may have hung on a neighbour: on the noun or the verb, or on what stands between."""
        if not self.movable:
            return []
        other = "nmod" if step.relation == "obl" else "obl"
        if found := self.start.get(other, step.preposition):
            return found
        if step.preposition not in self.movable:
            return []
        verbal = self.grammar.is_verbal(self.trigger)
        between = self.start.get("obj" if verbal else "nmod")
        members = [m for w in between if w > self.trigger for m in self.grammar.conjuncts(w)]
        return [f for m in members for f in self.grammar.arguments(m).get("nmod", step.preposition)]

    def _passes(self, word: int, kind: str | None) -> bool:
        if kind is None:
            return True
        if kind == "CLAUSE":
            return self.is_clause(word)
        return any(self.cast.passes(w, kind) for w in self.grammar.conjuncts(word))

    def is_clause(self, word: int) -> bool:
        return self.grammar.is_verbal(word) or self.parse.deprels[word] in CLAUSE_RELATIONS

    def forbids(self, conditions: Iterable[Condition]) -> bool:
        """Whether something holds that must not; phrases count only where the tree has them."""
        self.movable = frozenset()
        found = any(self.holds(c) for c in conditions)
        self.movable = MOVABLE
        return found

    # -- conditions -------------------------------------------------------------------------------------------------

    def holds(self, condition: Condition) -> bool:
        if condition.selector is None:
            return any(self.holds(c) for c in condition.any)
        first = condition.selector.path[0].relation
        if first == "plural":
            return self.parse.xpos[self.trigger] in ("NNS", "NNPS")
        if first == "passive":
            return self.start.passive
        if not condition.lemmas:
            words = self.find(condition.selector)
            words = words if condition.selector.filter else [w for w in words if not _is_time(self.parse, w)]
            return bool(words) or (first in SLOTS and self._is_domestic(first)) or self._is_unsaid(condition.selector)
        if condition.lemmas.isdisjoint(_forms_near(self.parse, self.parse.sentence_of(self.trigger))):
            return False
        members = (w for word in self.find(condition.selector) for w in self.grammar.conjuncts(word))
        return any(not condition.lemmas.isdisjoint(forms(self.parse, w)) for w in members)

    def _is_unsaid(self, selector: Selector) -> bool:
        """Whether a doer is asked for that the words leave out: an infinitive or passive without subject, "nobody"."""
        asked = len(selector.path) == 1 and selector.path[0].relation == "subj" and selector.filter in ACTOR_FILTERS
        if not asked or not self.grammar.is_verbal(self.trigger):
            return False
        return all(self.parse.folded[w] in UNNAMED for w in self._first_step(selector.path[0]))

    def _is_domestic(self, slot: str) -> bool:
        return self.slots.get(slot, Filled()).special == "self"


@remembered
def _forms_near(parse: Parse, sentence: int) -> frozenset[str]:
    """The forms of the words of a sentence and of the one before, on whose noun its first pronoun may hang."""
    start, end = parse.sentences[max(0, sentence - 1)][0], parse.sentences[sentence][1]
    return frozenset(form for i in range(start, end) for form in forms(parse, i))


def _is_time(parse: Parse, word: int) -> bool:
    """ "On Wednesday", "in March", "at dawn", "at 5:52": a time is nobody and nothing that a deed is done to."""
    if any(name.kind == "PER" for name in parse.names_at(word)):
        return False  # Theresa May
    said = parse.word(word)
    return said.lower() in DAYTIMES or said in _dates() or (said[:1].isdigit() and ":" in said)


@cache
def _dates() -> frozenset[str]:
    """Days of the week and months as they are written, with a capital."""
    return frozenset(name.title() for kind in ("weekday", "month") for name in times_of(kind))


def _name(selector: Selector) -> str:
    path = ">".join(step.relation + (f":{step.preposition}" if step.preposition else "") for step in selector.path)
    return "+".join([path + (f"@{selector.filter}" if selector.filter else ""), *map(_name, selector.join)])


def _flat(selectors: Iterable[Selector]) -> Iterator[Selector]:
    for selector in selectors:
        yield selector
        yield from selector.join


def highest(row: Predicate, words: int) -> float:
    """The most that a match of a row can score: with all its slots filled."""
    return _asked(row, words) + WEIGHT_FILTERED_SLOT * sum(map(bool, (row.actor, row.recipient, row.object)))


def _asked(row: Predicate, words: int) -> float:
    return WEIGHT_WORDS * (words - 1) + sum(WEIGHT_LEMMA if c.lemmas else WEIGHT_CONDITION for c in row.need)


def _specificity(row: Predicate, slots: dict[str, Filled], words: int) -> float:
    score = _asked(row, words)
    for filled in slots.values():
        if filled.words:
            score += WEIGHT_FILTERED_SLOT if "@" in filled.rule else WEIGHT_SLOT
    return score
