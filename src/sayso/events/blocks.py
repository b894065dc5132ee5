"""Which accounts are compared at all: those that have somebody or something in common and a time.

Every account stands in some blocks: one for each of its anchors (who, to whom, rare names, the place) and each span of
two weeks that its date or its article's date falls into; spans overlap by a week, so that no two dates less than a week
apart are ever kept from meeting. A block that is too large is split by what is said more exactly (type, both parties,
day, trigger), and one that even then is too large is sorted, and each of its accounts compared with those next to it.
So the number of pairs grows with the number of accounts, not with its square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from sayso.events.accounts import Account, Page
from sayso.events.days import gap
from sayso.events.features import may_be_one
from sayso.events.words import RARE, weight

LARGEST = 60
"""Accounts of a block that are all compared with one another."""
BESIDE = 20
"""How many accounts on, in a block that cannot be split further, one is compared with."""
WINDOW = 14
"""Days of a span; half of it is shared with the next one."""
RARE_ENOUGH = 0.75 * RARE
"""From this weight on a name is an anchor."""
SHARED_NAMES = 3
"""From so many rare names on, two articles are about the same things, and all their claims are compared."""
MONTHS = 62
"""Days between two such articles at most."""
_NAMES = 6
_IN_ARTICLE = 40
"""How many claims on within an article one is compared with."""

Pair = tuple[int, int]
_FINER: tuple[Callable[[Account], Hashable], ...] = (
    lambda account: (tuple(sorted(account.actor.codes)), tuple(sorted(account.recipient.codes))),
    lambda account: account.event,
    lambda account: account.when or account.page.published,
    lambda account: account.trigger,
)


def candidates(accounts: Sequence[Account]) -> set[Pair]:
    """The pairs to compare, as positions in `accounts`, which must stand in the order of their keys."""
    found = set(_in_articles(accounts))
    for block in _blocks(accounts).values():
        found.update(_pairs(accounts, block, 0))
    found.update(_in_related(accounts))
    return {(i, j) for i, j in found if may_be_one(accounts[i], accounts[j])}


def _in_articles(accounts: Sequence[Account]) -> Iterator[Pair]:
    for i, one in enumerate(accounts):
        for j in range(i + 1, min(len(accounts), i + 1 + _IN_ARTICLE)):
            if accounts[j].page.id != one.page.id:
                break
            yield i, j


def _in_related(accounts: Sequence[Account]) -> Iterator[Pair]:
    """All pairs of claims of two articles that share rare names."""
    claims: defaultdict[str, list[int]] = defaultdict(list)
    for i, account in enumerate(accounts):
        claims[account.page.id].append(i)
    pages = {account.page.id: account.page for account in accounts}
    for one, other in related([pages[name] for name in sorted(pages)]):
        yield from ((min(i, j), max(i, j)) for i in claims[one][:_IN_ARTICLE] for j in claims[other][:_IN_ARTICLE])


def related(pages: Sequence[Page]) -> list[tuple[str, str]]:
    """Pairs of articles that share at least three rare names and are at most two months apart."""
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for i, page in enumerate(pages):
        for name in page.names:
            by_name[name].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for block in by_name.values():
        if len(block) <= LARGEST:
            shared.update(combinations(block, 2))
    near = (pair for pair, times in shared.items() if times >= SHARED_NAMES and _near(pages[pair[0]], pages[pair[1]]))
    return [(pages[i].id, pages[j].id) for i, j in sorted(near)]


def _near(one: Page, other: Page) -> bool:
    return not (one.published and other.published) or gap(one.published, other.published) <= MONTHS


def _blocks(accounts: Sequence[Account]) -> dict[Hashable, list[int]]:
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for i, account in enumerate(accounts):
        for key in keys(account):
            blocks[key].append(i)
    return blocks


def keys(account: Account) -> set[Hashable]:
    """The blocks that an account stands in."""
    return {(span, anchor) for span in _spans(account) for anchor in anchors(account)}


def anchors(account: Account) -> frozenset[str]:
    """Who and what an account can be found by."""
    names = sorted((n for n in account.names if weight(n) >= RARE_ENOUGH), key=lambda n: (-weight(n), n))
    return account.actor.codes | account.recipient.codes | account.place | frozenset(names[:_NAMES])


def _spans(account: Account) -> set[int]:
    dated = [d for d in (account.when, account.page.published) if d is not None and d.length <= WINDOW]
    if not dated:
        return {-1}
    half = WINDOW // 2
    return {n for d in dated for day in d for n in (day // half, day // half + 1)}


def _pairs(accounts: Sequence[Account], block: list[int], depth: int) -> Iterable[Pair]:
    if len(block) <= LARGEST:
        return combinations(block, 2)
    if depth == len(_FINER):
        return ((i, j) for n, i in enumerate(block) for j in block[n + 1 : n + 1 + BESIDE])
    finer: defaultdict[Hashable, list[int]] = defaultdict(list)
    for i in block:
        finer[_FINER[depth](accounts[i])].append(i)
    return (pair for part in finer.values() for pair in _pairs(accounts, part, depth + 1))
