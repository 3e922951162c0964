"""`truceline serve`: the address at once, the page soon, closed by one key, and only on loopback."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tests.desk.conftest import LONG, until, visitor

from truceline.desk.serving import bound
from truceline.errors import UsageError


def test_serve_tells_its_address_answers_and_closes(own_case: Path) -> None:
    """The address on standard output opens the desk; an interrupt ends it within seconds."""
    words = [sys.executable, "-m", "truceline", "serve", "--case", str(own_case), "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None
        told = re.search(r"http://127\.0\.0\.1:\d+/", desk.stdout.readline())
        assert told
        try:
            with visitor(told[0]) as http:
                until(lambda: http.get("/").status_code != 503)
                page = http.get("/")
            assert page.status_code == 200 and "Truceline" in page.text
            desk.send_signal(signal.SIGINT)
            assert desk.wait(LONG) in (0, 130)
        finally:
            desk.kill()  # else whoever leaves waits for it


def test_a_port_in_use_is_named_with_what_to_do() -> None:
    """The error tells the port and the option."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(UsageError, match="--port"):
            bound(other.getsockname()[1])


def test_no_other_machine_can_reach_it() -> None:
    """The socket is bound to loopback."""
    with bound(0) as door:
        assert door.getsockname()[0] == "127.0.0.1"
