"""Canada: the Consolidated Autonomous Sanctions List (SEMA and JVCFOA)."""

from __future__ import annotations

from datetime import date

from comity.model import Authority
from comity.sources.base import Bounds, Format, Gate, Remote, Source
from comity.sources.ca_sema.xml import matches_xml, read_xml

_FOLDER = (
    "https://www.international.gc.ca/world-monde/assets/office_docs/"
    "international_relations-relations_internationales/sanctions/"
)

SOURCE = Source(
    code="ca_sema",
    title="Consolidated Canadian Autonomous Sanctions List",
    publisher="Global Affairs Canada",
    authority=Authority(code="ca", name="Canada", character="unilateral", jurisdiction="CA"),
    homepage="https://www.international.gc.ca/world-monde/international_relations-relations_internationales/sanctions/consolidated-consolide.aspx?lang=eng",
    remote=Remote(
        urls=(f"{_FOLDER}sema-lmes.xml",), names=("sema-lmes.xml",),
        content_types=("application/xml", "text/xml"), max_bytes=64 * 1024 * 1024,
    ),
    format_reference="https://www.international.gc.ca/world-monde/international_relations-relations_internationales/sanctions/consolidated-consolide.aspx?lang=eng",
    licence="Open Government Licence – Canada",
    cadence="some days after each amendment of a regulation",
    stale_after_days=30,
    lag_days=30,
    formats=(Format(code="xml", title="XML, three schemas", matches=matches_xml, read=read_xml),),
    gate=Gate(bounds=(
        Bounds(since=date(2000, 1, 1), least=1_000, most=4_000, reason="1,369 in April 2020"),
        Bounds(since=date(2023, 1, 1), least=3_000, most=8_000, reason="4,759 in May 2025"),
        Bounds(since=date(2026, 1, 1), least=4_500, most=8_000, reason="5,690 in August 2026"),
    )),
    notes=("Listings of the United Nations are not on this list: regulations take them over.",),
)  # fmt: skip
