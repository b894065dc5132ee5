"""Bring the annotated articles in line with `CONVENTIONS.md` where that needs no judgement.

    python annotation/normalise.py [--write] [ARTICLES ...]

Prints what differs, by rule and set, and with `--write` changes the files. ARTICLES are the files of articles that
`restore.py` reads: with them the rules that look at words and dates also reach the stand-off files. The rules:

    body           one code a body (`ICC`: International Criminal Court), one spelling a name
    party          a political party has the code of its country (`parties.csv`)
    resignation    no recipient if it is only the actor again
    weapons        a test or show of arms at home has no recipient
    historical     what ended more than a year before the article
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from sayso.actors.tables import usual_code

HERE = Path(__file__).parent
YEAR = 365
LAST = {1: "-12-31", 2: "-28"}
"""What completes a year and a month to a day at its end, by how many parts the date has."""

Json = dict[str, Any]
Rule = Callable[[Json, Json], Json]
"""From a claim and its article (text and date, each None if not known) to the fields that change."""


def parties() -> dict[str, str]:
    """The countries of political parties by name."""
    with (HERE / "parties.csv").open(encoding="utf-8") as file:
        return {row["code"]: row["country"] for row in csv.DictReader(file)}


PARTIES = parties()


def repeated(claim: Json) -> bool:
    """Whether the recipient is one country, the actor's, and no words stand for it."""
    return len(claim["actor"]) == 1 and claim["actor"] == claim["recipient"] and not claim["recipient_text"]


def resignation(claim: Json, _: Json) -> Json:
    """Who resigns or gives up a candidacy gives way to nobody."""
    return {"recipient": []} if claim["mode"] == "resign" and repeated(claim) else {}


def weapons(claim: Json, _: Json) -> Json:
    """A test is aimed at nobody if nobody is named."""
    return {"recipient": []} if claim["event"] == "MOBILIZE" and claim["mode"] == "weapons" and repeated(claim) else {}


def historical(claim: Json, article: Json) -> Json:
    """Certain deeds with a date of more than a year before the article's are background."""
    if not claim["when"] or not article["date"] or claim["auxiliary"] or claim["factuality"][0][-1] != "+":
        return {}
    end = claim["when"].split("/")[-1]
    day = date.fromisoformat(end + LAST.get(len(end.split("-")), ""))
    return {"auxiliary": "historical"} if (date.fromisoformat(article["date"]) - day).days > YEAR else {}


RULES: dict[str, Rule] = {
    "resignation": resignation,
    "weapons": weapons,
    "historical": historical,
}


def spellings(records: Iterable[Json]) -> dict[str, str]:
    """The commonest spelling of every code by its key: without case and "the"."""
    found: dict[str, Counter[str]] = {}
    for record in records:
        for code in (code for row in record["claims"] for code in row["actor"] + row["recipient"]):
            found.setdefault(key(code), Counter())[usual_code(code)] += 1
    return {name: forms.most_common(1)[0][0] for name, forms in found.items()}


def key(code: str) -> str:
    """A code without case and article."""
    return usual_code(code).casefold().removeprefix("the ")


def recoded(codes: list[str], spelling: dict[str, str], counts: Counter[str]) -> list[str]:
    """Codes by the rules of bodies and parties, each once."""
    made = [PARTIES.get(code) or spelling.get(key(code), usual_code(code)) for code in codes]
    counts.update("party" if old in PARTIES else "body" for old, new in zip(codes, made, strict=True) if old != new)
    return list(dict.fromkeys(made))


def normalised(record: Json, article: Json, spelling: dict[str, str]) -> tuple[Json, Counter[str]]:
    """A record with everything changed that the rules change, and how often each of them did."""
    counts: Counter[str] = Counter()
    for said in record["attributions"]:
        said["speaker"] = recoded(said["speaker"], spelling, counts)
    for claim in record["claims"]:
        for slot in ("actor", "recipient"):
            claim[slot] = recoded(claim[slot], spelling, counts)
        for link in filter(lambda link: link["code"], claim.get("say_so", [])):
            link["code"] = "+".join(recoded(link["code"].split("+"), spelling, counts))
        for name, rule in RULES.items():
            changes = rule(claim, article)
            claim.update(changes)
            counts[name] += bool(changes)
    return record, +counts


def standoff_text(record: Json) -> str:
    """A stand-off file: one attribution or claim a line."""
    lists = [
        f' "{name}": [\n' + ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in record[name]) + "\n ]"
        for name in ("attributions", "claims")
    ]
    head = f'{{"id": {json.dumps(record["id"], ensure_ascii=False)},\n "text_sha256": "{record["text_sha256"]}"'
    return ",\n".join([head, *lists]).replace("[\n\n ]", "[]") + "}\n"


def files() -> dict[Path, list[Json]]:
    """The records of every file of the annotation."""
    own = {
        path: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in sorted((HERE / "own").glob("*.jsonl"))
    }
    standoff = [path for name in ("claims", "polnear") for path in sorted((HERE / name).glob("*.json"))]
    return own | {path: [json.loads(path.read_text(encoding="utf-8"))] for path in standoff}


def written(path: Path, records: list[Json]) -> None:
    """Write one file back."""
    own = path.suffix == ".jsonl"
    lines = [json.dumps(r, ensure_ascii=False) + "\n" if own else standoff_text(r) for r in records]
    path.write_text("".join(lines), encoding="utf-8")


def texts(paths: Iterable[Path]) -> dict[str, Json]:
    """Articles by the ids that the annotation uses."""
    found: dict[str, Json] = {}
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                found[record.get("id") or f"polnear:{record['doc_id']}"] = record
    return found


def main() -> None:
    """Print counts by set and rule; write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("articles", type=Path, nargs="*")
    options = parser.parse_args()
    articles, held = texts(options.articles), files()
    spelling = spellings(record for records in held.values() for record in records)
    for name in ("own", "claims", "polnear"):
        counts: Counter[str] = Counter()
        for path in (path for path in held if path.parent.name == name):
            for record in held[path]:
                article = articles.get(record["id"], record)
                _, changed = normalised(record, {slot: article.get(slot) for slot in ("text", "date")}, spelling)
                counts += changed
            if options.write:
                written(path, held[path])
        print(name, dict(counts))


if __name__ == "__main__":
    main()
