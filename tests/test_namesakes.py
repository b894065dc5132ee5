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
        ("Zambia's foreign minister Tony Blair thanked Fiji.", "thanked", ("ZMB",), ("FJI",)),
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
        ("Police in Rio de Janeiro killed four men.", "killed", ("BRA",)),
    ],
)
def test_the_one_of_the_tables_is_meant(text: str, trigger: str, actor: tuple[str, ...]) -> None:
    assert claim_of(text, trigger).actor.codes == actor
