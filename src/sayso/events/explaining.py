"""Why the claims of an event were joined: for each the claim that it was held against, and what spoke for it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sayso.claims.linear import logistic
from sayso.events.accounts import Account, accounts
from sayso.events.pairs import Pairs
from sayso.records import Copy, Event, Reading


class Reason(msgspec.Struct, frozen=True):
    """One thing that speaks for or against a pair: the feature, what it means, and what it adds to the log odds."""

    feature: str
    means: str
    adds: float


class Tie(msgspec.Struct, frozen=True):
    """A claim of an event, the claim of it that it is likeliest to be one with, the chance of that, and why.

    The two are `(article, claim)`.
    """

    claim: tuple[str, str]
    to: tuple[str, str]
    chance: float
    reasons: tuple[Reason, ...]


def explain(event: Event, readings: Iterable[Reading], copies: Iterable[Copy] = ()) -> list[Tie]:
    """Why these claims were joined, one tie a claim, in the order of the event's claims.

    Args:
        event: with its claims.
        readings: at least those of its articles.
        copies: which article repeats which.
    """
    known = {(a.page.id, a.claim.id): a for reading in readings for a in accounts(reading)}
    held = [known[told.article, told.claim] for told in event.claims]
    pairs = Pairs(copies)
    others = [[other for other in held if other is not account] for account in held]
    return [_tie(pairs, account, rest) for account, rest in zip(held, others, strict=True) if rest]


def _tie(pairs: Pairs, account: Account, others: list[Account]) -> Tie:
    best = max(others, key=lambda other: (pairs.odds(account, other), other.key))
    reasons = tuple(Reason(name, means, round(adds, 2)) for name, means, adds in pairs.reasons(account, best))
    chance = round(logistic(pairs.odds(account, best)), 2)
    return Tie((account.page.id, account.claim.id), (best.page.id, best.claim.id), chance, reasons)
