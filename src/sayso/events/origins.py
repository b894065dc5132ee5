"""Origins: the outermost distinct sources that the claims of an event go back to.

docs/events.md gives the definition with examples. In short: a claim goes back to the outermost source of its chain; one
that its article says itself, to the article's publisher. A copy or rewrite goes back to what its original does. An
outlet that is cited and whose own article is at hand goes back to what that article does. Sources that speak for one
office are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.events.accounts import Account
from sayso.events.clusters import connected
from sayso.events.copied import Originals
from sayso.events.outlets import Outlet, is_asker, is_cited, is_own_voice, speaks_of_itself
from sayso.events.sources import Source, described, is_document, is_same, is_vague, offices_of
from sayso.events.stance import ASSERTED, DENIED, DOUBTED
from sayso.events.words import names

OWN = "own"


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """Whom an account goes back to: a source, or who tells the article (`source` is None, and `key` says who that is);
    and whether it denies."""

    name: str
    source: Source | None = None
    denies: bool = False
    key: str = ""


class Origins:
    """Finds the origins of events.

    Args:
        originals: which article an article was taken from.
        outlets: who tells each article and each original.
    """

    def __init__(self, originals: Originals, outlets: Mapping[str, Outlet]) -> None:
        self._originals = originals
        self._outlets = outlets

    def of(self, accounts: Sequence[Account]) -> list[str | None]:
        """The name of the origin of each account of an event, the same for those that go back to one source; None for
        an account that only repeats: of a copy whose original tells it, or in the article's own words beside a source.
        """
        own = self._repeating(accounts)
        found = {i: self._origin(account) for i, account in enumerate(accounts) if i not in own}
        names = same_names(list(found.values()))
        known = dict(zip(found, names, strict=True))
        return [known.get(i) for i in range(len(accounts))]

    def _repeating(self, accounts: Sequence[Account]) -> set[int]:
        """The accounts that add no origin; what a copy says otherwise than its original is its own, and what an
        article's own people saw is told beside other sources too."""
        told = {(account.page.id, account.stance) for account in accounts}
        sourced = {account.page.id for account in accounts if not _is_own(account) and account.stance == ASSERTED}
        roots = [self._originals.of(account.page.id) for account in accounts]
        taken = (root != a.page.id and (root, a.stance) in told for root, a in zip(roots, accounts, strict=True))
        own = (_voice(a) is None and a.page.id in sourced and not a.page.outlet.is_office for a in accounts)
        cited = _citing(accounts)
        found = enumerate(map(any, zip(taken, own, cited, strict=True)))
        return {i for i, adds_none in found if adds_none}

    def _origin(self, account: Account) -> Origin:
        source = _voice(account)
        if source is not None and is_asker(source.text):
            return Origin(f"a journalist ({account.page.outlet.name})", key=f"{source.text} {account.page.id}")
        if source is not None and not _is_own(account):
            return Origin(source.text, source, account.stance == DENIED)
        root = self._originals.of(account.page.id)
        told = self._outlets.get(root) or account.page.outlet
        if told.is_office:
            return Origin(told.name, described(told.name, told.codes), account.stance == DENIED, told.key)
        return Origin(told.name, key=told.key)


def _voice(account: Account) -> Source | None:
    """Who asserts it; of a denial or doubt who denies or doubts it."""
    return account.innermost if account.stance in (DENIED, DOUBTED) else account.outermost


def _is_own(account: Account) -> bool:
    """Whether an article tells a thing in its own words, or by its own people; a body's paper by that body."""
    source, page = _voice(account), account.page
    if source is None or is_own_voice(source.text, page.publisher):
        return True
    if not page.outlet.is_office:
        return False
    state = is_vague(source) and not source.codes.isdisjoint(page.outlet.codes)
    return state or speaks_of_itself(source.text, page.outlet)


def _citing(accounts: Sequence[Account]) -> list[bool]:
    """For each account whether it cites an outlet whose own article is at hand, and tells the same without citing
    another one."""
    publishers = {account.page.publisher for account in accounts if account.page.publisher}
    cited = [cited_by(account, publishers) for account in accounts]
    first = {(a.page.publisher, a.stance) for a, others in zip(accounts, cited, strict=True) if not others}
    return [any((name, a.stance) in first for name in others) for a, others in zip(accounts, cited, strict=True)]


def cited_by(account: Account, publishers: Iterable[str]) -> list[str]:
    """The publishers that an account names as its source, without its own."""
    source = _voice(account)
    others = (name for name in publishers if name != account.page.publisher)
    return [] if source is None else [name for name in others if is_cited(source.text, name)]


def same_names(found: Sequence[Origin]) -> list[str]:
    """One name for each group of origins that are one; a vague one ("Moscow", "the statement") goes to the first group
    of its state, if there is one."""
    clear = [i for i, one in enumerate(found) if not _is_vague(one)]
    edges = [(i, j) for n, i in enumerate(clear) for j in clear[:n] if _is_one(found[i], found[j])]
    for i in range(len(found)):
        if _is_vague(found[i]) and (home := _home(found, clear, i)) is not None:
            edges.append((i, home))
    names = [""] * len(found)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for i, first in enumerate(connected(len(found), edges).tolist()):
        groups[first].append(i)
    for group in groups.values():
        name = _best(found[i] for i in group)
        for i in group:
            names[i] = name
    return names


def _is_vague(origin: Origin) -> bool:
    return origin.source is not None and not origin.key and is_vague(origin.source)


def _home(found: Sequence[Origin], clear: Sequence[int], i: int) -> int | None:
    """The first origin that a vague one may be: clear ones of its codes that speak for a state's office, then vague
    ones."""
    offices = (k for k in clear if (source := found[k].source) is not None and source.office in offices_of("state"))
    alike = [*offices, *(k for k in range(i) if _is_vague(found[k]))]
    return next((k for k in alike if _share_codes(found[i], found[k]) and found[i].denies == found[k].denies), None)


def _share_codes(one: Origin, other: Origin) -> bool:
    return bool(one.source and other.source and one.source.codes & other.source.codes)


def _is_one(one: Origin, other: Origin) -> bool:
    if one.source is None and other.source is None:
        return one.key == other.key
    if one.source is None or other.source is None:
        return one.name.lower() == other.name.lower()
    return is_same(one.source, other.source)


def _best(group: Iterable[Origin]) -> str:
    """The name that says most: with a person, then of no mere document, with more names, then the longest."""

    def worth(one: Origin) -> tuple[bool, bool, int, int, str]:
        person = bool(one.source and one.source.people)
        return person, not is_document(one.name), len(names(one.name)), len(one.name), one.name

    return max(group, key=worth).name
