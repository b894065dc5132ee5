"""Dates that belong to an aside or to the deed that an act is about, and to no event beside them."""

from __future__ import annotations

import pytest

from tests.told import claim_of

PUBLISHED = "2025-10-14"


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        (
            "Forty people died in the shelling of a market in Zalingei, the worst since the war began in April 2023."
            "\n\nThe doctors' union blamed the RSF.",
            "blamed",
        ),
        (
            "Gunmen attacked a convoy near Menaka. The region has been tense since the army seized power in 2020."
            "\n\nBurkina Faso condemned the attack.",
            "condemned",
        ),
        (
            "An airstrike killed nine people in Khost. Nothing like it had been seen since foreign troops withdrew in"
            " August 2021.",
            "killed",
        ),
        ("Ties broke down when Peru granted asylum to a minister in 2023.\n\nMexico protested.", "protested"),
        ("The junta, which took power in 2021, banned rallies. The opposition condemned the ban.", "condemned"),
    ],
)
def test_an_old_aside_dates_nothing_beside_it(text: str, trigger: str) -> None:
    claim = claim_of(text, trigger, date=PUBLISHED)
    assert (claim.when, claim.auxiliary) == (None, None)


@pytest.mark.parametrize(
    ("text", "trigger", "when"),
    [
        ("Peru arrested a writer in 2019. The arrest drew protests.", "arrest", "2019"),
        ("The envoy was killed when rebels attacked his car in May 2022. They seized his papers.", "seized", "2022-05"),
        ("He was arrested when he returned to the country in 2019.", "arrested", "2019"),
        ("In 2019 Chad signed a deal with the rebels.\n\nThe rebels handed over their weapons.", "handed over", "2019"),
    ],
)
def test_a_story_goes_on_with_its_date(text: str, trigger: str, when: str) -> None:
    assert claim_of(text, trigger, date=PUBLISHED).when == when


@pytest.mark.parametrize(
    ("text", "act", "deed", "when"),
    [
        ("Prosecutors charged ten officers over an attack on 22 September.", "charged", "attack", "2025-09-22"),
        ("A court convicted a warlord of killing villagers in May 2019.", "convicted", "killing", "2019-05"),
        ("Sudan accused the militia of shelling a hospital on 3 September.", "accused", "shelling", "2025-09-03"),
    ],
)
def test_the_day_of_a_deed_is_not_that_of_the_act_about_it(text: str, act: str, deed: str, when: str) -> None:
    assert claim_of(text, act, date=PUBLISHED).when is None
    assert claim_of(text, deed, date=PUBLISHED).when == when


@pytest.mark.parametrize(
    ("text", "act", "when"),
    [
        ("Prosecutors charged ten officers on 22 September for an attack on a village.", "charged", "2025-09-22"),
        ("A court convicted him of murder on 22 September.", "convicted", "2025-09-22"),
        ("On 22 September, prosecutors charged ten officers over the attack.", "charged", "2025-09-22"),
        ("Police charged a man with killing two soldiers on Monday.", "charged", "2025-10-13"),
    ],
)
def test_an_act_keeps_a_day_of_its_own(text: str, act: str, when: str) -> None:
    assert claim_of(text, act, date=PUBLISHED).when == when


APART = [
    ("Ghana lifted the embargo imposed on Togolese cement in 2017.", "lifted", None),
    ("Ghana lifted the embargo imposed on Togolese cement in 2017.", "embargo", "2017"),
    ("India condemned the violation of the treaty of 1960 by Pakistan.", "condemned", None),
    ("Libya released ten soldiers captured in May by Chadian rebels.", "released", None),
    ("Libya released ten soldiers captured in May by Chadian rebels.", "captured", "2025-05"),
    ("Togo closed its border with Ghana until Friday.", "closed", None),
    ("Togo closed its border with Ghana on Friday.", "closed", "2025-10-10"),
    ("Chad held four fishermen until Sunday, when it freed them.", "freed", "2025-10-12"),
    ("The army held four fishermen until Sunday, when it let them go. Their families protested.", "protested", None),
    ("Gunmen killed ten people in an attack that began on 3 October.", "killed", "2025-10-03"),
    ("The army freed a journalist who was arrested in December.", "freed", None),
    ("The army freed a journalist who was arrested in December.", "arrested", "2024-12"),
    ("The gang released the missionaries after they were kidnapped in May.", "released", None),
    ("Police arrested the man who led the riot on Monday.", "arrested", "2025-10-13"),
    ("On the anniversary of the 1973 coup, Chilean police arrested 20 students.", "arrested", None),
    ("Police in Seoul used tear gas against workers marking the 1980 massacre.", "used", None),
    ("Police in Seoul used tear gas against workers marking the 1980 massacre.", "massacre", "1980"),
    ("Greece, citing the 1923 treaty, protested to Turkey.", "protested", None),
    ("Gunmen killed 130 people in the 2015 attacks in Paris.", "killed", "2015"),
    ("Students boycotted the 2018 election in Egypt.", "boycotted", "2018"),
]


@pytest.mark.parametrize(("text", "trigger", "when"), APART)
def test_the_date_of_a_thing_or_an_inner_clause_is_not_that_of_the_act(
    text: str, trigger: str, when: str | None
) -> None:
    assert claim_of(text, trigger, date=PUBLISHED).when == when


@pytest.mark.parametrize(
    ("text", "trigger", "when"),
    [
        ("Kenya lifted sanctions on the bank in 2020. Supporters rallied outside the court.", "rallied", None),
        ("Chad and Mali signed an accord in 2018. Chad accuses Mali of arming rebels.", "accuses", None),
        ("Iraq invaded Kuwait in 1990. IS gunmen killed six policemen, officials said.", "killed", None),
        ("Greece and Turkey agreed to talk. The neighbours came close to war in 1996.", "agreed", None),
        ("Rebels captured Kidal in 2019. They burned the market.", "burned", "2019"),
        ("In 2019 rebels captured the town of Kidal. They burned the market and killed ten.", "burned", "2019"),
    ],
)
def test_an_old_year_goes_on_only_where_its_story_does(text: str, trigger: str, when: str | None) -> None:
    claim = claim_of(text, trigger, date=PUBLISHED)
    assert (claim.when, claim.auxiliary) == (when, when and "historical")


@pytest.mark.parametrize(
    ("text", "trigger", "when"),
    [
        ("Ties have been cold since 2008, when Russia invaded Georgia.", "invaded", "2008"),
        ("The affair recalls 2014, when Germany expelled an American spy.", "expelled", "2014"),
        ("Iran has had no embassy in Riyadh since 2016, when a mob attacked the consulate.", "attacked", "2016"),
    ],
)
def test_a_year_is_that_of_the_clause_about_it(text: str, trigger: str, when: str) -> None:
    claim = claim_of(text, trigger, date=PUBLISHED)
    assert (claim.when, claim.auxiliary) == (when, "historical")
