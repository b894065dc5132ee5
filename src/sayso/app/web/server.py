"""Running the pages: where to listen, with which token, until Ctrl-C."""

from __future__ import annotations

import ipaddress
import secrets
import socket
import threading
import webbrowser
from functools import partial
from pathlib import Path
from typing import Any

import click

from sayso.app.serving import PORT
from sayso.errors import InputError
from sayso.store import Store

TRIES = 20
"""Ports after the default that are tried."""
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def run(store: Path, *, host: str, port: int, token: str | None, open_browser: bool, by: str = "") -> None:
    """Listen and answer until interrupted.

    Raises:
        InputError: the extra `web` is not installed, or nothing can listen there.
        StoreError: the store cannot be opened.
    """
    uvicorn = _uvicorn()
    from sayso.app.web.application import application, prepare
    from sayso.app.web.desk import Desk, first_at

    _try(store)
    token = token or (None if is_loopback(host) else secrets.token_urlsafe(16))
    with listening(host, port) as listener, first_at(store) as read_only:
        desk = Desk(store, read_only=read_only)
        desk.prepare = partial(prepare, desk)
        app = application(desk, token=token, hosts=() if token else (*LOOPBACK, host.lower()), by=by)
        address = _address(host, listener.getsockname()[1], token)
        click.echo(f"{store}: {address}\nCtrl-C ends it.", err=True)
        if read_only:
            click.echo(f"Read only: {read_only}.", err=True)
        if open_browser:
            threading.Timer(0.5, webbrowser.open, [address]).start()
        config = uvicorn.Config(app, log_level="warning", server_header=False, access_log=False, lifespan="on")
        uvicorn.Server(config).run(sockets=[listener])


def _uvicorn() -> Any:
    """The server, if it and what the pages need is installed."""
    try:
        import jinja2  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn
    except ImportError as problem:
        raise InputError(
            "Pages need Starlette, Jinja2 and uvicorn.", 'Install them with: pip install "sayso[web]".'
        ) from problem
    return uvicorn


def _try(store: Path) -> None:
    """Open it once: what is no store is told at once; one that is in use is shown when it is free."""
    from sayso.errors import StoreError

    try:
        Store(store, read_only=True).close()
    except StoreError as problem:
        if "in use" not in problem.fact:
            raise
        click.echo(f"{problem.fact} Pages say so until it is free.", err=True)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there; where the default port is taken, on one of the next.

    Raises:
        InputError: nothing can listen there.
    """
    ports = range(PORT, PORT + TRIES) if port == PORT else (port,)
    problem: OSError | None = None
    for one in ports:
        try:
            return _bound(host.strip("[]"), one)
        except (OSError, OverflowError) as found:
            problem = found if isinstance(found, OSError) else OSError(str(found))
    raise InputError(f"Nothing can listen at {host}, port {port}: {problem}.", "Name another with --host or --port.")


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    made = socket.socket(family, kind, protocol)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(128)
    except OSError:
        made.close()
        raise
    return made


def _address(host: str, port: int, token: str | None) -> str:
    """What to open in a browser on this machine."""
    named = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{named}:{port}/" + (f"?token={token}" if token else "")
