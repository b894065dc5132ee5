"""Denials that do not name the deed, and words that look like one and are none."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from sayso import read
from sayso.claims.engine import build_claims
from sayso.claims.reading import ArticleReader
from sayso.claims.short_denials import RULE, with_short_denials
from sayso.events.stance import DENIED, stance
from sayso.records import Article, Claim, Span


def denied_in(text: str) -> list[Claim]:
    return [claim for claim in read(text, date="2024-05-14").claims if claim.rules["trigger"] == RULE]


@pytest.mark.parametrize(
    ("text", "words", "event", "actor"),
    [
        ("Kyiv said Belarus had shelled a village. Minsk denies it.", "denies", "ASSAULT", "BLR"),
        ("Washington says Iran supplied the missiles. Tehran says it did not.", "did not", "AID", "IRN"),
        ("Pakistan said India had bombed a mosque. India said it had not.", "had not", "ASSAULT", "IND"),
        ("Benin accused Niger of arming the gunmen. Niamey rejected that as nonsense.", "rejected", "AID", "NER"),
        ("Poland said Russia had sabotaged a line. Moscow says that is not true.", "not true", "COERCE", "RUS"),
        ("France said Algeria had arrested a writer. Algiers called that a lie.", "lie", "COERCE", "DZA"),
        ("Mali said Algeria had shot down a drone. Algeria rejected the claim.", "rejected", "ASSAULT", "DZA"),
        (
            "Kenya says Uganda shelled the village. Uganda says it did no such thing.",
            "did no such thing",
            "ASSAULT",
            "UGA",
        ),
        ("Kenya says Uganda shelled it. The Ugandan government denies having done so.", "done so", "ASSAULT", "UGA"),
        ("Jordan said Syria had bombed a camp. Syria denied responsibility.", "denied", "ASSAULT", "SYR"),
        ("Chad said Sudan had shelled a camp. Sudan has denied any involvement.", "denied", "ASSAULT", "SDN"),
        ("Kosovo said Serbia had sent gunmen into Banjska, which Belgrade denies.", "denies", "MOBILIZE", "SRB"),
    ],
)
def test_who_is_told_of_denies_in_short(text: str, words: str, event: str, actor: str) -> None:
    (claim,) = denied_in(text)
    assert (claim.trigger.of(text), claim.event, claim.actor.codes) == (words, event, (actor,))
    assert (claim.factuality, claim.auxiliary, stance(claim)) == ("CT-", "negation", DENIED)
    assert [link.code for link in claim.say_so] == [actor]


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv said Belarus had shelled a village. Minsk has not denied it.",
        "Washington says Iran supplied the missiles. Tehran says it did.",
        "Armenia said Azerbaijan had attacked a border post. France denied it.",
        "Ethiopia asked Eritrea to withdraw. Asmara rejected that as nonsense.",
        "Kyiv proposed a ceasefire. Moscow rejected it.",
        "Chad said Mali had shelled a town. It urged Mali to withdraw. Mali rejected that account as untrue.",
        "Russia said it had bombed a depot. Moscow says it did not hit homes.",
        "Niger said France had bombed a camp. Paris said it was not \u201cat war\u201d with Niger.",
        "Jordan said Syria had bombed a camp. Syria did not deny responsibility.",
        "Turkey promised to send troops to Libya. Ankara denies it.",
        "Mali said that it had bombed a camp. Mali denies the reports.",
    ],
)
def test_what_only_looks_like_a_denial_in_short(text: str) -> None:
    assert not denied_in(text)


def test_a_denial_takes_the_place_of_the_refusal_in_its_words() -> None:
    found = read(
        "Benin accused Niger of arming the gunmen. Niamey rejected that as nonsense.", date="2024-05-14"
    ).claims
    assert "REJECT" not in {claim.event for claim in found}


def test_a_refusal_by_an_event_type_of_ones_own_stays_beside_the_denial() -> None:
    text = "Benin accused Niger of arming the gunmen. Niamey rejected that as nonsense."
    scene = ArticleReader(threads=1).scene(Article(id="a", text=text, published="2024-05-14"))
    found = [claim for claim in build_claims(scene) if claim.rules["trigger"] != RULE]
    start = text.index("rejected")
    plain = replace(found[0], trigger=Span(start, start + 8), event="REJECT")
    own = replace(plain, event="rebuff", parent="REJECT")
    told = with_short_denials(scene.grammar.parse, scene.cast, scene.chains, [*found, plain, own])
    assert [claim.event for claim in told if claim.trigger.start == start] == ["rebuff", "AID"]


@pytest.mark.parametrize(
    ("text", "event", "actor"),
    [
        ("Residents of Kano in Nigeria said soldiers had burned their homes. The army denied it.", "ASSAULT", "NGA"),
        ("Relatives in Lima, Peru, said police had beaten a boy. Police rejected that as false.", "ASSAULT", "PER"),
        ("Villagers in Assam, India, said soldiers had killed a man. The army says it did not.", "ASSAULT", "IND"),
        (
            "Students in Harare, Zimbabwe, said police had raided a hostel. The police called that a lie.",
            "COERCE",
            "ZWE",
        ),
        ("Amnesty said Togolese troops had shot marchers. The army denied the charges.", "ASSAULT", "TGO"),
        ("Bishops in Benin said the army had detained a priest. The military denied the claims.", "COERCE", "BEN"),
        ("Unions in Lima, Peru, said police had arrested forty miners. Police denied it.", "COERCE", "PER"),
    ],
)
def test_at_home_the_police_deny_what_others_tell_of_them(text: str, event: str, actor: str) -> None:
    (claim,) = denied_in(text)
    assert (claim.event, claim.actor.codes, claim.factuality) == (event, (actor,), "CT-")


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan police arrested sixty people. Police denied the allegations.",
        "A rights group said Kenyan officers had beaten a boy. Sixty people were arrested. Bandits denied the charges.",
        "Residents of Kano in Nigeria said bandits had burned their homes. The army denied it.",
        "Witnesses in Kenya said protesters had stoned a bus. Police denied the reports.",
        "Police in Kenya said officers had shot a thief. Police denied it.",
    ],
)
def test_what_the_text_itself_tells_or_others_did_is_not_denied(text: str) -> None:
    assert not denied_in(text)
