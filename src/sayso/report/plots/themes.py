"""Colours and signs of the pictures, light and dark: Okabe and Ito's, which colour-blind eyes tell apart.

One language in all pictures. Colour is the kind: blue for cooperation, orange for conflict, the stronger one of each
for deeds and the lighter one for words. Filling and line are the standing: what is asserted is full, what is denied is
hollow, what some assert and some deny is half full, what is doubted is pale, what is planned pale in a dotted line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sayso.errors import InputError

FONT = "Liberation Sans, Arial, Helvetica, Noto Sans, DejaVu Sans, sans-serif"


class Theme(NamedTuple):
    """Colours by what they are for; `kinds` by quad class (0: none), `classes` for what has no order."""

    paper: str
    ink: str
    soft: str
    rule: str
    land: str
    border: str
    kinds: Mapping[int, str]
    classes: tuple[str, ...]


LIGHT = Theme(
    paper="#ffffff", ink="#1c1c1a", soft="#5b5850", rule="#ddd8cb", land="#ebe8df", border="#c9c4b6",
    kinds={1: "#56b4e9", 2: "#0072b2", 3: "#e69f00", 4: "#d55e00", 0: "#8a877f"},
    classes=("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a877f"),
)  # fmt: skip
DARK = Theme(
    paper="#15171a", ink="#f0ede4", soft="#b3afa3", rule="#3a3d42", land="#2a2d32", border="#4a4e55",
    kinds={1: "#a5d8f6", 2: "#3d9fdc", 3: "#f5c35c", 4: "#ee7a2a", 0: "#a09c92"},
    classes=("#3d9fdc", "#f5c35c", "#2bbf94", "#e39cc4", "#a5d8f6", "#ee7a2a", "#a09c92"),
)  # fmt: skip


def _of_page(name: str, colour: str) -> str:
    return f"var(--plot-{name}, {colour})"


PAGE = Theme(
    **{name: _of_page(name, getattr(LIGHT, name)) for name in ("paper", "ink", "soft", "rule", "land", "border")},
    kinds={quad: _of_page(f"kind-{quad}", colour) for quad, colour in LIGHT.kinds.items()},
    classes=tuple(_of_page(f"class-{number}", colour) for number, colour in enumerate(LIGHT.classes)),
)
"""Colours that a page sets: `--plot-ink` and so on, so that an SVG inside it follows its theme."""

THEMES: Mapping[str, Theme] = {"light": LIGHT, "dark": DARK, "page": PAGE}


def theme(name: str) -> Theme:
    """A theme by its name.

    Raises:
        InputError: there is none of that name.
    """
    if name not in THEMES:
        raise InputError(f"There is no theme {name}.", f"Take one of {', '.join(THEMES)}.")
    return THEMES[name]


def variables(name: str) -> str:
    """The style sheet lines by which a page gives an SVG of the theme `page` the colours of another theme."""
    held = theme(name)
    plain = [(part, getattr(held, part)) for part in ("paper", "ink", "soft", "rule", "land", "border")]
    kinds = [(f"kind-{quad}", colour) for quad, colour in held.kinds.items()]
    classes = [(f"class-{number}", colour) for number, colour in enumerate(held.classes)]
    return "\n".join(f"--plot-{part}: {colour};" for part, colour in (*plain, *kinds, *classes))


QUADS: Mapping[int, str] = {
    2: "material cooperation",
    1: "verbal cooperation",
    4: "material conflict",
    3: "verbal conflict",
    0: "types of your own",
}
"""What quad classes are called, in the order in which they are shown: deeds before words."""


class Standing(NamedTuple):
    """How something stands: its word, how full a filling is, how its outline is broken (empty: it has none), and how a
    line is."""

    word: str
    fill: float
    outline: tuple[int, ...]
    dash: tuple[int, ...]


STANDINGS: Mapping[str, Standing] = {
    "asserted": Standing("asserted", 1.0, (1, 0), (1, 0)),
    "contested": Standing("asserted by some, denied by others", 0.45, (1, 0), (10, 3)),
    "denied": Standing("denied", 0.0, (1, 0), (5, 4)),
    "doubted": Standing("doubted", 0.3, (), (2, 5)),
    "planned": Standing("planned", 0.15, (2, 2), (8, 3, 2, 3)),
}
"""In the order in which they are shown."""
