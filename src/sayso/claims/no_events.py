"""Words that name no event where they stand, whatever the tables or the model see in them: "did not respond to
questions", "acted in self-defence", "a reward for information"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from sayso.claims.factuality_words import names_of, own_words
from sayso.claims.forms import forms
from sayso.claims.headings import in_live_label
from sayso.claims.judgements import is_name_given
from sayso.claims.matching import Match, Matcher
from sayso.claims.predicates import Example, Predicate
from sayso.claims.selectors import is_among, parse_avoids, parse_needs, word_sets
from sayso.claims.triggers import TAGS
from sayso.ontology.tables import rows
from sayso.reader.parse import Parse

QUESTIONS = frozenset({"whether", "if", "who", "whom", "whose", "what", "which", "why", "how", "when", "where"})
CLAUSES = frozenset({"ccomp", "advcl", "obj", "parataxis", "obl"})
STATES = frozenset({"threat"})
"""Nouns that, said of somebody, tell what he is and no deed: "he was a threat"."""
FOR = frozenset({"for", "of"})
PHRASES = frozenset({("in", "charge"), ("of", "charge"), ("let", "alone"), ("meet", "the", "press")})


def events_among(matcher: Matcher, matches: Iterable[Match]) -> list[Match]:
    """The matches without those whose word names no event where it stands; the user's own stay."""
    return [match for match in matches if match.row.own or not _is_none(matcher, match)]


def _is_none(matcher: Matcher, match: Match) -> bool:
    parse, trigger = matcher.parse, match.trigger
    if in_live_label(parse, trigger) or _harms_nobody(parse, trigger) or _is_what_for(parse, trigger):
        return True
    if is_question(parse, trigger) or _is_in_phrase(parse, trigger):
        return True
    if parse.lemmas[trigger].lower() in STATES and any(parse.deprels[c] == "cop" for c in parse.children(trigger)):
        return True
    if match.row.event == "AGREE" and _is_signed(parse, trigger):
        return True
    if match.row.event == "ACCUSE" and is_name_given(parse, trigger):
        return True
    known = next((no_events()[form] for form in forms(parse, trigger) if form in no_events()), ())
    fitting = (row for row in known if parse.upos[trigger] in TAGS[row.pos])
    return any(matcher.match(row, (trigger,), match.arguments) is not None for row in fitting)


def _is_what_for(parse: Parse, noun: int) -> bool:
    """ "Attack drones", "assault rifles": what a weapon or a unit is made for."""
    if parse.deprels[noun] != "compound" or parse.folded[noun] not in word_sets()["use of arms"]:
        return False
    return not word_sets()["made to fight"].isdisjoint(names_of(parse, parse.heads[noun]))


def _harms_nobody(parse: Parse, verb: int) -> bool:
    """ "No one was hurt in the raid": how a deed ended, which denies no deed."""
    if parse.upos[verb] != "VERB" or word_sets()["harmed"].isdisjoint(names_of(parse, verb)):
        return False
    below = {parse.deprels[c] for c in parse.children(verb)}
    hurt_by_none = "nsubj:pass" in below and "obl:agent" not in below
    return (hurt_by_none or "die" in names_of(parse, verb)) and any(
        kind == "negation" and parse.deprels[word].startswith("nsubj") for kind, word in own_words(parse, verb)
    )


def is_question(parse: Parse, verb: int) -> bool:
    """ "Asked whether", "asked how many", "asked: \"Who?\"": what is asked is an answer, and nobody to do a thing."""
    if parse.lemmas[verb].lower() != "ask" or parse.upos[verb] != "VERB":
        return False
    below = parse.children(verb)
    if any(parse.deprels[c] == "xcomp" or _is_for(parse, c) for c in below):
        return False
    if any(parse.deprels[c] in CLAUSES and _opens(parse, c) in QUESTIONS for c in below):
        return True
    start, end = parse.sentences[parse.sentence_of(verb)]
    words = parse.folded[start:end]
    return "?" in words and "you" not in words


def _is_for(parse: Parse, word: int) -> bool:
    """ "Asked for help", "asked Chad for it"."""
    return parse.deprels[word].startswith("obl") and any(parse.folded[c] in FOR for c in parse.children(word))


def _opens(parse: Parse, clause: int) -> str:
    """The first word of a clause behind its quotation mark."""
    return next((parse.folded[i] for i in sorted(parse.subtree(clause)) if parse.word(i)[0].isalnum()), "")


def _is_in_phrase(parse: Parse, word: int) -> bool:
    """ "In charge", "free of charge", "let alone", "Meet the Press": phrases in which a word of deeds names none."""
    around = parse.folded[max(0, word - 1) : word + 3]
    return any(tuple(around[i : i + len(phrase)]) == phrase for phrase in PHRASES for i in (0, 1))


def _is_signed(parse: Parse, noun: int) -> bool:
    """ "Signed the accord", "the treaty was cancelled": the event is what is done with it."""
    verb = parse.heads[noun]
    thing = verb >= 0 and parse.upos[noun] == "NOUN" and parse.deprels[noun] in ("obj", "nsubj:pass")
    return thing and parse.upos[verb] == "VERB" and is_among(parse, verb, "signing")


@cache
def no_events() -> dict[str, list[Predicate]]:
    """The table by lemma, as senses without slots."""
    found: dict[str, list[Predicate]] = defaultdict(list)
    for row in rows("no_events", room="claims"):
        found[row["lemma"]].append(_sense(row))
    return dict(found)


def _sense(row: dict[str, str]) -> Predicate:
    needs, avoids, nothing = parse_needs(row["need"]), parse_avoids(row["avoid"]), Example("", (0, 0), (), ())
    return Predicate("", "", (row["lemma"],), row["pos"], (), None, (), (), (), needs, avoids, nothing, "")
