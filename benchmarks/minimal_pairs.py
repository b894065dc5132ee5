"""Run the shipped reader over the minimal pairs and count what it invents, misses and mistakes.

    python benchmarks/minimal_pairs.py [--pairs FILE] [--set NAME ...] [--all]

A set takes one event and says in turn that it happened, did not happen, may happen, was ordered, was denied, was said
by somebody to have happened, and so on. `tests/data/minimal_pairs.jsonl` holds one sentence a line:

- `id`, `set`, `text`, `date`: the sentence is read as a whole article published on `date`;
- `claims`: what the sentence claims. `trigger` are the words as they stand in the text (they occur once), `accept` the
  defensible event types, `actor`, `recipient` and `say_so` entity codes (the chain outermost first, `+` between joint
  ones), `factuality` the defensible values, `auxiliary` the auxiliary mode. `actor_or`, `recipient_or`, `say_so_or`
  and `auxiliary_or` list other defensible values; `required: false` marks a claim that may be found or left out;
- `forbidden`: the invention that the sentence invites, and why it is one (printed when it happens).

An **assertion** is a predicted claim that says that a deed has happened or is happening: factuality CT+ or PR+,
auxiliary mode none or `historical`. An **invented event** is an assertion that no annotated claim of the sentence
backs. An annotated claim backs an assertion if

1. their triggers overlap and the predicted event is one of `accept`;
2. the annotated claim is itself an assertion, and at least as sure: CT+ needs CT+, PR+ needs PR+ or CT+;
3. every predicted actor and recipient code stands in the annotated slot (an empty slot is a miss, not an invention;
   for a symmetric event the two slots are one);
4. the same source says so: both chains are empty, or their innermost sources have the same codes. A link of the
   predicted chain that could not be resolved to a code counts as no wrong source; a chain where there should be none
   does, and so does the article's own voice for what only a source says.

The other counts are over the required claims: `missed` (no predicted claim of an accepted type at the trigger), then,
of those found, wrong `factuality`, wrong innermost `source`, wrong `dyad` (actor and recipient sets).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from sayso.claims import read_batch
from sayso.records import Article, Claim, Reading, Rejection, SaySo, Span

PAIRS = Path(__file__).parent.parent / "tests" / "data" / "minimal_pairs.jsonl"
SYMMETRIC = {"AGREE", "CONSULT", "COOPERATE"}  # the guide: either order of a symmetric event is right
AS_SURE = {"CT+": {"CT+"}, "PR+": {"CT+", "PR+"}}
HAPPENED = {None, "historical"}

Codes = frozenset[str]
Chain = tuple[Codes, ...]


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """One annotated claim of a sentence; fields as in the module's text."""

    trigger: str
    event: str
    accept: list[str]
    actor: list[str]
    recipient: list[str]
    factuality: list[str]
    auxiliary: str | None
    say_so: list[str]
    required: bool = True
    actor_or: list[list[str]] = []
    recipient_or: list[list[str]] = []
    say_so_or: list[list[str]] = []
    auxiliary_or: list[str | None] = []

    def actors(self) -> list[Codes]:
        """The defensible actor sets."""
        return [codes(each) for each in (self.actor, *self.actor_or)]

    def recipients(self) -> list[Codes]:
        """The defensible recipient sets."""
        return [codes(each) for each in (self.recipient, *self.recipient_or)]

    def innermost(self) -> list[Chain]:
        """The defensible innermost sources, as chains of one link or none."""
        return [tuple(codes([link]) for link in chain[-1:]) for chain in (self.say_so, *self.say_so_or)]

    def asserts(self, factuality: str) -> bool:
        """Whether the claim says that its deed happened, at least as surely as `factuality`."""
        happened = bool(HAPPENED & {self.auxiliary, *self.auxiliary_or})
        return happened and bool(AS_SURE[factuality] & set(self.factuality))


class Forbidden(msgspec.Struct, frozen=True):
    """An invention that a sentence invites, and why it is one."""

    accept: list[str]
    actor: list[str]
    recipient: list[str]
    why: str


class Pair(msgspec.Struct, frozen=True):
    """One sentence with what it claims."""

    id: str
    set: str
    text: str
    date: str
    claims: list[Expected]
    forbidden: list[Forbidden] = []

    def where(self, expected: Expected) -> Span:
        """The span of an annotated trigger."""
        found = re.search(rf"\b{re.escape(expected.trigger)}\b", self.text)
        if found is None:
            raise ValueError(f"{self.id}: no {expected.trigger!r} in the text")
        return Span(*found.span())


@dataclass
class Verdict:
    """What is wrong with the claims predicted for one sentence."""

    pair: Pair
    invented: list[Claim] = field(default_factory=list)
    missed: list[Expected] = field(default_factory=list)
    factuality: list[Claim] = field(default_factory=list)
    source: list[Claim] = field(default_factory=list)
    dyad: list[Claim] = field(default_factory=list)


KINDS = ("invented", "missed", "factuality", "source", "dyad")


def codes(values: Iterable[str]) -> Codes:
    """Codes as a comparable set: joint ones split at `+`, case and a leading article dropped."""
    parts = (part for value in values for part in value.split("+"))
    return frozenset(part.strip().casefold().removeprefix("the ") for part in parts)


def link(say_so: SaySo) -> Codes:
    """The codes of one link of a predicted chain, or its words if it has none."""
    return codes([say_so.code or say_so.source])


def same_source(expected: Expected, claim: Claim) -> bool:
    """Whether the innermost source of a predicted claim is a defensible one."""
    return tuple(link(each) for each in claim.say_so[-1:]) in expected.innermost()


def same_dyad(expected: Expected, claim: Claim) -> bool:
    """Whether actor and recipient are both a defensible set, in either order for a symmetric event."""
    actor, recipient = codes(claim.actor.codes), codes(claim.recipient.codes)
    if actor in expected.actors() and recipient in expected.recipients():
        return True
    both = {a | r for a in expected.actors() for r in expected.recipients()}
    return bool(SYMMETRIC & set(expected.accept)) and actor | recipient in both


def no_wrong_code(expected: Expected, claim: Claim) -> bool:
    """Whether no slot of a predicted claim names somebody who is not annotated there."""
    actors, recipients = frozenset().union(*expected.actors()), frozenset().union(*expected.recipients())
    if SYMMETRIC & set(expected.accept):
        actors = recipients = actors | recipients
    return codes(claim.actor.codes) <= actors and codes(claim.recipient.codes) <= recipients


def no_wrong_source(expected: Expected, claim: Claim) -> bool:
    """Whether the claim lies in nobody's mouth in which the sentence does not lay it."""
    unresolved = bool(claim.say_so) and claim.say_so[-1].code is None
    return same_source(expected, claim) or (unresolved and any(expected.innermost()))


def at_trigger(pair: Pair, expected: Expected, claim: Claim) -> bool:
    """Whether a predicted claim is about the annotated deed."""
    return claim.trigger.overlaps(pair.where(expected)) and claim.event in expected.accept


def asserted(claim: Claim) -> bool:
    """Whether a predicted claim says that its deed has happened or is happening."""
    return claim.factuality in AS_SURE and claim.auxiliary in HAPPENED


def backs(pair: Pair, expected: Expected, claim: Claim) -> bool:
    """Whether an annotated claim backs an assertion: rules 1 to 4 of the module's text."""
    sure = at_trigger(pair, expected, claim) and expected.asserts(claim.factuality)
    return sure and no_wrong_code(expected, claim) and no_wrong_source(expected, claim)


def invented(pair: Pair, claim: Claim) -> bool:
    """Whether a predicted claim is an invented event."""
    return asserted(claim) and not any(backs(pair, expected, claim) for expected in pair.claims)


def judge(pair: Pair, claims: Sequence[Claim]) -> Verdict:
    """Hold the predicted claims of one sentence against its annotation."""
    verdict = Verdict(pair, invented=[claim for claim in claims if invented(pair, claim)])
    for expected in pair.claims:
        found = [claim for claim in claims if at_trigger(pair, expected, claim)]
        if found:
            judge_found(verdict, expected, max(found, key=lambda claim: agreement(expected, claim)))
        elif expected.required:
            verdict.missed.append(expected)
    return verdict


def agreement(expected: Expected, claim: Claim) -> int:
    """In how many slots a predicted claim is right: dyad, source, factuality."""
    right = same_dyad(expected, claim), same_source(expected, claim), claim.factuality in expected.factuality
    return sum(right)


def judge_found(verdict: Verdict, expected: Expected, claim: Claim) -> None:
    """Note each wrong slot of a claim that was found; an optional claim is not counted."""
    if not expected.required:
        return
    if claim.factuality not in expected.factuality:
        verdict.factuality.append(claim)
    if not same_source(expected, claim):
        verdict.source.append(claim)
    if not same_dyad(expected, claim):
        verdict.dyad.append(claim)


def why(pair: Pair, claim: Claim) -> str:
    """What the annotation says against an invented event, or an empty string."""
    for each in pair.forbidden:
        slots = codes(claim.actor.codes) == codes(each.actor) and codes(claim.recipient.codes) == codes(each.recipient)
        if slots and claim.event in each.accept:
            return each.why
    return ""


def load(path: Path = PAIRS) -> list[Pair]:
    """The sentences of a JSONL file, in its order."""
    decoder = msgspec.json.Decoder(Pair)
    return [decoder.decode(line) for line in path.read_bytes().splitlines() if line.strip()]


def claims_of(result: Reading | Rejection) -> Sequence[Claim]:
    """The claims of one sentence; silence because of a rejection would pass for a sentence without inventions."""
    if isinstance(result, Reading):
        return result.claims
    raise ValueError(f"{result.article_id} was rejected: {result.reason} ({result.detail})")


def run(pairs: Sequence[Pair]) -> list[Verdict]:
    """Read all sentences in one batch with the shipped model and judge each."""
    return [judge(pair, claims) for pair, claims in read(pairs)]


def read(pairs: Sequence[Pair]) -> list[tuple[Pair, Sequence[Claim]]]:
    """Each sentence with its claims, as the shipped model reads it as an article of its own."""
    articles = [Article(id=pair.id, text=pair.text, published=pair.date) for pair in pairs]
    return [(pair, claims_of(result)) for pair, result in zip(pairs, read_batch(articles), strict=True)]


def show(claim: Claim, text: str) -> str:
    """One predicted claim on a line."""
    chain = " > ".join(f"{each.source} [{each.code}]" for each in claim.say_so)
    dyad = f"{'+'.join(claim.actor.codes)} -> {'+'.join(claim.recipient.codes)}"
    sure = f"{claim.factuality} {claim.auxiliary or ''}".strip()
    return f"{claim.trigger.of(text)}: {claim.event} {dyad}, {sure}, say-so ({chain})"


def table(verdicts: Sequence[Verdict]) -> str:
    """Counts by set, and over all."""
    rows: list[tuple[str, ...]] = [("set", "sentences", *KINDS)]
    names = list(dict.fromkeys(verdict.pair.set for verdict in verdicts))
    for name in [*names, "all"]:
        some = [verdict for verdict in verdicts if name in ("all", verdict.pair.set)]
        counts = [sum(len(getattr(verdict, kind)) for verdict in some) for kind in KINDS]
        rows.append((name, str(len(some)), *map(str, counts)))
    return "\n".join(f"{row[0]:12s}" + "".join(f"{cell:>12s}" for cell in row[1:]) for row in rows)


def details(verdicts: Sequence[Verdict], kinds: Sequence[str]) -> Iterable[str]:
    """A line for each fault of the given kinds, with the sentence above."""
    for verdict in verdicts:
        text = verdict.pair.text
        for kind in kinds:
            for fault in getattr(verdict, kind):
                what = f"{fault.trigger}: {fault.event}" if isinstance(fault, Expected) else show(fault, text)
                reason = why(verdict.pair, fault) if kind == "invented" else ""
                yield f"{verdict.pair.id}  {text}\n    {kind}: {what}" + (f"  ({reason})" if reason else "")


def main() -> int:
    """Print the counts; exit with 1 if anything was invented."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, default=PAIRS, help="another file of pairs")
    parser.add_argument("--set", action="append", help="only this set; may be repeated")
    parser.add_argument("--all", action="store_true", help="list every fault, not only invented events")
    options = parser.parse_args()
    pairs = [pair for pair in load(options.pairs) if not options.set or pair.set in options.set]
    verdicts = run(pairs)
    print("\n".join([*details(verdicts, KINDS if options.all else KINDS[:1]), "", table(verdicts)]))
    return int(any(verdict.invented for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main())
