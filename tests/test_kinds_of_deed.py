"""What a verb means by what it is done to, from where and by whom: each deed, and the same verb as another deed."""

from __future__ import annotations

from functools import cache

import pytest

from sayso.claims import read_batch
from sayso.records import Article, Reading

DEEDS = [
    ("Police in Belgrade pushed the marchers off the bridge.", "pushed", "COERCE"),
    ("Serbia pushed Kosovo to sign the accord.", "pushed", "REQUEST"),
    ("Cuban officers instructed Angolan pilots for a year.", "instructed", "AID"),
    ("The president of Chad instructed the army to leave Libya.", "instructed", "REQUEST"),
    ("Algeria expelled 300 migrants from Niger on Monday.", "expelled", "COERCE"),
    ("Poland expelled three Russian diplomats on Monday.", "expelled", "SANCTION"),
    ("Soldiers ransacked the office of a Sudanese newspaper.", "ransacked", "COERCE"),
    ("Protesters ransacked the embassy of Sweden in Baghdad.", "ransacked", "PROTEST"),
    ("Sudan and the rebels signed a ceasefire on Monday.", "signed", "CONCEDE"),
    ("Nigeria and Benin signed a trade agreement on Monday.", "signed", "SUPPORT"),
    ("Peru handed the Chilean ambassador a note of protest.", "handed", "ACCUSE"),
    ("Japan handed Fiji two patrol boats.", "handed", "AID"),
    ("Militants from Mali set fire to a school in Niger.", "set", "ASSAULT"),
    ("Bangladeshi protesters set fire to a bus.", "set", "PROTEST"),
    ("Iran vowed payback against Israel.", "vowed", "THREATEN"),
    ("Ecuador's new president vowed to protect journalists.", "vowed", "AGREE"),
    ("A Kenyan judge suspended the deportation of the pastor.", "suspended", "REJECT"),
    ("Germany suspended aid to Niger.", "suspended", "SANCTION"),
    ("Denmark has ordered a Russian attaché to leave.", "ordered", "SANCTION"),
    ("Denmark has ordered the company to pay.", "ordered", "REQUEST"),
    ("Libyan guards abandoned Sudanese migrants in the desert.", "abandoned", "COERCE"),
    ("Masked men dragged a Ugandan lawyer from his bed in Kampala.", "dragged", "COERCE"),
    ("The opposition dragged the minister before the court in Lima.", "dragged", "ACCUSE"),
    ("The UN flew wounded Malians out of Gao.", "flew", "AID"),
    ("Russian bombers flew over the Baltic Sea.", "flew", "MOBILIZE"),
    ("Russian forces blasted a Ukrainian power plant.", "blasted", "ASSAULT"),
    ("The opposition in Lima blasted the president's plan.", "blasted", "ACCUSE"),
    ("The two men were hit on the way out, Chad's army said.", "hit", "ASSAULT"),
    ("Syrian troops abandoned the base in Idlib.", "abandoned", "RETREAT"),
]


@cache
def readings() -> dict[str, Reading]:
    articles = [Article(id=sentence, text=sentence) for sentence, _, _ in DEEDS]
    return {article.id: one for article, one in zip(articles, read_batch(articles), strict=True) if one.claims}


@pytest.mark.parametrize(("sentence", "trigger", "event"), DEEDS, ids=[f"{t} {e}" for _, t, e in DEEDS])
def test_what_it_is_done_to_tells_the_deed(sentence: str, trigger: str, event: str) -> None:
    claims = readings()[sentence].claims
    assert [claim.event for claim in claims if claim.trigger.of(sentence).split()[0] == trigger] == [event]
