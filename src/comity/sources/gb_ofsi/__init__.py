"""The United Kingdom's consolidated list of OFSI, closed on 28 January 2026."""

from __future__ import annotations

from datetime import date

from comity.model import Authority
from comity.sources.base import Bounds, Format, Gate, Source
from comity.sources.gb_ofsi.conlist import (
    matches_csv,
    matches_workbook,
    read_conlist_csv,
    read_conlist_workbook,
)

SOURCE = Source(
    code="gb_ofsi",
    title="UK Consolidated List of Financial Sanctions Targets",
    publisher="HM Treasury, Office of Financial Sanctions Implementation",
    authority=Authority(
        code="gb", name="United Kingdom", character="unilateral", jurisdiction="GB"
    ),
    homepage="https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets",
    # The file is still served, frozen: fetching it would pass history off as the present.
    remote=None,
    format_reference="https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets",
    licence="Open Government Licence v3.0",
    cadence="closed; the UK Sanctions List is the only UK list since 28 January 2026",
    stale_after_days=None,
    closed_on=date(2026, 1, 28),
    formats=(
        Format(code="xlsx", title="workbook", matches=matches_workbook, read=read_conlist_workbook),
        Format(code="csv", title="CSV", matches=matches_csv, read=read_conlist_csv),
    ),
    gate=Gate(
        bounds=(
            Bounds(since=date(2000, 1, 1), least=1_500, most=3_500, reason="2,106 in April 2018"),
            Bounds(since=date(2022, 2, 25), least=2_500, most=7_000, reason="4,686 in April 2025"),
        )
    ),
)
