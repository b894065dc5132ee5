"""Where places lie: what is sure, and what is only known to lie in a country or sea."""

from __future__ import annotations

import pytest

from sayso.actors.coordinates import country, locate
from sayso.actors.tables import country_names


@pytest.mark.parametrize(
    ("words", "code", "sureness"),
    [
        ("Kyiv", "UKR", "place"),
        ("central Kyiv", "UKR", "place"),
        ("the outskirts of Kyiv", "UKR", "place"),
        ("Paris", "FRA", "place"),
        ("Tripoli", "LBY", "several"),
        ("Tripoli, Lebanon", "LBN", "place"),
        ("the Chinese city of Xiamen", "CHN", "place"),
        ("northern Lebanon", "LBN", "area"),
        ("Georgia", "GEO", "area"),
        ("the border with Belarus", "BLR", "area"),
        ("the Sea of Japan", "", "area"),
        ("the South China Sea", "", "area"),
    ],
)
def test_places(words: str, code: str, sureness: str) -> None:
    found = locate(words)
    assert found is not None
    assert (found.code, found.sureness) == (code, sureness)


@pytest.mark.parametrize("words", ["", "the capital", "the border", "Independence Square", "a barracks", "?!"])
def test_no_places(words: str) -> None:
    assert locate(words) is None


def test_those_who_take_part_tell_which_one_is_meant() -> None:
    found = locate("Tripoli", parties=["LBN", "USA"])
    assert found is not None
    assert (found.code, found.sureness) == ("LBN", "place")


def test_nearly_every_country_has_its_middle() -> None:
    missing = [code for code in country_names() if country(code) is None]
    assert len(missing) <= 12, missing
    russia = country("RUS")
    assert russia is not None
    assert 50 < russia.latitude < 70
    assert 80 < russia.longitude < 110
