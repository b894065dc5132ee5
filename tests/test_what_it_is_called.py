"""What somebody is called: praise supports, blame accuses, and neither is a call."""

from __future__ import annotations

import pytest

from tests.told import claims_of


@pytest.mark.parametrize(
    ("text", "trigger", "events"),
    [
        ('Biden met Sanders in Ohio. Sanders called Biden a "decent man" on Wednesday.', "called", ["SUPPORT"]),
        ("Chile's president called the accord with Peru a historic breakthrough.", "called", ["SUPPORT"]),
        ("Fiji's premier described the Samoan bill as a milestone.", "described", ["SUPPORT"]),
        ("Cuba's president called the accord with Peru no milestone.", "called", ["ACCUSE"]),
        ("Kenya's president called the Ugandan minister a liar.", "called", ["ACCUSE"]),
        ("Serbia called on Kosovo to withdraw its police.", "called on", ["REQUEST"]),
        ("The Japanese premier called the Indian premier to discuss the ferry.", "called", ["CONSULT"]),
        ("Belarus called the charge an insult to its crew.", "insult", []),
        ("Greece condemned the Turkish insult to Cyprus.", "insult", ["ACCUSE"]),
    ],
)
def test_what_is_called_what(text: str, trigger: str, events: list[str]) -> None:
    assert [claim.event for claim in claims_of(text, trigger)] == events
