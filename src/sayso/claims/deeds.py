"""Verbs that are deeds and no words: what the predicate tables know as a material event does not attribute."""

from __future__ import annotations

from functools import cache

from sayso.claims.cues import cue_at, cues
from sayso.claims.frames import Draft
from sayso.claims.light import light_verbs
from sayso.claims.phrases import head_of
from sayso.claims.predicates import load_predicates
from sayso.reader.parse import Parse

_MATERIAL = frozenset({"SANCTION", "ASSAULT", "COERCE", "AID", "RETREAT", "MOBILIZE", "COOPERATE", "PROTEST"})


@cache
def deed_verbs() -> frozenset[str]:
    """Verbs whose every sense in the predicate tables is material, and light verbs; without those of the cue table.

    Of ten frames that the model built on such verbs in training articles of PolNeAR nine were wrong.
    """
    material: set[str] = set()
    verbal: set[str] = set()
    for row in load_predicates():
        if row.pos == "VERB":
            (material if row.event in _MATERIAL else verbal).add(row.lemma[0])
    return frozenset((material | light_verbs().keys()) - verbal - {lemma for lemma, pos in cues() if pos == "VERB"})


def is_deed(parse: Parse, draft: Draft) -> bool:
    """Whether a draft's cue is nothing but a deed verb: "imposed", not "expressed concern over"."""
    if draft.cue is None:
        return False
    head = head_of(parse, draft.cue)
    nouns = any(parse.upos[i] == "NOUN" or cue_at(parse, i) is not None for i in range(*draft.cue))
    return parse.upos[head] == "VERB" and not nouns and parse.lemmas[head].lower() in deed_verbs()
