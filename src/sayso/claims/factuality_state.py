"""Where the walk of `sayso.claims.factuality` stands, and what each class of word leaves of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

_LEVELS = {"U": 0, "PS": 1, "PR": 2, "CT": 3}


@dataclass(frozen=True, slots=True)
class Certainty:
    """What `judge` found: FactBank value, PLOVER auxiliary, and why.

    `rule` names the steps from the trigger outwards, joined by " < "; `words` are the words that decided.
    """

    value: str = "CT+"
    auxiliary: str | None = None
    rule: str = "plain"
    words: tuple[int, ...] = ()

    @property
    def steps(self) -> list[str]:
        """The steps of the rules, from the trigger outwards; none where they saw nothing at work."""
        return [] if self.rule == "plain" else self.rule.split(" < ")


def kind_of_step(step: str) -> str:
    """A step without its word: "request" of "request urged"."""
    return step.rsplit(" ", 1)[0]


@dataclass(frozen=True, slots=True)
class State:
    """Where the walk stands: certainty so far, and the words that made it so."""

    level: str = "CT"
    positive: bool = True
    future: bool = False
    hypothetical: bool = False
    settled: bool = False
    presupposed: bool = False
    at_cue: bool = False
    steps: tuple[tuple[str, int], ...] = ()

    @property
    def asserts(self) -> bool:
        """Whether the event is told as something that happened, and not taken for granted."""
        certain = self.level in ("CT", "PR") and self.positive and not (self.future or self.hypothetical)
        return certain and not any(rule.startswith("factive") for rule, _ in self.steps)

    def because(self, rule: str, word: int) -> State:
        """The same, with a step and its word to explain it."""
        return replace(self, steps=(*self.steps, (rule, word)))

    def weaken(self, level: str, *, hypothetical: bool = False, future: bool = False) -> State:
        """No surer than a level."""
        lower = min(self.level, level, key=_LEVELS.__getitem__)
        made = self.hypothetical or hypothetical
        return replace(self, level=lower, hypothetical=made, future=self.future or future)

    def negate(self) -> State:
        """What is not so: a negated possibility is certain not to be ("cannot"), and two negations cancel out."""
        if self.level == "PS":
            return replace(self, level="CT", positive=False, hypothetical=False)
        return replace(self, positive=not self.positive)


def certainty_of(state: State) -> Certainty:
    """What a state says in FactBank's and PLOVER's words."""
    value = "U" if state.level == "U" else state.level + ("+" if state.positive else "-")
    auxiliary = "hypothetical" if state.hypothetical else "negation" if not state.positive else None
    auxiliary = auxiliary or ("future" if state.future else None)
    rule = " < ".join(rule for rule, _ in state.steps) or "plain"
    return Certainty(value, auxiliary, rule, tuple(dict.fromkeys(word for _, word in state.steps)))


def applied(kind: str, state: State) -> State:
    """The state under a modifier of a kind of `factuality_modifiers.csv`."""
    if kind == "negation":
        return state.negate()
    level, hypothetical, future = _KINDS[kind]
    return state.weaken(level, hypothetical=hypothetical, future=future)


# Kind of word: the level that it leaves, whether it makes a hypothesis, whether it points ahead.
_KINDS = {
    "possible": ("PS", True, False),
    "probable": ("PR", False, False),
    "reported": ("PR", False, False),
    "obliged": ("U", True, False),
    "condition": ("U", True, False),
    "counterfactual": ("U", True, False),
    "future": ("CT", False, True),
    "planned": ("U", False, True),
    "attempted": ("U", False, False),
    "imagined": ("U", True, False),
}


# Class of the governor: level, hypothetical, future; and whether the walk ends there.
_POSITIVE = {
    "report": ("CT", False, False, False),
    "reported": ("PR", False, False, False),
    "believe": ("PR", False, False, False),
    "allege": ("PR", False, False, False),
    "request": ("U", True, False, True),
    "intend": ("U", False, True, True),
    "try": ("U", False, False, True),
    "schedule": ("CT", False, True, False),
    "expect": ("PR", False, True, False),
    "seem": ("PR", False, False, False),
    "able": ("PS", True, False, False),
    "permit": ("PS", True, False, True),
    "risk": ("PS", True, False, True),
    "likely": ("PR", False, True, False),
    "possible": ("PS", True, False, False),
    "condition": ("U", True, False, True),
    "doubt": ("PR", False, False, True),
    "unlikely": ("PR", True, False, False),
    "must": ("U", True, False, True),
    "evidence": ("CT", False, False, False),
}
# What their negation leaves: certainty that it is not so, or nothing known.
_NEGATIVE = {
    "intend": "CT",
    "try": "CT",
    "schedule": "CT",
    "able": "CT",
    "permit": "CT",
    "possible": "CT",
    "expect": "PR",
    "likely": "PR",
    "seem": "PR",
    "evidence": "PR",
    "believe": "PR",
}


def positive_effect(found: str, state: State) -> State:
    """The state under a governor of a class."""
    level, hypothetical, future, settled = _POSITIVE[found]
    state = replace(state.weaken(level, hypothetical=hypothetical, future=future), settled=settled)
    return replace(state, positive=False) if found in ("doubt", "unlikely") else state


def negative_effect(found: str, state: State) -> State:
    """The state under a governor of a class that is itself negated."""
    if found in _NEGATIVE:
        return replace(state.weaken(_NEGATIVE[found]).negate(), settled=found in ("intend", "try", "permit"))
    if found == "doubt":  # "has no doubt that they attacked"
        return replace(state, settled=True)
    hypothetical = found in ("request", "risk", "condition", "must", "report")
    return replace(state.weaken("U", hypothetical=hypothetical), settled=True)
