"""Fitting the weights of `sayso.claims.weighing`, `scoring`, `certainty`, `timing` and `slot_scores` on annotated
articles.

For every claim whose trigger and type are right, the choices of each slot are a multiple choice with a known answer; so
is, for all that may be a claim, whether it is one, how certain it is, and whether a slot is right. Each article is read
once. Who did it and to whom is fitted first and put in use, for all the rest depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from msgspec import structs

from sayso.claims import certainty, happened, slot_scores, timing
from sayso.claims.engine import (
    Draft,
    Filled,
    Scene,
    described,
    drafts,
    evidence_of,
    filled_by_rules,
    speaker_of,
)
from sayso.claims.extract import trigger_span
from sayso.claims.linear import Weights, fitted
from sayso.claims.reading import ArticleReader
from sayso.claims.scoring import CLAIM
from sayso.claims.slot_scores import Seen
from sayso.claims.weighing import ROLES, TABLE, Case, Choice, choices
from sayso.evaluate.claims import is_annotated, overlapping
from sayso.evaluate.files import article_of
from sayso.evaluate.measures import Json
from sayso.evaluate.slots import is_right, right_slots
from sayso.records import Claim, Slot, Span
from sayso.train.annotated import articles, ids_of, more_articles, told_articles
from sayso.train.fitting import RARE, Question, accuracy, fit_in_two, loss, write
from sayso.train.happened import fit_happened
from sayso.train.pairs import FITTED, stories
from sayso.train.times import Timed, is_measured, mentions, timed

COMMON = 60
"""Features of certainty that fewer claims have are left out; 20 gives two thirds more weights, no better values."""

CERTAIN = (certainty.CERTAINTY, certainty.AUXILIARY, timing.FUTURE)


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated article as the rules read it."""

    record: Json
    scene: Scene
    filled: Filled


def read(reader: ArticleReader, record: Json) -> Annotated:
    """An annotated article with its scene and its event mentions."""
    article = article_of(record["id"], record)
    scene = reader.scene(article, article.title)
    return Annotated(record, scene, filled_by_rules(scene, reader.index))


def role_questions(found: Annotated) -> Iterator[Question]:
    """The slots of an annotated article that have a right choice."""
    scene, evidence = found.scene, evidence_of(found.scene, found.filled)
    for match, actor, recipient in found.filled if evidence.story else ():
        gold = _gold(found.record, trigger_span(scene.grammar.parse, match.words), match.row.event)
        if gold is None:
            continue
        speaker = speaker_of(scene, match.trigger)
        actors = _question(choices(evidence, Case(match, "actor", actor, recipient, speaker)), "actor", gold, recipient)
        if actors is None:
            continue
        own = actor if actors.right[actors.rule] else Slot(codes=tuple(gold["actor"]), rule=actor.rule)
        whom = _question(choices(evidence, Case(match, "recipient", recipient, own, speaker)), "recipient", gold, own)
        yield from (asked for asked in (actors, whom) if asked is not None)


def told_questions(found: Annotated) -> Iterator[Question]:
    """The slots that the rules fill, of an article of an annotated story. A story knows who did it also where these
    words tell of nobody, which articles annotated claim by claim leave empty; so slots that the rules leave empty are
    not asked."""
    yield from (asked for asked in role_questions(found) if "empty" not in asked.features[asked.rule])


def certainty_questions(draft: Draft, record: Json) -> Iterator[Question]:
    """How certain what is annotated is, and when it lies."""
    gold = _gold(record, draft.claim.trigger, draft.claim.event)
    if gold is None:
        return
    features, given = certainty.features_of(draft.told), draft.told.given
    accepted = {certainty.bucket(value) for value in gold["factuality"]}
    for role, now, wanted in (
        (certainty.CERTAINTY, certainty.bucket(given.value), accepted),
        (certainty.AUXILIARY, given.auxiliary or "none", {gold["auxiliary"] or "none"}),
    ):
        values = certainty.CHOICES[role]
        right = [value in wanted for value in values]
        yield Question(role, record["id"], certainty.crossed(features, values), right, values.index(now))
    if (known := timed(draft.told, gold)) is not None:
        yield _future_question(known)


def _future_question(known: Timed) -> Question:
    """Whether a predicate lies ahead; the rules' answer is their auxiliary."""
    by_rules = 0 if known.told.judged.auxiliary == "future" else 1
    return Question(
        timing.FUTURE, known.article, [timing.features_of(known.told), {}], [known.ahead, not known.ahead], by_rules
    )


def claim_questions(draft: Draft, by_rules: tuple[Slot, Slot], record: Json) -> Iterator[Question]:
    """Whether what may be a claim is one, and of one that is, which slots are right, also as the rules fill them."""
    each = described(draft)
    right = _is_claim(each.claim, record)
    if right is not None:
        yield Question(CLAIM, record["id"], [each.features, {}], [right, not right], 0)
    gold = _gold(record, each.claim.trigger, each.claim.event)
    if gold is not None:
        yield from _slot_questions(each.seen, gold, record["text"])
        alone = _slot_questions(_alone(each.seen, *by_rules), gold, record["text"])
        yield from (asked for asked in alone if asked.role in ROLES)


def _is_claim(claim: Claim, record: Json) -> bool | None:
    """Whether an article has such a claim; None where it does not say. One that was judged claim by claim speaks of the
    words that a person called right, corrected or wrong alone."""
    right = is_annotated(record["claims"], claim.trigger, claim.event)
    said = (*record["claims"], *record.get("wrong", ()))
    return None if record.get("judged") and not overlapping(said, claim.trigger) else right


def _slot_questions(seen: Seen, gold: Json, text: str) -> Iterator[Question]:
    for slot, right in right_slots(gold, seen.claim, text).items():
        if slot in slot_scores.SCORED:
            yield Question(slot, gold["article"], [slot_scores.features_of(seen, slot), {}], [right, not right], 0)


def _alone(seen: Seen, actor: Slot, recipient: Slot) -> Seen:
    """The claim with its sides as the rules fill them: so it would be in a text that is no story."""
    return replace(seen, claim=structs.replace(seen.claim, actor=actor, recipient=recipient), sure={}, story=False)


def _gold(record: Json, span: Span, event: str) -> Json | None:
    """The annotated claim of a type at a place, with the name of its article."""
    found = (claim for claim in overlapping(record["claims"], span) if event in claim["accept"])
    return next((claim | {"article": record["id"]} for claim in found), None)


def _question(found: Sequence[Choice], role: str, gold: Json, other: Slot) -> Question | None:
    """The choices of a slot with those that are right; None if none is."""
    right = [is_right(gold, role, choice.slot.codes, other.codes) for choice in found]
    rule = next(i for i, choice in enumerate(found) if "rule" in choice.origins)
    return Question(role, gold["article"], [c.features for c in found], right, rule) if any(right) else None


def fit_and_write(data: Path, annotation: Path, to: Path, extra: Sequence[Path] = ()) -> Iterator[str]:
    """Fit the weights of all roles and write their tables into a folder; yields what is right by rules and by weights.

    The articles of `held_out.txt`, and a third of MEANTIME's, are measured on and not fitted to; those of
    `calibration.txt`, and the stories, are new to the heads of slots. Stories teach who did it and to whom, no more.
    """
    held_out, new = ids_of(annotation / "held_out.txt"), ids_of(annotation / "calibration.txt")
    reader = ArticleReader(threads=1)
    graded = {happened.HAPPENED: fit_happened(reader.reader, data)}
    fitted(happened.TABLE).update(graded)
    found = [read(reader, record) for record in (*articles(data, annotation), *more_articles(extra))]
    told = [
        read(reader, record)
        for story in stories((annotation / "stories").glob("*.jsonl"), *FITTED)
        for record in told_articles(story)
    ]
    sides = [q for each in found for q in role_questions(each)] + [q for each in told for q in told_questions(each)]
    chosen: Weights = {}
    fresh = new | {each.record["id"] for each in told}
    yield from _fit(sides, ROLES, chosen, held_out, new=fresh)
    fitted(TABLE).update(chosen)
    made = [each for article in found for each in _drafted(article)]
    asked = [q for draft, _, record in made for q in certainty_questions(draft, record)]
    asked += [_future_question(each) for each in mentions(reader, data / "open/meantime.jsonl.gz")]
    certain: Weights = {}
    unseen = held_out | {q.article for q in asked if is_measured(q.article)}
    yield from _fit(asked, CERTAIN, certain, unseen, new=new, rare=COMMON)
    certainty.use(certain)
    asked = [
        q for draft, (actor, recipient), record in made for q in claim_questions(draft, (actor, recipient), record)
    ]
    yield from _fit(asked, (CLAIM,), chosen, held_out, new=new)
    slots: Weights = {}
    yield from _fit(asked, slot_scores.SCORED, slots, held_out, new=new)
    tables = {TABLE: chosen, certainty.TABLE: certain, slot_scores.TABLE: slots, happened.TABLE: graded}
    for table, weights in tables.items():
        write(weights, to / table)


def _drafted(found: Annotated) -> Iterator[tuple[Draft, tuple[Slot, Slot], Json]]:
    """All that may be a claim of an article, each with the sides that the rules give it, and the article."""
    for draft, (_, actor, recipient) in zip(drafts(found.scene, found.filled), found.filled, strict=True):
        yield draft, (actor, recipient), found.record


def _fit(
    asked: Sequence[Question],
    roles: Sequence[str],
    into: Weights,
    held_out: set[str],
    *,
    new: set[str],
    rare: int = RARE,
) -> Iterator[str]:
    """Fit the weights of some roles into a table; yields a line each on what they get right of what is held out."""
    for role in roles:
        own = [q for q in asked if q.role == role]
        test = [q for q in own if q.article in held_out]
        into[role] = fit_in_two([q for q in own if q.article not in held_out], new=new, rare=rare)
        rules, weighed = accuracy(test, None), accuracy(test, into[role])
        yield (
            f"{role}: {len(own)} asked; of {len(test)} held out right {rules:.1f} %, weighed {weighed:.1f} %, "
            f"log loss {loss(test, into[role]):.3f}"
        )
