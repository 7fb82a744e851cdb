"""Events as flat rows, with the codes of other schemes, for CSV and JSON lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

COLUMNS = (
    "document", "published", "action", "source", "target", "realis", "collectivity", "measure",
    "when_text", "when_start", "when_end", "asserted_by", "cameo", "plover", "plover_manual", "ties_stage",
    "confidence", "rule", "trigger", "sentence",
)  # fmt: skip


def rows_of(reading: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield one row for each event of a reading (as `Reading.as_json` gives it)."""
    from comity.news.coding import PLOVER_MANUAL

    for e in reading["events"]:
        when = e["when"] or {}
        yield {
            "document": reading["id"], "published": reading["published"] or "", "action": e["action"],
            "source": "; ".join(e["source"]), "target": "; ".join(e["target"]), "realis": e["realis"],
            "collectivity": e["collectivity"], "measure": e["measure"],
            "when_text": when.get("text") or "", "when_start": when.get("start") or "",
            "when_end": when.get("end") or "", "asserted_by": e["asserted_by"], "cameo": e["cameo"],
            "plover": e["plover"], "plover_manual": PLOVER_MANUAL[e["action"]],
            "ties_stage": e["ties_stage"], "confidence": e["confidence"], "rule": e["rule"],
            "trigger": e["trigger"]["text"], "sentence": " ".join(e["sentence"].split()),
        }  # fmt: skip
