"""Whether an event lies so far back that it is background: PLOVER's auxiliary `historical`."""

from __future__ import annotations

import csv
import re
from datetime import timedelta
from functools import cache
from importlib import resources

from sayso.claims.calendar import as_date, bounds
from sayso.claims.distances import years_before
from sayso.reader.parse import Parse

# The annotation guide's line: over a year before the article.
_BACKGROUND = timedelta(days=365)


def is_historical(parse: Parse, trigger: int, when: str | None, published: str | None) -> bool:
    """Whether an event is background.

    Args:
        parse: words and tree.
        trigger: index of the head word of the event.
        when: its date (ISO date, `YYYY-MM`, `YYYY` or a range), or None.
        published: ISO date of the article, or None.

    True if `when` ended over a year before `published`; without a `when`, if the trigger's own clause says so ("decades
    ago", "during the Cold War", "used to").
    """
    day = as_date(published)
    if when and day:
        return bounds(when)[1] < day - _BACKGROUND
    if when is not None:
        return False
    return bool(
        _pattern().search(_clause(parse, trigger)) or _used_to(parse, trigger) or _is_years_before(parse, trigger)
    )


def _is_years_before(parse: Parse, trigger: int) -> bool:
    """ "Ten years after he fled": more than a year before what is told beside it."""
    return years_before(parse, trigger) not in (None, 1)


@cache
def _pattern() -> re.Pattern[str]:
    table = resources.files("sayso.claims").joinpath("data", "history.csv").read_text(encoding="utf-8")
    phrases = [row["pattern"] for row in csv.DictReader(table.splitlines())]
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)


# Relations over which a clause ends: what lies beyond is another clause with a time of its own.
_BORDERS = ("ccomp", "acl", "advcl", "parataxis", "csubj", "appos")


def _clause(parse: Parse, trigger: int) -> str:
    """A verb's clause without inner ones; of a noun, what hangs on it and its verb's adverbs of time."""
    found, queue = {trigger}, [trigger]
    while queue:
        for child in parse.children(queue.pop()):
            if not parse.deprels[child].startswith((*_BORDERS, "conj")):
                found.add(child)
                queue.append(child)
    return " ".join(parse.word(i) for i in sorted(found | _of_verb(parse, trigger)))


def _of_verb(parse: Parse, trigger: int) -> set[int]:
    head = parse.heads[trigger]
    if parse.upos[trigger] == "VERB" or head < 0 or parse.upos[head] != "VERB":
        return set()
    times = [
        c
        for c in parse.children(head)
        if parse.deprels[c] in ("advmod", "obl", "obl:tmod", "obl:unmarked", "obl:npmod")
    ]
    return {i for c in times for i in parse.subtree(c)}


def _used_to(parse: Parse, trigger: int) -> bool:
    head = parse.heads[trigger]
    return head >= 0 and parse.word(head).casefold() == "used" and parse.deprels[trigger] == "xcomp"
