"""A browser, and pages over a small store; skipped where there is no Chromium (SAYSO_CHROMIUM names another one)."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from .visits import Visit

try:
    import axe_playwright_python  # noqa: F401
    import uvicorn
    from playwright.sync_api import Browser, sync_playwright
except ImportError as problem:  # pragma: no cover
    pytest.skip(f"{problem.name} is not installed: pip install '.[dev]'", allow_module_level=True)

from sayso.app.web.application import application
from sayso.app.web.desk import Desk

from .stocked import stocked

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, headless."""
    path = os.environ.get("SAYSO_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("There is no Chromium: apt-get install chromium, or name one in SAYSO_CHROMIUM.")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield made
        made.close()


@contextmanager
def served(path: Path, **options: Any) -> Iterator[str]:
    """The address of a server over a store, on the loopback interface."""
    config = uvicorn.Config(application(Desk(path), **options), port=0, log_level="error", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not (server.started and server.servers):
        assert thread.is_alive(), "the server did not start"
        thread.join(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stocked(tmp_path_factory.mktemp("browser") / "s.duckdb")


@pytest.fixture(scope="session")
def site(browser: Browser, store_path: Path) -> Iterator[str]:
    """Pages that are only read."""
    with served(store_path, by="Ann") as address:
        yield address


@pytest.fixture
def judged_path(browser: Browser, store_path: Path, tmp_path: Path) -> Path:
    """A copy of the store, to be judged."""
    return Path(shutil.copy(store_path, tmp_path / "judged.duckdb"))


@pytest.fixture
def judged_site(judged_path: Path) -> Iterator[str]:
    with served(judged_path) as address:
        yield address


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Makes a visitor, whose browser tells of every error and of every request to another host."""
    made: list[Visit] = []

    def start(address: str, **options: Any) -> Visit:
        made.append(Visit(browser, address, **options))
        return made[-1]

    yield start
    for one in made:
        one.leave()
