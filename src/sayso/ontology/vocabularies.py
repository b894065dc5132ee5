"""Values that a filter may ask for because a list holds them, and what is told of one that no list holds."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection
from typing import NamedTuple

from sayso.errors import InputError
from sayso.ontology.plover import contexts, event_types, modes, sectors
from sayso.ontology.things import object_classes

ALIKE = 0.7
"""How much of two words must be the same to be a slip of one another: "energy" is none of "gender"."""


class Vocabulary(NamedTuple):
    """The values that a field may have, and what one of them is called."""

    words: Callable[[], Collection[str]]
    what: str

    def holds(self, word: str) -> bool:
        """Whether it holds a word, in whatever case."""
        return word.upper() in map(str.upper, self.words())

    def without(self, word: str) -> InputError:
        """The error that it does not hold a word, with the nearest, or all if there are few."""
        known = sorted(self.words())
        alike = difflib.get_close_matches(word.upper(), [one.upper() for one in known], n=5, cutoff=ALIKE)
        near = [one for one in known if one.upper() in alike or one.upper().startswith(word.upper())]
        way = f"Near it: {', '.join(near)}." if near else f"Those are {', '.join(known)}."
        return InputError(f"“{word}” is no {self.what}, and nothing here has it.", way)


EVENTS = Vocabulary(event_types, "type of event")
SECTORS = Vocabulary(sectors, "sector")
MODES = Vocabulary(lambda: {mode for _, mode in modes()}, "mode")
CONTEXTS = Vocabulary(contexts, "context")
FACTUALITY = Vocabulary(lambda: ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "U"), "value of factuality")
CLASSES = Vocabulary(object_classes, "class of objects")
