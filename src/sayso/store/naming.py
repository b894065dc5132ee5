"""What the words of a filter mean: names become codes, and what nobody in the store is called, or no list of types and
classes holds, is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import msgspec

from sayso.actors.asked import bearers, code_asked, nobody, sure_code
from sayso.errors import InputError
from sayso.events.asking import EventFilter
from sayso.events.judged import LINKS, codes_of
from sayso.ontology.vocabularies import CLASSES, CONTEXTS, EVENTS, FACTUALITY, MODES, SECTORS, Vocabulary
from sayso.store import event_queries, filters, happenings
from sayso.store.filters import Filter, Made, Parameters, any_of
from sayso.store.happenings import ListFilter
from sayso.store.rows import Sql
from sayso.store.times import typed_day

_VOCABULARIES: Mapping[str, Vocabulary] = {
    "event": EVENTS,
    "mode": MODES,
    "context": CONTEXTS,
    "sector": SECTORS,
    "object_class": CLASSES,
    "factuality": FACTUALITY,
}
Asked = TypeVar("Asked", Filter, EventFilter, ListFilter)
_ANY: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("actor", "recipient", "either"), ("actor", "recipient")),
    "source": ("source",),
}
"""In which fields somebody may be found who is asked for in one: who never acts is known if something befell them."""
_TYPED: Mapping[type, tuple[str, ...]] = {ListFilter: ("either",)}
"""Of a list of events only what somebody types in a form; the rest is in addresses, with codes and whole names."""
_ROWS: Mapping[type, tuple[str, Mapping[str, Made]]] = {
    Filter: ("judged_claims c", filters.CONDITIONS),
    EventFilter: ("events e", event_queries.CONDITIONS),
    ListFilter: ("events e", happenings.CONDITIONS),
}


def meant(sql: Sql, asked: Asked) -> Asked:
    """The same filter, its actors, recipients and sources by their codes where they have any.

    A code or name that the tables know is known, whether or not the store has it; another code is if a claim has it,
    and other words, which lists of events do not ask for, if a claim or event is told with them.

    Args:
        sql: what asks the store; what filters ask must be up to date (`Store.index`).
        asked: what somebody typed.

    Raises:
        InputError: a name stands for several, nobody is called so, or there is no such type, mode, context, sector,
            class or value; it proposes the nearest.
    """
    _check_words(sql, asked)
    named = {name: getattr(asked, name, ()) for name in _TYPED.get(type(asked), tuple(_ANY))}
    found = {name: tuple(_meant(sql, type(asked), name, one) for one in held) for name, held in named.items() if held}
    return msgspec.structs.replace(asked, **found)


def _check_words(sql: Sql, asked: Filter | EventFilter | ListFilter) -> None:
    for name, vocabulary in _VOCABULARIES.items():
        for word in getattr(asked, name, ()):
            if not vocabulary.holds(word) and not _is_there(sql, type(asked), name, word):
                raise vocabulary.without(word)


def code_meant(sql: Sql, words: str) -> str:
    """The code that words stand for: they themselves if a claim has them as one, else what the tables say, and what
    they do not know is a code of the user's own.

    Raises:
        InputError: they stand for several.
    """
    if sure_code(words) == words or (bearers(words) and _is_code(sql, words)):
        return words
    return code_asked(words) or words


def value_meant(sql: Sql, slot: str, value: str) -> str:
    """The value of a slot as a person gives it, with names as codes where it holds codes, and dates in ISO form.

    Raises:
        InputError: a name stands for several.
    """
    if slot == "source":
        links = ("+".join(code_meant(sql, one.strip()) for one in link.split("+")) for link in LINKS.split(value))
        return " > ".join(links)
    if slot == "when":
        return day_meant(value)
    return "+".join(code_meant(sql, one) for one in codes_of(value)) if slot in ("actor", "recipient") else value


def day_meant(value: str) -> str:
    """A date, or a range FROM/TO, in ISO form; what is none stays as it is."""
    try:
        return "/".join(typed_day(one) for one in value.split("/"))
    except InputError:
        return value


def _meant(sql: Sql, kind: type, name: str, words: str) -> str:
    if bearers(words):
        return code_meant(sql, words)
    there = _is_code(sql, words) if kind is ListFilter else _is_there(sql, kind, name, words)
    if not there:
        raise nobody(words)
    return words


def _is_code(sql: Sql, words: str) -> bool:
    """Whether a claim has words as a code, perhaps of a user's own table of actors."""
    lists = ("c.actor", "c.recipient", "c.source_codes")
    where = any_of(f"list_contains({column}, $code)" for column in lists)
    return bool(sql(f"SELECT 1 FROM judged_claims c WHERE {where} LIMIT 1", {"code": words}).one())


def _is_there(sql: Sql, kind: type, name: str, words: str) -> bool:
    table, conditions = _ROWS[kind]
    given = Parameters()
    where = any_of(conditions[field]((words,), given) for field in _ANY.get(name, (name,)))
    return bool(sql(f"SELECT 1 FROM {table} WHERE {where} LIMIT 1", given).one())
