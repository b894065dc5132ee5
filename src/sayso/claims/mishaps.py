"""Harm that nobody did: accidents, disasters and diseases kill and injure, and that is no assault.

Told by the words around the harm ("killed in a crash", "injured when the bus overturned", "the fire killed"), or, where
nobody is said to have done it, by a text that opens with a mishap and has no word of violence.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.actors.tree import remembered
from sayso.claims.forms import forms
from sayso.claims.matching import Match
from sayso.claims.selectors import is_among, word_sets
from sayso.reader.parse import Parse

LEAD = 2
"""Sentences in which a text on a mishap names it: the title and the first one, or the first two."""
_FIRE = "fire"
_NOUNS = frozenset({"NOUN", "PROPN"})
_ARTICLES = frozenset({"a", "an", "the", "this", "that"})
_IN = frozenset({"in", "by", "from", "during", "after", "when", "as", "of", "to"})
_ADDING = frozenset({"advcl", "xcomp", "obj", "obl", "acl", "conj"})
_UP = 4
"""Steps up to the verb that has the subject."""
_LINKS = frozenset({"obl", "nmod", "advcl", "acl"})


def is_mishap(parse: Parse, match: Match) -> bool:
    """Whether what looks like violence was done by nobody."""
    if match.row.event != "ASSAULT":
        return False
    return _is_told(parse, match) or (not match.slots["actor"].words and is_of_mishap(parse))


def _is_told(parse: Parse, match: Match) -> bool:
    """Whether the clause of a trigger names a mishap as its doer or its occasion."""
    doers = [*match.arguments.get("subj"), *_above(parse, match.trigger)]
    if any(_is_accident(parse, i) for i in doers):
        return True
    done = match.arguments.get("subj") and match.arguments.get("obj")
    occasions = () if done else _occasions(parse, match)
    return any(_is_accident(parse, i) or _crashes(parse, i) for i in occasions)


def _above(parse: Parse, trigger: int) -> Iterator[int]:
    """The subjects of a trigger, and those of the verb that it only adds to ("made landfall, killing", "left five
    dead", "resulted in deaths and two hundred injured")."""
    word = trigger
    for _ in range(_UP):
        subjects = [c for c in parse.children(word) if parse.deprels[c] == "nsubj"]
        yield from subjects
        if parse.heads[word] < 0 or parse.deprels[word].partition(":")[0] not in _ADDING or subjects:
            return
        word = parse.heads[word]


def _occasions(parse: Parse, match: Match) -> Iterator[int]:
    """What stands behind "in", "from" or "when" below a trigger."""
    verbs = [match.trigger] if match.light_verb is None else [match.trigger, match.light_verb]
    for i in (c for verb in verbs for c in parse.children(verb)):
        if parse.deprels[i].partition(":")[0] in _LINKS and any(parse.folded[c] in _IN for c in parse.children(i)):
            yield i


def _is_accident(parse: Parse, i: int) -> bool:
    """Whether a noun is a mishap; a fire only with its article, for "under fire" and "by artillery fire" are not."""
    if parse.upos[i] not in _NOUNS or not (is_among(parse, i, "accident") or _is_named(parse, i)):
        return False
    before = [c for c in parse.children(i) if c < i]
    plain = not any(is_among(parse, c, "violence") or is_among(parse, c, "gunfire") for c in before)
    return plain and (parse.lemmas[i].lower() != _FIRE or any(parse.folded[c] in _ARTICLES for c in before))


def _is_named(parse: Parse, i: int) -> bool:
    """A storm or disease by its name: "Typhoon Phanfone"."""
    before = (c for c in parse.children(i) if c < i and parse.upos[c] in _NOUNS)
    return any(is_among(parse, c, "accident") for c in before)


def _crashes(parse: Parse, i: int) -> bool:
    """ "When their bus overturned"; what was shot or flown at somebody crashes on purpose."""
    subjects = [c for c in parse.children(i) if parse.deprels[c].startswith("nsubj")]
    return is_among(parse, i, "crashing") and not any(is_among(parse, c, "gunfire") for c in subjects)


@remembered
def is_of_mishap(parse: Parse) -> bool:
    """Whether a text opens with a mishap and has no word of violence ("World War II" is none)."""
    start = parse.sentences[min(LEAD, len(parse.sentences)) - 1][1] if len(parse.sentences) else 0
    if not any(is_among(parse, i, "crashing") or _is_accident(parse, i) for i in range(start)):
        return False
    violence = word_sets()["violence"]
    lower = (i for i in range(len(parse)) if not parse.word(i)[:1].isupper())
    return all(violence.isdisjoint(forms(parse, i)) for i in lower)
