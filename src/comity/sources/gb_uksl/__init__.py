"""United Kingdom: the UK Sanctions List of the FCDO, the only UK list since 28 January 2026."""

from __future__ import annotations

from datetime import date

from comity.model import Authority
from comity.sources.base import Bounds, Format, Gate, Remote, Source
from comity.sources.gb_uksl.table import matches_table, read_table
from comity.sources.gb_uksl.xml import matches_xml, read_xml

SOURCE = Source(
    code="gb_uksl",
    title="UK Sanctions List",
    publisher="Foreign, Commonwealth & Development Office",
    authority=Authority(
        code="gb", name="United Kingdom", character="unilateral", jurisdiction="GB"
    ),
    homepage="https://www.gov.uk/government/publications/the-uk-sanctions-list",
    remote=Remote(
        urls=("https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.xml",),
        names=("UK-Sanctions-List.xml",),
        content_types=("application/xml", "text/xml", "application/octet-stream"),
        max_bytes=128 * 1024 * 1024,
    ),
    format_reference="https://www.gov.uk/government/publications/the-uk-sanctions-list",
    licence="Open Government Licence v3.0",
    cadence="with each change, at times several a week",
    stale_after_days=14,
    formats=(
        Format(code="xml", title="XML", matches=matches_xml, read=read_xml),
        Format(code="csv", title="CSV", matches=matches_table, read=read_table),
    ),
    gate=Gate(bounds=(
        Bounds(since=date(2020, 7, 1), least=1_500, most=8_000, reason="estimate; 4,686 in OFSI's "
               "list of April 2025, without ships and travel bans"),
        Bounds(since=date(2026, 1, 1), least=5_000, most=9_000, reason="6,334 in September 2026"),
    )),
    notes=("Also travel bans, ships and director disqualification, which OFSI's list left out.",),
)  # fmt: skip
