"""Count what is annotated and write the table of `annotation/README.md`: `python annotation/count.py [--write]`.

Needs no texts: articles, attributions and claims are counted in the files as they stand, with and without the articles
of `held_out.txt`.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MARKS = ("<!-- counts -->", "<!-- end of counts -->")
SETS = {"own": "our own texts", "claims": "Wikinews, stand-off", "polnear": "PolNeAR train, stand-off"}

Json = dict[str, Any]


def articles(name: str) -> Iterator[Json]:
    """The annotated articles of one folder."""
    for path in sorted((HERE / name).glob("*.jsonl")):
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())
    for path in sorted((HERE / name).glob("*.json")):
        yield json.loads(path.read_text(encoding="utf-8"))


def table() -> str:
    """Two Markdown tables: articles, attributions and claims by set, and claims by event type and certainty."""
    held_out = set((HERE / "held_out.txt").read_text(encoding="utf-8").split())
    rows = [
        "| set | articles | attributions | nested | claims | required | held out |",
        "|---|---|---|---|---|---|---|",
    ]
    types: Counter[str] = Counter()
    certainty: Counter[str] = Counter()
    for name, title in SETS.items():
        held = list(articles(name))
        claims = [c for a in held for c in a["claims"]]
        attributions = [x for a in held for x in a["attributions"]]
        types.update(c["event"] for c in claims)
        certainty.update(c["factuality"][0] for c in claims)
        nested, required = sum(bool(x["parent"]) for x in attributions), sum(c["required"] for c in claims)
        out = sum(a["id"] in held_out for a in held)
        rows.append(f"| {title} | {len(held)} | {len(attributions)} | {nested} | {len(claims)} | {required} | {out} |")
    counted = [", ".join(f"{name} {times}" for name, times in each.most_common()) for each in (types, certainty)]
    return "\n".join([*rows, "", f"Claims by type: {counted[0]}.", "", f"By certainty: {counted[1]}."])


def main() -> None:
    """Print the table, or write it between its marks in the README."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    if not parser.parse_args().write:
        print(table())
        return
    page = HERE / "README.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(MARKS[0])
    page.write_text(f"{before}{MARKS[0]}\n{table()}\n{MARKS[1]}{rest.partition(MARKS[1])[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
