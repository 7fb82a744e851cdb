"""Switzerland: the total list of SECO."""

from __future__ import annotations

from datetime import date

from comity.model import Authority
from comity.sources.base import Bounds, Format, Gate, Remote, Source
from comity.sources.ch_seco.xml import matches_xml, read_xml

SOURCE = Source(
    code="ch_seco",
    title="Sanctions list of the Swiss Confederation (SESAM)",
    publisher="State Secretariat for Economic Affairs",
    authority=Authority(code="ch", name="Switzerland", character="unilateral", jurisdiction="CH"),
    homepage="https://www.seco.admin.ch/seco/en/home/Aussenwirtschaftspolitik_Wirtschaftliche_Zusammenarbeit/Wirtschaftsbeziehungen/exportkontrollen-und-sanktionen/sanktionen-embargos.html",
    remote=Remote(
        urls=(
            "https://www.sesam.search.admin.ch/sesam-search-web/pages/downloadXmlGesamtliste.xhtml"
            "?lang=en&action=downloadXmlGesamtlisteAction",
        ),
        names=("consolidated-list.xml",),
        content_types=("application/xml", "text/xml", "application/octet-stream"),
        max_bytes=256 * 1024 * 1024,
        timeout=180.0,
    ),
    format_reference="https://www.seco.admin.ch/seco/en/home/Aussenwirtschaftspolitik_Wirtschaftliche_Zusammenarbeit/Wirtschaftsbeziehungen/exportkontrollen-und-sanktionen/sanktionen-embargos.html",
    licence="Official data of the Swiss Confederation, free reuse",
    cadence="with each amendment of an ordinance",
    stale_after_days=30,
    formats=(Format(code="xml", title="XML", matches=matches_xml, read=read_xml),),
    gate=Gate(bounds=(
        Bounds(since=date(2000, 1, 1), least=1_500, most=14_000, reason="estimate"),
        Bounds(
            since=date(2025, 1, 1), least=6_000, most=14_000,
            reason="about 8,670 in 2026, 1,550 of them de-listed",
        ),
    )),
    notes=(
        "Delisted targets stay in the file with the date of their end.",
        "A file of an amendment is an extract: it proves presence, never absence.",
    ),
)  # fmt: skip
