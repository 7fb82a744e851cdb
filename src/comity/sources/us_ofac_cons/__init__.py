"""OFAC: Consolidated Sanctions List (non-SDN)."""

from __future__ import annotations

from datetime import date

from comity.model import Authority
from comity.sources.base import Bounds, Format, Gate, Remote, Source
from comity.sources.base.ofac.advanced_xml import matches_advanced, read_advanced
from comity.sources.base.ofac.csv_set import matches_alone, matches_set, read_set
from comity.sources.base.ofac.enhanced_xml import matches_enhanced, read_enhanced
from comity.sources.base.ofac.sdn_xml import matches_xml, read_xml

SOURCE = Source(
    code="us_ofac_cons",
    title="Consolidated Sanctions List (non-SDN)",
    publisher="Office of Foreign Assets Control, US Department of the Treasury",
    authority=Authority(
        code="us-ofac", name="OFAC, US Treasury", character="unilateral", jurisdiction="US"
    ),
    homepage="https://ofac.treasury.gov/sanctions-list-service",
    remote=Remote(
        urls=(
            "https://sanctionslistservice.ofac.treas.gov/api/download/CONS_PRIM.CSV",
            "https://sanctionslistservice.ofac.treas.gov/api/download/CONS_ADD.CSV",
            "https://sanctionslistservice.ofac.treas.gov/api/download/CONS_ALT.CSV",
            "https://sanctionslistservice.ofac.treas.gov/api/download/CONS_COMMENTS.CSV",
        ),
        names=("cons_prim.csv", "cons_add.csv", "cons_alt.csv", "cons_comments.csv"),
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
            read=read_enhanced("us_ofac_cons"),
        ),
        Format(
            code="advanced-xml",
            title="ADVANCED_XML",
            matches=matches_advanced,
            read=read_advanced("us_ofac_cons"),
        ),
        Format(code="xml", title="sdnList XML", matches=matches_xml, read=read_xml("us_ofac_cons")),
        Format(
            code="csv-alone",
            title="cons_prim.csv alone",
            matches=matches_alone("cons"),
            read=read_set("us_ofac_cons", "cons"),
            thin=True,
        ),
        Format(
            code="csv",
            title="csv set",
            matches=matches_set("cons"),
            read=read_set("us_ofac_cons", "cons"),
        ),
    ),
    gate=Gate(
        bounds=(
            Bounds(
                since=date(2000, 1, 1),
                least=300,
                most=800,
                reason="442 in 2025, 481 in September 2026",
            ),
        )
    ),
)
