"""Random bad texts and what must hold of every reading: `python -m tests.fuzz --examples 2000 --seed 1`.

Texts are mixed from sentences of our own, signs of other scripts, invisible and unpaired ones, tables, lists, numbers,
nested marks, headlines, huge words and endless repetition. A text that breaks a rule is printed as a line for
`tests/data/bad_texts.jsonl`, whose texts are read in every run of the tests.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import sys
from collections.abc import Iterator
from functools import cache

import msgspec
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sayso.claims.reading import ArticleReader
from sayso.ontology import event_types
from sayso.records import Article, Reading, Rejection, Span
from sayso.report.formats import write_csv, write_jsonl, write_parquet, write_table

DATE = "2024-05-14"
SENTENCES = (
    "Police in Kenya arrested four people on Monday, the interior ministry said.",
    "“We never sent drones to anyone,” a Chadian colonel told reporters in N'Djamena, “and we never will.”",
    "Peru's foreign minister, Ana Rey, denied that Bolivia had shelled the village of Ocra.",
    "According to the report, the army withdrew from three towns and may have left mines behind.",
    "Another said the rebels had agreed to talks. Another said they had not.",
    "The report said it. The letter said so too, citing two officials who had seen the report.",
    "Sweden quoted Denmark as saying that Norway had threatened to close its ports.",
    "Q: Will you free the crew?\nA: They are our guests.\nQ: Since when?\nThe Chair (Peru): I call the delegate.",
    "LIMA, May 3 - Chile and Argentina signed an agreement on gas in May 2021 and again on 3 March 2022.",
    "Minister: talks with Mali failed",
    "'A lie' - Kyiv",
    "Miners expelled from Zambia: report",
    "Workers at Brightwater Marine went on strike over pay; the union said they would picket the port.",
    "She would later become president and order the invasion of her neighbour, which nobody foresaw.",
    "The two sides met; both said they, the ministers, would meet again the next day, a week later, in 2025.",
    "He said she said they said the general believed that the capital would be attacked.",
    "UN sanctions on North Korea, vetoed by Russia, expired on 30 April, the Security Council's panel noted.",
    "The demands of the union include higher pay, the release of its leader and that the guards leave.",
    "“The road is shut. — Ana Rey, Lima",
    "Goals: Smith 12, Lee 45; Arsenal 2-1 Bolton. Nobody was hurt.",
)
ODD = (
    "\0", "\ufeff", "\u200b", "\u200d", "\u2060", "\u00ad", "\u202e", "\u202c", "\u2066", "\u2069", "\u0301", "\u20e3",
    "\x1b[31m", "\x7f", "\x85", "\u2028", "\u2029", "\u3000", "\u00a0", "\t", "\r", "\r\n", "\v", "\f",
    "🙂", "👩‍👩‍👧", "🇺🇦", "👍🏽", "ﷺ", "İ", "ı", "ß", "ﬁ", "Ǆ", "ſ", "¹²³", "½", "①", "٣", "٢٠١٥", "१५ May",
    "二〇二四年", "Киев", "北京", "القاهرة", "ไทย", "𝕬𝖗𝖒𝖞", "Ａｒｍｙ", "a\u0300\u0301\u0302", "\ud83d", "\ufffd",
    "“", "”", "‘", "’", "'", '"', "``", "''", "«", "»", "(", "[", "]", "}", "<b>", "&amp;", "—", "…", "...",
)  # fmt: skip
BLOCKS = (
    "Country | Killed | Share\n---|---|---\nNiger | 12 | 7.5%\nMali | 3,400 | -",
    "+----+----+\n| a  | b  |\n+----+----+",
    "- arrested\n- killed\n- sanctions\n- talks in Geneva",
    "1. Iran attacked Iraq\n2. Iraq attacked Iran\n3.",
    "1999: war\n2001: truce\n2003-05: occupation\n19 May 2011: treaty",
    "12 3,400 7.5% $5bn 1/2 10:30 0001 2024-13-45 31 February 2023 99 May 0000",
    "TROOPS INVADE BORDER TOWN\nLEADERS MEET\nPRICES UP",
    "((((([[[[“‘“‘nested”’”’]]]])))))",
    '"a "b "c "d" e" f" g"',
    "http://a.b/c?d=e&f me@example.org @you #now www.",
)
JOINS = (" ", "\n", "\n\n", "", "\t", "\r\n", ", ", " - ", ": ", "\n\n\n \n", '" ')
VALUES = frozenset({"CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "U"})
AUXILIARIES = frozenset({"historical", "future", "hypothetical", "negation", None})
_DATE = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
_WHEN = re.compile(rf"{_DATE}(?:/{_DATE})?", re.ASCII)


def spoilt(sentence: str, sign: str, place: float) -> str:
    """A sentence with a sign put in somewhere."""
    at = int(place * len(sentence))
    return sentence[:at] + sign + sentence[at:]


def pieces() -> SearchStrategy[str]:
    """One piece of a text."""
    sentence = st.sampled_from(SENTENCES)
    odd = st.sampled_from(ODD)
    place = st.floats(0, 1)
    return st.one_of(
        sentence,
        sentence,
        st.builds(spoilt, sentence, odd, place),
        st.builds(str.__getitem__, sentence, st.builds(slice, st.integers(0, 40), st.integers(41, 90))),
        st.sampled_from((str.upper, str.lower, str.title, str.swapcase)).flatmap(lambda f: sentence.map(f)),
        st.sampled_from(BLOCKS),
        odd,
        st.builds(lambda one, times: one * times, odd | st.sampled_from("a1. -,\"'said the"), st.integers(1, 400)),
        st.text(max_size=30),
    )


def texts() -> SearchStrategy[str]:
    """A whole text of at most a dozen pieces."""

    def joined(parts: list[tuple[str, str]]) -> str:
        return "".join(part for pair in parts for part in pair)

    return st.lists(st.tuples(pieces(), st.sampled_from(JOINS)), max_size=12).map(joined)


@cache
def reader() -> ArticleReader:
    """One reader for all texts."""
    return ArticleReader(threads=1)


def read(text: str, title: str | None = None) -> Reading | Rejection:
    """A text as an article."""
    return reader().read(Article(id="fuzz", text=text, title=title, published=DATE))


def spans(value: object) -> Iterator[Span]:
    """All spans of a record."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        yield from (span for name in value.__struct_fields__ for span in spans(getattr(value, name)))
    elif isinstance(value, tuple):
        yield from (span for each in value for span in spans(each))


def check(text: str, title: str | None = None) -> None:
    """Everything that must hold of the reading of any text.

    Raises:
        AssertionError: it does not.
    """
    outcome = read(text, title)
    if isinstance(outcome, Rejection):
        assert outcome.reason in ("no text", "no Unicode"), outcome
        return
    _check_spans(outcome)
    _check_links(outcome)
    _check_formats(outcome)
    read(SENTENCES[0])
    assert read(text, title) == outcome, "another reading beside another article"


def _check_spans(reading: Reading) -> None:
    text = reading.article.text
    for part in (reading.mentions, reading.attributions, reading.claims):
        for span in spans(part):
            assert 0 <= span.start < span.end <= len(text), span
            assert span.of(text).strip(), span
    for found in reading.headline:
        where = reading.article.title if found.where == "title" else text
        assert found.headline.of(where or "") == found.headline_text, found
        assert found.body is None or found.body.of(text) == found.body_text, found


def _check_links(reading: Reading) -> None:
    ids = [attribution.id for attribution in reading.attributions]
    assert len(ids) == len(set(ids)), "an id twice"
    assert {a.parent for a in reading.attributions} <= {None, *ids}
    assert all(a.content and a.form in ("direct", "indirect", "mixed") for a in reading.attributions)
    assert len({claim.id for claim in reading.claims}) == len(reading.claims), "an id twice"
    for claim in reading.claims:
        assert claim.event in event_types()
        assert claim.factuality in VALUES
        assert claim.auxiliary in AUXILIARIES
        assert claim.when is None or _WHEN.fullmatch(claim.when), claim.when
        assert {claim.attribution_id, *(link.attribution_id for link in claim.say_so)} <= {None, *ids}


def _check_formats(reading: Reading) -> None:
    assert msgspec.json.decode(msgspec.json.encode(reading), type=Reading) == reading
    file = io.BytesIO()
    write_jsonl([reading], file)
    line, rest = file.getvalue().split(b"\n")
    found = json.loads(line.decode("utf-8"))
    assert not rest
    assert found["text"] == reading.article.text
    for part in (found["attributions"], found["claims"]):
        for slice_, words in _slices(part):
            assert reading.article.text[slice_] == words
    for write in (write_csv, write_parquet, write_table):
        write([reading], io.BytesIO())


def _slices(value: object) -> Iterator[tuple[slice, str]]:
    """What a JSON value has of `{text, start, end}`."""
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("text"), str):
            yield slice(value["start"], value["end"]), value["text"]
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _slices(each)


def main() -> None:
    """Read as many random texts as asked for; print the first that breaks a rule, made as short as can be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()

    @seed(args.seed)
    @settings(
        max_examples=args.examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.target, Phase.shrink],
    )
    @given(texts(), st.none() | pieces())
    def run(text: str, title: str | None) -> None:
        try:
            check(text, title)
        except Exception:
            print(json.dumps({"text": text, "title": title}), file=sys.stderr, flush=True)
            raise

    run()
    print(f"{args.examples} texts, nothing broken")


if __name__ == "__main__":
    main()
