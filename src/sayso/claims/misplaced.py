"""Repairs of two places in a tree where no word can be: below a particle, and as passive subject of a plain verb."""

from __future__ import annotations

from sayso.claims.surface import Change
from sayso.reader.parse import Parse


def off_particle(parse: Parse, i: int) -> Change | None:
    """ "Walked back its claim": nothing hangs on a particle; it is its verb's."""
    head = parse.heads[i]
    if head < 0 or parse.deprels[head] != "compound:prt":
        return None
    return i, parse.heads[head], parse.deprels[i]


_GIVEN = frozenset(
    "give offer grant award deny pay send hand teach allow show tell ask promise refuse lend sell name elect appoint"
    " call declare make".split()
)
"""Verbs that keep an object in the passive: "rebels given arms", "general named president"."""


def active_subject(parse: Parse, i: int) -> Change | None:
    """ "Rebels shelled a camp": a verb with an object and no auxiliary of the passive is active."""
    verb = parse.heads[i]
    if verb < 0 or parse.deprels[i] != "nsubj:pass" or parse.lemmas[verb].lower() in _GIVEN:
        return None
    below = parse.children(verb)
    passive = any(parse.deprels[c].startswith("aux") for c in below)
    takes = any(parse.deprels[c] == "obj" and c > verb for c in below)
    return (i, verb, "nsubj") if takes and not passive and i < verb else None
