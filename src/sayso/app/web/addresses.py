"""Addresses of pages: every filter stands in the address itself, so that a page can be kept, sent and gone back to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from starlette.datastructures import QueryParams

from sayso.app.web.names import STANCES
from sayso.errors import InputError
from sayso.store.happenings import ListFilter
from sayso.store.naming import meant
from sayso.store.rows import Sql
from sayso.store.times import typed_day

MANY = ("event", "actor", "recipient", "either", "stance", "source", "where")
"""Fields of a filter that may be asked for several times."""
ONE = ("since", "until")
LONGEST = 200
"""Characters of a value in an address that are taken; the longest name of a source in news has under 150."""


def place(kind: str, *keys: str) -> str:
    """The address of a thing: `place("dyad", "RUS", "UKR")` is `/dyad/RUS/UKR`.

    Where there are several keys, a slash in one is written as `~1` and a tilde as `~0`; `key` is the way back.
    """
    parts = keys if len(keys) == 1 else [one.replace("~", "~0").replace("/", "~1") for one in keys]
    return "/" + "/".join(quote(part, safe="") for part in (kind, *parts))


def key(part: str) -> str:
    """One of several keys, as an address has it."""
    return part.replace("~1", "/").replace("~0", "~")


def asked_events(query: QueryParams, sql: Sql) -> ListFilter:
    """The filter of an address, with names of actors as codes.

    Args:
        query: of the address.
        sql: what asks the store.

    Raises:
        InputError: a date or number in it is none, a name stands for several, or nobody is called so.
    """
    asked: dict[str, Any] = {
        name: tuple(value[:LONGEST] for value in query.getlist(name) if value.strip()) for name in MANY
    }
    asked.update({name: typed_day(query[name].strip()) for name in ONE if query.get(name, "").strip()})
    for value in asked["stance"]:
        one_of("stance", value, STANCES)
    return meant(sql, ListFilter(origins=_number(query.get("origins", "")), **asked))


def _number(value: str) -> int | None:
    if not value.strip():
        return None
    if not value.strip().isdecimal() or len(value) > 6:
        raise InputError(f"“{value[:40]}” is no number.", "Give a whole number.")
    return int(value)


def page_number(value: str) -> int:
    """The number of a page, from 1; what is none is the first."""
    return max(1, int(value)) if value.isdecimal() and len(value) < 6 else 1


def pairs(asked: ListFilter) -> list[tuple[str, str]]:
    """The names and values of a filter, as an address has them."""
    found: list[tuple[str, str]] = []
    for name in ListFilter.__struct_fields__:
        value = getattr(asked, name)
        values: Iterable[object] = value if isinstance(value, tuple) else [] if value is None else [value]
        found += [(name, str(one)) for one in values]
    return found


def beside_form(asked: ListFilter) -> list[tuple[str, str]]:
    """What a filter asks beyond the fields of the form of a network or map."""
    return [pair for pair in pairs(asked) if pair[0] not in ("event", "stance", "either", "since", "until")]


def one_of(what: str, value: str, known: Iterable[str]) -> str:
    """A value of an address that a list holds.

    Raises:
        InputError: the list does not hold it.
    """
    if value not in (held := tuple(known)):
        raise InputError(f"“{value[:40]}” is no {what}.", f"It is one of {', '.join(held)}.")
    return value


def to(path: str, given: Iterable[tuple[str, str]] | Mapping[str, str] = ()) -> str:
    """A path with a query, if there is one."""
    query = urlencode(list(given.items()) if isinstance(given, Mapping) else list(given))
    return f"{path}?{query}" if query else path


def with_value(given: Iterable[tuple[str, str]], name: str, value: str) -> list[tuple[str, str]]:
    """A query with one value more, or less if it was there."""
    before = list(given)
    pair = (name, value)
    return [one for one in before if one != pair] if pair in before else [*before, pair]
