"""Pictures of a store: a filter in, a picture with its rows out. Commands, pages and Python draw through `draw`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from msgspec import structs

from sayso import __version__
from sayso.actors.coordinates import Location, locate
from sayso.errors import InputError
from sayso.report.names import actor_name
from sayso.report.plots.framing import Caption
from sayso.report.plots.measure import several
from sayso.report.plots.periods import PERIODS, Period, fitting
from sayso.report.plots.rendering import MISSING, Picture
from sayso.report.plots.themes import QUADS, Theme, theme
from sayso.store.counting import UNITS, About, Asked, about, between, over_time, pairs, places, transfers
from sayso.store.filters import Filter, least_said
from sayso.store.naming import code_meant
from sayso.store.rows import Sql
from sayso.store.tables import Row

PICTURES = ("timeline", "dyad", "network", "flows", "map")
MOST: Mapping[str, int] = {"network": 40, "flows": 24, "map": 400}
"""Arrows, bands and places that are drawn unless more are asked for: those with the most."""
AID = "AID"
"""The type of event of a transfer."""


class Wanted(NamedTuple):
    """What is to be drawn, and how: `unit` is what is counted."""

    sql: Sql
    asked: Asked
    unit: str
    theme: Theme
    by: str
    period: str | None
    most: int


def draw(
    sql: Sql, picture: str, asked: Asked | None = None, *, count: str = "events", theme_name: str = "light",
    by: str = "quad", period: str | None = None, most: int | None = None,
) -> Picture:  # fmt: skip
    """Draw a picture.

    >>> picture = draw(store.sql, "network", Filter(since="2023"))
    >>> Path("network.svg").write_text(picture.svg())

    Args:
        sql: what asks the store: `Store.sql`.
        picture: one of `PICTURES`; `dyad` wants one `actor` and one `recipient`, and draws both directions.
        asked: which claims, or the events that such claims tell; or which events, by `ListFilter`.
        count: events, claims or origins.
        theme_name: light, dark, or page (colours that a page sets).
        by: quad or event: what timelines have a colour for.
        period: day, week, month, quarter or year; by default what fits.
        most: arrows, bands or places at most.

    Raises:
        InputError: there is nothing to draw, or the extra `plot` is not installed.
    """
    for given, known in ((picture, PICTURES), (count, UNITS), (by, ("quad", "event")), (period, (None, *PERIODS))):
        if given not in known:
            raise InputError(f"{given} is unknown.", f"Take one of {', '.join(filter(None, known))}.")
    try:
        import networkx  # noqa: F401
        import vl_convert  # noqa: F401
        from altair.utils.schemapi import debug_mode
    except ImportError as problem:
        raise MISSING from problem
    wanted = Wanted(sql, asked or Filter(), count, theme(theme_name), by, period, most or MOST.get(picture, 0))
    with debug_mode(False):  # each part of a chart would be checked again with every layer around it
        return _DRAWN[picture](wanted)


def _timeline(wanted: Wanted) -> Picture:
    from sayso.report.plots.timeline import timeline

    held, begin, period = _time(wanted, wanted.asked)
    rows = over_time(wanted.sql, wanted.asked, count=wanted.unit, period=period.name, by=wanted.by, begin=begin)
    title = f"{wanted.unit.capitalize()} by {period.name}, {_years(begin, held.last)}"
    caption = _caption(title, wanted, held, sum(row["n"] for row in rows), begin=begin)
    made = timeline(rows, caption, wanted.theme, period=period, unit=wanted.unit)
    shown = [{**row, "kind": QUADS.get(row["kind"], row["kind"])} for row in rows]
    columns = {"from": period.name.capitalize(), "kind": "Kind", "standing": "Standing", "n": wanted.unit.capitalize()}
    return _picture(made, wanted, columns, shown, title)


def _dyad(wanted: Wanted) -> Picture:
    from sayso.report.plots.dyad import dyad

    one, other = _two(wanted)
    both = structs.replace(wanted.asked, actor=(one, other), recipient=(one, other))
    held, begin, period = _time(wanted, both, (one, other))
    rows = between(wanted.sql, both, (one, other), count=wanted.unit, period=period.name, begin=begin)
    names = actor_name(one), actor_name(other)
    title = f"{names[0]} and {names[1]}: {wanted.unit} by {period.name}, {_years(begin, held.last)}"
    rest = structs.replace(wanted.asked, actor=(), recipient=())
    caption = _caption(title, wanted._replace(asked=rest), held, sum(row["n"] for row in rows), begin=begin)
    made = dyad(rows, caption, wanted.theme, period=period, unit=wanted.unit, names=names)
    shown = [{**row, "way": " → ".join(names if row["forth"] else names[::-1]), "kind": QUADS[row["quad"]]}
             for row in rows]  # fmt: skip
    columns = {"from": period.name.capitalize(), "way": "Direction", "kind": "Kind", "standing": "Standing",
               "n": wanted.unit.capitalize()}  # fmt: skip
    return _picture(made, wanted, columns, shown, title)


def _two(wanted: Wanted) -> tuple[str, str]:
    asked = wanted.asked
    if len(asked.actor) != 1 or len(asked.recipient) != 1:
        raise InputError(
            "A picture of a pair is of two actors.", "Name them with --actor and --recipient, by code or name."
        )
    one, other = (code_meant(wanted.sql, given) for given in (asked.actor[0], asked.recipient[0]))
    return one, other


def _network(wanted: Wanted) -> Picture:
    from sayso.report.plots.network import network

    held = _held(wanted, wanted.asked)
    found = _arrows(pairs(wanted.sql, wanted.asked, count=wanted.unit))
    if not found:
        raise _nothing("No two actors have to do with each other", wanted)
    rows = found[: wanted.most]
    title = f"Who does what to whom: {wanted.unit}, {_years(held.first, held.last)}"
    caption = _caption(title, wanted, held, held.n).noting(
        _left_out(found, rows, "arrows", wanted.unit), _unpaired(held, wanted.unit), _within(held, wanted.unit)
    )
    made = network(rows, caption, wanted.theme, unit=wanted.unit)
    columns = {"actor": "Who", "recipient": "To whom", "kind": "Kind", "n": wanted.unit.capitalize(),
               "denied": "Of these denied", "planned": "Planned", "doubted": "Doubted"}  # fmt: skip
    return _picture(made, wanted, columns, [{**row, "kind": QUADS[row["quad"]]} for row in rows], title)


def _arrows(rows: Iterable[Row]) -> list[Row]:
    """One arrow for each pair and quad class, with how it stands as a whole; the strongest first."""
    held: defaultdict[tuple[str, str, int], defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        held[actor_name(row["actor"]), actor_name(row["recipient"]), row["quad"]][row["standing"]] += row["n"]
    found = [
        {"actor": actor, "recipient": recipient, "quad": quad, **_standing(n)}
        for (actor, recipient, quad), n in held.items()
    ]
    return sorted(found, key=lambda row: (-row["n"], row["actor"], row["recipient"], row["quad"]))


def _standing(n: Mapping[str, int]) -> Row:
    """How several stand together, how many they are, and how many of them are denied, planned and doubted."""
    whole, denied = sum(n.values()), n.get("denied", 0) + n.get("contested", 0)
    if denied:
        word = "denied" if n.get("denied", 0) == whole else "contested"
    else:
        word = next(name for name in ("asserted", "planned", "doubted") if n.get(name))
    return {
        "standing": word,
        "n": whole,
        "denied": denied,
        "planned": n.get("planned", 0),
        "doubted": n.get("doubted", 0),
    }


def _flows(wanted: Wanted) -> Picture:
    from sayso.report.plots.flows import flows

    asked = wanted.asked if wanted.asked.event else structs.replace(wanted.asked, event=(AID,))
    held = _held(wanted, asked)
    found = _bands(transfers(wanted.sql, asked, count=wanted.unit))
    if not found:
        raise _nothing("Nobody gives anything to anybody", wanted)
    rows = found[: wanted.most]
    of = " of aid" if not wanted.asked.event else ""
    title = f"Who gives what to whom: {wanted.unit}{of}, {_years(held.first, held.last)}"
    caption = _caption(title, wanted, held, held.n).noting(
        f"{wanted.unit.capitalize()} with several classes of objects count for each of them.",
        _left_out(found, rows, "bands", wanted.unit), _unpaired(held, wanted.unit), _within(held, wanted.unit),
    )  # fmt: skip
    made = flows(rows, caption, wanted.theme, unit=wanted.unit)
    columns = {"actor": "From", "recipient": "To", "class": "What", "standing": "Standing",
               "n": wanted.unit.capitalize(), "denied_by": "Denied by"}  # fmt: skip
    return _picture(made, wanted, columns, rows, title)


def _bands(rows: Sequence[Row]) -> list[Row]:
    """The strongest first; of equally strong ones those that say what is given, between those with most to do."""
    pairs_of, classes = Counter[tuple[str, str]](), Counter[str | None]()
    for row in rows:
        pairs_of[row["actor"], row["recipient"]] += row["n"]
        classes[row["class"]] += row["n"]
    rank = sorted(rows, key=lambda row: (-row["n"], row["class"] is None, -pairs_of[row["actor"], row["recipient"]],
                                         -classes[row["class"]]))  # fmt: skip
    return [
        {**row, "actor": actor_name(row["actor"]), "recipient": actor_name(row["recipient"]),
         "denied_by": [actor_name(name) for name in row["denied_by"] or ()]}
        for row in rank
    ]  # fmt: skip


def _map(wanted: Wanted) -> Picture:
    from sayso.report.plots.mapping import places as drawn

    held = _held(wanted, wanted.asked)
    found, unknown = _placed(places(wanted.sql, wanted.asked, count=wanted.unit))
    if not found:
        raise _nothing("No place is known", wanted)
    rows = found[: wanted.most]
    title = f"Where it happens: {wanted.unit}, {_years(held.first, held.last)}"
    caption = _caption(title, wanted, held, sum(row["n"] for row in found)).noting(
        f"Left out: {held.n - held.placed:,} {wanted.unit} for which the text names no place, and {unknown:,} at "
        "places that are in no table of Sayso's.",
        _left_out(found, rows, "places", wanted.unit),
    )
    made = drawn(rows, caption, wanted.theme, unit=wanted.unit)
    columns = {"place": "Place", "sureness": "Position", "n": wanted.unit.capitalize(), "cooperation": "Cooperation",
               "conflict": "Conflict", "denied": "Denied"}  # fmt: skip
    return _picture(made, wanted, columns, rows, title)


def _placed(rows: Iterable[Row]) -> tuple[list[Row], int]:
    """What happens at each place, the most first; and how much is at places that nobody knows."""
    held: defaultdict[Location, list[Row]] = defaultdict(list)
    unknown = 0
    for row in rows:
        at = locate(row["place"], parties=row["parties"])
        if at is None:
            unknown += row["n"]
        else:
            held[at].append(row)
    found = [_place(at, told) for at, told in held.items()]
    return sorted(found, key=lambda row: (-row["n"], row["place"])), unknown


def _place(at: Location, told: Sequence[Row]) -> Row:
    names: defaultdict[str, int] = defaultdict(int)
    stances: defaultdict[str, int] = defaultdict(int)
    for row in told:
        names[row["place"]] += row["n"]
        stances[row["standing"]] += row["n"]
    known = {side: sum(row["n"] for row in told if row["quad"] in quads)
             for side, quads in (("cooperation", (1, 2)), ("conflict", (3, 4)))}  # fmt: skip
    name = min(names, key=lambda one: (-names[one], len(one), one))
    whole = actor_name(at.code) if at.sureness == "area" and at.code else name.removeprefix("the ")
    return {"place": whole, "latitude": at.latitude, "longitude": at.longitude, "sureness": at.sureness, **known,
            **_standing(stances)}  # fmt: skip


def _held(wanted: Wanted, asked: Asked, pair: tuple[str, str] | None = None) -> About:
    held = about(wanted.sql, asked, count=wanted.unit, pair=pair)
    if not held.n:
        raise _nothing(f"There are no {wanted.unit}", wanted)
    return held


def _time(wanted: Wanted, asked: Asked, pair: tuple[str, str] | None = None) -> tuple[About, date | None, Period]:
    """What is counted, from which day on, and how long a bar lasts."""
    held = _held(wanted, asked, pair)
    begin = held.begin(asked)
    if begin is None or held.last is None:
        raise _nothing(f"None of the {wanted.unit} has a date", wanted)
    return held, begin, Period(wanted.period) if wanted.period else fitting(begin, held.last)


def _nothing(fact: str, wanted: Wanted) -> InputError:
    asked = told(wanted.asked)
    within = f" in what is asked for ({asked})" if asked else " in the store"
    return InputError(f"{fact}{within}.", "Ask for less, or add articles; an empty picture would say nothing.")


def _picture(made: Any, wanted: Wanted, columns: Mapping[str, str], rows: Sequence[Row], title: str) -> Picture:
    return Picture(chart=made, theme=wanted.theme, columns=columns, rows=rows, title=title)


def _caption(title: str, wanted: Wanted, held: About, shown: int, *, begin: date | None = None) -> Caption:
    """The words around a picture."""
    asked = told(wanted.asked)
    exact = f"{several(shown, wanted.unit)}, {_days(begin or held.first, held.last)}"
    notes = [_undated(held) if begin else None, _earlier(held, begin, held.dated - shown), _sources(held)]
    return Caption(
        title, (exact + ".", *([f"Only {asked}."] if asked else [])), tuple(note for note in notes if note)
    )  # fmt: skip


def _sources(held: About) -> str:
    more = held.publishers - len(held.named)
    named = ", ".join(held.named) + (f" and {more:,} others" if more > 0 else "")
    of = f" of {held.publishers:,} publishers: {named}" if held.publishers > 1 else f" of {named}" if named else ""
    word = "article" if held.articles == 1 else "articles"
    return f"Source: {held.articles:,} {word}{of.rstrip('.')}. Drawn by Sayso {__version__}."


def _undated(held: About) -> str:
    missing = held.n - held.dated
    out = f" {missing:,} without any date {'is' if missing == 1 else 'are'} left out." if missing else ""
    return f"Counted by the day of the event or, where the text does not date it, of the first report.{out}"


def _earlier(held: About, begin: date | None, n: int) -> str | None:
    if not begin or n <= 0 or held.first is None or begin <= held.first:
        return None
    return f"Left out: {n:,} from before {begin.day} {begin:%B %Y}, the first of {held.first.year}."


def _unpaired(held: About, count: str) -> str | None:
    missing = held.n - held.paired
    return f"Left out: {several(missing, count)} whose actor or recipient is not known." if missing else None


def _within(held: About, count: str) -> str | None:
    return f"Left out: {several(held.within, count)} within one actor." if held.within else None


def _left_out(found: Sequence[Row], rows: Sequence[Row], what: str, count: str) -> str | None:
    if len(found) == len(rows):
        return None
    rest = sum(row["n"] for row in found[len(rows) :])
    return (
        f"Shown are the {len(rows):,} strongest of {len(found):,} {what}; the others stand for {several(rest, count)}."
    )


def _years(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return "undated"
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"


def _days(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return "without dates"
    begin, end = (f"{day.day} {day:%B %Y}" for day in (first, last))
    return begin if begin == end else f"{begin} to {end}"


_WORDS: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "actor": ("actor", actor_name),
    "recipient": ("recipient", actor_name),
    "either": ("actor or recipient", actor_name),
    "event": ("type", str.upper),
    "sector": ("sector", str),
    "object_class": ("class of object", str),
    "since": ("since", str),
    "until": ("until", str),
    "stance": ("stance", str),
    "factuality": ("factuality", str),
    "source": ("source", actor_name),
    "article": ("article", str),
    "publisher": ("publisher", str),
    "where": ("place", str),
    "origins": ("at least so many origins:", str),
    "min_score": ("score at least", least_said),
    "text": ("with the words", lambda words: f"“{words}”"),
}


def told(asked: Asked) -> str:
    """A filter in words; empty where it asks nothing."""
    parts = []
    for name, (word, named) in _WORDS.items():
        value = getattr(asked, name, None)
        values = value if isinstance(value, tuple) else () if value is None else (value,)
        if values:
            parts.append(f"{word} {' or '.join(map(named, values))}")
    return "; ".join([*parts, *(["all versions of articles"] if getattr(asked, "all_versions", False) else [])])


_DRAWN: Mapping[str, Callable[[Wanted], Picture]] = {
    "timeline": _timeline,
    "dyad": _dyad,
    "network": _network,
    "flows": _flows,
    "map": _map,
}
