"""Read single wire sentences, each as an article of its own, and score the event that each is about.

    python benchmarks/wire.py [--sentences FILE] [--set looked|unseen] [--all]

`annotation/wire.jsonl` has ten sentences for each of PLOVER's 16 types, in the form of the minimal pairs
(`benchmarks/minimal_pairs.py`), with one claim each. The rules were mended with an eye on the set `looked`; `unseen`
was drawn by lot beforehand and scored when that was done. Printed for each set:

- `type`: macro F1 over the types, of the claim at the annotated words; where none is there, of no type;
- `main`: the same of the claim with the highest score in the sentence, wherever it stands;
- `type + dyad`: macro F1 where a claim counts only with actor and recipient right as well, in either order where the
  event is symmetric;
- `full`: the share of sentences with type, dyad, innermost source and certainty right.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from sayso.records import Claim

sys.path.insert(0, str(Path(__file__).parent))

from minimal_pairs import Expected, Pair, load, read, same_dyad, same_source, show

SENTENCES = Path(__file__).parent.parent / "annotation" / "wire.jsonl"
NOTHING = "none"


class Scored(NamedTuple):
    """One sentence: its claims, the one at the annotated words and the surest of all."""

    pair: Pair
    claims: Sequence[Claim]
    at: Claim | None
    main: Claim | None

    @property
    def gold(self) -> Expected:
        """What the sentence claims."""
        return self.pair.claims[0]


def run(pairs: Sequence[Pair]) -> list[Scored]:
    """Read all sentences in one batch with the shipped model."""
    return [scored(pair, claims) for pair, claims in read(pairs)]


def scored(pair: Pair, claims: Sequence[Claim]) -> Scored:
    """Choose the claims that a sentence is judged by."""
    gold, where = pair.claims[0], pair.where(pair.claims[0])
    here = [claim for claim in claims if claim.trigger.overlaps(where)]
    at = max(here, key=lambda claim: (claim.event in gold.accept, same_dyad(gold, claim)), default=None)
    return Scored(pair, claims, at, max(claims, key=lambda claim: claim.score or 0.0, default=None))


def has_type(gold: Expected, claim: Claim | None) -> bool:
    """Whether a claim is of an accepted type."""
    return claim is not None and claim.event in gold.accept


def has_dyad(gold: Expected, claim: Claim | None) -> bool:
    """Whether its actor and recipient are right as well."""
    return claim is not None and has_type(gold, claim) and same_dyad(gold, claim)


def is_full(gold: Expected, claim: Claim | None) -> bool:
    """Whether source and certainty are right as well."""
    if claim is None or not has_dyad(gold, claim):
        return False
    auxiliary = claim.auxiliary in (gold.auxiliary, *gold.auxiliary_or)
    return same_source(gold, claim) and claim.factuality in gold.factuality and auxiliary


def told(gold: Expected, claim: Claim | None, *, right: bool) -> str:
    """The type that a sentence was given: its own if right, else the one of the claim, or one that is none."""
    if right or claim is None:
        return gold.event if right else NOTHING
    return NOTHING if claim.event in gold.accept else claim.event


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 of the types, in percent, of pairs of annotated and given type."""
    types = sorted({gold for gold, _ in pairs})
    return 100 * sum(f1(pairs, name) for name in types) / max(1, len(types))


def f1(pairs: Iterable[tuple[str, str]], name: str) -> float:
    """F1 of one type."""
    marks = [(gold == name, given == name) for gold, given in pairs]
    both, either = sum(a and b for a, b in marks), sum(a + b for a, b in marks)
    return 2 * both / max(1, either)


def row(name: str, some: Sequence[Scored]) -> str:
    """The figures of one set on a line."""
    at = [(s.gold.event, told(s.gold, s.at, right=has_type(s.gold, s.at))) for s in some]
    main = [(s.gold.event, told(s.gold, s.main, right=has_type(s.gold, s.main))) for s in some]
    dyads = [(s.gold.event, told(s.gold, s.at, right=has_dyad(s.gold, s.at))) for s in some]
    full = 100 * sum(is_full(s.gold, s.at) for s in some) / max(1, len(some))
    figures = (macro_f1(at), macro_f1(main), macro_f1(dyads), full)
    return f"{name:10}{len(some):>10}" + "".join(f"{figure:>14.1f}" for figure in figures)


def faults(some: Sequence[Scored]) -> Iterable[str]:
    """The sentences that are not right in full, with what was claimed."""
    for each in some:
        gold = each.gold
        if not is_full(gold, each.at):
            dyad = f"{'+'.join(gold.actor)} -> {'+'.join(gold.recipient)}"
            yield f"{each.pair.id}  {each.pair.text}\n    wanted {gold.trigger}: {gold.event} {dyad}, {gold.say_so}"
            yield from (f"    {show(claim, each.pair.text)}" for claim in each.claims)


def main() -> None:
    """Print a line for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=Path, default=SENTENCES, help="another file of sentences")
    parser.add_argument("--set", help="only this set")
    parser.add_argument("--all", action="store_true", help="list every sentence that is not right in full")
    options = parser.parse_args()
    found = run([pair for pair in load(options.sentences) if options.set in (None, pair.set)])
    sets = dict.fromkeys(each.pair.set for each in found)
    print("\n".join(faults(found)) if options.all else "", end="\n" if options.all else "")
    print(f"{'set':10}{'sentences':>10}" + "".join(f"{name:>14}" for name in ("type", "main", "type + dyad", "full %")))
    for name in [*sets, "all"]:
        print(row(name, [each for each in found if name in ("all", each.pair.set)]))


if __name__ == "__main__":
    main()
