"""Long texts: cut into parts between paragraphs, and put together again word by word."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest

import sayso.reader
from sayso.reader import Reader
from sayso.reader.parse import NO_WORD, Frame, Hint, Name, Parse, Slots
from sayso.reader.parts import joined
from sayso.reader.windows import parts_of


def part(text: str, at: int) -> Parse:
    """Two words of a text."""
    slots = Slots({"actor": {0: 0.9}}, {}, {}, {}, {}, said={NO_WORD: 0.4, 1: 0.6})
    return Parse(
        text, [at, at + 2], [at + 1, at + 3], ["a", "b"], ["NOUN", "VERB"], ["NN", "VB"], [1, -1], ["nsubj", "root"],
        [(0, 2)], names=[Name(0, 1, "PER")], frames=[Frame((1, 2), (0, 1), ((0, 1),))], hints=[Hint(None, 0.1)] * 2,
        happened=[0.0, 1.0], slots={1: slots},
    )  # fmt: skip


def test_parts_are_put_together() -> None:
    whole = joined([part("a b c d", 0), part("a b c d", 4)])
    assert [whole.word(i) for i in range(4)] == ["a", "b", "c", "d"]
    assert whole.heads == [1, -1, 3, -1]
    assert whole.sentences == [(0, 2), (2, 4)]
    assert whole.names[1] == Name(2, 3, "PER")
    assert whole.frames[1] == Frame((3, 4), (2, 3), ((2, 3),))
    assert whole.slots[3].roles == {"actor": {2: 0.9}}
    assert whole.slots[3].said == {NO_WORD: 0.4, 3: 0.6}
    filled = [field.name for field in fields(Parse) if not field.name.startswith("_")]
    assert all(len(getattr(whole, name)) == 2 * len(getattr(part("a b", 0), name)) for name in filled if name != "text")


@pytest.mark.parametrize(
    ("breaks", "ends", "cuts"),
    [
        ([2, 0, 0, 2, 0, 0, 0], [], [0, 3, 7]),
        ([2, 0, 0, 1, 0, 0, 0], [2], [0, 3, 7]),
        ([2, 0, 0, 0, 0, 0, 0], [], [0, 4, 7]),
        ([2, 0, 0, 0], [], [0, 4]),
        ([2] * 9, [], [0, 4, 8, 9]),
    ],
)
def test_a_text_is_cut_between_paragraphs_else_sentences_else_anywhere(
    breaks: list[int], ends: list[int], cuts: list[int]
) -> None:
    marks = np.isin(np.arange(len(breaks)), ends)
    assert parts_of(np.array(breaks), marks, 4) == cuts


def test_what_a_paragraph_says_does_not_hang_on_the_part_it_is_in(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(["Police in Kenya arrested four people on Monday, the interior ministry said."] * 12)
    whole = Reader(threads=1).parse(text)
    monkeypatch.setattr(sayso.reader, "PART", 40)
    cut = Reader(threads=1).parse(text)
    assert (cut.starts, cut.sentences) == (whole.starts, whole.sentences)
    heads = [head for start, end in cut.sentences for head in cut.heads[start:end] if not start <= head < end]
    assert heads == [-1] * len(cut.sentences)
    assert [frame.cue for frame in cut.frames] == [frame.cue for frame in whole.frames]
