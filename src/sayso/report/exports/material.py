"""What exports are made from: claims with what surrounds them, and events with their claims.

The store hands it over (`sayso.store.material`); the same lines can be asked for again and again and come in the same
order, so that a writer may pass over them twice and the same store gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from sayso.records import Article, Claim, Event, Reading, Span


class Line(NamedTuple):
    """One claim with what surrounds it.

    `stance` is asserted, denied, doubted or planned; `sentence` holds the trigger, and `number` counts it from 1.
    `event` is the id of the event that the claim tells and `origin` whom it goes back to, None where there is none.
    `faint` says that the claim is too unlikely to stand alone.
    """

    article: Article
    claim: Claim
    version: str
    stance: str
    sentence: Span
    number: int
    event: str | None = None
    origin: str | None = None
    faint: bool = False

    @property
    def words(self) -> str:
        """The sentence on one line."""
        return " ".join(self.sentence.of(self.article.text).split())


class Happening(NamedTuple):
    """One event, and its claims in time."""

    event: Event
    lines: tuple[Line, ...]


class Material(NamedTuple):
    """What is exported: each field gives it anew. `about` says what was asked for and what the store holds."""

    readings: Callable[[], Iterable[Reading]]
    lines: Callable[[], Iterable[Line]]
    happenings: Callable[[], Iterable[Happening]]
    about: tuple[tuple[str, str], ...] = ()
