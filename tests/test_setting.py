"""An article of one country and an article of several are told apart."""

from __future__ import annotations

import pytest

from sayso.actors import Resolver
from sayso.reader import Reader

DOMESTIC = "Kenya's parliament met in Nairobi. Kenyan police arrested a Kenyan senator. The Kenyan president spoke."
BETWEEN = "Kenya accused Uganda of spying. Uganda accused Kenya of lying. Kenya met Uganda. Uganda met Kenya."


@pytest.mark.parametrize(("text", "international"), [(DOMESTIC, False), (BETWEEN, True)])
def test_an_article_has_one_country_or_several(text: str, international: bool) -> None:
    resolver = Resolver(Reader().parse(text), published=None)
    assert resolver.setting.international is international
