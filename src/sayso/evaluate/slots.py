"""Which slots of a claim agree with its annotated claim: what the scores of slots are fitted to and measured on."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.weighing import same_codes
from sayso.evaluate.claims import chain, words_of
from sayso.evaluate.measures import Json
from sayso.ontology.plover import MUTUAL
from sayso.records import Claim


def right_slots(gold: Json, claim: Claim, text: str) -> dict[str, bool]:
    """By slot, whether it is right.

    Actor, recipient, chain (as a whole) and factuality are always asked; date and place where the claim has one, and
    the object where both have one, for annotators often left it out.

    Args:
        gold: the annotated claim of the same words and type.
        claim: the claim.
        text: that of the article.
    """
    links = [{"code": link.code} for link in claim.say_so]
    found = {
        "actor": is_right(gold, "actor", claim.actor.codes, claim.recipient.codes),
        "recipient": is_right(gold, "recipient", claim.recipient.codes, claim.actor.codes),
        "say_so": chain(gold) == chain({"say_so": links}),
        "factuality": claim.factuality in gold["factuality"],
    }
    if claim.when is not None:
        found["when"] = claim.when == gold["when"]
    if claim.where is not None:
        found["where"] = bool(words_of(gold["where"]) & words_of(claim.where.of(text)))
    if claim.object is not None and gold["object"]:
        wanted = words_of(gold["object"])
        found["object"] = len(wanted & words_of(claim.object.of(text))) * 2 >= max(len(wanted), 1)
    return found


def is_right(gold: Json, role: str, codes: Sequence[str], others: Sequence[str]) -> bool:
    """Whether codes are gold's; of a symmetric event both sides together count, whichever stands where."""
    if same_codes(codes, gold[role]):
        return True
    both = [*gold["actor"], *gold["recipient"]]
    return gold["event"] in MUTUAL and bool(codes) and same_codes([*codes, *others], both)
