"""Which events are asked for: one question, put to records in memory and, as SQL, to a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
from msgspec import structs

from sayso.actors.asked import bearers, code_asked, codes_asked, names_of, nobody, sure_code, unsure
from sayso.actors.names import plain_words
from sayso.events.days import days
from sayso.ontology.vocabularies import CLASSES, CONTEXTS, EVENTS, FACTUALITY, MODES, SECTORS
from sayso.records import Claim, Event, Reading


class Words(NamedTuple):
    """What one claim of an event says: words for the actor, the recipient and the place, small, with a space before
    and after each; in small letters the codes of the sources, the mode, the contexts, the sectors, the classes of the
    objects and the factuality; and its score, below 0 where the claim is not known."""

    actor: str = ""
    recipient: str = ""
    codes: frozenset[str] = frozenset()
    where: str = ""
    mode: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()
    sector: frozenset[str] = frozenset()
    object_class: frozenset[str] = frozenset()
    factuality: frozenset[str] = frozenset()
    score: float = -1


OF_CLAIMS = ("mode", "context", "sector", "where", "object_class", "factuality", "min_score")
"""Fields that ask what one of the claims of an event says."""
_OF_ONE = {"mode": MODES, "context": CONTEXTS, "sector": SECTORS, "object_class": CLASSES,
           "factuality": FACTUALITY}  # fmt: skip
_CODED = {"event": EVENTS, **_OF_ONE}
Told = Mapping[tuple[str, str], Words]
"""The words of claims, by article and id."""


def words_told(readings: Iterable[Reading]) -> dict[tuple[str, str], Words]:
    """The words of the claims of some articles."""
    return {
        (reading.article.id, claim.id): _words(claim, reading.article.text)
        for reading in readings
        for claim in reading.claims
    }


def _words(claim: Claim, text: str) -> Words:
    actor, recipient = ((span.of(text) for span in slot.spans) for slot in (claim.actor, claim.recipient))
    codes = (code.lower() for link in claim.say_so for code in (link.code or "").split("+") if code)
    classes = [thing.kind for thing in claim.things if thing.kind]
    sectors = (*claim.actor.sectors, *claim.recipient.sectors)
    mode = [claim.mode] if claim.mode else []
    return Words(
        _plain(actor),
        _plain(recipient),
        frozenset(codes),
        _plain([claim.where.of(text)] if claim.where else []),
        mode=_small(mode),
        context=_small(claim.context),
        sector=_small(sectors),
        object_class=_small(classes),
        factuality=_small([claim.factuality]),
        score=1 if claim.score is None else claim.score,
    )


def _small(values: Iterable[str]) -> frozenset[str]:
    return frozenset(map(str.lower, values))


def _plain(texts: Iterable[str]) -> str:
    return " | ".join(f" {' '.join(plain_words(text))} " for text in texts)


class EventFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What an event must be; what is left out does not matter.

    `actor` and `recipient` are codes, names or demonyms of countries and organisations (`sayso.actors.asked`) of which
    one must be there, or other words that a claim of it has for them, and `either` such for one of the two; `event`
    PLOVER types or types of one's own; `mode`, `context`, `sector` (of actor or recipient), `where` (words for the
    place) and `object_class` are what a claim of it has. `since` and `until` dates, months or years in which it
    happened (or was first reported, where it has no date), `source` a code or name of one through whom a claim of it
    comes, or words of the name of someone who asserts, doubts or denies it, `origins` and `articles` how many at least.
    `stance` is how a claim of it stands to it, `factuality` FactBank's value of one, `min_score` the least score of
    one (denials have any); `article` and `publisher` are ids and names of those that tell it.
    `denied`: somebody denies it; `contested`: somebody denies what somebody else asserts.
    """

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    object_class: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    where: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    denied: bool = False
    contested: bool = False
    stance: tuple[str, ...] = ()
    factuality: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    min_score: float | None = None
    origins: int = 0
    articles: int = 0

    def admits(self, event: Event, told: Told | None = None) -> bool:
        """Whether an event is one of those asked for.

        Args:
            event: one.
            told: the words of its claims; without them, who acts is told by codes, who says so by names, and the
                classes of its objects by nothing.
        """
        return all(self._answers(event, told))

    def _answers(self, event: Event, told: Told | None) -> Iterator[bool]:
        words = [(told or {}).get((one.article, one.claim), Words()) for one in event.claims]
        yield _meets(self.actor, event.actor, [one.actor for one in words])
        yield _meets(self.recipient, event.recipient, [one.recipient for one in words])
        both = [one.actor + one.recipient for one in words]
        yield _meets(self.either, (*event.actor, *event.recipient), both)
        yield not self.event or event.event.lower() in {name.lower() for name in self.event}
        yield self._in_time(event)
        for field in _OF_ONE:
            asked = _small(getattr(self, field))
            yield not asked or any(asked & getattr(one, field) for one in words)
        yield not self.where or _within(self.where, [one.where for one in words])
        yield not self.source or any(_says(event, name, words) for name in self.source)
        stances = {one.stance for one in event.claims}
        yield not (self.denied or self.contested) or "denied" in stances
        yield not self.contested or "asserted" in stances
        for values, held in (
            (self.stance, stances),
            (self.article, event.articles),
            (self.publisher, event.publishers),
        ):
            yield not values or not _small(values).isdisjoint(map(str.lower, held))
        yield not self.min_score or any(
            one.score >= (0 if mention.stance == "denied" else self.min_score)
            for mention, one in zip(event.claims, words, strict=True)
        )
        yield len(event.origins) >= self.origins and len(event.articles) >= self.articles

    def _in_time(self, event: Event) -> bool:
        when, since, until = days(event.when or event.first_reported), days(self.since), days(self.until)
        late = since is None or (when is not None and when.last >= since.first)
        return late and (until is None or (when is not None and when.first <= until.last))


def _meets(wanted: tuple[str, ...], codes: tuple[str, ...], words: list[str]) -> bool:
    """Whether nothing is wanted, or one of the codes is, in whatever case, or whole words are."""
    named = {code.lower() for value in wanted for code in codes_asked(value)}
    if not wanted or not named.isdisjoint(code.lower() for code in codes):
        return True
    return _within(unsure(wanted), words)


def _within(wanted: Iterable[str], words: list[str]) -> bool:
    """Whether one of the texts asked for stands as whole words in one of the others."""
    asked = [plain for value in wanted if (plain := " ".join(plain_words(value)))]
    return any(f" {plain} " in held for plain in asked for held in words)


def _says(event: Event, asked: str, words: list[Words]) -> bool:
    """Whether somebody who is asked for says or denies it."""
    names = [name.lower() for name in (*event.origins, *event.doubted_by, *event.denied_by)]
    codes = {code.lower() for code in codes_asked(asked)}
    if not all(codes.isdisjoint(one.codes) for one in words):
        return True
    code = sure_code(asked)
    if code is None:
        return any(asked.lower() in name for name in names)
    return not names_of(code).isdisjoint(name.removeprefix("the ") for name in names)


def checked(asked: EventFilter, events: Sequence[Event], told: Told) -> EventFilter:
    """The same filter, if somebody is called as it asks, and there are such types.

    Args:
        asked: what somebody typed.
        events: all there are.
        told: the words of their claims.

    Raises:
        InputError: a name stands for several, nobody is called so, or there is no such type, mode, context, sector or
            class.
    """
    codes = {code.lower() for event in events for code in (*event.actor, *event.recipient)}
    codes |= {code for one in told.values() for code in one.codes}
    for fields in (("actor", "recipient", "either"), ("source",)):
        for words in unsure(one for field in fields for one in getattr(asked, field)):
            called = [structs.replace(EventFilter(), **{field: (words,)}) for field in fields]
            if bearers(words) and words.lower() not in codes:
                code_asked(words)
            if not any(one.admits(event, told) for event in events for one in called):
                raise nobody(words)
    for field, vocabulary in _CODED.items():
        for name in getattr(asked, field):
            alone = structs.replace(EventFilter(), **{field: (name,)})
            if not vocabulary.holds(name) and not any(alone.admits(event, told) for event in events):
                raise vocabulary.without(name)
    return asked


def chosen(
    events: Iterable[Event], asked: EventFilter, limit: int | None = None, told: Told | None = None
) -> Iterator[Event]:
    """The events that are asked for, those told by the most articles first, of these by the most origins, and the
    latest; at most so many. `told` are the words of their claims, where words are asked for.
    """
    found = sorted((event for event in events if asked.admits(event, told)), key=lambda event: event.id)
    found.sort(key=lambda e: (len(e.articles), len(e.origins), e.first_reported or ""), reverse=True)
    for number, event in enumerate(found):
        if limit is not None and number >= limit:
            return
        yield event
