"""The queues of one server: made once, gone through by many requests, made anew when articles or events change."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from starlette.datastructures import QueryParams

from sayso.app.web.addresses import LONGEST, to
from sayso.app.web.viewing import Form
from sayso.events.judgements import ClaimKey
from sayso.store import Store
from sayso.store.reviewing import Waiting, mark, queue

KEPT = 16
"""Queues that are kept: of the whole store, and of the articles and events that are being gone through."""


class Scope(NamedTuple):
    """What is gone through: everything, one article, or one event."""

    article: str = ""
    event: str = ""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """As an address has it."""
        return [(name, value) for name, value in zip(self._fields, self, strict=True) if value]

    def at(self, claim: str = "", path: str = "/review", **also: str) -> str:
        """The address of a claim in it; without one, of the first that waits."""
        return to(path, [*self.pairs, *([("claim", claim)] if claim else []), *also.items()])


def scope_of(given: QueryParams | Form) -> Scope:
    """What an address or a form goes through."""
    return Scope(given.get("article", "")[:LONGEST], given.get("event", "")[:LONGEST])


class Queue(NamedTuple):
    """Claims in their order, and how many more there are."""

    waiting: tuple[Waiting, ...]
    total: int

    def after(self, key: str, judged: Collection[ClaimKey]) -> Waiting | None:
        """The next claim that waits: behind one, and after the last again from the first.

        Args:
            key: of the claim; one that is not in the queue stands before all.
            judged: claims that wait no more.
        """
        place = next((at for at, one in enumerate(self.waiting) if one.key == key), -1)
        around = [*self.waiting[place + 1 :], *self.waiting[: max(place, 0)]]
        return next((one for one in around if (one.article, one.claim) not in judged), None)

    def before(self, key: str) -> Waiting | None:
        """The claim before one, judged or not."""
        place = next((at for at, one in enumerate(self.waiting) if one.key == key), 0)
        return self.waiting[place - 1] if place > 0 else None

    def place(self, key: str) -> int | None:
        """Where a claim stands, from 1; None if it is not in the queue."""
        return next((at for at, one in enumerate(self.waiting, 1) if one.key == key), None)

    def left(self, judged: Collection[ClaimKey]) -> int:
        """How many wait still."""
        done = sum((one.article, one.claim) in judged for one in self.waiting)
        return self.total - done


class Queues:
    """Queues by what they go through."""

    def __init__(self) -> None:
        self._made: dict[Scope, tuple[Any, Queue]] = {}

    def of(self, store: Store, scope: Scope, judged: Collection[ClaimKey] = ()) -> Queue:
        """The queue of a scope; made anew when all of it is judged and there was more.

        Args:
            store: at hand.
            scope: what to go through.
            judged: claims that wait no more.
        """
        now = mark(store.sql)
        known = self._made.get(scope)
        if known and known[0] == now and (known[1].left(judged) == 0 or known[1].after("", judged)):
            return known[1]
        waiting, total = queue(store.sql, article=scope.article or None, event=scope.event or None)
        made = Queue(tuple(waiting), total)
        if len(self._made) >= KEPT:
            self._made.pop(next(iter(self._made)))
        self._made[scope] = now, made
        return made

    def forget(self) -> None:
        """Make all anew: events have changed."""
        self._made.clear()
