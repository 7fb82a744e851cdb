"""Fetching, against a real server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from comity.errors import FetchFailed
from comity.ingest.fetch import Fetched, Validator, fetch_source
from comity.sources import source_named

BODY = b"<CONSOLIDATED_LIST>" + b"x" * 5000


class Publisher(BaseHTTPRequestHandler):
    """Answers by path as publishers do on good and bad days."""

    failures = 0

    def do_GET(self) -> None:
        if self.headers.get("If-None-Match") == '"v1"':
            self.send_response(304)
            self.end_headers()
        elif self.path == "/html":
            self.answer(b"<!doctype html><html></html>", "application/xml")
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "/away")
            self.end_headers()
        elif self.path == "/cut":
            self.answer(BODY, "application/xml", claim=len(BODY) + 100)
        elif self.path == "/gone":
            self.send_error(404)
        elif self.path == "/flaky" and Publisher.failures < 2:
            Publisher.failures += 1
            self.send_error(503)
        else:
            self.answer(BODY, "application/xml")

    def answer(self, body: bytes, kind: str, claim: int = 0) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(claim or len(body)))
        self.send_header("ETag", '"v1"')
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    Publisher.failures = 0
    with ThreadingHTTPServer(("127.0.0.1", 0), Publisher) as httpd:
        thread = threading.Thread(target=httpd.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()
        thread.join()


def fetch(url: str, into: Path, **options: object) -> Fetched:
    validators = {url: Validator(etag='"v1"')} if options.get("again") else None
    source = source_named("un_sc")
    if limit := options.get("limit"):
        assert source.remote
        source = replace(source, remote=replace(source.remote, max_bytes=int(str(limit))))
    return fetch_source(
        source, into=into, urls=[url], validators=validators, retries=2, sleep=lambda _: None
    )


def test_a_file_comes_whole_with_its_validators(server: str, tmp_path: Path) -> None:
    fetched = fetch(f"{server}/list", tmp_path)
    assert fetched.paths[0].read_bytes() == BODY
    assert fetched.validators[f"{server}/list"].etag == '"v1"'


def test_an_unchanged_file_is_not_fetched_again(server: str, tmp_path: Path) -> None:
    assert fetch(f"{server}/list", tmp_path, again=True).unchanged


def test_a_fault_that_passes_is_tried_again(server: str, tmp_path: Path) -> None:
    assert fetch(f"{server}/flaky", tmp_path).paths


@pytest.mark.parametrize(
    ("path", "said"),
    [("html", "web page"), ("away", "redirects"), ("cut", "3 tries"), ("gone", "404")],
)
def test_a_bad_answer_is_one_clear_line_and_leaves_nothing(
    server: str, tmp_path: Path, path: str, said: str
) -> None:
    with pytest.raises(FetchFailed, match=said):
        fetch(f"{server}/{path}", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_oversized_answer_is_cut_off(server: str, tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="more than"):
        fetch(f"{server}/list", tmp_path, limit=1000)
    assert list(tmp_path.iterdir()) == []


def test_plain_http_to_another_machine_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="not https"):
        fetch("http://example.org/list", tmp_path)
