"""European Union: the consolidated list of financial sanctions."""

from __future__ import annotations

from datetime import date

from comity.model import Authority
from comity.sources.base import Bounds, Format, Gate, Remote, Source
from comity.sources.eu_fsf.current_csv import matches_current, read_current
from comity.sources.eu_fsf.export_xml import matches_export, read_export
from comity.sources.eu_fsf.old_csv import matches_old, read_old
from comity.sources.eu_fsf.whole_xml import matches_whole, read_whole

SOURCE = Source(
    code="eu_fsf",
    title="Consolidated list of persons, groups and entities subject to EU financial sanctions",
    publisher="European Commission, DG FISMA",
    authority=Authority(
        code="eu", name="Council of the European Union", character="unilateral",
        jurisdiction="EU",
    ),
    homepage="https://webgate.ec.europa.eu/fsd/fsf#!/files",
    remote=Remote(
        # The token is the general one, printed in the Union's open data portal.
        urls=(
            "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content"
            "?token=dG9rZW4tMjAxNw",
        ),
        names=("xmlFullSanctionsList_1_1.xml",),
        content_types=("application/xml", "text/xml", "application/octet-stream"),
        max_bytes=256 * 1024 * 1024,
        # Made on the fly: more than a minute passes before the first byte.
        timeout=300.0,
    ),
    format_reference="https://webgate.ec.europa.eu/fsd/fsf#!/files",
    licence="Commission reuse decision 2011/833/EU: reuse with attribution",
    cadence="with each act in the Official Journal, the same or the next day",
    stale_after_days=10,
    formats=(
        Format(code="xml-1.1", title="XML 1.1", matches=matches_export, read=read_export),
        Format(code="csv-1.1", title="CSV 1.1", matches=matches_current, read=read_current),
        Format(code="csv-1.0", title="CSV 1.0", matches=matches_old, read=read_old),
        Format(code="xml-whole", title="XML before 1.1", matches=matches_whole, read=read_whole),
    ),
    gate=Gate(
        bounds=(
            Bounds(
                since=date(2000, 1, 1), least=1_000, most=5_000,
                reason="estimate; above the extracts known, 595 of 2016 and 93 of 2018",
            ),
            Bounds(
                since=date(2022, 3, 1), least=1_500, most=8_000,
                reason="estimate; the list grew by thousands after February 2022",
            ),
            Bounds(
                since=date(2026, 1, 1), least=5_000, most=9_000,
                reason="6,234 entities in August 2026",
            ),
        )
    ),
    notes=(
        "Only the Official Journal of the European Union is authentic.",
        "Targets of asset freezes only: firms under export bans and ships under port bans are "
        "not on this list.",
    ),
)  # fmt: skip
