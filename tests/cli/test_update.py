"""`comity update` as an unattended machine runs it, against a publisher on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

pytestmark = pytest.mark.shared


class Publisher(BaseHTTPRequestHandler):
    """Serves real files by name, well and badly."""

    folder: ClassVar[Path]
    tries: ClassVar[dict[str, int]] = {}

    def do_GET(self) -> None:
        manner, _, name = self.path.strip("/").partition("/")
        Publisher.tries[manner] = Publisher.tries.get(manner, 0) + 1
        if manner == "dead":
            self.send_error(500)
            return
        if manner == "flaky" and Publisher.tries[manner] == 1:
            self.send_error(503)
            return
        body = (Publisher.folder / name).read_bytes()
        if manner == "html":
            body = b"<!doctype html><title>Sorry</title>"
        tag = f'"{len(body)}"'
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if manner == "html" else "application/xml")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", tag)
        self.end_headers()
        if manner == "slow":
            time.sleep(1.0)
        self.wfile.write(body[: len(body) // 2] if manner == "cut" else body)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def publisher(shared: Path) -> Iterator[str]:
    Publisher.folder = shared / "data" / "un"
    Publisher.tries = {}
    with ThreadingHTTPServer(("127.0.0.1", 0), Publisher) as httpd:
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()
        thread.join()


def update(home: Path, url: str) -> tuple[int, list[dict[str, Any]]]:
    words = ("update", "un_sc", "--url", url, "--retries", "1", "--backoff", "0", "--json")
    done = subprocess.run(
        [sys.executable, "-m", "comity", *words], capture_output=True, text=True, check=False,
        env=os.environ | {"COMITY_HOME": str(home)},
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout)


def published(home: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "comity", "snapshots", "un_sc", "--json"], capture_output=True,
        text=True, check=True, env=os.environ | {"COMITY_HOME": str(home)},
    )  # fmt: skip
    return [row["published"] for row in json.loads(done.stdout)]


def test_updates_fetch_once_and_a_bad_day_of_the_publisher_harms_nothing(
    tmp_path: Path, publisher: str
) -> None:
    old, new = "consolidated_2025-11-18.xml", "consolidated_2025-12-10.xml"
    code, (done,) = update(tmp_path, f"{publisher}/good/{old}")
    assert (code, published(tmp_path)) == (0, ["2025-11-18"])
    assert "error" not in done
    code, (done,) = update(tmp_path, f"{publisher}/good/{old}")
    assert (code, done["unchanged"]) == (0, True)
    bad = "consolidated_2025-08-16_bad-encoding.xml"
    for address in (f"cut/{new}", f"html/{new}", f"dead/{new}", f"good/{bad}"):
        code, (done,) = update(tmp_path, f"{publisher}/{address}")
        assert code != 0, address
        assert done["error"], address
        assert published(tmp_path) == ["2025-11-18"], address
    code, _ = update(tmp_path, f"{publisher}/flaky/{new}")
    assert (code, published(tmp_path)) == (0, ["2025-11-18", "2025-12-10"])
    code, _ = update(tmp_path, f"{publisher}/slow/consolidated_2026-02-27.xml")
    assert (code, len(published(tmp_path))) == (0, 3)
