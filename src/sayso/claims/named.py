"""The mentions of a text: names, dates, weapons, money, counts, percentages, durations and measures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from sayso.claims.cast import Cast
from sayso.claims.engine import Scene
from sayso.claims.quantities import Counted, counts, inside_phrase
from sayso.claims.things import thing_at
from sayso.claims.touching import Spans
from sayso.ontology.things import arms, may_open, things
from sayso.reader.parse import Name, Parse
from sayso.records import Mention, Thing

KINDS = {"money": "MONEY", "percent": "PERCENT", "time": "DURATION", "measure": "MEASURE", "number": "COUNT"}


def mentions(scene: Scene) -> tuple[Mention, ...]:
    """Everything that a text names, dates and counts, in its order."""
    parse = scene.grammar.parse
    dates = [Mention(date.span, "DATE", value=date.value) for date in scene.dates]
    weapons, amounts = list(_weapons(parse, scene.amounts)), list(_amounts(parse, scene.amounts))
    better = {"DATE": _spans([*dates, *amounts]), "WEAPON": _spans(weapons)}
    known = (name.kind in better and better[name.kind].touch(parse.span(name.start, name.end)) for name in parse.names)
    names = (
        _named(scene.cast, name) for name, better_known in zip(parse.names, known, strict=True) if not better_known
    )
    return tuple(sorted([*names, *dates, *weapons, *amounts], key=lambda m: (m.span, m.kind)))


def _spans(mentions: Iterable[Mention]) -> Spans:
    return Spans(mention.span for mention in mentions)


def _named(cast: Cast, name: Name) -> Mention:
    codes = (codes for i in reversed(range(name.start, name.end)) if (codes := cast.identity(i).codes))
    return Mention(cast.parse.span(name.start, name.end), name.kind, next(codes, ()), name.score)


def _amounts(parse: Parse, amounts: Iterable[Counted]) -> Iterator[Mention]:
    for one in amounts:
        kind = KINDS.get(one.amount.kind)
        if kind is not None and (kind != "COUNT" or counts(parse, one)):
            quantity = one.quantity(parse)
            yield Mention(quantity.span, kind, quantity=quantity)


def _weapons(parse: Parse, amounts: Iterable[Counted]) -> Iterator[Mention]:
    """Weapons by noun ("artillery shells") or by the name of a system ("KN-23"), each noun phrase once."""
    before = [(one.start, one.end) for one in amounts if one.amount.kind != "calibre"]
    before += [(name.start, name.end) for name in parse.names if name.kind == "GPE"]
    passed = {i for start, end in before for i in range(start, end)}
    start = 0
    for i in range(len(parse)):
        if i in passed:
            start = i + 1
        elif not _is_nominal(parse, i):
            start = start if inside_phrase(parse, i) and parse.sentence_of(i) == parse.sentence_of(start) else i + 1
        elif not _goes_on(parse, i):
            thing = _weapon(parse, start, i)
            if thing is not None:
                yield Mention(thing.span, "WEAPON", thing=thing)
            start = i + 1


def _is_nominal(parse: Parse, i: int) -> bool:
    designation = parse.upos[i] == "NUM" and i > 0 and parse.word(i - 1) == "-"
    return designation or parse.upos[i] in ("NOUN", "PROPN", "X")


def _goes_on(parse: Parse, i: int) -> bool:
    """Whether the noun phrase of a nominal goes on behind it."""
    if i + 1 >= len(parse):
        return False
    numbered = parse.upos[i] == "PROPN" and parse.upos[i + 1] == "NUM"
    return numbered or parse.word(i + 1) == "-" or _is_nominal(parse, i + 1)


def _weapon(parse: Parse, start: int, head: int) -> Thing | None:
    """The weapon that words `[start, head]` name, or None; most phrases are passed over by their words."""
    named = any(may_open(parse.word(i)) for i in range(start, head + 1))
    if not named and parse.word(head).lower() not in _last_words():
        return None
    thing = thing_at(parse, start, head)
    return thing if thing.kind in arms() else None


@cache
def _last_words() -> frozenset[str]:
    heads = {word.split()[-1].split("-")[-1] for word, kind in things().items() if kind in arms()}
    return frozenset(heads | {form for head in heads for form in (head + "s", head + "es", head[:-1] + "ies")})
