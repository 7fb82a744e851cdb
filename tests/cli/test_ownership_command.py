"""Reading holdings, and whose rule a listing calls for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from comity.cli.ownership import read_holdings
from comity.errors import UnreadableFile


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("owner,owned,percent\nA,B,150\n", "percent"),
        ("owner,owned,percent\nA,B,nan\n", "percent"),
        ("owner,owned,percent\nA,B,25-50\n", "percent"),
        ("owner,owned,percent\n", "no holdings"),
        ("owner,owned,since\nA,B,2020-13-01\n", "date"),
        ("owner,owned,since,until\nA,B,2021-01-01,2020-01-01\n", "before"),
        ("owner,owned,control\nA,B,maybe\n", "control"),
        ("owner,owned,percent,percent\nA,B,60,10\n", "twice"),
        ("owner,colour\nA,red\n", "colour"),
        ("owner,owned\n,B\n", "no owner"),
        ("", "empty"),
    ],
)
def test_senseless_holdings_are_refused_with_one_line(
    tmp_path: Path, content: str, said: str
) -> None:
    path = tmp_path / "holdings.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=said) as caught:
        read_holdings(path)
    assert "\n" not in str(caught.value)


def entity(id_: str, schema: str, **properties: list[object]) -> str:
    return json.dumps({"id": id_, "schema": schema, "properties": properties})


def test_two_firms_of_one_name_stay_two_and_nested_entities_are_read(tmp_path: Path) -> None:
    lines = [
        entity("p", "Person", name=["Pat"]), entity("a1", "Company", name=["Alpha"]),
        entity("a2", "Company", name=["Alpha"]), "",
        entity("o1", "Ownership", owner=["p"], asset=["a1"], percentage=["30"]),
        entity("o2", "Ownership", owner=["p"], asset=["a2"], percentage=["30 %"]),
        entity("o3", "Ownership", owner=["p"], asset=[
            {"id": "b", "schema": "Company", "properties": {"name": ["Beta"]}}
        ], percentage=["51,5"], startDate=["2020-05-01T00:00:00"]),
    ]  # fmt: skip
    path = tmp_path / "ftm.json"
    path.write_text("\n".join(lines), encoding="utf-8")
    read = read_holdings(path)
    assert [(h.owner, h.owned, h.percent) for h in read.holdings] == [
        ("p", "a1", 30.0), ("p", "a2", 30.0), ("p", "b", 51.5),
    ]  # fmt: skip
    assert read.names["a1"] == read.names["a2"] == "Alpha"
    assert read.names["b"] == "Beta"


@pytest.mark.parametrize("content", ["{}", "[1]", '"x"', "{", '{"id":"x","schema":"Person"}', ""])
def test_lines_that_are_no_entities_are_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "ftm.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableFile):
        read_holdings(path)


def test_holdings_of_the_six_firms_as_a_user_meets_them(tmp_path: Path) -> None:
    path = tmp_path / "holdings.csv"
    path.write_text(
        "owner,owned,percent,control\n"
        "KHORASAN METALLURGY INDUSTRIES,Alpha,60,\nAlpha,Beta,30,\n"
        "KAVEH CUTTING TOOLS COMPANY,Beta,25,\nAMIN INDUSTRIAL COMPLEX,Gamma,,yes\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "comity", "ownership", str(path), "--as-of", "2019-01-01", "--json"],
        capture_output=True, text=True, check=True,
        env=os.environ | {"COMITY_HOME": str(tmp_path), "COMITY_NOW": "2026-11-24T12:00:00Z"},
    )  # fmt: skip
    told = json.loads(done.stdout)
    found = {(o["authority"], o["firm"]): o for o in told["owned"]}
    assert found["US", "Beta"]["counted"] == 55.0
    assert set(found["US", "Beta"]["by"]) == {
        "KHORASAN METALLURGY INDUSTRIES", "KAVEH CUTTING TOOLS COMPANY",
    }  # fmt: skip
    assert ("UN", "Beta") not in found
    assert found["UN", "Gamma"]["control"] is True
    assert ("US", "Gamma") not in found


@pytest.mark.shared
def test_an_export_list_calls_for_no_rule_on_blocked_property(shared: Path) -> None:
    from types import SimpleNamespace

    from comity.cli.ownership import rule_of
    from comity.model import Record
    from comity.sources import source_named
    from comity.sources.base import FileBlob

    source = source_named("us_csl")
    blobs = [FileBlob(shared / "data" / "us_csl" / "consolidated_2022-04.csv")]
    fmt = next(f for f in source.formats if f.matches(blobs))
    seen: dict[str, set[str]] = {}
    for item in fmt.read(blobs).items:
        if isinstance(item, Record):
            listing = SimpleNamespace(record=item, source="us_csl", authority=source.authority)
            seen.setdefault(item.programmes[0], set()).add(rule_of(listing))  # type: ignore[arg-type]
    assert seen["SDN"] == {"US"}
    assert seen["EL"] == {"US-BIS"}
    assert seen["DPL"] == seen["UVL"] == seen["DTC"] == {""}
