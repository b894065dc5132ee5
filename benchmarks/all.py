"""Run every benchmark and write `docs/benchmarks.md` and the measured part of the model card.

    python benchmarks/all.py DATA --seed GOLD [--only NAME ...]

DATA is the folder with `open/`, `polnear/` and `claims/`; GOLD the annotated seed article. Each benchmark is a command
of its own; what it prints goes into the page as it is, with the command, the date and the machine. `--only` runs some
and keeps what the page says of the others.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
CARD = ROOT / "src/sayso/reader/model/card.json"

HEAD = """# Benchmarks

How good, how fast, how big. This page is written by `python benchmarks/all.py DATA --seed GOLD`; each block is what
the command above it printed. DATA and GOLD stand for the folder of the data and the annotated seed article, which are
not part of this repository. All sets are development sets: thresholds were looked at on them, so expect a little less
on text that nobody here has seen.
"""

WIDE, MORE = "tests/data/minimal_pairs_wide.jsonl", "tests/data/minimal_pairs_more.jsonl"
STORIES = "annotation/stories/*.jsonl"
BENCHMARKS = {
    "grammar": ("Words, trees, names", "benchmarks/treebank.py DATA"),
    "attribution": ("Attributions: PolNeAR dev", "benchmarks/polnear.py DATA/polnear/dev.jsonl.gz"),
    "nested": ("Attributions inside of attributions: GUM dev", "benchmarks/nested.py DATA --split dev"),
    "factuality": ("Graded factuality: UDS dev", "benchmarks/factuality.py DATA"),
    "coreference": ("Pronouns: GUM dev", "benchmarks/coreference.py DATA --split dev"),
    "claims": ("Claims: 12 annotated articles (claims/dev)", "-m sayso score DATA/claims/dev.jsonl.gz"),
    "seed": ("Claims: the seed article", "-m sayso score GOLD"),
    "circumstances": (
        "Dates and places of events (claims/dev)",
        "benchmarks/circumstances.py DATA/claims/dev.jsonl.gz",
    ),
    "certainty": ("Certainty: values, their chances, and time", "benchmarks/certainty.py DATA"),
    "agreement": ("Agreement of two annotators on 44 articles", "annotation/agreement.py"),
    "calibration": (
        "Scores of claims and slots (claims/dev)",
        "benchmarks/calibration.py DATA/claims/dev.jsonl.gz",
    ),
    "pairs": ("Minimal pairs", "benchmarks/minimal_pairs.py"),
    "pairs_wide": (
        "Minimal pairs, second set",
        f"benchmarks/minimal_pairs.py --pairs {WIDE}",
    ),
    "pairs_more": (
        "Minimal pairs, third set",
        f"benchmarks/minimal_pairs.py --pairs {MORE}",
    ),
    "wire": ("Single wire sentences", "benchmarks/wire.py"),
    "contexts": ("Contexts of claims", "benchmarks/contexts.py"),
    "own_types": ("Event types of one's own", "benchmarks/own_types.py"),
    "copies": ("Near-copies: changed Wikinews articles", "benchmarks/copies.py DATA/raw/wikinews.jsonl.gz"),
    "stories": ("Events: held-out stories", f"benchmarks/stories.py {STORIES} --split held_out"),
    "stories_dev": ("Events: stories that weights were fitted to", f"benchmarks/stories.py {STORIES} --split dev"),
    "meantime": ("Events: MEANTIME, gold mentions", "benchmarks/meantime.py DATA"),
    "kill": ("Killed while adding", "benchmarks/kill.py --moments 50 --articles 400"),
    "add": ("Adding: what is not reading", "benchmarks/add.py DATA --articles 100"),
    "share": ("Adding: what is not reading, of 10,000 articles", "benchmarks/add.py DATA --share 10000"),
    "search": ("Filters and searches over a million claims", "benchmarks/search.py FOLDER"),
    "pages": ("Pages over a million claims", "benchmarks/pages.py"),
    "read": ("Speed: many articles", "benchmarks/read.py DATA --articles 10 100 1000"),
    "workers": ("Speed: workers on Ray", "benchmarks/workers.py DATA --articles 300"),
    "sizes": ("Size: articles as Parquet parts", "benchmarks/scale.py sizes DATA"),
    "growth": (
        "Growth: a store of 1,000, of 3,000 and of 10,000 articles",
        "benchmarks/scale.py growth --articles 1000 3000 10000",
    ),
    "startup": ("Start, memory, size", "benchmarks/startup.py"),
}
"""Name → title and command; the measures are explained in the docstring of each script and in `docs/cli.md`."""


def machine() -> str:
    """Processor, cores and memory, in words."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8") if Path("/proc/cpuinfo").exists() else ""
    name = re.search(r"model name\s*:\s*(.+)", info)
    widest = "AVX-512" if "avx512f" in info else "AVX2" if " avx2" in info else "no AVX2"
    return f"{name.group(1) if name else platform.machine()}, {os.cpu_count()} cores, {widest}"


def run(command: str, data: Path, gold: Path | None) -> str:
    """What a benchmark prints."""
    with tempfile.TemporaryDirectory() as folder:
        named = command.replace("DATA", str(data)).replace("GOLD", str(gold)).replace("FOLDER", folder)
        words = [sys.executable, *(each for word in named.split() for each in _spread(word))]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode and not done.stdout:  # the minimal pairs leave with 1 where something was invented
        raise SystemExit(f"{command} failed:\n{done.stderr}")
    return done.stdout.rstrip()


def _spread(word: str) -> list[str]:
    """The files that a pattern stands for; any other word as it is."""
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.glob(word)) if "*" in word else [word]


def block(name: str, output: str) -> str:
    """One section of the page."""
    return f"\n## {BENCHMARKS[name][0]}\n<!-- {name} -->\n{when(name)}\n\n```text\n{output}\n```\n"


def when(name: str) -> str:
    """The command of a benchmark, the day and the machine."""
    day = datetime.date.today().isoformat()
    return f"`python {BENCHMARKS[name][1]}`, {day}, {machine()}, Python {platform.python_version()}:"


def sections(page: str) -> dict[str, str]:
    """The sections of a page by the name of their benchmark."""
    found = re.findall(r"\n## [^\n]+\n<!-- (\w+) -->\n.*?(?=\n## |\Z)", page, flags=re.DOTALL)
    bodies = re.split(r"(?=\n## )", page)[1:]
    return dict(zip(found, bodies, strict=True))


def main() -> None:
    """Run and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--seed", type=Path)
    parser.add_argument("--only", nargs="+", choices=BENCHMARKS, default=list(BENCHMARKS))
    args = parser.parse_args()
    kept = sections(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    for name in args.only:
        print(name, flush=True)
        output = run(BENCHMARKS[name][1], args.data.resolve(), args.seed and args.seed.resolve())
        kept[name] = block(name, output)
        PAGE.write_text(HEAD + "".join(kept[each] for each in BENCHMARKS if each in kept), encoding="utf-8")
        if CARD.exists() and name in ("grammar", "attribution"):
            card = json.loads(CARD.read_text(encoding="utf-8"))
            card["measured"][BENCHMARKS[name][0]] = [when(name).rstrip(":"), *output.splitlines()]
            CARD.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
