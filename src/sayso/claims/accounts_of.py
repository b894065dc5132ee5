"""Whose account something is, where no verb of saying tells it: "by its account, Chad fired", "murdered, in his words,
two men", and who is made out to have done it: "laid the attack at Chad's door", "put the raid down to deserters"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sayso.claims.drafts import Draft
from sayso.claims.phrases import Range, noun_phrase
from sayso.claims.quotations import Quotations
from sayso.claims.selectors import word_sets
from sayso.reader.parse import Parse

_SCORE = 0.5
_BEFORE = frozenset({"by", "in"})
_BLAMES = {"lay": ("at", "door"), "put": ("to", ""), "pin": ("on", "")}
"""Verbs that blame somebody for their object: the preposition behind it, and the noun that it must have."""
_REACH = 8
"""Words that may stand between the preposition and the noun."""


def accounts_of(
    parse: Parse, i: int, subject: Callable[[int], Range | None], quotations: Quotations
) -> Iterator[Draft]:
    """The attribution that a noun for an account, or a verb that blames, makes at a word.

    Args:
        parse: words and tree.
        i: the word.
        subject: finds the words for the subject of a verb.
        quotations: those of the text; inside of them nothing is looked for.
    """
    if parse.folded[i] in word_sets()["account"]:
        found = _account(parse, i)
    elif parse.lemmas[i].lower() in _BLAMES and parse.upos[i] == "VERB":
        found = _blame(parse, i, subject)
    else:
        return
    if found is not None and quotations.at(parse.starts[i]) is None:
        yield found


def _account(parse: Parse, noun: int) -> Draft | None:
    """ "By the ministry's account", "in his words": its clause, by the commas; trees hang such phrases anywhere."""
    found = _owned(parse, noun)
    if found is None:
        return None
    source, (start, end) = found
    first, last = parse.sentences[parse.sentence_of(noun)]
    opens, comma = start == first, end < last and parse.word(end) == ","
    if not comma or not (opens or parse.word(start - 1) == ","):
        return None
    stop = next((k for k in range(end + 1, last) if parse.word(k) in (";", ".")), last)
    before = (first, first if opens else start - 1)
    if before[1] > before[0] and any(parse.upos[k] in ("VERB", "AUX", "SCONJ", "CCONJ") for k in range(*before)):
        before = (first, first)  # "expelled him because, by its account, Chad fired": only what stands behind
    content = tuple(part for part in (before, (end + 1, stop)) if part[1] > part[0])
    return Draft((noun, noun + 1), source, content, "account", _SCORE)


def _owned(parse: Parse, noun: int) -> tuple[Range, Range] | None:
    """Whose account it is, and the whole phrase: "by (its) account", "by the account of (the ministry)"."""
    owner = next((c for c in parse.children(noun) if parse.deprels[c] == "nmod:poss" and c < noun), None)
    if owner is not None:
        start = min(parse.subtree(owner))
        near = start > 0 and noun - start <= _REACH and parse.folded[start - 1] in _BEFORE
        return ((start, noun), (start - 1, noun + 1)) if near else None
    if noun < 2 or parse.folded[noun - 1] != "the" or parse.folded[noun - 2] not in _BEFORE:
        return None
    owner = next((c for c in parse.children(noun) if parse.deprels[c] == "nmod" and c > noun), None)
    if owner is None or parse.folded[noun + 1] != "of" or parse.folded[noun] == "words":
        return None  # "in the words of" is in the table of cues
    source = noun_phrase(parse, owner)
    return (source, (noun - 2, source[1])) if source[0] == noun + 2 else None


def _blame(parse: Parse, verb: int, subject: Callable[[int], Range | None]) -> Draft | None:
    """ "Laid the attack at Chad's door": that there was one."""
    deed = next(
        (c for c in parse.children(verb) if parse.deprels[c] == "obj" and parse.upos[c] == "NOUN" and c > verb), None
    )
    if deed is None or deed >= len(parse.hints) or parse.hints[deed].score < _SCORE:
        return None
    preposition, noun = _BLAMES[parse.lemmas[verb].lower()]
    below = [*parse.children(verb), *parse.children(deed)]
    phrases = [c for c in below if parse.deprels[c] in ("obl", "nmod") and c > deed]
    told = any(parse.folded[k] == preposition for c in phrases for k in parse.children(c) if k < c)
    told = told and (not noun or any(parse.lemmas[c].lower() == noun for c in phrases))
    down = parse.lemmas[verb].lower() != "put" or any(parse.folded[c] == "down" for c in parse.children(verb))
    source = subject(verb) if told and down else None
    return None if source is None else Draft((verb, verb + 1), source, (noun_phrase(parse, deed),), "blame", _SCORE)
