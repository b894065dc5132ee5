"""What the words of an object name: things with their class, weapon system and number ("20 crates of shells and fuel").

The words are cut at "and", commas, prepositions and clauses. A noun that only holds other things ("crates of ...")
hands its number on; what follows another preposition ("ammunition for rifles") is no part of the object.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.claims.number_words import long_bounds
from sayso.claims.phrases import Range
from sayso.claims.quantities import WORTH, Counted, inside_phrase
from sayso.ontology.things import NO_CLASS, PARTS_OF_SYSTEMS, Named, arms, class_at, is_holder, system_at
from sayso.reader.parse import Parse
from sayso.records import Quantity, Span, Thing

JOINING = frozenset({",", ";", "and", "or", "&", "plus", "including", "nor"})
# A system of such a class keeps it with a noun that could be of another ("Patriot missiles", "Shahed rockets").
FIRM = frozenset({"air defence", "drones"})
FIGHTERS = frozenset({"fighter", "fighters", "bomber", "bombers"})
"""Behind the name of an aircraft no people who fight."""
NAMES_OF_NO_THING = frozenset({"PER", "GPE"})


@dataclass(slots=True)
class Run:
    """A plain noun phrase over words `[start, end)` and what joins it to the one before: first, and, of or other."""

    start: int
    end: int
    joint: str


@dataclass(slots=True)
class _Reading:
    """What has been read of an object: the things, a number that awaits its noun, and whether the object has ended."""

    things: list[Thing] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    waiting: Quantity | None = None
    ended: bool = False


def things_of(parse: Parse, words: Range, amounts: Sequence[Counted]) -> tuple[Thing, ...]:
    """The things that a range of words names, in its order; those of no known class and number are left out."""
    inside = [a for a in amounts if words[0] <= a.start and a.end <= words[1]]
    words = _behind_bound(parse, words, inside)
    state = _Reading()
    runs = _runs(parse, words, inside)
    for n, run in enumerate(runs):
        opens = n + 1 < len(runs) and runs[n + 1].joint == "of"
        _take(parse, state, run, _Place(tuple(inside), opens))
    return tuple(state.things)


def _behind_bound(parse: Parse, words: Range, amounts: Sequence[Counted]) -> Range:
    """The words without a bound before what no number counts: "at least one" of "at least one launcher"."""
    said = tuple(parse.folded[k] for k in range(*words))
    bound = next((one for one in long_bounds() if said[: len(one)] == one), ())
    counted = any(a.start <= words[0] + len(bound) < a.end for a in amounts)
    return words if counted else (words[0] + len(bound), words[1])


@dataclass(frozen=True, slots=True)
class _Place:
    """The amounts of the object, and whether "of" follows the run."""

    amounts: tuple[Counted, ...]
    opens: bool


def _runs(parse: Parse, words: Range, amounts: Sequence[Counted]) -> list[Run]:
    numbers = {i for a in amounts for i in range(a.start, a.end)}
    runs: list[Run] = []
    joint, start = "first", None
    for i in range(*words):
        cut = None if i in numbers else _joint(parse, i, counted=i - 1 in numbers)
        if cut is None:
            start = i if start is None else start
            continue
        if start is not None:
            runs.append(Run(start, i, joint))
            joint, start = cut, None
        else:
            joint = "other" if "other" in (joint, cut) else joint if joint == "first" else cut
    return [*runs, Run(start, words[1], joint)] if start is not None else runs


def _joint(parse: Parse, i: int, *, counted: bool) -> str | None:
    """How a word cuts the object: and, of or other; None if it is part of a noun phrase. `counted`: behind a number."""
    word = parse.word(i).lower()
    if 0 < i < len(parse) - 1 and parse.word(i - 1) == parse.word(i + 1) == "-":
        return None  # "surface-to-surface"
    if word in JOINING or word == "of":
        return "of" if word == "of" else "and"
    if word == WORTH:
        return None if counted else "other"
    nominal = parse.upos[i] in ("NOUN", "PROPN", "X", "DET") or parse.deprels[i] == "nmod:poss"
    return None if nominal or inside_phrase(parse, i) else "other"


def _take(parse: Parse, state: _Reading, run: Run, place: _Place) -> None:
    """Read one run: it may hold a number only, hold other things, or name a thing."""
    number = next((a for a in place.amounts if run.start <= a.start < run.end and _is_amount(a)), None)
    head = _head(parse, run, place.amounts)
    if run.joint == "other":
        state.ended = True
    if state.ended and not (run.joint == "and" and head is not None and _is_conjunct(parse, head, state.heads)):
        return
    quantity = number.quantity(parse) if number is not None else None
    if place.opens and (head is None or is_holder(parse.word(head))):
        state.waiting = quantity or state.waiting
        return
    first = number.end if number is not None and head is not None and number.end <= head else run.start
    _name(parse, state, _Phrase(first, head), quantity)
    state.ended = place.opens


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase without the number before it; without a head it is but a number."""

    start: int
    head: int | None


def _name(parse: Parse, state: _Reading, phrase: _Phrase, own: Quantity | None) -> None:
    quantity, state.waiting = own or state.waiting, None
    if phrase.head is None:
        if quantity is not None:
            kind = "money" if _is_money(quantity) else "energy" if _is_oil(quantity) else None
            state.things.append(Thing(span=quantity.span, kind=kind, quantity=quantity))
        return
    state.heads.append(phrase.head)
    thing = thing_at(parse, phrase.start, phrase.head)
    held = is_holder(parse.word(phrase.head)) and quantity is not None and _is_money(quantity)
    kind = thing.kind or ("money" if held else "energy" if _is_oil(quantity) else None)
    if kind or thing.system or quantity:
        start = min(parse.starts[phrase.start], quantity.span.start if quantity else parse.starts[phrase.start])
        span = Span(start, parse.ends[phrase.head])
        state.things.append(Thing(span=span, kind=kind, system=thing.system, makers=thing.makers, quantity=quantity))


def _is_money(quantity: Quantity) -> bool:
    return quantity.unit is not None and len(quantity.unit) == 3 and quantity.unit.isupper()


OIL_BY_THE_BARREL = 1000
"""From so many barrels on what they hold, should no word say it, is crude oil: nothing else is traded by the thousand
barrels. A row of the customary units of trade, not a measurement."""


def _is_oil(quantity: Quantity | None) -> bool:
    return quantity is not None and quantity.unit == "barrel" and (quantity.value or 0) >= OIL_BY_THE_BARREL


def _is_amount(one: Counted) -> bool:
    return one.amount.kind != "calibre" and not one.amount.modifier


def _head(parse: Parse, run: Run, amounts: Sequence[Counted]) -> int | None:
    """The last noun or designation of a run outside of its numbers."""
    numbers = {i for a in amounts if a.amount.kind != "calibre" for i in range(a.start, a.end)}
    words = [i for i in range(run.start, run.end) if i not in numbers]
    nouns = [i for i in words if parse.upos[i] in ("NOUN", "PROPN", "X")]
    named = [i for i in words if parse.upos[i] == "NUM" and i > run.start and parse.word(i - 1) == "-"]
    return max([*nouns, *named], default=None)


def _is_conjunct(parse: Parse, head: int, heads: Sequence[int]) -> bool:
    return any(parse.deprels[i] == "conj" and parse.heads[i] in heads for i in (head, parse.heads[head]) if i >= 0)


def thing_at(parse: Parse, start: int, head: int) -> Thing:
    """What the noun phrase of words `[start, head]` names: class, system, makers; the class of its head noun counts."""
    words = [parse.word(i) for i in range(start, head + 1)]
    kind = None if _is_other_name(parse, head) else _class(words)
    named = named_system(words, kind)
    if named is not None and kind not in arms() and _is_person(parse, start + named.start, start + named.end):
        named = None  # "Fattah al-Sisi"
    if named is None:
        plain = None if kind == NO_CLASS else kind
        return Thing(span=parse.span(start, head + 1), kind=plain or _calibre_class(words))
    own = _class_with(named, words, kind)
    span = parse.span(start + named.start if kind is None else start, head + 1)
    plain = None if own == NO_CLASS else own
    return Thing(span=span, kind=plain, system=named.system.name, makers=named.system.makers)


def _class_with(named: Named, words: Sequence[str], kind: str | None) -> str | None:
    """The class of a noun phrase that names a system: the system's, unless its head noun is of another."""
    system = named.system
    whole = named.end == len(words) or _is_part(words[-1]) or (system.kind in FIRM and kind == "missiles")
    whole = whole or (system.kind == "aircraft" and words[-1].lower() in FIGHTERS)
    vague = system.alone and kind in (None, "weapons", "equipment")
    return system.kind if whole or vague else kind


def _is_part(word: str) -> bool:
    return word.lower() in PARTS_OF_SYSTEMS


def _class(words: Sequence[str]) -> str | None:
    """The class of the last of the words; of a noun that holds things that of the noun before it ("arms shipments")."""
    found = class_at(words, len(words))
    before = (
        class_at(words, len(words) - 1) if is_holder(words[-1]) and (not found or found[1] + 1 == len(words)) else None
    )
    best = before if before is not None and before[0] != NO_CLASS else found
    return best[0] if best is not None else None


CALIBRES = frozenset({"mm", "millimetre", "millimeter", "calibre", "caliber"})


def _calibre_class(words: Sequence[str]) -> str | None:
    """ "155mm rounds": with a calibre a noun that is nothing in particular is ammunition."""
    said = {word.lower().lstrip("0123456789.") for word in words[:-1]}
    return "ammunition" if said & CALIBRES and words[-1].lower().startswith(("round", "charge", "project")) else None


def named_system(words: Sequence[str], kind: str | None) -> Named | None:
    """The last weapon system that the words name; names that are also words need a noun of arms behind them."""
    found, start = None, 0
    while start < len(words):
        named = system_at(words, start)
        if named is not None and (named.system.alone or _is_armed(words[named.end :], kind)):
            found = named
        start = named.end if named is not None else start + 1
    return found


def _is_armed(behind: Sequence[str], kind: str | None) -> bool:
    return bool(behind) and (kind in arms() or _is_part(behind[-1]))


def _is_person(parse: Parse, start: int, end: int) -> bool:
    """Whether words are but a part of a person's name."""
    names = ((n.start, n.end) for n in parse.names if n.kind == "PER" and n.start <= start and end <= n.end)
    return any(name != (start, end) for name in names)


def _is_other_name(parse: Parse, head: int) -> bool:
    """Whether a noun is a person's or country's name, or all of a body's ("Shell")."""
    if not parse.word(head)[:1].isupper():
        return False
    covering = (n for n in parse.names if n.start <= head < n.end)
    return any(n.kind in NAMES_OF_NO_THING or (n.kind == "ORG" and n.end - n.start == 1) for n in covering)
