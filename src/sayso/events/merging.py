"""Readings in, events out: the claims of all articles that speak of the same happening, joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import structs

from sayso.events.accounts import Account, accounts
from sayso.events.blocks import candidates
from sayso.events.clusters import clusters
from sayso.events.copied import Originals
from sayso.events.earliest import in_order
from sayso.events.origins import Origins
from sayso.events.outlets import Outlet, outlet
from sayso.events.pairs import Pairs
from sayso.events.stance import ASSERTED, DENIED, DOUBTED, PLANNED
from sayso.events.ties import ClaimPair, tied
from sayso.records import Copy, Event, Reading, Told, content_id

_TRIGGERS = 3
"""Words of triggers that an event shows."""


def merge(
    readings: Iterable[Reading],
    copies: Iterable[Copy] = (),
    *,
    same: Iterable[ClaimPair] = (),
    different: Iterable[ClaimPair] = (),
) -> list[Event]:
    """The events of some articles, the same whatever the order in which they are given; every claim
    is in one, and a faint claim where a claim tells the same.

    Args:
        readings: what each article says.
        copies: which article repeats which.
        same: pairs of claims that a person says are of one happening.
        different: pairs that a person says are not.
    """
    held, repeated = sorted(readings, key=lambda reading: reading.article.id), sorted(copies)
    told = [account for reading in held for account in accounts(reading)]
    told.sort(key=lambda account: account.key)
    pairs = Pairs(repeated)
    odds = {(i, j): pairs.odds(told[i], told[j]) for i, j in candidates(told)}
    odds.update(tied(told, same, different))
    build = Builder(Originals(repeated), {reading.article.id: outlet(reading.article) for reading in held})
    groups = ([told[i] for i in group] for group in clusters(len(told), odds))
    return sorted((build(group) for group in groups if is_sound(group)), key=_order)


def is_sound(group: Iterable[Account]) -> bool:
    """Whether a group makes an event: faint claims alone do not."""
    return not all(account.faint for account in group)


def _order(event: Event) -> tuple[str, str]:
    return event.first_reported or "9999", event.id


class Builder:
    """Makes an event of accounts.

    Args:
        originals: which article another was taken from.
        outlets: who tells each of these originals.
    """

    def __init__(self, originals: Originals, outlets: Mapping[str, Outlet]) -> None:
        self._originals = originals
        self._origins = Origins(originals, outlets)

    def __call__(self, group: Sequence[Account]) -> Event:
        """The event that the accounts tell."""
        held = in_order(group, self._originals)
        names = self._origins.of(held)
        claims = tuple(_told(account, name) for account, name in zip(held, names, strict=True))
        sound = [pair for pair in zip(held, names, strict=True) if pair[0].stance != DENIED] or [
            *zip(held, names, strict=True)
        ]
        first = held[0]
        return Event(
            id=content_id("event", first.page.id, first.claim.id),
            event=_most(sound, lambda a: a.event) or first.event,
            actor=_most(sound, lambda a: a.claim.actor or None) or (),
            recipient=_most(sound, lambda a: a.claim.recipient or None) or (),
            when=_most(sound, lambda a: a.claim.when),
            where=_most(sound, lambda a: a.claim.where),
            object=_most(sound, lambda a: a.claim.object),
            first_reported=min((d for a in held if (d := a.page.date)), default=None),
            articles=tuple(dict.fromkeys(a.page.id for a in held)),
            publishers=tuple(dict.fromkeys(a.page.publisher for a in held if a.page.publisher)),
            origins=_by(held, names, {ASSERTED}) or _by(held, names, {PLANNED}) or _by(held, names, {DOUBTED}),
            doubted_by=_by(held, names, {DOUBTED}),
            denied_by=_by(held, names, {DENIED}),
            quantities=_quantities(held, names),
            words=_triggers(held),
            claims=claims,
        )


def _triggers(held: Sequence[Account]) -> tuple[str, ...]:
    """The words of the triggers of most claims, of equal ones those given first; those of a stem once."""
    stems = Counter(account.trigger for account in held)
    words: dict[str, str] = {}
    for account in held:
        words.setdefault(account.trigger, account.claim.word)
    return tuple(words[stem] for stem, _ in stems.most_common(_TRIGGERS))


def _quantities(held: Sequence[Account], names: Sequence[str | None]) -> dict[str, str]:
    """The amount that each origin gives, in its words."""
    found: dict[str, str] = {}
    for account, name in zip(held, names, strict=True):
        if name and account.claim.amount is not None and account.stance != DENIED:
            found.setdefault(name, account.claim.amount)
    return found


def _told(account: Account, name: str | None) -> Told:
    article, claim = account.page.id, account.claim
    found = Told(article=article, claim=claim.id, trigger=claim.trigger, stance=account.stance)
    return structs.replace(found, origin=name, faint=account.faint)


def _by(held: Sequence[Account], names: Sequence[str | None], stances: set[str]) -> tuple[str, ...]:
    """The origins of accounts of some stances, each once."""
    found = (name for account, name in zip(held, names, strict=True) if account.stance in stances)
    return tuple(dict.fromkeys(name for name in found if name))


def _most(pairs: Sequence[tuple[Account, str | None]], value: Callable[[Account], Any]) -> Any:
    """The value that most origins give, of equal ones the one given first; None is none."""
    given: dict[Hashable, set[str | None]] = {}
    for account, name in pairs:
        if (found := value(account)) is not None:
            given.setdefault(found, set()).add(name)
    counted = Counter({found: len(names) for found, names in given.items()})
    return counted.most_common(1)[0][0] if counted else None
