"""Sectors: whose people a noun names, and nouns that are of no sector by themselves."""

from __future__ import annotations

import pytest

from tests.told import claim_of


@pytest.mark.parametrize(
    ("text", "trigger", "sectors"),
    [
        ("Members of Boko Haram killed six farmers in Borno on Tuesday.", "killed", ("REB",)),
        ("Gang members attacked a hospital in Port-au-Prince.", "attacked", ("CRM",)),
        ("Union members protested against the mayor of Antwerp.", "protested", ("LAB",)),
        ("Members of parliament in Kenya rejected the bill.", "rejected", ("LEG",)),
        ("Members of the Nigerian army shot two students.", "shot", ("MIL",)),
        ("Supporters of Hezbollah attacked soldiers in Beirut.", "attacked", ("REB",)),
        ("Supporters of the president attacked journalists in Malawi.", "attacked", ("PTY",)),
        ("The UN coordinator for Syria condemned the attack.", "condemned", ("IGO",)),
        ("The warring parties in Yemen signed a truce on Monday.", "signed", ()),
        ("Scotland's Executive rejected the demand.", "rejected", ("GOV",)),
        ("The House of Representatives in Nigeria rejected the bill.", "rejected", ("LEG",)),
        ("Executives of Boeing met the Chinese minister.", "met", ("BUS", "GOV")),
        ("Police arrested a man in Lagos on Monday. Officers also seized his phone.", "seized", ("COP",)),
        ("Kenya's army said it had killed ten rebels.", "killed", ("MIL",)),
        ("The Rwandan police said they had arrested a journalist.", "arrested", ("COP",)),
        ("Opposition leader Yair Lapid accused Israel's prime minister of lying.", "accused", ("OPP",)),
    ],
)
def test_sectors_of_actors(text: str, trigger: str, sectors: tuple[str, ...]) -> None:
    assert claim_of(text, trigger).actor.sectors == sectors


@pytest.mark.parametrize(
    ("text", "trigger", "sectors"),
    [
        ("The army bombed camps of rebels in northern Mali.", "bombed", ("REB",)),
        ("Firefighters were attacked by protesters in Athens.", "attacked", ("CVL",)),
        ("Guards at the Syrian prison beat the detainees.", "beat", ("CVL",)),
        ("The leader of the opposition in Ghana was detained by soldiers.", "detained", ("OPP",)),
        ("Russian soldiers burned houses in Kharkiv.", "burned", ()),
        ("An army officer was killed by rebels in Colombia.", "killed", ("MIL",)),
        ("Two officers were killed when gunmen attacked a barracks in Niger.", "killed", ("MIL",)),
    ],
)
def test_sectors_of_recipients(text: str, trigger: str, sectors: tuple[str, ...]) -> None:
    assert claim_of(text, trigger).recipient.sectors == sectors
