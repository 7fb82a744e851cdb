"""Australia: the Consolidated List of DFAT."""

from __future__ import annotations

from datetime import date

from comity.model import Authority
from comity.sources.au_dfat.workbook import matches_workbook, read_list
from comity.sources.base import Bounds, Format, Gate, Remote, Source

SOURCE = Source(
    code="au_dfat",
    title="Australian Sanctions Consolidated List",
    publisher="Department of Foreign Affairs and Trade, Australian Sanctions Office",
    authority=Authority(code="au", name="Australia", character="unilateral", jurisdiction="AU"),
    homepage="https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list",
    remote=Remote(
        urls=(
            "https://www.dfat.gov.au/sites/default/files/Australian_Sanctions_Consolidated_List.xlsx",
        ),
        names=("Australian_Sanctions_Consolidated_List.xlsx",),
        max_bytes=64 * 1024 * 1024,
    ),
    format_reference="https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list",
    licence="Creative Commons Attribution",
    cadence="with each change",
    stale_after_days=30,
    lag_days=30,
    formats=(Format(code="xlsx", title="workbook", matches=matches_workbook, read=read_list),),
    gate=Gate(
        bounds=(
            Bounds(since=date(2000, 1, 1), least=2_000, most=5_500, reason="3,062 in 2024"),
            Bounds(since=date(2025, 1, 1), least=3_000, most=5_500, reason="3,811 in early 2026"),
        )
    ),
)
