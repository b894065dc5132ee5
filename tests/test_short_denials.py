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


@pytest.mark.parametrize(
    ("text", "event", "actor", "denier"),
    [
        (
            "Reuters reported that Israel had bombed a plant in Iran. The White House denied the report.",
            "ASSAULT",
            "ISR",
            "USA",
        ),
        ("Russia's army said it had captured a town in Ukraine. Kyiv dismissed the claim.", "ASSAULT", "RUS", "UKR"),
        (
            "Indian media said that the army had killed a Maoist leader. Pakistan denied the reports.",
            "ASSAULT",
            "IND",
            "PAK",
        ),
        (
            "The Times reported, citing US officials, that Washington had bombed a camp. Trump denied the report.",
            "ASSAULT",
            "USA",
            "USA",
        ),
        (
            "Le Monde reported that France had lifted sanctions on Syria. Macron denied the report.",
            "CONCEDE",
            "FRA",
            "FRA",
        ),
        ("A memo said Poland had promised Chad ten tanks. Warsaw said the memo was a forgery.", "AGREE", "POL", "POL"),
        (
            "A newspaper said Togo had sold rifles to Chad. The report is an invention, Lome said.",
            "COOPERATE",
            "TGO",
            "TGO",
        ),
    ],
)
def test_anybody_may_deny_what_a_report_tells(text: str, event: str, actor: str, denier: str) -> None:
    (claim,) = denied_in(text)
    assert (claim.event, claim.actor.codes, claim.factuality) == (event, (actor,), "CT-")
    assert [link.code for link in claim.say_so] == [denier]


@pytest.mark.parametrize(
    ("text", "words", "teller", "denier"),
    [
        (
            "Rights groups accused Chad's army of killing ten men, an allegation the government denies.",
            "denies",
            "Rights groups",
            "the government",
        ),
        ("The UN accused Mali's army of looting a clinic, a charge Bamako rejects.", "rejects", "The UN", "Bamako"),
        ("Hanoi said jets had struck a Thai ship, a claim Beijing called nonsense.", "called", "Hanoi", "Beijing"),
        ("Hanoi said jets had struck a Thai ship, a claim Beijing termed absurd.", "termed", "Hanoi", "Beijing"),
        ("Rebels said Syrian jets had bombed a school, a claim denied by Damascus.", "denied", "Rebels", "Damascus"),
        (
            "Witnesses said police had shot two marchers, allegations denied by Kenya's minister.",
            "denied",
            "Witnesses",
            "Kenya's minister",
        ),
        ("Lima says Chile armed the rebels, something Santiago has always denied.", "denied", "Lima", "Santiago"),
        (
            "Tirana said Serbian police had shot a man, a report Belgrade dismissed as fiction.",
            "dismissed",
            "Tirana",
            "Belgrade",
        ),
    ],
)
def test_a_verdict_in_apposition_denies_the_clause_before_it(text: str, words: str, teller: str, denier: str) -> None:
    claims = read(text, date="2024-05-14").claims
    (denial,) = (claim for claim in claims if claim.rules["trigger"] == RULE)
    told = next(claim for claim in claims if claim.event == denial.event and claim is not denial)
    assert (denial.trigger.of(text), denial.factuality, told.factuality) == (words, "CT-", "CT+")
    assert ([link.source for link in told.say_so], [link.source for link in denial.say_so]) == ([teller], [denier])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('Kyiv says Russia shelled a clinic in Sumy. "That is a lie," said Maria Zakharova.', "lie"),
        (
            'Kyiv says Russia shelled a clinic in Sumy. "Nothing of the sort happened," Peskov told reporters.',
            "Nothing of the sort",
        ),
        (
            'Kyiv says Russia shelled a clinic in Sumy. "These are baseless accusations," Peskov said.',
            "baseless accusations",
        ),
        ('Kyiv says Russia shelled a clinic in Sumy. "This is simply not true," Moscow said.', "not true"),
        (
            "AFP: Kyiv says Russia shelled a port.\n\nPeskov: What you said is not true.\n\nAFP: Why?\n\nPeskov: No.",
            "not true",
        ),
        (
            "Q: Kyiv says Russia shelled a clinic. Did you?\n\nPeskov: No, we did not.\n\nQ: Why?\n\nPeskov: Next.",
            "did not",
        ),
        ("Residents said Russia had bombed a market. There was no such raid, Moscow said.", "no such raid"),
        ('Kyiv says Russia shelled a clinic in Sumy. "This never happened," Moscow said.', "never happened"),
        ('Kyiv says Russia shelled a clinic in Sumy. Moscow called the report "fake news".', "fake news"),
        ("Residents said two Russian jets had bombed a market. None did, Moscow said.", "None did"),
    ],
)
def test_a_quotation_or_answer_denies_what_was_told(text: str, words: str) -> None:
    (claim,) = denied_in(text)
    assert (claim.trigger.of(text), claim.event, claim.actor.codes) == (words, "ASSAULT", ("RUS",))
    assert claim.say_so[-1].code == "RUS"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("One official said Qatar had bombed a camp; a third person denied it.", "denied"),
        ("Kenya bombed the town, one resident said; another said it did not.", "did not"),
        ("Amnesty said police in Nairobi had beaten students. The ministry denies that its officers did.", "did"),
        ("Moscow said it had warned Poland of the drones, which Warsaw denies having received.", "denies"),
    ],
)
def test_another_voice_denies(text: str, words: str) -> None:
    (claim,) = denied_in(text)
    assert (claim.trigger.of(text), claim.factuality) == (words, "CT-")


@pytest.mark.parametrize(
    "text",
    [
        "Armenia said Azerbaijan had attacked a post, a claim France repeated.",
        "Armenia said Azerbaijan had attacked a post, a claim that Baku did not deny.",
        "Moscow said Ukraine had shelled Belgorod, which Kyiv called a great success.",
        "Peru demanded that Chile free the crew, a demand Santiago rejected.",
        "Amnesty said Burmese troops had burned a village. Bangladesh condemned the report.",
        "Reuters said Poland had bombed a camp. Warsaw rejected the report's style.",
        'Kenya attacked a village in Uganda. "There was no such luck for us," said a villager.',
        "Sudan said Ethiopian soldiers had killed a farmer. Ethiopia's army said the video was fake.",
        "Q: Why did Iran bomb the ship?\n\nMR. LEE: That is not true of others.\n\nQ: Why?\n\nMR. LEE: Next.",
    ],
)
def test_what_is_no_denial_of_what_was_told(text: str) -> None:
    assert not denied_in(text)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Benin claims that Togo shelled a village. This is fiction.", "shelled"),
        ("Some foreign media say that Togo attacked Kara. The reports are untrue. Nobody flew there.", "attacked"),
        ("Benin said Togo had armed a gang. Nothing of the kind happened.", "armed"),
    ],
)
def test_what_the_next_sentence_calls_untrue_is_denied_by_the_text(text: str, trigger: str) -> None:
    (claim,) = (c for c in read(text, date="2024-05-14").claims if c.trigger.of(text) == trigger)
    assert (claim.factuality, claim.say_so, stance(claim, text)) == ("CT-", (), DENIED)


@pytest.mark.parametrize(
    "text",
    [
        "Benin said Togo had shelled a village. This is a tragedy.",
        "Benin said Togo had shelled a village. Is that a lie?",
        "Togo shelled a village. This is a lie.",
        "Benin said Togo had shelled a village. That is a lie, Lome said.",
        "Benin said Togo had shelled a village. None of it happened, Lome said.",
    ],
)
def test_what_no_sentence_of_the_text_calls_untrue_stands(text: str) -> None:
    (claim,) = (c for c in read(text, date="2024-05-14").claims if c.trigger.of(text) == "shelled")
    assert claim.factuality == "CT+"


def test_none_of_it_happened_denies_what_was_told() -> None:
    (claim,) = denied_in("Benin said Togo had shelled a village. None of it happened, Lome said.")
    assert (claim.event, claim.actor.codes) == ("ASSAULT", ("TGO",))
