"""The committed tables: complete, well-formed, and quick to load."""

from __future__ import annotations

import re

import pytest

from sayso.actors import country_names, members
from sayso.actors.lexicon import agents, given_names, money, titles
from sayso.actors.names import has_case, name_key
from sayso.actors.tables import index, rows

DATE = re.compile(r"(\d{4}-\d{2}-\d{2})?")
SECTORS = frozenset(
    {
        *("GOV", "MIL", "REB", "OPP", "PTY", "JUD", "LEG", "COP", "SPY", "MED", "EDU", "BUS", "CRM", "CVL", "IGO"),
        *("NGO", "REL", "LAB", "REF", "JRN", "HLH", "UAF"),
    }
)
REPORTED = (
    *("AFG", "ARG", "ARM", "AUS", "AUT", "AZE", "BEL", "BGD", "BLR", "BRA", "CAN", "CHE", "CHL"),
    *("CHN", "COD", "COL", "CUB", "CZE", "DEU", "DNK", "EGY", "ESP", "ETH", "FIN", "FRA", "GBR"),
    *("GEO", "GRC", "HTI", "HUN", "IDN", "IND", "IRN", "IRQ", "IRL", "ISR", "ITA", "JOR", "JPN"),
    *("KAZ", "KEN", "KOR", "LBN", "LBY", "LKA", "MEX", "MLI", "MMR", "MYS", "NER", "NGA", "NLD"),
    *("NOR", "NZL", "PAK", "PER", "PHL", "POL", "PRK", "PRT", "PSE", "QAT", "ROU", "RUS", "SAU"),
    *("SDN", "SOM", "SRB", "SWE", "SYR", "THA", "TUN", "TUR", "TWN", "UKR", "USA", "VEN", "VNM"),
    *("YEM", "ZAF", "ZWE"),
)


def names_of(table: str) -> list[dict[str, str]]:
    return list(rows(table))


def test_tables_are_as_large_as_promised() -> None:
    assert len(country_names()) >= 249
    assert sum(row["sector"] == "IGO" for row in rows("organisations")) >= 80
    assert len(names_of("groups")) + sum(len(row["names"].split("|")) for row in rows("agencies")) >= 150
    assert len(names_of("officials")) >= 1000
    assert len(agents()) >= 500


def test_every_country_has_a_code_and_a_demonym_or_none_by_choice() -> None:
    without = [row["code"] for row in rows("countries") if not row["adjectives"]]
    assert all(re.fullmatch("[A-Z]{3}", code) for code in country_names())
    assert len(without) < 35, without


@pytest.mark.parametrize("code", REPORTED)
def test_most_reported_countries_have_leaders_up_to_now(code: str) -> None:
    offices = [row for row in rows("officials") if row["code"] == code and row["sector"] in ("GOV", "REB")]
    assert len(offices) >= 2
    assert any(not row["to"] or row["to"] >= "2024" for row in offices)


def test_officials_are_well_formed() -> None:
    known = (
        set(country_names())
        | {row["code"] for row in rows("organisations")}
        | {row["code"] for row in rows("groups")}
        | {"TPLF"}
    )
    for row in rows("officials"):
        assert row["code"] in known, row
        assert row["names"], row
        assert row["office"], row
        assert all(DATE.fullmatch(row[column]) for column in ("from", "to")), row
        assert not (row["from"] and row["to"]) or row["from"] <= row["to"], row


@pytest.mark.parametrize("table", ["organisations", "groups", "agencies", "agents", "officials"])
def test_sectors_are_known(table: str) -> None:
    nothing = {""} if table == "agents" else set()  # "member": that of whose member it is
    assert {row["sector"] for row in rows(table)} <= SECTORS | nothing


def test_agents_are_well_formed() -> None:
    assert {agent.context for agent in agents().values()} == {"focus", "group", "modifier", "words"}
    assert all(lemma == lemma.lower() and lemma == lemma.strip() for lemma in agents())


def test_lexicons_are_lower_case() -> None:
    for lexicon in (money(), titles(), given_names()):
        assert all(word == word.lower() for word in lexicon)
    assert set(given_names().values()) == {"m", "f"}


def test_members_are_countries() -> None:
    assert members()["G7"] == ("CAN", "FRA", "DEU", "ITA", "JPN", "GBR", "USA")
    assert all(code in country_names() for codes in members().values() for code in codes)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("US", "USA"), ("U.S.", "USA"), ("America", "USA"), ("Britain", "GBR"), ("UK", "GBR"), ("DPRK", "PRK"),
        ("ROK", "KOR"), ("Holland", "NLD"), ("Burma", "MMR"), ("Ivory Coast", "CIV"), ("Kosovo", "XKX"),
        ("Taiwan", "TWN"), ("Palestine", "PSE"), ("West Bank", "PSE"), ("Gaza Strip", "PSE"), ("Hong Kong", "HKG"),
        ("the White House", "USA"), ("Downing Street", "GBR"), ("the Élysée", "FRA"), ("Blue House", "KOR"),
        ("Zhongnanhai", "CHN"), ("Foggy Bottom", "USA"), ("Whitehall", "GBR"), ("Bundestag", "DEU"),
        ("Knesset", "ISR"), ("Capitol Hill", "USA"), ("State Department", "USA"), ("Mossad", "ISR"),
        ("Islamic State", "Islamic State"), ("ISIS", "Islamic State"), ("al Qaeda", "Al-Qaeda"), ("G7", "G7"),
        ("Frenchmen", "FRA"), ("Britons", "GBR"), ("Filipinos", "PHL"), ("Crimea", "UKR"), ("Kashmir", "IND"),
        ("Catalonia", "ESP"), ("Tigray", "ETH"), ("Xinjiang", "CHN"), ("Scotland", "GBR"),
        ("Recep Tayyip Erdogan", "TUR"),
    ],
)  # fmt: skip
def test_names_lead_to_their_codes(name: str, code: str) -> None:
    assert code in {entry.code for entry in index().get(name_key(name))}


@pytest.mark.parametrize(
    ("name", "words", "fits"),
    [
        ("US", ["US"], True), ("US", ["U.S."], True), ("US", ["us"], False), ("Turkey", ["turkey"], False),
        ("Turkey", ["TURKEY"], True), ("yellow vests", ["Yellow", "vests"], True),
        ("the Kremlin", ["The", "Kremlin"], True),
        ("People's Liberation Army", ["people", "'s", "liberation", "army"], False),
    ],
)  # fmt: skip
def test_case_tells_names_from_words(name: str, words: list[str], fits: bool) -> None:
    assert has_case(name, words) is fits


@pytest.mark.parametrize(
    ("one", "other"),
    [("Yoo Sang-bum", "YOO SANG BUM"), ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"), ("U.N.", "UN"),
     ("Łódź", "Lodz"), ("N'Djamena", "N’Djamena"), ("Afreximbank – Cairo", "Afreximbank - Cairo")],
)  # fmt: skip
def test_spellings_share_a_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)
