"""Words that name no event for they are but a part of another word or the name of a thing.

"Re-exported" is one word, so is "ship-to-ship"; a "Togo-flagged tanker" has been flagged by nobody, and "jamming
equipment" has jammed nothing yet.
"""

from __future__ import annotations

from sayso.claims.hyphened import HYPHENS, WHERE_FROM
from sayso.ontology.things import class_at
from sayso.reader.parse import Parse

# Without "co": "co-operate" is no operating.
PREFIXES = frozenset(
    "re pre un de non anti counter mis over out sub trans inter multi semi ex vice post pro self".split()
)
SURE_OF_REST = 0.5
"""Chance from which on the word behind the hyphen names the event; else the prefix stands for both
("counter-argument")."""
LINKS = frozenset({"to", "by", "for", "in", "on", "of", "and"})
"""Words in the middle of a word of three: "ship-to-ship", "face-to-face"."""
MACHINES = frozenset({"equipment", "technology", "dual-use", "military equipment"})
"""Classes of things that a gerund before them says the use of, not what is being done with them."""
MOVING = frozenset(
    "deliver buy send supply provide sell receive export import purchase acquire ship give obtain procure get".split()
)
"""Verbs that no gerund follows."""
ALSO_MACHINES = frozenset({"system", "systems", "apparatus", "software"})


def is_part_of_word(parse: Parse, i: int) -> bool:
    """Whether a word cannot name an event where it stands."""
    return _opens_word(parse, i) or _closes_word(parse, i) or _is_use(parse, i)


def _tight(parse: Parse, i: int) -> bool:
    """Whether a hyphen without spaces stands at word `i`."""
    inside = 0 < i < len(parse) - 1 and parse.word(i) in HYPHENS
    return inside and parse.ends[i - 1] == parse.starts[i] and parse.ends[i] == parse.starts[i + 1]


def _opens_word(parse: Parse, i: int) -> bool:
    if not _tight(parse, i + 1):
        return False
    rest = i + 2
    prefix = parse.folded[i] in PREFIXES and rest < len(parse.hints) and parse.hints[rest].score >= SURE_OF_REST
    return prefix or (parse.folded[rest] in LINKS and _tight(parse, i + 3))


def _closes_word(parse: Parse, i: int) -> bool:
    if not _tight(parse, i - 1):
        return False
    attribute = parse.folded[i] in WHERE_FROM and parse.upos[i - 2] in ("PROPN", "ADJ", "NOUN")
    return attribute or (i > 3 and parse.folded[i - 2] in LINKS and _tight(parse, i - 3))


def _is_use(parse: Parse, i: int) -> bool:
    """ "Jamming equipment", "targeting systems"."""
    noun = i + 1
    if noun >= len(parse) or not parse.folded[i].endswith("ing") or not (_describes(parse, i) or _is_moved(parse, i)):
        return False
    found = class_at([parse.word(noun)], 1)
    return parse.folded[noun] in ALSO_MACHINES or (found is not None and found[0] in MACHINES)


def _describes(parse: Parse, i: int) -> bool:
    return parse.deprels[i] in ("compound", "amod") and parse.heads[i] == i + 1


def _is_moved(parse: Parse, i: int) -> bool:
    """ "Delivered jamming equipment", however the parser hangs the gerund."""
    object_of = parse.heads[i + 1] in (i - 1, i) and parse.deprels[i + 1] == "obj"
    return i > 0 and object_of and parse.lemmas[i - 1].lower() in MOVING
