"""United States: the Denied Persons List of the Bureau of Industry and Security."""

from __future__ import annotations

from datetime import date

from comity.model import Authority
from comity.sources.base import Bounds, Format, Gate, Remote, Source
from comity.sources.us_bis_dpl.table import matches_table, read_table

SOURCE = Source(
    code="us_bis_dpl",
    title="Denied Persons List",
    publisher="Bureau of Industry and Security, US Department of Commerce",
    authority=Authority(
        code="us-bis", name="BIS, US Department of Commerce", character="unilateral",
        jurisdiction="US",
    ),
    homepage="https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl",
    remote=Remote(
        urls=("https://www.bis.doc.gov/dpl/dpl.txt",), names=("dpl.txt",),
        content_types=("text/plain", "application/octet-stream"), max_bytes=16 * 1024 * 1024,
    ),
    format_reference="https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl",
    licence="Work of the US government, public domain",
    cadence="with each order",
    stale_after_days=30,
    formats=(Format(code="txt", title="tab-separated", matches=matches_table, read=read_table),),
    gate=Gate(bounds=(
        Bounds(since=date(2000, 1, 1), least=400, most=1_000, reason="665 rows in late 2023"),
    )),
    notes=(
        "An export control: it forbids to deal in US goods with the person, and freezes nothing.",
        "One row a name and address; rows of one order refer to the first of them.",
    ),
)  # fmt: skip
