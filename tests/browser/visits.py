"""Somebody who looks at pages, and what the browser has to say of each."""

from __future__ import annotations

from typing import Any

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
GRAVE = ("serious", "critical")


class Visit:
    """One visitor with a window of their own.

    Args:
        browser: Playwright's.
        address: of the server.
        options: of the window (`color_scheme`, `viewport`, `java_script_enabled`).
    """

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.address = address
        self.context = browser.new_context(**{"viewport": DESK, "reduced_motion": "reduce", **options})
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.wrong: list[str] = []
        self.bytes = 0
        self.page.on("console", self._told)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("request", self._asked)
        self.page.on("requestfailed", self._failed)
        self.page.on("requestfinished", self._finished)

    def _told(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.wrong.append(f"console {message.type}: {message.text}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.wrong.append(f"another host: {request.url}")

    def _failed(self, request: Any) -> None:
        if request.failure != "net::ERR_ABORTED":  # what a page was still loading when it was left
            self.wrong.append(f"failed: {request.url} {request.failure}")

    def _finished(self, request: Any) -> None:
        sizes = request.sizes()
        self.bytes += sizes["responseBodySize"] + sizes["responseHeadersSize"]

    def go(self, path: str) -> Any:
        """Load a page, with all that belongs to it."""
        self.bytes = 0
        answer = self.page.goto(self.address + path, wait_until="load")
        assert answer is not None
        assert answer.status == 200, path
        return self.page

    def key(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for one in keys:
            self.page.keyboard.press(one)

    def key_to(self, key: str) -> None:
        """Press a key that leads to another page, and wait for that."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press(key)

    def click_to(self, selector: str) -> None:
        """Click what leads to another page, and wait for that."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.click(selector)

    def text(self, selector: str = "main") -> str:
        return str(self.page.inner_text(selector))

    def focus(self) -> str:
        """The id or name of what has the focus."""
        return str(self.page.evaluate("document.activeElement.id || document.activeElement.name || ''"))

    def findings(self, *rules: str) -> list[str]:
        """What axe finds that keeps people out; by all of its rules, or by some."""
        from axe_playwright_python.sync_playwright import Axe

        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(Axe().axe_script)
        only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
        found = self.page.evaluate("options => axe.run(options)", {"resultTypes": ["violations"], **only})
        return [
            f"{one['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
            for one in found["violations"]
            if one["impact"] in GRAVE
            for node in one["nodes"]
        ]

    def is_wider_than_its_window(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))

    def leave(self) -> None:
        self.context.close()
