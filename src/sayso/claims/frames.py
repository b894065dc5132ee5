"""From the model's attribution frames to drafts of attributions: boundaries snapped, duplicates merged.

Conventions are those of PolNeAR (measured on its training articles) as the annotation guide restates them: a source is
a whole noun phrase without relative clause and without the comma after it; a cue has its auxiliaries, adverbs between
them, negation and particle; a content keeps its quotation marks with the punctuation inside them and its "that" or
"to", and ends before the full stop or comma that belongs to the sentence around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.claims.drafts import Draft
from sayso.claims.phrases import Range, head_of, inside, overlap, trimmed
from sayso.claims.sureness import inside_weight, is_phrase, sureness
from sayso.reader.parse import Parse

_OPENING = frozenset({"\u201c", "\u2018", '"', "'", "``", "''", "\u00ab", "\u201e"})
_CLOSING = frozenset({"\u201d", "\u2019", '"', "'", "''", "\u00bb"})
_STOPS = frozenset({",", ".", ";", ":", "-", "\u2013", "\u2014", "--", "?", "!"})
_CUE_PARTS = frozenset({"aux", "aux:pass", "cop"})
_HELPERS = frozenset({"ADV", "AUX", "PART"})
_BESIDE = _HELPERS | {"ADP", "SCONJ"}
_VERB_NEAR = 2
"""Words within which the verb stands whose adverb or preposition the model took for the cue."""
SURE = -0.3
"""The sum (`sayso.claims.sureness`) from which a frame of the model counts: below 0, since one more right weighs more
than one more wrong where three of four are right. Soft triples by the model alone, with much the same features, from
-0.5 / -0.3 / -0.1 / 0.1: PolNeAR dev 73.0, 73.1, 73.0, 73.1, held_out 77.0, 76.7, 76.5, 76.9."""
_SAME_CONTENT = 0.5
"""Two drafts with overlapping cues are one if they share more than this part of the smaller content."""


def model_drafts(parse: Parse) -> list[Draft]:
    """One draft for each usable frame of the model, in the order of their cues."""
    snaps = usable_drafts(parse)
    sums = [sureness(parse, draft) for draft in snaps]
    said = {i for draft, one in zip(snaps, sums, strict=True) if one >= SURE for i in draft.words}
    return merged(draft for draft, one in zip(snaps, sums, strict=True) if one + _inside(draft, said) >= SURE)


def usable_drafts(parse: Parse) -> list[Draft]:
    """The model's frames, sure or not, with their boundaries where the conventions put them."""
    drafts = [Draft(f.cue, f.source, f.content, score=f.score) for f in parse.frames if f.content]
    return [draft for draft in (snapped(parse, one) for one in whole_cues(parse, drafts)) if draft.content]


def _inside(draft: Draft, said: set[int]) -> float:
    """What speaks for a draft whose cue and source stand in what another says."""
    words = {*range(*(draft.cue or (0, 0))), *range(*(draft.source or (0, 0)))}
    return inside_weight() if words <= said else 0.0


def whole_cues(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """Drafts without those whose cue is a mere adverb or auxiliary right before another's, which takes it in."""
    found: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: d.cue or (0, 0), reverse=True):
        cue, later = draft.cue, found[-1].cue if found else None
        if cue and later and cue[1] == later[0] and all(parse.upos[i] in _HELPERS for i in range(*cue)):
            found[-1] = replace(found[-1], cue=(cue[0], later[1]), source=found[-1].source or draft.source)
        else:
            found.append(draft)
    return found[::-1]


def with_verb(parse: Parse, cue: Range) -> Range:
    """A cue of nothing but an adverb, auxiliary or preposition with the verb beside it: "(steadfastly) refuses"."""
    head = head_of(parse, cue)
    if parse.upos[head] not in _BESIDE or is_phrase(parse, cue):
        return cue
    verb = parse.heads[head]
    if parse.upos[head] in ("ADP", "SCONJ") and verb >= 0:
        verb = parse.heads[verb]
    near = verb >= 0 and parse.upos[verb] == "VERB" and cue[0] - _VERB_NEAR <= verb < cue[1] + _VERB_NEAR
    return (min(cue[0], verb), max(cue[1], verb + 1)) if near else cue


def snapped(parse: Parse, draft: Draft) -> Draft:
    """The draft with its boundaries moved to where the conventions put them."""
    cue = None if draft.cue is None else snap_cue(parse, with_verb(parse, draft.cue))
    source = None if draft.source is None else snap_source(parse, draft.source)
    taken = [part for part in (cue, source) if part is not None]
    pieces = [piece for part in draft.content for piece in _without(part, taken)]
    content = tuple(snap_content(parse, piece) for piece in pieces if _has_word(parse, piece))
    return replace(draft, cue=cue, source=source, content=joined(parse, content))


def snap_cue(parse: Parse, words: Range) -> Range:
    """A cue without punctuation at its edges, with the auxiliaries of its verb and what stands between them."""
    start, end = trimmed(parse, words)
    head = head_of(parse, (start, end))
    while parse.upos[head] == "VERB" and head < end - 1 and _opens_content(parse, end - 1, head):
        end -= 1
    helpers = [c for c in parse.children(head) if parse.deprels[c] in _CUE_PARTS and c < start]
    if helpers and all(parse.upos[i] in ("AUX", "ADV", "PART") for i in range(helpers[0], start)):
        start = helpers[0]
    return start, end


def _opens_content(parse: Parse, i: int, verb: int) -> bool:
    """ "affirm that", "denied all": the last word hangs on what comes behind the cue."""
    return parse.upos[i] in ("DET", "SCONJ") and parse.heads[i] > i and parse.heads[i] != verb


def snap_source(parse: Parse, words: Range) -> Range:
    """A source in one sentence, without punctuation at its edges and without a relative clause at its end."""
    start, end = trimmed(parse, _in_one_sentence(parse, words))
    head = head_of(parse, (start, end))
    for clause in (c for c in parse.children(head) if parse.deprels[c] == "acl:relcl" and head < c < end):
        first = min(i for i in parse.subtree(clause) if i > head)
        if first > start + 1 and max(parse.subtree(clause)) >= end - 1:
            end = min(end, first)
    return trimmed(parse, (start, end))


def _in_one_sentence(parse: Parse, words: Range) -> Range:
    """The part of a range in its last sentence: what runs over a full stop took in too much in front."""
    start, end = words
    return max(start, parse.sentences[parse.sentence_of(end - 1)][0]), end


def snap_content(parse: Parse, words: Range) -> Range:
    """A content part with whole quotations at its edges and without the sentence's own commas and full stops."""
    start, end = words
    while start < end - 1 and _stop(parse, start):
        start += 1
    if start > 0 and parse.word(start) not in _OPENING and parse.word(start - 1) in _OPENING:
        start = start - 1 if _opens(parse, start - 1) else start
    end = _content_end(parse, start, end)
    return start, end


def _content_end(parse: Parse, start: int, end: int) -> int:
    if end < len(parse) and _closes_next(parse, end):
        return end + 1 if parse.word(end) in _CLOSING else end + 2
    while end - 1 > start and _stop(parse, end - 1):
        end -= 1
    return end


def _closes_next(parse: Parse, end: int) -> bool:
    """Whether a closing mark, perhaps after a comma or full stop, follows directly on the last word."""
    if parse.word(end - 1) in _CLOSING:
        return False
    if parse.word(end) in _CLOSING:
        return _closes(parse, end)
    follows = end + 1 < len(parse) and parse.word(end) in _STOPS and parse.word(end + 1) in _CLOSING
    return follows and _closes(parse, end + 1)


def _closes(parse: Parse, i: int) -> bool:
    """A closing mark stands directly after the word before it."""
    return i > 0 and parse.ends[i - 1] == parse.starts[i]


def _opens(parse: Parse, i: int) -> bool:
    """An opening mark stands directly before the word after it, with a blank (or nothing) before itself."""
    return parse.ends[i] == parse.starts[i + 1] and (i == 0 or parse.ends[i - 1] < parse.starts[i])


def _stop(parse: Parse, i: int) -> bool:
    """A comma, colon, dash or full stop, but not one that stands inside a closing mark."""
    return parse.word(i) in _STOPS


def _has_word(parse: Parse, words: Range) -> bool:
    return any(parse.upos[i] != "PUNCT" and parse.word(i)[0].isalnum() for i in range(*words))


def _without(part: Range, taken: Iterable[Range]) -> list[Range]:
    pieces = [part]
    for hole in taken:
        pieces = [piece for whole in pieces for piece in _cut(whole, hole)]
    return pieces


def _cut(whole: Range, hole: Range) -> list[Range]:
    if not overlap(whole, hole):
        return [whole]
    left, right = (whole[0], min(whole[1], hole[0])), (max(whole[0], hole[1]), whole[1])
    return [piece for piece in (left, right) if piece[0] < piece[1]]


def joined(parse: Parse, parts: Iterable[Range]) -> tuple[Range, ...]:
    """Content parts in text order; what touches or overlaps is one part."""
    found: list[Range] = []
    for start, end in sorted(parts):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def merged(drafts: Iterable[Draft]) -> list[Draft]:
    """Drafts without duplicates: of two with overlapping cues and contents the surer one stays."""
    kept: list[Draft] = []
    at: dict[int, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda d: -d.score):
        words = range(*draft.cue) if draft.cue else range(draft.content[0][0], draft.content[0][1])
        if not any(same(draft, other) for i in words for other in at.get(i, ())):
            kept.append(draft)
            for i in words:
                at.setdefault(i, []).append(draft)
    return sorted(kept, key=lambda d: d.cue or d.content[0])


def same(a: Draft, b: Draft) -> bool:
    """Whether two drafts are the same attribution: overlapping cues, and contents that mostly overlap."""
    if a.cue is None or b.cue is None:
        return a.cue == b.cue and bool(a.words & b.words)
    if not overlap(a.cue, b.cue):
        return False
    shared, least = len(a.words & b.words), min(len(a.words), len(b.words))
    distinct = a.source is not None and b.source is not None and not overlap(a.source, b.source)
    return shared > _SAME_CONTENT * least and not (distinct and not (inside(a.cue, b.cue) and inside(b.cue, a.cue)))
