"""What holds of every list: real files in full, and faults that are never read as data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.errors import UnreadableFile
from comity.model import Event, Issue, Record
from comity.sources import CODES, source_named, sources
from comity.sources.base import Blob, BytesBlob, FileBlob

# Listings in each real file, as the README beside the files counts them.
COUNTS = [
    ("us_ofac_sdn", ["us_ofac/enhanced/enhanced_2024-08-28_irgc.xml"], 293),
    ("us_ofac_sdn", ["us_ofac/advanced/sdn_advanced_2026-09-09_excerpt.xml"], 4),
    ("gb_uksl", ["gb/uksl_2026-09-07_excerpt.xml"], 6),
    ("ca_sema", ["ca/sema-lmes_2020-04.xml"], 1369),
    ("ca_sema", ["ca/sema-lmes_2025-05.xml"], 4759),
    ("ca_sema", ["ca/sema-lmes_2026-08_excerpt.xml"], 14),
    ("ch_seco", ["ch/seco_2024-01-17_fragment.xml"], 3),
    ("us_csl", ["us_csl/consolidated_2022-04.csv"], 14160),
    ("us_bis_dpl", ["us_bis/dpl_2023-11.txt"], 665),
    ("ftm", ["ftm/t1/entities.ftm.json"], 6),
    ("ftm", ["ftm/parteispenden/entities.ftm.json"], 96),
    ("ftm", ["ftm/zala/entities.ftm.json"], 17),
    ("eu_fsf", ["eu_fsf/fsf-v1.1_2026-08-05_excerpt.xml"], 7),
    ("eu_fsf", ["eu_fsf/fsf-v1.0_2018-07-04_first-1000-lines.csv"], 93),
    ("eu_fsf", ["eu_fsf/fsd_2016-02-11_subset.xml"], 595),
]


def read(code: str, blobs: list[Blob]) -> Iterator[Record | Event | Issue]:
    source = source_named(code)
    fmt = next(f for f in source.formats if f.matches(blobs))
    return fmt.read(blobs).items


@pytest.mark.shared
@pytest.mark.parametrize(("code", "names", "count"), COUNTS)
def test_every_element_of_a_real_file_is_a_listing(
    shared: Path, code: str, names: list[str], count: int
) -> None:
    items = list(read(code, [FileBlob(shared / "data" / n) for n in names]))
    records = [i for i in items if isinstance(i, Record)]
    assert len(records) == count
    assert len({r.id for r in records}) == count
    assert all(r.names for r in records if not r.unread)
    assert sum(r.unread for r in records) <= count // 100
    assert all(r.source == code for r in records)


@pytest.mark.shared
@pytest.mark.parametrize(("code", "names", "count"), COUNTS)
def test_a_real_file_cut_short_is_refused_or_recognised_as_another(
    shared: Path, code: str, names: list[str], count: int
) -> None:
    if not names[0].endswith((".xml", ".json")):
        pytest.skip("a table cut between rows is caught by its count limits")
    data = (shared / "data" / names[0]).read_bytes()
    blob = BytesBlob(Path(names[0]).name, data[: len(data) * 2 // 3])
    with pytest.raises((UnreadableFile, StopIteration)):
        list(read(code, [blob]))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    "data", [b"", b"\x00\x01\x02", b"<!DOCTYPE html><html></html>", b"a,b\n1,2\n", b"[]", b"{}\n"]
)
def test_what_is_no_list_is_recognised_as_none(code: str, data: bytes) -> None:
    source = source_named(code)
    for name in ("x.xml", "x.csv", "x.xlsx", "x.json", "x.txt"):
        assert not [f.code for f in source.formats if f.matches([BytesBlob(name, data)])]


@pytest.mark.shared
def test_no_list_takes_a_file_of_another_for_its_own(shared: Path) -> None:
    # OFAC's two lists share their forms; the count limits tell them apart.
    own = {"us_ofac_cons": "us_ofac_sdn"}
    for code, names, _ in COUNTS:
        blobs: list[Blob] = [FileBlob(shared / "data" / n) for n in names]
        takers = {s.code for s in sources() for f in s.formats if f.matches(blobs)}
        assert {own.get(t, t) for t in takers} == {code}


@pytest.mark.shared
def test_nearly_every_country_of_every_real_list_has_a_code(shared: Path) -> None:
    more = [
        ("un_sc", ["un/consolidated_2026-02-27.xml"], 0),
        ("gb_ofsi", ["gb/conlist_2018-04-13.csv"], 0),
        ("us_ofac_cons", ["us_ofac/cons/consolidated_2026-01-08.xml"], 0),
    ]
    told = coded = 0
    for code, names, _ in COUNTS + more:
        for item in read(code, [FileBlob(shared / "data" / n) for n in names]):
            if not isinstance(item, Record):
                continue
            homes = [a.country for a in item.addresses]
            births = [p.country for p in item.birth_places]
            countries = [*item.nationalities, *item.citizenships, *homes, *births]
            told += sum(1 for c in countries if c)
            coded += sum(1 for c in countries if c and c.code)
    assert told > 20_000
    assert coded >= told * 0.99
