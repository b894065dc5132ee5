"""Places that no table knows: in the country that the article gives them; and names that only end like a known town."""

from __future__ import annotations

import pytest

from tests.told import claim_of


@pytest.mark.parametrize(
    ("text", "trigger", "recipient"),
    [
        ("Rebels shelled the Malian village of Dubrov on Monday. Nobody fled.", "shelled", ("MLI",)),
        ("Rebels shelled the village of Dubrov in northern Mali on Monday. Nobody fled.", "shelled", ("MLI",)),
        (
            "Moldova's foreign ministry accused Russian forces of shelling the village of Dubrov.",
            "shelling",
            ("MDA",),
        ),
        (
            "Moldova's army said Russian troops had shelled the village of Dubrov. Romania sent two lorries to Dubrov.",
            "sent",
            ("MDA",),
        ),
    ],
)
def test_a_village_lies_where_the_article_says(text: str, trigger: str, recipient: tuple[str, ...]) -> None:
    assert claim_of(text, trigger).recipient.codes == recipient


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # who mostly tells of others' wars, and an adjective of a language, give a place no country
        ("The United States said Russian troops had shelled the village of Dubrov.", "USA"),
        ("Rebels shelled the village of Dubrov, which is called Oak Town in English.", "GBR"),
        ("In Dubrov, Mali said, nobody had shelled the market.", "TCD"),
    ],
)
def test_other_words_give_a_village_no_country(text: str, code: str) -> None:
    assert code not in claim_of(text, "shelled").recipient.codes


@pytest.mark.parametrize(
    ("text", "trigger", "recipient"),
    [
        (
            'Moldova accused Russia of shelling a farm. "Our troops fired no shell," a Russian army spokesman said.',
            "fired",
            ("MDA",),
        ),
        ("Russian soldiers fired at a bridge, Georgia's army said.", "fired", ("GEO",)),
        ("Russian soldiers fired at a Latvian ship, Georgia's army said.", "fired", ("LVA",)),
    ],
)
def test_the_accused_has_not_struck_itself(text: str, trigger: str, recipient: tuple[str, ...]) -> None:
    assert claim_of(text, trigger).recipient.codes == recipient
