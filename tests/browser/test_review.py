"""Review without a mouse, and without script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sayso.store import Store

from .conftest import served
from .visits import Visit

Start = Callable[..., Visit]


def judged(path: Path) -> list[tuple[str, str, str]]:
    """Verdict, slot or other, and whether it holds; in the order in which they came."""
    with Store(path, read_only=True) as store:
        return [(one.verdict, one.slot or "", state) for one, state in store.judgements()]


def test_decide_change_and_undo_by_keyboard_alone(visit: Start, judged_site: str, judged_path: Path) -> None:
    one = visit(judged_site)
    page = one.go("/review")
    assert one.focus() == "name"  # asked once
    page.keyboard.type("Ann")
    one.key_to("Enter")
    first = page.url
    assert "contested" in one.text(".kicker")
    kicker = one.text(".case")

    one.key("4")  # the actor
    assert one.focus() == "slot-actor"
    page.keyboard.type("PRK")
    one.key_to("Enter")
    assert "North Korea" in one.text(".fill")
    assert "corrected" in one.text(".fill")
    one.key("1")  # a type, from a list
    page.keyboard.type("Aid")
    one.key("Escape")  # left as it is
    assert page.locator("details.slot[open]").count() == 0
    one.key("7")
    page.keyboard.type("soon")
    with page.expect_response("**/review/judge") as told:
        one.key_to("Enter")
    assert told.value.status == 400
    assert "no date" in one.text()
    one.key_to("Escape")
    assert one.wrong.pop().endswith("400 (Bad Request)")
    one.key("0")
    assert one.focus() == "slot-factuality"
    page.keyboard.type("PS+")
    one.key_to("Enter")
    assert "factuality is PS+" in one.text("[role=status]")

    one.key_to("y")  # right, and on
    assert "right" in one.text("[role=status]")
    assert one.text(".case") != kicker
    one.key("o")
    page.keyboard.type("only a drill")
    one.key("Escape")
    one.key_to("n")
    assert "wrong" in one.text("[role=status]")
    for _ in range(4):
        one.key_to("u")
    assert "Undone: actor is PRK" in one.text("[role=status]")
    one.key_to("u")
    assert "nothing of yours left" in one.text("[role=status]")
    assert {state for verdict, _, state in judged(judged_path) if verdict != "undo"} == {"undone"}
    with Store(judged_path, read_only=True) as store:
        assert [one.note for one, _ in store.judgements() if one.verdict == "wrong"] == ["only a drill"]
        assert {one.by for one, _ in store.judgements()} == {"Ann"}
    assert first.startswith(judged_site)
    assert not one.wrong


def named(visit: Start, address: str, **options: object) -> Visit:
    """A visitor who has said who they are."""
    one = visit(address, **options)
    one.context.add_cookies([{"name": "sayso_by", "value": "Ann", "url": address}])
    return one


def test_skip_merge_split_entity_apply_by_keyboard(visit: Start, judged_site: str, judged_path: Path) -> None:
    one = named(visit, judged_site)
    page = one.go("/review")
    start = one.text(".kicker")
    one.key_to("s")
    assert one.text(".kicker") != start
    one.key_to("ArrowLeft")
    assert one.text(".kicker") == start
    one.key_to("m")
    one.key_to("Escape")
    one.key_to("m")
    one.key_to("1")
    assert "merged" in one.text("[role=status]")
    one.key_to("x")
    one.key_to("2")
    assert "split" in one.text("[role=status]")
    one.key("e")
    assert one.focus() == "words"
    one.key("Tab")
    page.keyboard.type("BLR")
    one.key_to("Enter")
    assert "Belarus" in one.text("[role=status]")
    one.key_to("a")
    assert "Events are as judged" in one.text("[role=status]")
    assert [verdict for verdict, *_ in judged(judged_path)] == ["same", "different", "entity"]
    one.key_to("l")
    page.locator("button:has-text('Undo')").last.focus()
    one.key_to("Enter")
    assert judged(judged_path)[0][2] == "undone"
    assert not one.wrong


def test_help_and_keys_that_are_switched_off(visit: Start, judged_site: str) -> None:
    one = named(visit, judged_site)
    page = one.go("/review")
    one.key("?")
    assert page.locator("#help").is_visible()
    assert not one.findings()
    one.key("n")  # nothing is judged behind the help
    one.key("Escape")
    assert page.locator("#help").is_hidden()
    page.click("a[data-help]")
    page.click("#help button")
    before = page.url
    page.uncheck("#keys-on")
    page.locator("h1").click()
    one.key("n")
    assert page.url == before
    assert page.locator("button:has-text('Wrong')").is_visible()
    one.go("/review")
    assert not page.is_checked("#keys-on")
    assert not one.wrong


def test_by_forms_where_there_is_no_script(visit: Start, judged_site: str, judged_path: Path) -> None:
    one = visit(judged_site, java_script_enabled=False)
    page = one.go("/review")
    page.fill("#main input[name=name]", "Bo")
    one.click_to("text=Begin")
    page.click("summary:has-text('When')")
    page.fill("#slot-when", "2024-05")
    one.click_to("details[open] button")
    one.click_to("button:has-text('Right')")
    one.click_to("button:has-text('Undo')")
    one.click_to("a:has-text('Split')")
    one.click_to("button:has-text('All of them')")
    found = judged(judged_path)
    assert found[:3] == [("correct", "when", "holds"), ("right", "", "undone"), ("undo", "", "holds")]
    assert {verdict for verdict, *_ in found[3:]} == {"different"}
    assert not one.wrong


def test_the_token_is_asked_for(visit: Start, judged_path: Path) -> None:
    with served(judged_path, token="open sesame") as address:
        one = visit(address)
        page = one.page
        page.goto(address)
        assert not one.findings()
        one.wrong.clear()  # the browser tells of the 401
        page.keyboard.type("open sesame")
        one.key_to("Enter")
        assert "Contested" in one.text()
        one.go("/review")
        assert not one.wrong
