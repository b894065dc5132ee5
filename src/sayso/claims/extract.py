"""From the tree to claims: which words name an event, in which sense, who does what to whom, on whose say-so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from sayso.claims.again import told_again
from sayso.claims.cast import Cast
from sayso.claims.claim_heads import with_claim_heads
from sayso.claims.doers import doers
from sayso.claims.event_head import EVENT_HEAD, told_by_head
from sayso.claims.grammar import Arguments, Grammar
from sayso.claims.judgements import as_judgements
from sayso.claims.light import governor, with_light_verb
from sayso.claims.matching import Match, Matcher, highest
from sayso.claims.no_events import events_among
from sayso.claims.predicates import Predicate
from sayso.claims.selectors import is_among
from sayso.claims.triggers import Candidate, PredicateIndex
from sayso.claims.word_parts import is_part_of_word
from sayso.claims.words_of_war import as_words
from sayso.ontology.tables import rows
from sayso.reader.parse import Parse
from sayso.records import Span

# A hint's score is the event head's chance that the word names any event at all, its type the likeliest one.
# Below this chance a table's match is dropped. Chosen on the articles of annotation/held_out.txt and claims/dev: a veto
# of 0.05 or 0.12 is better on the one or the other.
HINT_VETO = 0.1
# In a story, where each claim has a score that decides, only what is hopeless is dropped at once.
HINT_VETO_IN_STORY = 0.03

# From this much on that a row of several words asks for, and has, the model's veto does not count.
IDIOM = 4.5
# The same where its other words are those of a slot ("raised its alert level").
IDIOM_OF_ONE = 5.0

# From this chance on the head's sense of a word goes before the row's, to which it gives no more than the other chance.
HINT_SENSE = 0.5
OTHER_SENSE = 0.1

Admits = Callable[[Cast, Match], bool]


def admit_all(cast: Cast, match: Match) -> bool:
    """Every match stands."""
    return True


def find_events(
    grammar: Grammar, cast: Cast, index: PredicateIndex, *, story: bool = False, admits: Admits = admit_all
) -> list[Match]:
    """What may be the event mentions of a parse: at most one for each trigger, in text order.

    Args:
        grammar: words and tree.
        cast: who the words stand for.
        index: the predicate rows.
        story: whether more is to be found, since the claims will be scored (see `scoring`).
        admits: whether a match of a user's own type stands; it then goes before the built-in ones.
    """
    return find_all(grammar, cast, index, story=story, admits=admits).sure


class Mentions(NamedTuple):
    """What may be event mentions, and in a story those that only the event head sees, and that not well enough."""

    sure: list[Match]
    faint: list[Match]


def find_all(
    grammar: Grammar, cast: Cast, index: PredicateIndex, *, story: bool = False, admits: Admits = admit_all
) -> Mentions:
    """The same as `find_events`, and what is too faint for it."""
    veto = HINT_VETO_IN_STORY if story else HINT_VETO
    matcher = Matcher(grammar, cast)
    by_word: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in index.candidates(grammar):
        by_word[candidate.words[0]].append(candidate)
    chosen = (_own(matcher, by_word[i], admits) or _best(matcher, i, by_word[i], veto) for i in sorted(by_word))
    if story:
        chosen = (m and (_in_sense_of_head(matcher, m, by_word[m.trigger]) or m) for m in chosen)
    whole = (m for m in chosen if m is not None and (m.row.own or not is_part_of_word(grammar.parse, m.trigger)))
    matches = as_judgements(matcher, events_among(matcher, whole))
    alone = told_by_head(matcher, matches, by_word, arguments_of, story=story)
    told = as_judgements(matcher, events_among(matcher, alone))
    found = as_words(matcher, _without_overlaps(grammar, [*matches, *told]))
    sure = [m if m.row.id == EVENT_HEAD else with_claim_heads(grammar, m) for m in found]
    if not story:
        return Mentions(sure, [])
    again = told_again(matcher, found, by_word, arguments_of)
    strangers = told_by_head(matcher, matches, by_word, arguments_of, story=True, strangers=True)
    faint = [*again, *_apart_from(again, strangers)]
    return Mentions(sure, _apart_from(found, events_among(matcher, faint)))


def _apart_from(known: Sequence[Match], matches: Iterable[Match]) -> list[Match]:
    """The matches that share no word with those that are known."""
    taken = {word for match in known for word in match.words}
    return [match for match in matches if taken.isdisjoint(match.words)]


def _own(matcher: Matcher, candidates: Sequence[Candidate], admits: Admits) -> Match | None:
    """The best match of the user's own rows; the model, which knows nothing of these types, has no veto."""
    own = [candidate for candidate in candidates if candidate.row.own]
    return _choose([match for match in _matches(matcher, own) if admits(matcher.cast, match)])


def own_matches(grammar: Grammar, cast: Cast, index: PredicateIndex) -> list[Match]:
    """Every match of a user's own row in a parse, whether it stands or not."""
    matcher = Matcher(grammar, cast)
    own = (candidate for candidate in index.candidates(grammar) if candidate.row.own)
    return [match for candidate in own for match in _matches(matcher, [candidate])]


def _best(matcher: Matcher, trigger: int, candidates: Sequence[Candidate], veto: float) -> Match | None:
    given = [candidate for candidate in candidates if not candidate.row.own]
    if not _vetoed(matcher.parse, trigger, veto):
        return _choose(_matches(matcher, given))
    # Most words are vetoed, and few rows can score so much.
    likely = [one for one in given if highest(one.row, len(one.words)) >= _least(one.words)]
    return _choose([match for match in _matches(matcher, likely) if _is_idiom(match)])


def _is_idiom(match: Match) -> bool:
    """Whether a row asks for words beside its trigger that leave little doubt of the sense ("fanned out")."""
    return match.score >= _least(match.words) and bool(match.slots["actor"].words)


def _least(words: Sequence[int]) -> float:
    """The least that a match of an idiom scores."""
    return IDIOM if len(words) > 1 else IDIOM_OF_ONE


def _matches(matcher: Matcher, candidates: Sequence[Candidate]) -> list[Match]:
    """The matches of rows that have one trigger word."""
    if not candidates:
        return []
    trigger = candidates[0].words[0]
    own, verb = arguments_of(matcher.grammar, trigger)
    matches = []
    for candidate in candidates:
        arguments = _as_verb(own) if candidate.nominal else own
        if (match := matcher.match(candidate.row, candidate.words, arguments)) is not None:
            match.light_verb = verb
            matches.append(match)
    return matches


def _choose(matches: Sequence[Match]) -> Match | None:
    """The sense that asks for most decides the type; of that type the row that names most actors wins."""
    best = max(matches, key=lambda match: match.score, default=None)
    if best is None:
        return None
    same = [match for match in matches if match.row.event == best.row.event]
    return max(same, key=lambda match: (match.named, match.score))


def _in_sense_of_head(matcher: Matcher, match: Match, candidates: Sequence[Candidate]) -> Match | None:
    """The match in another sense of its word, if the event head sees that one in it and next to nothing of the row's.

    The tables tell an attack of words from one of arms by the words beside it; where a row asks for none, the head
    knows better: "attacked his rival on television". Of annotated claims it sets the type of 29 right and of 3 wrong.
    """
    i, row = match.trigger, match.row
    hint = matcher.parse.hints[i] if i < len(matcher.parse.hints) else None
    if row.own or hint is None or hint.event in (None, row.event, *row.accept) or len(match.words) > 1:
        return None
    if hint.score < HINT_SENSE or hint.kinds.get(row.event, 0.0) > OTHER_SENSE or _asks_for_words(row):
        return None
    senses = (one for one in candidates if one.row.event == hint.event and len(one.words) == 1 and not one.row.own)
    return _choose(_matches(matcher, [Candidate(_unasking(one.row), one.words, one.nominal) for one in senses]))


def _asks_for_words(row: Predicate) -> bool:
    """Whether a row needs certain words beside its trigger."""
    return any(one.lemmas for condition in row.need for one in (condition, *condition.any))


@cache
def _unasking(row: Predicate) -> Predicate:
    """A row that holds wherever its word stands."""
    return replace(row, need=(), avoid=())


def arguments_of(grammar: Grammar, trigger: int) -> tuple[Arguments, int | None]:
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
    return frozenset(row["noun"] for row in rows("patient_nouns", room="claims"))


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


def _vetoed(parse: Parse, i: int, veto: float) -> bool:
    return i < len(parse.hints) and parse.hints[i].score < veto


def _without_overlaps(grammar: Grammar, matches: Iterable[Match]) -> list[Match]:
    """Of triggers that share words the user's own stays, else the one with more words; a light verb yields to its
    noun, unless it is the user's own or tells of more than the noun ("extended the curfew")."""
    taken: set[int] = set()
    kept = []
    matches = list(matches)
    own = {m.trigger for m in matches if m.row.own}
    matches = [m for m in matches if m.row.own or m.light_verb not in own]
    lent = {m.light_verb for m in matches if m.light_verb is not None} - own
    yielding = {i for i in lent if not is_among(grammar.parse, i, "besides")}
    for match in sorted(matches, key=lambda m: (not m.row.own, -len(m.words), -m.score, m.trigger)):
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
