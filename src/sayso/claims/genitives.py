"""Possessors that the parser hung elsewhere: "Peru's foreign minister", "the United States' killing of"."""

from __future__ import annotations

from sayso.actors.tree import GENITIVES
from sayso.claims.surface import Change
from sayso.reader.parse import Parse


def possessor(parse: Parse, i: int) -> Change | None:
    """ "The United States' killing of": a genitive under a noun is its possessor."""
    head = parse.heads[i]
    if parse.deprels[i] not in ("nsubj", "nmod") or head <= i or parse.upos[head] not in ("NOUN", "PROPN"):
        return None
    genitive = any(c == i + 1 and parse.word(c).lower() in GENITIVES for c in parse.children(i))
    return (i, head, "nmod:poss") if genitive else None


def before_possessed(parse: Parse, i: int) -> Change | None:
    """ "Korea's defence ministry": what stands between a genitive and its noun belongs to the noun, not the owner."""
    owner = parse.heads[i]
    if not 0 <= owner < i or parse.word(owner + 1).lower() not in GENITIVES or parse.heads[owner + 1] != owner:
        return None
    noun = i
    while noun + 1 < len(parse) and parse.upos[noun + 1] == "NOUN":
        noun += 1
    return (i, noun, parse.deprels[i]) if noun > i and parse.heads[noun] != owner else None


def stray_genitive(parse: Parse, i: int) -> Change | None:
    """ "Sudan's rejection was": a genitive belongs to the noun that follows it, wherever the tree has it."""
    if parse.deprels[i] == "nmod:poss" or i + 2 >= len(parse) or parse.heads[i + 1] != i or parse.upos[i + 1] != "PART":
        return None
    if parse.word(i + 1).lower() not in GENITIVES:
        return None
    noun = next((j for j in range(i + 2, min(i + 7, len(parse))) if parse.upos[j] in ("NOUN", "PROPN")), None)
    while noun is not None and parse.deprels[noun] in ("compound", "flat") and parse.heads[noun] > noun:
        noun = parse.heads[noun]
    return (i, noun, "nmod:poss") if noun is not None and parse.heads[noun] != i else None


def genitive_noun(parse: Parse, i: int) -> Change | None:
    """ "Peru's foreign minister": a noun right before a genitive ending that hangs on the same later noun owns that."""
    head = parse.heads[i]
    if i + 1 >= len(parse) or head <= i + 1 or parse.heads[i + 1] != head or parse.upos[i] not in ("NOUN", "PROPN"):
        return None
    genitive = parse.word(i + 1).lower() in GENITIVES and parse.xpos[i + 1] == "POS"
    return (i, head, "nmod:poss") if genitive and parse.deprels[i] in ("compound", "nmod", "nmod:poss") else None


def genitive_ending(parse: Parse, i: int) -> Change | None:
    """The genitive ending hangs on the word before it."""
    if i == 0 or parse.xpos[i] != "POS" or parse.heads[i] in (i - 1, -1) or parse.deprels[i - 1] != "nmod:poss":
        return None
    return (i, i - 1, "case") if parse.word(i).lower() in GENITIVES and parse.heads[i] == parse.heads[i - 1] else None
