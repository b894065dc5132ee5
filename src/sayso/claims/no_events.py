"""Words that name no event where they stand, whatever the tables or the model see in them: "did not respond to
questions", "acted in self-defence", "a reward for information"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from sayso.claims.factuality_words import names_of, own_words
from sayso.claims.forms import forms
from sayso.claims.headings import in_live_label
from sayso.claims.matching import Match, Matcher
from sayso.claims.predicates import Example, Predicate
from sayso.claims.selectors import parse_avoids, parse_needs, word_sets
from sayso.claims.triggers import TAGS
from sayso.ontology.tables import rows
from sayso.reader.parse import Parse


def events_among(matcher: Matcher, matches: Iterable[Match]) -> list[Match]:
    """The matches without those whose word names no event where it stands; the user's own stay."""
    return [match for match in matches if match.row.own or not _is_none(matcher, match)]


def _is_none(matcher: Matcher, match: Match) -> bool:
    parse, trigger = matcher.parse, match.trigger
    if in_live_label(parse, trigger) or _harms_nobody(parse, trigger):
        return True
    known = next((no_events()[form] for form in forms(parse, trigger) if form in no_events()), ())
    fitting = (row for row in known if parse.upos[trigger] in TAGS[row.pos])
    return any(matcher.match(row, (trigger,), match.arguments) is not None for row in fitting)


def _harms_nobody(parse: Parse, verb: int) -> bool:
    """ "No one was hurt in the raid": how a deed ended, which denies no deed."""
    if parse.upos[verb] != "VERB" or word_sets()["harmed"].isdisjoint(names_of(parse, verb)):
        return False
    below = {parse.deprels[c] for c in parse.children(verb)}
    hurt_by_none = "nsubj:pass" in below and "obl:agent" not in below
    return (hurt_by_none or "die" in names_of(parse, verb)) and any(
        kind == "negation" and parse.deprels[word].startswith("nsubj") for kind, word in own_words(parse, verb)
    )


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
