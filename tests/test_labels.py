"""Labels of titles are no sources, and neither is the country that a title is about."""

from __future__ import annotations

import pytest

from sayso import read


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("Analysis: Why Israel attacked Qatar", set()),
        ("Explainer: How Russia armed the Malian army", set()),
        ("News analysis: Why Chad expelled the French ambassador", set()),
        ("UPDATE 2: Iran seizes Greek tanker", set()),
        ("Factbox: Countries that expelled Russian diplomats", set()),
        ("Sudan: Army attacks Chadian village", set()),
        ("Mali: Police arrest French journalist", set()),
        # look-alikes
        ("Ukraine: Russia shelled hospital in Kherson", {"UKR"}),
        ("UN: Rwanda sent troops to Congo", {"UN"}),
        ("Report: Rwanda sent troops to Congo", {"Report"}),
        ("Minister: Iran sent drones to Sudan", {"IRN"}),
        ("Analysis shows that Iran armed the rebels.", {"Analysis"}),
    ],
)
def test_who_speaks_before_a_colon(text: str, sources: set[str]) -> None:
    claims = read(text, date="2024-05-14").claims
    assert claims
    assert {link.code for claim in claims for link in claim.say_so} == sources


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Kyiv: Russia shelled hospital", ("RUS",)),
        ("Sudan: Egypt sent jets to the army", ("EGY",)),
        ("Seoul: North Korea fires missile", ("PRK",)),
        ("Nigeria: Chad expelled our envoy", ("TCD",)),
        ("Kyiv: Russia and Belarus shelled hospital", ("RUS", "BLR")),
        ("US: China arms Russia", ("CHN",)),
        # look-alikes
        ("Two things are clear: Iran attacked Israel.", ("IRN",)),
        ("Sudan: Army attacks Chadian village", ("SDN",)),
        ("Russia shelled a hospital: Kyiv", ("RUS",)),
    ],
)
def test_who_speaks_before_a_colon_does_nothing_behind_it(text: str, actor: tuple[str, ...]) -> None:
    assert actor in [claim.actor.codes for claim in read(text, date="2024-05-14").claims]
