"""Which events are asked for: one question, put to records in memory and, as SQL, to a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from sayso.events.days import days
from sayso.records import Event


class EventFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What an event must be; what is left out does not matter.

    `actor` and `recipient` are codes of which one must be there, `event` PLOVER types or types of one's own, `since`
    and `until` dates, months or years in which it happened (or was first reported, where it has no date), `source`
    words of the name of someone who asserts, doubts or denies it, `origins` and `articles` how many at least.
    `denied`: somebody denies it; `contested`: somebody denies what somebody else asserts.
    """

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    source: tuple[str, ...] = ()
    denied: bool = False
    contested: bool = False
    origins: int = 0
    articles: int = 0

    def admits(self, event: Event) -> bool:
        """Whether an event is one of those asked for."""
        return all(self._answers(event))

    def _answers(self, event: Event) -> Iterator[bool]:
        yield _meets(self.actor, event.actor) and _meets(self.recipient, event.recipient)
        yield not self.event or event.event in self.event
        yield self._in_time(event)
        names = [name.lower() for name in (*event.origins, *event.doubted_by, *event.denied_by)]
        yield not self.source or any(words.lower() in name for words in self.source for name in names)
        yield not (self.denied or self.contested) or bool(event.denied_by)
        yield not self.contested or bool(event.origins)
        yield len(event.origins) >= self.origins and len(event.articles) >= self.articles

    def _in_time(self, event: Event) -> bool:
        when, since, until = days(event.when or event.first_reported), days(self.since), days(self.until)
        late = since is None or (when is not None and when.last >= since.first)
        return late and (until is None or (when is not None and when.first <= until.last))


def _meets(wanted: tuple[str, ...], codes: tuple[str, ...]) -> bool:
    """Whether nothing is wanted, or one of the codes is, in whatever case."""
    return not wanted or not {code.lower() for code in wanted}.isdisjoint(code.lower() for code in codes)


def chosen(events: Iterable[Event], asked: EventFilter, limit: int | None = None) -> Iterator[Event]:
    """The events that are asked for, those told by the most articles first, of these by the most origins, and the
    latest; at most so many."""
    found = sorted((event for event in events if asked.admits(event)), key=lambda event: event.id)
    found.sort(key=lambda e: (len(e.articles), len(e.origins), e.first_reported or ""), reverse=True)
    for number, event in enumerate(found):
        if limit is not None and number >= limit:
            return
        yield event
