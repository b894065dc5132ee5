"""Measure what a first use costs: seconds from start to the first claim, and megabytes installed.

    python benchmarks/startup.py [ARTICLE] [--runs N]

Starts `sayso read ARTICLE --format jsonl` in new processes (one warm-up, then N runs, weights in the page cache) and
prints the median wall time of the whole command, that of `sayso --help`, peak memory of a run, and the size of the
`site-packages` folder that Sayso runs from without the packages of pip itself. Run it in a virtual environment that
holds nothing but `pip install .`.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

HERE = Path(__file__).parent


def seconds(command: list[str]) -> float:
    """Wall time of one command; its output is thrown away."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def installed_megabytes() -> float:
    """Size of site-packages in megabytes, pip and setuptools left out."""
    folder = Path(sysconfig.get_paths()["purelib"])
    skipped = ("pip", "setuptools", "pkg_resources", "_distutils_hack")
    files = (p for p in folder.rglob("*") if p.is_file() and not p.relative_to(folder).parts[0].startswith(skipped))
    return sum(p.stat().st_size for p in files) / 1e6


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", nargs="?", type=Path, default=HERE.parent / "examples/shipment.txt")
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    sayso = [sys.executable, "-m", "sayso"]
    read = [*sayso, "read", str(args.article), "--format", "jsonl"]
    seconds(read)
    print(f"words of the article      {len(args.article.read_text(encoding='utf-8').split())}")
    print(f"sayso read, median        {statistics.median(seconds(read) for _ in range(args.runs)):.2f} s")
    print(f"peak memory of a run      {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")
    print(f"sayso --help, median      {statistics.median(seconds([*sayso, '--help']) for _ in range(args.runs)):.2f} s")
    print(f"installed                 {installed_megabytes():.0f} MB")


if __name__ == "__main__":
    main()
