"""The project's own annotated news: marked sources made into pairs of text and annotation.

    python -m bench.corpus FOLDER      write NNN.txt and NNN.json of every document there

A source holds many documents. `{…}` marks a trigger, `‹…›` a quotation, `⟦…⟧` a zone, `«…»` a
claim; the lines after `---E`, `---Q`, `---Z`, `---C` give the attributes of the spans in the order
of their beginnings (lines of triggers are found by their words, so their order is free).
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

SOURCES = Path(__file__).resolve().parents[1] / "tests" / "news" / "corpus"
_MARKS = {"{": "E", "‹": "Q", "⟦": "Z", "«": "C"}
_ENDS = {"}": "E", "›": "Q", "⟧": "Z", "»": "C"}
_REALIS = {"a": "actual", "t": "threatened", "h": "hypothetical", "n": "negated", "al": "alleged"}
_CHARACTER = {"c": "collective", "u": "unilateral", "x": "unknown"}
_MEASURES = {
    "gen": "general",
    "af": "asset-freeze",
    "tb": "travel-ban",
    "arms": "arms",
    "trade": "trade",
    "energy": "energy",
    "fin": "financial",
    "sect": "sectoral",
    "des": "designation",
}
Span = tuple[int, int]


def documents(source: Path) -> list[tuple[dict[str, Any], str]]:
    """Return (annotation, text) of every document of a marked source.

    Raises:
        ValueError: Marks that do not close, or lines that fit no span.
    """
    found = []
    for part in re.split(r"(?m)^=== ", source.read_text("utf-8"))[1:]:
        head, rest = part.split("\n", 1)
        name, genre, published = head.split()
        pieces = re.split(r"(?m)^---([EQZC])\n", rest)
        lines = {
            k: [x for x in v.split("\n") if x.strip()]
            for k, v in zip(pieces[1::2], pieces[2::2], strict=True)
        }
        text, spans = _strip(pieces[0].rstrip("\n"), name)
        found.append(
            (
                {
                    "id": name,
                    "genre": genre,
                    "published": None if published == "null" else published,
                    "zones": [
                        {"start": a, "end": b, "kind": k.strip()}
                        for (a, b), k in _zip(spans["Z"], lines.get("Z", []), name, "zones")
                    ],
                    "quotes": [
                        _quote(text, s, x)
                        for s, x in _zip(spans["Q"], lines.get("Q", []), name, "quotations")
                    ],
                    "events": _events(text, spans["E"], lines.get("E", []), name),
                    "claims": [
                        _claim(s, x)
                        for s, x in _zip(spans["C"], lines.get("C", []), name, "claims")
                    ],
                },
                text,
            )
        )
    return found


def _strip(marked: str, name: str) -> tuple[str, dict[str, list[Span]]]:
    out: list[str] = []
    spans: dict[str, list[Span]] = {k: [] for k in "EQZC"}
    open_: dict[str, list[int]] = {k: [] for k in "EQZC"}
    for char in marked:
        if char in _MARKS:
            open_[_MARKS[char]].append(len(out))
        elif char in _ENDS:
            if not open_[_ENDS[char]]:
                raise ValueError(f"{name}: {char} closes nothing near {''.join(out)[-40:]!r}")
            spans[_ENDS[char]].append((open_[_ENDS[char]].pop(), len(out)))
        else:
            out.append(char)
    if any(open_.values()):
        raise ValueError(f"{name}: a mark is not closed")
    return "".join(out), {k: sorted(v) for k, v in spans.items()}


def _zip(spans: list[Span], lines: list[str], name: str, what: str) -> list[tuple[Span, str]]:
    if len(spans) != len(lines):
        raise ValueError(f"{name}: {len(spans)} {what} are marked, {len(lines)} lines tell of them")
    return list(zip(spans, lines, strict=True))


def _events(text: str, spans: list[Span], lines: list[str], name: str) -> list[dict[str, Any]]:
    left = list(lines)
    found = []
    for a, b in spans:
        words = text[a:b]
        line = next((x for x in left if x.split("|")[0].strip() == words), None)
        if line is None:
            raise ValueError(f"{name}: no line for the trigger {words!r}")
        left.remove(line)
        fields = [x.strip() for x in line.split("|")]
        by = fields.pop()[1:] if fields[-1].startswith("@") else "narrator"
        source, _, target = fields[2].partition(">")
        realis, character, measure = fields[3].split()
        found.append(
            {
                "trigger": {"start": a, "end": b, "text": words},
                "action": fields[1],
                "source": _names(source),
                "target": _names(target),
                "realis": _REALIS[realis],
                "collectivity": _CHARACTER[character],
                "measure": _MEASURES[measure],
                "when": _when(fields[4]) if len(fields) > 4 else None,
                "asserted_by": by,
            }
        )
    if left:
        raise ValueError(f"{name}: no trigger for {left[0]!r}")
    return found


def _names(text: str) -> list[str]:
    return [x.strip() for x in text.split(";") if x.strip() not in ("", "-")]


def _when(text: str) -> dict[str, str | None]:
    words, _, days = (x.strip() for x in text.partition("="))
    if days == "?":
        return {"text": words, "start": None, "end": None}
    first, _, last = days.partition("..")
    return {"text": words, "start": first, "end": last or first}


def _quote(text: str, span: Span, line: str) -> dict[str, Any]:
    speaker, _, partial = (x.strip() for x in line.partition(" / "))
    return {
        "start": span[0],
        "end": span[1],
        "text": text[slice(*span)],
        "speaker": None if speaker == "null" else speaker,
        "partial": partial == "p",
    }


def _claim(span: Span, line: str) -> dict[str, Any]:
    kind, expected, why = line.split(None, 2)
    return {"start": span[0], "end": span[1], "kind": kind, "expected": expected, "why": why}


def write(source: Path, folder: Path) -> int:
    """Write the pairs of a marked source; return how many."""
    folder.mkdir(parents=True, exist_ok=True)
    pairs = documents(source)
    for told, text in pairs:
        (folder / f"{told['id']}.txt").write_bytes(text.encode("utf-8"))
        (folder / f"{told['id']}.json").write_text(
            json.dumps(told, ensure_ascii=False, indent=1), "utf-8"
        )
    return len(pairs)


if __name__ == "__main__":
    for path in sorted(SOURCES.glob("*.mark")):
        print(path.name, write(path, Path(sys.argv[1]) / path.stem))
