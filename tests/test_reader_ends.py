"""A full stop behind a plain word ends a sentence outside of quotations and brackets, whatever the network says."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from sayso.reader.decode import sentence_ranges
from sayso.reader.ends import plain_ends
from sayso.reader.tokens import words_of


def begun(text: str) -> list[str]:
    """The words that begin a sentence by the marks before them."""
    places = [(int(start), int(end)) for start, end in words_of(text)]
    forms = [text[start:end] for start, end in places]
    gaps = [2, *(min(2, text[a[1] : b[0]].count("\n")) for a, b in pairwise(places))]
    return [forms[i] for i in plain_ends(forms, places, gaps)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The delivery would go ahead. Ruritania has warned Paris.", ["Ruritania"]),
        ("Officials said so. It stopped.", ["It"]),
        ("They left Strelsau. Gunmen fired.", ["Gunmen"]),
        ("The charter binds NATO. Turkey signed.", ["Turkey"]),
        ("It was sold in 2022. Syria denied it.", ["Syria"]),
        ('The envoy called it "absurd". China agreed.', ["China"]),
        ("They met (in Zenda). Both smiled.", ["Both"]),
        ('"We shall stay," he said. "Nobody left."', ['"']),
        ("He agreed. “We stay,” she said.", ["“"]),
        ("A first paragraph “opens.\n\nThe second one ends. So it goes.", ["The", "So"]),
        # look-alikes
        ('He said: "We left. They stayed."', []),
        ("The fee (see below. All included) was paid.", []),
        ("They sell fuel, food, etc. Ruritania buys it.", []),
        ("1. Ruritania shall withdraw.", []),
        ("The duke died in 1805. [6] His heir sold it.", []),
        ("Gen. Sapt and Lt. Bersonin spoke.", []),
        ("See www.example.org.Then go.", []),
        ("They paid 3.5 million. and left", []),
    ],
)
def test_full_stops_that_end_a_sentence(text: str, words: list[str]) -> None:
    assert begun(text) == words


def test_marks_begin_a_sentence_that_the_network_misses() -> None:
    scores = np.zeros((6, 2), np.float32)
    scores[:, 0] = 1
    assert sentence_ranges(scores, np.zeros(6, np.int64), begun=[3]) == [(0, 3), (3, 6)]
