"""The one filter for claims, events and articles: fields in, SQL with parameters out.

Everything that shows claims, events or articles (commands, pages, exports, Python) asks through `Filter`. Conditions
are over `judged_claims` as `c`, so that what people decided counts; events and articles are those with such a claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypedDict, TypeVar

import msgspec

from sayso.actors.asked import codes_asked, unsure
from sayso.claims.scored import SCORED
from sayso.errors import InputError
from sayso.store.terms import PLAIN, plain_words
from sayso.store.times import typed_bounds, typed_day


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which claims are asked for; what is empty asks nothing, and several values of one field are alternatives.

    `actor`, `recipient`, `either` (one of the two) and `source` (anywhere in the chain) are codes, names or
    demonyms of countries and organisations (`sayso.actors.asked`), or other words that the text has for them.
    `event` are types, PLOVER's or own ones; `mode` and `context` PLOVER's; `sector` those of actor or recipient;
    `object_class` classes of objects; `stance` any of asserted, denied, doubted and planned; `factuality`
    FactBank's values. `since` and `until` are dates, months or years: of the event, or of publication where the
    text does not date it. `where` are words for the place. `article` are ids and `publisher` names. `origins` is
    the least number of distinct origins of the event that a claim tells, `min_score` the least score, or
    the least by slot (`{"actor": 0.7}`; `event` is the claim's own); denials and claims that a person called right have
    any. `text` are words to search for, as `sayso search` takes them.
    `all_versions` asks also for articles that a later version has replaced.
    """

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    object_class: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    stance: tuple[str, ...] = ()
    factuality: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    origins: int | None = None
    min_score: float | Mapping[str, float] | None = None
    text: str | None = None
    all_versions: bool = False


Words = str | Iterable[str]


class Fields(TypedDict, total=False):
    """The fields of `Filter` as keywords: one value, or several."""

    actor: Words
    recipient: Words
    either: Words
    event: Words
    mode: Words
    context: Words
    sector: Words
    object_class: Words
    since: str | None
    until: str | None
    stance: Words
    factuality: Words
    source: Words
    article: Words
    publisher: Words
    where: Words
    origins: int | None
    min_score: float | Mapping[str, float] | None
    text: str | None
    all_versions: bool


class EventFields(TypedDict, total=False):
    """The fields of `EventFilter` as keywords: one value, or several."""

    actor: Words
    recipient: Words
    either: Words
    event: Words
    mode: Words
    context: Words
    sector: Words
    object_class: Words
    since: str | None
    until: str | None
    where: Words
    source: Words
    denied: bool
    contested: bool
    stance: Words
    factuality: Words
    article: Words
    publisher: Words
    min_score: float | None
    origins: int
    articles: int


F = TypeVar("F", bound=msgspec.Struct)


def asked_by(kind: type[F], asked: F | None, fields: Mapping[str, Any]) -> F:
    """The filter that a caller means who gave one, or its fields as keywords, or nothing.

    Args:
        kind: of the filter.
        asked: the filter.
        fields: the keywords; a single text stands for a tuple of one.

    Raises:
        InputError: both are given, a field is none of the filter's, or `since` or `until` is no date, month or year.
    """
    if asked is not None and fields:
        raise InputError("There are a filter and fields of one.", "Give the one or the others.")
    if unknown := [name for name in fields if name not in kind.__struct_fields__]:
        raise InputError(f"{unknown[0]} is no field to ask by.", f"Fields are {', '.join(kind.__struct_fields__)}.")
    given = {name: typed_day(v) if name in ("since", "until") and v is not None else v for name, v in fields.items()}
    several = {f.name for f in msgspec.structs.fields(kind) if f.default == ()}
    return asked or kind(**{name: _several(value) if name in several else value for name, value in given.items()})


def _several(value: Words) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


class Parameters(dict[str, Any]):
    """Values by the names that stand for them in a query."""

    def __call__(self, value: Any) -> str:
        """The `$name` of a value."""
        name = f"p{len(self)}"
        self[name] = value
        return f"${name}"


Made = Callable[[Any, Parameters], str]
"""The condition that a field's values come to; they themselves go into the parameters."""


def any_of(conditions: Iterable[str]) -> str:
    """One condition that holds where any of several does."""
    return f"({' OR '.join(conditions)})"


def in_words(column: str, values: Iterable[str], given: Parameters) -> list[str]:
    """The conditions that values stand as whole words in a column of plain words."""
    plain = (" ".join(plain_words(value)) for value in values)
    return [f"contains({column}, {given(f' {words} ')})" for words in plain if words]


def _party(codes: str, words: str) -> Made:
    """A code among the codes, or, of what is no code and no name of one, whole words among the words."""

    def made(values: Any, given: Parameters) -> str:
        found = [f"list_contains({codes}, {given(code)})" for value in values for code in codes_asked(value)]
        return any_of([*found, *in_words(words, unsure(values), given)])

    return made


def _either(values: Any, given: Parameters) -> str:
    return any_of(CONDITIONS[side](values, given) for side in ("actor", "recipient"))


def _cases(values: Iterable[str]) -> list[str]:
    """Values as they are given, in capitals and in small letters."""
    return list(dict.fromkeys(case for value in values for case in (value, value.upper(), value.lower())))


def _equal(*columns: str, column: str = "{}") -> Made:
    """Equal to any of the values, in whatever case."""

    def made(values: Any, given: Parameters) -> str:
        listed = ", ".join(given(value) for value in _cases(values))
        return any_of(f"{column.format(name)} IN ({listed})" for name in columns)

    return made


def _among(*columns: str) -> Made:
    """Any of the values in a list, in whatever case."""

    def made(values: Any, given: Parameters) -> str:
        return any_of(f"list_contains({column}, {given(value)})" for value in _cases(values) for column in columns)

    return made


def _within(column: str) -> Made:
    """Any of the values as whole words in the words."""

    def made(values: Any, given: Parameters) -> str:
        return any_of(_has_words(column, " ".join(plain_words(value)), given) for value in values)

    return made


def _has_words(column: str, words: str, given: Parameters) -> str:
    """First by the letters, which is quick; without words nothing."""
    if not words:
        return "false"
    first, whole = given(words.partition(" ")[0]), given(f" {words} ")
    return f"(contains(strip_accents(lower({column})), {first}) AND contains({PLAIN.format(text=column)}, {whole}))"


_SCORES = {"event": "c.score", **{slot: f"c.score_{slot}" for slot in ("actor", "recipient", "say_so", "factuality")}}
_READ = """(SELECT CAST(r.record->'scores'->>'{slot}' AS DOUBLE) FROM claims r
    WHERE r.rowid = c.claim AND c.judged IS DISTINCT FROM 'corrected')"""
"""The score of a slot that has no column, as it was read."""


def least_scores(value: float | Mapping[str, float]) -> dict[str, float]:
    """The least score by slot; a number alone is for the claim's own.

    Raises:
        InputError: a slot has no score.
    """
    least = dict(value) if isinstance(value, Mapping) else {"event": value}
    if unknown := [slot for slot in least if slot not in SCORED]:
        raise InputError(f"{unknown[0]} is no slot that has a score.", f"Those are {', '.join(SCORED)}.")
    return least


def least_said(value: float | Mapping[str, float]) -> str:
    """The least scores in words.

    >>> least_said(0.6), least_said({"event": 0.6, "actor": 0.7})
    ('0.6', '0.6 and actor 0.7')
    """
    least = least_scores(value).items()
    return " and ".join(str(lowest) if slot == "event" else f"{slot} {lowest}" for slot, lowest in least)


def _scored(value: Any, given: Parameters) -> str:
    """That no score is lower; a slot without one is not held against a claim."""
    scores = {slot: _SCORES.get(slot, _READ.format(slot=slot)) for slot in least_scores(value)}
    least = [f"coalesce({scores[slot]}, 1) >= {given(lowest)}" for slot, lowest in least_scores(value).items()]
    return f"(({' AND '.join(least) or 'true'}) OR c.judged = 'right' OR c.stance = 'denied')"


CONDITIONS: dict[str, Made] = {
    "actor": _party("c.actor", "c.actor_words"),
    "recipient": _party("c.recipient", "c.recipient_words"),
    "either": _either,
    "event": _equal("c.event", "c.plover"),
    "mode": _equal("c.mode"),
    "context": _among("c.context"),
    "sector": _among("c.actor_sector", "c.recipient_sector"),
    "object_class": _among("c.object_class"),
    "since": lambda value, given: f"c.last_day >= CAST({given(typed_bounds(value)[0])} AS DATE)",
    "until": lambda value, given: f"c.first_day <= CAST({given(typed_bounds(value)[1])} AS DATE)",
    "stance": _equal("c.stance"),
    "factuality": _equal("c.factuality"),
    "source": _party("c.source_codes", "c.source_words"),
    "article": _equal("c.article"),
    "publisher": _equal("c.publisher", column="lower({})"),
    "where": _within('c."where"'),
    "origins": lambda value, given: f"c.origins >= {given(value)}",
    "min_score": lambda value, given: _scored(value, given),
}
"""The condition of each field of `Filter` but `text` and `all_versions`."""


def conditions(asked: Filter, given: Parameters) -> str:
    """The condition of a filter over `judged_claims` as `c`, its values put into `given`; without its `text`.

    Args:
        asked: which claims.
        given: the parameters of the query.
    """
    parts = [] if asked.all_versions else ["c.current"]
    for name, made in CONDITIONS.items():
        value = getattr(asked, name)
        if value not in ((), None):
            parts.append(made(value, given))
    return " AND ".join(parts) or "true"
