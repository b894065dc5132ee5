"""What pronouns and definite descriptions of a news article stand for.

Third-person pronouns go back to the entity that agrees with them and is most salient; "I" and "we" inside of an
attributed content to its source; "the ministry", "the group", "the two countries" to what the article has named before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sayso.actors.bands import ARMED
from sayso.actors.foes import hostile_word
from sayso.actors.generic import is_country
from sayso.actors.resolution import is_guess
from sayso.actors.voice import STATE_SECTORS
from sayso.claims.cues import cue_at
from sayso.claims.descriptions import Descriptions
from sayso.claims.entities import Entity, Register, phrase_text
from sayso.claims.giving import withheld_from
from sayso.claims.linear import Features
from sayso.claims.mentions import (
    FIRST_PLURAL,
    FIRST_SINGULAR,
    Referring,
    find_mentions,
    is_third_person,
    noun_class,
    relative_antecedents,
)
from sayso.claims.others import captive, is_somebody, other_party, own_sayer, speaking_for, struck_thing, told_by
from sayso.claims.quotations import find_quotations
from sayso.claims.salience import REACH, agrees, features, pronoun_class, score
from sayso.claims.selectors import word_sets
from sayso.claims.vehicles import owner_before
from sayso.reader.parse import Parse

MANY = frozenset({"they", "them", "themselves"})
_SAID_BY_GRAMMAR = (("subj", captive), ("subj", own_sayer), ("poss", speaking_for))
"""By the role of a pronoun, what finds the word that it stands for by the construction alone."""
_OWNERS = frozenset({"amod", "compound", "nmod:poss"})
_NEAR_MENTIONS = 100
"""Mentions of the same before a word, and behind it, that are looked at: only texts as long as books have more."""
_KNOWN_MENTIONS = 2
"""Mentions with codes that are kept of an entity: one may be the very word that is asked for."""
NO_PERSONS = frozenset(f"name: {kind}" for kind in ("country", "capital", "place", "seat", "igo", "group", "agency"))
"""Rules of the resolver for names that no person bears: no "he" goes back to them."""
_OF = frozenset({"of", "for"})
_SURE_DEED = 0.5
"""The chance from which on a word is taken for a political deed, which only somebody does."""
_JUST_BEFORE = 1
"""Sentences back to those whom "they" may mean where no plural noun is at hand."""


class Resolved(Protocol):
    """What a resolver says of one word: entity codes, sectors, and the pronoun on whose referent they hang, if any."""

    @property
    def codes(self) -> tuple[str, ...]: ...
    @property
    def sectors(self) -> tuple[str, ...]: ...
    @property
    def rule(self) -> str: ...
    @property
    def pronoun(self) -> int | None: ...


class KnownMention(Protocol):
    """What a resolver knows of one mention: its head, gender (m, f or None), and whether it is a human being."""

    @property
    def head(self) -> int: ...
    @property
    def gender(self) -> str | None: ...
    @property
    def person(self) -> bool: ...


class HeadResolver(Protocol):
    """The part of `sayso.actors.Resolver` that coreference needs."""

    @property
    def antecedents(self) -> Sequence[KnownMention]: ...
    @property
    def focus(self) -> str | None: ...
    def resolve_head(self, i: int) -> Resolved: ...
    def foe(self, i: int, sides: Iterable[str]) -> str | None: ...
    def other(self, i: int, codes: Iterable[str]) -> str | None: ...
    def rival(self, i: int, codes: Iterable[str]) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a word stands for: the head word of the mention that says most, its words, and all members of a group."""

    head: int
    text: str
    members: tuple[int, ...]


class Coreference:
    """Coreference of one parse, worked out once on first use.

    Args:
        parse: words, tree and names.
        resolver: gives entity codes for names and for descriptions that it knows.
        voice: the code of the state that the article is a statement of, who is "we" outside of quotations.
    """

    def __init__(self, parse: Parse, resolver: HeadResolver, *, voice: str | None = None) -> None:
        self._voice = voice
        self._parse = parse
        self._resolver = resolver
        self._quotations = find_quotations(parse.text)
        self._register: Register | None = None
        self._speaker: dict[int, int] = {}
        self._meant: Mapping[int, int] = {}
        self._coded: dict[Entity, tuple[int, list[int]]] = {}
        self._asked: set[int] = set()
        self._open: set[int] = set()
        self._descriptions: Descriptions | None = None

    def resolve(self, i: int) -> Antecedent | None:
        """What a pronoun, surname or definite description stands for; None if that is not known or is itself."""
        word = self._parse.word(i).lower()
        if word in FIRST_SINGULAR or word in FIRST_PLURAL or i in self._meant:
            return self._first_person(i)
        entity = self._entity(i)
        if entity is None:
            return None
        best = entity.best()
        return None if best.head == i else self._antecedent(best)

    def nearest(self, i: int) -> Referring | None:
        """The mention before a word that stands for the same, None if there is none."""
        entity = self._entity(i)
        before = _before(entity, i) if entity else []
        return before[-1] if before else None

    def earlier(self, i: int) -> list[int]:
        """Heads of the other mentions of what a word stands for, pronouns left out."""
        entity = self._entity(i)
        near = [*_before(entity, i), *_behind(entity, i)] if entity else []
        return [m.head for m in near if m.head != i and m.kind != "pronoun"]

    def sectors(self, i: int) -> tuple[str, ...]:
        """Sectors of what a pronoun stands for, as its own words tell them; maybe none."""
        if self._parse.upos[i] not in ("PRON", "DET"):
            return ()
        found = self.resolve(i)
        members = relative_antecedents(self._parse, i) or (found.members if found is not None else ())
        told = (sector for head in members for sector in self._resolver.resolve_head(head).sectors)
        return tuple(dict.fromkeys(told))

    def codes(self, i: int) -> tuple[str, ...]:
        """Entity codes of a word: its own if the resolver knows it, else those of what it stands for; maybe none."""
        if i not in self._open and (antecedents := relative_antecedents(self._parse, i)):
            self._open.add(i)  # an antecedent whose owner is this very "whose": such a circle ends here
            whose = tuple(dict.fromkeys(code for head in antecedents for code in self.codes(head)))
            self._open.discard(i)
            return whose
        own = self._own(i)
        if (not own or self._is_guess(i)) and (others := self._not_the_owner(i)):
            return others
        if own and not is_third_person(self._parse, i):
            return self._instead(i) if self._is_guess(i) else self._of_owner(i, guessed=True) or own
        if struck := self._owner_of_struck(i):
            return struck
        if both := self.descriptions.both_of(i):
            return both
        if not own and hostile_word(self._parse, i) is not None:
            return self._foe(i)
        found = self.resolve(i)
        if self._voice and self._is_the_publisher(i if found is None else found.head):
            return (self._voice,)
        if several := self._several(i, found):
            return several
        if found is not None:
            codes = dict.fromkeys(c for member in found.members for c in self._member_codes(i, member))
            if codes:
                one = self._parse.xpos[found.head] in ("NN", "NNP") and len(found.members) == 1
                return (self._other_than_speaker(i, tuple(codes)) if one else ()) or tuple(codes)
        hangs_on = self._resolver.resolve_head(i).pronoun
        if hangs_on is not None and hangs_on != i and not own:
            return self.codes(hangs_on)
        return own or self.descriptions.codes(i) or owner_before(self._parse, i, self._told_owner)

    def _told_owner(self, i: int) -> tuple[str, ...]:
        """Codes of whose a thing is by its own words."""
        found = self._resolver.resolve_head(i)
        told = found.rule.startswith(("of possessor", "of modifier", "of of", "agent, possessor", "agent, modifier"))
        return tuple(found.codes) if told or found.rule == "agent, of" else ()

    def _other_than_speaker(self, i: int, codes: tuple[str, ...]) -> tuple[str, ...]:
        """ "They fired at a school," an official said: not his own people, though the word went back to one, but the
        other side of a story of two; empty for other words and speakers, and where there is no such side."""
        told = self._parse.folded[i] == "they" and self._parse.deprels[i] == "nsubj"
        speaker = self._speaker.get(i) if told else None
        if speaker is None or speaker in self._asked or self._quotations.at(self._parse.starts[i]) is None:
            return ()
        sectors = self._resolver.resolve_head(speaker).sectors or self.sectors(speaker)
        if STATE_SECTORS.isdisjoint(sectors) and ARMED.isdisjoint(sectors):
            return ()
        if set(codes) != set(self._codes_of_pronoun(speaker)):
            return ()
        other = self._resolver.rival(i, codes)
        return (other,) if other is not None else ()

    def _not_the_owner(self, i: int) -> tuple[str, ...]:
        """ "The Bulgarian minister praised his hosts": another state than that of whose hosts they are."""
        parse = self._parse
        if parse.folded[i] not in word_sets()["not_ones_own"]:
            return ()
        whose = next((c for c in parse.children(i) if is_third_person(parse, c) and c not in self._asked), None)
        if whose is None:
            return ()
        codes = self._codes_of_pronoun(whose)
        other = self._resolver.other(i, codes) if codes else None
        return (other,) if other is not None else ()

    def _codes_of_pronoun(self, whose: int) -> tuple[str, ...]:
        """Codes of a pronoun, which is not asked for again meanwhile: "his men" may be what "his" goes back to, and
        such a circle ends here."""
        self._asked.add(whose)
        codes = self.codes(whose)
        self._asked.discard(whose)
        return codes

    def _owner_of_struck(self, i: int) -> tuple[str, ...]:
        """ "Hit an American ship and arrested its crew": whose the thing is whose people "its" tells of."""
        thing = struck_thing(self._parse, i)
        if thing is None:
            return ()
        owners = [thing, *(c for c in self._parse.children(thing) if self._parse.deprels[c] in _OWNERS)]
        return next((codes for c in owners if (codes := self._known(c)) or (codes := self._own(c))), ())

    def _foe(self, i: int) -> tuple[str, ...]:
        """Codes of "the enemy" and "enemy troops": whom the source means who speaks of them, else the publisher."""
        speaker = self._speaker.get(i)
        sides = self.codes(speaker) if speaker is not None else (self._voice,) if self._voice else ()
        foe = self._resolver.foe(i, sides)
        return (foe,) if foe is not None else ()

    def _is_the_publisher(self, i: int) -> bool:
        """Whether a word is a "we" that nobody in the article says."""
        mine = self._parse.word(i).lower() in FIRST_SINGULAR | FIRST_PLURAL
        return mine and self._quotations.at(self._parse.starts[i]) is None

    def _several(self, i: int, found: Antecedent | None) -> tuple[str, ...]:
        """Who "they" are where the choice fell on a single name or on nobody: those who acted together right before."""
        if self._parse.word(i).lower() not in MANY or (found is not None and not self._is_single(found)):
            return ()
        return self.descriptions.parties.before(i, reach=_JUST_BEFORE)

    def _is_single(self, found: Antecedent) -> bool:
        """A single name of a state or person, or something that nobody is."""
        if len(found.members) > 1:
            return False
        noun = self._parse.lemmas[found.head].lower()
        body = noun_class(noun) in ("body", "people", "country")
        return self._parse.xpos[found.head] in ("NN", "NNP") and not body

    def _instead(self, i: int) -> tuple[str, ...]:
        """Codes of unnamed people or bodies of whom the resolver only has a guess: by owner, group, earlier mention."""
        found = self._resolver.resolve_head(i)
        if (hangs_on := found.pronoun) is not None and hangs_on not in self._asked | {i}:
            codes = self._codes_of_pronoun(hangs_on)
            if found.rule in ("group spoken of", "focus, person") and all(map(is_country, codes)):
                return self._own(i)  # rebels are of no state, and of two states it is not sure which one "its" is
            return codes or self._own(i)
        owner = self.descriptions.group(i) or self._of_owner(i) or owner_before(self._parse, i, self._told_owner)
        return owner or self._before(i) or self._own(i)

    def _of_owner(self, i: int, *, guessed: bool = False) -> tuple[str, ...]:
        """ "The union's director", "a member of its council": those of the body that is meant by the owner.

        If asked so, only where the words are told by an owner of whom the resolver has but a guess.
        """
        parse = self._parse
        if guessed and not self._resolver.resolve_head(i).rule.startswith("agent, "):
            return ()
        for c in parse.children(i):
            if guessed and not self._is_guess(c):
                continue
            of = parse.deprels[c] == "nmod" and any(parse.folded[k] in _OF for k in parse.children(c))
            if parse.upos[c] != "NOUN" or not (of or parse.deprels[c] == "nmod:poss"):
                continue
            if noun_class(parse.lemmas[c].lower()) not in ("body", "people", "country"):
                continue
            whose = next((k for k in parse.children(c) if is_third_person(parse, k)), None)
            if whose is not None and whose not in self._asked | {i}:
                return self._codes_of_pronoun(whose)
            entity = self._entity(c)
            named = entity.first_name if entity is not None else None
            if named is not None and (codes := self._known(named.head)):
                return codes
        return ()

    def _before(self, i: int) -> tuple[str, ...]:
        """Codes of the latest earlier mention of the same that is more than a guess."""
        rule = self._resolver.resolve_head(i).rule
        rules = ("focus", "same noun before") if self._parse.upos[i] == "PROPN" else ("focus",)  # "the President"
        if rule == "own words":
            return self._group_before(i)
        entity = self._entity(i) if rule.startswith(rules) else None
        before = [m.head for m in _before(entity, i) if m.kind != "pronoun"] if entity else []
        return next((self._own(head) for head in reversed(before) if self._own(head) and not self._is_guess(head)), ())

    def _group_before(self, i: int) -> tuple[str, ...]:
        """ "The group" that goes back to none near by, where an earlier mention of the same did: the codes of that."""
        entity = self._entity(i)
        before = [m.head for m in _before(entity, i) if m.kind != "pronoun" and m.head != i] if entity else []
        return next((codes for head in reversed(before) if (codes := self._group_meant(head))), ())

    def _is_guess(self, i: int) -> bool:
        return is_guess(self._resolver.resolve_head(i).rule)

    def hear(self, spoken: Iterable[tuple[set[int], int | None]]) -> None:
        """Learn who speaks which words: for each attribution the content's words and the head of its source."""
        for words, head in sorted(spoken, key=lambda pair: -len(pair[0])):
            if head is not None:
                self._speaker.update((i, head) for i in words if i != head)

    def talk(self, meant: Mapping[int, int]) -> None:
        """Learn whom "we" and "you" mean in an interview: for each such word the one that says who it is."""
        self._meant = meant

    @property
    def register(self) -> Register:
        """Entities and their mentions."""
        if self._register is None:
            self._register = self._gather()
        return self._register

    @property
    def descriptions(self) -> Descriptions:
        """Descriptions that go by class: countries, sides, officials, sources."""
        if self._descriptions is None:
            self._descriptions = Descriptions(self._parse, self._known, self.register, self._own)
        return self._descriptions

    def candidates(self, pronoun: Referring, register: Register) -> list[tuple[Entity, Features]]:
        """The entities that a pronoun could stand for, each with its features, the latest first."""
        near = register.since(pronoun.sentence - REACH)
        fitting = [e for e in near if agrees(self._parse, pronoun, e)]
        other = other_party(self._parse, pronoun.head) if pronoun.role == "poss" else None
        taken = register.of_head.get((other, False)) if other is not None else None
        fitting = [e for e in fitting if e is not taken] or fitting
        for role, meant_by in _SAID_BY_GRAMMAR:
            word = meant_by(self._parse, pronoun.head) if pronoun.role == role else None
            if word is not None and (entity := register.of_head.get((word, False))) in fitting:
                fitting = [entity]
        told = told_by(self._parse, pronoun.head) if pronoun.role in ("subj", "poss") else None
        if told is not None and pronoun.role == "poss":  # "Peru will pay, its envoy said": only of what is quoted
            told = frozenset(i for i in told if self._quotations.at(self._parse.starts[i]) is not None)
        if told is not None:
            fitting = [e for e in fitting if e.last.kind == "pronoun" or e.last.head not in told] or fitting
        stressed = self._stressed(pronoun) if pronoun.role != "poss" else None
        meant = register.of_head.get((stressed, False)) if stressed is not None else None
        if meant is not None and (meant.gender is None or meant.gender == pronoun.gender):
            fitting = [meant]
        taker = withheld_from(self._parse, pronoun.head)
        if taker is not None and (meant := register.of_head.get((taker, False))) in fitting:
            fitting = [e for e in fitting if e is meant]
        if self._owns_people(pronoun) or is_somebody(self._parse, pronoun.head) or self._acts(pronoun):
            fitting = [e for e in fitting if self._heads_with_codes(e)] or fitting
        said = self._quotations
        return [(e, features(self._parse, pronoun, e, rank=n, quotations=said)) for n, e in enumerate(fitting)]

    def _owns_people(self, pronoun: Referring) -> bool:
        """Whether a pronoun owns people or a body ("its envoy", "their troops"), which only some can have."""
        owned = self._parse.heads[pronoun.head]
        if pronoun.role != "poss" or pronoun.animate or owned < 0:
            return False
        noun = self._parse.lemmas[owned].lower()
        return noun in word_sets()["property"] or noun_class(noun) in ("person", "people", "body")

    def _stressed(self, pronoun: Referring) -> int | None:
        """ "By the army itself", "the minister, who is himself accused": what a reflexive stresses; else None."""
        parse, noun = self._parse, pronoun.head - 1
        if noun < 0 or not parse.folded[pronoun.head].endswith(("self", "selves")):
            return None
        above = parse.heads[pronoun.head]
        if above >= 0 and (parse.deprels[pronoun.head].startswith("acl") or parse.upos[above] in ("NOUN", "PROPN")):
            return above
        return noun if parse.upos[noun] in ("NOUN", "PROPN") else None

    def _acts(self, pronoun: Referring) -> bool:
        """Whether a pronoun stands for who says something or does what the model takes for a political deed."""
        deed = self._parse.heads[pronoun.head]
        if pronoun.animate or deed < 0 or self._parse.deprels[pronoun.head] not in ("nsubj", "nmod:poss"):
            return False
        if pronoun.role == "subj" and cue_at(self._parse, deed) is not None:
            return True
        return deed < len(self._parse.hints) and self._parse.hints[deed].score >= _SURE_DEED

    def _gather(self) -> Register:
        register = Register(self._parse, self._is_armed_group, self._group_meant)
        known = {m.head: m for m in self._resolver.antecedents}
        for mention in find_mentions(self._parse):
            if mention.head in known and mention.kind == "name" and known[mention.head].person:
                mention.gender = mention.gender if mention.gender in ("m", "f") else known[mention.head].gender
                mention.animate = True
            elif mention.kind == "name" and self._resolver.resolve_head(mention.head).rule in NO_PERSONS:
                mention.gender, mention.animate, mention.number = "n", False, "sing"
            if mention.kind != "pronoun":
                register.place(mention)
            elif (entity := self._choose(mention, register)) is not None:
                register.join(mention, entity)
        return register

    def _is_armed_group(self, i: int) -> bool:
        found = self._resolver.resolve_head(i)
        return found.rule == "name: group" and not ARMED.isdisjoint(found.sectors)

    def _group_meant(self, i: int) -> tuple[str, ...]:
        """The codes of an armed group's name, and of "the group" where one has been named; else none."""
        found = self._resolver.resolve_head(i)
        return tuple(found.codes) if found.rule == "group spoken of" or self._is_armed_group(i) else ()

    def _choose(self, pronoun: Referring, register: Register) -> Entity | None:
        kind = pronoun_class(pronoun)
        scored = [(score(found, kind), -n, e) for n, (e, found) in enumerate(self.candidates(pronoun, register))]
        return max(scored, key=lambda s: s[:2])[2] if scored else None

    def _entity(self, i: int) -> Entity | None:
        return self.register.of_head.get((i, False))

    def _antecedent(self, mention: Referring) -> Antecedent:
        return Antecedent(mention.head, phrase_text(self._parse, mention), mention.members or (mention.head,))

    def _first_person(self, i: int) -> Antecedent | None:
        head = self._meant.get(i, self._speaker.get(i))
        if head is None or head == i:
            return None
        beyond = self.resolve(head) if self._parse.word(head).lower() not in FIRST_SINGULAR | FIRST_PLURAL else None
        return beyond or Antecedent(head, self._parse.word(head), (head,))

    def _own(self, i: int) -> tuple[str, ...]:
        return tuple(self._resolver.resolve_head(i).codes)

    def _known(self, i: int) -> tuple[str, ...]:
        return () if self._is_guess(i) else self._own(i)

    def _member_codes(self, i: int, member: int) -> tuple[str, ...]:
        """Codes of the first mention of the entity that the resolver knows, the best mention first."""
        if own := self._own(member):
            return self._instead(member) if self._is_guess(member) and member != i else own
        entity = self._entity(member)
        heads = self._heads_with_codes(entity) if entity is not None else []
        return next((self._own(head) for head in heads if head != i), ())

    def _heads_with_codes(self, entity: Entity) -> list[int]:
        """Heads of the first mentions that the resolver knows, at most two; each is looked at once."""
        seen, found = self._coded.get(entity, (0, []))
        while seen < len(entity.mentions) and len(found) < _KNOWN_MENTIONS:
            head = entity.mentions[seen].head
            found = [*found, head] if self._own(head) and head not in found else found
            seen += 1
        self._coded[entity] = seen, found
        return found


def _before(entity: Entity, i: int) -> list[Referring]:
    """The mentions of an entity before a word, the nearest last."""
    end = bisect_left(entity.mentions, i, key=lambda m: m.head)
    return entity.mentions[max(0, end - _NEAR_MENTIONS) : end]


def _behind(entity: Entity, i: int) -> list[Referring]:
    """The mentions of an entity from a word on."""
    start = bisect_left(entity.mentions, i, key=lambda m: m.head)
    return entity.mentions[start : start + _NEAR_MENTIONS]
