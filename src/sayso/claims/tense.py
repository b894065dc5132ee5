"""The tense in which a text speaks of an event: by its verb's own form, or by that of the clause that it stands in."""

from __future__ import annotations

from sayso.actors.tree import remembered
from sayso.reader.parse import Parse

COMING = frozenset({"will", "shall", "'ll", "\u2019ll", "wo", "would", "'d", "\u2019d"})
PERFECT = frozenset({"have", "has", "'ve", "\u2019ve", "had"})
PAST_BE = frozenset({"was", "were"})
_FORMS = {"VBD": "past", "VBZ": "present", "VBP": "present", "VBG": "gerund", "VBN": "participle", "VB": "infinitive"}
_AUXILIARY = ("aux", "aux:pass", "cop")


@remembered
def form_of(parse: Parse, word: int) -> str:
    """The form of a verb with its auxiliaries: past, present, perfect, progressive, past progressive, future, modal,
    infinitive, gerund, participle, or noun for any other word without a form of "be"."""
    auxiliaries = {parse.folded[c] for c in parse.children(word) if parse.deprels[c] in _AUXILIARY}
    tags = {parse.xpos[c] for c in parse.children(word) if parse.deprels[c] in _AUXILIARY}
    verbal = parse.upos[word] in ("VERB", "AUX")
    if auxiliaries & COMING:
        return "future"
    if "MD" in tags:
        return "modal"
    if auxiliaries & PERFECT and parse.xpos[word] != "VBG":
        return "perfect"
    if parse.xpos[word] == "VBG" and auxiliaries:
        return "past progressive" if auxiliaries & PAST_BE else "progressive"
    if auxiliaries:
        return "past" if "VBD" in tags else "present"
    return _FORMS.get(parse.xpos[word], "noun") if verbal else "noun"


FINITE = frozenset({"past", "present", "perfect", "progressive", "past progressive", "future", "modal"})


@remembered
def clause_form(parse: Parse, word: int) -> str:
    """The form of the nearest finite verb at a word or above it; that of the root where none is finite."""
    found = form_of(parse, word)
    for above in parse.ancestors(word):
        if found in FINITE:
            break
        found = form_of(parse, above)
    return found
