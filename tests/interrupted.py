"""Run by a test in a process of its own: `sayso add` with a reader that needs no model, to be interrupted."""

from __future__ import annotations

import signal
import sys
from unittest.mock import patch

from benchmarks.kill import quick_reader
from sayso.app.cli import main

if __name__ == "__main__":
    # Whoever starts the tests in the background makes Python deaf to Ctrl-C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with patch("sayso.app.adding.in_processes", lambda dictionaries, processes: quick_reader):
        main(sys.argv[1:])
