"""What is said of a report, whatever its words: that it is untrue, a denial; that it is not accepted, a refusal."""

from __future__ import annotations

import csv
from dataclasses import replace
from importlib import resources

import pytest

from sayso import read
from sayso.claims.factuality_state import Certainty
from sayso.claims.reading import ArticleReader
from sayso.claims.refusals import refused
from sayso.records import Article, Claim
from tests.test_actors import parsed

_TABLE = (resources.files("sayso.claims") / "data" / "verdicts.csv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(_TABLE.splitlines()))


def claimed(text: str) -> dict[str, Claim]:
    """The claims of a text by the words of their triggers."""
    return {claim.trigger.of(text): claim for claim in read(text, date="2026-11-03").claims}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['verb']}-{row['words'].split('|')[0]}")
def test_every_verdict_denies_in_its_example_and_not_in_its_counterexample(row: dict[str, str]) -> None:
    said, unsaid = (row[column].replace("[", "").replace("]", "") for column in ("example", "counterexample"))
    assert claimed(said)["attacked"].factuality == "CT-"
    assert claimed(unsaid)["attacked"].factuality in ("CT+", "PR+")


@pytest.mark.parametrize(
    ("text", "deed", "source"),
    [
        ("According to Wang, reports by Kyodo that China had shelled a reef are not accurate.", "shelled", "Wang"),
        ("Algiers said that the claims that Algeria bombed a convoy have no foundation.", "bombed", "Algiers"),
        (
            "Rwanda's claims that Burundi shelled a village have nothing to do with reality, Gitega said.",
            "shelled",
            "Gitega",
        ),
        ("Allegations by Amnesty that Chad shelled a clinic are without merit, Chad said.", "shelled", "Chad"),
        (
            "Reports circulating on social media that Togo shelled a boat are false, the army said.",
            "shelled",
            "the army",
        ),
        ("US allegations that Iran hacked a ministry are groundless and absurd, Tehran said.", "hacked", "Tehran"),
        ("The French claim that Mali attacked a convoy is nonsense, Bamako said.", "attacked", "Bamako"),
        ("There is no truth in the report that Serbia bombed a mosque, Belgrade said.", "bombed", "Belgrade"),
        ("Hanoi branded as fabricated a Chinese report that Vietnam had rammed a trawler.", "rammed", "Hanoi"),
        ("Rabat described as fiction an article saying that Moroccan jets had bombed a lorry.", "bombed", "Rabat"),
        ("Reports that troops killed two men and a boy are not true, the army said.", "killed", "the army"),
    ],
)
def test_a_report_that_is_called_untrue_is_a_denial_by_who_says_so(text: str, deed: str, source: str) -> None:
    claim = claimed(text)[deed]
    assert (claim.factuality, claim.auxiliary) == ("CT-", "negation")
    assert [link.source for link in claim.say_so] == [source]


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("The British claim that Russia shelled a port.", "shelled"),
        ("The claim that Chad shelled a village is not new.", "shelled"),
        ("The report that Iran attacked a ship is not only true but proven, the navy said.", "attacked"),
        ("The report that Mali attacked a village, which has no basis for trade, was confirmed.", "attacked"),
        ("Cairo described as credible a report that Sudan had shelled a village.", "shelled"),
        ("The report that Chad shelled a village surfaced in May and the minister's map is not true.", "shelled"),
    ],
)
def test_other_words_about_a_report_do_not_deny_it(text: str, deed: str) -> None:
    assert claimed(text)[deed].factuality in ("CT+", "PR+")


@pytest.mark.parametrize(
    ("text", "refusal", "deed"),
    [
        ("Uganda does not accept the accusation that its troops burned a village.", "accept", "burned"),
        ("Ankara cannot accept the allegation that Turkey bombed a clinic.", "accept", "bombed"),
        ("Syria does not recognise the charge that it armed the rebels.", "recognise", "armed"),
    ],
)
def test_a_charge_that_is_not_accepted_is_refused_and_denied(text: str, refusal: str, deed: str) -> None:
    found = claimed(text)
    assert (found[refusal].event, found[refusal].factuality) == ("REJECT", "CT+")
    assert (found[deed].factuality, found[deed].auxiliary) == ("CT-", "negation")


def test_what_is_no_refusal_stays_denied() -> None:
    assert claimed("Spain did not reject the offer.")["reject"].factuality == "CT-"
    assert claimed("Togo has not accepted the offer of Benin.")["accepted"].factuality == "CT-"
    assert claimed("Kenya accepts the finding that its police shot the marchers.")["shot"].factuality == "CT+"


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("The troops entered the town and at no moment did they shoot at civilians, the army said.", "shoot"),
        ("Nairobi said that its police had left, and that at no point did they beat the students.", "beat"),
    ],
)
def test_a_second_clause_that_begins_with_at_no_moment_is_denied(text: str, deed: str) -> None:
    assert claimed(text)[deed].factuality == "CT-"


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        (
            "Q: Are you denying that your jets bombed a boat?\n\nMS. DUNN: No more.\n\nQ: Why?\n\nMS. DUNN: Next.",
            "bombed",
        ),
        (
            "Q: Can you confirm that Peru arrested a diver?\n\nMS. DUNN: I have no more.\n\nQ: Why?\n\nMS. DUNN: Next.",
            "arrested",
        ),
    ],
)
def test_who_is_asked_has_not_said_so(text: str, deed: str) -> None:
    claim = claimed(text)[deed]
    assert claim.factuality == "U"
    assert "you" not in {link.source for link in claim.say_so}


def test_a_claim_before_its_clause_and_verdict_is_a_noun() -> None:
    text = "The US claim that Iran shelled a port is a lie."
    parse = ArticleReader(threads=1).scene(Article(id="a", text=text, published="2026-11-03")).grammar.parse
    assert parse.upos[2] == "NOUN"


def test_a_refusal_that_is_left_open_stays_open() -> None:
    parse = parsed("Chad/PROPN/2/nsubj accept/VERB/0/root it/PRON/2/obj")
    judged = Certainty("U", "negation", "future would")
    assert refused(parse, 1, "REJECT", judged) == judged
    assert refused(parse, 1, "REJECT", replace(judged, value="CT-")).value == "CT+"
