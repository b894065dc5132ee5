"""Parses from a compact notation: one sentence a line, a word as `form/lemma/UPOS/XPOS/head/relation`, heads from 1."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sayso.reader.parse import Parse

DATA = Path(__file__).parent / "data"


class Case(NamedTuple):
    """A parse and the indexes of the word in brackets (the event) and of the one in braces (the cue), if any."""

    parse: Parse
    trigger: int
    cue: int | None


@cache
def rows(name: str) -> list[dict[str, str]]:
    """The rows of a tab-separated table of the tests."""
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines(), delimiter="\t"))


def grow(text: str, tree: str) -> Case:
    """A case from a marked text ("Rebels {urge} him to [leave].") and its tree in the notation."""
    plain = re.sub(r"[\[\]{}]", "", text)
    words = [word.rsplit("/", 5) for word in tree.split()]
    starts, at = [], 0
    for form, *_ in words:
        starts.append(plain.index(form, at))
        at = starts[-1] + len(form)
    ends = [start + len(form) for start, (form, *_) in zip(starts, words, strict=True)]
    lemmas, upos, xpos, heads, deprels = (list(column) for column in zip(*(w[1:] for w in words), strict=True))
    parse = Parse(plain, starts, ends, lemmas, upos, xpos, [int(h) - 1 for h in heads], deprels, [(0, len(words))])
    trigger = _at(starts, text, "[")
    assert trigger is not None, text
    return Case(parse, trigger, _at(starts, text, "{"))


def _at(starts: list[int], text: str, mark: str) -> int | None:
    """The word that begins where a mark stands."""
    if mark not in text:
        return None
    offset = len(re.sub(r"[\[\]{}]", "", text[: text.index(mark)]))
    return starts.index(offset)


def governed(sentence: str, word: str) -> Case:
    """The tree of an example of the table of governors: that of the pattern in `governor_trees.tsv` that it follows."""
    for row in rows("governor_trees.tsv"):
        found = re.fullmatch(_expression(row["pattern"]), sentence)
        named = found and _names(found.groupdict(), word)
        if named:
            tree = row["tree"]
            for slot, put in named.items():
                tree = tree.replace(slot, put)
            return grow(sentence, tree)
    raise AssertionError(f"no pattern for {sentence!r}")


@cache
def _expression(pattern: str) -> str:
    escaped = re.escape(pattern)
    for slot, name in (("{}", "word"), ("{\\+}", "particle"), ("{ed}", "participle")):
        escaped = escaped.replace(slot.replace("{", "\\{").replace("}", "\\}"), rf"(?P<{name}>[\w-]+)")
    return escaped


def _names(groups: dict[str, str | None], word: str) -> dict[str, str] | None:
    """What to put into the slots of a pattern; None if the sentence has another word there."""
    verb, _, particle = word.partition(" ")
    if groups.get("particle") != (particle or None):
        return None
    participle = groups.get("participle")
    if (participle or groups.get("word")) == (participle if participle and participle != verb else verb):
        return {"{ed}": participle or "", "{}": verb, "{+}": particle}
    return None
