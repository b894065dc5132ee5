"""Whose unnamed people and bodies are: of the country that a report is from, of the place that it tells of."""

from __future__ import annotations

import pytest

from sayso.actors.home import common_names, dash_of
from sayso.actors.tables import country_names, rows
from tests.test_actors import parsed
from tests.told import claim_of, said_by

FROM_HOME = [
    ("ACCRA, May 14 (Wire) - Police arrested two Nigerians. A court fined them.", "arrested", "GHA"),
    ("TBILISI, May 14 (Wire) - The former minister had fled to Austria. A court sentenced him.", "sentenced", "GEO"),
    ("SUVA - The navy seized a Chinese trawler.", "seized", "FJI"),
    ("LA PAZ, May 14, 2024 (Wire) - The workers blocked the road to Chile.", "blocked", "BOL"),
    ("OSLO, May 14 (Wire) - The government demands that Belarus release a priest.", "demands", "NOR"),
    (
        "LUSAKA, May 14 (Wire) - Zambia's president returned from Tokyo after talks with Japanese bankers.\n\n"
        "Prosecutors charged two editors.",
        "charged",
        "ZMB",
    ),
]
TOLD_AT_HOME = [
    (
        "OSLO, May 10 (Wire) - A Belarusian writer was beaten, the Norwegian ministry said.\n\nPolice detained forty"
        " people outside the hospital.",
        "detained",
        "NOR",
    ),
]
FROM_ABROAD = [
    (
        "OSLO, May 10 (Wire) - Belarusian writers were beaten, the Norwegian ministry said. Belarus and Minsk were"
        " silent.\n\nPolice detained forty people outside the hospital.",
        "detained",
        "BLR",
    ),
    ("DUBAI, May 14 (Wire) - Yemen's president dissolved parliament. Police arrested two editors.", "arrested", "YEM"),
    ("NAIROBI, May 14 (Wire) - Somalia held an election. The opposition rejected the result.", "rejected", "SOM"),
    ("GENEVA, May 14 (Wire) - Nepal arrested a monk. The government banned a march.", "banned", "NPL"),
    ("VIENNA, May 14 (Wire) - Iran expelled two inspectors. The ministry accused them of spying.", "accused", "IRN"),
    ("SEOUL, May 14 (Wire) - North Korea fired a missile. The army launched it from Wonsan.", "launched", "PRK"),
]


@pytest.mark.parametrize(("text", "trigger", "code"), FROM_HOME + TOLD_AT_HOME + FROM_ABROAD)
def test_unnamed_bodies_are_of_the_country_of_the_dateline_unless_another_one_leads(
    text: str, trigger: str, code: str
) -> None:
    assert claim_of(text, trigger).actor.codes == (code,)


TURNED_TO = [
    ("ROME, May 14 (Wire) - Libya's coastguard fired at a boat. Defence Minister Carla Neri accused it.", "ITA", "LBY"),
    ("OSLO, May 14 (Wire) - Russia said its jets had turned back. The ministry accused Russia of a lie.", "NOR", "RUS"),
]


@pytest.mark.parametrize(("text", "actor", "recipient"), TURNED_TO)
def test_who_turns_to_another_state_is_of_the_one_that_the_report_is_filed_from(
    text: str, actor: str, recipient: str
) -> None:
    claim = claim_of(text, "accused")
    assert (claim.actor.codes, claim.recipient.codes) == ((actor,), (recipient,))


LOCAL = [
    ("Ukraine struck Belgorod. The mayor said that a man had been killed.", "The mayor", "RUS"),
    (
        "Russian shells hit a school in Kherson. The governor said the roof burnt.",
        "The governor",
        "UKR",
    ),
    (
        "BEIRUT, Lebanon (Wire) - Israeli troops took a man near Aita, a local official said.",
        "a local official",
        "LBN",
    ),
    (
        "Turkish jets bombed a village near Dohuk. The village's mayor said a girl fell.",
        "The village's mayor",
        "IRQ",
    ),
    ("Congolese rebels seized a village on the Ugandan border, the mayor said.", "the mayor", "COD"),
    (
        "Kyrgyzstan and Tajikistan will meet at the Guliston crossing. The governor said that a man had been killed.",
        "The governor",
        "TJK",
    ),
    ("Ukraine struck Belgorod. The president said that the base was legal.", "The president", "UKR"),
]


@pytest.mark.parametrize(("text", "source", "code"), LOCAL)
def test_local_officials_are_of_the_country_in_which_the_place_lies(text: str, source: str, code: str) -> None:
    assert said_by(text, source) == (code,)


@pytest.mark.parametrize(
    ("text", "trigger", "code"),
    [
        ("Ukrainian drones hit a chemical plant in Russia's Perm region.", "hit", "RUS"),
        ("Russian missiles hit a bakery in the Ukrainian city of Poltava.", "hit", "UKR"),
    ],
)
def test_a_blow_befalls_the_country_of_its_place(text: str, trigger: str, code: str) -> None:
    assert claim_of(text, trigger).recipient.codes == (code,)


COMMON = [
    ("ACCRA, May 14 (Wire) - The Electoral Commission rejected the complaint.", "rejected", "GHA"),
    ("CARACAS, May 14 (Wire) - The National Guard fired on protesters.", "fired", "VEN"),
    ("ABUJA, May 14 (Wire) - The Labour Party condemned the arrest of the senator.", "condemned", "NGA"),
    ("LONDON, May 14 (Wire) - The Labour Party condemned the arrest of a candidate.", "condemned", "GBR"),
    ("The Home Office deported twelve Nigerians on Tuesday.", "deported", "GBR"),
    ("NAIROBI, May 14 (Wire) - Britain's Home Office deported two Kenyans.", "deported", "GBR"),
]


@pytest.mark.parametrize(("text", "trigger", "code"), COMMON)
def test_a_name_that_many_bodies_bear_is_that_of_the_body_at_home(text: str, trigger: str, code: str) -> None:
    assert claim_of(text, trigger).actor.codes == (code,)


def test_common_names_are_names_of_agencies_with_other_bearers() -> None:
    known = {name for row in rows("agencies") for name in row["names"].split("|")}
    assert common_names().keys() <= known
    for row in rows("common_names"):
        assert row["source"]
        assert set(row["others"].split("|")) <= country_names().keys()


TITLES = [
    (
        "Secretary of State Marco Rubio met Turkish Foreign Minister Fidan. The Secretary condemned the raid.",
        "USA",
    ),
    ("Chancellor Friedrich Merz called Turkish President Erdogan. The Chancellor condemned the raid.", "DEU"),
    (
        "Kenyan Foreign Minister Ann Kimani met Ugandan Foreign Minister Bob Opio. The Minister condemned it.",
        "KEN",
    ),
    ("The Secretary of State condemned the raid by the RSF in Sudan.", "USA"),
]


@pytest.mark.parametrize(("text", "code"), TITLES)
def test_a_title_alone_is_who_bears_it(text: str, code: str) -> None:
    assert claim_of(text, "condemned").actor.codes == (code,)


@pytest.mark.parametrize(
    "text",
    [
        "The EU sanctioned Ivan Petrov, who was indicted by France in 2023.",
        "The EU sanctioned Said Amri, who is under investigation in Germany.",
    ],
)
def test_a_person_is_not_of_a_country_named_only_in_what_is_told_of_him(text: str) -> None:
    assert not {"FRA", "DEU"} & set(claim_of(text, "sanctioned").recipient.codes)


@pytest.mark.parametrize(
    ("line", "dash"),
    [
        ("NDJAMENA , Chad , March 3 ( Reuters ) - Rebels fled", 9),
        ("GOMA , DR Congo , March 3 , 2026 - Soldiers fled", 9),
        ("LA PAZ - Soldiers fled", 2),
        ("LIMA said on Tuesday that the old bridge was shut - again", None),
        ("Soldiers fled - again", None),
    ],
)
def test_a_dateline_is_names_numbers_and_signs_up_to_a_dash(line: str, dash: int | None) -> None:
    tree = parsed(" ".join(f"{word}/X/0/dep" for word in line.split()))
    assert dash_of(tree, 0) == dash
