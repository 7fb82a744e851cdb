"""A list that was closed says nothing of the days after its end."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from comity.cli.session import traits
from comity.ingest.archive import Archive
from comity.ingest.importing import Wishes, import_files
from comity.register import Answers, Register
from comity.sources import source_named
from comity.sources.base import BytesBlob

LIST = """Last Updated,10/04/2025
Name 6,Name 1,Group Type,Alias Type,Regime,Listed On,Group ID
EXAMPLE WORKS,,Entity,Primary name,Iran (Nuclear),18/10/2023,7
"""


@pytest.mark.parametrize(
    ("day", "certainty"), [("2026-01-28", "certain"), ("2026-01-29", "list closed")]
)
def test_after_the_end_of_a_list_its_last_state_is_not_certain(
    tmp_path: Path, day: str, certainty: str
) -> None:
    register = Register.at(tmp_path)
    import_files(
        register, Archive(tmp_path / "archive"), source_named("gb_ofsi"),
        [BytesBlob("list.csv", LIST.encode())], wishes=Wishes(accept=True, complete=True),
        now=datetime(2026, 6, 1, tzinfo=UTC),
    )  # fmt: skip
    with register.reading() as connection:
        answers = Answers(
            connection, register.snapshots(), as_of=date.fromisoformat(day), known="",
            traits=traits(),
        )  # fmt: skip
        (listing,) = answers.subject("gb_ofsi:7").listings
    assert (listing.in_force, listing.certainty) == (True, certainty)
