"""PLOVER's contexts by words. Cues are `sure` (one is enough), `strong` (one of several signs) or `weak` (a hint)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from sayso.ontology.tables import rows

SURE = "sure"


class Cue(NamedTuple):
    """What a word or phrase tells of; `strength` is sure, strong or weak."""

    context: str
    strength: str


@cache
def cues() -> Mapping[str, tuple[Cue, ...]]:
    """By word or phrase, in base form: what it tells of."""
    found: dict[str, tuple[Cue, ...]] = {}
    for row in rows("context_cues"):
        found[row["cue"]] = (*found.get(row["cue"], ()), Cue(row["context"], row["strength"]))
    return found


@cache
def longest_cue() -> int:
    """How many words the longest cue has."""
    return max(len(cue.split()) for cue in cues())


@cache
def _order() -> Mapping[str, int]:
    return {row["context"]: place for place, row in enumerate(rows("contexts"))}


def contexts_of(words: Iterable[str]) -> tuple[str, ...]:
    """The contexts that a sentence's words tell of for sure, in the order of PLOVER's list.

    Args:
        words: lemmas (or forms) in the order of the text, in any case. A plural in -s counts as its singular.
    """
    said = [word.casefold() for word in words]
    found = {c for i in range(len(said)) for n in range(1, longest_cue() + 1) for c in _told(said[i : i + n], n)}
    return tuple(sorted(found, key=_order().__getitem__))


def _told(run: list[str], length: int) -> tuple[str, ...]:
    if len(run) < length:
        return ()
    phrase = " ".join(run)
    found = cues().get(phrase) or cues().get(phrase.removesuffix("s"), ())
    return tuple(cue.context for cue in found if cue.strength == SURE)
