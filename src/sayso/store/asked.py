"""What a search asks for: words, "phrases in quotes", either OR, -not; and the query that finds what has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.errors import InputError
from sayso.store.filters import Parameters
from sayso.store.rows import Sql
from sayso.store.terms import SMALL, WORDS, stems

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


def parse(text: str, sql: Sql) -> Asked:
    """What the words of a search ask.

    Args:
        text: as it was typed.
        sql: what splits words as the index was split.

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
        item = _item(next((one for one in words if one), ""), sql)
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


def _item(words: str, sql: Sql) -> Item:
    split: list[str] = sql(f"SELECT {WORDS} FROM (SELECT $words AS text)", {"words": words}).one() or []
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
    found = [
        f"SELECT {group} AS part, {group * 1000 + place} AS item, * FROM ({_one(item, given, table, number)})"
        for group, items in enumerate(asked.groups)
        for place, item in enumerate(items)
    ]
    without = [f"SELECT number FROM ({_one(item, given, table, number)})" for item in asked.without]
    unwanted = f" WHERE number NOT IN ({' UNION ALL '.join(without)})" if without else ""
    length, documents = _DOCUMENTS[table]
    return f"""
    WITH found AS MATERIALIZED ({" UNION ALL ".join(found)}),
    rarity AS (SELECT item, ln(1 + (SELECT count(*) FROM {documents}) / count(*)) AS idf FROM found GROUP BY item)
    SELECT number, sum(idf * times * {K1 + 1} / (times + {K1} * ({1 - B} + {B} * length / {length}))) AS score
    FROM found JOIN rarity USING (item){unwanted}
    GROUP BY number{_all_met(len(asked.groups))}
    """


_DOCUMENTS = {"claim_words": (30, "judged_claims"), "article_words": (400, "articles")}
"""Words of a usual claim and of a usual article, which is what length is measured by, and the table of all of them."""


def _all_met(groups: int) -> str:
    return f" HAVING count(DISTINCT part) = {groups}" if groups > 1 else ""


def _one(item: Item, given: Parameters, table: str, number: str) -> str:
    """The query for what has a word, or the words of a phrase in their places: how many times, and its length."""
    (first, _), *others = item.terms
    joins = "".join(
        _next(n, term, place, given, table=table, number=number) for n, (term, place) in enumerate(others, 1)
    )
    return (
        f"SELECT t0.{number} AS number, count(*) AS times, any_value(t0.length) AS length FROM {table} t0{joins} "
        f"WHERE t0.term = {given(first)} GROUP BY t0.{number}"
    )


def _next(n: int, term: str, place: int, given: Parameters, *, table: str, number: str) -> str:
    return (
        f" JOIN (SELECT {number}, position FROM {table} WHERE term = {given(term)}) t{n}"
        f" ON t{n}.{number} = t0.{number} AND t{n}.position = t0.position + {place}"
    )


def length_factor(length: int) -> float:
    """What BM25 makes of a word that stands once in a claim of so many words, but for how rare it is."""
    return (K1 + 1) / (1 + K1 * (1 - B + B * length / _DOCUMENTS["claim_words"][0]))


def length_of(text: str, sql: Sql) -> int:
    """How many words a text has, small ones too."""
    return int(sql(f"SELECT len({WORDS}) FROM (SELECT $words AS text)", {"words": text}).one())


def items_of(text: str, sql: Sql) -> list[Item]:
    """The words of a text, one by one, without small ones.

    Raises:
        InputError: there is none.
    """
    found = [Item(((term, 0),)) for term, _ in _item(text, sql).terms]
    if not found:
        raise InputError(f"There is no word to go by in {text[:60]!r}.", "Give a whole sentence.")
    return found


def terms_of(asked: Asked) -> Sequence[str]:
    """The stems that a search looks for, each once."""
    return list(dict.fromkeys(term for items in asked.groups for item in items for term, _ in item.terms))
