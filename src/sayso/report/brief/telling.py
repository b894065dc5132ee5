"""One event for readers of a brief: its heading, who stands where, and the words of each side."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Event
from sayso.report.brief.shape import Quote, Statement
from sayso.report.exports.material import Happening, Line
from sayso.report.exports.names import named
from sayso.report.standing import sides as who_says
from sayso.report.standing import standing_of

QUOTES = 6
"""Words of at most so many claims of an event: as many as fit on half a page; the rest is counted."""

LONGEST = {"words": 700, "object": 160, "where": 80, "title": 160, "publisher": 80, "source": 160}
"""Characters of each that are shown: longer than what news writes, but for a wall of letters without an end."""


def heading(event: Event) -> str:
    """An event in a line: when, who, whom, what, with what, where."""
    what = event.event.replace("_", " ").lower()
    goods = f" ({short(event.object, 'object')})" if event.object else ""
    whom = f" → {named(event.recipient)}" if event.recipient else ""
    where = f", {short(event.where, 'where')}" if event.where else ""
    return f"{day_of(event)} · {named(event.actor) or 'somebody'}{whom}: {what}{goods}{where}"


def day_of(event: Event) -> str:
    """When it happened, or else when it was reported."""
    return event.when or (f"reported {event.first_reported}" if event.first_reported else "undated")


def statement(happening: Happening) -> Statement:
    """An event with who stands where, and the words of each side."""
    event = happening.event
    chosen = one_a_side(happening.lines)
    return Statement(
        heading(event),
        standing_of(happening.event),
        tuple(sides(event)),
        tuple(map(quote, chosen[:QUOTES])),
        len(happening.lines) - len(chosen[:QUOTES]),
    )


def sides(event: Event) -> list[tuple[str, str]]:
    """Who asserts (or else plans), doubts and denies it, where it was told, and the amounts."""
    held = [
        *((_counted(f"{side.capitalize()} by", names), _names(names)) for side, names in who_says(event)),
        ("Told in", f"{many(len(event.articles), 'article')}{of_publishers(len(event.publishers))}, "
                    f"first {event.first_reported or 'undated'}"),
        ("Event", event.id),
    ]  # fmt: skip
    return [(label, value) for label, value in held if value]


def _counted(label: str, names: Sequence[str]) -> str:
    return f"{label} {many(len(names), 'origin')}"


def many(count: int, what: str) -> str:
    """A number with its noun."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def of_publishers(count: int) -> str:
    """Words like " of 2 publishers"; nothing where none is known."""
    return f" of {many(count, 'publisher')}" if count else ""


def _names(names: Sequence[str]) -> str:
    return "; ".join(short(name, "source") for name in names)


def one_a_side(lines: Sequence[Line]) -> list[Line]:
    """The first claim of each origin and stance; what only repeats is left out where an origin is there."""
    found: dict[tuple[str | None, str], Line] = {}
    for line in lines:
        found.setdefault((line.origin, line.stance), line)
    with_origin = [line for (origin, _), line in found.items() if origin is not None]
    return with_origin or list(found.values())


def quote(line: Line) -> Quote:
    """The words of a claim, who says so, and where."""
    article = line.article
    parts = (short(article.title, "title"), short(article.publisher, "publisher"), article.published)
    where = ", ".join(part for part in parts if part)
    return Quote(
        words_of(line), line.stance, said(line), where or article.id, article.url, f"{article.id}/{line.claim.id}"
    )


def said(line: Line) -> str:
    """The chain of sources, outermost first, with the words that link each to what it says.

    Where these words do not name the origin ("He said"), its name stands behind in brackets.
    """
    links = [
        f"{' '.join(link.source.split())} ({' '.join(link.cue.split()).strip('()')})" for link in line.claim.say_so
    ]
    chain = " → ".join(links) or "the article itself"
    meant = line.origin if line.origin and links and line.origin not in chain else None
    return f"{chain} [{meant}]" if meant else chain


def short(text: str | None, what: str) -> str:
    """A text on one line, cut with an ellipsis where it is longer than `LONGEST` says."""
    line = " ".join((text or "").split())
    return line if len(line) <= LONGEST[what] else line[: LONGEST[what] - 1].rstrip() + "…"


def words_of(line: Line) -> str:
    """The sentence of a claim; of one that is too long what stands around the trigger."""
    text, trigger, most = line.article.text, line.claim.trigger, LONGEST["words"]
    if len(line.words) <= most:
        return line.words
    start = max(line.sentence.start, trigger.start - most // 2)
    end = min(line.sentence.end, start + most)
    before, behind = "… " if start > line.sentence.start else "", " …" if end < line.sentence.end else ""
    return f"{before}{' '.join(text[start:end].split())}{behind}"
