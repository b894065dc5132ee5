"""Headings without a full stop end like paragraphs; lines that were wrapped at a margin go on."""

from __future__ import annotations

import numpy as np
import pytest

from sayso import read
from sayso.reader.lines import with_headings
from sayso.reader.tokens import words_of

HEADED = (
    "Envoy expelled from Strelsau\nRuritania summoned the ambassador on Wednesday to protest at the decision, it said."
)
WRAPPED = (
    "The army said on Monday that it had killed ten fighters of the rebel\n"
    "Lord's Army in clashes near the border with Ruritania, where the\n"
    "Zenda brigade has its camps."
)


def ends(text: str) -> list[str]:
    """The words before which something ends at a single line break."""
    words = words_of(text)
    gaps = [text[e:s].count("\n") for e, s in zip(words[:-1, 1], words[1:, 0], strict=True)]
    breaks = np.array([2, *(min(gap, 2) for gap in gaps)], dtype=np.int64)
    found = with_headings(text, words, breaks)
    return [text[words[i][0] : words[i][1]] for i in range(1, len(words)) if found[i] > breaks[i]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEADED, ["Ruritania"]),
        ("10:45 GMT\nStrike hits depot in Zenda\n" + HEADED, ["Strike", "Envoy", "Ruritania"]),
        (HEADED.replace("Ruritania summoned", "which summoned"), []),
        (HEADED.replace("Strelsau", "Strelsau."), []),
        (HEADED.replace("Strelsau", "the"), []),
        (WRAPPED, []),
        ("The United\nStates condemned the raid.", []),
        (HEADED.replace("\n", "\n\n"), []),
        ("", []),
    ],
)
def test_a_heading_ends_what_a_wrapped_line_does_not(text: str, expected: list[str]) -> None:
    assert ends(text) == expected


def test_who_stands_in_a_heading_does_nothing_below_it() -> None:
    text = "France condemns coup attempt\nGabon's army said it had arrested nine officers who tried to seize a studio."
    found = {claim.trigger.of(text): claim for claim in read(text, date="2025-10-14").claims}
    assert found["condemns"].actor.codes == ("FRA",)
    assert found["arrested"].actor.codes == ("GAB",)
