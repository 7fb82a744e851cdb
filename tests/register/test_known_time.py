"""What was known then is not changed by what is learnt later, however it is asked for."""

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

UN = """<CONSOLIDATED_LIST dateGenerated="{day}T00:00:00Z"><INDIVIDUALS><INDIVIDUAL>
<DATAID>1</DATAID><FIRST_NAME>JANE</FIRST_NAME><SECOND_NAME>DOE</SECOND_NAME><UN_LIST_TYPE>Iran</UN_LIST_TYPE>
<REFERENCE_NUMBER>IRi.999</REFERENCE_NUMBER><LISTED_ON>2010-06-09</LISTED_ON>{more}</INDIVIDUAL>
</INDIVIDUALS></CONSOLIDATED_LIST>"""
LATER = (
    "<COMMENTS1>[Old Reference # I.99.Z.9]</COMMENTS1><INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY>"
    "<ALIAS_NAME>Janet Roe; Doe</ALIAS_NAME></INDIVIDUAL_ALIAS>"
)
QUESTIONS = ("Jane Doe", "DOE", "IRi.999", "un_sc:IRi.999", "Janet Roe", "Roe", "I.99.Z.9")


def learn(home: Path, day: str, known: str, more: str = "") -> None:
    import_files(
        Register.at(home), Archive(home / "archive"), source_named("un_sc"),
        [BytesBlob("un.xml", UN.format(day=day, more=more).encode())],
        wishes=Wishes(accept=True, complete=True, known=datetime.fromisoformat(known)),
        now=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip


def answers(home: Path, known: str) -> list[object]:
    register = Register.at(home)
    with register.reading() as connection:
        asked = Answers(
            connection, register.snapshots(), as_of=date(2025, 1, 1), known=known, traits=traits()
        )
        found: list[object] = [asked.named(QUESTIONS)]
        for text in QUESTIONS:
            found += [text, [s.as_json() for s in asked.subjects(asked.find(text))]]
        return found


@pytest.mark.parametrize("day", ["2020-01-01", "2023-01-01"], ids=["older", "newer"])
def test_a_snapshot_learnt_later_changes_no_answer_of_before(tmp_path: Path, day: str) -> None:
    learn(tmp_path, "2022-01-01", "2022-01-02T00:00:00+00:00")
    then = answers(tmp_path, "2022-06-01T00:00:00Z")
    learn(tmp_path, day, "2023-06-01T00:00:00+00:00", LATER)
    assert answers(tmp_path, "2022-06-01T00:00:00Z") == then
    assert len([x for x in answers(tmp_path, "2024-01-01T00:00:00Z") if x == []]) == 0


def test_a_later_alias_is_found_only_by_those_who_know_it(tmp_path: Path) -> None:
    learn(tmp_path, "2022-01-01", "2022-01-02T00:00:00+00:00")
    learn(tmp_path, "2023-01-01", "2023-06-01T00:00:00+00:00", LATER)
    early, late = (answers(tmp_path, f"{y}-12-31T00:00:00Z") for y in (2022, 2023))
    for text in ("Janet Roe", "Roe", "I.99.Z.9"):
        assert early[early.index(text) + 1] == []
        assert late[late.index(text) + 1] != []
