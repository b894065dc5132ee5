"""Where an attribution ends, and where there is none: at the end of a paragraph, under "may" and "should"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from sayso.actors.home import dash_of
from sayso.claims.asides import FINITE
from sayso.claims.cues import cue_at, negated
from sayso.claims.drafts import Draft
from sayso.claims.factuality_words import NOBODY
from sayso.claims.frames import snap_content
from sayso.claims.grammar import Grammar
from sayso.claims.phrases import Range, head_of, noun_phrase, overlap
from sayso.claims.presupposed import past_asides
from sayso.claims.quotations import Quotations
from sayso.claims.said import phrase_at, subject_of
from sayso.claims.selectors import word_sets
from sayso.claims.silence import is_asked
from sayso.reader.parse import Parse

SUPPOSING = frozenset({"may", "might", "could", "should", "must", "ought"})
"""Modal verbs under which nobody says, wants or thinks anything yet: of 29 verbs of the cue table under one of them in
our own annotated articles ("may be considering", "we should denounce") two were a cue, of those without a modal 9 in
10. Will, would and can are none of them ("would not say", "can confirm": 22 of 34)."""


_EMPTY = frozenset({"it", "there", "which", "that", "what"})
"""Subjects that name no source: "it seems that", "there say"."""


def asserted(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """The drafts without those that nobody says, and without those inside of another one's content whose cue is a mere
    possibility or duty."""
    drafts = [draft for draft in drafts if not _is_nobody(parse, draft) and not _is_boilerplate(parse, draft)]
    supposed = [d for d in drafts if d.cue is not None and is_supposed(parse, d.cue)]
    contents = _Ranges(part for draft in drafts for part in draft.content)
    inner = {id(d) for d in supposed if d.cue and contents.hold(d.cue)}
    return [draft for draft in drafts if id(draft) not in inner]


class _Ranges:
    """Ranges of words, asked whether one of them holds another."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        known = sorted(ranges)
        self._starts = [start for start, _ in known]
        self._ends = list(accumulate((end for _, end in known), max))

    def hold(self, words: Range) -> bool:
        """Whether the words lie in one of the ranges."""
        last = bisect_right(self._starts, words[0]) - 1
        return last >= 0 and self._ends[last] >= words[1]


def _is_nobody(parse: Parse, draft: Draft) -> bool:
    """ "Nothing suggests that they attacked", "no group claimed the attack": a source that is nobody says nothing.

    "Nobody in Lima would say that" still tells where Lima stands.
    """
    source = draft.source
    if source is None:
        return False
    if dash_of(parse, head_of(parse, source)) is not None:
        return True  # a dateline: "MOSCOW - Asked to comment"
    first = parse.word(source[0]).casefold()
    alone = source[1] - source[0] == 1 and first in NOBODY
    return alone or (first in _NO and not any(parse.xpos[i] in FINITE for i in draft.words))


_NO = NOBODY | {"no"}


def _is_boilerplate(parse: Parse, draft: Draft) -> bool:
    """ "Did not respond to a request for comment on claims that": who asks is the reporter, about what others say."""
    head = head_of(parse, draft.cue) if draft.cue is not None else -1
    if head < 0 or parse.lemmas[head].lower() not in ("request", "enquiry", "inquiry", "query"):
        return False
    return parse.folded[head + 1 : head + 3] in (["for", "comment"], ["for", "comments"])


def within_phrases(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """Drafts whose contents stay in the phrase that the cue stands in, where it is one that the main clause is not said
    by: "despite its denial", "contrary to what the army says", "what Paris calls a mission"."""
    return [_within_phrase(parse, draft) for draft in drafts]


def reaches(parse: Parse, cue: Range, source: Range | None, i: int) -> bool:
    """Whether a word behind a cue may be its content: not if the cue stands in a phrase that ends before it, nor if it
    tells of a clause before it that the word is not in."""
    if (clause := _aside_before(parse, cue)) is not None:
        return clause[0] <= i < clause[1]
    end = _phrase_end(parse, cue, source)
    return end is None or i < end


def _within_phrase(parse: Parse, draft: Draft) -> Draft:
    if draft.cue is not None and (clause := _aside_before(parse, draft.cue)) is not None:
        return replace(draft, content=(clause,))
    end = _phrase_end(parse, draft.cue, draft.source) if draft.cue is not None else None
    if end is None or draft.cue is None:
        return draft
    start = min(draft.cue[0], draft.source[0] if draft.source else draft.cue[0]) - 1
    kept = [(max(a, start), min(b, end)) for a, b in draft.content if a < end and b > start]
    return replace(draft, content=tuple(part for part in kept if part[0] < part[1]))


def _aside_before(parse: Parse, cue: Range) -> Range | None:
    """ "Chad vowed to retake the town, where rebels killed nine, according to doctors": the doctors tell of the clause
    before them, for Chad has told the rest."""
    comma = cue[0] - 1
    if parse.folded[cue[0]] != "according" or comma < 1 or parse.word(comma) != ",":
        return None
    sentence = parse.sentences[parse.sentence_of(comma)]
    openers = [o for o in past_asides(parse).values() if sentence[0] < o < comma]
    goes_on = any(parse.xpos[i] in FINITE for i in range(cue[1], sentence[1]))
    if goes_on or not openers or any(parse.word(i) == "," for i in range(openers[-1], comma)):
        return None
    row = next((row for i in range(sentence[0], openers[-1]) if (row := cue_at(parse, i)) is not None), None)
    return (openers[-1], comma) if row is not None and row.pos == "VERB" else None


def _phrase_end(parse: Parse, cue: Range, source: Range | None) -> int | None:
    """The end of the phrase that holds a cue and no main clause; None where there is no such phrase."""
    first = min(cue[0], source[0] if source is not None else cue[0])
    before = parse.folded[first - 1] if first else ""
    what = before == "what" and source is not None and source[1] == cue[0]
    despite = parse.folded[max(0, first - 3) : first + 1]
    if what and parse.lemmas[head_of(parse, cue)].lower() in word_sets()["naming"]:
        return _predicate_end(parse, cue)
    contrasted = any(word in _DESPITE for word in despite[: 2 if what else 4])
    return _next_comma(parse, cue[1]) if contrasted else None


_DESPITE = frozenset({"despite", "contrary", "unlike", "notwithstanding"})


def _predicate_end(parse: Parse, cue: Range) -> int:
    """Behind "called": the end of the noun phrase right behind it."""
    for head in range(cue[1], min(cue[1] + _LONGEST_NAME, len(parse))):
        behind = min(head + 1, len(parse) - 1)
        goes_on = parse.upos[behind] in ("NOUN", "PROPN") or parse.word(behind) == "-"
        if parse.upos[head] in ("NOUN", "PROPN") and not goes_on:
            return head + 1
    return cue[1] + 1


_LONGEST_NAME = 8
"""Words of what somebody calls a thing."""


def _next_comma(parse: Parse, start: int) -> int | None:
    end = parse.sentences[parse.sentence_of(start)][1]
    return next((i for i in range(start, end) if parse.word(i) == ","), None)


def is_supposed(parse: Parse, cue: Range) -> bool:
    """Whether the verb of a cue stands under a modal of possibility or duty, or in a question to who would say it, so
    that nothing is said yet."""
    verb = _verb(parse, cue)
    if is_asked(parse, verb):
        return True
    if negated(parse, cue):  # "could not confirm", "must not believe" tell where the source stands
        return False
    return any(
        parse.deprels[c] == "aux" and parse.xpos[c] == "MD" and parse.lemmas[c].lower() in SUPPOSING
        for c in parse.children(verb)
    )


def _verb(parse: Parse, cue: Range) -> int:
    """The verb of a cue; of a mere auxiliary or preposition the verb that it stands with."""
    head = head_of(parse, cue)
    if parse.upos[head] == "AUX" and parse.heads[head] >= 0:
        return parse.heads[head]
    beside = (
        parse.upos[head] in ("ADP", "SCONJ")
        and cue[1] - cue[0] == 1
        and cue[0] > 0
        and parse.upos[cue[0] - 1] == "VERB"
    )
    return cue[0] - 1 if beside else head


def within_paragraphs(parse: Parse, drafts: list[Draft], quotations: Quotations) -> list[Draft]:
    """Drafts whose contents do not run over the end of a headline or paragraph, unless a quotation does.

    Behind a paragraph that ends with a colon the content may stand in the next one.
    """
    return [_within(parse, draft, quotations) for draft in drafts]


def _within(parse: Parse, draft: Draft, quotations: Quotations) -> Draft:
    if draft.cue is None or len(quotations.paragraphs) < 2:
        return draft
    home = quotations.paragraph(parse.starts[draft.cue[0]])
    pieces = [piece for part in draft.content for piece in _by_paragraph(parse, part, quotations)]
    kept = tuple(piece for piece in pieces if _may_hold(parse, piece, home, quotations))
    if kept == draft.content:
        return draft
    return replace(draft, content=tuple(snap_content(parse, piece) for piece in kept))


def with_near_sources(parse: Parse, grammar: Grammar, drafts: list[Draft], quotations: Quotations) -> list[Draft]:
    """Drafts whose sources are phrases of the cue's own paragraph; any other source gives way to the cue's subject."""
    return [d if _is_near(parse, d, quotations) else replace(d, source=_subject(parse, grammar, d)) for d in drafts]


def without_hearers(parse: Parse, grammar: Grammar, drafts: list[Draft]) -> list[Draft]:
    """Drafts whose sources begin behind those who hear them: "Speaking to Reuters, the mayor said"; of who tells and
    who is told ("the mayor told Radio Maria") the source is who tells."""
    drafts = [replace(d, source=_subject(parse, grammar, d)) if _is_told(parse, grammar, d) else d for d in drafts]
    return [replace(d, source=_behind_hearer(parse, d.source)) if d.source else d for d in drafts]


def _is_told(parse: Parse, grammar: Grammar, draft: Draft) -> bool:
    """Whether the source stands right behind an active verb of telling, which has a subject."""
    if draft.cue is None or draft.source is None or draft.source[0] != draft.cue[1]:
        return False
    verb = head_of(parse, draft.cue)
    if parse.lemmas[verb].lower() != "tell" or parse.upos[verb] != "VERB" or grammar.is_passive(verb):
        return False
    return any(parse.deprels[c] == "nsubj" and c < verb for c in parse.children(verb))


def _behind_hearer(parse: Parse, source: Range) -> Range:
    start, end = source
    if start < 2 or parse.word(start - 1).lower() not in ("to", "with"):
        return source
    if parse.word(start - 2).lower() not in ("speaking", "talking"):
        return source
    comma = _next_comma(parse, start)
    return (comma + 1, end) if comma is not None and comma + 1 < end else source


def with_missing_sources(parse: Parse, grammar: Grammar, drafts: list[Draft]) -> list[Draft]:
    """Drafts that have no source with the subject of their active verb, or the phrase that "according to" governs."""
    return [replace(d, source=_evident(parse, grammar, d)) if d.source is None else d for d in drafts]


def _evident(parse: Parse, grammar: Grammar, draft: Draft) -> Range | None:
    if draft.cue is None:
        return None
    if (phrase := phrase_at(parse, draft.cue[0])) is not None:
        return _apart_from(draft, noun_phrase(parse, phrase[1]))
    head = head_of(parse, draft.cue)
    if parse.upos[head] != "VERB" or grammar.is_passive(head) or parse.xpos[head] == "VBN":
        return None
    found = _subject(parse, grammar, draft)
    return None if found is None or parse.word(found[0]).lower() in _EMPTY else _apart_from(draft, found)


def _apart_from(draft: Draft, words: Range) -> Range | None:
    """A source, unless it runs into the cue or content of its draft."""
    taken = [*draft.content, *([draft.cue] if draft.cue else [])]
    return None if any(overlap(words, part) for part in taken) else words


def _is_near(parse: Parse, draft: Draft, quotations: Quotations) -> bool:
    if draft.cue is None or draft.source is None:
        return True
    here, there = (quotations.paragraph(parse.starts[part[0]]) for part in (draft.cue, draft.source))
    return here == there and not _holds_clause(parse, draft.source)


def _holds_clause(parse: Parse, words: Range) -> bool:
    """Whether a phrase runs over a whole clause that is no relative one: "the ministry reports that the envoy met"."""
    for i in range(*words):
        verb = parse.heads[i]
        if parse.deprels[i] == "nsubj" and words[0] <= verb < words[1] and parse.upos[verb] == "VERB":
            above = [verb, *parse.ancestors(verb)]
            if not any(parse.deprels[a].startswith("acl") for a in above if words[0] <= a < words[1]):
                return True
    return False


def _subject(parse: Parse, grammar: Grammar, draft: Draft) -> Range | None:
    head = head_of(parse, draft.cue) if draft.cue else 0
    found = subject_of(parse, grammar, head) if grammar.is_verbal(head) else None
    return None if found is None or _holds_clause(parse, found) else found


def _by_paragraph(parse: Parse, part: Range, quotations: Quotations) -> Iterator[Range]:
    start = part[0]
    for i in range(part[0] + 1, part[1]):
        if quotations.paragraph(parse.starts[i]) != quotations.paragraph(parse.starts[i - 1]):
            yield start, i
            start = i
    yield start, part[1]


def _may_hold(parse: Parse, piece: Range, home: int, quotations: Quotations) -> bool:
    here = quotations.paragraph(parse.starts[piece[0]])
    if here == home or quotations.at(parse.starts[piece[0]]) is not None:
        return True
    before = quotations.paragraphs[home]
    return here == home + 1 and before.of(quotations.text).endswith(":")
