"""Countries before a participle: "Iran-backed fighters" are not Iran's, and it is Iran that backs them."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.claims.surface import Change
from sayso.ontology.things import system_at
from sayso.reader.parse import Parse

HYPHENS = frozenset({"-", "\u2010", "\u2011"})
NAMING = frozenset({"PROPN", "ADJ", "NOUN"})
WHERE_FROM = frozenset({"based", "born", "headquartered", "bound", "registered", "flagged"})
"""Participles before which a name says where, not by whom."""


def hyphened(parse: Parse, i: int) -> Change | None:
    """A name that a hyphen joins to a participle hangs on that, by whom the thing is done or where."""
    last = i + 2
    if not _joined(parse, i) or parse.xpos[last] != "VBN":
        return None
    attribute = parse.deprels[last] in ("amod", "acl", "compound") and parse.heads[last] > last
    return (i, last, _relation(parse, last)) if attribute else None


def _joined(parse: Parse, i: int) -> bool:
    """Whether a hyphen without spaces joins a name to the word after it."""
    last = i + 2
    if last >= len(parse) or parse.upos[i] not in NAMING or parse.word(i + 1) not in HYPHENS:
        return False
    touching = parse.ends[i] == parse.starts[i + 1] and parse.ends[i + 1] == parse.starts[last]
    return touching and parse.word(i)[:1].isupper()


def designation(parse: Parse, i: int) -> Change | None:
    """ "48 Su-35s": the parts of a weapon system's name, which its hyphen cuts in two, are one."""
    first = i - 2
    if first < 0 or parse.word(i - 1) not in HYPHENS or parse.heads[first] == i:
        return None
    touching = parse.ends[first] == parse.starts[i - 1] and parse.ends[i - 1] == parse.starts[i]
    named = system_at([parse.word(first), "-", parse.word(i)], 0) if touching else None
    return (i, first, "flat") if named is not None and named.end > 2 and parse.deprels[i] != "flat" else None


def _relation(parse: Parse, participle: int) -> str:
    return "obl" if parse.folded[participle] in WHERE_FROM else "obl:agent"


def no_verbs(parse: Parse, sentence: tuple[int, int]) -> Iterator[Change]:
    """ "Ankara-backed fighters seized a village": what a name is joined to is no verb of the sentence; the next one is.

    Gives word, new head and relation, in the order in which they are to be hung.
    """
    for i in range(sentence[0], sentence[1] - 2):
        last = i + 2
        if not _joined(parse, i):
            continue
        if parse.heads[last] == i and parse.heads[i] > last:
            yield last, parse.heads[i], "amod"  # it was taken for a part of the name
            yield i, last, _relation(parse, last)
        elif parse.xpos[last] in ("VBN", "VBD") and parse.upos[last] == "VERB":
            noun = next((c for c in parse.children(last) if c > last and parse.deprels[c] == "obj"), None)
            verb = next((c for c in parse.children(last) if _goes_on(parse, c, noun)), None)
            if noun is not None and verb is not None:
                yield verb, parse.heads[last], parse.deprels[last]
                yield noun, verb, "nsubj"
                yield last, noun, "amod"
                yield i, last, _relation(parse, last)


def _goes_on(parse: Parse, verb: int, noun: int | None) -> bool:
    """Whether a verb below stands behind the noun, is finite, and has no subject of its own."""
    if noun is None or verb < noun or parse.xpos[verb] not in ("VBD", "VBZ", "VBP"):
        return False
    return not any(parse.deprels[c].startswith("nsubj") for c in parse.children(verb))


def is_backer(parse: Parse, i: int) -> bool:
    """Whether a word is the one by whom a thing is made or a band backed, who takes no part in what that does."""
    return parse.deprels[i] == "obl:agent" and i + 1 < len(parse) and parse.word(i + 1) in HYPHENS
