"""From the tree to claims: which words name an event, in which sense, who does what to whom, on whose say-so."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

from sayso.claims.cast import Cast
from sayso.claims.claim_heads import with_claim_heads
from sayso.claims.cues import cue_at
from sayso.claims.doers import doers
from sayso.claims.grammar import Arguments, Grammar
from sayso.claims.light import governor, with_light_verb
from sayso.claims.matching import Match, Matcher
from sayso.claims.predicates import Example, Predicate
from sayso.claims.selectors import parse_selectors
from sayso.claims.triggers import Candidate, PredicateIndex
from sayso.reader.parse import Parse
from sayso.records import Span

# A hint's score is the event head's chance that the word names any event at all, its type the likeliest one.
# Below this chance a table's match is dropped; from the second on the head makes a claim of a word that no row fits.
# Chosen on the articles of annotation/held_out.txt and claims/dev: a veto of 0.05 or 0.12 is better on the one or the
# other; adding at 0.6 to 0.8 is best for full claims (held-out found F1 55.6 without adding, 69.3 at 0.7).
HINT_VETO = 0.1
HINT_ADD = 0.7
# The generic frame of a word that only the event head knows: who does it, whom it may be done to, what it is about.
GENERIC_ACTOR = "subj@ACTOR|poss@ACTOR|nmod:by@ACTOR"
GENERIC_RECIPIENT = "obj@ACTOR|iobj@ACTOR|obl:against@ACTOR|obl:to@ACTOR|obl:with@ACTOR|obl:on@ACTOR|of@ACTOR"
GENERIC_OBJECT = "obj@GOODS|of@GOODS|xcomp"
EVENT_HEAD = "event head"
# The kind of cues (data/cues.csv) that the event head alone makes no claim of: a denial is the deed with negation.
DENIAL = "denial"
EVENT_TAGS = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})


def find_events(grammar: Grammar, cast: Cast, index: PredicateIndex) -> list[Match]:
    """The event mentions of a parse: at most one for each trigger, in text order."""
    matcher = Matcher(grammar, cast)
    by_word: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in index.candidates(grammar):
        by_word[candidate.words[0]].append(candidate)
    matches = [best for i in sorted(by_word) if (best := _best(matcher, i, by_word[i])) is not None]
    told = _told_by_head(matcher, matches, by_word)
    found = _without_overlaps(grammar, [*matches, *told])
    return [m if m.row.id == EVENT_HEAD else with_claim_heads(grammar, m) for m in found]


def _best(matcher: Matcher, trigger: int, candidates: Sequence[Candidate]) -> Match | None:
    if _vetoed(matcher.parse, trigger):
        return None
    own, verb = _arguments(matcher.grammar, trigger)
    matches = []
    for candidate in candidates:
        arguments = _as_verb(own) if candidate.nominal else own
        if (match := matcher.match(candidate.row, candidate.words, arguments)) is not None:
            match.light_verb = verb
            matches.append(match)
    return _choose(matches)


def _choose(matches: Sequence[Match]) -> Match | None:
    """The sense that asks for most decides the type; of that type the row that names most actors wins."""
    best = max(matches, key=lambda match: match.score, default=None)
    if best is None:
        return None
    same = [match for match in matches if match.row.event == best.row.event]
    return max(same, key=lambda match: (match.named, match.score))


def _arguments(grammar: Grammar, trigger: int) -> tuple[Arguments, int | None]:
    """The arguments of a trigger, with those that a noun takes from its light verb, and that verb."""
    if grammar.is_verbal(trigger):
        return grammar.arguments(trigger), None
    light = governor(grammar, trigger)
    found = with_light_verb(grammar, trigger, *light) if light else grammar.arguments(trigger).copy()
    _turn_possessor(grammar, trigger, found)
    if not found.get("subj"):
        for word in doers(grammar, trigger):
            found.add("subj", word, how="said to have done it")
    return found, light[0] if light else None


def _turn_possessor(grammar: Grammar, noun: int, found: Arguments) -> None:
    """ "His arrest", "the journalist's killing": the possessor is whom it was done to, unless `of` names that one."""
    owners = found.get("poss")
    if not owners or found.get("nmod", "of") or grammar.parse.lemmas[noun].lower() not in patient_nouns():
        return
    del found.roles["poss"]
    for word in owners:
        found.add("nmod", word, "of", how="possessor")


@cache
def patient_nouns() -> frozenset[str]:
    """Nouns for deeds whose possessor suffers them."""
    with (resources.files("sayso.claims") / "data" / "patient_nouns.csv").open("r", encoding="utf-8") as file:
        return frozenset(row["noun"] for row in csv.DictReader(file))


def _told_by_head(matcher: Matcher, matches: Sequence[Match], rows: Mapping[int, object]) -> list[Match]:
    """Claims of the event head alone, where no row fits.

    Left out is the word that governs an event which a row knows ("denied supplying", "stopped short of sanctions"):
    what it does to that event is its certainty. So is a noun without any row that fills a slot of another event
    ("withdrew its troops").
    """
    parse = matcher.parse
    taken = {i for match in matches for i in match.words}
    governing = {parse.heads[i] for match in matches for i in (match.trigger, match.light_verb) if i is not None}
    filling = {
        i for match in matches for filled in match.slots.values() for w in filled.words for i in parse.subtree(w)
    }
    found = []
    for i in _hinted_words(parse, taken):
        if i in governing or (i in filling and i not in rows) or _denies(parse, i):
            continue
        if (match := _generic(matcher, i)) is not None and _has_actor(matcher.cast, match):
            found.append(match)
    return found


def _denies(parse: Parse, i: int) -> bool:
    """Whether a word denies a clause or something said before, rather than refuses a thing ("denied bail")."""
    cue = cue_at(parse, i)
    things = (c for c in parse.children(i) if parse.deprels[c] in ("obj", "nsubj:pass") and parse.upos[c] == "NOUN")
    return cue is not None and cue.kind == DENIAL and next(things, None) is None


def _has_actor(cast: Cast, match: Match) -> bool:
    return any(cast.is_actor(word) for slot in ("actor", "recipient") for word in match.slots[slot].words)


def _hinted_words(parse: Parse, taken: set[int]) -> list[int]:
    """Words that the event head is sure of and no row fits; of neighbours of one type only the head."""
    sure = {i: hint.event for i, hint in enumerate(parse.hints) if hint.event is not None and hint.score >= HINT_ADD}
    found = []
    for i, event in sure.items():
        inner = parse.heads[i] in (i - 1, i + 1) and sure.get(parse.heads[i]) == event
        near = any(j in taken and sure.get(j) == event for j in (i - 1, i + 1))
        if i not in taken and not inner and not near and parse.upos[i] in EVENT_TAGS:
            found.append(i)
    return found


def _generic(matcher: Matcher, i: int) -> Match | None:
    own, verb = _arguments(matcher.grammar, i)
    match = matcher.match(generic_row(str(matcher.parse.hints[i].event)), (i,), own)
    if match is not None:
        match.light_verb = verb
        with_claim_heads(matcher.grammar, match)
    return match


@cache
def generic_row(event: str) -> Predicate:
    """The row of a word that no table knows, for a type that the event head gives it."""
    actor, recipient, thing = map(parse_selectors, (GENERIC_ACTOR, GENERIC_RECIPIENT, GENERIC_OBJECT))
    nothing = Example("", (0, 0), (), ())
    return Predicate(
        EVENT_HEAD, event, ("*",), "VERB", (), None, actor, recipient, thing, (), (), nothing, counterexample=""
    )


def _as_verb(noun: Arguments) -> Arguments:
    """The arguments of a noun in -ing as its verb would have them: "the shelling of X by Y"."""
    found = Arguments(how=noun.how)
    for relation, held in noun.roles.items():
        for preposition, word in held:
            found.add("obl" if relation == "nmod" else relation, word, preposition)
    for word in noun.get("nmod", "of"):
        found.add("obj", word)
    for word in noun.get("nmod", "by") or noun.get("poss"):
        found.add("subj", word)
    return found


def _vetoed(parse: Parse, i: int) -> bool:
    return i < len(parse.hints) and parse.hints[i].score < HINT_VETO


def _without_overlaps(grammar: Grammar, matches: Iterable[Match]) -> list[Match]:
    """Of triggers that share words the one with more words stays; a light verb yields to its noun."""
    taken: set[int] = set()
    kept = []
    matches = list(matches)
    yielding = {m.light_verb for m in matches if m.light_verb is not None}
    for match in sorted(matches, key=lambda m: (-len(m.words), -m.score, m.trigger)):
        if taken & set(match.words) or (match.trigger in yielding and len(match.words) == 1):
            continue
        taken.update(match.words)
        kept.append(match)
    return sorted(kept, key=lambda match: match.trigger)


def trigger_span(parse: Parse, words: Sequence[int]) -> Span:
    """The span of the head and those further words that join it without a gap."""
    start = end = words[0]
    others = set(words[1:])
    while start - 1 in others:
        start -= 1
    while end + 1 in others:
        end += 1
    return parse.span(start, end + 1)
