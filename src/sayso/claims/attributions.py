"""Attributions of one article: who says, thinks, wants or knows what, nested, with form and resolved speaker.

The model's frames come first; rules over the tree, the punctuation and the quotation marks add what it misses. The
definition is section 1 of the annotation guide; span conventions are PolNeAR's (Newell, Margolin, Ruths 2018).
"""

from __future__ import annotations

import msgspec

from sayso.claims.bare import bare_drafts, with_whole_quotations
from sayso.claims.citing import CITING, with_citations
from sayso.claims.coordinated import apart, with_inner_acts
from sayso.claims.coreference import Coreference, HeadResolver
from sayso.claims.cues import negated
from sayso.claims.deeds import is_carried_out, is_deed, is_epithet, is_nobodys_word
from sayso.claims.drafts import Draft
from sayso.claims.frames import merged, model_drafts
from sayso.claims.grammar import Grammar
from sayso.claims.headings import is_no_source
from sayso.claims.interviews import interview_of
from sayso.claims.limits import (
    asserted,
    with_missing_sources,
    with_near_sources,
    within_paragraphs,
    within_phrases,
    without_hearers,
)
from sayso.claims.lists import with_lists
from sayso.claims.parentheticals import with_parentheticals
from sayso.claims.phrases import words_in
from sayso.claims.quotations import Quotations, find_quotations
from sayso.claims.said import headline_drafts, rule_drafts, uncovered
from sayso.claims.signed import signed_drafts
from sayso.claims.speakers import Speakers
from sayso.claims.turns import with_turns
from sayso.reader.parse import Parse
from sayso.records import Article, Attribution, Span, content_id

_HEADLINE = 300
"""Characters of the longest headline: of the articles annotated for us none has more than half of that."""
_BLOCK = 1000
"""Characters of a stretch of text whose attributions are looked up together when parents are sought."""


def attribute(
    article: Article,
    parse: Parse,
    resolver: HeadResolver,
    coreference: Coreference | None = None,
    *,
    grammar: Grammar | None = None,
) -> tuple[Attribution, ...]:
    """All attributions of an article, in the order of their first words.

    Args:
        article: the article whose `text` the parse was made from.
        parse: words, tree, names and the model's attribution frames.
        resolver: says which entity a word names.
        coreference: what pronouns and descriptions stand for; made from `parse` and `resolver` if not given.
        grammar: logical arguments of the same parse, where the caller has them already.

    Returns:
        Attributions with parent, form, speaker and `rule` (`model`, or the rule that added it).
    """
    if not len(parse):
        return ()
    coreference = coreference or Coreference(parse, resolver)
    quotations = find_quotations(parse.text)
    grammar = grammar or Grammar(parse)
    drafts = draft_all(parse, grammar, quotations)
    talk = interview_of(parse, drafts, quotations, resolver)
    speakers = Speakers(grammar, resolver, coreference, quotations, answering=talk.answering)
    coreference.talk(talk.meant)
    coreference.hear([(d.words, speakers.head(d, drafts)) for d in drafts])
    records = [_record(article, parse, quotations, draft, speakers.of(draft, drafts)) for draft in drafts]
    return tuple(_with_parents(records))


def draft_all(parse: Parse, grammar: Grammar, quotations: Quotations) -> list[Draft]:
    """The drafts of the model, what the rules add, and bare quotations; sorted by first word."""
    drafts = model_drafts(parse)
    drafts = [draft for draft in drafts if not is_deed(parse, draft) and not is_epithet(parse, draft)]
    drafts = with_parentheticals(parse, drafts, quotations)
    drafts += uncovered(merged(rule_drafts(parse, grammar, quotations)), drafts)
    drafts += uncovered(headline_drafts(parse, headline_words(parse, quotations), drafts), drafts)
    drafts += uncovered(signed_drafts(parse, quotations), drafts)
    drafts = with_near_sources(parse, grammar, without_hearers(parse, grammar, asserted(parse, drafts)), quotations)
    drafts = within_paragraphs(parse, with_missing_sources(parse, grammar, drafts), quotations)
    drafts = with_lists(parse, apart(parse, within_phrases(parse, drafts), quotations))
    drafts = with_whole_quotations(parse, drafts, quotations)
    drafts = with_citations(parse, with_inner_acts(parse, drafts))
    drafts = with_turns(parse, drafts, quotations)
    drafts += bare_drafts(parse, drafts, quotations)
    drafts = [draft for draft in drafts if draft.content and not is_no_source(parse, draft)]
    drafts = [draft for draft in drafts if not is_carried_out(parse, draft) and not is_nobodys_word(parse, draft)]
    return sorted(drafts, key=lambda d: (min(d.content[0][0], d.cue[0] if d.cue else len(parse)), d.cue or (0, 0)))


def headline_words(parse: Parse, quotations: Quotations) -> tuple[int, int]:
    """The first paragraph if it reads as a headline: one line without a full stop at its end; else nothing."""
    first = quotations.paragraphs[0] if quotations.paragraphs else Span(0, 0)
    words = words_in(parse, first)
    if words is None or first.end - first.start > _HEADLINE or len(quotations.paragraphs) < 2:
        return 0, 0
    if parse.word(words[1] - 1) == ".":
        return 0, 0
    return words


def _record(
    article: Article, parse: Parse, quotations: Quotations, draft: Draft, speaker: tuple[tuple[str, ...], str | None]
) -> Attribution:
    content = tuple(parse.span(*part) for part in draft.content)
    source = None if draft.source is None else parse.span(*draft.source)
    cue = None if draft.cue is None else parse.span(*draft.cue)
    codes, text = speaker
    return Attribution(
        id=content_id(article.id, "attribution", source, cue, content),
        article_id=article.id,
        source=source,
        cue=cue,
        content=content,
        form=quotations.form(content),
        speaker=codes,
        speaker_text=text,
        negated=draft.cue is not None and negated(parse, draft.cue),
        rule=draft.rule,
        score=round(draft.score, 4),
    )


def _with_parents(records: list[Attribution]) -> list[Attribution]:
    """Parents: the smallest attribution whose content holds this one's cue and source (a bare one's content)."""
    blocks: dict[int, list[Attribution]] = {}
    for record in records:
        for block in {n for part in record.content for n in range(part.start // _BLOCK, part.end // _BLOCK + 1)}:
            blocks.setdefault(block, []).append(record)
    return [_with_parent(record, blocks) for record in records]


def _with_parent(record: Attribution, blocks: dict[int, list[Attribution]]) -> Attribution:
    anchor = record.cue or record.content[0]
    near = blocks.get((record.content[0] if record.rule == CITING else anchor).start // _BLOCK, [])
    if record.rule == CITING and (outer := [o for o in near if o.content == record.content and o.rule != CITING]):
        return msgspec.structs.replace(record, parent=outer[0].id)
    holders = [o for o in near if o.id != record.id and _holds(o, record) and not _holds(record, o)]
    parent = min(holders, key=lambda o: (_size(o), o.source is None), default=None)
    return record if parent is None else msgspec.structs.replace(record, parent=parent.id)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    anchors = [span for span in (inner.cue, inner.source) if span is not None] or list(inner.content)
    if inner.cue is not None and inner.source is not None and not _covered(outer, inner.source):
        # A subject shared with the outer verb stands outside of its content ("He promised to ask for help").
        anchors = [inner.cue] if outer.source == inner.source or outer.cue is None else anchors
    return all(_covered(outer, span) for span in anchors)


def _covered(outer: Attribution, span: Span) -> bool:
    return any(part.contains(span) for part in outer.content)


def _size(record: Attribution) -> int:
    return sum(part.end - part.start for part in record.content)
