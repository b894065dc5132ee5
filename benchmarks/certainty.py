"""How well factuality keeps its word: the chances of its values, and the time of predicates, on annotated articles.

    python benchmarks/certainty.py DATA [--annotation FOLDER]

DATA is the folder with `claims/dev.jsonl.gz` and, for more, `raw/`, `polnear/` and `open/meantime.jsonl.gz`; with the
folder of our own annotation the articles of its `held_out.txt` are measured too. Asked are the claims that Sayso makes
at an annotated claim of an accepted type. Printed for each set:

- how many values are right: by rules and heads, by the chances, and as shown (the chances overrule in stories only);
- log loss: what the chances give the annotated values, beside the rules with the most favourable constant chance;
- expected calibration error and Brier score of the chance of the value that is shown, and the table behind them;
- the time of claims whose auxiliary tells it, and of the third of MEANTIME's event mentions that nothing is fitted to.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sayso.claims.certainty import VALUES, bucket
from sayso.claims.engine import Draft, build_claims, drafts, filled_by_rules
from sayso.claims.reading import ArticleReader
from sayso.claims.timing import time_of
from sayso.evaluate.calibration import brier, calibration_error, tenths
from sayso.evaluate.claims import overlapping
from sayso.evaluate.files import article_of, load
from sayso.evaluate.measures import Json
from sayso.records import Claim
from sayso.train.annotated import articles, ids_of
from sayso.train.times import is_measured, mentions


class Asked(NamedTuple):
    """One claim: the value before the chances, the value shown, the chances, gold's values; time and whether ahead."""

    given: str
    shown: str
    chances: dict[str, float]
    accepted: set[str]
    time: str | None
    auxiliary: str | None


def asked_of(reader: ArticleReader, record: Json) -> Iterator[Asked]:
    """The claims of an annotated article that have an annotated one of their type."""
    article = article_of(record["id"], record)
    scene = reader.scene(article, article.title)
    filled = filled_by_rules(scene, reader.index)
    made = {draft.claim.id: draft for draft in drafts(scene, filled)}
    for claim in build_claims(reader.scene(article, article.title), reader.index):
        near = (gold for gold in overlapping(record["claims"], claim.trigger) if claim.event in gold["accept"])
        if (gold := next(near, None)) is not None and claim.certainty:
            yield _asked(made[claim.id], claim, gold)


def _asked(draft: Draft, claim: Claim, gold: Json) -> Asked:
    accepted = {bucket(value) for value in gold["factuality"]}
    given, shown = bucket(draft.told.given.value), bucket(claim.factuality)
    return Asked(given, shown, claim.certainty, accepted, claim.time, gold["auxiliary"])


def show(name: str, found: Sequence[Asked]) -> None:
    """Print the figures of one set."""
    by_rules = sum(a.given in a.accepted for a in found) / len(found)
    likeliest = sum(max(a.chances, key=lambda v: a.chances[v]) in a.accepted for a in found) / len(found)
    pairs = [(a.chances[a.shown], a.shown in a.accepted) for a in found]
    shown = sum(right for _, right in pairs) / len(found)
    loss = sum(-math.log(max(sum(a.chances[v] for v in a.accepted), 1e-4)) for a in found) / len(found)
    print(f"{name}: claims {len(found)}")
    print(f"  right: rules and heads {100 * by_rules:.1f}, chances {100 * likeliest:.1f}, shown {100 * shown:.1f} %")
    print(f"  log loss {loss:.3f}, rules with a constant chance {constant_loss(found, by_rules):.3f}")
    print(f"  expected calibration error {100 * calibration_error(pairs):.1f} %  Brier score {brier(pairs):.3f}")
    for tenth in tenths(pairs):
        print(f"  {tenth}")
    timed = [a for a in found if a.auxiliary in (None, "historical", "future") and a.accepted != {"U"}]
    show_times((a.time == "future", a.auxiliary == "future") for a in timed)


def constant_loss(found: Sequence[Asked], right: float) -> float:
    """Log loss of rules whose value gets the share that is right as its chance; the others share the rest."""
    rest = (1 - right) / (len(VALUES) - 1)
    chances = (sum(right if v == a.given else rest for v in a.accepted) for a in found)
    return sum(-math.log(min(1.0, chance)) for chance in chances) / len(found)


def show_times(pairs: Iterable[tuple[bool, bool]]) -> None:
    """Print how well what lies ahead is told from what does not."""
    count = Counter(pairs)
    both = count[True, True]
    said, wanted = both + count[True, False], both + count[False, True]
    right = 100 * (both + count[False, False]) / max(1, count.total())
    print(
        f"  time: predicates {count.total()}  right {right:.1f} %  future: annotated {wanted}  given {said}"
        f"  P {100 * both / max(1, said):.1f}  R {100 * both / max(1, wanted):.1f}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--annotation", type=Path, default=Path("annotation"))
    args = parser.parse_args()
    reader = ArticleReader(threads=1)
    sets = {"claims/dev": list(load(args.data / "claims/dev.jsonl.gz").values())}
    if (args.annotation / "held_out.txt").exists():
        held_out = ids_of(args.annotation / "held_out.txt")
        sets["held out"] = [r for r in articles(args.data, args.annotation) if r["id"] in held_out]
    for name, found in sets.items():
        show(name, [asked for record in found for asked in asked_of(reader, record)])
    path = args.data / "open/meantime.jsonl.gz"
    if path.exists():
        print("MEANTIME, the articles that nothing is fitted to (the reader has seen them):")
        known = (each for each in mentions(reader, path) if is_measured(each.article))
        show_times((time_of(each.told, each.told.given.auxiliary) == "future", each.ahead) for each in known)


if __name__ == "__main__":
    main()
