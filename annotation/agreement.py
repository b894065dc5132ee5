"""How far two independent annotations of the same articles agree: `python annotation/agreement.py [--write]`.

Reads `twice/first` and `twice/second`, which hold offsets and codes but no texts, so lengths of spans are counted in
characters here and not in words. Each row is the mean of both directions, one annotation taken as gold and the other
as prediction; `--write` puts the table between its marks in `CARD.md`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from typing import Any

from sayso.evaluate import score_attributions, score_claims
from sayso.evaluate.claims import codes, paired

HERE = Path(__file__).parent
MARKS = ("<!-- agreement -->", "<!-- end of agreement -->")
SETS = {"all": "", "our own texts": "own:", "Wikinews": "wikinews:", "PolNeAR": "polnear:"}
"""Columns, and what the ids of their articles begin with."""

Json = dict[str, Any]
Articles = dict[str, Json]

SAME: dict[str, Callable[[Json, Json], bool]] = {
    "actor": lambda a, b: codes(a["actor"]) == codes(b["actor"]),
    "recipient": lambda a, b: codes(a["recipient"]) == codes(b["recipient"]),
    "factuality": lambda a, b: b["factuality"][0] in a["factuality"],
    "required": lambda a, b: bool(a["required"] == b["required"]),
}
"""Fields that the measures of claims do not list, compared over the claims that both annotations have."""


def annotation(side: str, folder: Path = HERE / "twice") -> Articles:
    """The articles of one annotation, `first` or `second`, by id, in the shape that `sayso.evaluate` reads."""
    records = (json.loads(path.read_bytes()) for path in sorted((folder / side).glob("*.json")))
    return {record["id"]: article(record) for record in records}


def article(record: Json) -> Json:
    """A stand-off record with a text of as many characters, each of which counts as a word of its own."""
    spans = [s for a in record["attributions"] for s in [a["source"], a["cue"], *a["content"]] if s]
    length = max((s["end"] for s in spans), default=0)
    return {**record, "text": "." * length, "claims": [claim(row) for row in record["claims"]]}


def claim(row: Json) -> Json:
    """A claim whose object and place are lists of offsets, and whose chain is one of codes."""
    places = {slot: positions(row[slot]) for slot in ("object", "where")}
    return {**row, **places, "say_so": [{"code": code} for code in row["chain"]]}


def positions(span: Json | None) -> str | None:
    """The offsets of a span as words."""
    return " ".join(map(str, range(span["start"], span["end"]))) if span else None


def rows(first: Articles, second: Articles) -> dict[str, float]:
    """Every measure in percent by name: levels of claims, fields of claims, attributions."""
    there, back = one_way(first, second), one_way(second, first)
    return {name: mean((there[name], back[name])) for name in there if name in back}


def one_way(gold: Articles, predicted: Articles) -> dict[str, float]:
    """The measures of one annotation with the other as gold."""
    claims, attributions = score_claims(gold, predicted), score_attributions(gold, predicted)
    found = {f"claims: {level}": measure.f1 for level, measure in claims.levels.items()}
    found |= {f"field: {name}": value for name, value in {**claims.fields, **further_fields(gold, predicted)}.items()}
    return found | {f"attributions: {name}": measure.f1 for name, measure in attributions.measures.items()}


def further_fields(gold: Articles, predicted: Articles) -> dict[str, float]:
    """Agreement in percent of the fields of `SAME` over the paired claims."""
    pairs = [
        (gold[key]["claims"][g], predicted[key]["claims"][p])
        for key in gold
        for g, p in paired(gold[key]["claims"], predicted[key]["claims"])
    ]
    return {name: 100 * mean(same(a, b) for a, b in pairs) for name, same in SAME.items()}


def table(first: Articles, second: Articles) -> str:
    """A Markdown table: a row a measure, a column a set."""
    columns = {
        title: rows(*({k: a for k, a in side.items() if k.startswith(start)} for side in (first, second)))
        for title, start in SETS.items()
    }
    counts = [sum(key.startswith(start) for key in first) for start in SETS.values()]
    lines = [f"| | {' | '.join(columns)} |", f"|---|{'---|' * len(columns)}"]
    lines.append(f"| articles | {' | '.join(map(str, counts))} |")
    for name in columns["all"]:
        values = [f"{column[name]:.0f}" if name in column else "" for column in columns.values()]
        lines.append(f"| {name} | {' | '.join(values)} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table, or write it between its marks in the card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    found = table(annotation("first"), annotation("second"))
    if not parser.parse_args().write:
        print(found)
        return
    page = HERE / "CARD.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(MARKS[0])
    page.write_text(f"{before}{MARKS[0]}\n{found}\n{MARKS[1]}{rest.partition(MARKS[1])[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
