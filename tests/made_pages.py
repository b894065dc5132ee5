"""A small store made by hand, with a contested event and hostile text, and what its pages must keep to."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from msgspec import structs

from sayso.records import Article, Copy, Event, Reading, Rejection, Told, content_id
from sayso.store import Store

from .conftest import TEXT, made_reading, span

SCRIPT = "<script>alert(1)</script>"
TURNED = "\u202egnihtemos"
HUGE = "Strelsau" * 300
HOSTILE = f'{TEXT}\n\n{SCRIPT} "><img src=x onerror=alert(2)> {TURNED} {HUGE}'
SOURCE = f"a <b>lawmaker</b> {TURNED}"


def article(key: str, text: str = TEXT, **known: str) -> Reading:
    reading = made_reading(
        Article(id=key, text=text, **{"title": f"Shelling, {key}", "published": "2024-05-04", **known})
    )
    claim = structs.replace(reading.claims[0], id=f"claim-{key}")
    return structs.replace(reading, claims=(claim,))


def with_faint(reading: Reading) -> Reading:
    """The reading with its claim again as two faint ones, of which an event tells one."""
    held = reading.claims[0]
    return structs.replace(reading, faint=tuple(structs.replace(held, id=f"{held.id}-{n}") for n in ("told", "left")))


def told(key: str, stance: str = "asserted", origin: str | None = "Lawmaker") -> Told:
    return Told(article=key, claim=f"claim-{key}", trigger=span("shelled"), stance=stance, origin=origin)


def happening(name: str, *claims: Told, **known: object) -> Event:
    given = {"event": "ASSAULT", "actor": ("RUS",), "recipient": ("UKR",), "first_reported": "2024-05-04", **known}
    return Event(
        id=content_id(name),
        articles=tuple(dict.fromkeys(one.article for one in claims)),
        publishers=("The Gazette",),
        origins=tuple(dict.fromkeys(one.origin for one in claims if one.origin and one.stance == "asserted")),
        denied_by=tuple(dict.fromkeys(one.origin for one in claims if one.origin and one.stance == "denied")),
        claims=claims,
        **given,  # type: ignore[arg-type]
    )


CONTESTED = happening(
    "contested",
    told("a"), told("b", "denied", "Ministry"), told("c", origin=None),
    structs.replace(told("b"), claim="claim-b-told"),
    when="2024-05-03", where="Strelsau", quantities={"Lawmaker": "eleven shells", "Ministry": "no shell"},
)  # fmt: skip
HOSTILE_EVENT = happening("hostile", told("h/1 é", origin=SOURCE), where=SCRIPT, object=TURNED, actor=("EU", SCRIPT))


def fill(path: Path) -> Path:
    readings = [
        article("a", publisher="The Gazette"),
        with_faint(article("b", publisher="State Wire", published="2024-05-05")),
        article("c", publisher="Copycat"),
        article("h/1 é", HOSTILE, title=SCRIPT, publisher=SCRIPT),
    ]
    with Store(path) as store:
        store.add([*readings, Rejection(article_id=SCRIPT, stage="ingest", reason="empty", detail=TURNED)])
        copy = Copy(article="c", of="a", kind="copy", similarity=0.97)
        store.refresh(find_copies=lambda _: [copy], merge=lambda *_: [CONTESTED, HOSTILE_EVENT])
    return path


PAGES = (
    *("/", "/events", f"/event/{CONTESTED.id}", f"/event/{HOSTILE_EVENT.id}", "/articles", "/article/a"),
    *("/article/h%2F1%20%C3%A9", "/actor/RUS", "/actor/EU", "/dyad/RUS/UKR", "/dyad/RUR/RUR", "/sources"),
    *("/source/Lawmaker", "/source/RUR", "/network", "/map", "/data", "/search", "/search?q=Shelling", "/sql"),
    *(
        "/events?stance=contested&event=ASSAULT&since=2024&order=origins",
        "/dyad/RUS/UKR?by=origins",
        "/dyad/RUS/UKR?by=claims",
    ),
    *("/articles?publisher=The+Gazette", "/sources?q=minis", "/network?event=ASSAULT&either=RUS", "/data?reason=empty"),
)


class Checked(HTMLParser):
    """What a page must not have, and what it refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.posts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.wrong += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        if tag in ("script", "style", "img", "iframe", "object", "embed", "base"):
            own = "/picture/" if tag == "img" else "/static/"
            self.wrong += [] if (given.get("src") or "").startswith(own) else [tag]
        self.links += [value for name in ("href", "src", "action") if (value := given.get(name))]
        self.posts += [given.get("action") or ""] if given.get("method") == "post" else []
        self.ids += [value for name, value in attrs if name == "id" and value]


def checked(text: str) -> Checked:
    parser = Checked()
    parser.feed(text)
    return parser
