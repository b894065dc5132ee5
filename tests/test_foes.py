"""Who "the enemy", "occupation forces", "the puppet regime" and "allies" are: never the country of who speaks."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from sayso.actors.tables import country_names
from sayso.claims.reading import ArticleReader
from sayso.records import Article

ISR, RUS, UKR, KOR = ("ISR",), ("RUS",), ("UKR",), ("KOR",)

ACTORS = [
    ("Tehran said on Friday that the Zionist regime had bombed a port in Iran.", "bombed", ISR),
    ("Hezbollah said the Zionist army had shelled a village in Lebanon.", "shelled", ISR),
    ("Occupation forces shot two boys near Nablus, the Palestinian ministry said.", "shot", ISR),
    ("Ukraine said occupation troops had shot a teacher in Melitopol.", "shot", RUS),
    ("Russian occupation forces shot a teacher in Melitopol.", "shot", RUS),
    ("PYONGYANG, Nov. 3 (KCNA) - The puppet army fired shells on Monday.", "fired", KOR),
    ("The enemy shelled Kharkiv at night, Ukraine's General Staff said.", "shelled", RUS),
    ("Enemy troops shelled Belgorod, Russia's defence ministry said.", "shelled", UKR),
    ("Iran buried 12 soldiers. Israel struck Natanz. Iran's president said the enemy had killed women.", "killed", ISR),
    # nobody is known to be meant: no country is guessed
    ("Enemy forces shelled a camp, a U.S. general said.", "shelled", ("Enemy forces",)),
    # allies and partners are others than the country spoken of
    ("Ukraine said partners had promised shells.", "promised", ("partners",)),
    ("Taiwan thanked its allies. Allies condemned China.", "condemned", ("Allies",)),
    ("Kyiv is waiting. Our partners promised shells, Zelenskiy said.", "promised", ("partners",)),
    ("A U.S. ally condemned Israel.", "condemned", ("U.S. ally",)),
    ("Turkey's ally Azerbaijan condemned Armenia.", "condemned", ("AZE",)),
    ("NATO allies condemned Russia.", "condemned", ("NATO",)),
    ("Kenya's parliament met in Nairobi. The president's allies condemned the judges.", "condemned", ("KEN",)),
]


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return ArticleReader(threads=1)


@pytest.mark.parametrize(("text", "trigger", "codes"), ACTORS)
def test_who_is_meant(reader: ArticleReader, text: str, trigger: str, codes: tuple[str, ...]) -> None:
    found = reader.read(Article(id="a", text=text, published="2026-11-03")).claims
    assert codes in [claim.actor.codes for claim in found if claim.trigger.of(text) == trigger]


def test_occupation_forces_are_not_at_home(reader: ArticleReader) -> None:
    text = "Occupation authorities demolished six homes in Hebron, a Palestinian mayor said."
    found = reader.read(Article(id="a", text=text, published="2026-11-03")).claims
    assert all("ISR" not in c.recipient.codes for c in found)


def test_the_table_of_foes_is_whole() -> None:
    with (resources.files("sayso.actors") / "data" / "foes.csv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    for row in table:
        assert row["means"] in country_names()
        assert row["source"]
        assert any(word in row["example"].lower() for word in row["words"].split("|"))
        assert row["since"].isdigit()
        assert not row["until"] or row["since"] < row["until"]
