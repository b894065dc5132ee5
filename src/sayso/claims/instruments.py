"""Means of crowd control are events by themselves ("marchers met tear gas"), but not where their verb is the event."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.matching import Match
from sayso.reader.parse import Parse

_MEANS = "crowd-control"
_OBJECTS = frozenset({"obj", "conj", "compound", "nmod"})


def without_instruments(parse: Parse, matches: Sequence[Match]) -> list[Match]:
    """Matches without the means that a match of the same event fires: "police fired tear gas and rubber bullets"."""
    fired = {match.trigger: match.row.event for match in matches if parse.upos[match.trigger] == "VERB"}
    return [match for match in matches if not _is_fired(parse, match, fired)]


def _is_fired(parse: Parse, match: Match, fired: dict[int, str]) -> bool:
    """Whether a noun for means of crowd control is an object of one of the verbs."""
    word = match.trigger
    if match.row.mode != _MEANS or parse.upos[word] == "VERB":
        return False
    while parse.heads[word] >= 0 and parse.deprels[word] in _OBJECTS:
        word = parse.heads[word]
        if word in fired:
            return fired[word] == match.row.event
    return False
