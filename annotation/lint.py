"""Find what is unlikely in annotated articles: `python annotation/lint.py GOLD.jsonl [...]`.

Reads gold files (articles with text, as `restore.py` writes them and as they stand in `own/`) and prints one line a
finding: article, claim or attribution, rule, words. Exit status 1 if a rule of the first group ("wrong") finds
anything; the second group ("look") only asks for a second look.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.actors.tables import country_names
from sayso.ontology import auxiliaries, event_types, modes

Json = dict[str, Any]
Finding = tuple[str, str, str]
"""Name of the rule (`wrong: …` or `look: …`), id of the record, words."""

FACTUALITY = {"CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "U"}
AUXILIARY = {None, *auxiliaries()}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")
COUNTRY = re.compile(r"[A-Z]{3}")
LONGEST_TRIGGER = 6
"""Words; the trigger is the smallest span that names the event."""


def attribution_findings(a: Json, by_id: dict[str, Json]) -> Iterator[Finding]:
    """What is wrong or odd with one attribution."""
    parts = [a["source"], a["cue"], *a["content"]]
    spans = [s for s in parts if s]
    if not a["content"]:
        yield "wrong: attribution without content", a["id"], ""
    if a["parent"] is not None and a["parent"] not in by_id:
        yield "wrong: parent that is not there", a["id"], str(a["parent"])
    if a["cue"] and any(overlaps(a["cue"], other) for other in (a["source"], *a["content"]) if other):
        yield "look: cue inside source or content", a["id"], a["cue"]["text"]
    if not a["speaker"] and a["source"]:
        yield "look: source without a speaker", a["id"], a["source"]["text"]
    parent = by_id.get(a["parent"])
    if (
        parent
        and spans
        and not any(overlaps(spans[0], s) for s in [*parent["content"], *filter(None, [parent["cue"]])])
    ):
        yield "look: child outside its parent's content", a["id"], spans[0]["text"]


def claim_findings(claim: Json, article: Json) -> Iterator[Finding]:
    """What is wrong or odd with one claim."""
    name, words = claim["id"], claim["trigger"]["text"]
    if claim["event"] not in event_types() or claim["accept"][:1] != [claim["event"]]:
        yield "wrong: event type", name, f"{claim['event']} {claim['accept']}"
    if claim["mode"] and not any((kind, claim["mode"]) in modes() for kind in claim["accept"]):
        yield "wrong: mode of another type", name, f"{words}: {claim['event']} {claim['mode']}"
    if not claim["factuality"] or not set(claim["factuality"]) <= FACTUALITY or claim["auxiliary"] not in AUXILIARY:
        yield "wrong: certainty", name, f"{words}: {claim['factuality']} {claim['auxiliary']}"
    if claim["when"] and not DATE.fullmatch(claim["when"]):
        yield "wrong: date", name, claim["when"]
    for code in dict.fromkeys((*claim["actor"], *claim["recipient"])):
        if COUNTRY.fullmatch(code) and code not in country_names() and not is_acronym(code, article["text"]):
            yield "wrong: no country has this code", name, code
    if len(words.split()) > LONGEST_TRIGGER:
        yield "look: long trigger", name, words
    if (
        claim["auxiliary"] == "negation"
        and claim["factuality"]
        and all(value.endswith("+") for value in claim["factuality"])
    ):
        yield "look: negation that is asserted", name, f"{words}: {claim['factuality']}"
    if claim["factuality"][:1] in (["CT-"], ["PR-"], ["PS-"]) and claim["auxiliary"] is None:
        yield "look: denied without negation", name, words
    if not claim["actor"] and not claim["recipient"]:
        yield "look: neither actor nor recipient", name, words
    yield from chain_findings(claim, article)


def chain_findings(claim: Json, article: Json) -> Iterator[Finding]:
    """Whether the chain fits the attributions around the trigger."""
    inside = any(holds(a, claim["trigger"]) for a in article["attributions"])
    if bool(claim["say_so"]) != inside:
        state = "inside an attribution without a chain" if inside else "with a chain outside every attribution"
        yield f"look: {state}", claim["id"], claim["trigger"]["text"]


def article_findings(article: Json) -> Iterator[Finding]:
    """Every finding of one article."""
    text = article["text"]
    by_id = {a["id"]: a for a in article["attributions"]}
    for record in (*article["attributions"], *article["claims"]):
        for span in spans_of(record):
            if text[span["start"] : span["end"]] != span["text"]:
                yield "wrong: words differ from the text", record["id"], span["text"]
    for a in article["attributions"]:
        yield from attribution_findings(a, by_id)
    for claim in article["claims"]:
        yield from claim_findings(claim, article)
    seen = Counter((c["trigger"]["start"], c["event"]) for c in article["claims"])
    for (start, event), times in seen.items():
        if times > 1:
            yield "look: the same trigger twice", f"{article['id']} at {start}", event


def spans_of(record: Json) -> list[Json]:
    """All spans of an attribution or claim."""
    held = [value for each in record.values() for value in (each if isinstance(each, list) else [each])]
    return [value for value in held if isinstance(value, dict) and "start" in value]


def is_acronym(code: str, text: str) -> bool:
    """Whether a text has three letters, or a name that they are the capitals of."""
    name = r"\w+(?: of| for| the| and)* ".join(code)
    return re.search(rf"\b(?:{code}\b|{name})", text) is not None


def overlaps(a: Json, b: Json) -> bool:
    """Whether two spans share a character."""
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def holds(attribution: Json, span: Json) -> bool:
    """Whether a content of an attribution holds a span."""
    return any(s["start"] <= span["start"] and span["end"] <= s["end"] for s in attribution["content"])


def main() -> int:
    """Print the findings of all files; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--wrong", action="store_true", help="only what is wrong, not what is only odd")
    options = parser.parse_args()
    rules: Counter[str] = Counter()
    for path in options.gold:
        for article in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            for rule, record, words in article_findings(article):
                rules[rule] += 1
                if not options.wrong or rule.startswith("wrong"):
                    print(f"{article['id']}  {record.removeprefix(article['id'] + '-')}  {rule}  {words}")
    for rule, times in sorted(rules.items()):
        print(f"{times:5d}  {rule}", file=sys.stderr)
    return int(any(rule.startswith("wrong") for rule in rules))


if __name__ == "__main__":
    sys.exit(main())
