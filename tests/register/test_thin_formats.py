"""sdn.csv alone gives no aliases and addresses: what it leaves out is not forgotten."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from comity.cli.session import traits
from comity.ingest.archive import Archive
from comity.ingest.importing import Wishes, import_files
from comity.register import Answers, Register, SubjectAnswer
from comity.sources import source_named
from comity.sources.base import Blob, BytesBlob

NULL = "-0- ," * 6 + "-0- "
MAIN = f'7,"EXAMPLE TRADING","-0- ","IRAN","-0- ",{NULL}\r\n'
LONG = "x" * 990 + "; Tax ID No. 123"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def import_set(home: Path, day: str, *blobs: Blob) -> str:
    wishes = Wishes(published=date.fromisoformat(day), accept=True, complete=True)
    (done,) = import_files(
        Register.at(home), Archive(home / "archive"), source_named("us_ofac_sdn"), blobs,
        wishes=wishes, now=NOW,
    )  # fmt: skip
    return done.format


def ask(home: Path, day: str) -> SubjectAnswer:
    register = Register.at(home)
    with register.reading() as connection:
        answers = Answers(
            connection, register.snapshots(), as_of=date.fromisoformat(day), known="",
            traits=traits(),
        )  # fmt: skip
        return answers.subject("us_ofac_sdn:7")


def test_an_alias_is_still_screened_after_a_file_without_aliases(tmp_path: Path) -> None:
    alias = BytesBlob("alt.csv", b'7,1,"aka","OTHER NAME LTD","-0- "\r\n')
    address = BytesBlob("add.csv", b'7,1,"1 Example St","Exampletown","Iran","-0- "\r\n')
    main = BytesBlob("sdn.csv", MAIN.encode())
    assert import_set(tmp_path, "2023-01-01", main, alias, address) == "csv"
    later = BytesBlob("sdn.csv", MAIN.replace("TRADING", "TRADE").encode())
    assert import_set(tmp_path, "2024-01-01", later) == "csv-alone"
    found = ask(tmp_path, "2024-06-01")
    assert found.names == ("EXAMPLE TRADE", "EXAMPLE TRADING", "OTHER NAME LTD")
    (listing,) = found.listings
    assert [a.city for a in listing.record.addresses] == ["Exampletown"]
    told = {d.key: d.value for d in listing.record.details}
    assert told["aliases-and-addresses-from"] == "snapshot 2023-01-01"
    # What the full file said stands as it was published.
    assert ask(tmp_path, "2023-06-01").names == ("EXAMPLE TRADING", "OTHER NAME LTD")


def test_a_full_file_learnt_later_completes_a_thin_one_before_it(tmp_path: Path) -> None:
    main = BytesBlob("sdn.csv", MAIN.encode())
    alias = BytesBlob("alt.csv", b'7,1,"aka","OTHER NAME LTD","-0- "\r\n')
    import_set(tmp_path, "2023-01-01", main)
    assert ask(tmp_path, "2023-06-01").names == ("EXAMPLE TRADING",)
    import_set(tmp_path, "2024-01-01", main, alias)
    assert "OTHER NAME LTD" in ask(tmp_path, "2023-06-01").names
