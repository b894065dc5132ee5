"""Whatever the model hands over, attributions come out well-formed: spans in the text, parents that exist, no rings."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import pytest

from sayso.claims.attributions import attribute
from sayso.claims.coordinated import with_inner_acts
from sayso.claims.coreference import Coreference
from sayso.claims.drafts import Draft
from sayso.reader.parse import Frame, Name, Parse
from sayso.records import Article
from tests.engine_trees import Known, tree

WORDS = ['"', "said", "he", "it", "they", ",", ".", "\u201c", "\u201d", "'", "Moscow", "according", "to", "denied"]
WORDS += [
    "that",
    "report",
    "who",
    "both",
    "sides",
    "I",
    "we",
    "the",
    "group",
    "ministers",
    "and",
    ":",
    "\u2014",
    "U.S.",
]
UPOS = ["NOUN", "PROPN", "PRON", "VERB", "PUNCT", "ADP", "DET", "AUX", "SCONJ", "ADV"]
RELATIONS = [
    "nsubj",
    "obj",
    "ccomp",
    "xcomp",
    "obl",
    "case",
    "mark",
    "punct",
    "conj",
    "acl:relcl",
    "parataxis",
    "appos",
]


class Nobody:
    antecedents: Sequence[object] = ()
    focus: str | None = "RUR"

    def resolve_head(self, i: int) -> Known:
        return Known(pronoun=i if i % 3 else None)


def noise(seed: int) -> Parse:
    dice = random.Random(seed)
    words = [dice.choice(WORDS) for _ in range(dice.randint(1, 60))]
    text, starts = "", []
    for word in words:
        text += dice.choice(["", " ", " ", "\n\n"])
        starts.append(len(text))
        text += word
    ends = [s + len(w) for s, w in zip(starts, words, strict=True)]
    cuts = sorted({0, len(words), *(dice.randint(0, len(words)) for _ in range(4))})
    sentences = list(itertools.pairwise(cuts))
    heads = [h for start, end in sentences for h in _tree(dice, start, end)]
    return Parse(
        text, starts, ends, [w.lower() for w in words], [dice.choice(UPOS) for _ in words], ["NN"] * len(words),
        heads, [dice.choice(RELATIONS) for _ in words], sentences,
        names=[Name(i, i + 1, dice.choice(["PER", "ORG", "GPE"])) for i in range(0, len(words), 7)],
        frames=[_frame(dice, len(words)) for _ in range(dice.randint(0, 6))],
    )  # fmt: skip


def _tree(dice: random.Random, start: int, end: int) -> list[int]:
    order = list(range(start, end))
    dice.shuffle(order)
    heads = {word: dice.choice(order[:n]) if n else -1 for n, word in enumerate(order)}
    return [heads[word] for word in range(start, end)]


def _frame(dice: random.Random, size: int) -> Frame:
    def part() -> tuple[int, int]:
        start = dice.randrange(size)
        return start, dice.randint(start + 1, min(size, start + 9))

    source = part() if dice.random() < 0.8 else None
    return Frame(part(), source, tuple(sorted(part() for _ in range(dice.randint(0, 3)))), dice.random())


@pytest.mark.parametrize("seed", range(150))
def test_noise(seed: int) -> None:
    parse = noise(seed)
    resolver = Nobody()
    coreference = Coreference(parse, resolver)  # type: ignore[arg-type]
    found = attribute(Article(id="a", text=parse.text), parse, resolver, coreference)  # type: ignore[arg-type]
    by_id = {a.id: a for a in found}
    for a in found:
        assert a.content
        assert all(0 <= s.start < s.end <= len(parse.text) for s in (*a.content, *filter(None, (a.source, a.cue))))
        assert a.parent is None or a.parent in by_id
        assert _depth(a.id, {b.id: b.parent for b in found}) <= len(found)
    for i in range(len(parse)):
        coreference.codes(i)


def _depth(name: str, parents: dict[str, str | None]) -> int:
    depth, at = 0, parents[name]
    while at is not None and depth <= len(parents):
        depth, at = depth + 1, parents[at]
    return depth


def test_drafts_without_content_are_no_inner_acts() -> None:
    """ "According to" and a verb whose contents were cut off have nothing in common."""
    text = "According to him she said"
    rows = """
        According accord VERB VBG 3 case
        to to ADP IN 1 fixed
        him he PRON PRP 5 obl
        she she PRON PRP 5 nsubj
        said say VERB VBD 0 root
    """
    drafts = [Draft((0, 2), (2, 3), ()), Draft((4, 5), (3, 4), ())]
    assert with_inner_acts(tree(text, rows), drafts) == drafts
