"""Sources that a source cites: documents in a compound or behind a participle, and those of a relative clause."""

from __future__ import annotations

import pytest

from sayso import read
from tests.told import claim_of


@pytest.mark.parametrize(
    ("text", "trigger", "inner"),
    [
        ("Reuters reported, citing a leaked memo, that Chile had expelled two envoys.", "expelled", "a leaked memo"),
        ("Reuters reported, citing bank records, that Chile had paid Peruvian rebels.", "paid", "bank records"),
        ("Police in Chad arrested ten men, Reuters reported, citing court papers.", "arrested", "court papers"),
        ("Reuters reported, citing US officials, that Israel had struck a depot.", "struck", "US officials"),
        ("Reuters reported, citing satellite images, that Russia had moved troops.", "moved", "satellite images"),
        ("Chile has expelled two envoys, according to Reuters, which cited two judges.", "expelled", "two judges"),
        ("Reuters reported, citing two judges, that Chile had expelled two envoys.", "expelled", "two judges"),
        ("Chile has closed the border with Peru, citing health concerns.", "closed", None),
    ],
)
def test_what_a_source_cites_is_the_inner_link(text: str, trigger: str, inner: str | None) -> None:
    claim = next(c for c in read(text, date="2025-03-11").claims if c.trigger.of(text) == trigger)
    assert [link.source for link in claim.say_so[1:]] == ([inner] if inner else [])


@pytest.mark.parametrize(
    "text",
    [
        'Gunmen killed two men outside a shop in what the police declared a "terrorist-related" attack.',
        "Gunmen killed two men outside a shop in what the police called a drug-related attack.",
    ],
)
def test_what_one_calls_a_thing_is_that_ones_word_to_the_end_of_its_name(text: str) -> None:
    assert [link.source for link in claim_of(text, "attack").say_so] == ["the police"]
    assert claim_of(text, "killed").say_so == ()
