"""Who is meant by a noun phrase of one article: entity codes by ordered rules over names, tree and context."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sayso.actors import described, foes, generic, owners
from sayso.actors.article import ArticleNames
from sayso.actors.bands import front_meant
from sayso.actors.bodies import is_private_body
from sayso.actors.council import COUNCIL, is_of_the_council
from sayso.actors.dictionaries import UserDictionary, with_dictionaries
from sayso.actors.lexicon import money
from sayso.actors.local import Places, is_harmed
from sayso.actors.matching import TOLD, covering
from sayso.actors.names import word_key
from sayso.actors.organisations import organisation
from sayso.actors.people import Person
from sayso.actors.pointing import name_words
from sayso.actors.quarrels import Quarrels
from sayso.actors.resolution import (
    ACTORS,
    AGENT,
    GROUP,
    IGO,
    KIND_OF_ENTRY,
    NONE,
    NOT_STATE,
    PERSON,
    PLACE,
    STATE,
    Resolution,
    joined,
)
from sayso.actors.setting import Setting
from sayso.actors.tables import Entry, index, place_country, word_list
from sayso.actors.told_bands import behind_calling
from sayso.actors.tree import Tree, conjuncts, head_of, is_plural, phrase, preposition, relation, tops_of
from sayso.actors.unnamed import whose
from sayso.actors.voice import Voice
from sayso.ontology.things import LONGEST, NO_CLASS, class_at, military, system_class

__all__ = ["Antecedent", "Resolver"]

BODY_SEATS = {"Brussels": "EU"}
"""Cities that stand for the body that sits there, unless their country is spoken of too."""

_CIRCULAR, _NO_ACTOR = Resolution(rule="circular"), Resolution(rule="no actor")


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A mention that a pronoun or description may refer to, over words `[start, end)` with its head.

    `number` is `sing` or `plur`; `gender` `m`, `f` or None; `person` whether it is a human being.
    """

    start: int
    end: int
    head: int
    resolution: Resolution
    number: str
    gender: str | None
    person: bool
    entity: Person | None = None


class Resolver:
    """Resolves the noun phrases of one article.

    Args:
        parse: the parsed text (`sayso.reader.Parse`, or anything of the shape of `tree.Tree`).
        published: the article's ISO date, None if unknown; office-holders are looked up by it.
        title: the headline, where it is not part of the text.
        dictionaries: user dictionaries; their entries win over the committed tables.
        voice: the state or body that publishes the article (`sayso.actors.voice.voice_of`), None if none does.
        at_home: the country of the town that the publisher's name begins with (`sayso.actors.voice.town_of`).
    """

    def __init__(
        self,
        parse: Tree,
        *,
        published: str | None,
        title: str | None = None,
        dictionaries: Iterable[UserDictionary] = (),
        voice: Voice | None = None,
        at_home: str | None = None,
    ) -> None:
        self.tree = parse
        self.date = (published or "")[:10]
        tables = with_dictionaries(index(), dictionaries)
        self.names = ArticleNames(parse, tables, date=self.date, title=title, voice=voice, at_home=at_home)
        self.setting = Setting(parse, self.names)
        self.places = Places(parse, self.names)
        self._resolved: dict[int, Resolution] = {}
        self._antecedents: list[Antecedent] | None = None
        self.memory = generic.Memory(self)
        self.quarrels = Quarrels(parse, self.names)
        for person in self.names.people:
            described.resolve_person(self, person)
        self._resolved.clear()  # what was asked while people were unknown is asked again

    @property
    def focus(self) -> str | None:
        """The country that the article speaks of most, by names, demonyms, places and office-holders; None if none."""
        return self.names.focus

    @property
    def voice(self) -> Voice | None:
        """The state that tells the article; None if none does."""
        return self.names.voice if self.names.voice is not None and self.names.voice.of_a_state else None

    @property
    def teller(self) -> Voice | None:
        """The state, group or organisation that tells the article; None if none does."""
        return self.names.voice

    @property
    def people(self) -> Sequence[Person]:
        """The people whose names the article gives, in the order of their first mention, resolved."""
        return self.names.people

    @property
    def antecedents(self) -> Sequence[Antecedent]:
        """All mentions of actors by name or noun, in text order."""
        if self._antecedents is None:
            self._antecedents = list(self._mentions())
        return self._antecedents

    def resolve(self, start: int, end: int) -> Resolution:
        """Who is meant by the words `[start, end)`, a noun phrase; coordinated phrases inside it are joined."""
        head = head_of(self.tree, start, end)
        heads = [head, *(i for i in conjuncts(self.tree, head) if start <= i < end)]
        parts = [self.resolve_head(i) for i in heads] + self._side_by_side(start, end, heads)
        found = joined(parts)
        return found if found.codes or found.pronoun is not None else self._any_name(start, end) or found

    def _side_by_side(self, start: int, end: int, heads: list[int]) -> list[Resolution]:
        """Coordinated names that the parser hung apart: "Reuters and NBC" with two heads."""
        tops = [i for i in tops_of(self.tree, start, end) if i not in heads]
        inside = [i for i in tops if self.tree.upos[i] in {"NOUN", "PROPN"}]
        if not any(self.tree.word(i).lower() in {"and", "or", ",", "&"} for i in range(start, end)):
            return []
        found = [self.resolve_head(i) for i in inside if i > heads[0]]
        return [part for part in found if part.kind in ACTORS and part.codes and part.certainty >= 0.6]

    def _any_name(self, start: int, end: int) -> Resolution | None:
        """The first person, table name or generic agent of a phrase whose head told nothing."""
        for rule in (self._person, self._table_name, self._agent):
            for i in range(start, end):
                if i in self.names.person_at or i in self.names.match_at or rule == self._agent:
                    found = rule(i)
                    if found and found.codes:
                        return Resolution(found.codes, found.kind, found.sectors, f"within, {found.rule}", 0.3)
        return None

    def resolve_head(self, i: int) -> Resolution:
        """Who is meant by the noun phrase headed by word `i`, without what is coordinated with it."""
        if i not in self._resolved:
            self._resolved[i] = _CIRCULAR
            self._resolved[i] = self._first_answer(i)
        return self._resolved[i]

    def foe(self, i: int, sides: Iterable[str]) -> str | None:
        """Whom those who speak mean by "the enemy", "enemy troops"; None if that is not known."""
        return foes.foe_of(self, i, sides)

    def other(self, i: int, codes: Iterable[str]) -> str | None:
        """The country that is spoken of most around a word, besides some; None if the article has no other."""
        return self.setting.other(i, codes, least=0.0)

    def accusers(self, code: str) -> tuple[str, ...]:
        """The states that accuse a state in the article, the one that does so most first."""
        return self.quarrels.accusers(code)

    def rival(self, i: int, codes: Iterable[str]) -> str | None:
        """The other side than that of some codes: the second country of an article about two, and for those who are no
        state that of the story; None if there is none."""
        own = set(codes)
        if self.focus is not None and not any(map(generic.is_country, own)):
            return self.setting.story(i)
        return self.setting.other(i, own, least=0.0) if self.setting.is_of_two else None

    def is_actor(self, i: int) -> bool:
        """Whether a phrase names a political actor: country, organisation, group, person or people."""
        return self.resolve_head(i).kind in ACTORS

    def is_place(self, i: int) -> bool:
        """Whether a phrase names a place, country and city included."""
        if self.resolve_head(i).kind == PLACE or covering(self.tree, i, ("GPE", "LOC")):
            return True
        match = self.names.match_at.get(i)
        return match is not None and match.entry.kind in {"country", "capital", "place"}

    def is_weapon(self, i: int) -> bool:
        """Whether a phrase names weapons or military goods; `weapon_class` says which."""
        return self.weapon_class(i) is not None or covering(self.tree, i, ("WEAPON",)) is not None

    def weapon_class(self, i: int) -> str | None:
        """Class of a weapon ("missiles", "ammunition", ...) or None."""
        end = i + 1 + 2 * self._is_cut(i)
        words = [self.tree.word(k) for k in range(max(0, end - LONGEST), end)]
        found = class_at(words, len(words))
        if found is None or found[0] == NO_CLASS:
            return system_class(words)
        return found[0] if found[0] in military() else None

    def _is_cut(self, i: int) -> bool:
        """ "Su-35s": whether a hyphen ties the rest of a name to a word."""
        tree, rest = self.tree, i + 2
        tied = rest < len(tree) and tree.word(i + 1) == "-" and tree.deprels[rest] == "flat" and tree.heads[rest] == i
        return tied and tree.ends[i] == tree.starts[i + 1] and tree.ends[i + 1] == tree.starts[rest]

    def is_money(self, i: int) -> bool:
        """Whether a phrase names money: a currency, a payment, an amount with a currency sign."""
        if any(key in money() for key in generic.lemma_keys(self.tree, i)):
            return True
        around = [self.tree.word(c) for c in [*self.tree.children(i), i]]
        return any(word[:1] in "$€£¥" or word in {"US$", "bn"} for word in around)

    def place_country(self, text: str) -> str | None:
        """Country code of a place or country by its name; None if it is unknown."""
        return place_country(text)

    def _first_answer(self, i: int) -> Resolution:
        if i in self.names.arms and i not in self.names.match_at:
            return _NO_ACTOR
        by_name = (self._quantity, self._pronoun, self._person, self._table_name, self._short_form, self._acronym)
        others = (self._organisation, self._called, self._agent, self._number, self._place, self._unknown_name)
        for rule in (*by_name, *others):
            if found := rule(i):
                return found
        return self._thing(i)

    def _quantity(self, i: int) -> Resolution | None:
        """ "Hundreds of farmers", "one of the ministers": what is counted answers."""
        tree = self.tree
        if tree.word(i).lower() not in word_list("quantity") or i in self.names.match_at:
            return None
        counted = [c for c in tree.children(i) if relation(tree, c) == "nmod" and preposition(tree, c) == "of"]
        found = self.resolve_head(counted[0]) if counted else None
        return replace(found, rule=f"counted, {found.rule}") if found and found.kind in ACTORS else None

    def _pronoun(self, i: int) -> Resolution | None:
        nominal = self.tree.upos[i] == "PRON" or (self.tree.upos[i] == "DET" and self.tree.deprels[i] != "det")
        if nominal and i not in self.names.match_at:
            return Resolution(rule="pronoun", pronoun=i)
        return None

    def _person(self, i: int) -> Resolution | None:
        person = self._person_of(i)
        if person is None:
            return None
        described.resolve_person(self, person)
        return Resolution(person.codes, PERSON, person.sectors, person.rule, person.certainty, person.pronoun)

    def _person_of(self, i: int) -> Person | None:
        if i in self.names.person_at:
            return self.names.person_at[i]
        if not generic.agent_of(self.tree, i):
            return None
        return described.person_below(self, i)

    def _table_name(self, i: int) -> Resolution | None:
        match = self.names.match_at.get(i)
        if match is None or match.entry.kind == "official":
            return None
        return self.named(match.entry, i)

    def _short_form(self, i: int) -> Resolution | None:
        """ "The Agency" with a capital: the last body named that has the word in its name; "the front"."""
        tree, word = self.tree, self.tree.word(i)
        if (front := front_meant(self, i)) is not None:
            return Resolution((front,), GROUP, ("REB",), "group spoken of", 0.5)
        alone = [tree.word(c).lower() for c in tree.children(i) if relation(tree, c) not in {"case", "punct", "appos"}]
        if (
            alone != ["the"]
            or not word[:1].isupper()
            or word.isupper()
            or i == 0
            or tree.upos[i] not in {"NOUN", "PROPN"}
        ):
            return None
        named = [m for m in self.names.matches if m.start < i and m.entry.kind == "igo"]
        fits = (m for m in reversed(named) if word_key(word) in name_words(m.entry))
        found = next(fits, None)
        if found is None and word in ("Council", "Committee") and self._is_of_the_council:
            return Resolution((COUNCIL,), IGO, ("IGO",), "short form", 0.6)
        if found is None and word == "Commission" and self._is_european:
            return Resolution(("EU",), IGO, ("IGO",), "short form", 0.6)
        return replace(self.named(found.entry, i), rule="short form") if found else None

    @cached_property
    def _is_of_the_council(self) -> bool:
        """Whether "the Council" can be that of the United Nations alone."""
        return is_of_the_council(self.tree.text)

    @cached_property
    def _is_european(self) -> bool:
        """Whether the article has a word for the European Union or its institutions."""
        return any(self.tree.word(i).lower() in word_list("european") for i in range(len(self.tree)))

    def named(self, entry: Entry, i: int) -> Resolution:
        """The answer for a name of the tables at word `i`."""
        kind = KIND_OF_ENTRY.get(entry.kind, GROUP)
        if entry.name in BODY_SEATS and self._is_for_its_body(entry, i):
            return Resolution((BODY_SEATS[entry.name],), IGO, ("IGO",), "name: seat of a body", 0.7)
        if entry.kind == "agency" and entry.sector in NOT_STATE:
            kind = GROUP
        if entry.kind in {"country", "capital", "place", "seat"} and self._is_location(i):
            kind = PLACE
        if entry.kind in {"capital", "place"} and self._names_a_thing(i):
            return Resolution((), NONE, (), "place in a title", 0.5)
        sectors = (entry.sector,) if entry.sector else ()
        return Resolution((entry.code,), kind, sectors, f"name: {entry.kind}", 0.9 if kind != PLACE else 0.8)

    def _is_for_its_body(self, entry: Entry, i: int) -> bool:
        """Whether a city acts for the body that sits there: its own country and its people are not spoken of."""
        if relation(self.tree, i) not in {"nsubj", "obj", "nmod", "obl", "conj"} or self._is_location(i):
            return False
        if preposition(self.tree, i) in {"to", "for", "of"} and relation(self.tree, i) != "nsubj":
            return False
        return not any(m.entry.code == entry.code and m.entry.kind != "place" for m in self.names.matches)

    def _is_location(self, i: int) -> bool:
        return preposition(self.tree, i) in word_list("locative") and relation(self.tree, i) in {
            "obl",
            "nmod",
            "advmod",
        }

    def _names_a_thing(self, i: int) -> bool:
        """ "Paris Agreement", "Geneva Conventions": the place is part of a title and acts in nothing."""
        head = self.tree.heads[i]
        return self.tree.deprels[i] == "compound" and self.tree.lemmas[head].lower() in word_list("no_actor_head")

    def _acronym(self, i: int) -> Resolution | None:
        """ "The NDB": what the article spells out with that acronym in brackets, and no table knows."""
        head = self.names.spelled.get(self.tree.word(i))
        return replace(self.resolve_head(head), rule="spelled out") if head is not None and head != i else None

    def _organisation(self, i: int) -> Resolution | None:
        name = covering(self.tree, i, ("ORG",))
        if name is None or all(self.tree.word(n).islower() for n in range(name.start, name.end)):
            return None
        return organisation(self, name)

    def _called(self, i: int) -> Resolution | None:
        """ "The Swedish lorry maker Bergvik": the private body that is named right behind the noun for it."""
        if (told := self._calling_itself(i)) is not None:
            return self.named(told, i)
        match = self.names.match_at.get(i + 1)
        if match is None or match.start != i + 1 or match.entry.kind != "group" or not is_private_body(self.tree, i):
            return None
        return self.named(match.entry, i + 1) if self.tree.sentence_of(i) == self.tree.sentence_of(i + 1) else None

    def _calling_itself(self, i: int) -> Entry | None:
        """ "A gang calling itself Night Tide": the armed group that is named behind the noun for it."""
        tree, n = self.tree, i + 1
        if n >= len(tree) or tree.word(n).lower() not in word_list("calling"):
            return None
        n = behind_calling(tree, n, len(tree))
        match = self.names.match_at.get(n) or self.names.match_at.get(n + 1)
        near = match is not None and match.start in {n, n + 1} and match.entry.office == TOLD
        return match.entry if near and match is not None else None

    def _agent(self, i: int) -> Resolution | None:
        agent = generic.agent_of(self.tree, i)
        if agent is None:
            return None
        found = whose(self, i, agent)
        if agent.lemma in word_list("place_noun") and self._is_location(i):
            return replace(found, kind=PLACE)
        return found

    def _number(self, i: int) -> Resolution | None:
        """People that are only counted: "at least 20 were killed"."""
        tree = self.tree
        if tree.upos[i] != "NUM" or relation(tree, i) not in {"nsubj", "obj", "conj"} or self.is_money(i):
            return None
        if covering(tree, i, ("DATE",)) or tree.word(i + 1 if i + 1 < len(tree) else i) in {"%", "percent"}:
            return None
        code = generic.local_country(self, i) or (self.places.of_harmed(i) if is_harmed(tree, i) else None)
        code = code or self.setting.at(i)
        return Resolution((code,) if code else (), AGENT, ("CVL",), "focus, number", 0.2)

    def _place(self, i: int) -> Resolution | None:
        name = covering(self.tree, i, ("GPE", "LOC"))
        if name is None:
            return None
        inside = [self.names.match_at[n].entry.code for n in range(name.start, name.end) if n in self.names.match_at]
        codes = tuple(inside[:1])
        kind = PLACE if self._is_location(i) or not codes else STATE
        return Resolution(codes, kind, (), "place", 0.6 if codes else 0.2)

    def _unknown_name(self, i: int) -> Resolution | None:
        """A name that neither tables nor tagger know, where it acts: mostly a person of the country spoken of."""
        tree = self.tree
        if tree.upos[i] != "PROPN" or relation(tree, i) != "nsubj" or not tree.word(i)[:1].isupper():
            return None
        if tree.word(i).lower() in word_list("no_actor_head"):
            return None
        if covering(tree, i, ("DATE", "MISC", "WEAPON")) or owners.owner(self, i, agents_only=False):
            return None
        inside = [self.names.match_at[n].entry for n in phrase(tree, i) if n in self.names.match_at]
        codes = tuple(entry.code for entry in inside if entry.kind in {"country", "adjective", "place", "capital"})
        if (bearer := self._right_behind(i)) is not None:
            return self.resolve_head(bearer)
        if codes:
            return Resolution(codes[:1], PERSON, (), "unknown name, place in phrase", 0.3)
        words = {tree.word(n).lower() for n in phrase(tree, i)}
        several = i > 0 and tree.word(i - 1).lower() == "the" and tree.word(i).endswith("s")  # "the Greens"
        body = several or words & (word_list("company") | word_list("body"))
        home = None if body else self.setting.at(i)
        if home and not tree.word(i).isupper():
            return Resolution((home,), PERSON, (), "focus, unknown name", 0.2)
        return Resolution((owners.words_of(tree, i),), GROUP, (), "unknown name", 0.2)

    def _right_behind(self, i: int) -> int | None:
        """ "Defence Minister Ann Lee said", cut in two: the subject of the same verb that begins with the next word."""
        tree = self.tree
        beside = (c for c in tree.children(tree.heads[i]) if c > i and relation(tree, c) == "nsubj")
        return next((c for c in beside if min(phrase(tree, c)) == i + 1), None)

    def _thing(self, i: int) -> Resolution:
        found = owners.owner(self, i, agents_only=False)
        if found is None:
            return _NO_ACTOR
        return Resolution(found.codes, NONE, (), f"of {found.rule}", found.certainty / 2, found.pronoun)

    def _mentions(self) -> Iterable[Antecedent]:
        for i in range(len(self.tree)):
            if self._heads_a_phrase(i):
                found = self.resolve_head(i)
                if found.kind in {*ACTORS, PLACE} or found.codes:
                    yield self._antecedent(i, found)

    def _heads_a_phrase(self, i: int) -> bool:
        if self.tree.upos[i] not in {"NOUN", "PROPN"}:
            return False
        return relation(self.tree, i) not in {"flat", "compound", "goeswith", "fixed"}

    def _antecedent(self, i: int, found: Resolution) -> Antecedent:
        words = owners.core(self.tree, i)
        person = self._person_of(i)
        agent = generic.agent_of(self.tree, i)
        human = person is not None or (agent is not None and agent.person and found.kind == AGENT)
        gender = (person.gender if person else None) or generic.gender_of(self.tree, i)
        number = "plur" if is_plural(self.tree, i) and person is None else "sing"
        return Antecedent(words[0], words[-1] + 1, i, found, number, gender, human, person)
