"""The small list of public facts that the package carries: dated evidence about listings."""

from __future__ import annotations

from datetime import date
from importlib.resources import files

from comity.model import Authority
from comity.sources.base import Blob, Bounds, BytesBlob, Format, Gate, Source
from comity.sources.builtin.facts import FILE, matches_facts, read_facts


def builtin_blobs() -> list[Blob]:
    """Return the packaged file of facts, to be imported like any published file."""
    data = files(__package__).joinpath(FILE).read_bytes()
    return [BytesBlob(name=FILE, data=data)]


SOURCE = Source(
    code="builtin",
    title="Built-in facts: the Iran nuclear regime and the designations of 7 April 2009",
    publisher="Comity",
    authority=Authority(code="comity", name="Comity (facts about others)", character="unilateral"),
    homepage="",
    remote=None,
    format_reference="the file itself",
    licence="MIT",
    cadence="with each version of Comity",
    stale_after_days=None,
    formats=(
        Format(code="facts", title="facts TOML", matches=matches_facts, read=read_facts),
    ),
    gate=Gate(
        bounds=(Bounds(since=date(2000, 1, 1), least=1, most=10_000, reason="our own file"),)
    ),
)  # fmt: skip
