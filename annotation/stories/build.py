"""Build the stories from their readable sources: `python annotation/stories/build.py [STORY.txt ...]`.

Reads `*.txt` of this folder (README.md says how they are written), strips the marks, finds the offsets, checks
everything and writes one `STORY.jsonl` beside each source: a line `{id, split, articles, events}`. Prints what is wrong
and writes nothing then; prints what deserves a second look with `--look`. `--scorer SCORE_STORIES.py` runs that script
with the gold as prediction and wants 100 everywhere.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from sayso.actors.tables import country_names, territories, usual_code
from sayso.ontology import event_types

Json = dict[str, Any]

FOLDER = Path(__file__).parent
MARK = re.compile(r"\{(?P<event>\w+)(?P<sign>[-+?>])(?P<sources>[\w,]*):(?P<words>[^{}]+)\}")
STANCES = {"+": "asserted", "-": "denied", "?": "doubted", ">": "planned"}
RELATION = re.compile(r"original|independent|own|(copy|rewrite) of (\w+)")
DAY = r"\d{4}(-\d\d(-\d\d)?)?"
WHEN = re.compile(rf"{DAY}(/{DAY})?")
QUOTED = re.compile(r"[\"“]([^\"“”]+)[\"”]")
RUN = 5
"""Words in a row that two texts share only if one took them from the other."""
COPIED = 0.7
"""A copy shares at least this part of its runs of words with its original, but for a credit and joints of its cuts."""
REWRITTEN = 0.2
"""A rewrite shares at most this part outside of its quotations: more would be a copy."""
INDEPENDENT = 0.1
"""Any other two articles share at most this part, quotations included: names, titles and a common statement."""
WORDS = range(110, 361)
"""Length of an article; a copy may be cut to half of the least."""


def parse(source: str) -> Json:
    """A story from its source; raises ValueError where a line cannot be read."""
    head, *parts = re.split(r"^\[(article .*)\]$", source, flags=re.MULTILINE)
    story, sources, events = sections(head)
    name, split = story[0].split()
    articles = [article(name, title, body) for title, body in zip(parts[::2], parts[1::2], strict=True)]
    return gather(name, split, dict(map(pair, sources)), {e["id"]: e for e in map(event, events)}, articles)


def sections(head: str) -> list[list[str]]:
    """The lines of the sections `[story]`, `[sources]` and `[events]`."""
    found = re.fullmatch(r"\s*\[story\](.*)\[sources\](.*)\[events\](.*)", head, flags=re.DOTALL)
    if not found:
        raise ValueError("no [story], [sources], [events] in this order")
    return [[line for line in part.strip().splitlines() if line] for part in found.groups()]


def pair(line: str) -> tuple[str, str]:
    """`army = the Ethiopian army` as key and name."""
    key, equals, name = map(str.strip, line.partition("="))
    if not equals or not re.fullmatch(r"\w+", key):
        raise ValueError(f"no source: {line}")
    return key, name


def event(line: str) -> Json:
    """`raid | ASSAULT COERCE | ETH > Fano | 2024-03-04 | what` as an event without mentions."""
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != 5 or ">" not in cells[2]:
        raise ValueError(f"no event: {line}")
    name, accept, who, when, what = cells
    actor, recipient = ([code for code in map(str.strip, side.split(";")) if code] for side in who.split(">"))
    kinds = accept.split()
    shape = {"actor": actor, "recipient": recipient, "when": when or None, "what": what}
    return {"id": name, "event": kinds[0], "accept": kinds, **shape, "mentions": []}


def article(story: str, head: str, body: str) -> Json:
    """An article and its marks (`marks`, offsets into the text without them)."""
    cells = [cell.strip() for cell in head.removeprefix("article").split("|")]
    title, _, marked = body.strip().partition("\n")
    if len(cells) != 4 or not title.startswith("# "):
        raise ValueError(f"no article: {head}")
    number, relation, day, publisher = cells
    text, marks = strip(marked.strip())
    whole = re.sub(r" of (\w+)$", rf" of {story}-\1", relation)
    record = {"id": f"{story}-{number}", "title": title[2:].strip(), "date": day, "publisher": publisher}
    return {**record, "text": text, "relation": whole, "marks": marks}


def strip(marked: str) -> tuple[str, list[Json]]:
    """The text without marks, and each mark with the span of its words there."""
    text, marks, last = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[last : found.start()]
        span = {"text": found["words"], "start": len(text), "end": len(text) + len(found["words"])}
        text, last = text + found["words"], found.end()
        keys = [key for key in found["sources"].split(",") if key]
        marks.append({"event": found["event"], "stance": STANCES[found["sign"]], "keys": keys, "trigger": span})
    return text + marked[last:], marks


def gather(name: str, split: str, names: dict[str, str], events: dict[str, Json], articles: list[Json]) -> Json:
    """The story: the marks of all articles as mentions of its events, with who asserts and who denies each."""
    by_id = {each["id"]: each for each in articles}
    for each in articles:
        for mark in each.pop("marks"):
            if unknown := {*mark["keys"]} - {*names} | {mark["event"]} - {*events}:
                raise ValueError(f"{each['id']}: {mark['trigger']['text']}: no {', '.join(sorted(unknown))}")
            said = [names[key] for key in mark["keys"]]
            if not said and mark["stance"] in ("asserted", "denied"):
                said = [f"{told_by(each, by_id)['publisher']}'s own reporting"]
            mention = {"article": each["id"], "trigger": mark["trigger"], "stance": mark["stance"], "sources": said}
            events[mark["event"]]["mentions"].append(mention)
    for each in events.values():
        each["origins"] = said_by(each, "asserted")
        each["deniers"] = said_by(each, "denied")
    return {"id": name, "split": split, "articles": articles, "events": list(events.values())}


def told_by(each: Json, by_id: dict[str, Json]) -> Json:
    """The article that an article was copied or rewritten from, or the article itself."""
    taken = each["relation"].partition(" of ")[2]
    return told_by(by_id[taken], by_id) if taken in by_id else each


def said_by(each: Json, stance: str) -> list[str]:
    """The distinct sources of an event's mentions of one stance, in the order of the story."""
    return list(dict.fromkeys(name for m in each["mentions"] if m["stance"] == stance for name in m["sources"]))


def wrong(story: Json) -> Iterator[str]:
    """What must not stand in a story."""
    if story["split"] not in ("train", "dev", "held_out"):
        yield f"split {story['split']}"
    by_id = {each["id"]: each for each in story["articles"]}
    if len(by_id) < len(story["articles"]):
        yield "two articles of one id"
    for each in story["articles"]:
        yield from (f"{each['id']}: {finding}" for finding in wrong_article(each, by_id))
    for each in story["events"]:
        yield from (f"event {each['id']}: {finding}" for finding in wrong_event(each, by_id))
    yield from (f"{m['article']}: {m['trigger']['text']}: marked twice" for m in touching(story))


def wrong_article(each: Json, by_id: dict[str, Json]) -> Iterator[str]:
    """What is wrong with an article: marks left over, date, relation, length, and what it shares with the others."""
    if re.search(r"[{}]", each["text"]):
        yield "a mark that cannot be read"
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", each["date"]) or not real(each["date"]):
        yield f"date {each['date']}"
    relation = RELATION.fullmatch(each["relation"].replace("-", "_"))
    taken = each["relation"].partition(" of ")[2]
    if not relation or (taken and (taken not in by_id or taken == each["id"])):
        yield f"relation {each['relation']}"
        return
    least = WORDS.start // 2 if taken else WORDS.start
    if not least <= len(each["text"].split()) < WORDS.stop:
        yield f"{len(each['text'].split())} words"
    yield from shared(each, by_id)


def shared(each: Json, by_id: dict[str, Json]) -> Iterator[str]:
    """What an article shares with those it should share more or less with."""
    kind, _, taken = each["relation"].partition(" of ")
    text = each["text"]
    if kind == "copy" and (part := share(text, by_id[taken]["text"])) < COPIED:
        yield f"shares only {part:.2f} with {taken}"
    if kind == "rewrite":
        yield from wrong_rewrite(text, by_id[taken])
    family = told_by(each, by_id)["id"]
    for other in by_id.values():
        if told_by(other, by_id)["id"] != family and (part := share(text, other["text"])) > INDEPENDENT:
            yield f"shares {part:.2f} with {other['id']}"


def wrong_rewrite(text: str, original: Json) -> Iterator[str]:
    """A rewrite has other words, the quotations of its original and no figure of its own."""
    if (part := share(QUOTED.sub(" ", text), original["text"])) > REWRITTEN:
        yield f"shares {part:.2f} with {original['id']}: a copy"
    quotations = [quoted for quoted in QUOTED.findall(text) if len(quoted.split()) >= RUN]
    yield from (f"quotation of its own: {q}" for q in quotations if share(q, original["text"]) < COPIED)
    figures = set(re.findall(r"\d+", text)) - set(re.findall(r"\d+", original["text"] + original["date"]))
    yield from (f"figure of its own: {figure}" for figure in sorted(figures))


def share(text: str, other: str) -> float:
    """The part of a text's runs of words that another holds too."""
    own, others = runs(text), set(runs(other))
    return sum(run in others for run in own) / max(len(own), 1)


def runs(text: str) -> list[tuple[str, ...]]:
    """Each run of `RUN` words, without case and punctuation."""
    words = re.findall(r"\w+", text.lower())
    return [tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)]


def wrong_event(each: Json, by_id: dict[str, Json]) -> Iterator[str]:
    """What is wrong with an event: type, codes, date, mentions."""
    if not each["accept"] or not set(each["accept"]) <= set(event_types()):
        yield f"types {each['accept']}"
    if not each["actor"] and not each["recipient"]:
        yield "neither actor nor recipient"
    yield from (f"code {code}" for code in (*each["actor"], *each["recipient"]) if not proper(code))
    if each["when"] and not (WHEN.fullmatch(each["when"]) and all(map(real, each["when"].split("/")))):
        yield f"date {each['when']}"
    if not each["mentions"]:
        yield "no mention"
    for mention in each["mentions"]:
        yield from (f"{mention['article']}: {f}" for f in wrong_mention(mention, each, by_id[mention["article"]]))


def wrong_mention(mention: Json, each: Json, article: Json) -> Iterator[str]:
    """What is wrong with a mention: other words, words cut in two, told before it happened."""
    start, end, words = (mention["trigger"][key] for key in ("start", "end", "text"))
    if article["text"][start:end] != words or words != words.strip():
        yield f"{words}: not the words of the text"
    if re.search(r"\w$", article["text"][:start]) or re.match(r"\w", article["text"][end:]):
        yield f"{words}: cut inside a word"
    first = (each["when"] or "0").split("/")[0]
    if mention["stance"] == "asserted" and first > article["date"]:
        yield f"{words}: told on {article['date']}, before {first}"


def proper(code: str) -> bool:
    """Whether a code is that of a country or territory, the usual name of a body, or words that no table knows."""
    countries = country_names()
    if re.fullmatch(r"[A-Z]{3}", code) and (code in countries or code in territories()):
        return True
    return usual_code(code) == code and code not in countries.values()


def real(day: str) -> bool:
    """Whether a date of one to three parts stands in the calendar."""
    try:
        date.fromisoformat(day + "0000-01-01"[len(day) :])
    except ValueError:
        return False
    return True


def touching(story: Json) -> Iterator[Json]:
    """Mentions that share a character with another, so that a prediction could not be told for either."""
    mentions = [m for each in story["events"] for m in each["mentions"]]
    ordered = sorted(mentions, key=lambda m: (m["article"], m["trigger"]["start"]))
    for one, other in pairwise(ordered):
        if one["article"] == other["article"] and other["trigger"]["start"] < one["trigger"]["end"]:
            yield other


def looks(story: Json) -> Iterator[str]:
    """What deserves a second look: words that are a mention elsewhere in the story and none here."""
    marked = {m["trigger"]["text"].lower() for each in story["events"] for m in each["mentions"]}
    spans: dict[str, list[range]] = {}
    for mention in (m for each in story["events"] for m in each["mentions"]):
        span = range(mention["trigger"]["start"], mention["trigger"]["end"])
        spans.setdefault(mention["article"], []).append(span)
    for each in story["articles"]:
        for found in re.finditer(r"|".join(rf"\b{re.escape(words)}\b" for words in sorted(marked)), each["text"], re.I):
            if not any(found.start() in span for span in spans.get(each["id"], [])):
                yield f"{each['id']}: …{each['text'][max(found.start() - 40, 0) : found.end() + 30]}…".replace(
                    "\n", " "
                )


def prediction(story: Json) -> tuple[list[Json], list[Json]]:
    """The gold as a prediction: events and copies as the scorer reads them."""
    events = [
        {
            "id": f"{story['id']}/{each['id']}",
            "claims": [{key: m[key] for key in ("article", "trigger", "stance")} for m in each["mentions"]],
            "origins": each["origins"],
        }
        for each in story["events"]
    ]
    taken = [(each["id"], each["relation"].partition(" of ")[2]) for each in story["articles"]]
    whole = {one: of for one, of in taken if of}
    copies = [*whole.items(), *((one, whole[of]) for one, of in whole.items() if of in whole)]
    return events, [{"article": one, "of": of} for one, of in copies]


def scores(stories: list[Json], scorer: Path) -> Json:
    """What the scorer says of the gold as its own prediction."""
    predicted = [prediction(story) for story in stories]
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("stories", "events", "copies")]
        records = (
            stories,
            [e for events, _ in predicted for e in events],
            [c for _, copies in predicted for c in copies],
        )
        for path, rows in zip(paths, records, strict=True):
            path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        run = [sys.executable, str(scorer), *map(str, paths), "--json"]
        return dict(json.loads(subprocess.run(run, check=True, capture_output=True, text=True).stdout))


def perfect(result: Json) -> bool:
    """Whether every score is 100 and no denial false."""
    values = [v for value in result.values() for v in (value.values() if isinstance(value, dict) else [value])]
    full = [abs(v - 100) < 1e-6 for v in values]
    return int(result["false denials"]) == 0 and sum(full) == len(values) - 1


def counts(stories: list[Json]) -> str:
    """Stories, articles, events, mentions by stance, copies and rewrites in one line."""
    articles = [each for story in stories for each in story["articles"]]
    events = [each for story in stories for each in story["events"]]
    stances = [m["stance"] for each in events for m in each["mentions"]]
    told = ", ".join(f"{stances.count(stance)} {stance}" for stance in STANCES.values())
    taken = [each["relation"].partition(" of ")[0] for each in articles]
    head = f"{len(stories)} stories, {len(articles)} articles, {len(events)} events, {len(stances)} mentions ({told})"
    return f"{head}, {taken.count('copy')} copies, {taken.count('rewrite')} rewrites"


def main() -> int:
    """Build all stories or those named; 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path, nargs="*", help="sources; without any all *.txt of this folder")
    parser.add_argument("--look", action="store_true", help="print what deserves a second look")
    parser.add_argument("--scorer", type=Path, help="score_stories.py, to run with the gold as prediction")
    options = parser.parse_args()
    paths = options.stories or sorted(FOLDER.glob("*.txt"))
    stories = [parse(path.read_text(encoding="utf-8")) for path in paths]
    findings = [
        f"{path.stem}: {finding}" for path, story in zip(paths, stories, strict=True) for finding in wrong(story)
    ]
    for line in (*findings, *(look for story in stories if options.look for look in looks(story))):
        print(line)
    if findings:
        return 1
    for path, story in zip(paths, stories, strict=True):
        path.with_suffix(".jsonl").write_text(json.dumps(story, ensure_ascii=False) + "\n", encoding="utf-8")
    print(counts(stories))
    return 0 if options.scorer is None or perfect(scores(stories, options.scorer)) else 1


if __name__ == "__main__":
    sys.exit(main())
