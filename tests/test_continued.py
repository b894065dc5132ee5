"""Sentences and clauses that go on with what somebody said before, and what the paper tells itself."""

from __future__ import annotations

from functools import cache

import pytest

from sayso import read
from sayso.records import Claim

LEAD = "Rebels shelled the Congolese town of Lubero on Monday, the army said. "


@cache
def claims(text: str) -> tuple[Claim, ...]:
    reading = read(text, date="2024-05-14")
    return (*reading.claims, *reading.faint)


def sources_at(text: str, word: str) -> set[str]:
    """The outermost sources of the claims at a word, "own" for the paper's."""
    at = [claim for claim in claims(text) if claim.trigger.of(text) == word]
    assert at
    return {claim.say_so[0].source if claim.say_so else "own" for claim in at}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (LEAD + "Nine soldiers were killed.", "killed"),
        (LEAD + "The shelling lasted two hours.", "shelling"),
        (LEAD + "Its own guns had attacked nobody.", "attacked"),
        (LEAD + "They seized two bridges and fled.", "seized"),
        (LEAD + "Nobody was hurt in the attack.", "attack"),
        (LEAD + "It will send troops as soon as the road is open.", "send"),
    ],
)
def test_a_plain_detail_goes_on_with_what_was_said(text: str, word: str) -> None:
    assert sources_at(text, word) == {"the army"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (LEAD + "Two months earlier soldiers had attacked the town.", "attacked"),
        (LEAD + "It was the second attack in a month.", "attack"),
        (LEAD + "On Sunday nine soldiers were killed near Beni.", "killed"),
        (LEAD + "Rwanda arrested two officers.", "arrested"),
        (LEAD.strip() + "\n\nNine soldiers were killed.", "killed"),
        ("Rebels shelled the town, a correspondent saw. Nine soldiers were killed.", "killed"),
    ],
)
def test_what_turns_to_something_else_is_the_papers_own(text: str, word: str) -> None:
    assert sources_at(text, word) == {"own"}


def test_behind_a_colon_all_is_said() -> None:
    text = "Nonsense, replied the chief of police: officers had attacked nobody."
    assert sources_at(text, "attacked") == {"the chief of police"}


def test_behind_a_semicolon_the_tense_shows_what_is_said() -> None:
    text = "Chad said its army had shelled no village; the rebels had attacked the town."
    assert sources_at(text, "attacked") == {"Chad"}


def test_a_quotation_inside_a_paragraph_is_the_speakers() -> None:
    text = (
        "A boat came up from the east, the cook said. \u201cSoldiers attacked us and killed my brother.\u201d "
        "By noon the coast guard was there."
    )
    assert sources_at(text, "attacked") == {"the cook"}


def test_who_speaks_is_not_who_is_spoken_of() -> None:
    text = (
        "The lawyer of the two, Ana Lind, says her client told the army that he was ill. "
        "\u201cSoldiers attacked us and killed my brother.\u201d By noon they had gone."
    )
    assert "her client" not in sources_at(text, "attacked")
