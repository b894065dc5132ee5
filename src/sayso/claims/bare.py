"""Quotations and attributions: whole quotations as content, and quotations that no cue introduces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.claims.drafts import Draft
from sayso.claims.frames import joined
from sayso.claims.phrases import Range, overlap, words_in
from sayso.claims.quotations import Quotation, Quotations
from sayso.reader.parse import Parse

_ENDS = frozenset({".", "!", "?"})
_FOLLOWED_BY = 1
"""Sentences that may stand between a cue and a quotation that goes on behind it in the same paragraph."""
_BARE_SCORE = 0.5
_BARE_WORDS = 5
"""A quotation shorter than this is a title or a word held at arm's length, not speech without a cue."""


def with_whole_quotations(parse: Parse, drafts: list[Draft], quotations: Quotations) -> list[Draft]:
    """Drafts whose quoted contents are whole: all sentences and paragraphs of a quotation, and what follows it.

    A content that reaches into a quotation from a cue outside of it takes the whole quotation. A further quotation
    behind the cue's sentence in the same paragraph belongs to it too, if nothing outside of it claims it.
    """
    widened = [_whole(parse, draft, quotations) for draft in drafts]
    taken = {i for draft in widened if _outside(parse, draft, quotations) for i in draft.words}
    near: dict[int, list[int]] = {}
    for n, draft in enumerate(widened):
        if draft.cue is not None:
            near.setdefault(quotations.paragraph(parse.starts[draft.cue[0]]), []).append(n)
    for quotation in quotations.all:
        words = words_in(parse, quotation.parts[0])
        if words is None or quotation.single or words[0] == 0 or not taken.isdisjoint(range(*words)):
            continue
        paragraph = quotations.paragraph(parse.starts[words[0]])
        _give_following(parse, widened, quotations, (quotation, words), near.get(paragraph, []))
    return widened


def _whole(parse: Parse, draft: Draft, quotations: Quotations) -> Draft:
    if draft.cue is None or quotations.at(parse.starts[draft.cue[0]]) is not None:
        return draft
    parts = list(draft.content)
    for part in draft.content:
        for quotation in quotations.within(parse.span(*part)):
            if not quotation.single:
                parts += _word_parts(parse, quotation, draft)
    return replace(draft, content=joined(parse, parts))


def _word_parts(parse: Parse, quotation: Quotation, draft: Draft) -> list[Range]:
    taken = [r for r in (draft.cue, draft.source) if r is not None]
    found = [r for part in quotation.parts if (r := words_in(parse, part)) is not None]
    return [r for r in found if not any(overlap(r, t) for t in taken)]


def _give_following(
    parse: Parse, drafts: list[Draft], quotations: Quotations, found: tuple[Quotation, Range], near: list[int]
) -> None:
    """Give a quotation that begins a sentence inside a paragraph to the attribution of the sentence before it."""
    quotation, words = found
    previous = parse.sentence_of(words[0] - 1)
    if parse.word(words[0] - 1) not in _ENDS and previous == parse.sentence_of(words[0]):
        return
    for n in near:
        draft = drafts[n]
        if draft.cue is None or quotations.at(parse.starts[draft.cue[0]]) is not None:
            continue
        quoted = any(quotations.at(parse.starts[part[0]]) is not None for part in draft.content)
        if quoted and 0 <= previous - parse.sentence_of(draft.cue[0]) < _FOLLOWED_BY:
            more = tuple(_word_parts(parse, quotation, draft))
            drafts[n] = replace(draft, content=joined(parse, draft.content + more))
            return


def bare_drafts(parse: Parse, drafts: list[Draft], quotations: Quotations) -> Iterator[Draft]:
    """Quotations that fill their paragraph or sentence and that no attribution from outside claims."""
    claimed = {i for draft in drafts if _outside(parse, draft, quotations) for i in draft.words}
    for quotation in quotations.all:
        words = [r for part in quotation.parts if (r := words_in(parse, part)) is not None]
        if not words or quotation.single or words[-1][1] - words[0][0] < _BARE_WORDS + 2:
            continue
        if claimed.isdisjoint(range(*words[0])) and _fills(parse, quotation, quotations):
            yield Draft(None, None, tuple(words), "bare quotation", _BARE_SCORE)


def _outside(parse: Parse, draft: Draft, quotations: Quotations) -> bool:
    return draft.cue is None or quotations.at(parse.starts[draft.cue[0]]) is None


def _fills(parse: Parse, quotation: Quotation, quotations: Quotations) -> bool:
    """A quotation that begins where a paragraph or sentence begins and ends where one ends: with its last mark inside
    ("They shot." By noon it was over), or as the paragraph does."""
    text, span = parse.text, quotation.span
    paragraph = quotations.paragraphs[quotations.paragraph(span.start)]
    last = quotations.paragraphs[quotations.paragraph(span.end - 1)]
    before = text[paragraph.start : span.start].rstrip()
    after = text[span.end : last.end].strip()
    whole = not after or (span.of(text).rstrip('"\u201d\u2019')[-1:] in _ENDS and after[0].isupper())
    return (not before or before[-1] in '.!?:;\u201d"') and whole
