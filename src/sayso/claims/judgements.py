"""What somebody is called: "called the ruling a farce" accuses, "called it a milestone" supports, and neither calls
anybody to a deed or on the telephone ("called Bello a clown on his show")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.claims.matching import Match, Matcher
from sayso.claims.selectors import is_among
from sayso.reader.parse import Parse

NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
_NOT = frozenset({"no", "not", "n't", "never", "neither", "nor", "hardly", "less", "least"})
_OF_CALLS = frozenset({"REQUEST", "CONSULT"})
"""What "call" names where it gives nothing a name."""
_THINGS = frozenset({"obj", "nsubj:pass", "iobj"})
_BARE = frozenset({"xcomp", "obj", "ccomp", "appos"})
_CLAUSE = frozenset({"nsubj", "nsubj:pass", "mark", "aux", "cop"})
_BLAME, _PRAISE = "ACCUSE", "SUPPORT"


def as_judgements(matcher: Matcher, matches: Iterable[Match]) -> list[Match]:
    """The matches, those of a verb that gives something a name with the type of what is said of it.

    A name that neither praises nor blames leaves the match as it is, but for what is no call.
    """
    found = (match if match.row.own else _judged(matcher.parse, match) for match in matches)
    return [match for match in found if match is not None]


def is_name_given(parse: Parse, noun: int) -> bool:
    """ "Called the charge an insult to its crew": the event is that somebody calls it so."""
    verb = parse.heads[noun]
    if verb < 0 or parse.upos[verb] != "VERB" or not is_among(parse, verb, "naming"):
        return False
    return noun in _named(parse, verb)


def _judged(parse: Parse, match: Match) -> Match | None:
    verb = match.trigger
    if parse.upos[verb] != "VERB" or not is_among(parse, verb, "naming"):
        return match
    said = [word for name in _named(parse, verb) for word in _words(parse, name)]
    if not said:
        return match
    event = _kind(parse, said)
    if event is None:
        return None if match.row.event in _OF_CALLS else match
    if event == match.row.event or event in match.row.accept:
        return match
    name = f"{match.row.id.replace(match.row.event, event, 1)} by its name"
    return replace(match, row=replace(match.row, id=name, event=event, mode=None, accept=()), words=(verb,))


def _kind(parse: Parse, said: list[int]) -> str | None:
    """The type of a judgement by its words, or nothing: what is no praise is blame."""
    if any(is_among(parse, i, "disparaging") for i in said):
        return _BLAME
    if not any(is_among(parse, i, "praising") for i in said):
        return None
    around = {parse.folded[i] for i in range(max(0, min(said) - 3), max(said) + 1)}
    return _PRAISE if _NOT.isdisjoint(around) else _BLAME


def _named(parse: Parse, verb: int) -> Iterator[int]:
    """What something is called: a noun or adjective behind it, without a preposition or with "as"."""
    below = parse.children(verb)
    things = [c for c in below if parse.deprels[c] in _THINGS]
    if not things:
        return
    behind = [c for thing in things if thing > verb for c in parse.children(thing) if parse.deprels[c] == "appos"]
    for i in (*(c for c in below if c != things[0]), *(c for c in behind if _has_article(parse, c))):
        if i < verb or parse.upos[i] not in NOUNS:
            continue
        relations = {parse.deprels[c] for c in parse.children(i)}
        cases = [parse.folded[c] for c in parse.children(i) if parse.deprels[c] == "case"]
        bare = parse.deprels[i] in _BARE and not cases and relations.isdisjoint(_CLAUSE)
        if bare or (parse.deprels[i] == "obl" and cases == ["as"]):
            yield i


def _has_article(parse: Parse, noun: int) -> bool:
    """ "An insult": a mere name in apposition has none."""
    return any(parse.folded[c] in ("a", "an", "no") for c in parse.children(noun))


def _words(parse: Parse, name: int) -> list[int]:
    """The word for it, what describes it and what is coordinated with it."""
    return [name, *(c for c in parse.children(name) if parse.deprels[c] in ("amod", "conj", "nmod", "compound"))]
