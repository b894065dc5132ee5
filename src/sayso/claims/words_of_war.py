"""Attacks made with words: in a campaign or a debate "attacked", "hit" and "the battle with" are told of what
politicians say of each other, and are accusations.

A text that speaks of a campaign is asked for, and beside the word somebody by name or a politician whom it is aimed at,
done by nobody who bears arms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.actors.tree import remembered
from sayso.claims.cast import Cast
from sayso.claims.forms import forms
from sayso.claims.matching import Match, Matcher
from sayso.claims.selectors import is_among, word_sets
from sayso.reader.parse import Parse

WORDS = 3
"""Different words of a campaign or debate that a text must have."""
_AIMS = ("on", "against", "with", "between", "at")
_DOERS = ("by", "from")
_PRONOUNS = frozenset({"him", "her", "me", "he", "she", "i"})
_TELLING = "ACCUSE"


def as_words(matcher: Matcher, matches: Iterable[Match]) -> list[Match]:
    """The matches, those of an attack with words as accusations with the same slots."""
    return [_as_accusation(m) if not m.row.own and _is_of_words(matcher, m) else m for m in matches]


def _as_accusation(match: Match) -> Match:
    name = match.row.id.replace(match.row.event, _TELLING, 1)
    return replace(match, row=replace(match.row, id=f"{name} with words", event=_TELLING, mode=None, accept=()))


def _is_of_words(matcher: Matcher, match: Match) -> bool:
    parse, cast, trigger = matcher.parse, matcher.cast, match.trigger
    if match.row.event != "ASSAULT" or len(match.words) > 1 or not is_among(parse, trigger, "wordy"):
        return False
    if not speaks_of_campaign(parse):
        return False
    doers, aims = _sides(match)
    if any(is_among(parse, i, "violence") or _is_armed(parse, i) for i in (*doers, *aims, *parse.children(trigger))):
        return False
    told = any(_is_politician(cast, i) for i in doers)
    if parse.upos[trigger] != "VERB":
        return told or any(_is_politician(cast, i) or is_among(parse, i, "record") for i in aims)
    aimed = any(_is_politician(cast, i) or (told and parse.folded[i] in _PRONOUNS) for i in _with_owners(parse, aims))
    return bool(doers) and aimed


def _sides(match: Match) -> tuple[list[int], list[int]]:
    """The words for who attacks, and for who or what is attacked."""
    found = match.arguments
    doers = [
        *found.get("subj"),
        *found.get("poss"),
        *(w for r in ("obl", "nmod") for p in _DOERS for w in found.get(r, p)),
    ]
    aims = [*found.get("obj"), *found.get("nmod", "of")]
    aims += [w for relation in ("obl", "nmod") for p in _AIMS for w in found.get(relation, p)]
    return doers, aims


def _with_owners(parse: Parse, words: Sequence[int]) -> list[int]:
    """ "Attacked Mr. Sanders's life": whose a thing is, too."""
    return [*words, *(c for i in words for c in parse.children(i) if parse.deprels[c] == "nmod:poss")]


def _is_politician(cast: Cast, i: int) -> bool:
    """Somebody by name, a party, or a noun for who is in politics."""
    parse = cast.parse
    named = any(name.kind == "PER" for name in parse.names_at(i))
    return named or is_among(parse, i, "politician") or (parse.upos[i] == "PROPN" and cast.passes(i, "PERSON"))


def _is_armed(parse: Parse, i: int) -> bool:
    return is_among(parse, i, "troops") or is_among(parse, i, "gunfire")


@remembered
def speaks_of_campaign(parse: Parse) -> bool:
    """Whether a text has words of a campaign or of debates in a parliament."""
    campaign = word_sets()["campaigning"]
    found: set[str] = set()
    for i in range(len(parse)):
        found.update(campaign.intersection(forms(parse, i)))
        if len(found) >= WORDS:
            return True
    return False
