"""Which frames of the model count: what speaks for a draft, weighed by a logistic sum of named features.

The network's chance of the cue tells most, the rest what the tree makes of it: a source that hangs on the cue as its
subject, a content that is its clause, a cue that is a noun without a source. The weights, role `frame` of
`sayso/reader/data/frame_weights.csv`, are made by `python -m sayso.train frames`.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sayso.actors.fitted import fitted
from sayso.actors.tree import remembered
from sayso.claims.asides import FINITE
from sayso.claims.cues import cue_at
from sayso.claims.drafts import Draft
from sayso.claims.linear import Features, logit, total
from sayso.claims.phrases import Range, head_of
from sayso.reader.contents import TABLE
from sayso.reader.parse import Parse
from sayso.reader.tokens import quoted

INSIDE = "inside what another says"
MEANING = frozenset({"VERB", "NOUN", "ADJ"})
_OPENERS = frozenset({"that", "to", "whether", "if", "how", "what", "why", "of", "for", "about", "as"})
_THINGS = frozenset({"you", "it", "this", "that", "they", "who", "which"})
_FIRST_PERSON = frozenset({"i", "we", "my", "our"})
_NAMED = frozenset({"PER", "ORG", "GPE"})
_FEW = 3


def sureness(parse: Parse, draft: Draft) -> float:
    """What speaks for a draft of the model, as log odds of its being softly right."""
    return total(fitted(TABLE, "reader")["frame"], facts(parse, draft))


def inside_weight() -> float:
    """What more speaks for one that stands inside of what another says."""
    return fitted(TABLE, "reader")["frame"].get(INSIDE, 0.0)


def facts(parse: Parse, draft: Draft) -> Features:
    """What bears on whether a draft with a cue and a content counts, by the names that the table has."""
    cue = draft.cue or (0, 0)
    head = head_of(parse, cue)
    named = dict.fromkeys(
        (*_of_cue(parse, cue, head), *_of_source(parse, draft.source, head), *_of_content(parse, draft, head)), 1.0
    )
    return {"any": 1.0, "log odds": logit(draft.score), **named}


def is_phrase(parse: Parse, cue: Range) -> bool:
    """A cue that begins a phrase: "according to", "per"."""
    return parse.word(cue[0]).lower() in ("according", "per")


def _of_cue(parse: Parse, cue: Range, head: int) -> Iterator[str]:
    words = range(*cue)
    row = next((row for i in words if (row := cue_at(parse, i))), None)
    phrase = is_phrase(parse, cue)
    yield f"part {parse.upos[head]}"
    if row or phrase:
        yield from ("known cue", f"kind {row.kind}" if row else "phrase")
    if all(parse.upos[i] not in MEANING for i in words):
        yield "no word with a meaning"
    if len(words) > 1:
        yield "several words"
    if any(parse.xpos[i] == "MD" for i in words):
        yield "modal"
    if any(parse.deprels[i] == "aux:pass" for i in parse.children(head)):
        yield "passive"


def _of_source(parse: Parse, source: Range | None, cue: int) -> Iterator[str]:
    if source is None:
        yield "no source"
        return
    head = head_of(parse, source)
    word = parse.word(head).lower()
    yield f"source {parse.upos[head]}"
    yield _tied(parse, head, cue, "source")
    if parse.word(source[0]).lower() in _FIRST_PERSON:
        yield "source first person"
    if word in _THINGS:
        yield f"source word {word}"
    if any(name.kind in _NAMED for name in parse.names_at(head)):
        yield "source named"


def _of_content(parse: Parse, draft: Draft, cue: int) -> Iterator[str]:
    words, first = draft.words, draft.content[0]
    yield from _wording(parse, words)
    opener = parse.word(first[0]).lower()
    if opener in _OPENERS:
        yield f"opens with {opener}"
    if len(draft.content) > 1:
        yield "two parts"
    if draft.cue and first[1] <= draft.cue[0]:
        yield "content before"
    tied = _tied(parse, head_of(parse, first), cue, "content")
    if tied == "content not on the cue" and any(parse.heads[i] == cue for i in words):
        tied = "part of the content on the cue"
    yield "cue on the content" if parse.heads[cue] in words else tied


def _wording(parse: Parse, words: set[int]) -> Iterator[str]:
    """Whether a content is quoted, how short it is, and whether it holds a clause."""
    marked = sum(bool(_quoted(parse)[i]) for i in words)
    if marked:
        yield "quoted" if marked == len(words) else "part quoted"
    if len(words) <= _FEW:
        yield "content of one word" if len(words) == 1 else "content of two or three words"
    if not any(parse.xpos[i] in FINITE for i in words):
        yield "no finite verb"


@remembered
def _quoted(parse: Parse) -> NDArray[np.bool_]:
    """For each word whether it stands inside of a quotation."""
    marked: NDArray[np.bool_] = quoted(parse.text)[parse.starts]
    return marked


def _tied(parse: Parse, i: int, cue: int, part: str) -> str:
    """How the head of a source or content stands to the cue."""
    if parse.heads[i] == cue:
        return f"{part} on the cue as {parse.deprels[i].partition(':')[0]}"
    same = parse.sentence_of(i) == parse.sentence_of(cue)
    return f"{part} not on the cue" if same else f"{part} elsewhere"
