"""The text of an article with its attributions as nested, labelled brackets and its claims in the margin.

The text is cut wherever a bracket opens or closes or a claim's words begin or end. Brackets are signs between the
pieces, not boxes around them, so that contents which cross each other or stand in two pieces show as they are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from sayso.app.web.showing import plain
from sayso.app.web.telling import slot_marks
from sayso.events.stance import keeping_away
from sayso.records import Attribution, Claim, Reading, Span

DEEPEST = 4
"""Depths that have a look of their own; what lies deeper looks like the deepest."""
LABEL = 22
"""Characters of a source's words in the label of its bracket."""


class Said(NamedTuple):
    """One attribution: its number in the article, how deep it lies, what it is called, and the claims in it."""

    number: int
    depth: int
    label: str
    one: Attribution
    source: str
    cue: str
    parent: int | None
    claims: list[int]

    @property
    def kept(self) -> str:
        """How the source keeps away from what it is asked or told: it denies that, or will not say it."""
        return keeping_away(self.cue) if self.one.negated else ""


class Margin(NamedTuple):
    """One claim in the margin: its number and the numbers of its attributions, outermost first."""

    number: int
    claim: Claim
    says: list[int]


class Paragraph(NamedTuple):
    """A paragraph of the text and the claims whose triggers stand in it."""

    text: Markup
    claims: list[Margin]


class _Piece(NamedTuple):
    """Words with a look: of a claim's slot, of a source, of a cue."""

    span: Span
    kind: str
    number: int


class Bracketed:
    """One article, ready to be shown.

    Args:
        reading: the article and what it says.
        faint: ids of its faint claims that are shown beside the others.
    """

    def __init__(self, reading: Reading, faint: Collection[str] = ()) -> None:
        self.text = reading.article.text
        held = sorted(reading.attributions, key=lambda one: (_first(one), -_last(one)))
        numbers = {one.id: number for number, one in enumerate(held, 1)}
        told = [claim for claim in reading.faint if claim.id in faint]
        claims = sorted((*reading.claims, *told), key=lambda claim: claim.trigger)
        self.claims = [
            Margin(
                number, claim, [numbers[link.attribution_id] for link in claim.say_so if link.attribution_id in numbers]
            )
            for number, claim in enumerate(claims, 1)
        ]
        self.said = [self._said(one, numbers, {other.id: other for other in held}) for one in held]
        self._pieces = [*self._claim_pieces(), *self._source_pieces()]

    def _said(self, one: Attribution, numbers: dict[str, int], held: dict[str, Attribution]) -> Said:
        number, source = numbers[one.id], one.source.of(self.text) if one.source else ""
        label = one.speaker_text or source or "quoted"
        return Said(
            number,
            min(_depth(one, held), DEEPEST),
            label if len(label) <= LABEL else label[: LABEL - 1].rstrip() + "…",
            one,
            source,
            one.cue.of(self.text) if one.cue else "",
            numbers.get(one.parent or ""),
            [margin.number for margin in self.claims if number in margin.says],
        )

    def paragraphs(self) -> Iterator[Paragraph]:
        """The text, paragraph by paragraph."""
        for match in re.finditer(r"[^\n]+", self.text):
            start, end = match.span()
            here = [margin for margin in self.claims if start <= margin.claim.trigger.start < end]
            yield Paragraph(Markup("").join(self._marked(start, end)), here)

    def _claim_pieces(self) -> Iterator[_Piece]:
        for margin in self.claims:
            for mark in slot_marks(margin.claim):
                yield _Piece(Span(mark.start, mark.end), mark.kind, margin.number)

    def _source_pieces(self) -> Iterator[_Piece]:
        for said in self.said:
            for kind, span in (("source", said.one.source), ("cue", said.one.cue)):
                if span:
                    yield _Piece(span, kind, said.number)

    def _marked(self, start: int, end: int) -> Iterator[Markup]:
        """The pieces of a paragraph with the brackets between them."""
        within = Span(start, end)
        pieces = [piece for piece in self._pieces if piece.span.overlaps(within)]
        brackets = [
            (said, span)
            for said in self.said
            for span in said.one.content
            if span.start < span.end and span.overlaps(within)
        ]
        edges = {at for span in (*(p.span for p in pieces), *(s for _, s in brackets)) for at in (span.start, span.end)}
        cuts = sorted({start, end, *(at for at in edges if start < at < end)})
        for one, other in pairwise(cuts):
            yield from _opening(brackets, one, start)
            yield _words(self.text, Span(one, other), pieces, brackets)
            yield from _closing(brackets, other, end)


def _first(one: Attribution) -> int:
    return min((span.start for span in one.content), default=one.source.start if one.source else 0)


def _last(one: Attribution) -> int:
    return max((span.end for span in one.content), default=0)


def _depth(one: Attribution, held: dict[str, Attribution]) -> int:
    """How many contents it stands in, itself counted; a circle ends."""
    depth, seen = 1, {one.id}
    while one.parent in held and one.parent not in seen:
        seen.add(one.parent)
        one, depth = held[one.parent], depth + 1
    return depth


def _opening(brackets: Iterable[tuple[Said, Span]], at: int, start: int) -> Iterator[Markup]:
    """Brackets that open here, the longest first; what goes on from the paragraph before opens again."""
    here = [(said, span) for said, span in brackets if span.start == at or (at == start and span.start < at)]
    for said, span in sorted(here, key=lambda one: (-one[1].end, one[0].depth)):
        begins = span == said.one.content[0] and span.start == at
        yield (
            _OPEN_FIRST.format(n=said.number, d=said.depth, label=plain(said.label))
            if begins
            else _OPEN.format(n=said.number, d=said.depth)
        )


def _closing(brackets: Iterable[tuple[Said, Span]], at: int, end: int) -> Iterator[Markup]:
    here = [(said, span) for said, span in brackets if span.end == at or (at == end and span.end > at)]
    for said, _ in sorted(here, key=lambda one: (-one[1].start, -one[0].depth)):
        yield _CLOSE.format(n=said.number, d=said.depth)


_OPEN_FIRST = Markup(
    '<span class="bracket open d{d}" id="a{n}" data-n="{n}"><a href="#says{n}">{n} <bdi>{label}</bdi></a>'
    '<span aria-hidden="true">[</span></span>'
)
_OPEN = Markup(
    '<span class="bracket open d{d}" data-n="{n}"><a href="#says{n}">{n}</a><span aria-hidden="true">[</span></span>'
)
_CLOSE = Markup('<span class="bracket close d{d}"><span aria-hidden="true">]</span><sub>{n}</sub></span>')
_TRIGGER = Markup('<a class="trigger" id="t{n}" href="#c{n}" data-c="{all}">{said}<sup>{shown}</sup></a>')
_ANCHOR = Markup('<span id="t{}"></span>')


def _words(text: str, span: Span, pieces: Sequence[_Piece], brackets: Sequence[tuple[Said, Span]]) -> Markup:
    """One piece of text with what holds for it."""
    here = [piece for piece in pieces if piece.span.contains(span)]
    inside = sorted({said.number for said, content in brackets if content.contains(span)})
    depth = min(len(inside), DEEPEST)
    said = plain(span.of(text))
    triggers = [piece.number for piece in here if piece.kind == "trigger" and piece.span.start == span.start]
    if triggers:
        shown = ",".join(map(str, triggers))
        said = _TRIGGER.format(n=triggers[0], all=" ".join(map(str, triggers)), said=said, shown=shown)
        said = Markup("").join([*(_ANCHOR.format(number) for number in triggers[1:]), said])
    kinds = " ".join(dict.fromkeys(piece.kind for piece in here if piece.kind in ("source", "cue")))
    claims = " ".join(dict.fromkeys(str(piece.number) for piece in here if piece.kind not in ("source", "cue")))
    if not (depth or kinds or claims):
        return said
    return Markup('<span class="w d{}{}" data-a="{}" data-c="{}">{}</span>').format(
        depth, " " + kinds if kinds else "", " ".join(map(str, inside)), claims, said
    )
