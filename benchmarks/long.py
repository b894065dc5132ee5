"""Measure one very long article: words a second and peak memory by length, the network and the rules apart.

    python benchmarks/long.py [--words 10000 30000 100000] [--kind news sentence letter table]

`news` is an article made of our own annotated ones (annotation/own), one after another and, where more words are asked
for, all again in another order; `sentence` one sentence without an end, `letter` one repeated character, `table` a
pasted table. Each length is read in a new process on one thread. `reader` and `rules` are seconds of the processor: the
network with what is decoded from it, and all that comes after; `words/s` counts both. If the time is linear in the
length, `words/s` stays the same from line to line. `peak MB` is that of the process, `claims` what was found.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from sayso.claims.reading import ArticleReader
from sayso.reader import Reader
from sayso.records import Article, Reading

OWN = Path(__file__).parent.parent / "annotation/own"
PUBLISHED = "2024-10-16"
CLAUSE = "the army of Chad attacked a village near the border and the minister said that the rebels fled".split()
ROW = "Niger | 12 | 3,400 | 7.5% | arrested".split(" ")


def news() -> Iterator[str]:
    """Words of our own articles without end, each followed by the white space that stands behind it."""
    lines = [line for file in sorted(OWN.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()]
    texts, order = [json.loads(line)["text"] for line in lines], random.Random(0)
    while True:
        for text in texts:
            yield from (f"{word} " for part in text.split("\n\n") for word in _closed(part.split()))
        order.shuffle(texts)


def _closed(words: list[str]) -> Iterator[str]:
    """The words of a paragraph, an empty line behind the last."""
    yield from words[:-1]
    yield from (f"{word}\n\n" for word in words[-1:])


def repeated(words: list[str], end: str = " ") -> Iterator[str]:
    """The same words over and over."""
    while True:
        yield from (f"{word} " for word in words[:-1])
        yield f"{words[-1]}{end}"


def made(kind: str, number: int) -> str:
    """A text of so many words; a text of one repeated character has six of them a word."""
    if kind == "letter":
        return "a" * 6 * number
    source = {"news": news(), "sentence": repeated([*CLAUSE, "and"]), "table": repeated(ROW, "\n")}[kind]
    return "".join(islice(source, number)).strip()


def measure(kind: str, number: int) -> None:
    """Read one text in this process and print the line about it."""
    spent = [0.0]
    inner = Reader.parse_words

    def timed(*args: object, **named: object) -> object:
        began = time.process_time()
        parse = inner(*args, **named)  # type: ignore[arg-type]
        spent[0] += time.process_time() - began
        return parse

    reader = ArticleReader(threads=1)
    reader.read(Article(id="first", text="Chad attacked Niger.", published=PUBLISHED))  # loads model and tables
    Reader.parse_words = timed  # type: ignore[assignment, method-assign]
    text = made(kind, number)
    began = time.process_time()
    reading = reader.read(Article(id="long", text=text, published=PUBLISHED))
    whole = time.process_time() - began
    assert isinstance(reading, Reading), reading
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{kind:8s}  {number:7d}  {spent[0]:7.1f}  {whole - spent[0]:7.1f}  {number / whole:7.0f}  {peak:7.0f}", end=""
    )
    print(f"  {len(reading.claims):6d}", flush=True)


def main() -> None:
    """Measure and print a line for each kind of text and length."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--kind", nargs="+", default=["news"], choices=["news", "sentence", "letter", "table"])
    parser.add_argument("--here", action="store_true", help="read the one text in this process")
    args = parser.parse_args()
    if args.here:
        measure(args.kind[0], args.words[0])
        return
    print("text        words   reader    rules  words/s  peak MB  claims", flush=True)
    for kind in args.kind:
        for number in args.words:
            command = [sys.executable, __file__, "--here", "--kind", kind, "--words", str(number)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
