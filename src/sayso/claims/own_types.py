"""A user's own event types at work: rows of predicates made of their words and examples, and claims of other types that
they take over.

Where a type's actor and recipient stand is learnt from its examples, which are parsed as any text is: the way through
the tree from the trigger to each marked phrase becomes a selector of the rows. The usual ways of a verb or noun come
after those.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from sayso.claims.cast import Cast
from sayso.claims.extract import arguments_of, own_matches
from sayso.claims.forms import forms
from sayso.claims.grammar import Grammar
from sayso.claims.likeness import Likeness, scenery
from sayso.claims.matching import Match
from sayso.claims.phrases import head_of
from sayso.claims.predicates import Example, Predicate
from sayso.claims.selectors import RELATIONS, WITH_PREPOSITION, Condition, Selector, Step, parse_selectors
from sayso.claims.triggers import TAGS, PredicateIndex
from sayso.ontology.own import Marked, OwnType, When, Word
from sayso.reader.parse import Parse
from sayso.records import Claim, Span, content_id

Read = Callable[[str], tuple[Grammar, Cast]]
"""A sentence to its words, tree and who is who."""

# A marked phrase is looked for so many steps below the trigger ("hacked the servers of Albania's police" has three).
DEEPEST = 3
# Relations over which a phrase carries the name of its owner: where an example shows one, the others are as good.
OWNING = (Step("poss"), Step("amod"), Step("compound"), Step("nmod", "of"))
# Where the words beside a trigger are looked for that a type asks for or bars ("breach = network").
BESIDE = ("obj", "obl", "nmod", "compound", "amod", "xcomp")
NAMING = (Step("compound"), Step("amod"), Step("appos"), Step("nmod", "of"))
_OWNED = ("", ">poss", ">amod", ">compound", ">of", ">nmod:by", ">nmod:in")
_ACTOR = {"VERB": ("subj",), "NOUN": ("subj", "nmod:by"), "ADJ": ("obl:by",)}
_RECIPIENT = {
    "VERB": ("obj", "obl:against", "obl:on", "obl:into"),
    "NOUN": ("nmod:against", "nmod:on", "of", "obj", "nmod:into"),
    "ADJ": ("subj",),
}
_PLACES = {"VERB": "obj@PLACE", "NOUN": "of@PLACE|nmod:on@PLACE|nmod:in@PLACE", "ADJ": "subj@PLACE"}
_OBJECT = {"VERB": "obj|obl:with", "NOUN": "of|compound", "ADJ": "subj"}


@dataclass(frozen=True, slots=True)
class Sample:
    """One parsed example: its trigger word and the ways from there to who did it and to whom."""

    pos: str
    lemma: tuple[str, ...]
    actor: tuple[Selector, ...]
    recipient: tuple[Selector, ...]


@dataclass(slots=True)
class OwnTypes:
    """Own event types, ready to be read with: their rows, and what they make of a claim."""

    kinds: tuple[OwnType, ...]
    rows: tuple[Predicate, ...]
    likeness: Likeness = field(default_factory=Likeness)

    def admits(self, cast: Cast, match: Match) -> bool:
        """Whether a match of an own row stands (see `sayso.claims.likeness`)."""
        return self.likeness.admits(match.row.own, scenery(cast, match))

    def renamed(self, parse: Parse, match: Match, claim: Claim) -> Claim:
        """A claim under the name of the first own type that takes it over."""
        for kind in self.kinds:
            if any(_takes(rule, parse, match, claim) for rule in kind.when):
                return _under(claim, kind)
        return claim


def named(claim: Claim, row: Predicate) -> Claim:
    """The claim of an own row under the name of its type."""
    parent = row.event if row.event != row.own else None
    return _as(claim, row.own, parent, row.mode or claim.mode) if row.own else claim


def _under(claim: Claim, kind: OwnType) -> Claim:
    return _as(claim, kind.name, kind.parent or claim.parent or claim.event, kind.mode or claim.mode)


def _as(claim: Claim, event: str, parent: str | None, mode: str | None) -> Claim:
    name = content_id(claim.article_id, claim.trigger.start, claim.trigger.end, event)
    return msgspec.structs.replace(claim, id=name, event=event, parent=parent, mode=mode)


# -- claims of other types ---------------------------------------------------------------------------------------------


def _takes(rule: When, parse: Parse, match: Match, claim: Claim) -> bool:
    if claim.event != rule.event or (rule.mode is not None and claim.mode != rule.mode):
        return False
    asked = ((rule.actor, claim.actor.codes), (rule.recipient, claim.recipient.codes), (rule.context, claim.context))
    if any(codes and not set(codes) & set(found) for codes, found in asked):
        return False
    if rule.words and not _said(parse, match.words, rule.words):
        return False
    return not rule.object_words or _said(parse, _things(parse, match, claim), rule.object_words)


def _things(parse: Parse, match: Match, claim: Claim) -> list[int]:
    """The words of a claim's object, and those that stand before or after its trigger as a noun ("arms shipment")."""
    near = {i for r in ("obj", "compound", "amod", "nmod") for i in match.arguments.get(r)} | set(match.words)
    near |= {i for head in list(near) for i in parse.children(head) if parse.deprels[i] in ("compound", "amod", "conj")}
    span = claim.object
    start, end = parse.sentences[parse.sentence_of(match.trigger)]
    inside = {i for i in range(start, end) if span and span.contains(parse.span(i, i + 1))}
    return sorted(near | inside)


def _said(parse: Parse, words: Sequence[int], wanted: Iterable[str]) -> bool:
    """Whether one of some words, or several of them in a row, stands among others."""
    have = set(words)
    for phrase in map(str.split, wanted):
        for i in have:
            run = range(i, i + len(phrase))
            if have.issuperset(run) and all(w in forms(parse, k) for w, k in zip(phrase, run, strict=True)):
                return True
    return False


# -- rows --------------------------------------------------------------------------------------------------------------


def compile_types(kinds: Sequence[OwnType], read: Read) -> OwnTypes:
    """Own types made ready: their examples and counterexamples are read, and rows made of what they show.

    Args:
        kinds: what `load_ontology` gives.
        read: reads a sentence.
    """
    rows = tuple(row for kind in kinds for row in _rows(kind, _samples(kind, read)))
    likeness, index = Likeness(), PredicateIndex(rows)
    for kind in kinds:
        for example in kind.examples:
            _learn(likeness, kind.name, index, read(example.text), trigger=example.trigger)
        for text in kind.counterexamples:
            _learn(likeness, kind.name, index, read(text))
    return OwnTypes(tuple(kinds), rows, likeness)


def _learn(
    likeness: Likeness, kind: str, index: PredicateIndex, said: tuple[Grammar, Cast], *, trigger: Sequence[Span] = ()
) -> None:
    """Take up an example by its trigger, or a counterexample by every word that might be one."""
    grammar, cast = said
    for match in own_matches(grammar, cast, index):
        at = grammar.parse.span(match.trigger, match.trigger + 1)
        if match.row.own == kind and (not trigger or any(at.overlaps(span) for span in trigger)):
            likeness.learn(kind, scenery(cast, match), holds=bool(trigger))


def _samples(kind: OwnType, read: Read) -> list[Sample]:
    found = (_sample(example, *read(example.text)) for example in kind.examples)
    return [sample for sample in found if sample is not None]


def _sample(example: Marked, grammar: Grammar, cast: Cast) -> Sample | None:
    parse = grammar.parse
    parts = [words for span in example.trigger if (words := words_in(parse, span))]
    if not parts:
        return None
    head = head_of(parse, parts[0])
    trigger = (head, *(i for start, end in parts for i in range(start, end) if i != head))
    actor, recipient = (
        tuple(way for span in spans if (way := _way(grammar, cast, head, span)))
        for spans in (example.actor, example.recipient)
    )
    pos = "VERB" if grammar.is_verbal(head) else "NOUN" if parse.upos[head] in TAGS["NOUN"] else "ADJ"
    lemma = tuple(parse.lemmas[i].lower() for i in (trigger if pos == "VERB" else sorted(trigger)))
    return Sample(pos, lemma, actor, recipient)


def words_in(parse: Parse, span: Span) -> tuple[int, int] | None:
    """The range of words that a span touches."""
    touched = [i for i in range(len(parse)) if parse.starts[i] < span.end and span.start < parse.ends[i]]
    return (touched[0], touched[-1] + 1) if touched else None


def _way(grammar: Grammar, cast: Cast, trigger: int, span: Span) -> Selector | None:
    """The shortest way from a trigger to a marked phrase, as a selector."""
    words = words_in(grammar.parse, span)
    if words is None:
        return None
    goal = head_of(grammar.parse, words)
    ways: list[tuple[int, tuple[Step, ...]]] = [(trigger, ())]
    for _ in range(DEEPEST):
        ways = [(found, (*path, step)) for word, path in ways for step, found in _steps(grammar, word, first=not path)]
        for found, path in ways:
            if goal in grammar.conjuncts(found):
                return Selector(path, "ACTOR" if cast.is_actor(goal) else None)
    return None


def _steps(grammar: Grammar, word: int, *, first: bool) -> Iterator[tuple[Step, int]]:
    found = arguments_of(grammar, word)[0] if first else grammar.arguments(word)
    for relation, held in found.roles.items():
        for preposition, other in held if relation in RELATIONS else ():
            told = preposition if preposition and relation in WITH_PREPOSITION and preposition.isalpha() else None
            yield Step(relation, told), other


def _rows(kind: OwnType, samples: Sequence[Sample]) -> Iterator[Predicate]:
    """A row for each of a type's words, and for those of its examples that are not among them.

    A type that only takes over claims of others has no words of its own, and its examples are there to be checked.
    """
    if kind.when and not kind.words:
        return
    ways: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        ways[sample.pos].append(sample)
    known = {word.lemma[0] for word in kind.words} | {word.lemma[-1] for word in kind.words}
    further = {(s.lemma, s.pos): None for s in samples if not known & {s.lemma[0], s.lemma[-1]}}
    for number, word in enumerate([*kind.words, *(Word(lemma, pos) for lemma, pos in further)], start=1):
        for pos in (word.pos,) if word.pos else ("VERB", "NOUN"):
            yield _row(kind, word, pos, ways[pos], number)


def _row(kind: OwnType, word: Word, pos: str, samples: Sequence[Sample], number: int) -> Predicate:
    beside = (_beside(word.beside),) if word.beside else ()
    return Predicate(
        id=f"{kind.name}/{' '.join(word.lemma)}.{pos}.{number}",
        event=kind.parent or kind.name,
        lemma=word.lemma,
        pos=pos,
        accept=(),
        mode=kind.mode,
        actor=_selectors([w for s in samples for w in s.actor], _usual(_ACTOR[pos])),
        recipient=_selectors([w for s in samples for w in s.recipient], f"{_usual(_RECIPIENT[pos])}|{_PLACES[pos]}"),
        object=parse_selectors(_OBJECT[pos]),
        need=beside,
        avoid=(_beside(word.not_beside),) if word.not_beside else (),
        example=Example("", (0, 0), (), ()),
        counterexample="",
        own=kind.name,
    )


def _usual(places: Sequence[str]) -> str:
    return "|".join(f"{place}{owned}@ACTOR" for place in places for owned in _OWNED)


def _selectors(shown: Sequence[Selector], usual: str) -> tuple[Selector, ...]:
    """The ways that examples show, the commonest first, each with its like; then the usual ones."""
    ranked = sorted(dict.fromkeys(shown), key=lambda way: (-shown.count(way), len(way.path)))
    like = (other for way in ranked for other in _like(way))
    return tuple(dict.fromkeys([*like, *parse_selectors(usual)]))


def _like(way: Selector) -> Iterator[Selector]:
    yield way
    if way.filter and way.path[-1] in OWNING and len(way.path) > 1:
        yield Selector(way.path[:-1], way.filter)
        yield from (Selector((*way.path[:-1], step), way.filter) for step in OWNING)


def _beside(words: Sequence[str]) -> Condition:
    """One of some words beside the trigger, or in the phrase there ("the daily Zarya", "offices of the channel")."""
    found = frozenset(words)
    paths = [(Step(relation),) for relation in BESIDE] + [(Step("obj"), step) for step in NAMING]
    return Condition(None, any=tuple(Condition(Selector(path), found) for path in paths))
