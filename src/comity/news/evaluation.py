"""The reader measured on annotated documents, by the rules of the annotation's own scorer.

- An event is found where the action is equal and the triggers overlap or begin within 60
  characters of each other; one to one, nearest first. With roles, the sources and targets agree:
  codes equal (UN and UNSC taken as one), names by half of their words in common, each way; the code
  of a state beside a named party may be there or not.
- A quotation is found where the spans overlap by 80 % of their union; its speaker is right where
  the last word agrees, or neither has one.
- Commentary and boilerplate count by character; `when`, `realis`, `collectivity` and `asserted_by`
  over the events found; a claim is found where half of the shorter span overlaps.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from comity.errors import BadInput, UnreadableFile

Counts = dict[str, tuple[int, int, int]]
"""Task → (right, found, wanted)."""
_CODE = re.compile(
    r"[A-Z]{2}|UN|UNSC|EU|P5\+1|G7|IAEA|AFRICAN_UNION|ECOWAS|NATO|OAS|ARAB_LEAGUE|FATF"
)
_NEAR = 60
_UNION = 0.8
_HALF = 0.5


def read_annotated(folder: Path) -> list[tuple[dict[str, Any], str]]:
    """Return the pairs (annotation, text) of a folder of NNN.json and NNN.txt.

    Raises:
        BadInput: No such folder, or no pair in it.
        UnreadableFile: An annotation that is no JSON object, or has no text beside it.
    """
    if not folder.is_dir():
        raise BadInput(f"{folder} is no folder", mend="give a folder of NNN.json and NNN.txt")
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            told = json.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise UnreadableFile(path.name, f"not JSON: {error}", mend="mend it") from None
        if not isinstance(told, dict) or not isinstance(told.get("events"), list):
            raise UnreadableFile(
                path.name, "no annotation: 'events' is missing", mend="see docs/news.md"
            )
        text = path.with_suffix(".txt")
        if not text.is_file():
            raise UnreadableFile(path.name, f"no {text.name} beside it", mend="put the text there")
        found.append((told, text.read_bytes().decode("utf-8")))
    if not found:
        raise BadInput(
            f"no annotated documents in {folder}", mend="give a folder of NNN.json and NNN.txt"
        )
    return found


def count(gold: Mapping[str, Any], found: Mapping[str, Any]) -> Counts:
    """Return right, found and wanted of every task for one document."""
    out: Counts = {}
    wanted, events = gold.get("events", []), found.get("events", [])
    pairs = _pair(wanted, events, _event_cost)
    out["event"] = len(pairs), len(events), len(wanted)
    roles = sum(
        same_parties(g["source"], f.get("source", []))
        and same_parties(g["target"], f.get("target", []))
        for g, f in pairs
    )
    out["event+roles"] = roles, len(events), len(wanted)
    for key in ("realis", "collectivity"):
        out[key] = sum(g[key] == f.get(key) for g, f in pairs), len(pairs), len(pairs)
    said = sum(same_speaker(g["asserted_by"], f.get("asserted_by")) for g, f in pairs)
    out["asserted_by"] = said, len(pairs), len(pairs)
    out["when"] = (
        sum(_same_when(g.get("when"), f.get("when")) for g, f in pairs),
        len(pairs),
        len(pairs),
    )
    dated = [(g, f) for g, f in pairs if g.get("when")]
    right = sum(_same_when(g["when"], f.get("when")) for g, f in dated)
    out["when (dated)"] = right, len(dated), len(dated)
    quotes = _pair(gold.get("quotes", []), found.get("quotes", []), _quote_cost)
    out["quote"] = len(quotes), len(found.get("quotes", [])), len(gold.get("quotes", []))
    spoken = sum(same_speaker(g.get("speaker"), f.get("speaker")) for g, f in quotes)
    out["speaker"] = spoken, len(quotes), len(quotes)
    for kind in ("commentary", "boilerplate"):
        mine, theirs = _characters(found, kind), _characters(gold, kind)
        out[kind] = len(mine & theirs), len(mine), len(theirs)
    claims = _pair(gold.get("claims", []), found.get("claims", []), _claim_cost)
    out["claim"] = len(claims), len(found.get("claims", [])), len(gold.get("claims", []))
    held = sum(g["expected"] == f.get("expected") for g, f in claims)
    out["verdict"] = held, len(claims), len(claims)
    if gold.get("genre") == "negative":
        out["negative documents kept clean"] = int(not events), 1, 1
    return out


def total(rows: Sequence[Counts]) -> dict[str, dict[str, float | int | None]]:
    """Return precision, recall and F1 of every task over documents."""
    sums: Counts = {}
    for row in rows:
        for key, (r, f, w) in row.items():
            a, b, c = sums.get(key, (0, 0, 0))
            sums[key] = a + r, b + f, c + w
    return {
        key: {
            "precision": round(r / f, 3) if f else None, "recall": round(r / w, 3) if w else None,
            "f1": round(2 * r / (f + w), 3) if f + w else 1.0, "right": r, "found": f, "wanted": w,
        }
        for key, (r, f, w) in sums.items()
    }  # fmt: skip


Cost = Callable[[Mapping[str, Any], Mapping[str, Any]], float | None]


def _pair(
    gold: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]], cost: Cost
) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    options = sorted(
        (price, i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if (price := cost(g, f)) is not None
    )
    left, right = set(range(len(gold))), set(range(len(found)))
    out = []
    for _, i, j in options:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            out.append((gold[i], found[j]))
    return out


def _overlap(a: Mapping[str, Any], b: Mapping[str, Any]) -> int:
    return max(0, int(min(a["end"], b["end"]) - max(a["start"], b["start"])))


def _event_cost(g: Mapping[str, Any], f: Mapping[str, Any]) -> float | None:
    if g["action"] != f["action"]:
        return None
    if _overlap(g["trigger"], f["trigger"]):
        return 0
    gap = abs(g["trigger"]["start"] - f["trigger"]["start"])
    return gap if gap <= _NEAR else None


def _quote_cost(g: Mapping[str, Any], f: Mapping[str, Any]) -> float | None:
    common = _overlap(g, f)
    union = (g["end"] - g["start"]) + (f["end"] - f["start"]) - common
    return 1 - common / union if union and common / union >= _UNION else None


def _claim_cost(g: Mapping[str, Any], f: Mapping[str, Any]) -> float | None:
    shorter = min(g["end"] - g["start"], f["end"] - f["start"]) or 1
    common = _overlap(g, f)
    return 1 - common / shorter if common / shorter >= _HALF else None


def _characters(document: Mapping[str, Any], kind: str) -> set[int]:
    return {
        c
        for z in document.get("zones", [])
        if z["kind"] == kind
        for c in range(z["start"], z["end"])
    }


def same_speaker(g: str | None, f: str | None) -> bool:
    """Return whether two names are the same speaker by the rules of the annotation."""
    if not g or not f:
        return not g and not f
    a, b = re.findall(r"\w+", g.casefold()), re.findall(r"\w+", f.casefold())
    return bool(a and b) and (a[-1] == b[-1] or set(a) == set(b))


def _same_when(g: Mapping[str, Any] | None, f: Mapping[str, Any] | None) -> bool:
    if bool(g) != bool(f):
        return False
    return not g or not f or (g.get("start"), g.get("end")) == (f.get("start"), f.get("end"))


def same_parties(a: Sequence[str], b: Sequence[str]) -> bool:
    """Return whether two sets of parties are the same by the rules of the annotation."""
    names = [[x for x in side if not _CODE.fullmatch(x)] for side in (a, b)]
    if names[0] and names[1]:
        return _one_to_one(names[0], names[1])
    if names[0] or names[1]:
        codes = [[x for x in side if _CODE.fullmatch(x)] for side in (a, b)]
        return bool(codes[0] and codes[1]) and _one_to_one(codes[0], codes[1])
    return _one_to_one(a, b)


def _one_to_one(a: Sequence[str], b: Sequence[str]) -> bool:
    if len(a) != len(b):
        return False
    left = list(b)
    for x in a:
        hit = next((y for y in left if _same_party(x, y)), None)
        if hit is None:
            return False
        left.remove(hit)
    return True


def _same_party(a: str, b: str) -> bool:
    if a == b or {a, b} == {"UN", "UNSC"}:
        return True
    if len(a) <= 3 or len(b) <= 3:
        return False
    mine, theirs = set(re.findall(r"\w+", a.casefold())), set(re.findall(r"\w+", b.casefold()))
    common = len(mine & theirs)
    return bool(mine and theirs) and common >= len(mine) / 2 and common >= len(theirs) / 2
