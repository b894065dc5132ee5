"""What speaks for and against two accounts being of one happening: named features, each with its reason.

`REASONS` says in words what a feature means; `features` gives those of a pair. Their weights are in `data/pairs.csv`,
fitted apart for accounts of one article ("within") and of two ("across").
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache, lru_cache

from sayso.actors.surroundings import Features
from sayso.events.accounts import Account, Page, Party
from sayso.events.days import Days, gap
from sayso.events.sources import is_same
from sayso.events.stance import SAYINGS
from sayso.events.words import deeds, held, likeness, weight
from sayso.ontology.tables import rows

REASONS = {
    "any": "what any two accounts that are compared have",
    "event same": "the same type of event",
    "event compatible": "types under which one happening may be told",
    "event other": "types that do not go together, but for what the model sees in the triggers",
    "kinds": "the types that the model sees in the triggers, by how far they are the same",
    "kinds agree": "the types that the model sees, by the chance that both are of one",
    "kind same": "the model holds the same type for the likeliest in both triggers",
    "trigger same": "named by the same word",
    "trigger rare": "the rarer the word, the more it tells",
    "deed same": "the triggers are words for the same kind of deed: seized, impounded, captured",
    "mode same": "the same mode",
    "mode differs": "two modes",
    "actor same": "the same actors",
    "actor shared": "an actor in common",
    "actor open": "an actor that one of them does not say",
    "actor differs": "actors that have nothing in common",
    "actor words": "the actors in the same words",
    "recipient same": "the same recipients",
    "recipient shared": "a recipient in common",
    "recipient open": "a recipient that one of them does not say",
    "recipient differs": "recipients that have nothing in common",
    "recipient words": "the recipients in the same words",
    "parties swapped": "the actor of one is the recipient of the other",
    "parties same": "both the same actor and the same recipient",
    "things": "the object in the same words",
    "things differ": "objects that have no word in common",
    "class same": "objects of the same class",
    "class differs": "objects of two classes",
    "amount same": "the same amount",
    "amount differs": "two amounts of the same unit",
    "place same": "the same place",
    "place differs": "two places",
    "day same": "the same day",
    "day within": "one date lies within the other, less exact one",
    "day next": "dates a day apart",
    "day apart": "dates two to seven days apart",
    "day far": "dates more than a week apart",
    "one day said, same": "of two exact dates that are the same, one is said beside its claim",
    "one day said, next": "the same of dates a day apart",
    "one day said, apart": "the same of dates farther apart",
    "both days said, same": "two exact dates that are the same, both said beside their claims",
    "both days said, next": "the same of dates a day apart",
    "both days said, apart": "the same of dates farther apart",
    "day open": "neither has a date",
    "day open soon": "one has no date, and its article is of the other's date or up to three days later",
    "day open late": "one has no date, and its article is of four to thirty days after the other's date",
    "day open far": "one has no date, and its article is older than the other's date or far later",
    "published apart": "the longer between the two articles, the less",
    "words": "the sentences share words",
    "near": "the words beside the triggers are shared",
    "clause": "the words of the trigger's part of the sentence are shared",
    "own words": "words that few sentences of their articles have are shared",
    "definite": "one that is told later, or of another article, is pointed at ('the attack')",
    "arguments": "the words for who, whom and with what stand in the other's sentence",
    "repeated": "the sentences are as good as the same, and so is the trigger",
    "leads": "both stand in the first two sentences of their articles",
    "depth": "the farther one stands from the other in its article, the less: reports tell things in like order",
    "opening": "one stands in the first sentence of its article",
    "titles": "both are in the words of their titles",
    "codes same": "the same actors and recipients, whoever did it to whom",
    "states differ": "they have no state in common",
    "names": "the sentences share names",
    "names differ": "both sentences have names, and share none",
    "numbers shared": "the sentences share figures",
    "articles": "the articles share words",
    "copies": "one article is a copy or rewrite of the other",
    "copied words": "of a copy and what it was taken from, how far the sentences share words",
    "stance same": "the same stance",
    "stance denied": "one denies what the other does not",
    "stance planned": "one tells as a plan what the other tells as done",
    "denied by who tells": "one source denies the one and tells the other",
    "two sayings": "both are sayings: demands, charges, threats, promises, praise",
    "sayings of two": "both are sayings, of two different actors",
    "saying and deed": "one is a saying, the other a deed",
    "historical": "one is told as history, the other is not",
    "other": "one is marked as one more of its kind",
    "faint": "one of them is too unlikely to stand alone",
    "same sentence": "in one sentence",
    "next sentence": "in neighbouring sentences",
    "sentences apart": "the more sentences between them, the less",
}
SAID = SAYINGS | {"SUPPORT"}
"""Types that are words and no deeds. Of them support can be denied: that it was given, not only that it is right."""
SEEN_ALIKE = 0.15
"""From here on two triggers may tell one happening whatever their types. On the dev stories 13 of 100 pairs of one
happening have types that do not go together; of 0.05, 0.15 and 0.3 the best for B-cubed."""
_EXACT = 2
"""Days that a date may span and still count as exact: a night is of two."""
_SOON, _LATE, _WEEK = 3, 30, 7
_REPEATED = 0.7
"""Likeness of two sentences of which one was taken from the other."""
_TITLED = 0.15
_LEAD = 2


def features(one: Account, other: Account, *, copied: bool = False) -> Features:
    """The features of a pair, by name; the order of the two does not matter."""
    found: Features = {**dict(outline(one, other)), **dict(details(one, other))}
    if copied:
        found |= dict(of_copies(one, other))
    return found


def outline(one: Account, other: Account) -> Iterator[tuple[str, float]]:
    """The features that cost least, one by one: types, parties and dates."""
    yield "any", 1.0
    yield from _kinds(one, other)
    yield f"actor {compare(one.actor, other.actor)}", one.actor.sure * other.actor.sure
    yield f"recipient {compare(one.recipient, other.recipient)}", one.recipient.sure * other.recipient.sure
    yield from _times(one, other)


def details(one: Account, other: Account) -> Iterator[tuple[str, float]]:
    """All others, each once, but for what the two articles are to one another."""
    if likeliest(one) == likeliest(other):
        yield "kind same", 1.0
    yield from _words_of("actor", one.actor, other.actor)
    yield from _words_of("recipient", one.recipient, other.recipient)
    yield from _parties(one, other)
    yield from _things(one, other)
    yield from _places(one, other)
    yield from _words(one, other)
    yield from _stances(one, other)
    yield from _within(one, other) if one.page.id == other.page.id else _across(one, other)


def _kinds(one: Account, other: Account) -> Iterator[tuple[str, float]]:
    yield _types(one.event, other.event), 1.0
    yield "kinds", shared_kinds(one, other)
    if one.trigger == other.trigger:
        yield "trigger same", 1.0
        yield "trigger rare", weight(one.trigger) / 6
    if not deeds(one.claim.word).isdisjoint(deeds(other.claim.word)):
        yield "deed same", 1.0
    if one.claim.mode and other.claim.mode:
        yield ("mode same" if one.claim.mode == other.claim.mode else "mode differs"), 1.0


def _types(one: str, other: str) -> str:
    return "event same" if one == other else "event compatible" if are_compatible(one, other) else "event other"


def shared_kinds(one: Account, other: Account) -> float:
    """How far the model sees the same types in two triggers, 0 to 1."""
    return sum(min(chance, other.kinds.get(name, 0.0)) for name, chance in one.kinds.items())


def likeliest(account: Account) -> str:
    """The type that the model holds for the likeliest, of equal ones the first by name."""
    return min(account.kinds, key=lambda name: (-account.kinds[name], name))


def _words_of(role: str, one: Party, other: Party) -> Iterator[tuple[str, float]]:
    if alike := likeness(one.words, other.words):
        yield f"{role} words", alike


def compare(one: Party, other: Party) -> str:
    """How the codes of two parties go together: same, shared, open or differs."""
    if not one.codes or not other.codes:
        return "open"
    if one.codes == other.codes:
        return "same"
    return "shared" if one.codes & other.codes or _is_part(one, other) else "differs"


def _is_part(one: Party, other: Party) -> bool:
    """Codes in words of which one holds the other's: "villagers" and "villagers of Dorra"."""
    return bool(one.words and other.words) and (one.words <= other.words or other.words <= one.words)


def _parties(one: Account, other: Account) -> Iterator[tuple[str, float]]:
    if one.actor.codes and one.actor.codes == other.actor.codes and one.recipient.codes == other.recipient.codes:
        yield "parties same", 1.0
    a, b = one.actor.codes | one.recipient.codes, other.actor.codes | other.recipient.codes
    if a and a == b:
        yield "codes same", 1.0
    if one.event in SAID and other.event in SAID and compare(one.actor, other.actor) == "differs":
        yield "sayings of two", one.actor.sure * other.actor.sure
    states = one.actor.states | one.recipient.states, other.actor.states | other.recipient.states
    if all(states) and not states[0] & states[1]:
        yield "states differ", 1.0
    swapped = one.actor.codes & other.recipient.codes and one.recipient.codes & other.actor.codes
    if swapped and not one.actor.codes & other.actor.codes:
        yield "parties swapped", 1.0


def _things(one: Account, other: Account) -> Iterator[tuple[str, float]]:
    if one.things and other.things:
        alike = likeness(one.things, other.things)
        yield ("things", alike) if alike else ("things differ", 1.0)
    if one.classes and other.classes:
        yield ("class same" if one.classes & other.classes else "class differs"), 1.0
    a, b = one.claim, other.claim
    if a.value is not None and b.value is not None and a.unit == b.unit:
        yield ("amount same" if a.value == b.value else "amount differs"), 1.0


def _places(one: Account, other: Account) -> Iterator[tuple[str, float]]:
    if one.place and other.place:
        yield ("place same" if one.place & other.place else "place differs"), 1.0


def _times(one: Account, other: Account) -> Iterator[tuple[str, float]]:
    if one.when and other.when:
        yield _dates(one.when, other.when), 1.0
        if (one.dated or other.dated) and max(one.when.length, other.when.length) <= _EXACT:
            yield _said_days(one, gap(one.when, other.when), other), 1.0
    elif dated := one.when or other.when:
        undated = other if one.when else one
        yield _open_date(dated, undated.page.published), 1.0
    else:
        yield "day open", 1.0


def _dates(one: Days, other: Days) -> str:
    apart = gap(one, other)
    if apart == 0:
        return "day same" if max(one.length, other.length) <= _EXACT else "day within"
    return "day next" if apart == 1 else "day apart" if apart <= _WEEK else "day far"


def _said_days(one: Account, apart: int, other: Account) -> str:
    said = "both days said" if one.dated and other.dated else "one day said"
    return f"{said}, {'same' if apart == 0 else 'next' if apart == 1 else 'apart'}"


def _open_date(dated: Days, published: Days | None) -> str:
    if published is None:
        return "day open"
    later = published.first - dated.last
    return "day open soon" if -1 <= later <= _SOON else "day open late" if 0 <= later <= _LATE else "day open far"


def _words(one: Account, other: Account) -> Iterator[tuple[str, float]]:
    alike = likeness(one.words, other.words)
    yield "words", alike
    if alike >= _REPEATED and one.trigger == other.trigger:
        yield "repeated", 1.0
    yield "near", likeness(one.near, other.near)
    yield "clause", likeness(one.clause, other.clause)
    yield "arguments", (held(one.said, other.words) + held(other.said, one.words)) / 2
    if one.names and other.names:
        alike = likeness(one.names, other.names)
        yield ("names", alike) if alike else ("names differ", 1.0)
    if one.numbers & other.numbers:
        yield "numbers shared", 1.0


def _stances(one: Account, other: Account) -> Iterator[tuple[str, float]]:
    stances = {one.stance, other.stance}
    if len(stances) == 1:
        yield "stance same", 1.0
    elif "denied" in stances:
        yield "stance denied", 1.0
    elif "planned" in stances:
        yield "stance planned", 1.0
    if (one.claim.auxiliary == "historical") != (other.claim.auxiliary == "historical"):
        yield "historical", 1.0
    if one.other != other.other:
        yield "other", 1.0
    if one.faint or other.faint:
        yield "faint", 1.0


def _sayings(one: Account, other: Account) -> Iterator[tuple[str, float]]:
    sayings = (one.event in SAID) + (other.event in SAID)
    if sayings:
        yield ("saying and deed", "two sayings")[sayings - 1], 1.0


def _denies_what_it_tells(one: Account, other: Account) -> bool:
    """ "We have fired no shell. Smugglers fired at us": of one deed nobody says both."""
    if {one.stance, other.stance} != {"denied", "asserted"}:
        return False
    sources = one.innermost, other.innermost
    return sources[0] is not None and sources[1] is not None and is_same(sources[0], sources[1])


def _within(one: Account, other: Account) -> Iterator[tuple[str, float]]:
    yield from _sayings(one, other)
    if _denies_what_it_tells(one, other):
        yield "denied by who tells", 1.0
    apart = abs(one.sentence - other.sentence)
    if max(one, other, key=_place).definite:
        yield "definite", 1.0
    if min(one.sentence, other.sentence) == 0:
        yield "opening", 1.0
    yield "kinds agree", math.fsum(chance * other.kinds.get(name, 0.0) for name, chance in one.kinds.items())
    if apart < 2:
        yield ("same sentence", "next sentence")[apart], 1.0
    yield "sentences apart", math.log1p(apart)


def _across(one: Account, other: Account) -> Iterator[tuple[str, float]]:
    if max(one.sentence, other.sentence) < _LEAD:
        yield "leads", 1.0
    if min(one.sentence, other.sentence) == 0:
        yield "opening", 1.0
    if one.definite or other.definite:
        yield "definite", 1.0
    yield "depth", abs(one.depth - other.depth)
    yield "own words", (held(one.own, other.own) + held(other.own, one.own)) / 2
    if (titled := min(one.titled, other.titled)) >= _TITLED:
        yield "titles", titled
    first, second = (one.page, other.page) if one.page.id < other.page.id else (other.page, one.page)
    yield "articles", alike_pages(first, second)
    if one.page.published and other.page.published:
        yield "published apart", math.log1p(gap(one.page.published, other.page.published))


def _place(account: Account) -> tuple[int, str]:
    """Where in its article it stands."""
    return account.claim.trigger.start, account.claim.id


def of_copies(one: Account, other: Account) -> Iterator[tuple[str, float]]:
    """What counts besides where one article was taken from the other."""
    yield "copies", 1.0
    yield "copied words", likeness(one.words, other.words)


@lru_cache(maxsize=2048)
def alike_pages(one: Page, other: Page) -> float:
    """How many words two articles share, 0 to 1."""
    return likeness(one.words, other.words)


@cache
def compatible() -> frozenset[frozenset[str]]:
    """Pairs of types under which one happening may be told."""
    return frozenset(frozenset((row["event"], row["other"])) for row in rows("compatible", room="events"))


@lru_cache(maxsize=4096)
def are_compatible(one: str, other: str) -> bool:
    """Whether two types may tell one happening."""
    return one == other or frozenset((one, other)) in compatible()
