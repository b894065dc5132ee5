"""Which accounts are compared at all: those that have somebody or something in common and a time.

Every account stands in some blocks: one for each of its anchors (who, to whom, rare names, the place) and each span of
two weeks that its date or its article's date falls into; spans overlap by a week, so that no two dates less than a week
apart are ever kept from meeting. Two accounts meet in the first span that they share. A block that is too large is
split by what is said more exactly (type, both parties, day, trigger), and one that even then is too large is sorted,
and each of its accounts compared with those next to it. So the number of pairs grows with the number of accounts, not
with its square, and the pairs of one span hang on nothing but the accounts of that span.

Claims of one article are compared with one another, and those of articles that are about the same (see
`sayso.events.related`) with one another too.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby, product
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from sayso.events.accounts import Account
from sayso.events.features import SEEN_ALIKE, are_compatible
from sayso.events.related import related
from sayso.events.words import RARE, weight

if TYPE_CHECKING:
    import numpy as np

    Numbers = np.ndarray[Any, np.dtype[np.integer[Any]]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]

LARGEST = 60
"""Accounts of a block that are all compared with one another."""
BESIDE = 20
"""How many accounts on, in a block that cannot be split further, one is compared with."""
WINDOW = 14
"""Days of a span; half of it is shared with the next one."""
RARE_ENOUGH = 0.75 * RARE
"""From this weight on a name is an anchor."""
UNDATED = -1
"""The span of what has no date."""
_NAMES = 6
_EXACT = 1e-9
IN_ARTICLE = 40
"""How many claims on within an article one is compared with."""
_RELATED = 64
"""Related articles whose claims are held against one another at once: 100,000 pairs at most."""

Pair = tuple[int, int]
Key = TypeVar("Key")


class Stub(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What blocking knows of an account: its article and which account of it, the spans and anchors by which it is
    found, and what is said more exactly: parties, type, day, trigger, and the chances of types."""

    article: str
    place: int
    spans: frozenset[int]
    anchors: frozenset[str]
    parties: tuple[tuple[str, ...], tuple[str, ...]]
    event: str
    day: tuple[int, int] | None
    trigger: str
    kinds: dict[str, float]

    @property
    def key(self) -> tuple[str, int]:
        """By what stubs stand in order, which is that of the keys of their accounts."""
        return self.article, self.place


_FINER: tuple[Callable[[Stub], Hashable], ...] = (
    lambda stub: stub.parties,
    lambda stub: stub.event,
    lambda stub: stub.day,
    lambda stub: stub.trigger,
)


def stubs(accounts: Sequence[Account]) -> list[Stub]:
    """The stubs of accounts, which stand in the order of their keys, all those of an article together."""
    groups = (group for _, group in groupby(accounts, key=lambda account: account.page.id))
    return [_stub(account, place) for group in groups for place, account in enumerate(group)]


def _stub(account: Account, place: int) -> Stub:
    return Stub(
        article=account.page.id,
        place=place,
        spans=_spans(account),
        anchors=anchors(account),
        parties=(tuple(sorted(account.actor.codes)), tuple(sorted(account.recipient.codes))),
        event=account.event,
        day=account.when or account.page.published,
        trigger=account.trigger,
        kinds=dict(account.kinds),
    )


def candidates(accounts: Sequence[Account]) -> set[Pair]:
    """The pairs to compare, as positions in `accounts`, which must stand in the order of their keys."""
    held = stubs(accounts)
    articles = _by(held, lambda stub: [stub.article])
    found = {pair for places in articles.values() for pair in _at(places, within([held[i] for i in places]))}
    for span, places in _by(held, lambda stub: stub.spans).items():
        ones, others = met([held[i] for i in places], span)
        found.update(_at(places, zip(ones.tolist(), others.tolist(), strict=True)))
    pages = (next(group).page for _, group in groupby(accounts, key=lambda account: account.page.id))
    leading = {article: places[:IN_ARTICLE] for article, places in articles.items()}
    ones, others = across(Kinds(held), [(leading[one], leading[other]) for one, other in related(pages)])
    found.update(_sorted(ones, others))
    return found


def _by(held: Sequence[Stub], keys: Callable[[Stub], Iterable[Key]]) -> dict[Key, list[int]]:
    found: defaultdict[Key, list[int]] = defaultdict(list)
    for i, stub in enumerate(held):
        for key in keys(stub):
            found[key].append(i)
    return found


def _at(places: Sequence[int], pairs: Iterable[Pair]) -> Iterator[Pair]:
    for i, j in pairs:
        one, other = places[i], places[j]
        yield (one, other) if one < other else (other, one)


def _sorted(ones: Numbers, others: Numbers) -> Iterator[Pair]:
    return ((min(pair), max(pair)) for pair in zip(ones.tolist(), others.tolist(), strict=True))


def within(held: Sequence[Stub]) -> Iterator[Pair]:
    """The pairs of one article."""
    for i, one in enumerate(held):
        for j in range(i + 1, min(len(held), i + 1 + IN_ARTICLE)):
            if may_be_one(one, held[j]):
                yield i, j


def met(held: Sequence[Stub], span: int) -> tuple[Numbers, Numbers]:
    """The pairs of two articles that meet in a span and in none before, as places in `held` of the one and the other.

    Args:
        held: all that stand in the span, in the order of their keys.
        span: its number.
    """
    import numpy as np

    anchored = _by(held, lambda stub: stub.anchors).values()
    blocks = [pairs for block in anchored if len(block) > 1 for pairs in _pairs(held, block, 0)]
    ones, others = np.divmod(np.unique(np.concatenate([np.empty(0, dtype=np.int64), *blocks])), max(1, len(held)))
    for keep in (_are_apart, partial(_are_new, span=span)):
        kept = keep(held, ones, others)
        ones, others = ones[kept], others[kept]
    kept = Kinds(held).may_be_one(ones, others)
    return ones[kept], others[kept]


def _are_apart(held: Sequence[Stub], ones: Numbers, others: Numbers) -> Flags:
    """Which pairs are not compared as pairs of one article."""
    import numpy as np

    numbers: dict[str, int] = {}
    article = np.array([numbers.setdefault(stub.article, len(numbers)) for stub in held], dtype=np.int64)
    place = np.array([stub.place for stub in held], dtype=np.int64)
    found: Flags = (article[ones] != article[others]) | (abs(place[ones] - place[others]) > IN_ARTICLE)
    return found


def _are_new(held: Sequence[Stub], ones: Numbers, others: Numbers, span: int) -> Flags:
    """Which pairs share no span before this one."""
    import numpy as np

    before = [[n for n in stub.spans if n < span] for stub in held]
    table = np.repeat(UNDATED - 1 - np.arange(len(held))[:, None], max(map(len, before), default=0), axis=1)
    for place, spans in enumerate(before):
        table[place, : len(spans)] = spans
    found = np.ones(len(ones), dtype=np.bool_)
    for one, other in product(table.T, repeat=2):
        found &= one[ones] != other[others]
    return found


class Kinds:
    """The types of many accounts, and their chances, in arrays: so all pairs of related articles are asked at once.

    Args:
        held: stubs, of which nothing else is kept.
    """

    def __init__(self, held: Iterable[Stub]) -> None:
        import numpy as np

        types: dict[str, int] = {}
        names: dict[str, int] = {}
        events, ends, columns, chances = array("i"), array("q", [0]), array("i"), array("d")
        for stub in held:
            events.append(types.setdefault(stub.event, len(types)))
            columns.extend(names.setdefault(name, len(names)) for name in stub.kinds)
            chances.extend(stub.kinds.values())
            ends.append(len(columns))
        self._ends = ends
        self._events = np.array(events, dtype=np.int64)
        # As they came, for what hangs on the order of adding, and as one column a type.
        self._columns, self._given = np.array(columns, dtype=np.int64), np.array(chances, dtype=np.float64)
        self._chances = np.zeros((len(names), len(events)))
        self._chances[self._columns, np.repeat(np.arange(len(events)), np.diff(ends))] = self._given
        table = [[are_compatible(one, other) for other in types] for one in types]
        self._compatible = np.array(table, dtype=np.bool_).reshape(len(types), len(types))

    def may_be_one(self, ones: Numbers, others: Numbers) -> Flags:
        """`may_be_one` of many pairs, given as places."""
        import numpy as np

        found: Flags = self._compatible[self._events[ones], self._events[others]]
        rest = np.flatnonzero(~found)
        ones, others = ones[rest], others[rest]
        shared = np.zeros(len(rest))
        for chance in self._chances:
            shared += np.minimum(chance[ones], chance[others])
        found[rest] = shared >= SEEN_ALIKE
        for i in np.flatnonzero(abs(shared - SEEN_ALIKE) < _EXACT).tolist():  # here the order of adding might tell
            found[rest[i]] = _are_alike(self._kinds(ones[i]), self._kinds(others[i]))
        return found

    def _kinds(self, place: int) -> dict[int, float]:
        held = slice(self._ends[place], self._ends[place + 1])
        return dict(zip(self._columns[held].tolist(), self._given[held].tolist(), strict=True))


def across(kinds: Kinds, articles: Sequence[tuple[Sequence[int], Sequence[int]]]) -> tuple[Numbers, Numbers]:
    """The pairs of related articles, as places of the one and the other; in a large block they may not have been
    compared. Places have four bytes: a month's related articles have a million pairs.

    Args:
        kinds: of all accounts.
        articles: the places of the accounts of two articles that are related.
    """
    import numpy as np

    found = [np.empty((2, 0), dtype=np.int32)]
    for first in range(0, len(articles), _RELATED):
        places = np.concatenate([_product(*both) for both in articles[first : first + _RELATED]], axis=1)
        found.append(places[:, kinds.may_be_one(*places)])
    ones, others = np.concatenate(found, axis=1)
    return ones, others


def _product(one: Sequence[int], other: Sequence[int]) -> Numbers:
    import numpy as np

    ones, others = np.array(one, dtype=np.int32), np.array(other, dtype=np.int32)
    found: Numbers = np.stack([np.repeat(ones, len(other)), np.tile(others, len(one))])
    return found


def may_be_one(one: Stub, other: Stub) -> bool:
    """Whether two accounts may tell one happening, by their types or by what the model sees in their triggers."""
    return are_compatible(one.event, other.event) or _are_alike(one.kinds, other.kinds)


def _are_alike(one: Mapping[Key, float], other: Mapping[Key, float]) -> bool:
    return sum(min(chance, other[name]) for name, chance in one.items() if name in other) >= SEEN_ALIKE


def anchors(account: Account) -> frozenset[str]:
    """Who and what an account can be found by."""
    names = sorted((n for n in account.names if weight(n) >= RARE_ENOUGH), key=lambda n: (-weight(n), n))
    return account.actor.codes | account.recipient.codes | account.place | frozenset(names[:_NAMES])


def _spans(account: Account) -> frozenset[int]:
    dated = [d for d in (account.when, account.page.published) if d is not None and d.length <= WINDOW]
    half = WINDOW // 2
    found = {n for d in dated for week in range(d.first // half, d.last // half + 1) for n in (week, week + 1)}
    return frozenset(found or {UNDATED})


def _pairs(held: Sequence[Stub], block: list[int], depth: int) -> Iterator[Numbers]:
    """The pairs of a block, each as one number: the first place times how many there are, and the second."""
    import numpy as np

    if len(block) > LARGEST and depth < len(_FINER):
        finer: defaultdict[Hashable, list[int]] = defaultdict(list)
        for i in block:
            finer[_FINER[depth](held[i])].append(i)
        yield from (pairs for part in finer.values() for pairs in _pairs(held, part, depth + 1))
        return
    places = np.array(block, dtype=np.int64)
    reach = BESIDE if len(block) > LARGEST else len(block) - 1
    yield from (places[:-step] * len(held) + places[step:] for step in range(1, reach + 1))
