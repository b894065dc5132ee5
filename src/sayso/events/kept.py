"""The accounts of an article as text and back: what merging keeps of it.

The text is compressed by itself, so that a store gives that of one article without looking at those of others.
"""

from __future__ import annotations

import sys
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, Generic, TypeVar

import msgspec

from sayso.events.accounts import Account, Brief, Page, Party
from sayso.events.days import Days
from sayso.events.outlets import Outlet
from sayso.events.sources import Source
from sayso.events.words import Bag


class _Sentence(msgspec.Struct, frozen=True, array_like=True, gc=False):
    number: int
    depth: float
    words: Bag
    own: Bag
    names: Bag
    numbers: frozenset[str]
    titled: float


Side = TypeVar("Side")
Words = TypeVar("Words")


class _Account(msgspec.Struct, Generic[Side, Words], frozen=True, array_like=True, gc=False):
    """An account without its article and its sentence, and without `said`, which follows from the rest: with its words
    (parties, and bags), or with sides alone and the words as they are packed."""

    claim: Brief
    stance: str
    event: str
    kinds: dict[str, float]
    actor: Side
    recipient: Side
    things: Words
    classes: frozenset[str]
    place: Words
    when: Days | None
    dated: bool
    trigger: str
    near: Words
    clause: Words
    sentence: int
    definite: bool
    other: bool
    faint: bool
    outermost: Source | None
    innermost: Source | None


class _Kept(msgspec.Struct, frozen=True, array_like=True, gc=False):
    page: Page
    sentences: tuple[_Sentence, ...]
    accounts: tuple[_Account[Party, Bag], ...]


class _Side(msgspec.Struct, frozen=True, gc=False):
    """A party without its words."""

    codes: frozenset[str]
    states: frozenset[str]
    sure: float


class _Teller(msgspec.Struct, frozen=True, gc=False):
    """A page without any words of its article."""

    id: str
    publisher: str | None
    outlet: Outlet
    date: str | None
    published: Days | None


class _KeptToTell(msgspec.Struct, frozen=True, array_like=True, gc=False):
    page: _Teller
    sentences: msgspec.Raw
    accounts: tuple[_Account[_Side, msgspec.Raw], ...]


_SHORT = 4
"""Words of a bag that others have too: parties, places and things; sentences mostly have words of their own."""


def _decode(_: type, value: Any) -> Bag:
    """A bag, whose words are held once for all articles in memory; a short one is held once itself.

    Of a set Python makes another with no more room than it needs; one that grows word by word has up to four times as
    much, half a kilobyte for each of an account's bags.
    """
    return _short(tuple(value)) if len(value) <= _SHORT else Bag(set(map(sys.intern, value)))


@lru_cache(maxsize=16384)
def _short(words: tuple[str, ...]) -> Bag:
    return Bag(map(sys.intern, words))


@lru_cache(maxsize=4096)
def _once(codes: frozenset[str]) -> frozenset[str]:
    """Codes that many have are held once; of what msgspec decodes each would be held by itself."""
    return codes


@lru_cache(maxsize=8192)
def _party(party: Party) -> Party:
    """Parties that many have are held once."""
    return Party(_once(party.codes), party.words, _once(party.states), party.sure)


_ENCODER = msgspec.msgpack.Encoder(enc_hook=sorted, order="deterministic")
_DECODER = msgspec.msgpack.Decoder(_Kept, dec_hook=_decode)
_RETOLD = msgspec.msgpack.Decoder(_KeptToTell, dec_hook=_decode)
_NONE = Bag()
_SILENT = _Sentence(0, 0.0, _NONE, _NONE, _NONE, frozenset(), 0.0)
_QUICK = 1
"""Level of compression: a third of the size; the highest takes ten times as long for another tenth."""


def encoded(page: Page, accounts: Sequence[Account]) -> str:
    """An article as text, a string of JSON.

    Args:
        page: of the article.
        accounts: all of its accounts, in order.
    """
    sentences = {
        a.sentence: _Sentence(a.sentence, a.depth, a.words, a.own, a.names, a.numbers, a.titled) for a in accounts
    }
    rows = tuple(_Account(*(getattr(a, name) for name in _Account.__struct_fields__)) for a in accounts)
    packed = zlib.compress(_ENCODER.encode(_Kept(page, tuple(sentences.values()), rows)), _QUICK)
    return f'"{b64encode(packed).decode()}"'


def decoded(text: str) -> tuple[Page, list[Account]]:
    """The article of a text: its page, and its accounts in order."""
    kept = _DECODER.decode(_unpacked(text))
    sentences = {sentence.number: sentence for sentence in kept.sentences}
    return kept.page, [_account(kept.page, row, sentences[row.sentence], _party, _as_it_is) for row in kept.accounts]


def retold(text: str) -> tuple[Page, list[Account]]:
    """The article of a text as making events asks for it: who tells what and when, whom it has for a source. Two such
    accounts cannot be compared: but for those of sources their words are left out, which are most of what is kept."""
    kept = _RETOLD.decode(_unpacked(text))
    teller = kept.page
    page = Page(teller.id, teller.publisher, teller.outlet, teller.date, teller.published, _NONE, _NONE, _NONE)
    return page, [_account(page, row, _SILENT, _side, _none) for row in kept.accounts]


def _unpacked(text: str) -> bytes:
    return zlib.decompress(b64decode(text[1:-1]))


def _side(side: _Side) -> Party:
    return _party(Party(side.codes, _NONE, side.states, side.sure))


def _as_it_is(words: Bag) -> Bag:
    return words


def _none(_: msgspec.Raw) -> Bag:
    return _NONE


def _account(
    page: Page,
    row: _Account[Side, Words],
    sentence: _Sentence,
    party: Callable[[Side], Party],
    bag: Callable[[Words], Bag],
) -> Account:
    actor, recipient, things, place = party(row.actor), party(row.recipient), bag(row.things), bag(row.place)
    return Account(
        page=page, claim=row.claim, stance=sys.intern(row.stance), event=sys.intern(row.event), kinds=row.kinds,
        actor=actor, recipient=recipient, things=things, classes=_once(row.classes),
        place=place, when=row.when, dated=row.dated, trigger=sys.intern(row.trigger),
        words=sentence.words, own=sentence.own, near=bag(row.near), clause=bag(row.clause),
        names=sentence.names, numbers=sentence.numbers, sentence=row.sentence,
        depth=sentence.depth, definite=row.definite, other=row.other, faint=row.faint,
        said=_said(actor.words, recipient.words, things, place), titled=sentence.titled,
        outermost=row.outermost, innermost=row.innermost,
    )  # fmt: skip


def _said(*parts: Bag) -> Bag:
    """All words of some bags; where one has them all, that one."""
    longest = max(parts, key=len)
    return longest if all(part <= longest for part in parts) else Bag(chain.from_iterable(parts))
