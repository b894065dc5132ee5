"""Who is meant by a noun phrase: sentences of our own, parsed by hand, with the codes that must come out or not."""

from __future__ import annotations

import pytest

from sayso.actors import Resolver, place_country
from sayso.actors.dictionaries import UserDictionary
from sayso.reader.parse import Name, Parse

PENN = {"PROPN": "NNP", "NOUN": "NN", "VERB": "VBD", "PRON": "PRP", "ADJ": "JJ", "DET": "DT", "ADP": "IN"}


def parsed(sentences: str, *names: str) -> Parse:
    """A parse from lines of `word/UPOS/head/relation` (heads counted from 1 within the line), one line a sentence.

    `names` are named entities, each as `KIND first word ... last word`, found at their first place in the text.
    """
    lines = [[token.rsplit("/", 3) for token in line.split()] for line in sentences.strip().splitlines()]
    words = [word for line in lines for word, *_ in line]
    text = " ".join(words)
    starts = [len(" ".join(words[:i])) + (i > 0) for i in range(len(words))]
    heads, bounds, at = [], [], 0
    for line in lines:
        heads += [int(head) - 1 + at if int(head) else -1 for _, _, head, _ in line]
        bounds.append((at, at + len(line)))
        at += len(line)
    return Parse(
        text=text,
        starts=starts,
        ends=[start + len(word) for start, word in zip(starts, words, strict=True)],
        lemmas=[word if upos == "PROPN" else word.lower() for line in lines for word, upos, _, _ in line],
        upos=[upos for line in lines for _, upos, _, _ in line],
        xpos=[PENN.get(upos, upos) for line in lines for _, upos, _, _ in line],
        heads=heads,
        deprels=[relation for line in lines for *_, relation in line],
        sentences=bounds,
        names=[_name(words, name.split()) for name in names],
    )


def _name(words: list[str], name: list[str]) -> Name:
    kind, *wanted = name
    start = next(i for i in range(len(words)) if words[i : i + len(wanted)] == wanted)
    return Name(start, start + len(wanted), kind)


def resolver(sentences: str, *names: str, date: str | None = "2024-05-01", title: str | None = None) -> Resolver:
    return Resolver(parsed(sentences, *names), published=date, title=title)


def at(found: Resolver, word: str) -> int:
    return next(i for i in range(len(found.tree)) if found.tree.word(i) == word)


# fmt: off
HEADS = [
    ("Russia/PROPN/2/nsubj fell/VERB/0/root", "Russia", ("RUS",), "STATE"),
    ("Iranian/ADJ/2/amod troops/NOUN/3/nsubj left/VERB/0/root", "troops", ("IRN",), "AGENT"),
    ("The/DET/4/det South/PROPN/3/amod Korean/ADJ/4/amod military/NOUN/5/nsubj spoke/VERB/0/root",
     "military", ("KOR",), "AGENT"),
    ("Egypt/PROPN/3/nmod:poss 's/PART/1/case president/NOUN/4/nsubj spoke/VERB/0/root", "president", ("EGY",), "AGENT"),
    ("officials/NOUN/4/nsubj in/ADP/3/case Seoul/PROPN/1/nmod said/VERB/0/root", "officials", ("KOR",), "AGENT"),
    ("the/DET/3/det Iranian/ADJ/3/amod parliament/NOUN/4/nsubj voted/VERB/0/root", "parliament", ("IRN",), "AGENT"),
    ("the/DET/2/det Kremlin/PROPN/3/nsubj denied/VERB/0/root", "Kremlin", ("RUS",), "STATE"),
    ("Pyongyang/PROPN/2/nsubj fired/VERB/0/root it/PRON/2/obj", "Pyongyang", ("PRK",), "STATE"),
    ("he/PRON/2/nsubj lives/VERB/0/root in/ADP/4/case Pyongyang/PROPN/2/obl", "Pyongyang", ("PRK",), "PLACE"),
    ("Hezbollah/PROPN/2/nsubj fired/VERB/0/root", "Hezbollah", ("Hezbollah",), "GROUP"),
    ("NATO/PROPN/2/nsubj met/VERB/0/root", "NATO", ("NATO",), "IGO"),
    ("the/DET/4/det UN/PROPN/4/compound Security/PROPN/4/compound Council/PROPN/5/nsubj met/VERB/0/root",
     "Council", ("UN Security Council",), "IGO"),
    ("the/DET/2/det Pentagon/PROPN/3/nsubj said/VERB/0/root", "Pentagon", ("USA",), "STATE"),
    ("Palestinians/PROPN/2/nsubj fled/VERB/0/root Gaza/PROPN/2/obj", "Palestinians", ("PSE",), "AGENT"),
    ("FRANCE/PROPN/2/nsubj AND/CCONJ/5/cc ITS/PRON/5/nmod:poss OLD/ADJ/5/amod ALLIES/NOUN/1/conj",
     "FRANCE", ("FRA",), "STATE"),
    ("they/PRON/2/nsubj left/VERB/0/root", "they", (), "NONE"),
    ("the/DET/2/det weather/NOUN/3/nsubj changed/VERB/0/root", "weather", (), "NONE"),
    ("the/DET/3/det Paris/PROPN/3/compound Agreement/PROPN/4/nsubj failed/VERB/0/root", "Agreement", (), "NONE"),
    ("it/PRON/2/nsubj helped/VERB/0/root us/PRON/2/obj", "us", (), "NONE"),
    ("a/DET/2/det turkey/NOUN/3/nsubj escaped/VERB/0/root", "turkey", (), "NONE"),
    ("pro/ADJ/3/compound -/PUNCT/3/punct Russian/ADJ/4/amod rebels/NOUN/5/nsubj fled/VERB/0/root",
     "rebels", ("pro - Russian rebels",), "AGENT"),
]
# fmt: on


@pytest.mark.parametrize(("sentence", "word", "codes", "kind"), HEADS, ids=[f"{row[1]}-{row[3]}" for row in HEADS])
def test_phrase_by_its_head(sentence: str, word: str, codes: tuple[str, ...], kind: str) -> None:
    found = resolver(sentence)
    answer = found.resolve_head(at(found, word))
    assert answer.codes == codes
    assert answer.kind == kind
    assert answer.rule


def test_unowned_paris_agreement_is_not_french_when_france_is_spoken_of() -> None:
    found = resolver(
        "France/PROPN/2/nsubj left/VERB/0/root the/DET/5/det Paris/PROPN/5/compound Agreement/PROPN/2/obj",
    )
    assert found.resolve_head(at(found, "Agreement")).codes == ()
    assert not found.is_actor(at(found, "Paris"))


def test_coordination_is_joined_in_a_range_and_apart_by_head() -> None:
    found = resolver("Iran/PROPN/4/nsubj and/CCONJ/3/cc Iraq/PROPN/1/conj met/VERB/0/root")
    assert found.resolve(0, 3).codes == ("IRN", "IRQ")
    assert found.resolve_head(0).codes == ("IRN",)


def test_coordinated_owners_own_together() -> None:
    found = resolver(
        "officials/NOUN/6/nsubj from/ADP/3/case Chad/PROPN/1/nmod and/CCONJ/5/cc Niger/PROPN/3/conj met/VERB/0/root",
        "GPE Chad",
    )
    assert found.resolve_head(0).codes == ("TCD", "NER")


@pytest.mark.parametrize(
    ("date", "codes"), [("2012-03-01", ("POL",)), ("2017-03-01", ("EU",)), ("2024-03-01", ("POL",)), (None, ("POL",))]
)
def test_office_is_the_one_held_at_the_articles_date(date: str | None, codes: tuple[str, ...]) -> None:
    found = resolver("Donald/PROPN/3/nsubj Tusk/PROPN/1/flat spoke/VERB/0/root", "PER Donald Tusk", date=date)
    assert found.resolve_head(0).codes == codes


def test_surname_after_the_full_name() -> None:
    found = resolver(
        "Yoon/PROPN/4/nsubj Suk/PROPN/1/flat Yeol/PROPN/1/flat spoke/VERB/0/root\nYoon/PROPN/2/nsubj left/VERB/0/root",
        "PER Yoon Suk Yeol",
    )
    assert found.resolve_head(4).codes == ("KOR",)
    assert [len(person.mentions) for person in found.people] == [2]


def test_unknown_person_gets_the_country_of_the_title() -> None:
    found = resolver(
        "French/ADJ/3/amod Culture/PROPN/3/compound Minister/PROPN/6/nsubj Odile/PROPN/3/flat Quenu/PROPN/3/flat "
        "met/VERB/0/root Italy/PROPN/6/obj\nQuenu/PROPN/2/nsubj left/VERB/0/root",
        "PER Odile Quenu",
    )
    assert found.resolve_head(2).codes == ("FRA",)
    assert found.resolve_head(7).codes == ("FRA",)
    assert found.resolve_head(7).kind == "PERSON"


def test_unknown_person_gets_the_body_of_the_apposition() -> None:
    found = resolver(
        "Ama/PROPN/8/nsubj Nkemba/PROPN/1/flat ,/PUNCT/5/punct a/DET/5/det spokeswoman/NOUN/1/appos for/ADP/7/case "
        "Greenpeace/PROPN/5/nmod spoke/VERB/0/root",
        "PER Ama Nkemba",
    )
    assert found.resolve_head(0).codes == ("Greenpeace",)
    assert found.people[0].gender == "f"


def test_ambassador_belongs_to_the_sender() -> None:
    found = resolver(
        "Japan/PROPN/3/nmod:poss 's/PART/1/case ambassador/NOUN/6/nsubj to/ADP/5/case Chile/PROPN/3/nmod "
        "left/VERB/0/root"
    )
    assert found.resolve_head(2).codes == ("JPN",)


def test_domestic_person_gets_the_focus() -> None:
    found = resolver(
        "Peru/PROPN/2/nsubj voted/VERB/0/root\nPeruvian/ADJ/2/amod police/NOUN/3/nsubj came/VERB/0/root\n"
        "Rosa/PROPN/3/nsubj Quispe/PROPN/1/flat voted/VERB/0/root",
        "PER Rosa Quispe",
    )
    assert found.focus == "PER"
    answer = found.resolve_head(5)
    assert answer.codes == ("PER",)
    assert answer.certainty < 0.5


def test_generic_agent_takes_the_owner_that_it_had_before() -> None:
    found = resolver(
        "Kenya/PROPN/2/nsubj spoke/VERB/0/root to/ADP/4/case Kenyans/PROPN/2/obl\n"
        "Ugandan/ADJ/2/amod troops/NOUN/3/nsubj came/VERB/0/root\nthe/DET/2/det troops/NOUN/3/nsubj left/VERB/0/root"
    )
    assert found.focus == "KEN"
    assert found.resolve_head(8).codes == ("UGA",)


def test_rebels_are_the_group_spoken_of() -> None:
    found = resolver(
        "Yemen/PROPN/2/nsubj fought/VERB/0/root Houthis/PROPN/2/obj\nthe/DET/2/det rebels/NOUN/3/nsubj fled/VERB/0/root"
    )
    assert found.resolve_head(4).codes == ("Houthis",)


def test_the_pronoun_of_a_possessor_is_handed_on() -> None:
    found = resolver("his/PRON/2/nmod:poss government/NOUN/3/nsubj fell/VERB/0/root")
    assert found.resolve_head(1).pronoun == 0


def test_north_and_south_where_korea_is_spoken_of() -> None:
    text = "{0} the/DET/2/det North/PROPN/3/nsubj fired/VERB/0/root"
    korea = text.format("North/PROPN/2/amod Korea/PROPN/3/nsubj met/VERB/0/root South/PROPN/5/amod Korea/PROPN/3/obj\n")
    found = resolver(korea)
    assert found.resolve_head(6).codes == ("PRK",)
    found = resolver(text.format("Italy/PROPN/2/nsubj voted/VERB/0/root\n"))
    assert "PRK" not in found.resolve_head(3).codes


def test_an_acronym_means_what_the_article_spells_out() -> None:
    found = resolver(
        "the/DET/4/det Rapid/PROPN/4/compound Support/PROPN/4/compound Forces/PROPN/8/nsubj (/PUNCT/6/punct "
        "RSF/PROPN/4/appos )/PUNCT/6/punct fled/VERB/0/root\nRSF/PROPN/2/nsubj denied/VERB/0/root"
    )
    assert found.resolve_head(8).codes == ("Rapid Support Forces",)


def test_georgia_is_the_country_or_the_state() -> None:
    country = resolver(
        "Georgia/PROPN/2/nsubj met/VERB/0/root Tbilisi/PROPN/5/compound mayor/NOUN/5/compound aides/NOUN/2/obj",
        "GPE Georgia",
    )
    state = resolver(
        "Georgia/PROPN/2/nsubj joined/VERB/0/root Alabama/PROPN/2/obj and/CCONJ/5/cc Texas/PROPN/3/conj", "GPE Georgia"
    )
    assert country.resolve_head(0).codes == ("GEO",)
    assert state.resolve_head(0).codes == ("USA",)


@pytest.mark.parametrize(
    ("sentence", "name", "head", "wrong"),
    [
        ("Chad/PROPN/3/nsubj Rennick/PROPN/1/flat spoke/VERB/0/root", "PER Chad Rennick", 0, "TCD"),
        ("Michael/PROPN/3/nsubj Jordan/PROPN/1/flat spoke/VERB/0/root", "PER Michael Jordan", 0, "JOR"),
        ("Jordan/PROPN/3/nsubj Blake/PROPN/1/flat spoke/VERB/0/root", "PER Jordan Blake", 0, "JOR"),
        ("Denzel/PROPN/3/nsubj Washington/PROPN/1/flat spoke/VERB/0/root", "PER Denzel Washington", 0, "USA"),
    ],
)
def test_a_persons_name_is_no_country(sentence: str, name: str, head: int, wrong: str) -> None:
    found = resolver(sentence, name)
    assert wrong not in found.resolve_head(head).codes
    assert found.resolve_head(head).kind == "PERSON"


@pytest.mark.parametrize(
    ("name", "code"), [("Chad", "TCD"), ("Jordan", "JOR"), ("Turkey", "TUR"), ("Washington", "USA"), ("Georgia", "GEO")]
)
def test_the_same_words_alone_are_countries(name: str, code: str) -> None:
    found = resolver(f"{name}/PROPN/2/nsubj agreed/VERB/0/root", f"GPE {name}")
    assert found.resolve_head(0).codes == (code,)


def test_focus_counts_the_title() -> None:
    sentence = "Spain/PROPN/2/nsubj met/VERB/0/root Italy/PROPN/2/obj"
    assert resolver(sentence, title="Italy hosts talks").focus == "ITA"
    assert resolver(sentence, title="Spain hosts talks").focus == "ESP"
    assert resolver("it/PRON/2/nsubj rained/VERB/0/root").focus is None


def test_weapons_money_and_places_are_told_apart() -> None:
    found = resolver(
        "Iran/PROPN/2/nsubj sent/VERB/0/root missiles/NOUN/2/obj ,/PUNCT/5/punct dollars/NOUN/3/conj and/CCONJ/7/cc "
        "letters/NOUN/3/conj to/ADP/9/case Syria/PROPN/2/obl"
    )
    missiles, dollars, letters, syria = (at(found, word) for word in ("missiles", "dollars", "letters", "Syria"))
    assert found.weapon_class(missiles) == "missiles"
    assert [found.is_weapon(i) for i in (missiles, dollars, letters)] == [True, False, False]
    assert [found.is_money(i) for i in (missiles, dollars, letters)] == [False, True, False]
    assert [found.is_actor(i) for i in (missiles, letters, syria)] == [False, False, True]
    assert found.is_place(syria)
    assert not found.is_place(letters)


def test_antecedents_carry_number_and_gender() -> None:
    found = resolver(
        "Queen/PROPN/3/nsubj Margrethe/PROPN/1/flat met/VERB/0/root Danish/ADJ/5/amod farmers/NOUN/3/obj",
        "PER Margrethe",
        date="2020-01-01",
    )
    mentions = {found.tree.word(mention.head): mention for mention in found.antecedents}
    assert mentions["Queen"].gender == "f"
    assert mentions["Queen"].person
    assert mentions["farmers"].resolution.codes == ("DNK",)


def test_a_user_dictionary_wins() -> None:
    from sayso.actors.tables import Entry

    mine = UserDictionary("mine.csv", (Entry("Kremlin", "Moscow Palace", "group", "GOV", user=True),))
    sentence = parsed("the/DET/2/det Kremlin/PROPN/3/nsubj denied/VERB/0/root")
    found = Resolver(sentence, published=None, dictionaries=[mine])
    assert found.resolve_head(1).codes == ("Moscow Palace",)
    assert Resolver(sentence, published=None).resolve_head(1).codes == ("RUS",)


@pytest.mark.parametrize(
    ("text", "code"),
    [("Aleppo", "SYR"), ("Donbas", "UKR"), ("Texas", "USA"), ("the West Bank", "PSE"), ("Lyon, France", "FRA"),
     ("Nowhereville", None)],
)  # fmt: skip
def test_place_country(text: str, code: str | None) -> None:
    assert place_country(text) == code


def test_an_article_without_words() -> None:
    found = Resolver(Parse("", [], [], [], [], [], [], [], []), published=None)
    assert found.focus is None
    assert not found.antecedents
    assert not found.people
