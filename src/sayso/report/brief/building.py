"""A brief out of events: at a glance, in time, amounts, contested points, what is new, sources, measures, method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from sayso.claims.calendar import first_day
from sayso.ontology.measures import Measure
from sayso.report.brief.concerned import Concern, concerns, no_measures
from sayso.report.brief.shape import Brief, Section, Table
from sayso.report.brief.telling import heading, many, of_publishers, quote, said, statement
from sayso.report.exports.material import Happening, Line, Material
from sayso.report.exports.transfers import is_transfer
from sayso.report.standing import asserting, standing_of

LATELY = 30
"""Days before the newest article of the brief that count as lately."""
CERTAIN_STANCES = ("asserted", "doubted", "planned", "denied")
_AGAINST = frozenset({"doubted", "denied"})


def built(material: Material, *, title: str, most: int, days: int = LATELY) -> Brief:
    """A brief out of events.

    Args:
        material: the events, and what was asked for.
        title: of the brief.
        most: of more events than so many those with the most origins and denials are told.
        days: before the newest article that count as lately.
    """
    found = list(material.happenings())
    held = sorted(sorted(found, key=_worth)[:most], key=_in_time)
    if not held:
        return Brief(title, material.about, (_glance(held, 0), _method()))
    sections = (
        _glance(held, len(found)),
        _events(held),
        _amounts(held),
        _contested(held),
        _lately(held, days),
        _sources(held),
        _measures(held),
        _method(),
    )
    return Brief(title, material.about, sections)


def _worth(happening: Happening) -> tuple[int, str]:
    event = happening.event
    return -(len(event.origins) + len(event.denied_by) + len(event.doubted_by)), event.id


def _in_time(happening: Happening) -> tuple[date, str, str]:
    event = happening.event
    return first_day(event.when) or first_day(event.first_reported) or date.max, event.first_reported or "", event.id


def _glance(held: Sequence[Happening], found: int) -> Section:
    if not held:
        return Section("glance", "At a glance", ("Nothing that is claimed answers to what was asked for.",))
    standings = [standing_of(one.event) for one in held]
    counted = ", ".join(f"{count} {name}" for name, count in Counter(sorted(standings)).most_common())
    articles = {line.article.id for one in held for line in one.lines}
    publishers = {line.article.publisher for one in held for line in one.lines if line.article.publisher}
    origins = {name for one in held for name in asserting(one.event)}
    points = [
        f"{many(len(held), 'event')}: {counted}.",
        f"Told in {many(len(articles), 'article')}{of_publishers(len(publishers))}, and asserted by "
        f"{many(len(origins), 'origin')}.",
        _when_published(held),
        *_most_attested(held),
    ]
    if found > len(held):
        points.insert(1, f"These are the ones with the most origins and denials of {found} that answer.")
    return Section("glance", "At a glance", points=tuple(points))


def _most_attested(held: Sequence[Happening]) -> Iterator[str]:
    best = max(held, key=lambda one: (len(asserting(one.event)), one.event.id)).event
    if len(asserting(best)) > 1:
        yield f"Asserted by the most origins ({len(asserting(best))}): {heading(best)}."


def _when_published(held: Sequence[Happening]) -> str:
    first, last = (_published(held, first=one) for one in (True, False))
    return f"Published on {first}." if first == last else f"Published from {first} to {last}."


def _published(held: Sequence[Happening], *, first: bool) -> str:
    days = [line.article.published for one in held for line in one.lines if line.article.published]
    return (min(days) if first else max(days)) if days else "undated"


def _events(held: Sequence[Happening]) -> Section:
    intro = (
        "In the order of time. An origin is the outermost distinct source that a claim goes back to: ten papers that "
        "print one agency are one origin.",
    )
    return Section("events", "What is claimed", intro, tuple(map(statement, held)))


def _amounts(held: Sequence[Happening]) -> Section:
    rows = tuple(
        (heading(one.event), amount, origin, _stance_of(one, origin))
        for one in held
        for origin, amount in one.event.quantities.items()
    )
    title = "Quantities side by side"
    if not rows:
        return Section("amounts", title, ("No amounts are given.",))
    return Section("amounts", title, table=Table(("event", "amount", "by", "stance"), rows))


def _stance_of(happening: Happening, origin: str) -> str:
    stances = dict.fromkeys(line.stance for line in happening.lines if line.origin == origin)
    return ", ".join(stances) or "asserted"


def _contested(held: Sequence[Happening]) -> Section:
    title = "Contested points"
    found = [one for one in held if not _AGAINST.isdisjoint(told.stance for told in one.event.claims)]
    if not found:
        return Section("contested", title, ("Nobody denies or doubts any of it.",))
    rows = tuple(
        (heading(one.event), _whom(one, "asserted", asserting(one.event)),
         _whom(one, "doubted", one.event.doubted_by), _whom(one, "denied", one.event.denied_by), _words_against(one))
        for one in found
    )  # fmt: skip
    return Section("contested", title, table=Table(("event", "asserted by", "doubted by", "denied by", "words"), rows))


def _whom(happening: Happening, stance: str, names: Sequence[str]) -> str:
    """Who is on a side, or that this is not said, or that nobody is."""
    told = any(one.stance == stance for one in happening.event.claims)
    return "; ".join(names) or ("not said by whom" if told else "nobody")


def _words_against(happening: Happening) -> str:
    """The words of the first denial, else of the first doubt, and where they are printed."""
    against = [line for stance in ("denied", "doubted") for line in happening.lines if line.stance == stance]
    return _cited(against[0]) if against else ""


def _cited(line: Line) -> str:
    one = quote(line)
    return f"“{one.words}” ({one.article})"


def _lately(held: Sequence[Happening], days: int) -> Section:
    title = "What changed lately"
    newest = first_day(_published(held, first=False))
    if newest is None:
        return Section("lately", title, ("No article is dated.",))
    since = (newest - timedelta(days=days)).isoformat()
    rows = tuple(row for one in held for row in _changes(one, since))
    intro = f"First reported or first denied in the {days} days up to {newest.isoformat()}, the newest article here."
    if not rows:
        return Section("lately", title, (intro, "Nothing."))
    return Section("lately", title, (intro,), table=Table(("day", "what", "event", "words"), tuple(sorted(rows))))


def _changes(happening: Happening, since: str) -> Iterator[tuple[str, str, str, str]]:
    event, dated = happening.event, [line for line in happening.lines if line.article.published]
    told = [line for line in dated if line.stance != "denied"]
    if event.first_reported and event.first_reported >= since and told:
        yield event.first_reported, "new", heading(event), _cited(told[0])
    denials = sorted((line for line in dated if line.stance == "denied"), key=lambda one: one.article.published or "")
    if denials and (day := denials[0].article.published or "") >= since:
        yield day, "newly denied", heading(event), _cited(denials[0])


def _sources(held: Sequence[Happening]) -> Section:
    lines: dict[str, list[Line]] = {}
    for one in held:
        for line in one.lines:
            if line.origin is not None:
                lines.setdefault(line.origin, []).append(line)
    ranked = sorted(lines.items(), key=lambda item: (-len(item[1]), item[0]))
    rows = tuple((name, *_counts(found), _known(found)) for name, found in ranked)
    head = ("source", *CERTAIN_STANCES, "articles", "how it is known")
    intro = "Every origin of what is told above, and through whom its words came into the articles."
    return Section("sources", "Sources, and how each is known", (intro,), table=Table(head, rows) if rows else None)


def _counts(lines: Sequence[Line]) -> tuple[str, ...]:
    stances = [line.stance for line in lines]
    articles = str(len({line.article.id for line in lines}))
    return (*(str(stances.count(name)) for name in CERTAIN_STANCES), articles)


def _known(lines: Iterable[Line]) -> str:
    """The chains by which its words came, each once, the first three."""
    ways = list(dict.fromkeys(f"{line.article.publisher or line.article.id}: {said(line)}" for line in lines))
    return "; ".join(ways[:3]) + (f"; and {len(ways) - 3} more" if len(ways) > 3 else "")


def _measures(held: Sequence[Happening]) -> Section:
    found = list(concerns(held))
    codes = {code for one in held if is_transfer(one) for code in (*one.event.actor, *one.event.recipient)}
    intro = (
        "Measures of the UN Security Council that were in force on the day and bar such things between such parties. A "
        "fit is a possible breach, as far as the claim is true; no breach is found here. Most of the table is from "
        "memory: look up the resolution before you cite it.",
    )
    points = tuple(f"{one.target}: {one.note}" for one in no_measures(codes))
    rows = tuple(_measure_rows(found))
    if not rows:
        return Section("measures", "Measures concerned", (*intro, "None is touched."), points=points)
    head = ("measure", "for", "bars", "paragraph", "events", "status", "certainty")
    return Section("measures", "Measures concerned", intro, table=Table(head, rows), points=points)


def _measure_rows(found: Sequence[Concern]) -> Iterator[tuple[str, ...]]:
    for measure in dict.fromkeys(one.measure for one in found):
        held = [one for one in found if one.measure == measure]
        rules = list(dict.fromkeys(rule for one in held for rule in one.rules))
        bars = "; ".join(dict.fromkeys(rule.category.replace("_", " ") for rule in rules))
        paragraphs = "; ".join(dict.fromkeys(_paragraph(rule.paragraph, rule.paragraph_certainty) for rule in rules))
        events = "\n".join(f"{heading(one.happening.event)} [{standing_of(one.happening.event)}]" for one in held)
        yield measure.id, measure.target, bars, paragraphs, events, *_standing(measure)


def _standing(measure: Measure) -> tuple[str, str]:
    """What the table says of whether it is in force, and how sure the table is."""
    return measure.status.replace("_", " "), f"{measure.certainty}, from {measure.basis}"


def _paragraph(paragraph: str | None, certainty: str | None) -> str:
    return f"{paragraph} ({certainty})" if paragraph else "not in the table"


def _method() -> Section:
    return Section(
        "method",
        "Method and limits",
        points=(
            "A program read the articles and wrote this; nobody has checked it unless a judgement is in the store. "
            "Before you rely on a statement, read its words in the article.",
            "A claim is what an article says that somebody did, on somebody's say-so. That it stands here does not say "
            "that it is true, and how many origins assert it does not say that they are independent in fact.",
            "Asserted: the source says that it is so. Denied: that it is not so. Doubted: that it may be so. Planned: "
            "that it is to come. Contested: some assert it, some deny it.",
            "Events join claims that seem to speak of one happening; some join too much and some too little.",
            "Only what the articles in the store say is here. What nobody published, or what is not in the store, is "
            "missing, and silence is no denial.",
            "Dates are those that the articles give; an event without one stands at its first report.",
        ),
    )
