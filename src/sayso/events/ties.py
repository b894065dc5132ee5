"""Pairs of claims that a person has tied: of one happening whatever the features say, or not of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sayso.events.accounts import Account
from sayso.events.blocks import Pair

FIRM = 1e7
"""Log odds of a tied pair: more than all other pairs of two groups come to, 400 claims of 5 each at the most, so that
their mean has its sign."""

ClaimPair = tuple[tuple[str, str], tuple[str, str]]
"""Article and claim, and another article and claim."""


def tied(
    accounts: Sequence[Account], same: Iterable[ClaimPair], different: Iterable[ClaimPair]
) -> Iterator[tuple[Pair, float]]:
    """The tied pairs among some accounts, as positions, and their log odds; claims that are not there are left out.

    Args:
        accounts: in the order of their keys.
        same: pairs that are of one happening.
        different: pairs that are not.
    """
    places = {(account.page.id, account.claim.id): place for place, account in enumerate(accounts)}
    for pairs, odds in ((same, FIRM), (different, -FIRM)):
        for one, other in pairs:
            if one in places and other in places and one != other:
                first, second = sorted((places[one], places[other]))
                yield (first, second), odds
