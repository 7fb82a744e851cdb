"""Fetching a list from its publisher: conditional, bounded, retried; nothing half-done is kept."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from comity.errors import FetchFailed
from comity.sources.base import Remote, Source

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_AGENT = "Mozilla/5.0 (compatible; comity; sanctions list reader)"
"""Some publishers answer 403 to a request without a browser-like agent (OFAC, DFAT)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator:
    """What a publisher said of the bytes it last sent, to ask whether they changed."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a fetch brought: files in the folder given, or nothing new."""

    unchanged: bool
    paths: tuple[Path, ...] = ()
    validators: Mapping[str, Validator] = field(default_factory=dict)


class _TryAgain(Exception):
    """A fault that may pass; carries the seconds the publisher asks to wait."""

    def __init__(self, why: str, wait: float = 0.0) -> None:
        super().__init__(why)
        self.wait = wait


def fetch_source(
    source: Source,
    *,
    into: Path,
    urls: Sequence[str] | None = None,
    validators: Mapping[str, Validator] | None = None,
    retries: int = 4,
    backoff: float = 1.0,
    sleep: Callable[[float], None] = time.sleep,
) -> Fetched:
    """Fetch every file of a list into a folder, or learn that none has changed.

    Args:
        into: An empty folder of the caller's.
        urls: Addresses in place of the official ones, one a file.
        validators: By address, from the last successful fetch.
        retries: Further tries after a fault that may pass (5xx, 429, time-outs, cut bodies).
        backoff: Seconds before the first retry; doubled each time, with jitter.

    Raises:
        FetchFailed: After the last try, or at once for what no retry mends.
    """
    remote = source.remote
    if remote is None:
        raise FetchFailed(source.code, "it has no official address; import a file instead")
    addresses = tuple(urls) if urls else remote.urls
    if len(addresses) != len(remote.names):
        raise FetchFailed(source.code, f"{len(remote.names)} addresses are needed")
    for address in addresses:
        check_address(source, address)
    known = validators or {}
    # A set of files changes together: only when all are unchanged may the set be left out.
    with httpx.Client(
        follow_redirects=True, max_redirects=5, timeout=remote.timeout,
        headers={"User-Agent": _AGENT},
    ) as client:  # fmt: skip
        told: dict[str, Validator] = {}
        fresh = [
            _fetch_one(client, source, remote, a, into / n, known.get(a), retries, backoff, sleep,
                       told)
            for a, n in zip(addresses, remote.names, strict=True)
        ]  # fmt: skip
        if not any(fresh):
            return Fetched(unchanged=True)
        for address, name, is_new in zip(addresses, remote.names, fresh, strict=True):
            if not is_new:
                _fetch_one(client, source, remote, address, into / name, None, retries, backoff,
                           sleep, told)  # fmt: skip
    return Fetched(unchanged=False, paths=tuple(into / n for n in remote.names), validators=told)


def check_address(source: Source, address: str) -> None:
    """Refuse an address that is not https; plain http is for this machine only.

    Raises:
        FetchFailed: It is another.
    """
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        return
    raise FetchFailed(source.code, f"address {address!r} is not https")


def _fetch_one(
    client: httpx.Client, source: Source, remote: Remote, address: str, path: Path,
    validator: Validator | None, retries: int, backoff: float, sleep: Callable[[float], None],
    told: dict[str, Validator],
) -> bool:  # fmt: skip
    """Fetch one file; return False when the publisher says it has not changed."""
    for attempt in range(retries + 1):
        try:
            return _stream(client, source, remote, address, path, validator, told)
        except (_TryAgain, httpx.TransportError) as fault:
            path.unlink(missing_ok=True)
            why = str(fault) or type(fault).__name__
            if attempt == retries:
                tries = f"after {attempt + 1} tries" if attempt else "at the first try"
                raise FetchFailed(source.code, f"{why} ({tries})") from None
            pause = backoff * 2**attempt * random.uniform(0.8, 1.2)  # noqa: S311 - only jitter
            sleep(max(pause, fault.wait if isinstance(fault, _TryAgain) else 0.0))
        except httpx.TooManyRedirects:
            raise FetchFailed(source.code, "too many redirects") from None
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    raise AssertionError("unreachable")


def _stream(
    client: httpx.Client, source: Source, remote: Remote, address: str, path: Path,
    validator: Validator | None, told: dict[str, Validator],
) -> bool:  # fmt: skip
    headers = {}
    if validator and validator.etag:
        headers["If-None-Match"] = validator.etag
    if validator and validator.last_modified:
        headers["If-Modified-Since"] = validator.last_modified
    with client.stream("GET", address, headers=headers) as answer:
        if answer.status_code == 304:
            return False
        _check_answer(source, remote, answer)
        size = 0
        with path.open("wb") as out:
            for chunk in answer.iter_bytes(1 << 18):
                size += len(chunk)
                if size > remote.max_bytes:
                    limit = f"more than {remote.max_bytes:,} bytes"
                    raise FetchFailed(source.code, f"the answer has {limit}")
                out.write(chunk)
        start = path.read_bytes()[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
        if start.startswith((b"<html", b"<!doctype html")):
            raise FetchFailed(source.code, "the publisher answered with a web page, not data")
        if size == 0:
            raise _TryAgain("the answer is empty")
        told[address] = Validator(
            etag=answer.headers.get("etag", ""),
            last_modified=answer.headers.get("last-modified", ""),
        )
    return True


def _check_answer(source: Source, remote: Remote, answer: httpx.Response) -> None:
    code = answer.status_code
    if answer.url.scheme != "https" and answer.url.host not in _LOOPBACK:
        raise FetchFailed(source.code, "a redirect leaves https")
    if code == 429 or code >= 500:
        text = answer.headers.get("retry-after", "")
        raise _TryAgain(f"the publisher answers {code}", min(60.0, float(text or 0))
                        if text.isdigit() or not text else 0.0)  # fmt: skip
    if code != 200:
        raise FetchFailed(source.code, f"the publisher answers {code}")
    kind = answer.headers.get("content-type", "").lower()
    if kind.startswith("text/html"):
        raise FetchFailed(source.code, "the publisher answered with a web page, not data")
    if remote.content_types and kind and not kind.startswith(remote.content_types):
        raise FetchFailed(source.code, f"unexpected content type {kind.split(';')[0]}")
