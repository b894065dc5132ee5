"""A claim as merging looks at it: what it says, in what words, when, and in which article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from sayso.events.days import Days, days
from sayso.events.stance import stance
from sayso.events.words import WORD, names, numbers, sentences, stem, stems
from sayso.records import Article, Claim, Reading, SaySo, Slot, Span

_STATE_LETTERS = 3
_BEFORE = 40
"""Characters before a trigger in which it may be told from another one of its kind ("a second, heavier attack")."""
_OTHER = frozenset("another second third earlier previous separate similar past former later further new".split())


@dataclass(frozen=True, slots=True)
class Party:
    """Who did it, or whom it befell: codes, those of states among them, and the stems of the words."""

    codes: frozenset[str]
    words: frozenset[str]

    @property
    def states(self) -> frozenset[str]:
        """The codes of states."""
        return frozenset(code for code in self.codes if len(code) == _STATE_LETTERS and code.isupper())


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """What merging knows of an article: all its words, its days and its names."""

    id: str
    publisher: str | None
    published: Days | None
    words: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Account:
    """One claim of one article.

    `place` and `things` are stems of the words for where and with what; `words`, `names` and `numbers` those of the
    sentence, `sentence` its number. `other` tells whether the trigger is marked as one more of its kind.
    """

    page: Page
    claim: Claim
    stance: str
    event: str
    actor: Party
    recipient: Party
    things: frozenset[str]
    classes: frozenset[str]
    place: frozenset[str]
    when: Days | None
    trigger: str
    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    sentence: int
    other: bool

    @property
    def key(self) -> tuple[str, int, str]:
        """Article, where in it, and the claim's id: the order in which accounts stand everywhere."""
        return self.page.id, self.claim.trigger.start, self.claim.id

    @property
    def say_so(self) -> tuple[SaySo, ...]:
        """The chain of sources, outermost first."""
        return self.claim.say_so


def accounts(reading: Reading) -> Iterator[Account]:
    """The accounts of an article, one a claim."""
    article = reading.article
    page = Page(article.id, article.publisher, days(article.published), frozenset(stems(article.text)))
    bounds = sentences(article.text)
    for claim in sorted(reading.claims, key=lambda claim: (claim.trigger.start, claim.id)):
        number = _sentence(bounds, claim.trigger.start)
        yield _account(page, article, claim, number=number, sentence=article.text[slice(*bounds[number])])


def _account(page: Page, article: Article, claim: Claim, *, number: int, sentence: str) -> Account:
    text = article.text
    return Account(
        page=page,
        claim=claim,
        stance=stance(claim, sentence),
        event=claim.plover,
        actor=_party(claim.actor, text),
        recipient=_party(claim.recipient, text),
        things=_stems(claim.object, text),
        classes=frozenset(thing.kind for thing in claim.things if thing.kind),
        place=_stems(claim.where, text),
        when=days(claim.when),
        trigger=stem(claim.trigger.of(text).split()[-1]) if claim.trigger.of(text).split() else "",
        words=_words(sentence),
        names=names(sentence),
        numbers=numbers(sentence),
        sentence=number,
        other=_is_other(text, claim.trigger.start),
    )


def _sentence(bounds: list[tuple[int, int]], at: int) -> int:
    return next((n for n, (start, end) in enumerate(bounds) if start <= at < end), max(0, len(bounds) - 1))


@lru_cache(maxsize=4096)
def _words(sentence: str) -> frozenset[str]:
    return frozenset(stems(sentence))


def _party(slot: Slot, text: str) -> Party:
    return Party(frozenset(slot.codes), frozenset(_all_stems(slot.spans, text)))


def _all_stems(spans: Iterable[Span], text: str) -> Iterator[str]:
    for span in spans:
        yield from stems(span.of(text))


def _stems(span: Span | None, text: str) -> frozenset[str]:
    return frozenset(stems(span.of(text))) if span else frozenset()


def _is_other(text: str, start: int) -> bool:
    """ "A second attack", "an earlier raid": marked as one more of its kind."""
    before = WORD.findall(text[max(0, start - _BEFORE) : start].rpartition(". ")[2].rpartition(",")[2])
    return not _OTHER.isdisjoint(word.lower() for word in before[-3:])
