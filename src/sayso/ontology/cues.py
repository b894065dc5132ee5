"""PLOVER's contexts by the words of a sentence: few and telling cues, so that what is found holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from sayso.ontology.tables import rows


@cache
def _cues() -> Mapping[str, tuple[str, ...]]:
    """By cue, one word or several: the contexts that it tells of."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("context_cues"):
        found[row["cue"]] = (*found.get(row["cue"], ()), row["context"])
    return found


@cache
def _order() -> Mapping[str, int]:
    return {row["context"]: place for place, row in enumerate(rows("contexts"))}


# The longest cue has so many words.
_LONGEST = 4


def contexts_of(words: Iterable[str]) -> tuple[str, ...]:
    """The contexts that a sentence's words tell of, in the order of PLOVER's list.

    Args:
        words: lemmas (or forms) in the order of the text, in any case. A plural in -s counts as its singular.
    """
    said = [word.casefold() for word in words]
    found = {c for i in range(len(said)) for n in range(1, _LONGEST + 1) for c in _told(said[i : i + n], n)}
    return tuple(sorted(found, key=_order().__getitem__))


def _told(run: list[str], length: int) -> tuple[str, ...]:
    if len(run) < length:
        return ()
    phrase = " ".join(run)
    return _cues().get(phrase) or _cues().get(phrase.removesuffix("s"), ())
