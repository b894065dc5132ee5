"""Repairs of places in a tree where no word can be: below a particle, as passive subject of a plain verb, …."""

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


def being_done(parse: Parse, i: int) -> Change | None:
    """ "Avoided being killed": a passive gerund right behind a verb is what the verb is about, no second verb."""
    head = parse.heads[i]
    if head < 0 or parse.upos[head] != "VERB":
        return None
    being = i - 1 == head + 1 and parse.word(i - 1).lower() == "being"
    return (i, head, "xcomp") if being else None


def far_subject(parse: Parse, i: int) -> Change | None:
    """Of two subjects before one verb with a full stop between them, the nearer is the verb's."""
    verb = parse.heads[i]
    if parse.deprels[i] not in ("nsubj", "nsubj:pass") or verb < i:
        return None
    nearer = (c for c in parse.children(verb) if parse.deprels[c] in ("nsubj", "nsubj:pass") and i < c < verb)
    return (i, verb, "dep") if any(parse.word(j) == "." for c in nearer for j in range(i, c)) else None
