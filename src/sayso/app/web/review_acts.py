"""What review does: judgements are added, undone and put to use; each by POST, with who decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.app.web.review_queue import Scope, scope_of
from sayso.app.web.viewing import Form, action, own_form
from sayso.errors import InputError
from sayso.events.judgements import UNDONE, claim_key, judgement
from sayso.records import Judgement
from sayso.store import Store
from sayso.store.judging import check_correction, subject_of
from sayso.store.naming import code_meant

COOKIE = "sayso_by"
LONGEST_NAME = 80
LONGEST_WORDS = 400
"""Characters of a value or note that are taken; the longest object in the annotated articles has under 200."""
YEAR = 365 * 86400
ON_CLAIMS = ("right", "wrong")
TIES = ("same", "different")
MOST_TIES = 50


def by(request: Request) -> str:
    """Who judges here: the name given in this browser, or that of the server; empty if neither."""
    return unquote(request.cookies.get(COOKIE, ""))[:LONGEST_NAME].strip() or request.app.state.by


async def name(request: Request) -> Response:
    """Keep the name of who judges in this browser."""
    form = await own_form(request)
    given = " ".join(form.get("name", "").split())[:LONGEST_NAME]
    answer = RedirectResponse(scope_of(form).at(form.get("claim", "")), 303)
    if given:
        answer.set_cookie(COOKIE, quote(given), httponly=True, samesite="strict", path="/", max_age=YEAR)
    return answer


@action
def judge(request: Request, store: Store, form: Form) -> Response:
    """Add what a form says, and go on: after right and wrong to the next claim, else to the same one."""
    said = _said(request, store, form)
    added = store.judge(said)
    scope, claim = scope_of(form), form.get("claim", "")
    if form.get("act") in ON_CLAIMS:
        claim = _next(request, store, scope, claim)
    return _back(scope, claim, done=(added or said)[-1].id)


def _next(request: Request, store: Store, scope: Scope, claim: str) -> str:
    decided = store.decisions().claims
    found = request.app.state.queues.of(store, scope, decided).after(claim, decided)
    return found.key if found else ""


def _back(scope: Scope, claim: str, **told: str) -> Response:
    return RedirectResponse(scope.at(claim, **told), 303)


def _said(request: Request, store: Store, form: Form) -> list[Judgement]:
    """The judgements of a form.

    Raises:
        InputError: it says none, nobody says who decides, or a slot cannot have that value.
        StoreError: there is no such claim.
    """
    who = by(request)
    if not who:
        raise InputError("Nobody has said who judges.", "Give your name on the page Review.")
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    note = form.get("note", "").strip()[:LONGEST_WORDS] or None
    act = form.get("act", "")
    return [
        judgement(act, **what, by=who, at=at, note=note)
        for what in _ACTS.get(_kind(act), _nothing)(store, form)
    ]  # fmt: skip


def _kind(act: str) -> str:
    return "claim" if act in ON_CLAIMS else "tie" if act in TIES else act


def _nothing(store: Store, form: Form) -> list[dict[str, str]]:
    raise InputError("That form says nothing that can be judged.", "Go back to Review.")


def _claim(store: Store, form: Form) -> list[dict[str, str]]:
    return [{"subject": subject_of(store.sql, form.get("claim", ""))}]


def _slot(store: Store, form: Form) -> list[dict[str, str]]:
    subject, slot = subject_of(store.sql, form.get("claim", "")), form.get("slot", "")
    value = " ".join(form.get("value", "").split())[:LONGEST_WORDS]
    return [{"subject": subject, "slot": slot, "value": check_correction(store.sql, subject, slot, value)}]


def _tie(store: Store, form: Form) -> list[dict[str, str]]:
    """With one claim or event, or with all of a list, a line each."""
    subject = subject_of(store.sql, form.get("claim", ""))
    named = [one.strip() for one in form.get("other", "").splitlines() if one.strip()][:MOST_TIES]
    others = dict.fromkeys(subject_of(store.sql, one) for one in named)
    if not others or subject in others:
        raise InputError("A claim is tied to another one.", "Name a claim or an event.")
    return [{"subject": subject, "other": other} for other in others]


def _entity(store: Store, form: Form) -> list[dict[str, str]]:
    words, code = (" ".join(form.get(name, "").split())[:LONGEST_WORDS] for name in ("words", "code"))
    if not words or not code:
        raise InputError("A name stands for a code.", "Give both.")
    return [{"subject": words, "other": code_meant(store.sql, code)}]


_ACTS: Mapping[str, Callable[[Store, Form], list[dict[str, str]]]] = {
    "claim": _claim,
    "correct": _slot,
    "tie": _tie,
    "entity": _entity,
}


@action
def undo(request: Request, store: Store, form: Form) -> Response:
    """Undo a judgement, or the last of who asks, and show what it was about."""
    who, key = by(request), form.get("judgement", "")
    standing = [one for one, state in store.judgements() if state != UNDONE and one.verdict != "undo"]
    found = [one for one in standing if one.id == key] if key else [one for one in standing if one.by == who][-1:]
    scope, claim = scope_of(form), form.get("claim", "")
    if not found or not who:
        return _back(scope, claim, nothing="1")
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    together = [one for one in standing if (one.by, one.at) == (found[0].by, found[0].at)]
    store.judge([judgement("undo", one.id, by=who, at=at) for one in (found if key else together)])
    if form.get("to") == "log":
        return RedirectResponse("/review/log", 303)
    return _back(scope, _about(found[0]) or claim, undone=found[0].id)


def _about(one: Judgement) -> str:
    """The claim that a judgement is about; empty if it is about none."""
    return one.subject if one.verdict in (*ON_CLAIMS, "correct") and all(claim_key(one.subject)) else ""


@action
def apply(request: Request, store: Store, form: Form) -> Response:
    """Make events anew, as judged."""
    store.refresh()
    request.app.state.desk.renew()
    request.app.state.queues.forget()
    return _back(scope_of(form), form.get("claim", ""), applied="1")
