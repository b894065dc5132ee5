"""Keys under which articles that may be copies of one another meet, without comparing each with each.

Four kinds, for four ways in which one article comes out of another:

  bands       MinHash over runs of five words, in bands (rensa): the same text with small changes, however short
  runs        a sample of the runs themselves, by their hash: a part cut out of a longer article
  quotations  a sample of runs of four words within quotations: a rewrite keeps them
  specifics   MinHash over names and numbers, in bands, by the week: a rewrite of which no run of words is left

A key is a number below 2^63, so that it fits a signed column of a table. Keys depend on nothing but the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING

from sayso.errors import InputError
from sayso.events.copies.wording import Wording

if TYPE_CHECKING:
    from rensa import RMinHash

BANDS, ROWS = 16, 2
"""Of the words. Two articles of which a third of all runs are the same share a band with a chance of 85 %, of which one
in a hundred are with 0.2 %."""
SPECIFIC_BANDS, SPECIFIC_ROWS = 16, 3
"""Of names and numbers. Those who share half share a band with 88 %, those who share a tenth with 2 %."""
SAMPLED = 8
"""One run in so many is a key: a paragraph of 50 words that was lifted is missed in 0.2 % of all cases."""
QUOTED = 4
"""The same for runs within quotations: one of 20 words is missed in 1 %."""
PERIOD = 7
"""Days of a period. Two articles meet by their names and numbers if at most so many days lie between them."""
LEAST_SPECIFICS = 4
"""With fewer names and numbers there is nothing to tell articles apart by."""
SEED = 20240501
BITS = 40
"""Two of 300 items have the same number in one of some ten million articles."""
_TOP = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Signature:
    """What the keys of an article are made of: two MinHash digests, and hashes of sampled runs of words."""

    words: tuple[int, ...]
    specifics: tuple[int, ...]
    runs: tuple[int, ...]
    quoted: tuple[int, ...]


def signature(wording: Wording) -> Signature:
    """The signature of an article.

    Raises:
        InputError: the library that makes them is not installed.
    """
    sketcher = _sketcher()
    enough = len(wording.specifics) >= LEAST_SPECIFICS
    return Signature(
        _digest(sketcher, wording.shingle_set, BANDS * ROWS),
        _digest(sketcher, wording.specifics, SPECIFIC_BANDS * SPECIFIC_ROWS) if enough else (),
        tuple(_sample(sketcher, wording.shingle_set, SAMPLED)),
        tuple(_sample(sketcher, wording.quoted, QUOTED)),
    )


def hashed(items: frozenset[str]) -> list[int]:
    """Items as numbers of `BITS` bits, sorted, each once: what two articles share of them is found without their words.

    Raises:
        InputError: the library that makes them is not installed.
    """
    return sorted({h & (1 << BITS) - 1 for h in _sketcher().hash_token_sets([list(items)])[0]}) if items else []


def _sketcher() -> type[RMinHash]:
    try:
        from rensa import RMinHash
    except ImportError as problem:
        raise InputError("Comparing articles needs rensa.", "Install it with: pip install 'sayso[store]'") from problem
    sketcher: type[RMinHash] = RMinHash
    return sketcher


def _digest(sketcher: type[RMinHash], items: frozenset[str], size: int) -> tuple[int, ...]:
    if not items:
        return ()
    sketch = sketcher(size, SEED)
    sketch.update(list(items))
    return tuple(sketch.digest())


def _sample(sketcher: type[RMinHash], items: frozenset[str], one_in: int) -> Iterator[int]:
    """Hashes of the items that fall into the sample, which is the same for every article."""
    hashes: Sequence[int] = sketcher.hash_token_sets([list(items)])[0] if items else []
    yield from sorted(h for h in set(hashes) if h % one_in == 0)


def bands(signature: Signature, published: str | None = None) -> list[int]:
    """All keys of an article, sorted, each once.

    Args:
        signature: of the article.
        published: ISO date of its publication, if known; without one it meets by names and numbers only others
            without one.
    """
    found = {_key("run", h) for h in signature.runs} | {_key("quoted", h) for h in signature.quoted}
    found |= set(_banded("words", signature.words, ROWS))
    for period in periods(published):
        found |= set(_banded(f"specifics {period}", signature.specifics, SPECIFIC_ROWS))
    return sorted(found)


def periods(published: str | None) -> tuple[int, ...]:
    """The two numbers of periods that a day counts to: days that lie at most one period apart share one."""
    day = day_of(published)
    if day is None:
        return (0,)
    number = day.toordinal() // PERIOD
    return number, number + 1


def day_of(published: str | None) -> date | None:
    """The day of an ISO date, also of one with a time; None of anything else."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _banded(kind: str, digest: Sequence[int], rows: int) -> Iterator[int]:
    for start in range(0, len(digest), rows):
        yield _key(kind, start, *digest[start : start + rows])


def _key(*parts: object) -> int:
    return int.from_bytes(blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).digest(), "big") & _TOP
