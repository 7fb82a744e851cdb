"""United States: the Consolidated Screening List of the International Trade Administration."""

from __future__ import annotations

from datetime import date

from comity.model import Authority
from comity.sources.base import Bounds, Format, Gate, Remote, Source
from comity.sources.us_csl.table import matches_table, read_table

SOURCE = Source(
    code="us_csl",
    title="Consolidated Screening List",
    publisher="International Trade Administration, US Department of Commerce",
    authority=Authority(
        code="us", name="US Commerce, State and Treasury", character="unilateral",
        jurisdiction="US",
    ),
    homepage="https://www.trade.gov/consolidated-screening-list",
    remote=Remote(
        urls=(
            "https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv",
        ),
        names=("consolidated.csv",),
        max_bytes=128 * 1024 * 1024,
    ),
    format_reference="https://www.trade.gov/consolidated-screening-list",
    licence="Work of the US government, public domain",
    cadence="daily",
    stale_after_days=7,
    formats=(Format(code="csv", title="CSV", matches=matches_table, read=read_table),),
    gate=Gate(bounds=(
        Bounds(since=date(2014, 1, 1), least=8_000, most=20_000, reason="14,160 in April 2022"),
        Bounds(
            since=date(2023, 1, 1), least=15_000, most=40_000,
            reason="SDN 14,973 and EL 2,778 in May 2024",
        ),
    )),
    notes=(
        "A collection: each row is of one of thirteen lists of three departments, kept as its "
        "programme. Treasury's rows refer to us_ofac_sdn and us_ofac_cons.",
    ),
)  # fmt: skip
