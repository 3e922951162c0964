"""The server: one process, bound to loopback."""

from __future__ import annotations

import gc
import socket
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path

from truceline.case.undisturbed import undisturbed
from truceline.errors import UsageError
from truceline.model.report import Handling

__all__ = ["serve"]

LOOPBACK = "127.0.0.1"
PATIENCE = 2
"""Seconds that open connections are given when the desk is closed."""
TURN = 0.001
"""Seconds that one request may work before another has its turn. Python's own 5 ms are short for sums and long
for pages: each look into the case is a turn, and beside a page that works a light one waited for all of them."""


def serve(
    folder: Path, *, port: int, level: Handling, say: Callable[[str], None], open_browser: bool
) -> None:
    """Serve the case in `folder` until the process is interrupted. `port` 0: any that is free.
    Raises `UsageError` where the port is taken.

    The address is told, and the browser opened, before the rest is loaded: both take their time
    together.
    """
    door = bound(port)
    address = f"http://{LOOPBACK}:{door.getsockname()[1]}/"
    say(f"The desk on {folder}: {address}  (Ctrl+C closes it)")
    if open_browser:
        webbrowser.open(address)
    with undisturbed():
        import uvicorn

        from truceline.case.lean import one_heap
        from truceline.desk.app import create_app

        one_heap()
        sys.setswitchinterval(TURN)
        app = create_app(folder, level=level, say=say)
    gc.freeze()
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_graceful_shutdown=PATIENCE, server_header=False
    )
    uvicorn.Server(config).run(sockets=[door])


def bound(port: int) -> socket.socket:
    """A listening socket on loopback; whoever calls while the case is being loaded waits, and is answered."""
    door = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((LOOPBACK, port))
    except OSError as e:
        door.close()
        raise UsageError(
            f"port {port} is in use",
            where=LOOPBACK,
            mend="choose another with --port, or 0 for any that is free",
        ) from e
    door.listen(128)
    return door
