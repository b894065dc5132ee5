"""Of one deed nobody says that it was done and that it was not."""

from __future__ import annotations

import pytest

from sayso import read
from sayso.events.accounts import accounts
from sayso.events.features import features


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('"We have not fired a shell," the minister of Togo said. "Benin fired at us," he said.', True),
        ('"We have not fired a shell," the minister of Togo said. Benin said Togo fired at Kara.', False),
        ('"We fired a shell," the minister of Togo said. "Benin fired at us," he said.', False),
    ],
)
def test_what_a_source_denies_is_not_what_it_tells(text: str, told: bool) -> None:
    found = accounts(read(text, date="2024-05-14"))
    first, second = (one for one in found if one.claim.trigger.of(text) == "fired")
    assert ("denied by who tells" in features(first, second)) == told
