"""Plain ends of sentences, which the network may overrule only where it is sure."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.reader.decode import sentence_ranges
from sayso.reader.stops import plain_ends
from sayso.reader.tokens import words_of


def starts(text: str) -> list[str]:
    """The words with which a sentence plainly begins."""
    words = words_of(text)
    begins = plain_ends(text, words)
    return [text[s:e] for (s, e), begin in zip(words.tolist(), begins, strict=True) if begin]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("She denies the rumours. Troops sealed off the square.", "Troops"),
        ("The youth left without charge. Officers have taken two knives.", "Officers"),
        ("He blamed pressure “from the street”. Deputies stepped down.", "Deputies"),
        ('"We will not leave." The crowd cheered.', "The"),
        ("Who fired first? Nobody knows.", "Nobody"),
        ("They fled! A second blast followed.", "A"),
        ("They had been ruling since 1994. Voters turned away.", "Voters"),
        ('The judge left. "Nothing was proved," he said.', '"'),
        ("He said no. The union walked out.", "The"),
        ("It lasted ten min. Then they left.", "Then"),
    ],
)
def test_a_mark_and_a_capital_begin_a_sentence(text: str, second: str) -> None:
    assert starts(text) == [second]


@pytest.mark.parametrize(
    "text",
    [
        "Police told Supt. Laird of it.",
        "Brothers of Drs. Ali and Khan were held.",
        '"Is it over?" Mensah asked.',
        "The site lume.Port was blocked.",
        "Party leader L. Tomba was shot.",
        "The camp at No. Nine was searched.",
        "A bus (no. 9) went on. and on",
    ],
)
def test_abbreviations_and_questions_of_a_speaker_begin_none(text: str) -> None:
    assert starts(text) == []


def test_the_network_is_overruled_unless_it_is_sure() -> None:
    breaks, plain = np.zeros(4, np.int64), np.array([False, False, True, False])
    unsure = np.array([[0, 1], [9, 0], [3, 0], [9, 0]], dtype=np.float32)
    sure = np.array([[0, 1], [9, 0], [7, 0], [9, 0]], dtype=np.float32)
    assert sentence_ranges(unsure, breaks) == [(0, 4)]
    assert sentence_ranges(unsure, breaks, plain=plain) == [(0, 2), (2, 4)]
    assert sentence_ranges(sure, breaks, plain=plain) == [(0, 4)]
