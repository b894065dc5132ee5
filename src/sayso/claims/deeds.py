"""Verbs that are deeds and no words: what the predicate tables know as a material event does not attribute, nor does
a verb that tells whether a deed was done, one that withholds goods, an "it" that is nobody, or an epithet of what
somebody owns."""

from __future__ import annotations

from functools import cache

from sayso.claims.carried import is_enacted
from sayso.claims.cues import cue_at, cues
from sayso.claims.drafts import Draft
from sayso.claims.factuality_words import governor_class
from sayso.claims.giving import withheld
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
    if any(parse.upos[i] == "NOUN" or cue_at(parse, i) is not None for i in range(*draft.cue)):
        return False
    return parse.upos[head] == "VERB" and (parse.lemmas[head].lower() in deed_verbs() or _is_implicative(parse, head))


def is_nobodys_word(parse: Parse, draft: Draft) -> bool:
    """ "The sanctions deny Russia the parts" tells nothing; "it was not true that" is said by no "it"."""
    if draft.cue is None or draft.source is None:
        return False
    head = head_of(parse, draft.cue)
    if parse.upos[head] == "ADJ":
        return parse.deprels[head_of(parse, draft.source)] == "expl"
    return withheld(parse, head) is not None


def _is_implicative(parse: Parse, verb: int) -> bool:
    """ "Forgot to ship", "managed to leave": the verb tells whether the deed was done, not what somebody says of it."""
    below = [c for c in parse.children(verb) if parse.deprels[c] == "xcomp" and parse.xpos[c] == "VB"]
    return any(governor_class(parse, c, verb) in ("implies", "negates") for c in below)


def is_carried_out(parse: Parse, draft: Draft) -> bool:
    """ "Poland implemented the decision to close it": what was resolved and done is told, and not only resolved."""
    return draft.cue is not None and is_enacted(parse, head_of(parse, draft.cue))


def is_epithet(parse: Parse, draft: Draft) -> bool:
    """Whether a cue only qualifies what its source owns: "Iran's alleged supply" is nothing that Iran alleges."""
    if draft.cue is None or draft.source is None:
        return False
    cue, source = head_of(parse, draft.cue), head_of(parse, draft.source)
    return (
        parse.deprels[cue] == "amod"
        and parse.deprels[source] == "nmod:poss"
        and (parse.heads[cue] == parse.heads[source])
    )
