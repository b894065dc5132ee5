"""Dates of what was a day after or two weeks before something that has one."""

from __future__ import annotations

import pytest

from sayso import read


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
        ("On 8 May, two days after the raid, Togo arrested a journalist.", "arrested", "2024-05-08"),
        ("Peruvian police arrested ten miners on 8 May after a mob attacked a judge.", "attacked", "2024-05-08"),
        ("Peruvian police arrested ten miners hours after a mob attacked a judge on 8 May.", "attacked", "2024-05-08"),
        ("Police arrested ten miners in Peru on 8 May and shot two men on 9 May.", "shot", "2024-05-09"),
    ],
)
def test_days_after(text: str, trigger: str, day: str) -> None:
    assert when(text, trigger) == day
