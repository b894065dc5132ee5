"""What an article is about: sport, culture, science, nature and business use the words of politics for other things.

"Attacked from the first whistle", "a deal for the striker", "cells that kill invaders": in an article with next to no
words of politics only a deed counts whose doer or target is political by its own words.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

from sayso.actors.tree import remembered
from sayso.claims.cast import Cast
from sayso.claims.forms import forms
from sayso.claims.matching import Match
from sayso.claims.phrases import noun_phrase
from sayso.reader.parse import Parse

POLITICS = "politics"
# An article is not political if it has this many different words of one other topic, and this many times as many of all
# other topics as of politics: most of our own texts without events are such, next to none of the annotated articles.
TOPIC_WORDS = 5
TIMES = 4
# Plots of novels, matches and the wars of ants are told in words of politics too, so for these topics it is enough to
# have this many times as many words as politics has. That holds of next to no annotated article with claims (of 389
# the one it adds has none); of business and nature it would take in articles on layoffs and on emergencies.
PLAYFUL = frozenset({"culture", "sport", "science"})
LEAD = 1.5
# A text of so many words (signs counted) with so few different words of politics is not about it, whatever it is about.
# Of 434 articles with claims in our training and development sets three are such, with 15 of their 9619 claims; of our
# 60 texts without events 49. With two words it would be 8 articles with 70 claims, and 54 texts.
STORY_WORDS = 60
FEW = 1
ACTORS = ("actor", "recipient")
# A score of a match, not a number of things ("5-0 in La Paz", but not "5-10 soldiers").
SCORE = re.compile(r"(?<![\w-])\d{1,2}\s?[-\u2013]\s?\d{1,2}(?=\s*(?:$|[.,;:)!]|(?:in|at|to|on|after|and|away)\b))")


@remembered
def is_political(parse: Parse) -> bool:
    """Whether an article may be about politics; short texts and those without any topic may be."""
    found: dict[str, set[str]] = {}
    for i, lemma in enumerate(parse.lemmas):
        if topic := _topic(lemma, parse.word(i)):
            found.setdefault(topic, set()).add(lemma.lower())
    counts = Counter({topic: len(words) for topic, words in found.items()})
    politics = counts.pop(POLITICS, 0)
    if politics <= FEW and len(parse) >= STORY_WORDS:
        return False
    playful = max((counts[topic] for topic in PLAYFUL), default=0)
    if playful >= max(TOPIC_WORDS, LEAD * politics):
        return False
    return max(counts.values(), default=0) < TOPIC_WORDS or counts.total() < TIMES * politics


@lru_cache(maxsize=50_000)
def _topic(lemma: str, word: str) -> str | None:
    return topic_words().get(lemma.lower()) or topic_words().get(word.lower())


def is_named_deed(cast: Cast, match: Match) -> bool:
    """Whether the words for who did it, or to whom, are political in themselves: a country by name, "the police"."""
    heads = [word for slot in ACTORS for word in match.slots[slot].words]
    if any(_has_politics(cast.parse, word) for word in heads):
        return True
    return len(heads) > 1 and all(_is_country_name(cast, word) for word in heads)


def _has_politics(parse: Parse, word: int) -> bool:
    phrase = range(*noun_phrase(parse, word))
    return any(topic_words().get(name) == POLITICS for i in phrase for name in forms(parse, i))


def _is_country_name(cast: Cast, word: int) -> bool:
    return cast.parse.upos[word] == "PROPN" and cast.identity(word).rule.startswith("name: country")


def is_figure_of_speech(parse: Parse, match: Match) -> bool:
    """Whether a doer or target shows that the deed is none in politics: "waves attacked", "attacked the net"."""
    doers = match.arguments.get("subj") or _agents(parse, match)
    aims = match.arguments.get("obj")
    strange = _any_unpolitical(parse, match, doers, "subj") or _any_unpolitical(parse, match, aims, "obj")
    return strange or _is_match(parse, match) or _is_anonymity(parse, match)


_UNNAMED = frozenset({"named", "identified", "quoted"})
_ANONYMITY = 7
"""Words from "asked" to the end of "on condition of not being named"."""


def _is_anonymity(parse: Parse, match: Match) -> bool:
    """ "Who asked not to be named", "a request for comment": how a source came to speak is no event."""
    trigger, (_, end) = match.trigger, parse.sentences[parse.sentence_of(match.trigger)]
    behind = parse.folded[trigger + 1 : min(trigger + _ANONYMITY, end)]
    if match.row.event == "REQUEST" and behind[:2] in (["for", "comment"], ["for", "comments"]):
        return True
    if parse.folded[trigger] in _UNNAMED:
        return parse.folded[trigger - 2 : trigger] == ["to", "be"] and "not" in parse.folded[trigger - 4 : trigger]
    opens = next((k for k, word in enumerate(behind) if word == "to"), len(behind))
    unnamed = behind[opens : opens + 2] == ["to", "be"] and bool(_UNNAMED & set(behind[opens + 2 : opens + 3]))
    unnamed = unnamed and behind[opens + 3 : opens + 4] != ["as"]
    return opens <= 1 and unnamed and match.row.event in ("REQUEST", "REJECT")


def _is_match(parse: Parse, match: Match) -> bool:
    """ "Destroyed Bolivia 5-0": violence between two that ends with a score."""
    if match.row.event != "ASSAULT":
        return False
    _, end = parse.sentences[parse.sentence_of(match.trigger)]
    return SCORE.search(parse.text[parse.starts[match.trigger] : parse.ends[end - 1]]) is not None


def _any_unpolitical(parse: Parse, match: Match, words: Iterable[int], relation: str) -> bool:
    nouns = [name for word in words for name in _names(parse, word)]
    found = (unpolitical_words().get((name, relation)) for name in nouns)
    return any(events is not None and (events == {"*"} or match.row.event in events) for events in found)


def _names(parse: Parse, word: int) -> tuple[str, ...]:
    """What a noun is looked up under; a name by its first word, with a capital ("Hurricane Delta")."""
    if parse.upos[word] == "NOUN":
        return forms(parse, word)
    first = noun_phrase(parse, word)[0]
    return (parse.word(first).lower(),) if parse.upos[word] == "PROPN" and first != word else ()


def _agents(parse: Parse, match: Match) -> list[int]:
    """The "by" phrases of a passive, also where the tree hangs them lower: "prevented from sailing by heavy rain"."""
    if not match.arguments.passive:
        return []
    below = (i for i in parse.subtree(match.trigger) if i > match.trigger and parse.deprels[i].startswith("obl"))
    return [i for i in below if any(parse.word(c).lower() == "by" for c in parse.children(i))]


@cache
def topic_words() -> dict[str, str]:
    """Words that are used mostly in articles on one topic."""
    return {row["word"]: row["topic"] for row in _rows("topic_words.csv")}


@cache
def unpolitical_words() -> dict[tuple[str, str], frozenset[str]]:
    """By word and relation: event types that a verb with such a subject or object is not; `*` is any type."""
    rows = _rows("unpolitical_words.csv")
    return {(row["word"], row["relation"]): frozenset(row["events"].split("|")) for row in rows}


def _rows(name: str) -> list[dict[str, str]]:
    text = resources.files("sayso.claims").joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
