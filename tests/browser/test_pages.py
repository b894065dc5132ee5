"""Every page in a browser: no error, nothing from elsewhere, readable by all, on a phone too; every button does what it
says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .stocked import CONTESTED, HOSTILE_EVENT
from .visits import PHONE, Visit

Start = Callable[..., Visit]
LARGEST = 500_000
PAGES = (
    *("/", "/events", "/events?stance=contested", f"/event/{CONTESTED}", f"/event/{HOSTILE_EVENT}", "/articles"),
    *("/article/long", "/article/h%2F1%20%C3%A9", "/actor/RUS", "/dyad/RUS/UKR", "/sources", "/source/Lawmaker"),
    *("/source/RUS", "/source/RUR", "/actor/UKR", "/dyad/RUS/UKR?by=claims"),
    *("/network", "/map", "/search?q=shelled", "/data", "/sql", "/review", "/review?claim=long/claim-met"),
    *("/review/merge?claim=a/claim-a", "/review/split?claim=a/claim-a", "/review/log", "/review?name=1"),
)


BUTTONS = {
    "theme", "Show", "Save this filter", "Forget it", "Ask", "Search",  # tried below
    "Begin", "Save", "Undo u", "Apply now a", "✓ Right y", "✗ Wrong n", "Same", "Undo", "Close Esc",  # in test_review
    "All of them: the claim stands alone 0",
    *(f"{word} {n}" for word in ("Same", "Other") for n in range(1, 10)),
}  # fmt: skip
_NAMES = "[...document.querySelectorAll('button')].map(b => b.id || b.textContent.replace(/\\s+/g, ' ').trim())"

_NOTHING_IS_CUT = "[...document.querySelectorAll('.wide')].every(one => one.scrollWidth <= one.clientWidth)"


@pytest.mark.parametrize("path", PAGES)
def test_page(visit: Start, site: str, path: str) -> None:
    one = visit(site, color_scheme="light")
    page = one.go(path)
    assert one.bytes < LARGEST
    assert set(page.evaluate(_NAMES)) <= BUTTONS, "a button that no test presses"
    found = one.findings()
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {finding}" for finding in one.findings("color-contrast")]  # the rest is the same
    assert not found, "\n".join(found)
    assert page.evaluate(_NOTHING_IS_CUT)
    page.set_viewport_size(PHONE)
    assert not one.is_wider_than_its_window()
    assert not one.findings("scrollable-region-focusable", "target-size")
    assert not one.wrong


def test_a_page_for_what_is_not_there(visit: Start, site: str) -> None:
    one = visit(site)
    answer = one.page.goto(f"{site}/event/nothing")
    assert answer is not None
    assert answer.status == 404
    assert not one.findings()


def test_every_link_of_the_navigation(visit: Start, site: str) -> None:
    one = visit(site)
    page = one.go("/")
    names = page.locator("header nav a").all_inner_texts()
    assert names == ["Overview", "Events", "Network", "Map", "Sources", "Review", "Data"]
    for name in names:
        page.locator("header nav a", has_text=name).click()
        page.wait_for_load_state()
        assert page.locator("header nav a[aria-current=page]").inner_text() == name
        assert page.locator("h1").count() == 1
    assert not one.wrong


def test_the_theme_is_switched_and_kept(visit: Start, site: str) -> None:
    one = visit(site, color_scheme="light")
    page = one.go("/")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(paper)
    page.click("#theme")
    dark = page.evaluate(paper)
    assert light != dark
    page = one.go("/events")
    assert page.evaluate(paper) == dark
    assert page.get_attribute("#theme", "aria-label") == "To the light theme"
    page.click("#theme")
    assert page.evaluate(paper) == light
    assert not one.wrong


def test_facets_chips_and_pages_of_events(visit: Start, site: str) -> None:
    one = visit(site)
    page = one.go("/events")
    assert "63" in one.text("h1")
    page.click("text=Next")
    page.wait_for_url("**after=*")
    page.click("text=To the first")
    page.click(".facet a:has-text('contested')")
    page.wait_for_url("**stance=contested*")
    assert "1" in one.text("h1")
    page.click(".chips a:has-text('contested')")
    page.wait_for_url("**/events")
    page.fill("input[name=since]", "2024")
    page.click(".rail button:has-text('Show')")
    page.wait_for_url("**since=2024*")
    assert "63" not in one.text("h1")
    assert not one.wrong


def test_a_filter_is_saved_chosen_and_forgotten(visit: Start, site: str) -> None:
    one = visit(site)
    page = one.go("/events?stance=contested")
    page.on("dialog", lambda dialog: dialog.accept("disputes"))
    page.click("text=Save this filter")
    one.go("/events")
    page.select_option("#saved", label="disputes")
    page.wait_for_url("**stance=contested*")
    page.click("text=Forget it")
    assert page.is_hidden("#saved")
    assert not one.wrong


def test_forms_that_ask(visit: Start, site: str) -> None:
    one = visit(site)
    page = one.go("/")
    one.key("/")
    assert one.focus() == "find"
    page.keyboard.type("shelled")
    one.key_to("Enter")
    assert "Strelsau" in one.text()
    for path, field in (("/articles", "title"), ("/sources", "q"), ("/network", "either"), ("/map", "since")):
        one.go(path)
        page.fill(f"main [name={field}]", {"title": "long", "q": "Law", "either": "RUS", "since": "2024"}[field])
        page.click("main button:has-text('Show')")
        page.wait_for_url(f"**{path}?*{field}=*")
        assert page.locator("h1").count() == 1
    one.go("/search?q=")
    if page.locator("main button").count():
        page.click("main button")
    one.go("/sql")
    page.fill("#query", "SELECT count(*) AS claims FROM claims")
    page.click("button:has-text('Ask')")
    assert "67" in one.text(".answer")
    page.set_viewport_size(PHONE)
    page.fill("#query", "SELECT * FROM articles")
    page.click("button:has-text('Ask')")
    page.wait_for_selector("table.answer td >> nth=30")
    assert not one.findings()
    assert not one.wrong


def test_brackets_and_claims_of_an_article(visit: Start, site: str) -> None:
    one = visit(site)
    page = one.go("/article/long")
    assert page.locator(".bracket.open").first.is_visible()
    page.uncheck("#brackets")
    assert page.locator(".bracket.open").first.is_hidden()
    page.uncheck("#margins")
    assert page.locator("li.claim").first.is_hidden()
    page.check("#margins")
    page.locator("li.claim").first.hover()
    assert page.locator(".paragraph .w.lit").count()
    page.locator("li.claim a.number").first.click()
    assert "#t" in page.url
    one.go(f"/event/{CONTESTED}")
    page.click("summary:has-text('cop')")
    assert page.locator("details[open] a").first.is_visible()
    assert not one.wrong


def test_on_a_phone_facets_fold(visit: Start, site: str) -> None:
    one = visit(site, viewport=PHONE)
    page = one.go("/events")
    assert page.locator(".facet").first.is_hidden()
    page.click("text=Narrow down")
    assert page.locator(".facet").first.is_visible()
    assert not one.is_wider_than_its_window()
    assert not one.wrong


def test_on_a_phone_every_page_is_in_reach(visit: Start, site: str) -> None:
    one = visit(site, viewport=PHONE)
    for path in ("/", "/review"):
        last = one.go(path).locator("header nav a").last.bounding_box()
        assert last["x"] + last["width"] <= PHONE["width"]


def test_by_tab_alone_to_the_content(visit: Start, site: str) -> None:
    one = visit(site)
    one.go("/")
    one.key("Tab")
    assert one.page.evaluate("document.activeElement.className") == "skip"
    one.key("Enter")
    assert one.page.url.endswith("#main")
