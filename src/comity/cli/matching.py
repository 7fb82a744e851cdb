"""Commands about the scorer: two names held together, labelled pairs, the price of a threshold."""

from __future__ import annotations

import csv
import json as jsonlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.cli.session import Json, print_json
from comity.cli.tables import print_table
from comity.errors import BadInput, UnreadableFile
from comity.matching import DEFAULT_THRESHOLD, SCORER, Evidence, compare, read_evidence
from comity.sources.base import FileBlob
from comity.sources.base.tables import stream_csv

_FIELDS = frozenset(("name", "schema", "birth_date", "country", "gender", "identifiers"))

Threshold = Annotated[
    float, typer.Option(min=0.0, max=1.0, help="Score from which a match is an alert.")
]


def add_commands(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command()(match)
    app.command()(evaluate)
    app.command()(tune)


def match(
    a: Annotated[str, typer.Argument(help="A name, or a JSON object with a name.")],
    b: Annotated[str, typer.Argument(help="The other.")],
    schema: Annotated[str, typer.Option(help="Person, Company, Vessel, … of both.")] = "",
    threshold: Threshold = DEFAULT_THRESHOLD,
    json: Json = False,
) -> None:
    """Score two names, or two entities as JSON, and say why."""
    (left, mine), (right, theirs) = _entity(a, schema), _entity(b, schema)
    found = compare(left, right, mine, theirs)
    verdict = "alert" if found.score >= threshold else "below"
    if json:
        print_json({
            "score": found.score, "verdict": verdict, "threshold": threshold, "scorer": SCORER,
            "reasons": list(found.reasons), "features": found.features,
        })  # fmt: skip
        return
    typer.echo(f"{found.score:.4f}  {verdict} at {threshold:g}  ({SCORER})")
    for reason in found.reasons:
        typer.echo(f"  {reason}")


def _entity(text: str, schema: str) -> tuple[str, Evidence]:
    if not text.lstrip().startswith("{"):
        return text, Evidence(schema=schema)
    try:
        told = jsonlib.loads(text)
    except ValueError as error:
        raise BadInput(f"not JSON: {error}", mend='write {"name": "…"}') from None
    if unknown := sorted(set(told) - _FIELDS):
        raise BadInput(
            f"unknown field {unknown[0]!r}", mend=f"fields: {', '.join(sorted(_FIELDS))}"
        )
    if not isinstance(told.get("name"), str):
        raise BadInput("a JSON entity without a name", mend='write {"name": "…"}')
    values = told.get("identifiers") or []
    values = values if isinstance(values, list) else [values]
    return told["name"], read_evidence(
        schema=str(told.get("schema") or schema), birth_date=str(told.get("birth_date") or ""),
        country=str(told.get("country") or ""), gender=str(told.get("gender") or ""),
        identifiers=tuple(map(str, values)),
    )  # fmt: skip


def read_pairs(path: Path) -> list[dict[str, str]]:
    """Return the rows of a labelled CSV.

    Raises:
        UnreadableFile: Missing, empty, or not a table of text.
        BadInput: A column that is not known.
    """
    from comity.matching.evaluation import KNOWN

    if not path.is_file():
        raise UnreadableFile(str(path), "no such file", mend="check the path")
    rows = stream_csv(FileBlob(path), encodings=("utf-8-sig", "cp1252"))
    _, header = next(rows, (0, []))
    titles = [title.strip() for title in header]
    if unknown := [t for t in titles if t not in KNOWN]:
        mend = f"known columns: {', '.join(sorted(KNOWN))}"
        raise UnreadableFile(path.name, f"unknown column {unknown[0]!r}", mend=mend)
    found = []
    for line, row in rows:
        if len(row) > len(titles):
            raise UnreadableFile(path.name, "more cells than columns", where=f"line {line}")
        found.append(dict(zip(titles, [*row, *[""] * (len(titles) - len(row))], strict=True)))
    return found


def evaluate(
    pairs: Annotated[Path, typer.Argument(help="CSV with name1, name2, is_match, …")],
    threshold: Threshold = DEFAULT_THRESHOLD,
    scores: Annotated[
        Path | None, typer.Option("--scores", help="Write each row with its score here.")
    ] = None,
    json: Json = False,
) -> None:
    """Measure the scorer on labelled pairs: precision, recall, F1, by group."""
    from comity.matching.evaluation import evaluate as measure
    from comity.matching.evaluation import score_pairs

    found = score_pairs(read_pairs(pairs))
    told = measure(found, threshold)
    if scores:
        with scores.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([*found[0].row, "score", "verdict"])
            for pair in found:
                verdict = "alert" if pair.agreement.score >= threshold else "below"
                writer.writerow([*map(_safe, pair.row.values()), pair.agreement.score, verdict])
    if json:
        print_json(told)
        return
    print_table(_HEADERS, [_row("all", "", told)] + [
        _row(column, value, figures)
        for column, values in told["groups"].items()
        for value, figures in values.items()
    ])  # fmt: skip
    typer.echo(f"best F1 {told['best_f1']:.3f} at {told['best_threshold']:.3f}  ({SCORER})")


_HEADERS = ("group", "value", "pairs", "precision", "recall", "F1", "best F1", "wrong", "missed")


def _safe(text: str) -> str:
    """Return a cell that no spreadsheet runs as a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _row(column: str, value: str, told: dict[str, Any]) -> tuple[str, ...]:
    return (
        column, value, str(told["n"]), f"{told['precision']:.3f}", f"{told['recall']:.3f}",
        f"{told['f1']:.3f}", f"{told['best_f1']:.3f}", str(told["fp"]), str(told["fn"]),
    )  # fmt: skip


def tune(
    pairs: Annotated[Path, typer.Argument(help="Labelled pairs, as for evaluate.")],
    html: Annotated[Path | None, typer.Option("--html", help="Write the picture here.")] = None,
    json: Json = False,
) -> None:
    """Show what each threshold costs: misses against alerts, on labelled pairs."""
    from comity.matching.evaluation import curve, score_pairs

    points = curve(score_pairs(read_pairs(pairs)))
    if html:
        _draw(html, points)
    if json:
        print_json(points)
        return
    print_table(
        ("threshold", "missed", "miss rate", "false alerts", "alerts", "precision"),
        [
            (f"{p['threshold']:.2f}", str(p["missed"]), f"{p['miss_rate']:.3f}",
             str(p["false_alerts"]), str(p["alerts"]), f"{p['precision']:.3f}")
            for p in points[::2]
        ],
    )  # fmt: skip
    if html:
        typer.echo(f"the picture: {html}")


def _draw(path: Path, points: Sequence[dict[str, Any]]) -> None:
    from comity.cli.pages import page, write_page

    def line(field: str, colour: str) -> str:
        spots = " ".join(
            f"{60 + 600 * p['threshold']:.1f},{300 - 260 * p[field]:.1f}" for p in points
        )
        return f'<polyline points="{spots}" fill="none" stroke="{colour}" stroke-width="2.5"/>'

    ticks = "".join(
        f'<text x="{60 + 60 * k}" y="322" text-anchor="middle">{k / 10:g}</text>'
        f'<text x="50" y="{304 - 26 * k}" text-anchor="end">{k / 10:g}</text>'
        f'<line x1="60" x2="660" y1="{300 - 26 * k}" y2="{300 - 26 * k}" stroke="#ddd"/>'
        for k in range(11)
    )
    drawing = (
        '<svg viewBox="0 0 700 340" role="img" font-size="12" font-family="sans-serif">'
        f"{ticks}{line('precision', '#1f6f8b')}{line('recall', '#c05621')}"
        '<text x="560" y="20" fill="#1f6f8b">precision</text>'
        '<text x="630" y="20" fill="#c05621">recall</text></svg>'
    )
    lead = "Precision and recall on the labelled pairs, for each threshold"
    write_page(path, page("Thresholds", lead, f'<div class="card">{drawing}</div>'))
