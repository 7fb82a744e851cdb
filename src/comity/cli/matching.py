"""Commands about the scorer: two names held together, labelled pairs, the price of a threshold."""

from __future__ import annotations

import csv
import json as jsonlib
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.cli.session import Home, Json, print_json
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
    pairs: Annotated[
        Path | None, typer.Argument(help="Labelled pairs, as for evaluate; else your own lists.")
    ] = None,
    count: Annotated[
        int, typer.Option(min=10, help="Without PAIRS: names of each sort that are tried.")
    ] = 2000,
    seed: Annotated[int, typer.Option(help="Without PAIRS: another seed, other names.")] = 1,
    html: Annotated[Path | None, typer.Option("--html", help="Write the picture here.")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Show what each threshold costs: misses against alerts.

    On labelled pairs, or on altered names of the lists in the register.
    """
    from comity.matching.evaluation import curve, score_pairs

    if pairs:
        points = curve(score_pairs(read_pairs(pairs)))
        headers, rows = _LABELLED, [_labelled_row(p) for p in points]
        lead = "Precision and recall on the labelled pairs, for each threshold"
        lines = (("precision", "#1f6f8b"), ("recall", "#c05621"))
    else:
        points = _own_lists(home, count=count, seed=seed, json=json)
        headers, rows = _GENERATED, [_generated_row(p) for p in points]
        lead = (
            f"{points[0]['altered']:,} altered names of your lists and {points[0]['ordinary']:,} "
            "ordinary names, for each threshold"
        )
        lines = (("miss_rate", "#1f6f8b"), ("false_alert_rate", "#c05621"))
    if html:
        _draw(html, points, lead, lines)
    if json:
        print_json(points)
        return
    print_table(headers, rows[::2])
    if html:
        typer.echo(f"the picture: {html}")


_LABELLED = ("threshold", "missed", "miss rate", "false alerts", "alerts", "precision")
_GENERATED = (
    "threshold", "missed", "miss rate", "wrong subjects", "false alerts", "false-alert rate"
)  # fmt: skip


def _labelled_row(p: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"{p['threshold']:.2f}", str(p["missed"]), f"{p['miss_rate']:.3f}",
        str(p["false_alerts"]), str(p["alerts"]), f"{p['precision']:.3f}",
    )  # fmt: skip


def _generated_row(p: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"{p['threshold']:.2f}", str(p["missed"]), f"{p['miss_rate']:.4f}",
        str(p["wrong_subjects"]), str(p["false_alerts"]), f"{p['false_alert_rate']:.4f}",
    )  # fmt: skip


def _own_lists(home: Path | None, *, count: int, seed: int, json: bool) -> list[dict[str, Any]]:
    from comity.cli.session import open_desk, warn
    from comity.cli.tables import counting
    from comity.matching.trials import Named, trial_curve, try_index
    from comity.matching.words import family_of
    from comity.screening import open_index

    desk = open_desk(home, json=json)
    with desk.answers("", "") as answers:
        index = open_index(
            desk.config.home / "index", answers, building=lambda: warn("compiling the index …")
        )
        named = [
            Named(s.subject, n.text, family)
            for s in answers.subjects()
            if (family := family_of(s.schema))
            for x in s.listings if x.in_force
            for n in x.record.names
            if n.script == "Latn" and n.quality != "weak"
        ]  # fmt: skip
    with counting("trying", 2 * count, quiet=json) as advance:
        return trial_curve(try_index(index, named, count=count, seed=seed, advance=advance))


def _draw(
    path: Path, points: Sequence[dict[str, Any]], lead: str, lines: Sequence[tuple[str, str]]
) -> None:
    from comity.cli.pages import page, write_page

    # The highest tick, so that rates of some thousandths can be read too.
    top = max(p[field] for p in points[1:] for field, _ in lines) or 1.0

    def line(field: str, colour: str) -> str:
        spots = " ".join(
            f"{60 + 600 * p['threshold']:.1f},{300 - 260 * min(1, p[field] / top):.1f}"
            for p in points
        )
        return f'<polyline points="{spots}" fill="none" stroke="{colour}" stroke-width="2.5"/>'

    ticks = "".join(
        f'<text x="{60 + 60 * k}" y="322" text-anchor="middle">{k / 10:g}</text>'
        f'<text x="50" y="{304 - 26 * k}" text-anchor="end">{top * k / 10:.3g}</text>'
        f'<line x1="60" x2="660" y1="{300 - 26 * k}" y2="{300 - 26 * k}" stroke="#ddd"/>'
        for k in range(11)
    )
    names = "".join(
        f'<text x="{90 + 160 * k}" y="24" style="fill:{colour}">{field.replace("_", " ")}</text>'
        for k, (field, colour) in enumerate(lines)
    )
    drawing = (
        '<svg viewBox="0 0 700 345" role="img" font-size="12" font-family="sans-serif">'
        f"{ticks}{''.join(line(*one) for one in lines)}{names}"
        '<text x="360" y="340" text-anchor="middle">threshold</text></svg>'
    )
    write_page(path, page("Thresholds", lead, f'<div class="card">{drawing}</div>'))
