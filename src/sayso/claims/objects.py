"""What is given, sold, demanded, tested, used: the words of a claim's object.

The predicate row names the head word. Its phrase is whole: with the quantity before it, the `of` after it and a short
clause right behind it ("at least 60 containers of shells", "a bill banning veils").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cache

from sayso.claims.claim_heads import CLAIM_HEAD
from sayso.claims.grammar import Grammar
from sayso.claims.matching import Match
from sayso.claims.number_words import long_bounds
from sayso.claims.phrases import Range, clause_phrase, is_open_clause, noun_phrase
from sayso.claims.quantities import WORTH, Counted
from sayso.reader.parse import Parse

# Prepositions of what completes the noun right before them.
COMPLEMENTS = frozenset({"of", "for", "on", "against", "between", "about"})
# A clause behind a noun is told with it up to so many words.
CLAUSE = 10
CLAUSES = frozenset({"acl", "acl:relcl"})
# Where an object stands that the row does not ask for: by event type, relations and prepositions. Of such words of
# our annotated articles at least two of five were the object.
USUAL = {
    "COERCE": (("obl", "into"),),
    "COOPERATE": (("obj", None),),
    "MOBILIZE": (("obj", None),),
    "REJECT": (("obj", None),),
    "REQUEST": (
        ("xcomp", None),
        ("ccomp", None),
        ("obl", "for"),
        ("nmod", "for"),
        ("acl", "to"),
        ("acl", "that"),
        ("obl", ""),
        ("obj", None),
    ),
}
# Where an object stands that another slot may hold as well, for whose it is: "closed its embassy", "blew up their
# houses". By relation and preposition the chance of the claim heads from which on it is one: of 114 such words of half
# of our annotated articles 82 were, 2 stand beside another object, and 30 beside none.
SEEN = {
    ("obj", None): 0.15,
    ("obl", "for"): 0.3,
    ("nmod", "of"): 0.1,
    ("nmod", "on"): 0.1,
    ("nmod", "over"): 0.1,
    ("compound", None): 0.1,
}
# The same of what the trigger governs where the heads see something else for its object.
SURE_OF_GOVERNED = 0.3
# The same of a pronoun, and of who is somebody ("called up reservists").
SURE_OF_PRONOUN = 0.25
SURE_OF_ACTOR = 0.25
# A word that is neither a thing nor a deed.
STRAY = frozenset({"ADP", "SCONJ", "PART", "ADV"})
NO_THINGS = frozenset({"for", "to", "on", "of", "from", "with", "the", "a", "an"})
BEHIND = ("obj", "xcomp", "ccomp", "advcl")

TOWARDS = frozenset({"to", "from", "against"})
"""Prepositions of a recipient that the parser may hang on the object."""


def object_words(grammar: Grammar, match: Match, amounts: Sequence[Counted] = ()) -> Range | None:
    """The words of a match's object, or None; `amounts` are those of the text."""
    head = _head(grammar, match)
    if head is None:
        return None
    spent = ({word for filled in match.slots.values() for word in filled.words} | set(match.words)) - {head}
    start, end = object_phrase(grammar.parse, head, spent)
    return start, _with_counted(grammar.parse, end, amounts, spent)


def _head(grammar: Grammar, match: Match) -> int | None:
    """The head word of a match's object: that of its row, else what the claim heads or the usual places give."""
    filled, seen = match.slots["object"], seen_objects(grammar, match)
    found = filled.words
    if filled.rule == CLAIM_HEAD:
        found = [*_governed(grammar.parse, match, found, seen), *found]
    found = found or seen or usual_objects(grammar, match)
    meant = (_meant(grammar, match, word) for word in found)
    return next((word for word in meant if word is not None), None)


def _governed(parse: Parse, match: Match, fillers: Sequence[int], seen: Sequence[int]) -> list[int]:
    """What the trigger governs among all that the claim heads see: of "welcomed the vote and lifted the ban" the ban.

    None where that is but a part of one of the fillers, or goes on with it ("guns and 20 *shells*").
    """
    chances, phrases = _chances(parse, match), [noun_phrase(parse, word) for word in fillers]
    sure = [w for w in seen if chances[w] >= SURE_OF_GOVERNED and parse.upos[w] != "PRON"]
    others = [word for word in sure if not any(_goes_on(parse, noun_phrase(parse, word), one) for one in phrases)]
    return [word for word in (*others, *fillers) if word in match.arguments.get("obj")]


def _goes_on(parse: Parse, words: Range, before: Range) -> bool:
    """Whether a phrase begins within another, or right behind it with no adverb: "20 | shells", not "twice | as"."""
    behind = words[0] == before[1] and parse.upos[words[0]] != "ADV" and parse.upos[before[0]] not in STRAY
    return before[0] <= words[0] < before[1] or behind


def _chances(parse: Parse, match: Match) -> Mapping[int, float]:
    """The words that the claim heads take for the object of a match, with the chance of each."""
    slots = parse.slots.get(match.trigger)
    return slots.roles.get("object", {}) if slots is not None else {}


def _least_of(grammar: Grammar, word: int) -> float:
    """How sure the claim heads must be at least that a word of its kind is an object."""
    return SURE_OF_PRONOUN if grammar.parse.upos[word] == "PRON" else SURE_OF_ACTOR if grammar.is_actor(word) else 0.0


def seen_objects(grammar: Grammar, match: Match) -> list[int]:
    """The arguments of a match that the claim heads take for its object, the likeliest first."""
    parse, chances = grammar.parse, _chances(grammar.parse, match)
    if not chances:
        return []
    places = ((w, least) for (relation, prep), least in SEEN.items() for w in match.arguments.get(relation, prep))
    own = ((w, least) for w, least in places if w not in match.words and parse.deprels[w] != "nmod:poss")
    found = {w for w, least in own if chances.get(w, 0.0) >= max(least, _least_of(grammar, w))}
    return sorted(found, key=lambda word: (-chances[word], word))


def _meant(grammar: Grammar, match: Match, word: int) -> int | None:
    """The word that stands for the thing, where the parser has put another in its place.

    "For" of "called for his release" as a phrase of its own, "back" of "demanded the buoys back" as a clause.
    """
    parse = grammar.parse
    torn = parse.folded[word] in NO_THINGS
    if not torn and parse.upos[word] not in STRAY:
        return word
    if (subject := grammar.child(word, "nsubj", "nsubj:pass")) is not None:
        return subject
    behind = [c for c in parse.children(match.trigger) if c > word and grammar.base(c) in BEHIND]
    others = (c for c in (*behind, *parse.children(word)) if parse.upos[c] not in STRAY)
    return next(others, None) if torn else None


def _with_counted(parse: Parse, end: int, amounts: Sequence[Counted], spent: Set[int]) -> int:
    """The end of a phrase with what it costs or what is counted behind "and", wherever the parser hung that:
    "jets worth $2 billion", "shells and 20 missiles"."""
    end -= parse.word(end - 1).lower() == WORTH
    said = parse.word(end).lower() if end + 1 < len(parse) else ""
    if said == WORTH:
        return next((a.end for a in amounts if a.start == end + 1 and a.amount.kind == "money"), end)
    if said != "and":
        return end
    second = next((a for a in amounts if a.start == end + 1 and a.head is not None), None)
    if second is None or second.head is None:
        return end
    stop, words = second.head + 1, set(range(end, second.head + 1))
    acts = stop < len(parse) and parse.upos[stop] in ("VERB", "AUX")
    return end if acts or words & spent or parse.deprels[second.head].startswith("nsubj") else stop


def usual_objects(grammar: Grammar, match: Match) -> list[int]:
    """The words that are mostly the object of an event of that type, where the row names none; nobody is asked for."""
    taken = {word for filled in match.slots.values() for word in filled.words}
    places = USUAL.get(match.row.event, ())
    found = (w for relation, preposition in places for w in match.arguments.get(relation, preposition))
    free = [word for word in found if word not in taken]
    return [w for w in free if not grammar.is_actor(w)] if match.row.event == "REQUEST" else free


def object_phrase(parse: Parse, head: int, spent: Set[int]) -> Range:
    """The words of the phrase that a head word stands for; `spent` are the trigger and the words of other slots."""
    if is_open_clause(parse, head):
        start, end = clause_phrase(parse, head)
        return start, _with_clause(parse, (start, end), spent)
    start, end = noun_phrase(parse, head)
    end = _before_others(parse, (head, _before_day(parse, (head, end))), spent)
    end = _with_complement(parse, end, spent)
    return _with_quantity(parse, start), _with_clause(parse, (start, end), spent)


def _before_day(parse: Parse, words: Range) -> int:
    """The end of a phrase before the day of the deed, if the parser hangs it there: "a mobilisation on Tuesday"."""
    start, end = words
    dated = end - 2 > start and parse.folded[end - 2] == "on" and any(n.kind == "DATE" for n in parse.names_at(end - 1))
    return end - 2 if dated else end


def _before_others(parse: Parse, words: Range, spent: Set[int]) -> int:
    """The end of a phrase before the preposition of another slot's words: "missiles" of "missiles to Iran"."""
    others = (w for w in range(words[0] + 1, words[1]) if w in spent)
    before = (c for w in others for c in parse.children(w) if parse.deprels[c] == "case" and words[0] < c < w)
    return next((c for c in before if parse.folded[c] in TOWARDS), words[1])


def _with_quantity(parse: Parse, start: int) -> int:
    """The start of a phrase with the words that open its number, the first of which the parser may hang elsewhere."""
    for words in _bounds_among(parse.folded[max(0, start - _longest()) : start]):
        for first in range(max(0, start - len(words)), start):
            said = tuple(parse.word(i).lower() for i in range(first, min(first + len(words), len(parse))))
            if said == words and first + len(words) >= start:
                return first
    return start


def _bounds_among(near: Sequence[str]) -> list[tuple[str, ...]]:
    """The bounds of several words that may begin with one of the words before a phrase."""
    return [words for words in long_bounds() if words[0] in near]


@cache
def _longest() -> int:
    """How many words the longest of these bounds has."""
    return max(map(len, long_bounds()))


def _with_complement(parse: Parse, end: int, spent: Set[int]) -> int:
    """The end of a phrase with the complement right behind its noun, wherever the parser hung that."""
    if end >= len(parse) or parse.word(end).lower() not in COMPLEMENTS or parse.deprels[end] != "case":
        return end
    inner = parse.heads[end] if parse.heads[end] > end else next(iter(_nominals(parse, end + 1)), end)
    dated = any(name.kind == "DATE" for name in parse.names_at(inner))
    if dated or set(range(end, inner + 1)) & spent:
        return end
    return max(end, noun_phrase(parse, inner)[1]) if inner > end else end


def _nominals(parse: Parse, start: int) -> list[int]:
    stop = parse.sentences[parse.sentence_of(start)][1] if start < len(parse) else start
    return [i for i in range(start, min(start + 4, stop)) if parse.upos[i] in ("NOUN", "PROPN")]


def _with_clause(parse: Parse, phrase: Range, spent: Set[int]) -> int:
    """The end of a phrase with the short clause right behind it that says which one; none that holds a spent word."""
    start, end = phrase
    for i in range(start, end):
        for clause in (c for c in parse.children(i) if parse.deprels[c] in CLAUSES):
            words = parse.subtree(clause)
            short = words[0] == end and len(words) <= CLAUSE and words[-1] - words[0] + 1 == len(words)
            if short and not set(words) & spent and parse.upos[words[-1]] != "PUNCT":
                return words[-1] + 1
    return end
