"""Any number of made articles with their readings, recombined from our own: new names, dates and words by a seed.

A story takes a handful of paragraphs of one annotated article, other countries, other dates and other words. It is told
by an original report, often by copies (cut, with a wire's name before them), and by reports of others in other words
again. Spans are moved along with the words, so that every reading is as sound as the one it was made of. The news are
as dense as the corpus is long: a fixed number of articles a day.
"""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, count
from typing import Any

import msgspec

from sayso.records import Reading

Told = dict[str, Any]

DAY_ONE = datetime.date(2001, 1, 1)
PER_DAY = 50
"""Articles of a day; so many more days the larger the corpus is, as in an archive."""
COPIES, OTHERS = (0, 0, 1, 1, 2, 3), (0, 0, 0, 1, 2)
"""How many copies and how many reports in other words a story gets: about half of all articles repeat another."""
CHANGED = 0.85
"""Share of the words of four letters and more that a report changes: two stories of one base have next to no run of
five words alike, as two stories of the world have not."""
SYLLABLES = (
    "ba be bo da de do ga go ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se si so ta te to va vi"
)
STATES = (
    "AGO ARG ARM AUS AUT AZE BDI BEL BEN BFA BGD BGR BOL BRA BWA CAF CAN CHE CHL CHN CIV CMR COD COG COL CRI "
    "CUB CYP CZE DEU DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FRA GAB GBR GEO GHA GIN GRC GTM HND HRV HTI HUN "
    "IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ KHM KOR KWT LAO LBN LBR LBY LKA LTU LVA MAR MDA "
    "MDG MEX MLI MMR MNG MOZ MRT MWI MYS NAM NER NGA NIC NLD NOR NPL NZL OMN PAK PAN PER PHL POL PRK PRT PRY "
    "QAT ROU RUS RWA SAU SDN SEN SLE SLV SOM SRB SSD SVK SVN SWE SYR TCD TGO THA TJK TKM TUN TUR TZA UGA UKR "
    "URY USA UZB VEN VNM YEM ZAF ZMB ZWE"
).split()
WORD = re.compile(r"[^\W\d_]{4,}")
CODE = re.compile(r"[A-Z]{3}")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
PLACES, KINDS = "Northern Coastal Evening River Capital Border Union Free", "Gazette Post Herald Courier Times"
PAPERS = [f"The {place} {kind}" for place in PLACES.split() for kind in KINDS.split()]


def readings(bases: Sequence[Reading], number: int, *, seed: int = 1) -> Iterator[Reading]:
    """So many readings, the same for the same seed; a larger number begins with a smaller one's.

    Args:
        bases: real readings of our own articles.
        number: how many.
        seed: of all choices.
    """
    place = 0
    for story in count():
        day = DAY_ONE + datetime.timedelta(days=place // PER_DAY)
        for told in _story(bases, random.Random(f"{seed} {story}"), day):
            if place == number:
                return
            yield _named(told, f"made{place:07}")
            place += 1


def _story(bases: Sequence[Reading], choice: random.Random, day: datetime.date) -> Iterator[Told]:
    told = _cut(msgspec.to_builtins(choice.choice(bases)), choice)
    _recode(told, choice)
    _redate(told, day)
    original = _worded(told, choice)
    yield _published(original, choice)
    for _ in range(choice.choice(COPIES)):
        yield _published(_credited(original, choice), choice)
    for _ in range(choice.choice(OTHERS)):
        yield _published(_worded(told, choice), choice)


def _published(told: Told, choice: random.Random) -> Told:
    return {**told, "article": {**told["article"], "publisher": choice.choice(PAPERS)}}


def _named(told: Told, name: str) -> Reading:
    """The reading under an id of its own."""
    article = {**told["article"], "id": name, "url": f"https://example.org/{name}"}
    rows = {part: [{**row, "article_id": name} for row in told[part]] for part in ("claims", "faint", "attributions")}
    return msgspec.convert({**told, **rows, "article": article}, Reading)


def _redate(told: Told, day: datetime.date) -> None:
    """The story on another day, with all its dates as far from that day as they were."""
    shift = day - datetime.date.fromisoformat(told["article"]["published"] or DAY_ONE.isoformat())
    told["article"]["published"] = day.isoformat()
    for claim in (*told["claims"], *told["faint"]):
        claim["when"] = claim["when"] and DATE.sub(lambda found: _moved(found.group(), shift), claim["when"])


def _moved(day: str, shift: datetime.timedelta) -> str:
    try:
        return (datetime.date.fromisoformat(day) + shift).isoformat()
    except (ValueError, OverflowError):  # a date of antiquity
        return day


def _cut(told: Told, choice: random.Random) -> Told:
    """The first paragraph and some of the others, with what is said in them."""
    text = told["article"]["text"]
    starts = [0, *(found.end() for found in re.finditer(r"\n\n+", text))]
    ends = [*starts[1:], len(text)]
    most = min(len(starts), choice.randint(4, 9))
    kept = sorted({0, *choice.sample(range(len(starts)), most)})
    pieces = [(starts[i], ends[i]) for i in kept]
    places = list(accumulate((end - start for start, end in pieces), initial=0))

    def place(offset: int, *, is_end: bool) -> int | None:
        for (start, end), new in zip(pieces, places, strict=False):
            if start <= offset - is_end < end:
                return new + offset - start
        return None

    return _respanned(told, "".join(text[start:end] for start, end in pieces), place)


def _worded(told: Told, choice: random.Random) -> Told:
    """The same with other words: each longer word of a share is another one wherever it stands."""
    text = told["article"]["text"]
    words: dict[str, str] = {}
    pieces: list[tuple[int, int, str]] = []
    for found in WORD.finditer(text):
        word = found.group()
        if word not in words:
            words[word] = _coined(word, choice) if choice.random() < CHANGED else word
        if words[word] != word:
            pieces.append((found.start(), found.end(), words[word]))
    return _respanned(told, *_replaced(text, pieces))


def _coined(word: str, choice: random.Random) -> str:
    made = "".join(choice.choices(SYLLABLES.split(), k=choice.randint(2, 4)))
    return made.capitalize() if word[0].isupper() else made


def _replaced(text: str, pieces: Sequence[tuple[int, int, str]]) -> tuple[str, Callable[..., int | None]]:
    new, moved, last = [], [0] * (len(text) + 1), 0
    length = 0
    for start, end, word in [*pieces, (len(text), len(text), "")]:
        for offset in range(last, start + 1):
            moved[offset] = length + offset - last
        length += start - last
        new += [text[last:start], word]
        for offset in range(start + 1, end + 1):
            moved[offset] = length + min(offset - start, len(word)) if offset < end else length + len(word)
        length += len(word)
        last = end
    return "".join(new), lambda offset, *, is_end: moved[offset]


def _credited(told: Told, choice: random.Random) -> Told:
    """A copy: a wire's name before it, and perhaps its last paragraphs left out."""
    text = told["article"]["text"]
    ends = [found.start() for found in re.finditer(r"\n\n+", text)] or [len(text)]
    end = choice.choice([*ends[len(ends) // 2 :], len(text)])
    credit = choice.choice(("", "(Wire) - ", "From our agencies: "))

    def place(offset: int, *, is_end: bool) -> int | None:
        return offset + len(credit) if offset <= end else None

    return _respanned(told, credit + text[:end], place)


def _respanned(told: Told, text: str, place: Callable[..., int | None]) -> Told:
    """Everything whose spans are still there, at its new places."""
    title = _first_line(text)
    attributions = [new for a in told["attributions"] if (new := _placed(a, place)) and new["content"]]
    ids = {attribution["id"] for attribution in attributions}
    for attribution in attributions:
        attribution["parent"] = attribution["parent"] if attribution["parent"] in ids else None
    claims = {part: _moved_claims(told[part], place, ids) for part in ("claims", "faint")}
    return {
        **told,
        "article": {**told["article"], "text": text, "title": title},
        "mentions": [new for m in told["mentions"] if (new := _placed(m, place)) and new["span"]],
        "attributions": attributions,
        **claims,
        "headline": [],
    }


def _moved_claims(claims: Sequence[Told], place: Callable[..., int | None], ids: set[str]) -> list[Told]:
    """The claims whose triggers and attributions are still there."""
    moved = [new for claim in claims if (new := _placed(claim, place)) and new["trigger"]]
    for link in (link for claim in moved for link in claim["say_so"]):
        link["attribution_id"] = link["attribution_id"] if link["attribution_id"] in ids else None
    return [claim for claim in moved if claim["attribution_id"] is None or claim["attribution_id"] in ids]


def _first_line(text: str) -> str:
    return text.partition("\n")[0][:120]


def _placed(record: Any, place: Callable[..., int | None]) -> Any:
    """A record with its spans moved; a span that is gone is None, or left out of its list."""
    if isinstance(record, dict) and record.keys() == {"start", "end"}:
        start, end = place(record["start"], is_end=False), place(record["end"], is_end=True)
        return None if start is None or end is None or start >= end else {"start": start, "end": end}
    if isinstance(record, dict):
        moved = {name: _placed(value, place) for name, value in record.items()}
        return None if "span" in record and moved["span"] is None else moved
    if isinstance(record, (list, tuple)):
        return [new for value in record if (new := _placed(value, place)) is not None]
    return record


def _recode(told: Told, choice: random.Random) -> None:
    """Other countries for those of the story, the same everywhere in it."""
    others = dict(zip(STATES, choice.sample(STATES, len(STATES)), strict=True))

    def other(code: str) -> str:
        return CODE.sub(lambda found: others.get(found.group(), found.group()), code)

    for claim in (*told["claims"], *told["faint"]):
        for role in ("actor", "recipient"):
            claim[role]["codes"] = [other(code) for code in claim[role]["codes"]]
        for link in claim["say_so"]:
            link["code"] = link["code"] and other(link["code"])
    for attribution in told["attributions"]:
        attribution["speaker"] = [other(code) for code in attribution["speaker"]]
