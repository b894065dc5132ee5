"""Repairs of places in a tree where no word can be: below a particle, as passive subject of a plain verb, below the
adjective before it, a preposition beside its phrase, and a gerund beside its verb."""

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


def _noun_behind(parse: Parse, i: int) -> int | None:
    """The noun right behind a word in -less that was taken for its head."""
    noun = i + 1
    if not parse.folded[i].endswith("less") or noun >= len(parse) or parse.upos[noun] != "NOUN":
        return None
    bare = parse.deprels[noun] == "nmod" and not any(parse.deprels[c] == "case" for c in parse.children(noun))
    return noun if bare and parse.heads[noun] == i else None


def noun_of_adjective(parse: Parse, i: int) -> Change | None:
    """ "The baseless claim": the noun takes the place of the adjective before it, and its article."""
    if i and _noun_behind(parse, i - 1) == i:
        return i, parse.heads[i - 1], parse.deprels[i - 1]
    head = parse.heads[i]
    noun = _noun_behind(parse, head) if i < head and parse.deprels[i] in ("det", "nmod:poss", "case") else None
    return None if noun is None else (i, noun, parse.deprels[i])


def adjective_of_noun(parse: Parse, i: int) -> Change | None:
    """The adjective whose place the noun behind it took hangs on that noun."""
    noun = i + 1
    beside = parse.folded[i].endswith("less") and noun < len(parse) and parse.upos[noun] == "NOUN"
    shared = beside and (parse.heads[i], parse.deprels[i]) == (parse.heads[noun], parse.deprels[noun])
    return (i, noun, "amod") if shared and parse.heads[i] != noun else None


_NO_OBJECT = frozenset({"respond", "react", "retaliate", "reply", "object", "resort", "comply", "consent", "lunge"})
"""Verbs that have no object and are no phrase with a preposition of their own, as "ask for" is."""


def preposition_of_phrase(parse: Parse, i: int) -> Change | None:
    """ "Respond to an attack": a preposition right behind its verb is that of the phrase behind it."""
    verb = parse.heads[i]
    if verb != i - 1 or verb < 0 or parse.xpos[i] != "IN" or parse.lemmas[verb].lower() not in _NO_OBJECT:
        return None
    phrases = (c for c in parse.children(verb) if c > i and _is_phrase(parse, c))
    noun = next(phrases, None)
    bare = noun is not None and not any(parse.deprels[c] == "case" for c in parse.children(noun))
    return (
        (i, noun, "case")
        if noun is not None and bare and parse.subtree(noun)[0] == i + 1 and not parse.children(i)
        else None
    )


def _is_phrase(parse: Parse, i: int) -> bool:
    nominal = parse.deprels[i] == "advcl" and parse.xpos[i] in ("NN", "NNS")
    return nominal or parse.deprels[i].startswith("obl")


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


def before_colon(parse: Parse, i: int) -> Change | None:
    """ "Kyiv: Russia shelled hospital": of two subjects of a verb the one that ends before a colon speaks."""
    head = parse.heads[i]
    start = parse.sentences[parse.sentence_of(i)][0]
    colon = next((k for k in range(i + 1, head) if parse.word(k) == ":"), None)
    if colon is None or any(parse.upos[k] in ("VERB", "AUX") for k in range(start, colon)):
        return None
    other = any(colon < c < head and parse.deprels[c].startswith("nsubj") for c in parse.children(head))
    return (i, head, "parataxis") if other else None
