"""A small store with something of everything that pages show: disputes, copies, nested sources, hostile text."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs

from sayso.records import Article, Attribution, Copy, Event, Reading, Rejection, SaySo, Slot
from sayso.store import Store

from ..conftest import TEXT, made_reading, span
from ..made_pages import HOSTILE, SCRIPT, TURNED, happening, told

LONG = (
    f"{TEXT}\n\nThe Ruritanian army may have shelled Strelsau on Friday, the minister told reporters that a lawmaker "
    "said, and envoys of Graustark will meet its general in Zenda on Monday.\n\n“We shelled nothing,” a general said."
)
DOZENS = 60
"""Events of one kind: more than a page of a list holds."""


def article(key: str, text: str = TEXT, **known: str) -> Reading:
    """One claim, `claim-KEY` without what is no letter."""
    made = made_reading(Article(id=key, text=text, **{"title": f"Shelling, {key}", "published": "2024-05-04", **known}))
    actor = Slot(codes=("RUS",), spans=(span("The Ruritanian army"),), sectors=("MIL",))
    recipient = Slot(codes=("UKR",), spans=(span("Strelsau"),))
    claim = structs.replace(made.claims[0], id=name(key), actor=actor, recipient=recipient)
    return structs.replace(made, claims=(claim,))


def name(key: str) -> str:
    return "claim-" + "".join(filter(str.isalnum, key))


def nested() -> Reading:
    """An article with a source inside a source and three claims, two of one sentence."""
    made = article("long", LONG, publisher="The Gazette", url="https://gazette.example/long")
    outer = Attribution(
        id="a2", article_id="long", source=span("the minister", LONG), cue=span("told", LONG),
        content=(span("that a lawmaker said", LONG),), speaker=("RUR",),
    )  # fmt: skip
    inner = structs.replace(outer, id="a3", source=None, parent="a2", content=(span("a lawmaker said", LONG),))
    first = made.claims[0]
    again = structs.replace(
        first, id="claim-again", trigger=_second("shelled"), factuality="CT-", auxiliary="negation",
        say_so=(SaySo(source="a general", code="RUS", cue="said"),), attribution_id=None, score=0.55,
    )  # fmt: skip
    met = structs.replace(
        first, id="claim-met", trigger=span("meet", LONG), event="CONSULT", mode="visit", factuality="CT+",
        auxiliary="future", actor=Slot(spans=(span("envoys of Graustark", LONG),)), say_so=(), attribution_id=None,
        where=span("Zenda", LONG), score=0.61,
    )  # fmt: skip
    return structs.replace(made, attributions=(*made.attributions, outer, inner), claims=(first, met, again))


def _second(words: str) -> object:
    start = LONG.index(words, LONG.index(words) + 1)
    return structs.replace(span(words, LONG), start=start, end=start + len(words))


def readings() -> list[Reading]:
    """Everything that was read."""
    many = [article(f"n{n}", published=f"2023-{1 + n % 12:02d}-11", publisher=f"Paper {n % 7}") for n in range(DOZENS)]
    return [
        article("a", publisher="The Gazette"),
        article("b", publisher="State Wire", published="2024-05-05"),
        article("c", publisher="Copycat"),
        nested(),
        article("h/1 é", HOSTILE, title=SCRIPT, publisher=SCRIPT),
        *many,
    ]


def _told(key: str, stance: str = "asserted", origin: str | None = "Lawmaker", claim: str = "") -> object:
    return structs.replace(told(key, stance, origin), claim=claim or name(key))


def events() -> list[Event]:
    """What they come to."""
    contested = happening(
        "contested", _told("a"), _told("long"), _told("b", "denied", "Ministry"), _told("c", origin=None),
        _told("long", "denied", "a general", "claim-again"),
        when="2024-05-03", where="Strelsau", quantities={"Lawmaker": "eleven shells", "Ministry": "no shell"},
    )  # fmt: skip
    met = happening("met", _told("long", "planned", "the article", "claim-met"), event="CONSULT", where="Zenda")
    hostile = happening("hostile", _told("h/1 é", origin=SCRIPT), where=SCRIPT, object=TURNED, actor=("EU", SCRIPT))
    many = [happening(f"n{n}", _told(f"n{n}"), when=f"2023-{1 + n % 12:02d}") for n in range(DOZENS)]
    return [contested, met, hostile, *many]


def stocked(path: Path) -> Path:
    """Make the store."""
    with Store(path) as store:
        store.add([*readings(), Rejection(article_id=SCRIPT, stage="ingest", reason="empty", detail=TURNED)])
        copy = Copy(article="c", of="a", kind="copy", similarity=0.97)
        store.refresh(find_copies=lambda _: [copy], merge=lambda *_: events())
    return path


CONTESTED = events()[0].id
HOSTILE_EVENT = events()[2].id
