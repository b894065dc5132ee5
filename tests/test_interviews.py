"""Interviews: "you" and "we" are whoever answers; captions are no turns; what follows a "No." is told."""

from __future__ import annotations

import pytest

from sayso import read
from sayso.claims.quotations import find_quotations
from sayso.claims.turns import find_turns

LEADS = {
    "LTU": "VILNIUS - Lithuania's defence minister, Ruta Kalniute, spoke to our paper about the army and the border.",
    "GHA": "Interview with Ghana's foreign minister, Kofi Mensah, on the dispute with Togo's government",
    "COL": "Colombia's deputy foreign minister, Mauricio Ledesma, talked to The Andean Review about Venezuela.",
}


def _claims(lead: str, talk: str) -> set[tuple[str, str, str, str]]:
    reading = read(f"{LEADS[lead]}\n\n" + talk.replace("|", "\n\n"), date="2026-06-11")
    found = (c for c in reading.claims if c.say_so)
    return {(c.event, "+".join(c.actor.codes), "+".join(c.recipient.codes), c.factuality[:2]) for c in found}


@pytest.mark.parametrize(
    ("lead", "talk", "claims"),
    [
        (
            "LTU",
            "Published: 1 June 2026|Q: Minsk says you closed the border with Belarus. Did you?|A: Yes. Belarus attacked"
            " us.|Q: Will you expel the Belarusian envoy?|A: We will not expel him. I asked Berlin to send troops.",
            {
                ("COERCE", "LTU", "BLR", "CT"),
                ("ASSAULT", "BLR", "LTU", "CT"),
                ("SANCTION", "LTU", "BLR", "U"),
                ("SANCTION", "LTU", "BLR", "CT"),
                ("REQUEST", "LTU", "DEU", "CT"),
            },
        ),
        (
            "GHA",
            "Q: Togo accuses you of arming rebels.|A: We have armed nobody. Togo closed its border with us.|"
            "Q: Will you ask Nigeria to mediate?|A: I asked the Nigerian president last week.",
            {
                ("ACCUSE", "TGO", "GHA", "CT"),
                ("COERCE", "TGO", "GHA", "CT"),
                ("REQUEST", "GHA", "NGA", "U"),
                ("REQUEST", "GHA", "NGA", "CT"),
            },
        ),
        (
            "COL",
            "QUESTION: Did your army attack Venezuela?|ANSWER: Our soldiers did not attack Venezuela.|"
            "QUESTION: Why did you expel the consul?|ANSWER: We arrested two Venezuelans.",
            {
                ("ASSAULT", "COL", "VEN", "U"),
                ("ASSAULT", "COL", "VEN", "CT"),
                ("COERCE", "COL", "VEN", "CT"),
            },
        ),
    ],
)
def test_you_and_we_are_who_answers(lead: str, talk: str, claims: set[tuple[str, str, str, str]]) -> None:
    assert claims <= _claims(lead, talk)


def test_an_answer_has_its_source() -> None:
    talk = "Q: Did you go?|A: Russia attacked us.|Q: When?|A: Russia jailed two Lithuanians."
    text = f"{LEADS['LTU']}\n\n" + talk.replace("|", "\n\n")
    claims = [c for c in read(text, date="2026-06-11").claims if c.event in ("ASSAULT", "COERCE")]
    assert claims
    assert {c.say_so[0].code for c in claims} == {"LTU"}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Published: 1 June|Q: Why?|A: They left.|Q: When?|A: In May.", ["Q", "A", "Q", "A"]),
        ("Place: Bogota|QUESTION: Why?|ANSWER: They left.|QUESTION: When?", ["QUESTION", "ANSWER", "QUESTION"]),
        ("Updated: noon|Photo: A guard.|Source: Reuters|Location: Lima", []),
        ("Q: Why?|Peskov: They left.|Q: When?|Peskov: In May.", ["Q", "Peskov", "Q", "Peskov"]),
    ],
)
def test_captions_take_no_turn(text: str, labels: list[str]) -> None:
    text = text.replace("|", "\n\n")
    assert [turn.label.of(text) for turn in find_turns(find_quotations(text))] == labels


@pytest.mark.parametrize(
    ("text", "event", "factuality"),
    [
        ('"No. Chad shelled our village," the minister said in Khartoum.', "ASSAULT", "CT+"),
        ('The minister in Khartoum said: "No. Chad shelled our village."', "ASSAULT", "CT+"),
        ('"No, Chad shelled our village," the minister said in Khartoum.', "ASSAULT", "CT+"),
        ('"Not at all. Iran seized the Greek ship," the envoy said.', "COERCE", "CT+"),
        # look-alikes
        ('"No. Mali did not arrest the priest," the minister said.', "COERCE", "CT-"),
        ('"No. We never shelled Chad," the minister said in Khartoum.', "ASSAULT", "CT-"),
        ("No soldier of Chad shelled the village.", "ASSAULT", "CT-"),
    ],
)
def test_what_follows_a_no_is_told(text: str, event: str, factuality: str) -> None:
    assert [c.factuality for c in read(text, date="2026-06-11").claims if c.event == event] == [factuality]
