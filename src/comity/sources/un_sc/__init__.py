"""The United Nations Security Council Consolidated List."""

from __future__ import annotations

from datetime import date

from comity.model import Authority
from comity.sources.base import Bounds, Format, Gate, Remote, Source
from comity.sources.un_sc.xml import matches_xml, read_xml

SOURCE = Source(
    code="un_sc",
    title="UN Security Council Consolidated List",
    publisher="United Nations Secretariat, for the sanctions committees of the Security Council",
    authority=Authority(
        code="un-sc", name="United Nations Security Council", character="collective"
    ),
    homepage="https://main.un.org/securitycouncil/en/content/un-sc-consolidated-list",
    remote=Remote(
        urls=("https://scsanctions.un.org/resources/xml/en/consolidated.xml",),
        names=("consolidated.xml",),
        content_types=("application/xml", "text/xml", "application/octet-stream"),
        max_bytes=64 * 1024 * 1024,
    ),
    format_reference="https://www.un.org/sc/resources/sc-sanctions.xsd",
    licence="No formal open licence; general terms of use of un.org; attribute it",
    cadence="generated every day, changed when a committee acts",
    stale_after_days=7,
    formats=(
        Format(code="xml", title="consolidated XML", matches=matches_xml, read=read_xml),
    ),
    gate=Gate(
        bounds=(
            Bounds(
                since=date(2000, 1, 1), least=700, most=1_800,
                reason="full lists of 2017 to 2026 held 877 to 1,093 entries",
            ),
        )
    ),
)  # fmt: skip
