"""What the headline claims and the body does not."""

from __future__ import annotations

import pytest

from sayso.claims.headline import headline_findings, supports_claim
from sayso.reader.parse import Parse
from sayso.records import Article, Attribution, Claim, HeadlineFinding, Reading, SaySo, Slot, Span

TITLE = "Ruritania shells Strelsau"
TEXT = "Ruritania may have shelled Strelsau on Friday, villagers said."


def span(words: str, text: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def claim(text: str, trigger: str, *, event: str = "ASSAULT", factuality: str = "CT+", said: bool = False) -> Claim:
    links = (SaySo(source="villagers", code=None, cue="said", attribution_id="s"),) if said else ()
    return Claim(
        id=f"{trigger}{factuality}",
        article_id="a",
        trigger=span(trigger, text),
        event=event,
        actor=Slot(codes=("RUR",), spans=(span("Ruritania", text),)),
        recipient=Slot(codes=("STR",), spans=(span("Strelsau", text),)),
        factuality=factuality,
        say_so=links,
    )


def parse_of(text: str) -> Parse:
    words = text.replace(",", " ,").replace(".", " .").split()
    starts, at = [], 0
    for word in words:
        at = text.index(word, at)
        starts.append(at)
        at += len(word)
    ends = [s + len(w) for s, w in zip(starts, words, strict=True)]
    n = len(words)
    heads = [-1] + [0] * (n - 1)
    lemmas = [{"shelled": "shell"}.get(w.lower(), w.lower()) for w in words]
    return Parse(text, starts, ends, lemmas, ["NOUN"] * n, ["NN"] * n, heads, ["root"] + ["dep"] * (n - 1), [(0, n)])


def findings(body: list[Claim], head: Claim, text: str = TEXT) -> tuple[HeadlineFinding, ...]:
    said = Attribution(id="s", article_id="a", source=span("villagers", TEXT), cue=span("said", TEXT), content=())
    title = Reading(article=Article(id="t", text=TITLE), claims=(head,))
    article = Article(id="a", text=text, title=TITLE)
    return headline_findings(article, parse_of(text), body, [said], title_reading=title)


def test_dropped_attribution_and_hedge() -> None:
    body = [claim(TEXT, "shelled", factuality="PS+", said=True)]
    found = findings(body, claim(TITLE, "shells"))
    assert [f.kind for f in found] == ["attribution dropped", "hedge dropped"]
    assert {f.headline_text for f in found} == {TITLE}
    assert found[0].where == "title"
    assert found[0].body is not None
    assert found[0].body.of(TEXT) == "Ruritania may have shelled Strelsau on Friday, villagers said"


def test_a_body_that_says_so_itself_supports_the_headline() -> None:
    body = [claim(TEXT, "shelled", factuality="PS+", said=True), claim(TEXT, "shelled")]
    assert findings(body, claim(TITLE, "shells")) == ()


def test_a_headline_that_keeps_the_hedge_and_the_source_is_right() -> None:
    body = [claim(TEXT, "shelled", factuality="PS+", said=True)]
    assert findings(body, claim(TITLE, "shells", factuality="PS+", said=True)) == ()


def test_what_the_body_does_not_have_is_unsupported() -> None:
    text = "Ruritania held a parade in Strelsau on Friday, villagers said."
    [found] = findings([], claim(TITLE, "shells"), text)
    assert (found.kind, found.body) == ("unsupported", None)


def test_a_word_that_the_body_has_is_not_held_against_the_headline() -> None:
    assert findings([], claim(TITLE, "shells")) == ()


@pytest.mark.parametrize(
    ("event", "supported"), [("ASSAULT", True), ("COERCE", True), ("AID", False), ("MOBILIZE", True)]
)
def test_compatible_events(event: str, supported: bool) -> None:
    other = claim("Ruritania struck Strelsau", "struck", event=event)
    assert supports_claim(claim(TITLE, "shells"), TITLE, other, "Ruritania struck Strelsau") is supported


def test_a_headline_in_the_text_is_compared_with_what_follows() -> None:
    text = f"{TITLE}\n\n{TEXT}"
    head = claim(text, "shells")
    shelled = claim(text, "shelled", factuality="PS+", said=True)
    body = Claim(**{f: getattr(shelled, f) for f in shelled.__struct_fields__})
    found = headline_findings(Article(id="a", text=text), parse_of(text), [head, body], [])
    assert [(f.kind, f.where) for f in found] == [("attribution dropped", "text"), ("hedge dropped", "text")]
