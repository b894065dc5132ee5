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
        ("Ukraine war live: Russian drones hit Odesa port", set()),
        ("Israel-Lebanon live updates: army strikes Beirut suburb", set()),
        ("Sudan crisis as it happened: Egypt sends jets to the army", set()),
        ("Mali latest: police arrest French journalist", set()),
        # look-alikes
        ("Minister says live: Iran sent drones to Sudan", {"IRN"}),
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


@pytest.mark.parametrize(
    "text",
    ["Ukraine war live: Russian drones hit Odesa port", "Sudan war latest: Egypt sends jets to the army"],
)
def test_the_name_of_a_live_blog_tells_no_event(text: str) -> None:
    claims = read(text, date="2024-05-14").claims
    assert claims
    assert "war" not in {claim.trigger.of(text) for claim in claims}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The IDF confirmed the strike.", "ASSAULT"),
        ("IDF confirms strike on Beirut suburb", "ASSAULT"),
        ("Syria condemned the strike.", "ASSAULT"),
        ("The union called off the strike.", "PROTEST"),
        ("Teachers began a strike in Peru.", "PROTEST"),
        ("Father Quispe accused Bolivian police of shooting. The strike continues in Huanuni.", "PROTEST"),
        ("Nurses in Kenya said the strike would go on until their pay is raised.", "PROTEST"),
    ],
)
def test_a_bare_strike_is_one_of_workers_only_beside_words_of_work(text: str, event: str) -> None:
    claims = read(text, date="2024-05-14").claims
    assert {claim.event for claim in claims if claim.trigger.of(text) == "strike"} == {event}
