"""Armed groups that no table knows: named by what the article says they are, and meant by what points back to them."""

from __future__ import annotations

import pytest

from sayso.claims.reading import ArticleReader
from sayso.records import Article

GANG = "The Baz Orlo gang burned a market in Haiti on Friday, police said. "
FRONT = "Fighters of the Upper Lake Alliance shelled a town in Chad on Friday. "
RAID = "The Volan Cartel attacked a patrol near Lima in Peru. "

ACTORS = [
    # a name beside the noun for what it is
    (GANG, "burned", ("Baz Orlo",)),
    (FRONT, "shelled", ("Upper Lake Alliance",)),
    ("In Peru, Gunmen of the Volan Cartel attacked a patrol.", "attacked", ("Volan Cartel",)),
    ("The Red Herons, a small rebel group, attacked a patrol in Chad.", "attacked", ("Red Herons",)),
    ("A gang calling itself Night Tide attacked a bank in Chad.", "attacked", ("Night Tide",)),
    ("The separatist Orava Front attacked a patrol in Chad.", "attacked", ("Orava Front",)),
    # the same name alone, and what points back to it
    (GANG + "On Monday Baz Orlo attacked a school.", "attacked", ("Baz Orlo",)),
    (GANG + "In June the same gang attacked a school.", "attacked", ("Baz Orlo",)),
    (FRONT + "The alliance accused the army of murder.", "accused", ("Upper Lake Alliance",)),
    (FRONT + "The army fled. On Monday the rebels attacked a camp.", "attacked", ("Upper Lake Alliance",)),
    (FRONT + "It denied the charge. Its fighters attacked a camp.", "attacked", ("Upper Lake Alliance",)),
    (RAID + "The cartel has many men. In June it attacked a barracks.", "attacked a barracks", ("Volan Cartel",)),
    # rebels whom only the next sentences name
    (
        "Jets bombed a village in Chad a day after rebels captured a town. The Upper Lake Alliance accused the army.",
        "captured",
        ("Upper Lake Alliance",),
    ),
    # no group: whoever belongs to one, what a kind of people is called, a party, a day and a country
    ("Police in Peru arrested Ruben Ortal, the gang's founder. Ortal accused Chile.", "accused", ("PER",)),
    ("On Tuesday gunmen attacked a bank in Chad.", "attacked", ("gunmen",)),
    ("The Orange Alliance accused the government of Chad.", "accused", ("Orange Alliance",)),
    ("Chadian rebels attacked a patrol.", "attacked", ("Chadian rebels",)),
    (FRONT + "An armed group attacked a camp.", "attacked", ("armed group",)),
    (FRONT + "Unknown gunmen attacked a camp.", "attacked", ("Unknown gunmen",)),
]


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return ArticleReader()


@pytest.mark.parametrize(("text", "trigger", "codes"), ACTORS)
def test_who_acts_is_the_group_that_the_text_tells_of(
    reader: ArticleReader, text: str, trigger: str, codes: tuple[str, ...]
) -> None:
    claims = reader.read(Article(id="t", text=text)).claims
    start = text.rindex(trigger)
    assert next(c.actor.codes for c in claims if c.trigger.start == start) == codes


def test_a_ministry_with_an_owner_is_no_other_state_s(reader: ArticleReader) -> None:
    text = (
        "STOCKHOLM (Wire) - Sweden expelled two diplomats on Friday, the foreign ministry said. Chad's foreign ministry"
        " called it a mistake. Its embassy accused the police."
    )
    claims = reader.read(Article(id="t", text=text)).claims
    assert next(c.actor.codes for c in claims if text[c.trigger.start : c.trigger.end] == "accused") == ("TCD",)
