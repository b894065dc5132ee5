"""Strikes, sieges and talks that were called off after they had lasted: those took place.

"Called off a strike" mostly means that there was none, unless the words around say how long it went on or what it did.
"""

from __future__ import annotations

import re

from sayso.claims.factuality_words import names_of
from sayso.claims.given import is_ahead
from sayso.reader.parse import Parse

_CALLING_OFF = frozenset({"call", "cancel", "abandon", "scrap"})
_UNITS = "day|week|month|year"
# "80-day", "two-month-old", "week-long", "monthslong" before the noun; the number where it alone says so.
_LASTING = re.compile(rf"(?:\b([\w,]+)[-\s])?\b({_UNITS})s?-?(?:(old|long)\b)?")
_LONG = frozenset({"ongoing", "long-running", "lengthy", "protracted", "longest"})
# A strike of so few days may have been called for just these.
_SHORT = frozenset({"1", "2", "3", "4", "5", "one", "two", "three", "four", "five", "a"})
_AFTER = frozenset({"after"})
_DURATIONS = frozenset({"day", "week", "month", "year"})
_WHICH = frozenset({"that", "which"})
_INSIDE = frozenset({"ADJ", "NOUN", "NUM", "PUNCT", "ADV"})
# Words of the phrase before the noun.
_NEAR = 8
_TO_COME = frozenset({"threaten", "be"})


def is_after_it_began(parse: Parse, noun: int, verb: int) -> bool:
    """Whether what a verb calls off had begun: "called off the strike after 40 days", "a strike that had lasted"."""
    if _CALLING_OFF.isdisjoint(names_of(parse, verb)):
        return False
    return _is_long(parse, noun) or _after_days(parse, noun, verb) or _did_something(parse, noun)


def _is_long(parse: Parse, noun: int) -> bool:
    """ "80-day", "two-month-old", "ongoing" before the noun."""
    first = noun
    while first > 0 and noun - first < _NEAR and parse.upos[first - 1] in _INSIDE:
        first -= 1
    if not _LONG.isdisjoint(parse.folded[first:noun]):
        return True
    found = _LASTING.search(parse.text[parse.starts[first] : parse.starts[noun]].casefold())
    return found is not None and (found[3] is not None or found[2] != "day" or (found[1] or "a") not in _SHORT)


def _after_days(parse: Parse, noun: int, verb: int) -> bool:
    """ "After 40 days", "after two weeks"."""
    phrases = (c for word in (noun, verb) for c in parse.children(word) if c > verb)
    lasting = (c for c in phrases if not _DURATIONS.isdisjoint(names_of(parse, c)))
    return any(not _AFTER.isdisjoint(parse.folded[k] for k in parse.children(c)) for c in lasting)


def _did_something(parse: Parse, noun: int) -> bool:
    """ "A strike that had lasted six weeks", "which paralysed the port": not "that was planned for Monday"."""
    for verb in parse.children(noun):
        below = parse.children(verb) if parse.deprels[verb] == "acl:relcl" else []
        if not any(parse.deprels[c] == "nsubj" and parse.folded[c] in _WHICH for c in below):
            continue
        ahead = is_ahead(parse, verb) or not _TO_COME.isdisjoint(names_of(parse, verb))
        passive = any(parse.deprels[c] in ("aux:pass", "cop") for c in below)
        would = any(parse.xpos[c] == "MD" for c in below)
        if not (passive or ahead or would) and parse.xpos[verb] in ("VBD", "VBN"):
            return True
    return False
