"""Who records an event takes no part in it: "the panel documented 26 violations", "monitors counted nine strikes".

The verbs are those rows of `data/cues.csv` that take an `event`: what they govern is told by their subject, who neither
did it nor, unless it is a country or its people, suffered it. Nor does who makes an event up.
"""

from __future__ import annotations

from sayso.actors.tree import remembered
from sayso.claims.cues import cue_at
from sayso.reader.parse import Parse

RECORDED = "event"
"""What a cue takes that records events."""
INVENTING = frozenset({"fabricate", "invent", "concoct"})
"""Verbs whose subject tells of an event that was none ("the ministry invented an attack by rebels")."""
IN_PHRASES = frozenset({"nmod", "conj", "compound", "acl", "nummod", "nmod:poss", "amod", "acl:relcl"})
"""Relations of the words of a noun phrase to its head."""


def records(parse: Parse, verb: int) -> bool:
    """Whether a verb may say that its subject records an event, or has made one up."""
    cue = cue_at(parse, verb)
    if parse.upos[verb] == "VERB" and parse.lemmas[verb].lower() in INVENTING:
        return True
    return cue is not None and cue.pos == "VERB" and RECORDED in cue.takes


@remembered
def recorder(parse: Parse, trigger: int) -> int | None:
    """The head word of who records the event of a trigger; None where nobody does."""
    top = trigger
    while parse.deprels[top] in IN_PHRASES and parse.heads[top] >= 0 and not records(parse, parse.heads[top]):
        top = parse.heads[top]
    verb = _recording(parse, top)
    if verb is None:
        return None
    relation = "obl:agent" if parse.deprels[top] == "nsubj:pass" else "nsubj"
    return next((c for c in parse.children(verb) if parse.deprels[c] == relation), None)


def _recording(parse: Parse, noun: int) -> int | None:
    """The verb that says that a noun is recorded, be it taken for its participle ("a group counted raids")."""
    verb = parse.heads[noun]
    if verb >= 0 and records(parse, verb) and parse.deprels[noun] in ("obj", "nsubj:pass"):
        return verb
    return next((c for c in parse.children(noun) if parse.deprels[c] == "amod" and records(parse, c)), None)


def takes_no_part(parse: Parse, trigger: int, role: str, word: int) -> bool:
    """Whether a word is of who only records the event; a country that counts attacks may suffer them."""
    who = recorder(parse, trigger)
    if who is None or word not in parse.subtree(who):
        return False
    return role == "actor" or all(name.kind != "GPE" for name in parse.names_at(who))
