"""Claims as pages show them: article by article, each with its sentence, its chain of sources, how sure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import msgspec
from markupsafe import Markup

from sayso.app.web.showing import Mark, marked, sentence_around
from sayso.records import Claim, Span
from sayso.store import Store
from sayso.store.holdings import attributions_of, copies_of
from sayso.store.tables import Row

_CLAIM = msgspec.json.Decoder(Claim)


Link = tuple[str, str, str]


class Told(NamedTuple):
    """What one sentence tells: its claims, the chain of sources that they share, and its words with those of every slot
    marked."""

    rows: list[Row]
    chain: list[Link]
    words: Markup


class Account(NamedTuple):
    """What one article tells of an event: its claims on each side, and the articles that repeat it."""

    article: str
    title: str
    published: str | None
    publisher: str | None
    asserted: list[Told]
    denied: list[Told]
    copies: list[Row]


def accounts(store: Store, rows: Sequence[Row]) -> list[Account]:
    """The claims of an event by article, in their order, copies folded under what they repeat.

    Args:
        store: where copies and attributions are.
        rows: claims with their articles, the claims of an article together.
    """
    ids = list(dict.fromkeys(row["article"] for row in rows))
    marks = {(row["article"], row["id"]): row for row in attributions_of(store.sql, ids)} if ids else {}
    grouped = {key: list(group) for key, group in groupby(rows, key=lambda row: row["article"])}
    folded = _folded(copies_of(store.sql, ids) if ids else [], grouped)
    repeated = {row["article"] for group in folded.values() for row in group}
    return [_account(group, folded.get(key, []), marks) for key, group in grouped.items() if key not in repeated]


def _folded(copies: Iterable[Row], here: Mapping[str, Any]) -> dict[str, list[Row]]:
    """The whole copies among the articles of an event, by the first article that they repeat."""
    of = {
        row["article"]: row for row in copies if row["kind"] != "partial" and {row["article"], row["of"]} <= set(here)
    }
    found: dict[str, list[Row]] = {}
    for article, row in of.items():
        first, seen = row["of"], {article}
        while first in of and first not in seen:
            seen.add(first)
            first = of[first]["of"]
        if first not in of:
            found.setdefault(first, []).append(row)
    return found


def _account(rows: Sequence[Row], copies: list[Row], marks: Mapping[tuple[str, str], Row]) -> Account:
    grouped: dict[Hashable, list[Row]] = {}
    for row in rows:
        grouped.setdefault((row["told"], sentence_of(row), *chain(row)), []).append(row)
    told = [tell(group, marks) for group in grouped.values()]
    first = rows[0]
    return Account(
        first["article"],
        first["title"] or first["article"],
        first["published"],
        first["publisher"],
        [one for one in told if one.rows[0]["told"] != "denied"],
        [one for one in told if one.rows[0]["told"] == "denied"],
        copies,
    )


def sentence_of(row: Row) -> tuple[int, int]:
    """Start and end of the sentence of a claim."""
    return sentence_around(row["text"], Span(row["trigger_start"], row["trigger_end"]))


def tell(rows: Sequence[Row], marks: Mapping[tuple[str, str], Row]) -> Told:
    """The claims of one sentence.

    Args:
        rows: of `claims`, with the `text` of their article; they share sentence and chain.
        marks: where the words of the sources of attributions, and their cues, stand.
    """
    words = [mark for row in rows for mark in slot_marks(_CLAIM.decode(row["record"]))]
    words += [mark for row in rows for mark in _source_marks(marks.get((row["article"], row["attribution_id"] or "")))]
    return Told(list(rows), chain(rows[0]), marked(rows[0]["text"], sentence_of(rows[0]), words))


def chain(row: Row) -> list[Link]:
    """The chain of sources of a claim, outermost first: words, code (empty where unknown), cue."""
    said = row["say_so"] or ()
    return list(zip(said, row["say_so_code"] or [""] * len(said), row["say_so_cue"] or [""] * len(said), strict=False))


def slot_marks(claim: Claim) -> Iterator[Mark]:
    """The words of every slot of a claim."""
    slots: Mapping[str, Sequence[Span | None]] = {
        "trigger": (claim.trigger,),
        "actor": claim.actor.spans,
        "recipient": claim.recipient.spans,
        "object": (claim.object,),
        "quantity": (claim.quantity.span if claim.quantity else None,),
        "when": (claim.when_span,),
        "where": (claim.where,),
    }
    return (Mark(span.start, span.end, kind) for kind, spans in slots.items() for span in spans if span)


def _source_marks(attribution: Row | None) -> Iterator[Mark]:
    for kind in ("source", "cue") if attribution else ():
        assert attribution is not None
        if attribution[f"{kind}_start"] is not None:
            yield Mark(attribution[f"{kind}_start"], attribution[f"{kind}_end"], kind)
