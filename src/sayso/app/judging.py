"""The commands that judge: same, different, wrong, right, correct, entity, undo; what was judged, and from a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sayso.app.options import EXISTING, format_and_output, store

if TYPE_CHECKING:
    from sayso.records import Judgement
    from sayso.store import Store

SHORT = 8
"""Letters of an id in tables, as of events."""
Command = TypeVar("Command", bound=Callable[..., Any])


@click.group(invoke_without_command=True)
@click.option("--from", "file", type=EXISTING, help="Add the judgements of a JSON Lines file, as list writes them.")
@store
@click.option("--no-refresh", is_flag=True, help="Leave events as they are; the next add or judge makes them new.")
@click.pass_context
def judge(context: click.Context, file: Path | None, store: Path, no_refresh: bool) -> None:
    """Say what is right, wrong, the same or different.

    Judgements are only added to, with who and when; claims and events follow them. CLAIM is ARTICLE/CLAIM or the id of
    the claim alone.
    """
    context.default_map = {name: {"store": str(store)} for name in judge.commands}
    if file is not None:
        import_and_tell(file, store=store, refresh=not no_refresh)
    elif context.invoked_subcommand is None:
        click.echo(context.get_help())


def _told(command: Command) -> Command:
    """What every judgement takes."""
    command = click.option("--no-refresh", is_flag=True, help="Leave events as they are until the next refresh.")(
        command
    )
    command = click.option("--note", help="Why.")(command)
    command = click.option("--by", default=_user, show_default="you", metavar="NAME", help="Who decides.")(command)
    return store(command)


def _user() -> str:
    """The name that the system knows whoever runs this by."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a system that has no name for its user
        return "unknown"


@judge.command()
@click.argument("claims", metavar="A B", nargs=2)
@_told
def same(claims: tuple[str, str], **options: Any) -> None:
    """A and B, claims or events, tell of the same happening."""
    judge_and_tell([("same", {"subject": claims[0], "other": claims[1]})], **options)


@judge.command()
@click.argument("claims", metavar="A B", nargs=2)
@_told
def different(claims: tuple[str, str], **options: Any) -> None:
    """A and B do not."""
    judge_and_tell([("different", {"subject": claims[0], "other": claims[1]})], **options)


@judge.command()
@click.argument("claim")
@_told
def wrong(claim: str, **options: Any) -> None:
    """The text of CLAIM does not say that."""
    judge_and_tell([("wrong", {"subject": claim})], **options)


@judge.command()
@click.argument("claim")
@_told
def right(claim: str, **options: Any) -> None:
    """The text of CLAIM says that."""
    judge_and_tell([("right", {"subject": claim})], **options)


@judge.command()
@click.argument("claim")
@click.option("--slot", "slots", multiple=True, required=True, metavar="SLOT=VALUE",
              help="The right value of a slot, actor=PRK; nothing after = takes it away; may be repeated.")  # fmt: skip
@_told
def correct(claim: str, slots: tuple[str, ...], **options: Any) -> None:
    """CLAIM is right but for some slots."""
    parted = [slot.partition("=") for slot in slots]
    found = [("correct", {"subject": claim, "slot": name.strip(), "value": value.strip()}) for name, _, value in parted]
    judge_and_tell(found, **options)


@judge.command()
@click.argument("name")
@click.argument("code")
@_told
def entity(name: str, code: str, **options: Any) -> None:
    """NAME, words or a code, stands for CODE in actors, recipients and sources."""
    judge_and_tell([("entity", {"subject": name, "other": code})], **options)


@judge.command()
@click.argument("judgement", metavar="ID")
@_told
def undo(judgement: str, **options: Any) -> None:
    """The judgement ID holds no more; to undo that undoes it."""
    judge_and_tell([("undo", {"subject": judgement})], **options)


@judge.command("list")
@store
@format_and_output
def list_judgements(store: Path, format: str, output: Path | None) -> None:
    """Show every judgement, the earliest first, and whether it holds."""
    from sayso.records import Judgement
    from sayso.report.listing import write_rows
    from sayso.store import Store

    with Store(store, read_only=True) as file:
        found = file.judgements()
    names = Judgement.__struct_fields__
    if format == "table":
        found = [one._replace(judgement=_brief(one.judgement)) for one in found]
    rows = ([*(getattr(one, name) for name in names), state] for one, state in found)
    write_rows((*names, "state"), rows, format=format, path=output)


def _brief(one: Judgement) -> Judgement:
    """The same for a table: ids by the letters that `sayso judge undo` takes for the whole, the time to the minute."""
    from msgspec import structs

    subject = one.subject[:SHORT] if one.verdict == "undo" else one.subject
    return structs.replace(one, id=one.id[:SHORT], subject=subject, at=one.at[:16].replace("T", " "))


@judge.command()
@store
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), required=True,
              help="The file of JSON Lines, which appears whole or not at all.")  # fmt: skip
@click.option("--whole", is_flag=True, help="Only articles of which every claim was judged.")
def export(store: Path, output: Path, whole: bool) -> None:
    """Write the articles that were judged, as judged, in the shape of gold files: to train or measure a reader."""
    from sayso.store import Store
    from sayso.store.gold import gold

    with Store(store, read_only=True) as file:
        articles, claims = write_gold(gold(file, whole=whole), output)
    click.echo(f"{output}: {articles} articles, {claims} claims judged right or corrected", err=True)


def write_gold(articles: Iterable[dict[str, Any]], path: Path) -> tuple[int, int]:
    """Write gold articles; gives how many, and how many of their claims count.

    Raises:
        OutputError: the file cannot be written.
    """
    import msgspec

    from sayso.report.formats import output

    counts = [0, 0]
    with output(path) as file:
        for one in articles:
            file.write(msgspec.json.encode(one) + b"\n")
            counts[0] += 1
            counts[1] += sum(claim["required"] for claim in one["claims"])
    return counts[0], counts[1]


def judge_and_tell(
    said: list[tuple[str, dict[str, str]]], *, store: Path, by: str, note: str | None, no_refresh: bool
) -> None:
    """Add judgements and tell their ids.

    Raises:
        InputError: a slot cannot have that value.
        StoreError: the store cannot be opened, or there is no such claim or judgement.
    """
    from datetime import UTC, datetime

    from sayso.events.judgements import judgement
    from sayso.store import Store

    at = datetime.now(UTC).isoformat(timespec="microseconds")
    with Store(store) as file:
        given = [
            judgement(verdict, **_resolved(file, verdict, what), by=by, at=at, note=note) for verdict, what in said
        ]
        _add(file, given, refresh=not no_refresh)
    for one in given:
        click.echo(" ".join(filter(None, (one.id, one.verdict, one.subject, one.other, _slot(one)))))


def _slot(one: Judgement) -> str:
    return f"{one.slot}={one.value}" if one.slot else ""


def _resolved(file: Store, verdict: str, what: dict[str, str]) -> dict[str, str]:
    """The same with claims as `ARTICLE/CLAIM` and names as codes, and checked."""
    from sayso.errors import StoreError
    from sayso.store.judging import check_correction, subject_of
    from sayso.store.naming import code_meant

    if verdict == "entity":
        return {**what, "other": code_meant(file.sql, what["other"])}
    if verdict == "undo":
        key = what["subject"]
        ids = [one.judgement.id for one in file.judgements()]
        found = [key] if key in ids else [one for one in ids if len(key) >= SHORT and one.startswith(key)]
        if len(found) > 1:
            raise StoreError(f"{key} begins several ids.", f"Name one of {', '.join(found[:5])}.")
        if not found:
            raise StoreError(f"There is no judgement {key}.", "`sayso judge list` shows them.")
        return {**what, "subject": found[0]}
    named = {name: subject_of(file.sql, value) for name, value in what.items() if name in ("subject", "other")}
    if named["subject"] == named.get("other"):
        raise StoreError(f"{what['subject']} and {what['other']} are one claim.", "Name two claims, or two events.")
    if "slot" in what:
        named["value"] = check_correction(file.sql, named["subject"], what["slot"], what["value"])
    return {**what, **named}


def _add(file: Store, given: list[Judgement], *, refresh: bool) -> int:
    added = file.judge(given)
    if refresh and added:
        file.refresh()
    return len(added)


def import_and_tell(path: Path, *, store: Path, refresh: bool) -> None:
    """Add the judgements of a file; those that are there change nothing.

    Raises:
        InputError: the file holds something else.
        StoreError: the store cannot be opened.
    """
    from sayso.store import Store
    from sayso.store.judging import judgements_in

    with path.open("rb") as lines:
        given = judgements_in(lines, str(path))
    with Store(store) as file:
        added = _add(file, given, refresh=refresh)
    click.echo(f"{store}: {added} judgements added, {len(given) - added} were there", err=True)


COMMANDS = (judge,)
"""What `cli.py` registers."""
