"""Names of the tables inside longer names, and office-holders' names that somebody of another country bears."""

from __future__ import annotations

import pytest

from tests.told import claim_of


@pytest.mark.parametrize(
    ("text", "trigger", "actor", "recipient"),
    [
        ("The Confederation of Nationalities of Peru blocked the road to Cusco.", "blocked", ("PER",), None),
        ("Militants attacked Mocimboa da Praia in Mozambique.", "attacked", None, ("MOZ",)),
        ("Gunmen killed five people in Santa Rosa de Copán, Honduras.", "killed", None, ("HND",)),
        ("Rebels attacked San Vicente del Caguán in Colombia.", "attacked", None, ("COL",)),
        ("Colombian Defence Minister Pedro Sánchez accused Chad of arming rebels.", "accused", ("COL",), ("TCD",)),
        ("Ghana's interior minister John Kerry banned the march.", "banned", ("GHA",), None),
        ("Governor John Kerry Otieno banned protests in Kisumu.", "banned", ("KEN",), None),
        ("Dhaka Metropolitan Police arrested forty activists.", "arrested", ("BGD",), None),
        ("Nairobi Metropolitan Police seized leaflets.", "seized", ("KEN",), None),
        ("Kenya's Independent Electoral Commission banned the party.", "banned", ("KEN",), None),
        ("Miners in Peru blocked the Pan-American Highway.", "blocked", ("PER",), ("PER",)),
        ("Latin American leaders condemned the coup in Bolivia.", "condemned", ("Latin American",), None),
        ("Zambia's foreign minister Tony Blair thanked Fiji.", "thanked", ("ZMB",), ("FJI",)),
        (
            "Colombia's leader met Colombia's press in Colombia. Armenia condemned Azerbaijan.",
            "condemned",
            ("ARM",),
            None,
        ),
        ("The US and US firms left the US coast. Jamaica thanked the US.", "thanked", ("JAM",), ("USA",)),
        (
            "Peru's president resigned. Peruvian Manuel Lindqvist, his successor, thanked Fiji.",
            "thanked",
            ("PER",),
            None,
        ),
    ],
)
def test_a_namesake_is_not_meant(
    text: str, trigger: str, actor: tuple[str, ...] | None, recipient: tuple[str, ...] | None
) -> None:
    claim = claim_of(text, trigger)
    assert actor is None or claim.actor.codes == actor
    assert recipient is None or claim.recipient.codes == recipient


@pytest.mark.parametrize(
    ("text", "trigger", "actor"),
    [
        ("Spanish Prime Minister Pedro Sánchez condemned the attack.", "condemned", ("ESP",)),
        ("Pedro Sánchez thanked Fiji.", "thanked", ("ESP",)),
        ("US-backed President Volodymyr Zelensky condemned the strike.", "condemned", ("UKR",)),
        ("Norwegian NATO chief Jens Stoltenberg visited Georgia.", "visited", ("NATO",)),
        ("The Chechen leader Ramzan Kadyrov sent troops to Ukraine.", "sent", ("RUS",)),
        ("Scottish First Minister Nicola Sturgeon demanded a vote.", "demanded", ("GBR",)),
        ("Residents of Palma de Mallorca protested against tourists.", "protested", ("ESP",)),
        ("London Metropolitan Police arrested two protesters.", "arrested", ("GBR",)),
        ("The Metropolitan Police arrested a spy in Leeds.", "arrested", ("GBR",)),
        ("American leaders condemned the coup in Bolivia.", "condemned", ("USA",)),
        ("Native American activists blocked a road in Oregon.", "blocked", ("USA",)),
        ("The Guardian accused Chad of spying.", "accused", ("The Guardian",)),
        ("The Independent accused Chad of spying.", "accused", ("The Independent",)),
        ("Police in Rio de Janeiro killed four men.", "killed", ("BRA",)),
    ],
)
def test_the_one_of_the_tables_is_meant(text: str, trigger: str, actor: tuple[str, ...]) -> None:
    assert claim_of(text, trigger).actor.codes == actor


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The Independent Policing Authority said Kenyan officers had shot a boy.", "KEN"),
        ("The Independent said Kenyan officers had shot a boy.", "The Independent"),
    ],
)
def test_a_newspaper_is_not_meant_inside_the_name_of_a_body(text: str, source: str) -> None:
    assert [link.code for link in claim_of(text, "shot").say_so] == [source]
