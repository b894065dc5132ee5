"""Dates of what was a day after or two weeks before something that has one."""

from __future__ import annotations

import pytest

from sayso import read
from tests.told import claim_of


def when(text: str, trigger: str) -> str | None:
    found = [claim for claim in read(text, date="2024-05-14").claims if claim.trigger.of(text) == trigger]
    assert found, f"no claim of {trigger}"
    return found[0].when


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("Peru's president dismissed a minister on 8 May, a day after six people were killed.", "killed", "2024-05-07"),
        ("Peruvian police arrested a man on 8 May, two days after a mob attacked a judge.", "attacked", "2024-05-06"),
        ("On 8 May Mali bombed a camp, three days after rebels ambushed a patrol.", "ambushed", "2024-05-05"),
        ("Chad recalled its envoy on 8 May, a week after Sudan shelled a village.", "shelled", "2024-05-01"),
        ("Mali expelled two envoys on 8 May, a day after the coup.", "coup", "2024-05-07"),
        ("Benin closed the border on 8 May, 10 days after gunmen killed a priest.", "killed", "2024-04-28"),
        ("Gabon's court jailed him on 8 May, a day after his supporters rioted.", "rioted", "2024-05-07"),
        ("Serbs blocked a bridge on 8 May, two weeks after police had beaten a boy.", "beaten", "2024-04-24"),
        ("Peruvian police arrested a man on 8 May, two days after a mob attacked a judge.", "arrested", "2024-05-08"),
        (
            "Mali bombed a camp on 8 May. The blow came three days after rebels ambushed a patrol.",
            "ambushed",
            "2024-05-05",
        ),
        ("Mali bombed a camp on 8 May. Chad had warned it two days before the attack.", "attack", "2024-05-08"),
        ("On 8 May, two days after the raid, Togo arrested a journalist.", "arrested", "2024-05-08"),
        ("Peruvian police arrested ten miners on 8 May after a mob attacked a judge.", "attacked", "2024-05-08"),
        ("Peruvian police arrested ten miners hours after a mob attacked a judge on 8 May.", "attacked", "2024-05-08"),
        ("Police arrested ten miners in Peru on 8 May and shot two men on 9 May.", "shot", "2024-05-09"),
    ],
)
def test_days_after(text: str, trigger: str, day: str) -> None:
    assert when(text, trigger) == day


@pytest.mark.parametrize(
    ("text", "trigger", "year", "old"),
    [
        ("Ten years after Russian agents shot a spy, Britain expelled an envoy on Monday.", "shot", "2014", True),
        ("Ten years after Russian agents shot a spy, Britain expelled an envoy on Monday.", "expelled", None, False),
        ("Two decades after Iraq attacked Kuwait, the two signed a treaty on Monday.", "attacked", "2004", True),
        ("Decades after British troops shot protesters, London apologised on Monday.", "shot", None, True),
        ("A year after rebels attacked Goma, Congo closed the border on Monday.", "attacked", "2023", False),
        ("Forty years after Chadian rebels kidnapped a priest, Paris has expelled an envoy.", "kidnapped", None, True),
        ("Chad's army arrested ten men after rebels attacked a village on Monday.", "attacked", None, False),
    ],
)
def test_years_after(text: str, trigger: str, year: str | None, old: bool) -> None:
    claim = claim_of(text, trigger, date="2024-05-14")
    assert (claim.auxiliary == "historical") == old
    assert claim.when == (year or (None if old else "2024-05-13"))


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("Rebels shelled Goma on Monday. The bishop condemned the attack last Friday.", "attack", "2024-05-13"),
        ("Rebels shelled Goma on Monday. The bishop condemned the attack last Friday.", "condemned", "2024-05-10"),
        ("France condemned Monday's attack on Goma.", "condemned", None),
        ("France condemned Monday's attack on Goma.", "attack", "2024-05-13"),
        ("Rebels repelled the attack on Friday.", "attack", "2024-05-10"),
    ],
)
def test_a_reaction_and_the_deed_it_speaks_of_have_days_of_their_own(text: str, trigger: str, day: str | None) -> None:
    assert when(text, trigger) == day


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("A rally in Osh, announced for Saturday, will not be held, the party said.", "rally", "2024-05-18"),
        ("A visit to Beijing by the king, planned for July, had been postponed.", "visit", "2024-07"),
        ("The envoy is still to go to Beijing in July, Hanoi said on Monday.", "go", "2024-07"),
        ("A visit to Beijing by the king in July had been short.", "visit", "2023-07"),
    ],
)
def test_what_is_planned_for_a_day_lies_ahead(text: str, trigger: str, day: str) -> None:
    assert when(text, trigger) == day
