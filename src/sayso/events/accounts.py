"""A claim as merging looks at it: what it says, in what words, when, and in which article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import msgspec

from sayso.claims.forms import irregular_verbs
from sayso.events.days import Days, days
from sayso.events.judged import JUDGED
from sayso.events.naming import Naming
from sayso.events.outlets import Outlet, is_own_voice, outlet
from sayso.events.sources import Source
from sayso.events.stance import stance
from sayso.events.words import RARE, WORD, Bag, likeness, names, numbers, sentences, stem, stems, weight
from sayso.records import Article, Claim, Reading, Slot, Span

_STATE_LETTERS = 3
_BEFORE = 40
"""Characters before a trigger in which it may be told from another one of its kind ("a second, heavier attack")."""
RARE_NAME = 0.75 * RARE
"""From this weight on a name tells what an article is about."""
_UNSURE = 0.5
"""The chance of a party that the reader gave none: even odds."""
SIDES = ("actor", "recipient")
_NEAR = 70
"""Characters on either side of a trigger that say most of what happened: about ten words."""
_CLAUSE_END = re.compile(r"[,;:\"“”]|\b(?:and|but|while|that|which|who|when|after|before|as|because)\b", re.IGNORECASE)
_DEFINITE = re.compile(r"\b(?:the|this|these|those|such)\s+([\w'’-]+\s+)?$", re.IGNORECASE)
_OWN_SHARE = 0.2
"""A word that more of an article's sentences have says little of any of them: a fifth, three of fifteen."""
_OTHER = frozenset("another second third earlier previous separate similar past former later further new".split())


@dataclass(frozen=True, slots=True)
class Party:
    """Who did it, or whom it befell: codes, those of states among them, the stems of the words, and the chance that
    they are right."""

    codes: frozenset[str]
    words: Bag
    states: frozenset[str]
    sure: float


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """What merging knows of an article: who tells it, its date and days, the stems of all its words and of its title,
    and its rare names."""

    id: str
    publisher: str | None
    outlet: Outlet
    date: str | None
    published: Days | None
    words: Bag
    title: Bag
    names: Bag


class Brief(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Of a claim what is compared as it stands, or shown of an event: codes in their order, and words."""

    id: str
    trigger: Span
    word: str
    mode: str | None
    auxiliary: str | None
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    when: str | None
    where: str | None
    object: str | None
    amount: str | None
    value: float | None
    unit: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """One claim of one article, with all that merging asks of it: neither the article nor its reading is needed again.

    `kinds` are the chances of types; `place` and `things` the stems of the words for where and with what; `words`,
    `names` and `numbers` those of the sentence, `own` those of its words that few other sentences of the article have,
    `near` those beside the trigger, `clause` those of its part of the sentence; `sentence` the number of the sentence
    and `depth` how far into the article it stands, from 0 to 1. `dated` tells whether its date is said in its sentence,
    and not taken from elsewhere in the article. `definite` tells whether the trigger is pointed at
    ("the attack", "this latest raid"), `other` whether it is marked as one more of its kind, `faint` whether the claim
    is too unlikely to stand alone. `said` are the words for who, whom, with what and where; `titled` is how far the
    sentence is in the words of the title. `outermost` and `innermost` are the sources at the ends of the chain, None
    where the article says it itself.
    """

    page: Page
    claim: Brief
    stance: str
    event: str
    kinds: Mapping[str, float]
    actor: Party
    recipient: Party
    things: Bag
    classes: frozenset[str]
    place: frozenset[str]
    when: Days | None
    dated: bool
    trigger: str
    words: Bag
    own: Bag
    near: Bag
    clause: Bag
    names: Bag
    numbers: frozenset[str]
    sentence: int
    depth: float
    definite: bool
    other: bool
    faint: bool
    said: Bag
    titled: float
    outermost: Source | None
    innermost: Source | None

    @property
    def key(self) -> tuple[str, int, str]:
        """Article, where in it, and the claim's id: the order in which accounts stand everywhere."""
        return self.page.id, self.claim.trigger.start, self.claim.id


def accounts(reading: Reading) -> Iterator[Account]:
    """The accounts of an article, one a claim, the faint ones too."""
    article = reading.article
    page = page_of(article)
    bounds = sentences(article.text)
    told = [Bag(stems(article.text[start:end])) for start, end in bounds] if reading.claims or reading.faint else []
    common = _common(told)
    seen: dict[int, Sentence] = {}
    naming = Naming(reading)
    faint = {(claim.trigger.start, claim.id) for claim in reading.faint} - {
        (claim.trigger.start, claim.id) for claim in reading.claims
    }
    for claim in sorted((*reading.claims, *reading.faint), key=lambda claim: (claim.trigger.start, claim.id)):
        number = sentence_at(bounds, claim.trigger.start)
        if number not in seen:
            seen[number] = _read(number, bounds, article.text, page, told, common)
        yield _account(page, article, claim, seen[number], naming, (claim.trigger.start, claim.id) in faint)


def stances(reading: Reading) -> list[str]:
    """The stance of each claim of an article, in their order."""
    text = reading.article.text
    bounds = sentences(text) if reading.claims else []
    found = ((claim, bounds[sentence_at(bounds, claim.trigger.start)]) for claim in reading.claims)
    return [stance(claim, text[slice(*sentence)], sentence[0]) for claim, sentence in found]


class Sentence(NamedTuple):
    """A sentence of an article: its number, where it begins, its text, and what accounts know of it."""

    number: int
    start: int
    depth: float
    text: str
    words: Bag
    own: Bag
    names: Bag
    numbers: frozenset[str]
    titled: float


def _read(
    number: int,
    bounds: Sequence[tuple[int, int]],
    article: str,
    page: Page,
    told: Sequence[Bag],
    common: frozenset[str],
) -> Sentence:
    start, end = bounds[number]
    text, depth = article[start:end], round(number / len(bounds), 3)
    words = told[number]
    own = Bag(words - common)
    titled = likeness(words, page.title)
    return Sentence(number, start, depth, text, words, own, names(text), numbers(text), titled)


def _common(told: Sequence[Bag]) -> frozenset[str]:
    """The stems that many sentences of an article have."""
    times = Counter(word for words in told for word in words)
    most = max(1.0, _OWN_SHARE * len(told))
    return frozenset(word for word, n in times.items() if n > most)


def page_of(article: Article) -> Page:
    """The page of an article."""
    words, title = Bag(stems(article.text)), Bag(stems(article.title or ""))
    rare = Bag(name for name in names(article.text) if weight(name) >= RARE_NAME)
    date = article.published
    return Page(article.id, article.publisher, outlet(article), date, days(date), words, title, rare)


def _account(page: Page, article: Article, claim: Claim, sentence: Sentence, naming: Naming, faint: bool) -> Account:
    text = article.text
    actor, recipient = (_party(getattr(claim, side), text, _sure(claim, side)) for side in SIDES)
    things, place = _stems(claim.object, text), _stems(claim.where, text)
    trigger = claim.trigger.of(text).split()
    return Account(
        page=page, claim=_brief(claim, text), stance=stance(claim, sentence.text, sentence.start), event=claim.plover,
        kinds=_kinds(claim),
        actor=actor, recipient=recipient, things=things, place=place,
        classes=frozenset(thing.kind for thing in claim.things if thing.kind),
        when=days(claim.when), dated=_is_dated(claim, sentence), trigger=stem(trigger[-1]) if trigger else "",
        words=sentence.words, own=sentence.own, near=Bag(stems(_near(text, claim.trigger))),
        clause=Bag(stems(_clause(sentence, claim.trigger))), names=sentence.names, numbers=sentence.numbers,
        sentence=sentence.number, depth=sentence.depth, definite=_is_definite(sentence, claim.trigger),
        other=_is_other(text, claim.trigger.start), faint=faint,
        said=Bag(actor.words | recipient.words | things | place), titled=sentence.titled,
        outermost=_outermost(claim, page, naming),
        innermost=naming.source(claim.say_so[-1]) if claim.say_so else None,
    )  # fmt: skip


def _outermost(claim: Claim, page: Page, naming: Naming) -> Source | None:
    """The first source of a chain that is none of the article's own people, where one of them only passes on what
    others say ("REPORTER: The ministry says ..."); None where the article says it itself."""
    chain = [naming.source(link) for link in claim.say_so]
    others = (source for source in chain if not is_own_voice(source.text, page.publisher))
    return next(others, chain[0] if chain else None)


def _sure(claim: Claim, side: str) -> float:
    """The chance that a party is right; what a person said is."""
    return 1.0 if claim.rules.get(side) == JUDGED else claim.scores.get(side, _UNSURE)


def _brief(claim: Claim, text: str) -> Brief:
    amount = claim.quantity
    return Brief(
        id=claim.id, trigger=claim.trigger, word=claim.trigger.of(text), mode=claim.mode, auxiliary=claim.auxiliary,
        actor=claim.actor.codes, recipient=claim.recipient.codes, when=claim.when,
        where=claim.where.of(text) if claim.where else None, object=claim.object.of(text) if claim.object else None,
        amount=amount.span.of(text) if amount else None, value=amount.value if amount else None,
        unit=amount.unit if amount else None,
    )  # fmt: skip


def _kinds(claim: Claim) -> Mapping[str, float]:
    """The chance of each type that the model sees in the trigger; of one that it has not judged, its own."""
    seen = claim.kinds or {claim.plover: 1.0}
    whole = sum(seen.values())
    return {name: chance / whole for name, chance in seen.items()}


def sentence_at(bounds: Sequence[tuple[int, int]], at: int) -> int:
    """The number of the sentence that holds a character; the last one for what lies beyond all."""
    return next((n for n, (start, end) in enumerate(bounds) if start <= at < end), max(0, len(bounds) - 1))


def _party(slot: Slot, text: str, sure: float) -> Party:
    return _named(slot.codes, " ".join(span.of(text) for span in slot.spans), sure)


@lru_cache(maxsize=4096)
def _named(codes: tuple[str, ...], words: str, sure: float) -> Party:
    states = (code for code in codes if len(code) == _STATE_LETTERS and code.isupper())
    return Party(frozenset(codes), _bag(words), frozenset(states), sure)


def _stems(span: Span | None, text: str) -> Bag:
    return _bag(span.of(text) if span else "")


@lru_cache(maxsize=4096)
def _bag(words: str) -> Bag:
    return Bag(stems(words))


def _near(text: str, trigger: Span) -> str:
    """What stands beside a trigger in its sentence, cut at words."""
    before = re.split(r"[.!?]\s|\n", text[max(0, trigger.start - _NEAR) : trigger.start])[-1]
    behind = re.split(r"[.!?]\s|\n", text[trigger.end : trigger.end + _NEAR])[0]
    cut = before.partition(" ")[2] if len(before) == _NEAR else before
    return cut + trigger.of(text) + (behind.rpartition(" ")[0] if len(behind) == _NEAR else behind)


def _clause(sentence: Sentence, trigger: Span) -> str:
    """The trigger with what stands around it up to the next comma or conjunction."""
    start, end = trigger.start - sentence.start, trigger.end - sentence.start
    before, behind = sentence.text[: max(0, start)], sentence.text[max(0, end) :]
    return _CLAUSE_END.split(before)[-1] + sentence.text[max(0, start) : end] + _CLAUSE_END.split(behind)[0]


def _is_dated(claim: Claim, sentence: Sentence) -> bool:
    """Whether the words of its date stand in its sentence."""
    said = claim.when_span
    return said is not None and sentence.start <= said.start < sentence.start + len(sentence.text)


def _is_definite(sentence: Sentence, trigger: Span) -> bool:
    """ "The attack", "this latest raid", but not "the army attacked": what is pointed at was told before."""
    start = max(0, trigger.start - sentence.start)
    found = _DEFINITE.search(sentence.text[max(0, start - _BEFORE) : start])
    if found is None or found[1] is None:
        return found is not None
    words = WORD.findall(sentence.text[start : max(0, trigger.end - sentence.start)].lower())
    return not words or not (words[-1].endswith("ed") or words[-1] in irregular_verbs())


def _is_other(text: str, start: int) -> bool:
    """ "A second attack", "an earlier raid": marked as one more of its kind."""
    before = WORD.findall(text[max(0, start - _BEFORE) : start].rpartition(". ")[2].rpartition(",")[2])
    return not _OTHER.isdisjoint(word.lower() for word in before[-3:])
