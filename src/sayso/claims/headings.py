"""What stands before the colon of a title and is no source: a label, a live blog's name, the place that it tells of.

"Analysis: ...", "UPDATE 2: ..." and "Sudan war live: ..." say what kind of text it is, "Benin: gunmen kill nine" tells
where; in "Benin: talks failed" it is Benin who says so. Gunmen, crowds, police and courts are told of; a state's name
alone is no source of what they do there.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sayso.actors.generic import agent_of
from sayso.actors.tables import country_names
from sayso.claims.drafts import Draft
from sayso.claims.phrases import Range
from sayso.claims.selectors import word_sets
from sayso.claims.surface import Change
from sayso.reader.parse import Parse

_PLACES = frozenset({"GPE", "LOC"})
_TOLD_OF = frozenset({"REB", "CRM", "COP", "CVL", "JUD", "OPP", "LAB", "EDU", "REF", "REL", "MED"})
"""Sectors of those whom a state's own word would not be about: its government and forces speak for it."""
_NAMELESS = frozenset({"focus", "group"})
"""Contexts of agents of whom the noun does not say whose they are: "Army seizes bridge"."""
_PEOPLE = frozenset({"dead", "people", "hundreds", "thousands", "dozens", "scores"})
_LIVE = (("live",), ("latest",), ("live", "updates"), ("live", "blog"), ("as", "it", "happened"))
"""What the title of a live blog has at the end of its name, before the colon."""
_LONGEST_LIVE = 8
_MIDDLE = frozenset({"news", "fact", "check"})
_LONGEST = 3
"""Words of a label or place before the colon: "News analysis", "Burkina Faso"."""
_LONGEST_SUBJECT = 3
"""Words behind the colon in which the noun for those who act stands: "masked gunmen", "two opposition activists"."""


def is_no_source(parse: Parse, draft: Draft) -> bool:
    """Whether the source of a draft is a label before a title's colon, or the place that the title tells of.

    "Sudan: Army seizes bridge" is about Sudan, "Ukraine: Russia shelled hospital" is what Ukraine says.
    """
    if draft.source is None:
        return False
    start, end = draft.source
    if start != parse.sentences[parse.sentence_of(start)][0] or end + 1 >= len(parse) or parse.word(end) != ":":
        return False
    return _is_live(parse, start, end) or _is_label(parse, start, end) or _is_place_told_of(parse, start, end)


def _is_label(parse: Parse, start: int, end: int) -> bool:
    words, labels = parse.folded[start:end], word_sets()["label"]
    if len(words) > _LONGEST or labels.isdisjoint(words):
        return False
    return all(word in labels or word in _MIDDLE or word.isdigit() for word in words)


def in_live_label(parse: Parse, word: int) -> bool:
    """Whether a word stands in what a live blog is called: the "war" of "Ukraine war live: drones hit port"."""
    start, last = parse.sentences[parse.sentence_of(word)]
    stop = min(last, start + _LONGEST_LIVE + 1)
    end = next((i for i in range(word + 1, stop) if parse.word(i) == ":"), None)
    return end is not None and _is_live(parse, start, end)


def _is_live(parse: Parse, start: int, end: int) -> bool:
    """Whether the words before a colon are names and nouns that end in "live", "latest" or "as it happened"."""
    words = parse.folded[start:end]
    mark = next((mark for mark in _LIVE if tuple(words[-len(mark) :]) == mark), None)
    if mark is None or not len(mark) < len(words) <= _LONGEST_LIVE:
        return False
    return not any(parse.upos[i] in ("VERB", "AUX", "PRON") for i in range(start, end - len(mark)))


def _is_place_told_of(parse: Parse, start: int, end: int) -> bool:
    """Whether the words before a colon are a place, and those behind it tell what people do or suffer there."""
    country = " ".join(parse.folded[start:end]) in _countries()
    if country and (agent := agent_of(parse, end + 1)) is not None and agent.context in _NAMELESS:
        return parse.upos[end + 1] in ("NOUN", "PROPN")
    if not country and not any(n.kind in _PLACES and n.start <= start and end <= n.end for n in parse.names):
        return False
    behind = range(end + 1, min(end + 1 + _LONGEST_SUBJECT, len(parse)))
    return any(_is_told_of(parse, i) for i in behind)


def _is_told_of(parse: Parse, i: int) -> bool:
    """ "Gunmen", "police"; "nine killed": a number without a noun of its own."""
    if parse.upos[i] == "NUM":
        return i + 1 < len(parse) and parse.xpos[i + 1] in ("VBN", "VBD")
    if parse.upos[i] not in ("NOUN", "PROPN"):
        return False
    agent = agent_of(parse, i)
    return parse.folded[i] in _PEOPLE or (agent is not None and agent.sector in _TOLD_OF)


@cache
def _countries() -> frozenset[str]:
    return frozenset(name.lower() for name in country_names().values())


def before_colon(parse: Parse, sentence: Range) -> Iterator[Change]:
    """A name before the colon with which a sentence begins takes no part in what stands behind the colon."""
    start, end = sentence
    colon = next((i for i in range(start + 1, min(start + _LONGEST + 1, end)) if parse.word(i) == ":"), None)
    if colon is None or any(parse.upos[i] not in ("PROPN", "ADJ", "PUNCT") for i in range(start, colon)):
        return
    for i in range(start, colon):
        beyond = parse.heads[i] > colon and parse.upos[parse.heads[i]] in ("VERB", "NOUN", "AUX")
        if beyond and parse.deprels[i] in ("nsubj", "nsubj:pass", "obl:unmarked", "obl"):
            yield i, parse.heads[i], "dep"
