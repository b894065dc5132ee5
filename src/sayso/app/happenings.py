"""The commands of events: events; what `show` makes of one is here too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.app.inputs import input_options
from sayso.app.options import dates, format_and_output, store, threads

if TYPE_CHECKING:
    from sayso.events.asking import EventFilter
    from sayso.records import Event, Reading
    from sayso.store import Store


@click.command()
@click.argument("inputs", metavar="[INPUT...]", nargs=-1)
@store
@click.option("--actor", multiple=True, metavar="WHO", help='Who did it: a code or name (PRK, "North Korea"), or words '
              "of the text; may be repeated.")  # fmt: skip
@click.option("--recipient", multiple=True, metavar="WHO", help="Whom it was done to; may be repeated.")
@click.option("--either", multiple=True, metavar="WHO", help="Who did it or whom it was done to; may be repeated.")
@click.option("--event", multiple=True, metavar="TYPE", help="Type: PLOVER's or one of your own; may be repeated.")
@click.option("--object-class", multiple=True, metavar="CLASS", help="Class of the object of one of its claims, as "
              "docs/things.md names them; may be repeated.")  # fmt: skip
@dates
@click.option("--source", multiple=True, metavar="WHO", help="Who asserts, doubts or denies it: a code, name or words "
              "of one; may be repeated.")  # fmt: skip
@click.option("--denied", is_flag=True, help="Only events that somebody denies.")
@click.option("--contested", is_flag=True, help="Only events that somebody asserts and somebody else denies.")
@click.option("--origins", type=click.IntRange(0), default=0, metavar="N", help="Told by at least so many origins.")
@click.option("--articles", type=click.IntRange(0), default=0, metavar="N", help="Told in at least so many articles.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many events.")
@input_options
@threads
@format_and_output
def events(inputs: tuple[str, ...], **options: Any) -> None:
    """Show events: what happened, by how many origins and articles, and who denies it.

    Without INPUT those of the store; with INPUT (what `sayso read` takes) those of the articles read here and now.
    """
    write_events_of(inputs, **options)


COMMANDS = (events,)
"""What `cli.py` registers."""


def write_events_of(
    inputs: Sequence[str], *, store: Path, format: str, output: Path | None, limit: int | None, date: str | None,
    columns: Sequence[Mapping[str, str]], allow_private: bool, threads: int, since: str | None, until: str | None,
    **asked: Any,
) -> None:  # fmt: skip
    """The events of the inputs, or of a store.

    Raises:
        InputError: `since`, `until` or `date` is no date, a name stands for several, or nobody is called so.
        StoreError: there is no input, and the store cannot be opened.
        RejectedError: no input could be read.
    """
    from sayso.app.asking import checked_day, none_of, told_if_none
    from sayso.events.asking import EventFilter, checked, chosen, words_told
    from sayso.report.happenings import write_events

    wanted = EventFilter(since=checked_day(since), until=checked_day(until), **asked)
    if inputs:
        found, held = read_events(inputs, date=date, columns=columns, threads=threads, allow_private=allow_private)
        told = words_told(held)
        shown = chosen(found, checked(wanted, found, told), limit, told)
        if found:
            shown = told_if_none(shown, lambda: none_of(f"{len(held):,} articles", len(found), "events"))
        write_events(shown, format=format, path=output)
        return
    _write_stored(store, wanted, format=format, output=output, limit=limit)


def _write_stored(store: Path, wanted: EventFilter, *, format: str, output: Path | None, limit: int | None) -> None:
    from sayso.app.asking import asked_of, noted
    from sayso.report.happenings import write_events

    with asked_of(store, wanted) as (file, wanted):
        write_events(noted(file.events(wanted, limit=limit), file, "events"), format=format, path=output)


def read_events(
    inputs: Sequence[str],
    *,
    date: str | None = None,
    columns: Sequence[Mapping[str, str]] = (),
    allow_private: bool = False,
    threads: int = 0,
) -> tuple[list[Event], list[Reading]]:
    """The events of inputs that are read here and now, in memory, and the articles; rejections are told on standard
    error.

    Raises:
        RejectedError: nothing could be read.
        InputError: `date` is none, or an input is wrong.
    """
    from sayso.app.inputs import found
    from sayso.app.reading import readings, tell
    from sayso.engines.local import read_all
    from sayso.engines.processes import in_processes
    from sayso.events.copies import find_copies
    from sayso.events.merging import merge
    from sayso.records import Rejection

    rejections: list[Rejection] = []
    items = found(inputs, date=date, columns=columns, allow_private=allow_private)
    try:
        held = list(readings(read_all(items, read_batch=in_processes((), threads)), rejections))
    finally:
        tell(rejections)
    return merge(held, find_copies(reading.article for reading in held)), held


def show_event(file: Store, key: str, format: str, output: Path | None, explain: bool) -> None:
    """One event of a store: in tables its claims in time, and with `explain` why they were joined."""
    from sayso.report.formats import output as opened
    from sayso.report.happenings import write_events

    found = list(file.events_of([key]))
    if format != "table":
        write_events(found, format=format, path=output)
        return
    with opened(output) as to:
        for line in event_block(file, found[0], explain=explain):
            to.write(line.encode("utf-8", "backslashreplace") + b"\n")


def event_block(file: Store, event: Event, *, explain: bool = False) -> Iterator[str]:
    """The lines of one event."""
    from sayso.events.telling import told
    from sayso.report.happenings import event_lines

    held = list(file.readings_of(event.articles))
    copies = file.copies_of(event.articles)
    articles = {reading.article.id: reading.article for reading in held}
    why = _why(event, held, copies) if explain else None
    yield from event_lines(event, told(event, copies), articles, why)


def _why(event: Event, held: Any, copies: Any) -> dict[str, str]:
    from sayso.events.explaining import explain

    return {
        tie.claim[1]: f"joined to {'/'.join(tie.to)} (chance {tie.chance}): "
        + "; ".join(f"{reason.means} {reason.adds:+.2f}" for reason in tie.reasons[:6])
        for tie in explain(event, held, copies)
    }
