"""Lists of what is said: "the demands of the union include A, B, the release of C and that D"."""

from __future__ import annotations

from dataclasses import replace

from sayso.claims.cues import cue_at
from sayso.claims.drafts import Draft
from sayso.claims.frames import snap_content
from sayso.claims.phrases import Range, head_of
from sayso.reader.parse import Parse

_LISTS = frozenset({"include", "comprise", "range", "expand", "encompass"})
"""Verbs between a noun of saying and the list of what is said."""
_ENDS = frozenset({";", ".", "!", "?", ":"})
_BETWEEN = 3
"""Words that may stand between the noun and that verb ("have since", "also now")."""


def with_lists(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """Drafts of plural nouns of saying with the whole list behind them, up to the end of the sentence."""
    return [_with_list(parse, draft) for draft in drafts]


def _with_list(parse: Parse, draft: Draft) -> Draft:
    if draft.cue is None or draft.source is None:
        return draft
    noun = head_of(parse, draft.cue)
    cue = cue_at(parse, noun)
    if cue is None or cue.pos != "NOUN" or parse.xpos[noun] != "NNS":
        return draft
    listed = _list_behind(parse, noun)
    return draft if listed is None else replace(draft, content=(snap_content(parse, listed),))


def _list_behind(parse: Parse, noun: int) -> Range | None:
    end = parse.sentences[parse.sentence_of(noun)][1]
    near = range(noun + 1, min(noun + 2 + _BETWEEN, end))
    verb = next((i for i in near if parse.lemmas[i].lower() in _LISTS), None)
    if verb is None or any(parse.upos[i] not in ("AUX", "ADV", "PART") for i in range(noun + 1, verb)):
        return None
    last = next((i for i in range(verb + 1, end) if parse.word(i) in _ENDS), end)
    return (verb + 1, last) if last > verb + 1 else None
