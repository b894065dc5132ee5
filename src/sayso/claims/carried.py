"""Verbs that carry their own certainty over to a deed that the tables take for open, or that another verb shares.

"Carried out the decision to close the border" closed it, "prompting Chad to close it" as well, and in "would have
closed the border and arrested him" nobody was arrested.
"""

from __future__ import annotations

from sayso.claims.factuality_words import names_of
from sayso.claims.forms import forms
from sayso.claims.mentions import person_nouns
from sayso.reader.parse import Parse

_ENACTING = frozenset({"enact", "implement", "execute", "fulfil", "fulfill"})
_OUT = frozenset({"carry"})
_RESOLVED = frozenset({"decision", "order", "plan", "ruling", "promise", "threat", "pledge", "vow"})
# Verbs that ask where their subject is somebody; others are in `factuality.csv`.
_PRESSING = frozenset({"push", "press"})
_BOTH = frozenset(
    "shot sent left held hit struck cut made met put sold told brought bought fought lost won led built shut".split()
)
"""Forms of the past that are participles as well."""


def is_enacted(parse: Parse, noun: int) -> bool:
    """ "Implemented the decision to close it", "carried out its threat to close it": what was resolved was done."""
    verb = parse.heads[noun]
    if verb < 0 or parse.deprels[noun] not in ("obj", "nsubj:pass") or _RESOLVED.isdisjoint(names_of(parse, noun)):
        return False
    names = names_of(parse, verb)
    out = not _OUT.isdisjoint(names) and any(parse.folded[c] == "out" for c in parse.children(verb))
    return out or not _ENACTING.isdisjoint(names)


def has_an_end(parse: Parse, noun: int) -> bool:
    """ "The closure was meant to teach Chad a lesson", "the blockade was aimed at Chad": an end that a deed has; "the
    march was meant to begin on Friday" is a plan."""
    verb = parse.heads[noun]
    if parse.deprels[noun] not in ("nsubj:pass", "nsubj") or _MEANT.isdisjoint(names_of(parse, verb)):
        return False
    return any(_is_end(parse, c) for c in parse.children(verb) if c > verb)


def _is_end(parse: Parse, word: int) -> bool:
    """ "To teach Chad a lesson", "at Chad", "at stopping the ships"; not "to begin on Friday", "to be held"."""
    below = parse.children(word)
    linked = any(parse.folded[c] in ("to", "at") and c < word for c in below)
    held = any(parse.deprels[c] == "aux:pass" for c in below)
    return linked and not held and _BEGINNING.isdisjoint(names_of(parse, word))


_MEANT = frozenset({"mean", "aim", "intend", "design"})
_BEGINNING = frozenset("begin start open take last be run continue resume happen go come follow".split())


def is_driven(parse: Parse, verb: int) -> bool:
    """ "The ambush pushed Chad to withdraw", "a siege, pushing Chad to withdraw": events make others act, and ask
    nothing."""
    head = parse.heads[verb]
    if _PRESSING.isdisjoint(names_of(parse, head)) or parse.xpos[verb] != "VB":
        return False
    behind_comma = parse.xpos[head] == "VBG" and head > 0 and parse.word(head - 1) == ","
    subject = next((c for c in parse.children(head) if parse.deprels[c] == "nsubj"), None)
    return behind_comma or (subject is not None and _is_nobody(parse, subject))


def _is_nobody(parse: Parse, noun: int) -> bool:
    """Whether a noun stands for nobody: "famine", "the ambush", not "the party"."""
    return parse.upos[noun] == "NOUN" and not any(form in person_nouns() for form in forms(parse, noun))


def gone_to(parse: Parse, noun: int) -> str | None:
    """ "Would have gone to war", "almost came to blows": the noun lives and dies with its verb, which is light."""
    if parse.folded[noun] not in ("war", "blows") or parse.folded[noun - 1] != "to" or parse.heads[noun] < 0:
        return None
    return None if {"go", "come"}.isdisjoint(names_of(parse, parse.heads[noun])) else "light"


def shares_have(parse: Parse, verb: int, first: int) -> bool:
    """ "Would have closed the border and arrested him": a form that may be a participle is one behind "have"."""
    perfect = any(parse.deprels[c] == "aux" and parse.folded[c] == "have" for c in parse.children(first))
    return perfect and all(_may_be_participle(parse, i) for i in range(first + 1, verb + 1))


def _may_be_participle(parse: Parse, i: int) -> bool:
    """Whether a word is no verb with a tense of its own, and opens no clause that has one."""
    if parse.xpos[i] == "VBD":
        return parse.folded[i].endswith("ed") or parse.folded[i] in _BOTH
    return parse.xpos[i] not in ("VBZ", "VBP", "MD", "WRB", "WP", "WDT") and parse.folded[i] not in ("that", ";")
