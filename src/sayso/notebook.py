"""What a notebook shows of records and rows: HTML of its own, every text escaped, no script, nothing fetched."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.records import Claim, Event, Reading, Slot, Span

FIRST = 10
"""Rows of a table, and claims of an event, that are shown."""
LONGEST = 120
"""Characters of a cell; what is longer ends in an ellipsis."""
TEXT = 20_000
"""Characters of an article that are shown."""
_CLAIM = "background:rgba(255,190,0,.35);padding:0 .1em"
_SOURCE = "font-weight:600"
_CUE = "font-style:italic"
_CONTENT = "border-bottom:{width}px solid rgba(70,130,200,.55)"
_KEPT = "\n\t"


def safe(text: object) -> str:
    """A text for a page: escaped, with control and direction characters by their name, so that it is what it seems."""
    shown = (c if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cf") else _named(c) for c in str(text))
    return escape("".join(shown))


def _named(character: str) -> str:
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').title()}]"


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]], note: str) -> str:
    """Rows under their columns, and a line on how many there are.

    Args:
        columns: their names.
        rows: the values of each row, in that order.
        note: the line below.
    """
    head = "".join(f"<th>{safe(name)}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p><small>{safe(note)}</small></p>"


def _cell(value: Any) -> str:
    text = _text(value)
    short = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return f'<td style="text-align:left" dir="auto">{safe(short)}</td>'


def _text(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_text, value))
    if isinstance(value, float):
        return f"{value:.4g}"
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def many(number: int, thing: str) -> str:
    """A number of things: "1 claim", "12 claims"."""
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def reading_html(reading: Reading) -> str:
    """An article with what it says: its text with claims, sources and what they say marked, and a row a claim."""
    article = reading.article
    about = ", ".join(filter(None, (article.published, article.publisher, article.id)))
    counts = ", ".join((many(len(reading.claims), "claim"), many(len(reading.attributions), "attribution")))
    rows = [_claim_row(number, claim, article.text) for number, claim in enumerate(reading.claims, 1)]
    more = " The text is cut here." if len(article.text) > TEXT else ""
    return (
        f"<h4>{safe(article.title or article.id)}</h4><p><small>{safe(about)}: {safe(counts)}</small></p>"
        f'<div style="white-space:pre-wrap;max-width:50em" dir="auto">{"".join(_marked(reading))}</div>'
        + table(_COLUMNS, rows, f"Marked: claims with their number, sources bold, cues in italics.{more}")
    )


_COLUMNS = ("", "who", "did what", "to whom", "when", "on whose say-so", "how sure")


def _claim_row(number: int, claim: Claim, text: str) -> tuple[Any, ...]:
    what = f"{claim.event}{f' {claim.mode}' if claim.mode else ''}: {claim.trigger.of(text)}"
    sure = f"{claim.factuality}{f' {claim.auxiliary}' if claim.auxiliary else ''}"
    return number, _who(claim.actor, text), what, _who(claim.recipient, text), claim.when, _chain(claim), sure


def _who(slot: Slot, text: str) -> str:
    words = ", ".join(span.of(text) for span in slot.spans)
    return f"{'+'.join(slot.codes)} {f'“{words}”' if words else ''}".strip()


def _chain(claim: Claim) -> str:
    links = (f"{link.source} [{link.code}]" if link.code else link.source for link in claim.say_so)
    return " › ".join(links) or "the article itself"


def _marked(reading: Reading) -> Iterator[str]:
    """The text in pieces that begin and end where anything marked does; marks may overlap in any way."""
    text = reading.article.text[:TEXT]
    marks = list(_marks(reading))
    edges = sorted({0, len(text), *(e for span, _, _ in marks for e in (span.start, span.end) if 0 < e < len(text))})
    for start, end in pairwise(edges):
        around = [(style, title) for span, style, title in marks if span.start <= start and end <= span.end]
        yield _piece(safe(text[start:end]), around)
        yield from (f"<sup>{n}</sup>" for n, claim in enumerate(reading.claims, 1) if claim.trigger.end == end)


def _piece(words: str, around: Sequence[tuple[str, str]]) -> str:
    if not around:
        return words
    depth = sum(style == _CONTENT for style, _ in around)
    styles = dict.fromkeys(style.format(width=min(depth, 4)) for style, _ in around)
    titles = "; ".join(dict.fromkeys(title for _, title in around))
    return f'<span style="{";".join(styles)}" title="{safe(titles)}">{words}</span>'


def _marks(reading: Reading) -> Iterator[tuple[Span, str, str]]:
    """What is marked: where, how, and the words that a pointer over it sees."""
    text = reading.article.text
    for one in reading.attributions:
        who = one.speaker_text or (one.source.of(text) if one.source else "unnamed")
        yield from ((span, _CONTENT, f"says {who}") for span in one.content)
        if one.source:
            yield one.source, _SOURCE, f"source: {'+'.join(one.speaker) or who}"
        if one.cue:
            yield one.cue, _CUE, f"cue of {who}"
    for number, claim in enumerate(reading.claims, 1):
        yield claim.trigger, _CLAIM, f"{number}: {claim.event}, {claim.factuality}, on the say-so of {_chain(claim)}"


def event_html(event: Event) -> str:
    """An event: what happened by the most origins, who asserts, doubts and denies it, and its first claims."""
    names = ("when", "where", "object", "first_reported", "origins", "doubted_by", "denied_by", "quantities")
    facts = [(name.replace("_", " "), _fact(getattr(event, name))) for name in names if getattr(event, name)]
    listed = "".join(f"<tr><th>{safe(name)}</th>{_cell(value)}</tr>" for name, value in facts)
    told = [(one.article, one.claim, one.stance, one.origin) for one in event.claims[:FIRST]]
    counts = f"{many(len(event.claims), 'claim')} in {many(len(event.articles), 'article')}"
    who, whom = "+".join(event.actor) or "?", "+".join(event.recipient)
    head = f"{who} {event.event}{f' → {whom}' if whom else ''}"
    return f"<h4>{safe(head)}</h4><p><small>{safe(event.id)}</small></p><table><tbody>{listed}</tbody></table>" + table(
        ("article", "claim", "stance", "origin"), told, counts
    )


def _fact(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{origin}: {amount}" for origin, amount in value.items())
    return "; ".join(value) if isinstance(value, tuple) else str(value)
