"""A place before the colon of a headline: "Benin: gunmen kill nine" tells where, "Benin: talks failed" who says so.

Gunmen, crowds, police and courts are told of; a state's name alone is no source of what they do there.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.actors.lexicon import agents
from sayso.claims.phrases import Range
from sayso.claims.surface import Change
from sayso.reader.parse import Parse

_PLACES = frozenset({"GPE", "LOC"})
# Sectors of those whom a state's own word would not be about: its government and forces speak for it.
_TOLD_OF = frozenset({"REB", "CRM", "COP", "CVL", "JUD", "OPP", "LAB", "EDU", "REF", "REL", "MED"})
_PEOPLE = frozenset({"dead", "people", "hundreds", "thousands", "dozens", "scores"})
LONGEST_PLACE = 3
"""Words before the colon: "Burkina Faso", "Guinea-Bissau"."""
LONGEST_SUBJECT = 3
"""Words behind the colon in which the noun for those who act stands: "masked gunmen", "two opposition activists"."""


def is_place_heading(parse: Parse, source: Range, content: Range) -> bool:
    """Whether the words before a headline's colon are a place, and those behind it tell what people do or suffer there.

    Args:
        parse: words and names.
        source: the words before the colon.
        content: the words behind it.
    """
    place = any(n.kind in _PLACES and n.start <= source[0] and source[1] <= n.end for n in parse.names)
    return place and any(
        _is_told_of(parse, i) for i in range(content[0], min(content[0] + LONGEST_SUBJECT, content[1]))
    )


def _is_told_of(parse: Parse, i: int) -> bool:
    """ "Gunmen", "police"; "nine killed": a number without a noun of its own."""
    if parse.upos[i] == "NUM":
        return i + 1 < len(parse) and parse.xpos[i + 1] in ("VBN", "VBD")
    agent = agents().get(parse.lemmas[i].lower()) or agents().get(parse.folded[i])
    plain = parse.upos[i] in ("NOUN", "PROPN")
    return plain and (parse.folded[i] in _PEOPLE or (agent is not None and agent.sector in _TOLD_OF))


def before_colon(parse: Parse, sentence: Range) -> Iterator[Change]:
    """A name before the colon with which a sentence begins takes no part in what stands behind the colon."""
    start, end = sentence
    colon = next((i for i in range(start + 1, min(start + LONGEST_PLACE + 1, end)) if parse.word(i) == ":"), None)
    if colon is None or any(parse.upos[i] not in ("PROPN", "ADJ", "PUNCT") for i in range(start, colon)):
        return
    for i in range(start, colon):
        beyond = parse.heads[i] > colon and parse.upos[parse.heads[i]] in ("VERB", "NOUN", "AUX")
        if beyond and parse.deprels[i] in ("nsubj", "nsubj:pass", "obl:unmarked", "obl"):
            yield i, parse.heads[i], "dep"
