"""Entities of one text: mentions that stand for the same thing, gathered from left to right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sayso.actors.tree import remembered
from sayso.claims.mentions import Referring, noun_class, person_nouns
from sayso.claims.phrases import noun_phrase
from sayso.reader.parse import Parse

_PARTS = frozenset({"compound", "flat", "flat:foreign", "flat:name", "nummod", "amod"})
_NARROWING = frozenset({"amod", "compound", "nmod:poss", "nummod", "nmod"})
_FOR_ONES_PART = frozenset({("for", "his", "part"), ("for", "her", "part")})
_BEFORE_NAMES = frozenset({"nmod:desc"})
_TITLE_WORDS = frozenset({"mr", "mrs", "ms", "dr", "the", "sir"})
_FAR = 30
"""Sentences after which a plain description ("the man") no longer goes back to its namesake."""

STATE_BODIES = frozenset({"army", "force", "government", "ministry", "navy", "guard", "police", "state"})
"""What states' bodies are called, and groups in their names alone: "the army" is no National Liberation Army."""

_CLEFT = frozenset({"it", "that", "this"})
"""Subjects that stand for nobody before a name: "the army said it was the rebel front that had struck"."""

_MOST = 40
"""Namesakes of a description that are looked at, those mentioned last: only endless sentences have more so near."""


@dataclass(slots=True, eq=False)
class Entity:
    """What several mentions stand for. Number, gender and animacy are what any of them has shown.

    `words` are the words of its names, `nouns` what it was called by, `modifiers` what narrowed those down, `kinds`
    the kinds of its names, `pronouns` gender and number of the pronouns that stood for it. `collective` is a body of
    people, which takes "it" and "they" alike: a team, a ministry, a company.
    """

    mentions: list[Referring] = field(default_factory=list)
    number: str | None = None
    gender: str | None = None
    animate: bool | None = None
    words: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    collective: bool = False
    pronouns: set[tuple[str | None, str | None]] = field(default_factory=set)
    first_name: Referring | None = None
    first_plain: Referring | None = None

    @property
    def last(self) -> Referring:
        """The latest mention."""
        return self.mentions[-1]

    @property
    def named(self) -> bool:
        """Whether a mention is a name."""
        return self.first_name is not None

    def best(self) -> Referring:
        """The mention that says most: the first name, else the first that is no pronoun."""
        return self.first_name or self.first_plain or self.mentions[0]

    def recent(self, sentence: int) -> Iterator[Referring]:
        """The mentions from a sentence on, the latest first."""
        for mention in reversed(self.mentions):
            if mention.sentence < sentence:
                return
            yield mention

    def add(self, mention: Referring) -> None:
        """Take in a mention and what it shows; a plural pronoun does not make a ministry plural."""
        self.mentions.append(mention)
        if mention.kind == "pronoun":
            self.pronouns.add((mention.gender, mention.number))
            if self.gender is None and mention.gender in ("m", "f"):
                self.gender, self.animate = mention.gender, True
            return
        self.first_plain = self.first_plain or mention
        self.first_name = self.first_name or (mention if mention.kind == "name" else None)
        self.number = self.number or mention.number
        self.animate = mention.animate if self.animate is None else self.animate
        # "his fiancee, a ruler": a common noun that the table does not know says nothing about a person.
        self.gender = self.gender or (None if self.animate and mention.gender == "n" else mention.gender)
        if mention.name is not None:
            self.kinds.add(mention.name)


class Register:
    """The entities found so far. `place` finds the entity of a name or description, or opens a new one.

    `is_group` says whether a word heads the name of an armed group, `means` the codes of such a name and of a noun that
    points back to one.
    """

    def __init__(
        self,
        parse: Parse,
        is_group: Callable[[int], bool] = lambda _: False,
        means: Callable[[int], tuple[str, ...]] = lambda _: (),
    ) -> None:
        self._parse = parse
        self._is_group, self._means = is_group, means
        self._latest: dict[Entity, None] = {}
        self._by_word: dict[str, list[Entity]] = {}
        self._by_noun: dict[str, list[Entity]] = {}
        self.of_head: dict[tuple[int, bool], Entity] = {}
        self.groups: list[Referring] = []

    def place(self, mention: Referring) -> Entity:
        """The entity that a name, description or group belongs to; a new one if none fits."""
        entity = self._twin(mention) or self._same_name(mention) or self._same_noun(mention) or Entity()
        self.join(mention, entity)
        return entity

    def join(self, mention: Referring, entity: Entity) -> None:
        """Put a mention into an entity."""
        entity.add(mention)
        self._latest.pop(entity, None)
        self._latest[entity] = None
        self.of_head[mention.head, mention.kind == "group"] = entity
        if mention.kind == "group":
            self.groups.append(mention)
        elif mention.kind != "pronoun":
            self._learn(mention, entity)

    def since(self, sentence: int) -> Iterator[Entity]:
        """The entities mentioned from a sentence on, the latest first."""
        for entity in reversed(self._latest):
            if entity.last.sentence < sentence:
                return
            yield entity

    def _learn(self, mention: Referring, entity: Entity) -> None:
        words = set(_name_words(self._parse, mention.head)) if mention.kind == "name" else set()
        for word in words - entity.words:
            self._by_word.setdefault(word, []).append(entity)
        nouns = _common_nouns(self._parse, mention.head)
        nouns -= STATE_BODIES if self._is_group(mention.head) else frozenset()
        for noun in nouns - entity.nouns:
            self._by_noun.setdefault(noun, []).append(entity)
        entity.words |= words
        entity.nouns |= nouns
        entity.collective |= any(noun_class(noun) in ("body", "people") for noun in nouns)
        entity.modifiers |= _modifiers(self._parse, mention.head)

    def _twin(self, mention: Referring) -> Entity | None:
        """Apposition and predicate nominal: "Lavrov, the foreign minister", "Lavrov is a diplomat"."""
        parse, head = self._parse, mention.head
        if mention.kind == "group" or parse.heads[head] < 0:
            return None
        if parse.deprels[head] == "appos":
            return self.of_head.get((parse.heads[head], False))
        copula = any(parse.deprels[c] == "cop" for c in parse.children(head))
        subject = next((c for c in parse.children(head) if parse.deprels[c] == "nsubj"), None)
        if not copula or subject is None or (mention.kind == "name" and parse.folded[subject] in _CLEFT):
            return None
        return self.of_head.get((subject, False))

    def _same_name(self, mention: Referring) -> Entity | None:
        if mention.kind != "name":
            return None
        words = _name_words(self._parse, mention.head)
        key = words[-1] if words else self._parse.word(mention.head).lower()
        body = self._parse.lemmas[mention.head].lower()
        body = body if noun_class(body) == "body" else ""  # "the Nigerian Association" is not "the Nigerian state"
        near = (e for e in self._by_word.get(key, []) if not body or body in e.nouns)
        fitting = [e for e in near if _names_agree(words, e, mention)]
        return max(fitting, key=lambda e: e.last.head, default=None)

    def _same_noun(self, mention: Referring) -> Entity | None:
        """A definite description goes back to the latest thing of that noun: "the ministry", "this group"."""
        title = mention.kind == "name" and _is_title(self._parse, mention.head)
        if (mention.kind != "nominal" and not title) or not mention.definite:
            return None
        noun = self._parse.lemmas[mention.head].lower()
        near = [e for e in self._by_noun.get(noun, []) if mention.sentence - e.last.sentence <= _FAR]
        near = near if len(near) <= _MOST else sorted(near, key=lambda e: e.last.head)[-_MOST:]
        self._by_noun[noun] = near
        own = _modifiers(self._parse, mention.head)
        whose = _named_owners(self._parse, mention.head)
        fitting = [e for e in near if e.number in (None, mention.number) and _modifiers_agree(own, e)]
        fitting = [e for e in fitting if whose <= e.modifiers or not whose.isdisjoint(e.words)] if whose else fitting
        if noun == "group" and not own and (meant := self._means(mention.head)):
            same = [e for e in fitting if e.first_name or not e.modifiers or self._means(e.mentions[0].head)]
            if len(same) < len(fitting):  # "the group" is the rebels that were named, no women's group
                named = (e for e in self.since(mention.sentence - _FAR) if e.first_name is not None)
                return next((e for e in named if e.first_name and self._means(e.first_name.head) == meant), None)
        last = max(fitting, key=lambda e: e.last.head, default=None)
        return last if last is None else _parallel(mention, last, fitting)


def _parallel(mention: Referring, last: Entity, fitting: list[Entity]) -> Entity:
    """ "Minister Sato met Minister Ruiz. The minister urged": of two of the sentence before a subject is its subject.

    Anyone else is the one that was mentioned last.
    """
    right_before = mention.sentence - last.last.sentence == 1
    if mention.role != "subj" or not mention.animate or last.last.role == "subj" or not right_before:
        return last
    beside = (e for e in fitting if e.last.sentence == last.last.sentence and e.last.role == "subj")
    return next(beside, last)


def _is_title(parse: Parse, head: int) -> bool:
    """Whether a name is "the" and the title of an office alone: "the Secretary", "the Foreign Minister"."""
    below = parse.children(head)
    contrasted = tuple(parse.folded[head + 2 : head + 5]) in _FOR_ONES_PART  # the other one, whom it does not name
    if contrasted or not any(parse.deprels[c] == "det" and parse.folded[c] == "the" for c in below):
        return False
    return noun_class(parse.lemmas[head].lower()) == "person" and not any(
        parse.deprels[c].startswith(("flat", "appos", "nmod:desc")) for c in below
    )


def _modifiers_agree(own: frozenset[str], entity: Entity) -> bool:
    return not own or not own.isdisjoint(entity.modifiers) or not own.isdisjoint(entity.words)


@remembered
def _name_words(parse: Parse, head: int) -> list[str]:
    """The words of a name without titles, in text order."""
    words = sorted(
        {head} | {c for c in parse.children(head) if parse.deprels[c] in _PARTS and parse.upos[c] == "PROPN"}
    )
    lower = [parse.word(i).lower().rstrip(".") for i in words]
    return [w for w in lower if w not in _TITLE_WORDS and w not in person_nouns()]


def _common_nouns(parse: Parse, head: int) -> set[str]:
    """Nouns by which an entity may be called again: its own, and titles inside its name ("Defence Ministry")."""
    own = parse.lemmas[head].lower()
    if parse.upos[head] != "PROPN":
        return {own}
    below = {parse.lemmas[c].lower() for c in parse.children(head) if parse.deprels[c] in _PARTS | _BEFORE_NAMES}
    titles = {w for w in below if noun_class(w) == "person"}
    return titles | ({own} if own in person_nouns() else set())


@remembered
def _modifiers(parse: Parse, head: int) -> frozenset[str]:
    """Adjectives, compounds and possessors that narrow a description down."""
    return frozenset(parse.lemmas[c].lower() for c in parse.children(head) if parse.deprels[c] in _NARROWING)


@remembered
def _named_owners(parse: Parse, head: int) -> frozenset[str]:
    """The names of those to whom a description says that something belongs: "Iran's foreign ministry"."""
    below = (c for c in parse.children(head) if parse.deprels[c] == "nmod:poss" and parse.upos[c] == "PROPN")
    return frozenset(parse.lemmas[c].lower() for c in below)


def _names_agree(words: list[str], entity: Entity, mention: Referring) -> bool:
    """A shorter form of a known name, or the same: "Putin" after "Vladimir Putin", never "Ann Lee" after "Bob Lee"."""
    if entity.gender and mention.gender and entity.gender != mention.gender:
        return False
    if not words or mention.number != entity.number:
        return False
    longest = entity.words
    return set(words) <= longest or longest <= set(words)


def phrase_text(parse: Parse, mention: Referring) -> str:
    """The words of a mention's noun phrase."""
    start, end = noun_phrase(parse, mention.head, conjuncts=mention.kind == "group")
    return parse.span(start, end).of(parse.text)
