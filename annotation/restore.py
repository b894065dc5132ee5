"""Lay the stand-off annotation of `annotation/claims` (or another folder) over its articles and write a gold file.

    python annotation/restore.py wikinews.jsonl.gz gold.jsonl
    python annotation/restore.py polnear/train.jsonl.gz gold.jsonl --annotation annotation/polnear

The articles are Wikinews texts (CC BY 2.5), one `{id, title, date, publisher, text, ...}` a line, or PolNeAR's training
articles (`doc_id` in place of `id`); they are not in this repository. An article whose text has another SHA-256 than
the annotated one is left out and named.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CLAIMS = Path(__file__).parent / "claims"
KEPT = ("id", "title", "date", "publisher", "url", "licence", "text")

Json = dict[str, Any]


def restore(standoff: Json, article: Json) -> Json:
    """The gold record of one article: every span with its words, every claim with its chain of sources."""
    text = article["text"]
    attributions = [worded(each, text) for each in standoff["attributions"]]
    by_id = {each["id"]: each for each in attributions}
    claims = [claim(worded(each, text), standoff["id"], by_id) for each in standoff["claims"]]
    return {key: article.get(key) for key in KEPT} | {"attributions": attributions, "claims": claims}


def worded(record: Json, text: str) -> Json:
    """A record in which each span also holds its words."""
    return {key: words(value, text) for key, value in record.items()}


def words(value: Any, text: str) -> Any:
    """A span or list of spans with its words; anything else as it is."""
    if isinstance(value, list):
        return [words(each, text) for each in value]
    if isinstance(value, dict):
        return {"text": text[value["start"] : value["end"]], **value}
    return value


def claim(row: Json, article: str, attributions: dict[str, Json]) -> Json:
    """A claim in the shape of the gold files: whole id, chain instead of attribution id, object and place in words."""
    row["id"] = f"{article}-{row['id']}"
    row["say_so"] = chain(row.pop("attribution"), attributions)
    for slot in ("object", "where"):
        row[slot] = row[slot] and row[slot]["text"]
    return row


def chain(name: str | None, attributions: dict[str, Json]) -> list[Json]:
    """The sources of a claim, outermost first, from its innermost attribution."""
    if name is None:
        return []
    inner = attributions[name]
    source, cue = inner["source"] or {"text": ""}, inner["cue"] or {"text": "(implicit)"}
    code = "+".join(inner["speaker"]) or source["text"]
    return [*chain(inner["parent"], attributions), {"source": source["text"], "code": code, "cue": cue["text"]}]


def named(article: Json) -> Json:
    """The article with the id that the annotation uses."""
    return article if "id" in article else {"id": f"polnear:{article['doc_id']}", **article}


def gold(articles: Path, annotation: Path = CLAIMS) -> Iterator[Json]:
    """The gold records of all annotated articles that the file holds in the annotated wording."""
    standoffs = {
        row["id"]: row for row in (json.loads(path.read_bytes()) for path in sorted(annotation.glob("*.json")))
    }
    with gzip.open(articles, "rt", encoding="utf-8") if articles.suffix == ".gz" else articles.open() as lines:
        for article in map(named, map(json.loads, lines)):
            standoff = standoffs.pop(article["id"], None)
            if standoff and hashlib.sha256(article["text"].encode()).hexdigest() == standoff["text_sha256"]:
                yield restore(standoff, article)
            elif standoff:
                print(f"{article['id']}: other text, left out", file=sys.stderr)
    for name in standoffs:
        print(f"{name}: not in {articles}, left out", file=sys.stderr)


def main() -> None:
    """Write the gold file and say how many articles it holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--annotation", type=Path, default=CLAIMS, help="folder of the stand-off files")
    options = parser.parse_args()
    rows = [json.dumps(row, ensure_ascii=False) + "\n" for row in gold(options.articles, options.annotation)]
    options.out.write_text("".join(rows), encoding="utf-8")
    print(f"{len(rows)} articles")


if __name__ == "__main__":
    main()
