"""What a search asks for: words, "phrases in quotes", either OR, -not; and the query that finds what has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.errors import InputError
from sayso.store.filters import Parameters
from sayso.store.terms import SMALL, plain_words, stems

_ITEM = re.compile(r'(-?)(?:"([^"]*)"?|“([^”]*)”?|([^\s"“]+))')
K1, B = 1.2, 0.75
"""BM25's usual values: how soon more of the same word counts no more, and how much long texts count less."""


class Item(NamedTuple):
    """A word, or a phrase of several: stems, each with its place from 0; small words are left out."""

    terms: tuple[tuple[str, int], ...]


class Asked(NamedTuple):
    """Every group must be met by any of its items, and no item of `without`."""

    groups: tuple[tuple[Item, ...], ...]
    without: tuple[Item, ...]


def parse(text: str) -> Asked:
    """What the words of a search ask.

    Args:
        text: as it was typed.

    Raises:
        InputError: there is no word to search for.
    """
    groups: list[list[Item]] = []
    without: list[Item] = []
    alternative = False
    for minus, *words in _ITEM.findall(text):
        if words[-1] == "OR" and not minus:
            alternative = bool(groups)
            continue
        item = _item(next((one for one in words if one), ""))
        if not item.terms:
            continue
        if minus:
            without.append(item)
        elif alternative:
            groups[-1].append(item)
        else:
            groups.append([item])
        alternative = False
    if not groups:
        raise InputError(f"There is no word to search for in {text!r}.", "Give one that is rarer than “the” or “of”.")
    return Asked(tuple(map(tuple, groups)), tuple(without))


def _item(words: str) -> Item:
    split = plain_words(words)
    placed = [(word, place) for place, word in enumerate(split) if word not in SMALL]
    first = placed[0][1] if placed else 0
    return Item(
        tuple((stem, place - first) for stem, (_, place) in zip(stems(w for w, _ in placed), placed, strict=True))
    )


def hits(asked: Asked, given: Parameters, *, table: str, number: str) -> str:
    """The query for what a search finds: its number as `number`, and its BM25 score.

    Args:
        asked: what is searched for.
        given: the parameters of the query.
        table: `claim_words` or `article_words`.
        number: the column of it that says which.
    """
    items = [item for group in asked.groups for item in group]
    steps = [f"item{n} AS MATERIALIZED ({_one(item, given, table, number)})" for n, item in enumerate(items)]
    places = iter(range(len(items)))
    for n, group in enumerate(asked.groups):
        scored = " UNION ALL ".join(_scored(next(places), table) for _ in group)
        steps.append(f"group{n} AS (SELECT number, sum(score) AS score FROM ({scored}) GROUP BY number)")
    joined = "".join(f" JOIN group{n} USING (number)" for n in range(1, len(asked.groups)))
    total = " + ".join(f"group{n}.score" for n in range(len(asked.groups)))
    without = [f"SELECT number FROM ({_one(item, given, table, number)})" for item in asked.without]
    unwanted = f" WHERE number NOT IN ({' UNION ALL '.join(without)})" if without else ""
    return f"WITH {', '.join(steps)} SELECT number, {total} AS score FROM group0{joined}{unwanted}"


def _scored(item: int, table: str) -> str:
    """The query for what has an item, and what that tells by BM25: more where few have it, and where it is short."""
    length, documents = _DOCUMENTS[table]
    rarity = f"(SELECT ln(1 + (SELECT count(*) FROM {documents}) / greatest(count(*), 1)) FROM item{item})"
    return (
        f"SELECT number, {rarity} * times * {K1 + 1} / (times + {K1} * ({1 - B} + {B} * length / {length})) AS score "
        f"FROM item{item}"
    )


_DOCUMENTS = {"claim_words": (30, "judged_claims"), "article_words": (400, "articles")}
"""Words of a usual claim and of a usual article, which is what length is measured by, and the table of all of them."""


def _one(item: Item, given: Parameters, table: str, number: str) -> str:
    """The query for what has a word, or the words of a phrase in their places: how many times, and its length."""
    (first, _), *others = item.terms
    joins = "".join(
        _next(n, term, place, given, table=table, number=number) for n, (term, place) in enumerate(others, 1)
    )
    return (
        f"SELECT t0.{number} AS number, count(*) AS times, max(t0.length) AS length FROM {table} t0{joins} "
        f"WHERE t0.term = {given(first)} GROUP BY t0.{number}"
    )


def _next(n: int, term: str, place: int, given: Parameters, *, table: str, number: str) -> str:
    return (
        f" JOIN (SELECT {number}, position FROM {table} WHERE term = {given(term)}) t{n}"
        f" ON t{n}.{number} = t0.{number} AND t{n}.position = t0.position + {place}"
    )


def length_factor(length: str) -> str:
    """What BM25 makes of a word that stands once in a claim of so many words, but for how rare it is; as SQL."""
    return f"({K1 + 1} / (1 + {K1} * ({1 - B} + {B} * {length} / {_DOCUMENTS['claim_words'][0]})))"


def length_of(text: str) -> int:
    """How many words a text has, small ones too."""
    return len(plain_words(text))


def items_of(text: str) -> list[Item]:
    """The words of a text, one by one, without small ones.

    Raises:
        InputError: there is none.
    """
    found = [Item(((term, 0),)) for term, _ in _item(text).terms]
    if not found:
        raise InputError(f"There is no word to go by in {text[:60]!r}.", "Give a whole sentence.")
    return found


def terms_of(asked: Asked) -> Sequence[str]:
    """The stems that a search looks for, each once."""
    return list(dict.fromkeys(term for items in asked.groups for item in items for term, _ in item.terms))
