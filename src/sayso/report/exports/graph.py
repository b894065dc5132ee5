"""Who acts on whom, as a graph: GraphML and GEXF, by networkx. Nodes are codes, edges what one does to another."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from sayso.claims.calendar import first_day, last_day
from sayso.errors import InputError
from sayso.ontology import event_types
from sayso.report.exports.cells import visible
from sayso.report.exports.material import Happening, Line
from sayso.report.exports.names import country_codes, party
from sayso.report.standing import standing_of

if TYPE_CHECKING:
    from networkx import MultiDiGraph

NODE: tuple[tuple[str, str], ...] = (
    ("label", "name of the actor"),
    ("kind", "state, organisation, group or other"),
    ("country", "ISO 3166 alpha-2 code of a state or of a group's home; empty where there is none"),
    ("acts", "claims or events in which it does something, to whomever"),
    ("undergoes", "claims or events in which something is done to it, by whomever"),
)
EDGE: tuple[tuple[str, str], ...] = (
    ("event", "PLOVER type, or one of your own"),
    ("quad", "1 verbal and 2 material cooperation, 3 verbal and 4 material conflict; 0 for an own type"),
    ("weight", "how many claims or events"),
    ("asserted", "of these asserted and not denied"),
    ("contested", "of these asserted and denied (events only)"),
    ("doubted", "of these doubted"),
    ("planned", "of these planned"),
    ("denied", "of these denied"),
    ("origins", "distinct origins that assert, doubt, plan or deny them"),
    ("articles", "articles that tell them"),
    ("first", "the first day on which one of them happened, or else was published"),
    ("last", "the last day"),
)
_TODAY = re.compile(rb' lastmodifieddate="[^"]*"')


class Act(NamedTuple):
    """One claim or event as the graph counts it."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    event: str
    plover: str
    standing: str
    origins: frozenset[str]
    articles: frozenset[str]
    first: str
    last: str


@dataclass
class Edge:
    """What one does to another, as it is counted."""

    quad: int
    standings: list[str] = field(default_factory=list)
    origins: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)

    def add(self, act: Act) -> None:
        """Count one more."""
        self.standings.append(act.standing)
        self.origins |= act.origins
        self.articles |= act.articles
        self.days |= {day for day in (act.first, act.last) if day}

    def counted(self) -> dict[str, Any]:
        """The attributes of the edge but `event`."""
        kinds = ("asserted", "contested", "doubted", "planned", "denied")
        return {
            "quad": self.quad, "weight": len(self.standings), **{name: self.standings.count(name) for name in kinds},
            "origins": len(self.origins), "articles": len(self.articles),
            "first": min(self.days, default=""), "last": max(self.days, default=""),
        }  # fmt: skip


def of_lines(lines: Iterable[Line]) -> Iterator[Act]:
    """Claims as acts."""
    for line in lines:
        claim, when = line.claim, _when(line.claim.when, line.article.published)
        origins = frozenset({line.origin} if line.origin else ())
        yield Act(
            claim.actor.codes, claim.recipient.codes, claim.event, claim.plover, line.stance, origins,
            frozenset({line.article.id}), *when,
        )  # fmt: skip


def of_happenings(happenings: Iterable[Happening]) -> Iterator[Act]:
    """Events as acts."""
    for happening in happenings:
        event, when = happening.event, _when(happening.event.when, happening.event.first_reported)
        plover = next((line.claim.plover for line in happening.lines if line.claim.event == event.event), event.event)
        yield Act(
            event.actor, event.recipient, event.event, plover, standing_of(happening.event),
            frozenset({*event.origins, *event.doubted_by, *event.denied_by}), frozenset(event.articles), *when,
        )  # fmt: skip


def _when(when: str | None, published: str | None) -> tuple[str, str]:
    said = when if first_day(when) else published
    first, last = first_day(said), last_day(said)
    return first.isoformat() if first else "", last.isoformat() if last else ""


def graph(acts: Iterable[Act]) -> MultiDiGraph:
    """The graph of acts; an act without an actor or a recipient counts at its one node only.

    Raises:
        InputError: networkx is not installed.
    """
    made = _empty()
    edges: dict[tuple[str, str, str], Edge] = {}
    counts: dict[str, list[int]] = {}
    for act in acts:
        for side, codes in enumerate((act.actors, act.recipients)):
            for code in codes:
                counts.setdefault(code, [0, 0])[side] += 1
        for key in ((a, r, act.event) for a in act.actors for r in act.recipients):
            kind = event_types().get(act.plover)
            edges.setdefault(key, Edge(kind.quad if kind else 0)).add(act)
    for code in sorted(counts):
        made.add_node(visible(code), **_node(code, counts[code]))
    for (actor, recipient, event), edge in sorted(edges.items()):
        made.add_edge(visible(actor), visible(recipient), key=visible(event), event=visible(event), **edge.counted())
    return made


def _empty() -> MultiDiGraph:
    try:
        from networkx import MultiDiGraph
    except ModuleNotFoundError as problem:
        raise InputError("Graphs need networkx.", 'Install it with: pip install "sayso[export]".') from problem
    return MultiDiGraph(name="sayso")


def _node(code: str, counted: list[int]) -> dict[str, Any]:
    who = party(code)
    country = country_codes(who.country or "").iso2
    return {
        "label": visible(who.name), "kind": who.kind, "country": country, "acts": counted[0], "undergoes": counted[1],
    }  # fmt: skip


def write_graphml(acts: Iterable[Act], file: IO[bytes]) -> None:
    """Write the graph of acts as GraphML."""
    made = graph(acts)
    from networkx import write_graphml_xml

    write_graphml_xml(made, file, named_key_ids=True)


def write_gexf(acts: Iterable[Act], file: IO[bytes]) -> None:
    """Write the graph of acts as GEXF 1.2, without the day on which it was written."""
    made = graph(acts)
    from networkx import write_gexf

    held = io.BytesIO()
    write_gexf(made, held)
    file.write(_TODAY.sub(b"", held.getvalue()))
