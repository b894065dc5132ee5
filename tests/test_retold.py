"""Shares of claims with the same actor or recipient: counted once, the same as counting them for each claim."""

from __future__ import annotations

import random

from sayso.claims.retold import Group, Retold, Told

ROLES = ("actor", "recipient")


def claims(number: int) -> list[Told]:
    dice = random.Random(3)
    some = [frozenset[str](), frozenset({"CHL"}), frozenset({"PER"}), frozenset({"CHL", "PER"})]
    return [
        Told(i, dice.choice(["AID", "ASSAULT"]), dice.choice("xyz"), {role: dice.choice(some) for role in ROLES})
        for i in range(number)
    ]


def counted(told: list[Told], group: Group, role: str, codes: frozenset[str], *, besides: int) -> float | None:
    """The same, claim by claim."""
    others = [each for each in told if each.trigger != besides and group in ((), *_groups(each))]
    return sum(each.codes[role] == codes for each in others) / len(others) if others else None


def _groups(told: Told) -> list[Group]:
    return [(told.event,), (told.event, told.word), *told.codes.items()]


def test_shares_are_those_of_the_other_claims() -> None:
    told = claims(40)
    retold = Retold(told)
    for each in told[:12]:
        for group in ((), *_groups(each), ("SUPPORT",)):
            for role in ROLES:
                for codes in each.codes.values():
                    expected = counted(told, group, role, codes, besides=each.trigger)
                    assert retold.share(group, role, codes, besides=each.trigger) == expected
    assert Retold(()).share((), "actor", frozenset(), besides=1) is None
