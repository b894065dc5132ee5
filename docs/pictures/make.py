"""Makes the pictures of `docs/plots.md` from the articles in `examples/` and the stories in `annotation/stories/`.

    pip install "sayso[store,formats,plot]"
    python docs/pictures/make.py

Reads some 130 articles, which takes a minute or two, into a store of its own that is thrown away.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sayso
from sayso.store import Filter, Store
from sayso.store.drawing import draw

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FIELDS = ("id", "title", "date", "publisher", "text")
PICTURES: dict[str, tuple[str, Filter, dict[str, Any]]] = {
    "timeline": ("timeline", Filter(since="2022"), {}),
    "dyad": ("dyad", Filter(actor=("PRK",), recipient=("RUS",)), {"count": "claims"}),
    "network": ("network", Filter(either=("RUS", "PRK", "ETH", "SOM")), {"most": 30}),
    "network-dark": ("network", Filter(either=("RUS", "PRK", "ETH", "SOM")), {"most": 30, "theme_name": "dark"}),
    "flows": ("flows", Filter(object_class=("ammunition", "weapons", "money", "food", "fuel")), {"most": 12}),
    "map": ("map", Filter(event=("ASSAULT", "PROTEST", "AID", "CONSULT")), {}),
}
"""The file, the picture, what it asks for, and how it is drawn."""


def stories() -> Iterator[dict[str, str]]:
    """The articles of the stories, without their annotation."""
    for path in sorted((ROOT / "annotation" / "stories").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from ({name: one[name] for name in FIELDS} for one in json.loads(line)["articles"])


def make() -> None:
    """Read, draw, and write `docs/pictures/*.svg`."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "stories.jsonl"
        lines.write_text("".join(json.dumps(one) + "\n" for one in stories()), encoding="utf-8")
        with Store(Path(folder) / "pictures.duckdb") as store:
            store.add(sayso.read_all(sayso.articles([str(lines), str(ROOT / "examples" / "articles.jsonl")])))
            store.refresh()
            for name, (picture, asked, how) in PICTURES.items():
                (HERE / f"{name}.svg").write_text(draw(store.sql, picture, asked, **how).svg(), encoding="utf-8")


if __name__ == "__main__":
    make()
