"""Deeds in answer to deeds: "would respond to an attack with missile strikes".

What is done in answer stands behind "with", and who answers has not done what it answers to.
"""

from __future__ import annotations

from sayso.claims.factuality_words import names_of
from sayso.claims.loose_phrases import case_of
from sayso.claims.selectors import word_sets
from sayso.claims.surface import Change
from sayso.reader.parse import Parse

_ANSWERING = frozenset({"respond", "react", "retaliate", "reply", "answer"})
_ANSWERS = frozenset({"response", "reaction", "answer", "reply", "retaliation"})
_TO = frozenset({"to", "for", "after", "over"})
_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON"})
_IS_EVENT = 0.2
"""From this chance on the noun behind "with" is a deed: "to the pact with Chad" is none."""


def answer_with(parse: Parse, i: int) -> Change | None:
    """ "Responded to the raid with strikes": the strikes hang on the verb and not on the raid."""
    head = parse.heads[i]
    may_answer = head >= 0 and "with" in parse.near(i) and _names_event(parse, i)
    case = case_of(parse, i) if may_answer else None
    if case is None or parse.folded[case] != "with" or not head < case:
        return None
    verb = next((a for a in (head, *parse.ancestors(head)) if parse.upos[a] == "VERB"), None)
    if verb is None or verb == head or not verb < head or _ANSWERING.isdisjoint(names_of(parse, verb)):
        return None
    return i, verb, "obl"


def _names_event(parse: Parse, i: int) -> bool:
    """Whether the model sees the trace of a deed in a noun or in the one before it in a compound."""
    near = [i, *(c for c in parse.children(i) if parse.deprels[c] == "compound")]
    return parse.upos[i] == "NOUN" and any(k < len(parse.hints) and parse.hints[k].score >= _IS_EVENT for k in near)


def answers_it(parse: Parse, deed: int, word: int) -> bool:
    """Whether a word names who answers a deed, or whom it drives to one: "the raid led Chad to close the border"."""
    above = parse.heads[deed]
    if above < 0:
        return False
    if parse.deprels[deed].startswith("nsubj") or parse.deprels[deed] == "xcomp":
        driven = parse.heads[word] == above and word > above > deed and parse.deprels[word] in ("obj", "iobj", "nsubj")
        return driven and not word_sets()["driving"].isdisjoint(names_of(parse, above)) and _has_clause(parse, above)
    to = parse.folded[_before_phrase(parse, deed)] in _TO
    names = names_of(parse, above)
    if parse.upos[above] == "NOUN":
        return to and parse.heads[word] == above and word < above and not _ANSWERS.isdisjoint(names)
    taken = to or (parse.deprels[deed] == "obj" and "answer" in names)
    subject = parse.heads[word] == above and parse.deprels[word] == "nsubj"
    return taken and subject and not _ANSWERING.isdisjoint(names)


def _before_phrase(parse: Parse, noun: int) -> int:
    """The word before a noun phrase."""
    i = noun - 1
    while i > 0 and parse.upos[i] in _PHRASE and parse.folded[i] not in _TO:
        i -= 1
    return i


def _has_clause(parse: Parse, verb: int) -> bool:
    """ "Led Chad to close the border": whether an infinitive says what somebody is driven to."""
    return any(parse.deprels[c] in ("xcomp", "ccomp") and parse.xpos[c] == "VB" for c in parse.children(verb))
