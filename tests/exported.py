"""A small store made by hand for the tests of exports and briefs: told, denied, planned, bought; and hostile words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sayso.records import Article, Claim, Event, Quantity, Reading, SaySo, Slot, Span, Thing, Told
from sayso.store import Store

TOLD = "North Korea shipped 5,000 artillery shells to Russia, a lawmaker in Seoul said.\nThe cargo left Rajin by sea."
DENIED = "The foreign ministry in Pyongyang denied that North Korea had sent shells to Russia."
PLANNED = "\u202eRussia will supply\x07 North Korea with drones <script>alert(1)</script> & more | pipes, said =cmd()."
BOUGHT = "Iran bought missiles from North Korea in Pyongyang."
LONE = "-1 protesters marched in Nowhereville."


def at(words: str, text: str) -> Span:
    """Where the words stand for the first time."""
    start = text.index(words)
    return Span(start, start + len(words))


def claim(number: str, article: str, text: str, event: str, trigger: str, **slots: object) -> Claim:
    """A claim with a score."""
    held = {"factuality": "CT+", "score": 0.8, **slots}
    return Claim(id=number, article_id=article, trigger=at(trigger, text), event=event, **held)  # type: ignore[arg-type]


def slot(code: str, words: str, text: str, *sectors: str) -> Slot:
    """A filled slot."""
    return Slot(codes=(code,), spans=(at(words, text),), sectors=sectors)


def thing(words: str, kind: str, text: str, amount: Quantity | None = None) -> Thing:
    """One kind of goods."""
    return Thing(span=at(words, text), kind=kind, quantity=amount)


def readings() -> list[Reading]:
    """Five articles with a claim each."""
    many = Quantity(span=at("5,000", TOLD), value=5000, unit="shell")
    told = claim(
        "c1", "a1", TOLD, "AID", "shipped", context=("military",), actor=slot("PRK", "North Korea", TOLD, "GOV"),
        recipient=slot("RUS", "Russia", TOLD), object=at("5,000 artillery shells", TOLD),
        things=(thing("artillery shells", "ammunition", TOLD, many),), quantity=many, when="2024-02-12",
        where=at("Rajin", TOLD), say_so=(SaySo(source="a lawmaker in Seoul", code="KOR", cue="said"),),
    )  # fmt: skip
    denied = claim(
        "c2", "a2", DENIED, "AID", "sent", actor=slot("PRK", "North Korea", DENIED, "GOV"),
        recipient=slot("RUS", "Russia", DENIED), object=at("shells", DENIED),
        things=(thing("shells", "ammunition", DENIED),), auxiliary="negation", factuality="CT-",
        say_so=(SaySo(source="The foreign ministry in Pyongyang", code="PRK", cue="denied"),),
    )  # fmt: skip
    planned = claim(
        "c3", "a3", PLANNED, "AID", "supply", actor=slot("RUS", "Russia", PLANNED),
        recipient=slot("PRK", "North Korea", PLANNED), object=at("drones <script>alert(1)</script>", PLANNED),
        things=(thing("drones", "drones", PLANNED),), auxiliary="future", factuality="U",
        say_so=(SaySo(source="=cmd()", code=None, cue="said"),),
    )  # fmt: skip
    bought = claim(
        "c4", "a4", BOUGHT, "COOPERATE", "bought", actor=slot("IRN", "Iran", BOUGHT),
        recipient=slot("PRK", "North Korea", BOUGHT), object=at("missiles", BOUGHT),
        things=(thing("missiles", "missiles", BOUGHT),), when="2024-03", where=at("Pyongyang", BOUGHT),
    )  # fmt: skip
    lone = claim("c5", "a5", LONE, "PROTEST", "marched", where=at("Nowhereville", LONE))
    given = (
        ("a1", "2024-02-15", "Wire", "Shells for Russia", TOLD, told),
        ("a2", "2024-02-20", "Gazette", "A denial", DENIED, denied),
        ("a3", "2024-03-01", "+1 <b>Press</b>", '=HYPERLINK("http://x","y")', PLANNED, planned),
        ("a4", "2024-03-05", "Wire", "#N/A", BOUGHT, bought),
        ("a5", None, None, None, LONE, lone),
    )
    return [_reading(*one) for one in given]


def _reading(key: str, day: str | None, publisher: str | None, title: str | None, text: str, held: Claim) -> Reading:
    url = f"https://example.org/{key}?a=1&b=<2>" if key != "a5" else None
    article = Article(id=key, text=text, title=title, published=day, publisher=publisher, url=url, language="en")
    return Reading(article=article, claims=(held,), version="made 1")


def events(held: Iterable[Reading]) -> list[Event]:
    """The first two articles tell one event, the others one each."""
    by = {reading.article.id: reading for reading in held}
    return [
        _event("e1", [by["a1"], by["a2"]], ["asserted", "denied"], ["a lawmaker in Seoul", "the foreign ministry"],
               quantities={"a lawmaker in Seoul": "5,000 shells"}),
        _event("e3", [by["a3"]], ["planned"], ["=cmd()"]),
        _event("e4", [by["a4"]], ["asserted"], ["Wire"]),
        _event("e5", [by["a5"]], ["asserted"], ["a5"]),
    ]  # fmt: skip


def _event(
    key: str, told: list[Reading], stances: list[str], origins: list[str], quantities: dict[str, str] | None = None
) -> Event:
    first = told[0].claims[0]
    text = told[0].article.text
    claims = tuple(
        Told(article=reading.article.id, claim=one.id, trigger=one.trigger, stance=stance, origin=origin)
        for reading, stance, origin in zip(told, stances, origins, strict=True)
        for one in reading.claims
    )
    sides = {
        stance: tuple(o for o, s in zip(origins, stances, strict=True) if s == stance)
        for stance in ("asserted", "denied")
    }
    return Event(
        id=key, event=first.event, actor=first.actor.codes, recipient=first.recipient.codes, when=first.when,
        where=first.where and first.where.of(text), object=first.object and first.object.of(text),
        first_reported=told[0].article.published, articles=tuple(r.article.id for r in told),
        publishers=tuple(r.article.publisher for r in told if r.article.publisher), origins=sides["asserted"],
        denied_by=sides["denied"], quantities=quantities or {}, claims=claims,
    )  # fmt: skip


def made_store(path: Path) -> Path:
    """A store with these articles and events."""
    with Store(path) as store:
        store.add(readings())
        store.refresh(find_copies=lambda articles: [], merge=lambda held, copies, **ties: events(held))
    return path
