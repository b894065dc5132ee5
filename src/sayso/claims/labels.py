"""What stands before the colon of a title and says nothing: "Analysis: ...", "UPDATE 2: ...", "Sudan: Army seizes"."""

from __future__ import annotations

from functools import cache

from sayso.actors.generic import agent_of
from sayso.actors.tables import country_names
from sayso.claims.drafts import Draft
from sayso.reader.parse import Parse

# Kinds of text and marks of its freshness; "Report:" and "Minister:" tell who says it.
_LABELS = frozenset(
    (
        "analysis opinion explainer explained factbox timeline comment commentary editorial column exclusive update"
        " updates breaking live watch video podcast profile feature background backgrounder readout recap factcheck"
    ).split()
)
# What the title of a live blog has at the end of its name, before the colon.
_LIVE = (("live",), ("latest",), ("live", "updates"), ("live", "blog"), ("as", "it", "happened"))
_LONGEST_LIVE = 8
_MIDDLE = frozenset({"news", "fact", "check"})
_LONGEST = 3


def is_label(parse: Parse, draft: Draft) -> bool:
    """Whether the source of a draft is the label of a title, or the country that it is about.

    "Sudan: Army seizes bridge" is about Sudan, "Ukraine: Russia shelled hospital" is what Ukraine says.
    """
    if draft.source is None:
        return False
    start, end = draft.source
    if start != parse.sentences[parse.sentence_of(start)][0] or end + 1 >= len(parse) or parse.word(end) != ":":
        return False
    words = parse.folded[start:end]
    if _is_live(parse, start, end):
        return True
    if len(words) <= _LONGEST and not _LABELS.isdisjoint(words):
        return all(word in _LABELS or word in _MIDDLE or word.isdigit() for word in words)
    return " ".join(words) in _countries() and _is_agent(parse, end + 1)


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


@cache
def _countries() -> frozenset[str]:
    return frozenset(name.lower() for name in country_names().values())


def _is_agent(parse: Parse, i: int) -> bool:
    """Whether a title goes on with people or a body of whom it does not say whose they are: "Army seizes bridge"."""
    agent = agent_of(parse, i)
    return agent is not None and agent.context in ("focus", "group") and parse.upos[i] in ("NOUN", "PROPN")
