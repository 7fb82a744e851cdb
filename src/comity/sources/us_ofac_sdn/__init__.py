"""OFAC: Specially Designated Nationals and Blocked Persons List."""

from __future__ import annotations

from datetime import date

from comity.model import Authority
from comity.sources.base import Bounds, Format, Gate, Remote, Source
from comity.sources.base.ofac.advanced_xml import matches_advanced, read_advanced
from comity.sources.base.ofac.csv_set import matches_alone, matches_set, read_set
from comity.sources.base.ofac.enhanced_xml import matches_enhanced, read_enhanced
from comity.sources.base.ofac.sdn_xml import matches_xml, read_xml

SOURCE = Source(
    code="us_ofac_sdn",
    title="Specially Designated Nationals and Blocked Persons List",
    publisher="Office of Foreign Assets Control, US Department of the Treasury",
    authority=Authority(
        code="us-ofac", name="OFAC, US Treasury", character="unilateral", jurisdiction="US"
    ),
    homepage="https://ofac.treasury.gov/sanctions-list-service",
    remote=Remote(
        urls=(
            "https://sanctionslistservice.ofac.treas.gov/api/download/SDN.CSV",
            "https://sanctionslistservice.ofac.treas.gov/api/download/ADD.CSV",
            "https://sanctionslistservice.ofac.treas.gov/api/download/ALT.CSV",
            "https://sanctionslistservice.ofac.treas.gov/api/download/SDN_COMMENTS.CSV",
        ),
        names=("sdn.csv", "add.csv", "alt.csv", "sdn_comments.csv"),
        max_bytes=128 * 1024 * 1024,
    ),
    format_reference="https://ofac.treasury.gov/sdn-list-data-formats-data-schemas",
    licence="Work of the US government, public domain",
    cadence="irregular, several actions a week",
    stale_after_days=7,
    formats=(
        Format(
            code="enhanced-xml",
            title="ENHANCED_XML",
            matches=matches_enhanced,
            read=read_enhanced("us_ofac_sdn"),
        ),
        Format(
            code="advanced-xml",
            title="ADVANCED_XML",
            matches=matches_advanced,
            read=read_advanced("us_ofac_sdn"),
        ),
        Format(code="xml", title="sdnList XML", matches=matches_xml, read=read_xml("us_ofac_sdn")),
        Format(
            code="csv-alone",
            title="sdn.csv alone",
            matches=matches_alone("sdn"),
            read=read_set("us_ofac_sdn", "sdn"),
            thin=True,
        ),
        Format(
            code="csv",
            title="csv set",
            matches=matches_set("sdn"),
            read=read_set("us_ofac_sdn", "sdn"),
        ),
    ),
    gate=Gate(
        bounds=(
            Bounds(since=date(2000, 1, 1), least=5_000, most=9_000, reason="7,379 in January 2019"),
            Bounds(
                since=date(2020, 1, 1), least=6_000, most=13_500, reason="9,108 in February 2022"
            ),
            Bounds(
                since=date(2023, 1, 1),
                least=10_000,
                most=17_000,
                reason="13,821 at the end of 2023, 14,965 in May 2024",
            ),
            Bounds(
                since=date(2024, 7, 1), least=15_000, most=30_000, reason="19,300 in September 2026"
            ),
        )
    ),
)
