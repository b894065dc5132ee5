"""Repairs of verbs with two objects: "sold India 36 jets", "gave Serbia drones" name first who gets it."""

from __future__ import annotations

from sayso.claims.surface import Change
from sayso.reader.parse import Parse

GIVING = frozenset("give sell send hand offer lend grant promise award pay deny owe bring".split())
"""Verbs that take who gets it before what they give."""
PLACES = ("GPE",)
TO = frozenset({"to", "for"})


def first_object(parse: Parse, i: int) -> Change | None:
    """ "Sold India 36 jets": of two bare objects of such a verb the first is who gets it."""
    verb = parse.heads[i]
    if verb < 0 or i < verb or not _gives(parse, verb):
        return None
    second = any(parse.deprels[c] == "obj" and c > i and parse.upos[c] == "NOUN" for c in parse.children(verb))
    return (i, verb, "iobj") if second and not _has(parse, verb, "iobj") else None


def taker_before_goods(parse: Parse, i: int) -> Change | None:
    """ "Sold Serbia drones": a state right behind such a verb gets what is given, unless "to" says who does."""
    goods = parse.heads[i]
    verb = parse.heads[goods] if goods >= 0 else -1
    if verb != i - 1 or not i < goods or parse.deprels[goods] != "obj" or not _gives(parse, verb):
        return None
    state = any(name.kind in PLACES and (name.start, name.end) == (i, i + 1) for name in parse.names_at(i))
    if not state or parse.upos[i] != "PROPN" or _to(parse, verb) or _to(parse, goods):
        return None
    return None if _has(parse, verb, "iobj") or parse.word(i + 1) in ("-", "'s", "\u2019s") else (i, verb, "iobj")


def _gives(parse: Parse, verb: int) -> bool:
    return parse.upos[verb] == "VERB" and parse.lemmas[verb].lower() in GIVING


def _has(parse: Parse, i: int, relation: str) -> bool:
    return any(parse.deprels[c] == relation for c in parse.children(i))


def _to(parse: Parse, word: int) -> bool:
    """Whether a phrase with "to" hangs on a word."""
    below = (c for c in parse.children(word) if parse.deprels[c] in ("obl", "nmod"))
    return any(parse.deprels[k] == "case" and parse.folded[k] in TO for c in below for k in parse.children(c))
