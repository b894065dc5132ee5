"""Which armed group unnamed fighters belong to, and who belongs to none, as the whole reader reads them."""

from __future__ import annotations

import pytest

from sayso.claims.reading import ArticleReader
from sayso.records import Article

RAID = "NIAMEY, Niger (Wire) - JNIM burned a village in Tillaberi on Sunday. "
SIEGE = "The Rapid Support Forces shelled El Obeid on Friday. "
TOWN = "M23 seized the town of Masisi in Congo. "

ACTORS = [
    # who is said to be unknown, or another, is not the group named last
    (RAID + "Unidentified gunmen kidnapped a nun.", "kidnapped", ("Unidentified gunmen",)),
    (RAID + "On Monday unknown gunmen shot a teacher.", "shot", ("unknown gunmen",)),
    (RAID + "Gunmen shot a teacher in Agadez.", "shot", ("Gunmen",)),
    # who strikes alone is of the place, if no group is pointed to
    ("A gunman shot two shoppers in Oslo. Norway mourned on Monday.", "shot", ("NOR",)),
    ("Norway mourned on Monday. The attacker stabbed two tourists in Oslo.", "stabbed", ("NOR",)),
    ("Norway mourned on Monday. An unidentified gunman shot two tourists in Oslo.", "shot", ("unidentified gunman",)),
    ("Norway mourned on Monday. Gunmen shot two tourists in Oslo.", "shot", ("Gunmen",)),
    # rebels do not act for the country that they are of
    ("Malian jihadists attacked a camp near Menaka.", "attacked", ("Malian jihadists",)),
    ("Cameroonian separatists freed twelve teachers.", "freed", ("Cameroonian separatists",)),
    ("Colombia's ELN rebels freed a priest.", "freed", ("ELN",)),
    ("Russian fighters left Mali.", "left", ("RUS",)),
    ("Russian bombers attacked a port in Ukraine.", "attacked", ("RUS",)),
    ("Congolese farmers blocked a road.", "blocked", ("COD",)),
    # a front that has been named
    (
        "The Moro Islamic Liberation Front left the talks. The front accused the army.",
        "accused",
        ("Moro Islamic Liberation Front",),
    ),
    ("The Polisario Front fired on a convoy. Later the front threatened Morocco.", "threatened", ("Polisario Front",)),
    (RAID + "Unknown gunmen shot a teacher. The gunmen kidnapped a nun.", "kidnapped", ("gunmen",)),
    (RAID + "Other militants kidnapped a nun.", "kidnapped", ("Other militants",)),
    (RAID + "An armed group kidnapped a nun.", "kidnapped", ("armed group",)),
    # what points back is
    (RAID + "The gunmen kidnapped a nun.", "kidnapped", ("JNIM",)),
    (RAID + "Militants kidnapped a nun.", "kidnapped", ("JNIM",)),
    (RAID + "The armed group kidnapped a nun.", "kidnapped", ("JNIM",)),
    ("JNIM gunmen burned a village in Niger. Gunmen also kidnapped a nun.", "kidnapped", ("JNIM",)),
    # a group of other people is no armed one
    (TOWN + "The contact group condemned Rwanda.", "condemned", ("contact group",)),
    (TOWN + "A women's group condemned Rwanda.", "condemned", ("women's group",)),
    (TOWN + "The Hope Teachers group condemned Rwanda.", "condemned", ("Hope Teachers",)),
    (TOWN + "The parliamentary group condemned Rwanda.", "condemned", ("parliamentary group",)),
    (TOWN + "The rebel group condemned Rwanda.", "condemned", ("M23",)),
    (TOWN + "The hardline group condemned Rwanda.", "condemned", ("M23",)),
    ("Hamas fired rockets. The Palestinian group threatened Israel.", "threatened", ("Hamas",)),
    (
        "The ELN gave no number for its captives, which an anti-kidnapping group puts at 30. The group said it had shot"
        " a spy.",
        "shot",
        ("ELN",),
    ),
    (TOWN + "A press group condemned Rwanda. The group demanded a trial.", "demanded", ("press group",)),
    (TOWN + "Human Rights Watch condemned Rwanda. The group demanded a trial.", "demanded", ("Human Rights Watch",)),
    (TOWN + "Rwanda condemned a press group. The group demanded a trial.", "demanded", ("M23",)),
    # "the paramilitary force" is the group, the forces of a state are its own
    (SIEGE + "The paramilitary force threatened Egypt.", "threatened", ("Rapid Support Forces",)),
    ("Sudan closed a border. Sudan's army met. Paramilitary forces threatened the judges.", "threatened", ("SDN",)),
]


@pytest.fixture(scope="module")
def reader() -> ArticleReader:
    return ArticleReader(threads=1)


@pytest.mark.parametrize(("text", "trigger", "codes"), ACTORS)
def test_whose_the_fighters_are(reader: ArticleReader, text: str, trigger: str, codes: tuple[str, ...]) -> None:
    found = reader.read(Article(id="a", text=text, published="2026-11-03")).claims
    assert [c.actor.codes for c in found if c.trigger.of(text) == trigger] == [codes]


def test_in_a_story_the_unknown_stay_unknown(reader: ArticleReader) -> None:
    text = (
        "The Rapid Support Forces shelled El Fasher in Sudan on Monday, residents said. Twelve people died in the "
        "market. Sudan's army said it had sent drones.\n\nAn aid official said three trucks, carrying sorghum for "
        "Tawila, had been looted by unidentified gunmen near Mellit. Sudan's government condemned the attack on the "
        "market. Chad has closed its border with Sudan."
    )
    found = reader.read(Article(id="a", text=text, published="2026-06-15")).claims
    (looters,) = (c.actor.codes for c in found if c.trigger.of(text) == "looted")
    assert [code.split()[:2] for code in looters] == [["unidentified", "gunmen"]]  # with or without "near Mellit"
