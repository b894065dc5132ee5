"""Origins: the outermost distinct sources that the claims of an event go back to.

docs/events.md gives the definition with examples. In short: a claim goes back to the outermost source of its chain; one
that its article says itself, to the article's publisher. A copy or rewrite goes back to what its original does. An
outlet that is cited and whose own article is at hand goes back to what that article does. Sources that speak for one
office are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.events.accounts import Account
from sayso.events.clusters import parts
from sayso.events.copied import Originals
from sayso.events.naming import Naming
from sayso.events.sources import Source, is_same
from sayso.events.stance import ASSERTED, DENIED, DOUBTED

OWN = "own"


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """Whom an account goes back to: a source, or the publisher itself (`source` is None)."""

    name: str
    source: Source | None = None


class Origins:
    """Finds the origins of events.

    Args:
        naming: who the sources of the articles are.
        originals: which article an article was taken from.
        publishers: publisher by article.
    """

    def __init__(self, naming: Naming, originals: Originals, publishers: Mapping[str, str | None]) -> None:
        self._naming = naming
        self._originals = originals
        self._publishers = publishers

    def of(self, accounts: Sequence[Account]) -> list[str | None]:
        """The name of the origin of each account of an event, the same for those that go back to one source; None for
        an account that only repeats: of a copy whose original tells it, or in the article's own words behind a source.
        """
        own = self._repeating(accounts)
        found = {i: self._origin(account) for i, account in enumerate(accounts) if i not in own}
        names = same_names(list(found.values()))
        known = dict(zip(found, names, strict=True))
        return [known.get(i) for i in range(len(accounts))]

    def _repeating(self, accounts: Sequence[Account]) -> set[int]:
        """The accounts that add no origin."""
        told = {account.page.id for account in accounts}
        first_said: dict[str, tuple[str, int, str]] = {}
        for account in sorted(accounts, key=lambda account: account.key):
            if account.say_so and account.stance == ASSERTED:
                first_said.setdefault(account.page.id, account.key)
        copied = {
            i for i, a in enumerate(accounts) if (of := self._originals.of(a.page.id)) != a.page.id and of in told
        }
        behind = {i for i, a in enumerate(accounts) if not a.say_so and a.key > first_said.get(a.page.id, a.key)}
        return copied | behind

    def _origin(self, account: Account) -> Origin:
        of_denial = account.stance in (DENIED, DOUBTED)
        source = self._naming.innermost(account) if of_denial else self._naming.outermost(account)
        if source is None:
            root = self._originals.of(account.page.id)
            return Origin(self._publishers.get(root) or root)
        return Origin(source.text, source)


def same_names(found: Sequence[Origin]) -> list[str]:
    """One name for each group of origins that are one."""
    edges = [(i, j) for i, one in enumerate(found) for j in range(i) if _is_one(one, found[j])]
    names = [""] * len(found)
    for group in parts(range(len(found)), edges):
        name = _best(found[i] for i in group)
        for i in group:
            names[i] = name
    return names


def _is_one(one: Origin, other: Origin) -> bool:
    if one.source is None or other.source is None:
        return one.name.lower() == other.name.lower()
    return is_same(one.source, other.source)


def _best(group: Iterable[Origin]) -> str:
    """The name that says most: with a person and an office, then the longest."""

    def worth(one: Origin) -> tuple[bool, int, str]:
        return bool(one.source and one.source.people), len(one.name), one.name

    return max(group, key=worth).name
