"""Repairs of verbs with two objects: "sold India 36 jets", "gave Serbia drones" name first who gets it."""

from __future__ import annotations

from typing import NamedTuple

from sayso.actors.tree import remembered
from sayso.claims.surface import Change
from sayso.reader.parse import Parse

GIVING = frozenset("give sell send hand offer lend grant promise award pay deny owe bring".split())
"""Verbs that take who gets it before what they give."""
PLACES = ("GPE",)
TO = frozenset({"to", "for"})


_PHRASE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_GRANTED = frozenset("entry access visa asylum bail passage landing".split())
_PLACED = frozenset({"in", "of"})
# Words of the phrase for whom something is withheld from: "the regime in Tehran".
_LONGEST_TAKER = 7


class Withheld(NamedTuple):
    """Whom something is denied, and what."""

    taker: int
    goods: int


@remembered
def withheld(parse: Parse, verb: int) -> Withheld | None:
    """ "Deny Russia the parts", "denied entry to them": by the order of words, two phrases without anything between
    them; None of a verb that denies what is told."""
    if "deny" not in (parse.lemmas[verb].lower(), parse.folded[verb]) or parse.upos[verb] != "VERB":
        return None
    end = parse.sentences[parse.sentence_of(verb)][1]
    first = verb + 1
    while first < end - 1 and parse.upos[first] in ("ADJ", "DET"):
        first += 1
    if first + 2 < end and parse.lemmas[first].lower() in _GRANTED and parse.folded[first + 1] in TO:
        return Withheld(first + 2, first)
    taker = None
    for i in range(verb + 1, min(verb + 1 + _LONGEST_TAKER, end)):
        opens = parse.upos[i] == "DET" or parse.deprels[i] == "nmod:poss"
        if opens and taker is not None and parse.upos[i - 1] in _NOMINAL and parse.upos[i] in ("DET", "PRON"):
            goods = next((k for k in range(i + 1, min(i + 1 + _LONGEST_TAKER, end)) if _is_head(parse, k)), None)
            return None if goods is None or _is_time(parse, taker) else Withheld(taker, goods)
        if parse.upos[i] in _NOMINAL and _is_head(parse, i) and taker is None:
            taker = i
        elif not (opens or parse.upos[i] in _PHRASE or (taker is not None and parse.folded[i] in _PLACED)):
            break
    objects = {parse.deprels[c]: c for c in parse.children(verb) if parse.deprels[c] in ("obj", "iobj")}
    if len(objects) < 2 or parse.upos[objects["iobj"]] not in _NOMINAL:  # "denies new transfer", misread
        return None
    return Withheld(objects["iobj"], objects["obj"])


def withheld_from(parse: Parse, pronoun: int) -> int | None:
    """ "Deny Russia the parts that it uses": whom the subject of a relative clause of what is withheld stands for."""
    verb = parse.heads[pronoun]
    goods = parse.heads[verb] if verb >= 0 and parse.deprels[verb].startswith("acl") else -1
    start = parse.sentences[parse.sentence_of(pronoun)][0]
    denials = (i for i in range(goods - 1, start - 1, -1) if parse.folded[i] in _DENY) if goods >= 0 else ()
    found = next((w for i in denials if (w := withheld(parse, i)) is not None), None)
    return found.taker if found is not None and found.goods == goods else None


_DENY = frozenset({"deny", "denies", "denied", "denying"})


def _is_head(parse: Parse, i: int) -> bool:
    """A noun that no other noun follows."""
    return parse.upos[i] in _NOMINAL and parse.upos[i + 1 : i + 2] not in (["NOUN"], ["PROPN"])


def _is_time(parse: Parse, i: int) -> bool:
    return any(name.kind == "DATE" for name in parse.names_at(i)) or parse.deprels[i] in ("obl:unmarked", "obl:npmod")


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
