"""Whom a source is coded as: never the state that it accuses, never one body for another."""

from __future__ import annotations

import pytest

from sayso import read
from sayso.records import Attribution
from tests.told import said_by


def first(text: str) -> Attribution:
    return read(text, date="2024-05-14").attributions[0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The mayor of Kherson, Roman Lind, said Russian drones had hit a bus.", "UKR"),
        ("Sumy mayor Artem Lind said Russian drones had killed three people.", "UKR"),
        ("The governor of Kursk, Alexei Lind, said Ukrainian drones had attacked an oil depot.", "RUS"),
        ("Kursk's acting governor Alexei Lind said Ukrainian drones had attacked an oil depot.", "RUS"),
        ("The mayor of Goma, Faustin Lind, said Rwandan troops had shelled the town.", "COD"),
        ("The bishop of Sumy, Pavlo Lind, said Russian missiles had hit the cathedral.", "UKR"),
    ],
)
def test_who_holds_the_office_of_a_place_is_of_its_country(text: str, code: str) -> None:
    assert first(text).speaker == (code,)


def test_a_person_called_like_a_place_without_an_office_is_no_place() -> None:
    assert first("Paris Hilton said American police had detained her driver.").speaker != ("FRA",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Residents said Rwandan troops had looted shops in Goma.", "COD"),
        ("Witnesses said Russian troops had shot at the crowd in Kherson.", "UKR"),
        ("Indian shells killed two children in Muzaffarabad, witnesses said.", "PAK"),
        ("Libyan soldiers fired mortars over the Tunisian border, residents said.", "TUN"),
        ("Prosecutors said Russian agents had poisoned the defector in Berlin.", "DEU"),
        ("Eyewitnesses said Azerbaijani troops had fired at Armenian villages.", "ARM"),
        ("Farmers said Israeli tanks had shelled their fields.", "Farmers"),
        ("Two people familiar with the matter said Iranian hackers had attacked the bank.",
         "Two people familiar with the matter"),
        ("Iran has tested a missile, a person briefed on the report said.", "a person briefed on the report"),
    ],
)  # fmt: skip
def test_who_tells_of_harm_is_not_of_the_state_that_did_it(text: str, code: str) -> None:
    assert first(text).speaker == (code,)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The defence ministry said Turkish troops had killed 30 fighters in Syria.", "TUR"),
        ("A doctor said Kenyan police had shot three protesters in Nairobi.", "KEN"),
        ("A lawyer said Turkish police had arrested the journalist.", "TUR"),
        ("Residents said Colombian troops had killed a rebel leader in Cali.", "COL"),
        ("Officials said Iran would send drones to Russia.", "IRN"),
        ("French doctors said French soldiers had been wounded in Mali.", "FRA"),
        ("Would Turkish troops really shell Benghazi, a columnist asked, when they are at war in Syria?", "TUR"),
    ],
)
def test_who_tells_of_deeds_at_home_or_of_ones_own_is_of_the_state_that_did_them(text: str, code: str) -> None:
    assert first(text).speaker == (code,)


STORY = (
    "Russia attacked Odesa with drones overnight. Governor Oleh Lind said Russian drones had hit a port. Residents "
    "said Russian missiles had followed. The Greens accused Russia of sabotage. Russia did not comment."
)


@pytest.mark.parametrize(
    ("source", "code"), [("Governor Oleh Lind", "UKR"), ("Residents", "UKR"), ("The Greens", "Greens")]
)
def test_a_story_of_an_attack_tells_whose_its_witnesses_are(source: str, code: str) -> None:
    assert said_by(STORY, source) == (code,)


@pytest.mark.parametrize(
    ("text", "source", "code"),
    [
        ("A Lebanese army spokesman said Israeli drones had hit a patrol. Israel was silent. A military spokesman said "
         "Israel had shelled the post twice.", "A military spokesman", "LBN"),
        ("Israel bombed a clinic in Gaza, UN investigators said. Investigators said Israel had known of it.",
         "Investigators", "UN"),
    ],
)  # fmt: skip
def test_staff_is_of_whom_it_was_before(text: str, source: str, code: str) -> None:
    assert said_by(text, source) == (code,)


@pytest.mark.parametrize(
    ("text", "source", "code"),
    [
        ("Guerrillas of the ELN ambushed an army patrol in Arauca, the defence ministry said.",
         "the defence ministry", "COL"),
        ("Colombia said the National Liberation Army had killed three soldiers. The army rejected the accusation.",
         "The army", "COL"),
        ("The Arakan Army attacked a base in Rakhine. The army said it had repelled the attack.", "The army", "MMR"),
        ("The Lord's Resistance Army abducted twelve children, the army said.", "the army", "army"),
        ("M23 rebels seized Goma. The FDLR, a Hutu militia, fled. The rebels said they would advance on Bukavu.",
         "The rebels", "M23"),
        ("The Lebanese Army fired at a drone. The army said it had come from Israel.", "The army", "LBN"),
        ("The Salvation Army opened a shelter in Leeds. The army said it had 40 beds.", "The army", "Salvation Army"),
        ("The SDF shelled Manbij, the defence ministry said.", "the defence ministry", "SYR"),
        ("The ELN attacked a base. The group said it had taken two soldiers.", "The group", "ELN"),
    ],
)  # fmt: skip
def test_bodies_of_a_state_are_no_rebels(text: str, source: str, code: str) -> None:
    assert said_by(text, source) == (code,)


def test_who_is_spoken_to_is_no_source() -> None:
    text = 'Speaking to Agence France-Presse, the head of the League, Jamel Lind, said, "Kenya closed the border."'
    assert "Agence" not in first(text).source.of(text)
