"""Bodies by what stands around their names, and by the nouns that go back to them, as the whole reader reads them."""

from __future__ import annotations

import pytest

from sayso.claims.reading import ArticleReader
from sayso.records import Article

SIDES = [
    ("The European Commission fined the lorry maker Bergvik on Monday.", "fined", {"EU"}, {"Bergvik"}),
    ("Brussels warned Hungary that it would withhold funds.", "warned", {"EU"}, {"HUN"}),
    ("Chile fined the salmon exporter Australmar for polluting a lake.", "fined", {"CHL"}, {"Australmar"}),
    (
        "The Bangladesh Garment Workers Federation urged Dhaka to raise the minimum wage.",
        "urged",
        {"Bangladesh Garment Workers Federation"},
        {"BGD"},
    ),
    ("Huawei sued the US Commerce Department on Thursday.", "sued", {"Huawei"}, {"USA"}),
    (
        "NATO's chief spoke in Oslo on Monday. The alliance condemned Russia for the sabotage of the cable.",
        "condemned",
        {"NATO"},
        {"RUS"},
    ),
    ("Inspectors of the IAEA waited in Vienna. Iran accused the agency of spying.", "accused", {"IRN"}, {"IAEA"}),
    (
        "The Secretary-General condemned Sudan on Friday. Chad's army has left Sudan.",
        "condemned",
        {"UN"},
        {"SDN"},
    ),
    (
        "The NATO Secretary-General met the king of Jordan. Later the Secretary-General thanked Jordan for its troops.",
        "thanked",
        {"NATO"},
        {"JOR"},
    ),
    ("The Deputy Secretary-General visited Chad on Friday.", "visited", {"UN"}, {"TCD"}),
    (
        "The US imposed sanctions on two Chinese firms. A Treasury spokesman accused China of arming Russia.",
        "accused",
        {"USA"},
        {"CHN"},
    ),
    (
        "Estonia asked the EU for help. The bloc's foreign ministers condemned Belarus.",
        "condemned",
        {"EU"},
        {"BLR"},
    ),
    ("ECOWAS warned Mali. The bloc's army chiefs threatened Niger.", "threatened", {"ECOWAS"}, {"NER"}),
    ("Poland asked NATO for jets. The alliance's commander thanked Poland.", "thanked", {"NATO"}, {"POL"}),
    ("Reuters spoke to the UN. The organisation's envoy condemned Sudan.", "condemned", {"UN"}, {"SDN"}),
    ("Poland asked NATO for jets. Poland's commander thanked Norway.", "thanked", {"POL"}, {"NOR"}),
    ("ECOWAS leaders met in Abuja. The bloc threatened Niger with an embargo.", "threatened", {"ECOWAS"}, {"NER"}),
    # unions and associations by their names, "the union" after the one that is called so
    ("The Harbour Pilots' Union accused Peru of neglect.", "accused", {"Harbour Pilots' Union"}, {"PER"}),
    ("The Zambian Association of Bakers sued Zambia over a tax.", "sued", {"Zambian Association of Bakers"}, {"ZMB"}),
    (
        "The Coastal Dockers Union met the Harbour Owners Association. The union condemned Peru.",
        "condemned",
        {"Coastal Dockers Union"},
        {"PER"},
    ),
    ("The European Union condemned Belarus.", "condemned", {"EU"}, {"BLR"}),
    ("The Russian Federation condemned Norway.", "condemned", {"RUS"}, {"NOR"}),
    # an acronym is what its name in front of the brackets is
    (
        "Kenya's National Dairy Board (NDB) met on Monday. The NDB accused Uganda of dumping milk.",
        "accused",
        {"KEN"},
        {"UGA"},
    ),
    (
        "The Harbour Cleaners Association (HCA) met in Peru. The HCA accused Peru of neglect.",
        "accused",
        {"Harbour Cleaners Association"},
        {"PER"},
    ),
    # a seat of bodies, though a town of its country is named
    ("Brussels condemned Iran. Marchers came from Antwerp.", "condemned", {"EU"}, {"IRN"}),
]


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return ArticleReader(threads=1)


@pytest.mark.parametrize(("text", "trigger", "actor", "recipient"), SIDES)
def test_who_is_the_body_meant(reader: ArticleReader, text: str, trigger: str, actor: set[str], recipient: set[str]):
    found = reader.read(Article(id="a", text=text, published="2024-05-14")).claims
    sides = [(set(c.actor.codes), set(c.recipient.codes)) for c in found if trigger in c.trigger.of(text)]
    assert (actor, recipient) in sides


SPEAKERS = [
    ("The US fined a firm that sold arms to Sudan. The Treasury said Iran had shipped guns to Sudan.", "USA"),
    ("Britain froze the assets of two Russian banks. The Treasury said Iran had moved gold for Russia.", "GBR"),
    ("Kenya raised tariffs on Ugandan eggs. The Treasury said Uganda had banned Kenyan tea.", "KEN"),
    ("North Korea fired a rocket, Seoul said. The Joint Chiefs of Staff said North Korea had fired another.", "KOR"),
    ("Iran fired at a US base in Iraq. The Joint Chiefs of Staff said the United States had struck Iraq.", "USA"),
    (
        "Slovenia will sign at the Foreign Affairs Council. The Ministry of Foreign Affairs of Slovenia said Belarus"
        " had attacked Lithuania.",
        "SVN",
    ),
    ("Chad arrested three Kenyans, AfriPress said.", "AfriPress"),
    ("Dutch agents bugged an Austrian minister, Profilus wrote on its website.", "Profilus"),
    ("Peru expelled a Bolivian envoy, Wayka reported.", "Wayka"),
    ("Yemen arrested a Kenyan, Dalanet reported. Kenya protested. Dalanet said Yemen had beaten him.", "Dalanet"),
    ("Somalia expelled a Kenyan envoy, Somali Star reported.", "Somali Star"),
    ("Ann Pellow was robbed. Pellow reported that police in Leeds had beaten her.", "GBR"),
    ("Washington reported that Iran had fired a missile.", "USA"),
]


@pytest.mark.parametrize(("text", "code"), SPEAKERS)
def test_whose_word_it_is(reader: ArticleReader, text: str, code: str):
    found = reader.read(Article(id="a", text=text, published="2024-05-14")).claims
    assert code in [link.code for claim in found for link in claim.say_so[-1:]]


def test_a_secretary_general_in_small_letters_is_not_the_un_s(reader: ArticleReader):
    text = "The secretary-general of the Hungarian union condemned Serbia."
    found = reader.read(Article(id="a", text=text, published="2024-05-14")).claims
    assert all("UN" not in claim.actor.codes for claim in found)
